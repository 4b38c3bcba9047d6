// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/vocabulary.h"

#include <algorithm>

#include "core/assistant/lexicon.h"
#include "core/assistant/text.h"
#include "core/metrics/nearest.h"
#include "core/metrics/rows.h"

namespace plumbline::assistant {

namespace {

constexpr size_t most_values = 3000; // of one column; longer lists are found by exact spelling in filters only

/// "MntWines" -> "mnt wines", "AcceptedCmp3" -> "accepted cmp3".
std::vector<std::string> name_words(std::string_view name) {
    std::string spaced;
    for (size_t i = 0; i < name.size(); ++i) {
        const auto upper = [&](size_t k) { return std::isupper(static_cast<unsigned char>(name[k])) != 0; };
        if (i > 0 && upper(i) &&
            (!upper(i - 1) || (i + 1 < name.size() && std::islower(static_cast<unsigned char>(name[i + 1])))))
            spaced += ' ';
        spaced += name[i];
    }
    std::vector<std::string> words;
    for (const Token& t : tokenise(metrics::fold(spaced), Language::en))
        if (!t.punctuation) words.push_back(t.word);
    return words;
}

std::string glued(const std::vector<std::string>& words, size_t from = 0) {
    std::string out;
    for (size_t i = from; i < words.size(); ++i) out += words[i];
    return out;
}

/// A word that questions use for something else: "and", "campaign", "top".
bool says_nothing(const std::string& word) {
    const Lexicon& lexicon = Lexicon::get();
    if (lexicon.is_filler(word)) return true;
    for (const Lexicon::Entry& e : lexicon.starting_with(word))
        if (e.words.size() == 1 && e.tag != "brand" && (e.tag != "dim" || e.detail == "campaign")) return true;
    return false;
}

std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : metrics::fold(text))
        if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) out += c;
    return out;
}

} // namespace

std::shared_ptr<const Vocabulary> Vocabulary::build(const metrics::Context& context) {
    auto v = std::make_shared<Vocabulary>();
    v->m_dataset = *context.dataset;
    const DatasetInfo& d = v->m_dataset;
    // A day of a campaign or of a combination of dimensions is no thing; a customer or an ad has a number of its own.
    const bool facts = d.dates && (d.by_role("campaign") || (d.dates->days() > 1 && !d.by_role("id") && !d.dimensions().empty()));
    v->m_rows_are_things = !facts && !d.by_role("campaign_id");
    v->add_values(context);
    v->add_columns();
    v->add_metrics();
    v->add_aliases();
    return v;
}

void Vocabulary::add_values(const metrics::Context& context) {
    for (const DatasetColumn& c : m_dataset.columns) {
        const bool dimension = is_dimension_role(c.role);
        if (!dimension && !(c.role == "attribute" && c.type == FieldType::text)) continue;
        std::vector<std::string> values = metrics::column_values(context, c.field, most_values);
        if (values.size() >= most_values || (!dimension && values.size() > 100)) continue;
        std::map<std::string, ValueHit> by_word;
        for (const std::string& value : values) {
            const std::string key = squeezed(value);
            if (key.empty()) continue;
            auto& hits = m_values[key];
            auto at = std::ranges::find_if(hits, [&](const ValueHit& h) { return h.field == c.field && h.whole; });
            if (at == hits.end())
                hits.push_back({c.field, {value}, true});
            else
                at->values.push_back(value);
            const std::vector<std::string> words = name_words(value);
            m_longest = std::max(m_longest, words.size() + 1);
            for (const std::string& w : words) {
                if (w.size() >= 4) m_words.insert(w);
                if (words.size() < 2 || w.size() < 2 || says_nothing(w) ||
                    std::ranges::all_of(w, [](char x) { return std::isdigit(x); }))
                    continue;
                ValueHit& hit = by_word[w];
                hit.field = c.field;
                if (hit.values.empty() || hit.values.back() != value) hit.values.push_back(value);
            }
            for (size_t n = 2; n < words.size(); ++n) { // "brand search" of "brand search de"
                std::string part;
                bool names = false; // "how to" of "how to layer" names nothing
                for (size_t i = 0; i < n; ++i) {
                    part += words[i];
                    names = names || !says_nothing(words[i]);
                }
                if (!names) continue;
                ValueHit& hit = by_word[part];
                hit.field = c.field;
                if (hit.values.empty() || hit.values.back() != value) hit.values.push_back(value);
            }
        }
        for (auto& [word, hit] : by_word) m_values[word].push_back(std::move(hit));
        m_values_of[c.field] = std::move(values);
    }
}

void Vocabulary::add_columns() {
    static const std::set<std::string> prefixes{"mnt",   "num", "nb",     "amt",     "amount",
                                                "total", "z",   "nombre", "montant", "accepted"};
    for (const DatasetColumn& c : m_dataset.columns) {
        if (c.role == "ignore" || c.role == "date") continue;
        auto add = [&](const std::string& key) {
            if (key.size() < 2) return;
            auto& fields = m_columns[key];
            if (std::ranges::find(fields, c.field) == fields.end()) fields.push_back(c.field);
            if (key.size() > 3 && key.ends_with("s") && !key.ends_with("ss") &&
                !m_columns.contains(key.substr(0, key.size() - 1)))
                m_columns[key.substr(0, key.size() - 1)] = {c.field}; // "an MQL" of a column "MQLs"
        };
        const std::vector<std::string> words = name_words(c.name);
        add(glued(words));
        add(squeezed(c.field));
        if (words.size() > 1 && prefixes.contains(words.front())) add(glued(words, 1));
        if (words.size() > 2 && prefixes.contains(words.front())) // "mnt wines products": "wines"
            if (words.back() == "products" || words.back() == "prods") add(glued({words.begin() + 1, words.end() - 1}));
        static const std::set<std::string> units{"month", "year", "week", "day", "mois", "an"};
        if (words.size() > 2 && units.contains(words.back())) { // "num web visits month": "web visits"
            add(glued({words.begin(), words.end() - 1}));
            if (prefixes.contains(words.front()) && words.size() > 3) add(glued({words.begin() + 1, words.end() - 1}));
        }
        if (c.field.starts_with("mnt") && c.field.size() > 5) add(c.field.substr(3));
        if (c.field.starts_with("acceptedcmp")) {
            add("cmp" + c.field.substr(11));
            add("campaign" + c.field.substr(11));
            add("acceptedcampaign" + c.field.substr(11));
            add("campagne" + c.field.substr(11));
        }
        for (const std::string& w : words)
            if (w.size() >= 4) m_words.insert(w);
        if (c.role == "id" && words.size() == 2 && words.back() == "id" && m_rows_are_things) m_row_noun = stem(words.front());
    }
    // "nights" for "nights per year": a word that only one column has, of those that count something
    std::map<std::string, std::set<std::string>> holders;
    for (const DatasetColumn& c : m_dataset.columns)
        for (const std::string& w : name_words(c.name)) holders[w].insert(c.field);
    for (const DatasetColumn& c : m_dataset.columns) {
        const std::vector<std::string> words = name_words(c.name);
        if (words.size() < 2) continue;
        if (c.role == "dimension") // "rep" of "Sales rep", "source" of "Lead source"
            for (const std::string& w : words)
                if (w.size() >= 3 && holders[w].size() == 1 && !says_nothing(w) && !m_columns.contains(w))
                    m_columns[w] = {c.field};
        if (c.role != "attribute" && c.role != "rate" && !is_measure_role(c.role)) continue;
        for (const std::string& w : words)
            if ((&w == &words.front() || is_measure_role(c.role)) && w.size() >= 5 && holders[w].size() == 1 &&
                !says_nothing(w) && !m_columns.contains(w))
                m_columns[w] = {c.field};
    }
}

void Vocabulary::add_metrics() {
    for (const metrics::Metric& m : metrics::catalogue()) {
        auto add = [&](const std::string& name) {
            const std::string key = squeezed(name);
            if (!key.empty() && !m_metrics.contains(key)) m_metrics[key] = m.id;
        };
        add(m.id);
        for (const auto& [language, name] : m.names) add(name);
        for (const auto& [language, name] : m.short_names) add(name);
        for (const auto& [language, names] : m.synonyms)
            for (const std::string& name : names) add(name);
    }
    // A column's own name means its role where that role is a measure of the catalogue, else itself.
    for (const DatasetColumn& c : m_dataset.columns) {
        if (!is_measure_role(c.role)) continue;
        const std::string id = c.role == "measure" ? c.field : c.role;
        m_metrics[squeezed(c.name)] = id; // its full name is the data's own word
        for (const auto& [key, fields] : m_columns)
            if (std::ranges::find(fields, c.field) != fields.end()) {
                const auto known = m_metrics.find(key);
                const bool other = known != m_metrics.end() && known->second != id;
                if (!other || !available(known->second)) m_metrics[key] = id;
            }
    }
}

/// The other words of a group mean what the word of the group means that the data have.
void Vocabulary::add_aliases() {
    for (const std::vector<std::string>& group : Lexicon::get().aliases()) {
        std::vector<ValueHit> hits;
        std::vector<std::string> fields;
        std::string metric;
        for (const std::string& word : group) {
            const std::string key = squeezed(word);
            if (const auto at = m_values.find(key); at != m_values.end())
                for (const ValueHit& h : at->second)
                    if (std::ranges::none_of(hits, [&](const ValueHit& x) { return x.field == h.field && x.values == h.values; }))
                        hits.push_back(h);
            if (const auto at = m_columns.find(key); at != m_columns.end() && fields.empty()) fields = at->second;
            if (const auto at = m_metrics.find(key); at != m_metrics.end() && metric.empty()) {
                const DatasetColumn* c = m_dataset.by_field(at->second);
                if (c && c->role == "measure") metric = at->second;
            }
        }
        for (const std::string& word : group) {
            const std::string key = squeezed(word);
            if (!hits.empty() && !m_values.contains(key)) m_values[key] = hits;
            if (!fields.empty() && !m_columns.contains(key)) m_columns[key] = fields;
            if (!metric.empty() && !m_metrics.contains(key)) m_metrics[key] = metric;
        }
    }
}

const std::vector<ValueHit>* Vocabulary::values(const std::string& key) const {
    const auto at = m_values.find(key);
    return at == m_values.end() ? nullptr : &at->second;
}

const std::vector<std::string>* Vocabulary::columns(const std::string& key) const {
    const auto at = m_columns.find(key);
    return at == m_columns.end() ? nullptr : &at->second;
}

const std::string* Vocabulary::metric(const std::string& key) const {
    const auto at = m_metrics.find(key);
    return at == m_metrics.end() ? nullptr : &at->second;
}

std::string Vocabulary::identifier_of(const std::string& kind) const {
    for (const DatasetColumn& c : m_dataset.columns)
        if ((c.role == "id" || c.role == "campaign_id") && squeezed(c.name) == kind + "id") return c.field;
    return "";
}

std::string Vocabulary::dimension_of_kind(const std::string& kind) const {
    if (kind == "campaign") {
        for (const std::string_view role : {"campaign", "campaign_id"})
            if (const DatasetColumn* c = m_dataset.by_role(role)) return c->field;
        return "";
    }
    for (const DatasetColumn& c : m_dataset.columns) // the very name first
        if (is_dimension_role(c.role) && squeezed(c.name) == squeezed(kind)) return c.field;
    static const std::map<std::string, std::string, std::less<>> also{{"sales rep", "owner"}, {"channel", "source"}};
    for (const std::string& k : {kind, also.contains(kind) ? also.at(kind) : kind})
        for (const DatasetColumn& c : m_dataset.columns)
            if (is_dimension_role(c.role) && c.kind == k) return c.field;
    for (const DatasetColumn& c : m_dataset.columns) // a column whose name is a word for the kind
        if (is_dimension_role(c.role))
            for (const Lexicon::Entry& e : Lexicon::get().starting_with(name_words(c.name).empty() ? "" : name_words(c.name)[0]))
                if (e.tag == "dim" && e.detail == kind && glued(e.words) == squeezed(c.name)) return c.field;
    // One column that has a word for the kind in its name: "secteur" for "Industry of the client". What people and ads are
    // called stands in too many names to tell.
    static const std::set<std::string, std::less<>> plain{"customer", "row",    "ad",       "product",
                                                          "age",      "gender", "category", "region"};
    if (!plain.contains(kind)) {
        std::set<std::string> named;
        for (const DatasetColumn& c : m_dataset.columns)
            if (is_dimension_role(c.role))
                for (const std::string& word : name_words(c.name))
                    for (const Lexicon::Entry& e : Lexicon::get().starting_with(word))
                        if (e.tag == "dim" && e.detail == kind && e.words.size() == 1) named.insert(c.field);
        if (named.size() == 1) return *named.begin();
    }
    if (kind == "category" || kind == "channel") // the one stands in for the other where it is the only way to group campaigns
        for (const std::string_view other : {"channel", "category"})
            for (const DatasetColumn& c : m_dataset.columns)
                if (c.kind == other && is_dimension_role(c.role)) return c.field;
    return "";
}

const std::vector<std::string>& Vocabulary::values_of(const std::string& field) const {
    static const std::vector<std::string> none;
    const auto at = m_values_of.find(field);
    return at == m_values_of.end() ? none : at->second;
}

bool Vocabulary::available(const std::string& metric, std::string* missing) const {
    auto has = [&](const std::string& role) {
        if (m_dataset.by_role(role) || m_dataset.by_field(role)) return true;
        if (missing) *missing = role;
        return false;
    };
    if (metric == "rows" || metric.starts_with("count:")) return true;
    if (metric.starts_with("ratio:")) {
        std::string body = metric.substr(6, metric.find('*') == std::string::npos ? std::string::npos : metric.find('*') - 6);
        const size_t slash = body.find('/');
        return available(body.substr(0, slash), missing) && available(body.substr(slash + 1), missing);
    }
    if (const size_t colon = metric.find(':'); colon != std::string::npos) {
        const std::string body = metric.substr(colon + 1);
        const size_t comma = body.find(','); // a correlation has two
        return has(body.substr(0, comma)) && (comma == std::string::npos || has(body.substr(comma + 1)));
    }
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == metric) {
            if (metrics::available(m, m_dataset)) return true;
            for (const auto& terms : {m.numerator, m.denominator})
                for (std::string term : terms) {
                    if (term.starts_with("total:")) term = term.substr(6);
                    if (term.starts_with("-")) term = term.substr(1);
                    if (!m_dataset.by_role(term) && missing) {
                        *missing = term;
                        return false;
                    }
                }
            return false;
        }
    return has(metric);
}

std::string Vocabulary::default_dimension() const {
    for (const char* kind : {"campaign", "channel", "category", "product", "country", "audience"})
        if (const std::string field = dimension_of_kind(kind); !field.empty()) return field;
    const auto dimensions = m_dataset.dimensions();
    return dimensions.empty() ? "" : dimensions.front()->field;
}

} // namespace plumbline::assistant
