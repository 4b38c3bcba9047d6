// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace plumbline::arch {

/// A place that breaks a rule of the house. `line` is 0 where it is the whole file.
struct Complaint {
    std::string file; ///< relative to the root
    int line = 0;
    std::string rule; ///< "arrow", "qt_in_core", "store_headers", "charts", "network", "sql", "length", "spdx", "machine_path",
                      ///< "include_from_root", "pragma_once"
    std::string why;
};

/// Reads every source below root/{core,ui,app,tests,bench} and every script and page of text, and returns what breaks a rule.
std::vector<Complaint> check_tree(const std::filesystem::path& root);

/// Number of C++ sources that check_tree would read: a rule that reads nothing proves nothing.
size_t count_sources(const std::filesystem::path& root);

} // namespace plumbline::arch
