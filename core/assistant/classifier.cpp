// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/classifier.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <set>

#include "core/metrics/nearest.h"

namespace plumbline {
extern const std::string_view resource_assistant_classifier;
}

namespace plumbline::assistant {

namespace {

/// FNV-1a: the same on every machine.
uint32_t hashed(std::string_view text) {
    uint32_t h = 2166136261u;
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
    return (h ^ (h >> 15)) % Classifier::buckets;
}

/// What a span is called where it names something of the data; empty for a span of other words.
std::string placeholder(const Reading& r, const Span& s) {
    if (s.period >= 0) return r.periods[static_cast<size_t>(s.period)].future ? "_future" : "_period";
    if (s.is("value")) return "_value";
    if (s.is("metric")) return "_metric";
    if (s.is("number")) {
        const Token& t = r.tokens[s.first];
        if (t.percent) return t.sign ? "_signed" : "_percent";
        return t.number && (t.scaled || *t.number >= 1000) ? "_amount" : "_number";
    }
    if (s.is("dim") || s.is("column")) {
        const std::string& w = r.tokens[s.last - 1].word;
        return stem(w) == w ? "_dim" : "_dims";
    }
    return {};
}

struct Words {
    std::vector<std::string> sequence; ///< with placeholders
    std::vector<std::string> plain;    ///< words that stand for themselves
};

Words words_of(const Reading& r) {
    Words out;
    size_t next = 0;
    for (size_t t = 0; t < r.tokens.size();) {
        while (next < r.spans.size() && r.spans[next].last <= t) ++next;
        const Span* s = next < r.spans.size() && r.spans[next].first <= t ? &r.spans[next] : nullptr;
        const std::string name = s ? placeholder(r, *s) : std::string();
        if (!name.empty()) {
            out.sequence.push_back(name);
            t = s->last;
            continue;
        }
        if (!r.tokens[t].punctuation) {
            out.sequence.push_back(stem(r.tokens[t].word));
            out.plain.push_back(r.tokens[t].word);
        }
        ++t;
    }
    return out;
}

} // namespace

std::vector<Feature> features(const Reading& r) {
    const Words w = words_of(r);
    std::vector<Feature> out;
    auto group = [&](const std::set<std::string>& names, double weight) {
        if (names.empty()) return;
        const auto each = static_cast<float>(weight / std::sqrt(static_cast<double>(names.size())));
        for (const std::string& n : names) out.push_back({hashed(n), each});
    };
    std::vector<std::string> s{"^"};
    s.insert(s.end(), w.sequence.begin(), w.sequence.end());
    s.push_back("$");
    std::set<std::string> one, two, three, pieces, grammar;
    for (size_t i = 0; i < s.size(); ++i) {
        one.insert("1 " + s[i]);
        if (i + 1 < s.size()) two.insert("2 " + s[i] + " " + s[i + 1]);
        if (i + 2 < s.size()) three.insert("3 " + s[i] + " " + s[i + 1] + " " + s[i + 2]);
    }
    for (const std::string& word : w.plain) {
        const std::string padded = "<" + word + ">";
        for (size_t n = 3; n <= 5; ++n)
            for (size_t i = 0; i + n <= padded.size(); ++i) pieces.insert("c " + padded.substr(i, n));
    }
    for (const Span& span : r.spans)
        for (const Meaning& m : span.meanings) grammar.insert("g " + m.tag);
    if (!r.unknown.empty()) grammar.insert("g unknown");
    if (r.unknown.size() > 1) grammar.insert("g unknowns");
    if (grammar.empty()) grammar.insert("g nothing");
    group(one, 2);
    group(two, 1.5);
    group(three, 1);
    group(pieces, 1.5);
    group(grammar, 2);
    out.push_back({hashed("bias"), 1});
    return out;
}

const std::array<Route, Classifier::classes>& Classifier::routes() {
    static const std::array<Route, classes> all{
        Route::kpi_qa, Route::diagnostic, Route::segmentation, Route::budget_simulation, Route::forecast, Route::allocation,
        Route::audit,  Route::report,     Route::chart,        Route::out_of_scope};
    return all;
}

std::array<double, Classifier::classes> Classifier::scores(const std::vector<Feature>& list) const {
    std::array<double, classes> out{};
    for (const Feature& f : list)
        for (size_t c = 0; c < classes; ++c) out[c] += static_cast<double>(f.weight) * scale * weights[f.bucket * classes + c];
    return out;
}

std::vector<Guess> Classifier::guess(const Reading& reading) const {
    std::array<double, classes> s = scores(features(reading));
    const double top = *std::ranges::max_element(s);
    double sum = 0;
    for (double& x : s) sum += x = std::exp((x - top) / temperature);
    std::vector<Guess> out;
    for (size_t c = 0; c < classes; ++c) out.push_back({routes()[c], s[c] / sum});
    std::ranges::stable_sort(out, [](const Guess& a, const Guess& b) { return a.probability > b.probability; });
    return out;
}

std::string Classifier::to_text() const {
    char line[64];
    std::snprintf(line, sizeof line, "plumbline-classifier 1 %.9g %.9g\n", scale, temperature);
    std::string out = line;
    for (uint32_t b = 0; b < buckets; ++b) {
        const auto row = weights.begin() + static_cast<long>(b * classes);
        if (std::all_of(row, row + classes, [](int8_t w) { return w == 0; })) continue;
        std::snprintf(line, sizeof line, "%x ", b);
        out += line;
        for (size_t c = 0; c < classes; ++c) {
            std::snprintf(line, sizeof line, "%02x", static_cast<unsigned>(static_cast<uint8_t>(row[static_cast<long>(c)])));
            out += line;
        }
        out += '\n';
    }
    return out;
}

Classifier Classifier::from_text(std::string_view text) {
    auto refuse = [] { return Error(ErrorCode::internal, {{"detail", "the classifier's file cannot be read"}}); };
    Classifier out;
    out.weights.assign(static_cast<size_t>(buckets) * classes, 0);
    size_t end = text.find('\n');
    if (end == std::string_view::npos || std::sscanf(std::string(text.substr(0, end)).c_str(), "plumbline-classifier 1 %lf %lf",
                                                     &out.scale, &out.temperature) != 2)
        throw refuse();
    for (size_t from = end + 1; from < text.size(); from = end + 1) {
        end = std::min(text.find('\n', from), text.size());
        const std::string_view row = text.substr(from, end - from);
        const size_t space = row.find(' ');
        uint32_t bucket = buckets;
        if (space == std::string_view::npos || row.size() != space + 1 + 2 * classes ||
            std::from_chars(row.data(), row.data() + space, bucket, 16).ec != std::errc() || bucket >= buckets)
            throw refuse();
        for (size_t c = 0; c < classes; ++c) {
            unsigned value = 0;
            const char* at = row.data() + space + 1 + 2 * c;
            if (std::from_chars(at, at + 2, value, 16).ec != std::errc()) throw refuse();
            out.weights[bucket * classes + c] = static_cast<int8_t>(static_cast<uint8_t>(value));
        }
    }
    return out;
}

const Classifier& Classifier::get() {
    static const Classifier shipped = from_text(resource_assistant_classifier);
    return shipped;
}

} // namespace plumbline::assistant
