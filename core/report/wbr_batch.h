// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>

#include "core/metrics/cube.h"
#include "core/report/wbr.h"

namespace plumbline::report {

/// What one review of a batch is about.
struct ReviewScope {
    std::vector<metrics::Filter> where; ///< empty: everything
    std::string label;                  ///< "Social, Romandie"; "all"
    std::string slug;                   ///< of its files: "social_romandie"
};

/// One scope for each value of the dimensions, or for each pair of values, that had rows in the thirteen weeks up to the
/// review's: the largest first. No dimension: everything as one scope. Throws what metrics::run throws.
std::vector<ReviewScope> review_scopes(const metrics::Context& context, const ReviewRequest& request,
                                       const std::vector<std::string>& dimensions, std::stop_token stop = {});
/// The scope that filters name.
ReviewScope review_scope(const std::vector<metrics::Filter>& where);

struct BatchRequest {
    ReviewRequest review; ///< without a scope
    std::vector<ReviewScope> scopes;
    std::filesystem::path out;
    std::vector<std::string> formats{"pdf"}; ///< "pdf", "md", "json", "xlsx"
    std::string workspace;                   ///< head line
    std::string created; ///< printed; the time of the snapshot, so that the same snapshot gives the same bytes
    std::string now;     ///< of this run: for what could not be made
    int threads = 0;     ///< 0: as many as the machine has
    Brand brand{};
    std::string model; ///< endpoint and model behind review.model: another one gives another text; empty: none
};

enum class ReviewStatus {
    done,
    incomplete, ///< a section failed and is named
    last_good,  ///< it could not be made; the last good one is delivered, marked as such
    failed      ///< it could not be made and there is none from before
};
const char* review_status_id(ReviewStatus status);

struct BatchItem {
    std::string scope;
    std::vector<std::string> files;
    bool cached = false;
    ReviewStatus status = ReviewStatus::done;
    std::string reason; ///< why it is not done
    std::vector<std::string> failed_sections;
    std::string last_good_week;
    std::string headline;
    std::optional<double> score;
    NarrativeOutcome narrative{}; ///< of a review that was made now
    std::optional<TextScore> text;
    double ms = 0;
};

/// Writes a document as one format to a path that no reader looks at yet. Called on the thread of run_reviews.
using DocumentWriter =
    std::function<void(const Document& document, const std::string& format, const std::filesystem::path& file)>;
/// The roll-up in memory; asked for only where something has to be computed. May give null.
using CubeSource = std::function<std::shared_ptr<const metrics::Cube>()>;

/// Writes a review for each scope, in parallel. A scope whose files were made from the same snapshot, settings and templates is
/// not made again. One that fails does not stop the others. Files appear whole or not at all; what a killed run has written
/// stays and is not written again. `<out>/.plumbline` holds what is known about them. Throws Error{cancelled, write_failed}.
std::vector<BatchItem> run_reviews(const metrics::Context& context, const BatchRequest& request, const DocumentWriter& write,
                                   const CubeSource& cube, Progress& progress, std::stop_token stop = {});

/// What the files of a folder of reviews are: for the page of reports. Latest week first.
struct KnownReview {
    std::string scope, slug, week, created, fingerprint, headline;
    bool whole = true;
    std::vector<std::string> files;
    std::optional<double> score;
    std::string pack;                             ///< path of the packed document
    std::string language, version, model, reason; ///< who wrote the text, and why the templates stand in for a model
    std::string made;                             ///< when it was written
};
std::vector<KnownReview> known_reviews(const std::filesystem::path& out);

} // namespace plumbline::report
