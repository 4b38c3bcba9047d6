// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/dashboard.h"
#include "ui/session/facts.h"

namespace plumbline::test {

inline DatasetColumn column(const std::string& name, const std::string& role, FieldType type = FieldType::text,
                            const std::string& kind = {}) {
    DatasetColumn c;
    c.name = name;
    c.field = name;
    for (char& letter : c.field) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    c.role = role;
    c.type = type;
    c.kind = kind;
    c.reason = "name";
    return c;
}

/// A dataset without an engine: enough for what never asks it.
inline ui::FactsPtr someFacts(const std::string& name = "Shop", int64_t id = 1) {
    auto facts = std::make_shared<ui::Facts>();
    DatasetInfo& d = facts->dataset;
    d.id = id;
    d.name = name;
    d.rows = 1000;
    d.columns = {column("Date", "date", FieldType::date),
                 column("Channel", "dimension", FieldType::text, "channel"),
                 column("Region", "dimension", FieldType::text, "region"),
                 column("Campaign", "campaign"),
                 column("Cost", "cost", FieldType::decimal),
                 column("Revenue", "revenue", FieldType::decimal)};
    d.dates = DateRange{from_civil({2024, 1, 1}), from_civil({2026, 11, 15})};
    d.currency = "CHF";
    d.fingerprint = "7f3a91c2aaaa";
    return facts;
}

/// A small dashboard whose title says what was asked.
inline report::Dashboard someDashboard(const report::DashboardRequest& request) {
    report::Dashboard d;
    d.title = request.metric + " by " + (request.breakdown.empty() ? "channel" : request.breakdown);
    d.caption = "13 weeks";
    for (const char* metric : {"revenue", "cost", "roas"}) {
        report::KpiCard card;
        card.metric = card.label = metric;
        card.unit = "currency";
        card.value = 12.5;
        card.text = "CHF 12.50";
        card.change = 0.1;
        card.change_text = "+10.0%";
        card.caption = "vs last year";
        card.arrow = 1;
        card.tone = Tone::gain;
        card.spark = {1.0, 2.0, 3.0};
        card.accessible = std::string(metric) + ", 12.50 francs";
        card.explanation = "the sum";
        d.cards.push_back(card);
    }
    d.series.id = "series";
    d.series.title = "Revenue rose";
    d.series.reading = "Revenue rose from 1 to 3.";
    d.series.x.kind = AxisKind::calendar;
    d.series.x.grain = Grain::week;
    d.series.y.unit = "currency";
    ChartSeries line;
    line.name = "2026";
    for (int i = 0; i < 3; ++i) line.points.push_back({static_cast<double>(20600 + 7 * i), 1.0 + i, {}, {}, false, ""});
    d.series.series = {line};
    d.breakdown.id = "breakdown";
    d.breakdown.title = "Search leads";
    d.breakdown.dimension = request.breakdown.empty() ? "channel" : request.breakdown;
    d.breakdown.columns = {{"name", "Channel", CellKind::text, ""}, {"revenue", "Revenue", CellKind::number, "revenue"}};
    for (const char* name : {"Search", "Social"}) {
        TableCell cell, number;
        cell.text = name;
        number.text = "5";
        number.value = 5;
        d.breakdown.rows.push_back({cell, number});
    }
    d.campaigns = d.breakdown;
    d.campaigns.id = "campaigns";
    d.campaigns.dimension = "campaign";
    d.funnel = d.breakdown;
    d.funnel.id = "funnel";
    d.funnel.dimension.clear();
    d.grain = request.grain.value_or(Grain::week);
    if (request.period) d.period = *request.period;
    return d;
}

} // namespace plumbline::test
