// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/pulse/pacing.h"
#include "core/report/setting.h"
#include "core/report/wbr.h"
#include "core/rootcause/explain.h"

/// The parts of a review; each fills its section from the same setting.
namespace plumbline::report {

struct Span {
    double value = 0, lower = 0, upper = 0;
};

/// Weeks to come of the main metric.
struct Outlook {
    std::string model;
    std::vector<Date> weeks; ///< Mondays
    std::vector<Span> steps;
    Span sum{};
    double interval = 0.8;
    std::vector<double> sd; ///< of each step
    double correlation = 0; ///< between neighbouring steps
};

/// A campaign that the review speaks of.
struct CampaignLine {
    std::string name;
    std::optional<double> value, change, difference;
    std::optional<double> roas, lower, upper;
    double cost = 0, revenue = 0; ///< of the weeks that the verdict is on
    std::string verdict;          ///< id; empty: none
    bool underperformer = false;
    bool doubtful = false; ///< the auditor doubts its numbers: there is no verdict
    std::optional<double> sure;
};

struct TargetLine {
    metrics::Target target;
    pulse::Pace pace;
    std::optional<double> chance, projected;
    bool contradicts = false;
};

/// A place where orders broke off although the whole hides it.
struct LocalFault {
    std::vector<metrics::Filter> where;
    std::string name; ///< "Social, Romandie, Mobile"
    double now = 0, before = 0, change = 0;
    double distance = 0;          ///< standard deviations below what the change of everything lets expect
    std::optional<double> lost{}; ///< revenue of the week before less that of the week; missing where it did not fall
};

struct ReviewWorld {
    ReviewWorld(const metrics::Context& context, const ReviewRequest& request, DateRange week, Progress& progress,
                std::stop_token stop);

    const metrics::Context& context;
    const ReviewRequest& request;
    DashboardRequest dashboard;
    Setting s;
    Progress& progress;
    DateRange week, before, year;
    bool has_before = false, has_year = false;
    std::string event_name; ///< "black_friday", "easter": it lies in the week; empty: none does
    DateRange event{};      ///< the week of the same event a year before
    bool has_event = false; ///< it is in the data
    Review out;

    std::optional<rootcause::Explanation> cause;
    std::optional<Outlook> outlook;
    std::optional<LocalFault> fault;      ///< beside what the cause names
    std::map<std::string, Span> expected; ///< of the week, from the weeks before, by metric
    std::vector<CampaignLine> campaigns;
    int verdict_weeks = 0;
    std::vector<TargetLine> targets;
    std::vector<std::string> market_lines;
    std::vector<const TrustNote*> open;   ///< about these very numbers
    std::vector<std::string> kpi_metrics; ///< of the rows of out.kpis
    /// The part that a headline names where no segment stands for a change, and yet its parts went different ways.
    struct LargestMove {
        std::string name;
        double relative = 0;
    };
    std::optional<LargestMove> largest{};
    std::string broad; ///< said of a change that no segment stands for; empty: one does, or nothing changed

    std::string say(std::string_view key, const narrate::Facts& facts = {}) const;
    std::string phrase(std::string_view key, const narrate::Facts& facts = {}) const;
    bool has(std::string_view metric) const { return s.has(metric); }
    std::string week_word(const DateRange& days) const; ///< "W45"
    /// Change as it is written: percent, or points for percentages.
    std::string change(const metrics::Metric& metric, double change) const;
    TableCell change_cell(const metrics::Metric& metric, std::optional<double> change) const;
    TableCell value_cell(const metrics::Metric& metric, std::optional<double> value, bool compact = true) const;
    /// A query of the week with the scope set.
    metrics::Query query(std::vector<std::string> ids, const DateRange& days, std::vector<std::string> by = {}) const;
    void fact(std::string id, const metrics::Metric& metric, const DateRange& days, std::optional<double> value, std::string text,
              std::vector<metrics::Filter> more = {});
    Language language() const { return request.language; }
};

/// change over before, or the difference for percentages; missing where there is nothing to compare with.
std::optional<double> change_of(const metrics::Metric& metric, std::optional<double> now, std::optional<double> before);

void expect_week(ReviewWorld& w);
void change_section(ReviewWorld& w, ReviewSection& section);
void channels_section(ReviewWorld& w, ReviewSection& section);
void campaigns_section(ReviewWorld& w, ReviewSection& section);
void funnel_section(ReviewWorld& w, ReviewSection& section);
void outlook_section(ReviewWorld& w, ReviewSection& section);
void pacing_section(ReviewWorld& w, ReviewSection& section);
void trust_section(ReviewWorld& w, ReviewSection& section);
void market_section(ReviewWorld& w, ReviewSection& section);
void method_section(ReviewWorld& w, ReviewSection& section);
void glossary_section(ReviewWorld& w, ReviewSection& section);

void make_kpis(ReviewWorld& w);
void make_headline(ReviewWorld& w);
void make_actions(ReviewWorld& w);
/// Everything that the first page may tell, after all parts are made.
NarrativeFacts narrative_facts(const ReviewWorld& w);
/// The text of the first page: of the model where one is asked and its text stands, else of the templates.
void make_narrative(ReviewWorld& w);
TextScore score_of(const Review& review, const NarrativeFacts& facts, Language language);
void added_section(ReviewWorld& w, ReviewSection& section);
std::optional<Bridge> bridge_of(const ReviewWorld& w);

/// Mean of a signal over days; missing where it has no value there.
std::optional<double> mean_of(const MarketSignal& signal, const DateRange& days);

/// The segment of channel, region and device whose orders fell furthest below the change of everything: at least six standard
/// deviations (Poisson, widened by how the leaves scatter) and a quarter of itself. None: nothing stands out like that.
std::optional<LocalFault> find_fault(const ReviewWorld& w);

/// "Social, Romandie": the values of a segment.
std::string segment_name(const ReviewWorld& w, const rootcause::Leaves& leaves, const rootcause::Segment& segment);

} // namespace plumbline::report
