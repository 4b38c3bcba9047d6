// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/metrics/hierarchy.h"

using namespace plumbline;
using namespace plumbline::metrics;
using Path = std::vector<std::string>;

namespace {

DatasetInfo shop() {
    DatasetInfo d;
    d.columns = {{.name = "Kanal", .field = "kanal", .role = "dimension", .kind = "channel"},
                 {.name = "Kampagne", .field = "kampagne", .role = "campaign"},
                 {.name = "Land", .field = "land", .role = "dimension", .kind = "country"},
                 {.name = "Stadt", .field = "stadt", .role = "dimension", .kind = "city"},
                 {.name = "Gerät", .field = "geraet", .role = "dimension", .kind = "device"}};
    return d;
}

} // namespace

TEST(Hierarchy, PathKeepsTheLevelsThatTheDatasetHas) {
    EXPECT_EQ(drill_path(shop(), "kanal"), (Path{"channel", "campaign"})); // no sub-channel
    EXPECT_EQ(drill_path(shop(), "campaign"), (Path{"channel", "campaign"}));
    EXPECT_EQ(drill_path(shop(), "Stadt"), (Path{"country", "city"}));
}

TEST(Hierarchy, DimensionOutsideIsItsOwnPath) {
    EXPECT_EQ(drill_path(shop(), "device"), Path{"geraet"});
    EXPECT_EQ(drill_path(shop(), "planet"), Path{});
}

TEST(Hierarchy, DownGoesOneLevelAndEnds) {
    EXPECT_EQ(drill_down(shop(), "Kanal"), "campaign");
    EXPECT_EQ(drill_down(shop(), "campaign"), "");
    EXPECT_EQ(drill_down(shop(), "country"), "city");
    EXPECT_EQ(drill_down(shop(), "device"), "");
}
