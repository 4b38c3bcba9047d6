// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/set_aside_view.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/pages/columns_layout.h"
#include "ui/pages/data/import_words.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

SetAsideView::SetAsideView(DatasetsPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_empty = new EmptyState(QString());
    m_card = new Card;
    m_table = new SpecTable;
    m_table->setMaximumRows(18);
    m_card->setBody(m_table);
    m_card->bodyLayout()->setContentsMargins(0, px(2), 0, 0);
    m_card->bodyLayout()->addStretch(1);
    auto* tools = new QWidget;
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    m_import = new TokenButton(tr("Import"));
    m_import->setCompact(true);
    m_import->setMenu(new QMenu(m_import));
    m_export = makeButton(tr("Export"), ButtonKind::quiet, "export");
    m_export->setAccessibleName(tr("Export the rows set aside as CSV"));
    row->addWidget(m_import);
    row->addWidget(m_export);
    m_card->setSelector(tools);
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_card, 12}});
    connect(m_export, &QPushButton::clicked, this, &SetAsideView::exportRows);
    connect(m_import->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_import->menu();
        menu->clear();
        for (const store::SnapshotInfo& s : m_presenter.snapshots()) {
            if (s.rejected_rows == 0) continue;
            const int n = static_cast<int>(std::min<int64_t>(s.rejected_rows, 1000));
            QAction* action = menu->addAction(tr("%1: %2 row(s)", nullptr, n).arg(qs(s.source), countText(s.rejected_rows)), this,
                                              [this, id = s.id] { m_presenter.loadRejects(id); });
            action->setCheckable(true);
            action->setChecked(s.id == m_presenter.rejectsOf());
        }
    });
    connect(&m_presenter, &DatasetsPresenter::changed, this, &SetAsideView::refresh);
    refresh();
}

void SetAsideView::activated() {
    m_active = true;
    refresh();
}

const store::SnapshotInfo* SetAsideView::shown() const {
    for (const store::SnapshotInfo& s : m_presenter.snapshots())
        if (s.id == m_presenter.rejectsOf()) return &s;
    return nullptr;
}

void SetAsideView::refresh() {
    if (m_active && m_presenter.rejectsOf() == 0)
        for (const store::SnapshotInfo& s : m_presenter.snapshots())
            if (s.rejected_rows > 0) {
                m_presenter.loadRejects(s.id);
                break;
            }
    const DatasetInfo* now = m_presenter.current();
    int64_t total = 0;
    for (const store::SnapshotInfo& s : m_presenter.snapshots()) total += s.rejected_rows;
    const int all = static_cast<int>(std::min<int64_t>(total, 1000));
    m_head->setTitle(total > 0
                         ? tr("%1 row(s) of %2 set aside", nullptr, all).arg(countText(total), now ? qs(now->name) : QString())
                         : tr("No row is set aside"));
    m_head->setCaption(total > 0 ? tr("They could not be read as the others; none is dropped in silence.") : QString());
    m_empty->setText(now ? tr("Every row of %1 was read. Rows that cannot be read would be listed here with line and reason.")
                               .arg(qs(now->name))
                         : tr("Rows that an import cannot read are listed here with line and reason."));
    m_empty->setVisible(total == 0);
    m_card->setVisible(total > 0);
    const store::SnapshotInfo* snapshot = shown();
    if (!snapshot) return;
    const int rejected = static_cast<int>(std::min<int64_t>(snapshot->rejected_rows, 1000));
    m_card->setTitle(tr("%1 row(s) of %2", nullptr, rejected).arg(countText(snapshot->rejected_rows), qs(snapshot->source)));
    m_card->setSubtitle(tr("Line in the file, why it was set aside, and the line as it stands"));
    m_import->setValue(qs(snapshot->source));
    m_import->setAccessibleName(tr("Import: %1").arg(qs(snapshot->source)));
    TableSpec spec;
    spec.id = "set_aside";
    spec.title = tr("Rows set aside").toStdString();
    spec.columns = {{"line", tr("Line").toStdString(), CellKind::number, {}},
                    {"why", tr("Why").toStdString(), CellKind::text, {}},
                    {"text", tr("As it stands").toStdString(), CellKind::text, {}}};
    for (const store::RejectedRow& reject : m_presenter.rejects()) {
        TableCell line, why, text;
        line.text = countText(reject.line).toStdString();
        line.value = static_cast<double>(reject.line);
        why.text = rejectText(reject.reason).toStdString();
        text.text = reject.text;
        text.tone = Tone::muted;
        spec.rows.push_back({line, why, text});
    }
    m_table->setSpec(spec);
}

void SetAsideView::exportRows() {
    Settings& settings = m_presenter.session().settings();
    const store::SnapshotInfo* snapshot = shown();
    if (!snapshot) return;
    auto* dialog = new QFileDialog(
        this, tr("Export the rows set aside"),
        QDir(settings.get(keys::folder)).filePath(tr("Set aside from %1.csv").arg(qs(snapshot->source))), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("csv");
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_presenter.session().jobs().start(
            tr("Writing %1").arg(QFileInfo(file).fileName()),
            [rejects = m_presenter.rejects(), path = toPath(file)](Progress&, std::stop_token) {
                ingest::export_rejects(rejects, path);
            },
            this,
            [this, file] {
                m_head->message()->setClosable(true);
                m_head->message()->setMessage(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName()));
            },
            [this](const Error& error) {
                m_head->message()->setMessage(Tone::loss, errorSentence(error, m_presenter.session().language()));
            });
    });
    dialog->open();
}

} // namespace plumbline::ui
