// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/wording.h"

#include <algorithm>
#include <cmath>

#include "core/assistant/evaluate.h"
#include "core/assistant/parser.h"
#include "core/base/format.h"
#include "core/base/letters.h"
#include "core/narrate/narrator.h"

namespace plumbline::assistant {

namespace {

/// Two-language text: en, fr.
struct Both {
    const char* en;
    const char* fr;
    std::string in(Language l) const { return l == Language::fr ? fr : en; }
};

std::string lower_first(std::string s) {
    if (!s.empty() && s.size() > 1 && std::isupper(static_cast<unsigned char>(s[0])) &&
        std::islower(static_cast<unsigned char>(s[1])))
        s[0] = ascii_lower(s[0]);
    return s;
}

std::string joined(const std::vector<std::string>& words, Language language) {
    std::string out;
    for (size_t i = 0; i < words.size(); ++i)
        out += (i == 0 ? "" : i + 1 == words.size() ? (language == Language::fr ? " et " : " and ") : ", ") + words[i];
    return out;
}

/// What a column is called on the pages: "Sub-channel" for sub_channel, "Campagne" for campaign_name.
/// Its own name where another column is of the same kind.
std::string dimension_label(const DatasetColumn& c, const DatasetInfo& dataset, Language language) {
    const auto kind = [](const DatasetColumn& x) { return x.role == "dimension" ? x.kind : x.role; };
    for (const DatasetColumn* other : dataset.dimensions())
        if (other->field != c.field && kind(*other) == kind(c)) return c.name;
    return narrate::Narrator(language).dimension(c.role == "dimension" ? c.kind : c.role, c.name);
}

std::string key_words(const std::string& key, const DatasetInfo& dataset, Language language) {
    static const std::map<std::string, Both> times{{"time:day", {"day", "jour"}},
                                                   {"time:week", {"week", "semaine"}},
                                                   {"time:month", {"month", "mois"}},
                                                   {"time:quarter", {"quarter", "trimestre"}},
                                                   {"time:year", {"year", "année"}},
                                                   {"time:weekday", {"weekday", "jour de la semaine"}},
                                                   {"time:weekend", {"weekdays and weekends", "semaine et week-end"}}};
    if (const auto at = times.find(key); at != times.end()) return at->second.in(language);
    const DatasetColumn* c = dataset.by_field(key);
    return c ? lower_first(dimension_label(*c, dataset, language)) : key;
}

class Cells {
public:
    Cells(const Table& t, const NumberStyle& style, Language language) : m_t(t), m_style(style), m_language(language) {}
    std::string text(size_t row, size_t column) const {
        const Column& c = m_t.column(column);
        if (c.is_null(row)) return std::string(missing_value);
        if (c.type() == ColumnType::date) return format_date(c.date(row), m_language);
        if (c.type() == ColumnType::real || c.type() == ColumnType::integer) {
            const double v = *c.number(row);
            const std::string& unit = c.unit();
            if (unit == "percent") return format_percent(v, std::abs(v) < 0.1 ? 2 : 1, m_style);
            if (unit == "currency") return std::abs(v) < 1000 ? format_money_exact(v, m_style) : format_money(v, m_style);
            if (unit == "count" && v == std::floor(v)) return format_number(v, 0, m_style);
            return format_number(v, 2, m_style);
        }
        if (c.type() == ColumnType::text && c.text(row).empty())
            return m_language == Language::fr ? "(sans valeur)" : "(no value)";
        return to_text(c.value(row));
    }

private:
    const Table& m_t;
    const NumberStyle& m_style;
    Language m_language;
};

std::string scope_words(const SemanticQuery& q, Language language) {
    std::string out;
    for (const ValueFilter& f : q.filters) {
        std::vector<std::string> values(f.values.begin(),
                                        f.values.begin() + static_cast<long>(std::min<size_t>(4, f.values.size())));
        for (std::string& v : values) v = harmless(v);
        if (f.values.size() > 4) values.push_back("…");
        out += (f.exclude ? Both{" without ", " hors "} : Both{" for ", " pour "}).in(language) + joined(values, language);
    }
    if (!q.periods.empty() && q.periods.size() == 1)
        out += (language == Language::fr ? " (" : " (") + format_range(q.periods.front().range, language) + ")";
    return out;
}

/// Name of a column of an answer, and what was made of it: "Revenue", " before".
std::pair<std::string, std::string> column_words(std::string name, const DatasetInfo& dataset, Language l) {
    static const std::vector<std::pair<std::string, Both>> endings{{"_change_pct", {" change in percent", ", variation"}},
                                                                   {"_previous", {" before", " avant"}},
                                                                   {"_change", {" difference", ", écart"}},
                                                                   {"_simulated", {" expected", " attendu"}},
                                                                   {"_proposed", {" expected", " attendu"}},
                                                                   {"_lower", {" at least", " au moins"}},
                                                                   {"_upper", {" at most", " au plus"}},
                                                                   {"_current", {" now", " actuel"}},
                                                                   {"_now", {" now", " actuel"}}};
    static const std::map<std::string, Both> own{{"share", {"Share", "Part"}},
                                                 {"count", {"Number", "Nombre"}},
                                                 {"current", {"Today", "Aujourd'hui"}},
                                                 {"proposed", {"Proposed", "Proposé"}},
                                                 {"change_pct", {"Change", "Variation"}},
                                                 {"total", {"Total", "Total"}},
                                                 {"answer", {"Answer", "Réponse"}},
                                                 {"driver", {"Driver", "Facteur"}},
                                                 {"contribution", {"Contribution", "Contribution"}},
                                                 {"verdict", {"Verdict", "Verdict"}},
                                                 {"segment", {"Group", "Groupe"}},
                                                 {"finding", {"Finding", "Constat"}},
                                                 {"severity", {"Severity", "Gravité"}},
                                                 {"column", {"Column", "Colonne"}},
                                                 {"role", {"Role", "Rôle"}},
                                                 {"from", {"From", "Du"}},
                                                 {"to", {"To", "Au"}},
                                                 {"rows", {"Rows", "Lignes"}},
                                                 {"value", {"Value", "Valeur"}},
                                                 {"expected", {"Expected", "Attendu"}},
                                                 {"remedy", {"Remedy", "Remède"}},
                                                 {"measure", {"Measure", "Mesure"}},
                                                 {"metric", {"Metric", "Mesure"}},
                                                 {"trust", {"Trust", "Confiance"}},
                                                 {"missing", {"Missing", "Manquantes"}},
                                                 {"duplicates", {"Duplicate rows", "Lignes en double"}},
                                                 {"negative", {"Negative values", "Valeurs négatives"}},
                                                 {"missing_days", {"Missing days", "Jours manquants"}},
                                                 {"days", {"Days", "Jours"}},
                                                 {"first", {"First day", "Premier jour"}},
                                                 {"last", {"Last day", "Dernier jour"}},
                                                 {"channel", {"Channel", "Canal"}},
                                                 {"mroi", {"Marginal ROI", "ROI marginal"}},
                                                 {"incremental_return", {"Return of the change", "Rendement du changement"}},
                                                 {"weeks", {"Weeks", "Semaines"}},
                                                 {"months", {"Months", "Mois"}},
                                                 {"group", {"Group", "Groupe"}},
                                                 {"period", {"Period", "Période"}}};
    if (const auto at = own.find(name); at != own.end() && !dataset.by_field(name)) return {at->second.in(l), ""};
    if (!dataset.by_field(name))
        for (const auto& [ending, words] : endings)
            if (name.ends_with(ending)) {
                name = name.substr(0, name.size() - ending.size());
                return {metric_words(name == "spend" ? "cost" : name, dataset, l), words.in(l)};
            }
    const std::string key = key_words("time:" + name, dataset, l);
    if (key != "time:" + name) {
        std::string capital = key;
        if (capital[0] >= 'a' && capital[0] <= 'z') capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
        return {capital, ""};
    }
    if (const DatasetColumn* c = dataset.by_field(name); c && is_dimension_role(c->role))
        return {dimension_label(*c, dataset, l), ""};
    return {metric_words(name == "spend" ? "cost" : name, dataset, l), ""};
}

/// "days" of "day", "jours" of "jour"; what has its plural already stays.
std::string several(const std::string& word, Language l) {
    if (word.empty() || word.ends_with('s') || word.ends_with('x')) return word;
    if (l == Language::fr)
        return word.ends_with("al") ? word.substr(0, word.size() - 1) + "ux" : word + (word.ends_with("au") ? "x" : "s");
    const bool y =
        word.ends_with('y') && word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
    return y ? word.substr(0, word.size() - 1) + "ies" : word + "s";
}

/// Several rows in one sentence: which comes first and last, and what share the first has.
std::string rows_sentence(Reply& reply, const SemanticQuery& q, const Table& t, const Cells& cells, size_t number,
                          const DatasetInfo& dataset) {
    const Language l = reply.language;
    const bool fr = l == Language::fr;
    auto fact = [&](const std::string& text) {
        reply.facts.push_back(text);
        return text;
    };
    auto key = [&](size_t r) {
        std::string k;
        for (size_t c = 0; c < number; ++c) k += (c ? ", " : "") + harmless(fact(cells.text(r, c)));
        return k;
    };
    const std::string n = fact(std::to_string(t.rows()));
    const std::string unit = q.by.empty() ? "" : key_words(q.by.front(), dataset, l);
    if (!q.having.empty() && number > 0 && t.rows() <= 12) { // a list is the answer
        std::vector<std::string> all;
        for (size_t r = 0; r < t.rows(); ++r) all.push_back(key(r));
        return n + (fr ? " correspondent : " : " match: ") + joined(all, l);
    }
    if (number == 0 || number >= t.columns()) return n + (fr ? " lignes" : " rows");
    const Column& values = t.column(number);
    size_t high = t.rows(), low = t.rows();
    double sum = 0;
    bool negative = false;
    for (size_t r = 0; r < t.rows(); ++r) {
        const auto v = values.number(r);
        if (!v) continue;
        sum += *v;
        negative = negative || *v < 0;
        if (high == t.rows() || *v > *values.number(high)) high = r;
        if (low == t.rows() || *v < *values.number(low)) low = r;
    }
    if (high == t.rows()) return fr ? "Aucune valeur ne peut être calculée" : "No value can be computed";
    const auto [name, tail] = column_words(values.name(), dataset, l);
    const std::string what = lower_first(name) + tail;
    if (q.limit == 1 && *values.number(high) == *values.number(low)) { // which one: they share the place
        std::vector<std::string> all;
        for (size_t r = 0; r < t.rows(); ++r) all.push_back(key(r));
        return joined(all, l) + (fr ? " à égalité : " : " share the place: ") + what + " " + fact(cells.text(high, number));
    }
    const bool time = t.column(0).type() == ColumnType::date;
    if (time)
        return (fr ? name + tail + " : maximum le " + key(high) + " (" : name + tail + " peaked on " + key(high) + " (") +
               fact(cells.text(high, number)) + (fr ? "), minimum le " : ") and was lowest on ") + key(low) + " (" +
               fact(cells.text(low, number)) + ")";
    if (!q.descending && !q.order_by.empty() && q.order_by != "key" && low != high) // the lowest were asked for
        return key(low) + (fr ? " est au plus bas : " : " is lowest: ") + what + " " + fact(cells.text(low, number)) +
               (fr ? " ; au plus haut de ces " : "; highest of these ") + n + ", " + key(high) + " (" +
               fact(cells.text(high, number)) + ")";
    std::string sentence =
        key(high) + (fr ? " arrive en tête : " : " comes first: ") + what + " " + fact(cells.text(high, number));
    const bool whole = parts::whole_sum(values.name()) && values.unit() != "percent" && values.unit() != "ratio";
    if (whole && !negative && sum > 0 && !q.limit && q.having.empty()) {
        const NumberStyle style = NumberStyle::of(l, dataset.currency);
        sentence += (fr ? ", soit " : ", ") + fact(format_percent(*values.number(high) / sum, 0, style)) +
                    (fr ? " du total" : " of the total");
    }
    if (low != high) sentence += (fr ? " ; en dernier, " : "; last, ") + key(low) + " (" + fact(cells.text(low, number)) + ")";
    return sentence;
}

void describe_part(Reply& reply, const SemanticQuery& q, const Table& t, const DatasetInfo& dataset) {
    const Language l = reply.language;
    const NumberStyle style = NumberStyle::of(l, dataset.currency);
    const Cells cells(t, style, l);
    auto fact = [&](const std::string& text) {
        reply.facts.push_back(text);
        return text;
    };
    auto say = [&](const std::string& text) { reply.text += (reply.text.empty() ? "" : " ") + text; };
    if (t.rows() == 0) {
        say(Both{"Nothing matches", "Rien ne correspond"}.in(l) + scope_words(q, l) + ".");
        return;
    }
    const bool count = t.columns() >= 1 && t.column(t.columns() - 1).name() == "count" && q.count_groups;
    if (count) {
        const std::string unit = q.by.empty() ? "" : key_words(q.by.front(), dataset, l);
        std::string sentence = (l == Language::fr ? "Nombre de " : "Number of ") + several(unit, l) +
                               (l == Language::fr ? " : " : ": ") + fact(cells.text(0, t.columns() - 1));
        if (q.share) sentence += " (" + fact(cells.text(0, 0)) + ")";
        say(sentence + scope_words(q, l) + ".");
        return;
    }
    if (t.rows() == 1) {
        std::vector<std::string> keys, figures;
        for (size_t c = 0; c < t.columns(); ++c) {
            const Column& column = t.column(c);
            const bool key = column.type() == ColumnType::text || column.type() == ColumnType::date;
            if (key)
                keys.push_back(harmless(fact(cells.text(0, c))));
            else {
                const auto [name, tail] = column_words(column.name(), dataset, l);
                figures.push_back(name + tail + (l == Language::fr ? " : " : ": ") + fact(cells.text(0, c)));
            }
        }
        std::string sentence = keys.empty() ? "" : joined(keys, l) + " — ";
        for (size_t i = 0; i < figures.size(); ++i)
            sentence += (i ? "; " : "") + (i == 0 && keys.empty() ? figures[i] : lower_first(figures[i]));
        say(sentence + scope_words(q, l) + ".");
    } else {
        size_t number = 0;
        while (number < t.columns() &&
               (t.column(number).type() == ColumnType::text || t.column(number).type() == ColumnType::date))
            ++number;
        const std::string sentence = rows_sentence(reply, q, t, cells, number, dataset);
        say(sentence + scope_words(q, l) + ".");
    }
    if (q.yes_no && t.rows() >= 1 && !q.metrics.empty()) {
        const std::string m = q.metrics.front();
        std::optional<double> v;
        if (const auto at = t.find(q.baseline ? m + "_change" : m)) v = t.column(*at).number(0);
        if (v && q.having.empty())
            reply.text = (*v > 0 ? Both{"Yes. ", "Oui. "} : Both{"No. ", "Non. "}).in(l) + reply.text;
        else if (!q.having.empty())
            reply.text = Both{"Yes. ", "Oui. "}.in(l) + reply.text;
    }
}

} // namespace

std::string column_title(const std::string& name, const DatasetInfo& dataset, Language language) {
    const auto [words, tail] = column_words(name, dataset, language);
    return words + tail;
}

std::string nothing_words(const std::vector<std::string>& sums, const SemanticQuery& q, const DatasetInfo& dataset,
                          Language language) {
    std::vector<std::string> names;
    for (const std::string& s : sums) names.push_back(lower_first(metric_words(s, dataset, language)));
    return Both{"I cannot answer this: these data hold no ", "Impossible : rien n'est renseigné dans ces données pour : "}.in(
               language) +
           joined(names, language) + scope_words(q, language) + ".";
}

size_t first_sentence_end(const std::string& text) {
    for (size_t at = text.find(". "); at != std::string::npos; at = text.find(". ", at + 1)) {
        const unsigned char next = at + 2 < text.size() ? static_cast<unsigned char>(text[at + 2]) : 0;
        const bool abbreviation = std::isdigit(next) != 0 || std::islower(next) != 0;
        if (!abbreviation) return at + 1;
    }
    return text.size();
}

std::string metric_words(const std::string& metric, const DatasetInfo& dataset, Language language) {
    const bool fr = language == Language::fr;
    if (metric == "rows") return fr ? "Nombre de lignes" : "Number of rows";
    if (metric.starts_with("count:")) return (fr ? "Nombre de " : "Number of ") + key_words(metric.substr(6), dataset, language);
    if (metric.starts_with("ratio:")) {
        const std::string body = metric.substr(6);
        const size_t slash = body.find('/');
        return metric_words(body.substr(0, slash), dataset, language) + (fr ? " par " : " per ") +
               lower_first(metric_words(body.substr(slash + 1, body.find('*') - slash - 1), dataset, language));
    }
    for (const auto& [prefix, words] :
         std::vector<std::pair<std::string, Both>>{{"avg:", {"Average of ", "Moyenne de "}},
                                                   {"median:", {"Median of ", "Médiane de "}},
                                                   {"min:", {"Minimum of ", "Minimum de "}},
                                                   {"max:", {"Maximum of ", "Maximum de "}},
                                                   {"stddev:", {"Standard deviation of ", "Écart type de "}},
                                                   {"corr:", {"Correlation of ", "Corrélation de "}}})
        if (metric.starts_with(prefix)) return words.in(language) + metric_words(metric.substr(prefix.size()), dataset, language);
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == metric) return metrics::metric_name(m, language);
    const DatasetColumn* c = dataset.by_field(metric);
    return c ? c->name : metric;
}

void narrate(Reply& reply, const ToolResult& result, const DatasetInfo& dataset) {
    const Language l = reply.language;
    for (size_t i = 0; i < result.parts.size(); ++i) {
        const SemanticQuery& q = reply.plan.queries[std::min(i, reply.plan.queries.size() - 1)];
        if (i >= result.described || (reply.plan.route == Route::audit && i > 0)) break;
        describe_part(reply, q, result.parts[i], dataset);
    }
    const auto begun = [&](const NamedPeriod& p) {
        return dataset.dates && p.range.from <= dataset.dates->to && dataset.dates->to < p.range.to;
    };
    if (std::ranges::any_of(reply.plan.queries, [&](const SemanticQuery& q) { return std::ranges::any_of(q.periods, begun); })) {
        const std::string last = format_date(dataset.dates->to, l);
        reply.text += (l == Language::fr ? " Les données s'arrêtent le " + last + " : la période n'est pas entière."
                                         : " The data end on " + last + ": the period is not whole.");
        reply.facts.push_back(last);
    }
    for (const std::string& note : result.notes) {
        reply.text += (reply.text.empty() ? "" : " ") + note;
        reply.facts.push_back(note);
    }
    reply.recommendations = result.recommendations;
    for (const std::string& r : result.recommendations) reply.facts.push_back(r);
    // Assumptions are named.
    for (const std::string& a : reply.plan.assumptions) {
        std::string words;
        if (a.starts_with("metric:"))
            words = (l == Language::fr ? "Mesuré par : " : "Judged by: ") + metric_words(a.substr(7), dataset, l) + ".";
        else if (a == "under:roi")
            words = Both{"Underperforming means a return on investment below 0.",
                         "En sous-performance : un retour sur investissement inférieur à 0."}
                        .in(l);
        else if (a.starts_with("under:"))
            words = (l == Language::fr ? "En sous-performance : moins bien que l'ensemble pour "
                                       : "Underperforming means worse than the whole on ") +
                    metric_words(a.substr(6), dataset, l) + ".";
        else if (a.starts_with("horizon:"))
            words = Both{"No horizon was given: the next 28 days.", "Sans horizon précisé : les 28 prochains jours."}.in(l);
        else if (a == "per:day")
            words = Both{"The average is per day.", "La moyenne est par jour."}.in(l);
        else if (a.starts_with("period:") || a.starts_with("baseline:")) {
            const size_t colon = a.find(':');
            const auto from = parse_iso_date(a.substr(colon + 1, 10)), to = parse_iso_date(a.substr(colon + 12, 10));
            if (from && to)
                words = (a[0] == 'p' ? Both{"Period: ", "Période : "} : Both{"Compared with ", "Comparé à : "}).in(l) +
                        format_range({*from, *to}, l) + ".";
        }
        if (words.empty()) continue;
        reply.text += " " + words;
        reply.facts.push_back(words);
    }
    if (reply.plan.route == Route::diagnostic && reply.recommendations.empty() && !result.parts.empty() &&
        result.parts.front().rows() > 0 && !reply.plan.queries.front().having.empty() &&
        result.parts.front().column(0).type() == ColumnType::text) {
        const Table& t = result.parts.front();
        const NumberStyle style = NumberStyle::of(l, dataset.currency);
        const Cells cells(t, style, l);
        for (size_t r = 0; r < std::min<size_t>(2, t.rows()) && t.columns() > 1; ++r)
            reply.recommendations.push_back((l == Language::fr ? "Revoir " : "Review ") + harmless(cells.text(r, 0)) + " (" +
                                            lower_first(metric_words(t.column(1).name(), dataset, l)) +
                                            (l == Language::fr ? " : " : ": ") + cells.text(r, 1) + ")");
    }
}

std::string problem_words(const Problem& p, const DatasetInfo& dataset, Language l) {
    const bool fr = l == Language::fr;
    std::vector<std::string> options;
    for (const std::string& o : p.options)
        options.push_back(p.kind == "metric" || p.what == "metric" ? metric_words(o, dataset, l) : harmless(o));
    const std::string nearest = options.empty() ? "" : (fr ? " Existent : " : " There are: ") + joined(options, l) + ".";
    const std::string what = harmless(p.what);
    if (p.kind == "unsafe") {
        static const std::map<std::string, Both> reasons{
            {"write",
             {"I only read: data, names and settings cannot be changed from here.",
              "Je ne fais que lire : données, noms et réglages ne se modifient pas d'ici."}},
            {"statement",
             {"I do not run statements; ask in plain words.",
              "Je n'exécute pas d'instructions ; posez la question en langage courant."}},
            {"file", {"I have no access to files or programs.", "Je n'ai pas accès aux fichiers ni aux programmes."}},
            {"network", {"I send nothing out and fetch nothing in.", "Je n'envoie rien et ne télécharge rien."}},
            {"secret",
             {"Keys, passwords and instructions are not given out.",
              "Clés, mots de passe et consignes ne sont pas communiqués."}},
            {"personal",
             {"Personal data and whole tables are not given out.",
              "Les données personnelles et les tables entières ne sont pas communiquées."}},
            {"rules", {"The rules stay as they are.", "Les règles restent ce qu'elles sont."}},
            {"runaway", {"That would never end; ask for something smaller.", "Cela ne finirait jamais ; demandez moins."}}};
        const auto at = reasons.find(p.what);
        return at == reasons.end() ? what : at->second.in(l);
    }
    if (p.kind == "metric") {
        for (const metrics::Metric& m : metrics::catalogue())
            if (m.id == p.what)
                return (fr ? "Impossible : " : "I cannot answer this: ") + lower_first(metrics::metric_name(m, l)) +
                       (fr ? " demande la colonne « " : " needs the column \"") + metric_words(p.where, dataset, l) +
                       (fr ? " », absente de ces données." : "\", which these data do not have.") + nearest;
        return (fr ? "Impossible : ces données ne mesurent pas « " : "I cannot answer this: these data do not measure \"") +
               what + (fr ? " »." : "\".") + nearest;
    }
    if (p.kind == "column")
        return (fr ? "Impossible : ces données n'ont pas de colonne « " : "I cannot answer this: these data have no column \"") +
               what + (fr ? " »." : "\".") + nearest;
    if (p.kind == "value")
        return (fr ? "« " : "\"") + what + (fr ? " » n'existe pas dans ces données." : "\" does not exist in these data.") +
               (options.empty() ? "" : (fr ? " Le plus proche : " : " The nearest: ") + joined(options, l) + ".");
    if (p.kind == "period") {
        if (p.where == "no_date")
            return fr ? "Impossible : ces données n'ont pas de date." : "I cannot answer this: these data have no date.";
        if (p.options.size() == 4) {
            const DateRange asked{*parse_iso_date(p.options[0]), *parse_iso_date(p.options[1])},
                have{*parse_iso_date(p.options[2]), *parse_iso_date(p.options[3])};
            return (fr ? "Il n'y a pas de données pour cette période (" : "There are no data for that period (") +
                   format_range(asked, l) + (fr ? ") ; elles couvrent : " : "); they cover ") + format_range(have, l) + ".";
        }
    }
    if (p.kind == "ambiguous" && p.what == "route")
        return fr ? "Cette question se lit de deux façons. Laquelle ?" : "This question can be read in two ways. Which one?";
    if (p.kind == "ambiguous" && p.what == "change")
        return fr ? "De combien le budget doit-il changer ?" : "By how much should the budget change?";
    if (p.kind == "ambiguous") return fr ? "Quelle mesure ?" : "Which metric do you mean?";
    if (p.kind == "beyond" && p.what == "share_of_what")
        return fr ? "Impossible : une part de quoi ? Ces données n'ont pas de colonne dont cette mesure serait une part."
                  : "I cannot answer this: a share of what? These data have no column that this would be a share of.";
    if (p.kind == "beyond" && p.what == "single_rows")
        return fr ? "Impossible : les lignes une par une ne sont pas listées ; demandez un chiffre par groupe, par exemple une "
                    "moyenne."
                  : "I cannot answer this because single rows are not listed. Ask for a figure by group, for example an average.";
    if (p.kind == "beyond" && p.what == "sides_by_unit")
        return fr ? "Impossible : je ne sais pas comparer deux groupes jour par jour. Demandez les chiffres de chacun par jour."
                  : "I cannot answer this because it compares two groups on each day. Ask for the figures of both by day.";
    if (p.kind == "beyond" && p.what == "earlier")
        return fr ? "Impossible : je ne sais pas ce qui est à comparer. Nommez les deux côtés."
                  : "I cannot answer this because I do not know which two are meant. Name both sides.";
    if (p.kind == "beyond" && p.what == "number")
        return (fr ? "Impossible : je ne sais pas à quoi se rapporte « " : "I cannot answer this because I do not know what \"") +
               harmless(p.where) + (fr ? " ». Dites-le autrement." : "\" refers to. Please put it another way.");
    if (p.kind == "beyond")
        return fr ? "Je ne sais pas encore poser une condition sur un nombre de jours par groupe. Demandez par exemple les jours "
                    "d'un "
                    "seul groupe."
                  : "I cannot answer this because it sets a condition on a number of days for each group. Ask, for example, for "
                    "the days of one group.";
    if (p.kind == "topic") return fr ? "Cette question ne porte pas sur ces données." : "This question is not about these data.";
    return what;
}

std::vector<std::string> readings(const Reply& reply, const DatasetInfo& dataset) {
    std::vector<std::string> out;
    for (const Problem& p : reply.plan.problems) {
        if (p.kind == "ambiguous" && p.what == "change")
            for (const char* o : {"+10 %", "+20 %", "-10 %"}) out.push_back(o);
        if (p.kind == "ambiguous" && p.what == "route") out = reply.plan.readings;
        if (p.kind == "ambiguous" && p.what == "metric")
            for (const std::string& o : p.options) out.push_back(metric_words(o, dataset, reply.language));
    }
    return out;
}

std::vector<std::string> follow_ups(const Reply& reply, const Vocabulary& v) {
    std::vector<std::string> out;
    const bool fr = reply.language == Language::fr;
    if (reply.plan.queries.empty()) return out;
    const SemanticQuery& q = reply.plan.queries.front();
    const bool figures = reply.plan.route == Route::kpi_qa || reply.plan.route == Route::chart;
    const bool time = std::ranges::any_of(q.by, [](const std::string& k) { return k.starts_with("time:"); });
    if (reply.plan.route == Route::kpi_qa && v.dataset().dates && q.periods.size() == 1 && !q.baseline)
        out.push_back(fr ? "Et pourquoi ?" : "And why?");
    if (figures && q.by.empty())
        for (const char* kind : {"channel", "campaign", "country"})
            if (const std::string field = v.dimension_of_kind(kind); !field.empty() && out.size() < 2)
                out.push_back((fr ? "Par " : "By ") + lower_first(key_words(field, v.dataset(), reply.language)));
    if (figures && v.dataset().dates && !time) out.push_back(fr ? "Par semaine" : "By week");
    if (figures && time && reply.plan.route == Route::kpi_qa) out.push_back(fr ? "Sous forme de courbe" : "As a line chart");
    if (reply.plan.route == Route::diagnostic && v.available("cost"))
        out.push_back(fr ? "Comment mieux répartir le budget ?" : "How should the budget be split?");
    if (reply.plan.route == Route::forecast && v.available("cost"))
        out.push_back(fr ? "Et avec 10 % de budget en plus ?" : "And with 10% more budget?");
    if (out.size() > 2) out.resize(2);
    return out;
}

TableSpec answer_table(const Table& t, const DatasetInfo& dataset, Language language) {
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    const Cells cells(t, style, language);
    TableSpec out;
    out.id = "answer";
    for (size_t c = 0; c < t.columns(); ++c) {
        const Column& column = t.column(c);
        const auto [name, tail] = column_words(column.name(), dataset, language);
        const bool number = column.type() == ColumnType::real || column.type() == ColumnType::integer;
        out.columns.push_back({column.name(), name + tail, number ? CellKind::number : CellKind::text, {}});
    }
    for (size_t r = 0; r < t.rows(); ++r) {
        std::vector<TableCell> row;
        for (size_t c = 0; c < t.columns(); ++c) {
            TableCell cell;
            cell.text = harmless(cells.text(r, c), 200);
            if (out.columns[c].kind == CellKind::number) {
                cell.value = t.column(c).number(r);
                if (cell.value && *cell.value < 0) cell.tone = Tone::loss;
                if (!cell.value) cell.tone = Tone::muted;
            }
            row.push_back(std::move(cell));
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> understood(const Plan& plan, const DatasetInfo& dataset, Language l) {
    std::vector<std::pair<std::string, std::string>> out;
    if (plan.queries.empty()) return out;
    const SemanticQuery& q = plan.queries.front();
    for (const std::string& m : q.metrics) out.emplace_back("metric", metric_words(m, dataset, l));
    for (const std::string& k : q.by) out.emplace_back("dimension", key_words(k, dataset, l));
    for (const ValueFilter& f : q.filters) {
        std::vector<std::string> values(f.values.begin(),
                                        f.values.begin() + static_cast<long>(std::min<size_t>(3, f.values.size())));
        for (std::string& v : values) v = harmless(v);
        out.emplace_back("filter", key_words(f.dimension, dataset, l) + (f.exclude ? " \u2260 " : " = ") + joined(values, l) +
                                       (f.values.size() > 3 ? " …" : ""));
    }
    if (q.periods.empty() && dataset.dates) out.emplace_back("period", format_range(*dataset.dates, l));
    for (const NamedPeriod& p : q.periods) out.emplace_back("period", format_range(p.range, l));
    if (q.baseline) out.emplace_back("comparison", format_range(q.baseline->range, l));
    for (const NamedGroup& g : q.groups) out.emplace_back("side", harmless(g.label));
    if (!q.inner.empty()) {
        static const std::map<std::string, Both> names{
            {"mean", {"average", "moyenne"}}, {"median", {"median", "médiane"}}, {"max", {"highest", "maximum"}},
            {"min", {"lowest", "minimum"}},   {"total", {"total", "total"}},     {"stddev", {"standard deviation", "écart type"}},
            {"range", {"range", "étendue"}},  {"count", {"number", "nombre"}}};
        const auto at = names.find(q.aggregate);
        out.emplace_back("aggregate",
                         (at == names.end() ? q.aggregate : at->second.in(l)) + " · " + key_words(q.inner, dataset, l));
    }
    if (q.times) out.emplace_back("times", q.times->op + " " + format_number(q.times->value, 0, NumberStyle::of(l)));
    if (q.cumulative) out.emplace_back("running", l == Language::fr ? "cumul" : "running total");
    for (const Condition& c : q.having)
        out.emplace_back("condition", metric_words(c.metric, dataset, l) + " " + c.op + " " +
                                          (c.reference.empty() ? format_number(c.value, c.value == std::floor(c.value) ? 0 : 2,
                                                                               NumberStyle::of(l))
                                           : c.reference == "change" ? (l == Language::fr ? "variation " : "change ") +
                                                                           format_percent(c.value, 0, NumberStyle::of(l))
                                           : c.reference == "average" ? (l == Language::fr ? "moyenne" : "average")
                                                                      : metric_words(c.reference.substr(7), dataset, l)));
    if (q.among) out.emplace_back("among", std::to_string(q.among->limit) + " · " + metric_words(q.among->metric, dataset, l));
    if (q.limit) out.emplace_back("limit", std::to_string(*q.limit));
    return out;
}

} // namespace plumbline::assistant
