// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/roles_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/ingest/roles_phrases.h"
#include "core/store/dataset.h"

namespace plumbline::ingest {

namespace {

using Words = std::set<std::string, std::less<>>;

const Words& rates() {
    static const Words words{"ctr",
                             "cpc",
                             "cpm",
                             "cpa",
                             "cpl",
                             "cpv",
                             "cpo",
                             "cpi",
                             "cpr",
                             "cac",
                             "ecpm",
                             "ecpc",
                             "ecpa",
                             "ecpl",
                             "roas",
                             "roi",
                             "romi",
                             "acos",
                             "tacos",
                             "aov",
                             "cvr",
                             "vtr",
                             "rpm",
                             "rpc",
                             "arpu",
                             "frequency",
                             "frequenz",
                             "frequence",
                             "repetition",
                             "frecuencia",
                             "frequencia",
                             "frequenza",
                             "rate",
                             "ratio",
                             "quote",
                             "taux",
                             "tasa",
                             "taxa",
                             "tasso",
                             "avg",
                             "average",
                             "durchschn",
                             "durchschnitt",
                             "durchschnittlich",
                             "durchschnittliche",
                             "durchschnittlicher",
                             "moy",
                             "moyen",
                             "moyenne",
                             "mittlere",
                             "mittlerer",
                             "promedio",
                             "mean",
                             "median",
                             "percent",
                             "percentage",
                             "pct",
                             "prozent",
                             "prozentsatz",
                             "pourcentage",
                             "porcentaje",
                             "porcentagem",
                             "percentuale",
                             "share",
                             "anteil",
                             "position",
                             "kur",
                             "tkp",
                             "rendite",
                             "tausenderpreis"};
    return words;
}

/// Abbreviations that make a ratio even in brackets: "Total cost of sales (ACOS)".
const Words& bracket_rates() {
    static const Words words{"ctr",  "cpc", "cpm",  "cpa",   "cpl", "cpv", "ecpm",
                             "roas", "roi", "acos", "tacos", "aov", "cvr", "rate"};
    return words;
}

const Words& neutral() {
    static const Words words{
        "total",       "totals",        "totale",    "totales", "totaux",  "totais", "gesamt",  "gesamte", "all",
        "alle",        "tous",          "todos",     "todas",   "tutti",   "sum",    "summe",   "number",  "num",
        "nb",          "nbr",           "count",     "anzahl",  "nombre",  "numero", "website", "online",  "actual",
        "metrics",     "campaign",      "kampagnen", "net",     "netto",   "nett",   "daily",   "weekly",  "monthly",
        "value",       "amount",        "my",        "our",     "ads",     "ad",     "account", "paid",    "marketing",
        "advertising", "publicitaires", "segments",  "session", "utm",     "7",      "14",      "28",      "30",
        "1",           "day",           "days",      "click",   "default", "main",   "overall", "local",   "reporting",
        "qty",         "customer",      "base",      "data",    "name",    "lc"};
    return words;
}

/// What was meant, promised or lost is not what happened.
const Words& unreal() {
    static const Words words{
        "budgeted",   "planned",   "plan",     "target",    "targets",   "goal",     "goals",      "expected",    "forecast",
        "forecasted", "estimated", "estimate", "predicted", "projected", "geplant",  "geplante",   "soll",        "ziel",
        "prevu",      "prevus",    "prevue",   "objectif",  "previsto",  "prevista", "lost",       "missed",      "previous",
        "prev",       "prior",     "last",     "ly",        "py",        "vorjahr",  "vorperiode", "precedent",   "anterior",
        "cancelled",  "canceled",  "refunded", "returned",  "failed",    "invalid",  "declined",   "abandoned",   "storniert",
        "stornierte", "annules",   "annulees", "pending",   "change",    "diff",     "delta",      "veranderung", "cumulative",
        "cum",        "kumuliert", "ytd",      "mtd",       "lifetime",  "max",      "min",        "limit",       "remaining"};
    return words;
}

/// Numbers about somebody else.
const Words& foreign() {
    static const Words words{"competitor", "competitors",  "competition", "benchmark",   "industry", "konkurrenz",
                             "wettbewerb", "wettbewerber", "concurrents", "concurrence", "branche"};
    return words;
}

const Words& channels() {
    static const Words words{
        "tv",           "television", "fernsehen",   "radio",     "newspaper",     "newspapers",  "zeitung",     "print",
        "magazine",     "magazines",  "ooh",         "outdoor",   "billboard",     "billboards",  "plakat",      "cinema",
        "kino",         "facebook",   "fb",          "instagram", "insta",         "meta",        "google",      "youtube",
        "yt",           "bing",       "microsoft",   "tiktok",    "snapchat",      "snap",        "pinterest",   "linkedin",
        "twitter",      "x",          "amazon",      "criteo",    "awin",          "reddit",      "quora",       "whatsapp",
        "search",       "sem",        "sea",         "seo",       "ppc",           "display",     "gdn",         "banner",
        "programmatic", "social",     "smm",         "organic",   "direct",        "referral",    "email",       "mail",
        "mailing",      "newsletter", "sms",         "push",      "affiliate",     "affiliates",  "affiliation", "influencer",
        "influencers",  "video",      "shopping",    "pmax",      "retargeting",   "remarketing", "podcast",     "audio",
        "native",       "media",      "cpc",         "adwords",   "brand",         "performance", "digital",     "offline",
        "partner",      "partners",   "partnership", "event",     "events",        "trade",       "suche",       "recherche",
        "busca",        "busqueda",   "ricerca",     "organisch", "bezahlt",       "paid",        "e-mail",      "suchmaschine",
        "catalog",      "messenger",  "discovery",   "crm",       "telemarketing", "leaflet",     "flyer",       "dm"};
    return words;
}

struct Entry {
    const RolePhrases* phrases;
    int words;
};

struct Vocabulary {
    std::multimap<std::string, Entry, std::less<>> by_phrase; ///< words with spaces
    std::multimap<std::string, Entry, std::less<>> joined;    ///< words without, for "campaignname"
};

const Vocabulary& vocabulary() {
    static const Vocabulary all = [] {
        Vocabulary v;
        for (const RolePhrases& entry : role_phrases) {
            for (size_t at = 0; at <= entry.phrases.size();) {
                const size_t end = std::min(entry.phrases.find('|', at), entry.phrases.size());
                const std::vector<std::string> words = read_header(entry.phrases.substr(at, end - at)).words;
                const Entry e{&entry, static_cast<int>(words.size())};
                v.by_phrase.emplace(join_words(words, 0, words.size()), e);
                if (words.size() > 1) v.joined.emplace(join_words(words, 0, words.size(), ""), e);
                at = end + 1;
            }
        }
        return v;
    }();
    return all;
}

/// German writes one word where others write two: "Werbekosten", "Bestelldatum".
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> endings{{{"kosten", "kosten"},
                                                                                 {"ausgaben", "ausgaben"},
                                                                                 {"umsatz", "umsatz"},
                                                                                 {"erlos", "umsatz"},
                                                                                 {"klicks", "klicks"},
                                                                                 {"impressionen", "impressionen"},
                                                                                 {"bestellungen", "bestellungen"},
                                                                                 {"kaufe", "kaufe"},
                                                                                 {"nummer", "nummer"},
                                                                                 {"kennung", "nummer"},
                                                                                 {"datum", "bestelldatum"},
                                                                                 {"preis", "preis"},
                                                                                 {"budget", "budget"},
                                                                                 {"kunden", "kunden"},
                                                                                 {"sitzungen", "sitzungen"},
                                                                                 {"anfragen", "anfragen"},
                                                                                 {"kampagne", "kampagne"},
                                                                                 {"conversions", "conversions"}}};

} // namespace

bool is_channel_word(std::string_view word) { return channels().contains(word); }
bool is_neutral_word(std::string_view word) { return word.size() == 1 || neutral().contains(word); }

bool is_rate_name(const HeaderName& name) {
    if (name.percent || name.per) return true;
    if (join_words(name.words, 0, name.words.size()).starts_with("return on ")) return true;
    const auto rate = [](const std::string& w) {
        if (rates().contains(w)) return true;
        static const Words not_rates{"corporate", "generate", "separate", "private", "accurate", "template"};
        if (not_rates.contains(w)) return false;
        const std::string_view v = w;
        return v.size() > 6 && (v.ends_with("rate") || v.ends_with("quote") || v.ends_with("anteil") || v.ends_with("schnitt"));
    };
    return std::ranges::any_of(name.words, rate) ||
           std::ranges::any_of(name.notes, [](const std::string& w) { return bracket_rates().contains(w); });
}

std::vector<RoleGuess> guess_roles(const HeaderName& name) {
    std::vector<std::string> w = name.words;
    // Marks such as tv_S, tv_I (spend, impressions) in the data of media-mix models.
    while (w.size() > 1 && w.back().size() == 1 && !(w.back()[0] >= '0' && w.back()[0] <= '9')) w.pop_back();
    const size_t n = w.size();
    struct Match {
        size_t from, to;
        const RolePhrases* phrases;
        int penalty;
    };
    std::vector<Match> matches;
    const auto add = [&](size_t from, size_t to, std::string_view phrase, const auto& map, int penalty) {
        const auto [first, last] = map.equal_range(phrase);
        for (auto at = first; at != last; ++at) matches.push_back({from, to, at->second.phrases, penalty});
    };
    for (size_t i = 0; i < n; ++i)
        for (size_t j = i + 1; j <= n && j <= i + 5; ++j) add(i, j, join_words(w, i, j), vocabulary().by_phrase, 0);
    // Notes can belong to the phrase: "Clicks (all)", "Purchases (value)".
    if (!name.notes.empty()) {
        std::vector<std::string> both = w;
        both.insert(both.end(), name.notes.begin(), name.notes.end());
        std::vector<Match> plain;
        plain.swap(matches);
        add(0, n, join_words(both, 0, both.size()), vocabulary().by_phrase, 0);
        if (matches.empty()) matches.swap(plain);
    }
    if (n <= 2) add(0, n, join_words(w, 0, n, ""), vocabulary().joined, 3);
    if (matches.empty() && n > 0)
        for (const auto& [ending, stands_for] : endings)
            if (w[n - 1].size() > ending.size() && std::string_view(w[n - 1]).ends_with(ending)) {
                add(0, n, stands_for, vocabulary().by_phrase, 8);
                break;
            }

    const bool some_end = std::ranges::any_of(matches, [&](const Match& m) { return m.to == n; });
    std::vector<RoleGuess> out;
    for (const Match& m : matches) {
        const bool inside = std::ranges::any_of(
            matches, [&](const Match& o) { return o.from <= m.from && m.to <= o.to && o.to - o.from > m.to - m.from; });
        if (inside) continue;
        std::vector<std::string> rest;
        bool never_happened = false, of_others = false;
        for (size_t i = 0; i < n; ++i) {
            if (i >= m.from && i < m.to) continue;
            never_happened |= unreal().contains(w[i]);
            of_others |= foreign().contains(w[i]);
            if (!is_neutral_word(w[i])) rest.push_back(w[i]);
        }
        RoleGuess g{m.phrases->role,
                    m.phrases->kind,
                    m.phrases->score - m.penalty,
                    join_words(rest, 0, rest.size()),
                    m.to - m.from == n,
                    false,
                    false};
        if (!g.exact) {
            const int others = static_cast<int>(n - (m.to - m.from));
            if (m.to == n)
                g.score -= rest.empty() ? 3 + others : 20;
            else if (m.from == 0 && !some_end)
                g.score -= rest.empty() ? 5 + others : is_measure_role(g.role) ? 30 : 45;
            else
                continue;
        }
        if (of_others && is_measure_role(g.role)) {
            g.role = "attribute";
            g.kind = "about others";
        } else if (never_happened && is_measure_role(g.role)) {
            g.role = "measure";
            g.qualifier.clear();
            g.unreal = true;
        }
        // "conversions", "approved conversions": what the platform counted, not what the shop did.
        g.conversion = g.kind == "conversions" || g.kind == "results";
        if (g.kind == "sales") g.kind = g.role == "orders" ? "count" : "money";
        if (g.kind == "conversions" || g.kind == "results") g.kind = "count";
        if (g.score >= 20) out.push_back(std::move(g));
    }
    std::ranges::stable_sort(out, [](const RoleGuess& a, const RoleGuess& b) { return a.score > b.score; });
    return out;
}

std::string_view kind_of_values(const std::vector<std::string>& values) {
    static const std::map<std::string_view, Words> kinds{
        {"device",
         {"desktop",
          "mobile",
          "tablet",
          "computers",
          "computer",
          "mobile phone",
          "mobile phones",
          "mobile devices with full browsers",
          "tablets with full browsers",
          "phone",
          "tv",
          "connected tv",
          "ios",
          "android",
          "smartphone",
          "handy",
          "ordinateur",
          "telephone",
          "mobil",
          "movil",
          "web",
          "app",
          "iphone",
          "ipad",
          "pc",
          "other"}},
        {"gender",
         {"m", "f", "male", "female", "unknown", "d", "undetermined", "w", "homme", "femme", "mann", "frau", "hombre", "mujer",
          "masculino", "feminino", "women", "men", "uncategorized"}},
        {"status",
         {"active", "paused", "enabled", "removed", "ended", "inactive", "archived", "draft", "aktiv", "pausiert", "completed",
          "not delivering", "en pause", "actif", "deleted", "limited", "eligible"}},
        {"country",
         {"ch",
          "de",
          "fr",
          "at",
          "it",
          "us",
          "uk",
          "gb",
          "es",
          "pt",
          "nl",
          "be",
          "pl",
          "se",
          "no",
          "dk",
          "fi",
          "ie",
          "br",
          "ca",
          "au",
          "in",
          "jp",
          "switzerland",
          "germany",
          "france",
          "austria",
          "italy",
          "united states",
          "united kingdom",
          "spain",
          "portugal",
          "netherlands",
          "belgium",
          "poland",
          "sweden",
          "norway",
          "denmark",
          "finland",
          "ireland",
          "brazil",
          "canada",
          "australia",
          "india",
          "japan",
          "schweiz",
          "deutschland",
          "frankreich",
          "osterreich",
          "suisse",
          "allemagne",
          "espagne",
          "usa",
          "mexico",
          "china"}},
        {"weekday",
         {"monday",     "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",   "montag", "dienstag", "mittwoch",
          "donnerstag", "freitag", "samstag",   "sonntag",  "lundi",  "mardi",    "mercredi", "jeudi",  "vendredi", "samedi",
          "dimanche",   "mon",     "tue",       "wed",      "thu",    "fri",      "sat",      "sun"}}};
    if (values.size() < 2) return {};
    const auto most = [&](auto&& fits) {
        return static_cast<size_t>(std::ranges::count_if(values, fits)) * 5 >= values.size() * 4;
    };
    for (const auto& [kind, words] : kinds)
        if (most([&](const std::string& v) { return words.contains(ascii(v)); })) return kind;
    const auto is_age = [](const std::string& v) {
        const bool digits = v.size() >= 3 && v[0] >= '0' && v[0] <= '9' && v[1] >= '0' && v[1] <= '9';
        return v == "unknown" || v == "undetermined" ||
               (digits && (v[2] == '+' || v.find('-') == 2 || v.find("\u2013") == 2 || v.find(" to ") == 2));
    };
    if (most(is_age)) return "age";
    const auto is_channel = [](const std::string& v) {
        return std::ranges::any_of(read_header(v).words, [](const std::string& w) { return is_channel_word(w); });
    };
    if (most(is_channel)) return "channel";
    return {};
}

} // namespace plumbline::ingest
