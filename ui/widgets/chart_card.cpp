// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDir>
#include <QDrag>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/charts/chart_widget.h"
#include "ui/widgets/card.h"
#include "ui/widgets/export_sink.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

namespace {

constexpr int thumbnail_width = 240;

/// A folder for files that are dragged out; it goes when the program ends.
const QTemporaryDir& dragFolder() {
    static const QTemporaryDir folder(QDir::temp().filePath(QStringLiteral("plumbline-drag")));
    return folder;
}

} // namespace

ChartCard::ChartCard(QWidget* parent) : Card(parent), m_chart(new ChartWidget(this)) {
    setBody(m_chart);
    bodyLayout()->setContentsMargins(px(6), px(8), px(6), 0);
    setTableButtonShown(true);
    connect(this, &Card::tableToggled, m_chart, &ChartWidget::setTableShown);
    connect(m_chart, &ChartWidget::saveRequested, this, [this](const QString& suffix) {
        const QString filter = suffix == QLatin1String("svg")   ? tr("SVG drawings (*.svg)")
                               : suffix == QLatin1String("pdf") ? tr("PDF (*.pdf)")
                               : suffix == QLatin1String("csv") ? tr("CSV (*.csv)")
                                                                : tr("PNG pictures (*.png)");
        askForFile(this, tr("Save the chart"), fileName(title()), suffix, filter, [this](const QString& file) {
            ExportSink* sink = ExportSink::of(this);
            const report::Origin origin = sink ? sink->origin() : report::Origin{};
            bool ok = true;
            if (file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
                const std::filesystem::path path(file.toUtf8().toStdString());
                auto write = [chart = m_chart->spec(), origin, path] {
                    report::write_text_file(report::chart_csv(chart, origin), path);
                };
                if (sink) return sink->write(file, write);
                write();
            } else
                ok = m_chart->exportTo(file, originLine(origin));
            if (sink) sink->tell(file, ok);
        });
    });
    moreMenu()->addActions(m_chart->exportActions());
    titleLabel()->installEventFilter(this);
    titleLabel()->setCursor(Qt::OpenHandCursor);
    titleLabel()->setToolTip(tr("Drag the chart out of the window"));
}

void ChartCard::setSpec(const ChartSpec& spec) {
    setTitle(qs(spec.title));
    setSubtitle(qs(spec.subtitle));
    m_chart->setSpec(spec);
}

QMimeData* ChartCard::dragData() const {
    auto* mime = new QMimeData;
    const ExportSink* sink = ExportSink::of(this);
    const QString origin = sink ? originLine(sink->origin()) : QString();
    const QDir folder(dragFolder().path());
    QList<QUrl> files;
    for (const char* suffix : {"svg", "png"}) {
        const QString file = folder.filePath(fileName(title()) + QLatin1Char('.') + QLatin1String(suffix));
        if (m_chart->exportTo(file, origin)) files << QUrl::fromLocalFile(file);
    }
    if (files.size() == 2) {
        QFile svg(files.front().toLocalFile());
        if (svg.open(QIODevice::ReadOnly)) mime->setData(QStringLiteral("image/svg+xml"), svg.readAll());
        mime->setImageData(QImage(files.back().toLocalFile()));
        mime->setUrls({files.front()});
    }
    mime->setHtml(chartHtml(m_chart->spec()));
    return mime;
}

bool ChartCard::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        m_canDrag = mouse->button() == Qt::LeftButton;
        m_pressed = mouse->pos();
        return m_canDrag;
    }
    if (event->type() == QEvent::MouseMove && m_canDrag) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if ((mouse->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            m_canDrag = false;
            auto* drag = new QDrag(this);
            drag->setMimeData(dragData());
            drag->setPixmap(m_chart->grab().scaledToWidth(thumbnail_width, Qt::SmoothTransformation));
            drag->exec(Qt::CopyAction);
        }
        return true;
    }
    return Card::eventFilter(object, event);
}

TableCard::TableCard(QWidget* parent)
    : Card(parent), m_table(new SpecTable(this)), m_note(makeButton({}, ButtonKind::quiet, {}, this)),
      m_search(new QLineEdit(this)) {
    setBody(m_table);
    bodyLayout()->setContentsMargins(0, px(2), 0, 0);
    bodyLayout()->addStretch(1);
    m_note->setProperty("compact", true);
    m_note->hide();
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the rows"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(px(150));
    m_search->hide();
    // Beside the one selector that a page may set, not instead of it.
    header()->insertWidget(1, m_note, 0, Qt::AlignVCenter);
    header()->insertWidget(1, m_search, 0, Qt::AlignVCenter);
    connect(m_note, &QPushButton::clicked, this, &TableCard::noteClicked);
    connect(m_search, &QLineEdit::textChanged, m_table, &SpecTable::setSearch);
    m_table->fillMenu(moreMenu());
}

void TableCard::setSpec(const TableSpec& spec) {
    setTitle(qs(spec.title));
    setSubtitle(qs(spec.subtitle));
    m_table->setSpec(spec);
    m_note->setText(qs(spec.note));
    m_note->setVisible(!spec.note.empty());
}

void TableCard::setRowsStretch(bool stretch) {
    m_table->setRowsStretch(stretch);
    m_table->setSizePolicy(QSizePolicy::Expanding, stretch ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    // The space below the table then belongs to its rows.
    bodyLayout()->setStretch(0, stretch ? 1 : 0);
    if (bodyLayout()->count() > 1) bodyLayout()->setStretch(1, stretch ? 0 : 1);
}

void TableCard::setSearchShown(bool shown) {
    if (!shown) m_search->clear();
    m_search->setVisible(shown);
}

} // namespace plumbline::ui
