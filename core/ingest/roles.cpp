// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/roles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/ingest/roles_words.h"

namespace plumbline::ingest {

namespace {

/// Below this a name is no evidence.
constexpr int least_score = 35;
/// A text column with more values than this, most of them once, is no dimension.
constexpr int64_t many_values = 200;

struct Candidate {
    size_t column;
    RoleGuess guess;
};

bool is_number(FieldType t) { return t == FieldType::integer || t == FieldType::decimal || t == FieldType::percent; }
bool is_day(FieldType t) { return t == FieldType::date || t == FieldType::timestamp || t == FieldType::timestamptz; }
bool is_text(FieldType t) { return t == FieldType::text || t == FieldType::boolean; }
bool is_currency(std::string_view unit) {
    return unit.size() == 3 && std::ranges::all_of(unit, [](char c) { return c >= 'A' && c <= 'Z'; });
}
bool only_once(std::string_view role) {
    return role == "date" || role == "campaign" || role == "campaign_id" || (is_measure_role(role) && role != "measure");
}

std::string percent_text(double share) { return std::to_string(static_cast<int>(std::lround(share * 100))) + "%"; }

class Inference {
public:
    Inference(std::vector<DatasetColumn>& columns, const std::vector<ColumnProfile>& profiles)
        : m_columns(columns), m_profiles(profiles) {
        m_profiles.resize(columns.size());
        for (const DatasetColumn& c : columns) {
            m_mixed.push_back(c.reason.starts_with("mixed currencies") ? c.reason : std::string());
            m_names.push_back(read_header(c.name));
            m_guesses.push_back(guess_roles(m_names.back()));
        }
        m_done.assign(columns.size(), false);
    }

    void run() {
        for (size_t c = 0; c < m_columns.size(); ++c) {
            m_columns[c].role = "attribute";
            m_columns[c].kind.clear();
            m_columns[c].reason.clear();
        }
        plain_cases();
        split_measures();
        assign();
        conversions_beside_orders();
        all_clicks();
        left_over_names();
        channel_columns();
        by_values();
        one_channel();
        units();
    }

private:
    void set(size_t c, std::string_view role, std::string reason, std::string_view kind = {}) {
        m_columns[c].role = role;
        m_columns[c].kind = kind;
        m_columns[c].reason = std::move(reason);
        m_done[c] = true;
    }

    int64_t filled(size_t c) const { return m_profiles[c].rows - m_profiles[c].nulls; }
    bool constant(size_t c) const { return m_profiles[c].distinct == 1 && filled(c) >= 20; }
    bool flag(size_t c) const {
        const ColumnProfile& p = m_profiles[c];
        return m_columns[c].type == FieldType::integer && p.distinct > 0 && p.distinct <= 2 && p.min.value_or(-1) >= 0 &&
               p.max.value_or(2) <= 1;
    }
    /// 0, 1, 2, … or 1, 2, 3, … down the file.
    bool counts_rows(size_t c) const {
        const ColumnProfile& p = m_profiles[c];
        return m_columns[c].type == FieldType::integer && p.increasing && p.min && p.max && filled(c) > 2 && p.nulls == 0 &&
               *p.min >= 0 && *p.min <= 1 && *p.max - *p.min + 1 == static_cast<double>(p.rows);
    }
    const RoleGuess* best(size_t c) const {
        return m_guesses[c].empty() || m_guesses[c].front().score < least_score ? nullptr : &m_guesses[c].front();
    }

    /// What no other column has a say in: empty columns, ratios, row numbers, flags, constants.
    void plain_cases() {
        for (size_t c = 0; c < m_columns.size(); ++c) {
            const DatasetColumn& column = m_columns[c];
            const RoleGuess* guess = best(c);
            const bool named = guess && guess->exact;
            const bool words = std::ranges::any_of(m_names[c].words, [](const std::string& w) {
                return w.find_first_not_of("0123456789") != w.npos && w != "column" && w != "unnamed";
            });
            if (column.type == FieldType::null || (m_profiles[c].rows > 0 && filled(c) == 0))
                set(c, "ignore", "no values");
            else if (!m_mixed[c].empty())
                set(c, "attribute", m_mixed[c]);
            else if (counts_rows(c) && (!words || !guess || guess->role == "id"))
                set(c, "id", words ? "name; counts the rows" : "counts the rows");
            else if (column.type == FieldType::percent)
                set(c, "rate", "a percentage: never summed");
            else if (is_number(column.type) && is_rate_name(m_names[c]))
                set(c, "rate", "name; a ratio: never summed");
            else if (is_number(column.type) && std::ranges::find(m_names[c].words, "micros") != m_names[c].words.end()) {
                set(c, "measure", "name; in millionths of the currency");
                m_unitless.insert(c);
            } else if (is_number(column.type) && constant(c) && !named)
                set(c, "attribute", "the same on every row");
            else if (flag(c) && (!guess || guess->score < 75))
                set(c, "attribute", "a flag (0 or 1)");
        }
    }

    /// Whether the values of a column can have the role that its name says.
    bool possible(size_t c, const RoleGuess& g) const {
        const FieldType type = m_columns[c].type;
        if (g.score < least_score && !(g.role == "date" && is_day(type))) return false;
        if (is_measure_role(g.role)) return type == FieldType::integer || type == FieldType::decimal;
        if (g.role == "date") return is_day(type);
        if (g.role == "campaign") return type == FieldType::text;
        if (g.role == "campaign_id") return type == FieldType::integer || type == FieldType::text;
        if (g.role == "dimension")
            return is_text(type) || (type == FieldType::integer && m_profiles[c].distinct <= 1000 && g.kind != "age");
        if (g.role == "id") return type == FieldType::integer || type == FieldType::text;
        return true;
    }

    /// "tv_spend, radio_spend": several columns that are parts of one measure, none of them the whole.
    void split_measures() {
        std::map<std::string_view, std::vector<size_t>> parts;
        std::map<std::string_view, bool> whole;
        std::set<std::string> channels;
        for (size_t c = 0; c < m_columns.size(); ++c) {
            const RoleGuess* g = best(c);
            if (m_done[c] || !g || !possible(c, *g) || !only_once(g->role) || !is_measure_role(g->role)) continue;
            if (g->qualifier.empty())
                whole[g->role] = true;
            else
                parts[g->role].push_back(c);
            if (const std::string channel = channel_of(g->qualifier); !channel.empty()) channels.insert(channel);
        }
        for (const size_t c : named_as_channels()) channels.insert(kind_from_name(c));
        for (const auto& [role, list] : parts)
            for (const size_t c : list) {
                const RoleGuess& g = m_guesses[c].front();
                const bool by_channel = channels.size() > 1 && !channel_of(g.qualifier).empty();
                if (!by_channel && (list.size() < 2 || whole[role])) continue;
                set(c, "measure",
                    list.size() > 1 ? "name; one of " + std::to_string(list.size()) + " columns that split " + std::string(role)
                                    : "name; " + std::string(role) + " of " + g.qualifier + " alone",
                    g.qualifier);
                m_money[c] = g.kind == "money";
            }
    }

    static std::string channel_of(const std::string& qualifier) {
        const std::vector<std::string> words = read_header(qualifier).words;
        return std::ranges::any_of(words, [](const std::string& w) { return is_channel_word(w); }) ? qualifier : std::string();
    }

    /// The best candidate of each role first; a column takes the first role that is free.
    void assign() {
        std::vector<Candidate> all;
        for (size_t c = 0; c < m_columns.size(); ++c) {
            if (m_done[c]) continue;
            for (RoleGuess g : m_guesses[c]) {
                if (g.role == "campaign" && m_columns[c].type == FieldType::integer) {
                    g.role = "campaign_id";
                    g.score -= 10;
                }
                if (!possible(c, g)) continue;
                if (g.role == "date" && m_profiles[c].rows > 0) // a row without a date is lost to every chart
                    g.score -= static_cast<int>(60.0 * static_cast<double>(m_profiles[c].nulls) /
                                                static_cast<double>(m_profiles[c].rows));
                if (g.role == "orders" && g.score < 50 && !g.conversion && counts_sales(c))
                    g.score = 83; // above revenue by the same name
                // Conversions beside leads are what follows them, where there is revenue to follow.
                if (g.role == "orders" && g.score < 50 && g.conversion && !somebody("revenue")) continue;
                if (g.kind == "region" && kind_of_values(m_profiles[c].values) == "status") g.kind = "status";
                all.push_back({c, g});
            }
        }
        std::ranges::stable_sort(all, [&](const Candidate& a, const Candidate& b) {
            if (a.guess.score != b.guess.score) return a.guess.score > b.guess.score;
            if (a.guess.role == "campaign_id" && b.guess.role == "campaign_id" &&
                m_profiles[a.column].distinct != m_profiles[b.column].distinct)
                return m_profiles[a.column].distinct < m_profiles[b.column].distinct; // campaigns are fewer than what they hold
            return m_profiles[a.column].nulls < m_profiles[b.column].nulls;
        });
        for (const auto& [c, g] : all) {
            if (m_done[c]) continue;
            if (only_once(g.role)) {
                const auto [at, first] = m_taken.emplace(g.role, c);
                if (!first) continue;
                set(c, g.role, named_reason(c, g));
                m_conversion[c] = g.conversion;
                continue;
            }
            if (g.role == "dimension") {
                dimension(c, g);
            } else if (g.role == "attribute") {
                set(c, "attribute", "name; " + std::string(g.kind));
            } else if (g.role == "id") {
                const ColumnProfile& p = m_profiles[c];
                if (g.kind == "code" && m_columns[c].type == FieldType::text && p.distinct >= 0 && p.distinct <= 50 &&
                    p.distinct * 5 < p.rows)
                    set(c, "dimension", "name; few codes");
                else
                    set(c, "id", "name; identifiers are never summed");
            } else {
                set(c, "measure", g.unreal ? "name; planned, lost or of another period" : "name");
                m_money[c] = g.kind == "money";
            }
        }
    }

    bool somebody(std::string_view role) const {
        for (size_t c = 0; c < m_columns.size(); ++c)
            if (const RoleGuess* g = best(c); g && g->role == role && possible(c, *g) && !is_rate_name(m_names[c])) return true;
        return false;
    }

    /// "Sales" that are whole numbers, never more than leads or clicks, count sales.
    bool counts_sales(size_t c) const {
        const ColumnProfile& p = m_profiles[c];
        if (m_columns[c].type != FieldType::integer || is_currency(m_columns[c].unit) || !m_names[c].currency.empty())
            return false;
        for (size_t other = 0; other < m_columns.size(); ++other) {
            const RoleGuess* g = best(other);
            if (other == c || !g || (g->role != "leads" && g->role != "clicks" && g->role != "visits")) continue;
            const auto above = m_profiles[other].above.find(c);
            if (above != m_profiles[other].above.end() && above->second >= 0.98 && p.max.value_or(0) > 0) return true;
        }
        return false;
    }

    std::string named_reason(size_t c, const RoleGuess& g) const {
        std::string reason = "name";
        if (!m_names[c].currency.empty()) reason += "; " + m_names[c].currency;
        if (g.role == "revenue")
            for (size_t other = 0; other < m_columns.size(); ++other) {
                const RoleGuess* cost = best(other);
                const auto above = m_profiles[c].above.find(other);
                if (cost && cost->role == "cost" && above != m_profiles[c].above.end())
                    return reason + "; at least the cost on " + percent_text(above->second) + " of rows";
            }
        if (g.role == "clicks" || g.role == "leads" || g.role == "orders")
            for (size_t other = 0; other < m_columns.size(); ++other) {
                const RoleGuess* more = best(other);
                const auto above = m_profiles[other].above.find(c);
                if (more && more->role == "impressions" && above != m_profiles[other].above.end())
                    return reason + "; at most the impressions on " + percent_text(above->second) + " of rows";
            }
        if (g.role == "campaign_id" && m_profiles[c].distinct > 0)
            reason += "; " + std::to_string(m_profiles[c].distinct) + " values";
        return reason;
    }

    void dimension(size_t c, const RoleGuess& g) {
        const ColumnProfile& p = m_profiles[c];
        if (m_columns[c].type == FieldType::text && p.distinct > many_values && p.distinct * 2 > filled(c))
            return set(c, "attribute", "name; differs on nearly every row");
        if (g.kind == "currency" && p.distinct == 1) return set(c, "attribute", "one currency for all rows");
        std::string_view kind = g.kind;
        std::string reason = m_columns[c].type == FieldType::integer ? "name; a number that stands for a group" : "name";
        const std::string_view by_values = kind_of_values(p.values);
        if (by_values == "channel" && (kind == "category" || kind == "medium" || kind == "platform" || kind == "campaign_type") &&
            !named_channel()) {
            kind = by_values;
            reason = "values are channels: " + few_values(c);
        }
        if (!m_kinds.emplace(kind, c).second) {
            if (kind != "audience") reason += "; " + m_columns[m_kinds[kind]].name + " is the " + std::string(kind) + " already";
            kind = "";
        }
        set(c, "dimension", reason, kind);
    }

    bool named_channel() const {
        for (size_t c = 0; c < m_columns.size(); ++c)
            if (const RoleGuess* g = best(c); g && g->kind == "channel" && is_text(m_columns[c].type)) return true;
        return false;
    }

    std::string few_values(size_t c) const {
        std::string out;
        const auto& values = m_profiles[c].values;
        for (size_t i = 0; i < values.size() && i < 3; ++i) out += (i ? ", " : "") + values[i].substr(0, 30);
        return values.size() > 3 ? out + ", \u2026" : out;
    }

    /// Conversions are leads, unless the shop's own orders stand beside them: then nobody knows what they count.
    void conversions_beside_orders() {
        const auto leads = m_taken.find("leads"), orders = m_taken.find("orders");
        if (leads == m_taken.end() || orders == m_taken.end() || !m_conversion[leads->second] || m_conversion[orders->second])
            return;
        const size_t c = leads->second;
        m_taken.erase(leads);
        set(c, "measure", "name; conversions beside " + m_columns[orders->second].name + " may count either");
    }

    /// A name that lost its role to a better one.
    /// "Clicks (all)" are the clicks where no narrower ones stand beside them.
    void all_clicks() {
        if (m_taken.contains("clicks")) return;
        for (size_t c = 0; c < m_columns.size(); ++c)
            for (const RoleGuess& g : m_guesses[c]) {
                if (g.role != "clicks" || m_columns[c].role != "measure" || !possible(c, g)) continue;
                set(c, "clicks", named_reason(c, g));
                m_taken.emplace("clicks", c);
                return;
            }
    }

    void left_over_names() {
        for (size_t c = 0; c < m_columns.size(); ++c) {
            if (m_done[c]) continue;
            for (const RoleGuess& g : m_guesses[c]) {
                if (!possible(c, g) || !only_once(g.role)) continue;
                const std::string other = m_taken.contains(g.role) ? m_columns[m_taken[g.role]].name : std::string();
                const std::string reason = "name; " + other + " is the " +
                                           (g.role == "date"          ? "day"
                                            : g.role == "campaign_id" ? "campaign's id"
                                                                      : std::string(g.role)) +
                                           " already";
                if (g.role == "date")
                    set(c, "attribute", reason);
                else if (g.role == "campaign")
                    set(c, "dimension", reason);
                else if (g.role == "campaign_id")
                    set(c, "id", reason);
                else
                    set(c, "measure", reason);
                m_money[c] = g.kind == "money";
                break;
            }
        }
    }

    /// Numbers without a role whose names are channels.
    std::vector<size_t> named_as_channels() const {
        std::vector<size_t> list;
        for (size_t c = 0; c < m_columns.size(); ++c) {
            if (m_done[c] || best(c) || !(m_columns[c].type == FieldType::integer || m_columns[c].type == FieldType::decimal))
                continue;
            const auto& words = m_names[c].words;
            const bool all =
                std::ranges::all_of(words, [](const std::string& w) { return is_channel_word(w) || is_neutral_word(w); }) &&
                std::ranges::any_of(words, [](const std::string& w) { return is_channel_word(w); });
            if (all) list.push_back(c);
        }
        return list;
    }

    /// "tv_S" -> "tv".
    std::string kind_from_name(size_t c) const {
        std::vector<std::string> words = m_names[c].words;
        std::erase_if(words, [](const std::string& w) { return w.size() == 1; });
        return join_words(words, 0, words.size());
    }

    /// "TV, Radio, Newspaper": a column for each channel.
    void channel_columns() {
        const std::vector<size_t> list = named_as_channels();
        if (list.size() < 2) return;
        std::string names;
        for (size_t i = 0; i < list.size() && i < 3; ++i) names += (i ? ", " : "") + m_columns[list[i]].name;
        for (const size_t c : list) {
            set(c, "measure", "a column for each channel (" + names + (list.size() > 3 ? ", \u2026)" : ")"), kind_from_name(c));
            m_money[c] = m_columns[c].type == FieldType::decimal;
        }
    }

    void by_values() {
        bool date = m_taken.contains("date");
        for (size_t c = 0; c < m_columns.size(); ++c) {
            if (m_done[c]) continue;
            const DatasetColumn& column = m_columns[c];
            if (is_day(column.type)) {
                set(c, date ? "attribute" : "date",
                    date ? "a date; " + m_columns[m_taken["date"]].name + " is the day already" : "the only column of dates");
                if (!date) m_taken.emplace("date", c);
                date = true;
            } else if (column.type == FieldType::boolean) {
                set(c, "dimension", "yes or no");
            } else if (column.type == FieldType::text) {
                text(c);
            } else {
                number(c);
            }
        }
    }

    void text(size_t c) {
        const ColumnProfile& p = m_profiles[c];
        const auto share = [&](std::string_view part) {
            return std::ranges::count_if(p.samples, [&](const std::string& s) { return s.find(part) != s.npos; }) * 2 >
                   static_cast<std::ptrdiff_t>(p.samples.size());
        };
        if (share("@")) return set(c, "attribute", "e-mail addresses");
        if (share("http://") || share("https://")) return set(c, "attribute", "web addresses");
        const RoleGuess* g = best(c);
        if (g && is_measure_role(g->role) && g->qualifier.empty())
            return set(c, "attribute", "the name says " + std::string(g->role) + ", but the values are no numbers");
        if (g && g->role == "date" && p.distinct > 60)
            return set(c, "attribute", "the name says date, but the values are no dates");
        if (const std::string_view kind = kind_of_values(p.values); !kind.empty()) {
            const bool free = m_kinds.emplace(kind, c).second;
            return set(c, "dimension", "values: " + few_values(c), free ? kind : "");
        }
        const int64_t n = filled(c);
        if (p.distinct < 0) return set(c, "dimension", "text");
        if (p.distinct == 1 && n >= 20) return set(c, "attribute", "the same on every row");
        if (p.mean_length > 60) return set(c, "attribute", "long texts");
        const bool groups = p.distinct <= 50 ? p.distinct * 10 <= n * 9 || n <= 10 : p.distinct <= 1000 && p.distinct * 5 <= n;
        set(c, groups ? "dimension" : "attribute",
            std::to_string(p.distinct) + (groups ? " values" : " values on " + std::to_string(n) + " rows"));
    }

    void number(size_t c) {
        static const std::set<std::string, std::less<>> amounts{"mnt",   "amt",     "amount", "montant", "betrag", "montante",
                                                                "monto", "importe", "valor",  "importo", "value"};
        static const std::set<std::string, std::less<>> counts{"num",    "nb",     "nbr", "number", "count",
                                                               "anzahl", "nombre", "cnt", "qty",    "no"};
        static const std::set<std::string, std::less<>> spans{"days", "years", "months", "weeks", "hours", "minutes", "seconds"};
        const ColumnProfile& p = m_profiles[c];
        const auto& words = m_names[c].words;
        const std::string last = words.empty() ? std::string() : words.back();
        if (const RoleGuess* g = best(c); g && (g->role == "date" || g->role == "campaign"))
            return set(c, "attribute", "the name says " + std::string(g->role) + ", but the values are numbers");
        if (words.size() > 1 && (amounts.contains(words.front()) || amounts.contains(last))) {
            m_money[c] = true;
            return set(c, "measure", "name; an amount");
        }
        if (words.size() > 1 && (counts.contains(words.front()) || counts.contains(last)))
            return set(c, "measure", "name; a count");
        if (is_currency(m_columns[c].unit) || !m_names[c].currency.empty()) {
            m_money[c] = true;
            return set(c, "measure", "an amount of money");
        }
        const bool whole = p.integer_share == 1 || m_columns[c].type == FieldType::integer;
        if (whole && p.min.value_or(0) >= 1e7 && p.distinct * 2 > filled(c))
            return set(c, "id", "long numbers, nearly all different");
        if (!whole && p.min.value_or(0) >= 0 && p.max.value_or(2) <= 1 && p.distinct > 2)
            return set(c, "rate", "between 0 and 1");
        if (p.min.value_or(0) < 0) return set(c, "attribute", "below zero on some rows; nothing says that it can be summed");
        if (whole) {
            if (last.size() > 3 && last.ends_with("s") && !last.ends_with("ss") && !spans.contains(last))
                return set(c, "measure", "name; whole numbers");
            if (p.distinct >= 0 && p.distinct <= 100)
                return set(c, "attribute", "whole numbers with " + std::to_string(p.distinct) + " values: a code or a level");
            return set(c, "measure", "whole numbers");
        }
        set(c, "measure", "a number that nothing forbids to sum");
    }

    /// No column is named channel, but one names platforms, sources or media that are channels.
    void one_channel() {
        if (m_kinds.contains("channel")) return;
        for (const std::string_view kind : {"medium", "platform", "source", "partner"})
            if (const auto at = m_kinds.find(kind);
                at != m_kinds.end() && (kind == "medium" || kind_of_values(m_profiles[at->second].values) == "channel")) {
                m_columns[at->second].kind = "channel";
                m_columns[at->second].reason += "; stands in for the channel";
                return;
            }
    }

    void units() {
        std::string currency;
        for (size_t c = 0; c < m_columns.size(); ++c) {
            const RoleGuess* g = best(c);
            if (g && g->kind == "currency" && m_profiles[c].distinct == 1 && m_profiles[c].values.size() == 1)
                currency = m_profiles[c].values.front();
        }
        std::ranges::transform(currency, currency.begin(),
                               [](char ch) { return ch >= 'a' && ch <= 'z' ? static_cast<char>(ch - 32) : ch; });
        for (size_t c = 0; c < m_columns.size(); ++c) {
            DatasetColumn& column = m_columns[c];
            const auto money = [&] {
                if (is_currency(column.unit)) return;
                column.unit = !m_names[c].currency.empty() ? m_names[c].currency
                              : is_currency(currency)      ? currency
                                                           : std::string();
            };
            if (column.role == "rate") {
                rate_unit(c, money);
            } else if (column.role == "cost" || column.role == "revenue" || (column.role == "measure" && m_money[c])) {
                money();
            } else if (m_unitless.contains(c)) {
                column.unit.clear();
            } else if (is_measure_role(column.role)) {
                if (!is_currency(column.unit)) column.unit = "count";
            } else if (!is_number(column.type)) {
                column.unit.clear();
            }
        }
    }

    void rate_unit(size_t c, const auto& money) {
        static const std::set<std::string, std::less<>> prices{"cpc",    "cpm",  "cpa",   "cpl",   "cpv",   "cpo",   "cpi",
                                                               "cpr",    "cac",  "ecpm",  "ecpc",  "tkp",   "aov",   "cost",
                                                               "kosten", "cout", "coste", "costo", "custo", "preis", "price"};
        static const std::set<std::string, std::less<>> percents{"ctr",     "cvr",  "vtr",     "acos",  "tacos", "rate",
                                                                 "taux",    "tasa", "taxa",    "tasso", "share", "anteil",
                                                                 "percent", "pct",  "prozent", "quote"};
        DatasetColumn& column = m_columns[c];
        const auto any = [&](const auto& set) {
            return std::ranges::any_of(m_names[c].words, [&](const std::string& w) { return set.contains(w); });
        };
        const bool value = std::ranges::any_of(m_names[c].words, [](const std::string& w) {
            return w == "value" || w == "wert" || w == "valeur" || w == "valor" || w == "valore" || w == "revenue" || w == "roas";
        });
        const auto noted = [&](std::string_view w) { return std::ranges::find(m_names[c].notes, w) != m_names[c].notes.end(); };
        if (column.type == FieldType::percent || noted("acos") || noted("tacos"))
            column.unit = "percent";
        else if ((value && !any(percents)) || noted("roas"))
            column.unit = "ratio";
        else if (any(prices) && !m_names[c].percent && !any(percents)) {
            if (column.unit == "count" || column.unit == "ratio" || column.unit == "percent") column.unit.clear();
            money();
        } else
            column.unit = m_names[c].percent || any(percents) ? "percent" : "ratio";
    }

    std::vector<DatasetColumn>& m_columns;
    std::vector<ColumnProfile> m_profiles;
    std::vector<HeaderName> m_names;
    std::vector<std::vector<RoleGuess>> m_guesses;
    std::vector<std::string> m_mixed; ///< what the reader found: amounts in several currencies, which have no sum
    std::vector<bool> m_done;
    std::map<std::string_view, size_t> m_taken; ///< roles that one column has
    std::map<std::string_view, size_t> m_kinds; ///< kinds of dimensions that one column has
    std::map<size_t, bool> m_money, m_conversion;
    std::set<size_t> m_unitless;
};

} // namespace

void infer_roles(std::vector<DatasetColumn>& columns, const std::vector<ColumnProfile>& profiles) {
    if (!columns.empty()) Inference(columns, profiles).run();
}

} // namespace plumbline::ingest
