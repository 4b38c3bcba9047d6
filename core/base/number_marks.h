// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace plumbline {

/// Marks of a place that writes numbers its own way whatever the language, such as 1’234.50 in Switzerland: of every NumberStyle
/// that is made afterwards in this process. Empty: those of the language.
void set_number_marks(std::string decimal, std::string group);

} // namespace plumbline
