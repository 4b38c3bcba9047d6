// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/response/response_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>

#include "core/response/view.h"
#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"
#include "ui/pages/response/lifts_dialog.h"
#include "ui/session/trust.h"
#include "ui/session/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

ResponsePage::ResponsePage(ResponsePresenter& presenter, QWidget* parent) : ScrollPage(parent), m_presenter(presenter) {
    m_head = new PageHead;
    m_channels = new TableCard;
    m_curve = new ChartCard;
    m_contributions = new ChartCard;
    m_fit = new ChartCard;
    m_diagnostics = new TableCard;
    m_empty = new EmptyState(QString());
    m_channel = new TokenButton;
    m_channel->setCompact(true);
    m_channel->setMenu(new QMenu(m_channel));
    m_curve->setSelector(m_channel);
    m_curve->setTableButtonShown(true);
    m_contributions->setTableButtonShown(true);
    m_fit->setTableButtonShown(true);
    m_verdict = new WrapLabel(QString(), TextStyle::small, Tone::muted);
    m_curve->bodyLayout()->addWidget(m_verdict);

    m_target = new TokenButton(tr("Target"));
    m_target->setMenu(new QMenu(m_target));
    m_tail = new QWidget;
    auto* tail = new QHBoxLayout(m_tail);
    tail->setContentsMargins(0, 0, 0, 0);
    m_lifts = makeButton(tr("Experiments…"), ButtonKind::quiet);
    m_full = makeButton(tr("Draw full posterior"), ButtonKind::outlined);
    tail->addWidget(m_lifts);
    tail->addWidget(m_full);

    rows()->addRow({{m_head, 12}});
    rows()->addRow({{m_empty, 12}});
    rows()->addRow({{m_channels, 7}, {m_curve, 5}}, 1);
    rows()->addRow({{m_contributions, 12}}, 1);
    rows()->addRow({{m_fit, 6}, {m_diagnostics, 6}});

    connect(m_channel->menu(), &QMenu::aboutToShow, this, &ResponsePage::fillChannels);
    connect(m_target->menu(), &QMenu::aboutToShow, this, &ResponsePage::fillTargets);
    connect(m_full, &QPushButton::clicked, this, [this] {
        if (m_presenter.isLoading())
            m_presenter.cancel();
        else
            m_presenter.run(true);
    });
    connect(m_lifts, &QPushButton::clicked, this, &ResponsePage::editLifts);
    connect(m_empty, &EmptyState::clicked, this, [this] {
        if (m_presenter.session().facts())
            m_presenter.run(false);
        else
            Q_EMIT chooseFilesRequested();
    });
    connect(m_channels->table(), &SpecTable::rowActivated, this, [this](const QString&, const QString& name) {
        if (!m_presenter.fit()) return;
        const auto& all = m_presenter.fit()->channels;
        for (size_t c = 0; c < all.size(); ++c)
            if (qs(all[c].curve.name) == name) m_presenter.setChannel(c);
    });
    connect(&m_presenter, &ResponsePresenter::changed, this, &ResponsePage::refresh);
    connect(&m_presenter, &ResponsePresenter::changed, &Trust::of(m_presenter.session()), &Trust::changed);
    connect(&m_presenter, &ResponsePresenter::loadingChanged, this, &ResponsePage::refreshProgress);
    connect(&m_presenter.session().jobs(), &JobRunner::progressed, this, &ResponsePage::refreshProgress);
    connect(&m_presenter.session(), &Session::workspaceChanged, this, &ResponsePage::refresh);
    connect(m_head->message(), &InlineMessage::linkActivated, this, [this] { m_presenter.run(false); });
    refresh();
}

QWidget* ResponsePage::barLead() { return m_target; }
QWidget* ResponsePage::barTail() { return m_tail; }

void ResponsePage::activated() {
    m_shown = true;
    // The quick fit takes less than a second: nobody should have to ask for it.
    if (!m_presenter.fit() && !m_presenter.error() && !m_presenter.isLoading() && m_presenter.session().facts())
        m_presenter.run(false);
}

bool ResponsePage::isSettled() const { return !m_presenter.isLoading() && !m_presenter.session().isLoading(); }

void ResponsePage::refresh() {
    const Session& session = m_presenter.session();
    const Language language = session.language();
    const response::ResponseFit* fit = m_presenter.fit();
    for (QWidget* widget :
         {static_cast<QWidget*>(m_channels), static_cast<QWidget*>(m_curve), static_cast<QWidget*>(m_contributions),
          static_cast<QWidget*>(m_fit), static_cast<QWidget*>(m_diagnostics)})
        widget->setVisible(fit != nullptr);
    m_full->setEnabled(session.facts() != nullptr);
    m_lifts->setEnabled(fit != nullptr && !session.isReadOnly());
    m_target->setEnabled(session.facts() != nullptr);
    QString target = m_presenter.target();
    for (const metrics::Metric& metric : metrics::catalogue())
        if (qs(metric.id) == m_presenter.target()) target = qs(metrics::metric_name(metric, language));
    m_target->setValue(target);
    m_target->setAccessibleName(tr("Target: %1").arg(target));

    QString sentence, button;
    if (!fit && !m_presenter.error() && session.isOpen() && isSettled()) {
        sentence = session.datasets().empty()
                       ? tr("No numbers yet. Response curves need two years of spend by channel and what was sold.")
                       : tr("What did each channel really bring, and what would one more franc bring?");
        button = session.datasets().empty() ? tr("Import files") : tr("Estimate");
    }
    m_empty->setText(sentence, button);
    m_empty->setVisible(!sentence.isEmpty());

    InlineMessage* message = m_head->message();
    message->setClosable(false);
    if (m_presenter.error())
        message->setMessage(Tone::loss, errorSentence(*m_presenter.error(), language));
    else if (fit && !fit->warnings.empty())
        message->setMessage(Tone::warning, qs(response::warning_sentence(fit->warnings.front(), language)));
    else if (fit && m_presenter.isStale())
        message->setMessage(Tone::warning, tr("Numbers or experiments have changed since this was estimated."),
                            tr("Estimate again"));
    else
        message->setMessage(Tone::normal, QString());
    if (!fit) {
        m_head->setTitle(isSettled() ? tr("Response") : tr("Estimating response"));
        m_head->setCaption(QString());
        return;
    }
    m_head->setTitle(qs(response::headline(*fit, language)));
    m_head->setCaption(qs(response::caption(*fit, language)));
    TableSpec table = response::channel_table(*fit, language);
    table.dimension = "channel";
    m_channels->setSpec(table);
    const size_t shown = std::min(m_presenter.channel(), fit->channels.size() - 1);
    const response::ChannelFit& channel = fit->channels[shown];
    m_channels->table()->selectName(qs(channel.curve.name));
    m_curve->setSpec(response::curve_chart(*fit, shown, language));
    m_verdict->setText(qs(response::verdict_text(channel, language)));
    m_channel->setValue(qs(channel.curve.name));
    m_channel->setAccessibleName(tr("Curve of channel: %1").arg(qs(channel.curve.name)));
    m_contributions->setSpec(response::contribution_chart(*fit, language));
    m_fit->setSpec(response::fit_chart(*fit, language));
    m_diagnostics->setSpec(response::diagnostics_table(*fit, language));
}

void ResponsePage::refreshProgress() {
    const bool loading = m_presenter.isLoading();
    m_full->setText(loading ? tr("Stop") : tr("Draw full posterior"));
    ProgressLine* line = m_head->progress();
    if (!loading) {
        line->stop();
        // Facts arrived while the page was looked at.
        if (m_shown && isVisible()) activated();
        return;
    }
    line->start();
    for (const JobStatus& job : m_presenter.session().jobs().status()) line->setFraction(job.fraction);
}

void ResponsePage::fillTargets() {
    QMenu* menu = m_target->menu();
    menu->clear();
    for (const QString& id : m_presenter.targets()) {
        QString name = id;
        for (const metrics::Metric& metric : metrics::catalogue())
            if (qs(metric.id) == id) name = qs(metrics::metric_name(metric, m_presenter.session().language()));
        QAction* action = menu->addAction(name, this, [this, id] {
            m_presenter.setTarget(id);
            activated();
        });
        action->setCheckable(true);
        action->setChecked(id == m_presenter.target());
    }
}

void ResponsePage::fillChannels() {
    QMenu* menu = m_channel->menu();
    menu->clear();
    if (!m_presenter.fit()) return;
    for (size_t c = 0; c < m_presenter.fit()->channels.size(); ++c) {
        QAction* action =
            menu->addAction(qs(m_presenter.fit()->channels[c].curve.name), this, [this, c] { m_presenter.setChannel(c); });
        action->setCheckable(true);
        action->setChecked(c == m_presenter.channel());
    }
}

void ResponsePage::editLifts() {
    if (!m_presenter.fit()) return;
    QStringList channels;
    for (const auto& c : m_presenter.fit()->channels) channels.append(qs(c.curve.name));
    auto* dialog = new LiftsDialog(channels, m_presenter.lifts(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_presenter.setLifts(dialog->tests()); });
    dialog->open();
}

ShownNumbers ResponsePage::shownNumbers() const { return {{m_presenter.target(), QStringLiteral("cost")}}; }

} // namespace plumbline::ui
