// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_row.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

#include "ui/shell/issues_panel.h"
#include "ui/shell/job_tray.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
constexpr int row_height = 24;
constexpr int icon_size = 14;

QString dayText(Date date) {
    const CivilDate c = to_civil(date);
    return QLocale().toString(QDate(c.year, static_cast<int>(c.month), static_cast<int>(c.day)),
                              QStringLiteral("ddd d MMM yyyy"));
}

/// The icon of the network state; follows the theme because it is painted.
class StateIcon : public QWidget {
public:
    explicit StateIcon(const QString& name) : m_name(name) { setFixedSize(px(icon_size), px(icon_size)); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(painter, QRectF(rect()), m_name, tokens().muted);
    }

private:
    QString m_name;
};

} // namespace

QString shortFingerprint(const std::string& hexadecimal) {
    const QString text = qs(hexadecimal).left(8).toUpper();
    return text.size() < 8 ? text : text.left(4) + QLatin1Char('-') + text.mid(4);
}

StatusRow::StatusRow(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setMinimumHeight(px(row_height));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(px(12), 1, px(12), 0);
    row->setSpacing(px(16));
    auto* state = new QHBoxLayout;
    state->setSpacing(px(6));
    state->addWidget(new StateIcon("offline"));
    // Each gives way with an ellipsis, so that large texts never push the window beyond the screen.
    auto* offline = new ElidedLabel(TextStyle::small, Tone::muted);
    offline->setText(tr("Offline, nothing leaves this machine"));
    state->addWidget(offline);
    row->addLayout(state);
    m_data = new ElidedLabel(TextStyle::small, Tone::muted);
    m_snapshot = new ElidedLabel(TextStyle::small, Tone::muted);
    row->addWidget(m_data);
    row->addWidget(m_snapshot);
    row->addStretch(1);
    m_tray = new JobTray(session.jobs());
    m_issues = new QToolButton;
    m_issues->setObjectName("statusIssues");
    m_issues->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_issues->setFocusPolicy(Qt::TabFocus);
    m_issues->hide();
    row->addWidget(m_issues);
    connect(m_issues, &QToolButton::clicked, this, &StatusRow::issuesClicked);
    const auto dress = [this] {
        const QString sheet = QStringLiteral("QToolButton { padding: 1px 4px; font-size: %1px; color: %2; }")
                                  .arg(px(11))
                                  .arg(tokens().muted.name());
        m_tray->setStyleSheet(sheet);
        m_issues->setStyleSheet(sheet);
        m_issues->setIconSize(QSize(px(icon_size), px(icon_size)));
    };
    dress();
    connect(&Theme::instance(), &Theme::changed, this, dress);
    row->addWidget(m_tray);
    connect(&session, &Session::factsChanged, this, &StatusRow::refresh);
    connect(&session, &Session::workspaceChanged, this, &StatusRow::refresh);
    refresh();
}

void StatusRow::setIssues(int pressing, bool blocker) {
    const QString text = issuesText(pressing);
    m_issues->setText(text);
    m_issues->setIcon(pressing == 0 ? icon("check", &Tokens::muted)
                      : blocker     ? icon("error", &Tokens::loss)
                                    : icon("warning", &Tokens::warning));
    m_issues->setAccessibleName(text);
    m_issues->setToolTip(tr("Shows what is open: rows set aside, findings, models"));
    m_issues->show();
}

void StatusRow::refresh() {
    if (!m_session.isOpen()) m_issues->hide();
    const FactsPtr facts = m_session.facts();
    const bool dated = facts && facts->dataset.dates;
    m_data->setText(dated ? tr("Data to %1").arg(dayText(facts->dataset.dates->to)) : QString());
    m_snapshot->setText(facts ? tr("Snapshot %1").arg(shortFingerprint(facts->dataset.fingerprint)) : QString());
}

void StatusRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    painter.fillRect(0, 0, width(), 1, tokens().border);
}

} // namespace plumbline::ui
