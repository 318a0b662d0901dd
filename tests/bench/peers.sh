# SPDX-License-Identifier: ISC
# A part of run: jq, Miller and recutils on the same records in their formats
# shellcheck shell=sh disable=SC2154,SC2086

generate $short >"$work/short.yaml"
antt-table -k area -t jsonl "$work/short.yaml" >"$work/short.jsonl"
antt-table -k area "$work/short.yaml" | tr -d '\r' >"$work/short.csv"
{
    printf '%%rec: area\n%%mandatory: id name unit year\n%%type: crimes,population int\n%%type: resolution_date date\n\n'
    mlr --icsv --ocsv rename -g -r '\.,_' "$work/short.csv" | csv2rec
} >"$work/short.rec"
printf -- '---\nrecord: area\nid: 1\nname: a\nunit: "1"\nyear: 2020\ncrimes: many\n' | cat "$work/short.yaml" - >"$work/bad.yaml"
printf '\nid: 1\nname: a\nunit: 1\nyear: 2020\ncrimes: many\n' | cat "$work/short.rec" - >"$work/bad.rec"

task() { # name: input, command and what makes its result comparable
    case $1 in
    'antt-aggregate, sums') set -- short.yaml antt-aggregate 'antt-table --no-header -f group.unit,group.year,area.crimes,area.population' ;;
    'jq, sums') set -- short.jsonl "jq -nr 'reduce inputs as \$r ({}; .[\$r.unit + \",\" + (\$r.year | tostring)] |=
        [(.[0] // 0) + \$r.crimes, (.[1] // 0) + \$r.population]) | to_entries[] | \"\\(.key),\\(.value[0]),\\(.value[1])\"'" sort ;;
    'mlr CSV, sums') set -- short.csv 'mlr --icsv --ocsv --headerless-csv-output stats1 -a sum -f crimes,population -g unit,year' sort ;;
    'mlr JSON, sums') set -- short.jsonl 'mlr --ijsonl --ocsv --headerless-csv-output stats1 -a sum -f crimes,population -g unit,year' sort ;;
    'antt-select, some') set -- short.yaml "antt-select 'year >= 2022 and crimes > 5'" 'grep -c ^record:' ;;
    'jq, some') set -- short.jsonl "jq -c 'select(.year >= 2022 and .crimes > 5)'" 'grep -c {' ;;
    'mlr CSV, some') set -- short.csv "mlr --icsv --ocsv filter '\$year >= 2022 && \$crimes > 5'" 'grep -c ^area' ;;
    'recsel, some') set -- short.rec "recsel -t area -e 'year >= 2022 && crimes > 5'" 'grep -c ^record:' ;;
    'antt-validate, check') set -- short.yaml 'antt-validate -q -n' 'wc -l' ;;
    'recfix, check') set -- short.rec 'recfix' 'wc -l' ;;
    esac
    input=$work/$1 command=$2 compared=$3
}

jobs='antt-aggregate, sums;jq, sums;mlr CSV, sums;mlr JSON, sums;antt-select, some;jq, some;mlr CSV, some;recsel, some;
antt-validate, check;recfix, check'
round=0
while [ $round -lt 3 ]; do
    printf '%s' "$jobs" | tr -d '\n' | tr ';' '\n' >"$work/jobs"
    echo >>"$work/jobs"
    while IFS= read -r job; do
        task "$job"
        usage "$work/clock.$job" sh -c "exec $command" <"$input" >"$work/result.$job"
    done <"$work/jobs"
    round=$((round + 1))
done

printf 'Peers over %d records (medians of 3 interleaved runs; ratio: of the CPU time of ours on the same job)\n' $short
printf '  %-24s %10s %12s %8s\n' job cpu-ms memory-KiB ratio
while IFS= read -r job; do
    task "$job"
    sh -c "$compared" <"$work/result.$job" | tr -d '\r' >"$work/compared.$job"
    cpu=$(median "$work/clock.$job" 2)
    case $job in antt-*) ours=$job our_cpu=$cpu ;; *) same "$job: the result of $ours" "$work/compared.$ours" "$work/compared.$job" ;; esac
    ratio=$(calculate "$cpu / $our_cpu")
    printf '  %-24s %10.1f %12d %8.2f\n' "$job" "$(calculate "$cpu / 1000")" "$(median "$work/clock.$job" 3)" "$ratio"
    row peer-cpu "$(echo "$job" | tr -d ,)" $short "$(calculate "$cpu / 1000")" milliseconds
    row peer-ratio "$(echo "$job" | tr -d ,)" $short "$ratio" 'of ours'
done <"$work/jobs"
ours=0 theirs=0
antt-validate -q -n "$work/bad.yaml" 2>"$work/ours.err" || ours=$?
recfix "$work/bad.rec" >"$work/theirs.err" 2>&1 || theirs=$?
verdict 'antt-validate and recfix both refuse a count that is a word' \
    "$(grep -q 'crimes.*many' "$work/ours.err" && grep -q 'invalid integer' "$work/theirs.err" && echo "$ours == 1 && $theirs == 1" ||
        echo 0)" "status $ours and $theirs"
