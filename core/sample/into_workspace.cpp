// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/into_workspace.h"

#include "core/base/error.h"
#include "core/store/group.h"

namespace plumbline::sample {

namespace fs = std::filesystem;

SampleImport sample_into(store::Workspace& workspace, const SampleSpec& spec, const fs::path& csv, Progress& progress,
                         std::stop_token stop) {
    const fs::path truth = workspace.folder() / "truth.json";
    if (!workspace.datasets().empty() && !fs::exists(truth))
        throw Error(ErrorCode::usage,
                    {{"detail", "This workspace holds data already; the sample goes into a folder of its own."}});
    struct Staging {
        fs::path folder;
        ~Staging() {
            std::error_code ignored;
            fs::remove_all(folder, ignored);
            fs::remove(folder.parent_path(), ignored); // only if empty
        }
    } const staging{workspace.make_staging()};
    const fs::path staged_truth = staging.folder / "truth.json";
    ingest::ImportRequest request;
    request.file = csv.empty() ? staging.folder / "campaigns.csv" : csv;
    request.dataset = sample_dataset;
    generate_sample(spec, request.file, staged_truth, progress, stop);
    store::Group group(workspace);
    if (!workspace.setting("currency")) workspace.set_setting("currency", "CHF");
    SampleImport out{ingest::import_file(workspace, request, progress, stop), truth};
    fs::rename(staged_truth, truth);
    group.commit();
    return out;
}

} // namespace plumbline::sample
