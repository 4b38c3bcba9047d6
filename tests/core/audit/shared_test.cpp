// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

#include "tests/core/audit/faults.h"

/// The tables of other makers, where they lie beside the repository; else skipped.
namespace plumbline::testing {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> out(1);
    for (const char c : line)
        if (c == ',')
            out.emplace_back();
        else if (c != '\r')
            out.back() += c;
    return out;
}

std::optional<int64_t> whole(const std::string& text, double factor) {
    if (text.empty() || text.find_first_not_of("0123456789.-") != std::string::npos) return std::nullopt;
    return std::llround(std::stod(text) * factor);
}

} // namespace

TEST(SharedTables, AreJudgedAsTheirMakersSay) {
    const fs::path folder = fs::path(PLUMBLINE_SOURCE_DIR) / "../shared/data/anomaly/audit";
    if (!fs::exists(folder)) GTEST_SKIP() << "no shared data";
    int faults = 0, typed = 0, any = 0, right = 0, wrong = 0, clean = 0, clean_alarms = 0;
    std::map<std::string, std::pair<int, int>> by;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".csv") continue;
        std::ifstream in(entry.path());
        std::string line;
        std::getline(in, line);
        std::vector<Row> rows;
        audit::AuditSpec spec;
        while (std::getline(in, line)) {
            const auto c = split(line);
            const Date day = *parse_iso_date(c[0]);
            std::string channel = c[1];
            while (!channel.empty() && channel.back() == ' ') channel.pop_back(); // as an import does
            Row row{day, {channel, c[2], c[3]}, {}};
            const char* const names[] = {"impressions", "views", "clicks", "spend", "leads", "revenue"};
            for (size_t i = 0; i < 6; ++i) {
                row.measures.push_back(whole(c[4 + i], i == 3 || i == 5 ? 100 : 1));
                if (!row.measures.back() && !c[4 + i].empty()) spec.tokens.push_back({names[i], c[4 + i], c[2], day, 0});
            }
            rows.push_back(std::move(row));
        }
        const World world({{"channel", "dimension", "channel"}, {"campaign", "campaign", ""}, {"region", "dimension", "region"}},
                          {{"impressions", "impressions"},
                           {"views", "measure"},
                           {"clicks", "clicks"},
                           {"spend", "cost", FieldType::decimal, 2},
                           {"leads", "leads"},
                           {"revenue", "revenue", FieldType::decimal, 2}},
                          std::move(rows));
        const auto report = audit_of(world, spec);
        fs::path truth_path = entry.path();
        truth_path.replace_extension(".truth.json");
        const auto truth = nlohmann::json::parse(std::ifstream(truth_path)).at("faults");
        const auto meets = [](const audit::Finding& f, const nlohmann::json& t) {
            const Date from = *parse_iso_date(t.at("start").get<std::string>()),
                       to = *parse_iso_date(t.at("end").get<std::string>());
            return f.segment == t.at("campaign") && f.days && f.days->from - to <= 1 && from - f.days->to <= 1;
        };
        for (const auto& f : report.findings) {
            const bool hit = std::ranges::any_of(truth, [&](const auto& t) { return meets(f, t); });
            (hit ? right : wrong) += 1;
            if (!hit)
                std::printf("%s false: %s %s %s %s %s x%.2f\n", entry.path().stem().c_str(), f.check.c_str(), f.column.c_str(),
                            f.segment.c_str(), f.days ? to_iso(f.days->from).c_str() : "",
                            f.days ? to_iso(f.days->to).c_str() : "", f.factor);
        }
        if (truth.empty()) {
            ++clean;
            clean_alarms += static_cast<int>(report.findings.size());
        }
        for (const auto& t : truth) {
            ++faults;
            const std::string type = t.at("type");
            const bool hit = std::ranges::any_of(report.findings, [&](const auto& f) { return meets(f, t); });
            const bool same = std::ranges::any_of(report.findings, [&](const auto& f) { return f.check == type && meets(f, t); });
            any += hit;
            typed += same;
            by[type].first += same;
            ++by[type].second;
            if (!same) std::printf("%s missed: %s\n", entry.path().stem().c_str(), t.dump().c_str());
        }
    }
    std::printf("shared: %d faults, recall %.3f, typed %.3f, precision %.3f, %d alarms in %d clean tables\n", faults,
                1.0 * any / faults, 1.0 * typed / faults, 1.0 * right / std::max(1, right + wrong), clean_alarms, clean);
    for (const auto& [type, n] : by) std::printf("  %-18s %d of %d\n", type.c_str(), n.first, n.second);
    EXPECT_GE(typed, 0.96 * faults);
    EXPECT_GE(right, 0.90 * (right + wrong));
    EXPECT_LE(clean_alarms, clean);
}

} // namespace plumbline::testing
