// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/pulse/alerts.h"
#include "core/pulse/check.h"
#include "core/pulse/pacing.h"
#include "core/report/wbr.h"

namespace plumbline::report {

/// Everything that the morning page says; the page, the PDF, Markdown and JSON show it.
struct PulseView {
    std::string title;   ///< "2 of 8 figures are unusual on Friday, 20 Nov 2026"
    std::string caption; ///< what stands out, one sentence each
    std::vector<pulse::Check> checks;
    std::vector<std::string> sentences; ///< one a check
    std::vector<KpiCard> cards;
    TableSpec table, alerts, targets;
    std::vector<ChartSpec> pacing;         ///< of each target that is a sum: so far and by the pattern of weekdays, cumulative
    TableSpec findings;                    ///< open ones of the auditor, the gravest first
    std::vector<std::string> active_rules; ///< ids of the rules that are on alert
    std::string fingerprint;
};

struct PulseRequest {
    std::vector<pulse::Watch> watches{}; ///< empty: the usual ones
    std::optional<Date> day{};
    std::vector<metrics::Target> targets{};
    std::vector<metrics::Annotation> annotations{}; ///< flags on the curves of pacing
    std::vector<pulse::AlertResult> alerts{};
    std::optional<ReviewTrust> trust{}; ///< missing: not audited
    Language language = Language::en;
};

/// Throws what pulse::check throws.
PulseView build_pulse(const metrics::Context& context, const PulseRequest& request, std::stop_token stop = {});

/// Why a figure is what it is today: the day against the same weekday a week before.
struct PulseDrivers {
    std::vector<std::string> story; ///< at most five sentences
    TableSpec table;
};
/// Throws what rootcause::explain throws.
PulseDrivers pulse_drivers(const metrics::Context& context, const pulse::Check& check, Language language, Progress& progress,
                           std::stop_token stop = {});

Document pulse_document(const PulseView& view, std::string workspace, std::string created, Language language);

} // namespace plumbline::report
