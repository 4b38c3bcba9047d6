#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the comparison of all forecasting methods into README.md: forecast_table.sh BENCH_PROGRAM FOLDER_OF_SERIES
# FOLDER holds CSV files with ds,y and a manifest.csv with file, frequency and horizon.
set -euo pipefail
program=$1 folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
new=$(mktemp)
{
    sed '/^<!-- forecast: begin -->$/,$d' "$here/README.md"
    echo '<!-- forecast: begin -->'
    echo
    "$program" "$folder"
    echo
    echo '### Made-up series'
    echo
    echo 'Two of each kind (trend and week, multiplicative year, random walk, step, change of slope, intermittent, short, weekly with a year, monthly, moving holidays, changing season, noise), another seed than the one used in development.'
    "$program" simulated 2
    echo
    echo '### Made-up series, another recipe'
    echo
    echo 'Twelve each of days, weeks and months with ingredients drawn by chance: a wandering level, steps, breaks, week, year with a peak before Christmas, moving feasts, paydays, promotions, outliers, gaps, counts with zeros, short histories. No setting was chosen on them.'
    "$program" mixed 12
    echo
    echo '### Shops: what settings were chosen on'
    echo
    echo 'Ten each of days, weeks and months, made up from growth that changes, steps, a week, bumps in the year, moving feasts, promotions that recur, heavy-tailed noise and single wild values; another seed than the one that was looked at.'
    "$program" shops 10 4711
    echo
    echo '### Markets: held out'
    echo
    echo 'Ten each, made up from what people do: customers won in flights of advertising, launches, prices, closed days, outages, bursts, bunched volatility, counts. No setting was chosen on them.'
    "$program" markets 10 2026
    echo
    echo '### Speed'
    echo
    "$program" speed
    echo
    echo '<!-- forecast: end -->'
    sed '1,/^<!-- forecast: end -->$/d' "$here/README.md"
} >"$new"
mv "$new" "$here/README.md"
