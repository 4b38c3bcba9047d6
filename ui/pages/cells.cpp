// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/cells.h"

#include <cmath>

#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

TableCell textCell(const std::string& text, Tone tone) {
    TableCell c;
    c.text = text;
    c.tone = tone;
    return c;
}

TableCell textCell(const QString& text, Tone tone) { return textCell(text.toStdString(), tone); }

TableCell numberCell(const std::string& text, double value, Tone tone) {
    TableCell c = textCell(text, tone);
    if (std::isfinite(value)) c.value = value;
    return c;
}

ColumnUnit::ColumnUnit(const std::vector<std::optional<double>>& values, std::string unit)
    : m_unit(std::move(unit)), m_scale(report::scale_for(values, m_unit, true)),
      m_words(qs(report::scale_words(m_scale, m_unit, narrate::Narrator(numberStyle().language), numberStyle()))) {}

TableCell ColumnUnit::cell(double value, Tone tone) const {
    return numberCell(m_scale.text(value, m_unit, numberStyle()), value, tone);
}

TableCell ColumnUnit::change(double value, Tone tone) const {
    TableCell c = cell(value, tone);
    const bool some = std::round(std::fabs(value) / m_scale.divisor * std::pow(10.0, m_scale.decimals)) > 0;
    if (std::isfinite(value) && value > 0 && some) c.text.insert(0, 1, '+');
    return c;
}

} // namespace plumbline::ui
