// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "tests/core/assistant/room.h"

/// A build without the network: this program is linked with endpoint_none.cpp in the place of endpoint_network.cpp.
using namespace plumbline;
using namespace plumbline::assistant;
using plumbline::testing::desk;
using plumbline::testing::figure;
using plumbline::testing::good_plan;
using plumbline::testing::Room;
using test::FakeEndpoint;

namespace {

TEST(OfflineBuild, NobodyIsAskedAndTheAnswerStands) {
    Room room;
    const FakeEndpoint fake({FakeEndpoint::stream(good_plan)});
    Refiner refiner(desk().assistant, *room.workspace, room.policy, room.models(fake, true, true));
    const Reply offline = desk().ask("Total revenue");
    const auto out = refiner.refine(offline, {});
    EXPECT_FALSE(out.changed);
    EXPECT_EQ(figure(out.reply), figure(offline));
    EXPECT_NE(out.note.find("no language models"), std::string::npos) << out.note;
    EXPECT_THROW(test_connection(room.models(fake, true, true).endpoints.front()), Error);
    EXPECT_EQ(fake.requests(), 0u);
}

} // namespace
