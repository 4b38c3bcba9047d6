// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <cmath>

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "core/audit/audit.h"
#include "core/ingest/csv_read.h"
#include "core/metrics/annotations.h"
#include "core/rootcause/story.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string metric, dataset, from, to, versus = "previous";
    std::vector<std::string> where, by;
    std::filesystem::path leaves, leaves_b;
    std::string actual = "real", expected = "predict";
    std::optional<double> forecast, market;
    int layers = 0, most = 5;
};

json path_json(const rootcause::Leaves& leaves, const rootcause::Segment& segment) {
    json path = json::array();
    for (const rootcause::Cell& c : segment)
        path.push_back({{"dim", leaves.dimensions[static_cast<size_t>(c.dimension)]},
                        {"value", leaves.values[static_cast<size_t>(c.dimension)][static_cast<size_t>(c.value)]}});
    return path;
}

/// "FROM:TO".
DateRange parse_range(const std::string& text) {
    const size_t colon = text.find(':');
    if (colon == std::string::npos)
        throw Error(ErrorCode::usage, {{"detail", "--versus is previous, year or FROM:TO, not " + text + "."}});
    return {parse_day(text.substr(0, colon)), parse_day(text.substr(colon + 1))};
}

double number(const std::string& text, const std::filesystem::path& file, size_t line) {
    if (text.empty()) return 0;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        throw Error(ErrorCode::explain_invalid, {{"detail", file.filename().string() + " has '" + text +
                                                                "' instead of a number in line " + std::to_string(line)},
                                                 {"detail_fr", file.filename().string() + " contient « " + text +
                                                                   " » au lieu d'un nombre, ligne " + std::to_string(line)}});
    return value;
}

struct LeafFile {
    std::vector<std::string> dimensions;
    std::vector<size_t> columns; ///< of the dimensions
    size_t actual = 0, expected = 0;
    ingest::RawTable table;
};

LeafFile read_leaves(const std::filesystem::path& file, const Options& o) {
    LeafFile f;
    ingest::ReadOptions options;
    options.header_rows = 1;
    f.table = ingest::read_raw_cells(file, options);
    std::optional<size_t> actual, expected;
    for (size_t c = 0; c < f.table.header.size(); ++c) {
        const std::string& name = f.table.header[c];
        if (name == o.actual) {
            actual = c;
        } else if (name == o.expected) {
            expected = c;
        } else {
            f.dimensions.push_back(name);
            f.columns.push_back(c);
        }
    }
    if (!actual || !expected)
        throw Error(ErrorCode::explain_invalid,
                    {{"detail", file.filename().string() + " has no column named " + (actual ? o.expected : o.actual)},
                     {"detail_fr", file.filename().string() + " n'a pas de colonne " + (actual ? o.expected : o.actual)}});
    if (f.dimensions.empty())
        throw Error(ErrorCode::explain_invalid,
                    {{"detail", file.filename().string() + " has no dimension besides the two numbers"},
                     {"detail_fr", file.filename().string() + " n'a pas de dimension hors les deux nombres"}});
    if (f.table.rows.empty()) throw Error(ErrorCode::file_no_rows, {{"file", file.filename().string()}});
    f.actual = *actual;
    f.expected = *expected;
    return f;
}

rootcause::Leaves leaves_of(const Options& o) {
    const LeafFile a = read_leaves(o.leaves, o);
    std::optional<LeafFile> b;
    if (!o.leaves_b.empty()) {
        b = read_leaves(o.leaves_b, o);
        if (b->dimensions != a.dimensions)
            throw Error(ErrorCode::explain_invalid, {{"detail", "the two files have different dimensions"},
                                                     {"detail_fr", "les deux fichiers ont des dimensions différentes"}});
    }
    rootcause::LeavesBuilder builder(a.dimensions, b.has_value());
    const auto feed = [&](const LeafFile& f, const std::filesystem::path& file, bool under) {
        std::vector<std::string> values(f.columns.size());
        for (size_t i = 0; i < f.table.rows.size(); ++i) {
            const auto& row = f.table.rows[i];
            if (row.size() != f.table.header.size())
                throw Error(
                    ErrorCode::explain_invalid,
                    {{"detail", file.filename().string() + " has a row of another width in line " + std::to_string(i + 2)},
                     {"detail_fr", file.filename().string() + " a une ligne d'une autre largeur : " + std::to_string(i + 2)}});
            for (size_t d = 0; d < f.columns.size(); ++d) values[d] = row[f.columns[d]];
            const double v = number(row[f.actual], file, i + 2), e = number(row[f.expected], file, i + 2);
            if (under)
                builder.add(values, 0, 0, v, e);
            else
                builder.add(values, v, e);
        }
    };
    feed(a, o.leaves, false);
    if (b) feed(*b, o.leaves_b, true);
    return std::move(builder).build();
}

json verdict_json(const rootcause::Verdict& v) {
    return {{"kind", rootcause::verdict_id(v.kind)},
            {"sureness", rootcause::sureness_id(v.sureness)},
            {"explained", v.explained ? json(*v.explained) : json()},
            {"with_market", v.with_market}};
}

json driver_json(const rootcause::Leaves& leaves, const rootcause::Driver& d) {
    return {{"path", path_json(leaves, d.segment)},
            {"contribution", d.contribution},
            {"share", d.share ? json(*d.share) : json()},
            {"kind", rootcause::driver_kind_id(d.kind)},
            {"actual", d.actual},
            {"expected", d.expected},
            {"score", d.score}};
}

void run_leaves(Session& session, const Options& o) {
    const rootcause::Leaves leaves = leaves_of(o);
    rootcause::SearchSpec spec;
    spec.max_layer = o.layers > 0 ? o.layers : static_cast<int>(std::min<size_t>(leaves.dimensions.size(), 5));
    spec.max_elements = o.most;
    const rootcause::SearchResult found = rootcause::find_causes(leaves, spec, session.stop());
    const std::vector<rootcause::Driver> drivers = rootcause::attribute(leaves, found.elements);
    const rootcause::Verdict verdict = rootcause::judge(leaves, found, drivers, rootcause::ratio_totals(leaves));
    json j;
    j["elements"] = json::array();
    std::string text;
    for (const rootcause::Element& e : found.elements) {
        double contribution = 0;
        for (const rootcause::Driver& d : drivers)
            if (d.segment == e.segment) contribution += d.contribution;
        j["elements"].push_back({{"path", path_json(leaves, e.segment)},
                                 {"contribution", contribution},
                                 {"score", e.score},
                                 {"ratio", e.ratio},
                                 {"evidence", e.evidence},
                                 {"leaves", e.leaves}});
        text += rootcause::segment_text(leaves, e.segment, session.lang()) + "  " +
                format_number(contribution, leaves.is_ratio() ? 6 : 2, NumberStyle::of(session.lang())) + "\n";
    }
    if (found.elements.empty())
        text = session.lang() == Language::fr ? "Aucun segment ne s'écarte de ce qui était attendu.\n"
                                              : "No segment differs from what was expected.\n";
    j["drivers"] = json::array();
    for (const rootcause::Driver& d : drivers) j["drivers"].push_back(driver_json(leaves, d));
    j["change"] = leaves.total_actual() - leaves.total_expected();
    j["verdict"] = verdict_json(verdict);
    j["sure"] = found.sure;
    j["noise"] = found.noise_rest;
    j["solve_ms"] = found.solve_ms;
    session.answer(j, text);
}

/// Notes of people and open findings of the last audit.
std::vector<rootcause::Evidence> evidence_of(const store::Workspace& workspace, const DatasetInfo& dataset, Language language) {
    std::vector<rootcause::Evidence> evidence;
    for (const metrics::Annotation& a : metrics::annotations(workspace, dataset.id)) {
        rootcause::Evidence e{a.days, a.text, {}, a.kind == "tracking"};
        for (const metrics::Filter& f : a.where)
            for (const std::string& v : f.values) e.where.emplace_back(f.dimension, v);
        evidence.push_back(std::move(e));
    }
    if (const auto report = audit::last_report(workspace, dataset))
        for (const audit::Finding* f : audit::open_findings(*report)) {
            if (!f->days) continue;
            rootcause::Evidence e{*f->days, audit::title(*f, dataset, language), {}, true};
            if (!f->dimension.empty()) e.where.emplace_back(f->dimension, f->segment);
            evidence.push_back(std::move(e));
        }
    return evidence;
}

void run_workspace(Session& session, const Options& o) {
    if (o.metric.empty()) throw Error(ErrorCode::usage, {{"detail", "explain needs --metric, or --leaves with a file."}});
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    rootcause::ExplainSpec spec;
    spec.metric = o.metric;
    spec.period = parse_period(o.from, o.to, dataset);
    if (o.versus == "previous" || o.versus == "year")
        spec.versus = parse_comparison(o.versus);
    else
        spec.base = parse_range(o.versus);
    spec.filters = parse_filters(o.where);
    spec.dimensions = o.by;
    spec.expected = o.forecast;
    spec.market_change = o.market;
    spec.evidence = evidence_of(*workspace, dataset, session.lang());
    if (o.layers > 0) spec.search.max_layer = o.layers;
    spec.search.max_elements = o.most;
    const rootcause::Explanation e = rootcause::explain({&dataset, &engine, nullptr}, spec, session.progress(), session.stop());
    const NumberStyle style = NumberStyle::of(session.lang(), dataset.currency);
    const auto range = [](const DateRange& r) { return json{{"from", to_iso(r.from)}, {"to", to_iso(r.to)}}; };
    json j{{"dataset", dataset.name},
           {"metric", e.metric.id},
           {"unit", e.metric.unit},
           {"period", range(e.period)},
           {"versus", range(e.base)},
           {"before", e.before},
           {"after", e.after},
           {"change", e.change},
           {"relative", e.relative ? json(*e.relative) : json()},
           {"solve_ms", e.wall_ms},
           {"left_out", e.left_out},
           {"verdict", verdict_json(e.verdict)},
           {"dimensions", e.leaves->dimensions},
           {"currency", dataset.currency}};
    j["verdict"]["text"] = rootcause::verdict_sentence(e, style);
    j["verdict"]["evidence"] = json::array();
    for (const size_t k : e.verdict.evidence) j["verdict"]["evidence"].push_back(e.evidence[k].text);
    j["drivers"] = json::array();
    for (const rootcause::Driver& d : e.drivers) j["drivers"].push_back(driver_json(*e.leaves, d));
    j["factors"] = json::array();
    for (const rootcause::Factor& f : e.factors)
        j["factors"].push_back(
            {{"over", f.over}, {"under", f.under}, {"before", f.before}, {"after", f.after}, {"contribution", f.contribution}});
    j["variance"] = json::array();
    for (const rootcause::VarianceShare& v : e.variance)
        j["variance"].push_back({{"dim", e.variance_dimension}, {"value", v.value}, {"share", v.share}});
    j["story"] = rootcause::story(e, style);
    std::string text;
    for (const std::string& line : rootcause::story(e, style)) text += line + "\n";
    session.answer(j, text);
}

} // namespace

void add_explain(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("explain", "Explain why a metric changed, by the few segments that moved it");
    auto o = std::make_shared<Options>();
    command->add_option("--metric", o->metric, "Metric to explain");
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--from", o->from, "First day; default: the last complete week");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--versus", o->versus, "previous, year or FROM:TO");
    command->add_option("--forecast", o->forecast, "Compare with this expected value instead; the base gives the proportions");
    command->add_option("--market", o->market, "Relative change of the market between the periods, e.g. -0.08");
    command->add_option("--where", o->where, "dimension=value or dimension!=value; may be repeated");
    command->add_option("--by", o->by, "Dimensions to look along, separated by commas; default: all")->delimiter(',');
    command->add_option("--layers", o->layers, "Dimensions that one segment may name")->check(CLI::Range(1, 8));
    command->add_option("--most", o->most, "At most so many segments")->check(CLI::Range(1, 50));
    auto* leaves =
        command->add_option("--leaves", o->leaves, "A table of segments instead of the workspace: dimensions and two numbers");
    command->add_option("--actual", o->actual, "Its column with the values; default: real");
    command->add_option("--expected", o->expected, "Its column with what was expected; default: predict");
    command->add_option("--leaves-b", o->leaves_b, "The same with the denominator of a ratio")->needs(leaves);
    command->callback([o, &session] { o->leaves.empty() ? run_workspace(session, *o) : run_leaves(session, *o); });
}

} // namespace plumbline::cli
