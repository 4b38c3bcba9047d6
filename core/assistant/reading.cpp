// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/reading.h"

#include <algorithm>

#include "core/assistant/lexicon.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant {

namespace {

std::string glue(const std::vector<Token>& tokens, size_t from, size_t to, bool stemmed) {
    std::string out;
    for (size_t i = from; i < to; ++i) {
        if (tokens[i].punctuation) continue;
        for (const char c : stemmed&& i + 1 == to ? stem(tokens[i].word) : tokens[i].word)
            if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) out += c;
    }
    return out;
}

class Tagger {
public:
    explicit Tagger(Reading& r) : m_r(r), m_t(r.tokens), m_lexicon(Lexicon::get()) {}

    void tag() {
        for (size_t i = 0; i < m_t.size();) {
            const auto period = std::ranges::find_if(m_r.periods, [&](const PeriodHit& p) { return p.first == i; });
            if (period != m_r.periods.end()) {
                Span s;
                s.first = i;
                s.last = period->last;
                s.period = static_cast<int>(period - m_r.periods.begin());
                s.meanings.push_back({"period", ""});
                m_r.spans.push_back(std::move(s));
                i = period->last;
                continue;
            }
            size_t limit = m_t.size();
            for (const PeriodHit& p : m_r.periods)
                if (p.first > i) limit = std::min(limit, p.first);
            Span s = longest(i, limit);
            // "le plus faible": the longer phrase begins behind the article.
            if (s.last == i + 2 && i + 1 < limit &&
                (m_t[i].word == "le" || m_t[i].word == "la" || m_t[i].word == "les" || m_t[i].word == "the"))
                if (Span behind = longest(i + 1, limit);
                    behind.last > s.last &&
                    (behind.is("max") || behind.is("min") || behind.is("best") || behind.is("worst") || behind.is("nth") ||
                     behind.is("cheap") || behind.is("dear") || behind.is("both_ends"))) {
                    behind.first = i;
                    s = std::move(behind);
                }
            s = available_part(s, limit);
            if (s.meanings.empty()) s = near_miss(i);
            drop_unavailable(s);
            settle(s);
            if (s.meanings.empty() && m_t[i].number) {
                s.first = i;
                s.last = i + 1;
                s.meanings.push_back({"number", ""});
            }
            if (!s.meanings.empty()) {
                i = s.last;
                m_r.spans.push_back(std::move(s));
                continue;
            }
            if (!m_t[i].punctuation && !m_lexicon.is_filler(m_t[i].word) && !m_lexicon.is_filler(stem(m_t[i].word)) &&
                m_t[i].word.size() > 1)
                m_r.unknown.push_back(i);
            ++i;
        }
    }

private:
    Reading& m_r;
    const std::vector<Token>& m_t;
    const Lexicon& m_lexicon;

    bool same(size_t token, const std::string& word) const {
        const std::string& w = m_t[token].word;
        if (w == word || (word.size() > 3 && stem(w) == stem(word))) return true;
        return word.size() > 2 && word.back() == 's' && w.size() + 1 == word.size() && word.starts_with(w) &&
               w.size() < 4; // "sign up"
    }

    /// "income" is the column of that name where the data have no revenue.
    void drop_unavailable(Span& s) const {
        const Meaning* m = s.find("metric");
        if (!m || !s.is("column") || m_r.vocabulary->available(m->detail)) return;
        std::erase_if(s.meanings, [](const Meaning& x) { return x.tag == "metric"; });
    }

    /// "average sales" where no order value can be computed: "average", then "sales".
    Span available_part(const Span& whole, size_t limit) const {
        const Meaning* m = whole.find("metric");
        if (!m || whole.last - whole.first < 2 || whole.meanings.size() > 1 || m_r.vocabulary->available(m->detail)) return whole;
        for (size_t k = whole.first + 1; k < whole.last; ++k) {
            const Span rest = longest(k, limit);
            const Meaning* part = rest.find("metric");
            const Span first = longest(whole.first, k);
            if (part && rest.last == whole.last && m_r.vocabulary->available(part->detail) && !first.meanings.empty() &&
                first.last == k)
                return first;
        }
        return whole;
    }

    /// A name of the data is what it names, whatever else the word may mean; "marché" behind an article is a noun.
    void settle(Span& s) const {
        if (s.is("column") || s.is("value"))
            std::erase_if(s.meanings, [](const Meaning& m) {
                return m.tag == "report" || m.tag == "format" || m.tag == "brand" || m.tag == "concept" || m.tag == "audit";
            });
        if (s.last == s.first + 1 && (m_t[s.first].word == "sale" || m_t[s.first].word == "vente") && !s.is("column") &&
            m_r.vocabulary->available("orders")) // one sale is an order, the sales are money
            for (Meaning& m : s.meanings)
                if (m.tag == "metric" && m.detail == "revenue") m.detail = "orders";
        if (s.is("rank") && s.last - s.first == 2 && m_t[s.first].word == "orders") // "grew orders by 20 %": no order
            if (Span one = longest(s.first, s.first + 1); !one.meanings.empty()) s = std::move(one);
        if (s.is("dim") && s.is("performance")) {
            static const std::set<std::string, std::less<>> articles{"quel", "quels", "par", "chaque", "le", "du",  "ce",
                                                                     "les",  "des",   "au",  "aux",    "un", "nos", "notre"};
            const bool noun = s.first > 0 && articles.contains(m_t[s.first - 1].word);
            std::erase_if(s.meanings, [&](const Meaning& m) { return m.tag == (noun ? "performance" : "dim"); });
        }
        if (const Meaning* d = s.find("dim"); d && d->detail == "age" && m_r.vocabulary->dimension_of_kind("age").empty())
            for (const DatasetColumn& c : m_r.vocabulary->dataset().columns) // "how old": the column of ages
                if (c.role == "attribute" && metrics::fold(c.name).starts_with("age")) {
                    s.columns = {c.field};
                    s.meanings = {{"column", c.field}};
                    break;
                }
        const std::string& noun = m_r.vocabulary->row_noun();
        if (!noun.empty() && s.last - s.first <= 1 && s.meanings.empty() && s.first < m_t.size() &&
            stem(m_t[s.first].word) == noun)
            s.meanings.push_back({"dim", "customer"});
    }

    Span longest(size_t i, size_t limit) const {
        Span best;
        size_t length = 0;
        auto start = [&](size_t n) {
            if (n < length) return false;
            if (n > length) {
                best = Span{};
                best.first = i;
                best.last = i + n;
                length = n;
            }
            return true;
        };
        for (const std::string& first : {m_t[i].word, stem(m_t[i].word)}) {
            for (const Lexicon::Entry& e : m_lexicon.starting_with(first)) {
                if (i + e.words.size() > limit) continue;
                bool all = true;
                for (size_t k = 0; k < e.words.size() && all; ++k) all = same(i + k, e.words[k]);
                if (all && e.words.size() == 1 && e.words[0] == "an" && m_r.language == Language::en) continue; // an article
                if (!all || !start(e.words.size())) continue;
                if (std::ranges::none_of(best.meanings, [&](const Meaning& m) { return m.tag == e.tag && m.detail == e.detail; }))
                    best.meanings.push_back({e.tag, e.detail});
            }
            if (m_t[i].word == stem(m_t[i].word)) break;
        }
        const Vocabulary& v = *m_r.vocabulary;
        if (m_t[i].number && i + 2 < limit && m_t[i + 2].number && // "35 to 39"
            (m_t[i + 1].word == "to" || m_t[i + 1].word == "a" || m_t[i + 1].word == "and" || m_t[i + 1].word == "et"))
            if (const auto* band = v.values(m_t[i].word + m_t[i + 2].word); band && start(3)) {
                best.values = *band;
                best.meanings.push_back({"value", ""});
            }
        for (size_t n = std::min(v.longest_key() + 2, limit - i); n >= std::max<size_t>(1, length); --n) {
            if (m_t[i].punctuation || m_t[i + n - 1].punctuation) continue;
            if (n == 1 && ignorable(i)) continue;
            bool found = false;
            for (const int form : {0, 1, 2}) { // as written, its stem, without the s
                std::string key = glue(m_t, i, i + n, form == 1);
                if (form == 2 && key.ends_with("s")) key.pop_back();
                if (key.empty() || found) break;
                const bool number = std::ranges::all_of(key, [](char c) { return std::isdigit(c); });
                const auto* values = v.values(key);
                if (values && number && n == 1 && !number_names_value(i)) values = nullptr;
                const auto* columns = v.columns(key);
                const std::string* metric = v.metric(key);
                if (!values && !columns && !metric) continue;
                if (!start(n)) continue;
                found = true;
                if (metric) {
                    std::erase_if(best.meanings, [](const Meaning& m) { return m.tag == "metric"; });
                    best.meanings.push_back({"metric", *metric});
                }
                if (values) {
                    best.values = *values;
                    best.meanings.push_back({"value", ""});
                }
                if (columns) {
                    best.columns = *columns;
                    best.meanings.push_back({"column", columns->front()});
                }
            }
            if (found || n == 0) break;
        }
        return best;
    }

    /// A small word that a value or column happens to be named like ("us", "or", "de"), written small.
    bool ignorable(size_t i) const {
        const Token& t = m_t[i];
        if (t.identifier) return false;
        const bool upper =
            t.raw.size() <= 3 && std::ranges::all_of(t.raw, [](char c) { return std::isupper(static_cast<unsigned char>(c)); });
        if (std::ranges::all_of(t.word, [](unsigned char c) { return std::isdigit(c) != 0; })) return false;
        if (t.word.size() <= 2) return !upper || t.word == "i" || t.word == "a";
        static const std::set<std::string, std::less<>> by{"by", "per", "par", "each", "chaque", "pour"};
        if (m_r.vocabulary->columns(t.word) && // "par niveau"; "earn", which means something anyhow
            ((i > 0 && by.contains(m_t[i - 1].word)) || !m_lexicon.starting_with(t.word).empty()))
            return false;
        return m_lexicon.is_filler(t.word) && !t.capital && m_r.vocabulary->values(t.word) == nullptr &&
               m_r.vocabulary->metric(t.word) == nullptr;
    }

    /// "interest 16", "campaign 916": a bare number is a value only behind the name of its column.
    bool number_names_value(size_t i) const {
        if (m_r.spans.empty() || m_t[i].percent || m_t[i].scaled) return false;
        const Span& before = m_r.spans.back();
        if (before.last + 1 < i && !(before.last < m_t.size() && m_t[before.last].word == "number")) return false;
        if (before.is("column") && !before.is("dim")) {
            const DatasetColumn* c = m_r.vocabulary->dataset().by_field(before.columns.front());
            return c && (is_dimension_role(c->role) || c->role == "id");
        }
        return before.is("dim") || before.is("value");
    }

    /// One letter off for words of 5 letters, two for 8: the nearest word of the data or of the lexicon.
    Span near_miss(size_t i) const {
        Span s;
        s.first = i;
        s.last = i + 1;
        const std::string& w = m_t[i].word;
        if (w.size() < 5 || m_t[i].punctuation || m_t[i].number || m_lexicon.is_filler(w) || m_lexicon.is_filler(stem(w)))
            return s;
        const size_t allowed = w.size() >= 8 ? 2 : 1;
        std::string best;
        size_t distance = allowed + 1;
        auto consider = [&](const std::string& candidate) {
            if (candidate.size() < 5 || candidate[0] != w[0]) return;
            if (candidate.size() > w.size() + allowed || w.size() > candidate.size() + allowed) return;
            const size_t d = metrics::edit_distance(w, candidate);
            if (d < distance) {
                distance = d;
                best = candidate;
            }
        };
        for (const std::string& word : m_r.vocabulary->words()) consider(word);
        for (const char* word :
             {"revenue",    "revenues",        "impressions", "impression", "clicks",    "orders",     "leads",     "spend",
              "spending",   "profit",          "campaign",    "campaigns",  "category",  "categories", "channel",   "channels",
              "conversion", "conversions",     "average",     "highest",    "lowest",    "campagne",   "campagnes", "categorie",
              "categories", "canal",           "depenses",    "depense",    "commandes", "commande",   "meilleur",  "meilleure",
              "moyenne",    "forecast",        "simulate",    "budget",     "duplicate", "missing",    "chiffre",   "benefice",
              "country",    "return",          "region",      "device",     "weekly",    "monthly",    "daily",     "customers",
              "percentage", "underperforming", "segment",     "cluster",    "optimise",  "allocate",   "report",    "summary",
              "rapport",    "graphique",       "camembert",   "total",      "median",    "rentabilite"})
            consider(word);
        if (best.empty() && w.size() >= 7) // "satisfied" where there is a column "satisfaction"
            for (const DatasetColumn& c : m_r.vocabulary->dataset().columns) {
                const std::string name = metrics::fold(c.name);
                if ((c.role == "attribute" || c.role == "measure") && name.size() >= 7 && name.substr(0, 6) == w.substr(0, 6) &&
                    m_r.vocabulary->columns(name))
                    best = name;
            }
        if (best.empty()) return s;
        s.first = i;
        s.last = i + 1;
        s.fuzzy = true;
        const Vocabulary& v = *m_r.vocabulary;
        if (const auto* values = v.values(best)) {
            s.values = *values;
            s.meanings.push_back({"value", ""});
        }
        if (const auto* columns = v.columns(best)) {
            s.columns = *columns;
            s.meanings.push_back({"column", columns->front()});
        }
        if (const std::string* metric = v.metric(best)) s.meanings.push_back({"metric", *metric});
        for (const Lexicon::Entry& e : m_lexicon.starting_with(best))
            if (e.words.size() == 1 && e.tag != "filler") s.meanings.push_back({e.tag, e.detail});
        return s;
    }
};

} // namespace

std::string Reading::words(const Span& s) const {
    std::string out;
    for (size_t i = s.first; i < s.last; ++i)
        if (i == s.first || tokens[i].from != tokens[i - 1].from) out += (out.empty() ? "" : " ") + tokens[i].raw;
    return out;
}

bool Reading::adjacent(size_t a, size_t b) const {
    const Span& first = spans[std::min(a, b)];
    const Span& second = spans[std::max(a, b)];
    if (second.first < first.last) return true;
    if (second.first - first.last > 2) return false;
    static const std::set<std::string, std::less<>> small{"the", "of",  "les", "le",  "la",  "l", "de",
                                                          "du",  "des", "d",   "our", "nos", "a", "type"};
    for (size_t i = first.last; i < second.first; ++i)
        if (!small.contains(tokens[i].word)) return false;
    return true;
}

bool Reading::has_word(std::initializer_list<std::string_view> any) const {
    return std::ranges::any_of(tokens, [&](const Token& t) { return std::ranges::find(any, t.word) != any.end(); });
}

Reading read(const std::string& question, Language language, const Vocabulary& vocabulary, Date now) {
    Reading r;
    r.text = question;
    r.language = language;
    r.vocabulary = &vocabulary;
    r.tokens = tokenise(question, language);
    settle_time_words(r.tokens, vocabulary, now);
    r.periods = find_periods(r.tokens, language, vocabulary.dataset().dates, now);
    for (size_t i = 0; i + 2 < r.tokens.size(); ++i) { // "des 30-34 ans": a value of the data, no days of a month
        if (!r.tokens[i].number || !r.tokens[i + 2].number || !vocabulary.values(r.tokens[i].word + r.tokens[i + 2].word))
            continue;
        if (r.tokens[i + 1].word != "-" && r.tokens[i + 1].word != "\u2013" && r.tokens[i + 1].word != "to" &&
            r.tokens[i + 1].word != "a")
            continue;
        std::erase_if(r.periods, [&](const PeriodHit& p) { return p.first <= i + 2 && i < p.last; });
    }
    static const std::set<std::string, std::less<>> verbs{"brought", "bring", "brings", "came", "come", "comes"};
    for (PeriodHit& p : r.periods) // "than they brought in last month": "in" belongs to the verb
        if (p.first > 0 && p.last - p.first > 1 && r.tokens[p.first].word == "in" && verbs.contains(r.tokens[p.first - 1].word))
            ++p.first;
    Tagger(r).tag();
    return r;
}

} // namespace plumbline::assistant
