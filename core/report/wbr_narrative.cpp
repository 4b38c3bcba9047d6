// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/metrics/catalogue.h"
#include "core/report/wbr_parts.h"
#include "core/rootcause/story.h"

namespace plumbline::report {

namespace {

using nlohmann::json;
using Kind = narrate::KnownNumber::Kind;

constexpr size_t most_channels = 8, most_campaigns = 6, most_causes = 5, most_open = 3;
constexpr size_t words_for_full = 120, words_for_none = 240;
constexpr size_t fewest_actions = 2, most_actions = 4;
constexpr size_t longest_name = 64; ///< characters of a name that goes into a prompt

std::string short_name(const std::string& text) {
    size_t end = 0, characters = 0;
    while (end < text.size() && characters < longest_name) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
        ++characters;
    }
    return text.substr(0, end);
}

/// Collects what may be told: the JSON for a model, every number with its kind, every text.
class Collector {
public:
    Collector(const ReviewWorld& w, NarrativeFacts& out) : m_w(w), m_out(out) {}

    void id(std::string id) { m_out.ids.push_back(std::move(id)); }
    json text(const std::string& words) {
        m_out.texts.push_back(words);
        return words;
    }
    json name(const std::string& words) { return text(short_name(words)); }
    json amount(const metrics::Metric& m, std::optional<double> value) {
        if (!value) return nullptr;
        m_out.known.push_back({*value, m.unit == "percent" ? Kind::percent : Kind::plain, false});
        return text(format_card(value, m.unit, m_w.s.style));
    }
    json change(const metrics::Metric& m, std::optional<double> value) {
        if (!value || !std::isfinite(*value)) return nullptr;
        const bool points = m.unit == "percent";
        m_out.known.push_back({*value, points ? Kind::points : Kind::percent, true});
        return text(points ? m_w.change(m, *value) + " points" : m_w.change(m, *value));
    }
    json relative(std::optional<double> value) {
        if (!value || !std::isfinite(*value)) return nullptr;
        m_out.known.push_back({*value, Kind::percent, true});
        return text(format_change(*value, m_w.s.style));
    }
    json share(std::optional<double> value, int decimals = 0) {
        if (!value) return nullptr;
        m_out.known.push_back({*value, Kind::percent, false});
        return text(format_percent(*value, decimals, m_w.s.style));
    }
    json count(double value) {
        m_out.known.push_back({value, Kind::plain, false});
        return value;
    }

private:
    const ReviewWorld& m_w;
    NarrativeFacts& m_out;
};

const TableCell* cell(const TableSpec& t, size_t row, std::string_view column) {
    const auto at = std::ranges::find(t.columns, column, &TableColumnSpec::id);
    if (at == t.columns.end()) return nullptr;
    return &t.rows[row][static_cast<size_t>(at - t.columns.begin())];
}

} // namespace

NarrativeFacts narrative_facts(const ReviewWorld& w) {
    NarrativeFacts out;
    Collector c(w, out);
    const metrics::Metric& main = *w.s.main;
    json j;
    j["review"] = {{"scope", c.name(w.out.scope_label)},
                   {"week", c.text(w.out.week_label)},
                   {"before", c.text(w.week_word(w.before))},
                   {"main", main.id}};
    if (!w.s.style.currency.empty()) j["review"]["currency"] = w.s.style.currency;
    for (size_t r = 0; r < w.kpi_metrics.size(); ++r) {
        const metrics::Metric m = w.s.metric(w.kpi_metrics[r]);
        json f{{"name", c.text(w.s.label(m))}, {"unit", m.unit}};
        if (m.explanations.contains(w.language() == Language::fr ? "fr" : "en"))
            f["means"] = m.explanations.at(w.language() == Language::fr ? "fr" : "en");
        const auto number = [&](const char* column) {
            const TableCell* at = cell(w.out.kpis, r, column);
            return at ? at->value : std::nullopt;
        };
        f["value"] = c.amount(m, number("week"));
        for (const auto& [key, column] :
             {std::pair{"on_before", "before"}, std::pair{"on_year", "year"}, std::pair{"to_target", "to_target"},
              std::pair{"to_forecast", "to_forecast"}, std::pair{"on_event", "event"}})
            if (json v = c.change(m, number(column)); !v.is_null()) f[key] = std::move(v);
        for (const char* column : {"target", "forecast"})
            if (json v = c.amount(m, number(column)); !v.is_null()) f[column] = std::move(v);
        if (m.id == main.id) {
            out.main_name = w.s.label(m);
            out.value = f["value"].is_string() ? f["value"].get<std::string>() : "";
            out.change = f.contains("on_before") ? f["on_before"].get<std::string>() : "";
            if (!out.value.empty()) out.wanted.push_back(out.value);
            for (const char* key : {"on_before", "on_year", "to_target", "to_forecast"})
                if (f.contains(key) && !narrate::is_level(*number(std::string_view(key) == "on_before" ? "before"
                                                                  : std::string_view(key) == "on_year" ? "year"
                                                                                                       : key)))
                    out.wanted.push_back(f[key]);
        }
        j["figures"][m.id] = std::move(f);
        c.id("figures." + m.id);
    }
    if (w.cause) {
        size_t n = 0;
        bool named = false;
        for (const rootcause::Driver& d : w.cause->drivers) {
            if (d.segment.empty() || n == most_causes) continue;
            const std::string segment = segment_name(w, *w.cause->leaves, d.segment);
            json part{{"where", c.name(segment)}, {"part", c.text(rootcause::change_text(d.contribution, main.unit, w.s.style))}};
            out.known.push_back({d.contribution, main.unit == "percent" ? Kind::points : Kind::plain, true});
            if (d.expected != 0 && std::isfinite(d.actual / d.expected)) part["relative"] = c.relative(d.actual / d.expected - 1);
            part["before"] = c.amount(main, std::isfinite(d.expected) ? std::optional(d.expected) : std::nullopt);
            part["after"] = c.amount(main, std::isfinite(d.actual) ? std::optional(d.actual) : std::nullopt);
            j["why"].push_back(std::move(part));
            c.id("why." + std::to_string(++n));
            if (!named && w.cause->verdict.kind != rootcause::VerdictKind::broad && w.broad.empty() && !w.largest &&
                d.contribution * w.cause->change > 0) {
                out.wanted.push_back(segment);
                named = true;
            }
        }
        if (w.largest) {
            j["largest"] = {{"where", c.name(w.largest->name)}, {"relative", c.relative(w.largest->relative)}};
            c.id("largest");
            out.wanted.push_back(w.largest->name);
        }
        j["verdict"] = c.text(rootcause::verdict_sentence(*w.cause, w.s.style));
        c.id("verdict");
    }
    if (w.fault) {
        j["fault"] = {{"where", c.name(w.fault->name)}, {"orders_changed", c.relative(w.fault->change)}};
        c.id("fault");
        out.wanted.push_back(w.fault->name);
    }
    std::map<std::string, json> channels;
    std::vector<std::string> order;
    for (const ReviewFact& f : w.out.facts) {
        out.texts.push_back(f.text);
        if (f.value) out.known.push_back({*f.value, f.unit == "percent" ? Kind::percent : Kind::plain, false});
        if (!f.id.starts_with("channels.")) continue;
        const bool roas = f.id.ends_with(".roas");
        const std::string name = f.id.substr(9, f.id.size() - 9 - (roas ? 5 : 0));
        if (!channels.contains(name)) {
            if (order.size() == most_channels) continue;
            order.push_back(name);
            channels[name] = {{"name", c.name(name)}};
        }
        channels[name][roas ? "roas" : "value"] = c.amount(w.s.metric(f.metric), f.value);
    }
    for (size_t i = 0; i < order.size(); ++i) {
        j["channels"].push_back(channels[order[i]]);
        c.id("channels." + std::to_string(i + 1));
    }
    std::vector<const CampaignLine*> moved;
    for (const CampaignLine& line : w.campaigns)
        if (line.difference) moved.push_back(&line);
    std::ranges::stable_sort(moved,
                             [](const auto* a, const auto* b) { return std::abs(*a->difference) > std::abs(*b->difference); });
    for (size_t i = 0; i < std::min(moved.size(), most_campaigns); ++i) {
        json line{{"name", c.name(moved[i]->name)}};
        out.known.push_back({*moved[i]->difference, main.unit == "percent" ? Kind::points : Kind::plain, true});
        line["moved"] = c.text(rootcause::change_text(*moved[i]->difference, main.unit, w.s.style));
        if (moved[i]->roas) {
            out.known.push_back({*moved[i]->roas, Kind::plain, false});
            line["roas"] = c.text(format_number(*moved[i]->roas, 2, w.s.style));
        }
        j["campaigns"].push_back(std::move(line));
        c.id("campaigns." + std::to_string(i + 1));
    }
    for (size_t i = 0; i < w.targets.size() && i < most_channels; ++i) {
        const TargetLine& t = w.targets[i];
        if (t.contradicts) continue;
        const metrics::Metric m = w.s.metric(t.target.metric);
        json line{{"metric", w.s.label(m)},
                  {"period", c.text(format_range(t.target.days, w.language()))},
                  {"target", c.amount(m, t.target.value)}};
        line["so_far"] = c.amount(m, t.pace.actual);
        line["of_pace"] = c.share(t.pace.share);
        line["needed_a_day"] = c.amount(m, t.pace.needed_per_day);
        line["days_left"] = c.count(t.pace.days_left);
        if (t.chance) line["chance"] = c.share(std::clamp(*t.chance, 0.01, 0.99));
        if (t.pace.recent_per_day) c.amount(m, t.pace.recent_per_day);
        j["pace"].push_back(std::move(line));
        c.id("pace." + std::to_string(i + 1));
    }
    if (w.outlook) {
        j["outlook"] = {{"weeks", c.count(static_cast<double>(w.outlook->steps.size()))},
                        {"value", c.amount(main, w.outlook->sum.value)},
                        {"from", c.amount(main, w.outlook->sum.lower)},
                        {"to", c.amount(main, w.outlook->sum.upper)},
                        {"chance", w.language() == Language::fr ? "huit fois sur dix" : "eight times in ten"}};
        out.known.push_back({8, Kind::plain, false});
        out.known.push_back({10, Kind::plain, false});
        out.wanted.push_back(format_card(w.outlook->sum.value, main.unit, w.s.style));
        c.id("outlook");
    }
    if (w.request.trust) {
        out.known.push_back({std::round(w.request.trust->score), Kind::plain, false});
        out.known.push_back({100, Kind::plain, false});
        j["trust"] = {{"score", c.text(format_number(w.request.trust->score, 0, w.s.style))},
                      {"open_findings", c.count(static_cast<double>(w.open.size()))}};
        for (size_t i = 0; i < w.open.size() && i < most_open; ++i) j["trust"]["open"].push_back(c.name(w.open[i]->title));
        c.id("trust");
    }
    for (size_t i = 0; i < w.market_lines.size(); ++i) {
        j["market"].push_back(c.text(w.market_lines[i]));
        c.id("market." + std::to_string(i + 1));
    }
    size_t noted = 0;
    for (const metrics::Annotation& a : w.request.annotations)
        if (a.days.from <= w.week.to && w.before.from <= a.days.to) {
            j["noted"].push_back({{"days", c.text(format_range(a.days, w.language()))}, {"text", c.name(a.text)}});
            out.texts.push_back(a.text);
            c.id("noted." + std::to_string(++noted));
        }
    for (size_t i = 0; i < w.out.actions.size(); ++i) {
        const ReviewAction& a = w.out.actions[i];
        j["actions"].push_back({{"text", c.text(a.text)}, {"why", c.text(a.computation)}});
        c.id("actions." + std::to_string(i + 1));
    }
    out.texts.push_back(w.out.trust_line);
    out.json = j.dump(-1, ' ', false, json::error_handler_t::replace);
    return out;
}

void make_narrative(ReviewWorld& w) {
    const NarrativeFacts facts = narrative_facts(w);
    if (w.request.model) {
        NarrativeDraft draft;
        w.out.narrative = write_narrative(w.request.model, facts, w.language(), draft, w.s.stop);
        if (w.out.narrative.by_model) {
            w.out.headline = draft.headline;
            w.out.summary = draft.summary;
        }
    }
    for (ReviewSection& section : w.out.sections) {
        if (section.id != "method" || section.state != SectionState::done) continue;
        const NarrativeOutcome& o = w.out.narrative;
        if (o.by_model)
            section.blocks.push_back(
                Paragraph{w.say("method.model", {{"model", o.model.empty() ? o.endpoint : o.model}, {"version", o.version}})});
        else if (!o.reason.empty())
            section.blocks.push_back(Paragraph{w.say("method.templates", {{"reason", o.reason}})});
    }
    w.out.score = score_of(w.out, facts, w.language());
}

TextScore score_of(const Review& review, const NarrativeFacts& facts, Language language) {
    TextScore score;
    std::vector<std::string> texts{review.headline};
    texts.insert(texts.end(), review.summary.begin(), review.summary.end());
    std::string all;
    for (const std::string& t : texts) all += t + " ";
    for (const ReviewAction& a : review.actions) texts.push_back(a.text);
    size_t grounded = 0, spoken = 0, words = 0, told = 0;
    for (const std::string& t : texts) {
        grounded += narrate::check_claims(t, facts.known, facts.texts, language).empty();
        spoken += speaks(t, language);
        words += words_in(t);
    }
    for (std::string w : facts.wanted) {
        // "fell 1.4%" tells of −1.4%.
        for (const std::string_view sign : {"+", "\u2212", "-"})
            if (w.starts_with(sign)) w.erase(0, sign.size());
        if (w.ends_with(" points")) w.resize(w.size() - 7);
        told += all.find(w) != std::string::npos;
    }
    const auto n = static_cast<double>(texts.size());
    score.grounded = static_cast<double>(grounded) / n;
    score.language = static_cast<double>(spoken) / n;
    score.complete = facts.wanted.empty() ? 1 : static_cast<double>(told) / static_cast<double>(facts.wanted.size());
    score.concise = std::clamp(
        static_cast<double>(words_for_none - std::min(words, words_for_none)) / (words_for_none - words_for_full), 0.0, 1.0);
    const bool computed = std::ranges::all_of(review.actions, [](const auto& a) { return !a.computation.empty(); });
    score.actionable = computed && review.actions.size() >= fewest_actions && review.actions.size() <= most_actions ? 1 : 0;
    return score;
}

void added_section(ReviewWorld& w, ReviewSection& section) {
    for (const ReportItem& item : w.request.items) {
        if (!concerns(w.s.dataset, item, w.s.filters)) continue;
        std::string caption;
        for (const metrics::Filter& f : item.scope)
            for (const std::string& v : f.values) caption += (caption.empty() ? "" : ", ") + v;
        if (const auto made = parse_iso_date(item.made.substr(0, std::min<size_t>(10, item.made.size()))))
            caption += (caption.empty() ? "" : "; ") + w.phrase("added.made", {{"date", format_date(*made, w.language())}});
        section.blocks.push_back(Heading{item.title, caption, 2});
        if (!item.sentence.empty()) section.blocks.push_back(Paragraph{item.sentence});
        if (item.chart) section.blocks.push_back(*item.chart);
        if (item.table) section.blocks.push_back(*item.table);
    }
}

} // namespace plumbline::report
