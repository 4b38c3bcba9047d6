// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audit/faults.h"

#include <algorithm>
#include <cmath>

namespace plumbline::testing {

std::vector<Row> advertise(const Advertiser& a, uint64_t seed) {
    Random random(seed);
    const Date begin = *parse_iso_date("2024-03-04");
    std::vector<Row> rows;
    std::vector<double> demand(static_cast<size_t>(a.days), 0), convert(static_cast<size_t>(a.days), 0);
    double mood = 0;
    for (int d = 0; d < a.days; ++d) {
        mood = 0.8 * mood + random.normal(0, 0.03);
        demand[static_cast<size_t>(d)] = mood + a.season * std::sin(2 * M_PI * d / 365.0);
    }
    for (int k = 0; k < 3 && a.promotion > 0; ++k) {
        const auto d = static_cast<size_t>(random.below(static_cast<uint64_t>(a.days)));
        demand[d] += a.promotion;
        convert[d] += a.promotion / 3;
    }
    const char* const channels[] = {"Search", "Social", "Video", "Email", "Display"};
    for (int c = 0; c < a.campaigns; ++c) {
        const double volume = a.scale * 40000 * std::exp(random.normal(0, 0.7)), ctr = 0.02 * std::exp(random.normal(0, 0.4)),
                     cpc = 0.5 * std::exp(random.normal(0, 0.5)), cvr = 0.07 * std::exp(random.normal(0, 0.5)),
                     aov = 90 * std::exp(random.normal(0, 0.4));
        const int first = random.below(3) == 0 ? static_cast<int>(random.below(30)) : 0;
        const int last = random.below(4) == 0 ? a.days - 1 - static_cast<int>(random.below(30)) : a.days - 1;
        double budget = 0;
        for (int d = first; d <= last; d += a.step) {
            const Date day = begin + d;
            if (a.weekdays_only && iso_weekday(day) > 5) continue;
            budget = 0.9 * budget + random.normal(0, 0.06);
            const double weekday = a.step > 1 ? 7 : iso_weekday(day) > 5 ? 0.75 : 1;
            const double mean = volume * weekday * std::exp(budget + demand[static_cast<size_t>(d)] + random.normal(0, 0.05));
            const auto i = random.poisson(mean);
            const auto k = std::min(i, random.poisson(static_cast<double>(i) * ctr * std::exp(random.normal(0, a.rate_noise))));
            const double money = static_cast<double>(k) * cpc * std::exp(random.normal(0, 0.07));
            const auto l = std::min(k, random.poisson(static_cast<double>(k) * cvr * std::exp(convert[static_cast<size_t>(d)])));
            double sales = 0;
            for (int64_t n = 0; n < std::min<int64_t>(l, 400); ++n) sales += aov * random.gamma(2, 0.5);
            if (l > 400) sales *= static_cast<double>(l) / 400;
            rows.push_back({day,
                            {std::string(channels[c % 5]), "campaign " + std::to_string(c)},
                            {i, k, std::llround(money * 100), l, std::llround(sales * 100)}});
        }
    }
    return rows;
}

World world_of(std::vector<Row> rows) {
    return World({{"channel", "dimension", "channel"}, {"campaign", "campaign", ""}},
                 {{"impressions", "impressions"},
                  {"clicks", "clicks"},
                  {"cost", "cost", FieldType::decimal, 2},
                  {"leads", "leads"},
                  {"revenue", "revenue", FieldType::decimal, 2}},
                 std::move(rows));
}

audit::AuditReport audit_of(const World& world, audit::AuditSpec spec) {
    NoProgress quiet;
    return audit::audit({&world.info, world.engine.get(), nullptr}, spec, quiet);
}

std::string listed(const audit::AuditReport& report) {
    std::string out;
    for (const auto& f : report.findings)
        out += f.check + " " + f.column + " [" + f.segment + "] " +
               (f.days ? to_iso(f.days->from) + " " + to_iso(f.days->to) : "") + " x" + std::to_string(f.factor) + " " +
               f.detail + "\n";
    return out;
}

Place some_place(const std::vector<Row>& rows, Random& random, int days, int step) {
    for (;;) {
        const Row& row = rows[random.below(rows.size())];
        Date first = row.day, last = row.day;
        for (const Row& r : rows)
            if (r.dimensions[1] == row.dimensions[1]) {
                first = std::min(first, r.day);
                last = std::max(last, r.day);
            }
        if (row.day - first >= 21 * (step > 1 ? 2 : 1) && last - row.day >= days * step + 21)
            return {*row.dimensions[1], row.day, days * step};
    }
}

void each(std::vector<Row>& rows, const Place& p, const std::function<void(Row&)>& change) {
    for (Row& r : rows)
        if (r.dimensions[1] == p.campaign && r.day >= p.from && r.day < p.from + p.days) change(r);
}

bool found(const audit::AuditReport& report, const std::string& check, const Place& p, int step) {
    return std::ranges::any_of(report.findings, [&](const audit::Finding& f) {
        return f.check == check && f.segment == p.campaign && f.days && std::abs(f.days->from - p.from) <= step &&
               std::abs(f.days->to - (p.from + (p.days - 1))) <= step;
    });
}

int false_alarms(const audit::AuditReport& report, const std::vector<Place>& places) {
    int n = 0;
    for (const auto& f : report.findings)
        n += std::ranges::none_of(places, [&](const Place& p) {
            return f.segment == p.campaign && f.days && f.days->from <= p.from + p.days && p.from - 1 <= f.days->to;
        });
    return n;
}

} // namespace plumbline::testing
