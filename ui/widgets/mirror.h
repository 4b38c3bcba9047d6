// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QRectF>
#include <QWidget>

namespace plumbline::ui {

/// A place that was reckoned from the left, where it stands when the window runs from right to left. Texts in it are aligned by
/// the painter itself: "left" is where a line begins.
inline QRectF mirrored(const QWidget* widget, const QRectF& place) {
    if (widget->layoutDirection() != Qt::RightToLeft) return place;
    return {widget->width() - place.left() - place.width(), place.top(), place.width(), place.height()};
}
inline QRect mirrored(const QWidget* widget, const QRect& place) { return mirrored(widget, QRectF(place)).toRect(); }

/// "Left" as the side where a line begins, whatever the painter makes of it.
inline int leading(const QWidget* widget) {
    const Qt::AlignmentFlag side = widget->layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    return static_cast<int>(side | Qt::AlignAbsolute);
}

} // namespace plumbline::ui
