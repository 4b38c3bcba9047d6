// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/predict/predict_page.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/narrate/narrator.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/page_exports.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

PredictPage::PredictPage(PredictPresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_train = makeButton(tr("Train"), ButtonKind::primary);
    m_head->setAction(m_train);
    m_empty = new EmptyState(QString());
    m_shows = new TableCard;
    m_needs = new TableCard;
    m_models = new TableCard;
    m_heldOut = new ChartCard;
    m_predictions = new TableCard;
    m_predictions->setSearchShown(true);
    m_effects = new ChartCard;
    m_levels = new TableCard;
    m_outside = new InlineMessage;
    m_importance = new ChartCard;
    m_versions = new TableCard;
    m_back = makeButton(tr("Put this version back"), ButtonKind::quiet);
    m_versions->setSelector(m_back);
    m_why = new QWidget;
    auto* column = new QVBoxLayout(m_why);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    column->addWidget(m_outside);
    column->addWidget(m_effects, 1);
    column->addWidget(m_levels);
    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_shows, 6}, {m_needs, 6}});
    rows()->addRow({{m_heldOut, 6}, {m_models, 6}});
    rows()->addRow({{m_predictions, 7}, {m_why, 5}}, 1);
    rows()->addRow({{m_importance, 5}, {m_versions, 7}});

    Session& session = presenter.session();
    const auto tell = [this](Tone tone, const QString& sentence) {
        m_head->message()->setClosable(true);
        m_head->message()->setMessage(tone, sentence);
    };
    auto* exports = new PageExports(session, this);
    connect(exports, &PageExports::told, this, tell);
    connect(&presenter, &PredictPresenter::told, this, tell);
    connect(&presenter, &PredictPresenter::exported, this,
            [tell](const QString& file) { tell(Tone::gain, tr("Written: %1").arg(QFileInfo(file).fileName())); });
    connect(&presenter, &PredictPresenter::exportFailed, this,
            [this, tell](const Error& error) { tell(Tone::loss, errorSentence(error, m_presenter.session().language())); });
    connect(m_train, &QPushButton::clicked, this,
            [this] { m_presenter.isTraining() ? m_presenter.cancel() : m_presenter.train(); });
    connect(m_empty, &EmptyState::clicked, this, [this] {
        if (m_presenter.session().facts())
            m_presenter.train();
        else
            Q_EMIT chooseFilesRequested();
    });
    connect(m_back, &QPushButton::clicked, &presenter, &PredictPresenter::putBack);
    connect(m_predictions->table(), &SpecTable::rowActivated, this,
            [this](const QString&, const QString& name) { m_presenter.choose(name); });
    connect(m_versions->table(), &SpecTable::rowActivated, this,
            [this](const QString&, const QString& name) { m_presenter.showVersion(name); });
    connect(&presenter, &PredictPresenter::changed, this, &PredictPage::refresh);
    connect(&presenter, &PredictPresenter::progressed, this, [this] { m_head->progress()->setFraction(m_presenter.fraction()); });
    connect(&presenter, &PredictPresenter::loadingChanged, this, [this] {
        if (m_presenter.isTraining() || m_presenter.isLoading())
            m_head->progress()->start();
        else
            m_head->progress()->stop();
        refreshHead();
    });
    connect(&session, &Session::datasetsChanged, this, &PredictPage::refresh);
    m_exports = exportEntries(this, tr("Export the prediction"), {"pdf", "xlsx"},
                              [this](const QString& file) { m_presenter.exportTo(file); });
    refresh();
}

QWidget* PredictPage::barTail() {
    if (m_tail) return m_tail;
    m_tail = new QWidget(this);
    auto* row = new QHBoxLayout(m_tail);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    m_target = new TokenButton(tr("Result"), QString(), {}, m_tail);
    m_by = new TokenButton(tr("By"), QString(), {}, m_tail);
    for (TokenButton* button : {m_target, m_by}) {
        row->addWidget(button);
        button->setMenu(new QMenu(button));
    }
    connect(m_target->menu(), &QMenu::aboutToShow, this, [this] {
        m_target->menu()->clear();
        const narrate::Narrator narrator(m_presenter.session().language());
        for (const QString& id : m_presenter.targets())
            m_target->menu()->addAction(qs(narrator.metric(id.toStdString(), id.toStdString()).label), this,
                                        [this, id] { m_presenter.setTarget(id); });
    });
    connect(m_by->menu(), &QMenu::aboutToShow, this, [this] {
        m_by->menu()->clear();
        m_by->menu()->addAction(tr("Chosen from the data"), this, [this] { m_presenter.setBy(QString()); });
        for (const auto& [field, name] : m_presenter.dimensions())
            m_by->menu()->addAction(name, this, [this, field = field] { m_presenter.setBy(field); });
    });
    refreshHead();
    return m_tail;
}

bool PredictPage::isSettled() const {
    return !m_presenter.isLoading() && !m_presenter.isTraining() && !m_presenter.session().isLoading();
}

void PredictPage::showEvent(QShowEvent* event) {
    ScrollPage::showEvent(event);
    m_presenter.setWanted(true);
}

void PredictPage::hideEvent(QHideEvent* event) {
    ScrollPage::hideEvent(event);
    m_presenter.setWanted(false);
}

void PredictPage::refreshHead() {
    const Session& session = m_presenter.session();
    m_train->setText(m_presenter.isTraining() ? tr("Cancel") : m_presenter.report() ? tr("Train again") : tr("Train"));
    m_train->setVisible(session.facts() != nullptr && (m_presenter.report() || m_presenter.isTraining()));
    if (!m_target) return;
    const narrate::Narrator narrator(session.language());
    const std::string id = m_presenter.target().toStdString();
    m_target->setValue(qs(narrator.metric(id, id).label));
    QString by = tr("chosen");
    for (const auto& [field, name] : m_presenter.dimensions())
        if (field == m_presenter.by()) by = name;
    m_by->setValue(by);
}

void PredictPage::refresh() {
    const report::PredictionReport* r = m_presenter.report();
    const Session& session = m_presenter.session();
    const bool facts = session.facts() != nullptr;
    const bool waiting = m_presenter.isLoading() || session.isLoading();
    QString sentence, button;
    if (!r && !waiting && session.isOpen() && !m_presenter.isTraining()) {
        sentence = facts
                       ? tr("No model yet. A forest, boosted trees and a linear model learn from the weeks of each campaign; the "
                            "last weeks are held out to see which knows best. It takes a few seconds.")
                       : tr("No numbers yet. A prediction needs one export with dates and cost.");
        button = facts ? tr("Train") : tr("Import files");
    }
    m_empty->setText(sentence, button);
    m_empty->setVisible(!sentence.isEmpty());
    const bool before = facts && !sentence.isEmpty();
    m_shows->setVisible(before);
    m_needs->setVisible(before);
    if (before) {
        const report::PredictionOutlook outlook = m_presenter.outlook();
        m_shows->setSpec(outlook.shows);
        m_needs->setSpec(outlook.needs);
        m_empty->button()->setEnabled(outlook.enough);
    } else {
        m_empty->button()->setEnabled(true);
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{m_models, m_heldOut, m_predictions, m_why, m_importance})
        widget->setVisible(r != nullptr);
    m_versions->setVisible(!m_presenter.versions().rows.empty());
    m_back->setVisible(m_presenter.canPutBack());
    for (QAction* action : m_exports) action->setEnabled(r != nullptr);
    if (const auto& error = m_presenter.error()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::loss, errorSentence(*error, session.language()));
    } else if (r && m_presenter.isStale()) {
        m_head->message()->setClosable(false);
        m_head->message()->setMessage(Tone::warning, tr("This version learnt from other data than those of now. Train again."));
    } else if (m_presenter.isTraining()) {
        m_head->message()->setMessage(Tone::normal, QString());
    }
    m_head->setTitle(r ? qs(r->title) : m_presenter.isTraining() ? tr("Training") : title());
    m_head->setCaption(r ? qs(r->caption) : QString());
    refreshHead();
    if (!m_presenter.versions().rows.empty()) m_versions->setSpec(m_presenter.versions());
    if (!r) return;
    m_models->setSpec(r->models);
    m_heldOut->setSpec(r->held_out);
    m_predictions->setSpec(r->predictions);
    m_importance->setVisible(!r->importance.x.categories.empty());
    if (!r->importance.x.categories.empty()) m_importance->setSpec(r->importance);
    const report::PredictionDetail& detail = m_presenter.detail();
    m_outside->setMessage(Tone::warning, qs(detail.note));
    m_effects->setVisible(!detail.effects.series.empty());
    if (!detail.effects.series.empty()) m_effects->setSpec(detail.effects);
    m_levels->setVisible(!detail.levels.rows.empty());
    if (!detail.levels.rows.empty()) m_levels->setSpec(detail.levels);
}

} // namespace plumbline::ui
