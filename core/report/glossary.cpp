// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/glossary.h"

#include <algorithm>
#include <optional>

#include "core/metrics/catalogue.h"
#include "core/narrate/narrator.h"
#include "core/report/words.h"

namespace plumbline::report {

namespace {

/// A small company whose numbers the examples are worked out with. Round, so that they can be followed in the head.
struct Sample {
    std::string_view role;
    double part, whole; ///< whole: of all campaigns, for shares
};
constexpr Sample sample[] = {
    {"impressions", 100000, 400000}, {"clicks", 2000, 8000}, {"visits", 1600, 6400},  {"leads", 100, 400}, {"orders", 50, 200},
    {"new_customers", 20, 80},       {"cost", 1000, 4000},   {"revenue", 4500, 15000}};

std::optional<Sample> sample_of(std::string_view role) {
    for (const Sample& s : sample)
        if (s.role == role) return s;
    return std::nullopt;
}

/// "(4,500 − 1,000)" and its value.
std::optional<double> side(const std::vector<std::string>& terms, const NumberStyle& style, std::string& text) {
    double sum = 0;
    std::string out;
    for (const std::string& term : terms) {
        const auto s = sample_of(metrics::term_role(term));
        if (!s) return std::nullopt;
        const double value = metrics::is_total(term) ? s->whole : s->part;
        const int sign = metrics::term_sign(term);
        sum += sign * value;
        const std::string number = format_number(value, 0, style);
        out += out.empty() ? (sign < 0 ? "\u2212" : "") + number : (sign < 0 ? " \u2212 " : " + ") + number;
    }
    text = terms.size() > 1 ? "(" + out + ")" : out;
    return sum;
}

std::string example_of(const metrics::Metric& m, Language language) {
    const NumberStyle style = NumberStyle::of(language);
    std::string above, below;
    const auto numerator = side(m.numerator, style, above);
    if (!numerator) return {};
    if (m.denominator.empty()) {
        if (m.numerator.size() < 2) return words("glossary.sum_example", language, {{"value", format_number(1000, 0, style)}});
        if (above.size() > 2) above = above.substr(1, above.size() - 2);
        return words("glossary.example", language,
                     {{"parts", above}, {"value", format_cell(*numerator * m.factor, m.unit, style)}});
    }
    const auto denominator = side(m.denominator, style, below);
    if (!denominator || *denominator == 0) return {};
    const std::string factor = m.factor == 1 ? "" : format_number(m.factor, 0, style) + " × ";
    return words(
        "glossary.example", language,
        {{"parts", factor + above + " / " + below}, {"value", format_cell(*numerator * m.factor / *denominator, m.unit, style)}});
}

std::string in(const std::map<std::string, std::string>& texts, Language language) {
    const auto at = texts.find(language == Language::fr ? "fr" : "en");
    return at == texts.end() ? std::string() : at->second;
}

GlossaryEntry entry(const metrics::Metric& m, const narrate::Narrator& narrator, Language language) {
    GlossaryEntry out;
    out.id = m.id;
    out.name = metrics::metric_name(m, language);
    out.short_name = narrator.metric(m.id, out.name).label;
    out.formula = in(m.formula_texts, language);
    out.unit = words("glossary.unit." + m.unit, language);
    out.good = words(m.good > 0 ? "glossary.good.up" : m.good < 0 ? "glossary.good.down" : "glossary.good.none", language);
    out.explanation = in(m.explanations, language);
    out.example = example_of(m, language);
    if (const auto at = m.synonyms.find(language == Language::fr ? "fr" : "en"); at != m.synonyms.end())
        for (const std::string& word : at->second) out.synonyms += (out.synonyms.empty() ? "" : ", ") + word;
    return out;
}

} // namespace

std::vector<GlossaryEntry> glossary(const DatasetInfo* dataset, Language language) {
    const narrate::Narrator narrator(language);
    std::vector<GlossaryEntry> out;
    for (const metrics::Metric& m : metrics::catalogue()) {
        out.push_back(entry(m, narrator, language));
        out.back().available = !dataset || metrics::available(m, *dataset);
    }
    if (!dataset) return out;
    for (const DatasetColumn& c : dataset->columns)
        if (c.role == "measure")
            if (const auto own = metrics::measure_metric(*dataset, c.field)) {
                GlossaryEntry e;
                e.id = own->id;
                e.name = e.short_name = c.name;
                e.unit = words("glossary.unit." + (own->unit.empty() ? std::string("count") : own->unit), language);
                e.good = words("glossary.good.none", language);
                e.explanation = words("glossary.own", language);
                out.push_back(std::move(e));
            }
    return out;
}

} // namespace plumbline::report
