# SPDX-License-Identifier: ISC
# A part of run: peak memory, and what it grows by
# shellcheck shell=sh disable=SC2154,SC2034,SC2086

# Every record is of an area of its own, so that validate and score have a key for each. antt-aggregate has one for each
# unit and year; antt-xlsx may grow with nothing, and is counted by the record.
fewer=$((records / 4))
printf 'Peak memory\n  %-16s %12s %12s %10s %12s\n' program "$fewer" "$records" keys bytes-a-key
peak() { # program, records: KiB
    generate "$2" 1 | under "usage $work/peak.$1.$2" "$1" | grep -c '^record: ' >"$work/keys.$1.$2" || :
    awk '{ print $3 }' "$work/peak.$1.$2"
}
for program in antt-validate antt-score antt-aggregate antt-xlsx; do
    has $program || continue
    few=$(peak $program $fewer) many=$(peak $program "$records")
    keys=$(($(cat "$work/keys.$program.$records") - $(cat "$work/keys.$program.$fewer")))
    [ "$keys" -gt 0 ] || keys=$((records - fewer))
    [ $program = antt-aggregate ] && most=$most_bytes_a_group || most=$most_bytes_a_key
    growth=$(calculate "($many - $few) * 1024 / $keys")
    printf '  %-16s %8d KiB %8d KiB %10d %12.1f\n' $program "$few" "$many" "$keys" "$growth"
    row memory $program $fewer "$few" KiB
    row memory $program "$records" "$many" KiB
    row growth $program "$records" "$growth" 'bytes a key'
    [ $program = antt-xlsx ] && base_memory=16384 || base_memory=8192
    goal "$program takes at most $((base_memory / 1024)) MB and 64 bytes a key" \
        "$many <= $base_memory + $(cat "$work/keys.$program.$records") * 64 / 1024" "$many KiB"
    verdict "$program grows by at most $most bytes a key" "$growth <= $most" "$growth"
done
