// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <set>

#include "core/base/date.h"
#include "core/base/random.h"
#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

using nlohmann::json;

class AuditCommand : public Workbench {};

TEST_F(AuditCommand, FeaturesOfTheSampleComeDownToAFewAndMediaStayWithoutConsent) {
    done({"sample", "--rows", "20000"});
    const json said = done({"features", "--target", "revenue"});
    EXPECT_EQ(said["engineered"], 25);
    std::set<std::string> media, groups;
    for (const json& f : said["kept"]) {
        if (f["media"])
            media.insert(f["name"]);
        else {
            EXPECT_LE(double(f["vif"]), 5) << f;
        }
    }
    for (const json& f : said["dropped"]) {
        EXPECT_FALSE(f["media"]) << f;
        groups.insert(f["group"]);
    }
    for (const json& f : said["kept"]) groups.insert(f["group"]);
    EXPECT_EQ(media.size(), 6u); // the channels of the sample
    for (const char* kind : {"spend", "lag", "mean", "adstock", "share", "calendar", "holiday", "trend"})
        EXPECT_TRUE(groups.contains(kind)) << kind;
    // What was engineered beside the media comes down to about seven.
    EXPECT_GE(said["kept_engineered"], 5);
    EXPECT_LE(said["kept_engineered"], 9);
    // With consent media go as well, and the command says so before it is given.
    const json consented = done({"features", "--target", "revenue", "--drop-media"});
    std::set<std::string> left, told;
    size_t media_left = 0;
    for (const json& f : consented["kept"]) {
        left.insert(f["name"]);
        media_left += f["media"].get<bool>();
        EXPECT_LE(double(f["vif"]), 5) << f;
    }
    for (const json& name : said["with_consent"]["kept"]) told.insert(name);
    EXPECT_EQ(left, told);
    EXPECT_LT(media_left, media.size());
}

TEST_F(AuditCommand, ImportSaysWhatTheAuditFound) {
    const auto path = folder() / "ads.csv";
    std::ofstream out(path);
    out << "date,campaign,clicks,cost\n";
    Random random(5);
    for (int d = 0; d < 90; ++d)
        for (const char campaign : {'a', 'b', 'c'})
            out << to_iso(*parse_iso_date("2025-01-01") + d) << "," << campaign << "," << random.poisson(120) << ","
                << (d == 40 && campaign == 'b' ? "-" : "") << 40 + random.below(30) << "." << 10 + random.below(90) << "\n";
    out.close();
    const json said = done({"import", path.string()});
    ASSERT_EQ(said["audit"].size(), 1u);
    EXPECT_EQ(said["audit"][0]["findings"], 1);
    const json audit = done({"audit"});
    ASSERT_EQ(audit["findings"].size(), 1u) << audit;
    EXPECT_EQ(audit["findings"][0]["check"], "negative_spend");
    EXPECT_EQ(audit["findings"][0]["segment"], "b");
    EXPECT_EQ(audit["findings"][0]["from"], "2025-02-10");
    EXPECT_EQ(audit["findings"][0]["to"], "2025-02-10");
    EXPECT_TRUE(std::string(audit["findings"][0]["evidence"]).starts_with("1 row of 10 Feb 2025 holds"));
}

} // namespace
} // namespace plumbline::test
