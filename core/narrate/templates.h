// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace plumbline::narrate {

/// Sentences that a user has written in place of the built-in ones, of one language. A file holds a line each:
///
///   # what stands behind a hash at the start of a line is a remark
///   wbr.head.up = {the} climbed {change} to {value}
///
/// A line with a mistake is left out and told: the built-in sentence stands in its place.
struct Templates {
    std::map<std::string, std::string, std::less<>> sentences;
    std::vector<Error> mistakes; ///< template_invalid, with file, line and detail
    std::string digest;          ///< of what is used: decides the bytes of a report
};

/// Reads `<folder>/review.en.txt` or `review.fr.txt`. A file that is not there is no mistake. Never throws for what is in it.
std::shared_ptr<const Templates> read_templates(const std::filesystem::path& folder, Language language);
/// The same from a text; `file` is named in the mistakes.
Templates parse_templates(const std::string& text, const std::string& file, Language language);

} // namespace plumbline::narrate
