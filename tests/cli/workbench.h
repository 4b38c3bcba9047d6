// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace plumbline::test {

/// What the command line said.
struct Answer {
    ProcessResult process;
    nlohmann::json json; ///< discarded where standard output was not one JSON object
    std::string code() const {
        return json.is_object() && json.contains("error") ? json["error"].value("code", "") : std::string();
    }
};

/// The real program on a workspace and a home of its own.
class Workbench : public testing::Test {
protected:
    static std::string program() { return std::string(PLUMBLINE_BIN_DIR) + "/plumbline-cli"; }
    std::filesystem::path workspace() const { return m_folder / "ws"; }
    const TempFolder& folder() const { return m_folder; }

    /// command … --json --workspace, as a script would.
    std::vector<std::string> arguments(std::vector<std::string> command) const;
    ProcessOptions options() const;
    Answer cli(std::vector<std::string> command, ProcessOptions options) const;
    Answer cli(std::vector<std::string> command) const { return cli(std::move(command), options()); }
    /// The same, and it must succeed.
    nlohmann::json done(const std::vector<std::string>& command) const;

    /// Makes the workspace with a dataset "base" of `days` days whose clicks are all 3 and whose cost is all 1.25.
    void make_base(int days = 200);
    /// Every file of the workspace except the lock, with its SHA-256.
    std::map<std::string, std::string> fingerprint() const;
    /// Clicks and cost of "base" as the query command gives them.
    std::pair<double, double> base_sums() const;

private:
    TempFolder m_folder;
};

/// Exit code, shape of the error on standard output, sentence on standard error.
void expect_error(const Answer& answer, int exit_code, const std::vector<std::string>& codes);

/// CSV with a header "date,channel,campaign,clicks,cost" and `days` days from 2024-01-01; the numbers are the same in every row.
std::string csv_of_days(int days, int clicks, const std::string& cost);

} // namespace plumbline::test
