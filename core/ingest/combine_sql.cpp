// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/combine_sql.h"

#include <algorithm>
#include <set>

#include "core/ingest/roles_name.h"
#include "core/metrics/metrics.h"
#include "core/store/duck.h"
#include "core/warehouse/rollup.h"

namespace plumbline::ingest {

namespace {

using duck::quote_name;
using duck::quote_text;

struct Platform {
    std::string_view label;
    std::string_view words;   ///< in names and in values that tell a source, "|" between
    std::string_view headers; ///< columns that only its exports have
    bool organic_too;         ///< its bare name is also where visits come from that nobody paid for
};

constexpr std::array<Platform, 14> platforms{{
    {"Google Ads", "google|adwords|googleads|gads", "impr|conv value|valeur conv|conv wert|valor conv|valore conv", true},
    {"Microsoft Ads", "microsoft|bing|msads", "", true},
    {"Meta", "meta|facebook|instagram|fb|ig", "amount spent|montant depense|ausgegebener betrag|importe gastado|importo speso",
     false},
    {"TikTok", "tiktok", "", false},
    {"LinkedIn", "linkedin", "total spent", false},
    {"Pinterest", "pinterest", "", false},
    {"Snapchat", "snapchat|snap", "", false},
    {"Reddit", "reddit", "", false},
    {"X", "twitter", "", false},
    {"YouTube", "youtube", "", false},
    {"Amazon Ads", "amazon", "", true},
    {"Criteo", "criteo", "", false},
    {"Taboola", "taboola", "", false},
    {"Outbrain", "outbrain", "", false},
}};

std::vector<std::string> split(std::string_view list) {
    std::vector<std::string> out;
    while (!list.empty()) {
        const size_t end = std::min(list.find('|'), list.size());
        out.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
}

const Platform* known(std::string_view label) {
    const auto at = std::ranges::find(platforms, label, &Platform::label);
    return at == platforms.end() ? nullptr : &*at;
}

std::string text_of(const DatasetColumn& c) { return "CAST(" + quote_name(c.field) + " AS VARCHAR)"; }

/// SQL: the names of a part's campaigns.
std::string campaigns_of(const DatasetInfo& d, std::string_view role) {
    const DatasetColumn* campaign = d.by_role(role);
    if (!campaign) return {};
    const std::string name = "lower(trim(" + text_of(*campaign) + "))";
    return "(SELECT DISTINCT " + name + " FROM " + quote_name(d.facts_table) + " WHERE " + name + " <> '')";
}

/// SQL for whether the row names a campaign that this platform has and no other: "" where that cannot be told.
std::string names_campaign_of(const PlacedPart& platform, const DatasetInfo& shop, const std::vector<PlacedPart>& parts) {
    for (const std::string_view role : {"campaign_id", "campaign"}) {
        const DatasetColumn* own = shop.by_role(role);
        const std::string known = campaigns_of(platform.dataset, role);
        if (!own || known.empty()) continue;
        const std::string name = "lower(trim(" + text_of(*own) + "))";
        std::string sql = name + " IN " + known;
        for (const PlacedPart& other : parts)
            if (const std::string theirs = campaigns_of(other.dataset, role);
                other.platform && other.label != platform.label && !theirs.empty())
                sql += " AND " + name + " NOT IN " + theirs;
        return "(" + sql + ")";
    }
    return {};
}

/// SQL for the channel of a row that says where it came from: the platforms among the parts by their names or by a campaign that
/// one of them has, unless the value says that nobody paid for it; everything else as it is written.
std::string channel_of_value(const std::string& value, const DatasetInfo& shop, const std::vector<PlacedPart>& parts,
                             const std::string& otherwise) {
    const std::string low = "lower(" + value + ")";
    const auto has = [&](std::string_view words) {
        return "regexp_matches(" + low + ", " + quote_text("(^|[^a-z])(" + std::string(words) + ")([^a-z]|$)") + ")";
    };
    std::string sql = "CASE WHEN " + value + " IS NULL THEN " + quote_text(otherwise) + " WHEN " +
                      has("organic|organique|organisch|referral|seo|unpaid") + " THEN " + value;
    std::set<std::string> done;
    for (const PlacedPart& p : parts) {
        if (!p.platform || !done.insert(p.label).second) continue;
        sql += " WHEN " + low + " = " + quote_text(p.label) + " OR " + low + " = lower(" + quote_text(p.label) + ") THEN " +
               quote_text(p.label);
        if (const std::string campaign = names_campaign_of(p, shop, parts); !campaign.empty())
            sql += " WHEN " + campaign + " THEN " + quote_text(p.label);
        const Platform* platform = known(p.known_as);
        if (!platform) continue;
        sql += " WHEN " + has(platform->words) +
               (platform->organic_too ? " AND " + has("cpc|ppc|cpm|paid|ads|ad|adwords|sea|shopping|pmax|display") : "") +
               " THEN " + quote_text(p.label);
    }
    return sql + " ELSE " + value + " END";
}

/// The columns of the combined dataset in the order in which they are met.
class Columns {
public:
    void add(const DatasetColumn& c) {
        const auto at = std::ranges::find(m_all, c.field, &DatasetColumn::field);
        if (at == m_all.end()) {
            m_all.push_back(c);
        } else if (at->unit.empty()) {
            at->unit = c.unit;
        }
    }
    std::vector<DatasetColumn> take() { return std::move(m_all); }

private:
    std::vector<DatasetColumn> m_all;
};

const DatasetColumn* of_kind(const DatasetInfo& d, std::string_view kind) {
    const auto at =
        std::ranges::find_if(d.columns, [&](const DatasetColumn& c) { return c.role == "dimension" && c.kind == kind; });
    return at == d.columns.end() ? nullptr : &*at;
}

std::string claimed_name(std::string_view role, Language language) {
    return metrics::metric_name(metrics::find_metric(role), language) + (language == Language::fr ? " (régies)" : " (platforms)");
}

} // namespace

std::string platform_of(const std::string& name) {
    const HeaderName header = read_header(name);
    for (const Platform& p : platforms)
        for (const std::string& word : split(p.words))
            if (std::ranges::find(header.words, word) != header.words.end()) return std::string(p.label);
    return {};
}

std::string platform_of(const DatasetInfo& dataset) {
    if (std::string named = platform_of(dataset.name); !named.empty()) return named;
    for (const Platform& p : platforms)
        for (const std::string& phrase : split(p.headers))
            for (const DatasetColumn& c : dataset.columns) {
                const HeaderName header = read_header(c.name);
                if (join_words(header.words, 0, header.words.size()) == phrase) return std::string(p.label);
            }
    return {};
}

CombinePlan combine_plan(const std::vector<PlacedPart>& parts, Language language) {
    CombinePlan plan;
    Columns columns;
    columns.add({"Date", "date", FieldType::date, 0, "date", "", "", "combined"});
    columns.add({"Channel", "channel", FieldType::text, 0, "dimension", "channel", "", "combined: the platform, or the source"});
    // An export without spend that knows an outcome knows it for everybody.
    const auto known_without_spend = [&](std::string_view role) {
        return std::ranges::any_of(parts,
                                   [&](const PlacedPart& p) { return p.dataset.by_role(role) && !p.dataset.by_role("cost"); });
    };
    // Where customers' outcomes come from a shop, a dimension that only the platforms know would set their spend against nothing:
    // it stays in their own datasets.
    std::vector<const DatasetInfo*> judges;
    for (const std::string_view role : {"revenue", "orders", "leads"})
        if (judges.empty() && known_without_spend(role))
            for (const PlacedPart& p : parts)
                if (p.dataset.by_role(role) && !p.dataset.by_role("cost")) judges.push_back(&p.dataset);
    const auto known_to_all = [&](const DatasetColumn& c) {
        return std::ranges::all_of(judges, [&](const DatasetInfo* d) {
            return std::ranges::any_of(d->columns, [&](const DatasetColumn& own) {
                return is_dimension_role(own.role) && own.role == c.role &&
                       (c.role != "dimension" || (c.kind.empty() ? own.field == c.field : own.kind == c.kind));
            });
        });
    };
    for (const PlacedPart& part : parts) {
        const DatasetInfo& d = part.dataset;
        const DatasetColumn* date = d.by_role("date");
        if (!date) continue;
        std::vector<std::pair<std::string, std::string>> fields; // field -> SQL
        const auto put = [&](const std::string& sql, const DatasetColumn& c) {
            if (std::ranges::any_of(fields, [&](const auto& f) { return f.first == c.field; })) return;
            fields.emplace_back(c.field, sql);
            if (c.field != "date" && c.field != "channel") columns.add(c);
        };
        put(warehouse::day_sql(*date), {"", "date", FieldType::date, 0, "date", "", "", ""});
        const DatasetColumn* own_channel = of_kind(d, "channel");
        put(part.platform || !own_channel ? quote_text(part.label)
                                          : channel_of_value(text_of(*own_channel), d, parts, part.label),
            {"", "channel", FieldType::text, 0, "dimension", "channel", "", ""});
        // What the platform itself calls a channel is a level below it.
        const DatasetColumn* below = part.platform && own_channel ? own_channel : of_kind(d, "sub_channel");
        DatasetColumn level;
        level.role = "dimension";
        level.kind = "sub_channel";
        if (below && known_to_all(level))
            put(text_of(*below), {"Sub-channel", "sub_channel", FieldType::text, 0, "dimension", "sub_channel", "", "combined"});
        for (const DatasetColumn& c : d.columns) {
            if (!is_dimension_role(c.role) || &c == own_channel || &c == below) continue;
            if (d.by_role("cost") && !known_to_all(c)) continue;
            const bool shared = c.role != "dimension" || (!c.kind.empty() && c.kind != "channel" && c.kind != "sub_channel");
            DatasetColumn out = c;
            out.type = FieldType::text;
            out.reason = "combined";
            if (shared) out.field = c.role == "dimension" ? c.kind : c.role;
            if (!shared && (out.field == "channel" || out.field == "sub_channel" || out.field == "date")) continue;
            if (!shared) out.kind.clear();
            put(text_of(c), out);
        }
        for (const DatasetColumn& c : d.columns) {
            if (!is_measure_role(c.role) || c.role == "measure") continue;
            DatasetColumn out = c;
            out.field = c.role;
            out.reason = "combined";
            const bool outcome = std::ranges::find(outcome_roles, c.role) != outcome_roles.end();
            if (outcome && d.by_role("cost") && known_without_spend(c.role)) {
                out.field = "claimed_" + c.role;
                out.role = "measure";
                out.name = claimed_name(c.role, language);
                plan.claims = true;
            } else {
                out.name = metrics::metric_name(metrics::find_metric(c.role), language);
                if (outcome) plan.outcomes[c.role].push_back(d.name);
            }
            if (out.unit.empty() && (c.role == "revenue" || c.role == "cost")) out.unit = d.currency;
            put(quote_name(c.field), out);
        }
        std::string list;
        for (const auto& [field, sql] : fields) list += (list.empty() ? "" : ", ") + sql + " AS " + quote_name(field);
        plan.select +=
            (plan.select.empty() ? "" : " UNION ALL BY NAME ") + ("SELECT " + list + " FROM " + quote_name(d.facts_table));
    }
    plan.columns = columns.take();
    return plan;
}

} // namespace plumbline::ingest
