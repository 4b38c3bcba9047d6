#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# R's prophet and forecast packages on the same series and cutoffs, into README.md: forecast_peers.sh FOLDER [METHOD,…]
# Says so and leaves the table as it is where R or the packages are missing (Debian: r-cran-forecast, r-cran-prophet).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if ! command -v Rscript >/dev/null || ! Rscript -e 'for (p in c("forecast", "prophet")) stopifnot(requireNamespace(p, quietly = TRUE))' >/dev/null 2>&1; then
    echo "R with the packages forecast and prophet is not here; nothing was compared."
    exit 0
fi
table=$(Rscript "$here/forecast_peers.R" "$@")
{
    sed '/^<!-- peers: begin -->$/,$d' "$here/README.md"
    echo '<!-- peers: begin -->'
    echo
    echo "$table"
    echo
    echo '<!-- peers: end -->'
    sed '1,/^<!-- peers: end -->$/d' "$here/README.md"
} >"$here/README.md.new"
mv "$here/README.md.new" "$here/README.md"
