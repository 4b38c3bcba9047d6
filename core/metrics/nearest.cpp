// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/nearest.h"

#include <algorithm>

namespace plumbline::metrics {

namespace {

/// Base letters of U+00C0 to U+00FF; a blank: kept as it is.
constexpr std::string_view latin_base = "aaaaaaaceeeeiiii nooooo ouuuuy  aaaaaaaceeeeiiii nooooo ouuuuy y";

} // namespace

std::string fold(std::string_view text) {
    std::string out;
    const auto space = [&] {
        if (!out.empty() && out.back() != ' ') out += ' ';
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (c == ' ' || c == '_' || c == '-' || c == '\t') {
            space();
        } else if (c == 0xC2 && next == 0xA0) { // no-break space
            space();
            ++i;
        } else if (text.substr(i, 3) == "\u2019") {
            out += '\'';
            i += 2;
        } else if (c == 0xC3 && next >= 0x80 && next < 0xC0 && latin_base[next - 0x80u] != ' ') {
            out += latin_base[next - 0x80u];
            ++i;
        } else if (c == 0xC5 && (next == 0x92 || next == 0x93)) {
            out += "oe";
            ++i;
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

size_t edit_distance(std::string_view left, std::string_view right) {
    const std::string a = fold(left), b = fold(right);
    std::vector<size_t> before, last(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
    }
    return last[b.size()];
}

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& options, size_t most) {
    const std::string wanted = fold(word);
    std::vector<std::pair<size_t, const std::string*>> ranked;
    for (const std::string& option : options) {
        const bool begins = !wanted.empty() && fold(option).starts_with(wanted);
        ranked.emplace_back(begins ? 1 : edit_distance(word, option), &option);
    }
    const size_t n = std::min(most, ranked.size());
    std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(n), [](const auto& x, const auto& y) {
        return x.first != y.first ? x.first < y.first : *x.second < *y.second;
    });
    std::vector<std::string> out;
    for (size_t i = 0; i < n; ++i) out.push_back(*ranked[i].second);
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
    return out;
}

} // namespace plumbline::metrics
