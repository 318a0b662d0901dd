#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-validate as its page tells it: what passes, what each message says and where, and the status.
. "${0%/*}/lib.sh"
status=

area() { # id, year: a sound record; more lines of it on standard input
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố 1\nunit: "14809"\nyear: %s\n' "$1" "$2"
    cat
}
# fine DESC LINES: the record with these lines passes as it is
fine() {
    printf '%s\n' "$2" | area a-1 2022 >in.yaml
    expect "$1" -o in.yaml -- antt-validate -q in.yaml
}
# refused DESC LINES MESSAGE...: it does not, for just these reasons.  `L:C: text [slug]` stands for the whole message;
# the first line of LINES is line 7.
refused() {
    refused_desc=$1
    printf '%s\n' "$2" | area a-1 2022 >in.yaml
    shift 2
    for message; do
        place=${message%%: *}
        set -- "$@" -e "in.yaml:$place: error: area a-1 2022: ${message#*: }"
        shift
    done
    expect "$refused_desc" -s 1 "$@" -- antt-validate -q in.yaml
}
# bad_value FIELD VALUE EXPECTED
bad_value() {
    refused "$1: $2 is refused" "$1: $2" "7:$((${#1} + 3)): $1: '$2' is not $3 [bad-value]"
}

# --- what passes, and the line of counts ---

area a-1 2022 >good.yaml
area a-1 2023 >next.yaml
expect 'a sound record passes as it is' -o good.yaml -e 'antt-validate: 1 records, 0 rejected, 0 warnings' \
    -- antt-validate good.yaml
# shellcheck disable=SC2094 # it is read twice
expect 'standard input is read without operands' -o good.yaml -- antt-validate -q <good.yaml
# shellcheck disable=SC2094
expect '- is standard input' -o good.yaml -- antt-validate -q - <good.yaml
cat good.yaml next.yaml >both.yaml
expect 'operands are one stream' -o both.yaml -e 'antt-validate: 2 records, 0 rejected, 0 warnings' \
    -- antt-validate good.yaml next.yaml
expect 'nothing is a stream of nothing' -e 'antt-validate: 0 records, 0 rejected, 0 warnings' -- antt-validate
expect '--no-output only checks' -e 'antt-validate: 1 records, 0 rejected, 0 warnings' -- antt-validate --no-output good.yaml
sed 1d good.yaml >bare.yaml
expect 'the first record needs no ---' -o bare.yaml -- antt-validate -q bare.yaml
sed 's/$/\r/' both.yaml >crlf.yaml
expect 'CRLF stays' -o crlf.yaml -- antt-validate -q crlf.yaml
printf '\357\273\277' | cat - bare.yaml >bom.yaml
expect 'a byte order mark stays' -o bom.yaml -- antt-validate -q bom.yaml
(cat good.yaml; echo ...; cat next.yaml) >dots.yaml
expect '... stays' -o dots.yaml -- antt-validate -q dots.yaml
printf '%s' "$(cat good.yaml)" >cut.yaml
expect 'a missing final newline is not made up' -o cut.yaml -- antt-validate -q cut.yaml
expect 'but two operands are kept apart' -o both.yaml -- antt-validate -q cut.yaml next.yaml
(cat good.yaml; echo ---; sed 1d next.yaml) >parted.yaml
expect 'a first record without --- behind another operand gets one' -o parted.yaml \
    -- antt-validate -q good.yaml - <<END
$(sed 1d next.yaml)
END
(printf '\357\273\277'; sed 1d next.yaml) >bom-next.yaml
expect 'a byte order mark does not come between' -o parted.yaml -- antt-validate -q good.yaml bom-next.yaml
(echo '# of next'; cat next.yaml) >comment.yaml
cat good.yaml comment.yaml >commented.yaml
expect 'comments at the head of an operand need no marker' -o commented.yaml -- antt-validate -q good.yaml comment.yaml
cat >flow.yaml <<'END'
--- {record: area, id: a-1, name: "Khu phố 1", unit: "14809", year: 2022, cases: [{type: environment, date: 2022-03-01}]}
---
{"record": "area", "id": "a-2", "name": "Khu phố 2", "unit": "14809", "year": 2022, "policy_implemented": true}
END
expect 'flow style and JSON pass' -o flow.yaml -- antt-validate -q flow.yaml
cat >empty.yaml <<'END'
# nothing
---
# nothing again
---
...
...
END
expect 'documents without content pass and count as no records' -o empty.yaml \
    -e 'antt-validate: 0 records, 0 rejected, 0 warnings' -- antt-validate empty.yaml
cp both.yaml mixed.yaml && cat >>mixed.yaml <<'END'
---
record: institution
id: thcs-1
name: Trường THCS Bắc Sơn
unit: "14809"
year: 2022
type: school
stage: lower_secondary
rules: [fire, environment]
---
record: commune
unit: "14809"
year: 2022
guard: false
rollup: {area: {total: 3, met: 2}}
---
record: unit
id: "38"
level: province
type: tỉnh
name: Thanh Hóa
---
record: summary
group: {unit: "14809", year: 2022}
area: {total: 3, considered: 3}
END
expect 'every kind passes' -o mixed.yaml -- antt-validate -q mixed.yaml

# --- types come from the kind ---

sed 's/"14809"/01234/; s/Khu phố 1/no/' good.yaml >types.yaml
expect '01234 is a code and no is a name' -o types.yaml -- antt-validate -q types.yaml
fine 'a count in quotes is a count' 'population: "120"'
fine 'nothing, ~ and null are unknown' "population:
crimes: ~
violations: null
type: ''"
fine 'evidence may be a date alone' 'resolution: 2022-01-12'
fine 'or false' 'resolution: false'
fine 'or a mapping' 'recognition: {date: 2022-12-01, number: 01/QĐ-UBND, by: UBND phường}'
echo 'review: {date: 2024-02-29}' | area a-1 2024 >leap.yaml
expect '29 February 2024 is a day' -o leap.yaml -- antt-validate -q leap.yaml
bad_value population 1e3 'a count: digits alone, 0 or more'
bad_value population 0x10 'a count: digits alone, 0 or more'
bad_value population 1_000 'a count: digits alone, 0 or more'
bad_value population 1.000 'a count: digits alone, 0 or more'
bad_value population 12:30 'a count: digits alone, 0 or more'
bad_value population -1 'a count: digits alone, 0 or more'
bad_value population -0 'a count: digits alone, 0 or more'
bad_value population +1 'a count: digits alone, 0 or more'
bad_value population ٣ 'a count: digits alone, 0 or more'
bad_value population 9223372036854775808 'a count: digits alone, 0 or more'
bad_value population true 'a count: digits alone, 0 or more'
for word in yes no on True TRUE 1; do bad_value policy_implemented "$word" 'true or false'; done
for date in 2023-02-29 2023-04-31 2023-13-01 2023-00-10 2023-01-00 0000-01-01 2023-1-5 20230105 05/01/2023 2023-01-05T00:00:00; do
    refused "$date is no date" "review: {date: $date}" "7:16: review.date: '$date' is not a date YYYY-MM-DD that exists [bad-value]"
done
for word in true no none 2023-02-29 '"false"'; do
    bare=${word#\"} bare=${bare%\"}
    refused "$word is no evidence" "resolution: $word" \
        "7:13: resolution: '$bare' is not a mapping of fields, a date YYYY-MM-DD that exists, or false [bad-value]"
done
refused 'a mapping is wanted where only its members have values' 'households: 120' \
    "7:13: households: '120' is not a mapping of fields [bad-value]"
refused 'a list for a count' 'population: [120]' '7:13: population: found a list, expected a count: digits alone, 0 or more [bad-value]'
refused 'a mapping for a text' 'type: {a: b}' '7:7: type: found a mapping, expected text [bad-value]'
refused 'a mapping for a list' 'cases: {type: environment}' '7:8: cases: found a mapping, expected a list [bad-value]'
refused 'a text in a list of mappings' 'cases: [environment]' "7:9: cases[1]: 'environment' is not a mapping of fields [bad-value]"
refused 'a list for a table' 'review: {findings: [met]}' '7:20: review.findings: found a list, expected a mapping [bad-value]'
refused 'a long value is not repeated whole' "type: {a: b}
population: $(printf 'ạ%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30)" \
    '7:7: type: found a mapping, expected text [bad-value]' \
    "8:13: population: 'ạạạạạạạạạạạạạ...' is not a count: digits alone, 0 or more [bad-value]"
for year in 1989 2101 22 02022 2022.0; do
    area a-1 "$year" >in.yaml
    expect "year: $year is refused" -s 1 \
        -e "in.yaml:6:7: error: area a-1 $year: year: '$year' is not a year from 1990 to 2100 [bad-value]" -- antt-validate -q in.yaml
done
area 'a 1' 2022 >in.yaml
expect 'an id has no blanks' -s 1 \
    -e "in.yaml:3:5: error: area a 1 2022: id: 'a 1' is not an id: letters, digits and . - _ / [bad-value]" -- antt-validate -q in.yaml
area khu-phố/1.a_B 2022 >in.yaml
expect 'but letters of any alphabet, digits and . - _ /' -o in.yaml -- antt-validate -q in.yaml
sed 's/"14809"/14809a/' good.yaml >in.yaml
expect 'a code is digits' -s 1 -e "in.yaml:5:7: error: area a-1 2022: unit: '14809a' is not a code: digits [bad-value]" \
    -- antt-validate -q in.yaml

# --- fields: unknown, missing, misspelt ---

refused 'a misspelt field gets the nearest name' 'populaton: 1' "7:1: no field 'populaton' in area; did you mean 'population'? [unknown-field]"
refused 'with diacritics folded' 'pópulatiôn: 1' "7:1: no field 'pópulatiôn' in area; did you mean 'population'? [unknown-field]"
refused 'and capitals' 'Population: 1' "7:1: no field 'Population' in area; did you mean 'population'? [unknown-field]"
refused 'a field that nothing is near to' 'dân_số: 1' "7:1: no field 'dân_số' in area [unknown-field]"
refused 'a misspelt field deeper down' 'households:
  totla: 1' "8:3: no field 'totla' in households; did you mean 'total'? [unknown-field]"
refused 'a misspelt value gets the nearest' 'force: {rating: Excelent}' \
    "7:17: force.rating: 'Excelent' is not one of excellent, well_completed, completed, not_completed; did you mean 'excellent'? [bad-value]"
refused 'a value that nothing is near to' 'force: {rating: tốt}' \
    "7:17: force.rating: 'tốt' is not one of excellent, well_completed, completed, not_completed [bad-value]"
refused 'a value of a table' 'review: {findings: {"4.1": met, "4.2": maybe}}' \
    "7:40: review.findings.4.2: 'maybe' is not one of met, not_met [bad-value]"
refused 'a missing field of a list is counted out' 'cases:
  - {type: environment, date: 2022-01-05}
  - {type: serious_fire}' '9:5: cases[2].date is missing; expected a date YYYY-MM-DD that exists [missing-field]'
refused 'all faults in one run' 'populaton: 1
crimes: many
policy_implemented: maybe' "7:1: no field 'populaton' in area; did you mean 'population'? [unknown-field]" \
    "8:9: crimes: 'many' is not a count: digits alone, 0 or more [bad-value]" \
    "9:21: policy_implemented: 'maybe' is not true or false [bad-value]"
refused 'those of relations too' 'crimes: many
households: {total: 5, registered: 6}' "7:9: crimes: 'many' is not a count: digits alone, 0 or more [bad-value]" \
    '8:36: more households registered than there are: households.registered 6 > 5 [relation]'
printf 'record: area\nid: a-1\nname: null\nunit:\n' >in.yaml
expect 'missing: at the first line, or where the value is empty' -s 1 \
    -e 'in.yaml:3:7: error: area a-1: name is missing; expected text [missing-field]' \
    -e 'in.yaml:4:6: error: area a-1: unit is missing; expected a code: digits [missing-field]' \
    -e 'in.yaml:1:1: error: area a-1: year is missing; expected a year from 1990 to 2100 [missing-field]' \
    -e 'antt-validate: 1 records, 1 rejected, 0 warnings' -- antt-validate in.yaml
printf -- '---\n# a comment\n\nid: a-1\n' >in.yaml
expect 'a record without its kind' -s 1 \
    -e 'in.yaml:4:1: error: record is missing; expected the name of a kind, as `record: area` [missing-kind]' -- antt-validate -q in.yaml
echo 'record: [area]' >in.yaml
expect 'a kind that is no word' -s 1 \
    -e 'in.yaml:1:9: error: record is missing; expected the name of a kind, as `record: area` [missing-kind]' -- antt-validate -q in.yaml
echo 'record: aera' >in.yaml
expect 'a misspelt kind' -s 1 -e "in.yaml:1:9: error: no kind 'aera'; did you mean 'area'? [unknown-kind]" -- antt-validate -q in.yaml
echo 'record: ngân sách' >in.yaml
expect 'an unknown kind' -s 1 -e "in.yaml:1:9: error: no kind 'ngân sách' [unknown-kind]" -- antt-validate -q in.yaml
printf -- '- record: area\n' >in.yaml
expect 'a list is no record' -s 1 \
    -e 'in.yaml:1:1: error: a document must be one mapping of fields, beginning with `record: KIND` [not-a-mapping]' -- antt-validate -q in.yaml
echo '--- null' >in.yaml
expect 'nor is an outright null' -s 1 \
    -e 'in.yaml:1:5: error: a document must be one mapping of fields, beginning with `record: KIND` [not-a-mapping]' -- antt-validate -q in.yaml
echo 'words' >in.yaml
expect 'nor is a word' -s 1 \
    -e 'in.yaml:1:1: error: a document must be one mapping of fields, beginning with `record: KIND` [not-a-mapping]' -- antt-validate -q in.yaml

# --- relations, dates, keys ---

fine 'as many registered as there are' 'households: {total: 5, registered: 5}'
refused 'more registered than there are' 'households: {total: 5, registered: 6}' \
    '7:36: more households registered than there are: households.registered 6 > 5 [relation]'
refused 'a period that ends before it begins' 'period: {from: 2022-05-01, to: 2022-04-30}' \
    '7:16: the period ends before it begins: period.from 2022-05-01 > 2022-04-30 [relation]'
fine 'an unknown side contradicts nothing' 'households: {registered: 6}'
echo 'registration: 2020-12-31' | area a-1 2022 >in.yaml
warning="in.yaml:7:15: warning: area a-1 2022: registration: 2020-12-31 lies far from the record's year 2022 [far-date]"
expect 'a date far from the year is a warning' -o in.yaml -e "$warning" -e 'antt-validate: 1 records, 0 rejected, 1 warnings' \
    -- antt-validate in.yaml
expect '-W makes it an error' -s 1 -e "$(echo "$warning" | sed 's/warning:/error:/')" \
    -e 'antt-validate: 1 records, 1 rejected, 0 warnings' -- antt-validate -W in.yaml
fine 'the year before and after are near' 'registration: 2021-01-01
review: {date: 2023-12-31}'

cat good.yaml next.yaml good.yaml >in.yaml
expect 'the first of two with one key passes, the second names it' -s 1 -o both.yaml \
    -e 'in.yaml:14:1: error: area a-1 2022: the same key as the record at in.yaml:2 [duplicate-record]' -- antt-validate -q in.yaml
sed 's/2022/"2022"/' good.yaml >quoted.yaml
expect 'over files, and however it is written' -s 1 -o good.yaml \
    -e 'quoted.yaml:2:1: error: area a-1 2022: the same key as the record at good.yaml:2 [duplicate-record]' -- antt-validate -q good.yaml quoted.yaml
printf -- '---\nrecord: unit\nid: "38"\nlevel: province\ntype: tỉnh\nname: Thanh Hóa\n' >unit.yaml
sed '$a\from: null' unit.yaml >null.yaml
expect 'null and absent are one key' -s 1 -o unit.yaml \
    -e 'null.yaml:2:1: error: unit 38: the same key as the record at unit.yaml:2 [duplicate-record]' -- antt-validate -q unit.yaml null.yaml
sed 's/^name:.*/nome: x/' good.yaml >broken.yaml
expect 'a record that was rejected has not been there' -s 1 -o good.yaml \
    -e "broken.yaml:4:1: error: area a-1 2022: no field 'nome' in area; did you mean 'name'? [unknown-field]" \
    -e 'broken.yaml:2:1: error: area a-1 2022: name is missing; expected text [missing-field]' -- antt-validate -q broken.yaml good.yaml

# --- units ---

cat >units.yaml <<'END'
---
record: unit
id: "38"
level: province
type: tỉnh
name: Thanh Hóa
---
record: unit
id: "381"
level: district
type: thị xã
name: Bỉm Sơn
parent: "38"
until: 2025-06-30
---
record: unit
id: "14809"
level: commune
type: phường
name: Bắc Sơn
parent: "381"
until: 2021-06-30
into: ["14812", "14815"]
---
record: unit
id: "14812"
level: commune
type: phường
name: Ba Đình
parent: "381"
---
record: unit
id: "14815"
level: commune
type: phường
name: Lam Sơn
parent: "381"
END
expect 'units are sound records' -o units.yaml -- antt-validate -q units.yaml
sed 's/14809/14812/' good.yaml >known.yaml
expect 'a code that unit records know' -o known.yaml -e 'antt-validate: 1 records, 0 rejected, 0 warnings' \
    -- antt-validate -u units.yaml known.yaml
sed 's/14809/14813/' good.yaml >unknown.yaml
expect 'and one that they do not' -s 1 -e "unknown.yaml:5:7: error: area a-1 2022: unit: no unit record has the code '14813' [unknown-unit]" \
    -- antt-validate -q -u units.yaml unknown.yaml
expect 'a code outside its dates names the successors' -s 1 \
    -e 'good.yaml:5:7: error: area a-1 2022: unit: 14809 names no unit in 2022; its successors are 14812, 14815 [unit-not-in-force]' \
    -- antt-validate -q --units units.yaml good.yaml
area a-1 2021 >last.yaml
expect 'it is good for the year in which it ended' -o last.yaml -- antt-validate -q -u units.yaml last.yaml
sed 's/14809/381/' good.yaml >level.yaml
expect 'a code of the wrong level' -s 1 \
    -e 'level.yaml:5:7: error: area a-1 2022: unit: 381 is a district, expected the code of a commune [unknown-unit]' \
    -- antt-validate -q -u units.yaml level.yaml
cat units.yaml unknown.yaml >stream.yaml
expect 'units may stand in the stream' -s 1 -o units.yaml \
    -e "stream.yaml:42:7: error: area a-1 2022: unit: no unit record has the code '14813' [unknown-unit]" -- antt-validate -q stream.yaml
expect 'without unit records no code is unknown' -o unknown.yaml -- antt-validate -q unknown.yaml
sed 's/"14809"/x/' good.yaml >in.yaml
expect 'one cause, one message' -s 1 -e "in.yaml:5:7: error: area a-1 2022: unit: 'x' is not a code: digits [bad-value]" \
    -- antt-validate -q -u units.yaml in.yaml
printf 'record: unit\nid: [\n' >units-bad.yaml
expect 'a broken unit file is told, but is not part of the stream' -s 1 -o known.yaml \
    -e "units-bad.yaml:2:5: error: cannot be read as YAML: did not find expected node content while parsing a flow node that begins here; noticed at line 3, column 1 [yaml-syntax]" \
    -e 'antt-validate: 1 records, 0 rejected, 0 warnings' -- antt-validate -r rejects -u units.yaml -u units-bad.yaml known.yaml
ok 'and is not kept with the rejects' test ! -s rejects
expect 'a missing unit file is trouble before anything is done' -s 2 \
    -e 'nowhere.yaml: error: cannot open: No such file or directory [unreadable]' -- antt-validate -q -u nowhere.yaml good.yaml

unit() { # id, level, further lines
    printf -- '---\nrecord: unit\nid: "%s"\nlevel: %s\ntype: x\nname: X\n' "$1" "$2"
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
# units_refused DESC MESSAGE: all unit records of ./in.yaml pass, but together they are not sound
units_refused() {
    expect "$1" -s 1 -o in.yaml -e "in.yaml:$2" -- antt-validate -q in.yaml
    expect "$1, beside the stream" -s 1 -o good.yaml -X -- antt-validate -q -u in.yaml good.yaml
}
sed 's/14809/1/' good.yaml >known.yaml && mv known.yaml good.yaml
(unit 38 province; unit 1 commune 'parent: 39' 'until: 2022-12-31' 'into: [3]') >in.yaml
expect 'unit records may be a part of the list, without a parent or successor' -o in.yaml -- antt-validate -q in.yaml
(unit 38 province; unit 1 commune 'parent: 38' 'until: 2022-12-30'; unit 1 commune 'parent: 38' 'from: 2023-01-01') >in.yaml
units_refused 'a day between two units of one code' '16:1: error: unit 1 X: days lie between it and the unit of the same code at in.yaml:8 [unit-gap]'
(unit 38 province; unit 1 commune 'parent: 38' 'until: 2023-01-01'; unit 1 commune 'parent: 38' 'from: 2023-01-01') >in.yaml
units_refused 'a day on which there are two' '16:1: error: unit 1 X: begins before the unit of the same code at in.yaml:8 ends [unit-overlap]'
(unit 38 province; unit 2 commune 'parent: 38' 'from: 2023-06-01'; unit 1 commune 'parent: 38' 'until: 2022-12-31' 'into: [2]') >in.yaml
units_refused 'a successor that is not there yet' '16:1: error: unit 1 X: its successor 2 at in.yaml:8 is not there on the day after it ends [unit-successor]'
(unit 38 province; unit 2 commune 'parent: 38'; unit 1 commune 'parent: 38' 'into: [2]') >in.yaml
units_refused 'a successor of what does not end' '15:1: error: unit 1 X: has successors (into) and no last day (until) [unit-successor]'
(unit 1 commune 'parent: 1') >in.yaml
units_refused 'a unit below itself' '2:1: error: unit 1 X: the units above it lead in a circle [unit-cycle]'
(unit 38 province; unit 1 commune) >in.yaml
expect 'a unit without the one above it' -s 1 -x \
    -e 'in.yaml:10:8: error: unit 1: a unit below province needs its parent: level is commune; parent is missing [relation]' -- antt-validate -q in.yaml
(unit 38 province 'from: 2022-01-01' 'until: 2021-12-31') >in.yaml
expect 'a unit that ends before it begins' -s 1 -X -- antt-validate -q in.yaml
area a-1 2022 >good.yaml

# --- Unicode ---

# shellcheck disable=SC2059 # it is a format
named() { # octal: good.yaml with this name
    awk -v name="name: $(printf "$1")" '/^name:/ { $0 = name } 1' good.yaml
}
named 'Ho\314\200a' >nfd.yaml
named 'H\303\262a' >nfc.yaml
named 'Ph\306\260\314\200ng' >horn.yaml
expect 'text that is not in normal form C is refused where it is' -s 1 \
    -e 'nfd.yaml:4:8: error: area a-1 2022: text that is not in Unicode normal form C; --fix-nfc rewrites it [not-nfc]' -- antt-validate -q nfd.yaml
expect '--fix-nfc rewrites it' -o nfc.yaml -- antt-validate -q --fix-nfc nfd.yaml
expect 'and leaves what is good' -o nfc.yaml -- antt-validate -q --fix-nfc nfc.yaml
expect 'a letter with its horn and a tone put behind it' -s 1 \
    -e 'horn.yaml:4:9: error: area a-1 2022: text that is not in Unicode normal form C; --fix-nfc rewrites it [not-nfc]' -- antt-validate -q horn.yaml
(cat nfd.yaml; echo crimes: x) >in.yaml
expect 'other faults are told all the same' -s 1 \
    -e 'in.yaml:4:8: error: area a-1 2022: text that is not in Unicode normal form C; --fix-nfc rewrites it [not-nfc]' \
    -e "in.yaml:7:9: error: area a-1 2022: crimes: 'x' is not a count: digits alone, 0 or more [bad-value]" -- antt-validate -q in.yaml
(cat nfd.yaml; echo crimes: x) >in.yaml
expect '--fix-nfc mends no other fault' -s 1 \
    -e "in.yaml:7:9: error: area a-1 2022: crimes: 'x' is not a count: digits alone, 0 or more [bad-value]" -- antt-validate -q --fix-nfc in.yaml
refused 'escapes make no text of another form' 'type: "to\u0309"' \
    '7:7: type: escapes that make text which is not in Unicode normal form C; write the letters [not-nfc]'
refused 'nor control characters' 'type: "a\x07b"' '7:7: type: a control character in the text [control-character]'
refused 'nor in the keys of a table' 'review: {findings: {"a\x07": met}}' \
    '7:21: review.findings: a control character in the text [control-character]'
fine 'tabs, line breaks and emoji are text' 'cases: [{type: environment, date: 2022-03-01, note: "a\tb\n\U0001F600"}]'

# --- rejects ---

cat good.yaml broken.yaml next.yaml >in.yaml
cat >wanted <<'END'
# in.yaml:10:1: error: area a-1 2022: no field 'nome' in area; did you mean 'name'? [unknown-field]
# in.yaml:8:1: error: area a-1 2022: name is missing; expected text [missing-field]
END
cat broken.yaml >>wanted
expect '-r keeps what is rejected' -s 1 -o both.yaml -e "$(sed -n '1s/^# //p' wanted)" -e "$(sed -n '2s/^# //p' wanted)" \
    -- antt-validate -q -r rejects.yaml in.yaml
ok 'byte for byte, under its messages as comments' cmp wanted rejects.yaml
expect '-r with -n' -s 1 -X -- antt-validate -n --rejects=rejects-n.yaml in.yaml
ok 'keeps the same' cmp wanted rejects-n.yaml
sed 's/^nome:/name:/; s/a-1/a-2/' rejects.yaml >mended.yaml
expect 'mended they can be sent again' -o mended.yaml -- antt-validate -q mended.yaml
expect 'nothing rejected is an empty file' -o good.yaml -- antt-validate -q -r rejects.yaml good.yaml
ok 'and it is there' test -e rejects.yaml -a ! -s rejects.yaml

# --- messages ---

run antt-validate --diagnostics=json -W -u units.yaml in.yaml
is 'messages as JSON: the status is the same' "$status" 1
cat >json.pl <<'END'
use strict; use warnings; use JSON::PP;
while (my $line = <STDIN>) {
    next if $line =~ /^antt-validate: /;
    my $message = JSON::PP->new->utf8->decode($line);
    print join(' ', sort keys %$message), "\n" if $. == 1;
    binmode STDOUT, ':utf8';
    print join('|', map { $message->{$_} } qw(file line column severity slug record text)), "\n";
}
END
cat >wanted <<'END'
column file line record severity slug text
in.yaml|5|7|error|unit-not-in-force|area a-1 2022|unit: 14809 names no unit in 2022; its successors are 14812, 14815
in.yaml|10|1|error|unknown-field|area a-1 2022|no field 'nome' in area; did you mean 'name'?
in.yaml|8|1|error|missing-field|area a-1 2022|name is missing; expected text
in.yaml|11|7|error|unit-not-in-force|area a-1 2022|unit: 14809 names no unit in 2022; its successors are 14812, 14815
in.yaml|17|7|error|unit-not-in-force|area a-1 2023|unit: 14809 names no unit in 2023; its successors are 14812, 14815
END
cp err json
expect 'one object a message, with fixed keys' -o wanted -- perl json.pl <json
printf 'record: "a\\"\\\\\\u2028\\x1b"\n' | antt-validate -q --diagnostics=json 2>json
printf '%s\n' 'column file line record severity slug text' \
    "<stdin>|1|9|error|unknown-kind||no kind 'a\"\\$(printf '\342\200\250\033')'" >wanted
expect 'whatever a value holds' -o wanted -- perl json.pl <json
printf 'record: "a\\x1b[31m\\u2028\\u0085"\n' >in.yaml
expect 'no value drives a terminal or breaks a line' -s 1 \
    -e 'in.yaml:1:9: error: no kind '\''a\x1B[31m\u2028\x85'\'' [unknown-kind]' -- antt-validate -q in.yaml
expect '--diagnostics=xml' -s 2 -e "antt-validate: error: --diagnostics: 'xml' is neither text nor json [usage]" \
    -- antt-validate --diagnostics=xml good.yaml
expect '--explain' -c 'The same key stands twice in one mapping' -- antt-validate --explain duplicate-key
expect '--explain of no message' -s 2 -e "antt-validate: error: no message is called 'duplicate'; --explain all lists them [usage]" \
    -- antt-validate --explain duplicate
antt-validate --explain all | sed -n 's/^\([a-z]\)/\1/p' >slugs
ok 'every slug is explained' sh -c 'test -s slugs && while read -r slug; do antt-validate --explain "$slug" || exit; done <slugs'
is 'in the order of the alphabet' "$(cat slugs)" "$(LC_ALL=C sort slugs)"

# --- the command line ---

for size in 0 -1 1.5 x 1T 99999999999999G ''; do
    expect "--max-document=$size" -s 2 -e "antt-validate: error: --max-document: '$size' is no size; write 65536, 64K or 4M [usage]" \
        -- antt-validate --max-document="$size" good.yaml
done
expect '--max-document=1K' -o good.yaml -- antt-validate -q --max-document=1K good.yaml
expect '-r without a file' -s 2 -E "option '-r' needs an argument; usage: antt-validate [" -- antt-validate -r
expect '--rejects without a file' -s 2 -E "option '--rejects' needs an argument; usage: antt-validate [" -- antt-validate --rejects
expect 'an unknown letter among known ones' -s 2 -E "unknown option '-x'" -- antt-validate -nxq
expect 'a flag takes no argument' -s 2 -E "unknown option '--quiet=yes'" -- antt-validate --quiet=yes
expect 'letters together, options behind operands' -- antt-validate good.yaml -nq
cp good.yaml ./-q
expect '-- ends the options' -o good.yaml -e 'antt-validate: 1 records, 0 rejected, 0 warnings' -- antt-validate -- -q

finish
