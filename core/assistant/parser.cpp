// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/parser.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/assistant/lexicon.h"
#include "core/assistant/safety.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant {

namespace parts {

std::string json_text(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string slot_name(const std::string& metric) { return metric == "cost" ? "spend" : metric; }

std::string scope_slot(const std::vector<ValueFilter>& filters) {
    nlohmann::json values = nlohmann::json::array();
    for (const ValueFilter& f : filters)
        if (!f.exclude)
            for (const std::string& v : f.values) values.push_back(v);
    if (values.empty()) return json_text("all");
    return values.size() == 1 ? values.front().dump() : values.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_percent(const std::string& metric) {
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == metric) return m.unit == "percent";
    return metric == "ratio:orders/leads";
}

bool whole_sum(const std::string& metric) {
    if (metric.find(':') != std::string::npos) return false;
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == metric) return m.denominator.empty();
    return true;
}

bool higher_is_better(const std::string& metric) {
    for (const metrics::Metric& m : metrics::catalogue())
        if (m.id == metric) return m.good >= 0;
    return metric.find("ratio:cost") != 0;
}

std::string default_metric(const Vocabulary& v, Plan& plan) {
    for (const char* metric : {"roi", "cpa", "cvr", "cpl", "ctr", "revenue", "orders", "clicks"})
        if (v.available(metric)) {
            plan.assumptions.push_back(std::string("metric:") + metric);
            return metric;
        }
    for (const DatasetColumn& c : v.dataset().columns)
        if (c.role == "measure") {
            plan.assumptions.push_back("metric:" + c.field);
            return c.field;
        }
    return "rows";
}

/// "brings in the most new customers", "rapporte le plus de leads": the verb's object is what is asked for.
bool brings_another(const Reading& r, size_t verb) {
    static const std::set<std::string, std::less<>> verbs{
        "bring in", "brought in", "brings in",  "bring us",  "brought us", "earn",   "earns", "earned",
        "rapporte", "rapporter",  "rapportent", "rapportes", "sell",       "sells",  "sold",  "vend",
        "vendent",  "vendu",      "made us",    "selling",   "vendre",     "vendons"};
    static const std::set<std::string, std::less<>> counts{"impressions", "clicks", "visits", "leads", "new_customers", "orders"};
    if (!verbs.contains(metrics::fold(r.words(r.spans[verb])))) return false;
    for (size_t k = verb + 1; k < r.spans.size(); ++k) {
        const Span& s = r.spans[k];
        if (s.is("each") || s.is("unit") || s.period >= 0 || s.is("dim")) return false;
        for (size_t t = r.spans[k - 1].last; t <= s.first && t < r.tokens.size(); ++t)
            if (r.tokens[t].word == "and" || r.tokens[t].word == "et" || r.tokens[t].punctuation) return false;
        if (const Meaning* m = s.find("metric")) return counts.contains(m->detail);
    }
    return false;
}

std::vector<std::string> read_metrics(const Reading& r, Plan& plan) {
    std::vector<std::string> out;
    const Vocabulary& v = *r.vocabulary;
    for (size_t i = 0; i < r.spans.size(); ++i) {
        const Span& s = r.spans[i];
        const Meaning* m = s.find("metric");
        if (s.used || !m || s.is("value")) continue;
        std::string id = m->detail;
        if (id.ends_with("?")) id.pop_back();
        if (id == "cac!") id = "cac";
        const std::string word = metrics::fold(r.words(s));
        if (id == "cpa" && word.find("customer acqui") != std::string::npos && v.available("cac")) id = "cac";
        if (word == "cac") id = v.available("cac") ? "cac" : "cpa";
        if (id == "cac" && !v.available("cac") && v.available("cpa") && word.find("new") == std::string::npos &&
            word.find("nouveau") == std::string::npos)
            id = "cpa";
        if (id == "revenue" && brings_another(r, i)) continue;
        // "clicks per order": a ratio of two sums
        size_t per = i + 1; // "costs less per order"
        while (per < r.spans.size() && per < i + 3 && !r.spans[per].is("metric") && !r.spans[per].is("number") &&
               (r.spans[per].is("min") || r.spans[per].is("max")))
            ++per;
        if (per + 1 < r.spans.size() && r.spans[per].is("each") && r.spans[per + 1].is("metric") && !r.spans[per + 1].is("dim") &&
            r.adjacent(per - 1, per) && r.adjacent(per, per + 1)) {
            const std::string& other = r.spans[per + 1].find("metric")->detail;
            const std::string joint = metrics::fold(r.words(r.spans[per]));
            if ((joint == "per" || joint == "par" || joint == "for each" || joint == "for every" || joint == "pour chaque") &&
                whole_sum(id) && whole_sum(other) && id != other && other.find(':') == std::string::npos) {
                id = "ratio:" + id + "/" + other;
                if (id == "ratio:cost/clicks") id = "cpc";
                if (id == "ratio:revenue/cost") id = "roas";
                if (id == "ratio:cost/orders") id = "cpa";
                if (id == "ratio:cost/leads") id = "cpl";
                i = per + 1;
            }
        }
        // "share of spend" asks for a share of a sum
        if (id == "new_customers" && !v.available(id) && v.rows_are_things() && v.dataset().dates) id = "rows"; // a row each
        if (id == "spend_share") id = "cost";
        if (id == "revenue_share") id = "revenue";
        if (std::ranges::find(out, id) == out.end()) out.push_back(id);
    }
    // "what do we spend in all" where the data have a column of spend for each channel
    if (const auto cost = std::ranges::find(out, "cost"); cost != out.end() && out.size() == 1 && !v.available("cost")) {
        std::vector<std::string> channels;
        for (const DatasetColumn& c : v.dataset().columns)
            if (c.role == "measure" && c.reason.starts_with("a column for each channel")) channels.push_back(c.field);
        if (channels.size() > 1) out = channels;
    }
    // "spend on wine", "TV spend": the column that is there says what is meant.
    const bool own = std::ranges::any_of(r.spans, [&](const Span& s) {
        const Meaning* m = s.find("metric");
        const DatasetColumn* c = m ? v.dataset().by_field(m->detail) : nullptr;
        return (c && c->role == "measure") ||
               (s.is("column") && !s.is("metric") && v.dataset().by_field(s.columns.front())->role == "attribute");
    });
    if (own) std::erase_if(out, [&](const std::string& id) { return whole_sum(id) && !v.available(id); });
    (void)plan;
    return out;
}

} // namespace parts

namespace {

using namespace parts;

bool question_word(const Token& t) {
    static const std::set<std::string, std::less<>> words{"which",   "what", "how",    "who",   "when",     "where",
                                                          "combien", "quel", "quelle", "quels", "quelles",  "quand",
                                                          "did",     "does", "is",     "was",   "laquelle", "lequel"};
    return words.contains(t.word);
}

/// "… and which …?", sentences one behind the other: the parts of a question, each asked for itself.
std::vector<std::string> split_parts(const std::string& question, Language language) {
    const std::vector<Token> t = tokenise(question, language);
    std::vector<size_t> cuts;
    for (size_t i = 1; i + 1 < t.size(); ++i) {
        const bool joint = t[i].word == "and" || t[i].word == "et" || t[i].word == ";" || t[i].word == "?";
        if (!joint) continue;
        size_t j = i + 1;
        while (j < t.size() &&
               (t[j].word == "also" || t[j].word == "," || t[j].word == "at" || t[j].word == "a" || t[j].word == "by" ||
                t[j].word == "and" || t[j].word == "et" || t[j].word == "de" || t[j].word == "avec"))
            ++j;
        if (j + 1 >= t.size() || t[j].number || t[j].word == "why" || t[j].word == "pourquoi") continue;
        if (!question_word(t[j])) continue;
        if ((t[j].word == "combien" && t[j - 1].word == "de") || (t[j].word == "how" && t[j - 1].word == "by"))
            continue; // "did it grow, and by how much": one question
        if (t[j].word == "is" || t[j].word == "was" || t[j].word == "did" || t[j].word == "does") continue;
        if (i < 3) continue;
        cuts.push_back(t[i].from);
        i = j;
    }
    std::vector<std::string> out;
    size_t from = 0;
    for (const size_t cut : cuts) {
        out.push_back(question.substr(from, cut - from));
        size_t next = cut;
        while (next < question.size() && question[next] != ' ' && question[next] != '?' && question[next] != ';') ++next;
        from = std::min(next + 1, question.size());
    }
    out.push_back(question.substr(from));
    return out;
}

void check_metrics(const Vocabulary& v, const SemanticQuery& q, Plan& plan) {
    auto check = [&](const std::string& metric) {
        std::string missing;
        if (metric.empty() || metric == "key" || metric == "change" || metric == "change_pct" || metric == "units" ||
            v.available(metric, &missing))
            return;
        if (std::ranges::any_of(plan.problems, [&](const Problem& p) { return p.kind == "metric" && p.what == metric; })) return;
        Problem p{"metric", metric, missing, {}};
        for (const metrics::Metric& m : metrics::catalogue())
            if (metrics::available(m, v.dataset()) && p.options.size() < 6 && m.id != "spend_share" && m.id != "revenue_share")
                p.options.push_back(m.id);
        for (const DatasetColumn& c : v.dataset().columns)
            if (c.role == "measure" && p.options.size() < 6) p.options.push_back(c.field);
        plan.problems.push_back(std::move(p));
    };
    for (const std::string& m : q.metrics) check(m);
    check(q.order_by);
    if (q.among) check(q.among->metric);
    for (const Condition& c : q.having) {
        if (c.metric == "?") {
            plan.problems.push_back({"ambiguous", "metric", "", {}});
            continue;
        }
        check(c.share ? c.metric.substr(6) : c.metric);
        if (c.reference.starts_with("metric:")) check(c.reference.substr(7));
    }
}

void check_periods(const Vocabulary& v, const SemanticQuery& q, Plan& plan) {
    const bool timed = !q.periods.empty() || q.baseline || !q.weekdays.empty() || q.inner.starts_with("time:") ||
                       std::ranges::any_of(q.by, [](const std::string& k) { return k.starts_with("time:"); });
    if (!timed || plan.route == Route::forecast) return;
    const auto& dates = v.dataset().dates;
    if (!dates) {
        plan.problems.push_back({"period", q.periods.empty() ? "" : q.periods.front().label, "no_date", {}});
        return;
    }
    auto outside = [&](const DateRange& r) { return r.to < dates->from || r.from > dates->to; };
    for (const NamedPeriod& p : q.periods)
        if (outside(p.range))
            plan.problems.push_back({"period",
                                     p.label.empty() ? to_iso(p.range.from) : p.label,
                                     "outside",
                                     {to_iso(p.range.from), to_iso(p.range.to), to_iso(dates->from), to_iso(dates->to)}});
    if (q.baseline && outside(q.baseline->range))
        plan.problems.push_back(
            {"period",
             q.baseline->label,
             "outside",
             {to_iso(q.baseline->range.from), to_iso(q.baseline->range.to), to_iso(dates->from), to_iso(dates->to)}});
}

/// "how did the shop do", "notre boutique": whose data these are, and no dimension.
bool own_house(const Reading& r, const Span& s) {
    static const std::set<std::string, std::less<>> houses{"shop",   "store", "boutique", "magasin", "brand",  "marque",
                                                           "agency", "team",  "agence",   "equipe",  "account"},
        owners{"the", "our", "my", "la", "le", "l", "notre", "nos", "ma", "mon"},
        places{"in", "at", "by", "per", "from", "dans", "en", "par", "chez", "au"};
    if (s.last != s.first + 1 || s.first == 0 || !houses.contains(r.tokens[s.first].word)) return false;
    const bool placed = s.first > 1 && places.contains(r.tokens[s.first - 2].word);
    return owners.contains(r.tokens[s.first - 1].word) && !placed;
}

/// Concepts and columns that the data do not have, proper names that are no value.
void check_words(const Reading& r, Plan& plan) {
    const Vocabulary& v = *r.vocabulary;
    std::vector<std::string> columns;
    for (const DatasetColumn* c : v.dataset().dimensions()) columns.push_back(c->name);
    for (size_t i = 0; i < r.spans.size(); ++i) {
        const Span& s = r.spans[i];
        if (s.is("brand") && !s.is("value") && !s.is("column")) {
            Problem p{"value", r.words(s), "", {}};
            const std::string field =
                v.dimension_of_kind("channel").empty() ? v.default_dimension() : v.dimension_of_kind("channel");
            for (const std::string& value : v.values_of(field))
                if (p.options.size() < 5) p.options.push_back(value);
            plan.problems.push_back(std::move(p));
        }
        if (s.is("perhead") && !v.rows_are_things() && !s.is("metric") && !s.is("column"))
            plan.problems.push_back({"column", r.words(s), "customer", columns});
        if (s.is("concept") && !s.is("value") && !s.is("column") && !(s.is("metric")))
            plan.problems.push_back({"metric", r.words(s), s.find("concept")->detail, {}});
        if (const Meaning* d = s.find("dim"); d && !s.is("value") && !s.is("column") && !s.is("metric")) {
            if (d->detail == "row" || !v.dimension_of_kind(d->detail).empty()) continue;
            if (i > 0 && r.spans[i - 1].is("count") && !v.identifier_of(d->detail).empty()) continue;
            if (v.rows_are_things() && v.dataset().dimensions().empty() && i > 0 && r.spans[i - 1].is("count"))
                continue; // "in how many markets": a row each
            if (d->detail == "customer" &&
                (v.rows_are_things() || !(i > 0 && (r.spans[i - 1].is("count") || r.spans[i - 1].is("each") ||
                                                    r.spans[i - 1].is("which") || r.spans[i - 1].is("list")))))
                continue;
            if (d->detail == "ad" || d->detail == "product" ||
                d->detail == "campaign") { // "ad spend", "marketing campaigns" say little
                const bool asked =
                    i > 0 && (r.spans[i - 1].is("each") || r.spans[i - 1].is("which") || r.spans[i - 1].is("count") ||
                              r.spans[i - 1].is("top") || r.spans[i - 1].is("max") || r.spans[i - 1].is("best"));
                if (!asked) continue;
            }
            if (s.is("chartword") || s.is("segment") || s.is("unit")) continue;
            if (s.is("perhead") && v.rows_are_things()) continue;
            if (d->detail == "channel" && std::ranges::any_of(plan.queries, [&](const SemanticQuery& q) { // a column each
                    const DatasetColumn* c = q.metrics.size() > 1 ? v.dataset().by_field(q.metrics.front()) : nullptr;
                    return c && c->reason.starts_with("a column for each channel");
                }))
                continue;
            if (own_house(r, s)) continue;
            if (std::ranges::any_of(plan.queries, [](const SemanticQuery& q) { return q.across_metrics; })) continue;
            plan.problems.push_back({"column", r.words(s), d->detail, columns});
        }
    }
    // "campaign 1200": a number behind the name of a column whose values are numbers
    for (size_t i = 1; i < r.spans.size(); ++i) {
        const Span& s = r.spans[i];
        if (!s.is("number") || s.used || r.tokens[s.first].spelled || r.tokens[s.first].percent || r.tokens[s.first].scaled)
            continue;
        const Span& before = r.spans[i - 1];
        if (s.first != before.last || (!before.is("dim") && !before.is("column"))) continue;
        const std::string field = before.is("dim") ? v.dimension_of_kind(before.find("dim")->detail) : before.columns.front();
        const auto& values = v.values_of(field);
        if (values.empty() || !std::ranges::all_of(values, [](const std::string& x) {
                return std::ranges::all_of(x, [](unsigned char c) { return std::isdigit(c) != 0; });
            }))
            continue;
        Problem p{"value", r.words(s), "", {}};
        p.options.assign(values.begin(), values.begin() + static_cast<long>(std::min<size_t>(4, values.size())));
        plan.problems.push_back(std::move(p));
    }
    // Names that are written like names and are nothing here.
    static const std::set<std::string, std::less<>> money{"chf",    "sfr",   "eur",  "usd",     "gbp",    "francs",
                                                          "franc",  "euros", "euro", "dollars", "dollar", "pounds",
                                                          "livres", "cad",   "brl",  "inr"};
    for (const size_t t : r.unknown) {
        const Token& token = r.tokens[t];
        const bool amount = (t > 0 && r.tokens[t - 1].number) || (t + 1 < r.tokens.size() && r.tokens[t + 1].number);
        if (amount && money.contains(token.word)) continue; // "20k CHF", "EUR 500"
        const bool after_each =
            t > 0 && std::ranges::any_of(r.spans, [&](const Span& s) { return s.is("each") && s.last <= t && t - s.last <= 1; });
        const bool before_dim = std::ranges::any_of(
            r.spans, [&](const Span& s) { return (s.is("dim") && (s.first == t + 1 || s.last == t)) && !s.is("value"); });
        // "clicks did tiktok get", "spend on tiktok", "leads for acme"
        static const std::set<std::string, std::less<>> leads_in{"des", "for", "of", "on",   "from", "did",  "does",
                                                                 "de",  "du",  "d",  "pour", "sur",  "chez", "via"};
        bool in_place = t > 0 && leads_in.contains(r.tokens[t - 1].word) && !before_dim;
        const bool named = std::ranges::any_of(r.spans, [&](const Span& s) { // "for product shoes"
            return s.is("dim") && !s.is("value") && !s.is("column") && s.last == t &&
                   v.dimension_of_kind(s.find("dim")->detail).empty() && s.find("dim")->detail != "row" &&
                   s.find("dim")->detail != "customer";
        });
        in_place = in_place || named;
        if (!after_each && stem(token.word) == stem(metrics::fold(v.dataset().name)))
            continue; // "the basket of our trips" of a dataset "trips"
        for (const char* ending : {"ed", "ing", "ly", "ment", "ees", "ant", "er"})
            in_place = in_place && !token.word.ends_with(ending);
        if (token.identifier || token.quoted || token.capital || after_each || in_place) {
            Problem p{after_each ? "column" : "value", token.raw, "", {}};
            std::vector<std::string> names = columns;
            if (!after_each) {
                names.clear();
                for (const DatasetColumn* c : v.dataset().dimensions())
                    for (const std::string& value : v.values_of(c->field)) names.push_back(value);
            }
            std::ranges::sort(names); // a value may stand in two columns
            names.erase(std::ranges::unique(names).begin(), names.end());
            p.options = metrics::nearest(token.raw, names, 4);
            if (!after_each)
                std::erase_if(p.options, [&](const std::string& o) { // what shares no more than a letter or two is not near
                    return 2 * metrics::edit_distance(token.raw, o) > std::max(token.raw.size(), size_t{3}) &&
                           metrics::fold(o).find(metrics::fold(token.raw)) == std::string::npos;
                });
            else if (p.options.empty())
                p.options.assign(names.begin(), names.begin() + static_cast<long>(std::min<size_t>(4, names.size())));
            if (std::ranges::none_of(plan.problems, [&](const Problem& x) { return x.what == p.what; }))
                plan.problems.push_back(std::move(p));
        }
    }
}

/// A number that took no part in the plan: an answer without it would only look like one.
void check_numbers(const Reading& r, Plan& plan) {
    const auto& queries = plan.queries;
    for (const Span& s : r.spans) {
        if (!s.is("number") || s.used || s.first + 1 < s.last) continue;
        const Token& t = r.tokens[s.first];
        if (!t.number || t.spelled || t.ordinal || t.date || std::abs(*t.number) <= 1) continue;
        const auto part = [&](const SemanticQuery& q) {
            auto holds = [&](const std::vector<Condition>& list) {
                return std::ranges::any_of(list, [&](const Condition& c) {
                    return c.value == *t.number || c.high == *t.number || std::abs(std::abs(c.value) - *t.number / 100) < 1e-9;
                });
            };
            return (q.limit && static_cast<double>(*q.limit) == *t.number) || holds(q.having) || holds(q.rows_where) ||
                   (q.times && q.times->value == *t.number) || std::ranges::any_of(q.metrics, [&](const std::string& m) {
                       return m == "cpm" || m.find('*') != std::string::npos;
                   });
        };
        const bool value = std::ranges::any_of(queries, [&](const SemanticQuery& q) {
            return std::ranges::any_of(q.filters, [&](const ValueFilter& f) {
                return std::ranges::any_of(f.values, [&](const std::string& v) { return v.find(t.raw) != std::string::npos; });
            });
        });
        if (value || std::ranges::any_of(queries, part)) continue;
        const bool compared = std::ranges::any_of(queries, [](const SemanticQuery& q) { return q.baseline.has_value(); });
        const bool before_unit = s.last < r.tokens.size() && std::ranges::any_of(r.spans, [&](const Span& o) {
                                     return o.first == s.last && (o.is("unit") || o.period >= 0);
                                 });
        if (compared && before_unit) continue; // "against the 14 days before"
        plan.problems.push_back({"beyond", "number", t.raw, {}});
        return;
    }
}

void finish(Reading& r, Plan& plan) {
    if (plan.route == Route::out_of_scope || plan.route == Route::unsafe) return;
    check_words(r, plan);
    for (const SemanticQuery& q : plan.queries) {
        check_metrics(*r.vocabulary, q, plan);
        check_periods(*r.vocabulary, q, plan);
    }
    const bool missing = std::ranges::any_of(plan.problems, [](const Problem& p) {
        return p.kind == "metric" || p.kind == "column" || p.kind == "value" || p.kind == "period" || p.kind == "topic";
    });
    if (missing) plan.route = Route::out_of_scope;
}

/// Adds the time since it was made, or since the last stage, to a stage.
class StageClock {
public:
    explicit StageClock(const ParseContext& c) : m_times(c.times) {}
    void done(const char* stage) {
        const auto now = std::chrono::steady_clock::now();
        const double ms = std::chrono::duration<double, std::milli>(now - m_last).count();
        m_last = now;
        if (!m_times) return;
        const auto at = std::ranges::find_if(*m_times, [&](const auto& t) { return std::string_view(t.first) == stage; });
        at == m_times->end() ? m_times->push_back({stage, ms}) : void(at->second += ms);
    }

private:
    std::vector<std::pair<const char*, double>>* m_times;
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

Plan parse_one(std::string question, const ParseContext& c, const Plan* before) {
    Plan plan;
    StageClock clock(c);
    const std::optional<Route> chosen = chosen_reading(question);
    Reading r = read(question, c.language, *c.vocabulary, c.now);
    clock.done("select");
    const Plan* follows = before ? before : c.before;
    if (follows && !chosen && edit_plan(r, *follows, plan)) {
        finish(r, plan);
        return plan;
    }
    plan.route = chosen ? *chosen : agreed_route(r, choose_route(r), plan);
    clock.done("classify");
    if (plan.route == Route::out_of_scope) {
        plan.problems.push_back({"topic", "", "", {}});
        check_words(r, plan);
        return plan;
    }
    SemanticQuery q;
    switch (plan.route) {
    case Route::budget_simulation: build_simulation(r, plan, q); break;
    case Route::forecast: build_forecast(r, plan, q, c.now); break;
    case Route::allocation: build_allocation(r, plan, q); break;
    case Route::audit: build_audit(r, plan, q); break;
    case Route::segmentation: build_segmentation(r, plan, q); break;
    case Route::report: build_report(r, plan, q); break;
    case Route::chart: build_chart(r, plan, q); break;
    case Route::diagnostic: build_diagnostic(r, plan, q); break;
    default: q = build_query(r, plan); break;
    }
    const bool shares = q.share && q.metrics.size() > 1 && std::ranges::all_of(q.metrics, whole_sum) && !q.count_groups &&
                        std::ranges::count_if(r.spans, [](const Span& s) { return s.is("share"); }) > 1;
    if (shares && plan.route == Route::kpi_qa) // "its share of leads and its share of deals": one each
        for (size_t i = q.metrics.size(); i-- > 1;) {
            SemanticQuery one = q;
            one.metrics = {q.metrics[i]};
            plan.queries.insert(plan.queries.begin(), std::move(one));
        }
    if (shares && plan.route == Route::kpi_qa) q.metrics.resize(1);
    plan.queries.insert(plan.queries.begin(), std::move(q));
    if (plan.route == Route::kpi_qa && r.has("both_ends") && plan.queries.front().limit)
        plan.queries.front().both_ends = true; // "best and worst"
    if (plan.tools.empty()) plan.tools.push_back({"query_metrics", "{}"});
    finish(r, plan);
    if (plan.route == Route::kpi_qa) check_numbers(r, plan);
    clock.done("plan");
    return plan;
}

} // namespace

Plan parse(const std::string& question, const ParseContext& context) {
    StageClock clock(context);
    const auto reason = unsafe_reason(question);
    clock.done("validate");
    if (reason) {
        Plan plan;
        plan.route = Route::unsafe;
        plan.problems.push_back({"unsafe", *reason, "", {}});
        return plan;
    }
    const std::vector<std::string> pieces = split_parts(question, context.language);
    Plan plan = parse_one(pieces.front(), context, nullptr);
    for (size_t i = 1; i < pieces.size(); ++i) {
        const Plan before = plan;
        Plan next = parse_one(pieces[i], context, &before);
        const bool both = plan.route == Route::kpi_qa || plan.route == Route::diagnostic;
        if (!both || next.queries.empty() || next.has_problem("topic")) { // the rest adds nothing: read it as one
            plan = parse_one(question, context, nullptr);
            return plan;
        }
        for (SemanticQuery& q : next.queries) plan.queries.push_back(std::move(q));
        for (Problem& p : next.problems) plan.problems.push_back(std::move(p));
        if (next.route == Route::out_of_scope) plan.route = Route::out_of_scope;
        if (plan.route == Route::kpi_qa && next.route == Route::diagnostic) plan.route = Route::diagnostic;
    }
    return plan;
}

} // namespace plumbline::assistant
