// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/narrate/templates.h"
#include "core/report/document.h"
#include "core/report/items.h"
#include "core/report/narrative.h"
#include "core/segment/segment.h"

/// The weekly business review: one scope, one ISO week, one snapshot; the same facts for everybody. docs/methods/wbr.md.
namespace plumbline::report {

/// Something that is open about the numbers, as the auditor says it.
struct TrustNote {
    std::string severity; ///< "blocker", "warning", "note"
    std::string title;    ///< "Leads of google_north_06 jumped to 20 times their usual level"
    std::string evidence;
    std::string column;             ///< field concerned; "*" or "date": whole rows
    std::string dimension, segment; ///< empty: the whole dataset
    std::optional<DateRange> days;
};
struct TrustScore {
    std::string name;
    double score = 100;
};
struct ReviewTrust {
    double score = 100;
    std::vector<TrustScore> measures;
    std::vector<TrustNote> open;
    std::vector<segment::Doubt> doubts{}; ///< what no verdict on a campaign may lean on
};

/// A series from outside that the company's own is held against: search interest, an index of prices or of the category.
struct MarketSignal {
    std::string name;
    std::vector<Date> days;     ///< ascending
    std::vector<double> values; ///< same length; NaN where missing
};

struct ReviewRequest {
    std::optional<IsoWeek> week;        ///< default: the last whole week of the data
    std::vector<metrics::Filter> scope; ///< empty: everything
    std::string metric = "revenue";     ///< what the review is about
    Language language = Language::en;
    int horizon = 8; ///< weeks of the outlook
    uint64_t seed = 1;
    std::vector<metrics::Annotation> annotations{};
    std::vector<metrics::Target> targets{};
    std::optional<ReviewTrust> trust{}; ///< missing: the data were not audited
    std::vector<MarketSignal> market{};
    std::vector<ReportItem> items{};                       ///< what a person put aside; those that concern the scope are shown
    std::shared_ptr<const narrate::Templates> templates{}; ///< sentences of the user in place of the built-in ones
    NarrativeModel model{};                                ///< writes the first page's text; empty: the templates alone
    /// Called before each section with its id; what it throws fails the section. For tests of faults.
    std::function<void(std::string_view section)> before{};
};

/// A number of the review and the question that gives it again.
struct ReviewFact {
    std::string id; ///< "headline.revenue", "channels.Search.roas"
    std::string metric, unit;
    DateRange days{};
    std::vector<metrics::Filter> where;
    std::optional<double> value;
    std::string text; ///< as it is written
};

enum class SectionState {
    done,
    not_possible, ///< the data do not allow it; the reason stands in its place
    failed        ///< something went wrong; the reason stands in its place, and the review is not whole
};
struct ReviewSection {
    std::string id; ///< "change", "channels", "campaigns", "funnel", "pacing", "trust", "market", "outlook", "added", "method",
                    ///< "glossary"
    std::string title;
    SectionState state = SectionState::done;
    std::string reason;
    std::vector<Block> blocks;
};

/// Something to be done, with the computation behind it.
struct ReviewAction {
    std::string text;
    std::string computation;
    std::optional<double> worth; ///< per week, in the currency of the dataset; missing: it cannot be told
    std::string section;         ///< where the computation stands
};

struct Review {
    IsoWeek week{};
    DateRange days{};
    std::string scope_label; ///< "Region Romandie", "Everything"
    std::string week_label;  ///< "Week 46, 9 to 15 Nov 2026"
    std::string headline;
    std::vector<std::string> summary; ///< at most four sentences
    TableSpec kpis;
    std::vector<std::vector<std::optional<double>>> recent; ///< of each row of kpis: the last 13 weeks, oldest first
    std::optional<Bridge> bridge;                           ///< from the week before to this one
    std::vector<ReviewAction> actions;                      ///< two to four
    std::string trust_line;
    std::vector<ReviewSection> sections;
    std::vector<ReviewFact> facts;
    NarrativeOutcome narrative; ///< who wrote headline and summary, and how good it is
    TextScore score;
    std::string fingerprint; ///< of the snapshot, short
    bool whole() const;      ///< no section failed
    std::vector<std::string> failed() const;
};

/// "2026-W45". Throws Error{usage}.
IsoWeek parse_week(std::string_view text);
std::string week_id(IsoWeek week);
/// The days of the week asked for. Throws Error{period_invalid, no_date}.
DateRange review_week(const DatasetInfo& dataset, std::optional<IsoWeek> week);
/// Throws Error{period_invalid (no such week, not over, no data), no_date, value_unknown, dimension_unknown, cancelled}.
Review build_review(const metrics::Context& context, const ReviewRequest& request, Progress& progress, std::stop_token stop = {});
/// One page of summary, contents, a part a section; CSV of the facts attached.
Document review_document(const Review& review, std::string workspace, std::string created, Language language);
/// The facts as CSV: id, metric, unit, from, to, where, value.
std::string facts_csv(const Review& review);

} // namespace plumbline::report
