// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QWidget>

#include "core/store/dataset.h"

class QGridLayout;
class QLabel;

namespace plumbline::ui {

class ElidedLabel;
class TokenButton;

/// Columns of a dataset, a line each: name, type, role as a menu, unit, why.
class ColumnsEditor : public QWidget {
    Q_OBJECT
public:
    /// More lines than this are no list that a person edits; the rest keeps its roles.
    static constexpr size_t most_lines = 200;
    explicit ColumnsEditor(QWidget* parent = nullptr);
    void setColumns(const std::vector<DatasetColumn>& columns, bool editable);

Q_SIGNALS:
    void rolePicked(int column, const QString& role, const QString& kind);
    void unitPicked(int column, const QString& unit);

private:
    struct Line {
        ElidedLabel* name;
        QLabel* type;
        TokenButton* role;
        QLabel* unit;
        ElidedLabel* reason;
        void setVisible(bool shown) const;
    };
    void addLine();
    QGridLayout* m_grid;
    std::vector<DatasetColumn> m_columns;
    std::vector<Line> m_lines;
};

} // namespace plumbline::ui
