// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/metrics/nearest.h"

using namespace plumbline::metrics;

TEST(Nearest, FoldingDropsCaseAccentsAndSeparators) {
    EXPECT_EQ(fold("Coût_par-Commande"), "cout par commande");
    EXPECT_EQ(fold("  ÉLÈVE\u00A0ÇA "), "eleve ca");
    EXPECT_EQ(fold("chiffre d\u2019affaires"), "chiffre d'affaires");
    EXPECT_EQ(fold("Œuvre"), "oeuvre");
    EXPECT_EQ(fold("東京"), "東京");
}

TEST(Nearest, DistanceCountsSwapsOfNeighboursOnce) {
    EXPECT_EQ(edit_distance("revenue", "revenue"), 0u);
    EXPECT_EQ(edit_distance("revneue", "revenue"), 1u); // swap
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);  // the textbook pair
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("ca", "abc"), 3u); // optimal string alignment, not unrestricted Damerau (2)
}

TEST(Nearest, NearestFirstAndPrefixesCountAsNear) {
    EXPECT_EQ(nearest("serch", {"Social", "Search", "Email"}, 1), std::vector<std::string>{"Search"});
    EXPECT_EQ(nearest("search", {"Search Brand Switzerland", "Peach", "Email"}, 1),
              std::vector<std::string>{"Search Brand Switzerland"});
    EXPECT_EQ(nearest("x", {}, 3), std::vector<std::string>{});
    EXPECT_EQ(nearest("a", {"b", "c"}, 9).size(), 2u);
}
