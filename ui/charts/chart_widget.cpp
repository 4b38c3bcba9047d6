// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_widget.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QStackedLayout>
#include <QSvgGenerator>
#include <QTableWidget>

#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"

namespace plumbline::ui {

namespace {

/// Sorts by what the cell means, shows what a person reads.
class ValueItem : public QTableWidgetItem {
public:
    ValueItem(const QString& text, std::optional<double> value) : QTableWidgetItem(text), m_value(value) {}
    bool operator<(const QTableWidgetItem& other) const override {
        const auto* o = dynamic_cast<const ValueItem*>(&other);
        if (!o || !m_value || !o->m_value) return m_value.has_value() && !(o && o->m_value);
        return *m_value < *o->m_value;
    }

private:
    std::optional<double> m_value;
};

QString xHead(const ChartSpec& spec) {
    switch (spec.x.kind) {
    case AxisKind::calendar: return ChartWidget::tr("Period");
    case AxisKind::category: return ChartWidget::tr("Name");
    case AxisKind::linear: return ChartWidget::tr("Value");
    }
    return {};
}

} // namespace

QString chartTsv(const ChartSpec& spec) {
    const Table table = to_table(spec);
    QStringList lines, cells;
    // A spreadsheet runs a name that begins so as a formula, also when it is pasted.
    const auto harmless = [](const QString& text) {
        return !text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()) ? QLatin1Char('\'') + text : text;
    };
    for (size_t c = 0; c < table.columns(); ++c) cells << harmless(qs(table.column(c).name()));
    lines << cells.join(QLatin1Char('\t'));
    for (size_t r = 0; r < table.rows(); ++r) {
        cells.clear();
        for (size_t c = 0; c < table.columns(); ++c) {
            QString text = qs(to_text(table.column(c).value(r)));
            if (table.column(c).type() == ColumnType::text) text = harmless(text);
            cells << text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString chartHtml(const ChartSpec& spec) {
    const Table table = to_table(spec);
    QString html = QStringLiteral("<table><tr>");
    for (size_t c = 0; c < table.columns(); ++c)
        html += QStringLiteral("<th>%1</th>").arg(qs(table.column(c).name()).toHtmlEscaped());
    html += QStringLiteral("</tr>");
    for (size_t r = 0; r < table.rows(); ++r) {
        html += QStringLiteral("<tr>");
        for (size_t c = 0; c < table.columns(); ++c)
            html += QStringLiteral("<td>") + qs(to_text(table.column(c).value(r))).toHtmlEscaped() + QStringLiteral("</td>");
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

ChartWidget::ChartWidget(QWidget* parent) : QWidget(parent), m_stack(new QStackedLayout(this)), m_view(new ChartView(this)) {
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_view);
    setFocusProxy(m_view);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(m_view, &ChartView::rangeSelected, this, &ChartWidget::rangeSelected);
    connect(m_view, &ChartView::pointClicked, this, &ChartWidget::pointClicked);
    connect(m_view, &ChartView::annotationClicked, this, &ChartWidget::annotationClicked);
    connect(m_view, &ChartView::currentChanged, this, [this](int index) {
        m_view->setAccessibleDescription(index < 0 ? readingOf(m_spec, numberStyle()) : pointText(index));
        QAccessibleEvent event(m_view, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    });
    auto add = [this](const QString& text, auto slot) {
        auto* action = new QAction(text, this);
        connect(action, &QAction::triggered, this, slot);
        m_exports << action;
    };
    add(tr("Copy the data"), [this] { copyData(); });
    add(tr("Save as SVG…"), [this] { Q_EMIT saveRequested(QStringLiteral("svg")); });
    add(tr("Save as PNG…"), [this] { Q_EMIT saveRequested(QStringLiteral("png")); });
    add(tr("Save as PDF…"), [this] { Q_EMIT saveRequested(QStringLiteral("pdf")); });
    add(tr("Save the data as CSV…"), [this] { Q_EMIT saveRequested(QStringLiteral("csv")); });
}

ChartWidget::~ChartWidget() {
    // The view loses the focus while it is taken down, when there is no spec left to speak of.
    m_view->disconnect(this);
}

void ChartWidget::setSpec(const ChartSpec& spec) {
    m_spec = spec;
    setAccessibleName(qs(spec.title));
    setAccessibleDescription(readingOf(spec, numberStyle()));
    m_view->setAccessibleName(qs(spec.title));
    m_view->setAccessibleDescription(readingOf(spec, numberStyle()));
    m_view->setSpec(spec);
    if (m_table) fillTable();
}

int ChartWidget::pointCount() const { return static_cast<int>(m_view->chartLayout().xs.size()); }

QString ChartWidget::pointText(int index) const {
    if (index < 0 || index >= pointCount()) return {};
    return pointFacts(m_spec, m_view->chartLayout().xs[static_cast<size_t>(index)], numberStyle()).join(QLatin1Char('\n'));
}

bool ChartWidget::isTableShown() const { return m_table && m_stack->currentWidget() == m_table; }

void ChartWidget::setTableShown(bool shown) {
    if (shown && !m_table) {
        m_table = new QTableWidget(this);
        m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
        m_table->verticalHeader()->hide();
        m_table->setShowGrid(false);
        m_table->setTabKeyNavigation(false);
        m_table->verticalHeader()->setDefaultSectionSize(px(23));
        m_stack->addWidget(m_table);
        fillTable();
    }
    m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_table) : m_view);
}

void ChartWidget::fillTable() {
    const Table table = to_table(m_spec);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(qs(m_spec.title));
    m_table->setColumnCount(static_cast<int>(table.columns()));
    m_table->setRowCount(static_cast<int>(table.rows()));
    for (size_t c = 0; c < table.columns(); ++c) {
        const Column& column = table.column(c);
        const bool number = c > 0 || column.type() == ColumnType::real;
        auto* head = new QTableWidgetItem(c == 0 ? xHead(m_spec) : qs(column.name()));
        head->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        m_table->setHorizontalHeaderItem(static_cast<int>(c), head);
        for (size_t r = 0; r < table.rows(); ++r) {
            QString text;
            std::optional<double> value;
            if (column.type() == ColumnType::date && !column.is_null(r)) {
                value = column.date(r).days;
                text = m_spec.x.grain == Grain::day
                           ? qs(format_date(column.date(r), numberStyle().language))
                           : QStringLiteral("%1, %2").arg(tickLabel(column.date(r), m_spec.x.grain, numberStyle().language),
                                                          qs(format_date(column.date(r), numberStyle().language)));
            } else if (column.type() == ColumnType::text) {
                text = qs(column.text(r));
            } else {
                value = column.number(r);
                text = value ? exactNumber(*value, column.unit(), numberStyle()) : qs(missing_value);
            }
            auto* item = new ValueItem(text, value);
            item->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            m_table->setItem(static_cast<int>(r), static_cast<int>(c), item);
        }
    }
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->resizeColumnsToContents();
    for (int c = 0; c < m_table->columnCount(); ++c) m_table->setColumnWidth(c, m_table->columnWidth(c) + px(24));
}

QSize ChartWidget::sizeHint() const { return {px(480), px(176)}; }
QSize ChartWidget::minimumSizeHint() const { return {px(160), px(110)}; }

void ChartWidget::copyData() const {
    auto* mime = new QMimeData;
    mime->setText(chartTsv(m_spec));
    mime->setHtml(chartHtml(m_spec));
    QApplication::clipboard()->setMimeData(mime);
}

namespace {

constexpr double export_margin = 16;

/// Title, subtitle, chart, and where it comes from: what stands alone outside of the program.
void paintExport(QPainter& painter, const QRectF& rect, const ChartSpec& spec, const QString& origin) {
    const Tokens& t = lightTokens();
    painter.fillRect(rect, t.surface);
    const QRectF in = rect.adjusted(export_margin, export_margin, -export_margin, -export_margin);
    double top = in.top(), bottom = in.bottom();
    auto line = [&](const QFont& font, const QColor& colour, double y, const QString& text) {
        const QFontMetricsF metrics(font);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(in.left(), y, in.width(), metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, in.width()));
        return metrics.height();
    };
    if (!spec.title.empty()) top += line(paperFont(TextStyle::cardTitle), t.text, top, qs(spec.title));
    if (!spec.subtitle.empty()) top += line(paperFont(TextStyle::control), t.muted, top, qs(spec.subtitle));
    if (!origin.isEmpty()) {
        bottom -= QFontMetricsF(paperFont(TextStyle::small)).height();
        line(paperFont(TextStyle::small), t.muted, bottom, origin);
        bottom -= 6;
    }
    paintChart(painter, QRectF(QPointF(in.left(), top + 8), QPointF(in.right(), bottom)), spec, t);
}

} // namespace

bool ChartWidget::exportTo(const QString& file, const QString& origin) const {
    const QSize extent = m_view->size().expandedTo({px(480), px(220)}) + QSize(32, origin.isEmpty() ? 76 : 96);
    const QRectF rect(0, 0, extent.width(), extent.height());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) return false;
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setOutputDevice(&out);
        svg.setSize(extent);
        svg.setViewBox(rect);
        svg.setTitle(qs(m_spec.title));
        svg.setDescription(readingOf(m_spec, numberStyle()));
        svg.setResolution(96);
        QPainter painter(&svg);
        paintExport(painter, rect, m_spec, origin);
        painter.end();
    } else if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        constexpr int dots_per_inch = 1200;
        QPdfWriter writer(&out);
        writer.setResolution(dots_per_inch);
        writer.setPageSize(QPageSize(QSizeF(extent) / 96.0, QPageSize::Inch));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(qs(m_spec.title));
        QPainter painter(&writer);
        painter.scale(dots_per_inch / 96.0, dots_per_inch / 96.0);
        paintExport(painter, rect, m_spec, origin);
        painter.end();
    } else {
        constexpr double ratio = 2; // sharp on slides
        QImage image(extent * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        paintExport(painter, rect, m_spec, origin);
        painter.end();
        if (!image.save(&out, "PNG")) return false;
    }
    return out.commit();
}

void ChartWidget::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(isTableShown() ? tr("Show as chart") : tr("Show as table"), this, [this] { setTableShown(!isTableShown()); });
    if (const auto day = m_view->dayAt(m_view->mapFrom(this, event->pos())); m_canAnnotate && day && !isTableShown())
        menu.addAction(tr("Add a note on %1…").arg(qs(format_date(*day, numberStyle().language))), this,
                       [this, day = *day] { Q_EMIT annotateRequested(day); });
    menu.addSeparator();
    menu.addActions(m_exports);
    menu.exec(event->globalPos());
}

} // namespace plumbline::ui
