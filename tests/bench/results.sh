# SPDX-License-Identifier: ISC
# A part of run: what comes out is what went in, judged and counted
# shellcheck shell=sh disable=SC2154,SC2034,SC2086

generate $short >"$work/short.yaml"
under '' antt-validate <"$work/short.yaml" >"$work/validated.yaml"
verdict 'antt-validate gives back the bytes it read' "$(cmp -s "$work/short.yaml" "$work/validated.yaml" && echo 1 || echo 0)" \
    "$(wc -c <"$work/short.yaml") bytes"
under '' antt-score <"$work/short.yaml" >"$work/scored.yaml"
judged=$(grep -c '^  outcome: ' "$work/scored.yaml")
verdict 'antt-score judges every record' "$judged == $short" "$judged of $short"
wanted=$(awk '/^unit:/ { unit = $2 } /^year:/ { groups[unit $2] } END { for (group in groups) n++; print n }' "$work/short.yaml")
under '' antt-aggregate <"$work/scored.yaml" >"$work/summaries.yaml"
got=$(grep -c '^record: summary' "$work/summaries.yaml")
verdict 'antt-aggregate gives a summary for each unit and year' "$got == $wanted" "$got of $wanted"
