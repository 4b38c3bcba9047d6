// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::metrics {

/// Lower case, accents of Latin letters removed, '_', '-' and runs of spaces as one space, a typographic apostrophe as a plain
/// one.
std::string fold(std::string_view text);
/// Optimal string alignment distance of the folded texts: insertions, deletions, substitutions and swaps of neighbours, in bytes.
size_t edit_distance(std::string_view a, std::string_view b);
/// The `most` options nearest to `word`, nearest first; one that begins with it counts as near.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& options, size_t most = 3);
/// "a, b, c".
std::string joined(const std::vector<std::string>& words);

} // namespace plumbline::metrics
