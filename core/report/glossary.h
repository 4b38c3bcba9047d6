// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/base/format.h"
#include "core/store/dataset.h"

namespace plumbline::report {

/// What a metric is, in words.
struct GlossaryEntry {
    std::string id, name;
    std::string short_name;  ///< as on a card
    std::string formula;     ///< "revenue / cost"
    std::string unit;        ///< "an amount of money"
    std::string good;        ///< "Higher is better"
    std::string explanation; ///< one or two sentences
    std::string example;     ///< worked out with round numbers: "Example: 4,500 / 1,000 = 4.50."
    std::string synonyms;    ///< "spend, ad cost"
    bool available = true;   ///< the dataset has what it needs
};

/// Every metric of the catalogue, in its order, then the columns of the dataset that are summed as they are. dataset may be null:
/// every metric then counts as available.
std::vector<GlossaryEntry> glossary(const DatasetInfo* dataset, Language language);

} // namespace plumbline::report
