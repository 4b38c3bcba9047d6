// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/registry.h"

#include <gtest/gtest.h>

#include "core/base/base64.h"
#include "core/base/error.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::registry;
using plumbline::test::TempFolder;

namespace {

class Registry : public testing::Test {
protected:
    TempFolder folder;
    std::unique_ptr<store::Workspace> workspace = store::Workspace::create(folder / "w", "w");

    Model add(double score, const std::string& data = "d1", const std::string& name = "predict/revenue") {
        return save(*workspace,
                    {.name = name, .spec = "{}", .metrics = "{}", .score_name = "mae", .score = score, .fingerprint = data});
    }
    std::string champion(const std::string& name = "predict/revenue") { return std::to_string(find(*workspace, name).version); }
};

TEST_F(Registry, TheFirstVersionAnswers) {
    const Model m = add(10);
    EXPECT_EQ(m.version, 1);
    EXPECT_EQ(m.state, State::champion);
    EXPECT_FALSE(m.created.empty());
}

TEST_F(Registry, AChallengerTakesOverOnlyWhereItIsBetter) {
    add(10);
    EXPECT_EQ(add(11).state, State::challenger);
    EXPECT_EQ(champion(), "1");
    EXPECT_EQ(add(9).state, State::champion);
    EXPECT_EQ(champion(), "3");
    int champions = 0;
    for (const Model& m : models(*workspace)) champions += m.state == State::champion;
    EXPECT_EQ(champions, 1);
}

TEST_F(Registry, NewDataBringANewChampion) {
    add(10);
    EXPECT_EQ(add(12, "d2").state, State::champion);
}

TEST_F(Registry, NamesDoNotKnowEachOther) {
    add(10);
    EXPECT_EQ(add(20, "d1", "predict/leads").version, 1);
    EXPECT_EQ(champion("predict/leads"), "1");
}

TEST_F(Registry, PromoteAndRollbackGoThereAndBack) {
    add(10);
    add(11);
    EXPECT_EQ(promote(*workspace, "predict/revenue@2").version, 2);
    EXPECT_EQ(champion(), "2");
    EXPECT_EQ(rollback(*workspace, "predict/revenue").version, 1);
    EXPECT_EQ(champion(), "1");
    EXPECT_EQ(find(*workspace, "predict/revenue@2").state, State::retired);
    EXPECT_THROW(rollback(*workspace, "predict/revenue"), Error) << "what was rolled back does not come back by itself";
}

TEST_F(Registry, UnknownModelsAreNamedWithTheKnown) {
    add(10);
    try {
        find(*workspace, "nothing");
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::record_not_found);
        EXPECT_EQ(e.facts().at("known"), "predict/revenue@1");
    }
}

TEST(Base64, OfRfc4648) { // section 10
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

} // namespace
