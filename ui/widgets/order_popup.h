// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QFrame>

class QComboBox;
class QListWidget;

namespace plumbline::ui {

/// Things that a person puts into an order, shows or hides and, where they have widths, sizes: tiles, cards, columns. Drag, or
/// the buttons for who has no mouse.
class OrderPopup : public QFrame {
    Q_OBJECT
public:
    struct Item {
        QString id, name;
        bool shown = true;
        int span = 0; ///< of twelve; 0: it has no width of its own
    };
    OrderPopup(const QString& title, const std::vector<Item>& items, QWidget* parent);
    std::vector<Item> items() const;
    QListWidget* list() const { return m_list; }
    void popupAt(QWidget* anchor);

Q_SIGNALS:
    void applied(const std::vector<plumbline::ui::OrderPopup::Item>& items);
    void resetRequested();

private:
    void move(int by);
    void refresh();
    QListWidget* m_list;
    QComboBox* m_width = nullptr;
};

} // namespace plumbline::ui
