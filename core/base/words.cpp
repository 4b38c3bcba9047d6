// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/words.h"

namespace plumbline {

std::string fill(std::string_view text, const WordFacts& facts) {
    std::string out;
    size_t at = 0;
    while (at < text.size()) {
        const size_t open = text.find('{', at), close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        const auto fact = facts.find(std::string(text.substr(open + 1, close - open - 1)));
        if (fact == facts.end())
            throw Error(ErrorCode::internal, {{"detail", "no fact for " + std::string(text.substr(open, close - open + 1)) +
                                                             " in: " + std::string(text)}});
        out += text.substr(at, open - at);
        out += fact->second;
        at = close + 1;
    }
    return out += text.substr(at);
}

std::string say(const Words& words, Language language, const WordFacts& facts) {
    return fill(language == Language::fr ? words.fr : words.en, facts);
}

} // namespace plumbline
