// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/document.h"

#include "core/narrate/narrator.h"
#include "core/report/words.h"

namespace plumbline::report {

std::vector<Block> one_below_the_other(const Columns& columns) {
    std::vector<Block> out;
    for (const auto* side : {&columns.left, &columns.right})
        for (const Part& part : *side) std::visit([&](const auto& p) { out.emplace_back(p); }, part);
    return out;
}

Document dashboard_document(const Dashboard& dashboard, std::string workspace, std::string created, Language language) {
    const narrate::Narrator narrator(language);
    Document out;
    out.workspace = std::move(workspace);
    out.kind = narrator.phrase("document.dashboard");
    out.scope = dashboard.dated ? format_range(dashboard.period, language) : words("period.all_rows", language);
    if (dashboard.comparison)
        out.scope += ", " + narrator.phrase("document.against", {{"comparison", dashboard.comparison_label}});
    out.scope += ", " + dashboard.filters_label;
    out.created = std::move(created);
    out.fingerprint = dashboard.fingerprint;
    out.language = language;
    out.blocks.push_back(Heading{dashboard.title, dashboard.caption});
    if (!dashboard.cards.empty()) out.blocks.push_back(CardRow{dashboard.cards});
    if (!dashboard.series.series.empty()) out.blocks.push_back(dashboard.series);
    // What may run over pages comes last, so that no short table stands alone behind it.
    for (const TableSpec* table : {&dashboard.breakdown, &dashboard.funnel, &dashboard.cohorts, &dashboard.campaigns})
        if (!table->rows.empty()) out.blocks.push_back(*table);
    return out;
}

} // namespace plumbline::report
