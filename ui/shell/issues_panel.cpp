// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/issues_panel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

namespace {

constexpr int most_rows = 8;

QString kindName(Issue::Kind kind) {
    switch (kind) {
    case Issue::Kind::import: return IssuesPanel::tr("Import");
    case Issue::Kind::data: return IssuesPanel::tr("Audit");
    case Issue::Kind::model: return IssuesPanel::tr("Model");
    }
    return {};
}

QString toneName(Tone tone) {
    return tone == Tone::loss      ? IssuesPanel::tr("Blocker")
           : tone == Tone::warning ? IssuesPanel::tr("Warning")
                                   : IssuesPanel::tr("Note");
}

TableCell cell(const QString& text, Tone tone = Tone::normal) {
    TableCell made;
    made.text = text.toStdString();
    made.tone = tone;
    return made;
}

} // namespace

QString issuesText(int pressing) {
    return pressing == 0 ? IssuesPanel::tr("No open issue") : IssuesPanel::tr("%n issue(s)", nullptr, pressing);
}

IssuesPanel::IssuesPanel(IssueList& issues, QWidget* parent) : QDockWidget(parent), m_issues(issues), m_table(new SpecTable) {
    setObjectName("issues");
    setWindowTitle(tr("Issues"));
    setFeatures(QDockWidget::NoDockWidgetFeatures);
    setTitleBarWidget(new QWidget(this));
    auto* body = new QFrame;
    body->setObjectName("pane");
    body->setAccessibleName(tr("Issues"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(px(16), px(8), px(12), px(8));
    column->setSpacing(px(4));
    auto* head = new QHBoxLayout;
    head->setSpacing(px(8));
    head->addWidget(makeLabel(tr("Issues"), TextStyle::cardTitle));
    m_summary = makeLabel({}, TextStyle::control, Tone::muted);
    head->addWidget(m_summary, 1);
    QToolButton* more = makeIconButton(QStringLiteral("more"), tr("More"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(new QMenu(more));
    m_table->fillMenu(more->menu());
    QToolButton* shut = makeIconButton(QStringLiteral("close"), tr("Close the issues"));
    head->addWidget(more);
    head->addWidget(shut);
    column->addLayout(head);
    m_none = makeLabel(tr("Nothing is open: every row was read, and the auditor's findings are decided."), TextStyle::control,
                       Tone::muted);
    column->addWidget(m_none);
    m_table->setMaximumRows(most_rows);
    m_table->setAccessibleName(tr("Issues"));
    column->addWidget(m_table);
    column->addStretch(1);
    setWidget(body);
    connect(shut, &QToolButton::clicked, this, &QWidget::hide);
    connect(&issues, &IssueList::changed, this, &IssuesPanel::refresh);
    connect(m_table, &SpecTable::rowActivated, this, [this](const QString&, const QString& name) {
        for (const Issue& issue : m_issues.issues())
            if (issue.sentence == name) return Q_EMIT issueChosen(issue);
    });
    refresh();
}

QString IssuesPanel::summary() const {
    int blockers = 0, warnings = 0, notes = 0;
    for (const Issue& issue : m_issues.issues())
        ++(issue.tone == Tone::loss ? blockers : issue.tone == Tone::warning ? warnings : notes);
    QStringList parts;
    if (blockers > 0) parts << tr("%n blocker(s)", nullptr, blockers);
    if (warnings > 0) parts << tr("%n warning(s)", nullptr, warnings);
    if (notes > 0) parts << tr("%n note(s)", nullptr, notes);
    return parts.join(QStringLiteral(", "));
}

void IssuesPanel::refresh() {
    TableSpec spec;
    spec.id = "issues";
    spec.title = tr("Open issues").toStdString();
    spec.dimension = "issue";
    spec.columns = {{"what", tr("What").toStdString(), CellKind::text, {}},
                    {"severity", tr("Severity").toStdString(), CellKind::badge, {}},
                    {"from", tr("From").toStdString(), CellKind::text, {}},
                    {"where", tr("Where").toStdString(), CellKind::text, {}}};
    for (const Issue& issue : m_issues.issues())
        spec.rows.push_back({cell(issue.sentence), cell(toneName(issue.tone), issue.tone),
                             cell(kindName(issue.kind), Tone::muted), cell(issue.where, Tone::muted)});
    m_table->setSpec(spec);
    m_table->setVisible(!spec.rows.empty());
    m_none->setVisible(spec.rows.empty());
    m_summary->setText(summary());
}

} // namespace plumbline::ui
