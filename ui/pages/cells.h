// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "core/chart/table_spec.h"
#include "core/report/scale.h"

namespace plumbline::ui {

TableCell textCell(const std::string& text, Tone tone = Tone::normal);
TableCell textCell(const QString& text, Tone tone = Tone::normal);
/// The number sorts and copies; one that is not finite does neither.
TableCell numberCell(const std::string& text, double value, Tone tone = Tone::normal);

/// One unit for figures that stand under each other: "172.8" and "9.2" where the subtitle says "CHF k", never CHF 173k and
/// CHF 9,154.
class ColumnUnit {
public:
    ColumnUnit(const std::vector<std::optional<double>>& values, std::string unit);
    /// "CHF k", "thousands"; empty where there is nothing to say.
    const QString& words() const { return m_words; }
    double divisor() const { return m_scale.divisor; }
    TableCell cell(double value, Tone tone = Tone::normal) const;
    /// With its sign.
    TableCell change(double value, Tone tone = Tone::normal) const;

private:
    std::string m_unit;
    report::Scale m_scale;
    QString m_words;
};

} // namespace plumbline::ui
