// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/sample/into_workspace.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    sample::SampleSpec spec;
    std::filesystem::path csv;
};

void run(Session& session, const Options& o) {
    auto workspace = session.open_or_create();
    try {
        const sample::SampleImport made = sample::sample_into(*workspace, o.spec, o.csv, session.progress(), session.stop());
        const json audited = audit_imported(session, *workspace, made.import.dataset);
        session.answer({{"dataset", made.import.dataset},
                        {"rows", made.import.snapshot.rows},
                        {"truth", made.truth.string()},
                        {"audit", audited},
                        {"seconds", made.import.seconds}},
                       "The sample company is in " + workspace->folder().string() + ": " +
                           std::to_string(made.import.snapshot.rows) + " rows. What is true about it: " + made.truth.string());
    } catch (...) {
        session.undo_create(std::move(workspace));
        throw;
    }
}

} // namespace

void add_sample(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("sample", "Make a workspace with two years of a made-up company");
    auto o = std::make_shared<Options>();
    command->add_option("--rows", o->spec.rows, "Rows to generate; default: the natural size")
        ->check(CLI::Range(int64_t{1}, int64_t{1'000'000'000}));
    command->add_option("--seed", o->spec.seed, "The same seed gives the same data");
    command->add_option("--csv", o->csv, "Keep the generated CSV here");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
