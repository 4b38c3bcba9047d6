// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/workbench.h"

#include <algorithm>

#include "core/base/date.h"
#include "core/base/digest.h"

namespace fs = std::filesystem;

namespace plumbline::test {

std::vector<std::string> Workbench::arguments(std::vector<std::string> command) const {
    command.insert(command.begin(), program());
    command.insert(command.end(), {"--json", "--workspace", workspace().string()});
    return command;
}

ProcessOptions Workbench::options() const {
    ProcessOptions options;
    const std::string home = (m_folder / "home").string();
    options.environment = {{"HOME", home},
                           {"XDG_DATA_HOME", home + "/data"},
                           {"XDG_CONFIG_HOME", home + "/config"},
                           {"XDG_CACHE_HOME", home + "/cache"},
                           {"XDG_STATE_HOME", home + "/state"},
                           {"QT_QPA_PLATFORM", "offscreen"}};
    return options;
}

Answer Workbench::cli(std::vector<std::string> command, ProcessOptions options) const {
    Answer answer;
    answer.process = run_process(arguments(std::move(command)), options);
    answer.json = nlohmann::json::parse(answer.process.out, nullptr, false);
    return answer;
}

nlohmann::json Workbench::done(const std::vector<std::string>& command) const {
    const Answer answer = cli(command);
    EXPECT_EQ(answer.process.exit_code, 0) << answer.process.out << answer.process.err;
    EXPECT_TRUE(answer.json.is_object()) << answer.process.out;
    return answer.json;
}

void Workbench::make_base(int days) {
    done({"import", folder().write("base.csv", csv_of_days(days, 3, "1.25")).string(), "--dataset", "base"});
}

std::map<std::string, std::string> Workbench::fingerprint() const {
    std::map<std::string, std::string> files;
    if (!fs::exists(workspace())) return files;
    for (const auto& entry : fs::recursive_directory_iterator(workspace())) {
        const std::string name = fs::relative(entry.path(), workspace()).string();
        if (entry.is_directory())
            files[name + "/"] = "";
        else if (name != "lock")
            files[name] = sha256_file(entry.path());
    }
    return files;
}

std::pair<double, double> Workbench::base_sums() const {
    const auto answer = done({"query", "--dataset", "base", "--metrics", "clicks,cost"});
    if (!answer.contains("rows") || answer["rows"].size() != 1 || answer["rows"][0].size() != 2) {
        ADD_FAILURE() << "not one row of two numbers: " << answer.dump();
        return {-1, -1};
    }
    return {answer["rows"][0][0].get<double>(), answer["rows"][0][1].get<double>()};
}

void expect_error(const Answer& answer, int exit_code, const std::vector<std::string>& codes) {
    EXPECT_EQ(answer.process.signal, 0) << "it crashed";
    EXPECT_FALSE(answer.process.timed_out);
    EXPECT_EQ(answer.process.exit_code, exit_code) << answer.process.err;
    ASSERT_TRUE(answer.json.is_object()) << "standard output is not one JSON object: " << answer.process.out.substr(0, 500);
    ASSERT_EQ(answer.json.size(), 1u) << answer.json.dump();
    ASSERT_TRUE(answer.json.contains("error")) << answer.json.dump().substr(0, 500);
    EXPECT_TRUE(std::find(codes.begin(), codes.end(), answer.code()) != codes.end()) << answer.json.dump();
    const auto& error = answer.json["error"];
    for (const char* field : {"message", "hint"}) {
        ASSERT_TRUE(error.contains(field) && error[field].is_string()) << error.dump();
        EXPECT_GT(error[field].get<std::string>().size(), 10u);
        EXPECT_EQ(error[field].get<std::string>().find('?'), std::string::npos) << "a fact is missing: " << error.dump();
    }
    EXPECT_NE(answer.process.err.find(error["message"].get<std::string>()), std::string::npos)
        << "standard error does not say it: " << answer.process.err;
}

std::string csv_of_days(int days, int clicks, const std::string& cost) {
    std::string text = "date,channel,campaign,clicks,cost\n";
    const char* channels[] = {"Search", "Social", "Email"};
    for (int i = 0; i < days; ++i) {
        const Date day = from_civil({2024, 1, 1}) + i % 730;
        const int n = i / 730;
        text += to_iso(day) + "," + channels[n % 3] + ",c" + std::to_string(n) + "," + std::to_string(clicks) + "," + cost + "\n";
    }
    return text;
}

} // namespace plumbline::test
