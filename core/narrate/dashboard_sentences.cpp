// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/dashboard_sentences.h"

#include <algorithm>
#include <cmath>

namespace plumbline::narrate {

namespace {

/// Below this share of the earlier total a change is too small for parts of it to be told.
constexpr double smallest_change_to_explain = 0.005;

std::string noun(const Narrator& narrator, Grain grain, int n) {
    return narrator.phrase("noun." + std::string(grain_id(grain)), {{"n", n}});
}

Fact the(const Narrator& narrator, const Subject& subject) { return narrator.metric(subject.id, subject.name).the; }

std::string level_title(const Narrator& narrator, const PageFacts& f, const NumberStyle& style) {
    const Facts facts{{"the", the(narrator, f.subject)},
                      {"value", format_card(f.value, f.subject.unit, style)},
                      {"periods", narrator.phrase("page.periods", {{"n", f.versus.periods},
                                                                   {"noun", noun(narrator, f.versus.grain, f.versus.periods)}})}};
    return narrator.say(f.subject.sum ? "page.sum" : "page.ratio", facts);
}

} // namespace

bool is_level(double change) { return std::fabs(change) < 0.0005; }

std::string versus_phrase(const Narrator& narrator, const Versus& v) {
    if (v.kind == Versus::Kind::year) return narrator.phrase("versus.year");
    return narrator.phrase("versus.previous." + std::string(grain_id(v.grain)), {{"n", v.periods}});
}

std::string versus_caption(const Narrator& narrator, const Versus& v) {
    if (v.kind == Versus::Kind::none) return narrator.phrase("card.no_comparison");
    if (v.kind == Versus::Kind::year) return narrator.phrase("card.versus.year");
    return narrator.phrase("card.versus.previous." + std::string(grain_id(v.grain)), {{"n", v.periods}});
}

std::string change_size(const Narrator& narrator, const Subject& subject, double change, const NumberStyle& style) {
    const double size = std::fabs(change);
    if (subject.unit == "percent") return narrator.phrase("accessible.points", {{"change", format_number(size * 100, 1, style)}});
    return format_percent(size, size >= 9.995 ? 0 : 1, style);
}

std::string page_title(const Narrator& narrator, const PageFacts& f, const NumberStyle& style) {
    if (!f.has_rows) return narrator.say("page.empty");
    if (!f.value) return narrator.say("page.missing", {{"the", the(narrator, f.subject)}});
    if (!f.change || f.versus.kind == Versus::Kind::none) return level_title(narrator, f, style);
    const Facts facts{{"the", the(narrator, f.subject)},
                      {"change", change_size(narrator, f.subject, *f.change, style)},
                      {"versus", versus_phrase(narrator, f.versus)}};
    const std::string base = narrator.say(is_level(*f.change) ? "page.level" : *f.change > 0 ? "page.up" : "page.down", facts);
    if (!f.spend_change) return base;
    const Facts spend{{"base", base}, {"spend", format_percent(std::fabs(*f.spend_change), 1, style)}};
    return narrator.say(is_level(*f.spend_change) ? "page.spend_level"
                        : *f.spend_change > 0     ? "page.spend_up"
                                                  : "page.spend_down",
                        spend);
}

std::string series_title(const Narrator& narrator, const SeriesFacts& f, const NumberStyle& style) {
    const MetricWords words = narrator.metric(f.subject.id, f.subject.name);
    int compared = 0, above = 0, below = 0;
    for (size_t i = 0; i < f.before.size() && i < f.values.size(); ++i) {
        if (!f.values[i] || !f.before[i]) continue;
        ++compared;
        above += *f.values[i] > *f.before[i];
        below += *f.values[i] < *f.before[i];
    }
    if (f.versus.kind == Versus::Kind::year && compared >= 2 && above + below > 0) {
        const bool up = above >= below;
        const int k = up ? above : below;
        // Only of a metric that should rise can it be said that it beat something.
        const std::string verb =
            f.subject.good > 0 ? (up ? "series.beat" : "series.short") : (up ? "series.above" : "series.below");
        return narrator.say(verb + (k == compared ? "_all" : ""),
                            {{"the", words.the}, {"k", k}, {"n", compared}, {"noun", noun(narrator, f.versus.grain, compared)}});
    }
    std::optional<size_t> best;
    for (size_t i = 0; i < f.values.size(); ++i) {
        if (!f.values[i]) continue;
        const bool better = !best || (f.subject.good < 0 ? *f.values[i] < *f.values[*best] : *f.values[i] > *f.values[*best]);
        if (better) best = i;
    }
    const auto known = std::ranges::count_if(f.values, [](const auto& v) { return v.has_value(); });
    if (!best || known < 2)
        return narrator.say("series.plain", {{"label", words.label}, {"noun", noun(narrator, f.versus.grain, 1)}});
    const std::string key =
        std::string(f.subject.good < 0 ? "series.low" : "series.peak") + (f.versus.grain == Grain::day ? ".day" : "");
    return narrator.say(key, {{"the", words.the},
                              {"of", words.of},
                              {"value", format_card(f.values[*best], f.subject.unit, style)},
                              {"period", f.periods[*best]}});
}

std::string breakdown_title(const Narrator& narrator, const BreakdownFacts& f, const NumberStyle& style) {
    const MetricWords words = narrator.metric(f.subject.id, f.subject.name);
    const auto plain = [&] { return narrator.say("breakdown.plain", {{"label", words.label}, {"dimension", f.dimension}}); };
    std::vector<const BreakdownFacts::Part*> known;
    for (const auto& p : f.parts)
        if (p.value) known.push_back(&p);
    if (known.size() < 2) return plain();
    if (!f.subject.sum) {
        const bool low = f.subject.good < 0;
        // A cost of zero is the absence of cost, not a good price.
        if (low) std::erase_if(known, [](const auto* p) { return *p->value <= 0; });
        if (known.size() < 2) return plain();
        const auto* best = *std::ranges::max_element(known, {}, [&](const auto* p) { return low ? -*p->value : *p->value; });
        return narrator.say(
            low ? "breakdown.lowest" : "breakdown.highest",
            {{"name", best->name}, {"the", words.the}, {"value", format_card(best->value, f.subject.unit, style)}});
    }
    if (f.compared && f.total && f.total_before && *f.total_before > 0 &&
        std::fabs(*f.total - *f.total_before) >= smallest_change_to_explain * *f.total_before) {
        const double change = *f.total - *f.total_before, direction = change > 0 ? 1 : -1;
        auto delta = [&](const auto* p) { return direction * (*p->value - p->before.value_or(0)); };
        const auto* most = *std::ranges::max_element(known, {}, delta);
        const double share = delta(most) / std::fabs(change);
        if (share > 0 && share <= 1)
            return narrator.say(change > 0 ? "breakdown.growth" : "breakdown.decline",
                                {{"name", most->name}, {"share", format_percent(share, 0, style)}});
        if (share > 1) {
            auto amount = [&](double x) { return format_card(std::fabs(x), f.subject.unit, style); };
            return narrator.say(
                change > 0 ? "breakdown.offset_up" : "breakdown.offset_down",
                {{"name", most->name}, {"most", amount(delta(most))}, {"rest", amount(delta(most) - std::fabs(change))}});
        }
    }
    const auto* largest = *std::ranges::max_element(known, {}, [](const auto* p) { return *p->value; });
    if (!f.total || *f.total <= 0 || *largest->value <= 0) return plain();
    return narrator.say(
        "breakdown.part",
        {{"name", largest->name}, {"share", format_percent(*largest->value / *f.total, 0, style)}, {"of", words.of}});
}

std::string campaigns_title(const Narrator& narrator, const CampaignFacts& f, const NumberStyle& style) {
    if (f.campaigns.empty()) return narrator.say("campaigns.none");
    auto largest = [&](auto&& value, const char* key, const std::string& of) {
        const CampaignFacts::Campaign* top = nullptr;
        double total = 0;
        for (const auto& c : f.campaigns) {
            const std::optional<double> v = value(c);
            if (!v) continue;
            total += *v;
            if (!top || *v > value(*top).value()) top = &c;
        }
        if (!top || total <= 0 || f.campaigns.size() < 2) return narrator.say("campaigns.plain");
        return narrator.say(key, {{"name", top->name}, {"share", format_percent(*value(*top) / total, 0, style)}, {"of", of}});
    };
    if (f.has_cost && f.has_revenue) {
        int losers = 0, spending = 0;
        double lost = 0;
        for (const auto& c : f.campaigns) {
            if (!c.cost || *c.cost <= 0) continue;
            ++spending;
            if (c.revenue.value_or(0) >= *c.cost) continue;
            ++losers;
            lost += *c.cost - c.revenue.value_or(0);
        }
        if (spending == 0) return narrator.say("campaigns.plain");
        if (losers == 0) return narrator.say("campaigns.no_loss", {{"n", spending}});
        return narrator.say("campaigns.loss", {{"n", losers}, {"amount", format_money(lost, style)}});
    }
    if (f.has_cost) return largest([](const auto& c) { return c.cost; }, "campaigns.largest_spend", "");
    if (!f.main.sum) return narrator.say("campaigns.plain");
    return largest([](const auto& c) { return c.main; }, "campaigns.largest", narrator.metric(f.main.id, f.main.name).of);
}

std::string funnel_title(const Narrator& narrator, const FunnelFacts& f, const NumberStyle& style) {
    auto count = [&](std::string_view id) -> std::optional<double> {
        for (const auto& s : f.steps)
            if (s.id == id) return s.count;
        return std::nullopt;
    };
    if (f.steps.size() < 2) return narrator.say("funnel.none");
    const auto orders = count("orders"), fresh = count("new_customers");
    if (orders && fresh && *orders > 0 && *fresh <= *orders)
        return narrator.say("funnel.new", {{"rate", format_percent(*fresh / *orders, 1, style)}});
    // Else the last step that can be told as a part of the one before it.
    for (size_t i = f.steps.size(); i-- > 1;) {
        const auto &from = f.steps[i - 1], &to = f.steps[i];
        if (!from.count || !to.count || *from.count <= 0 || *to.count > *from.count) continue;
        auto word = [&](const std::string& id) {
            std::string text = narrator.metric(id, id).the.text;
            return text.starts_with("les ") ? text.substr(4) : text;
        };
        return narrator.say(
            "funnel.step",
            {{"rate", format_percent(*to.count / *from.count, 1, style)}, {"from", word(from.id)}, {"to", word(to.id)}});
    }
    return narrator.say("funnel.plain");
}

std::string spoken(const Narrator& narrator, double value, std::string_view unit, const NumberStyle& style) {
    if (unit != "currency" || style.currency.empty()) return format_card(value, unit, style);
    NumberStyle bare = style;
    bare.currency.clear();
    const double size = std::fabs(value);
    const std::string currency = narrator.currency(style.currency);
    struct Step {
        double unit;
        const char* key;
    };
    for (const Step& s : {Step{1e9, "spoken.billion"}, Step{1e6, "spoken.million"}, Step{1e3, "spoken.thousand"}}) {
        if (size < s.unit * 0.9995) continue;
        const double x = value / s.unit, a = std::fabs(x);
        const std::string number = format_number(x, a < 9.995 ? 2 : a < 99.95 ? 1 : 0, bare);
        return narrator.phrase(s.key, {{"x", number}, {"million", Fact("", a)}, {"currency", currency}});
    }
    return narrator.phrase("spoken.plain", {{"x", format_number(value, 2, bare)}, {"currency", currency}});
}

std::string card_accessible(const Narrator& narrator, const CardFacts& f, const NumberStyle& style) {
    const std::string label = narrator.metric(f.subject.id, f.subject.name).label;
    if (!f.value) return narrator.say("accessible.card.missing", {{"label", label}, {"reason", f.reason}});
    Facts facts{{"label", label}, {"value", spoken(narrator, *f.value, f.subject.unit, style)}};
    if (!f.change || f.versus.kind == Versus::Kind::none) return narrator.say("accessible.card", facts);
    facts["versus"] = versus_phrase(narrator, f.versus);
    facts["change"] = change_size(narrator, f.subject, *f.change, style);
    return narrator.say(is_level(*f.change) ? "accessible.card.level"
                        : *f.change > 0     ? "accessible.card.up"
                                            : "accessible.card.down",
                        facts);
}

} // namespace plumbline::narrate
