// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/datasets_view.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include "ui/charts/number_style.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/data/columns_editor.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

namespace {

TableCell text(const QString& value, Tone tone = Tone::normal) {
    TableCell cell;
    cell.text = value.toStdString();
    cell.tone = tone;
    return cell;
}

TableCell number(int64_t value) {
    TableCell cell = text(countText(value));
    cell.value = static_cast<double>(value);
    return cell;
}

QString when(const std::string& iso) {
    const QDateTime utc = QDateTime::fromString(qs(iso), Qt::ISODate);
    if (!utc.isValid()) return qs(iso);
    const QDateTime local = utc.toLocalTime();
    return QLocale().toString(local, QStringLiteral("d MMM yyyy, HH:mm"));
}

} // namespace

DatasetsView::DatasetsView(DatasetsPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_message = new InlineMessage;
    m_message->setWordWrap(true);
    m_together = new InlineMessage;
    m_together->setWordWrap(true);
    m_empty =
        new EmptyState(tr("No dataset yet. It needs one export of an ad platform, the shop or the CRM."), tr("Import files"));
    m_listCard = new Card;
    m_list = new SpecTable;
    m_list->setRoomy(true);
    m_listCard->setBody(m_list);
    m_listCard->bodyLayout()->setContentsMargins(0, px(2), 0, 0);
    m_listCard->bodyLayout()->addStretch(1);
    m_remove = m_listCard->moreMenu()->addAction(tr("Remove the dataset"), this, [this] {
        if (const DatasetInfo* now = m_presenter.current()) m_presenter.remove(qs(now->name));
    });

    m_currency = new QWidget;
    auto* ask = new QHBoxLayout(m_currency);
    ask->setContentsMargins(0, 0, 0, 0);
    ask->setSpacing(px(8));
    m_currencyMessage = new InlineMessage;
    auto* choose = new TokenButton(tr("Currency"), tr("choose"));
    choose->setMenu(new QMenu(choose));
    for (const char* code : {"CHF", "EUR", "USD", "GBP", "CAD", "SEK", "NOK", "DKK", "PLN", "JPY"})
        choose->menu()->addAction(QLatin1String(code), this, [this, code] { m_presenter.setCurrency(code); });
    choose->menu()->addSeparator();
    choose->menu()->addAction(tr("Another…"), this, [this] {
        auto* dialog = new QInputDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(tr("Currency"));
        dialog->setLabelText(tr("Its three letters (ISO 4217):"));
        connect(dialog, &QInputDialog::textValueSelected, this,
                [this](const QString& code) { m_presenter.setCurrency(code.trimmed().toUpper().toStdString()); });
        dialog->show();
    });
    ask->addWidget(m_currencyMessage, 1);
    ask->addWidget(choose);

    m_columnsCard = new Card;
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    m_columns = new ColumnsEditor;
    m_pending = new QWidget;
    auto* row = new QHBoxLayout(m_pending);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(makeLabel(tr("Dashboards follow when the changes are applied."), TextStyle::control, Tone::muted), 1);
    auto* discard = makeButton(tr("Discard"), ButtonKind::quiet);
    m_apply = makeButton(tr("Apply changes"), ButtonKind::primary);
    row->addWidget(discard);
    row->addWidget(m_apply);
    column->addWidget(m_columns);
    column->addWidget(m_pending);
    column->addStretch(1);
    m_columnsCard->setBody(inside);

    m_importsCard = new Card;
    m_imports = new SpecTable;
    m_importsCard->setBody(m_imports);
    m_importsCard->bodyLayout()->setContentsMargins(0, px(2), 0, 0);
    m_importsCard->bodyLayout()->addStretch(1);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_message, 12}});
    rows()->addRow({{m_together, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_currency, 12}});
    rows()->addRow({{m_listCard, 4}, {m_columnsCard, 8}});
    rows()->addRow({{m_importsCard, 12}});

    connect(m_list, &SpecTable::rowActivated, this, [this](const QString&, const QString& name) { m_presenter.choose(name); });
    connect(m_columns, &ColumnsEditor::rolePicked, this, [this](int i, const QString& role, const QString& kind) {
        m_presenter.setRole(static_cast<size_t>(i), role.toStdString(), kind.toStdString());
    });
    connect(m_columns, &ColumnsEditor::unitPicked, this,
            [this](int i, const QString& unit) { m_presenter.setUnit(static_cast<size_t>(i), unit.toStdString()); });
    connect(discard, &QPushButton::clicked, &m_presenter, &DatasetsPresenter::discardChanges);
    connect(m_apply, &QPushButton::clicked, &m_presenter, &DatasetsPresenter::applyChanges);
    connect(m_empty, &EmptyState::clicked, this, &DatasetsView::chooseFilesRequested);
    connect(m_message, &InlineMessage::linkActivated, &m_presenter, &DatasetsPresenter::undoRemove);
    connect(m_together, &InlineMessage::linkActivated, &m_presenter, &DatasetsPresenter::combine);
    connect(&m_presenter, &DatasetsPresenter::changed, this, &DatasetsView::refresh);
    refresh();
}

void DatasetsView::refresh() {
    const auto all = m_presenter.datasets();
    const DatasetInfo* now = m_presenter.current();
    Session& session = m_presenter.session();
    int64_t total = 0;
    for (const DatasetInfo& dataset : all) total += dataset.rows;
    m_head->setTitle(all.empty() ? tr("Datasets")
                                 : tr("%n dataset(s), %1 rows", nullptr, static_cast<int>(all.size())).arg(countText(total)));
    m_head->setCaption(session.isReadOnly() ? tr("%1. This workspace can only be read.").arg(session.folder())
                                            : session.folder());
    if (m_presenter.isBusy())
        m_head->progress()->start();
    else
        m_head->progress()->stop();
    if (!m_presenter.removing().isEmpty())
        m_message->setMessage(Tone::normal, tr("%1 is removed.").arg(m_presenter.removing()), tr("Undo"));
    else if (m_presenter.error())
        m_message->setMessage(Tone::loss, errorSentence(*m_presenter.error(), session.language()));
    else
        m_message->setMessage(Tone::normal, QString());
    m_empty->setVisible(all.empty() && !session.isLoading());
    m_listCard->setVisible(!all.empty());
    m_columnsCard->setVisible(now != nullptr);
    m_importsCard->setVisible(now != nullptr);
    refreshList();
    refreshTogether();
    const QStringList bare = m_presenter.amountsWithoutCurrency();
    m_currency->setVisible(!bare.isEmpty() && !session.isReadOnly() && !m_presenter.isBusy());
    m_currencyMessage->setMessage(
        Tone::warning, bare.isEmpty() ? QString() : tr("No currency is known for %1.").arg(bare.join(QStringLiteral(", "))));
    if (!now) return;
    const bool editable = !session.isReadOnly() && !m_presenter.isBusy();
    m_remove->setEnabled(editable);
    m_columnsCard->setTitle(tr("Columns of %1").arg(qs(now->name)));
    m_columnsCard->setSubtitle(now->columns.size() > ColumnsEditor::most_lines
                                   ? tr("The first %1 of %2; each role decides which numbers can be told")
                                         .arg(countText(static_cast<qint64>(ColumnsEditor::most_lines)),
                                              countText(static_cast<qint64>(now->columns.size())))
                                   : tr("Each role decides which numbers can be told"));
    m_columns->setColumns(m_presenter.columns(), editable);
    m_pending->setVisible(m_presenter.hasChanges());
    m_apply->setEnabled(editable);
    refreshImports();
}

QString DatasetsView::offerOf(DatasetsPresenter& presenter) {
    const ingest::Combination& proposal = presenter.proposal();
    if (proposal.parts.size() < 2 || presenter.session().isReadOnly() || presenter.isBusy()) return {};
    QStringList names;
    for (const ingest::CombinePart& p : proposal.parts) names << qs(p.dataset);
    QString sentence = tr("These exports can be seen as one: %1.").arg(names.join(QStringLiteral(", ")));
    const auto revenue = proposal.outcomes.find("revenue");
    if (proposal.claims && revenue != proposal.outcomes.end())
        sentence += QLatin1Char(' ') + tr("Revenue then counts once, from %1; what the ad platforms claim stays beside it.")
                                           .arg(qs(revenue->second.front()));
    return sentence;
}

void DatasetsView::refreshTogether() {
    const QString offer = offerOf(m_presenter);
    m_together->setMessage(Tone::normal, offer, offer.isEmpty() ? QString() : tr("See them as one"));
}

void DatasetsView::refreshList() {
    TableSpec spec;
    spec.id = "datasets";
    spec.title = tr("Datasets").toStdString();
    spec.dimension = "dataset";
    spec.columns = {{"name", tr("Dataset").toStdString(), CellKind::text, {}},
                    {"rows", tr("Rows").toStdString(), CellKind::number, {}},
                    {"imports", tr("Imports").toStdString(), CellKind::number, {}}};
    const auto all = m_presenter.datasets();
    for (const DatasetInfo& dataset : all)
        spec.rows.push_back({text(qs(dataset.name)), number(dataset.rows), number(dataset.snapshots)});
    const DatasetInfo* now = m_presenter.current();
    m_listCard->setTitle(now ? qs(now->name) : tr("Datasets"));
    QString days =
        now && now->dates ? qs(format_range(*now->dates, m_presenter.session().language())) : tr("Choose one to look at");
    days[0] = days[0].toUpper();
    m_listCard->setSubtitle(days);
    m_list->setSpec(spec);
    m_list->selectName(now ? qs(now->name) : QString());
}

void DatasetsView::refreshImports() {
    TableSpec spec;
    spec.id = "imports";
    spec.title = tr("Imports").toStdString();
    spec.columns = {{"created", tr("When").toStdString(), CellKind::text, {}},
                    {"source", tr("File").toStdString(), CellKind::text, {}},
                    {"mode", tr("Mode").toStdString(), CellKind::text, {}},
                    {"rows", tr("Rows").toStdString(), CellKind::number, {}},
                    {"aside", tr("Set aside").toStdString(), CellKind::number, {}}};
    for (const store::SnapshotInfo& s : m_presenter.snapshots())
        spec.rows.push_back({text(when(s.created)), text(qs(s.source)), text(modeName(s.mode), Tone::muted), number(s.rows),
                             number(s.rejected_rows)});
    const int n = static_cast<int>(spec.rows.size());
    m_importsCard->setTitle(tr("%n import(s)", nullptr, n));
    m_importsCard->setSubtitle(tr("Each is kept as it came"));
    m_imports->setSpec(spec);
}

} // namespace plumbline::ui
