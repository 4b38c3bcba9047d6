// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settings_section.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
constexpr int field_width = 280;
}

SettingsSection::SettingsSection(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(px(4), 0, px(12), px(4));
    m_column->setSpacing(px(4));
    m_column->setAlignment(Qt::AlignTop);
}

void SettingsSection::addHeading(const QString& text) {
    if (m_column->count() > 0) m_column->addSpacing(px(12));
    m_column->addWidget(makeLabel(text, TextStyle::cardTitle));
}

void SettingsSection::addField(const QString& label, QWidget* field, const QString& note) {
    m_column->addSpacing(px(8));
    if (auto* box = qobject_cast<QCheckBox*>(field)) {
        // A box to tick carries its name itself.
        box->setText(label);
        m_column->addWidget(box, 0, Qt::AlignLeft);
    } else {
        QLabel* name = makeLabel(label, TextStyle::control);
        name->setBuddy(field);
        field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
        m_column->addWidget(name);
        if (!qobject_cast<QPlainTextEdit*>(field)) field->setMinimumWidth(px(field_width));
        m_column->addWidget(field, 0, qobject_cast<QPlainTextEdit*>(field) ? Qt::Alignment() : Qt::AlignLeft);
    }
    if (!note.isEmpty()) {
        addNote(note);
        field->setAccessibleDescription(note);
    }
    watch(field);
}

void SettingsSection::addNote(const QString& text) { m_column->addWidget(new WrapLabel(text, TextStyle::small, Tone::muted)); }

void SettingsSection::addWidget(QWidget* widget, int stretch) {
    if (stretch > 0) m_column->setAlignment(Qt::Alignment());
    m_column->addSpacing(px(8));
    m_column->addWidget(widget, stretch);
}

void SettingsSection::watch(QWidget* field) {
    if (auto* combo = qobject_cast<QComboBox*>(field)) {
        connect(combo, &QComboBox::currentTextChanged, this, &SettingsSection::edited);
        // The wheel scrolls the page; it must not change what it passes over.
        combo->setFocusPolicy(Qt::StrongFocus);
    } else if (auto* box = qobject_cast<QCheckBox*>(field))
        connect(box, &QCheckBox::toggled, this, &SettingsSection::edited);
    else if (auto* spin = qobject_cast<QSpinBox*>(field))
        connect(spin, &QSpinBox::valueChanged, this, &SettingsSection::edited);
    else if (auto* real = qobject_cast<QDoubleSpinBox*>(field))
        connect(real, &QDoubleSpinBox::valueChanged, this, &SettingsSection::edited);
    else if (auto* line = qobject_cast<QLineEdit*>(field))
        connect(line, &QLineEdit::textChanged, this, &SettingsSection::edited);
    else if (auto* text = qobject_cast<QPlainTextEdit*>(field))
        connect(text, &QPlainTextEdit::textChanged, this, &SettingsSection::edited);
}

} // namespace plumbline::ui
