// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/assistant/assistant.h"
#include "core/assistant/evaluate.h"
#include "core/base/progress.h"

namespace plumbline::assistant {

/// What a tool hands back.
struct ToolResult {
    std::vector<Table> parts;
    std::string sql;
    std::vector<std::string> notes;           ///< sentences of the tool itself, in the language asked for
    std::vector<std::string> recommendations; ///< 2 to 4, each with its figures
    std::optional<ChartSpec> chart;
    std::shared_ptr<const report::Document> document; ///< ready to be written as a file
    size_t described = 99;                            ///< so many parts are told as figures; the notes tell the others
    std::string unavailable;                          ///< why the tool could not do it: a sentence; empty where it did
};

struct ToolContext {
    const metrics::Context& data;
    const Vocabulary& vocabulary;
    const Plan& plan;
    Language language;
    Date now;
    std::stop_token stop;
    const WorkspaceUse& workspace; ///< may be empty: what a workspace knows is then left out
    Progress& progress;
};

/// One tool of the closed list. All of them read only.
struct Tool {
    std::string name;
    std::string description; ///< for a model, English
    std::string schema;      ///< JSON schema of its arguments
    std::string example;     ///< arguments that it accepts
    std::string capability = "read";
    std::function<ToolResult(const ToolContext&)> run;
    bool slow = false; ///< may take longer than an ordinary answer: says so and reports its progress
};

const std::vector<Tool>& tools();
const Tool* find_tool(std::string_view name);
/// Whether arguments (JSON text) satisfy the tool's schema; the fault where not.
std::string argument_fault(const Tool& tool, const std::string& arguments);

namespace tool {
ToolResult query(const ToolContext& c);
ToolResult simulate(const ToolContext& c);
ToolResult forecast(const ToolContext& c);
ToolResult allocate(const ToolContext& c);
ToolResult response_curve(const ToolContext& c);
ToolResult report(const ToolContext& c);
ToolResult audit(const ToolContext& c);
ToolResult segment(const ToolContext& c);
ToolResult underperforming(const ToolContext& c);
ToolResult explain(const ToolContext& c);

// shared between the files of the tools
std::optional<double> slot(const Plan& plan, const char* name);
std::string text_slot(const Plan& plan, const char* name);
std::vector<metrics::Filter> filters_of(const SemanticQuery& q);
std::optional<DateRange> period_of(const SemanticQuery& q);
std::string reason_of(const Error& e, Language language);
} // namespace tool

} // namespace plumbline::assistant
