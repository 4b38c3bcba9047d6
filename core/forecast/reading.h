// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/date.h"
#include "core/base/format.h"
#include "core/forecast/prophet.h"

namespace plumbline::forecast {

/// How much of what is left after the other parts a part explains: max(0, 1 - Var(rest) / Var(part + rest)) (Wang, Smith and
/// Hyndman, 2006).
struct Strength {
    std::string component;
    double value = 0; ///< 0 none, 1 all
};

/// A weekday or a week of the year, and what it adds as a share of the trend.
struct Slot {
    int index = 0; ///< weekday 1 Monday to 7 Sunday; ISO week 1 to 52; month 1 to 12
    double effect = 0;
};

/// What a series is made of, from a fit with parts.
struct Reading {
    std::vector<Strength> strengths;  ///< trend first, then the seasons
    std::vector<Slot> weekdays;       ///< seven, Monday first; empty without a weekly part
    std::vector<Slot> weeks;          ///< by week of the year; empty without a yearly part or where rows are months
    std::vector<Slot> months;         ///< by month of the year
    std::vector<EventEffect> events;  ///< largest first
    std::vector<ChangePoint> changes; ///< those worth a sentence, by date; neighbours of one direction are one
    double level = 0;                 ///< mean size of the series; 0: slopes are not in its unit (logistic growth)
    bool multiplicative = false;      ///< effects of events are shares of the trend
};

/// `fit`: of `series`, with the parts "trend", "weekly", "yearly" as Prophet names them.
Reading read_series(const Series& series, const Fitted& fit);

/// One sentence a finding: "Growth slowed by a third on 14 Mar 2026 (from 2.1% to 1.4% a month)." First changes, then best and
/// worst weekdays and weeks.
std::vector<std::string> sentences(const Reading& reading, Language language);
/// "Black Friday adds about 372,000 (350,000 to 394,000) each time.", the largest first; only those whose interval leaves out 0.
std::vector<std::string> event_sentences(const Reading& reading, Language language);
/// The same findings for a program, with the sentences: {strengths, changes, weekdays, weeks, months, events, sentences}; JSON
/// text.
std::string reading_json(const Reading& reading, Language language);
/// "Growth slowed by a third on 14 Mar 2026", and from and to how much of `level` a month, where that is above 0.
std::string change_sentence(const ChangePoint& change, Language language, double level = 0);

} // namespace plumbline::forecast
