# SPDX-License-Identifier: ISC
# A part of run: the four filters one after the other, everything kept
# shellcheck shell=sh disable=SC2154,SC2034,SC2086

if has antt-xlsx; then
    : >"$work/failed"
    started=$(date +%s)
    generate "$records" |
        { under "usage $work/chain.validate" antt-validate || echo validate >>"$work/failed"; } |
        { under "usage $work/chain.score" antt-score || echo score >>"$work/failed"; } |
        { under "usage $work/chain.aggregate" antt-aggregate -k || echo aggregate >>"$work/failed"; } |
        { under "usage $work/chain.xlsx" antt-xlsx || echo xlsx >>"$work/failed"; }
    seconds=$(($(date +%s) - started))
    printf 'validate | score | aggregate | xlsx over %d records: %d s\n' "$records" "$seconds"
    row wall chain "$records" "$seconds" seconds
    for program in validate score aggregate xlsx; do
        awk -v name=antt-$program '{ printf "  %-16s %8.1f s cpu %8d KiB\n", name, $2 / 1e6, $3 }' "$work/chain.$program"
        row chain-cpu antt-$program "$records" "$(awk '{ print $2 / 1e6 }' "$work/chain.$program")" seconds
        row chain-memory antt-$program "$records" "$(awk '{ print $3 }' "$work/chain.$program")" KiB
    done
    verdict "$records records go through the four filters" \
        "$([ ! -s "$work/failed" ] && [ "$(head -c 2 "$work/book.xlsx")" = PK ] && echo 1 || echo 0)" "$(tr '\n' ' ' <"$work/failed")${seconds} s"
fi
