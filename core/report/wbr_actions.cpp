// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/report/wbr_parts.h"
#include "core/rootcause/story.h"

namespace plumbline::report {

namespace {

constexpr size_t most_actions = 4, fewest_actions = 2;
constexpr double behind_from = 0.98; ///< share of the pace below which a target is in danger

} // namespace

void make_actions(ReviewWorld& w) {
    const metrics::Metric& main = *w.s.main;
    auto& out = w.out.actions;
    auto money = [&](double v) { return format_card(v, "currency", w.s.style); };
    auto card = [&](double v) { return format_card(v, main.unit, w.s.style); };

    if (w.cause && main.good != 0)
        for (const rootcause::Driver& d : w.cause->drivers) {
            const bool bad = (d.contribution < 0) == (main.good > 0);
            if (d.segment.empty() || !bad || d.contribution == 0 || d.kind == rootcause::DriverKind::mix) continue;
            if (!w.cause->search.sure) break;
            if (w.cause->change != 0 && std::abs(d.contribution) < 0.2 * std::abs(w.cause->change)) break;
            const std::string name = segment_name(w, *w.cause->leaves, d.segment);
            narrate::Facts facts{{"segment", name},
                                 {"part", rootcause::change_text(d.contribution, main.unit, w.s.style)},
                                 {"before", card(d.expected)},
                                 {"after", card(d.actual)},
                                 {"week", w.week_word(w.before)}};
            std::string text = w.say("action.cause", facts), why = w.say("action.cause.why", facts);
            for (const size_t k : w.cause->verdict.evidence) {
                why += " " + w.say("action.cause.evidence", {{"text", w.cause->evidence[k].text}});
                break;
            }
            out.push_back(
                {text, why,
                 main.unit == "currency" && main.denominator.empty() ? std::optional(std::abs(d.contribution)) : std::nullopt,
                 "change"});
            break;
        }

    if (w.fault) {
        const auto count = [&](double v) { return format_card(v, "count", w.s.style); };
        narrate::Facts facts{{"segment", w.fault->name},
                             {"before", count(w.fault->before)},
                             {"after", count(w.fault->now)},
                             {"week", w.week_word(w.before)}};
        if (w.fault->lost) facts["worth"] = money(*w.fault->lost);
        out.push_back({w.say("action.fault", facts), w.say(w.fault->lost ? "action.fault.worth" : "action.fault.why", facts),
                       w.fault->lost, "change"});
    }

    const CampaignLine* worst = nullptr;
    for (const CampaignLine& c : w.campaigns)
        if (c.underperformer && (!worst || c.cost - c.revenue > worst->cost - worst->revenue)) worst = &c;
    if (worst && w.verdict_weeks > 0) {
        const double loss = (worst->cost - worst->revenue) / w.verdict_weeks;
        narrate::Facts facts{{"campaign", worst->name},
                             {"cost", money(worst->cost)},
                             {"revenue", money(worst->revenue)},
                             {"loss", money(loss)},
                             {"p", format_percent(worst->sure.value_or(0.95), 0, w.s.style)},
                             {"n", narrate::Fact(w.verdict_weeks)}};
        out.push_back({w.say("action.stop", facts), w.say("action.stop.why", facts), loss, "campaigns"});
    }
    for (const TargetLine& t : w.targets) {
        if (t.contradicts) {
            narrate::Facts facts{{"metric", w.s.label(w.s.metric(t.target.metric))},
                                 {"days", format_range(t.target.days, w.language())}};
            out.push_back({w.say("action.contradict", facts), w.say("action.contradict.why", facts), std::nullopt, "pacing"});
            break;
        }
        const metrics::Metric m = w.s.metric(t.target.metric);
        if (!t.pace.share || *t.pace.share >= behind_from || m.good <= 0 || !t.pace.needed_per_day || !t.pace.recent_per_day)
            continue;
        narrate::Facts facts{{"metric", w.s.label(m)},
                             {"needed", format_card(t.pace.needed_per_day, m.unit, w.s.style)},
                             {"recent", format_card(t.pace.recent_per_day, m.unit, w.s.style)},
                             {"n", narrate::Fact(t.pace.days_left)},
                             {"share", format_percent(*t.pace.share, 0, w.s.style)}};
        out.push_back({w.say("action.pace", facts), w.say("action.pace.why", facts), std::nullopt, "pacing"});
        break;
    }
    for (const TrustNote* n : w.open) {
        const bool here = n->days && n->days->from <= w.week.to && n->days->to >= w.before.from;
        if (!here && n->severity != "blocker") continue;
        out.push_back({w.say("action.trust", {{"title", n->title}}),
                       n->evidence.empty() ? w.say("action.trust.why") : n->evidence, std::nullopt, "trust"});
        break;
    }
    const CampaignLine* best = nullptr;
    for (const CampaignLine& c : w.campaigns)
        if (c.verdict == "scale" && c.lower && (!best || *c.lower > *best->lower) && c.cost > 0) best = &c;
    if (best && out.size() < most_actions) {
        narrate::Facts facts{{"campaign", best->name},
                             {"roas", format_number(*best->roas, 2, w.s.style)},
                             {"lower", format_number(*best->lower, 2, w.s.style)},
                             {"cost", money(best->cost)},
                             {"n", narrate::Fact(w.verdict_weeks)}};
        out.push_back({w.say("action.scale", facts), w.say("action.scale.why", facts), std::nullopt, "campaigns"});
    }
    if (out.size() < fewest_actions && !w.request.trust)
        out.push_back({w.say("action.audit"), w.say("action.audit.why"), std::nullopt, "trust"});
    if (out.size() < fewest_actions && w.targets.empty())
        out.push_back({w.say("action.target"), w.say("action.target.why"), std::nullopt, "pacing"});
    if (out.size() < fewest_actions) out.push_back({w.say("action.keep"), w.say("action.keep.why"), std::nullopt, "change"});
    if (out.size() < fewest_actions) out.push_back({w.say("action.look"), w.say("action.look.why"), std::nullopt, "outlook"});
    // By what they are worth; what has no price keeps its order behind them.
    std::ranges::stable_sort(out, [](const auto& a, const auto& b) { return a.worth.value_or(-1) > b.worth.value_or(-1); });
    if (out.size() > most_actions) out.resize(most_actions);
}

} // namespace plumbline::report
