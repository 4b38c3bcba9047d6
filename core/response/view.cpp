// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/dimension_names.h"
#include "core/base/format.h"
#include "core/response/posterior.h"

namespace plumbline::response {

namespace {

constexpr int curve_points = 60;
constexpr double beyond = 1.25;  ///< of the largest spend seen: how far the curve is drawn
constexpr size_t most_lines = 7; ///< category colours that can be told apart, one kept for the rest
constexpr size_t band_draws = 400;

/// The words of this room in two languages.
struct Words {
    bool fr;
    std::string operator()(const char* en, const char* french) const { return fr ? french : en; }
};

std::string unit_of(const ResponseFit& fit) { return fit.target == "revenue" || fit.target == "profit" ? "currency" : "count"; }

/// The target in words; a column of a file by its own name.
std::string target_name(const ResponseFit& fit, const Words& w) {
    if (fit.target == "revenue") return w("revenue", "chiffre d'affaires");
    if (fit.target == "orders") return w("orders", "commandes");
    if (fit.target == "leads") return w("leads", "prospects");
    if (fit.target == "new_customers") return w("new customers", "nouveaux clients");
    if (fit.target == "visits") return w("visits", "visites");
    return fit.target;
}

NumberStyle style_of(const ResponseFit& fit, Language language) { return NumberStyle::of(language, fit.currency); }

std::vector<size_t> by_contribution(const ResponseFit& fit) {
    std::vector<size_t> order(fit.channels.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return fit.channels[a].contribution > fit.channels[b].contribution; });
    return order;
}

Grain grain_of(const ResponseFit& fit) {
    return fit.grain == "day" ? Grain::day : fit.grain == "month" ? Grain::month : Grain::week;
}

std::string period_word(const ResponseFit& fit, const Words& w) {
    return fit.grain == "day" ? w("day", "jour") : fit.grain == "month" ? w("month", "mois") : w("week", "semaine");
}

ChartAxis calendar(const ResponseFit& fit) {
    ChartAxis axis;
    axis.kind = AxisKind::calendar;
    axis.grain = grain_of(fit);
    return axis;
}

} // namespace

std::string verdict_word(Identification verdict, Language language) {
    const Words w{language == Language::fr};
    switch (verdict) {
    case Identification::identified: return w("Identified", "Identifié");
    case Identification::weak: return w("Weakly identified", "Faiblement identifié");
    default: return w("Not identified", "Non identifié");
    }
}

std::string verdict_text(const ChannelFit& c, Language language) {
    const Words w{language == Language::fr};
    std::string text;
    for (const Reason& r : c.reasons) text += (text.empty() ? "" : " ") + sentence(r, c.curve.name, language);
    if (!text.empty()) return text;
    return w("The data tell the effect of ", "Les données montrent l'effet de ") + c.curve.name + ".";
}

std::string warning_sentence(const std::string& code, Language language) {
    const Words w{language == Language::fr};
    if (code == "negative_baseline")
        return w("In some weeks the model gives more to advertising than was sold: state what you expect of the channels, or add "
                 "an experiment.",
                 "Certaines semaines, le modèle attribue à la publicité plus que les ventes : indiquez ce que vous attendez des "
                 "canaux, ou ajoutez un test.");
    if (code == "no_convergence")
        return w("The chains do not agree with each other: do not use these figures; fewer channels or more weeks help.",
                 "Les chaînes ne concordent pas : n'utilisez pas ces chiffres ; moins de canaux ou plus de semaines aident.");
    return code;
}

std::string headline(const ResponseFit& fit, Language language) {
    const Words w{language == Language::fr};
    const NumberStyle style = style_of(fit, language);
    const ChannelFit* best = nullptr;
    for (const ChannelFit& c : fit.channels) {
        if (c.verdict != Identification::not_identified && c.mroi && (!best || *c.mroi > *best->mroi)) best = &c;
    }
    if (!best) return w("The data do not tell what any channel brings", "Les données ne disent pas ce qu'apporte chaque canal");
    const std::string amount = format_number(*best->mroi, 2, style);
    const bool money = unit_of(fit) == "currency";
    std::string text = money ? w("One more franc in ", "Un franc de plus dans ")
                             : w("One more unit of spend in ", "Une unité de dépense de plus dans ");
    if (money && fit.currency != "CHF") text = w("The next amount spent on ", "La prochaine somme dépensée dans ");
    if (money && fit.currency != "CHF")
        return text + best->curve.name + w(" returns ", " rapporte ") + amount +
               w(" times itself, the most of all channels", " fois sa mise, le plus de tous les canaux");
    return text + best->curve.name + w(" brings ", " apporte ") + amount +
           w(", the most of all channels", ", le plus de tous les canaux");
}

std::string caption(const ResponseFit& fit, Language language) {
    const Words w{language == Language::fr};
    size_t sure = 0;
    for (const ChannelFit& c : fit.channels) sure += c.verdict == Identification::identified;
    const std::string n = std::to_string(fit.dates.size());
    std::string text = n + " " + period_word(fit, w) + (fit.grain == "month" && w.fr ? "" : "s") + w(" to ", " jusqu'au ") +
                       format_date(fit.dates.back() + (fit.grain == "week" ? 6 : 0), language) + " · " +
                       (w.fr ? "canaux identifiés : " + std::to_string(sure) + " sur " + std::to_string(fit.channels.size())
                             : std::to_string(sure) + " of " + std::to_string(fit.channels.size()) + " channels identified") +
                       " · ";
    text += fit.how == "posterior" ? w("full posterior", "loi a posteriori complète")
                                   : w("quick fit, approximate intervals", "ajustement rapide, intervalles approchés");
    return text;
}

ChartSpec curve_chart(const ResponseFit& fit, size_t index, Language language) {
    const Words w{language == Language::fr};
    const NumberStyle style = style_of(fit, language);
    const ChannelFit& c = fit.channels.at(index);
    ChartSpec spec;
    spec.id = "response_curve";
    spec.x.kind = AxisKind::linear;
    spec.x.unit = "currency";
    spec.y.unit = unit_of(fit);
    const double top = std::max(c.curve.max, c.curve.current) * beyond;
    const std::string period = period_word(fit, w);
    const std::string mroi = c.mroi ? format_number(*c.mroi, 2, style) : std::string(missing_value);
    spec.title = c.curve.name + w(": the next unit spent returns ", " : la prochaine unité dépensée rapporte ") + mroi;
    const double level = fit.interval * 100;
    spec.subtitle = w("Added ", "Apport en ") + target_name(fit, w) + w(" per ", " par ") + period +
                    w(" by spend per ", " selon la dépense par ") + period + " · " + w("band ", "bande ") +
                    format_number(level, 0, style) + (w.fr ? " %" : "%");
    ChartSeries band, line, point, seen;
    band.role = SeriesRole::band_80;
    band.mark = Mark::band;
    band.name = w("Interval", "Intervalle");
    line.role = SeriesRole::actual;
    line.mark = Mark::line;
    line.name = w("Response", "Réponse");
    point.role = SeriesRole::actual;
    point.mark = Mark::point;
    point.name = w("Today", "Aujourd'hui");
    seen.role = SeriesRole::expected_range;
    seen.mark = Mark::band;
    seen.name = w("Spend seen so far", "Dépenses observées");
    const size_t step = std::max<size_t>(1, c.draws.size() / band_draws);
    std::vector<Curve> draws;
    for (size_t i = 0; i < c.draws.size(); i += step) draws.push_back(c.curve_of(i));
    double highest = 0;
    for (int i = 0; i <= curve_points && top > 0; ++i) {
        const double x = top * i / curve_points;
        line.points.push_back({x, c.curve.response(x), {}, {}, false, {}});
        highest = std::max(highest, c.curve.response(x));
        if (draws.empty()) continue;
        std::vector<double> v;
        for (const Curve& d : draws) v.push_back(d.response(x));
        const double low = quantile(v, (1 - fit.interval) / 2), high = quantile(v, (1 + fit.interval) / 2);
        band.points.push_back({x, {}, low, high, false, {}});
        highest = std::max(highest, high);
    }
    for (int i = 0; i <= 1 && top > 0; ++i)
        seen.points.push_back({i == 0 ? c.curve.min : c.curve.max, {}, 0.0, highest, false, {}});
    if (top > 0) spec.annotations.push_back({c.curve.current, w("Today", "Aujourd'hui")});
    point.points.push_back({c.curve.current, c.curve.response(c.curve.current), {}, {}, false, w("today", "aujourd'hui")});
    if (!seen.points.empty()) spec.series.push_back(seen);
    if (!band.points.empty()) spec.series.push_back(band);
    spec.series.push_back(line);
    spec.series.push_back(point);
    spec.reading = c.curve.name + w(": at today's spend of ", " : à la dépense actuelle de ") +
                   format_money(c.curve.current, style) + w(" per ", " par ") + period +
                   w(" it adds about ", ", le canal apporte environ ") +
                   format_card(c.curve.response(c.curve.current), unit_of(fit), style) +
                   w("; the next unit spent returns ", " ; la prochaine unité dépensée rapporte ") + mroi + ".";
    return spec;
}

int colour_slot(const ResponseFit& fit, size_t channel) {
    const auto order = by_contribution(fit);
    return static_cast<int>(std::min<std::ptrdiff_t>(7, std::find(order.begin(), order.end(), channel) - order.begin()));
}

ChartSpec contribution_chart(const ResponseFit& fit, Language language) {
    const Words w{language == Language::fr};
    const NumberStyle style = style_of(fit, language);
    ChartSpec spec;
    spec.id = "response_contributions";
    spec.x = calendar(fit);
    spec.y.unit = unit_of(fit);
    const auto order = by_contribution(fit);
    double media = 0, total = 0;
    for (const ChannelFit& c : fit.channels) media += c.contribution;
    for (const double v : fit.actual) total += v;
    spec.title =
        w.fr ? "Part de la publicité : " + format_percent(total > 0 ? media / total : 0, 0, style) + " (" + target_name(fit, w) +
                   ")"
             : "Advertising brings " + format_percent(total > 0 ? media / total : 0, 0, style) + " of " + target_name(fit, w);
    spec.subtitle = w("Contribution of each channel by ", "Contribution de chaque canal par ") + period_word(fit, w);
    ChartSeries rest;
    rest.role = SeriesRole::other;
    rest.name = w("Other channels", "Autres canaux");
    for (size_t i = 0; i < order.size(); ++i) {
        const ChannelFit& c = fit.channels[order[i]];
        if (!(c.contribution > 0)) continue;
        if (i < most_lines) {
            ChartSeries s;
            s.name = c.curve.name;
            s.role = SeriesRole::category;
            s.category_slot = static_cast<int>(i);
            for (size_t t = 0; t < fit.dates.size(); ++t)
                s.points.push_back({static_cast<double>(fit.dates[t].days), c.weekly[t], {}, {}, false, {}});
            spec.series.push_back(std::move(s));
            continue;
        }
        for (size_t t = 0; t < fit.dates.size(); ++t) {
            if (rest.points.size() <= t) rest.points.push_back({static_cast<double>(fit.dates[t].days), 0.0, {}, {}, false, {}});
            *rest.points[t].y += c.weekly[t];
        }
    }
    if (!rest.points.empty()) spec.series.push_back(std::move(rest));
    spec.reading = spec.title + ".";
    if (!order.empty())
        spec.reading += " " + fit.channels[order.front()].curve.name + w(" brings most, ", " apporte le plus, ") +
                        format_percent(fit.channels[order.front()].contribution_share, 1, style) + w(" of it all.", " du total.");
    return spec;
}

ChartSpec fit_chart(const ResponseFit& fit, Language language) {
    const Words w{language == Language::fr};
    const NumberStyle style = style_of(fit, language);
    ChartSpec spec;
    spec.id = "response_fit";
    spec.x = calendar(fit);
    spec.y.unit = unit_of(fit);
    spec.y.from_zero = false;
    spec.title = w("The model follows ", "Le modèle suit ") + format_percent(fit.diagnostics.r2, 0, style) +
                 w(" of the ups and downs", " des variations");
    spec.subtitle = w("Target and model by ", "Cible et modèle par ") + period_word(fit, w) +
                    w(" · a good fit alone proves nothing", " · un bon ajustement seul ne prouve rien");
    ChartSeries actual, fitted;
    actual.name = w("Actual", "Réel");
    fitted.name = w("Model", "Modèle");
    fitted.role = SeriesRole::comparison;
    for (size_t t = 0; t < fit.dates.size(); ++t) {
        actual.points.push_back({static_cast<double>(fit.dates[t].days), fit.actual[t], {}, {}, false, {}});
        fitted.points.push_back({static_cast<double>(fit.dates[t].days), fit.fitted[t], {}, {}, false, {}});
    }
    spec.series = {fitted, actual};
    spec.reading = spec.title + ".";
    return spec;
}

TableSpec channel_table(const ResponseFit& fit, Language language) {
    const Words w{language == Language::fr};
    const NumberStyle style = style_of(fit, language);
    TableSpec table;
    table.id = "response_channels";
    size_t unsure = 0;
    for (const ChannelFit& c : fit.channels) unsure += c.verdict != Identification::identified;
    const std::string all = std::to_string(fit.channels.size()), some = std::to_string(unsure);
    table.title = unsure == 0 ? w("The data tell every channel's effect", "Les données montrent l'effet de chaque canal")
                  : w.fr      ? "Preuves à compléter pour " + some + " sur " + all + " canaux"
                              : some + " of " + all + " channels need more evidence";
    table.subtitle = w("Return on spend with its ", "Retour sur dépense avec son intervalle à ") +
                     format_number(fit.interval * 100, 0, style) + w("% interval", " %");
    table.columns = {{"channel", dimension_name("channel", language, {}), CellKind::text, {}},
                     {"spend", w("Spend", "Dépense"), CellKind::number, "cost"},
                     {"share", w("Share", "Part"), CellKind::bar, {}},
                     {"roi", "ROI", CellKind::number, {}},
                     {"range", w("Interval", "Intervalle"), CellKind::number, {}},
                     {"mroi", w("Next franc", "Franc suivant"), CellKind::number, {}},
                     {"verdict", w("Evidence", "Preuve"), CellKind::badge, {}}};
    if (fit.currency != "CHF") table.columns[5].title = w("Next unit", "Unité suivante");
    double largest = 0;
    for (const ChannelFit& c : fit.channels) largest = std::max(largest, c.contribution_share);
    const auto order = by_contribution(fit);
    const auto number = [&](const std::optional<double>& v) {
        TableCell cell;
        cell.text = v ? format_number(*v, 2, style) : std::string(missing_value);
        cell.value = v;
        return cell;
    };
    for (size_t i = 0; i < order.size(); ++i) {
        const ChannelFit& c = fit.channels[order[i]];
        std::vector<TableCell> row(7);
        row[0].text = c.curve.name;
        row[0].strong = true;
        row[0].category_slot = i < most_lines && c.contribution > 0 ? static_cast<int>(i) : -1;
        row[1].text = format_compact(c.total_spend, style);
        row[1].value = c.total_spend;
        row[2].text = format_percent(c.contribution_share, 1, style);
        row[2].value = c.contribution_share;
        row[2].bar = largest > 0 ? std::max(0.0, c.contribution_share / largest) : 0;
        row[3] = number(c.roi);
        row[4].text = c.roi_interval ? format_number(c.roi_interval->lower, 2, style) + " – " +
                                           format_number(c.roi_interval->upper, 2, style)
                                     : std::string(missing_value);
        if (c.roi_interval) row[4].value = c.roi_interval->upper - c.roi_interval->lower;
        row[4].tone = Tone::muted;
        row[5] = number(c.mroi);
        row[6].text = verdict_word(c.verdict, language);
        row[6].value = 2 - static_cast<double>(c.verdict);
        row[6].tone = c.verdict == Identification::identified ? Tone::gain
                      : c.verdict == Identification::weak     ? Tone::warning
                                                              : Tone::loss;
        table.rows.push_back(std::move(row));
    }
    return table;
}

TableSpec diagnostics_table(const ResponseFit& fit, Language language) {
    const Words w{language == Language::fr};
    const NumberStyle style = style_of(fit, language);
    const Diagnostics& d = fit.diagnostics;
    TableSpec table;
    table.id = "response_diagnostics";
    table.title = w("What stands behind it", "Ce qui est derrière");
    table.columns = {{"what", w("Check", "Contrôle"), CellKind::text, {}},
                     {"value", w("Value", "Valeur"), CellKind::number, {}},
                     {"meaning", w("Reading", "Lecture"), CellKind::text, {}}};
    const auto add = [&](const std::string& what, const std::string& value, const std::string& meaning,
                         Tone tone = Tone::normal) {
        std::vector<TableCell> row(3);
        row[0].text = what;
        row[1].text = value;
        row[1].tone = tone;
        row[2].text = meaning;
        row[2].tone = Tone::muted;
        table.rows.push_back(std::move(row));
    };
    add("R²", format_number(d.r2, 3, style),
        w("share of the ups and downs that the model follows", "part des variations que suit le modèle"));
    add("MAPE", format_percent(d.mape, 1, style), w("usual miss of a week", "écart habituel d'une semaine"));
    if (!fit.validation.empty()) {
        double mape = 0;
        for (const Validation& v : fit.validation) mape += v.mape / static_cast<double>(fit.validation.size());
        add(w("Ahead of time", "Hors échantillon"), format_percent(mape, 1, style),
            w("miss of 13 weeks that it had not seen", "écart sur 13 semaines non vues"));
    }
    if (fit.placebo_share)
        add(w("Placebo channel", "Canal placebo"), format_percent(*fit.placebo_share, 1, style),
            w("given to a channel of shuffled spend; small is good", "attribué à une dépense mélangée ; peu, c'est bien"),
            *fit.placebo_share > 0.1 ? Tone::warning : Tone::normal);
    double moved = -1;
    for (const ChannelFit& c : fit.channels) moved = std::max(moved, c.prior_sensitivity.value_or(-1));
    if (moved >= 0)
        add(w("Other assumptions", "Autres hypothèses"), format_percent(moved, 0, style),
            w("largest move of a channel when media are expected to bring half, or half more",
              "plus grand changement d'un canal si l'on attend moitié moins, ou moitié plus, des médias"),
            moved > 0.3 ? Tone::warning : Tone::normal);
    if (d.r_hat)
        add("R-hat", format_number(*d.r_hat, 3, style), w("chains agree below 1.01", "les chaînes concordent sous 1,01"),
            *d.r_hat > 1.05 ? Tone::loss : Tone::normal);
    if (d.ess)
        add(w("Effective draws", "Tirages effectifs"), format_number(*d.ess, 0, style),
            w("of the least known number", "du paramètre le moins connu"));
    for (const Interaction& i : fit.interactions)
        add(i.donor + " → " + i.receiver, "+" + format_percent(i.strength, 0, style),
            w("the first makes the second work better, at its strongest", "le premier renforce le second, au plus fort"));
    for (const ChannelFit& c : fit.channels)
        if (c.affinity && c.affinity->identified && c.verdict != Identification::not_identified)
            add(w("Affinity ", "Affinité ") + c.curve.name, format_percent(c.affinity->affinity, 0, style),
                w("of its ceiling is reached at usual spend (K_M ", "de son plafond atteint à la dépense usuelle (K_M ") +
                    format_compact(c.affinity->k_m, style) + ")");
    return table;
}

} // namespace plumbline::response
