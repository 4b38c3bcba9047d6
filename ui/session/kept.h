// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>

#include <QJsonObject>
#include <QString>

#include "ui/session/selection.h"

namespace plumbline::ui {

/// What a person left behind in a workspace: by dataset, and under a name that the page chooses. Kept in the workspace, so that
/// it moves with the folder; never in the settings of the machine.
class Kept {
public:
    /// As it is written; a newer version, and what is no JSON, is taken for nothing.
    static constexpr int version = 1;
    static Kept read(const std::string& text);
    std::string text() const;
    QJsonObject of(int64_t dataset, const QString& name) const;
    /// True: it was something else before.
    bool set(int64_t dataset, const QString& name, const QJsonObject& value);

private:
    QJsonObject m_datasets;
};

QJsonObject toJson(const SelectionState& state);
/// What still fits the dataset: filters on dimensions that it has, days that it covers.
SelectionState selectionFrom(const QJsonObject& json, const DatasetInfo& dataset);

} // namespace plumbline::ui
