// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include <QHeaderView>
#include <QTableView>

#include "core/store/dataset.h"
#include "core/table/table.h"

class QMenu;

namespace plumbline::ui {

class TableModel;
class TokenButton;

/// Head of the preview: name, a menu of roles, the unit below, for each column.
class RoleHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit RoleHeader(QWidget* parent = nullptr);
    void setColumns(const std::vector<DatasetColumn>& columns);
    const std::vector<DatasetColumn>& columns() const { return m_columns; }
    QSize sizeHint() const override;
    TokenButton* button(int column) const { return m_buttons.value(column); }
    /// Room at the end of a column of figures before one of words, which would touch.
    int endGap(int column) const;

Q_SIGNALS:
    void rolePicked(int column, const QString& role, const QString& kind);
    void unitPicked(int column, const QString& unit);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
    QSize sectionSizeFromContents(int logicalIndex) const override;
    void updateGeometries() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeButtons();
    bool isRight(int column) const;
    std::vector<DatasetColumn> m_columns;
    QList<TokenButton*> m_buttons;
};

/// First rows of a file as they would be imported.
class PreviewTable : public QTableView {
    Q_OBJECT
public:
    explicit PreviewTable(QWidget* parent = nullptr);
    void setPreview(std::shared_ptr<const Table> rows, const std::vector<DatasetColumn>& columns);
    RoleHeader* head() const { return m_head; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layoutColumns();
    TableModel* m_model;
    RoleHeader* m_head;
    bool m_wide = false; ///< wider than the page: a bar stands below the rows
};

/// Fills a menu with all roles a column can have, the dimensions by kind, and the units of a measure.
class RoleMenu {
public:
    using PickRole = std::function<void(const QString& role, const QString& kind)>;
    using PickUnit = std::function<void(const QString& unit)>;
    static void fill(QMenu* menu, const DatasetColumn& column, PickRole pickRole, PickUnit pickUnit);
};

} // namespace plumbline::ui
