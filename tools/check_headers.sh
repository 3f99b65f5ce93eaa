#!/bin/sh
# check_headers.sh SOURCE_ROOT: every header compiles alone, as C and as C++.
set -eu
cd "$1"
failed=0
for header in $(find src include -name '*.h' | sort); do
    for language in c:c17 c++:c++17; do
        echo "#include \"$header\"" |
            ${CC:-cc} -x "${language%:*}" "-std=${language#*:}" -D_GNU_SOURCE -Wall -Wextra -Werror \
                -fsyntax-only -Isrc -Iinclude ${DUCKDB_FOLDER:+-isystem "$DUCKDB_FOLDER"} - || {
            echo "$header does not compile alone as ${language%:*}" >&2
            failed=1
        }
    done
done
exit $failed
