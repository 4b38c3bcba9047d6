// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>
#include <iterator>

#include "app/cli/ask.h"
#include "app/cli/command.h"
#include "app/cli/response_files.h"
#include "app/cli/trust.h"
#include "core/base/format.h"
#include "core/ingest/import.h"
#include "core/response/fit_model.h"
#include "core/response/kinetic.h"
#include "core/response/load.h"
#include "core/response/transforms.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::filesystem::path series, lift, save, out, market;
    std::string dataset, spend_by = "channel", target, date, geo, from, to, holidays = "auto", simulate, history;
    std::vector<std::string> spend, controls, roi, adstock, saturation, where;
    bool posterior = false, checks = false, kinetic = false, no_interactions = false;
    int chains = 4, draws = 1000, threads = 2, starts = 8;
    double interval = 0.9;
    uint64_t seed = 1;
    SimulatedSize size;
};

json read_json(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorCode::file_not_found, {{"file", file.string()}});
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    try {
        return json::parse(text);
    } catch (const json::exception& e) {
        throw Error(ErrorCode::response_invalid,
                    {{"detail", file.filename().string() + " is no JSON (" + e.what() + ")"},
                     {"detail_fr", file.filename().string() + " n'est pas du JSON (" + e.what() + ")"}});
    }
}

/// "channel=rest" or "rest" (channel empty).
std::pair<std::string, std::string> pair_of(const std::string& text) {
    const size_t at = text.rfind('=');
    return at == std::string::npos ? std::pair<std::string, std::string>{"", text}
                                   : std::pair<std::string, std::string>{text.substr(0, at), text.substr(at + 1)};
}

response::ResponseSpec spec_of(const Options& o) {
    response::ResponseSpec spec;
    for (const std::string& text : o.adstock) {
        const auto [channel, kind] = pair_of(text);
        if (channel.empty() && kind == "auto") continue;
        spec.compare_adstocks = spec.compare_adstocks && !channel.empty(); // one kind for all was asked for
        (channel.empty() ? spec.adstock : spec.adstock_of[channel]) = response::parse_adstock(kind);
    }
    for (const std::string& text : o.saturation) {
        const auto [channel, kind] = pair_of(text);
        (channel.empty() ? spec.saturation : spec.saturation_of[channel]) = response::parse_saturation(kind);
    }
    for (const std::string& text : o.roi) {
        const auto [channel, rest] = pair_of(text);
        const size_t colon = rest.find(':');
        try {
            if (channel.empty() || colon == std::string::npos) throw std::invalid_argument("form");
            spec.roi[channel] = {std::stod(rest.substr(0, colon)), std::stod(rest.substr(colon + 1))};
        } catch (const std::exception&) {
            throw Error(ErrorCode::usage,
                        {{"detail", "--roi takes CHANNEL=EXPECTED:SPREAD, such as tv=1.5:0.5, not " + text + "."}});
        }
    }
    if (!o.lift.empty()) spec.lifts = response::lifts_from_json(read_json(o.lift));
    spec.posterior = o.posterior;
    spec.checks = o.checks;
    spec.interactions = !o.no_interactions;
    spec.chains = o.chains;
    spec.draws = o.draws;
    spec.threads = o.threads;
    spec.starts = o.starts;
    spec.interval = o.interval;
    spec.seed = o.seed;
    return spec;
}

std::string text_of(const response::ResponseFit& fit, Language language) {
    const bool fr = language == Language::fr;
    const NumberStyle style = NumberStyle::of(language, fit.currency);
    Table table;
    for (const char* title :
         {fr ? "canal" : "channel", fr ? "part" : "share", "roi", "roi 90 %", "mroi", fr ? "identifié" : "identified"})
        table.add(title, ColumnType::text);
    Column &name = table.column(0), &share = table.column(1), &roi = table.column(2), &range = table.column(3),
           &marginal = table.column(4), &verdict = table.column(5);
    for (const response::ChannelFit& c : fit.channels) {
        name.append(c.curve.name);
        share.append(format_percent(c.contribution_share, 1, style));
        const auto number = [&](const std::optional<double>& v) {
            return v ? format_number(*v, 2, style) : std::string(missing_value);
        };
        roi.append(number(c.roi));
        range.append(c.roi_interval ? number(c.roi_interval->lower) + " – " + number(c.roi_interval->upper)
                                    : std::string(missing_value));
        marginal.append(number(c.mroi));
        using response::Identification;
        verdict.append(c.verdict == Identification::identified ? (fr ? "oui" : "yes")
                       : c.verdict == Identification::weak     ? (fr ? "faiblement" : "weakly")
                                                               : (fr ? "non" : "no"));
    }
    std::string text = as_text(table);
    for (const response::ChannelFit& c : fit.channels)
        for (const response::Reason& r : c.reasons) text += response::sentence(r, c.curve.name, language) + "\n";
    for (const response::Interaction& i : fit.interactions)
        text += fr ? i.donor + " renforce " + i.receiver + " (jusqu'à " + format_percent(i.strength, 0, style) + ").\n"
                   : i.donor + " makes " + i.receiver + " work better (by up to " + format_percent(i.strength, 0, style) + ").\n";
    text += "R2 " + format_number(fit.diagnostics.r2, 3, style) +
            (fr ? " ; un bon ajustement ne prouve rien, regardez les intervalles.\n"
                : "; a good fit proves nothing, look at the intervals.\n");
    return text;
}

json kinetic_json(const response::MediaData& data, const response::ResponseFit& fit) {
    response::KineticInput input;
    double spend = 0, contribution = 0;
    for (const auto& c : fit.channels) spend += c.total_spend, contribution += c.contribution;
    std::vector<std::vector<double>> weekly;
    for (size_t c = 0; c < fit.channels.size(); ++c) {
        if (!(fit.channels[c].contribution > 0)) continue;
        input.names.push_back(fit.channels[c].curve.name);
        input.spend_share.push_back(fit.channels[c].total_spend / spend);
        input.contribution_share.push_back(fit.channels[c].contribution / contribution);
        weekly.push_back(response::adstocked(fit.channels[c].curve.adstock, data.total_spend(c)));
    }
    input.overlap = response::exposure_overlap(weekly);
    const response::KineticView view = response::kinetic_view(input, fit.seed);
    json j{{"lens", true},
           {"note", "A physical analogy (elastic collisions), not attribution: it never changes the estimates."},
           {"energy_drift", view.energy_drift},
           {"collisions", view.collisions},
           {"channels", json::array()}};
    for (size_t c = 0; c < view.names.size(); ++c)
        j["channels"].push_back({{"name", view.names[c]},
                                 {"share", view.share[c]},
                                 {"given", view.given[c]},
                                 {"role", view.given[c] > 0   ? "donor"
                                          : view.given[c] < 0 ? "receiver"
                                                              : "none"}});
    j["transfer"] = view.transfer;
    return j;
}

void run(Session& session, const Options& o) {
    if (!o.simulate.empty()) {
        session.answer(write_simulated(o.simulate, o.seed, o.out, o.size), "");
        return;
    }
    response::ResponseSpec spec = spec_of(o);
    response::MediaData data;
    std::unique_ptr<store::Workspace> workspace;
    DatasetInfo dataset;
    if (!o.series.empty()) {
        if (o.spend.empty() || o.target.empty())
            throw Error(ErrorCode::usage, {{"detail", "--series needs --spend COLUMN,… and --target COLUMN."}});
        const ingest::PreviewResult file = ingest::preview_file(o.series, {}, std::nullopt, session.progress(), session.stop());
        data = response::media_from_table(file.rows, {o.date, o.target, o.spend, o.controls, o.geo});
        spec.steady_history = o.history == "steady";
    } else {
        workspace = session.open(store::Access::write);
        dataset = workspace->dataset(o.dataset);
        EmbeddedEngine engine(workspace->trusted_facts());
        response::MediaQuestion question;
        question.spend_by = o.spend_by;
        if (!o.target.empty()) question.target = o.target;
        question.period = parse_period(o.from, o.to, dataset);
        question.filters = parse_filters(o.where);
        question.geo = o.geo;
        question.holidays = o.holidays;
        question.annotations = metrics::annotations(*workspace, dataset.id);
        data = response::media_from_workspace({&dataset, &engine, nullptr}, question, session.stop());
        if (o.lift.empty()) spec.lifts = response::kept_lifts(*workspace, dataset.id);
        spec.steady_history = o.history != "zero"; // advertising did not begin with the first export
    }
    if (!o.market.empty())
        response::add_controls(data, ingest::preview_file(o.market, {}, std::nullopt, session.progress(), session.stop()).rows);
    const response::ResponseFit fit = response::fit_response(data, spec, session.progress(), session.stop());
    json j = response::to_json(fit, 200);
    for (size_t c = 0; c < fit.channels.size(); ++c) {
        json& channel = j["channels"][c];
        channel.erase("draws");
        channel["reasons"] = json::array();
        for (const response::Reason& r : fit.channels[c].reasons)
            channel["reasons"].push_back({{"code", r.code},
                                          {"other", r.other},
                                          {"value", r.value ? json(*r.value) : json(nullptr)},
                                          {"sentence", response::sentence(r, fit.channels[c].curve.name, session.lang())}});
    }
    j["fit_ms"] = fit.diagnostics.fit_ms;
    j["posterior_ms"] = fit.diagnostics.posterior_ms;
    if (o.kinetic) j["kinetic"] = kinetic_json(data, fit);
    if (!o.save.empty()) {
        std::ofstream out(o.save);
        out << response::to_json(fit).dump() << '\n';
        if (!out.flush())
            throw Error(ErrorCode::write_failed, {{"file", o.save.string()}, {"detail", "it could not be written"}});
        j["saved"] = o.save.string();
    }
    std::string against;
    if (workspace) {
        response::keep_fit(*workspace, dataset.id, fit);
        j["dataset"] = dataset.name;
        against = add_trust(j, *workspace, dataset, {o.target.empty() ? "revenue" : o.target, "cost"}, {}, session.lang());
    }
    session.answer(j, against + text_of(fit, session.lang()));
}

} // namespace

void add_response(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("response", "What each channel brought, and what one more franc would bring");
    auto o = std::make_shared<Options>();
    command->add_option("--series", o->series, "A file with a row a week: date, target, spend of each channel, controls");
    command->add_option("--spend", o->spend, "Spend columns of the series, separated by commas")->delimiter(',');
    command->add_option("--controls", o->controls, "Columns that move the target besides advertising")->delimiter(',');
    command->add_option("--market", o->market,
                        "A file of dates and numbers (prices, competitors, market pulse): each a control, averaged by period");
    command->add_option("--date", o->date, "Column of dates; found where it is the only one");
    command->add_option("--geo", o->geo, "Column (series) or dimension (workspace) of regions: a model over all regions at once");
    command->add_option("--target", o->target, "Column of the series, or metric of the workspace (revenue)");
    command->add_option("--dataset", o->dataset, "Dataset of the workspace; not needed where there is one");
    command->add_option("--spend-by", o->spend_by, "Dimension whose values are the channels");
    command->add_option("--from", o->from, "First day");
    command->add_option("--to", o->to, "Last day");
    command->add_option("--where", o->where, "dimension=value or dimension!=value; may be repeated");
    command->add_option("--holidays", o->holidays,
                        "Country whose holidays and shopping days are controls, such as CH; auto: by the currency; none");
    command->add_option("--lift", o->lift,
                        "Experiments: JSON list of channel, from, to or base_weekly_spend, delta_weekly_spend, weeks; lift, sd");
    command->add_option("--roi", o->roi, "What you expect of a channel: CHANNEL=ROI:SPREAD; may be repeated");
    command->add_option(
        "--adstock", o->adstock,
        "auto (the data choose), or [CHANNEL=]geometric, delayed, weibull_pdf, weibull_cdf, binomial, none; may be repeated");
    command->add_option("--saturation", o->saturation, "[CHANNEL=]hill, mm, logistic, tanh, root; may be repeated");
    command->add_option("--history", o->history, "Before the first row: zero (series) or steady (workspace)")
        ->check(CLI::IsMember({"zero", "steady"}));
    command->add_flag("--posterior", o->posterior, "Draw the whole posterior by Markov chains");
    command->add_flag("--checks", o->checks, "Also validate over time, add a placebo channel, move the priors");
    command->add_flag("--kinetic", o->kinetic, "Also the kinetic-theory lens");
    command->add_flag("--no-interactions", o->no_interactions, "Do not look for channels that strengthen others");
    command->add_option("--chains", o->chains, "Chains");
    command->add_option("--draws", o->draws, "Draws of each chain");
    command->add_option("--threads", o->threads, "Threads; the result is the same");
    command->add_option("--starts", o->starts, "Starts of the point fit");
    command->add_option("--interval", o->interval, "Level of the intervals");
    command->add_option("--seed", o->seed, "Seed");
    command->add_option("--save", o->save, "Write the fit to this file, for allocate --fit");
    command->add_option(
        "--simulate", o->simulate,
        "Write a made-up market with known truth instead: easy, mm_only, scurve, noisy, collinear, short, many, mediated, geo");
    command->add_option("--out", o->out, "Folder for --simulate");
    command->add_option("--weeks", o->size.weeks, "Of --simulate: so many weeks")->check(CLI::Range(30, 1040));
    command->add_option("--channels", o->size.channels, "Of --simulate: so many channels")->check(CLI::Range(1, 12));
    command->add_option("--regions", o->size.regions, "Of --simulate: so many regions")->check(CLI::Range(1, 200));
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
