// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/compare.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/table/table_json.h"

namespace plumbline::assistant {

namespace {

constexpr const char* verified_kind = "assistant_verified";

std::string rows_of(const Reply& reply) {
    return reply.parts.empty() ? std::string() : to_json(reply.parts.front())["rows"].dump();
}

} // namespace

std::vector<TrialQuestion> trial_questions(const store::Workspace& workspace, const Assistant& assistant, Language language,
                                           size_t most) {
    std::vector<TrialQuestion> out;
    const auto records = workspace.records(verified_kind, assistant.vocabulary().dataset().id);
    for (auto at = records.rbegin(); at != records.rend() && out.size() < most; ++at) {
        const auto j = nlohmann::json::parse(at->body, nullptr, false);
        if (!j.is_object() || !j.contains("question") || !j["question"].is_string()) continue;
        TrialQuestion q{j["question"].get<std::string>(), language, {}};
        try {
            if (j.contains("plan")) q.confirmed = plan_from_json(j["plan"]);
        } catch (const Error&) { // written by another version: the offline plan counts
        }
        out.push_back(std::move(q));
    }
    for (const std::string& s : assistant.suggestions(language))
        if (out.size() < most) out.push_back({s, language, {}});
    return out;
}

std::vector<Trial> compare_endpoints(const Assistant& assistant, const WorkspaceEdit& books, const Policy& policy,
                                     const Models& models, const std::vector<TrialQuestion>& questions, Progress& progress,
                                     std::stop_token stop) {
    std::vector<Trial> out;
    size_t done = 0;
    const auto all = static_cast<double>(std::max<size_t>(1, models.endpoints.size() * questions.size()));
    for (const Endpoint& endpoint : models.endpoints) {
        Trial trial;
        trial.endpoint = endpoint.name;
        Models one = models;
        one.planner = one.narrator = endpoint.name;
        Refiner refiner(assistant, books, policy, one);
        refiner.ask_always();
        for (const TrialQuestion& q : questions) {
            throw_if_stopped(stop);
            progress.step(static_cast<double>(done++) / all, "compare");
            AskOptions options;
            options.language = q.language;
            const Reply offline = assistant.ask(q.question, options, stop);
            const Reply right = q.confirmed ? assistant.run(*q.confirmed, q.question, options, stop) : offline;
            const auto began = std::chrono::steady_clock::now();
            const Refiner::Refined refined = refiner.refine(offline, options, {}, stop);
            const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
            ++trial.questions;
            trial.mean_ms += ms;
            trial.most_ms = std::max(trial.most_ms, ms);
            trial.tokens += refined.reply.tokens;
            trial.cost += refined.reply.cost;
            if (!refined.changed || !refined.note.empty()) { // the note says what was not taken
                ++trial.failed;
                trial.reason = refined.note;
                continue;
            }
            trial.right += rows_of(refined.reply) == rows_of(right) ? 1 : 0;
            trial.grounded += refined.reply.text != right.text ? 1 : 0;
        }
        if (trial.questions > 0) trial.mean_ms /= trial.questions;
        out.push_back(std::move(trial));
    }
    return out;
}

} // namespace plumbline::assistant
