#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts DuckDB 1.4.4 (the official libduckdb and its C header) into the cache, with its checksum verified.
set -euo pipefail
version=1.4.4
case "$(uname -m)" in
    x86_64)  platform=linux-x64;   sum=732fac4dc6b8f198870b9c4bb6ddf13544466daca00ad28ba2f1d80de5d7aa4b ;;
    *) echo "Plumbline's pinned DuckDB is for x86_64; this machine is $(uname -m). Install libduckdb $version yourself: CMake prefers a system DuckDB." >&2; exit 1 ;;
esac
header_sum=5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed
target=${PLUMBLINE_DUCKDB_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/duckdb-$version}
[ -f "$target/.complete" ] && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
fetch() { # package, checksum, file
    npm pack --silent "$1" >/dev/null 2>npm.log || { echo "Could not download $1: $(tail -n 1 npm.log). Check the network connection and run this again." >&2; exit 1; }
    echo "$2  $3" | sha256sum --check --status || { echo "The download of $1 does not match its pinned checksum, so it was not used. Run this again; if it repeats, the package was changed." >&2; exit 1; }
}
fetch "@duckdb/node-bindings-$platform@$version-r.4" "$sum" "duckdb-node-bindings-$platform-$version-r.4.tgz"
fetch "duckdb@$version" "$header_sum" "duckdb-$version.tgz"
mkdir -p "$target/lib" "$target/include"
tar xzf "duckdb-node-bindings-$platform-$version-r.4.tgz" package/libduckdb.so package/LICENSE
mv package/libduckdb.so "$target/lib/"
mv package/LICENSE "$target/LICENSE"
tar xzf "duckdb-$version.tgz" package/src/duckdb/src/include/duckdb.h
mv package/src/duckdb/src/include/duckdb.h "$target/include/"
touch "$target/.complete"
