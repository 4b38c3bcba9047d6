// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QWidget>

class QHBoxLayout;

namespace plumbline::ui {

/// The way back through a hierarchy: "All channels › Search › Brand". Hidden where there is none.
class Breadcrumbs : public QWidget {
    Q_OBJECT
public:
    explicit Breadcrumbs(QWidget* parent = nullptr);
    /// The names from the top; the last is where one is and leads nowhere.
    void setNames(const QStringList& names);

Q_SIGNALS:
    /// Back to the level below the name at this place: 0 is the top.
    void clicked(int index);

private:
    QHBoxLayout* m_row;
    QStringList m_names;
};

} // namespace plumbline::ui
