// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include <QWidget>

#include "ui/charts/theme.h"

namespace plumbline::ui {

/// Actual with an end dot, comparison behind, on one scale of its own. Missing values are gaps.
void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<std::optional<double>>& actual,
                    const std::vector<std::optional<double>>& comparison, const Tokens& tokens);

class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(std::vector<std::optional<double>> actual, std::vector<std::optional<double>> comparison = {});
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<std::optional<double>> m_actual, m_comparison;
};

/// Arrow of a change: a filled triangle, up for direction > 0, down for < 0.
void paintTriangle(QPainter& painter, const QRectF& rect, int direction, const QColor& colour);

} // namespace plumbline::ui
