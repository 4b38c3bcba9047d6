// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/report/glossary.h"
#include "core/report/wbr_parts.h"

namespace plumbline::report {

namespace {

constexpr size_t most_findings = 12;
constexpr int most_lag = 8;          ///< weeks
constexpr size_t fewest_pairs = 26;  ///< weeks for a lead or lag to be told
constexpr double worth_naming = 2.5; ///< standard deviations of the signal's weekly changes from which the page names it

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        ma += a[i] / n;
        mb += b[i] / n;
    }
    for (size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

/// Relative changes from week to week, NaN where one is missing.
std::vector<double> changes(const std::vector<double>& levels) {
    std::vector<double> out;
    for (size_t i = 1; i < levels.size(); ++i)
        out.push_back(levels[i - 1] > 0 && levels[i] > 0 ? std::log(levels[i] / levels[i - 1]) : std::nan(""));
    return out;
}

struct Lag {
    int weeks = 0; ///< positive: the signal comes first
    double r = 0;
    size_t pairs = 0;
};

Lag best_lag(const std::vector<double>& own, const std::vector<double>& signal) {
    Lag best;
    for (int lag = -most_lag; lag <= most_lag; ++lag) {
        std::vector<double> a, b;
        for (int i = 0; i < static_cast<int>(own.size()); ++i) {
            const int j = i - lag;
            if (j < 0 || j >= static_cast<int>(signal.size())) continue;
            const double x = own[static_cast<size_t>(i)], y = signal[static_cast<size_t>(j)];
            if (std::isfinite(x) && std::isfinite(y)) {
                a.push_back(x);
                b.push_back(y);
            }
        }
        if (a.size() < fewest_pairs) continue;
        if (const double r = correlation(a, b); std::abs(r) > std::abs(best.r)) best = {lag, r, a.size()};
    }
    return best;
}

} // namespace

std::optional<double> mean_of(const MarketSignal& m, const DateRange& days) {
    double sum = 0;
    int n = 0;
    for (size_t i = 0; i < m.days.size(); ++i)
        if (days.contains(m.days[i]) && std::isfinite(m.values[i])) {
            sum += m.values[i];
            ++n;
        }
    return n > 0 ? std::optional(sum / n) : std::nullopt;
}

void trust_section(ReviewWorld& w, ReviewSection& section) {
    if (!w.request.trust) {
        section.state = SectionState::not_possible;
        section.reason = w.say("trust.none");
        return;
    }
    const ReviewTrust& trust = *w.request.trust;
    std::string measures;
    for (const TrustScore& m : trust.measures)
        measures += (measures.empty() ? "" : ", ") + m.name + "\u00A0" + format_number(m.score, 0, w.s.style);
    section.blocks.push_back(Paragraph{
        measures.empty() ? w.say("trust.score", {{"score", format_number(trust.score, 0, w.s.style)}})
                         : w.say("trust.scores", {{"score", format_number(trust.score, 0, w.s.style)}, {"measures", measures}})});
    if (w.open.empty()) {
        section.blocks.push_back(Paragraph{w.say("trust.no_open")});
        return;
    }
    TableSpec t;
    t.id = "findings";
    t.title = w.say("trust.title", {{"n", narrate::Fact(static_cast<int>(w.open.size()))}});
    t.subtitle = w.say("trust.subtitle");
    t.columns = {{"severity", w.phrase("column.severity"), CellKind::badge, {}},
                 {"days", w.phrase("column.days"), CellKind::text, {}},
                 {"finding", w.phrase("column.finding"), CellKind::text, {}}};
    std::vector<const TrustNote*> shown = w.open;
    // What touches the week itself comes first, then the graver one.
    auto rank = [&](const TrustNote* n) {
        const bool here = n->days && n->days->from <= w.week.to && n->days->to >= w.week.from;
        return (here ? 0 : 10) + (n->severity == "blocker" ? 0 : n->severity == "warning" ? 1 : 2);
    };
    std::ranges::stable_sort(shown, [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    w.open = shown;
    for (size_t i = 0; i < shown.size() && i < most_findings; ++i) {
        TableCell severity, days, title;
        severity.text = w.phrase("severity." + shown[i]->severity);
        severity.tone = shown[i]->severity == "blocker"   ? Tone::loss
                        : shown[i]->severity == "warning" ? Tone::warning
                                                          : Tone::muted;
        days.text = shown[i]->days ? format_range(*shown[i]->days, w.language()) : std::string(missing_value);
        title.text = shown[i]->title;
        t.rows.push_back({severity, days, title});
    }
    if (shown.size() > most_findings)
        t.note = w.say("trust.more", {{"n", narrate::Fact(static_cast<int>(shown.size() - most_findings))}});
    section.blocks.push_back(std::move(t));
    for (size_t i = 0; i < shown.size() && i < 3; ++i)
        if (!shown[i]->evidence.empty()) section.blocks.push_back(Paragraph{shown[i]->title + ". " + shown[i]->evidence});
}

void market_section(ReviewWorld& w, ReviewSection& section) {
    if (w.request.market.empty()) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.market");
        return;
    }
    const metrics::Metric& main = *w.s.main;
    metrics::Query q;
    q.metrics = {main.id};
    q.grain = Grain::week;
    q.filters = w.s.filters;
    Date first = w.s.dataset.dates->from;
    if (first != period_start(first, Grain::week)) first = period_start(first, Grain::week) + 7;
    if (first <= w.week.to) q.period = DateRange{first, w.week.to};
    const Table weekly = metrics::run(w.context, q, w.s.stop).table;
    std::vector<double> own;
    for (size_t r = 0; r < weekly.rows(); ++r) own.push_back(number_at(weekly, main.id, r).value_or(std::nan("")));
    auto figure = [&](const char* column) -> std::optional<double> {
        for (const ReviewFact& f : w.out.facts)
            if (f.id == "headline." + main.id + column) return f.value;
        return std::nullopt;
    };
    const auto own_year = change_of(main, figure(""), figure(".year"));

    TableSpec t;
    t.id = "market";
    t.title = w.say("market.title");
    t.subtitle = w.say("market.subtitle");
    t.columns = {{"signal", w.phrase("column.signal"), CellKind::text, {}},
                 {"value", w.week_word(w.week), CellKind::number, {}},
                 {"before", w.phrase("column.on", {{"week", w.week_word(w.before)}}), CellKind::change, {}},
                 {"year", w.phrase("column.year"), CellKind::change, {}},
                 {"adjusted", w.phrase("column.adjusted"), CellKind::change, {}}};
    std::vector<std::string> lines;
    for (const MarketSignal& m : w.request.market) {
        std::vector<double> levels;
        for (size_t r = 0; r < weekly.rows(); ++r) {
            const Date monday = weekly.column(0).date(r);
            levels.push_back(mean_of(m, {monday, monday + 6}).value_or(std::nan("")));
        }
        const auto now = mean_of(m, w.week), before = mean_of(m, w.before), year = mean_of(m, w.year);
        auto relative = [](std::optional<double> a, std::optional<double> b) {
            return a && b && *b != 0 ? std::optional(*a / *b - 1) : std::nullopt;
        };
        const auto change = relative(now, before), on_year = relative(now, year);
        TableCell name, value;
        name.text = m.name;
        value.value = now;
        value.text = now ? format_number(*now, 1, w.s.style) : std::string(missing_value);
        auto cell = [&](std::optional<double> v) {
            TableCell c;
            c.value = v;
            c.text = v ? format_change(*v, w.s.style) : std::string(missing_value);
            return c;
        };
        // What is left of the own change once the market's is taken off: (1 + own) / (1 + market) - 1.
        const auto adjusted = own_year && on_year ? std::optional((1 + *own_year) / (1 + *on_year) - 1) : std::nullopt;
        t.rows.push_back({name, value, cell(change), cell(on_year), cell(adjusted)});

        const std::vector<double> steps = changes(levels);
        double square = 0;
        int n = 0;
        for (size_t i = 0; i + 1 < steps.size(); ++i)
            if (std::isfinite(steps[i])) {
                square += steps[i] * steps[i];
                ++n;
            }
        const double sd = n > 12 ? std::sqrt(square / n) : 0;
        if (change && sd > 0 && std::abs(std::log(1 + *change)) > worth_naming * sd) {
            narrate::Facts facts{{"signal", m.name},
                                 {"before", format_number(*before, 1, w.s.style)},
                                 {"now", format_number(*now, 1, w.s.style)},
                                 {"change", format_change(*change, w.s.style)}};
            w.market_lines.push_back(w.say("market.moved", facts));
            lines.push_back(w.market_lines.back());
        }
        const Lag lag = best_lag(changes(own), steps);
        // Twice the error of a correlation of nothing, widened for the lags that were tried (17: Bonferroni, 3 sigma).
        if (lag.pairs > 0 && std::abs(lag.r) > 3 / std::sqrt(static_cast<double>(lag.pairs)))
            lines.push_back(w.say(lag.weeks > 0   ? "market.leads"
                                  : lag.weeks < 0 ? "market.lags"
                                                  : "market.with",
                                  {{"signal", m.name},
                                   {"n", narrate::Fact(std::abs(lag.weeks))},
                                   {"r", format_number(lag.r, 2, w.s.style)},
                                   {"pairs", narrate::Fact(static_cast<int>(lag.pairs))}}));
        else
            lines.push_back(w.say("market.no_lag", {{"signal", m.name}}));
    }
    section.blocks.push_back(std::move(t));
    for (std::string& line : lines) section.blocks.push_back(Paragraph{std::move(line)});
}

void method_section(ReviewWorld& w, ReviewSection& section) {
    auto add = [&](const char* key, const narrate::Facts& facts = {}) {
        section.blocks.push_back(Paragraph{w.say(std::string("method.") + key, facts)});
    };
    add(w.has_year ? "weeks" : "weeks_young", {{"week", format_range(w.week, w.language())},
                                               {"before", format_range(w.before, w.language())},
                                               {"year", format_range(w.year, w.language())}});
    if (w.has_event && w.event != w.year)
        add("event", {{"event", w.phrase("event." + w.event_name)}, {"days", format_range(w.event, w.language())}});
    add("cause");
    if (w.verdict_weeks > 0) add("campaigns", {{"n", narrate::Fact(w.verdict_weeks)}});
    if (w.outlook) add("forecast");
    if (!w.targets.empty()) add("pacing");
    add("numbers", {{"n", narrate::Fact(static_cast<int>(w.out.facts.size()))}});
    if (w.cause && !w.cause->left_out.empty()) {
        std::string names;
        for (const std::string& n : w.cause->left_out) names += (names.empty() ? "" : ", ") + n;
        add("left_out", {{"names", names}});
    }
}

void glossary_section(ReviewWorld& w, ReviewSection& section) {
    for (const GlossaryEntry& e : glossary(&w.s.dataset, w.language())) {
        const bool used = std::ranges::any_of(w.out.facts, [&](const ReviewFact& f) { return f.metric == e.id; });
        if (used && e.available)
            section.blocks.push_back(Paragraph{w.say("glossary.entry", {{"name", e.name}, {"text", e.explanation}})});
    }
}

} // namespace plumbline::report
