// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/assistant/plan.h"
#include "core/assistant/vocabulary.h"
#include "core/base/progress.h"
#include "core/chart/chart_spec.h"
#include "core/store/workspace.h"

namespace plumbline::report {
struct Document;
}

namespace plumbline::assistant {

/// Runs something on the workspace that holds the data, and only there and then: fits, audits and annotations that are kept.
using WorkspaceUse = std::function<void(const std::function<void(const store::Workspace&)>&)>;

/// One of the four stages: validator, classifier, selector, planner.
struct Stage {
    std::string name;
    std::string by; ///< "offline", or the name of the endpoint
    double ms = 0;
};

/// An answer, complete: what was understood, what was computed, what is said.
struct Reply {
    std::string question;
    Language language = Language::en;
    Plan plan;
    bool refused = false;              ///< not done: unsafe, or not answerable with these data
    bool clarify = false;              ///< asks back
    std::string reason;                ///< refused: one line
    std::vector<std::string> options;  ///< clarify: questions to choose from
    std::string text;                  ///< the sentences
    std::vector<std::string> cautions; ///< what the auditor has against these numbers: stands beside the text, whoever wrote that
    std::vector<std::string> recommendations;
    std::vector<Table> parts; ///< one a part of the question; the first is the answer proper
    std::optional<ChartSpec> chart;
    std::shared_ptr<const report::Document> document; ///< of a report: ready to be written as a file
    std::vector<std::string> facts;                   ///< formatted figures that the text may name
    std::string sql;
    std::vector<Stage> stages;
    double latency_ms = 0;
    int tokens = 0;
    double cost = 0;
    std::vector<std::string> suggestions; ///< what could be asked next
};

struct AskOptions {
    Language language = Language::en;
    std::optional<Date> now;      ///< the clock to assume; default: today, or the day behind the data where these end earlier
    const Plan* before = nullptr; ///< what the question may follow
    WorkspaceUse workspace{};     ///< may be empty
    Progress* progress = nullptr; ///< of tools that take long
};

/// The question pipeline without network: validator, classifier, collection selector, planner and executor. Immutable after its
/// construction; ask() may run on several threads.
class Assistant {
public:
    explicit Assistant(const metrics::Context& context);
    /// Never throws on a question; Error{cancelled} where stopped.
    Reply ask(const std::string& question, const AskOptions& options, std::stop_token stop = {}) const;
    /// Runs a plan that was edited, verified, or filled by a model.
    Reply run(const Plan& plan, const std::string& question, const AskOptions& options, std::stop_token stop = {}) const;
    const Vocabulary& vocabulary() const { return *m_vocabulary; }
    const metrics::Context& context() const { return m_context; }
    /// Questions that these data can answer.
    std::vector<std::string> suggestions(Language language) const;
    Date clock(const AskOptions& options) const;

private:
    std::shared_ptr<Engine> m_gate; ///< all that a query of a plan may run
    metrics::Context m_context;     ///< behind the gate
    metrics::Context m_rooms;       ///< for tools that run an analysis room: its statements are fixed, none comes from a question
    std::shared_ptr<const Vocabulary> m_vocabulary;
};

} // namespace plumbline::assistant
