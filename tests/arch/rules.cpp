// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/arch/rules.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>

namespace fs = std::filesystem;

namespace plumbline::arch {

namespace {

constexpr int longest_file = 600; // lines; what still can be read in one sitting

/// Floor of each room: a room may include rooms of lower floors only. Rooms on one floor do not know each other.
const std::map<std::string, int>& core_floors() {
    static const std::map<std::string, int> floors{
        {"base", 0},      {"table", 1},    {"chart", 2},     {"net", 3},       {"store", 4},     {"warehouse", 5},
        {"numerics", 6},  {"metrics", 7},  {"ingest", 8},    {"sample", 9},    {"audit", 10},    {"features", 10},
        {"forecast", 10}, {"segment", 10}, {"predict", 10},  {"response", 10}, {"allocate", 10}, {"rootcause", 10},
        {"pulse", 11},    {"narrate", 11}, {"registry", 11}, {"report", 12},   {"assistant", 13}};
    return floors;
}

/// The only arrows between analysis rooms.
const std::set<std::pair<std::string, std::string>>& core_exceptions() {
    static const std::set<std::pair<std::string, std::string>> pairs{
        {"predict", "features"}, {"response", "features"}, {"allocate", "response"}};
    return pairs;
}

const std::map<std::string, int>& ui_floors() {
    static const std::map<std::string, int> floors{{"charts", 0}, {"models", 1}, {"widgets", 2}, {"jobs", 3}, {"session", 4},
                                                   {"print", 5},  {"pages", 6},  {"chat", 6},    {"shell", 7}};
    return floors;
}

std::vector<std::string> parts_of(const std::string& path) {
    std::vector<std::string> parts;
    for (const auto& part : fs::path(path)) parts.push_back(part.string());
    return parts;
}

struct Source {
    std::string path; // relative, "core/base/date.cpp"
    std::vector<std::string> parts;
    std::vector<std::string> lines;

    bool in(const std::string& prefix) const { return path.rfind(prefix, 0) == 0; }
    std::string part(size_t i) const { return i < parts.size() ? parts[i] : std::string(); }
};

class Checker {
public:
    explicit Checker(fs::path root) : m_root(std::move(root)) {}

    std::vector<Complaint> run() {
        for (const fs::path& file : cpp_files()) check_cpp(read(file));
        for (const fs::path& file : text_files()) check_paths(read(file));
        return std::move(m_complaints);
    }

    std::vector<fs::path> cpp_files() const { return files({"core", "ui", "app", "tests", "bench"}, {".cpp", ".h"}); }

private:
    fs::path m_root;
    std::vector<Complaint> m_complaints;

    std::vector<fs::path> files(const std::set<std::string>& folders, const std::set<std::string>& endings) const {
        std::vector<fs::path> found;
        for (const std::string& folder : folders) {
            if (!fs::is_directory(m_root / folder)) continue;
            for (const auto& entry : fs::recursive_directory_iterator(m_root / folder))
                if (entry.is_regular_file() && endings.contains(entry.path().extension().string())) found.push_back(entry.path());
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    std::vector<fs::path> text_files() const {
        static const std::set<std::string> endings{".cpp", ".h",  ".txt", ".cmake", ".sh",  ".json", ".md",
                                                   ".in",  ".ts", ".xml", ".yaml",  ".yml", ".py",   ".svg"};
        auto found =
            files({"core", "ui", "app", "tests", "bench", "packaging", "docs", "resources", "translations", ".ci"}, endings);
        for (const auto& entry : fs::directory_iterator(m_root))
            if (entry.is_regular_file() && endings.contains(entry.path().extension().string())) found.push_back(entry.path());
        return found;
    }

    Source read(const fs::path& file) const {
        Source source;
        source.path = fs::relative(file, m_root).generic_string();
        source.parts = parts_of(source.path);
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) source.lines.push_back(std::move(line));
        return source;
    }

    void complain(const Source& s, size_t line, std::string rule, std::string why) {
        m_complaints.push_back({s.path, static_cast<int>(line), std::move(rule), std::move(why)});
    }

    void check_cpp(const Source& s) {
        if (s.lines.empty() || s.lines.front() != "// SPDX-License-Identifier: GPL-3.0-or-later")
            complain(s, 1, "spdx", "the first line names no licence");
        if (s.lines.size() > longest_file)
            complain(s, 0, "length", std::to_string(s.lines.size()) + " lines, at most " + std::to_string(longest_file));
        if (s.path.ends_with(".h") && std::find(s.lines.begin(), s.lines.end(), "#pragma once") == s.lines.end())
            complain(s, 0, "pragma_once", "the header can be included twice");
        static const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
        for (size_t i = 0; i < s.lines.size(); ++i) {
            std::smatch m;
            if (std::regex_search(s.lines[i], m, include)) {
                if (m[1] == "<")
                    check_system_include(s, i + 1, m[2]);
                else
                    check_own_include(s, i + 1, m[2]);
            } else {
                check_words(s, i + 1, s.lines[i]);
            }
        }
    }

    void check_own_include(const Source& s, size_t line, const std::string& target) {
        if (target.ends_with(".moc") || target.starts_with("ui_")) return; // generated by Qt
        const auto to = parts_of(target);
        if ((s.in("tests/") || s.in("bench/")) && to.size() == 1 && fs::exists(m_root / fs::path(s.path).parent_path() / target))
            return; // a helper beside the test
        static const std::set<std::string> tops{"core", "ui", "app", "tests", "bench"};
        if (to.size() < 2 || !tops.contains(to[0]) || target.find("..") != std::string::npos)
            return complain(s, line, "include_from_root", "\"" + target + "\" is not written from the root of the repository");
        if (const auto why = wrong_arrow(s, to)) complain(s, line, "arrow", s.path + " -> " + target + ": " + *why);
    }

    /// Why `s` may not include the file of these path parts; nothing where it may.
    static std::optional<std::string> wrong_arrow(const Source& s, const std::vector<std::string>& to) {
        const std::string from = s.part(0);
        if (from == "tests" || from == "bench") return std::nullopt; // they look at everything
        if (to[0] == "tests" || to[0] == "bench") return "the program does not know its tests";
        if (from == "app") return std::nullopt;
        if (to[0] == "app") return "app is on top";
        if (from == "core" && to[0] == "ui") return "core does not know the window";
        if (from == "ui" && to[0] == "core") return std::nullopt;
        const auto& floors = from == "core" ? core_floors() : ui_floors();
        const std::string a = s.part(1), b = to[1];
        if (!floors.contains(a)) return from + "/" + a + " is no room that tests/arch/rules.cpp knows";
        if (!floors.contains(b)) return from + "/" + b + " is no room that tests/arch/rules.cpp knows";
        if (from == "ui" && b == "pages" && to.size() > 3) {
            if (a == "shell") return "the shell knows pages through the Page interface only";
            if (a == "pages" && s.parts.size() > 3 && s.part(2) != to[2]) return "a page does not know another page";
        }
        if (a == b || core_exceptions().contains({a, b})) return std::nullopt;
        if (floors.at(b) >= floors.at(a)) return b + " is not below " + a;
        return std::nullopt;
    }

    void check_system_include(const Source& s, size_t line, const std::string& target) {
        static const std::regex qt("^(Qt?[A-Z].*|Qt.*/.*)$"),
            charts(R"(^(QtCharts.*|QChart.*|Q\w+Series|Q\w+Axis|Q\w*Legend\w*|QBarSet)$)"),
            network(R"(^(curl/.*|QtNetwork.*|QTcp\w+|QUdp\w+|QNetwork\w+|netinet/.*|netdb\.h)$)");
        const bool program = s.in("core/") || s.in("ui/") || s.in("app/");
        if (s.in("core/") && std::regex_match(target, qt)) complain(s, line, "qt_in_core", "<" + target + ">");
        if ((target == "duckdb.h" || target == "duckdb.hpp" || target == "sqlite3.h") && !s.in("core/store/") &&
            !s.in("tests/core/store/") && !s.in("bench/"))
            complain(s, line, "store_headers", "<" + target + "> belongs to core/store");
        if (program && !s.in("ui/charts/") && std::regex_match(target, charts))
            complain(s, line, "charts", "<" + target + "> belongs to ui/charts");
        if (program && !s.in("core/net/") && std::regex_match(target, network))
            complain(s, line, "network", "<" + target + "> belongs to core/net");
    }

    void check_words(const Source& s, size_t line, const std::string& text) {
        // The precompiled header of ui/ holds Qt Charts, so its names are looked for as well as its headers.
        static const std::regex chart_class(
            R"(\bQ(Chart|ChartView|LineSeries|SplineSeries|BarSeries|StackedBarSeries|HorizontalBarSeries|ScatterSeries|AreaSeries|PieSeries|BarSet|ValueAxis|DateTimeAxis|BarCategoryAxis|CategoryAxis)\b)");
        if (s.in("ui/") && !s.in("ui/charts/") && text.find('Q') != std::string::npos && std::regex_search(text, chart_class))
            complain(s, line, "charts", "Qt Charts belongs to ui/charts");
        const bool writes_sql = s.in("core/metrics/") || s.in("core/store/") || s.in("core/warehouse/") || s.in("core/ingest/") ||
                                s.in("tests/") || s.in("bench/");
        static const std::regex sql(
            R"re("[^"]*(SELECT\s[^"]*|CREATE\s+(OR\s+REPLACE\s+)?(TEMP\s+)?(TABLE|VIEW|TYPE|MACRO|INDEX)|INSERT\s+INTO|DELETE\s+FROM|DROP\s+TABLE|UPDATE\s+\w+\s+SET|select\s+(\*|count\(|sum\())[^"]*")re");
        if (!writes_sql && text.find('"') != std::string::npos && std::regex_search(text, sql))
            complain(s, line, "sql", "SQL is written in metrics, store, warehouse and ingest only");
    }

    void check_paths(const Source& s) {
        // In halves, or this file would be caught by its own rule.
        static const std::regex machine_path("(^|[^A-Za-z0-9_.~}-])/(wo"
                                             "rk|ro"
                                             "ot|ho"
                                             "me|Us"
                                             "ers)/[A-Za-z0-9_.]");
        for (size_t i = 0; i < s.lines.size(); ++i)
            if (s.lines[i].find('/') != std::string::npos && std::regex_search(s.lines[i], machine_path))
                complain(s, i + 1, "machine_path", "a path that only one machine has");
    }
};

} // namespace

std::vector<Complaint> check_tree(const fs::path& root) { return Checker(root).run(); }

size_t count_sources(const fs::path& root) { return Checker(root).cpp_files().size(); }

} // namespace plumbline::arch
