// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include <QString>

namespace plumbline::ui {

/// Reasons and warnings of an import are English phrases, stored as they were said; known ones are said in the language of the
/// window, others as they are.
QString reasonText(const std::string& reason);
/// Why a row was set aside.
QString rejectText(const std::string& reason);

} // namespace plumbline::ui
