// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "core/report/document.h"

namespace plumbline::report {

/// A document as text from which it is made again, for a review that is delivered once more.
std::string pack(const Document& document);
/// Throws Error{report_failed} for a text that pack() did not write.
Document unpack(std::string_view text);

} // namespace plumbline::report
