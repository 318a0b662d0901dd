#!/bin/sh
# SPDX-License-Identifier: ISC
# Each fuzzing harness over its seeds, among them all that was ever found, and over a few mutations of them.
# make fuzz goes on from there.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

for source in "$ANTT_TOP"/tests/fuzz/*.c; do
    harness=${source##*/} harness=${harness%.c}
    mkdir "$harness"
    "$ANTT_TOP/tests/fuzz/seed" "$harness" "$harness"
    case $harness in # the programs load all definitions each time
    filters | import | definitions) set -- ;;
    readers | stream | writer) set -- -n 4 -g 3000 ;;
    *) set -- -n 4 ;;
    esac
    run "$ANTT_BIN/../harness/$harness" "$@" "$harness"/*
    is "$harness: status" "$status" 0
    is "$harness: all seeds" "$(grep " files" out)" "$(find "$harness" -type f | wc -l) files"
done

finish
