// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// Appending to an attached series is quadratic in Qt Charts 6.4 (10,000 points: half a minute). Only bar sets, which are filled
// before they are attached, may append.
TEST(Charts, NeverAppendPointsToASeries) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(PLUMBLINE_SOURCE_DIR "/ui/charts")) {
        if (entry.path().extension() != ".cpp") continue;
        ++files;
        const std::string text = read(entry.path());
        const std::regex append(R"((\w+)->append\()");
        for (auto it = std::sregex_iterator(text.begin(), text.end(), append); it != std::sregex_iterator(); ++it)
            EXPECT_TRUE((*it)[1] == "set" || (*it)[1] == "bars") << entry.path() << ": " << it->str();
    }
    EXPECT_GT(files, 5);
}

TEST(Charts, AreTheOnlyRoomThatKnowsQtCharts) {
    const std::regex include(R"(#include <Q(Chart|LineSeries|ValueAxis|AreaSeries|BarSet|AbstractSeries)[^>]*>)");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(PLUMBLINE_SOURCE_DIR "/ui")) {
        const auto ext = entry.path().extension();
        if ((ext != ".cpp" && ext != ".h") || entry.path().string().find("/ui/charts/") != std::string::npos) continue;
        EXPECT_FALSE(std::regex_search(read(entry.path()), include)) << entry.path();
    }
}

} // namespace
