// SPDX-License-Identifier: GPL-3.0-or-later
// Spellings of one value.
#include <algorithm>
#include <cctype>
#include <map>

#include "core/audit/board.h"
#include "core/base/letters.h"

namespace plumbline::audit {

namespace {

/// More values than this are no names.
constexpr size_t most_values = 20'000;

/// Case, accents of Latin letters and separators go; words of letters lose their blanks as well.
std::string folded(const std::string& text) {
    std::string out;
    bool digits = false, blank = false;
    for (size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c == 0xC3 && i + 1 < text.size()) {
            auto d = static_cast<unsigned char>(text[++i]);
            if (d >= 0x80 && d <= 0x9E && d != 0x97) d = static_cast<unsigned char>(d + 0x20);
            static const std::string_view base = "aaaaaaaceeeeiiiidnooooo/ouuuuypy"; // U+00E0 to U+00FF
            c = d >= 0xA0 && d != 0xB7 && static_cast<size_t>(d - 0xA0) < base.size() ? static_cast<unsigned char>(base[d - 0xA0])
                                                                                      : d;
        } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xA0) {
            ++i;
            c = ' ';
        }
        if (c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t') {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        digits = digits || std::isdigit(c);
        out += ascii_lower(static_cast<char>(c));
    }
    if (!digits) std::erase(out, ' ');
    return out;
}

/// Words of letters in a name, with where they stand.
std::vector<std::pair<size_t, std::string>> words_of(const std::string& text) {
    std::vector<std::pair<size_t, std::string>> out;
    bool open = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (!std::isalpha(c) && c < 0x80) {
            open = false;
            continue;
        }
        if (!open) out.emplace_back(i, "");
        open = true;
        out.back().second += static_cast<char>(c);
    }
    return out;
}

/// "facebook", "Facebook" and "FACEBOOK" are ways to write a word; "facebOOK" is an accident.
bool regular_case(const std::string& word) {
    size_t upper = 0;
    for (const char c : word) upper += std::isupper(static_cast<unsigned char>(c)) != 0;
    return upper == 0 || upper == word.size() || (upper == 1 && std::isupper(static_cast<unsigned char>(word[0])) != 0);
}

/// A word inside of longer names that one of them writes in a way of its own.
void check_words(const DatasetColumn& column, const std::vector<metrics::Spelling>& values, Findings& out) {
    constexpr size_t least_letters = 4, least_names = 2;
    std::map<std::string, std::map<std::string, size_t>> spelt;
    for (const auto& v : values)
        for (const auto& [at, word] : words_of(v.text))
            if (word.size() >= least_letters) ++spelt[folded(word)][word];
    for (const auto& v : values)
        for (const auto& [at, word] : words_of(v.text)) {
            if (word.size() < least_letters || regular_case(word)) continue;
            const auto& all = spelt[folded(word)];
            const auto usual = std::ranges::max_element(all, {}, [](const auto& w) { return w.second; });
            if (usual->second < least_names || usual->second <= all.at(word) || !regular_case(usual->first)) continue;
            Finding f;
            f.check = "label_variant";
            f.column = f.dimension = column.field;
            f.segment = f.detail = v.text;
            f.variants = {v.text.substr(0, at) + usual->first + v.text.substr(at + word.size()), v.text};
            f.rows = v.rows;
            f.days = v.days;
            f.value = static_cast<double>(v.rows);
            f.expected = f.low = f.high = 0;
            f.bars = {{v.text, static_cast<double>(v.rows), true}};
            for (const auto& other : values)
                if (&other != &v && f.bars.size() < 8 && folded(other.text).find(folded(word)) != std::string::npos)
                    f.bars.push_back({other.text, static_cast<double>(other.rows), false});
            f.severity = Severity::note;
            // There is nothing to merge with yet: the value is written as the others are.
            f.remedies = {Action::merge, Action::leave};
            out.push_back(std::move(f));
            break;
        }
}

/// The spellings of one value, with their rows.
std::vector<Bar> bars_of(const metrics::Spelling& kept, const std::vector<metrics::Spelling>& values, const std::string& odd) {
    std::vector<Bar> out{{kept.text, static_cast<double>(kept.rows), false}};
    for (const auto& v : values)
        if (v.text != kept.text && out.size() < 8 && folded(v.text) == folded(kept.text))
            out.push_back({v.text, static_cast<double>(v.rows), v.text == odd});
    return out;
}

std::vector<metrics::Spelling> names_of(const metrics::Panel& panel) {
    std::vector<metrics::Spelling> out(panel.values.size());
    for (size_t i = 0; i < panel.size(); ++i) {
        metrics::Spelling& v = out[static_cast<size_t>(panel.value[i])];
        const Date day{panel.day[i]};
        v.rows += panel.rows[i];
        if (!v.days) v.days = DateRange{day, day};
        v.days->from = std::min(v.days->from, day);
        v.days->to = std::max(v.days->to, day);
    }
    for (size_t i = 0; i < out.size(); ++i) out[i].text = panel.values[i];
    std::erase_if(out, [](const auto& v) { return v.rows == 0 || v.text.empty(); });
    std::ranges::stable_sort(out,
                             [](const auto& x, const auto& y) { return x.rows != y.rows ? x.rows > y.rows : x.text < y.text; });
    return out;
}

} // namespace

Names read_names(const metrics::Context& context, const Board* board, const std::stop_token& stop) {
    Names out;
    for (const DatasetColumn* column : context.dataset->dimensions()) {
        if (column->type != FieldType::text) continue;
        if (board && column->field == board->dimension)
            out[column->field] = names_of(board->panel); // read already
        else
            out[column->field] = metrics::spellings(context, column->field, most_values, stop);
    }
    return out;
}

void check_spellings(const metrics::Context& context, const Names& names, const std::string& dimension, Findings& out,
                     const std::stop_token& stop) {
    for (const DatasetColumn* column : context.dataset->dimensions()) {
        const auto known = names.find(column->field);
        if (column->role == "campaign_id" || known == names.end()) continue;
        const std::vector<metrics::Spelling>& values = known->second;
        std::map<std::string, std::vector<const metrics::Spelling*>> groups;
        for (const auto& v : values) groups[folded(v.text)].push_back(&v);
        std::vector<std::string> odd;
        std::map<std::string, const metrics::Spelling*> keep;
        for (const auto& [fold, same] : groups)
            for (size_t i = 1; i < same.size() && !fold.empty(); ++i) {
                odd.push_back(same[i]->text); // the first has the most rows
                keep[same[i]->text] = same.front();
            }
        if (odd.empty()) check_words(*column, values, out);
        if (odd.empty() || odd.size() > 2000) continue;
        const std::string by = column->field == dimension ? "" : dimension;
        std::map<std::string, std::vector<metrics::Spelling>> where;
        for (const auto& [text, place] : metrics::spelling_places(context, column->field, odd, by, stop))
            where[text].push_back(place);
        for (const std::string& text : odd) {
            const auto& at = where[text];
            const bool everywhere = by.empty() || at.size() > 3;
            Finding f;
            f.check = "label_variant";
            f.column = column->field;
            f.variants = {keep[text]->text, text};
            f.detail = text;
            f.severity = Severity::warning;
            f.remedies = {Action::merge, Action::leave};
            f.bars = bars_of(*keep[text], values, text);
            f.expected = f.low = f.high = 0;
            for (const metrics::Spelling& place : at) {
                if (everywhere) {
                    f.rows += place.rows;
                    if (!place.days) continue;
                    if (!f.days) f.days = place.days;
                    f.days->from = std::min(f.days->from, place.days->from);
                    f.days->to = std::max(f.days->to, place.days->to);
                    continue;
                }
                Finding one = f;
                one.dimension = dimension;
                one.segment = place.text;
                one.rows = place.rows;
                one.value = static_cast<double>(place.rows);
                one.days = place.days;
                out.push_back(std::move(one));
            }
            if (everywhere) {
                f.dimension = column->field;
                f.segment = text;
                f.value = static_cast<double>(f.rows);
                out.push_back(std::move(f));
            }
        }
    }
}

} // namespace plumbline::audit
