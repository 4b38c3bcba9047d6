// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"
#include "core/report/narrative.h"
#include "core/store/workspace.h"

/// How good the texts of the reviews were, by program and by people, over time.
namespace plumbline::report {

/// The score of one text.
struct TextRecord {
    std::string when; ///< ISO timestamp of the run
    std::string scope, slug, week, language;
    std::string version; ///< of the prompt, "templates" for sentences of the program
    std::string model;   ///< empty: none
    std::string reason;  ///< why a model's text was not used
    TextScore score;
};
/// What a person said of one review.
struct TextRating {
    std::string when, who;
    std::string slug, week;
    std::string version, model; ///< of the text that was rated
    int stars = 0;              ///< 1 to 5
    std::string comment;
};

/// Keeps the scores of a run; at most the last 5,000 are kept.
void put_text_records(store::Workspace& workspace, const std::vector<TextRecord>& records);
/// Oldest first.
std::vector<TextRecord> text_records(const store::Workspace& workspace);
/// Throws Error{usage} where stars are not 1 to 5. One rating a person and review: a second one replaces the first.
void put_rating(store::Workspace& workspace, TextRating rating);
std::vector<TextRating> ratings(const store::Workspace& workspace);

/// Mean score of the texts of each run, a line for each prompt version and model: is the text getting better or worse?
ChartSpec score_chart(const std::vector<TextRecord>& records, Language language);
/// By prompt version and model: texts, mean score and its parts, ratings, mean stars, last comment.
TableSpec score_table(const std::vector<TextRecord>& records, const std::vector<TextRating>& ratings, Language language);

/// Mean score of the last run and of the runs before it (at most eight). Missing where there is no run before.
struct ScoreTrend {
    double now = 0, before = 0;
};
std::optional<ScoreTrend> score_trend(const std::vector<TextRecord>& records);

} // namespace plumbline::report
