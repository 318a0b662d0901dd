#!/bin/sh
# SPDX-License-Identifier: ISC
# Definitions of our own of measures, criteria and kinds: under faulty ones nothing is done, and the message has the place.
. "${0%/*}/lib.sh"

cat >area.yaml <<'END'
---
record: area
id: 14809-07
name: Khu phố 7
unit: "14809"
year: 2023
crimes: 3
END

# --- measures: what is counted ---

measures() { # lines of a definition on standard input
    rm -rf ours && mkdir -p ours/measures && { echo 'measures: mine'; cat; } >ours/measures/mine.yaml
}
not_counted() { # what, message, with the place in the definition
    expect "measures: $1" -s 2 -e "ours/measures/mine.yaml:$2 [bad-definition]" -- antt-aggregate -d ours area.yaml
}
measures <<'END'
classes: [area]
figures:
  - {figure: quiet, vi: "Không có vụ việc", count: "crimes == 0"}
  - {figure: loud, vi: "Số vụ", sum: crimes, among: "crimes > 2"}
END
expect 'measures of our own are counted' -c 'quiet: 0, loud: 3, loud_missing: 0}' -- antt-aggregate -d ours area.yaml
measures <<'END'
classes: [area]
figures: [{figure: quiet, counts: "crimes == 0"}]
END
not_counted 'a key that there is not' "3:35: error: unknown key 'counts'; did you mean 'count'?"
needs="a figure needs \`figure\`, its name, and either \`count\` or \`sum\` (with \`among\`)"
for entry in '{count: "crimes == 0"}' '{figure: a}' '{figure: a, count: "crimes == 0", sum: crimes}' '{figure: a, count: "crimes == 0", among: "crimes > 2"}'; do
    printf 'classes: [area]\nfigures:\n  - %s\n' "$entry" | measures
    not_counted "$entry" "4:5: error: $needs"
done
measures <<'END'
classes: [area]
figures:
  - {figure: twice, sum: crimes}
  - {figure: twice, count: "crimes == 0"}
END
not_counted 'one name for two figures' "5:5: error: a second figure 'twice' of area"
measures <<'END'
classes: [area, areas]
figures: [{figure: a, sum: crimes}]
END
not_counted 'a class that no kind has' '2:17: error: no kind has this class'
measures <<'END'
classes: area
figures: [{figure: a, sum: crimes}]
END
not_counted 'one class that is no list' '2:10: error: measures need `classes` and `figures`, lists'
measures <<'END'
classes: [area]
rollup: {into: town, of: "true"}
figures: []
END
not_counted 'a rollup into no kind' '3:9: error: `rollup` needs `into`, a kind, and `of`, a condition, once for a class'
measures <<'END'
classes: [area]
rollups: {into: commune}
figures: []
END
not_counted 'a key at the top' "3:10: error: unknown key 'rollups'; did you mean 'rollup'?"
measures <<'END'
classes: [area]
figures: [{figure: a, sum: crime}]
END
not_counted 'a field that the kind does not have' "3:28: error: in 'crime', column 1: no field 'crime'; did you mean 'crimes'?"

# --- criteria ---

criteria() { # years, then lines of a section
    rm -rf ours && mkdir -p ours/criteria
    printf 'criteria: mine\ntitle: {vi: v, en: e}\ninstrument: i\nyears: %s\nsections:\n  - classes: [area]\n' "$1" >ours/criteria/mine.yaml
    cat >>ours/criteria/mine.yaml
}
not_judged() { # what, message
    expect "criteria: $1" -s 2 -e "ours/criteria/mine.yaml:$2 [bad-definition]" -- antt-score -c mine -d ours area.yaml
}
rule='    rules: [{rule: "1", cite: "1", vi: v, en: e, text: full, holds: "crimes <= 2"}]'
echo "$rule" | criteria '{from: 2020}'
expect 'criteria of our own' -c 'outcome: not_met, because: "crimes 3 > 2"' -- antt-score -c mine -d ours area.yaml
echo "$rule" | criteria '{from: 2022}'
expect 'of two sets in force the later one' -c '  criteria: mine' -- antt-score -d ours area.yaml
echo "$rule" | criteria '{from: 2020}'
expect 'also where the other is the later one' -c '  criteria: tt124-2021' -- antt-score -d ours area.yaml
echo "$rule" | sed 's/holds:/needs: "population > 0", holds:/' | criteria '{from: 2020}'
expect 'what a rule needs is missing: undecided, whatever its condition says' -c 'outcome: undecided, because: "population is missing"' \
    -- antt-score -c mine -d ours area.yaml
echo "$rule" | criteria '{from: 2020, until: 2019}'
not_judged 'years that end before they begin' '4:8: error: `years` with `from` and, where it ended, `until` is missing or wrong'
for period in '{from: {month: 1, day: 1}}' '{from: {month: 1, day: 1}, to: {month: 13, day: 1}}' '{from: {month: 1, day: 1}, to: {month: x, day: 1}}'; do
    printf '    period: %s\n%s\n' "$period" "$rule" | criteria '{from: 2020}'
    not_judged "$period" '7:13: error: a period needs `from` and `to` with `month`, `day` and, where it is not 0, `years_before`'
done
for dated in crimes cases.type recognition.date; do
    printf '    dated: %s\n%s\n' "$dated" "$rule" | criteria '{from: 2020}'
    not_judged "dated by $dated" '7:12: error: `dated` must name the date of the items of a list, as cases.date'
done
printf '    not_considered: [{when: "crimes > 5"}]\n%s\n' "$rule" | criteria '{from: 2020}'
not_judged 'an exclusion without its article' '7:22: error: an exclusion needs `when` and `cite`'
printf '    not_considered: [{when: "crime > 5", cite: "1"}]\n%s\n' "$rule" | criteria '{from: 2020}'
not_judged 'an exclusion by no field' "7:29: error: in 'crime > 5', column 1: no field 'crime'; did you mean 'crimes'?"
echo "$rule" | criteria '{from: 2020}'
sed -i 's/\[area\]/[areas]/' ours/criteria/mine.yaml
not_judged 'a class that no kind has' '6:15: error: no kind has this class'
sed -i 's/\[areas\]/area/' ours/criteria/mine.yaml
not_judged 'classes that are no list' '6:5: error: `classes`, a list, is missing'
sed -i '/^sections/,$d' ours/criteria/mine.yaml
not_judged 'no sections' '1:1: error: `sections`, a list, is missing'

# --- kinds ---

sed 's/^relations:/relations: none\nrelation:/' "$ANTT_TOP/lib/defs/kinds/area.yaml" >kind
rm -rf ours && mkdir -p ours/kinds && sed '/^relation:/,$d' kind >ours/kinds/area.yaml
expect 'kinds: relations that are no list' -s 2 -E '`relations` must be a list [bad-definition]' -- antt-validate -q -d ours area.yaml
cp "$ANTT_TOP/lib/defs/kinds/area.yaml" ours/kinds/area.yaml
cp ours/kinds/area.yaml ours/kinds/again.yaml
expect 'kinds: two of one name' -s 2 -E "a second definition of the kind 'area' [bad-definition]" -- antt-validate -q -d ours area.yaml
finish
