// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <unistd.h>

#include "app/cli/command.h"
#include "core/ingest/import.h"

namespace plumbline::cli {

namespace {

/// One line on a terminal's standard error; silent otherwise.
class TerminalProgress : public Progress {
public:
    void step(double fraction, std::string_view stage) override {
        if (!m_terminal) return;
        std::cerr << "\r\033[K" << stage;
        if (fraction >= 0) std::cerr << ' ' << static_cast<int>(fraction * 100) << '%';
        std::cerr << std::flush;
        m_wrote = true;
    }
    ~TerminalProgress() override {
        if (m_wrote) std::cerr << "\r\033[K" << std::flush;
    }

private:
    bool m_terminal = ::isatty(STDERR_FILENO) == 1;
    bool m_wrote = false;
};

void require_folder(const Session& session) {
    if (session.folder.empty())
        throw Error(ErrorCode::usage, {{"detail", "No workspace was named. Add --workspace and a folder."}});
}

} // namespace

std::unique_ptr<store::Workspace> Session::open(store::Access access) {
    require_folder(*this);
    return ingest::open_workspace(folder, access, progress(), stop());
}

std::unique_ptr<store::Workspace> Session::open_or_create() {
    require_folder(*this);
    if (store::Workspace::exists(folder)) return open(store::Access::write);
    created = true;
    created_folder = !std::filesystem::exists(folder);
    const auto clean = std::filesystem::absolute(folder).lexically_normal();
    return store::Workspace::create(folder, (clean.has_filename() ? clean : clean.parent_path()).filename().string());
}

void Session::undo_create(std::unique_ptr<store::Workspace> workspace) {
    if (!created || !workspace || !workspace->datasets().empty()) return;
    workspace.reset();
    std::error_code ignored;
    for (const char* name : {"state.sqlite", "lock", "facts.duckdb"}) std::filesystem::remove(folder / name, ignored);
    for (const char* name : {"snapshots", "staging"}) std::filesystem::remove_all(folder / name, ignored);
    if (created_folder) std::filesystem::remove(folder, ignored);
}

Progress& Session::progress() {
    static TerminalProgress progress;
    return progress;
}

void Session::answer(const nlohmann::json& object, const std::string& text) {
    if (json)
        std::cout << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    else
        std::cout << text << (text.empty() || text.back() == '\n' ? "" : "\n") << std::flush;
}

namespace {

/// Characters shown, for UTF-8 text.
size_t width_of(const std::string& text) {
    return static_cast<size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

std::string as_text(const Table& table) {
    std::vector<std::vector<std::string>> cells(table.columns());
    std::vector<size_t> widths(table.columns());
    for (size_t c = 0; c < table.columns(); ++c) {
        cells[c].push_back(table.column(c).name());
        for (size_t r = 0; r < table.rows(); ++r) {
            const Column& column = table.column(c);
            std::string text = column.is_null(r) ? "\u2013" : to_text(column.value(r));
            if (column.type() == ColumnType::real && !column.is_null(r)) {
                char buffer[64];
                std::snprintf(buffer, sizeof buffer, "%.4f", *column.number(r));
                text = buffer;
            }
            cells[c].push_back(std::move(text));
        }
        for (const std::string& text : cells[c]) widths[c] = std::max(widths[c], width_of(text));
    }
    std::string out;
    for (size_t r = 0; r <= table.rows(); ++r) {
        for (size_t c = 0; c < table.columns(); ++c) {
            const bool number = table.column(c).type() == ColumnType::real || table.column(c).type() == ColumnType::integer;
            const std::string pad(widths[c] - width_of(cells[c][r]), ' ');
            out += (c ? "  " : "") + (number ? pad + cells[c][r] : c + 1 < table.columns() ? cells[c][r] + pad : cells[c][r]);
        }
        out += '\n';
    }
    return out;
}

Date parse_day(const std::string& text) {
    if (const auto d = parse_iso_date(text)) return *d;
    throw Error(ErrorCode::period_invalid, {{"value", text}, {"detail", "it is not a date"}});
}

} // namespace plumbline::cli
