// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sample.h"

#include "app/cli/command.h"
#include "core/ingest/import.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    sample::SampleSpec spec;
    std::filesystem::path csv;
};

void run(Session& session, const Options& o) {
    auto workspace = session.open_or_create();
    // Never over somebody's own data: the sample replaces only a sample.
    if (!workspace->datasets().empty() && !std::filesystem::exists(workspace->folder() / "truth.json"))
        throw Error(ErrorCode::usage,
                    {{"detail", "This workspace holds data already; the sample goes into a folder of its own."}});
    const std::filesystem::path staging = workspace->make_staging(), truth = workspace->folder() / "truth.json";
    const std::filesystem::path csv = o.csv.empty() ? staging / "campaigns.csv" : o.csv, staged_truth = staging / "truth.json";
    const sample::SampleTruth made = sample::generate_sample(o.spec, csv, staged_truth, session.progress(), session.stop());
    ingest::ImportRequest request;
    request.file = csv;
    request.dataset = "campaigns";
    if (!workspace->setting("currency")) workspace->set_setting("currency", "CHF");
    const ingest::ImportResult result = ingest::import_file(*workspace, request, session.progress(), session.stop());
    std::filesystem::rename(staged_truth, truth);
    std::error_code ignored;
    std::filesystem::remove_all(staging, ignored);
    session.answer(
        {{"dataset", result.dataset}, {"rows", result.snapshot.rows}, {"truth", truth.string()}, {"seconds", result.seconds}},
        "The sample company is in " + workspace->folder().string() + ": " + std::to_string(made.rows) +
            " rows. What is true about it: " + truth.string());
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
