// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/report/document.h"

namespace plumbline::ui {

enum class Paper { automatic, a4, letter };

/// Writes a document as PDF: vectors only, embedded fonts, light colours, the same bytes for the same document. The file appears
/// whole or not at all. Needs a QApplication (any platform, also offscreen), on its thread. Throws Error{report_failed,
/// disk_full, write_failed}.
void write_pdf(const report::Document& document, const QString& file, Paper paper = Paper::automatic);

} // namespace plumbline::ui
