// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>

#include "core/report/document.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// The brand that a workspace's reports carry; what cannot be read is left empty.
Brand brand_of(const store::Workspace& workspace);
/// Throws Error{setting_invalid} for a colour that is not #RRGGBB, a logo that is neither PNG nor SVG or larger than 512 kB, an
/// unknown paper.
void set_brand(store::Workspace& workspace, const Brand& brand);
/// Throws as set_brand().
void check_brand(const Brand& brand);
/// Bytes of a logo file. Throws Error{file_not_found, setting_invalid}.
std::string read_logo(const std::filesystem::path& file);
/// Contrast of a colour against white (WCAG 2.1), 1 to 21; 1 for what is no colour.
double contrast_on_white(const std::string& colour);

} // namespace plumbline::report
