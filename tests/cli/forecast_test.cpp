// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>
#include <functional>

#include "core/base/date.h"
#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

class ForecastCommand : public Workbench {
protected:
    /// A file of rows "ds,y…"; the path.
    std::string file(const std::string& text) {
        const auto path = folder() / ("series" + std::to_string(++m_files) + ".csv");
        std::ofstream(path) << text;
        return path.string();
    }
    static std::string day(int t) { return to_iso({from_civil({2024, 1, 1}).days + t}); }
    /// n days by a rule.
    std::string days(int n, const std::function<std::string(int)>& value, const std::string& head = "ds,y") {
        std::string text = head + "\n";
        for (int t = 0; t < n; ++t) text += day(t) + "," + value(t) + "\n";
        return file(text);
    }
    static std::string week(int t) { return std::to_string(100 + 10 * (t % 7 == 5) + (t * 37) % 5); }
    static bool noted(const nlohmann::json& j, const std::string& id) {
        for (const auto& n : j["notes"])
            if (n["id"] == id) return !n["text"].get<std::string>().empty();
        return false;
    }
    Answer forecast(std::vector<std::string> more) const {
        more.insert(more.begin(), "forecast");
        return cli(std::move(more));
    }

private:
    int m_files = 0;
};

TEST_F(ForecastCommand, GivesTheFieldsOfTheDesign) {
    const auto j = done({"forecast", "--series", days(150, week), "--horizon", "7", "--backtest", "--components", "--history"});
    for (const char* field : {"model", "forecast", "history", "components", "backtest", "params", "fit_ms"})
        EXPECT_TRUE(j.contains(field)) << field;
    ASSERT_EQ(j["forecast"].size(), 7u);
    EXPECT_EQ(j["forecast"][0]["ds"], day(150));
    for (const auto& p : j["forecast"]) {
        EXPECT_LE(p["yhat_lower"].get<double>(), p["yhat"].get<double>());
        EXPECT_LE(p["yhat"].get<double>(), p["yhat_upper"].get<double>());
        EXPECT_NEAR(p["yhat"].get<double>(), 105, 10);
    }
    for (const auto& c : j["components"]) {
        double sum = 0;
        for (const auto& [name, value] : c.items())
            if (name != "ds" && name != "yhat") sum += value.get<double>();
        EXPECT_NEAR(sum, c["yhat"].get<double>(), 1e-7);
    }
    ASSERT_GE(j["backtest"].size(), 7u);
    for (const char* field : {"model", "mape", "smape", "mase", "rmse", "coverage", "folds", "fit_ms"})
        EXPECT_TRUE(j["backtest"][0].contains(field)) << field;
    EXPECT_FALSE(j["reason"].get<std::string>().empty());
}

TEST_F(ForecastCommand, TheSameSeedGivesTheSameForecastAndEveryMethodCanBeNamed) {
    const std::string series = days(120, week);
    for (const char* model :
         {"auto", "ensemble", "seasonal_naive", "theta", "ets", "arima", "mstl", "xgboost", "prophet", "prophet_ets"}) {
        const auto a = done({"forecast", "--series", series, "--horizon", "5", "--model", model, "--seed", "7"});
        const auto b = done({"forecast", "--series", series, "--horizon", "5", "--model", model, "--seed", "7"});
        EXPECT_EQ(a["forecast"], b["forecast"]) << model;
    }
}

TEST_F(ForecastCommand, WrongUsageIsExitCodeTwo) {
    const std::string series = days(60, week);
    expect_error(forecast({"--series", series}), 2, {"usage"});
    expect_error(forecast({"--horizon", "7"}), 2, {"usage"});
    expect_error(forecast({"--series", series, "--horizon", "0"}), 2, {"forecast_invalid"});
    expect_error(forecast({"--series", series, "--horizon", "-3"}), 2, {"forecast_invalid"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--interval", "1.5"}), 2, {"forecast_invalid"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--growth", "logistic"}), 2, {"forecast_invalid"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--model", "oracle"}), 2, {"usage"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--holidays", "XX"}), 2, {"usage"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--regressors", "nothing"}), 2, {"forecast_invalid"});
}

TEST_F(ForecastCommand, BadSeriesAreExitCodeThree) {
    expect_error(forecast({"--series", (folder() / "none.csv").string(), "--horizon", "7"}), 3, {"file_not_found"});
    expect_error(forecast({"--series", file("date,value\n2024-01-01,5\n2024-01-02,6\n"), "--horizon", "7"}), 3,
                 {"series_invalid"});
    expect_error(forecast({"--series", file("ds,y\n2024-01-01,five\n2024-01-02,6\n"), "--horizon", "7"}), 3, {"series_invalid"});
    expect_error(forecast({"--series", file("ds,y\nsoon,5\nlater,6\n"), "--horizon", "7"}), 3, {"series_invalid"});
    expect_error(forecast({"--series", days(30, [](int) { return std::string(); }), "--horizon", "7"}), 3, {"too_little_data"});
    const std::string no_future = days(
        60, [](int t) { return week(t) + "," + std::to_string(t % 3); }, "ds,y,spend");
    expect_error(forecast({"--series", no_future, "--horizon", "7", "--regressors", "spend"}), 3, {"regressor_missing"});
    EXPECT_TRUE(noted(done({"forecast", "--series", no_future, "--horizon", "7"}), "regressor_no_future"));
}

TEST_F(ForecastCommand, OddSeriesAreForecastAndWhatWasDoneIsNamed) {
    const auto run = [&](const std::string& path, const char* horizon = "7") {
        return done({"forecast", "--series", path, "--horizon", horizon});
    };
    EXPECT_TRUE(noted(run(file("ds,y\n2024-01-01,5\n2024-01-02,6\n")), "few_values"));
    const auto constant = run(days(40, [](int) { return std::string("5"); }));
    EXPECT_NEAR(constant["forecast"][6]["yhat"].get<double>(), 5, 1e-6);
    EXPECT_TRUE(noted(run(days(90, [](int t) { return t == 40 ? std::string("1e300") : week(t); })), "absurd"));
    EXPECT_TRUE(noted(run(days(90, [](int t) { return t == 40 ? std::string("inf") : week(t); })), "infinite"));
    std::string text = "ds,y\n";
    for (int t = 120; t >= 0; --t) text += day(t) + "," + week(t) + "\n";
    text += day(5) + ",100\n";
    const auto mixed = run(file(text));
    EXPECT_TRUE(noted(mixed, "sorted"));
    EXPECT_TRUE(noted(mixed, "duplicates"));
    EXPECT_EQ(mixed["forecast"][0]["ds"], day(121));
    text = "ds,y\n";
    for (int t = 0; t < 800; ++t)
        if (t < 300 || t > 665) text += day(t) + "," + week(t) + "\n";
    EXPECT_TRUE(noted(run(file(text)), "gap"));
    EXPECT_EQ(run(days(100, week), "3650")["forecast"].size(), 3650u);
    text = "ds,y\n";
    for (int t = 0; t < 60; ++t) text += to_iso({from_civil({2150, 1, 1}).days + t}) + "," + week(t) + "\n";
    EXPECT_TRUE(noted(run(file(text)), "ends_in_future"));
}

TEST_F(ForecastCommand, NegativeValuesUnderACapGetAFloor) {
    const std::string series = days(120, [](int t) { return std::to_string(-5 + t / 12.0); });
    const auto j =
        done({"forecast", "--series", series, "--horizon", "14", "--model", "prophet", "--growth", "logistic", "--cap", "12"});
    EXPECT_TRUE(noted(j, "negative_under_cap"));
    EXPECT_LT(j["forecast"][13]["yhat"].get<double>(), 12.5);
}

TEST_F(ForecastCommand, AMetricOfTheWorkspaceByItsPartsAddsUp) {
    make_base(200);
    const auto j = done({"forecast", "--metric", "clicks", "--horizon", "7", "--by", "channel", "--model", "ets"});
    EXPECT_EQ(j["metric"], "clicks");
    ASSERT_FALSE(j["parts"].empty());
    for (size_t h = 0; h < 7; ++h) {
        double sum = 0;
        for (const auto& p : j["parts"]) sum += p["forecast"][h]["yhat"].get<double>();
        EXPECT_NEAR(sum, j["forecast"][h]["yhat"].get<double>(), 1e-6);
    }
    expect_error(forecast({"--metric", "clocks", "--horizon", "7"}), 2, {"metric_unknown"});
}

TEST_F(ForecastCommand, ASearchIsKeptInTheWorkspaceAndGoesOn) {
    make_base(120);
    const std::vector<std::string> command{"forecast", "--metric", "clicks", "--horizon", "7", "--model", "prophet", "--tune"};
    auto first = command, second = command;
    first.push_back("3");
    second.push_back("6");
    EXPECT_EQ(done(first)["tuning"]["trials"].size(), 3u);
    EXPECT_EQ(done(second)["tuning"]["trials"].size(), 6u);
}

} // namespace
} // namespace plumbline::test
