// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/store/duck_internal.h"

namespace plumbline::duck {

namespace {

/// What a table function keeps: the source, and how its failures are told.
struct Binding {
    RowSource* source;
    std::vector<PhysicalColumn> columns;
};

duckdb_logical_type logical_type(const PhysicalColumn& column) {
    switch (column.type) {
    case PhysicalType::boolean: return duckdb_create_logical_type(DUCKDB_TYPE_BOOLEAN);
    case PhysicalType::int32: return duckdb_create_logical_type(DUCKDB_TYPE_INTEGER);
    case PhysicalType::int64: return duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    case PhysicalType::real: return duckdb_create_logical_type(DUCKDB_TYPE_DOUBLE);
    case PhysicalType::date: return duckdb_create_logical_type(DUCKDB_TYPE_DATE);
    case PhysicalType::timestamp: return duckdb_create_logical_type(DUCKDB_TYPE_TIMESTAMP);
    case PhysicalType::varchar: return duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
    case PhysicalType::decimal: return duckdb_create_decimal_type(18, static_cast<uint8_t>(column.scale));
    case PhysicalType::enumeration: {
        std::vector<const char*> members;
        for (const std::string& m : column.members) members.push_back(m.c_str());
        return duckdb_create_enum_type(members.data(), members.size());
    }
    }
    return nullptr;
}

class VectorWriter final : public ColumnWriter {
public:
    void attach(duckdb_vector vector) {
        m_vector = vector;
        m_data = duckdb_vector_get_data(vector);
        m_validity = nullptr;
    }
    void* data() override { return m_data; }
    void set_null(size_t row) override {
        if (!m_validity) {
            duckdb_vector_ensure_validity_writable(m_vector);
            m_validity = duckdb_vector_get_validity(m_vector);
        }
        duckdb_validity_set_row_invalid(m_validity, row);
    }
    void set_text(size_t row, std::string_view text) override {
        duckdb_vector_assign_string_element_len(m_vector, row, text.data(), text.size());
    }

private:
    duckdb_vector m_vector = nullptr;
    void* m_data = nullptr;
    uint64_t* m_validity = nullptr;
};

struct GlobalState {
    Binding* binding;
    std::vector<size_t> wanted;
};

struct LocalState {
    std::unique_ptr<RowReader> reader;
    std::vector<VectorWriter> writers;
    std::vector<ColumnWriter*> pointers;
};

template <class T>
void destroy(void* pointer) {
    delete static_cast<T*>(pointer);
}

void on_bind(duckdb_bind_info info) {
    auto* binding = static_cast<Binding*>(duckdb_bind_get_extra_info(info));
    for (const PhysicalColumn& column : binding->columns) {
        duckdb_logical_type type = logical_type(column);
        duckdb_bind_add_result_column(info, column.name.c_str(), type);
        duckdb_destroy_logical_type(&type);
    }
}

void on_init(duckdb_init_info info) {
    auto* state = new GlobalState{static_cast<Binding*>(duckdb_init_get_extra_info(info)), {}};
    for (idx_t i = 0; i < duckdb_init_get_column_count(info); ++i) state->wanted.push_back(duckdb_init_get_column_index(info, i));
    duckdb_init_set_init_data(info, state, &destroy<GlobalState>);
    duckdb_init_set_max_threads(info, 64);
}

void on_local_init(duckdb_init_info info) {
    // The wanted columns are the same for every thread; the reader is opened on first use, where its failure can be told.
    duckdb_init_set_init_data(info, new LocalState, &destroy<LocalState>);
}

void on_read(duckdb_function_info info, duckdb_data_chunk chunk) {
    auto* global = static_cast<GlobalState*>(duckdb_function_get_init_data(info));
    auto* local = static_cast<LocalState*>(duckdb_function_get_local_init_data(info));
    try {
        if (!local->reader) {
            // count(*) asks for a pseudo column beyond the real ones: nothing has to be written then.
            std::vector<size_t> wanted;
            for (size_t column : global->wanted)
                if (column < global->binding->columns.size()) wanted.push_back(column);
            local->reader = global->binding->source->open(wanted);
            local->writers.resize(wanted.size());
            for (VectorWriter& w : local->writers) local->pointers.push_back(&w);
        }
        size_t next = 0;
        for (size_t i = 0; i < global->wanted.size(); ++i)
            if (global->wanted[i] < global->binding->columns.size())
                local->writers[next++].attach(duckdb_data_chunk_get_vector(chunk, i));
        duckdb_data_chunk_set_size(chunk, local->reader->read(local->pointers));
    } catch (const Error& e) {
        // The id travels inside the text: the caller's Error is made from it again where the query fails.
        duckdb_function_set_error(info, ("plumbline:" + std::string(error_id(e.code())) + ": " + e.what()).c_str());
    } catch (const std::exception& e) {
        duckdb_function_set_error(info, e.what());
    }
}

} // namespace

void register_source(duckdb_connection connection, const std::string& name, RowSource& source) {
    duckdb_table_function function = duckdb_create_table_function();
    duckdb_table_function_set_name(function, name.c_str());
    duckdb_table_function_set_extra_info(function, new Binding{&source, source.columns()}, &destroy<Binding>);
    duckdb_table_function_set_bind(function, on_bind);
    duckdb_table_function_set_init(function, on_init);
    duckdb_table_function_set_local_init(function, on_local_init);
    duckdb_table_function_set_function(function, on_read);
    duckdb_table_function_supports_projection_pushdown(function, true);
    const duckdb_state state = duckdb_register_table_function(connection, function);
    duckdb_destroy_table_function(&function);
    if (state != DuckDBSuccess) throw Error(ErrorCode::internal, {{"detail", "the reader " + name + " could not be registered"}});
}

} // namespace plumbline::duck
