// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/lexicon.h"

#include <algorithm>

#include "core/assistant/text.h"

namespace plumbline {
extern const std::string_view resource_assistant_lexicon;
}

namespace plumbline::assistant {

namespace {

std::vector<std::string> words_of(std::string_view phrase) {
    std::vector<std::string> out;
    for (const Token& t : tokenise(phrase, Language::en)) out.push_back(t.word);
    return out;
}

std::string trimmed(std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return std::string(s);
}

} // namespace

const Lexicon& Lexicon::get() {
    static const Lexicon lexicon(resource_assistant_lexicon);
    return lexicon;
}

/// One line a meaning: "tag detail: phrase; phrase; …"; a line that begins with # is a comment.
Lexicon::Lexicon(std::string_view text) {
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const size_t colon = line.find(": ");
        if (line.empty() || line[0] == '#' || colon == std::string_view::npos) continue;
        const std::string head(line.substr(0, colon));
        const size_t space = head.find(' ');
        const std::string tag = head.substr(0, space), detail = space == std::string::npos ? "" : head.substr(space + 1);
        std::vector<std::string> group;
        std::string_view rest = line.substr(colon + 2);
        while (!rest.empty()) {
            const size_t semicolon = std::min(rest.find(';'), rest.size());
            const std::string phrase = trimmed(rest.substr(0, semicolon));
            rest.remove_prefix(std::min(semicolon + 1, rest.size()));
            const std::vector<std::string> words = words_of(phrase);
            if (words.empty()) continue;
            if (tag == "filler") {
                for (const std::string& w : words) m_filler.insert(w);
            } else if (tag == "alias") {
                std::string joined;
                for (const std::string& w : words) joined += (joined.empty() ? "" : " ") + w;
                group.push_back(joined);
            } else {
                m_entries[words.front()].push_back({words, tag, detail});
                if (const std::string singular = stem(words.front());
                    singular != words.front() && (tag == "metric" || tag == "dim"))
                    m_entries[singular].push_back({words, tag, detail});
            }
        }
        if (!group.empty()) m_aliases.push_back(std::move(group));
    }
    for (auto& [first, entries] : m_entries)
        std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
}

const std::vector<Lexicon::Entry>& Lexicon::starting_with(const std::string& word) const {
    static const std::vector<Entry> none;
    const auto at = m_entries.find(word);
    return at == m_entries.end() ? none : at->second;
}

} // namespace plumbline::assistant
