// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHeaderView>

namespace plumbline::ui {

/// Head of a SpecTable: aligned as its column, a rule below, the sort mark in accent. A metric says its formula on hover.
class SpecHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit SpecHeader(QWidget* parent);
    QSize sizeHint() const override;
    int sorted = -1;
    bool descending = true;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
};

} // namespace plumbline::ui
