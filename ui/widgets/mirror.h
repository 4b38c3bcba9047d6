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

/// How a text runs, which is its own matter and not the window's: "+6.4%" keeps its sign in front on a mirrored page.
inline int runOf(const QString& text) { return text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight; }

/// Flags for a text that stands where a line of the window begins.
inline int leading(const QWidget* widget, const QString& text) {
    const Qt::AlignmentFlag side = widget->layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    return static_cast<int>(side | Qt::AlignAbsolute) | runOf(text);
}

} // namespace plumbline::ui
