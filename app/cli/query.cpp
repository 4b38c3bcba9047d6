// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "core/metrics/metrics.h"
#include "core/table/table_json.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

std::vector<metrics::Filter> parse_filters(const std::vector<std::string>& where) {
    std::vector<metrics::Filter> filters;
    for (const std::string& text : where) {
        const size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) throw Error(ErrorCode::filter_invalid, {{"value", text}});
        const bool exclude = text[equals - 1] == '!';
        const std::string dimension = text.substr(0, equals - (exclude ? 1 : 0)), value = text.substr(equals + 1);
        if (dimension.empty()) throw Error(ErrorCode::filter_invalid, {{"value", text}});
        // The same dimension twice means either value.
        const auto at =
            std::ranges::find_if(filters, [&](const auto& f) { return f.dimension == dimension && f.exclude == exclude; });
        if (at != filters.end())
            at->values.push_back(value);
        else
            filters.push_back({dimension, {value}, exclude});
    }
    return filters;
}

metrics::Comparison parse_comparison(const std::string& text) {
    return text == "previous" ? metrics::Comparison::previous
           : text == "year"   ? metrics::Comparison::year
                              : metrics::Comparison::none;
}

std::optional<DateRange> parse_period(const std::string& from, const std::string& to, const DatasetInfo& dataset) {
    if (from.empty() && to.empty()) return std::nullopt;
    if (!dataset.dates) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    const DateRange range{from.empty() ? dataset.dates->from : parse_day(from), to.empty() ? dataset.dates->to : parse_day(to)};
    if (range.to < range.from)
        throw Error(ErrorCode::period_invalid,
                    {{"value", to_iso(range.from) + " to " + to_iso(range.to)}, {"detail", "it ends before it begins"}});
    return range;
}

bool outside(const DateRange& period, const DatasetInfo& dataset) {
    return dataset.dates && (period.to < dataset.dates->from || dataset.dates->to < period.from);
}

namespace {

struct Options {
    std::string dataset, grain, from, to, compare, order;
    std::vector<std::string> metrics, by, where;
    int64_t limit = 0;
    bool other = false;
};

void run(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    metrics::Query query;
    query.metrics = o.metrics;
    query.by = o.by;
    if (!o.grain.empty()) query.grain = parse_grain(o.grain);
    query.period = parse_period(o.from, o.to, dataset);
    query.filters = parse_filters(o.where);
    query.compare = parse_comparison(o.compare);
    if (!o.order.empty()) {
        const bool descending = o.order.front() == '-';
        query.order = metrics::Order{descending ? o.order.substr(1) : o.order, descending};
    }
    if (o.limit > 0) query.limit = o.limit;
    query.other = o.other;
    const metrics::Answer answer = metrics::run({&dataset, &engine, nullptr}, query, session.stop());
    json j = plumbline::to_json(answer.table);
    j["dataset"] = dataset.name;
    j["currency"] = dataset.currency;
    auto range = [](const std::optional<DateRange>& r) -> json {
        if (!r) return nullptr;
        return {{"from", to_iso(r->from)}, {"to", to_iso(r->to)}};
    };
    j["period"] = range(answer.period);
    j["comparison"] = range(answer.comparison);
    std::string note;
    if (query.period && outside(*query.period, dataset)) {
        note = "No data lie in this period: those of " + dataset.name + " run from " + to_iso(dataset.dates->from) + " to " +
               to_iso(dataset.dates->to) + ".";
        j["warnings"] = {note};
    }
    session.answer(j, as_text(answer.table) + (note.empty() ? "" : "note: " + note + "\n"));
}

} // namespace

void add_query(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("query", "Ask for metrics by dimension and period");
    auto o = std::make_shared<Options>();
    command->add_option("--metrics", o->metrics, "Metric ids, separated by commas")->required()->delimiter(',');
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--by", o->by, "Dimensions, separated by commas")->delimiter(',');
    command->add_option("--grain", o->grain, "Grain of time")->check(CLI::IsMember({"day", "week", "month", "quarter", "year"}));
    command->add_option("--from", o->from, "First day");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--where", o->where, "dimension=value or dimension!=value; may be repeated");
    command->add_option("--compare", o->compare, "Compare with")->check(CLI::IsMember({"previous", "year"}));
    command->add_option("--order", o->order, "Metric or dimension to sort by; -metric: largest first");
    command->add_option("--limit", o->limit, "At most so many rows")->check(CLI::Range(int64_t{1}, int64_t{1'000'000}));
    command->add_flag("--other", o->other, "With --limit and one dimension: the rest as one row");
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
