#!/bin/sh
# SPDX-License-Identifier: ISC
# Definitions of kinds from directories: what replaces what, what is added, and that every fault has its place.
. "${0%/*}/lib.sh"

cat >area.yaml <<'END'
---
record: area
id: 14809-07
name: Khu phố 7
unit: "14809"
year: 2023
households: {total: 212, registered: 210}
END
sed '$a\
cameras: 12' area.yaml >cameras.yaml
sed 's/^record: area/record: patrol/; /^name/d; /^households/d' area.yaml >patrol.yaml

# --- a field is added to a kind, in a directory of one's own ---

mkdir -p ours/kinds ours/notes
{
    cat "$ANTT_TOP/lib/defs/kinds/area.yaml"
    cat <<'END'
  - {holds: "cameras <= households.total", severity: error, en: "more cameras than households"}
END
} | sed 's/^relations:/  - {field: cameras, type: count, vi: "số camera", en: "cameras"}\
&/' >ours/kinds/area.yaml
echo 'not: [a definition' >ours/kinds/area.yaml.orig
echo 'not: [a definition' >ours/kinds/.area.yaml
echo 'not: [a definition' >ours/notes/x.yaml

expect 'the built-in kind does not know the field' -s 1 \
    -e "cameras.yaml:8:1: error: area 14809-07 2023: no field 'cameras' in area; did you mean 'cases'? [unknown-field]" \
    -- antt-validate -q cameras.yaml
expect '-d: the new field is accepted' -o cameras.yaml -- antt-validate -q -d ours cameras.yaml
expect 'ANTT_DEFS: the new field is accepted' -o cameras.yaml -- env ANTT_DEFS=ours antt-validate -q cameras.yaml
expect 'a record without it is still sound' -o area.yaml -- antt-validate -q -d ours area.yaml
sed 's/12$/twelve/' cameras.yaml >bad.yaml
expect 'the new field has its type' -s 1 \
    -e "bad.yaml:8:10: error: area 14809-07 2023: cameras: 'twelve' is not a count: digits alone, 0 or more [bad-value]" \
    -- antt-validate -q -d ours bad.yaml
sed 's/12$/500/' cameras.yaml >bad.yaml
expect 'the new relation holds' -s 1 \
    -e 'bad.yaml:8:10: error: area 14809-07 2023: more cameras than households: cameras 500 > 212 [relation]' \
    -- antt-validate -q -d ours bad.yaml
sed 's/registered: 210/registered: 250/' cameras.yaml >bad.yaml
expect 'the old relations hold' -s 1 -E 'more households registered than there are: households.registered 250 > 212' \
    -- antt-validate -q -d ours bad.yaml

# --- what replaces what ---

small() { # directory: the kind area with one field more than its id, and named after the directory
    mkdir -p "$1/kinds"
    cat >"$1/kinds/area.yaml" <<END
kind: area
title: {vi: a, en: a}
key: [id]
fields:
  - {field: id, type: id, vi: i, en: i}
  - {field: $1, type: text, vi: n, en: n}
END
    printf 'record: area\nid: x\n%s: y\n' "$1" >"$1.yaml"
}
small first
small second
expect 'a file replaces the whole built-in file' -s 1 \
    -e "area.yaml:4:1: error: area 14809-07: no field 'name' in area [unknown-field]" \
    -e "area.yaml:5:1: error: area 14809-07: no field 'unit' in area [unknown-field]" \
    -e "area.yaml:6:1: error: area 14809-07: no field 'year' in area [unknown-field]" \
    -e "area.yaml:7:1: error: area 14809-07: no field 'households' in area [unknown-field]" \
    -- antt-validate -q -d first area.yaml
expect 'a later -d wins' -o second.yaml -- antt-validate -q -d first -d second second.yaml
expect 'an earlier -d is gone' -s 1 -E "no field 'first' in area" -- antt-validate -q -d first -d second first.yaml
expect 'a later directory of ANTT_DEFS wins' -o second.yaml -- env ANTT_DEFS=first:second antt-validate -q second.yaml
expect '-d wins over ANTT_DEFS' -o first.yaml -- env ANTT_DEFS=second antt-validate -q -d first first.yaml
expect 'empty parts of ANTT_DEFS are no directories' -o first.yaml -- env ANTT_DEFS=:first: antt-validate -q first.yaml
expect 'an empty ANTT_DEFS is none' -o area.yaml -- env ANTT_DEFS= antt-validate -q area.yaml
mkdir none
expect 'a directory without definitions adds nothing, and says so' -o area.yaml \
    -e 'none: warning: no definitions in it: files stand in kinds/, fragments/, criteria/, measures/, evidence/, reports/ [no-definitions]' \
    -- antt-validate -q -d none area.yaml

# --- a kind and a fragment are added ---

mkdir -p more/kinds more/fragments
cat >more/kinds/patrol.yaml <<'END'
kind: patrol
title: {vi: "Buổi tuần tra", en: "Patrol"}
key: [id]
date_window: 1
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: unit, type: code, vi: "mã xã", en: "commune"}
  - {field: year, type: year, vi: "năm", en: "year"}
  - {use: way}
  - {field: stops, type: list, vi: "điểm dừng", en: "stops"}
  - {field: stops.at, type: text, required: true, vi: "nơi", en: "where"}
  - {field: stops.minutes, type: count, most: 60, vi: "phút", en: "minutes"}
relations:
  - {holds: "every s in stops satisfies s.minutes > 0", severity: warning, en: "a stop of no time"}
END
cat >more/fragments/way.yaml <<'END'
fragment: way
fields:
  - {field: way, type: one_of, values: [foot, boat], vi: "cách", en: "way"}
END
expect 'a kind that nobody knows' -s 1 \
    -e "patrol.yaml:2:9: error: no kind 'patrol' [unknown-kind]" -- antt-validate -q patrol.yaml
expect 'an added kind is known' -o patrol.yaml -- antt-validate -q -d more patrol.yaml
expect 'and the built-in ones still are' -o area.yaml -- antt-validate -q -d more area.yaml
sed '$a\
way: boatt\
stops: [{at: chợ, minutes: 5}, {minutes: 61}]' patrol.yaml >bad.yaml
expect 'an added kind judges' -s 1 \
    -e "bad.yaml:6:6: error: patrol 14809-07: way: 'boatt' is not one of foot, boat; did you mean 'boat'? [bad-value]" \
    -e "bad.yaml:7:42: error: patrol 14809-07: stops[2].minutes: '61' is not a count of at most 60 [bad-value]" \
    -e 'bad.yaml:7:32: error: patrol 14809-07: stops[2].at is missing; expected text [missing-field]' \
    -- antt-validate -q -d more bad.yaml
sed '$a\
stops: [{at: chợ, minutes: 0}]' patrol.yaml >warned.yaml
expect 'a relation over its list warns' -o warned.yaml \
    -e 'warned.yaml:6:8: warning: patrol 14809-07: a stop of no time: stops[1] chợ: minutes 0 = 0 [relation]' \
    -- antt-validate -q -d more warned.yaml

# --- required unless, counted in ---

cat >more/kinds/visit.yaml <<'END'
kind: visit
title: {vi: "Thăm", en: "Visit"}
key: [id]
counted: to.year
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: unit, type: code, vi: "mã xã", en: "commune"}
  - {field: to.name, type: text, required: true, unless: reason, vi: "ai", en: "whom"}
  - {field: to.year, type: year, vi: "năm", en: "year"}
  - {field: reason, type: text, vi: "lý do", en: "why not"}
END
mkdir -p more/measures
printf 'measures: visit\nclasses: [visit]\nfigures:\n  - {figure: total, vi: a, en: a, count: "true"}\n' >more/measures/visit.yaml
printf -- '--- {record: visit, id: a, unit: "1", to: {name: A, year: 2023}}\n--- {record: visit, id: b, unit: "1", to: {year: 2023}, reason: "mưa"}\n' >visits.yaml
printf -- '--- {record: visit, id: c, unit: "1", reason: "mưa"}\n' >>visits.yaml
expect 'a required field, or the one in whose presence it is not' -o visits.yaml -- antt-validate -q -d more visits.yaml
printf -- '--- {record: visit, id: d, unit: "1", to: {year: 2023}, reason: null}\n' >visit.yaml
expect 'neither is there' -s 1 -e 'visit.yaml:1:43: error: visit d: to.name is missing; expected text [missing-field]' \
    -- antt-validate -q -d more visit.yaml
expect 'counted in the year of a field, and not without it' -O '---
record: summary
group: {unit: "1", year: 2023}
visit: {total: 2}' -- antt-aggregate -d more visits.yaml
printf -- '--- {record: visit, id: e, unit: "1", to: {year: 23}}\n' >visit.yaml
expect 'a year that is none is told' -s 1 -c 'group: {year: null}' \
    -e 'visit.yaml:1:5: error: visit e: its year is missing or wrong; counted in a group whose key is null [unplaced-record]' \
    -- antt-aggregate -b year -d more visit.yaml
sed -i '/to.year/s/type: year/type: date/; s/counted: .*/counted: to.year/' more/kinds/visit.yaml
printf -- '--- {record: visit, id: f, unit: "1", to: {year: 2024-02-29}}\n' >visit.yaml
expect 'a date has its year' -c 'group: {year: 2024}' -- antt-aggregate -b year -d more visit.yaml

# --- faults: the job is not done, and the place is named ---

head='kind: faulty
title: {vi: a, en: a}
key: [id]
fields:
  - {field: id, type: id, vi: i, en: i}'

# name, "place and text" of the message, the slug; the definition on standard input
faulty() {
    rm -rf faulty && mkdir -p faulty/kinds faulty/fragments && cat >faulty/kinds/faulty.yaml
    expect "$1" -s 2 -e "faulty/kinds/faulty.yaml$2 [${3:-bad-definition}]" -- antt-validate -d faulty area.yaml
}
# the same with one more entry of fields, or lines after them; no pipe, or the tests would be counted elsewhere
faulty_after() { printf '%s\n%s\n' "$head" "$4" >definition && faulty "$1" "$2" "$3" <definition; }
faulty_field() { faulty_after "$1" "$2" "$3" "  - {$4}"; }

printf '%s\n' "$head" >sound.yaml
mkdir -p sound/kinds && mv sound.yaml sound/kinds/
expect 'the definition that the faulty ones begin with is sound' -o area.yaml -- antt-validate -q -d sound area.yaml

faulty_field 'an unknown type' ":6:22: error: unknown type 'cuont'; did you mean 'count'?" '' \
    'field: n, type: cuont, vi: n, en: n'
faulty_field 'a type that is nothing like one' ":6:22: error: unknown type 'somewhere'" '' \
    'field: n, type: somewhere, vi: n, en: n'
faulty_field 'an unknown type of items' ":6:32: error: unknown type 'cuont'; did you mean 'count'?" '' \
    'field: n, type: list, of: cuont, vi: n, en: n'
faulty_field 'no type' ':6:5: error: a field needs `field`, its path, and `type`' '' 'field: n, vi: n, en: n'
faulty_field 'no path' ':6:5: error: a field needs `field`, its path, and `type`' '' 'type: count, vi: n, en: n'
faulty_field 'no English title' ":6:5: error: field 'n.m' needs its titles \`vi\` and \`en\`" '' 'field: n.m, type: count, vi: n'
faulty_field 'no Vietnamese title' ":6:5: error: field 'n' needs its titles \`vi\` and \`en\`" '' 'field: n, type: count, en: n'
faulty_field 'below a field that is no mapping' ":6:5: error: 'id.x' lies below a field that has no members" '' \
    'field: id.x, type: count, vi: n, en: n'
faulty_field 'an empty part of a path' ":6:5: error: 'n..x' lies below a field that has no members" '' \
    'field: n..x, type: count, vi: n, en: n'
faulty_field 'a choice without values' ':6:5: error: one_of needs `values`, a list' '' 'field: n, type: one_of, vi: n, en: n'
faulty_field 'a choice of no values' ':6:38: error: one_of needs `values`, a list' '' \
    'field: n, type: one_of, values: [], vi: n, en: n'
faulty_field 'a value that is no word' ':6:39: error: a value must be a word' '' \
    'field: n, type: one_of, values: [[a]], vi: n, en: n'
faulty_field 'values without a choice' ':6:37: error: `values` goes with one_of alone' '' \
    'field: n, type: count, values: [a], vi: n, en: n'
faulty_field 'a most that is no number' ':6:35: error: `most` must be an integer' '' \
    'field: n, type: count, most: many, vi: n, en: n'
faulty_field 'a flag that is neither' ":6:39: error: 'required' must be true or false" '' \
    'field: n, type: count, required: maybe, vi: n, en: n'
faulty_field 'required unless there is what cannot be' ":1:1: error: \`unless\` of 'n' names no field of the kind" '' \
    'field: n, type: count, required: true, unless: nn, vi: n, en: n'
faulty_field 'unless, and not required' ":1:1: error: \`unless\` of 'n' goes with \`required: true\` alone" '' \
    'field: n, type: count, unless: id, vi: n, en: n'
faulty_field 'unless a list' ':6:5: error: `unless` must name a field' '' \
    'field: n, type: count, required: true, unless: [id], vi: n, en: n'
faulty_field 'a fragment that nobody has' ":6:11: error: no fragment 'nobody'" '' 'use: nobody'
faulty_field 'a key twice' ":6:31: error: duplicate key 'type'; the first is at line 6, column 16" duplicate-key \
    'field: n, type: count,   type: count, vi: n, en: n'


faulty_after 'an unknown key of the kind' ":6:7: error: unknown key 'keyy'; did you mean 'key'?" '' 'keyy: 3'
faulty_after 'a class that is no choice' ':6:8: error: `class` must name a field of type one_of' '' 'class: id'
faulty_after 'counted in what is no year' ':6:10: error: `counted` must name a field of type date or year' '' 'counted: id'
faulty_after 'counted in no field' ':6:10: error: `counted` must name a field of type date or year' '' 'counted: idd'
faulty_after 'counted in a list' ':6:10: error: `counted` must name a field of type date or year' '' 'counted: [id]'
faulty_after 'a window that is no number' ':6:14: error: `date_window` must be a number of years' '' 'date_window: soon'
faulty_after 'a key twice, of the kind' ":6:1: error: duplicate key 'key'; the first is at line 3, column 1" duplicate-key 'key: [x]'

relation() { # name, message, relation
    faulty_after "$1" "$2" '' "relations:
  - {$3}"
}
relation 'an expression with an unknown field' ":7:13: error: in 'idd is present', column 1: no field 'idd'; did you mean 'id'?" \
    'holds: "idd is present", severity: error, en: x'
relation 'an expression that breaks off' ":7:13: error: in 'id ==', column 6: the expression ends where a value is wanted" \
    'holds: "id ==", severity: error, en: x'
relation 'an expression with one = only' ":7:13: error: in 'id = id', column 4: '=' alone; write == for equal" \
    'holds: "id = id", severity: error, en: x'
relation 'an expression that is no condition' ":7:13: error: in 'id', column 1: a condition is wanted, not text" \
    'holds: "id", severity: error, en: x'
relation 'the year before in a relation' \
    ":7:13: error: in 'previous.n > 1', column 1: 'previous' cannot be used here: no year before is kept" \
    'holds: "previous.n > 1", severity: error, en: x'
relation 'a list for an expression' ':7:13: error: an expression is wanted' 'holds: [id], severity: error, en: x'
relation 'an unknown key of a relation' ":7:12: error: unknown key 'hold'; did you mean 'holds'?" \
    'hold: "id is present", severity: error, en: x'
relation 'an unknown severity' ':7:5: error: a relation needs `holds`, `severity` (error or warning) and `en`' \
    'holds: "id is present", severity: fatal, en: x'
relation 'a relation that says nothing' ':7:5: error: a relation needs `holds`, `severity` (error or warning) and `en`' \
    'holds: "id is present", severity: error'

faulty 'no titles' ':1:1: error: `title` with `vi` and `en` is missing' <<'END'
kind: faulty
key: [id]
fields:
  - {field: id, type: id, vi: i, en: i}
END
faulty 'no name' ':1:1: error: `kind`, the kind'\''s name, is missing' <<'END'
title: {vi: a, en: a}
key: [id]
fields: []
END
faulty 'no fields' ':1:1: error: `fields`, a list, is missing' <<'END'
kind: faulty
title: {vi: a, en: a}
key: [id]
END
faulty 'no key' ':1:1: error: `key`, a list of fields, is missing' <<'END'
kind: faulty
title: {vi: a, en: a}
fields:
  - {field: id, type: id, vi: i, en: i}
END
faulty 'a key that is no field' ':3:7: error: the key names a field that the kind does not have' <<'END'
kind: faulty
title: {vi: a, en: a}
key: [idd]
fields:
  - {field: id, type: id, vi: i, en: i}
END
faulty 'no YAML' ':1:7: error: cannot be read as YAML: did not find expected node content while parsing a flow node that begins here; noticed at line 2, column 1' \
    yaml-syntax <<'END'
kind: [
END
faulty 'a list' ':1:1: error: a document must be one mapping of fields, beginning with `record: KIND`' not-a-mapping <<'END'
- kind
END
printf 'kind: \377\377\n' >definition
faulty 'no UTF-8' ':1:7: error: octet 0xFF is not UTF-8; in which encoding the text is, is not clear; it can be TCVN3 (ABC), VNI, VISCII, CP1258, CP1252' \
    not-utf-8 <definition
faulty 'an empty file' ': error: an empty definition' unreadable </dev/null
faulty 'nothing but a comment' ': error: an empty definition' unreadable <<'END'
# to be written
END

rm -rf circle && mkdir -p circle/kinds circle/fragments
printf '%s\n  - {use: one}\n' "$head" >circle/kinds/faulty.yaml
printf 'fragment: one\nfields:\n  - {use: two}\n' >circle/fragments/one.yaml
printf 'fragment: two\nfields:\n  - {use: one}\n' >circle/fragments/two.yaml
expect 'fragments in a circle' -s 2 \
    -e 'circle/fragments/two.yaml:3:11: error: fragments use each other in a circle [bad-definition]' \
    -- antt-validate -d circle area.yaml
printf 'fragment: two\nfields:\n  - {field: n, type: cuont, vi: n, en: n}\n' >circle/fragments/two.yaml
expect 'a fault in a fragment is in its file' -s 2 \
    -e "circle/fragments/two.yaml:3:22: error: unknown type 'cuont'; did you mean 'count'? [bad-definition]" \
    -- antt-validate -d circle area.yaml
: >circle/fragments/two.yaml
expect 'an empty fragment' -s 2 -E 'circle/fragments/two.yaml: error: an empty definition [unreadable]' \
    -- antt-validate -d circle area.yaml

expect 'a directory that is not there' -s 2 -e 'nowhere: error: No such file or directory [unreadable]' \
    -- antt-validate -d nowhere area.yaml
expect 'a directory that is not there, in ANTT_DEFS' -s 2 -e 'nowhere: error: No such file or directory [unreadable]' \
    -- env ANTT_DEFS=ours:nowhere antt-validate area.yaml
expect 'a file for a directory' -s 2 -e 'area.yaml: error: Not a directory [unreadable]' \
    -- antt-validate -d area.yaml area.yaml
mkdir -p odd/kinds/area.yaml
expect 'a directory for a file' -s 2 -e 'odd/kinds/area.yaml: error: Is a directory [unreadable]' \
    -- antt-validate -d odd area.yaml
mkdir -p locked/kinds && cp ours/kinds/area.yaml locked/kinds && chmod 000 locked/kinds/area.yaml
if [ "$(id -u)" -eq 0 ]; then
    skip 'a file that must not be read' 'root may read everything'
else
    expect 'a file that must not be read' -s 2 -e 'locked/kinds/area.yaml: error: Permission denied [unreadable]' \
        -- antt-validate -d locked area.yaml
fi
mkdir -p later/kinds && printf '%s\n' "$head" >later/kinds/faulty.yaml
expect 'a fault in what a later directory replaces is not seen' -o area.yaml \
    -- antt-validate -q -d circle -d later area.yaml
finish
