// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/narrate/claims.h"

/// The text of a review's first page by a language model, over the facts that were computed. docs/methods/wbr.md.
namespace plumbline::report {

/// What is asked of a model: instructions, then data, apart from each other.
struct NarrativeAsk {
    std::string version;                                       ///< of the prompt: "review.v1"
    std::vector<std::pair<std::string, std::string>> messages; ///< role and content
    std::string schema;                                        ///< JSON schema that the reply has to satisfy
};
struct NarrativeReply {
    std::string text;
    std::string endpoint, model;
    int tokens_in = 0, tokens_out = 0;
    double cost = 0;
    bool cached = false; ///< it was paid for already
};
/// Asks under the policy, with retries, and writes the ledger. Called on the threads of a batch. Throws Error{network_failed,
/// endpoint_refused, policy_refused, budget_spent, cancelled}.
using NarrativeModel = std::function<NarrativeReply(const NarrativeAsk& ask, std::stop_token stop)>;

/// How good a text is, each part 0 to 1.
struct TextScore {
    double grounded = 0;   ///< share of the sentences whose numbers were all computed and whose words go the way of their numbers
    double complete = 0;   ///< share of what the facts hold that the text tells: value, change, cause, target, outlook
    double concise = 0;    ///< 1 up to 120 words on the first page, falling to 0 at 240
    double actionable = 0; ///< 2 to 4 actions, each with its computation
    double language = 0;   ///< share of the sentences in the language asked for
    double total() const { return (grounded + complete + concise + actionable + language) / 5; }
};

/// Who wrote headline and summary of a review.
struct NarrativeOutcome {
    bool by_model = false;
    std::string version = "templates"; ///< of the prompt, else "templates"
    std::string endpoint, model;
    int tokens_in = 0, tokens_out = 0;
    double cost = 0;
    bool cached = false;
    std::string
        reason; ///< why the sentences of the templates stand although a model was asked; empty: none was, or it wrote them
};

/// What the text of a review may name.
struct NarrativeFacts {
    std::string json;                        ///< hierarchical, with units and definitions; what a model gets
    std::vector<std::string> ids;            ///< of the facts in it: "figures.revenue", "why.1"
    std::vector<narrate::KnownNumber> known; ///< every number
    std::vector<std::string> texts;          ///< every number as it is written, names, dates
    std::string value, change;               ///< of the main figure, as written
    std::string main_name;                   ///< of the metric
    std::vector<std::string> wanted;         ///< what a complete text tells; each one as it is written
};

/// A text of a model, taken apart.
struct NarrativeDraft {
    std::string headline;
    std::vector<std::string> summary;
};
/// Takes a reply apart and holds it against the facts. Gives what is wrong with it in words for the model; empty: it may stand.
std::string judge_reply(const std::string& reply, const NarrativeFacts& facts, Language language, NarrativeDraft& draft);
/// The messages of an ask. Their size is at most `most_prompt_tokens` by a cautious estimate (3 bytes a token): what matters
/// least is left out of the facts first.
inline constexpr int most_prompt_tokens = 3'500;
NarrativeAsk narrative_ask(const NarrativeFacts& facts, Language language);
/// Asks, repairs once, and gives the text; where it fails the outcome says why and the draft is empty. Throws Error{cancelled}.
NarrativeOutcome write_narrative(const NarrativeModel& model, const NarrativeFacts& facts, Language language,
                                 NarrativeDraft& draft, std::stop_token stop);
/// Whether a sentence is in a language, by its little words.
bool speaks(const std::string& text, Language language);
size_t words_in(const std::string& text);

} // namespace plumbline::report
