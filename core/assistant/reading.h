// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/assistant/period_text.h"
#include "core/assistant/plan.h"
#include "core/assistant/text.h"
#include "core/assistant/vocabulary.h"

/// A question as typed pieces: what the parser works on.
namespace plumbline::assistant {

struct Meaning {
    std::string tag;
    std::string detail;
};

/// Neighbouring tokens that mean something together.
struct Span {
    size_t first = 0, last = 0; ///< tokens
    std::vector<Meaning> meanings;
    std::vector<ValueHit> values;     ///< tag "value"
    std::vector<std::string> columns; ///< tag "column": fields
    int period = -1;                  ///< index into Reading::periods
    bool fuzzy = false;               ///< found through a typing error
    bool used = false;                ///< taken by a condition, a share, a negation …
    bool excluded = false;            ///< a value that is left out

    const Meaning* find(std::string_view tag) const {
        for (const Meaning& m : meanings)
            if (m.tag == tag) return &m;
        return nullptr;
    }
    bool is(std::string_view tag) const { return find(tag) != nullptr; }
};

struct Reading {
    std::string text;
    Language language = Language::en;
    std::vector<Token> tokens;
    std::vector<PeriodHit> periods;
    std::vector<Span> spans;
    std::vector<size_t> unknown; ///< tokens that nothing explains
    const Vocabulary* vocabulary = nullptr;

    bool has(std::string_view tag) const { return find(tag) != nullptr; }
    const Span* find(std::string_view tag) const {
        for (const Span& s : spans)
            if (s.is(tag)) return &s;
        return nullptr;
    }
    std::string detail(std::string_view tag) const {
        const Span* s = find(tag);
        return s ? s->find(tag)->detail : std::string();
    }
    std::string words(const Span& s) const;
    /// Tokens between two spans that are neither filler nor signs.
    bool adjacent(size_t span_a, size_t span_b) const;
    bool has_word(std::initializer_list<std::string_view> any) const;
};

Reading read(const std::string& question, Language language, const Vocabulary& vocabulary, Date now);

} // namespace plumbline::assistant
