// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/metrics/catalogue.h"
#include "core/report/parts.h"

namespace plumbline::report {

namespace {

/// The sums in a metric's formula as metrics of their own.
std::vector<std::string> terms_of(const metrics::Metric& metric) {
    std::vector<std::string> out;
    for (const auto* side : {&metric.numerator, &metric.denominator})
        for (const std::string& term : *side) {
            std::string role(metrics::term_role(term));
            if (role.starts_with("field:")) role = role.substr(6);
            if (std::ranges::find(out, role) == out.end()) out.push_back(role);
        }
    return out;
}

std::string exact(const Setting& s, std::optional<double> value, std::string_view unit) {
    if (!value) return std::string(missing_value);
    return unit == "currency" ? format_money_exact(*value, s.style) : format_cell(value, unit, s.style);
}

std::string side_text(const Setting& s, const std::vector<std::string>& terms, const Table& totals) {
    std::string out;
    for (const std::string& term : terms) {
        std::string role(metrics::term_role(term));
        if (role.starts_with("field:")) role = role.substr(6);
        const auto at = totals.find(role);
        const std::string number = exact(s, number_at(totals, role, 0), at ? totals.column(*at).unit() : "");
        const bool minus = metrics::term_sign(term) < 0;
        out += out.empty() ? (minus ? "\u2212" : "") + number : (minus ? " \u2212 " : " + ") + number;
    }
    return terms.size() > 1 ? "(" + out + ")" : out;
}

std::string explanation(const Setting& s, const metrics::Metric& metric, const KpiCard& card, const Table& totals) {
    const std::string language = s.narrator.language() == Language::fr ? "fr" : "en";
    auto in_language = [&](const std::map<std::string, std::string>& texts) {
        const auto at = texts.find(language);
        return at == texts.end() ? std::string() : at->second;
    };
    std::string out;
    if (const std::string formula = in_language(metric.formula_texts); !formula.empty()) {
        const std::string value =
            metric.unit == "percent" || metric.unit == "ratio" ? card.text : exact(s, card.value, metric.unit);
        narrate::Facts facts{{"label", card.label}, {"formula", formula}, {"value", value}};
        if (!metric.denominator.empty()) {
            std::string factor = metric.factor == 1 ? "" : format_number(metric.factor, 0, s.style) + " × ";
            facts["parts"] = factor + side_text(s, metric.numerator, totals) + " / " + side_text(s, metric.denominator, totals);
        }
        out = s.narrator.phrase(!card.value                  ? "explain.formula"
                                : metric.denominator.empty() ? "explain.sum"
                                                             : "explain.ratio",
                                facts);
    }
    if (const auto before = number_at(totals, metric.id + "_previous", 0))
        out += (out.empty() ? "" : "\n") +
               s.narrator.say("explain.compared",
                              {{"versus_label", s.comparison_label()}, {"value", format_card(before, metric.unit, s.style)}});
    if (const std::string definition = in_language(metric.explanations); !definition.empty())
        out += (out.empty() ? "" : "\n") + definition;
    return out;
}

/// Why a metric has no value.
std::string why_missing(const Setting& s, const metrics::Metric& metric, const Table& totals) {
    bool any = false;
    for (size_t c = 0; c < totals.columns(); ++c) any = any || (totals.rows() > 0 && !totals.column(c).is_null(0));
    if (!any) return s.narrator.phrase("card.no_rows");
    for (const std::string& term : metric.denominator) {
        const std::string role(metrics::term_role(term));
        if (number_at(totals, role, 0).value_or(0) != 0) continue;
        return s.narrator.phrase(s.narrator.has("card.zero." + role) ? "card.zero." + role : "card.zero.other");
    }
    return s.narrator.phrase("card.no_rows");
}

/// The values of `table` in the rows that are complete in `points`.
std::vector<std::optional<double>> spark_of(const Table& table, const Table& points, const std::string& metric) {
    std::vector<std::optional<double>> out;
    const auto at = table.find(metric), partial = points.find("partial");
    if (!at || !partial) return out;
    for (size_t r = 0; r < table.rows() && r < points.rows(); ++r)
        if (!points.column(*partial).boolean(r)) out.push_back(table.column(*at).number(r));
    return out;
}

} // namespace

std::string change_text(const Setting& s, std::string_view unit, double change, bool with_word) {
    if (unit != "percent") return format_change(change, s.style);
    const std::string points = format_points(change, s.style);
    return with_word ? s.narrator.phrase("card.points_short", {{"change", points}}) : points;
}

std::string change_text(const Setting& s, std::string_view unit, double change, std::optional<double> now,
                        std::optional<double> before, bool with_word) {
    if (!s.absolute || unit == "percent" || !now || !before) return change_text(s, unit, change, with_word);
    const double difference = *now - *before;
    const std::string text = format_card(std::abs(difference), unit, s.style);
    return narrate::is_level(change) ? text : (difference > 0 ? "+" : "\u2212") + text;
}

TableCell change_cell(const Setting& s, std::string_view unit, std::optional<double> change, std::optional<double> now,
                      std::optional<double> before) {
    TableCell cell;
    cell.text = change ? change_text(s, unit, *change, now, before, false) : std::string(missing_value);
    const bool amount = s.absolute && unit != "percent" && now && before;
    if (amount && change && unit == "currency") {
        // The head names the currency once for all.
        const double difference = *now - *before, size = std::abs(difference);
        const std::string figure = format_number(size, size >= 1000 ? 0 : 2, s.style);
        cell.text = narrate::is_level(*change) ? figure : (difference > 0 ? "+" : "\u2212") + figure;
    }
    cell.value = !change ? std::nullopt : amount ? std::optional(*now - *before) : change;
    return cell;
}

std::vector<std::string> card_metrics(const Setting& s) {
    std::vector<std::string> out;
    auto add = [&](const std::string& id) {
        if (std::ranges::find(out, id) == out.end()) out.push_back(id);
    };
    for (const metrics::Metric& m : s.cards) add(m.id);
    if (s.main) add(s.main->id);
    for (const metrics::Metric& m : s.cards)
        for (const std::string& role : terms_of(m)) add(role);
    for (const std::string& id : campaign_columns(s)) add(id);
    return out;
}

std::vector<KpiCard> make_cards(const Setting& s, const Table& totals, const Table& points, const Table& points_before) {
    std::vector<KpiCard> out;
    for (const metrics::Metric& m : s.cards) {
        KpiCard card;
        card.metric = m.id;
        card.label = s.label(m);
        card.unit = m.unit;
        card.value = number_at(totals, m.id, 0);
        card.text = format_card(card.value, m.unit, s.style);
        card.change = number_at(totals, m.id + "_change", 0);
        std::string reason;
        if (!card.value) {
            card.change.reset();
            reason = card.caption = why_missing(s, m, totals);
        } else if (card.change) {
            card.change_text = change_text(s, m.unit, *card.change, card.value, number_at(totals, m.id + "_previous", 0), true);
            card.caption = narrate::versus_caption(s.narrator, s.versus);
            if (!narrate::is_level(*card.change)) {
                card.arrow = *card.change > 0 ? 1 : -1;
                if (m.good != 0) card.tone = card.arrow == m.good ? Tone::gain : Tone::loss;
            }
        } else {
            card.caption = !s.dated ? s.word("period.all_rows")
                                    : s.narrator.phrase(s.comparison ? "card.nothing_before" : "card.no_comparison");
        }
        card.spark = spark_of(points, points, m.id);
        card.spark_comparison = spark_of(points_before, points, m.id);
        card.accessible =
            narrate::card_accessible(s.narrator, {s.subject(m), card.value, card.change, card.text, reason, s.versus}, s.style);
        card.explanation = explanation(s, m, card, totals);
        out.push_back(std::move(card));
    }
    return out;
}

} // namespace plumbline::report
