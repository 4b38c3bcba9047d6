// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/story.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/dimension_names.h"
#include "core/base/words.h"

namespace plumbline::rootcause {

namespace {

constexpr size_t most_sentences = 5;
constexpr size_t most_bars = 7;
constexpr double outweighed = 1.5; ///< a part this many times the change says less as a share than beside what offsets it
constexpr double all_of_it = 0.95; ///< of the change: beside such segments there is no rest to speak of

constexpr Words everything_else{"everything else", "tout le reste"};
constexpr Words missing_name{"(no value)", "(sans valeur)"};
constexpr Words days_name{"length of the period", "durée de la période"};
constexpr Words mix_name{"{segment}: weight", "{segment} : poids"};
constexpr Words rate_name{"{segment}: own change", "{segment} : variation propre"};
constexpr Words opening{"{metric}: {change} ({percent}) from {period}, compared with {base}.",
                        "{metric} : {change} ({percent}) {period}, par rapport à la période {base}."};
constexpr Words opening_forecast{"{metric}: {change} ({percent}) from {period}, compared with the forecast.",
                                 "{metric} : {change} ({percent}) {period}, par rapport à la prévision."};
constexpr Words opening_bare{"{metric}: {change} from {period}, compared with {base}.",
                             "{metric} : {change} {period}, par rapport à la période {base}."};
constexpr Words same{"{metric} did not change from {period}, compared with {base}.",
                     "{metric} : aucune variation {period}, par rapport à la période {base}."};
constexpr Words main_cause{"{segment} brought {part}, {share} of the change: it {moved}.",
                           "{segment} apporte {part}, soit {share} de la variation : {moved}."};
constexpr Words main_outweighed{"{segment} {moved}: {part}, while all else together brought {rest}.",
                                "{segment}, {moved} : {part} ; tout le reste ensemble apporte {rest}."};
constexpr Words main_against{"{segment} went the other way ({part}): it {moved}.",
                             "{segment} va à contre-courant ({part}) : {moved}."};
constexpr Words fell_to{"fell to {percent} of {level}", "passage à {percent} de {level}"};
constexpr Words rose_to{"rose to {percent} of {level}", "passage à {percent} de {level}"};
constexpr Words rose_times{"rose to {factor} times {level}", "passage à {factor} fois {level}"};
constexpr Words broad_besides{"Apart from that it moved across the board, as with season, market or competition.",
                              "Hormis cela, le mouvement est général, comme une saison, un marché ou un concurrent."};
constexpr Words level_before{"its earlier level", "son niveau d'avant"};
constexpr Words level_expected{"what was expected", "la valeur attendue"};
constexpr Words main_mix{"{segment} brought {part}, {share} of the change, by its weight in the whole.",
                         "{segment} apporte {part}, soit {share} de la variation, par son poids dans l'ensemble."};
constexpr Words own_weight{"its weight in the whole", "son poids dans l'ensemble"};
constexpr Words other_causes{"Besides: {list}.", "Autres apports : {list}."};
constexpr Words factor_line{"Of the links of its formula, {factor} weighs most: {part}.",
                            "Dans sa formule, {factor} pèse le plus : {part}."};
constexpr Words factors_against{"Of the links of its formula, {factor} weighs most: {part}; against it, {other}: {against}.",
                                "Dans sa formule, {factor} pèse le plus : {part} ; à l'inverse, {other} : {against}."};
constexpr Words local_high{"The cause is local: look there first.",
                           "La cause est locale : c'est là qu'il faut regarder d'abord."};
constexpr Words local_fault{"The cause is local, and in those days this was noted: {evidence}.",
                            "La cause est locale, et ces jours-là ceci a été relevé : {evidence}."};
constexpr Words local_unsure{"The cause is probably local, but single segments vary so much that it is not certain.",
                             "La cause est probablement locale, mais les segments varient tant que ce n'est pas certain."};
constexpr Words mix_line{
    "The mix explains it: {part} come from a shift between the values of {dimension}, {rest} from changes inside of them.",
    "C'est un effet de mix : {part} viennent d'un déplacement entre les valeurs de {dimension}, {rest} de variations internes."};
constexpr Words broad_line{
    "No few segments explain it: it moved across the board, as with season, market or competition.",
    "Aucun petit groupe de segments ne l'explique : le mouvement est général, comme une saison, un marché ou un concurrent."};
constexpr Words broad_market{
    "No few segments explain it: it moved across the board, and the market moved the same way ({market}).",
    "Aucun petit groupe de segments ne l'explique : le mouvement est général, et le marché a évolué de même ({market})."};
constexpr Words broad_all{"All of it moved, as with season, market or competition.",
                          "L'ensemble a bougé, comme avec une saison, un marché ou un concurrent."};
constexpr Words apart_line{"No few segments explain it: its parts went different ways.",
                           "Aucun petit groupe de segments ne l'explique : les parties ont divergé."};
constexpr Words apart_largest{
    "No few segments explain it: its parts went different ways, above all {segment} ({part}, {percent}).",
    "Aucun petit groupe de segments ne l'explique : les parties ont divergé, avant tout {segment} ({part}, {percent})."};
constexpr Words apart_besides{"Apart from that its parts went different ways.", "Hormis cela, les parties ont divergé."};
constexpr Words apart_besides_largest{"Apart from that its parts went different ways, above all {segment} ({part}, {percent}).",
                                      "Hormis cela, les parties ont divergé, avant tout {segment} ({part}, {percent})."};
constexpr Words market_too{" The market moved the same way ({market}).", " Le marché a évolué de même ({market})."};
constexpr Words none_line{"Nothing is to be explained; what moved inside of it cancelled out.",
                          "Il n'y a rien à expliquer ; les mouvements internes se sont compensés."};

constexpr Words besides{", rest", ", reste"};
constexpr Words adds_up{"only the changes are bars; they add up",
                        "seules les variations sont des barres ; leur somme est exacte"};
constexpr Words level_name{"Level", "Niveau"};
constexpr Words before_name{"Before", "Avant"};
constexpr Words after_name{"After", "Après"};
constexpr Words expected_name{"Expected", "Attendu"};
constexpr Words thousands{"thousands", "milliers"};
constexpr Words millions{"millions", "millions"};
constexpr Words largest_part{"{name} is the largest part: {part}", "{name} : la plus grande part, {part}"};
constexpr Words up_name{"Up", "Hausse"};
constexpr Words down_name{"Down", "Baisse"};

/// "Social · Mobile": the values alone, for a bar's label.
std::string values_text(const Leaves& leaves, const Segment& segment, Language language) {
    std::string text;
    for (const Cell& c : segment) {
        const std::string& value = leaves.values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)];
        text += (text.empty() ? "" : " · ") + (value.empty() ? say(missing_name, language) : value);
    }
    return text;
}

std::string name_of(const std::string& measure, Language language) {
    try {
        return metrics::metric_name(metrics::find_metric(measure), language);
    } catch (const Error&) {
        return measure; // a measure of the dataset that the catalogue does not know
    }
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string driver_name(const Explanation& e, const Driver& d, Language language) {
    if (d.kind == DriverKind::days) return say(days_name, language);
    const std::string segment = segment_text(*e.leaves, d.segment, language);
    if (d.kind == DriverKind::mix) return say(mix_name, language, {{"segment", segment}});
    if (d.kind == DriverKind::rate) return say(rate_name, language, {{"segment", segment}});
    return segment;
}

const Element* element_of(const Explanation& e, const Driver& d) {
    for (const Element& x : e.search.elements)
        if (x.segment == d.segment) return &x;
    return nullptr;
}

bool named(const Driver& d) { return !d.segment.empty(); }

} // namespace

namespace {

/// A dimension in a sentence: its name where it is a usual one, else its id in words.
std::string words_of(const std::string& id, Language language) {
    std::string spaced = id;
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    // "campaign_name" is the campaign, too.
    return dimension_word(std::string_view(id).substr(0, id.ends_with("_name") ? id.size() - 5 : id.size()), language, spaced);
}

} // namespace

std::string segment_text(const Leaves& leaves, const Segment& segment, Language language) {
    if (segment.empty()) return say(everything_else, language);
    std::string text;
    for (const Cell& c : segment) {
        const std::string& value = leaves.values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)];
        if (!text.empty()) text += ", ";
        text += words_of(leaves.dimensions[static_cast<size_t>(c.dimension)], language) + " " +
                (value.empty() ? say(missing_name, language) : value);
    }
    return text;
}

std::string change_text(double change, const std::string& unit, const NumberStyle& style) {
    const std::string sign = change > 0 ? "+" : change < 0 ? "\u2212" : "";
    if (unit == "percent") return format_points(change, style) + (style.language == Language::fr ? " points" : " points");
    return sign + format_card(std::abs(change), unit, style);
}

std::string factor_text(const Factor& factor, Language language) {
    const std::string over = name_of(factor.over, language);
    if (factor.under.empty()) return over;
    return over + " / " + name_of(factor.under, language);
}

/// How a segment moved against what it was, or was expected to be: "fell to 46% of its earlier level".
std::string movement(double ratio, bool against_forecast, const NumberStyle& style) {
    const Language l = style.language;
    return say(ratio < 1   ? fell_to
               : ratio < 2 ? rose_to
                           : rose_times,
               l,
               {{"percent", format_percent(ratio, 0, style)},
                {"factor", format_number(ratio, 1, style)},
                {"level", say(against_forecast ? level_expected : level_before, l)}});
}

namespace {

/// "Across the board" is said only where the parts went along.
std::string broad_sentence(const Explanation& e, const NumberStyle& style) {
    const Language l = style.language;
    const Parts parts = parts_of(e);
    const bool beside_named = !e.search.elements.empty();
    std::map<std::string, std::string> facts;
    if (e.verdict.with_market) facts["market"] = format_change(*e.market_change, style);
    if (parts.along) {
        if (e.verdict.with_market) return say(broad_market, l, facts);
        if (!beside_named) return say(broad_line, l);
        return say(e.verdict.explained.value_or(0) >= all_of_it ? broad_all : broad_besides, l);
    }
    if (parts.largest) {
        facts["segment"] = segment_text(*e.leaves, {*parts.largest}, l);
        facts["part"] = change_text(parts.change, e.metric.unit, style);
        facts["percent"] = format_change(parts.change / parts.before, style);
    }
    std::string text =
        say(beside_named ? (parts.largest ? apart_besides_largest : apart_besides) : (parts.largest ? apart_largest : apart_line),
            l, facts);
    if (e.verdict.with_market) text += say(market_too, l, facts);
    return text;
}

} // namespace

std::string verdict_sentence(const Explanation& e, const NumberStyle& style) {
    const Language l = style.language;
    switch (e.verdict.kind) {
    case VerdictKind::no_change: return say(none_line, l);
    case VerdictKind::local:
        for (const size_t k : e.verdict.evidence) return say(local_fault, l, {{"evidence", e.evidence[k].text}});
        return say(e.verdict.sureness == Sureness::low ? local_unsure : local_high, l);
    case VerdictKind::mix_shift:
        return say(mix_line, l,
                   {{"part", change_text(e.totals.mix, e.metric.unit, style)},
                    {"rest", change_text(e.totals.rate, e.metric.unit, style)},
                    {"dimension", e.totals.dimension < 0 ? "" : e.leaves->dimensions[static_cast<size_t>(e.totals.dimension)]}});
    case VerdictKind::broad:
    case VerdictKind::unclear: return broad_sentence(e, style);
    }
    return {};
}

std::vector<std::string> story(const Explanation& e, const NumberStyle& style) {
    const Language l = style.language;
    const std::string& unit = e.metric.unit;
    std::vector<std::string> lines;
    std::map<std::string, std::string> facts{{"metric", metrics::metric_name(e.metric, l)},
                                             {"change", change_text(e.change, unit, style)},
                                             {"period", format_range(e.period, l)},
                                             {"base", format_range(e.base, l)}};
    if (e.change == 0) {
        lines.push_back(say(same, l, facts));
        lines.push_back(verdict_sentence(e, style));
        return lines;
    }
    if (e.relative) facts["percent"] = format_change(*e.relative, style);
    lines.push_back(say(!e.relative || unit == "percent" ? opening_bare
                        : e.against_forecast             ? opening_forecast
                                                         : opening,
                        l, facts));
    std::vector<const Driver*> causes;
    for (const Driver& d : e.drivers)
        if (named(d)) causes.push_back(&d);
    if (!causes.empty()) {
        const Driver& first = *causes.front();
        const Element* element = element_of(e, first);
        const double share = first.share.value_or(0);
        lines.push_back(capital(say(share < 0                       ? main_against
                                    : first.kind == DriverKind::mix ? main_mix
                                    : share > outweighed            ? main_outweighed
                                                                    : main_cause,
                                    l,
                                    {{"segment", segment_text(*e.leaves, first.segment, l)},
                                     {"part", change_text(first.contribution, unit, style)},
                                     {"rest", change_text(e.change - first.contribution, unit, style)},
                                     {"share", format_percent(share, 0, style)},
                                     {"moved", movement(element ? element->ratio : 1, e.against_forecast, style)}})));
        std::string list;
        int listed = 0;
        for (size_t k = 1; k < causes.size() && listed < 3; ++k) {
            if (std::abs(causes[k]->share.value_or(0)) < 0.05) continue;
            const bool weight = causes[k]->kind == DriverKind::mix && causes[k]->segment == first.segment;
            list += (listed++ ? "; " : "") + (weight ? say(own_weight, l) : driver_name(e, *causes[k], l)) + " (" +
                    change_text(causes[k]->contribution, unit, style) + ")";
        }
        if (listed) lines.push_back(say(other_causes, l, {{"list", list}}));
    }
    if (!e.factors.empty()) {
        const auto [least, most] = std::minmax_element(
            e.factors.begin(), e.factors.end(), [](const Factor& a, const Factor& b) { return a.contribution < b.contribution; });
        const bool falls = -least->contribution > most->contribution;
        const Factor &main = falls ? *least : *most, &other = falls ? *most : *least;
        const bool offset =
            main.contribution * other.contribution < 0 && std::abs(main.contribution) > outweighed * std::abs(e.change);
        lines.push_back(say(offset ? factors_against : factor_line, l,
                            {{"factor", factor_text(main, l)},
                             {"part", change_text(main.contribution, unit, style)},
                             {"other", factor_text(other, l)},
                             {"against", change_text(other.contribution, unit, style)}}));
    }
    lines.push_back(verdict_sentence(e, style));
    if (lines.size() > most_sentences) lines.resize(most_sentences);
    return lines;
}

ChartSpec waterfall(const Explanation& e, const NumberStyle& style) {
    const Language l = style.language;
    ChartSpec chart;
    chart.id = "rootcause_waterfall";
    const std::vector<std::string> lines = story(e, style);
    chart.title = lines.front();
    chart.reading = lines.front() + " " + lines.back();
    chart.x.kind = AxisKind::category;
    chart.y.unit = e.metric.unit;
    chart.y.from_zero = false;
    // Each step begins where the one before it ended: from the level before to the level after.
    ChartSeries levels{say(level_name, l), SeriesRole::actual, Mark::bar, -1, {}, {}};
    ChartSeries up{say(up_name, l), SeriesRole::gain, Mark::bar, -1, {}, {}};
    ChartSeries down{say(down_name, l), SeriesRole::loss, Mark::bar, -1, {}, {}};
    const auto step = [&](ChartSeries& to, const std::string& name, double from, double until, double written) {
        ChartPoint p;
        p.x = static_cast<double>(chart.x.categories.size());
        p.y = written;
        p.low = std::min(from, until);
        p.high = std::max(from, until);
        chart.x.categories.push_back(name);
        to.points.push_back(p);
    };
    step(levels, say(e.against_forecast ? expected_name : before_name, l), e.before, e.before, e.before);
    double at = e.before;
    const auto bar = [&](const std::string& name, double value) {
        const bool good = e.metric.good < 0 ? value <= 0 : value >= 0;
        step(good ? up : down, name, at, at + value, value);
        at += value;
    };
    size_t steps = 0;
    double left = 0;
    for (const Driver& d : e.drivers) {
        if (d.kind == DriverKind::rest || steps + 1 >= most_bars || d.contribution == 0)
            left += d.contribution;
        else if (++steps)
            bar(d.kind == DriverKind::segment || d.kind == DriverKind::rate ? values_text(*e.leaves, d.segment, l)
                                                                            : driver_name(e, d, l),
                d.contribution);
    }
    // Of a sum the rest is shown by the values of the dimension that the verdict or the first cause names.
    if (!e.leaves->is_ratio() && left != 0) {
        size_t dimension = 0;
        const Parts parts = e.verdict.kind == VerdictKind::broad ? parts_of(e) : Parts{};
        if (parts.largest)
            dimension = static_cast<size_t>(parts.largest->dimension);
        else
            for (const Driver& d : e.drivers)
                if (named(d)) {
                    dimension = static_cast<size_t>(d.segment.front().dimension);
                    break;
                }
        std::vector<double> by(e.leaves->values[dimension].size(), 0);
        for (size_t i = 0; i < e.leaves->size(); ++i) {
            const bool taken = std::any_of(e.search.elements.begin(), e.search.elements.end(),
                                           [&](const Element& x) { return holds(x.segment, *e.leaves, i); });
            if (!taken) by[static_cast<size_t>(e.leaves->codes[dimension][i])] += e.leaves->actual[i] - e.leaves->expected[i];
        }
        std::vector<size_t> order(by.size());
        for (size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) { return std::abs(by[x]) > std::abs(by[y]); });
        for (const size_t v : order) {
            if (++steps >= most_bars || by[v] == 0) break;
            const Cell cell{static_cast<int>(dimension), static_cast<int32_t>(v)};
            const bool partly = std::any_of(e.search.elements.begin(), e.search.elements.end(), [&](const Element& x) {
                return std::find(x.segment.begin(), x.segment.end(), cell) != x.segment.end();
            });
            bar(values_text(*e.leaves, {cell}, l) + (partly ? say(besides, l) : std::string()), by[v]);
            left -= by[v];
        }
    }
    if (std::abs(left) > 1e-9 * (1 + std::abs(e.change)) || chart.x.categories.size() == 1) bar(say(everything_else, l), left);
    step(levels, say(after_name, l), e.after, e.after, e.after);
    const ChartPoint* most = nullptr;
    for (const ChartSeries* series : {&up, &down})
        for (const ChartPoint& p : series->points)
            if (!most || std::abs(*p.y) > std::abs(*most->y)) most = &p;
    if (most && *most->y != 0)
        chart.title = capital(say(
            largest_part, l,
            {{"name", chart.x.categories[static_cast<size_t>(most->x)]}, {"part", change_text(*most->y, e.metric.unit, style)}}));
    if (e.metric.good < 0) std::swap(up.name, down.name);
    chart.series = {levels};
    for (const ChartSeries& series : {up, down})
        if (!series.points.empty()) chart.series.push_back(series);
    const double size = std::max(std::abs(e.before), std::abs(e.after));
    const bool amount = e.metric.unit == "currency" || e.metric.unit == "count";
    chart.y.scale = amount && size >= 1e7 ? 1e6 : amount && size >= 1e4 ? 1e3 : 1;
    const std::string units = chart.y.scale == 1 ? "" : chart.y.scale == 1e3 ? say(thousands, l) : say(millions, l);
    chart.subtitle = metrics::metric_name(e.metric, l) + (units.empty() ? "" : ", " + units) + " · " + format_range(e.period, l) +
                     " · " + say(adds_up, l);
    return chart;
}

TableSpec driver_table(const Explanation& e, const NumberStyle& style) {
    const Language l = style.language;
    const bool fr = l == Language::fr;
    TableSpec table;
    table.id = "rootcause_drivers";
    table.title = fr ? "Ce qui a fait varier le résultat" : "What moved it";
    table.subtitle = metrics::metric_name(e.metric, l) + " · " + format_range(e.period, l);
    table.columns = {{"segment", fr ? "Segment" : "Segment", CellKind::text, ""},
                     {"expected", fr ? "Avant" : "Before", CellKind::number, ""},
                     {"actual", fr ? "Après" : "After", CellKind::number, ""},
                     {"contribution", fr ? "Contribution" : "Contribution", CellKind::change, ""},
                     {"share", fr ? "Part" : "Share", CellKind::number, ""}};
    const auto number = [](std::string text, double value) {
        TableCell c;
        c.text = std::move(text);
        if (std::isfinite(value)) c.value = value;
        return c;
    };
    for (const Driver& d : e.drivers) {
        TableCell name;
        name.text = driver_name(e, d, l);
        TableCell part = number(change_text(d.contribution, e.metric.unit, style), d.contribution);
        const bool good = e.metric.good < 0 ? d.contribution < 0 : d.contribution > 0;
        part.tone = e.metric.good == 0 || d.contribution == 0 ? Tone::normal : good ? Tone::gain : Tone::loss;
        const bool values = d.kind != DriverKind::days;
        const auto cell = [&](double v) {
            return format_cell(std::isfinite(v) && values ? std::optional(v) : std::nullopt, e.metric.unit, style);
        };
        table.rows.push_back(
            {name, number(cell(d.expected), d.expected), number(cell(d.actual), d.actual), part,
             number(d.share ? format_percent(*d.share, 1, style) : std::string(missing_value), d.share.value_or(0))});
    }
    TableCell all;
    all.text = fr ? "Variation" : "Change";
    table.total = {all, number(format_cell(e.before, e.metric.unit, style), e.before),
                   number(format_cell(e.after, e.metric.unit, style), e.after),
                   number(change_text(e.change, e.metric.unit, style), e.change), number(format_percent(1, 1, style), 1)};
    return table;
}

} // namespace plumbline::rootcause
