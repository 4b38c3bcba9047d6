# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: says which step they are at, and ends a failure with one sentence that tells what to do.
step_number=0
step_total=${step_total:-0}
step_name=starting
step_hint="Read the lines above and run the command again."

# step NAME HINT: begins a step; HINT is what to do where it fails.
step() {
    step_number=$((step_number + 1))
    step_name=$1
    step_hint=$2
    printf '[%d/%d] %s\n' "$step_number" "$step_total" "$step_name"
}

finish_with_advice() {
    local status=$?
    trap - EXIT
    [ "$status" -eq 0 ] || printf '\n%s stopped at step %d of %d (%s). %s\n' \
        "$(basename "$0")" "$step_number" "$step_total" "$step_name" "$step_hint" >&2
    exit "$status"
}
trap finish_with_advice EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# configure PRESET [OPTION…]: configures build/, with ccache where it is there.
configure() {
    local preset=$1
    shift
    local options=("$@")
    if command -v ccache >/dev/null && [ ! -f build/CMakeCache.txt ]; then
        # GCC needs -fpch-preprocess for ccache to see through a precompiled header.
        options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_FLAGS=-fpch-preprocess)
    fi
    cmake --preset "$preset" "${options[@]}" >build.log 2>&1 || { tail -n 25 build.log >&2; return 1; }
    rm -f build.log
}
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

# Warnings are errors where the compiler is the one that the tests run with: run.sh and test.sh then share every object file.
werror_option() {
    local name
    name=$(. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_CODENAME:-}")
    [ "$name" != bookworm ] || printf '%s' -DPLUMBLINE_WERROR=ON
}
