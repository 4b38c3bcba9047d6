// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/columns_editor.h"

#include <QGridLayout>
#include <QMenu>

#include "ui/pages/data/import_words.h"
#include "ui/pages/data/preview_table.h"
#include "ui/session/wording.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {

void ColumnsEditor::Line::setVisible(bool shown) const {
    for (QWidget* widget : std::initializer_list<QWidget*>{name, type, role, unit, reason}) widget->setVisible(shown);
}

namespace {

QString typeName(FieldType type) {
    switch (type) {
    case FieldType::text: return ColumnsEditor::tr("text");
    case FieldType::integer: return ColumnsEditor::tr("whole number");
    case FieldType::decimal: return ColumnsEditor::tr("number");
    case FieldType::percent: return ColumnsEditor::tr("percent");
    case FieldType::date: return ColumnsEditor::tr("date");
    case FieldType::timestamp:
    case FieldType::timestamptz: return ColumnsEditor::tr("date and time");
    case FieldType::boolean: return ColumnsEditor::tr("yes or no");
    case FieldType::null: return ColumnsEditor::tr("empty");
    }
    return {};
}

} // namespace

ColumnsEditor::ColumnsEditor(QWidget* parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(px(12));
    m_grid->setVerticalSpacing(px(2));
    m_grid->setColumnStretch(0, 3);
    m_grid->setColumnStretch(4, 4);
    int column = 0;
    for (const QString& head : {tr("Column"), tr("Type"), tr("Role"), tr("Unit"), tr("Because")})
        m_grid->addWidget(makeLabel(head, TextStyle::small, Tone::muted), 0, column++);
}

void ColumnsEditor::addLine() {
    const int index = static_cast<int>(m_lines.size()), row = index + 1;
    Line line{new ElidedLabel(TextStyle::controlStrong), makeLabel({}, TextStyle::control, Tone::muted), new TokenButton,
              makeLabel({}, TextStyle::control, Tone::muted), new ElidedLabel(TextStyle::control, Tone::muted)};
    line.role->setCompact(true);
    auto* menu = new QMenu(line.role);
    line.role->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, index] {
        RoleMenu::fill(
            menu, m_columns[static_cast<size_t>(index)],
            [this, index](const QString& role, const QString& kind) { Q_EMIT rolePicked(index, role, kind); },
            [this, index](const QString& unit) { Q_EMIT unitPicked(index, unit); });
    });
    m_grid->addWidget(line.name, row, 0);
    m_grid->addWidget(line.type, row, 1);
    m_grid->addWidget(line.role, row, 2, Qt::AlignLeft);
    m_grid->addWidget(line.unit, row, 3);
    m_grid->addWidget(line.reason, row, 4);
    m_lines.push_back(line);
}

void ColumnsEditor::setColumns(const std::vector<DatasetColumn>& columns, bool editable) {
    m_columns = columns;
    const size_t shown = std::min(columns.size(), most_lines);
    while (m_lines.size() < shown) addLine();
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines[i];
        line.setVisible(i < shown);
        if (i >= shown) continue;
        const DatasetColumn& column = columns[i];
        const QString role = column.role == "dimension" && !column.kind.empty() ? kindName(column.kind) : roleName(column.role);
        line.name->setText(qs(column.name));
        line.type->setText(typeName(column.type));
        line.role->setValue(role);
        line.role->setAccessibleName(tr("Role of %1: %2").arg(qs(column.name), role));
        line.role->setEnabled(editable);
        line.unit->setText(unitName(column.unit));
        line.reason->setText(reasonText(column.reason));
    }
    updateGeometry();
}

} // namespace plumbline::ui
