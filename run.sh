#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a checkout to the window: installs what is missing, builds, makes the sample workspace, opens it.
# Without a display it leaves the same pages as a PDF and pictures in out/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
step_total=4
. packaging/steps.sh

step "Looking for what is missing" "Do what the sentence above says, then run 'bash run.sh' again."
bash packaging/install_deps.sh

step "Building Plumbline (the first time takes some minutes)" \
    "If the lines above name no cause, delete the folder 'build' and run 'bash run.sh' again."
configure release $(werror_option)
cmake --build build --target plumbline plumbline-cli plumbline-reader

workspace=${XDG_DATA_HOME:-$HOME/.local/share}/plumbline/sample
step "Preparing the sample workspace in $workspace" \
    "Check that you may write to that folder and that the disk has 1 GB left, then run 'bash run.sh' again."
if [ ! -f "$workspace/state.sqlite" ]; then
    # Made beside its place and moved there whole, so that an interrupted run leaves no half sample.
    making=$(dirname "$workspace")/.making
    rm -rf "$making"
    mkdir -p "$making"
    build/bin/plumbline-cli sample --workspace "$making/sample" >/dev/null
    mv "$making/sample" "$workspace"
    rmdir "$making"
fi

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    step "Opening the window" "If no window came up, check that this terminal may reach your screen; without one, unset DISPLAY."
    build/bin/plumbline --workspace "$workspace"
else
    step "Drawing the pages (there is no display here)" \
        "Close any other Plumbline that has the sample open, then run 'bash run.sh' again."
    QT_QPA_PLATFORM=offscreen build/bin/plumbline --workspace "$workspace" --render out
    [ -s out/dashboard.pdf ] || { echo "out/dashboard.pdf was not written." >&2; exit 1; }
    echo "Done. Look at:"
    find "$PWD/out" -maxdepth 1 -type f \( -name '*.pdf' -o -name '*.png' \) | sort | sed 's/^/  /'
fi
