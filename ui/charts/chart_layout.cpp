// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_layout.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QGuiApplication>

#include "ui/charts/chart_text.h"
#include "ui/charts/number_style.h"

namespace plumbline::ui {

ChartStyle ChartStyle::screen() {
    return {&ui::tokens(),
            numberStyle(),
            Theme::instance().scale(),
            qGuiApp->devicePixelRatio(),
            ui::font(TextStyle::small),
            ui::font(TextStyle::control),
            ui::font(TextStyle::controlStrong)};
}

ChartStyle ChartStyle::paper(const Tokens& tokens, const NumberStyle& numbers) {
    constexpr double dots = 4; // finer than a good printer's line
    return {
        &tokens, numbers, 1.0, dots, paperFont(TextStyle::small), paperFont(TextStyle::small), paperFont(TextStyle::smallStrong)};
}

bool isLine(const ChartSeries& s) { return s.mark == Mark::line; }
bool isBar(const ChartSeries& s) { return s.mark == Mark::bar || s.mark == Mark::horizontal_bar; }
bool floats(const ChartSpec& spec, const ChartSeries& s) {
    return !spec.y.from_zero && s.mark == Mark::bar && !s.points.empty() &&
           std::ranges::all_of(s.points, [](const ChartPoint& p) { return p.low && p.high; });
}

double ChartLayout::position(double x) const {
    if (!indexed) return x;
    return static_cast<double>(std::lower_bound(xs.begin(), xs.end(), x) - xs.begin());
}

QPointF ChartLayout::map(double at, double y) const {
    const double fx = xHigh > xLow ? (at - xLow) / (xHigh - xLow) : 0.5;
    const double fy = yHigh > yLow ? (y - yLow) / (yHigh - yLow) : 0.5;
    if (horizontal) return {plot.left() + fy * plot.width(), plot.top() + fx * plot.height()};
    return {plot.left() + fx * plot.width(), plot.bottom() - fy * plot.height()};
}

std::vector<ChartSegment> segmentsOf(const ChartSeries& series, const ChartLayout& layout) {
    std::vector<ChartSegment> segments;
    ChartSegment open;
    auto close = [&] {
        if (!open.points.empty()) segments.push_back(std::move(open));
        open = {};
    };
    for (const ChartPoint& p : series.points) {
        if (!p.y) {
            close();
            continue;
        }
        const QPointF at(layout.position(p.x), *p.y);
        if (p.partial) {
            ChartSegment step;
            step.partial = true;
            if (!open.points.empty()) step.points.push_back(open.points.back());
            step.points.push_back(at);
            close();
            segments.push_back(std::move(step));
        } else {
            open.points.push_back(at);
        }
    }
    close();
    return segments;
}

QString tickLabel(Date tick, Grain grain, Language language) {
    QString text = qs(format_period_short(tick, grain, language));
    const CivilDate c = to_civil(tick);
    if (grain == Grain::month && c.month == 1) text += QStringLiteral(" %1").arg(c.year);
    return text;
}

namespace {
/// How many decimals it takes to write a step apart from the next: 0 for 5, 1 for 2.5, 2 for 0.05.
int decimalsOf(double step) {
    for (int decimals = 0; decimals < 4; ++decimals) {
        const double whole = step * std::pow(10.0, decimals);
        if (whole > 1 - 1e-6 && std::fabs(whole - std::round(whole)) < 1e-6 * whole) return decimals;
    }
    return 4;
}
} // namespace

QString axisNumber(double value, const ChartAxis& axis, double step, const NumberStyle& style) {
    const double scale = axis.scale > 0 ? axis.scale : 1;
    if (axis.unit == "percent") return qs(format_percent(value, decimalsOf(step * 100), style));
    NumberStyle bare = style;
    bare.currency.clear();
    if (scale == 1 && std::fabs(value) >= 1e5) return qs(format_compact(value, bare));
    return qs(format_number(value / scale, decimalsOf(step / scale), bare));
}

QStringList tickNumbers(const std::vector<double>& ticks, const ChartAxis& axis, const NumberStyle& style) {
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    double reach = 0;
    for (double t : ticks) reach = std::max(reach, std::fabs(t));
    struct Unit {
        double size;
        const char *en, *fr;
    };
    static constexpr Unit units[] = {{1e9, "B", "Md"}, {1e6, "M", "M"}, {1e3, "k", "k"}};
    const Unit* unit = nullptr;
    constexpr double short_enough = 20; // as columns of figures: 12,000 is written out, 80,000 is 80k
    if (axis.unit != "percent" && axis.scale <= 1)
        for (const Unit& u : units)
            if (!unit && reach >= u.size * (u.size > 1e3 ? 1 : short_enough)) unit = &u;
    QStringList all;
    for (double t : ticks) {
        if (!unit || t == 0) {
            all << axisNumber(t, axis, t == 0 && unit ? 1 : step, style);
            continue;
        }
        NumberStyle bare = style;
        bare.currency.clear();
        const bool fr = style.language == Language::fr;
        all << qs(format_number(t / unit->size, decimalsOf(step / unit->size), bare) + (fr ? "\u00a0" : "") +
                  (fr ? unit->fr : unit->en));
    }
    return all;
}

namespace {

struct Extent {
    double low = INFINITY, high = -INFINITY;
    void take(std::optional<double> v) {
        if (!v) return;
        low = std::min(low, *v);
        high = std::max(high, *v);
    }
    bool empty() const { return low > high; }
};

/// 4 to 6 round ticks, fewer on low charts. They begin where nice_ticks begins, because the subtitle says so ("axis from 500").
std::vector<double> ticksFor(double low, double high, double room) {
    const size_t most = static_cast<size_t>(std::clamp(room, 2.0, 6.0));
    std::vector<double> ticks = nice_ticks(low, high);
    if (ticks.size() < 2 || ticks.size() <= most) return ticks;
    if (ticks.front() == 0) {
        for (int wanted = 5; wanted >= 2 && ticks.size() > most; --wanted) ticks = nice_ticks(low, high, wanted);
        if (ticks.front() == 0 && ticks.size() <= most) return ticks;
        ticks = nice_ticks(low, high);
    }
    const double first = ticks.front(), step = ticks[1] - ticks[0];
    for (int every = 2;; ++every) {
        ticks = {first};
        do ticks.push_back(ticks.back() + every * step);
        while (ticks.back() < high - step * 1e-9);
        if (ticks.size() <= most) return ticks;
    }
}

/// Moves what would leave the chart back into it.
void keepInside(QRectF& rect, QSizeF size) {
    rect.translate(std::min(0.0, size.width() - rect.right()), std::min(0.0, size.height() - rect.bottom()));
    rect.translate(std::max(0.0, -rect.left()), std::max(0.0, -rect.top()));
}

double slotWidth(double plot, size_t slots) { return plot / std::max<double>(1, static_cast<double>(slots)); }

/// A category's name below its slot: in one line, else in two that break at a separator or a space, shortened only then.
QStringList categoryLines(const QString& text, double slot, const QFontMetricsF& metrics) {
    const double room = std::max(slot - 4, 24.0);
    if (metrics.horizontalAdvance(text) <= room) return {text};
    qsizetype best = -1;
    double shortest = INFINITY;
    const QString separator = QStringLiteral(" · ");
    for (qsizetype at = text.indexOf(QLatin1Char(' ')); at > 0; at = text.indexOf(QLatin1Char(' '), at + 1)) {
        const double wide = std::max(metrics.horizontalAdvance(text.left(at)), metrics.horizontalAdvance(text.mid(at + 1)));
        if (wide < shortest) shortest = wide, best = at;
    }
    if (const qsizetype at = text.indexOf(separator); at > 0) best = at;
    if (best < 0) return {metrics.elidedText(text, Qt::ElideRight, room)};
    QString second = text.mid(best).trimmed();
    if (second.startsWith(QStringLiteral("· "))) second = second.mid(2);
    return {metrics.elidedText(text.left(best), Qt::ElideRight, room), metrics.elidedText(second, Qt::ElideRight, room)};
}

void placeX(ChartLayout& layout, const ChartSpec& spec, const ChartStyle& style) {
    struct Tick {
        double at;
        QString text;
    };
    std::vector<Tick> wanted; // by priority
    const QFontMetricsF metrics(style.small);
    const Language language = style.numbers.language;
    if (spec.x.kind == AxisKind::calendar && !layout.xs.empty()) {
        const Date from{static_cast<int32_t>(layout.xs.front())}, to{static_cast<int32_t>(layout.xs.back())};
        auto label = [&](double x, Grain grain) {
            return Tick{layout.position(x), tickLabel(Date{static_cast<int32_t>(x)}, grain, language)};
        };
        const double each = metrics.horizontalAdvance(tickLabel(to, spec.x.grain, language)) + 26 * style.scale;
        const int most = std::max(2, static_cast<int>(layout.plot.width() / each));
        std::vector<Date> ticks;
        Grain grain = spec.x.grain;
        if (layout.indexed) {
            const size_t every = (layout.xs.size() + static_cast<size_t>(most) - 1) / static_cast<size_t>(most);
            for (size_t i = 0; i < layout.xs.size(); i += every) ticks.push_back({static_cast<int32_t>(layout.xs[i])});
        } else {
            ticks = calendar_ticks(from, to, grain, most);
            const bool firsts = std::all_of(ticks.begin(), ticks.end(), [](Date d) { return to_civil(d).day == 1; });
            const bool januaries = std::all_of(ticks.begin(), ticks.end(), [](Date d) { return to_civil(d).month == 1; });
            if (firsts && !ticks.empty() && (grain == Grain::week || grain == Grain::day)) grain = Grain::month;
            if (grain == Grain::month && !januaries) {
                // In step with January, the one that names its year.
                const std::vector<Date> all = calendar_ticks(from, to, Grain::month, 100000);
                for (unsigned every : {1U, 2U, 3U, 6U}) {
                    ticks.clear();
                    for (Date d : all)
                        if ((to_civil(d).month - 1) % every == 0) ticks.push_back(d);
                    if (static_cast<int>(ticks.size()) <= most) break;
                }
            }
            if (firsts && januaries && ticks.size() > 1) grain = Grain::year;
        }
        // The incomplete period and the last whole one are what is spoken of: they come first.
        if (grain == spec.x.grain)
            for (const ChartSeries& s : spec.series)
                for (size_t i = s.points.size(); i-- > 1;)
                    if (s.points[i].partial && s.points[i].y) {
                        wanted.push_back(label(s.points[i].x, grain));
                        wanted.push_back(label(s.points[i - 1].x, grain));
                    }
        for (Date d : ticks) wanted.push_back(label(d.days, grain));
    } else if (spec.x.kind == AxisKind::category) {
        for (size_t i = 0; i < spec.x.categories.size(); ++i)
            wanted.push_back({static_cast<double>(i), qs(spec.x.categories[i])});
    } else {
        std::vector<double> ticks = ticksFor(layout.xLow, layout.xHigh, layout.plot.width() / (70 * style.scale));
        // A last round tick may lie beyond the curve: then smaller steps, so that more than the origin is written.
        const auto seen = [&] {
            return std::count_if(ticks.begin(), ticks.end(), [&](double t) { return t <= layout.xHigh * (1 + 1e-9); });
        };
        for (int more = 2; seen() < 2 && more <= 6; ++more) ticks = nice_ticks(layout.xLow, layout.xHigh, more);
        std::erase_if(ticks, [&](double t) { return t < layout.xLow - 1e-9 || t > layout.xHigh + 1e-9; });
        const QStringList numbers = tickNumbers(ticks, spec.x, style.numbers);
        for (size_t i = 0; i < ticks.size(); ++i) wanted.push_back({ticks[i], numbers[static_cast<qsizetype>(i)]});
    }
    std::vector<QRectF> taken;
    const double top = layout.plot.bottom() + 7 * style.scale, slot = slotWidth(layout.plot.width(), layout.xs.size());
    for (const Tick& t : wanted) {
        const double x = layout.map(t.at, layout.yLow).x();
        QString text = t.text;
        if (spec.x.kind == AxisKind::category) {
            const QStringList lines = categoryLines(text, slot, metrics);
            for (qsizetype i = 1; i < lines.size(); ++i)
                layout.texts.push_back(
                    {QRectF(x - slot / 2, top + static_cast<double>(i) * metrics.height(), slot, metrics.height()), lines[i],
                     style.tokens->muted, style.small, Qt::AlignHCenter | Qt::AlignVCenter});
            text = lines.front();
        }
        const double width = metrics.horizontalAdvance(text);
        double left = x - width / 2;
        left = std::min(left, layout.size.width() - width);
        const QRectF rect(std::max(0.0, left), top, width, metrics.height());
        const QRectF wide = rect.adjusted(-4 * style.scale, 0, 4 * style.scale, 0);
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& r) { return r.intersects(wide); })) continue;
        taken.push_back(wide);
        layout.texts.push_back({rect, text, style.tokens->muted, style.small, Qt::AlignHCenter | Qt::AlignVCenter});
        if (!layout.indexed) layout.xTicks.push_back(t.at);
    }
}

} // namespace

ChartLayout layOut(const ChartSpec& spec, QSizeF size, const ChartStyle& style) {
    ChartLayout layout;
    layout.size = size;
    Extent values;
    bool bars = false;
    for (const ChartSeries& s : spec.series) {
        bars = bars || isBar(s);
        layout.horizontal = layout.horizontal || s.mark == Mark::horizontal_bar;
        for (const ChartPoint& p : s.points) {
            layout.xs.push_back(p.x);
            if (!floats(spec, s)) values.take(p.y); // what is written at a step, not where it stands
            values.take(p.low);
            values.take(p.high);
        }
    }
    if (spec.x.kind == AxisKind::category)
        for (size_t i = 0; i < spec.x.categories.size(); ++i) layout.xs.push_back(static_cast<double>(i));
    std::ranges::sort(layout.xs);
    layout.xs.erase(std::unique(layout.xs.begin(), layout.xs.end()), layout.xs.end());
    layout.indexed = bars || spec.x.kind == AxisKind::category;
    if (values.empty()) values = {0, 1};
    // Values that differ by a rounding only are one value: an axis between them would write the same number at each tick.
    constexpr double rounding = 1e-9;
    if (values.high - values.low < rounding * std::max(std::fabs(values.low), std::fabs(values.high))) values.high = values.low;
    const auto stepped = [&](const ChartSeries& s) { return floats(spec, s); };
    if (std::ranges::any_of(spec.series, stepped)) { // room for what is written above and below the steps
        constexpr double air = 0.08;
        const double space = air * (values.high - values.low);
        values = {values.low - space, values.high + space};
    }
    const bool standing = std::ranges::any_of(spec.series, [&](const ChartSeries& s) { return isBar(s) && !stepped(s); });
    if (spec.y.from_zero || standing) values.take(0.0);
    // What is written below the deepest bar stands above the names of the bars.
    constexpr double air_below = 0.08;
    if (standing && !layout.horizontal && values.low < 0) values.low -= air_below * (values.high - values.low);

    const double u = style.scale;
    const QFontMetricsF small(style.small), label(style.label), strong(style.strong);
    const bool flags = !spec.annotations.empty();
    double top = (flags ? small.height() + 4 * u : small.height() / 2) + legendHeight(spec, style);
    // The value above the highest bar has room, whether or not a tick stands higher.
    if (bars && !layout.horizontal && !flags) top += label.height() / 2;
    double bottom = small.height() + 8 * u;
    if (bars && spec.x.kind == AxisKind::category) { // names that need it get a second line
        const double slot = slotWidth(size.width() * 0.9, layout.xs.size());
        const bool two = std::ranges::any_of(spec.x.categories, [&](const std::string& c) {
            return small.horizontalAdvance(qs(c)) > slot - 4 && c.find(' ') != std::string::npos;
        });
        if (two && !layout.horizontal) bottom += small.height();
    }

    // Values: ticks first, because their labels decide how wide the plot is.
    if (layout.horizontal) {
        const double low = std::min(values.low, 0.0), high = std::max(values.high, 0.0);
        layout.yHigh = high > low ? high : low + 1;
        // A falling bar has its value to the left of it, beside the names.
        constexpr double figures = 0.14; // of the plot
        layout.yLow = low < 0 ? low - figures * (layout.yHigh - low) : low;
    } else {
        layout.ticks = ticksFor(values.low, values.high, (size.height() - top - bottom) / (24 * u) + 1);
        layout.yLow = layout.ticks.front();
        layout.yHigh = layout.ticks.back();
    }
    const QStringList numbers = tickNumbers(layout.ticks, spec.y, style.numbers);
    if (layout.indexed) {
        const bool inset = bars;
        const double n = static_cast<double>(std::max<size_t>(1, layout.xs.size()));
        layout.xLow = inset ? -0.5 : 0;
        layout.xHigh = inset ? n - 0.5 : std::max(1.0, n - 1);
    } else if (!layout.xs.empty()) {
        layout.xLow = layout.xs.front();
        layout.xHigh = layout.xs.back() > layout.xs.front() ? layout.xs.back() : layout.xs.front() + 1;
        if (spec.x.kind == AxisKind::linear && spec.x.from_zero) layout.xLow = std::min(layout.xLow, 0.0);
        // A cloud keeps off the edge, where half of a mark would be cut.
        constexpr double cloud_margin = 0.04;
        if (std::any_of(spec.series.begin(), spec.series.end(), [](const ChartSeries& s) { return s.mark == Mark::point; }))
            layout.xHigh += cloud_margin * (layout.xHigh - layout.xLow);
    }

    double left = 0;
    if (layout.horizontal) {
        for (const std::string& c : spec.x.categories) left = std::max(left, label.horizontalAdvance(qs(c)));
        left = std::min(left, size.width() * 0.4) + 8 * u;
    } else {
        for (const QString& number : numbers) left = std::max(left, small.horizontalAdvance(number));
        left += 7 * u;
    }
    const double right = rightMargin(spec, layout, style);
    layout.plot = QRectF(left, layout.horizontal ? 2 * u : top, std::max(20.0, size.width() - left - right),
                         std::max(20.0, layout.horizontal ? size.height() - 4 * u : size.height() - top - bottom));

    if (!layout.horizontal) {
        for (size_t i = 0; i < layout.ticks.size(); ++i) {
            const double y = layout.map(0, layout.ticks[i]).y();
            layout.texts.push_back({QRectF(0, y - small.height() / 2, left - 7 * u, small.height()),
                                    numbers[static_cast<qsizetype>(i)], style.tokens->muted, style.small,
                                    Qt::AlignRight | Qt::AlignVCenter});
        }
        placeX(layout, spec, style);
    } else {
        for (size_t i = 0; i < spec.x.categories.size(); ++i) {
            const double y = layout.map(static_cast<double>(i), 0).y();
            layout.texts.push_back({QRectF(0, y - label.height() / 2, left - 8 * u, label.height()),
                                    label.elidedText(qs(spec.x.categories[i]), Qt::ElideRight, left - 8 * u), style.tokens->text,
                                    style.label, Qt::AlignRight | Qt::AlignVCenter});
        }
    }
    // Only a forecast that goes beyond what happened has a future.
    double ahead = -INFINITY;
    for (const ChartSeries& s : spec.series)
        if (s.role == SeriesRole::forecast)
            for (const ChartPoint& p : s.points)
                if (p.y) ahead = std::max(ahead, p.x);
    for (const ChartSeries& s : spec.series)
        if (s.role == SeriesRole::actual)
            for (const ChartPoint& p : s.points)
                if (p.y && !p.partial && p.x < ahead) layout.dataEnd = layout.position(p.x);
    if (layout.dataEnd)
        for (const ChartSeries& s : spec.series)
            if (s.role == SeriesRole::actual && !s.points.empty() && s.points.back().x >= ahead) layout.dataEnd.reset();
    placeLabels(layout, spec, style);
    for (ChartText& t : layout.texts) keepInside(t.rect, size);
    return layout;
}

} // namespace plumbline::ui
