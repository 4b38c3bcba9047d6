// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/whole/worlds.h"

#include <fstream>
#include <functional>

#include <QCoreApplication>
#include <QDir>

#include "core/base/date.h"
#include "core/ingest/import.h"
#include "ui/charts/theme.h"
#include "ui/session/places.h"

namespace plumbline::test {

namespace {

constexpr const char* head = "Date,Channel,Region,Campaign,Impressions,Clicks,Orders,Cost,Revenue\n";
const char* const channels[] = {"Search", "Social", "Display", "Email"};
const char* const regions[] = {"North", "South"};

struct Row {
    Date day;
    int campaign = 0;
    int clicks = 0;
};

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string campaignName(int i) { return "Campaign " + std::to_string(i); }

/// Days times campaigns, each with a plain pattern of clicks; what is strange is done by `amounts` (cost and revenue) and `name`.
std::string rows(
    Date from, int days, int campaigns, const std::function<std::string(int)>& name = campaignName,
    const std::function<std::pair<double, double>(int, int)>& amounts = [](int day, int campaign) {
        const double cost = 20 + (day * 7 + campaign * 13) % 30;
        return std::pair{cost, cost * (1.5 + (campaign % 5) * 0.6) + (day % 7) * 3};
    }) {
    std::string out = head;
    for (int d = 0; d < days; ++d)
        for (int c = 0; c < campaigns; ++c) {
            const auto [cost, revenue] = amounts(d, c);
            const int clicks = 40 + (d * 5 + c * 11) % 60;
            out += to_iso(from + d) + "," + channels[c % 4] + "," + regions[c % 2] + "," + quoted(name(c)) + "," +
                   std::to_string(clicks * 30) + "," + std::to_string(clicks) + "," + std::to_string(clicks / 12) + "," +
                   std::to_string(cost) + "," + std::to_string(revenue) + "\n";
        }
    return out;
}

const Date start = from_civil({2026, 1, 1});

std::vector<World> make() {
    std::vector<World> all;
    all.push_back({"no_data", ""});
    all.push_back({"header_only", head});
    all.push_back({"one_row", rows(start, 1, 1)});
    all.push_back({"one_day", rows(start, 1, 8)});
    all.push_back({"many_campaigns", rows(start, 8, 5000)});
    {
        const std::vector<std::string> names{std::string(300, 'W'), "Ein " + std::string(290, 'x') + " Name", []() {
                                                 std::string s;
                                                 while (s.size() < 295) s += "winter jackets ";
                                                 return s + "end";
                                             }()};
        all.push_back({"long_names", rows(start, 120, 3, [names](int c) { return names[static_cast<size_t>(c)]; }), names});
    }
    {
        const std::vector<std::string> names{"מבצע חורף", "حملة الشتاء", "Winter مبيعات 2026", "\u202Eevil\u202C name"};
        all.push_back({"right_to_left", rows(start, 120, 4, [names](int c) { return names[static_cast<size_t>(c)]; }), names});
    }
    {
        const std::vector<std::string> names{
            "<b>Sale</b>",   "<img src=x onerror=alert(1)>",     "=cmd|' /C calc'!A0", "@SUM(1+1)", "+49 winter", "-discount",
            "a & b &amp; c", "100% <script>1</script> %1 %n {x}"};
        all.push_back(
            {"markup_and_formulas", rows(start, 120, 8, [names](int c) { return names[static_cast<size_t>(c)]; }), names});
    }
    all.push_back({"all_zeros", rows(start, 60, 4, campaignName, [](int, int) { return std::pair{0.0, 0.0}; })});
    all.push_back({"negative_revenue", rows(start, 90, 4, campaignName, [](int day, int campaign) {
                       return std::pair{30.0 + campaign, -50.0 - day % 9};
                   })});
    {
        std::string csv = "Date,Campaign,Clicks\n";
        for (int d = 0; d < 90; ++d)
            for (int c = 0; c < 3; ++c)
                csv += to_iso(start + d) + "," + campaignName(c) + "," + std::to_string(10 + (d + c * 3) % 17) + "\n";
        all.push_back({"only_clicks", csv});
    }
    {
        std::string csv = "Date,Note\n";
        for (int d = 0; d < 30; ++d) csv += to_iso(start + d) + ",nothing to measure\n";
        all.push_back({"no_measures", csv});
    }
    {
        std::string csv = "Date,Channel,Campaign,Clicks,Cost,Revenue\n";
        for (int d = 0; d < 60; ++d)
            for (int c = 0; c < 4; ++c)
                csv += to_iso(start + d) + "," + channels[c] + "," + campaignName(c) + ",50," + (c % 2 ? "EUR " : "CHF ") +
                       "20.50," + (c % 2 ? "EUR " : "CHF ") + "80.00\n";
        all.push_back({"two_currencies", csv});
    }
    all.push_back({"days_to_come", rows(from_civil({2031, 1, 1}), 120, 4)});
    all.push_back({"a_far_day", rows(start, 60, 3) + "2199-12-31,Search,North,Campaign 0,10,5,1,2.5,3.5\n"});
    // 2026 has 53 ISO weeks: it begins on a Thursday.
    all.push_back({"year_of_53_weeks", rows(from_civil({2025, 12, 1}), 420, 4)});
    return all;
}

} // namespace

std::vector<World> worlds() {
    static const std::vector<World> all = make();
    return all;
}

const World& world(const std::string& name) {
    static const std::vector<World> all = make();
    return *std::find_if(all.begin(), all.end(), [&](const World& w) { return w.name == name; });
}

QString makeWorld(const World& world, const QString& folder) {
    ingest::set_reader_path(ui::toPath(QCoreApplication::applicationDirPath()) / "plumbline-reader");
    auto workspace = store::Workspace::create(ui::toPath(folder), "Strange & <b>small</b>");
    if (world.csv.empty()) return {};
    const std::filesystem::path file = ui::toPath(folder + QStringLiteral(".csv"));
    std::ofstream(file, std::ios::binary) << world.csv;
    ingest::ImportRequest request;
    request.file = file;
    request.dataset = "facts";
    NoProgress quiet;
    try {
        ingest::import_file(*workspace, request, quiet);
    } catch (const Error& error) {
        const ErrorText text = error.text();
        return ui::qs(text.what_happened + " " + text.what_it_means + " " + text.what_to_do);
    }
    return {};
}

} // namespace plumbline::test
