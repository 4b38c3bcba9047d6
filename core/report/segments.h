// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/narrate/narrator.h"
#include "core/predict/simulate.h"
#include "core/report/document.h"
#include "core/segment/segment.h"

namespace plumbline::report {

/// Campaigns in groups, every text final.
struct SegmentsReport {
    std::string title;             ///< "4 campaigns lose money for sure: …"
    std::string caption;           ///< period, number of campaigns, how clear the groups are
    ChartSpec scatter;             ///< two KPIs, a point a campaign, coloured by group; from 800 points on, cells with their mean
    TableSpec groups;              ///< name, campaigns, shares of spend and revenue, ROAS, verdict
    TableSpec profile;             ///< KPIs of the chosen group against all campaigns
    int group = -1;                ///< the chosen one, a row of `groups`; -1: there is none
    TableSpec campaigns;           ///< verdict and the reason for each; those that lose money for sure come first
    std::vector<std::string> kpis; ///< metric ids that the axes can show
    std::string period_text, fingerprint;
};

/// "High return, small budget: scale", one a cluster, each different.
std::vector<std::string> group_names(const segment::SegmentFit& fit, const DatasetInfo& dataset,
                                     const narrate::Narrator& narrator);

/// `x` and `y`: metric ids among the fit's KPIs; empty: cost and ROAS, else the first two. `group`: whose profile is shown.
SegmentsReport build_segments(const segment::SegmentFit& fit, const DatasetInfo& dataset, Language language,
                              const std::string& x = {}, const std::string& y = {}, int group = 0);
Document segments_document(const SegmentsReport& report, std::string workspace, std::string created, Language language);

/// A plan in words, cards, bars and a table.
struct PlanReport {
    std::string title; ///< "+20% budget brings +8.8% revenue, CHF 0.65M to 1.25M"
    std::string caption;
    std::vector<KpiCard> cards; ///< budget, outcome, change, return of the change
    ChartSpec bars;             ///< change of the outcome by channel with its interval; of `next` where nothing was moved
    TableSpec channels;
    std::vector<std::string> warnings;
    std::string period_text;
};
/// `next`: what 10 % more on each would bring, shown while the plan is that of today.
PlanReport build_plan(const predict::Simulation& simulation, const DatasetInfo& dataset, Language language,
                      const predict::Simulation* next = nullptr);
/// Plan, channels and saved plans, to be taken away.
Document plan_document(const PlanReport& report, const TableSpec& comparison, std::string workspace, std::string created,
                       std::string fingerprint, Language language);
/// Plans side by side.
TableSpec compare_plans(const std::vector<std::pair<std::string, predict::Simulation>>& plans, const DatasetInfo& dataset,
                        Language language);

} // namespace plumbline::report
