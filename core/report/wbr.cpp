// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/wbr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "core/metrics/catalogue.h"
#include "core/metrics/periods.h"
#include "core/report/moving_days.h"
#include "core/report/wbr_parts.h"

namespace plumbline::report {

namespace {

struct SectionPart {
    const char* id;
    void (*fill)(ReviewWorld&, ReviewSection&);
};
/// In the order in which they are computed; each may use what those before it found. The order of print is that of `printed`.
constexpr std::array<SectionPart, 11> parts{{{"change", change_section},
                                             {"channels", channels_section},
                                             {"campaigns", campaigns_section},
                                             {"funnel", funnel_section},
                                             {"outlook", outlook_section},
                                             {"pacing", pacing_section},
                                             {"trust", trust_section},
                                             {"market", market_section},
                                             {"added", added_section},
                                             {"method", method_section},
                                             {"glossary", glossary_section}}};
constexpr std::array printed{"change", "channels", "campaigns", "funnel", "pacing",  "trust",
                             "market", "outlook",  "added",     "method", "glossary"};

std::string week_title(const narrate::Narrator& n, IsoWeek week, const DateRange& days) {
    return n.say("wbr.week", {{"week", week.week}, {"days", format_range(days, n.language())}});
}

DashboardRequest dashboard_of(const ReviewRequest& request, const DateRange& week) {
    DashboardRequest d;
    d.period = week;
    d.compare = metrics::Comparison::previous;
    d.filters = request.scope;
    d.metric = request.metric;
    d.language = request.language;
    d.grain = Grain::week;
    return d;
}

bool cannot_be(ErrorCode code) {
    return code == ErrorCode::too_little_data || code == ErrorCode::forecast_invalid || code == ErrorCode::explain_invalid ||
           code == ErrorCode::metric_unavailable;
}

std::string short_fingerprint(const std::string& digest) {
    std::string out;
    for (size_t i = 0; i < std::min<size_t>(8, digest.size()); ++i) {
        if (i == 4) out += '-';
        out += digest[i] >= 'a' && digest[i] <= 'f' ? static_cast<char>(digest[i] - 32) : digest[i];
    }
    return out;
}

} // namespace

bool Review::whole() const {
    return std::ranges::none_of(sections, [](const auto& s) { return s.state == SectionState::failed; });
}

std::vector<std::string> Review::failed() const {
    std::vector<std::string> out;
    for (const ReviewSection& s : sections)
        if (s.state == SectionState::failed) out.push_back(s.id);
    return out;
}

std::string week_id(IsoWeek week) {
    std::string number = std::to_string(week.week);
    return std::to_string(week.year) + "-W" + (number.size() < 2 ? "0" : "") + number;
}

IsoWeek parse_week(std::string_view text) {
    auto digits = [](std::string_view t) {
        return !t.empty() && std::ranges::all_of(t, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (text.size() == 8 && text[4] == '-' && (text[5] == 'W' || text[5] == 'w') && digits(text.substr(0, 4)) &&
        digits(text.substr(6))) {
        const IsoWeek week{std::stoi(std::string(text.substr(0, 4))), std::stoi(std::string(text.substr(6)))};
        if (week.week >= 1 && week.week <= 53) {
            // A year of 52 weeks has no week 53.
            const IsoWeek back = iso_week(from_iso_week(week));
            if (back.year == week.year && back.week == week.week) return week;
            throw Error(ErrorCode::period_invalid, {{"value", std::string(text)},
                                                    {"detail", "that year has no such week"},
                                                    {"detail_fr", "cette année n'a pas cette semaine"}});
        }
    }
    throw Error(ErrorCode::usage, {{"detail", "A week is written as 2026-W45, not " + std::string(text) + "."},
                                   {"detail_fr", "Une semaine s'écrit 2026-W45, pas " + std::string(text) + "."}});
}

namespace {

std::string data_run(const DateRange& data, Language language) {
    return language == Language::fr ? "les données vont du " + to_iso(data.from) + " au " + to_iso(data.to)
                                    : "the data run from " + to_iso(data.from) + " to " + to_iso(data.to);
}

} // namespace

DateRange review_week(const DatasetInfo& dataset, std::optional<IsoWeek> asked) {
    if (!dataset.dates || !dataset.by_role("date")) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    const DateRange data = *dataset.dates;
    const Date last_sunday = data.to - iso_weekday(data.to) % 7;
    const IsoWeek last = iso_week(last_sunday);
    if (!asked) {
        if (last_sunday - 6 < data.from)
            throw Error(ErrorCode::period_invalid,
                        {{"value", week_id(last)},
                         {"detail", data_run(data, Language::en) + " and hold no whole week"},
                         {"detail_fr", data_run(data, Language::fr) + " et n'ont aucune semaine entière"}});
        return {last_sunday - 6, last_sunday};
    }
    const Date monday = from_iso_week(*asked);
    const DateRange week{monday, monday + 6};
    if (week.to > data.to && week.from <= data.to)
        throw Error(ErrorCode::period_invalid,
                    {{"value", week_id(*asked)},
                     {"detail", "the week is not over: it ends on " + to_iso(week.to) + ", and the data run to " +
                                    to_iso(data.to) + "; the last whole week is " + week_id(last)},
                     {"detail_fr", "la semaine n'est pas finie : elle se termine le " + to_iso(week.to) +
                                       ", et les données vont jusqu'au " + to_iso(data.to) +
                                       " ; la dernière semaine entière est " + week_id(last)}});
    if (week.to > data.to || week.from < data.from)
        throw Error(
            ErrorCode::period_invalid,
            {{"value", week_id(*asked)}, {"detail", data_run(data, Language::en)}, {"detail_fr", data_run(data, Language::fr)}});
    return week;
}

ReviewWorld::ReviewWorld(const metrics::Context& c, const ReviewRequest& r, DateRange days, Progress& p, std::stop_token stop)
    : context(c), request(r), dashboard(dashboard_of(r, days)), s(context, dashboard, std::move(stop)), progress(p),
      week(days), before{days.from - 7, days.to - 7}, year(metrics::comparison_period(days, metrics::Comparison::year)) {
    if (r.templates) s.narrator = narrate::Narrator(r.language, *r.templates);
    if (const auto moved = moving_event(days)) {
        event_name = moved->id;
        event = moved->days;
        has_event = metrics::covers(*c.dataset->dates, event);
    }
    has_before = metrics::covers(*c.dataset->dates, before);
    has_year = metrics::covers(*c.dataset->dates, year);
}

std::string ReviewWorld::say(std::string_view key, const narrate::Facts& facts) const {
    return s.narrator.say("wbr." + std::string(key), facts);
}
std::string ReviewWorld::phrase(std::string_view key, const narrate::Facts& facts) const {
    return s.narrator.phrase("wbr." + std::string(key), facts);
}

std::string ReviewWorld::week_word(const DateRange& days) const {
    return format_period_short(days.from, Grain::week, request.language);
}

std::string ReviewWorld::change(const metrics::Metric& metric, double value) const {
    if (metric.unit == "percent") return format_points(value, s.style);
    return format_change(value, s.style);
}

TableCell ReviewWorld::change_cell(const metrics::Metric& metric, std::optional<double> value) const {
    TableCell cell;
    cell.value = value;
    if (!value || !std::isfinite(*value)) {
        cell.value.reset();
        cell.text = std::string(missing_value);
        cell.tone = Tone::muted;
        return cell;
    }
    cell.text = change(metric, *value);
    if (!narrate::is_level(*value) && metric.good != 0) cell.tone = (*value > 0) == (metric.good > 0) ? Tone::gain : Tone::loss;
    return cell;
}

TableCell ReviewWorld::value_cell(const metrics::Metric& metric, std::optional<double> value, bool compact) const {
    TableCell cell;
    cell.value = value;
    cell.text = compact ? format_card(value, metric.unit, s.style) : format_cell(value, metric.unit, s.style);
    if (!value) cell.tone = Tone::muted;
    return cell;
}

metrics::Query ReviewWorld::query(std::vector<std::string> ids, const DateRange& days, std::vector<std::string> by) const {
    metrics::Query q;
    q.metrics = std::move(ids);
    q.by = std::move(by);
    q.period = days;
    q.filters = s.filters;
    return q;
}

void ReviewWorld::fact(std::string id, const metrics::Metric& metric, const DateRange& days, std::optional<double> value,
                       std::string text, std::vector<metrics::Filter> more) {
    std::vector<metrics::Filter> where = s.filters;
    where.insert(where.end(), more.begin(), more.end());
    out.facts.push_back({std::move(id), metric.id, metric.unit, days, std::move(where), value, std::move(text)});
}

std::optional<double> change_of(const metrics::Metric& metric, std::optional<double> now, std::optional<double> before) {
    if (!now || !before) return std::nullopt;
    if (metric.unit == "percent") return *now - *before;
    if (*before == 0) return std::nullopt;
    return *now / *before - 1;
}

namespace {

/// A finding about a value that never occurs in this scope touches no number of it.
void leave_out_what_lies_elsewhere(ReviewWorld& w) {
    if (w.s.filters.empty()) return;
    std::map<const DatasetColumn*, std::set<std::string>> inside;
    std::erase_if(w.open, [&](const TrustNote* note) {
        const DatasetColumn* dimension = note->dimension.empty() ? nullptr : w.s.dataset.dimension(note->dimension);
        if (!dimension || note->segment.empty()) return false;
        const auto [at, fresh] = inside.try_emplace(dimension);
        if (fresh) {
            const Table values =
                metrics::run(w.context, w.query({w.s.main->id}, *w.s.dataset.dates, {dimension->field}), w.s.stop).table;
            for (size_t r = 0; r < values.rows(); ++r)
                if (!values.column(0).is_null(r)) at->second.insert(to_text(values.column(0).value(r)));
        }
        return !at->second.contains(note->segment);
    });
}

} // namespace

Review build_review(const metrics::Context& context, const ReviewRequest& request, Progress& progress, std::stop_token stop) {
    const DateRange week = review_week(*context.dataset, request.week);
    ReviewWorld w(context, request, week, progress, stop);
    w.out.week = iso_week(week.from);
    w.out.days = week;
    w.out.fingerprint = short_fingerprint(w.s.dataset.fingerprint);
    w.out.scope_label = request.scope.empty() ? w.say("scope.all") : w.s.filters_label();
    w.out.week_label = week_title(w.s.narrator, w.out.week, week);
    if (!w.s.main) throw Error(ErrorCode::metric_unavailable, {{"metric", request.metric}, {"dataset", w.s.dataset.name}});

    // A scope that does not exist is refused here, before anything is written about it.
    const Table any = metrics::run(context, w.query({w.s.main->id}, week), stop).table;
    bool rows = false;
    for (size_t c = 0; c < any.columns(); ++c) rows = rows || (any.rows() > 0 && !any.column(c).is_null(0));
    if (!rows)
        throw Error(ErrorCode::period_invalid,
                    {{"value", week_id(w.out.week)},
                     {"detail", "there are no data for " + w.out.scope_label + " in this week"},
                     {"detail_fr", "il n'y a pas de données pour " + w.out.scope_label + " cette semaine"}});

    if (request.trust)
        for (const TrustNote& note : request.trust->open) {
            // Notes about other values of a dimension that the scope is filtered by do not concern these numbers.
            bool concerns = true;
            for (const metrics::Filter& f : w.s.filters)
                if (!note.dimension.empty() && !f.exclude &&
                    w.s.dataset.dimension(note.dimension) == w.s.dataset.dimension(f.dimension))
                    concerns = std::ranges::find(f.values, note.segment) != f.values.end();
            // What lies before last year's week touches no number of this page.
            if (note.days && (note.days->from > week.to || note.days->to < (w.has_year ? w.year.from : w.before.from)))
                concerns = false;
            if (concerns) w.open.push_back(&note);
        }
    leave_out_what_lies_elsewhere(w);

    std::vector<ReviewSection> made;
    size_t done = 0;
    const auto attempt = [&](const char* id, auto&& work) {
        progress.step(static_cast<double>(done++) / (parts.size() + 1), id);
        throw_if_stopped(stop);
        ReviewSection section;
        section.id = id;
        section.title = w.say("section." + section.id);
        try {
            if (request.before) request.before(id);
            work(section);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            // What these data cannot answer is no fault of the review.
            section.state = cannot_be(e.code()) ? SectionState::not_possible : SectionState::failed;
            section.reason = e.text(request.language).what_happened;
            section.blocks.clear();
        } catch (const std::exception& e) {
            section.state = SectionState::failed;
            section.reason = Error(ErrorCode::internal, {{"detail", e.what()}}).text(request.language).what_happened;
            section.blocks.clear();
        }
        return section;
    };
    // The table of figures is the review; without it there is none.
    if (request.before) request.before("kpis");
    expect_week(w);
    make_kpis(w);
    for (const SectionPart& part : parts)
        made.push_back(attempt(part.id, [&](ReviewSection& section) { part.fill(w, section); }));
    for (const char* id : printed)
        for (ReviewSection& section : made)
            // What nobody added is not missed.
            if (section.id == id && (section.id != "added" || !section.blocks.empty() || section.state == SectionState::failed))
                w.out.sections.push_back(std::move(section));
    w.out.bridge = bridge_of(w);
    make_headline(w);
    make_actions(w);
    make_narrative(w);
    progress.step(1, "done");
    return std::move(w.out);
}

} // namespace plumbline::report
