// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/assistant/training.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <random>

#include "tests/core/metrics/world.h"

namespace plumbline::testing {

using assistant::Classifier;
using assistant::Feature;

namespace {

std::vector<std::string> cut(const std::string& text, char by) {
    std::vector<std::string> out;
    std::string part;
    int depth = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == by && depth == 0) {
            out.push_back(part);
            part.clear();
        } else {
            part += c;
        }
    }
    out.push_back(part);
    return out;
}

std::string trimmed(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// The standard's distributions differ between libraries; this does not.
size_t below(std::mt19937_64& random, size_t n) { return static_cast<size_t>(random() % n); }

class Writer {
public:
    Writer(const std::map<std::string, std::vector<std::string>>& lists, std::string language, std::mt19937_64& random)
        : m_lists(lists), m_language(std::move(language)), m_random(random) {}

    std::string write(const std::string& pattern) {
        std::string out;
        for (size_t i = 0; i < pattern.size(); ++i) {
            if (pattern[i] == '(') {
                size_t end = i;
                int depth = 0;
                do {
                    depth += pattern[end] == '(' ? 1 : pattern[end] == ')' ? -1 : 0;
                    ++end;
                } while (depth > 0);
                const auto choices = cut(pattern.substr(i + 1, end - i - 2), '|');
                out += write(choices[below(m_random, choices.size())]);
                i = end - 1;
            } else if (pattern[i] == '$' && i + 1 < pattern.size() && std::isalpha(static_cast<unsigned char>(pattern[i + 1]))) {
                size_t end = i + 1;
                while (end < pattern.size() && std::isalpha(static_cast<unsigned char>(pattern[end]))) ++end;
                const auto& list = m_lists.at(m_language + " " + pattern.substr(i + 1, end - i - 1));
                out += list[below(m_random, list.size())];
                i = end - 1;
            } else {
                out += pattern[i];
            }
        }
        return out;
    }

private:
    const std::map<std::string, std::vector<std::string>>& m_lists;
    std::string m_language;
    std::mt19937_64& m_random;
};

/// A letter left out or two exchanged, in a word of letters only.
void mistype(std::string& text, std::mt19937_64& random) {
    const size_t at = below(random, text.size());
    if (at + 2 >= text.size() || at == 0) return;
    auto letter = [&](size_t i) { return std::islower(static_cast<unsigned char>(text[i])) != 0; };
    if (!letter(at - 1) || !letter(at) || !letter(at + 1)) return;
    if (random() % 2)
        text.erase(at, 1);
    else
        std::swap(text[at], text[at + 1]);
}

/// Small data with the names that the grammar uses.
const assistant::Assistant& trainer() {
    static const World world = [] {
        std::vector<Row> rows;
        const char* channels[] = {"search", "social", "email"};
        const char* countries[] = {"France", "Switzerland", "Germany"};
        const char* campaigns[] = {"google_brand", "meta_prospecting", "newsletter_weekly"};
        const char* devices[] = {"mobile", "desktop", "tablet"};
        for (int d = 0; d < 60; ++d)
            for (int64_t c = 0; c < 3; ++c)
                rows.push_back(
                    {day("2026-02-01") + d,
                     {std::string(channels[c]), std::string(countries[c]), std::string(campaigns[c]), std::string(devices[c])},
                     {10 + d, 1000 + d, 3, 2, 10000, 20000}});
        return World({{"channel", "dimension", "channel"},
                      {"country", "dimension", "country"},
                      {"campaign", "campaign", ""},
                      {"device", "dimension", "device"}},
                     {{"clicks", "clicks"},
                      {"impressions", "impressions"},
                      {"leads", "leads"},
                      {"orders", "orders"},
                      {"cost", "cost", FieldType::decimal, 2},
                      {"revenue", "revenue", FieldType::decimal, 2}},
                     std::move(rows));
    }();
    static const metrics::Context context{&world.info, world.engine.get(), world.cube.get()};
    static const assistant::Assistant a(context);
    return a;
}

} // namespace

SentenceGrammar::SentenceGrammar(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorCode::file_not_found, {{"file", file.string()}});
    std::string line;
    while (std::getline(in, line)) {
        if (line.empty() || line[0] == '#') continue;
        const size_t colon = line.find(": ");
        const auto head = cut(line.substr(0, colon), ' ');
        const std::string body = line.substr(colon + 2);
        if (head[0] == "list") {
            for (const std::string& word : cut(body, ';')) m_lists[head[1] + " " + head[2]].push_back(trimmed(word));
            continue;
        }
        const auto route = assistant::parse_route(head[0]);
        if (!route) throw Error(ErrorCode::question_invalid, {{"detail", "the grammar has no route " + head[0]}});
        m_rules.push_back({*route, head[1] == "fr" ? Language::fr : Language::en, body});
    }
}

std::vector<Sentence> SentenceGrammar::draw(size_t each, uint64_t seed) const {
    std::mt19937_64 random(seed);
    std::vector<Sentence> out;
    for (size_t r = 0; r < m_rules.size(); ++r) {
        const Rule& rule = m_rules[r];
        Writer writer(m_lists, rule.language == Language::fr ? "fr" : "en", random);
        for (size_t i = 0; i < each; ++i) {
            std::string text = trimmed(writer.write(rule.pattern));
            if (text.empty()) continue;
            if (random() % 8 == 0) mistype(text, random);
            if (random() % 2) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
            if (random() % 2) text += rule.language == Language::fr ? " ?" : "?";
            out.push_back({rule.route, rule.language, std::move(text), r});
        }
    }
    return out;
}

std::vector<Example> examples(const std::vector<Sentence>& sentences) {
    const assistant::Vocabulary& v = trainer().vocabulary();
    const auto& routes = Classifier::routes();
    std::vector<Example> out;
    for (const Sentence& s : sentences) {
        const auto at = std::ranges::find(routes, s.route);
        const assistant::Reading r = assistant::read(s.text, s.language, v, day("2026-04-02"));
        out.push_back({static_cast<size_t>(at - routes.begin()), assistant::features(r), s.rule});
    }
    return out;
}

Classifier train(const std::vector<Example>& list, uint64_t seed) {
    constexpr int rounds = 12;
    constexpr double rate = 0.35, decay = 1e-4;
    constexpr size_t classes = Classifier::classes;
    std::vector<double> w(static_cast<size_t>(Classifier::buckets) * classes, 0), squares(w.size(), 1e-6);
    std::array<double, classes> count{};
    for (const Example& e : list) ++count[e.label];
    std::vector<size_t> order(list.size());
    std::iota(order.begin(), order.end(), 0);
    std::mt19937_64 random(seed);
    for (int round = 0; round < rounds; ++round) {
        for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[below(random, i)]);
        for (const size_t i : order) {
            const Example& e = list[i];
            std::array<double, classes> p{};
            for (const Feature& f : e.features)
                for (size_t c = 0; c < classes; ++c) p[c] += static_cast<double>(f.weight) * w[f.bucket * classes + c];
            const double top = *std::ranges::max_element(p);
            double sum = 0;
            for (double& x : p) sum += x = std::exp(x - top);
            const double weight = static_cast<double>(list.size()) / (classes * count[e.label]);
            for (size_t c = 0; c < classes; ++c) {
                const double slope = std::min(weight, 4.0) * (p[c] / sum - (c == e.label ? 1 : 0));
                for (const Feature& f : e.features) {
                    const size_t k = f.bucket * classes + c;
                    const double g = slope * static_cast<double>(f.weight) + decay * w[k];
                    squares[k] += g * g;
                    w[k] -= rate * g / std::sqrt(squares[k]);
                }
            }
        }
    }
    double largest = 0;
    for (const double x : w) largest = std::max(largest, std::abs(x));
    Classifier out;
    out.scale = largest / 127;
    out.weights.reserve(w.size());
    for (const double x : w) out.weights.push_back(static_cast<int8_t>(std::lround(x / out.scale)));
    return out;
}

double calibrated_temperature(const Classifier& classifier, const std::vector<Example>& held_out) {
    double best = 1, least = 1e300;
    for (double t = 0.3; t < 8; t *= 1.05) {
        double loss = 0;
        for (const Example& e : held_out) {
            const auto s = classifier.scores(e.features);
            const double top = *std::ranges::max_element(s);
            double sum = 0;
            for (const double x : s) sum += std::exp((x - top) / t);
            loss -= (s[e.label] - top) / t - std::log(sum);
        }
        if (loss < least) least = loss, best = t;
    }
    return best;
}

Classifier train_classifier(const std::filesystem::path& grammar, bool calibrate) {
    const SentenceGrammar g(grammar);
    const std::vector<Example> all = examples(g.draw(60, 1));
    // Five times without a fifth of the rules: what those are guessed with is what a new wording will be guessed with.
    double sum = 0;
    for (size_t fold = 0; fold < 5 && calibrate; ++fold) {
        std::vector<Example> known, held_out;
        for (const Example& e : all) (e.rule % 5 == fold ? held_out : known).push_back(e);
        sum += std::log(calibrated_temperature(train(known, 1), held_out));
    }
    Classifier out = train(all, 1);
    out.temperature = std::exp(sum / 5);
    return out;
}

Judgement judge(const Classifier& classifier, const std::vector<Example>& list) {
    std::array<double, Classifier::classes> right{}, count{};
    std::array<double, 10> bin_right{}, bin_sure{}, bin_count{};
    for (const Example& e : list) {
        auto s = classifier.scores(e.features);
        const double top = *std::ranges::max_element(s);
        double sum = 0;
        for (double& x : s) sum += x = std::exp((x - top) / classifier.temperature);
        const auto at = static_cast<size_t>(std::ranges::max_element(s) - s.begin());
        const double sure = s[at] / sum;
        const auto bin = std::min<size_t>(9, static_cast<size_t>(sure * 10));
        const double ok = at == e.label ? 1 : 0;
        right[e.label] += ok;
        ++count[e.label];
        bin_right[bin] += ok;
        bin_sure[bin] += sure;
        ++bin_count[bin];
    }
    Judgement out;
    size_t seen = 0;
    for (size_t c = 0; c < count.size(); ++c) {
        out.accuracy += right[c];
        if (count[c] > 0) out.balanced += right[c] / count[c], ++seen;
    }
    out.accuracy /= static_cast<double>(list.size());
    out.balanced /= static_cast<double>(seen);
    for (size_t b = 0; b < bin_count.size(); ++b)
        out.calibration_error += std::abs(bin_right[b] - bin_sure[b]) / static_cast<double>(list.size());
    return out;
}

} // namespace plumbline::testing
