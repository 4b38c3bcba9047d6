// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant::parts {

namespace {

/// The meaning of a value span: a whole value wins over words of values; the column named beside it wins; fewer values win.
const ValueHit* pick(const Reading& r, size_t i) {
    const Span& s = r.spans[i];
    std::string near;
    for (const size_t k : {i - 1, i + 1})
        if (k < r.spans.size() && r.adjacent(std::min(i, k), std::max(i, k))) {
            if (const Meaning* d = r.spans[k].find("dim")) near = r.vocabulary->dimension_of_kind(d->detail);
            if (near.empty() && r.spans[k].is("column") && !r.spans[k].is("value")) near = r.spans[k].columns.front();
        }
    const ValueHit* best = nullptr;
    auto score = [&](const ValueHit& h) {
        return (h.whole ? 1000 : 0) + (h.field == near ? 500 : 0) - static_cast<int>(std::min<size_t>(h.values.size(), 400));
    };
    for (const ValueHit& h : s.values)
        if (!best || score(h) > score(*best)) best = &h;
    return best;
}

std::vector<std::string> both(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::string> out;
    for (const std::string& v : a)
        if (std::ranges::find(b, v) != b.end()) out.push_back(v);
    return out;
}

void add(std::vector<std::string>& to, const std::vector<std::string>& values) {
    for (const std::string& v : values)
        if (std::ranges::find(to, v) == to.end()) to.push_back(v);
}

} // namespace

std::vector<ValueFilter> read_filters(Reading& r, std::vector<NamedGroup>* sides) {
    struct Group {
        std::string field;
        std::vector<std::string> values; ///< of the words so far that stand side by side
        bool exclude = false;
        size_t last = 0; ///< span
        bool whole = false;
        size_t first = 0; ///< span
    };
    std::vector<Group> groups;
    static const std::set<std::string, std::less<>> removing{"enleve", "enlever", "enlevez", "retire", "retirer", "retirez",
                                                             "remove", "drop",    "ote",     "oublie", "skip",    "leave"};
    bool negated = !r.tokens.empty() && removing.contains(r.tokens.front().word) && // "remove Google", and no share of a budget
                   std::ranges::none_of(r.tokens, [](const Token& t) { return t.number.has_value(); });
    size_t negated_until = negated ? 6 : 0;
    // "leave Plakat and Newsletter out", "mets Google de côté"
    static const std::set<std::string, std::less<>> leaving{"leave",  "take",    "keep", "put",
                                                            "laisse", "laissez", "mets", "mettez"},
        away{"out", "aside", "off", "cote", "away"};
    size_t left_from = r.tokens.size(), left_to = 0;
    for (size_t t = 0; t < r.tokens.size(); ++t)
        if (leaving.contains(r.tokens[t].word))
            for (size_t u = t + 2; u < std::min(t + 12, r.tokens.size()); ++u)
                if (away.contains(r.tokens[u].word)) left_from = t, left_to = u;
    for (size_t i = 0; i < r.spans.size(); ++i) {
        Span& s = r.spans[i];
        if (s.is("not") && !s.is("value")) {
            negated = true;
            negated_until = s.last + 5;
            continue;
        }
        if (!s.is("value") || s.used) {
            if (s.is("metric") && negated && s.first > negated_until) negated = false;
            continue;
        }
        if (s.first > negated_until) negated = false;
        const ValueHit* hit = pick(r, i);
        if (!hit) continue;
        if (i > 0 && i + 1 < r.spans.size() && r.spans[i - 1].is("each") && r.adjacent(i, i + 1)) { // "each media category"
            const Meaning* d = r.spans[i + 1].find("dim");
            if (d && r.vocabulary->dimension_of_kind(d->detail) == hit->field) {
                std::erase_if(s.meanings, [](const Meaning& m) { return m.tag == "value"; });
                continue;
            }
        }
        if (!hit->whole && s.is("dim") && i + 1 < r.spans.size() && r.spans[i + 1].is("dim") && !r.spans[i + 1].is("value") &&
            s.last == r.spans[i + 1].first) { // "product categories" beside a campaign "Retargeting, product"
            const std::string field = r.vocabulary->dimension_of_kind(r.spans[i + 1].find("dim")->detail);
            if (!field.empty() && field != hit->field) {
                s.meanings.clear();
                continue;
            }
        }
        // A word that is also a metric is a value only where no other metric is named beside it.
        if (s.is("metric") && !hit->whole) continue;
        const bool left_out = s.first > left_from && s.first < left_to;
        if (left_out) negated = true;
        s.excluded = negated;
        if (negated) negated_until = left_out ? left_to : s.last + 4;
        if (!groups.empty() && groups.back().field == hit->field && groups.back().exclude == negated &&
            r.adjacent(groups.back().last, i) && !(groups.back().whole && hit->whole)) {
            const std::vector<std::string> common = both(groups.back().values, hit->values); // "facebook retargeting"
            if (!common.empty() && !hit->whole) {
                groups.back().values = common;
                groups.back().last = i;
                continue;
            }
            // "Instagram and YouTube bloggers": the last word goes for those before, too
            if (groups.size() >= 2 && groups[groups.size() - 2].field == hit->field && !hit->whole) {
                Group& before = groups[groups.size() - 2];
                const auto a = both(before.values, hit->values);
                if (!a.empty()) before.values = a;
            }
        }
        if (groups.size() >= 1 && groups.back().field == hit->field && !hit->whole && r.adjacent(groups.back().last, i) &&
            groups.size() >= 2 && groups[groups.size() - 2].field == hit->field) {
            const auto a = both(groups[groups.size() - 2].values, hit->values);
            const auto b = both(groups.back().values, hit->values);
            if (!a.empty() && !b.empty()) {
                groups[groups.size() - 2].values = a;
                groups.back().values = b;
                continue;
            }
        }
        groups.push_back({hit->field, hit->values, negated, i, hit->whole, i});
    }
    // "YouTube and Instagram bloggers" where the last narrowed its neighbour only
    for (size_t g = 1; g < groups.size(); ++g) {
        if (groups[g].field != groups[g - 1].field || groups[g].whole || groups[g - 1].whole) continue;
        const Span& last = r.spans[groups[g].last];
        const ValueHit* word = pick(r, groups[g].last);
        if (!word || last.first == r.spans[groups[g].last].last) continue;
        if (groups[g].values.size() < word->values.size()) {
            const auto narrowed = both(groups[g - 1].values, word->values);
            if (!narrowed.empty()) groups[g - 1].values = narrowed;
        }
    }
    for (const Group& g : groups) {
        if (!sides || g.exclude) continue;
        const size_t from = r.tokens[r.spans[g.first].first].from, to = r.tokens[r.spans[g.last].last - 1].to;
        sides->push_back({r.text.substr(from, to - from), {{g.field, g.values, false}}});
    }
    std::vector<ValueFilter> out;
    for (const Group& g : groups) {
        const auto at =
            std::ranges::find_if(out, [&](const ValueFilter& f) { return f.dimension == g.field && f.exclude == g.exclude; });
        if (at == out.end())
            out.push_back({g.field, g.values, g.exclude});
        else
            add(at->values, g.values);
    }
    // Words of two columns that mean the same ("Facebook" the channel, "facebook" in names): the narrower stays by itself.
    return out;
}

} // namespace plumbline::assistant::parts
