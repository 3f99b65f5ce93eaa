#!/bin/sh
# web.sh - builds the page (web/dist) when a file of it has changed. Needs Node; without it the
# program is built all the same and says so where the page would be.
set -eu
cd "$(dirname "$0")/../web"

if ! command -v npm >/dev/null; then
    echo "web: npm is not installed: the page is left out (the command line needs none of it)"
    exit 0
fi
# What dist was built from: names and contents.
stamp=$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f ! -name meson.build -print |
    LC_ALL=C sort | xargs sha256sum | sha256sum)
[ ! -e dist/stamp ] || [ "$(cat dist/stamp)" != "$stamp" ] || exit 0
lock=$(sha256sum package-lock.json)
if [ ! -e node_modules/stamp ] || [ "$(cat node_modules/stamp)" != "$lock" ]; then
    echo "web: installing what the page is built with"
    npm ci --ignore-scripts --loglevel=error >npm.log 2>&1 || {
        echo "web: npm ci failed: $(grep -m 1 -iE 'err' npm.log || true) (see web/npm.log)" >&2
        exit 1
    }
    rm -f npm.log
    echo "$lock" >node_modules/stamp
fi
echo "web: building the page"
npm run --silent build
echo "$stamp" >dist/stamp
