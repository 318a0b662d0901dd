# SPDX-License-Identifier: ISC
# A part of run: twice the input, by instructions and by clocks
# shellcheck shell=sh disable=SC2154,SC2034,SC2086

generate $plain >"$work/$plain.yaml"
generate $((2 * plain)) >"$work/double.yaml"
printf 'Twice the input: %d and %d records (CPU time: least of 3 interleaved runs)\n  %-16s %10s %10s %8s\n' \
    $plain $((2 * plain)) program once-ms twice-ms ratio
for program in antt-validate antt-score antt-aggregate antt-xlsx; do
    has $program || continue
    for round in 1 2 3; do
        for size in $plain double; do
            under "usage $work/clock.$program.$size" $program <"$work/$size.yaml" >"$work/out"
        done
    done
    once=$(sort -n -k 2 "$work/clock.$program.$plain" | awk 'NR == 1 { print $2 }')
    twice=$(sort -n -k 2 "$work/clock.$program.double" | awk 'NR == 1 { print $2 }')
    ratio=$(calculate "$twice / $once")
    printf '  %-16s %10.1f %10.1f %8.3f\n' $program "$(calculate "$once / 1000")" "$(calculate "$twice / 1000")" "$ratio"
    row doubling $program $plain "$ratio" 'CPU time of twice the input'
    goal "$program takes at most 2.05 times as long for twice the input" "$ratio <= 2.05" "$ratio"
done
