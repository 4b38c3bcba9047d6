// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <map>

#include "core/audit/board.h"
#include "core/audit/remedy.h"
#include "core/base/holidays.h"

namespace plumbline::audit {

namespace {

using Clock = std::chrono::steady_clock;

class Stopwatch {
public:
    explicit Stopwatch(std::vector<CheckTime>& times) : m_times(times) {}
    void lap(std::string what) {
        const auto now = Clock::now();
        const std::clock_t processor = std::clock();
        m_times.push_back({std::move(what), std::chrono::duration<double, std::milli>(now - m_last).count(),
                           1e3 * static_cast<double>(processor - m_processor) / CLOCKS_PER_SEC});
        m_last = now;
        m_processor = processor;
    }

private:
    std::vector<CheckTime>& m_times;
    Clock::time_point m_last = Clock::now();
    std::clock_t m_processor = std::clock();
};

/// Share of the dataset that a finding puts in doubt.
double cost_of(const Finding& f, const std::map<std::string, double>& totals, int64_t all_rows) {
    const double share = all_rows > 0 ? static_cast<double>(f.rows) / static_cast<double>(all_rows) : 0;
    const auto total = totals.find(f.column);
    if (f.check == "label_variant" || f.check == "category_renamed" || f.check == "type_change")
        return std::min(1.0, share * 0.1);
    if (f.check == "repeated_block" || f.check == "temporal_gap" || f.check == "partial_day") return std::min(1.0, share);
    if (f.check == "cpv_uniform" || f.check == "flatline" || f.check == "conversion_drift" || f.check == "odd_digits" ||
        total == totals.end() || total->second <= 0)
        return std::min(1.0, share * 0.5);
    if (f.value && f.expected) return std::min(1.0, std::abs(*f.value - *f.expected) / total->second);
    if (f.expected) return std::min(1.0, std::abs(*f.expected) / total->second);
    return std::min(1.0, share);
}

/// A change that stays for weeks (check_shifts).
bool lasts(const Finding& f) {
    constexpr int weeks = 12; // days
    const bool kind = f.check == "level_shift" || f.check == "currency_change" || f.check == "unit_change" ||
                      f.check == "lead_surge_20x" || f.check == "bot_clicks_3x" || f.check == "collapse" ||
                      f.check == "tracking_outage";
    return kind && f.days && f.days->days() >= weeks;
}

/// Findings that tell of the same rows what another tells better.
void drop_told(Findings& findings) {
    const auto overlap = [](const Finding& a, const Finding& b) {
        return a.dimension == b.dimension && a.days && b.days && a.days->from <= b.days->to && b.days->from <= a.days->to;
    };
    // Only findings of one segment tell of the same rows.
    std::map<std::string_view, std::vector<size_t>> of_segment;
    for (size_t i = 0; i < findings.size(); ++i) of_segment[findings[i].segment].push_back(i);
    std::vector<uint8_t> gone(findings.size(), 0);
    for (size_t i = 0; i < findings.size(); ++i)
        for (const size_t k : of_segment[findings[i].segment]) {
            if (i == k || gone[k] || !overlap(findings[i], findings[k])) continue;
            const Finding &a = findings[i], &b = findings[k];
            // Rows that are there twice double every measure; a negative sum is no fall.
            const bool surge =
                a.check == "lead_surge_20x" || a.check == "bot_clicks_3x" || a.check == "collapse" || a.check == "unit_change";
            if (surge && b.check == "duplicate_rows" && a.factor < 2.6 && a.factor > 1) gone[i] = 1;
            if (a.check == "collapse" &&
                (b.check == "negative_spend" || b.check == "missing_values" || b.check == "bad_tokens") && a.column == b.column)
                gone[i] = 1;
            if (a.check == "tracking_outage" && (b.check == "missing_values" || b.check == "bad_tokens") && a.column == b.column)
                gone[i] = 1;
            if (a.check == "key_conflict" && b.check == "duplicate_rows") gone[i] = 1;
            // A change that lasts is told as one; its first days, its echo and what follows from it are not told beside it.
            const bool lasting = lasts(b) && (surge || a.check == "tracking_outage" || a.check == "conversion_drift");
            if (lasting && b.days->days() > a.days->days() && (a.column == b.column || a.detail == b.column)) gone[i] = 1;
            // Copied days stand off, as days of another time do.
            if (b.check == "repeated_block" && (surge || a.check == "conversion_drift")) gone[i] = 1;
            // A placeholder explains the surge that it makes; other odd digits follow from what else is wrong.
            const bool placeholder = b.check == "odd_digits" && b.detail.size() > 1 && a.column == b.column;
            if (surge && placeholder && a.value && a.days->days() == 1 && std::abs(*a.value - std::stod(b.detail)) < 0.5)
                gone[i] = 1;
            if (a.check == "odd_digits" && a.detail.size() == 1 && b.check != "odd_digits" && a.column == b.column) gone[i] = 1;
            if (a.check == "orphan_value" && (a.column == b.column || a.detail == b.column) && b.check != "orphan_value")
                gone[i] = 1;
            // Clicks exceed the impressions that were lost.
            if (a.check == "impossible_ratio" && b.check == "orphan_value" && a.detail == b.column) gone[i] = 1;
            // A line that stands still leaves what it should have followed.
            if (surge && b.check == "flatline" && a.column == b.column) gone[i] = 1;
            // A drift of the rate that another fault on the same days made.
            if (a.check == "conversion_drift" && b.check != "conversion_drift" &&
                (a.column == b.column || a.detail == b.column) && b.check != "label_variant" &&
                b.days->days() * 2 >= a.days->days())
                gone[i] = 1;
        }
    // A shift of weeks bends the level beside it: the days before and after it then seem to stand off the other way.
    constexpr int echo_days = 15;
    for (size_t i = 0; i < findings.size(); ++i)
        for (const size_t k : of_segment[findings[i].segment]) {
            const Finding &a = findings[i], &b = findings[k];
            const bool echo = (a.check == "lead_surge_20x" || a.check == "bot_clicks_3x" || a.check == "collapse") && a.days &&
                              b.days && (b.check == "conversion_drift" || (lasts(b) && a.days->days() < b.days->days())) &&
                              a.column == b.column && a.days->from <= b.days->to + echo_days &&
                              b.days->from - echo_days <= a.days->to &&
                              std::abs(std::log(std::max(a.factor, 1e-9))) < std::abs(std::log(std::max(b.factor, 1e-9))) + 0.4;
            if (echo) gone[i] = 1;
        }
    Findings kept;
    for (size_t i = 0; i < findings.size(); ++i)
        if (!gone[i]) kept.push_back(std::move(findings[i]));
    findings = std::move(kept);
}

} // namespace

std::string_view severity_id(Severity s) {
    return s == Severity::blocker ? "blocker" : s == Severity::warning ? "warning" : "note";
}

std::string_view action_id(Action a) {
    static constexpr std::string_view ids[] = {"exclude", "cap", "interpolate", "merge", "rescale", "event", "leave"};
    return ids[static_cast<size_t>(a)];
}

Action parse_action(std::string_view id) {
    for (const Action a :
         {Action::exclude, Action::cap, Action::interpolate, Action::merge, Action::rescale, Action::event, Action::leave})
        if (action_id(a) == id) return a;
    throw Error(ErrorCode::remedy_invalid, {{"detail", "There is no remedy named " + std::string(id) + "."}});
}

void AuditSpec::validate() const {
    for (const std::string& c : countries)
        if (std::ranges::find(holiday_countries(), c) == holiday_countries().end())
            throw Error(ErrorCode::usage, {{"detail", "No calendar of holidays is known for " + c + "."}});
}

DatasetInfo raw_dataset(const metrics::Context& context) {
    DatasetInfo out = *context.dataset;
    const std::string raw = warehouse::raw_table(out.facts_table);
    if (!context.engine) return out;
    if (!warehouse::has_table(*context.engine, raw)) return out;
    out.facts_table = raw;
    out.rollup_table.clear();
    out.rollup_fields.clear();
    return out;
}

AuditReport audit(const metrics::Context& context, const AuditSpec& spec, Progress& progress, std::stop_token stop) {
    spec.validate();
    const auto begin = Clock::now();
    AuditReport report;
    Stopwatch watch(report.times);
    const DatasetInfo dataset = raw_dataset(context);
    const metrics::Context raw{&dataset, context.engine, nullptr};
    report.rows = dataset.rows;
    std::optional<Board> board;
    Names names;
    std::map<std::string, double> totals;
    const bool dated = dataset.by_role("date") && dataset.dates && dataset.rows > 0;
    progress.step(0.02, "audit");
    if (dated) {
        const std::string dimension = metrics::panel_dimension(raw, 20'000, stop);
        report.dimension = dimension;
        metrics::Panel panel = metrics::read_panel(raw, dimension, stop);
        for (const auto& m : panel.measures)
            for (const double v : m.sums)
                if (!std::isnan(v)) totals[m.field] += std::abs(v);
        watch.lap("read");
        take_strays(panel, spec, report.findings);
        board = make_board(std::move(panel), dataset, progress, stop);
        mark_events(*board, spec);
        for (int p = 0; p < board->periods; ++p)
            if (board->event[static_cast<size_t>(p)]) report.events.push_back(board->day(p));
        watch.lap("expectation");
        report.series = static_cast<int64_t>(board->series.size());
        report.days = board->periods;
        check_cells(*board, spec, report.findings);
        watch.lap("cells");
        check_days(*board, report.findings, stop);
        watch.lap("days");
        check_uniform(*board, report.findings, stop);
        watch.lap("uniform");
        progress.step(0.6, "audit");
        check_drift(*board, report.findings, stop);
        watch.lap("drift");
        check_shifts(*board, dataset, spec, report.findings, stop);
        watch.lap("shifts");
        check_gaps(*board, report.findings);
        watch.lap("gaps");
        check_funnel(*board, report.findings);
        watch.lap("funnel");
        check_digits(*board, report.findings, stop);
        watch.lap("digits");
        progress.step(0.7, "audit");
        check_repeats(*board, metrics::read_repeats(raw, dimension, stop), report.findings);
        watch.lap("repeats");
        report.checks = {"lead_surge_20x",  "collapse",       "bot_clicks_3x",    "cpv_uniform",    "flatline",
                         "tracking_outage", "unit_change",    "impossible_ratio", "negative_spend", "negative_value",
                         "missing_values",  "bad_tokens",     "conversion_drift", "temporal_gap",   "future_date",
                         "partial_day",     "duplicate_rows", "key_conflict",     "level_shift",    "currency_change",
                         "stray_date",      "orphan_value",   "odd_digits",       "repeated_block"};
        if (spec.combined)
            std::erase_if(report.findings, [](const Finding& f) {
                return f.check == "missing_values" || f.check == "duplicate_rows" || f.check == "key_conflict";
            });
        drop_told(report.findings);
        merge_alike(*board, dataset, report.findings);
        check_groups(*board, dataset, report.findings, stop);
        watch.lap("groups");
    }
    if (dataset.rows > 0 && !dataset.dimensions().empty()) {
        names = read_names(raw, board ? &*board : nullptr, stop);
        watch.lap("names");
        check_spellings(raw, names, report.dimension, report.findings, stop);
        report.checks.push_back("label_variant");
        watch.lap("spellings");
    }
    if (dataset.rows > 0) {
        check_shape(raw, board ? *board : Board{}, names, spec, report.findings, report.advice, stop);
        for (const char* check : {"category_renamed", "category_new", "category_vanished", "type_change"})
            report.checks.push_back(check);
        watch.lap("shape");
    }
    if (board) {
        advise(*board, report.advice);
        // A campaign that is unlike the others because of a fault is told by the fault.
        std::erase_if(report.advice, [&](const Finding& a) {
            return a.check == "campaign_outlier" && std::ranges::any_of(report.findings, [&](const Finding& f) {
                       return f.segment == a.segment && (f.column == a.column || f.column == a.detail);
                   });
        });
        report.checks.push_back("collinear_channels");
        report.checks.push_back("campaign_outlier");
        watch.lap("advice");
    }
    for (Findings* all : {&report.findings, &report.advice})
        for (Finding& f : *all) {
            f.key = finding_key(f);
            f.cost = cost_of(f, totals, dataset.rows);
            for (const auto& [key, id] : spec.decided)
                if (key == f.key) f.decided = id;
        }
    std::ranges::stable_sort(report.findings, [](const Finding& a, const Finding& b) {
        if (a.cost != b.cost) return a.cost > b.cost;
        return a.severity < b.severity;
    });
    score_trust(dataset, report);
    report.ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    progress.step(1, "audit");
    return report;
}

std::vector<const Finding*> open_findings(const AuditReport& report, std::string_view column, bool blockers_only) {
    std::vector<const Finding*> out;
    for (const Finding& f : report.findings) {
        if (!f.decided.empty() || (blockers_only && f.severity != Severity::blocker)) continue;
        const bool rows = f.column == "*" || f.column == "date";
        if (column.empty() || f.column == column || rows) out.push_back(&f);
    }
    return out;
}

} // namespace plumbline::audit
