// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/gallery_data.h"

#include <cmath>

#include "core/base/format.h"

namespace plumbline::gallery {

namespace {

const std::vector<double> revenue_2026{622, 674, 676, 676, 704, 716, 735, 732, 741, 774, 758, 751, 741};
const std::vector<double> revenue_2025{609, 593, 618, 628, 665, 670, 681, 691, 691, 731, 721, 720, 723};

std::vector<std::optional<double>> optional(const std::vector<double>& values, double sign = 1) {
    std::vector<std::optional<double>> out;
    for (double v : values) out.push_back(sign * v);
    return out;
}

TableCell name(std::string text, int slot = -1) {
    TableCell c;
    c.text = std::move(text);
    c.category_slot = slot;
    return c;
}
TableCell number(std::string text, std::optional<double> value, Tone tone = Tone::normal, bool strong = false) {
    TableCell c;
    c.text = std::move(text);
    c.value = value;
    c.tone = tone;
    c.strong = strong;
    return c;
}
TableCell bar(double part, int slot = -1) {
    TableCell c;
    c.bar = part;
    c.value = part;
    c.category_slot = slot;
    return c;
}

} // namespace

std::vector<report::KpiCard> cards() {
    using report::KpiCard;
    std::vector<KpiCard> out;
    auto add = [&](const char* metric, const char* label, const char* text, double change, const char* change_text, int arrow,
                   Tone tone, double sign) {
        KpiCard c;
        c.metric = metric;
        c.label = label;
        c.text = text;
        c.value = 1;
        c.change = change;
        c.change_text = change_text;
        c.caption = "vs last year";
        c.arrow = arrow;
        c.tone = tone;
        c.spark = optional(revenue_2026, sign);
        c.spark_comparison = optional(revenue_2025, sign);
        c.accessible = std::string(label) + ", " + text;
        c.explanation = "Sum of revenue over the period.";
        out.push_back(c);
    };
    add("revenue", "Revenue", "CHF 9.30M", 0.064, "+6.4%", 1, Tone::gain, 1);
    add("cost", "Spend", "CHF 1.47M", 0.037, "+3.7%", 1, Tone::muted, 1);
    add("roas", "ROAS", "6.32", 0.026, "+2.6%", 1, Tone::gain, 1);
    add("orders", "Orders", "95,359", 0.064, "+6.4%", 1, Tone::gain, 1);
    add("cpa", "Cost per order", "CHF 15.42", -0.026, "−2.6%", -1, Tone::gain, -1);
    add("leads", "Leads", "210,836", 0.095, "+9.5%", 1, Tone::gain, 1);
    return out;
}

ChartSpec revenue() {
    ChartSpec spec;
    spec.id = "revenue";
    spec.title = "Revenue beat last year in each of the 13 weeks";
    spec.subtitle = "Revenue by week, CHF k, axis from 500";
    spec.reading = "Revenue rose from 622 thousand to 741 thousand francs a week and stayed above last year.";
    spec.x = {AxisKind::calendar, Grain::week, {}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, false};
    const Date start = from_iso_week({2026, 34});
    ChartSeries now{"2026", SeriesRole::actual, Mark::line, -1, {}, "741"},
        then{"2025", SeriesRole::comparison, Mark::line, -1, {}, ""};
    for (size_t i = 0; i < revenue_2026.size(); ++i) {
        const double x = (start + 7 * static_cast<int>(i)).days;
        now.points.push_back({x, revenue_2026[i] * 1000, {}, {}, false, ""});
        then.points.push_back({x, revenue_2025[i] * 1000, {}, {}, false, ""});
    }
    now.points.push_back({static_cast<double>((start + 7 * 13).days), 582000, {}, {}, true, "W47 partial, 5 of 7 days"});
    spec.series = {then, now};
    spec.annotations = {{static_cast<double>((start + 7 * 8).days), "Winter catalogue"}};
    return spec;
}

ChartSpec forecast() {
    ChartSpec spec;
    spec.id = "forecast";
    spec.title = "The next 8 weeks should bring CHF 6.59M";
    spec.subtitle = "Revenue by week, CHF k, axis from 400. Dark band: 50% of outcomes, light band: 80%";
    spec.reading = "The forecast peaks at 1.12 million francs in week 48.";
    spec.x = {AxisKind::calendar, Grain::week, {}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, false};
    const Date start = from_iso_week({2026, 21});
    ChartSeries actual{"Actual", SeriesRole::actual, Mark::line, -1, {}, ""},
        ahead{"Forecast", SeriesRole::forecast, Mark::line, -1, {}, "Forecast"},
        last{"Last year", SeriesRole::comparison, Mark::line, -1, {}, ""},
        b80{"80%", SeriesRole::band_80, Mark::band, -1, {}, ""}, b50{"50%", SeriesRole::band_50, Mark::band, -1, {}, ""};
    const std::vector<double> next{741, 814, 1115, 888, 913, 865, 628, 631, 738};
    for (int i = 0; i < 26; ++i) {
        const double x = (start + 7 * i).days,
                     v = i < 13 ? 600 + 30 * std::sin(i * 0.9) : revenue_2026[static_cast<size_t>(i - 13)];
        actual.points.push_back({x, v * 1000, {}, {}, false, ""});
        last.points.push_back({x, (v - 35 + 10 * std::sin(i * 2.0)) * 1000, {}, {}, false, ""});
    }
    for (int i = 0; i < 9; ++i) {
        const double x = (start + 7 * (25 + i)).days, v = next[static_cast<size_t>(i)], w = 14.0 * i;
        ahead.points.push_back({x, v * 1000, {}, {}, false, ""});
        b80.points.push_back({x, {}, (v - w) * 1000, (v + w) * 1000, false, ""});
        b50.points.push_back({x, {}, (v - w / 2) * 1000, (v + w / 2) * 1000, false, ""});
        if (i > 0) last.points.push_back({x, (v - 45) * 1000, {}, {}, false, ""});
    }
    spec.series = {b80, b50, last, actual, ahead};
    spec.annotations = {{static_cast<double>((start + 7 * 27).days), "Black Friday"}};
    return spec;
}

ChartSpec gaps() {
    ChartSpec spec;
    spec.id = "gaps";
    spec.title = "Social has no rows for 4 days";
    spec.subtitle = "Clicks a day";
    spec.reading = "Clicks are missing from 24 to 27 August.";
    spec.x = {AxisKind::calendar, Grain::day, {}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "count", 1, true};
    ChartSeries s{"Clicks", SeriesRole::actual, Mark::line, -1, {}, "5,120"};
    const Date start = from_civil({2026, 8, 10});
    for (int i = 0; i < 35; ++i) {
        ChartPoint p{static_cast<double>((start + i).days), 5000 + 900 * std::sin(i * 0.9), {}, {}, false, ""};
        if ((i >= 14 && i < 18) || i == 19) p.y.reset();
        s.points.push_back(p);
    }
    spec.series = {s};
    return spec;
}

ChartSpec channels() {
    ChartSpec spec;
    spec.id = "channels";
    spec.title = "Search grows, Social falls";
    spec.subtitle = "Revenue by channel and month, CHF k";
    spec.x = {AxisKind::calendar, Grain::month, {}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, true};
    const char* names[] = {"Search", "Social", "Display", "Video", "Affiliate"};
    const double base[] = {900, 520, 210, 180, 240};
    for (int c = 0; c < 5; ++c) {
        ChartSeries s{names[c], SeriesRole::category, Mark::line, c, {}, ""};
        for (int m = 0; m < 18; ++m)
            s.points.push_back({static_cast<double>(add_periods(from_civil({2025, 6, 1}), Grain::month, m).days),
                                1000 * (base[c] +
                                        (c == 0   ? 14
                                         : c == 1 ? -12
                                                  : 2) *
                                            m +
                                        30 * std::sin(m + c)),
                                {},
                                {},
                                false,
                                ""});
        spec.series.push_back(s);
    }
    return spec;
}

ChartSpec bars() {
    ChartSpec spec;
    spec.id = "bars";
    spec.title = "Search brought 53% of the growth";
    spec.subtitle = "Revenue by channel, CHF k";
    spec.x = {
        AxisKind::category, Grain::day, {"Search", "Direct", "Social", "Email", "Affiliate", "Display", "Video"}, "", 1, true};
    spec.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, true};
    ChartSeries s{"Revenue", SeriesRole::actual, Mark::horizontal_bar, -1, {}, ""};
    const double v[] = {3696, 1931, 1430, 910, 663, 378, 288};
    for (int i = 0; i < 7; ++i) s.points.push_back({static_cast<double>(i), v[i] * 1000, {}, {}, false, ""});
    spec.series = {s};
    return spec;
}

ChartSpec columns() {
    ChartSpec spec;
    spec.id = "columns";
    spec.title = "Orders by month, now and then";
    spec.subtitle = "Orders, thousands";
    spec.x = {AxisKind::calendar, Grain::month, {}, "", 1, true};
    spec.y = {AxisKind::linear, Grain::day, {}, "count", 1000, true};
    ChartSeries now{"2026", SeriesRole::actual, Mark::bar, -1, {}, ""},
        then{"2025", SeriesRole::comparison, Mark::bar, -1, {}, ""};
    for (int m = 0; m < 9; ++m) {
        const double x = from_civil({2026, static_cast<unsigned>(m + 1), 1}).days;
        then.points.push_back({x, 20000 + 900.0 * m, {}, {}, false, ""});
        now.points.push_back({x, 21000 + 1100.0 * m, {}, {}, false, ""});
    }
    spec.series = {then, now};
    return spec;
}

TableSpec breakdown() {
    TableSpec t;
    t.id = "breakdown";
    t.title = "Search brought 53% of the growth";
    t.subtitle = "Revenue by channel, CHF k, change on last year";
    t.dimension = "channel";
    t.columns = {{"channel", "Channel", CellKind::text, ""},
                 {"revenue", "Revenue", CellKind::number, "revenue"},
                 {"bar", "", CellKind::bar, ""},
                 {"change", "Change", CellKind::change, ""},
                 {"roas", "ROAS", CellKind::number, "roas"}};
    struct Row {
        const char *name, *revenue;
        double value;
        const char* change;
        double c;
        const char* roas;
        int slot;
    };
    const Row rows[] = {{"Search", "3,696", 3696, "+8.7%", .087, "6.8", 0}, {"Direct", "1,931", 1931, "+5.1%", .051, "–", 7},
                        {"Social", "1,430", 1430, "+2.9%", .029, "3.6", 1}, {"Email", "910", 910, "+10.9%", .109, "20.6", 6},
                        {"Affiliate", "663", 663, "+6.1%", .061, "5.3", 4}, {"Display", "378", 378, "−2.1%", -.021, "1.9", 2},
                        {"Video", "288", 288, "+4.4%", .044, "1.8", 3}};
    for (const Row& r : rows)
        t.rows.push_back({name(r.name, r.slot), number(r.revenue, r.value), bar(r.value / 3696, r.slot), number(r.change, r.c),
                          r.roas[0] == '\xE2' ? number(r.roas, std::nullopt) : number(r.roas, std::stod(r.roas))});
    return t;
}

TableSpec campaigns() {
    TableSpec t;
    t.id = "campaigns";
    t.title = "Two campaigns returned CHF 25k less than they cost";
    t.subtitle = "4 of 38 campaigns, lowest ROAS first, CHF k";
    t.note = "All 38 campaigns";
    t.dimension = "campaign";
    t.columns = {{"campaign", "Campaign", CellKind::text, ""},
                 {"channel", "Channel", CellKind::text, ""},
                 {"cost", "Spend", CellKind::number, "cost"},
                 {"revenue", "Revenue", CellKind::number, "revenue"},
                 {"bar", "", CellKind::bar, ""},
                 {"roas", "ROAS", CellKind::number, "roas"},
                 {"change", "Change", CellKind::change, ""},
                 {"verdict", "Verdict", CellKind::badge, ""}};
    auto muted = [](const char* s) {
        TableCell c = name(s);
        c.tone = Tone::muted;
        return c;
    };
    auto badge = [](const char* s, Tone tone) {
        TableCell c = name(s);
        c.tone = tone;
        return c;
    };
    t.rows.push_back({name("Prospecting, broad"), muted("Display"), number("81.1", 81.1), number("64.2", 64.2), bar(0.06, 2),
                      number("0.79", 0.79, Tone::loss, true), number("−17.0%", -.17), badge("Review", Tone::loss)});
    t.rows.push_back({name("Gipfelmomente, reach"), muted("Video"), number("71.3", 71.3), number("63.3", 63.3), bar(0.059, 3),
                      number("0.89", 0.89, Tone::loss, true), number("−6.0%", -.06), badge("Review", Tone::loss)});
    t.rows.push_back({name("Winter jackets, generic"), muted("Search"), number("223.7", 223.7), number("1,071.8", 1071.8),
                      bar(1, 0), number("4.79", 4.79), number("+17.0%", .17), badge("Scale", Tone::gain)});
    t.rows.push_back({name("Retargeting, cart"), muted("Social"), number("94.4", 94.4), number("586.5", 586.5), bar(0.55, 1),
                      number("6.21", 6.21), number("+6.0%", .06), badge("Keep", Tone::muted)});
    return t;
}

TableSpec funnel() {
    TableSpec t;
    t.id = "funnel";
    t.title = "29.6% of orders came from new customers";
    t.subtitle = "Paid channels, thousands, 331M impressions";
    t.columns = {{"step", "Step", CellKind::text, ""},
                 {"count", "Count", CellKind::number, ""},
                 {"bar", "", CellKind::bar, ""},
                 {"rate", "Rate", CellKind::number, ""},
                 {"points", "Points", CellKind::change, ""}};
    t.rows.push_back({name("Clicks"), number("2,712.7", 2712.7), bar(1), number("0.8%", .008), number("0.0", 0)});
    t.rows.push_back({name("Leads"), number("167.9", 167.9), bar(.062), number("6.2%", .062), number("+0.4", .4)});
    t.rows.push_back({name("Orders"), number("75.5", 75.5), bar(.028), number("45.0%", .45), number("−1.5", -1.5)});
    t.rows.push_back({name("New customers"), number("22.3", 22.3), bar(.008), number("29.6%", .296), number("−0.1", -.1)});
    return t;
}

TableSpec long_table(int rows) {
    TableSpec t;
    t.id = "all_campaigns";
    t.title = "All campaigns, largest first";
    t.subtitle = "Spend and revenue, CHF";
    t.dimension = "campaign";
    t.columns = {{"campaign", "Campaign", CellKind::text, ""},
                 {"cost", "Spend", CellKind::number, ""},
                 {"revenue", "Revenue", CellKind::number, ""},
                 {"bar", "", CellKind::bar, ""},
                 {"roas", "ROAS", CellKind::number, ""}};
    const NumberStyle style = NumberStyle::of(Language::en);
    for (int i = 0; i < rows; ++i) {
        const double cost = 90000.0 / (i + 1), revenue = cost * (1 + 0.1 * (i % 40));
        t.rows.push_back(
            {name("Campaign " + std::to_string(i + 1) + (i % 7 == 3 ? " <b>with markup</b> & a name that is rather long" : "")),
             number(format_number(cost, 0, style), cost), number(format_number(revenue, 0, style), revenue), bar(1.0 / (i + 1)),
             number(format_number(revenue / cost, 2, style), revenue / cost)});
    }
    t.total = {name("All campaigns"), number("460,718", 460718), TableCell{}, TableCell{}, number("2.11", 2.11)};
    t.total[2] = number("971,022", 971022);
    return t;
}

report::Document document() {
    report::Document d;
    d.workspace = "Nordhang";
    d.kind = "Dashboard";
    d.scope = "17 Aug to 15 Nov 2026, against the same weeks of 2025, no filter";
    d.created = "2026-11-20T08:15:00";
    d.fingerprint = "7F3A-91C2";
    d.blocks.push_back(report::Heading{"Revenue is up 6.4% on last year, on 3.7% more spend",
                                       "17 Aug to 15 Nov 2026, CHF without VAT. W47 has 5 of 7 days and is not compared."});
    d.blocks.push_back(report::CardRow{cards()});
    d.blocks.push_back(revenue());
    d.blocks.push_back(breakdown());
    d.blocks.push_back(campaigns());
    d.blocks.push_back(funnel());
    d.blocks.push_back(
        report::Paragraph{"Leads carry one open finding: about 5,500 too many from 6 to 8 October, a likely tag fault."});
    return d;
}

} // namespace plumbline::gallery
