// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include <QString>
#include <QStringList>

namespace plumbline::test {

/// A workspace that a program must bear: what is strange about it and the file that it is made of.
struct World {
    std::string name;
    std::string csv;                  ///< empty: nothing is imported
    std::vector<std::string> names{}; ///< names from the file that must be shown as they are
};

/// The list of bad inputs of a window: no data, one row, one day, thousands of campaigns, names of every kind, zeros, negative
/// amounts, missing measures, two currencies, days to come, a year of 53 weeks.
std::vector<World> worlds();
const World& world(const std::string& name);

/// Imports the file of a world into a new workspace; what the import said where it refused, else empty.
QString makeWorld(const World& world, const QString& folder);

} // namespace plumbline::test
