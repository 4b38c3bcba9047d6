// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/duck.h"

#include <cstring>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/store/duck_internal.h"

namespace plumbline::duck {

struct Database::Impl {
    duckdb_database handle = nullptr;
    ~Impl() {
        if (handle) duckdb_close(&handle);
    }
};

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

[[noreturn]] void fail(const std::string& message, duckdb_error_type type) {
    if (type == DUCKDB_ERROR_INTERRUPT || contains(message, "Interrupted")) throw Error(ErrorCode::cancelled);
    if (contains(message, "No space left") || contains(message, "Disk quota exceeded"))
        throw Error(ErrorCode::disk_full, {{"path", "the workspace"}});
    // A RowSource failed: its code travels inside the text (duck_source.cpp).
    if (const size_t at = message.find("plumbline:"); at != std::string::npos) {
        const size_t begin = at + 10, end = message.find(':', begin);
        const ErrorCode code = error_code(message.substr(begin, end - begin));
        if (code != ErrorCode::internal) throw Error(code, {{"detail", message.substr(end + 2)}, {"file", "the file"}});
    }
    throw Error(ErrorCode::query_failed, {{"detail", message.substr(0, 600)}});
}

/// Destroys the result on every way out.
struct Result {
    duckdb_result handle{};
    ~Result() { duckdb_destroy_result(&handle); }
    void check(duckdb_state state) {
        if (state == DuckDBSuccess) return;
        const char* text = duckdb_result_error(&handle);
        fail(text ? text : "unknown reason", duckdb_result_error_type(&handle));
    }
};

ColumnType table_type(duckdb_type type) {
    switch (type) {
    case DUCKDB_TYPE_BOOLEAN: return ColumnType::boolean;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT: return ColumnType::integer;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_DECIMAL: return ColumnType::real;
    case DUCKDB_TYPE_DATE: return ColumnType::date;
    default: return ColumnType::text;
    }
}

double pow10(int n) {
    double p = 1;
    for (int i = 0; i < n; ++i) p *= 10;
    return p;
}

std::string timestamp_text(int64_t micros) {
    constexpr int64_t day = 86'400'000'000;
    int64_t days = micros / day;
    if (micros % day < 0) --days;
    const int64_t rest = micros - days * day;
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, " %02d:%02d:%02d", static_cast<int>(rest / 3'600'000'000),
                  static_cast<int>(rest / 60'000'000 % 60), static_cast<int>(rest / 1'000'000 % 60));
    return to_iso(Date{static_cast<int32_t>(days)}) + buffer;
}

/// Appends one vector of a chunk to a column.
void append_vector(Column& column, duckdb_vector vector, idx_t rows) {
    duckdb_logical_type logical = duckdb_vector_get_column_type(vector);
    const duckdb_type type = duckdb_get_type_id(logical);
    void* data = duckdb_vector_get_data(vector);
    uint64_t* validity = duckdb_vector_get_validity(vector);
    auto each = [&](auto&& append) {
        for (idx_t r = 0; r < rows; ++r) {
            if (validity && !duckdb_validity_row_is_valid(validity, r))
                column.append_null();
            else
                append(r);
        }
    };
    auto at = [&]<class T>(T*, idx_t r) { return static_cast<const T*>(data)[r]; };
#define PLUMBLINE_INTEGERS(TYPE, T)                                                                                              \
    case TYPE: each([&](idx_t r) { column.append(static_cast<int64_t>(at(static_cast<T*>(nullptr), r))); }); break;
    switch (type) {
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_TINYINT, int8_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_SMALLINT, int16_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_INTEGER, int32_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_BIGINT, int64_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_UTINYINT, uint8_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_USMALLINT, uint16_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_UINTEGER, uint32_t)
        PLUMBLINE_INTEGERS(DUCKDB_TYPE_UBIGINT, uint64_t)
    case DUCKDB_TYPE_HUGEINT:
        each([&](idx_t r) {
            const auto v = static_cast<const duckdb_hugeint*>(data)[r];
            if (v.upper != static_cast<int64_t>(v.lower) >> 63)
                fail("a sum is too large for a whole number", DUCKDB_ERROR_OUT_OF_RANGE);
            column.append(static_cast<int64_t>(v.lower));
        });
        break;
    case DUCKDB_TYPE_BOOLEAN: each([&](idx_t r) { column.append(static_cast<const bool*>(data)[r]); }); break;
    case DUCKDB_TYPE_FLOAT: each([&](idx_t r) { column.append(double{static_cast<const float*>(data)[r]}); }); break;
    case DUCKDB_TYPE_DOUBLE: each([&](idx_t r) { column.append(static_cast<const double*>(data)[r]); }); break;
    case DUCKDB_TYPE_DATE: each([&](idx_t r) { column.append(Date{static_cast<const int32_t*>(data)[r]}); }); break;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
        each([&](idx_t r) { column.append(std::string_view(timestamp_text(static_cast<const int64_t*>(data)[r]))); });
        break;
    case DUCKDB_TYPE_DECIMAL: {
        const double unit = pow10(duckdb_decimal_scale(logical));
        const duckdb_type internal = duckdb_decimal_internal_type(logical);
        each([&](idx_t r) {
            double unscaled = 0;
            if (internal == DUCKDB_TYPE_SMALLINT)
                unscaled = static_cast<const int16_t*>(data)[r];
            else if (internal == DUCKDB_TYPE_INTEGER)
                unscaled = static_cast<const int32_t*>(data)[r];
            else if (internal == DUCKDB_TYPE_BIGINT)
                unscaled = static_cast<double>(static_cast<const int64_t*>(data)[r]);
            else
                unscaled = duckdb_hugeint_to_double(static_cast<const duckdb_hugeint*>(data)[r]);
            column.append(unscaled / unit);
        });
        break;
    }
    case DUCKDB_TYPE_VARCHAR:
        each([&](idx_t r) {
            auto* s = static_cast<duckdb_string_t*>(data) + r;
            column.append(std::string_view(duckdb_string_t_data(s), duckdb_string_t_length(*s)));
        });
        break;
    case DUCKDB_TYPE_ENUM: {
        std::vector<std::string> members(duckdb_enum_dictionary_size(logical));
        for (size_t i = 0; i < members.size(); ++i) {
            char* text = duckdb_enum_dictionary_value(logical, i);
            members[i] = text;
            duckdb_free(text);
        }
        const duckdb_type internal = duckdb_enum_internal_type(logical);
        each([&](idx_t r) {
            const uint32_t code = internal == DUCKDB_TYPE_UTINYINT    ? static_cast<const uint8_t*>(data)[r]
                                  : internal == DUCKDB_TYPE_USMALLINT ? static_cast<const uint16_t*>(data)[r]
                                                                      : static_cast<const uint32_t*>(data)[r];
            column.append(std::string_view(members[code]));
        });
        break;
    }
    default:
        duckdb_destroy_logical_type(&logical);
        fail("a column has a type that Plumbline does not show", DUCKDB_ERROR_NOT_IMPLEMENTED);
    }
#undef PLUMBLINE_INTEGERS
    duckdb_destroy_logical_type(&logical);
}

Table fetch(duckdb_result& result) {
    Table table;
    const idx_t columns = duckdb_column_count(&result);
    for (idx_t c = 0; c < columns; ++c) table.add(duckdb_column_name(&result, c), table_type(duckdb_column_type(&result, c)));
    while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result)) {
        const idx_t rows = duckdb_data_chunk_get_size(chunk);
        try {
            for (idx_t c = 0; c < columns; ++c) append_vector(table.column(c), duckdb_data_chunk_get_vector(chunk, c), rows);
        } catch (...) {
            duckdb_destroy_data_chunk(&chunk);
            throw;
        }
        duckdb_destroy_data_chunk(&chunk);
    }
    return table;
}

void bind(duckdb_prepared_statement statement, idx_t index, const Value& value) {
    if (const auto* s = std::get_if<std::string>(&value))
        duckdb_bind_varchar_length(statement, index, s->data(), s->size());
    else if (const auto* i = std::get_if<int64_t>(&value))
        duckdb_bind_int64(statement, index, *i);
    else if (const auto* d = std::get_if<double>(&value))
        duckdb_bind_double(statement, index, *d);
    else if (const auto* date = std::get_if<Date>(&value))
        duckdb_bind_date(statement, index, {date->days});
    else if (const auto* b = std::get_if<bool>(&value))
        duckdb_bind_boolean(statement, index, *b);
    else
        duckdb_bind_null(statement, index);
}

struct Statement {
    duckdb_prepared_statement handle = nullptr;
    ~Statement() { duckdb_destroy_prepare(&handle); }
};

std::string list_of(const std::vector<std::filesystem::path>& paths) {
    std::string out;
    for (const auto& p : paths) out += (out.empty() ? "" : ", ") + quote_text(p.string());
    return out;
}

} // namespace

std::string quote_name(std::string_view name) {
    std::string out = "\"";
    for (char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string quote_text(std::string_view text) {
    std::string out = "'";
    for (char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + "'";
}

Database::Database(const std::filesystem::path& file, const OpenOptions& options) : m_impl(std::make_shared<Impl>()) {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    if (options.read_only && !file.empty()) duckdb_set_config(config, "access_mode", "READ_ONLY");
    const std::string memory = memory_limit() > 0 ? std::to_string(memory_limit()) + "MiB" : options.memory_limit;
    duckdb_set_config(config, "memory_limit", memory.c_str());
    duckdb_set_config(config, "autoload_known_extensions", "false");
    duckdb_set_config(config, "autoinstall_known_extensions", "false");
    duckdb_set_config(config, "preserve_insertion_order", "false");
    const int threads = options.threads > 0 ? options.threads : thread_limit();
    if (threads > 0) duckdb_set_config(config, "threads", std::to_string(threads).c_str());
    char* message = nullptr;
    const duckdb_state state = duckdb_open_ext(file.empty() ? nullptr : file.c_str(), &m_impl->handle, config, &message);
    duckdb_destroy_config(&config);
    if (state != DuckDBSuccess) {
        const std::string text = message ? message : "unknown reason";
        duckdb_free(message);
        fail(text, DUCKDB_ERROR_IO);
    }
    Connection setup(*this);
    setup.execute(options.temp_directory.empty() ? "SET temp_directory = ''"
                                                 : "SET temp_directory = " + quote_text(options.temp_directory.string()));
    setup.execute("SET max_temp_directory_size = '8GB'");
    if (!options.locked_down) return;
    if (!options.allowed_directories.empty())
        setup.execute("SET allowed_directories = [" + list_of(options.allowed_directories) + "]");
    // The order matters: nothing can be changed once the configuration is locked.
    setup.execute("SET enable_external_access = false; SET allow_community_extensions = false; "
                  "SET allow_persistent_secrets = false; SET lock_configuration = true");
}

Database::~Database() = default;

Connection Database::connect() { return Connection(*this); }

Connection::Connection(Database& database) : m_impl(std::make_unique<Impl>()) {
    m_impl->database = database.m_impl;
    if (duckdb_connect(database.m_impl->handle, &m_impl->handle) != DuckDBSuccess)
        fail("no connection to the facts", DUCKDB_ERROR_CONNECTION);
}

Connection::Connection(Connection&&) noexcept = default;

Connection& Connection::operator=(Connection&& other) noexcept {
    std::swap(m_impl, other.m_impl);
    return *this;
}

Connection::~Connection() {
    if (m_impl && m_impl->handle) duckdb_disconnect(&m_impl->handle);
}

void Connection::execute(const std::string& sql) {
    Result result;
    result.check(duckdb_query(m_impl->handle, sql.c_str(), &result.handle));
}

Table Connection::query(const std::string& sql, const std::vector<Value>& parameters, std::stop_token stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    Statement statement;
    if (duckdb_prepare(m_impl->handle, sql.c_str(), &statement.handle) != DuckDBSuccess) {
        const char* text = duckdb_prepare_error(statement.handle);
        fail(text ? text : "unknown reason", DUCKDB_ERROR_PARSER);
    }
    for (size_t i = 0; i < parameters.size(); ++i) bind(statement.handle, i + 1, parameters[i]);
    const std::stop_callback on_stop(stop, [this] { interrupt(); });
    Result result;
    result.check(duckdb_execute_prepared(statement.handle, &result.handle));
    return fetch(result.handle);
}

Value Connection::scalar(const std::string& sql, const std::vector<Value>& parameters) {
    const Table table = query(sql, parameters);
    if (table.rows() == 0 || table.columns() == 0) return {};
    return table.column(0).value(0);
}

void Connection::register_source(const std::string& name, RowSource& source) {
    duck::register_source(m_impl->handle, name, source);
}

void Connection::interrupt() { duckdb_interrupt(m_impl->handle); }

} // namespace plumbline::duck
