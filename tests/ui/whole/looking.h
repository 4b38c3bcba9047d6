// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QString>
#include <QWidget>

namespace plumbline::test {

/// A text that a person sees, hears or is shown by the pointer, and whose it is.
struct Seen {
    QString text;
    QString where; ///< "Card/WrapLabel"
};

/// "MainWindow/QWidget/Card" without the parents that say nothing.
QString placeOf(const QWidget* widget);

/// Every text of what is visible in `root`, also below the fold: labels, buttons, heads and cells of tables, axes and names of
/// charts, tool tips and accessible names.
std::vector<Seen> visibleTexts(QWidget& root);

/// What is cut, covered or pushed out of sight in `root`: a line each.
QStringList cutTexts(QWidget& root);

/// What a screen reader calls it.
QString accessibleName(QWidget* widget);

/// Presses Tab, or back-tab, until the first stop comes again; the stops in order.
QList<QWidget*> ring(QWidget* window, bool forwards);

} // namespace plumbline::test
