// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::assistant {

/// Words and phrases of both languages by what they mean (resources/assistant/lexicon.txt). Immutable, read once.
class Lexicon {
public:
    static const Lexicon& get();
    explicit Lexicon(std::string_view text);

    struct Entry {
        std::vector<std::string> words;
        std::string tag;    ///< "max", "comparator", "metric" …
        std::string detail; ///< "cost", ">", "1"
    };
    /// Entries that begin with a word, longest first.
    const std::vector<Entry>& starting_with(const std::string& word) const;
    /// Words without a meaning of their own, which a question may use freely.
    bool is_filler(const std::string& word) const { return m_filler.contains(word); }
    /// Groups of words that mean one thing where a value is meant: "lookalike" and "lal".
    const std::vector<std::vector<std::string>>& aliases() const { return m_aliases; }

private:
    std::map<std::string, std::vector<Entry>> m_entries;
    std::set<std::string> m_filler;
    std::vector<std::vector<std::string>> m_aliases;
};

} // namespace plumbline::assistant
