#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what Plumbline is built from and run with: Debian packages, and the pinned DuckDB. Does nothing where all is there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

packages=(
    # compiler and build
    g++ cmake ninja-build mold pkg-config ccache ca-certificates
    # window, charts, PDF; the four below qt6-l10n-tools are what the CMake package of Qt Charts asks for
    qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libqt6opengl6-dev libxkbcommon-dev libgl1-mesa-dev libvulkan-dev
    fonts-open-sans
    # workspace, files in and out, command line
    libsqlite3-dev nlohmann-json3-dev libyaml-cpp-dev libxlsxwriter-dev libzip-dev libpugixml-dev libcli11-dev libssl-dev
    # mathematics, network
    libeigen3-dev libnlopt-dev libnlopt-cxx-dev libxgboost-dev libcurl4-openssl-dev
    # tests
    libgtest-dev clang-format poppler-utils xvfb
)

fail() {
    echo "$1" >&2
    exit 1
}

missing=()
present=$(dpkg-query -W -f='${db:Status-Status} ${binary:Package}\n' 2>/dev/null | sed -n 's/^installed \([^:]*\).*/\1/p') ||
    fail "Plumbline is installed with Debian's packages, and this system has no dpkg: install the packages listed in packaging/install_deps.sh yourself."
for package in "${packages[@]}"; do
    grep -qxF "$package" <<<"$present" || missing+=("$package")
done
duckdb=${PLUMBLINE_DUCKDB_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/duckdb-1.4.4}
[ -f "$duckdb/.complete" ] || command -v npm >/dev/null || missing+=(nodejs npm)

if [ "${#missing[@]}" -gt 0 ]; then
    by_hand="apt-get install --no-install-recommends ${missing[*]}"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "Packages are missing and only root may install them. As root, run: $by_hand"
        if sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        elif [ -t 0 ] && [ -t 2 ]; then
            echo "Packages are missing (${missing[*]}); sudo asks for your password to install them." >&2
            as_root=(sudo)
        else
            fail "Packages are missing, and sudo would need a password that nobody is here to type. Run: sudo $by_hand"
        fi
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1; }
    apt update || { tail -n 5 "$log" >&2; fail "The package lists could not be read. Check the network connection and run this again."; }
    apt install --no-install-recommends "${missing[@]}" ||
        { tail -n 15 "$log" >&2; fail "The packages could not be installed. Run this to see why: sudo $by_hand"; }
fi

"$here/fetch_duckdb.sh"
