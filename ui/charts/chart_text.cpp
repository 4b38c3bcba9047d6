// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_text.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QCoreApplication>
#include <QFontMetricsF>

namespace plumbline::ui {

namespace {

struct Chart {
    Q_DECLARE_TR_FUNCTIONS(plumbline::ui::Chart)
};

struct Ends {
    const ChartPoint* whole = nullptr;   ///< last complete point with a value
    const ChartPoint* partial = nullptr; ///< the incomplete one behind it
};

Ends endsOf(const ChartSeries& s) {
    Ends ends;
    for (const ChartPoint& p : s.points) {
        if (!p.y) continue;
        (p.partial ? ends.partial : ends.whole) = &p;
    }
    return ends;
}

/// "W47 partial, 5 of 7 days" stands in two lines.
QStringList noteLines(const ChartPoint& p) {
    QString note = qs(p.note);
    const qsizetype comma = note.indexOf(QLatin1String(", "));
    if (comma < 0) return {note};
    return {note.left(comma), note.mid(comma + 2)};
}

/// What the data are held against: named in muted words.
bool isQuiet(const ChartSeries& s) {
    return s.role == SeriesRole::comparison || s.role == SeriesRole::other || s.role == SeriesRole::target;
}

int lineCount(const ChartSpec& spec) { return static_cast<int>(std::count_if(spec.series.begin(), spec.series.end(), isLine)); }

/// More lines than this lie too close for names between them.
constexpr int most_names_along = 5;

/// Names stand at the line where there are two to tell apart, else behind the ends.
bool namesAlong(const ChartSpec& spec) {
    if (lineCount(spec) > most_names_along) return false;
    return std::none_of(spec.series.begin(), spec.series.end(),
                        [](const ChartSeries& s) { return s.role == SeriesRole::category; });
}

QString endText(const ChartSpec& spec, const ChartSeries& s) {
    const QString end = qs(s.end_label);
    if (namesAlong(spec) || lineCount(spec) < 2) return end;
    return end.isEmpty() ? qs(s.name) : qs(s.name) + QLatin1Char(' ') + end;
}

QString barText(const ChartSpec& spec, double value, const NumberStyle& style) {
    const double shown = std::fabs(value / (spec.y.scale > 0 ? spec.y.scale : 1));
    return axisNumber(value, spec.y, (shown < 10 && spec.y.unit != "count" ? 0.1 : 1) * (spec.y.scale > 0 ? spec.y.scale : 1),
                      style);
}

struct Drawn {
    std::vector<std::vector<QPointF>> polylines;
    std::vector<QRectF> taken;

    bool free(const QRectF& r) const {
        for (const QRectF& t : taken)
            if (t.intersects(r)) return false;
        for (const auto& line : polylines)
            for (size_t i = 1; i < line.size(); ++i) {
                // Clip the step to the columns of the label; a line crosses where its span there meets the rows.
                const QPointF a = line[i - 1], b = line[i];
                if (b.x() < r.left() || a.x() > r.right()) continue;
                auto yAt = [&](double x) {
                    return b.x() > a.x() ? a.y() + (b.y() - a.y()) * (std::clamp(x, a.x(), b.x()) - a.x()) / (b.x() - a.x())
                                         : a.y();
                };
                const double y1 = yAt(r.left()), y2 = yAt(r.right());
                if (std::max(y1, y2) > r.top() && std::min(y1, y2) < r.bottom()) return false;
            }
        return true;
    }
};

/// Lowest and highest pixel of a line within [left, right]; false where it has nothing there.
bool spanWithin(const std::vector<QPointF>& line, double left, double right, double& top, double& bottom) {
    top = INFINITY;
    bottom = -INFINITY;
    for (size_t i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1], b = line[i];
        if (b.x() < left || a.x() > right || b.x() <= a.x()) continue;
        for (double x : {std::clamp(left, a.x(), b.x()), std::clamp(right, a.x(), b.x())}) {
            const double y = a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x());
            top = std::min(top, y);
            bottom = std::max(bottom, y);
        }
    }
    return top <= bottom;
}

void placeFlags(ChartLayout& layout, const ChartSpec& spec, const ChartStyle& style, Drawn& drawn) {
    const QFontMetricsF small(style.small);
    double free = layout.plot.left() - 1;
    int shown = 0;
    for (const ChartAnnotation& a : spec.annotations) {
        const double x = layout.map(layout.indexed ? layout.position(a.x) : a.x, layout.yHigh).x();
        if (x < layout.plot.left() - 1 || x > layout.plot.right() + 1 || ++shown > 5) continue;
        const double left = x + 11 * style.scale, room = layout.size.width() - left;
        const QString text = small.elidedText(qs(a.label), Qt::ElideRight, room);
        const QRectF rect(left, layout.plot.top() - small.height() - 2 * style.scale, small.horizontalAdvance(text),
                          small.height());
        if (rect.left() < free) continue;
        free = rect.right() + 8 * style.scale;
        drawn.taken.push_back(rect);
        layout.texts.push_back({rect, text, style.tokens->muted, style.small});
    }
}

/// Names of the first points of each cloud, which come with what is worth a name first.
void placePointNames(ChartLayout& layout, const ChartSpec& spec, const ChartStyle& style, Drawn& drawn) {
    constexpr int most_names = 5;
    const QFontMetricsF metrics(style.small);
    // No name over a mark.
    const double r = 4 * style.scale;
    for (const ChartSeries& s : spec.series)
        if (s.mark == Mark::point)
            for (const ChartPoint& p : s.points)
                if (p.y) {
                    const QPointF at = layout.map(layout.position(p.x), *p.y);
                    drawn.taken.emplace_back(at.x() - r, at.y() - r, 2 * r, 2 * r);
                }
    // Clouds that are groups carry their name at their centre, as near to it as there is room.
    bool groups = false;
    const QFontMetricsF strong(style.strong);
    for (const ChartSeries& s : spec.series) {
        if (s.mark != Mark::point || s.end_label.empty() || s.points.empty()) continue;
        groups = true;
        std::vector<double> xs, ys;
        for (const ChartPoint& p : s.points)
            if (p.y) {
                const QPointF at = layout.map(layout.position(p.x), *p.y);
                xs.push_back(at.x());
                ys.push_back(at.y());
            }
        if (xs.empty()) continue;
        const auto middle = [](std::vector<double>& v) {
            std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
            return v[v.size() / 2];
        };
        const QPointF centre(middle(xs), middle(ys));
        const QString text = strong.elidedText(qs(s.end_label), Qt::ElideRight, layout.plot.width() * 0.6);
        const double width = strong.horizontalAdvance(text), height = strong.height();
        // Of all places where nothing stands, the one whose nearest edge is least away from the centre.
        std::vector<std::pair<double, QRectF>> places;
        const double rightmost = std::max(layout.plot.left() + 2, layout.size.width() - width - 2);
        for (double y = 0; y + height <= layout.plot.bottom(); y += height / 2)
            for (double x = layout.plot.left() + 2; x <= rightmost; x += height) {
                const QRectF rect(x, y, width, height);
                const double across = std::max({0.0, rect.left() - centre.x(), centre.x() - rect.right()});
                const double upward = std::max({0.0, rect.top() - centre.y(), centre.y() - rect.bottom()});
                // Of two that are as near, the one that begins nearer.
                places.emplace_back(std::hypot(across, upward) + 0.05 * std::fabs(rect.center().x() - centre.x()), rect);
            }
        std::ranges::stable_sort(places, {}, [](const auto& place) { return place.first; });
        const auto best = std::ranges::find_if(places, [&](const auto& place) { return drawn.free(place.second); });
        if (best == places.end()) continue;
        layout.texts.push_back({best->second, text, colourOf(s, *style.tokens), style.strong});
        drawn.taken.push_back(best->second);
    }
    for (auto s = spec.series.rbegin(); s != spec.series.rend(); ++s) {
        if (s->mark != Mark::point) continue;
        int named = groups ? most_names - 2 : 0;
        for (const ChartPoint& p : s->points) {
            if (named >= most_names) break;
            if (p.note.empty() || !p.y) continue;
            const QString text = metrics.elidedText(qs(p.note), Qt::ElideRight, 150 * style.scale);
            const QPointF at = layout.map(layout.position(p.x), *p.y);
            const double width = metrics.horizontalAdvance(text), gap = 7 * style.scale;
            for (const bool right : {true, false}) {
                const QRectF rect(right ? at.x() + gap : at.x() - gap - width, at.y() - metrics.height() / 2, width,
                                  metrics.height());
                if (rect.left() < layout.plot.left() || rect.right() > layout.size.width() || rect.top() < 0 ||
                    rect.bottom() > layout.plot.bottom() || !drawn.free(rect))
                    continue;
                layout.texts.push_back(
                    {rect, text, s->role == SeriesRole::loss ? style.tokens->loss : style.tokens->muted, style.small});
                drawn.taken.push_back(rect);
                ++named;
                break;
            }
        }
    }
}

void placeBarValues(ChartLayout& layout, const ChartSpec& spec, const ChartStyle& style) {
    const QFontMetricsF metrics(style.label);
    const size_t bars = static_cast<size_t>(std::count_if(spec.series.begin(), spec.series.end(), isBar));
    if (!layout.horizontal && (layout.xs.size() > 12 || (bars > 1 && barsShareSlots(spec)))) return;
    const double gap = 6 * style.scale;
    for (const ChartSeries& s : spec.series) {
        if (!isBar(s)) continue;
        for (const ChartPoint& p : s.points) {
            if (!p.y || (bars > 1 && barsShareSlots(spec))) continue;
            const bool step = floats(spec, s);
            const bool level = step && *p.low == *p.high;
            QString text = step && spec.y.scale > 1 ? axisNumber(*p.y, spec.y, 0.1 * spec.y.scale, style.numbers)
                                                    : barText(spec, *p.y, style.numbers);
            if (step && !level && *p.y > 0) text.prepend(QLatin1Char('+'));
            const double width = metrics.horizontalAdvance(text);
            // Beyond the end of its interval, where it has one.
            const double reach = *p.y >= 0 ? std::max(*p.y, p.high.value_or(*p.y)) : std::min(*p.y, p.low.value_or(*p.y));
            const double edge = !step ? reach : *p.y < 0 && !level ? *p.low : *p.high;
            const QPointF end = layout.map(layout.position(p.x), edge);
            QRectF rect;
            if (layout.horizontal)
                rect = *p.y >= 0 ? QRectF(end.x() + gap, end.y() - metrics.height() / 2, width, metrics.height())
                                 : QRectF(end.x() - gap - width, end.y() - metrics.height() / 2, width, metrics.height());
            else
                rect = QRectF(end.x() - width / 2, *p.y >= 0 || level ? end.y() - metrics.height() - 2 : end.y() + 1, width,
                              metrics.height());
            layout.texts.push_back({rect, text, step && !level ? colourOf(s, *style.tokens) : style.tokens->text,
                                    level ? style.strong : style.label, Qt::AlignHCenter | Qt::AlignVCenter});
        }
    }
}

} // namespace

const QColor& colourOf(const ChartSeries& s, const Tokens& tokens) { return tokens.series(s.role, s.category_slot); }

namespace {
double luminance(const QColor& c) {
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}
} // namespace

double contrastOf(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

const QColor& inkOf(const ChartSeries& s, const Tokens& tokens) {
    constexpr double readable = 4.5;
    if (isQuiet(s)) return tokens.muted;
    const QColor& own = colourOf(s, tokens);
    return contrastOf(own, tokens.surface) >= readable && contrastOf(own, tokens.window) >= readable ? own : tokens.text;
}

bool barsShareSlots(const ChartSpec& spec) {
    std::map<double, int> values;
    for (const ChartSeries& s : spec.series)
        if (isBar(s))
            for (const ChartPoint& p : s.points)
                if (p.y && ++values[p.x] > 1) return true;
    return false;
}

double legendHeight(const ChartSpec& spec, const ChartStyle& style) {
    const auto bars = std::count_if(spec.series.begin(), spec.series.end(), isBar);
    return bars > 1 && barsShareSlots(spec) ? QFontMetricsF(style.small).height() + 8 * style.scale : 0;
}

double rightMargin(const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    const QFontMetricsF small(style.small), strong(style.strong), label(style.label);
    double width = 0;
    for (const ChartSeries& s : spec.series) {
        if (layout.horizontal) {
            for (const ChartPoint& p : s.points)
                if (p.y && *p.y >= 0)
                    width = std::max(width, label.horizontalAdvance(barText(spec, *p.y, style.numbers)) + 8 * style.scale);
            continue;
        }
        if (!isLine(s)) continue;
        const Ends ends = endsOf(s);
        if (ends.partial && spec.x.kind != AxisKind::linear) {
            // An incomplete period inside of the plot, before a forecast, has its room there.
            const double span = layout.xs.empty() ? 0 : layout.xs.back() - layout.xs.front();
            const double behind = span > 0 ? (layout.xs.back() - ends.partial->x) / span * layout.size.width() * 0.7 : 0;
            for (const QString& line : noteLines(*ends.partial))
                width = std::max(width, small.horizontalAdvance(line) + 12 * style.scale - behind);
        }
        const QString end = endText(spec, s);
        // Behind a partial period the last whole value stands inside of the plot.
        const bool inside = ends.whole && ends.whole->x < (layout.xs.empty() ? 0 : layout.xs.back()) && namesAlong(spec);
        if (!end.isEmpty() && !inside) width = std::max(width, strong.horizontalAdvance(end) + 10 * style.scale);
    }
    return std::min(width, layout.size.width() * 0.35) + 6 * style.scale;
}

void placeLabels(ChartLayout& layout, const ChartSpec& spec, const ChartStyle& style) {
    const QFontMetricsF small(style.small), strong(style.strong);
    const double u = style.scale;
    Drawn drawn;
    std::vector<std::vector<QPointF>> lineOf(spec.series.size());
    for (size_t i = 0; i < spec.series.size(); ++i) {
        if (!isLine(spec.series[i])) continue;
        for (const ChartSegment& segment : segmentsOf(spec.series[i], layout)) {
            std::vector<QPointF> line;
            for (const QPointF& p : segment.points) line.push_back(layout.map(p.x(), p.y()));
            if (!segment.partial && line.size() > lineOf[i].size()) lineOf[i] = line;
            drawn.polylines.push_back(std::move(line));
        }
    }
    if (layout.dataEnd && spec.x.kind == AxisKind::calendar) {
        const QString text =
            Chart::tr("Data to %1")
                .arg(tickLabel(Date{static_cast<int32_t>(*layout.dataEnd)}, spec.x.grain, style.numbers.language));
        const double width = small.horizontalAdvance(text), x = layout.map(*layout.dataEnd, layout.yHigh).x();
        const QRectF rect(x - 6 * u - width, layout.plot.top() - small.height() / 2, width, small.height());
        if (rect.left() > layout.plot.left() && drawn.free(rect)) {
            drawn.taken.push_back(rect);
            layout.texts.push_back({rect, text, style.tokens->muted, style.small});
        }
    }
    placeFlags(layout, spec, style, drawn);
    placeBarValues(layout, spec, style);
    placePointNames(layout, spec, style, drawn);

    // Last values and notes, at the ends.
    struct End {
        double y;
        ChartText text;
    };
    std::vector<End> ends;
    for (const ChartSeries& s : spec.series) {
        if (!isLine(s)) continue;
        const Ends e = endsOf(s);
        const bool quiet = isQuiet(s);
        const QColor colour = inkOf(s, *style.tokens);
        if (e.partial && spec.x.kind != AxisKind::linear && !e.partial->note.empty()) {
            const QStringList lines = noteLines(*e.partial);
            const QPointF at = layout.map(layout.position(e.partial->x), *e.partial->y);
            const double height = small.height() * static_cast<double>(lines.size());
            double y = std::clamp(at.y() - small.height() / 2, 0.0, layout.plot.bottom() - height);
            for (const QString& line : lines) {
                const QRectF rect(at.x() + 10 * u, y, small.horizontalAdvance(line), small.height());
                layout.texts.push_back({rect, line, style.tokens->muted, style.small});
                drawn.taken.push_back(rect);
                y += small.height();
            }
        }
        const QString text = endText(spec, s);
        if (text.isEmpty() || !e.whole) continue;
        const QPointF at = layout.map(layout.position(e.whole->x), *e.whole->y);
        const QFont& f = quiet ? style.label : style.strong;
        const QFontMetricsF metrics(f);
        const double width = metrics.horizontalAdvance(text);
        if (e.partial && namesAlong(spec)) {
            const QRectF rect(at.x() + 8 * u, at.y() - metrics.height() - 3 * u, width, metrics.height());
            layout.texts.push_back({rect, text, colour, f});
            drawn.taken.push_back(rect);
        } else {
            ends.push_back(
                {at.y(), {QRectF(at.x() + 8 * u, at.y() - metrics.height() / 2, width, metrics.height()), text, colour, f}});
        }
    }
    // Behind the plot: pushed apart from top to bottom, then back up where they ran out below.
    std::stable_sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y < b.y; });
    for (size_t i = 1; i < ends.size(); ++i)
        ends[i].text.rect.moveTop(std::max(ends[i].text.rect.top(), ends[i - 1].text.rect.bottom() - 2 * u));
    double limit = layout.plot.bottom() + small.height() / 2;
    for (size_t i = ends.size(); i-- > 0;) {
        ends[i].text.rect.moveBottom(std::min(ends[i].text.rect.bottom(), limit));
        limit = ends[i].text.rect.top() + 2 * u;
    }
    for (End& e : ends) {
        drawn.taken.push_back(e.text.rect);
        layout.texts.push_back(e.text);
    }

    // Names along their lines.
    if (!namesAlong(spec) || lineCount(spec) < 2) return;
    for (size_t i = 0; i < spec.series.size(); ++i) {
        const ChartSeries& s = spec.series[i];
        if (!isLine(s) || s.name.empty() || lineOf[i].size() < 2 || s.end_label == s.name) continue;
        const bool quiet = isQuiet(s);
        const QFont& f = quiet ? style.label : style.strong;
        const QFontMetricsF metrics(f);
        const QString text = qs(s.name);
        const double width = metrics.horizontalAdvance(text), height = metrics.height();
        const double from = lineOf[i].front().x(), to = lineOf[i].back().x();
        bool placed = false;
        for (bool above : {!quiet, quiet}) {
            for (double f01 : {0.16, 0.24, 0.32, 0.1, 0.4, 0.5, 0.6, 0.7, 0.8}) {
                const double left = from + (to - from) * f01 - width / 2;
                double top = 0, bottom = 0;
                if (left < from || left + width > to || !spanWithin(lineOf[i], left, left + width, top, bottom)) continue;
                const QRectF rect(left, above ? top - height - 3 * u : bottom + 3 * u, width, height);
                if (rect.top() < layout.plot.top() - height || rect.bottom() > layout.plot.bottom() || !drawn.free(rect))
                    continue;
                layout.texts.push_back({rect, text, inkOf(s, *style.tokens), f});
                drawn.taken.push_back(rect);
                placed = true;
                break;
            }
            if (placed) break;
        }
    }
}

QString exactNumber(double value, std::string_view unit, const NumberStyle& style) {
    // Cents mean nothing beside thousands.
    if (unit == "currency" && std::fabs(value) >= 1000) return qs(format_number(value, 0, style));
    return qs(format_cell(value, unit, style));
}

QStringList pointFacts(const ChartSpec& spec, double x, const NumberStyle& style) {
    QStringList facts;
    const Language language = style.language;
    if (spec.x.kind == AxisKind::calendar) {
        const Date d{static_cast<int32_t>(x)};
        if (spec.x.grain == Grain::day)
            facts << qs(format_date(d, language));
        else
            facts << QStringLiteral("%1, %2").arg(tickLabel(d, spec.x.grain, language),
                                                  qs(format_range({d, period_end(d, spec.x.grain)}, language)));
    } else if (spec.x.kind == AxisKind::category) {
        const auto i = static_cast<size_t>(x);
        facts << (i < spec.x.categories.size() ? qs(spec.x.categories[i]) : QString());
    } else {
        bool named = false;
        for (const ChartSeries& s : spec.series)
            for (const ChartPoint& p : s.points)
                if (s.mark == Mark::point && p.x == x && !p.note.empty()) {
                    facts << qs(p.note);
                    named = true;
                }
        if (!named) facts << axisNumber(x, spec.x, 0.01, style);
    }
    auto exact = [&](double v) {
        const QString n = exactNumber(v, spec.y.unit, style);
        if (spec.y.unit != "currency" || style.currency.empty()) return n;
        return language == Language::fr ? n + QChar(0xA0) + qs(style.currency) : qs(style.currency) + QChar(0xA0) + n;
    };
    std::optional<double> actual, comparison;
    bool partial = false;
    // The value, then what it is compared with, then the bands.
    std::vector<const ChartSeries*> order;
    for (const ChartSeries& s : spec.series) order.push_back(&s);
    auto rank = [](const ChartSeries* s) { return s->mark == Mark::band ? 2 : s->role == SeriesRole::comparison ? 1 : 0; };
    std::stable_sort(order.begin(), order.end(), [&](auto* a, auto* b) { return rank(a) < rank(b); });
    for (const ChartSeries* series : order)
        for (const ChartPoint& p : series->points) {
            const ChartSeries& s = *series;
            if (p.x != x) continue;
            if (s.mark == Mark::point && spec.x.kind == AxisKind::linear && spec.x.unit == spec.y.unit && p.y) {
                facts << Chart::tr("%1 for %2").arg(exact(*p.y), exact(p.x));
                continue;
            }
            if (s.mark == Mark::band) {
                if (p.low && p.high) facts << Chart::tr("%1: %2 to %3").arg(qs(s.name), exact(*p.low), exact(*p.high));
                continue;
            }
            if (!p.y) {
                facts << Chart::tr("%1: no value").arg(qs(s.name));
                continue;
            }
            facts << QStringLiteral("%1: %2").arg(qs(s.name), exact(*p.y));
            if (!p.note.empty()) facts << qs(p.note);
            partial = partial || p.partial;
            if (s.role == SeriesRole::actual) actual = p.y;
            if (s.role == SeriesRole::comparison) comparison = p.y;
        }
    if (actual && comparison && !partial) {
        const double difference = *actual - *comparison;
        QString text = exact(difference);
        if (difference > 0) text.prepend(QLatin1Char('+'));
        if (*comparison != 0 && spec.y.unit != "percent")
            facts << Chart::tr("Difference: %1 (%2)").arg(text, qs(format_change(difference / std::fabs(*comparison), style)));
        else
            facts << Chart::tr("Difference: %1").arg(text);
    }
    return facts;
}

namespace {

/// The first series that has values, the actual one before all others.
const ChartSeries* spokenOf(const ChartSpec& spec) {
    const ChartSeries* found = nullptr;
    for (const ChartSeries& s : spec.series) {
        if (s.mark == Mark::band || std::ranges::none_of(s.points, [](const ChartPoint& p) { return p.y.has_value(); })) continue;
        if (!found || (s.role == SeriesRole::actual && found->role != SeriesRole::actual)) found = &s;
    }
    return found;
}

} // namespace

QString readingOf(const ChartSpec& spec, const NumberStyle& style) {
    const auto ended = [](QString text) {
        if (!text.isEmpty() && !QStringLiteral(".!?»…").contains(text.back())) text += QLatin1Char('.');
        return text;
    };
    const QString title = qs(spec.title).trimmed(), reading = qs(spec.reading).trimmed();
    if (!reading.isEmpty() && reading != title) return ended(reading);
    const ChartSeries* series = spokenOf(spec);
    if (!series) return ended(title);
    const auto named = [&](const ChartPoint& p) {
        const QStringList facts = pointFacts(spec, p.x, style);
        return facts.isEmpty() ? QString() : facts.front();
    };
    const auto value = [&](const ChartPoint& p) { return exactNumber(*p.y, spec.y.unit, style); };
    const ChartPoint *first = nullptr, *last = nullptr, *least = nullptr, *most = nullptr;
    for (const ChartPoint& p : series->points) {
        if (!p.y) continue;
        if (!first) first = &p;
        last = &p;
        if (!least || *p.y < *least->y) least = &p;
        if (!most || *p.y > *most->y) most = &p;
    }
    const bool lasts = spec.x.kind != AxisKind::category && series->mark != Mark::point;
    const ChartPoint &from = lasts ? *first : *most, &to = lasts ? *last : *least;
    if (&from == &to) return ended(title + QStringLiteral(": ") + Chart::tr("%1, %2").arg(named(from), value(from)));
    const QString said = lasts ? Chart::tr("from %1 (%2) to %3 (%4)") : Chart::tr("most is %1 (%2), least %3 (%4)");
    return ended((title.isEmpty() ? QString() : title + QStringLiteral(": ")) +
                 said.arg(value(from), named(from), value(to), named(to)));
}

} // namespace plumbline::ui
