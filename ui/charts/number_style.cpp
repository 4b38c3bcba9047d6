// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/number_style.h"

namespace plumbline::ui {

namespace {
NumberStyle& current() {
    static NumberStyle style = NumberStyle::of(Language::en);
    return style;
}
} // namespace

const NumberStyle& numberStyle() { return current(); }
void setNumberStyle(NumberStyle style) { current() = std::move(style); }

} // namespace plumbline::ui
