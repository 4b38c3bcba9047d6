// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string_view>

#include <QString>

#include "core/base/error.h"
#include "core/metrics/query.h"
#include "core/store/dataset.h"

/// Ids of the core in the words of the window.
namespace plumbline::ui {

QString roleName(std::string_view role);
/// Of a dimension: "channel" -> "Channel"; an unknown kind is its own name.
QString kindName(std::string_view kind);
QString unitName(std::string_view unit);
/// The dimension of a column: name of its kind, or of the column.
QString dimensionName(const DatasetColumn& column);
/// Stable id of a dimension for filters: its kind where it has one, "campaign", else the field.
QString dimensionId(const DatasetColumn& column);
QString grainName(Grain grain);
QString comparisonName(metrics::Comparison comparison);
QString modeName(std::string_view mode);
/// "12,345" in the style of the window.
QString countText(qint64 n);
QString bytesText(qint64 bytes);

/// The value of a dimension that a name in a table stands for: "" for "(none)", nothing for "Other", which is no value.
std::optional<QString> valueOfRow(const QString& name, Language language);

/// What happened, what it means, what to do: one paragraph in the language of the window.
QString errorSentence(const Error& error, Language language);

} // namespace plumbline::ui
