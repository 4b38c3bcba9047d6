// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/metrics/catalogue.h"
#include "core/metrics/nearest.h"

using namespace plumbline;
using namespace plumbline::metrics;

namespace {

nlohmann::json entry() {
    return nlohmann::json::parse(
        R"({"id": "x", "unit": "count", "good": 1, "missing": "zero", "numerator": ["clicks"], "denominator": [],
        "factor": 1, "en": {"name": "X", "short": "Xs", "formula": "f", "explanation": "e"},
        "fr": {"name": "X", "short": "Xs", "formula": "f", "explanation": "e"}, "synonyms": {"en": ["ex"], "fr": []}})");
}

bool refused(const std::vector<nlohmann::json>& entries) {
    try {
        parse_catalogue(nlohmann::json{{"metrics", entries}}.dump());
        return false;
    } catch (const Error& e) {
        return e.code() == ErrorCode::internal;
    }
}

std::string options_for(const char* word) {
    try {
        find_metric(word);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::metric_unknown) return e.facts().at("options");
    }
    return {};
}

} // namespace

TEST(Catalogue, HasTheMetricsOfTheTrade) {
    for (const char* id : {"impressions",
                           "clicks",
                           "visits",
                           "leads",
                           "orders",
                           "new_customers",
                           "cost",
                           "revenue",
                           "ctr",
                           "cvr",
                           "lead_rate",
                           "cpc",
                           "cpm",
                           "cpl",
                           "cpa",
                           "cac",
                           "aov",
                           "roas",
                           "roi",
                           "profit",
                           "spend_share",
                           "revenue_share",
                           "revenue_per_click",
                           "new_customer_share"})
        EXPECT_EQ(find_metric(id).id, id);
}

TEST(Catalogue, EveryMetricIsCompleteInEveryLanguage) {
    ASSERT_GE(catalogue().size(), 24u);
    for (const Metric& m : catalogue()) {
        SCOPED_TRACE(m.id);
        for (const char* language : {"en", "fr"}) {
            EXPECT_FALSE(m.names.at(language).empty());
            EXPECT_LE(m.short_names.at(language).size(), 13u) << "fits the head of a table column";
            EXPECT_TRUE(m.explanations.at(language).ends_with("."));
            EXPECT_FALSE(m.formula_texts.at(language).empty());
            for (const std::string& s : m.synonyms.at(language)) EXPECT_EQ(find_metric(s).id, m.id) << s;
            EXPECT_EQ(find_metric(m.names.at(language)).id, m.id);
            EXPECT_EQ(find_metric(m.short_names.at(language)).id, m.id);
        }
        EXPECT_EQ(m.missing == "zero", m.denominator.empty() && m.numerator.size() == 1)
            << "an empty cell adds nothing to a plain sum";
        EXPECT_TRUE((m.unit != "percent" && m.unit != "ratio") || !m.denominator.empty());
        const bool price = m.id == "cpc" || m.id == "cpm" || m.id == "cpl" || m.id == "cpa" || m.id == "cac";
        EXPECT_EQ(m.good == -1, price) << "only prices are better when they fall";
    }
}

TEST(Catalogue, NamesAreFoundWhateverTheirSpelling) {
    EXPECT_EQ(find_metric("Cost per order").id, "cpa");
    EXPECT_EQ(find_metric("COST-PER-ORDER").id, "cpa");
    EXPECT_EQ(find_metric("coût par commande").id, "cpa");
    EXPECT_EQ(find_metric("cout par commande").id, "cpa");
    EXPECT_EQ(find_metric("CAC").id, "cac");
    EXPECT_EQ(find_metric("CA").id, "revenue");
    EXPECT_EQ(find_metric("chiffre d\u2019affaires").id, "revenue");
    EXPECT_EQ(find_metric("ad spend").id, "cost");
    EXPECT_EQ(metric_name(find_metric("aov"), Language::fr), "Panier moyen");
}

TEST(Catalogue, UnknownNamesComeWithTheNearestOnes) {
    EXPECT_TRUE(options_for("revenu e").starts_with("revenue"));
    EXPECT_TRUE(options_for("raos").starts_with("roas"));
    EXPECT_NE(options_for("zzzzzzzz"), "");
}

TEST(Catalogue, AvailabilityFollowsTheMeasures) {
    DatasetInfo d;
    d.columns = {{.name = "Spend", .field = "spend", .type = FieldType::decimal, .scale = 2, .role = "cost"},
                 {.name = "Clicks", .field = "clicks", .type = FieldType::integer, .role = "clicks"}};
    EXPECT_TRUE(available(find_metric("cpc"), d));
    EXPECT_TRUE(available(find_metric("spend_share"), d));
    EXPECT_FALSE(available(find_metric("roas"), d));
    EXPECT_FALSE(available(find_metric("ctr"), d));
}

TEST(Catalogue, FaultsAreRefused) {
    EXPECT_FALSE(refused({entry()}));
    EXPECT_TRUE(refused({entry(), entry()})); // the same id twice
    const auto with = [](const char* key, nlohmann::json value) {
        nlohmann::json e = entry();
        e[key] = std::move(value);
        return std::vector<nlohmann::json>{e};
    };
    EXPECT_TRUE(refused(with("unit", "euros")));
    EXPECT_TRUE(refused(with("good", 2)));
    EXPECT_TRUE(refused(with("missing", "one")));
    EXPECT_TRUE(refused(with("numerator", nlohmann::json::array())));
    EXPECT_TRUE(refused(with("numerator", {"shoes"})));
    EXPECT_TRUE(refused(with("numerator", {"measure"})));
    EXPECT_TRUE(refused(with("denominator", {"total:cost"}))); // not its own numerator
    EXPECT_FALSE(refused(with("denominator", {"total:clicks"})));
    EXPECT_TRUE(refused(with("factor", 0)));
    EXPECT_TRUE(refused(with("fr", {{"name", "X"}, {"short", ""}, {"formula", "f"}, {"explanation", "e"}})));
    nlohmann::json other = entry();
    other["id"] = "y";
    other["en"]["name"] = other["fr"]["name"] = "Y";
    other["en"]["short"] = other["fr"]["short"] = "Ys";
    EXPECT_TRUE(refused({entry(), other})); // "ex" means two metrics
    other["synonyms"]["en"] = {"why"};
    EXPECT_FALSE(refused({entry(), other}));
}
