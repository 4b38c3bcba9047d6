// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

#include "core/assistant/assistant.h"
#include "core/assistant/tools.h"
#include "core/chart/table_spec.h"

namespace plumbline::assistant {

/// Title of a column of an answer: a metric, a dimension, or what was made of them ("days", "share", "revenue_change").
std::string column_title(const std::string& name, const DatasetInfo& dataset, Language language);
/// Where the first sentence of a text ends (past its full stop), the whole length where it has one only; "oct. 2026" ends none.
size_t first_sentence_end(const std::string& text);
/// Why a figure cannot be computed: the sums of which the data hold nothing for these filters and this period.
std::string nothing_words(const std::vector<std::string>& sums, const SemanticQuery& q, const DatasetInfo& dataset,
                          Language language);
/// Name of a metric of a plan in a language: "Spend", "Chiffre d'affaires par lead", "Average of Income".
std::string metric_words(const std::string& metric, const DatasetInfo& dataset, Language language);
/// Sentences that tell a result, and the figures that they may name. Numbers by the locale of the language.
void narrate(Reply& reply, const ToolResult& result, const DatasetInfo& dataset);
/// What is wrong with the question, in one line, with the nearest that exist.
std::string problem_words(const Problem& problem, const DatasetInfo& dataset, Language language);
/// The questions to choose from, where a question can be read in more than one way.
std::vector<std::string> readings(const Reply& reply, const DatasetInfo& dataset);
/// Two questions that could come next, short enough for a button.
std::vector<std::string> follow_ups(const Reply& reply, const Vocabulary& vocabulary);
/// The answer as a chart; none where there is nothing to draw.
std::optional<ChartSpec> draw(const Reply& reply, const DatasetInfo& dataset);
/// A part of an answer as it is shown: columns named, figures by the locale, losses marked.
TableSpec answer_table(const Table& table, const DatasetInfo& dataset, Language language);
/// "last week (15 to 21 Feb)", "by campaign", …: how the question was understood, one piece a token.
std::vector<std::pair<std::string, std::string>> understood(const Plan& plan, const DatasetInfo& dataset, Language language);

} // namespace plumbline::assistant
