// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/error_catalogue.h"

namespace plumbline {

namespace {

/// A fact may have words of its own in French, under its name with "_fr".
std::string fill(std::string_view text, const ErrorFacts& facts, Language language) {
    std::string out;
    size_t at = 0;
    while (at < text.size()) {
        const size_t open = text.find('{', at);
        const size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        out += text.substr(at, open - at);
        const std::string name(text.substr(open + 1, close - open - 1));
        auto fact = language == Language::fr ? facts.find(name + "_fr") : facts.end();
        if (fact == facts.end()) fact = facts.find(name);
        out += fact == facts.end() ? "?" : fact->second;
        at = close + 1;
    }
    out += text.substr(at);
    return out;
}

} // namespace

Error::Error(ErrorCode code, ErrorFacts facts) : m_code(code), m_facts(std::move(facts)) {
    const ErrorText t = text(Language::en);
    m_message = t.what_happened + " " + t.what_it_means;
}

ErrorText Error::text(Language language) const {
    ErrorText t = error_template(m_code, language);
    t.what_happened = fill(t.what_happened, m_facts, language);
    t.what_it_means = fill(t.what_it_means, m_facts, language);
    t.what_to_do = fill(t.what_to_do, m_facts, language);
    return t;
}

std::string_view error_id(ErrorCode code) { return error_entry(code).id; }

ErrorCode error_code(std::string_view id) {
    for (int i = 0; i < static_cast<int>(ErrorCode::count_); ++i)
        if (error_entry(static_cast<ErrorCode>(i)).id == id) return static_cast<ErrorCode>(i);
    return ErrorCode::internal;
}

int exit_code(ErrorCode code) { return error_entry(code).exit_code; }

ErrorText error_template(ErrorCode code, Language language) {
    const ErrorEntry& e = error_entry(code);
    const auto& s = language == Language::fr ? e.fr : e.en;
    return {std::string(s[0]), std::string(s[1]), std::string(s[2])};
}

} // namespace plumbline
