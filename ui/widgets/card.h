// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QMimeData;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace plumbline::ui {

class ChartWidget;
class InlineMessage;
class SpecTable;

/// A frame whose title states the finding. Right of it at most one selector, "show as table" and "more".
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    QString title() const;
    void setSubtitle(const QString& subtitle);
    /// Replaces what is in the body; the card owns it.
    void setBody(QWidget* body);
    QVBoxLayout* bodyLayout() const { return m_body; }
    /// The one selector of the card.
    void setSelector(QWidget* selector);
    void setTableButtonShown(bool shown);
    void setTableShown(bool shown);
    /// The "more" button appears with its first action.
    QMenu* moreMenu();
    /// A line between head and body, such as the way back through a hierarchy; the card owns it.
    void setStrip(QWidget* strip);
    /// What went wrong in this card only; nullptr-like empty text removes it. The body stays.
    void setError(const QString& sentence, const QString& linkText = {});

Q_SIGNALS:
    void tableToggled(bool shown);
    void errorLinkActivated();

protected:
    QHBoxLayout* header() const { return m_header; }
    /// The title, which is also the handle that a chart is dragged out by.
    QLabel* titleLabel() const { return m_title; }

private:
    QLabel* m_title;
    QLabel* m_subtitle;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
    QVBoxLayout* m_outer;
    QWidget* m_selector = nullptr;
    QToolButton* m_table;
    QToolButton* m_more;
    InlineMessage* m_error = nullptr;
};

/// A card with a chart: title, subtitle, table twin and export wired.
class ChartCard : public Card {
    Q_OBJECT
public:
    explicit ChartCard(QWidget* parent = nullptr);
    void setSpec(const ChartSpec& spec);
    ChartWidget* chart() const { return m_chart; }
    /// What a drag of the title takes out: the chart as SVG and PNG, its data as a table.
    QMimeData* dragData() const;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    ChartWidget* m_chart;
    QPoint m_pressed;
    bool m_canDrag = false;
};

/// A card with a table; its note ("All 38 campaigns") is a quiet button at the right of the title.
class TableCard : public Card {
    Q_OBJECT
public:
    explicit TableCard(QWidget* parent = nullptr);
    void setSpec(const TableSpec& spec);
    SpecTable* table() const { return m_table; }

    /// Rows share the height of the card up to a comfortable one.
    void setRowsStretch(bool stretch);
    /// A field that searches the rows, right of the title.
    void setSearchShown(bool shown);

Q_SIGNALS:
    void noteClicked();

private:
    SpecTable* m_table;
    QPushButton* m_note;
    QLineEdit* m_search;
};

} // namespace plumbline::ui
