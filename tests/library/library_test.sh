#!/bin/sh
# library_test.sh BUILD SOURCE: installs into an empty folder, compiles the example against what
# lies there and nothing else, in C and a program of all headers in C++, and runs it.
set -eu
build=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
meson install -C "$build" --no-rebuild --quiet --destdir "$work" >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}
pc=$(find "$work" -name suyuan-flow.pc)
flags=$(PKG_CONFIG_PATH=$(dirname "$pc") PKG_CONFIG_SYSROOT_DIR="$work" \
    pkg-config --cflags --libs suyuan-flow)
library=$(dirname "$(find "$work" -name libsuyuan-flow.so)")
cd "$work"
# shellcheck disable=SC2086
cc -std=c17 -Wall -Wextra -Werror ${CHECK_FLAGS:-} "$source/examples/follow.c" $flags -o follow
LD_LIBRARY_PATH="$library" ./follow >out
diff "$source/tests/library/follow.out" out
echo '#include <suyuan/flow.h>
int main() { return sy_rule_name(SY_FIFO)[0] != 102; }' >all.cpp
# shellcheck disable=SC2086
c++ -std=c++17 -Wall -Wextra -Werror ${CHECK_FLAGS:-} all.cpp $flags -o all
LD_LIBRARY_PATH="$library" ./all
# Nothing private shows.
if nm -D --defined-only "$library/libsuyuan-flow.so" | grep -E 'sy_(scope|holdings|walk|fens|tally)_'; then
    echo "private functions are exported" >&2
    exit 1
fi
