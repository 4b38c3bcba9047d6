// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/narrative.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/narrate/grounding.h"

namespace plumbline {
extern const std::string_view resource_prompt_review;
}

namespace plumbline::report {

namespace {

using nlohmann::json;

constexpr const char* prompt_version = "review.v1";
constexpr size_t longest_headline = 160, longest_sentence = 400; ///< bytes
constexpr size_t most_sentences = 4, fewest_sentences = 1, most_words = 140;
constexpr int bytes_a_token = 3; ///< of JSON with figures; prose has about 4
/// What is left out of the facts first where they are too many.
constexpr const char* leave_out[] = {"campaigns", "market", "pace", "channels", "noted"};

std::string dumped(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

const std::string& schema() {
    static const std::string text = dumped({{"type", "object"},
                                            {"additionalProperties", false},
                                            {"required", {"headline", "summary"}},
                                            {"properties",
                                             {{"headline", {{"type", "string"}, {"maxLength", longest_headline}}},
                                              {"summary",
                                               {{"type", "array"},
                                                {"minItems", fewest_sentences},
                                                {"maxItems", most_sentences},
                                                {"items",
                                                 {{"type", "object"},
                                                  {"additionalProperties", false},
                                                  {"required", {"text", "facts"}},
                                                  {"properties",
                                                   {{"text", {{"type", "string"}, {"maxLength", longest_sentence}}},
                                                    {"facts", {{"type", "array"}, {"items", {{"type", "string"}}}}}}}}}}}}}});
    return text;
}

/// The first balanced object of a text: some models wrap it in a fence or say something before. A few braces are tried, not each
/// of a hundred thousand.
json object_in(const std::string& text) {
    int tries = 16;
    for (size_t from = text.find('{'); from != std::string::npos && tries-- > 0; from = text.find('{', from + 1)) {
        int depth = 0;
        bool quoted = false;
        for (size_t i = from; i < text.size(); ++i) {
            const char c = text[i];
            if (quoted) {
                if (c == '\\')
                    ++i;
                else if (c == '"')
                    quoted = false;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                ++depth;
            } else if (c == '}' && --depth == 0) {
                json j = json::parse(text.substr(from, i - from + 1), nullptr, false);
                if (j.is_object()) return j;
                break;
            }
        }
    }
    return nullptr;
}

/// What is not plain text; empty: nothing.
std::string markup_in(const std::string& text) {
    for (const char* sign : {"<", ">", "`", "**", "](", "http", "www.", "\n#", "!"})
        if (text.find(sign) != std::string::npos) return sign;
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20) return "a control character";
    return {};
}

std::string fault_in(const std::string& sentence, const NarrativeFacts& facts, const std::set<std::string>& literal,
                     Language language) {
    if (const std::string sign = markup_in(sentence); !sign.empty()) return "it holds " + sign;
    for (const narrate::ClaimFault& f : narrate::check_claims(sentence, facts.known, facts.texts, language))
        return f.kind == narrate::ClaimFault::Kind::number ? "the number " + f.text + " does not stand in FACTS"
                                                           : "the word for " + f.text + " goes against its sign";
    // The same fact is told in the same words in every review: as FACTS write it.
    for (const std::string& n : narrate::numbers_in(sentence, language))
        if (!literal.contains(n)) return "the number " + n + " is written otherwise in FACTS";
    if (!speaks(sentence, language)) return "it is in another language";
    return {};
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

} // namespace

size_t words_in(const std::string& text) {
    size_t n = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n';
        if (!space && !inside) ++n;
        inside = !space;
    }
    return n;
}

bool speaks(const std::string& text, Language language) {
    static const std::set<std::string, std::less<>> english{"the", "of", "is", "are", "and",  "on", "than", "was", "it",
                                                            "its", "a",  "an", "not", "with", "by", "to",   "from"},
        french{"le",  "la",  "les", "de",  "du",   "des", "est", "et",   "sur",  "un",
               "une", "que", "au",  "aux", "dans", "par", "pas", "avec", "pour", "en"};
    int en = 0, fr = 0;
    std::string word;
    auto end = [&] {
        if (english.contains(word)) ++en;
        if (french.contains(word)) ++fr;
        word.clear();
    };
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            word += static_cast<char>(c | 0x20);
        else
            end();
    }
    end();
    return language == Language::fr ? fr >= en : en >= fr;
}

std::string judge_reply(const std::string& reply, const NarrativeFacts& facts, Language language, NarrativeDraft& draft) {
    draft = {};
    const json j = object_in(reply);
    if (!j.is_object()) return "there is no JSON object in it";
    if (!j.contains("headline") || !j["headline"].is_string()) return "headline is missing";
    if (!j.contains("summary") || !j["summary"].is_array()) return "summary is missing";
    NarrativeDraft d;
    d.headline = j["headline"].get<std::string>();
    while (d.headline.ends_with(".") || d.headline.ends_with(" ")) d.headline.pop_back();
    if (d.headline.empty() || d.headline.size() > longest_headline) return "the headline is empty or too long";
    const size_t n = j["summary"].size();
    if (n < fewest_sentences || n > most_sentences) return "summary has one to four sentences";
    std::set<std::string> literal;
    for (const std::string& t : facts.texts)
        for (std::string& number : narrate::numbers_in(t, language)) literal.insert(std::move(number));
    if (const std::string fault = fault_in(d.headline, facts, literal, language); !fault.empty()) return "headline: " + fault;
    if (!facts.main_name.empty() && lower(d.headline).find(lower(facts.main_name)) == std::string::npos)
        return "the headline does not name " + facts.main_name;
    size_t words = words_in(d.headline);
    for (const json& s : j["summary"]) {
        if (!s.is_object() || !s.contains("text") || !s["text"].is_string() || !s.contains("facts") || !s["facts"].is_array())
            return "each sentence has text and facts";
        const std::string text = s["text"].get<std::string>();
        if (text.empty() || text.size() > longest_sentence) return "a sentence is empty or too long";
        if (s["facts"].empty()) return "a sentence names none of its facts";
        for (const json& id : s["facts"])
            if (!id.is_string() || std::ranges::find(facts.ids, id.get<std::string>()) == facts.ids.end())
                return "there is no fact " + (id.is_string() ? id.get<std::string>().substr(0, 40) : std::string("of that kind"));
        if (const std::string fault = fault_in(text, facts, literal, language); !fault.empty()) return fault;
        words += words_in(text);
        d.summary.push_back(text);
    }
    if (words > most_words) return "it has more than " + std::to_string(most_words) + " words";
    draft = std::move(d);
    return {};
}

NarrativeAsk narrative_ask(const NarrativeFacts& facts, Language language) {
    NarrativeAsk ask;
    ask.version = prompt_version;
    ask.schema = schema();
    const std::string system = std::string(resource_prompt_review) + "\nSCHEMA " + schema();
    const std::string head = std::string("LANGUAGE ") + (language == Language::fr ? "French" : "English") + "\nFACTS ";
    json j = json::parse(facts.json, nullptr, false);
    const size_t room = static_cast<size_t>(most_prompt_tokens) * bytes_a_token - system.size() - head.size();
    if (j.is_object()) {
        for (const char* part : leave_out) {
            if (dumped(j).size() <= room) break;
            j.erase(part);
        }
        if (dumped(j).size() > room && j.contains("figures"))
            for (auto& [id, figure] : j["figures"].items()) figure.erase("means");
        // Actions and causes last: a prompt that is still too long is cut at whole parts.
        for (const char* part : {"actions", "trust", "why"})
            if (dumped(j).size() > room) j.erase(part);
    }
    ask.messages = {{"system", system}, {"user", head + dumped(j)}};
    return ask;
}

NarrativeOutcome write_narrative(const NarrativeModel& model, const NarrativeFacts& facts, Language language,
                                 NarrativeDraft& draft, std::stop_token stop) {
    NarrativeOutcome out;
    draft = {};
    if (!model) return out;
    NarrativeAsk ask = narrative_ask(facts, language);
    try {
        std::string fault;
        for (int round = 0; round < 2; ++round) { // one repair
            const NarrativeReply reply = model(ask, stop);
            out.endpoint = reply.endpoint;
            out.model = reply.model;
            out.tokens_in += reply.tokens_in;
            out.tokens_out += reply.tokens_out;
            out.cost += reply.cost;
            out.cached = reply.cached;
            fault = judge_reply(reply.text, facts, language, draft);
            if (fault.empty()) {
                out.by_model = true;
                out.version = ask.version;
                return out;
            }
            ask.messages.emplace_back("assistant", reply.text.substr(0, 4'000));
            ask.messages.emplace_back("user", "Not accepted: " + fault + ". Reply with one corrected JSON object.");
        }
        out.reason = fault;
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        out.reason = e.text(language).what_happened;
    }
    draft = {};
    return out;
}

} // namespace plumbline::report
