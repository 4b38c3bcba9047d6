// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/alert_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "core/pulse/target_file.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
using pulse::RuleKind;
}

AlertDialog::AlertDialog(const QList<PulsePresenter::Choice>& figures, const std::vector<metrics::Filter>& filters,
                         const QString& scope, Language language, QWidget* parent)
    : QDialog(parent), m_filters(filters), m_language(language) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add an alert"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    if (!scope.isEmpty()) column->addWidget(new WrapLabel(tr("For %1").arg(scope), TextStyle::control, Tone::muted));
    auto* form = new QFormLayout;
    form->setSpacing(px(8));
    m_figure = new QComboBox;
    for (const PulsePresenter::Choice& c : figures) m_figure->addItem(c.name, c.id);
    m_kind = new QComboBox;
    for (const auto& [name, kind] :
         {std::pair{tr("is unusual for its weekday"), RuleKind::unusual}, std::pair{tr("is above a value"), RuleKind::above},
          std::pair{tr("is below a value"), RuleKind::below},
          std::pair{tr("rises on a week before by more than"), RuleKind::rise},
          std::pair{tr("falls on a week before by more than"), RuleKind::fall},
          std::pair{tr("stands behind its target's pace, below"), RuleKind::target_at_risk},
          std::pair{tr("has no data for days"), RuleKind::no_data}, std::pair{tr("is trusted less than"), RuleKind::trust_below}})
        m_kind->addItem(name, static_cast<int>(kind));
    m_level = new QLineEdit;
    m_levelName = new QLabel(tr("&Value"));
    m_levelName->setBuddy(m_level);
    m_severity = new QComboBox;
    m_severity->addItem(tr("Warning"), QStringLiteral("warning"));
    m_severity->addItem(tr("Blocker"), QStringLiteral("blocker"));
    m_severity->addItem(tr("Note"), QStringLiteral("note"));
    form->addRow(tr("&Figure"), m_figure);
    form->addRow(tr("&Tell me when it"), m_kind);
    form->addRow(m_levelName, m_level);
    form->addRow(tr("&Severity"), m_severity);
    column->addLayout(form);
    m_hint = makeLabel(QString(), TextStyle::control, Tone::muted);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    auto* buttons = new QHBoxLayout;
    auto* cancel = makeButton(tr("Cancel"), ButtonKind::quiet);
    auto* keep = makeButton(tr("Add"), ButtonKind::primary);
    keep->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    column->addLayout(buttons);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AlertDialog::explain);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, &AlertDialog::accept);
    explain();
}

void AlertDialog::explain() {
    const auto kind = static_cast<RuleKind>(m_kind->currentData().toInt());
    const bool level = kind != RuleKind::unusual;
    m_level->setVisible(level);
    m_levelName->setVisible(level);
    switch (kind) {
    case RuleKind::rise:
    case RuleKind::fall: m_level->setText(QStringLiteral("20 %")); break;
    case RuleKind::target_at_risk: m_level->setText(QStringLiteral("95 %")); break;
    case RuleKind::no_data: m_level->setText(QStringLiteral("2")); break;
    case RuleKind::trust_below: m_level->setText(QStringLiteral("80")); break;
    default: m_level->clear();
    }
    setTone(m_hint, Tone::muted);
    m_hint->setText(kind == RuleKind::no_data ? tr("Missing data break no other rule; this one tells of them.")
                                              : tr("It is told once when it begins, and again only after it has ended."));
}

void AlertDialog::accept() {
    pulse::Rule rule;
    rule.kind = static_cast<RuleKind>(m_kind->currentData().toInt());
    rule.metric = m_figure->currentData().toString().toStdString();
    rule.where = m_filters;
    rule.severity = m_severity->currentData().toString().toStdString();
    if (rule.kind != RuleKind::unusual) {
        const auto level = pulse::parse_amount(m_level->text().toStdString(), m_language == Language::fr ? ',' : '.');
        if (!level) {
            setTone(m_hint, Tone::loss);
            m_hint->setText(tr("Enter a number, such as 20 % or 1200."));
            return m_level->setFocus();
        }
        rule.level = *level;
    }
    try {
        rule.validate();
    } catch (const Error& error) {
        setTone(m_hint, Tone::loss);
        return m_hint->setText(qs(error.text(m_language).what_happened));
    }
    Q_EMIT chosen(rule);
    QDialog::accept();
}

} // namespace plumbline::ui
