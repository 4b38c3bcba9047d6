// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/metrics/query.h"
#include "core/store/workspace.h"

namespace plumbline::metrics {

/// Something that happened and that a person wrote down: it stands on the time axis, the auditor takes it as a reason, and the
/// forecast as an event.
struct Annotation {
    std::string id{};       ///< empty: not stored yet
    int64_t dataset_id = 0; ///< 0: concerns every dataset
    DateRange days{};
    std::string text{};
    std::string kind = "event";  ///< "event", "promotion", "price", "competitor", "tracking", "other"
    std::vector<Filter> where{}; ///< what it concerns; empty: everything
    bool repeats = false;        ///< expected again (a sale every year); the forecast then looks for it in other years
};

inline constexpr std::string_view annotation_kinds[] = {"event", "promotion", "price", "competitor", "tracking", "other"};

/// Those of a dataset and of the whole workspace, by first day. Entries that cannot be read are left out.
std::vector<Annotation> annotations(const store::Workspace& workspace, int64_t dataset_id);
/// Stores or replaces. Throws Error{usage} without text or with an unknown kind.
Annotation put_annotation(store::Workspace& workspace, Annotation annotation);
bool remove_annotation(store::Workspace& workspace, const std::string& id);

/// A value to be reached by a metric in a period.
struct Target {
    std::string id{};
    int64_t dataset_id = 0;
    std::string metric{}; ///< id of the catalogue
    DateRange days{};     ///< the period that the value is for, e.g. a month
    double value = 0;
    std::vector<Filter> where{}; ///< empty: the whole dataset
};

/// Those of a dataset, by first day.
std::vector<Target> targets(const store::Workspace& workspace, int64_t dataset_id);
/// Throws Error{metric_unknown, usage}.
Target put_target(store::Workspace& workspace, Target target);
bool remove_target(store::Workspace& workspace, const std::string& id);

} // namespace plumbline::metrics
