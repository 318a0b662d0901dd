# SPDX-License-Identifier: ISC
# A part of run: instructions, by callgrind
# shellcheck shell=sh disable=SC2154,SC2034,SC2086

programs='yaml-loop antt-validate antt-score antt-aggregate'

count() { # program, records: instructions into $work/ir.PROGRAM.RECORDS
    under "valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=$work/log.$1.$2" "$1" <"$work/$2.yaml" >/dev/null
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log.$1.$2" >"$work/ir.$1.$2"
}

for size in $small $large $plain; do generate "$size" >"$work/$size.yaml"; done
count yaml-loop $plain & count antt-validate $plain
wait
for program in $programs; do
    count "$program" $small & count "$program" $large
    wait
done

slope() { # program: instructions a record
    calculate "($(cat "$work/ir.$1.$large") - $(cat "$work/ir.$1.$small")) / ($large - $small)"
}

echo "Instructions a record of $(($(wc -c <"$work/$large.yaml") / large)) bytes (slope from $small to $large records)"
printf '  %-16s %10s %8s %16s\n' program a-record ratio start
base=$(slope yaml-loop)
for program in $programs; do
    each=$(slope "$program")
    ratio=$(calculate "$each / $base")
    start=$(calculate "$(cat "$work/ir.$program.$small") - $small * $each")
    printf '  %-16s %10.0f %8.3f %16.0f\n' "$program" "$each" "$ratio" "$start"
    row instructions "$program" $large "$each" 'instructions a record'
    row ratio "$program" $large "$ratio" 'of yaml-loop, slope'
    case $program in antt-validate) validate_slope=$ratio ;; antt-score) score_slope=$ratio ;; esac
done
validate_plain=$(calculate "$(cat "$work/ir.antt-validate.$plain") / $(cat "$work/ir.yaml-loop.$plain")")
row ratio antt-validate $plain "$validate_plain" 'of yaml-loop, start included'
printf '  antt-validate against yaml-loop over %d records, start included: %.3f\n' $plain "$validate_plain"
goal "antt-validate costs a fifth of the loop's instructions" "$validate_slope <= 0.2 && $validate_plain <= 0.2" \
    "$validate_slope, $validate_plain with its start"
goal "antt-score costs 1/3.5 of them" "$score_slope * 3.5 <= 1" "$score_slope"
verdict "antt-validate costs at most $most_instructions of the loop's instructions" \
    "$validate_slope <= $most_instructions && $validate_plain <= $most_instructions" "$validate_slope, $validate_plain with its start"
