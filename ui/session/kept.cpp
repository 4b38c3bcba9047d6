// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/kept.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

QString keyOf(int64_t dataset) { return QString::number(dataset); }

QString comparisonId(metrics::Comparison compare) {
    return compare == metrics::Comparison::year       ? QStringLiteral("year")
           : compare == metrics::Comparison::previous ? QStringLiteral("previous")
                                                      : QStringLiteral("none");
}

} // namespace

Kept Kept::read(const std::string& text) {
    Kept kept;
    const QJsonObject all = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    if (all.value("version").toInt() == version) kept.m_datasets = all.value("datasets").toObject();
    return kept;
}

std::string Kept::text() const {
    return QJsonDocument(QJsonObject{{"version", version}, {"datasets", m_datasets}})
        .toJson(QJsonDocument::Compact)
        .toStdString();
}

QJsonObject Kept::of(int64_t dataset, const QString& name) const {
    return m_datasets.value(keyOf(dataset)).toObject().value(name).toObject();
}

bool Kept::set(int64_t dataset, const QString& name, const QJsonObject& value) {
    if (of(dataset, name) == value) return false;
    QJsonObject one = m_datasets.value(keyOf(dataset)).toObject();
    one.insert(name, value);
    m_datasets.insert(keyOf(dataset), one);
    return true;
}

QJsonObject toJson(const SelectionState& state) {
    QJsonArray filters;
    for (const metrics::Filter& f : state.filters) {
        QJsonArray values;
        for (const std::string& v : f.values) values.append(qs(v));
        filters.append(QJsonObject{{"dimension", qs(f.dimension)}, {"values", values}, {"exclude", f.exclude}});
    }
    QJsonObject out{{"period", presetId(state.preset)}, {"compare", comparisonId(state.compare)}, {"filters", filters}};
    if (state.custom) {
        out.insert("from", qs(to_iso(state.custom->from)));
        out.insert("to", qs(to_iso(state.custom->to)));
    }
    return out;
}

SelectionState selectionFrom(const QJsonObject& json, const DatasetInfo& dataset) {
    SelectionState state;
    if (json.isEmpty()) return state;
    state.preset = presetFromId(json.value("period").toString()).value_or(state.preset);
    if (state.preset == RangePreset::custom) {
        const auto from = parse_iso_date(json.value("from").toString().toStdString()),
                   to = parse_iso_date(json.value("to").toString().toStdString());
        if (from && to && *from <= *to && dataset.dates && *from <= dataset.dates->to && *to >= dataset.dates->from)
            state.custom = DateRange{std::max(*from, dataset.dates->from), std::min(*to, dataset.dates->to)};
        else
            state.preset = SelectionState{}.preset;
    }
    const QString compare = json.value("compare").toString();
    for (const auto one : {metrics::Comparison::none, metrics::Comparison::previous, metrics::Comparison::year})
        if (comparisonId(one) == compare) state.compare = one;
    for (const QJsonValue& entry : json.value("filters").toArray()) {
        const QJsonObject one = entry.toObject();
        metrics::Filter filter{one.value("dimension").toString().toStdString(), {}, one.value("exclude").toBool()};
        if (!dataset.dimension(filter.dimension)) continue;
        for (const QJsonValue& value : one.value("values").toArray()) filter.values.push_back(value.toString().toStdString());
        if (!filter.values.empty()) state.filters.push_back(std::move(filter));
    }
    return state;
}

} // namespace plumbline::ui
