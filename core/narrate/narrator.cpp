// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/narrator.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/dimension_names.h"
#include "core/base/error.h"
#include "core/narrate/templates.h"

namespace plumbline {
extern const std::string_view resource_narrative_en;
extern const std::string_view resource_narrative_fr;
} // namespace plumbline

namespace plumbline::narrate {

struct Narrator::Lexicon {
    std::map<std::string, std::string, std::less<>> sentences, currencies;
    std::map<std::string, MetricWords, std::less<>> metrics;
    std::vector<std::string> number_words;
};

namespace {

[[noreturn]] void fail(std::string detail) { throw Error(ErrorCode::internal, {{"detail", std::move(detail)}}); }

/// No-break spaces before the double marks of French.
std::string typeset(std::string text, Language language) {
    if (language != Language::fr) return text;
    for (const char* mark : {" :", " ;", " ?", " !"})
        for (size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) text.replace(at, 1, "\u00A0");
    return text;
}

/// One pass over a template.
class Filler {
public:
    Filler(std::string_view key, const Facts& facts, Language language, const std::vector<std::string>& words)
        : m_key(key), m_facts(facts), m_language(language), m_words(words) {}

    std::string fill(std::string_view text, const std::string* hash = nullptr) const {
        std::string out;
        for (size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '#' && hash) {
                out += *hash;
            } else if (text[i] == '{') {
                const size_t end = closing(text, i);
                out += placeholder(text.substr(i + 1, end - i - 1));
                i = end;
            } else {
                out += text[i];
            }
        }
        return out;
    }

private:
    size_t closing(std::string_view text, size_t from) const {
        int depth = 0;
        for (size_t i = from; i < text.size(); ++i) {
            if (text[i] == '{') ++depth;
            if (text[i] == '}' && --depth == 0) return i;
        }
        fail("the template " + std::string(m_key) + " has an open brace");
    }

    std::string placeholder(std::string_view inside) const {
        const size_t end = inside.find_first_of("?:");
        const Fact& fact = find(inside.substr(0, end));
        if (end == std::string_view::npos) return fact.text;
        if (inside[end] == ':') return spelt(fact);
        const std::string_view forms = inside.substr(end + 1);
        size_t bar = 0;
        for (int depth = 0; bar < forms.size() && !(forms[bar] == '|' && depth == 0); ++bar)
            depth += forms[bar] == '{' ? 1 : forms[bar] == '}' ? -1 : 0;
        if (bar == forms.size()) fail("the template " + std::string(m_key) + " has one form of two");
        return fill(is_one(number(fact, inside)) ? forms.substr(0, bar) : forms.substr(bar + 1), &fact.text);
    }

    const Fact& find(std::string_view name) const {
        const auto at = m_facts.find(name);
        if (at == m_facts.end()) fail("the sentence " + std::string(m_key) + " lacks the fact " + std::string(name));
        return at->second;
    }
    double number(const Fact& fact, std::string_view what) const {
        if (!fact.number) fail("the sentence " + std::string(m_key) + " needs the number of " + std::string(what));
        return *fact.number;
    }
    bool is_one(double n) const { return m_language == Language::fr ? std::fabs(n) < 2 : n == 1; }
    std::string spelt(const Fact& fact) const {
        if (!fact.number || *fact.number < 0 || *fact.number != std::floor(*fact.number) ||
            *fact.number >= static_cast<double>(m_words.size()))
            return fact.text;
        return m_words[static_cast<size_t>(*fact.number)];
    }

    std::string_view m_key;
    const Facts& m_facts;
    Language m_language;
    const std::vector<std::string>& m_words;
};

} // namespace

std::string capitalised(std::string text) {
    if (text.empty()) return text;
    if (text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    } else if (text.size() > 1 && text[0] == '\xC3' && static_cast<unsigned char>(text[1]) >= 0xA0 &&
               static_cast<unsigned char>(text[1]) <= 0xBE && text[1] != '\xB7') {
        text[1] = static_cast<char>(static_cast<unsigned char>(text[1]) - 0x20); // U+00E0 to U+00FE, but not the division sign
    }
    return text;
}

std::shared_ptr<const Narrator::Lexicon> Narrator::load(Language language) {
    const auto json = nlohmann::json::parse(language == Language::fr ? resource_narrative_fr : resource_narrative_en);
    auto lexicon = std::make_shared<Lexicon>();
    for (const auto& [key, text] : json.at("sentences").items()) lexicon->sentences[key] = typeset(text, language);
    for (const auto& [key, forms] : json.at("currency_words").items()) lexicon->currencies[key] = forms.at(1);
    for (const auto& [id, m] : json.at("metrics").items())
        lexicon->metrics[id] = {m.at("label"), m.value("short", m.at("label").get<std::string>()),
                                Fact(m.at("the").get<std::string>(), m.at("number").get<double>()), m.at("of")};
    lexicon->number_words = json.at("number_words").get<std::vector<std::string>>();
    return lexicon;
}

Narrator::Narrator(Language language) : m_language(language) {
    static const std::shared_ptr<const Lexicon> english = load(Language::en), french = load(Language::fr);
    m_lexicon = language == Language::fr ? french : english;
}

Narrator::Narrator(Language language, const Templates& templates) : Narrator(language) {
    if (templates.sentences.empty()) return;
    auto own = std::make_shared<Lexicon>(*m_lexicon);
    for (const auto& [key, text] : templates.sentences) own->sentences[key] = typeset(text, language);
    m_lexicon = std::move(own);
}

const std::string& Narrator::pattern(std::string_view key) const {
    const auto at = m_lexicon->sentences.find(key);
    if (at == m_lexicon->sentences.end()) fail("there is no sentence " + std::string(key));
    return at->second;
}

std::string Narrator::phrase(std::string_view key, const Facts& facts) const {
    const auto at = m_lexicon->sentences.find(key);
    if (at == m_lexicon->sentences.end()) fail("there is no sentence " + std::string(key));
    return Filler(key, facts, m_language, m_lexicon->number_words).fill(at->second);
}

std::string Narrator::say(std::string_view key, const Facts& facts) const { return capitalised(phrase(key, facts)); }

bool Narrator::has(std::string_view key) const { return m_lexicon->sentences.contains(key); }

MetricWords Narrator::metric(std::string_view id, std::string_view name) const {
    if (const auto at = m_lexicon->metrics.find(id); at != m_lexicon->metrics.end()) return at->second;
    const std::string own(name);
    const bool fr = m_language == Language::fr;
    return {own, own, Fact(fr ? "l'indicateur " + own : own, 1), (fr ? "de l'indicateur " : "of ") + own};
}

std::string Narrator::dimension(std::string_view kind, std::string_view name) const {
    return dimension_name(kind, m_language, name);
}

std::string Narrator::currency(std::string_view code) const {
    const auto at = m_lexicon->currencies.find(code);
    return at == m_lexicon->currencies.end() ? std::string(code) : at->second;
}

} // namespace plumbline::narrate
