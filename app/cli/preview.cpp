// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/read_options.h"
#include "core/ingest/import.h"
#include "core/ingest/reading_json.h"
#include "core/table/table_json.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::filesystem::path file;
    std::string rows = "20";
    ReadFlags flags;
};

void run(Session& session, const Options& o) {
    std::optional<size_t> rows;
    if (o.rows != "all") {
        try {
            rows = std::stoul(o.rows);
        } catch (const std::exception&) {
            throw Error(ErrorCode::usage, {{"detail", "--rows is a number or all, not " + o.rows + "."}});
        }
    }
    const ingest::PreviewResult p = ingest::preview_file(o.file, o.flags.options(), rows, session.progress(), session.stop());
    json j = ingest::to_json(p.reading);
    j["ok"] = true;
    j["row_count"] = p.reading.rows;
    j["rows"] = plumbline::to_json(p.rows)["rows"];
    j["rejected_lines"] = json::array();
    for (const ingest::Reject& r : p.reading.rejects) j["rejected_lines"].push_back(r.line);
    j["sheets"] = p.sheets;
    j["bytes"] = p.bytes;
    j["seconds"] = p.seconds;
    std::string text = as_text(p.rows);
    for (const ingest::Reject& r : p.reading.rejects)
        if (&r - p.reading.rejects.data() < 10) text += "line " + std::to_string(r.line) + ": " + r.reason + "\n";
    for (const std::string& w : p.reading.warnings) text += "note: " + w + "\n";
    for (const ingest::Question& q : p.reading.questions) text += "question: " + q.text + "\n";
    session.answer(j, text);
}

} // namespace

void add_preview(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("preview", "Show how a file would be read; nothing is stored");
    auto o = std::make_shared<Options>();
    command->add_option("file", o->file, "File to look at")->required();
    command->add_option("--rows", o->rows, "How many rows to show, or all");
    o->flags.add(*command);
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
