# SPDX-License-Identifier: ISC
# A part of run: records of every kind, as their definitions have them
# shellcheck shell=sh disable=SC2154,SC2086

printf 'Records of every kind (%d each)\n  %-16s %10s %12s\n' $small kind bytes ir-a-byte
for file in "$ANTT_TOP"/lib/defs/kinds/*.yaml; do
    kind=${file##*/} kind=${kind%.yaml}
    anykind "$kind" $small >"$work/kind.yaml"
    under "valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=$work/log.kind" antt-validate \
        <"$work/kind.yaml" >"$work/kind.out" 2>"$work/kind.err" || :
    verdict "$kind: $small records made after the definition are all sound" \
        "$(cmp -s "$work/kind.yaml" "$work/kind.out" && echo 1 || echo 0)" "$(wc -l <"$work/kind.err") messages"
    bytes=$(wc -c <"$work/kind.yaml")
    each=$(calculate "$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log.kind") / $bytes")
    printf '  %-16s %10d %12.1f\n' "$kind" "$bytes" "$each"
    row kind "$kind" $small "$each" 'instructions a byte, start included'
done
