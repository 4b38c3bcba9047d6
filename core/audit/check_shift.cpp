// SPDX-License-Identifier: GPL-3.0-or-later
// Levels that change from one day to the next and stay. The running level of check_days follows such a change, so that it is
// looked for here: in each measure against the other measures of its series, for single series where it is large, and for
// channels and the whole where it is small but the same in all of them.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr float no_float = std::numeric_limits<float>::quiet_NaN();
/// Days on either side of a step: of a single series, and of a group.
constexpr int series_half = 7, group_half = 10;
/// A step of a single series is told from this factor on: less is what targeting and prices do. At the beginning of an import
/// half of it is enough, and of a group of series a tenth, where all of them make the same step.
constexpr double series_step = 3.5, import_step = 1.8, group_step = 1.06, group_import_step = 1.04;
/// Standard deviations of a difference of two medians.
constexpr double step_sigmas = 6;
/// The step must happen from one day to the next: this share of it within three days.
constexpr double sharp_share = 0.7;
/// And be so many times the usual wandering of the level.
constexpr double wander = 5;
/// Steps of two measures so many days apart are one.
constexpr int same_time = 5;
constexpr size_t least_group = 3, least_all = 4;
constexpr double same_share = 0.8;
/// A run that is shorter is told day by day.
constexpr int least_run = 12;

struct Step {
    int at;
    double size;
};

bool is_money(const Measure& m) { return m.role == "cost" || m.role == "revenue"; }

/// Median of at most a handful of values; changes their order.
float small_median(std::vector<float>& v) {
    for (size_t i = 1; i < v.size(); ++i)
        for (size_t k = i; k > 0 && v[k] < v[k - 1]; --k) std::swap(v[k], v[k - 1]);
    const size_t half = v.size() / 2;
    return v.size() % 2 ? v[half] : (v[half - 1] + v[half]) / 2;
}

/// Each measure of a series against the others: log of it less the median log of the others. Money is held against counts where
/// there are any: a currency changes all money at once.
std::vector<float> relation(const Board& b, const Series& s, size_t m) {
    std::vector<float> out(s.rows.size(), no_float);
    if (!s.tracks[m].active) return out;
    std::vector<const Track*> others;
    for (const bool counts_only : {true, false}) {
        for (size_t k = 0; k < s.tracks.size(); ++k)
            if (k != m && s.tracks[k].active && (!counts_only || !is_money(b.measures[m]) || !is_money(b.measures[k])))
                others.push_back(&s.tracks[k]);
        if (!others.empty()) break;
    }
    if (others.empty()) return out;
    const auto typical = [](const Track& t) { return static_cast<float>(std::log(std::max(t.typical, 0.5))); };
    std::vector<float> levels, there;
    for (const Track* t : others) levels.push_back(typical(*t));
    const float own = typical(s.tracks[m]);
    for (size_t i = 0; i < out.size(); ++i) {
        if (std::isnan(s.tracks[m].logs[i])) continue;
        there.clear();
        for (size_t k = 0; k < others.size(); ++k)
            if (const float v = others[k]->logs[i]; !std::isnan(v)) there.push_back(v - levels[k]);
        if (!there.empty()) out[i] = s.tracks[m].logs[i] - own - small_median(there);
    }
    return out;
}

double noise_of(const std::vector<double>& x) {
    std::vector<double> jumps;
    double before = nan;
    for (const double v : x) {
        if (std::isnan(v)) continue;
        if (!std::isnan(before)) jumps.push_back(std::abs(v - before));
        before = v;
    }
    return jumps.size() < 10 ? nan : std::max(0.01, 1.4826 * median_of(jumps) / std::sqrt(2.0));
}

double mean_between(const std::vector<double>& x, int from, int to) {
    double sum = 0;
    int n = 0;
    for (int i = std::max(0, from); i < std::min(to, static_cast<int>(x.size())); ++i)
        if (!std::isnan(x[static_cast<size_t>(i)])) {
            sum += x[static_cast<size_t>(i)];
            ++n;
        }
    return n ? sum / n : nan;
}

/// Sum of the distances of what lies between from its median.
double error_around(const std::vector<double>& x, int from, int to) {
    std::vector<double> there;
    for (int i = from; i < to; ++i)
        if (!std::isnan(x[static_cast<size_t>(i)])) there.push_back(x[static_cast<size_t>(i)]);
    std::vector<double> copy = there;
    const double centre = median_of(copy);
    double sum = 0;
    for (const double v : there) sum += std::abs(v - centre);
    return sum;
}

/// Steps of a series of logs: places where the median of the days from there on differs from that of the days before.
std::vector<Step> steps(const std::vector<double>& x, int half, const std::function<double(int)>& least) {
    std::vector<Step> out;
    const int n = static_cast<int>(x.size());
    if (n < 4 * half) return out;
    const double noise = noise_of(x);
    if (std::isnan(noise)) return out;
    const std::vector<double> level = running_median(x, half);
    std::vector<double> jump(x.size(), 0), sizes;
    for (int p = half; p + half <= n; ++p) {
        const double left = level[static_cast<size_t>(std::max(0, p - half - 1))],
                     right = level[static_cast<size_t>(std::min(n - 1, p + half))];
        if (std::isnan(left) || std::isnan(right)) continue;
        jump[static_cast<size_t>(p)] = right - left;
        sizes.push_back(std::abs(right - left));
    }
    if (sizes.empty()) return out;
    const double usual = median_of(sizes), error = step_sigmas * noise * 1.2533 * std::sqrt(2.0 / (2 * half + 1));
    for (int p = half; p + half <= n; ++p) {
        const double size = jump[static_cast<size_t>(p)];
        if (std::abs(size) < std::max({least(p), error, wander * usual})) continue;
        // The largest around; of a plateau the day that parts the days before from those behind it best.
        int best = p;
        double least_error = std::numeric_limits<double>::infinity();
        for (int q = p; q < std::min(n - half, p + 2 * half + 1) && jump[static_cast<size_t>(q)] * size > 0; ++q) {
            if (std::abs(jump[static_cast<size_t>(q)]) < 0.7 * std::abs(size)) continue;
            const int from = std::max(0, p - half), to = std::min(n, p + 3 * half);
            const double here = error_around(x, from, q) + error_around(x, q, to);
            if (here < least_error) {
                least_error = here;
                best = q;
            }
        }
        const double found = jump[static_cast<size_t>(best)];
        const double sharp = std::abs(mean_between(x, best, best + 3) - mean_between(x, best - 3, best));
        // Three days on either side err as well.
        if (sharp + noise >= sharp_share * std::abs(found) && sharp * 2 >= std::abs(found) &&
            std::abs(found) >= std::abs(size) * 0.7)
            out.push_back({best, found});
        p = std::max(p, best) + half;
    }
    return out;
}

/// Sets what was to be expected on the finding's days to a level, with the noise around it.
void set_expected(Finding& f, const std::function<std::optional<double>(const DayValue&)>& expected, double noise) {
    double sum = 0, low = 0, high = 0, seen = 0;
    for (DayValue& d : f.series) {
        if (!f.days->contains(d.day)) continue;
        const auto e = expected(d);
        d.expected = e;
        d.low = e ? std::optional(*e * std::exp(-2.576 * noise)) : std::nullopt;
        d.high = e ? std::optional(*e * std::exp(2.576 * noise)) : std::nullopt;
        sum += e.value_or(0);
        low += d.low.value_or(0);
        high += d.high.value_or(0);
        seen += d.seen.value_or(0);
    }
    f.value = seen;
    f.expected = sum;
    f.low = low;
    f.high = high;
}

/// Name of a change of this size that lasts.
std::string kind_of(double size, bool stays, const Measure& m) {
    const double tens = size / std::log(10.0), nearest = std::round(tens);
    const bool unit =
        (std::abs(nearest) == 2 || std::abs(nearest) == 3 || std::abs(nearest) == 6) && std::abs(tens - nearest) < 0.12;
    if (unit) return "unit_change";
    if (stays) return "level_shift";
    if (size < 0) return "collapse";
    return m.role == "clicks" || m.role == "visits" ? "bot_clicks_3x" : "lead_surge_20x";
}

void single(const Board& b, const Series& s, const std::vector<int>& imports, Findings& out) {
    if (s.size() < 4 * series_half) return;
    for (size_t m = 0; m < s.tracks.size(); ++m) {
        const Track& t = s.tracks[m];
        if (!t.active || t.typical < 3) continue;
        // Most series hold no step: a look at every fifth day says so.
        double least = std::numeric_limits<double>::infinity(), most = 0;
        for (size_t i = 0; i < t.seen.size(); i += 5)
            if (t.seen[i] > 0) {
                least = std::min(least, t.seen[i]);
                most = std::max(most, t.seen[i]);
            }
        if (most < least * (imports.empty() ? series_step : import_step)) continue;
        const std::vector<float> related = relation(b, s, m);
        const std::vector<double> x(related.begin(), related.end());
        const auto least_at = [&](int p) {
            const bool import = std::ranges::any_of(imports, [&](int i) { return std::abs(i - (s.first + p)) <= 1; });
            return std::log(import ? import_step : series_step);
        };
        const std::vector<Step> found = steps(x, b.step == 1 ? series_half : 4, least_at);
        for (size_t k = 0; k < found.size(); ++k) {
            const Step& step = found[k];
            const bool back = k + 1 < found.size() && found[k + 1].size * step.size < 0 &&
                              std::abs(found[k + 1].size + step.size) < 0.4 * std::abs(step.size);
            int from = step.at, to = back ? found[k + 1].at - 1 : s.size() - 1;
            double size = step.size;
            // Of two levels of which neither comes back, the one that is shorter is the odd one.
            if (!back && k == 0 && step.at * 3 < s.size()) {
                from = 0;
                to = step.at - 1;
                size = -size;
            }
            if (back) ++k;
            if (to - from + 1 < least_run) continue;
            // A campaign alone changes its level with its season or its target; only another unit, or another import, is told.
            const std::string kind = kind_of(size, !back, b.measures[m]);
            const bool import = std::ranges::any_of(imports, [&](int i) { return std::abs(i - (s.first + step.at)) <= 1; });
            if (kind != "unit_change" && !import) continue;
            Finding f = start_finding(b, s, static_cast<int>(m), from, to, kind);
            const double factor = std::exp(size);
            set_expected(
                f, [&](const DayValue& d) { return d.seen ? std::optional(*d.seen / factor) : std::nullopt; },
                std::max(0.05, noise_of(x)));
            f.factor = factor;
            f.severity = std::abs(size) > std::log(series_step) ? Severity::blocker : Severity::warning;
            f.remedies = {Action::rescale, Action::exclude, Action::event, Action::leave};
            out.push_back(std::move(f));
        }
    }
}

struct Group {
    std::string name; ///< empty: all
    std::vector<const Series*> members;
};

class Shifts {
public:
    Shifts(const Board& board, const std::vector<int>& imports, const std::stop_token& stop)
        : m_board(board), m_imports(imports), m_stop(stop) {
        m_relations.assign(board.series.size(), {});
        parallel(
            board.series.size(),
            [&](size_t i) {
                for (size_t m = 0; m < board.measures.size(); ++m) m_relations[i].push_back(relation(board, board.series[i], m));
            },
            stop);
    }

    void look(const Group& group, const std::string& dimension, Findings& out) {
        struct Found {
            size_t measure;
            Step step;
            double noise;
        };
        std::vector<Found> found;
        std::vector<std::vector<double>> medians(m_board.measures.size());
        parallel(
            medians.size(), [&](size_t m) { medians[m] = median(group, m); }, m_stop);
        for (size_t m = 0; m < m_board.measures.size(); ++m) {
            const std::vector<double>& x = medians[m];
            for (const Step& s :
                 steps(x, group_half, [&](int p) { return std::log(boundary(p) ? group_import_step : group_step); }))
                if (const auto size = shared(group, m, s)) found.push_back({m, {s.at, *size}, noise_of(x)});
        }
        // All money by the same factor, and no count: another currency.
        std::vector<uint8_t> gone(found.size(), 0);
        size_t all_money = 0;
        for (const Measure& m : m_board.measures) all_money += is_money(m);
        for (size_t i = 0; i < found.size(); ++i) {
            if (gone[i]) continue;
            std::vector<size_t> money;
            for (size_t k = 0; k < found.size(); ++k)
                if (is_money(m_board.measures[found[k].measure]) && std::abs(found[k].step.at - found[i].step.at) <= same_time &&
                    std::abs(found[k].step.size - found[i].step.size) < std::max(0.06, 0.15 * std::abs(found[i].step.size)))
                    money.push_back(k);
            const bool currency = is_money(m_board.measures[found[i].measure]) && money.size() >= 2 && money.size() == all_money;
            if (!currency) continue;
            // The quieter of them says when.
            const size_t clear = *std::ranges::min_element(money, {}, [&](size_t k) { return found[k].noise; });
            for (size_t k = 0; k < found.size(); ++k)
                if (std::abs(found[k].step.at - found[i].step.at) <= same_time) gone[k] = 1;
            for (const size_t k : money)
                out.push_back(tell(group, dimension, found[k].measure, {found[clear].step.at, found[k].step.size}, true));
        }
        for (size_t i = 0; i < found.size(); ++i)
            if (!gone[i]) out.push_back(tell(group, dimension, found[i].measure, found[i].step, false));
    }

private:
    const Board& m_board;
    const std::vector<int>& m_imports;
    const std::stop_token& m_stop;
    std::vector<std::vector<std::vector<float>>> m_relations; ///< series, measure, day

    bool boundary(int p) const {
        return std::ranges::any_of(m_imports, [&](int i) { return std::abs(i - p) <= 1; });
    }
    const std::vector<float>& of(const Series& s, size_t m) const {
        return m_relations[static_cast<size_t>(&s - m_board.series.data())][m];
    }

    /// Sixteen days at a time, so that what is read of a series lies together.
    std::vector<double> median(const Group& group, size_t m) const {
        constexpr int width = 16;
        std::vector<double> out(static_cast<size_t>(m_board.periods), nan);
        std::array<std::vector<double>, width> all;
        for (int begin = 0; begin < m_board.periods; begin += width) {
            for (auto& v : all) v.clear();
            for (const Series* s : group.members) {
                const auto& x = of(*s, m);
                const int from = std::max(begin, s->first), to = std::min({begin + width, m_board.periods, s->last() + 1});
                for (int p = from; p < to; ++p)
                    if (const float v = x[static_cast<size_t>(p - s->first)]; !std::isnan(v))
                        all[static_cast<size_t>(p - begin)].push_back(static_cast<double>(v));
            }
            for (int p = begin; p < std::min(m_board.periods, begin + width); ++p)
                if (auto& v = all[static_cast<size_t>(p - begin)]; v.size() >= least_group)
                    out[static_cast<size_t>(p)] = median_of(v);
        }
        return out;
    }

    /// The step that most members make, each by itself; nothing where they do not agree.
    std::optional<double> shared(const Group& group, size_t m, const Step& step) const {
        std::vector<double> sizes;
        for (const Series* s : group.members) {
            const int p = step.at - s->first;
            const auto& x = of(*s, m);
            if (p < 14 || p + 14 > s->size() || !s->tracks[m].active || s->tracks[m].typical < 3) continue;
            std::vector<double> left, right;
            for (int i = std::max(0, p - 28); i < std::min(s->size(), p + 28); ++i)
                if (const float v = x[static_cast<size_t>(i)]; !std::isnan(v))
                    (i < p ? left : right).push_back(static_cast<double>(v));
            if (left.size() >= 10 && right.size() >= 10) sizes.push_back(median_of(right) - median_of(left));
        }
        if (sizes.size() < (group.name.empty() ? least_all : least_group)) return std::nullopt;
        std::vector<double> copy = sizes;
        const double size = median_of(copy);
        if (size * step.size <= 0 || std::abs(size) < 0.6 * std::abs(step.size)) return std::nullopt;
        size_t same = 0;
        for (double& v : sizes) {
            same += std::abs(v - size) < std::max(0.08, 0.35 * std::abs(size));
            v = std::abs(v - size);
        }
        const double spread = 1.4826 * median_of(sizes);
        if (static_cast<double>(same) < same_share * static_cast<double>(sizes.size()) ||
            spread > std::max(0.05, 0.25 * std::abs(size)))
            return std::nullopt;
        return size;
    }

    Finding tell(const Group& group, const std::string& dimension, size_t m, const Step& step, bool currency) const {
        Board part;
        part.measures = m_board.measures;
        part.from = m_board.from;
        part.step = m_board.step;
        part.periods = m_board.periods;
        for (const Series* s : group.members) part.series.push_back(*s);
        Finding f =
            start_total(part, static_cast<int>(m), step.at, m_board.periods - 1, currency ? "currency_change" : "level_shift");
        const double factor = std::exp(step.size);
        if (!currency && kind_of(step.size, true, m_board.measures[m]) == "unit_change") f.check = "unit_change";
        set_expected(
            f, [&](const DayValue& d) { return d.seen ? std::optional(*d.seen / factor) : std::nullopt; }, 0.05);
        if (!group.name.empty()) {
            f.dimension = dimension;
            f.segment = group.name;
        }
        f.factor = factor;
        if (boundary(step.at)) f.detail = "import";
        f.severity = currency || std::abs(step.size) > std::log(2.0) ? Severity::blocker : Severity::warning;
        f.remedies = {Action::rescale, Action::event, Action::leave};
        return f;
    }
};

/// Everything at once by the same factor where an import begins: it brought less, or more, than those before.
void volume(const Board& b, const std::vector<int>& imports, Findings& out) {
    for (const int p : imports) {
        if (p < 14 || p + 7 > b.periods) continue;
        double smallest = 1e9, largest = -1e9;
        int judged = 0;
        Step step{p, 0};
        for (size_t m = 0; m < b.measures.size(); ++m) {
            std::vector<double> total(static_cast<size_t>(b.periods), 0);
            for (const Series& s : b.series)
                for (int i = 0; i < s.size(); ++i)
                    if (const double v = s.tracks[m].seen[static_cast<size_t>(i)]; v > 0)
                        total[static_cast<size_t>(s.first + i)] += v;
            for (double& v : total) v = v > 0 ? std::log(v) : nan;
            const auto found = steps(total, b.step == 1 ? series_half : 4, [](int) { return std::log(1.4); });
            const auto here = std::ranges::find_if(found, [&](const Step& s) { return std::abs(s.at - p) <= 1; });
            if (here == found.end()) {
                smallest = -1e9; // one that goes on as before
                continue;
            }
            ++judged;
            smallest = std::min(smallest, here->size);
            largest = std::max(largest, here->size);
            step.size += here->size;
        }
        if (judged < 2 || largest - smallest > 0.3) continue;
        const double size = step.size / judged, factor = std::exp(size);
        const int shown = b.index_of("revenue") >= 0 ? b.index_of("revenue") : 0;
        Finding f = start_total(b, shown, p, b.periods - 1, "level_shift");
        set_expected(
            f, [&](const DayValue& d) { return d.seen ? std::optional(*d.seen / factor) : std::nullopt; }, 0.1);
        f.column = "*";
        f.detail = "import";
        f.factor = factor;
        f.severity = Severity::warning;
        f.remedies = {Action::event, Action::leave};
        out.push_back(std::move(f));
    }
}

} // namespace

void check_shifts(const Board& b, const DatasetInfo& dataset, const AuditSpec& spec, Findings& out, const std::stop_token& stop) {
    if (b.step == 0 || b.periods < 4 * series_half) return;
    std::vector<int> imports;
    for (size_t i = 1; i < spec.imports.size(); ++i)
        if (spec.imports[i].days)
            if (const int p = b.period(spec.imports[i].days->from); p > 0 && p < b.periods) imports.push_back(p);
    std::vector<Findings> found(b.series.size());
    parallel(
        b.series.size(), [&](size_t i) { single(b, b.series[i], imports, found[i]); }, stop);
    for (Findings& f : found) std::ranges::move(f, std::back_inserter(out));
    if (b.step != 1) return;
    std::vector<Group> groups(1);
    std::map<std::string, Group> parents;
    for (const Series& s : b.series) {
        groups[0].members.push_back(&s);
        if (!s.parent.empty()) parents[s.parent].members.push_back(&s);
    }
    Findings told;
    if (groups[0].members.size() >= least_all || parents.size() > 1) {
        Shifts shifts(b, imports, stop);
        const DatasetColumn* channel = dataset.dimension("channel");
        shifts.look(groups[0], "", told);
        for (auto& [name, g] : parents) {
            if (g.members.size() < least_group || parents.size() < 2) continue;
            g.name = name;
            Findings mine;
            shifts.look(g, channel ? channel->field : "", mine);
            for (Finding& f : mine)
                if (std::ranges::none_of(told, [&](const Finding& t) {
                        return t.column == f.column && t.segment.empty() && std::abs(t.days->from - f.days->from) <= 3;
                    }))
                    told.push_back(std::move(f));
        }
    }
    // What a group did is not told of each member.
    std::erase_if(out, [&](const Finding& f) {
        return f.days && std::ranges::any_of(told, [&](const Finding& t) {
                   return t.column == f.column && std::abs(t.days->from - f.days->from) <= 3;
               });
    });
    std::ranges::move(told, std::back_inserter(out));
    volume(b, imports, out);
}

} // namespace plumbline::audit
