# SPDX-License-Identifier: ISC
# A part of run: the job as four filters, and as an office does it in Python
# shellcheck shell=sh disable=SC2154,SC2086

figures='total considered registered met not_met undecided recognised households households_registered population crimes
    social_evils violations'
generate $short >"$work/short.yaml"

chain() { # measurers of the four filters, as a prefix of their files
    under "usage $1.1" antt-validate <"$work/short.yaml" |
        under "usage $1.2" antt-score -c tt124-2021 |
        under "usage $1.3" antt-aggregate |
        under "usage $1.4" antt-xlsx -r summary
}

cells() { # workbook: the numbers and formulas of its summary's columns that are no text
    rm -rf "$work/unpacked"
    unzip -q -d "$work/unpacked" "$1"
    "$ANTT_TOP/tests/sheet-cells.pl" "$work/unpacked" 1 |
        awk -F '\t' '$1 ~ /^[ACDEFHIJ][1-9][0-9]+$/ && $2 != "text" { printf "%s\t%s\t%.10g\n", $1, $4, $5 }'
}

round=0
while [ $round -lt 5 ]; do
    started=$(date +%s%N)
    chain "$work/four"
    echo "$((($(date +%s%N) - started) / 1000))" >>"$work/four.wall"
    usage "$work/office" "$ANTT_TOP/tests/bench/office.py" "$work/office.xlsx" "$work/office.csv" \
        <"$work/short.yaml"
    usage "$work/loop" yaml-loop <"$work/short.yaml"
    round=$((round + 1))
done

fields=group.unit,group.year
for figure in $figures; do fields=$fields,area.$figure; done
antt-validate -q "$work/short.yaml" | antt-score -c tt124-2021 | antt-aggregate | antt-table --no-header -f "$fields" |
    tr -d '\r' >"$work/ours.csv"
sed 1d "$work/office.csv" >"$work/theirs.csv"
same 'the counts of all communes and years are those of the program in Python' "$work/ours.csv" "$work/theirs.csv"
cells "$work/book.xlsx" >"$work/ours.cells"
cells "$work/office.xlsx" >"$work/theirs.cells"
same 'so are the numbers and formulas of the workbook' "$work/ours.cells" "$work/theirs.cells"

for filter in 1 2 3 4; do median "$work/four.$filter" 2; done >"$work/four.cpu"
for filter in 1 2 3 4; do median "$work/four.$filter" 3; done >"$work/four.memory"
our_wall=$(median "$work/four.wall" 1)
our_cpu=$(awk '{ sum += $1 } END { print sum }' "$work/four.cpu")
our_memory=$(awk '{ sum += $1 } END { print sum }' "$work/four.memory")
printf 'validate | score | aggregate | xlsx summary over %d records, %d processors (medians of 5 interleaved runs)\n' \
    $short "$(nproc)"
printf '  %-16s %10s %10s %12s\n' program wall-ms cpu-ms memory-KiB
tell() { # program, wall, cpu, memory
    printf '  %-16s %10.1f %10.1f %12d\n' "$1" "$(calculate "$2 / 1000")" "$(calculate "$3 / 1000")" "$4"
    row job-wall "$1" $short "$(calculate "$2 / 1000")" milliseconds
    row job-cpu "$1" $short "$(calculate "$3 / 1000")" milliseconds
    row job-memory "$1" $short "$4" KiB
}
loop_wall=$(median "$work/loop" 1) python_cpu=$(median "$work/office" 2)
tell yaml-loop "$loop_wall" "$(median "$work/loop" 2)" "$(median "$work/loop" 3)"
tell 'four filters' "$our_wall" "$our_cpu" "$our_memory"
tell office.py "$(median "$work/office" 1)" "$python_cpu" "$(median "$work/office" 3)"
goal 'the four filters are not slower (wall) than the bare loop' "$our_wall <= $loop_wall" \
    "$(calculate "$our_wall / $loop_wall") of its time"
goal 'they take a fortieth of the CPU time of the program in Python' "$our_cpu * 40 <= $python_cpu" \
    "1/$(calculate "$python_cpu / $our_cpu")"
goal 'and 22 MB of memory together' "$our_memory <= 22 * 1024" "$our_memory KiB"
