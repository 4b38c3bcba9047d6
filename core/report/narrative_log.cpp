// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/narrative_log.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/digest.h"
#include "core/base/format.h"
#include "core/narrate/narrator.h"
#include "core/store/files.h"
#include "core/store/group.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

constexpr std::string_view score_record = "review_text", rating_record = "review_rating";
constexpr size_t most_records = 5'000;
constexpr size_t runs_before = 8;
constexpr size_t longest_comment = 1'000;

std::string dumped(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string author(const TextRecord& r) { return r.model.empty() ? r.version : r.version + ", " + r.model; }

/// Mean of the scores of each run, oldest first.
std::vector<std::pair<std::string, double>> runs_of(const std::vector<TextRecord>& records) {
    std::map<std::string, std::pair<double, int>> by;
    for (const TextRecord& r : records) {
        auto& [sum, n] = by[r.when];
        sum += r.score.total();
        ++n;
    }
    std::vector<std::pair<std::string, double>> out;
    for (const auto& [when, sum] : by) out.emplace_back(when, sum.first / sum.second);
    return out;
}

} // namespace

void put_text_records(store::Workspace& workspace, const std::vector<TextRecord>& records) {
    if (records.empty()) return;
    store::Group group(workspace); // a run's scores are there together or not at all
    for (const TextRecord& r : records)
        workspace.put_record({.kind = std::string(score_record),
                              .id = {},
                              .dataset_id = 0,
                              .body = dumped({{"when", r.when},
                                              {"scope", r.scope},
                                              {"slug", r.slug},
                                              {"week", r.week},
                                              {"language", r.language},
                                              {"version", r.version},
                                              {"model", r.model},
                                              {"reason", r.reason},
                                              {"grounded", r.score.grounded},
                                              {"complete", r.score.complete},
                                              {"concise", r.score.concise},
                                              {"actionable", r.score.actionable},
                                              {"in_language", r.score.language}})});
    const auto all = workspace.records(score_record);
    for (size_t i = 0; i + most_records < all.size(); ++i) workspace.remove_record(score_record, all[i].id);
    group.commit();
}

std::vector<TextRecord> text_records(const store::Workspace& workspace) {
    std::vector<TextRecord> out;
    for (const store::Record& r : workspace.records(score_record)) {
        const json j = json::parse(r.body, nullptr, false);
        if (!j.is_object()) continue;
        try {
            out.push_back({j.at("when"),
                           j.at("scope"),
                           j.at("slug"),
                           j.at("week"),
                           j.at("language"),
                           j.at("version"),
                           j.at("model"),
                           j.at("reason"),
                           {j.at("grounded"), j.at("complete"), j.at("concise"), j.at("actionable"), j.at("in_language")}});
        } catch (const json::exception&) {
            continue; // written by somebody else
        }
    }
    std::ranges::stable_sort(out, {}, &TextRecord::when);
    return out;
}

void put_rating(store::Workspace& workspace, TextRating rating) {
    if (rating.stars < 1 || rating.stars > 5)
        throw Error(ErrorCode::usage,
                    {{"detail", "A review is rated with 1 to 5 stars."}, {"detail_fr", "Une revue se note de 1 à 5 étoiles."}});
    if (rating.when.empty()) rating.when = store::now_utc();
    if (rating.comment.size() > longest_comment) rating.comment.resize(longest_comment);
    const std::string id =
        sha256(rating.slug + "\n" + rating.week + "\n" + rating.version + "\n" + rating.model + "\n" + rating.who).substr(0, 32);
    workspace.put_record({.kind = std::string(rating_record),
                          .id = id,
                          .dataset_id = 0,
                          .body = dumped({{"when", rating.when},
                                          {"who", rating.who},
                                          {"slug", rating.slug},
                                          {"week", rating.week},
                                          {"version", rating.version},
                                          {"model", rating.model},
                                          {"stars", rating.stars},
                                          {"comment", rating.comment}})});
}

std::vector<TextRating> ratings(const store::Workspace& workspace) {
    std::vector<TextRating> out;
    for (const store::Record& r : workspace.records(rating_record)) {
        const json j = json::parse(r.body, nullptr, false);
        if (!j.is_object()) continue;
        try {
            out.push_back({j.at("when"), j.at("who"), j.at("slug"), j.at("week"), j.at("version"), j.at("model"), j.at("stars"),
                           j.at("comment")});
        } catch (const json::exception&) {
            continue;
        }
    }
    std::ranges::stable_sort(out, {}, &TextRating::when);
    return out;
}

ChartSpec score_chart(const std::vector<TextRecord>& records, Language language) {
    const narrate::Narrator n(language);
    ChartSpec c;
    c.id = "text_scores";
    c.title = n.say("scores.chart.empty");
    c.subtitle = n.say("scores.chart.subtitle");
    c.x.kind = AxisKind::category;
    c.y.kind = AxisKind::linear;
    c.y.unit = "percent";
    c.y.from_zero = true;
    std::vector<std::string> whens;
    std::map<std::string, std::map<std::string, std::pair<double, int>>> by; // author, run
    for (const TextRecord& r : records) {
        if (std::ranges::find(whens, r.when) == whens.end()) whens.push_back(r.when);
        auto& [sum, count] = by[author(r)][r.when];
        sum += r.score.total();
        ++count;
    }
    constexpr size_t most_runs = 26;
    if (whens.size() > most_runs) whens.erase(whens.begin(), whens.end() - most_runs);
    for (const std::string& when : whens) {
        const auto day = parse_iso_date(when.substr(0, std::min<size_t>(10, when.size())));
        c.x.categories.push_back(day ? format_period_short(*day, Grain::day, language) + " " + when.substr(11, 5) : when);
    }
    int slot = 0;
    for (const auto& [name, runs] : by) {
        if (slot == 8) break;
        ChartSeries s{
            name, by.size() == 1 ? SeriesRole::actual : SeriesRole::category, Mark::line, by.size() == 1 ? -1 : slot++, {}, {}};
        for (size_t i = 0; i < whens.size(); ++i)
            if (const auto at = runs.find(whens[i]); at != runs.end())
                s.points.push_back({static_cast<double>(i), at->second.first / at->second.second, {}, {}, false, {}});
        if (s.points.empty()) continue;
        s.end_label = format_percent(*s.points.back().y, 0, NumberStyle::of(language));
        c.series.push_back(std::move(s));
    }
    if (const auto trend = score_trend(records))
        c.title = n.say(trend->now < trend->before - 0.005   ? "scores.chart.down"
                        : trend->now > trend->before + 0.005 ? "scores.chart.up"
                                                             : "scores.chart.level",
                        {{"now", format_percent(trend->now, 0, NumberStyle::of(language))},
                         {"before", format_percent(trend->before, 0, NumberStyle::of(language))}});
    else if (!records.empty())
        c.title =
            n.say("scores.chart.first", {{"now", format_percent(runs_of(records).back().second, 0, NumberStyle::of(language))}});
    c.reading = c.title;
    return c;
}

TableSpec score_table(const std::vector<TextRecord>& records, const std::vector<TextRating>& rated, Language language) {
    const narrate::Narrator n(language);
    const NumberStyle style = NumberStyle::of(language);
    struct Sum {
        int texts = 0, fell_back = 0, ratings = 0, stars = 0;
        TextScore score;
        std::string comment;
    };
    std::map<std::pair<std::string, std::string>, Sum> by;
    for (const TextRecord& r : records) {
        Sum& s = by[{r.version, r.model}];
        ++s.texts;
        s.fell_back += !r.reason.empty();
        s.score.grounded += r.score.grounded;
        s.score.complete += r.score.complete;
        s.score.concise += r.score.concise;
        s.score.actionable += r.score.actionable;
        s.score.language += r.score.language;
    }
    for (const TextRating& r : rated) {
        Sum& s = by[{r.version, r.model}];
        ++s.ratings;
        s.stars += r.stars;
        if (!r.comment.empty()) s.comment = r.comment;
    }
    TableSpec t;
    t.id = "text_scores";
    t.title = n.say("scores.table");
    t.subtitle = n.say("scores.table.subtitle");
    const auto column = [&](const char* id, CellKind kind) {
        t.columns.push_back({id, n.phrase("scores.column." + std::string(id)), kind, {}});
    };
    column("author", CellKind::text);
    for (const char* id : {"texts", "total", "grounded", "complete", "concise", "actionable", "language", "stars", "ratings"})
        column(id, CellKind::number);
    column("comment", CellKind::text);
    for (const auto& [who, s] : by) {
        const double count = s.texts;
        std::vector<TableCell> row;
        const auto text = [&](const std::string& words, std::optional<double> value = {}) {
            TableCell cell;
            cell.text = words;
            cell.value = value;
            row.push_back(std::move(cell));
        };
        const auto part = [&](double sum) {
            const std::optional<double> mean = s.texts > 0 ? std::optional(sum / count) : std::nullopt;
            text(mean ? format_percent(*mean, 0, style) : std::string(missing_value), mean);
        };
        text(who.second.empty() ? (who.first == "templates" ? n.phrase("scores.templates") : who.first)
                                : who.first + ", " + who.second);
        text(format_number(count, 0, style), count);
        part(s.score.total());
        part(s.score.grounded);
        part(s.score.complete);
        part(s.score.concise);
        part(s.score.actionable);
        part(s.score.language);
        const std::optional<double> stars =
            s.ratings > 0 ? std::optional(static_cast<double>(s.stars) / s.ratings) : std::nullopt;
        text(stars ? format_number(*stars, 1, style) : std::string(missing_value), stars);
        text(format_number(s.ratings, 0, style), s.ratings);
        text(s.comment.empty() ? std::string(missing_value) : s.comment);
        t.rows.push_back(std::move(row));
    }
    return t;
}

std::optional<ScoreTrend> score_trend(const std::vector<TextRecord>& records) {
    const auto runs = runs_of(records);
    if (runs.size() < 2) return std::nullopt;
    const size_t n = std::min(runs.size() - 1, runs_before);
    double sum = 0;
    for (size_t i = runs.size() - 1 - n; i + 1 < runs.size(); ++i) sum += runs[i].second;
    return ScoreTrend{runs.back().second, sum / static_cast<double>(n)};
}

} // namespace plumbline::report
