// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sample.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

#include "core/base/error.h"
#include "core/sample/rows.h"
#include "core/sample/truth.h"

namespace plumbline::sample {

namespace {

constexpr size_t block_bytes = size_t{1} << 20;

/// A file that is removed again unless it was finished.
class Output {
public:
    explicit Output(const std::filesystem::path& path) : m_path(path), m_file(std::fopen(path.c_str(), "wb")) {
        if (!m_file) fail();
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output() {
        if (m_file) std::fclose(m_file);
        std::error_code ignored; // nothing can be done about it while unwinding
        if (!m_kept) std::filesystem::remove(m_path, ignored);
    }
    void write(std::string_view text) {
        if (std::fwrite(text.data(), 1, text.size(), m_file) != text.size()) fail();
    }
    void close() {
        if (std::fclose(std::exchange(m_file, nullptr)) != 0) fail();
    }
    void keep() { m_kept = true; }

private:
    [[noreturn]] void fail() const {
        const int reason = errno;
        const ErrorFacts facts{{"file", m_path.string()}, {"path", m_path.string()}, {"detail", std::strerror(reason)}};
        throw Error(reason == ENOSPC ? ErrorCode::disk_full : ErrorCode::write_failed, facts);
    }
    std::filesystem::path m_path;
    std::FILE* m_file;
    bool m_kept = false;
};

std::string fixed(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    for (char& c : text)
        if (c == ',') c = '.'; // LC_NUMERIC may have been set by a toolkit
    return text;
}

std::string market_csv(const Demand& demand) {
    std::string out = "date,price_index,competitor_index\n";
    for (size_t t = 0; t < demand.price_index.size(); ++t)
        out += to_iso(sample_days().from + static_cast<int>(t)) + "," + fixed(demand.price_index[t], 1) + "," +
               fixed(demand.competitor_index[t], 1) + "\n";
    return out;
}

std::string invoices_csv(const std::vector<std::vector<double>>& invoiced) {
    std::string out = "month,channel,invoiced_cost\n";
    const DateRange& days = sample_days();
    for (Date month = period_start(days.from, Grain::month); month <= days.to; month = add_periods(month, Grain::month, 1))
        for (size_t c = 0; c < channel_count; ++c) {
            if (channel_recipes()[c].ceiling == 0) continue;
            double sum = 0;
            for (Date day = std::max(month, days.from); day <= std::min(days.to, period_end(month, Grain::month)); day = day + 1)
                sum += invoiced[c][static_cast<size_t>(day - days.from)];
            out += period_label(month, Grain::month) + "," + std::string(channel_recipes()[c].name) + "," + fixed(sum, 2) + "\n";
        }
    return out;
}

} // namespace

SampleTruth generate_sample(const SampleSpec& spec, const std::filesystem::path& csv_out, const std::filesystem::path& truth_out,
                            Progress& progress, std::stop_token stop) {
    const RowPlan plan = make_plan(spec.rows);
    const Demand demand = make_demand(spec.seed);
    const Media media = make_media(spec.seed, demand);
    RowWriter writer(spec.seed, demand, media, plan);

    SampleTruth truth;
    truth.csv = csv_out;
    truth.truth = truth_out;
    truth.market = csv_out.parent_path() / "market.csv";
    truth.invoices = csv_out.parent_path() / "invoices.csv";
    truth.dates = sample_days();

    Output csv(truth.csv), json(truth.truth), market(truth.market), invoices(truth.invoices);
    std::string buffer = writer.header();
    const auto days = static_cast<size_t>(sample_days().days());
    for (size_t day = 0; day < days; ++day) {
        throw_if_stopped(stop);
        progress.step(static_cast<double>(day) / static_cast<double>(days), "sample");
        writer.write_day(day, buffer);
        if (buffer.size() >= block_bytes) {
            csv.write(buffer);
            buffer.clear();
        }
    }
    csv.write(buffer);
    truth.rows = writer.rows();
    truth.totals = writer.totals();
    truth.faults = writer.faults();
    market.write(market_csv(demand));
    invoices.write(invoices_csv(writer.invoiced()));
    json.write(truth_json(spec, truth, natural_rows(), demand, media, writer.invoiced()).dump(1) + "\n");
    for (Output* file : {&csv, &json, &market, &invoices}) file->close();
    for (Output* file : {&csv, &json, &market, &invoices}) file->keep();
    progress.step(1, "sample");
    return truth;
}

} // namespace plumbline::sample
