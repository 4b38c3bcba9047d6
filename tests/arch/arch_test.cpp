// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/arch/rules.h"

namespace fs = std::filesystem;
using plumbline::arch::check_tree;
using plumbline::arch::Complaint;

namespace {

std::string listing(const std::vector<Complaint>& complaints) {
    std::string out;
    for (const auto& c : complaints) out += c.file + ":" + std::to_string(c.line) + ": [" + c.rule + "] " + c.why + "\n";
    return out;
}

/// A small tree in a temporary folder, removed at the end.
class Tree {
public:
    Tree() : m_root(fs::temp_directory_path() / ("plumbline-arch-" + std::to_string(getpid()))) {
        fs::remove_all(m_root);
        fs::create_directories(m_root);
    }
    ~Tree() { fs::remove_all(m_root); }

    /// A source with the licence line, and #pragma once where it is a header.
    void source(const std::string& path, const std::string& body) {
        raw(path, std::string("// SPDX-License-Identifier: GPL-3.0-or-later\n") + (path.ends_with(".h") ? "#pragma once\n" : "") +
                      body);
    }
    void raw(const std::string& path, const std::string& text) {
        fs::create_directories((m_root / path).parent_path());
        std::ofstream(m_root / path) << text;
    }
    std::vector<Complaint> check() const { return check_tree(m_root); }

private:
    fs::path m_root;
};

struct Case {
    const char* name;
    const char* path;
    const char* body;
    const char* rule; // empty: nothing may be said
};

class Rule : public testing::TestWithParam<Case> {};

TEST_P(Rule, IsSaidOnceOrNotAtAll) {
    Tree tree;
    tree.source(GetParam().path, GetParam().body);
    const auto found = tree.check();
    if (std::string(GetParam().rule).empty()) {
        EXPECT_TRUE(found.empty()) << listing(found);
    } else {
        ASSERT_EQ(found.size(), 1u) << listing(found);
        EXPECT_EQ(found.front().rule, GetParam().rule);
        EXPECT_EQ(found.front().file, GetParam().path);
    }
}

const Case cases[] = {
    {"LowerRoom", "core/store/a.cpp", "#include \"core/table/table.h\"\n", ""},
    {"OwnRoom", "core/store/a.cpp", "#include \"core/store/b.h\"\n", ""},
    {"HigherRoom", "core/base/a.cpp", "#include \"core/table/table.h\"\n", "arrow"},
    {"MetricsBelowIngest", "core/ingest/a.cpp", "#include \"core/metrics/metrics.h\"\n", ""},
    {"IngestAboveMetrics", "core/metrics/a.cpp", "#include \"core/ingest/reading.h\"\n", "arrow"},
    {"AnalysisRoomsApart", "core/forecast/a.cpp", "#include \"core/audit/b.h\"\n", "arrow"},
    {"AllocateUsesResponse", "core/allocate/a.cpp", "#include \"core/response/b.h\"\n", ""},
    {"ResponseNotAllocate", "core/response/a.cpp", "#include \"core/allocate/b.h\"\n", "arrow"},
    {"UnknownRoom", "core/odds/a.cpp", "#include \"core/base/error.h\"\n", "arrow"},
    {"CoreNotUi", "core/report/a.cpp", "#include \"ui/charts/view.h\"\n", "arrow"},
    {"UiOnCore", "ui/charts/a.cpp", "#include \"core/report/document.h\"\n", ""},
    {"UiNotApp", "ui/shell/a.cpp", "#include \"app/gui/options.h\"\n", "arrow"},
    {"UiUpwards", "ui/widgets/a.cpp", "#include \"ui/session/session.h\"\n", "arrow"},
    {"ProgramNotTests", "core/base/a.cpp", "#include \"tests/support/process.h\"\n", "arrow"},
    {"TestsSeeAll", "tests/core/base/a.cpp", "#include \"ui/shell/main_window.h\"\n", ""},
    {"PageInterface", "ui/pages/data/a.cpp", "#include \"ui/pages/page.h\"\n", ""},
    {"OwnPage", "ui/pages/data/a.cpp", "#include \"ui/pages/data/presenter.h\"\n", ""},
    {"OtherPage", "ui/pages/data/a.cpp", "#include \"ui/pages/dashboard/presenter.h\"\n", "arrow"},
    {"ShellOnPage", "ui/shell/a.cpp", "#include \"ui/pages/data/page.h\"\n", "arrow"},
    {"ShellOnInterface", "ui/shell/a.cpp", "#include \"ui/pages/page.h\"\n", ""},
    {"RelativeInclude", "core/base/a.cpp", "#include \"date.h\"\n", "include_from_root"},
    {"DotDot", "core/base/a.cpp", "#include \"core/base/../base/date.h\"\n", "include_from_root"},
    {"QtInCore", "core/base/a.cpp", "#include <QString>\n", "qt_in_core"},
    {"QtModuleInCore", "core/base/a.cpp", "#  include <QtCore/QString>\n", "qt_in_core"},
    {"DuckdbInStore", "core/store/a.cpp", "#include <duckdb.h>\n", ""},
    {"DuckdbElsewhere", "core/ingest/a.cpp", "#include <duckdb.h>\n", "store_headers"},
    {"SqliteInUi", "ui/models/a.cpp", "#include <sqlite3.h>\n", "store_headers"},
    {"ChartsAtHome", "ui/charts/a.cpp", "#include <QtCharts>\nQChartView* v;\n", ""},
    {"ChartsElsewhere", "ui/pages/data/a.cpp", "#include <QtCharts/QChartView>\n", "charts"},
    {"ChartsByPrecompiledHeader", "ui/widgets/a.cpp", "void f(QChartView* v);\n", "charts"},
    {"CurlAtHome", "core/net/a.cpp", "#include <curl/curl.h>\n", ""},
    {"CurlElsewhere", "core/ingest/a.cpp", "#include <curl/curl.h>\n", "network"},
    {"SqlInMetrics", "core/metrics/a.cpp", "auto q = \"SELECT sum(cost) FROM facts\";\n", ""},
    {"SqlInUi", "ui/models/a.cpp", "auto q = \"SELECT sum(cost) FROM facts\";\n", "sql"},
    {"SqlInReport", "core/report/a.cpp", "auto q = \"CREATE TABLE t (a INTEGER)\";\n", "sql"},
    {"PlainEnglish", "ui/models/a.cpp", "auto q = tr(\"Select a file from the list\");\n", ""},
    {"MachinePath", "core/base/a.cpp",
     "// see /ho"
     "me/somebody/notes\n",
     "machine_path"},
    {"NotAMachinePath", "core/base/a.cpp", "// $HOME/home/x and https://example.org/home/x\n", ""},
};
INSTANTIATE_TEST_SUITE_P(Arch, Rule, testing::ValuesIn(cases), [](const auto& p) { return std::string(p.param.name); });

TEST(Arch, MissingLicenceIsSaid) {
    Tree tree;
    tree.raw("core/base/a.cpp", "int a;\n");
    const auto found = tree.check();
    ASSERT_EQ(found.size(), 1u) << listing(found);
    EXPECT_EQ(found.front().rule, "spdx");
}

TEST(Arch, ATestMayNameTheHelperBesideIt) {
    Tree tree;
    tree.source("tests/core/metrics/world.h", "");
    tree.source("tests/core/metrics/a.cpp", "#include \"world.h\"\n");
    EXPECT_TRUE(tree.check().empty());
    tree.source("tests/core/store/a.cpp", "#include \"world.h\"\n");
    EXPECT_EQ(tree.check().size(), 1u);
}

TEST(Arch, LongFileIsSaid) {
    Tree tree;
    std::string body;
    for (int i = 0; i < 599; ++i) body += "//\n";
    tree.source("ui/shell/main_window.cpp", body); // 600 lines with the licence
    EXPECT_TRUE(tree.check().empty());
    tree.source("ui/shell/main_window.cpp", body + "//\n");
    const auto found = tree.check();
    ASSERT_EQ(found.size(), 1u) << listing(found);
    EXPECT_EQ(found.front().rule, "length");
}

TEST(Arch, HeaderWithoutGuardIsSaid) {
    Tree tree;
    tree.raw("core/base/a.h", "// SPDX-License-Identifier: GPL-3.0-or-later\nint a();\n");
    const auto found = tree.check();
    ASSERT_EQ(found.size(), 1u) << listing(found);
    EXPECT_EQ(found.front().rule, "pragma_once");
}

TEST(Arch, ThisHouseKeepsItsRules) {
    ASSERT_GT(plumbline::arch::count_sources(PLUMBLINE_SOURCE_DIR), 30u) << "the sources were not found";
    const auto found = check_tree(PLUMBLINE_SOURCE_DIR);
    EXPECT_TRUE(found.empty()) << listing(found);
}

} // namespace
