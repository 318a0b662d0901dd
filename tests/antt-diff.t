#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-diff: which records came, which went, which say something else, by kind and key.
. "${0%/*}/lib.sh"

cat >old.yaml <<'END'
---
record: area
id: a-1
name: Khu phố 1
unit: "14809"
year: 2022
households: {total: 120, registered: 118}
resolution: 2022-01-12
crimes: 3
cases:
  - {type: serious_fire, date: 2022-03-01}
assessment: {criteria: tt124-2021, outcome: met, met: 24}
---
record: area
id: a-2
name: Khu phố 2
unit: "14809"
year: 2022
---
record: unit
id: "14809"
level: commune
type: phường
name: Bắc Sơn
from: 1990-01-01
END

# changed SED...: the old file with a change is the new one
changed() {
    sed "$@" old.yaml >new.yaml
}

expect 'a file and itself' -- antt-diff old.yaml old.yaml
changed 's/^# .*//; s/registered: 118/registered:   118/; s/^crimes: 3/crimes: "3"   # ba/; s/resolution: 2022-01-12/resolution: {date: 2022-01-12, number: }/'
expect 'layout, quotes, comments, a date alone, what is empty: all the same' -- antt-diff old.yaml new.yaml
awk -v RS='---\n' 'NR > 1 { a[NR] = $0 } END { for (i = NR; i > 1; i--) printf "---\n%s", a[i] }' old.yaml >new.yaml
expect 'so is the order of records' -- antt-diff old.yaml new.yaml
expect 'and JSON' -o /dev/null -- sh -c 'antt-table -t jsonl -k area old.yaml >/dev/null; antt-diff old.yaml - <old.yaml'

changed 's/registered: 118/registered: 120/'
expect 'a field' -s 1 -O 'changed area a-1 2022 (new.yaml:2)
    households.registered: 118 -> 120' -- antt-diff old.yaml new.yaml
changed '/crimes/d'
expect 'a field that is unknown now' -s 1 -O 'changed area a-1 2022 (new.yaml:2)
    crimes: 3 -> -' -- antt-diff old.yaml new.yaml
expect 'the other way round' -s 1 -O 'changed area a-1 2022 (old.yaml:2)
    crimes: - -> 3' -- antt-diff new.yaml old.yaml
changed 's/^crimes: 3/crimes: 0/'
expect 'nought is not unknown' -s 1 -c 'crimes: 3 -> 0' -- antt-diff old.yaml new.yaml
changed 's/^resolution:.*/resolution: false/'
expect 'none is not unknown either' -s 1 -O 'changed area a-1 2022 (new.yaml:2)
    resolution: 2022-01-12 -> false' -- antt-diff old.yaml new.yaml
changed 's/date: 2022-03-01/date: 2022-03-02/'
expect 'a list is one value' -s 1 -O 'changed area a-1 2022 (new.yaml:2)
    cases: [{type: serious_fire, date: 2022-03-01}] -> [{type: serious_fire, date: 2022-03-02}]' -- antt-diff old.yaml new.yaml
changed 's/type: serious_fire, date: 2022-03-01/date: 2022-03-01, type: serious_fire/'
expect 'in which the order of fields means nothing' -- antt-diff old.yaml new.yaml
changed '/^cases/,/serious/d'
expect 'no list' -s 1 -c 'cases: [{type: serious_fire, date: 2022-03-01}] -> -' -- antt-diff old.yaml new.yaml
changed 's/name: Khu phố 1/name: "Khu\\nphố 1"/'
expect 'a line break is shown on one line' -s 1 -c 'name: Khu phố 1 -> Khu\nphố 1' -- antt-diff old.yaml new.yaml
changed 's/^crimes/crims/'
expect 'a field that the kind does not have' -s 1 -c 'crims: - -> 3' -- antt-diff old.yaml new.yaml

changed 's/outcome: met, met: 24/outcome: not_met, met: 23, not_met: 1/'
expect 'a verdict that flipped, and nothing else of the assessment' -s 1 -O 'changed area a-1 2022 (new.yaml:2)
    assessment.outcome: met -> not_met' -- antt-diff old.yaml new.yaml
expect 'is counted' -s 1 -O '14809: 0 added, 0 gone, 1 changed, 1 verdicts flipped
all: 0 added, 0 gone, 1 changed, 1 verdicts flipped' -- antt-diff -s old.yaml new.yaml
changed 's/met: 24/met: 25/'
expect 'counts of rules are left out' -- antt-diff old.yaml new.yaml

changed 's/id: a-2/id: a-3/'
expect 'an id is what a record is known by' -s 1 -O 'gone area a-2 2022 (old.yaml:14)
added area a-3 2022 (new.yaml:14)' -- antt-diff old.yaml new.yaml
expect 'both are counted' -s 1 -O '14809: 1 added, 1 gone, 0 changed, 0 verdicts flipped
all: 1 added, 1 gone, 0 changed, 0 verdicts flipped' -- antt-diff --summary old.yaml new.yaml
expect 'against nothing all are gone' -s 1 -c 'gone unit 14809 1990-01-01 (old.yaml:' -- antt-diff old.yaml /dev/null
expect 'nothing and nothing' -- antt-diff /dev/null /dev/null
cat old.yaml old.yaml >twice.yaml
expect 'of one key twice the last is compared' -s 1 -O 'gone area a-1 2022 (twice.yaml:2)
gone area a-2 2022 (twice.yaml:14)
gone unit 14809 1990-01-01 (twice.yaml:20)' -- antt-diff twice.yaml old.yaml
expect 'the same figures, nothing to tell' -O 'all: 0 added, 0 gone, 0 changed, 0 verdicts flipped' -- antt-diff -s old.yaml old.yaml
antt-aggregate old.yaml >old.sums
sed 's/crimes: 3/crimes: 4/' old.sums >new.sums
expect 'summaries too' -s 1 -O 'changed summary 14809 2022 (new.sums:2)
    area.crimes: 3 -> 4' -- antt-diff old.sums new.sums

# Halves of the town against each other: what differs is what was changed, however it is sorted.
town=$ANTT_TOP/examples/bim-son/areas.yaml
antt-sort -k -id,-year "$town" | awk '/^crimes: 4$/ && ++n % 10 == 0 { print "crimes: 5"; next } { print }' >town.yaml
antt-diff "$town" town.yaml >told
is 'every change is told once' "$(grep -c '    crimes: 4 -> 5' told) $(grep -c '^changed' told) $(wc -l <told)" \
    "$(n=$(grep -c '^crimes: 4$' "$town"); n=$((n / 10)); echo $n $n $((2 * n)))"

# --- what cannot be compared ---

echo '--- {record: area, id: [' >broken.yaml
cat old.yaml >>broken.yaml
expect 'a document that cannot be read, and the others' -s 1 -e 'broken.yaml:1:24: error: cannot be read as YAML: did not find expected node content while parsing a flow node that begins here; noticed at line 2, column 1 [yaml-syntax]' \
    -- antt-diff old.yaml broken.yaml
expect 'a kind that nobody knows' -s 1 -e 'x.yaml:1:5: error: a record of no known kind cannot be compared [unknown-kind]' \
    -- sh -c 'echo "--- {record: patrol, id: 1}" >x.yaml; antt-diff x.yaml x.yaml'
expect 'one file, the other from a pipe' -- sh -c 'cat old.yaml | antt-diff old.yaml'
wanted='antt-diff: error: the older file is wanted and the newer one, else standard input; see antt-diff --help [usage]'
expect 'no files' -s 2 -e "$wanted" -- antt-diff
expect 'three files' -s 2 -e "$wanted" -- antt-diff old.yaml old.yaml old.yaml
expect 'a file that is not there' -s 2 -e 'no.yaml: error: cannot open: No such file or directory [unreadable]' -- antt-diff old.yaml no.yaml
expect 'a stream without its seal' -s 2 -c 'bad-seal' -- sh -c 'antt-diff --sealed old.yaml - <old.yaml 2>&1'

finish
