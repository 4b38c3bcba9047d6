// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/catalogue.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "core/metrics/nearest.h"

namespace plumbline {
extern const std::string_view resource_metrics; // resources/metrics.json
}

namespace plumbline::metrics {

namespace {

constexpr std::array<std::string_view, 2> languages{"en", "fr"};

[[noreturn]] void invalid(const std::string& id, const std::string& fault) {
    throw Error(ErrorCode::internal, {{"detail", "metrics.json, " + id + ": " + fault}});
}

std::vector<std::string> terms(const nlohmann::json& list) { return list.get<std::vector<std::string>>(); }

void check(const Metric& m) {
    static const std::set<std::string> units{"count", "currency", "percent", "ratio"};
    if (m.id.empty()) invalid("?", "no id");
    if (!units.contains(m.unit)) invalid(m.id, "unit " + m.unit);
    if (m.good < -1 || m.good > 1) invalid(m.id, "good is -1, 0 or 1");
    if (m.missing != "zero" && m.missing != "none") invalid(m.id, "missing is zero or none");
    if (m.numerator.empty()) invalid(m.id, "no numerator");
    if (m.factor <= 0) invalid(m.id, "factor");
    for (const auto* side : {&m.numerator, &m.denominator})
        for (const std::string& term : *side) {
            const std::string_view role = term_role(term);
            if (!is_measure_role(role) || role == "measure") invalid(m.id, "term " + term);
            if (is_total(term) &&
                (side == &m.numerator || m.denominator.size() != 1 || m.numerator.size() != 1 || m.numerator[0] != role))
                invalid(m.id, "a share is its numerator over the total of the same");
        }
    for (const std::string_view language : languages)
        for (const auto* texts : {&m.names, &m.short_names, &m.explanations, &m.formula_texts}) {
            const auto at = texts->find(std::string(language));
            if (at == texts->end() || at->second.empty()) invalid(m.id, "a text is missing in " + std::string(language));
        }
}

/// Every way to say a metric, folded.
std::set<std::string> words(const Metric& m) {
    std::set<std::string> out{fold(m.id)};
    for (const auto* texts : {&m.names, &m.short_names})
        for (const auto& [language, text] : *texts) out.insert(fold(text));
    for (const auto& [language, list] : m.synonyms)
        for (const std::string& s : list) out.insert(fold(s));
    return out;
}

const std::map<std::string, const Metric*>& index() {
    static const std::map<std::string, const Metric*> by_word = [] {
        std::map<std::string, const Metric*> out;
        for (const Metric& m : catalogue())
            for (const std::string& w : words(m)) out[w] = &m;
        return out;
    }();
    return by_word;
}

} // namespace

std::string_view term_role(std::string_view term) {
    if (is_total(term)) return term.substr(6);
    return term.starts_with("-") ? term.substr(1) : term;
}

int term_sign(std::string_view term) { return term.starts_with("-") ? -1 : 1; }

bool is_total(std::string_view term) { return term.starts_with("total:"); }

std::vector<Metric> parse_catalogue(std::string_view json) {
    std::vector<Metric> out;
    std::map<std::string, std::string> owner;
    try {
        const auto document = nlohmann::json::parse(json);
        for (const auto& entry : document.at("metrics")) {
            Metric m;
            m.id = entry.at("id").get<std::string>();
            m.unit = entry.at("unit").get<std::string>();
            m.good = entry.at("good").get<int>();
            m.missing = entry.at("missing").get<std::string>();
            m.factor = entry.at("factor").get<double>();
            m.numerator = terms(entry.at("numerator"));
            m.denominator = terms(entry.at("denominator"));
            for (const std::string_view view : languages) {
                const std::string language(view);
                const auto& texts = entry.at(language);
                m.names[language] = texts.at("name").get<std::string>();
                m.short_names[language] = texts.at("short").get<std::string>();
                m.explanations[language] = texts.at("explanation").get<std::string>();
                m.formula_texts[language] = texts.at("formula").get<std::string>();
                m.synonyms[language] = terms(entry.at("synonyms").at(language));
            }
            check(m);
            for (const std::string& w : words(m))
                if (const auto [at, fresh] = owner.emplace(w, m.id); !fresh)
                    invalid(m.id, "'" + w + "' already means " + at->second);
            out.push_back(std::move(m));
        }
    } catch (const nlohmann::json::exception& e) {
        throw Error(ErrorCode::internal, {{"detail", std::string("metrics.json: ") + e.what()}});
    }
    return out;
}

const std::vector<Metric>& catalogue() {
    static const std::vector<Metric> all = parse_catalogue(resource_metrics);
    return all;
}

const Metric& find_metric(std::string_view any_name) {
    const auto at = index().find(fold(any_name));
    if (at != index().end()) return *at->second;
    // The nearest words in any language, shown as the ids that a person can type.
    std::vector<std::string> all;
    for (const auto& [word, metric] : index()) all.push_back(word);
    std::vector<std::string> options;
    for (const std::string& word : nearest(any_name, all, 12)) {
        const std::string& id = index().at(word)->id;
        if (std::ranges::find(options, id) == options.end() && options.size() < 3) options.push_back(id);
    }
    throw Error(ErrorCode::metric_unknown, {{"metric", std::string(any_name)}, {"options", joined(options)}});
}

std::string metric_name(const Metric& metric, Language language) {
    const auto at = metric.names.find(language == Language::fr ? "fr" : "en");
    return at != metric.names.end() ? at->second : metric.id;
}

bool available(const Metric& metric, const DatasetInfo& dataset) {
    for (const auto* side : {&metric.numerator, &metric.denominator})
        for (const std::string& term : *side)
            if (!term.starts_with("field:") && !dataset.by_role(term_role(term))) return false;
    return true;
}

std::optional<Metric> measure_metric(const DatasetInfo& dataset, std::string_view any_name) {
    const std::string wanted = fold(any_name);
    for (const DatasetColumn& c : dataset.columns) {
        if (c.role != "measure" || (fold(c.field) != wanted && fold(c.name) != wanted)) continue;
        Metric m;
        m.id = c.field;
        for (const std::string_view language : languages)
            m.names[std::string(language)] = m.short_names[std::string(language)] = c.name;
        m.numerator = {"field:" + c.field};
        m.unit =
            c.unit.size() == 3 && std::ranges::all_of(c.unit, [](char x) { return x >= 'A' && x <= 'Z'; }) ? "currency" : "count";
        m.missing = "zero";
        return m;
    }
    return std::nullopt;
}

} // namespace plumbline::metrics
