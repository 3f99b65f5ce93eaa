#!/bin/sh
# run.sh PROGRAM TEST.sh: runs TEST.sh in a scratch folder, with PROGRAM in the
# path, and compares what it prints with TEST.out, TEST.err and TEST.code.
# SUYUAN_ACCEPT=1 writes those files instead: look at the diff.
set -eu
program=$1
script=$(realpath "$2")
base=${script%.sh}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/suyuan-cli.XXXXXX")
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
mkdir "$scratch/work" "$scratch/bin"
ln -s "$(realpath "$program")" "$scratch/bin/suyuan"
HERE=$(dirname "$script")
PATH=$scratch/bin:$PATH
LC_ALL=C.UTF-8
export HERE PATH LC_ALL
unset SUYUAN_LOG 2>/dev/null || true

code=0
(cd "$scratch/work" && sh "$script") >"$scratch/out" 2>"$scratch/err" || code=$?
if [ "$code" = 77 ]; then # skipped, with its reason
    cat "$scratch/out"
    exit 77
fi
echo "$code" >"$scratch/code"
failed=0
for kind in out err code; do
    if [ -n "${SUYUAN_ACCEPT:-}" ]; then
        cp "$scratch/$kind" "$base.$kind"
    else
        diff -u "$base.$kind" "$scratch/$kind" || failed=1
    fi
done
exit $failed
