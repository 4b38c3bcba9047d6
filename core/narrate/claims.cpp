// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/claims.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include "core/narrate/grounding.h"

namespace plumbline::narrate {

namespace {

using namespace std::string_view_literals;

constexpr std::array words_en{"two"sv,   "three"sv, "four"sv, "five"sv,   "six"sv,   "seven"sv,
                              "eight"sv, "nine"sv,  "ten"sv,  "eleven"sv, "twelve"sv};
constexpr std::array words_fr{"deux"sv, "trois"sv, "quatre"sv, "cinq"sv, "six"sv,  "sept"sv,
                              "huit"sv, "neuf"sv,  "dix"sv,    "onze"sv, "douze"sv};

/// Below this a change that is rounded away is nobody's claim.
constexpr double least_significance = 0.1; ///< of the known value: a step above it says too little
constexpr size_t farthest_word = 7;        ///< words between a change and the word of its direction

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0x80 && byte <= 0xBF) || (byte >= 0xC3 && byte <= 0xC9);
}

/// Lower case without the accents of French.
std::string folded(std::string_view word) {
    std::string out;
    for (size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if (word[i] >= 'A' && word[i] <= 'Z') {
            out += static_cast<char>(word[i] + 32);
        } else if (byte == 0xC3 && i + 1 < word.size()) {
            const auto next = static_cast<unsigned char>(static_cast<unsigned char>(word[++i]) | 0x20); // upper to lower
            out += next >= 0xA0 && next <= 0xA5   ? "a"
                   : next == 0xA7                 ? "c"
                   : next >= 0xA8 && next <= 0xAB ? "e"
                   : next >= 0xAC && next <= 0xAF ? "i"
                   : next >= 0xB2 && next <= 0xB6 ? "o"
                   : next >= 0xB9 && next <= 0xBC ? "u"
                                                  : "?";
        } else {
            out += word[i];
        }
    }
    return out;
}

/// Bytes of a separator between digits; `group` where it only groups in this language.
size_t separator(std::string_view rest, Language language, bool& group) {
    group = true;
    if (rest.empty()) return 0;
    if (rest[0] == '\'') return 1;
    if (rest.starts_with("\u00A0")) return 2;
    if (rest.starts_with("\u202F") || rest.starts_with("\u2019")) return 3;
    if (rest[0] == '.' || rest[0] == ',') {
        group = (rest[0] == ',') == (language != Language::fr);
        return 1;
    }
    return 0;
}

size_t digits_behind(std::string_view rest) {
    size_t n = 0;
    while (n < rest.size() && digit(rest[n])) ++n;
    return n;
}

size_t spaces(std::string_view rest) {
    size_t n = 0;
    while (n < rest.size()) {
        if (rest[n] == ' ')
            ++n;
        else if (rest.substr(n).starts_with("\u00A0"))
            n += 2;
        else if (rest.substr(n).starts_with("\u202F"))
            n += 3;
        else
            break;
    }
    return n;
}

/// +1, -1 or 0 for a sign right before a byte; a hyphen between two numbers or behind a letter is none.
int sign_before(std::string_view text, size_t at) {
    if (at >= 1 && text[at - 1] == '+') return 1;
    if (at >= 3 && text.substr(at - 3, 3) == "\u2212") return -1;
    if (at >= 1 && text[at - 1] == '-' && (at == 1 || (!digit(text[at - 2]) && !letter(text[at - 2])))) return -1;
    return 0;
}

WrittenNumber number_at(std::string_view text, size_t& i, Language language) {
    WrittenNumber n;
    n.at = i;
    n.sign = sign_before(text, i);
    std::string plain;
    int decimals = 0;
    bool fraction = false;
    const size_t from = i;
    while (i < text.size()) {
        if (digit(text[i])) {
            plain += text[i++];
            decimals += fraction;
            continue;
        }
        bool group = false;
        const size_t gap = separator(text.substr(i), language, group);
        if (gap == 0 || i + gap >= text.size() || !digit(text[i + gap]) || fraction) break;
        // A group has three digits; a point or comma before another number of digits begins a fraction.
        if (digits_behind(text.substr(i + gap)) != 3) {
            if (text[i] != '.' && text[i] != ',') break;
            group = false;
        }
        if (!group) {
            fraction = true;
            plain += '.';
        }
        i += gap;
    }
    n.value = std::strtod(plain.c_str(), nullptr);
    n.step = std::pow(10.0, -decimals);
    const std::string_view rest = text.substr(i);
    const size_t gap = spaces(rest);
    const std::string_view unit = rest.substr(gap);
    size_t taken = 0;
    if (unit.starts_with("%")) {
        n.percent = true;
        n.value /= 100;
        n.step /= 100;
        taken = 1;
    } else if (unit.starts_with("point")) {
        n.points = true;
        n.value /= 100;
        n.step /= 100;
    } else {
        for (const auto& [name, factor] :
             {std::pair{"Md"sv, 1e9}, std::pair{"k"sv, 1e3}, std::pair{"M"sv, 1e6}, std::pair{"B"sv, 1e9},
              std::pair{"million"sv, 1e6}, std::pair{"milliard"sv, 1e9}, std::pair{"billion"sv, 1e9}}) {
            const bool word = name.size() > 2;
            if (!unit.starts_with(name)) continue;
            if (!word && unit.size() > name.size() && letter(unit[name.size()])) continue;
            // "5 M" is an amount in French only; in English it would be a word of its own.
            if (!word && gap > 0 && rest[0] == ' ' && language != Language::fr) continue;
            n.value *= factor;
            n.step *= factor;
            taken = name.size();
            break;
        }
    }
    if (taken > 0) i += gap + taken;
    n.text = std::string(text.substr(from, i - from));
    return n;
}

bool is(const WrittenNumber& n, const KnownNumber& k) {
    const bool percent = k.kind == KnownNumber::Kind::percent, points = k.kind == KnownNumber::Kind::points;
    if (n.percent != percent || n.points != points) return false;
    if (!std::isfinite(k.value)) return false;
    if (n.sign != 0 && k.value != 0 && (k.value > 0) != (n.sign > 0)) return false;
    const double known = std::abs(k.value), off = std::abs(known - n.value);
    if (off <= 1e-9 * std::max(1.0, known)) return true;
    if (n.step > least_significance * known) return false;
    return off <= n.step * (0.5 + 1e-9);
}

const std::set<std::string_view>& ups(Language language) {
    static const std::set<std::string_view> en{"up",        "rose",      "rise",     "rises",   "risen", "rising", "grew",
                                               "grow",      "grows",     "grown",    "gain",    "gains", "gained", "increase",
                                               "increased", "increases", "climbed",  "climb",   "above", "higher", "more",
                                               "beat",      "beats",     "exceeded", "exceeds", "ahead", "added",  "jumped"};
    static const std::set<std::string_view> fr{"progresse",    "progressent", "progression", "augmente", "augmentent",
                                               "augmentation", "hausse",      "monte",       "gagne",    "gagnent",
                                               "gagne",        "croit",       "croissent",   "dessus",   "superieur",
                                               "superieure",   "depasse",     "depassent",   "bondit",   "ajoute"};
    return language == Language::fr ? fr : en;
}
const std::set<std::string_view>& downs(Language language) {
    static const std::set<std::string_view> en{"down",     "fell",     "fall",      "falls",     "fallen",  "falling", "dropped",
                                               "drop",     "drops",    "lost",      "lose",      "loses",   "decline", "declined",
                                               "declines", "decrease", "decreased", "decreases", "slipped", "slid",    "slips",
                                               "below",    "lower",    "less",      "behind",    "short",   "missed",  "shrank"};
    static const std::set<std::string_view> fr{"recule",     "reculent",   "recul", "baisse",  "baissent", "diminue",
                                               "diminuent",  "diminution", "perd",  "perdent", "perdu",    "perdus",
                                               "chute",      "chutent",    "tombe", "tombent", "dessous",  "inferieur",
                                               "inferieure", "retrait",    "sous",  "moins"};
    return language == Language::fr ? fr : en;
}

struct Item {
    enum class Kind { word, number, end } kind = Kind::word;
    int direction = 0;
    size_t number = 0;
};

/// Words, numbers and ends of clauses, in order.
std::vector<Item> items_of(std::string_view text, const std::vector<WrittenNumber>& numbers, Language language) {
    std::vector<Item> out;
    size_t next = 0;
    std::string before;
    for (size_t i = 0; i < text.size();) {
        if (next < numbers.size() && i == numbers[next].at) {
            out.push_back({Item::Kind::number, 0, next});
            i += std::max<size_t>(1, numbers[next].text.size());
            ++next;
            before.clear();
        } else if (letter(text[i])) {
            const size_t from = i;
            while (i < text.size() && letter(text[i])) ++i;
            const std::string word = folded(text.substr(from, i - from));
            static const std::set<std::string_view> joins{"but",    "while", "although", "whereas", "mais",
                                                          "tandis", "alors", "bien",     "because", "car"};
            if (joins.contains(word)) out.push_back({Item::Kind::end, 0, 0});
            Item item;
            item.direction = ups(language).contains(word) ? 1 : downs(language).contains(word) ? -1 : 0;
            // "up to", "more than", "less than" tell no direction.
            if ((word == "to" && before == "up") || (word == "than" && (before == "more" || before == "less")))
                if (!out.empty()) out.back().direction = 0;
            out.push_back(item);
            before = word;
        } else {
            const char c = text[i];
            if (c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?') out.push_back({Item::Kind::end, 0, 0});
            i += c == '\xC2' ? 2 : c == '\xE2' ? 3 : 1;
        }
    }
    return out;
}

/// Direction told of the number at `at`: of the nearest word in its clause; 0: none is told.
int told(const std::vector<Item>& items, size_t at) {
    int best = 0;
    size_t distance = farthest_word + 1;
    const auto look = [&](int step) {
        size_t words = 0;
        for (size_t i = at; (step < 0 ? i > 0 : i + 1 < items.size());) {
            i = step < 0 ? i - 1 : i + 1;
            if (items[i].kind == Item::Kind::end || ++words > farthest_word) return;
            if (items[i].direction != 0) {
                if (words < distance) {
                    distance = words;
                    best = items[i].direction;
                }
                return;
            }
        }
    };
    look(-1); // "fell 1.4%" before "1.4% below": at the same distance the word in front decides
    look(+1);
    return best;
}

} // namespace

std::vector<WrittenNumber> written_numbers(std::string_view text, Language language) {
    std::vector<WrittenNumber> out;
    for (size_t i = 0; i < text.size();) {
        if (digit(text[i])) {
            out.push_back(number_at(text, i, language));
        } else if (letter(text[i])) {
            const size_t from = i;
            while (i < text.size() && letter(text[i])) ++i;
            const std::string word = folded(text.substr(from, i - from));
            const auto& words = language == Language::fr ? words_fr : words_en;
            const auto at = std::ranges::find(words, std::string_view(word));
            if (at != words.end()) {
                WrittenNumber n;
                n.at = from;
                n.text = std::string(text.substr(from, i - from));
                n.value = static_cast<double>(at - words.begin()) + 2;
                out.push_back(std::move(n));
            }
        } else {
            i += text[i] == '\xC2' ? 2 : text[i] == '\xE2' ? 3 : 1;
        }
    }
    return out;
}

std::vector<ClaimFault> check_claims(std::string_view text, const std::vector<KnownNumber>& known,
                                     const std::vector<std::string>& texts, Language language) {
    std::set<std::string> literal;
    for (const std::string& t : texts)
        for (std::string& n : numbers_in(t, language)) literal.insert(std::move(n));
    const std::vector<WrittenNumber> numbers = written_numbers(text, language);
    const std::vector<Item> items = items_of(text, numbers, language);
    std::vector<ClaimFault> out;
    for (size_t i = 0; i < numbers.size(); ++i) {
        const WrittenNumber& n = numbers[i];
        bool up = false, down = false, value = false;
        for (const KnownNumber& k : known) {
            if (!is(n, k)) continue;
            if (!k.change || k.value == 0)
                value = true;
            else
                (k.value > 0 ? up : down) = true;
        }
        if (!value && !up && !down) {
            const auto as_text = numbers_in(n.text, language);
            value = !as_text.empty() && literal.contains(as_text.front());
            // Its sign has to stand in front of it there as well.
            if (n.sign != 0) {
                const std::string written = (n.sign > 0 ? "+" : "\u2212") + n.text;
                value = std::ranges::any_of(texts, [&](const std::string& t) { return t.find(written) != std::string::npos; });
            }
            if (!value) {
                out.push_back({ClaimFault::Kind::number, n.text});
                continue;
            }
        }
        if (value || (up && down)) continue; // a level, or a change that goes both ways
        const auto at =
            std::ranges::find_if(items, [&](const Item& item) { return item.kind == Item::Kind::number && item.number == i; });
        if (at == items.end()) continue;
        const int direction = told(items, static_cast<size_t>(at - items.begin()));
        if ((direction > 0 && !up) || (direction < 0 && !down)) out.push_back({ClaimFault::Kind::direction, n.text});
    }
    return out;
}

} // namespace plumbline::narrate
