// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/response_files.h"

#include <fstream>
#include <numeric>

#include "core/base/error.h"
#include "core/response/fit.h"
#include "core/response/simulate.h"

namespace plumbline::cli {

using nlohmann::json;

json write_simulated(const std::string& name, uint64_t seed, const std::filesystem::path& folder, const SimulatedSize& size) {
    if (folder.empty()) throw Error(ErrorCode::usage, {{"detail", "--simulate needs --out FOLDER."}});
    response::Scenario scenario = response::scenario(name);
    scenario.weeks = size.weeks.value_or(scenario.weeks);
    scenario.channels = size.channels.value_or(scenario.channels);
    scenario.geos = size.regions.value_or(scenario.geos);
    const response::Simulated sim = response::simulate(scenario, seed);
    const response::MediaData& d = sim.data;
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    const std::filesystem::path csv = folder / (name + ".csv"), truth = folder / (name + ".truth.json");
    std::ofstream out(csv);
    const bool geo = d.geos.size() > 1;
    out << (geo ? "date,geo,revenue" : "date,revenue");
    for (const auto& c : d.columns) out << ',' << c;
    for (const auto& c : d.controls) out << ',' << c;
    out << '\n';
    const auto number = [&](double v) {
        char text[40];
        std::snprintf(text, sizeof text, ",%.4f", v);
        out << text;
    };
    for (size_t g = 0; g < d.geos.size(); ++g)
        for (size_t t = 0; t < d.periods(); ++t) {
            out << to_iso(d.dates[t]);
            if (geo) out << ',' << d.geos[g];
            number(d.y[g][t]);
            for (const auto& c : d.spend) number(c[g][t]);
            for (const auto& c : d.control) number(c[g][t]);
            out << '\n';
        }
    json j{{"name", name}, {"seed", seed}, {"weeks", d.periods()}, {"geos", d.geos.size()}, {"channels", json::array()}};
    for (size_t c = 0; c < sim.curves.size(); ++c) {
        json one = response::to_json(sim.curves[c]);
        const auto spend = d.total_spend(c);
        one["total_spend"] = std::accumulate(spend.begin(), spend.end(), 0.0);
        one["total_contribution"] = sim.contribution[c];
        j["channels"].push_back(one);
    }
    j["mediated"] = sim.mediated ? json{{"donor", sim.mediated->first}, {"receiver", sim.mediated->second}} : json(nullptr);
    j["lift_tests"] = json::array();
    for (const auto& l : sim.lifts) j["lift_tests"].push_back(response::to_json(l));
    std::ofstream(truth) << j.dump(1) << '\n';
    if (!out.flush()) throw Error(ErrorCode::write_failed, {{"file", csv.string()}, {"detail", "it could not be written"}});
    return {{"series", csv.string()}, {"truth", truth.string()}, {"weeks", d.periods()}};
}

} // namespace plumbline::cli
