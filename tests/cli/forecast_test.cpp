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

TEST_F(ForecastCommand, ASeasonOfYourOwnIsFoundAlsoOnlyWhereItsColumnIsOne) {
    // A cycle of five days, planted only where the column `open` is 1: plus 20 on its first day there, nothing elsewhere.
    const auto open = [](int t) { return (t / 40) % 2 == 0; };
    const auto value = [&](int t) {
        return std::to_string(100 + (open(t) && t % 5 == 0 ? 20 : 0) + (t * 37) % 3) + "," + (open(t) ? "1" : "0");
    };
    std::string text = "ds,y,open\n";
    for (int t = 0; t < 400; ++t) text += day(t) + "," + value(t) + "\n";
    for (int t = 400; t < 440; ++t) text += day(t) + ",," + (open(t) ? "1" : "0") + "\n";
    const auto j = done({"forecast", "--series", file(text), "--horizon", "40", "--model", "prophet", "--weekly", "off",
                         "--add-seasonality", "cycle=5:2:open", "--components"});
    ASSERT_EQ(j["components"].size(), 40u);
    for (size_t h = 0; h < 40; ++h) {
        const int t = 400 + static_cast<int>(h);
        ASSERT_TRUE(j["components"][h].contains("cycle"));
        EXPECT_FALSE(j["components"][h].contains("open")) << "a condition is no regressor";
        const double part = j["components"][h]["cycle"].get<double>();
        if (!open(t))
            EXPECT_EQ(part, 0.0) << t;
        else
            EXPECT_NEAR(part, t % 5 == 0 ? 16 : -4, 2) << t; // its mean over a cycle is the trend's
    }
    const std::string plain = days(120, week);
    expect_error(forecast({"--series", plain, "--horizon", "7", "--add-seasonality", "cycle=5"}), 2, {"usage"});
    expect_error(forecast({"--series", plain, "--horizon", "7", "--add-seasonality", "cycle=0:2"}), 2, {"forecast_invalid"});
    expect_error(forecast({"--series", plain, "--horizon", "7", "--add-seasonality", "cycle=5:2:nowhere"}), 2, {"usage"});
}

TEST_F(ForecastCommand, ASignHoldsARegressorAndOneThatDoesNotHelpIsLeftOut) {
    // y falls by 2 for each unit of `price`; `noise` has nothing to do with it.
    const auto price = [](int t) { return (t * 29) % 13; };
    const auto row = [&](int t, bool known) {
        return (known ? std::to_string(200 - 2 * price(t) + (t * 37) % 3) : std::string()) + "," + std::to_string(price(t)) +
               "," + std::to_string((t * 17) % 7);
    };
    std::string text = "ds,y,price,noise\n";
    for (int t = 0; t < 200; ++t) text += day(t) + "," + row(t, t < 190) + "\n";
    const std::string series = file(text);
    const auto part = [](const nlohmann::json& j) {
        double most = 0;
        for (const auto& c : j["components"]) most = std::max(most, std::abs(c["price"].get<double>()));
        return most;
    };
    const std::vector<std::string> by_name{"forecast", "--series", series,         "--horizon", "10",
                                           "--model",  "prophet",  "--regressors", "price",     "--components"};
    EXPECT_GT(part(done(by_name)), 5); // 13 units of price differ by up to 12 from their mean of 6
    auto held = by_name;
    held.insert(held.end(), {"--sign", "price=+"});
    EXPECT_NEAR(part(done(held)), 0, 1e-6);
    const auto chosen = done({"forecast", "--series", series, "--horizon", "10", "--components"});
    EXPECT_TRUE(noted(chosen, "regressors_kept"));
    EXPECT_TRUE(noted(chosen, "regressors_dropped"));
    EXPECT_TRUE(chosen["components"][0].contains("price"));
    EXPECT_FALSE(chosen["components"][0].contains("noise"));
    expect_error(forecast({"--series", series, "--horizon", "10", "--sign", "cost=+"}), 2, {"usage"});
    expect_error(forecast({"--series", series, "--horizon", "10", "--sign", "price=up"}), 2, {"usage"});
}

TEST_F(ForecastCommand, EventsOfAFileMoveTheDaysTheySay) {
    // Plus 50 on the 10th of each month and 25 on the day after.
    const auto value = [](int t) {
        const int d = static_cast<int>(to_civil({from_civil({2024, 1, 1}).days + t}).day);
        return std::to_string(100 + (d == 10 ? 50 : d == 11 ? 25 : 0) + (t * 37) % 3);
    };
    std::string events = "name,ds,upper_window\n";
    for (int m = 1; m <= 12; ++m) {
        char text[32];
        std::snprintf(text, sizeof text, "payday,2024-%02d-10,1\n", m);
        events += text;
    }
    const auto j = done({"forecast", "--series", days(281, value), "--horizon", "7", "--model", "prophet", "--events",
                         file(events), "--components", "--analysis"});
    EXPECT_EQ(j["components"][2]["ds"], "2024-10-10"); // 281 days end on 7 October
    EXPECT_NEAR(j["components"][2]["holidays"].get<double>(), 50, 5);
    EXPECT_NEAR(j["components"][3]["holidays"].get<double>(), 25, 5);
    EXPECT_NEAR(j["components"][1]["holidays"].get<double>(), 0, 1e-9);
    bool told = false;
    for (const auto& sentence : j["analysis"]["sentences"])
        told = told || sentence.get<std::string>().find("payday adds about") != std::string::npos;
    EXPECT_TRUE(told);
    expect_error(forecast({"--series", days(60, week), "--horizon", "7", "--events", file("day,what\n2024-01-10,x\n")}), 3,
                 {"series_invalid"});
    expect_error(forecast({"--series", days(60, week), "--horizon", "7", "--events", file("name,ds\nx,soon\n")}), 3,
                 {"series_invalid"});
}

TEST_F(ForecastCommand, ChangePointsAndSeasonsCanBeGiven) {
    // Up by one a day until 29 June, flat from there.
    const auto value = [](int t) { return std::to_string(std::min(t, 180) + (t * 37) % 3); };
    const std::string series = days(300, value);
    const std::string bend = day(180);
    const auto j = done({"forecast", "--series", series, "--horizon", "7", "--model", "prophet", "--changepoints", bend,
                         "--changepoint-prior-scale", "0.5", "--weekly", "2", "--yearly", "off", "--analysis"});
    ASSERT_EQ(j["analysis"]["changes"].size(), 1u);
    EXPECT_EQ(j["analysis"]["changes"][0]["date"], bend);
    expect_error(forecast({"--series", series, "--horizon", "7", "--changepoints", "soon"}), 2, {"usage"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--weekly", "sometimes"}), 2, {"usage"});
    expect_error(forecast({"--series", series, "--horizon", "7", "--changepoint-prior-scale", "-1"}), 2, {"forecast_invalid"});
}

TEST_F(ForecastCommand, RegressorsThatAreInfiniteOrMissingAreNamedOrBridged) {
    const auto rows = [&](const std::function<std::string(int)>& x) {
        std::string text = "ds,y,x\n";
        for (int t = 0; t < 97; ++t) text += day(t) + "," + (t < 90 ? week(t) : std::string()) + "," + x(t) + "\n";
        return file(text);
    };
    EXPECT_TRUE(noted(
        done({"forecast", "--series", rows([](int t) { return t == 30 ? "inf" : std::to_string(t % 5); }), "--horizon", "7"}),
        "regressor_filled"));
    EXPECT_TRUE(
        noted(done({"forecast", "--series", rows([](int t) { return t % 2 ? "" : std::to_string(t % 5); }), "--horizon", "7"}),
              "regressor_no_future"));
    EXPECT_TRUE(
        noted(done({"forecast", "--series", rows([](int t) { return t < 60 ? "" : std::to_string(t % 5); }), "--horizon", "7"}),
              "regressor_holes"));
}

TEST_F(ForecastCommand, CountsNearNothingStayAboveIt) {
    const auto few = [](int t) { return std::to_string((t * 7919 % 11) < 3 ? 1 : 0); };
    for (const char* model : {"auto", "ets", "prophet", "arima"}) {
        const auto j = done({"forecast", "--series", days(200, few), "--horizon", "14", "--model", model, "--non-negative"});
        for (const auto& p : j["forecast"]) {
            EXPECT_GT(p["yhat"].get<double>(), 0) << model; // three days in eleven are not none
            EXPECT_GE(p["yhat_lower"].get<double>(), 0) << model;
            EXPECT_GT(p["yhat_upper"].get<double>(), p["yhat"].get<double>()) << model;
        }
    }
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

TEST_F(ForecastCommand, AForecastThatWasKeptIsHeldAgainstWhatCame) {
    make_base(200);
    const std::string dataset = done({"datasets"})["datasets"][0]["last_date"];
    const int last = parse_iso_date(dataset)->days;
    // What was known ten days earlier, then everything.
    std::vector<std::string> command{"forecast", "--metric", "clicks", "--horizon", "14", "--model", "ets"};
    auto early = command;
    early.insert(early.end(), {"--to", to_iso({last - 10}), "--keep"});
    EXPECT_TRUE(done(early)["kept"].empty());
    const auto j = done(command);
    ASSERT_EQ(j["kept"].size(), 1u);
    const auto& realised = j["kept"][0]["realised"];
    EXPECT_EQ(j["kept"][0]["first"], to_iso({last - 9}));
    EXPECT_EQ(realised["steps"], 10);
    EXPECT_LE(realised["inside"].get<int>(), 10);
    expect_error(forecast({"--series", days(60, week), "--horizon", "7", "--keep"}), 2, {"usage"});
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
