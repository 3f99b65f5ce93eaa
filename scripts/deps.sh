#!/bin/sh
# deps.sh - installs what the build needs: Debian packages (scripts/apt-packages)
# and DuckDB out of npm packages (third_party/duckdb/packages.lock). Does
# nothing, quickly, when all is there. Says in one line what is missing.
# DUCKDB=DIR: DuckDB is there already (the Makefile hands it to the build).
set -eu
cd "$(dirname "$0")/.."
deps=.deps
duckdb=$deps/duckdb
lock=third_party/duckdb/packages.lock

fail() {
    echo "deps: $*" >&2
    exit 1
}

missing_packages() {
    wanted=$(grep -v '^#' scripts/apt-packages)
    # For DuckDB's packages and the page. A node that came from elsewhere is as good as Debian's.
    command -v node >/dev/null || wanted="$wanted nodejs"
    command -v npm >/dev/null || wanted="$wanted npm"
    for package in $wanted; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] || printf '%s ' "$package"
    done
}

install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "deps: not a Debian system: the packages in scripts/apt-packages are up to you" >&2
        return
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            fail "these packages are missing and sudo is not there to install them: $missing"
        as_root=sudo
    fi
    echo "deps: installing $missing"
    log=$deps/apt.log
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { $as_root apt-get -q update &&
        $as_root apt-get -q -y --no-install-recommends install $missing; } >"$log" 2>&1 ||
        fail "apt-get could not install $missing: $(grep '^E:' "$log" | head -n 1) (see $log)"
}

# Fetches one package as a tarball, checks it, unpacks the one file.
fetch() {
    package=$1 integrity=$2 file=$3
    work=$(mktemp -d "$deps/fetch.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    echo "deps: fetching $package"
    (cd "$work" && npm pack --loglevel=error --ignore-scripts "$package" >npm.log 2>&1) ||
        fail "npm could not fetch $package (no network?): $(grep -m 1 -iE 'npm err(or|!) [a-z]' "$work/npm.log" || true)"
    tarball=$(find "$work" -name '*.tgz')
    found=sha512-$(openssl dgst -sha512 -binary "$tarball" | base64 -w 0)
    [ "$found" = "$integrity" ] || fail "$package is not what $lock pins: $found"
    tar -xzf "$tarball" -C "$work" "$file"
    mv "$work/$file" "$duckdb/"
    rm -rf "$work"
}

install_duckdb() {
    if [ -n "${DUCKDB:-}" ] || cmp -s "$lock" "$duckdb/stamp"; then return; fi
    machine=$(uname -m)
    grep -q "^$machine " "$lock" || fail "$lock names no DuckDB for $machine; use DUCKDB=DIR"
    rm -rf "$duckdb"
    mkdir -p "$duckdb"
    grep -E "^($machine|any) " "$lock" | while read -r _ package integrity file; do
        fetch "$package" "$integrity" "$file"
    done
    cp "$lock" "$duckdb/stamp"
}

mkdir -p "$deps"
install_packages
install_duckdb
