// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include <QString>

#include "core/ingest/import.h"
#include "ui/session/reason_words.h"

/// Sentences of the import, from what the core found out.
namespace plumbline::ui {

class ImportPresenter;

QString importTitle(const ImportPresenter& presenter);
QString importCaption(const ImportPresenter& presenter);
/// "Windows-1252", "semicolon", "comma", "dd.mm.yyyy", "3 lines above, 1 below".
QString encodingName(const std::string& encoding);
QString separatorName(const std::string& delimiter);
QString signName(const std::string& sign);
QString dateFormatName(const std::string& format);
QString dateOrderName(const std::string& order);
QString skippedName(int64_t head, int64_t tail);
QString questionSentence(const ingest::Question& question);
QString choiceName(const ingest::Question& question, const std::string& choice);
/// What a column is read as: "Cost, CHF".
QString columnReading(const DatasetColumn& column);

} // namespace plumbline::ui
