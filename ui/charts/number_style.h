// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/format.h"

namespace plumbline::ui {

/// How the window writes numbers; set when the workspace is opened or the language changes.
const NumberStyle& numberStyle();
void setNumberStyle(NumberStyle style);

} // namespace plumbline::ui
