# SPDX-License-Identifier: ISC
# A part of run: clocks, medians of interleaved runs
# shellcheck shell=sh disable=SC2154,SC2086

clocked='cat wc yaml-loop antt-validate antt-score antt-aggregate'
! has antt-xlsx || clocked="$clocked antt-xlsx"
generate $short >"$work/short.yaml"
round=0
while [ $round -lt $rounds ]; do
    for program in $clocked; do
        under "usage $work/clock.$program" "$program" <"$work/short.yaml" >"$work/out"
    done
    round=$((round + 1))
done
bytes=$(wc -c <"$work/short.yaml")
loop_cpu=$(median "$work/clock.yaml-loop" 2)
printf 'Clocks over %d records, %d bytes (medians of %d interleaved runs; ratio: of the CPU time of yaml-loop)\n' \
    $short "$bytes" $rounds
printf '  %-16s %10s %10s %10s %8s\n' program wall-ms cpu-ms MB/s-cpu ratio
for program in $clocked; do
    wall=$(calculate "$(median "$work/clock.$program" 1) / 1000")
    cpu=$(calculate "($(median "$work/clock.$program" 2) + 1) / 1000")
    ratio=$(calculate "$cpu * 1000 / $loop_cpu")
    printf '  %-16s %10.1f %10.1f %10.1f %8.3f\n' "$program" "$wall" "$cpu" "$(calculate "$bytes / 1000 / $cpu")" "$ratio"
    row wall "$program" $short "$wall" milliseconds
    row cpu "$program" $short "$cpu" milliseconds
    row cpu-ratio "$program" $short "$ratio" 'of yaml-loop'
done
