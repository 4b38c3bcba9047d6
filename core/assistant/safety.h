// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>

namespace plumbline::assistant {

/// Why a request is refused: "write", "statement", "file", "network", "secret", "personal", "rules", "runaway"; none for a
/// question. Judges what is asked to be done and to what, not single words: "the biggest drop in revenue" is a question.
std::optional<std::string> unsafe_reason(const std::string& question);

} // namespace plumbline::assistant
