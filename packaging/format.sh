#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks that every C++ source is formatted as .clang-format says. With --fix it formats them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ! command -v clang-format >/dev/null; then
    echo "clang-format is missing: run 'bash packaging/install_deps.sh' first." >&2
    exit 1
fi
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    list() { git ls-files -z -- '*.cpp' '*.h'; }
else
    list() { find app core ui tests bench -name '*.cpp' -print0 -o -name '*.h' -print0; }
fi
existing() { while IFS= read -r -d '' file; do [ ! -f "$file" ] || printf '%s\0' "$file"; done; }
if [ "${1:-}" = "--fix" ]; then
    list | existing | xargs -0 -r -P 2 -n 20 clang-format -i
    exit 0
fi
problems=$(list | existing | xargs -0 -r clang-format --dry-run 2>&1 | sed -n 's/: warning: code should be clang-formatted.*//p' | cut -d: -f1 | sort | uniq -c | sort -rn) || true
if [ -n "$problems" ]; then
    echo "These files are not formatted (number of places, file):" >&2
    echo "$problems" >&2
    echo "Run 'bash packaging/format.sh --fix' and commit what it changed." >&2
    exit 1
fi
