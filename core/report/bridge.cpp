// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/bridge.h"

namespace plumbline::report {

ChartSpec bridge_chart(const Bridge& b) {
    ChartSpec c;
    c.id = "bridge";
    c.title = b.title;
    c.subtitle = b.subtitle + ", " + b.from_label + " " + b.from_text + ", " + b.to_label + " " + b.to_text;
    c.reading = b.reading;
    c.x.kind = AxisKind::category;
    c.y.unit = b.unit;
    c.y.scale = b.scale;
    ChartSeries gain{"+", SeriesRole::gain, Mark::bar, -1, {}, {}}, loss{"\u2212", SeriesRole::loss, Mark::bar, -1, {}, {}};
    for (size_t i = 0; i < b.steps.size(); ++i) {
        const BridgeStep& s = b.steps[i];
        c.x.categories.push_back(s.detail.empty() ? s.label : s.label + ", " + s.detail);
        (s.tone == Tone::loss || (s.tone == Tone::muted && s.value < 0) ? loss : gain)
            .points.push_back({static_cast<double>(i), s.value, {}, {}, false, {}});
    }
    c.series = {std::move(gain), std::move(loss)};
    return c;
}

} // namespace plumbline::report
