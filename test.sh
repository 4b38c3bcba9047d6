#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything with warnings as errors, checks the formatting, runs every test without a window.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
step_total=4
. packaging/steps.sh

step "Looking for what is missing" "Do what the sentence above says, then run 'bash test.sh' again."
bash packaging/install_deps.sh

step "Checking the formatting" "Run 'bash packaging/format.sh --fix', then 'bash test.sh' again."
bash packaging/format.sh

step "Building Plumbline and its tests (the first time takes some minutes)" \
    "Correct what the compiler names above, then run 'bash test.sh' again."
configure ci
cmake --build --preset ci

step "Running the tests" "Correct what the failed tests name, then run 'bash test.sh' again."
trap - EXIT # the last lines are ctest's own
ctest --preset ci
