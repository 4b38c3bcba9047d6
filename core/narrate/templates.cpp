// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/templates.h"

#include <fstream>
#include <set>

#include "core/base/digest.h"
#include "core/narrate/narrator.h"

namespace plumbline::narrate {

namespace {

constexpr size_t longest_line = 1000; ///< bytes; a sentence is shorter
constexpr size_t longest_file = 1 << 20;

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return std::string(text);
}

/// What is wrong with a line, in each language; empty: nothing.
struct Wrong {
    std::string en, fr;
    bool empty() const { return en.empty(); }
};

/// Names of the facts that a template asks for, also inside of its alternatives. Gives what is wrong with it; empty: nothing.
Wrong facts_in(std::string_view text, std::set<std::string>& names) {
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '}') return {"a brace is closed that was not opened", "une accolade est fermée sans avoir été ouverte"};
        if (text[i] != '{') continue;
        int depth = 0;
        size_t end = i;
        for (; end < text.size(); ++end) {
            depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
            if (depth == 0) break;
        }
        if (end == text.size()) return {"a brace is open", "une accolade reste ouverte"};
        const std::string_view inside = text.substr(i + 1, end - i - 1);
        const size_t stop = inside.find_first_of("?:");
        const std::string name(inside.substr(0, stop));
        if (name.empty()) return {"a placeholder has no name", "un emplacement n'a pas de nom"};
        names.insert(name);
        if (stop != std::string_view::npos && inside[stop] == ':' && inside.substr(stop) != ":word")
            return {"{" + std::string(inside) + "} is no form of a placeholder",
                    "{" + std::string(inside) + "} n'est pas une forme d'emplacement"};
        if (stop != std::string_view::npos && inside[stop] == '?') {
            const std::string_view forms = inside.substr(stop + 1);
            size_t bar = 0;
            for (int d = 0; bar < forms.size() && !(forms[bar] == '|' && d == 0); ++bar)
                d += forms[bar] == '{' ? 1 : forms[bar] == '}' ? -1 : 0;
            if (bar == forms.size())
                return {"{" + name + "?…} has one form of two", "{" + name + "?…} n'a qu'une forme sur deux"};
            for (const std::string_view form : {forms.substr(0, bar), forms.substr(bar + 1)})
                if (Wrong wrong = facts_in(form, names); !wrong.empty()) return wrong;
        }
        i = end;
    }
    return {};
}

Wrong wrong_with(const Narrator& own, const std::string& key, const std::string& text) {
    if (key.empty()) return {"a line is written as key = sentence", "une ligne s'écrit clé = phrase"};
    if (!own.has(key)) return {"there is no sentence " + key, "il n'y a pas de phrase " + key};
    if (text.empty()) return {"the sentence " + key + " is empty", "la phrase " + key + " est vide"};
    if (text.size() > longest_line)
        return {"the sentence " + key + " is longer than a sentence", "la phrase " + key + " est plus longue qu'une phrase"};
    std::set<std::string> asked, known;
    if (Wrong wrong = facts_in(text, asked); !wrong.empty()) return wrong;
    facts_in(own.pattern(key), known);
    for (const std::string& name : asked)
        if (!known.contains(name)) {
            std::string list;
            for (const std::string& k : known) list += (list.empty() ? "" : ", ") + ("{" + k + "}");
            return {"{" + name + "} is not known in " + key + (list.empty() ? "" : "; it knows " + list),
                    "{" + name + "} est inconnu dans " + key + (list.empty() ? "" : " ; elle connaît " + list)};
        }
    return {};
}

} // namespace

Templates parse_templates(const std::string& text, const std::string& file, Language language) {
    Templates out;
    const Narrator own(language);
    const auto mistake = [&](int line, const Wrong& wrong) {
        out.mistakes.emplace_back(
            ErrorCode::template_invalid,
            ErrorFacts{{"file", file}, {"line", std::to_string(line)}, {"detail", wrong.en}, {"detail_fr", wrong.fr}});
    };
    if (text.size() > longest_file) {
        mistake(1, {"the file is too large for a file of sentences", "le fichier est trop grand pour un fichier de phrases"});
        return out;
    }
    std::string used;
    int line = 0;
    for (size_t from = 0; from < text.size();) {
        const size_t end = std::min(text.find('\n', from), text.size());
        std::string_view raw = std::string_view(text).substr(from, end - from);
        from = end + 1;
        if (++line == 1 && raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3); // some editors mark UTF-8
        const std::string whole = trimmed(raw);
        if (whole.empty() || whole.front() == '#') continue;
        const size_t equals = whole.find('=');
        const std::string key = equals == std::string::npos ? std::string() : trimmed(std::string_view(whole).substr(0, equals));
        const std::string sentence =
            equals == std::string::npos ? std::string() : trimmed(std::string_view(whole).substr(equals + 1));
        if (const Wrong wrong = wrong_with(own, key, sentence); !wrong.empty()) {
            mistake(line, wrong);
            continue;
        }
        if (out.sentences.contains(key)) {
            mistake(line,
                    {key + " stands there twice; the first one is used", key + " y figure deux fois ; la première est utilisée"});
            continue;
        }
        out.sentences[key] = sentence;
        used += key + "=" + sentence + "\n";
    }
    if (!used.empty()) out.digest = sha256(used);
    return out;
}

std::shared_ptr<const Templates> read_templates(const std::filesystem::path& folder, Language language) {
    const std::string name = language == Language::fr ? "review.fr.txt" : "review.en.txt";
    std::error_code error;
    if (!std::filesystem::exists(folder / name, error)) return nullptr;
    std::ifstream stream(folder / name, std::ios::binary);
    if (!stream) {
        auto out = std::make_shared<Templates>();
        out->mistakes.emplace_back(ErrorCode::template_invalid, ErrorFacts{{"file", name},
                                                                           {"line", "1"},
                                                                           {"detail", "the file cannot be read"},
                                                                           {"detail_fr", "le fichier ne peut pas être lu"}});
        return out;
    }
    std::string text(longest_file + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(stream.gcount()));
    return std::make_shared<Templates>(parse_templates(text, name, language));
}

} // namespace plumbline::narrate
