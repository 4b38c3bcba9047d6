// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/metrics/metrics.h"

namespace plumbline::assistant {

/// Values of one column that a word or phrase of a question can mean.
struct ValueHit {
    std::string field;
    std::vector<std::string> values; ///< exact spelling
    bool whole = false;              ///< the phrase is a whole value, not a word of several
};

/// What a dataset can be asked about: metrics with the measures they need, columns by their names and kinds, and the values of
/// every column of few values. Built once for each state of the data; immutable.
class Vocabulary {
public:
    static std::shared_ptr<const Vocabulary> build(const metrics::Context& context);

    const DatasetInfo& dataset() const { return m_dataset; }
    /// Values by what is written without spaces ("facebooktier2"); aliases included.
    const std::vector<ValueHit>* values(const std::string& key) const;
    /// Columns by their name without spaces: fields.
    const std::vector<std::string>* columns(const std::string& key) const;
    /// Metric ids and measure fields by what is written without spaces.
    const std::string* metric(const std::string& key) const;
    /// Column of a kind of dimension ("campaign", "country"); empty where the data have none.
    std::string dimension_of_kind(const std::string& kind) const;
    /// Column of numbers of a kind of thing ("ad": ad_id): things that can be counted, though not listed; empty where there is
    /// none.
    std::string identifier_of(const std::string& kind) const;
    /// What a row stands for by the name of its number ("guest" of guest_id); empty where it has none.
    const std::string& row_noun() const { return m_row_noun; }
    /// All values of a column; empty where it has too many.
    const std::vector<std::string>& values_of(const std::string& field) const;
    /// Single words of values, columns and metrics, for typing errors.
    const std::set<std::string>& words() const { return m_words; }
    size_t longest_key() const { return m_longest; } ///< in words
    /// Whether a metric (catalogue id, field, "ratio:…") can be computed; `missing` names the measure that the data lack.
    bool available(const std::string& metric, std::string* missing = nullptr) const;
    /// Each row stands for one thing (a customer, an ad) and not for a day of a campaign.
    bool rows_are_things() const { return m_rows_are_things; }
    /// The dimension that "which one" means where nobody says: campaign, else channel, else the first.
    std::string default_dimension() const;

private:
    DatasetInfo m_dataset;
    std::map<std::string, std::vector<ValueHit>> m_values;
    std::map<std::string, std::vector<std::string>> m_columns;
    std::map<std::string, std::string> m_metrics;
    std::map<std::string, std::vector<std::string>> m_values_of;
    std::set<std::string> m_words;
    size_t m_longest = 6;
    bool m_rows_are_things = false;
    std::string m_row_noun;
    void add_values(const metrics::Context& context);
    void add_columns();
    void add_metrics();
    void add_aliases();
};

} // namespace plumbline::assistant
