// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/market.h"

#include "app/cli/market.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

json recipe_json(const report::MarketRecipe& r) {
    return {{"id", r.id}, {"name", r.name}, {"url", r.url}, {"date_column", r.date_column}, {"value_column", r.value_column}};
}

/// All recipes, or the one of an id or a name. Throws Error{record_not_found}.
std::vector<report::MarketRecipe> chosen(const store::Workspace& workspace, const std::string& which) {
    const auto all = report::market_recipes(workspace);
    if (which.empty()) return all;
    std::string known;
    for (const report::MarketRecipe& r : all) {
        if (r.id == which || r.name == which) return {r};
        known += (known.empty() ? "" : ", ") + r.name;
    }
    throw Error(ErrorCode::record_not_found, {{"kind", "signal"}, {"name", which}, {"known", known.empty() ? "none" : known}});
}

} // namespace

void add_market(CLI::App& app, Session& session) {
    CLI::App* command =
        app.add_subcommand("market", "Signals from outside: search interest, an index of prices or of the category");
    command->require_subcommand(1);
    struct Options {
        report::MarketRecipe recipe;
        std::string which;
    };
    auto o = std::make_shared<Options>();
    CLI::App* make = command->add_subcommand("add", "Add a signal that is read from an address");
    make->add_option("--name", o->recipe.name, "Its name in the review")->required();
    make->add_option("--url", o->recipe.url, "Text file with days and values; https, or http on this machine")->required();
    make->add_option("--date-column", o->recipe.date_column, "Title of the column of days; default: the first one");
    make->add_option("--value-column", o->recipe.value_column,
                     "Title of the column of values; default: the first one of numbers");
    make->callback([o, &session] {
        const auto workspace = session.open(store::Access::write);
        const auto recipe = report::put_market_recipe(*workspace, o->recipe);
        session.answer({{"signal", recipe_json(recipe)}}, "Added " + recipe.name + "; read it with market fetch\n");
    });
    CLI::App* fetch = command->add_subcommand("fetch", "Read the signals anew");
    fetch->add_option("signal", o->which, "Name or id; default: all");
    fetch->callback([o, &session] {
        const auto workspace = session.open(store::Access::write);
        json out = json::array();
        std::string text;
        for (const report::MarketRecipe& r : chosen(*workspace, o->which)) {
            const report::MarketSignal s = report::fetch_market(*workspace, r, session.stop());
            out.push_back(
                {{"name", s.name}, {"days", s.days.size()}, {"from", to_iso(s.days.front())}, {"to", to_iso(s.days.back())}});
            text += s.name + ": " + std::to_string(s.days.size()) + " days, " + to_iso(s.days.front()) + " to " +
                    to_iso(s.days.back()) + "\n";
        }
        session.answer({{"signals", out}}, text.empty() ? "There is no signal. Add one with market add.\n" : text);
    });
    CLI::App* list = command->add_subcommand("list", "Show them");
    list->callback([&session] {
        const auto workspace = session.open(store::Access::read);
        json out = json::array();
        std::string text;
        for (const report::MarketRecipe& r : report::market_recipes(*workspace)) {
            out.push_back(recipe_json(r));
            text += r.name + "  " + r.url + "\n";
        }
        session.answer({{"signals", out}}, text);
    });
    CLI::App* drop = command->add_subcommand("remove", "Remove one");
    drop->add_option("signal", o->which, "Name or id")->required();
    drop->callback([o, &session] {
        const auto workspace = session.open(store::Access::write);
        const auto recipe = chosen(*workspace, o->which).front();
        report::remove_market_recipe(*workspace, recipe.id);
        session.answer({{"removed", recipe.id}}, "Removed\n");
    });
}

} // namespace plumbline::cli
