#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-select: which records an expression selects, that their bytes stay, and what is no expression. The language itself:
# tests/unit/expr.c.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

# The records that the tests choose from; each names itself in its first comment.
cat >stream <<'END'
record: area # 1
id: 14809-01
name: Khu phố 1
unit: "14809"
year: 2023
crimes: 5
cases: [{type: serious_fire, date: 2023-05-06}]
assessment: {criteria: tt124-2021, period: {from: 2022-11-01, to: 2023-10-31}, outcome: not_met}
recognition: {date: 2023-11-12, number: 12/QĐ}
---
record: area # 2
id: 14809-02
name: Khu phố 2
unit: "14809"
year: 2023
crimes: 0
cases: [{type: serious_fire, date: 2023-11-01}]
assessment: {criteria: tt124-2021, period: {from: 2022-11-01, to: 2023-10-31}, outcome: met}
recognition: false
---
# only a comment
---
record: area # 3
id: 14809-03
name: Khu phố 3
unit: "14809"
year: 2024
---
record: institution # 4
id: s1
name: Trường "A"
unit: "14812"
year: 2023
type: school
stage: primary
rules: [fire, guarding]
---
record: commune # 5
unit: "14809"
year: 2023
crimes: 7
rollup: {area: {total: 12, recognised: 8}}
---
record: summary # 6
group: {unit: "14809", year: 2023}
area: {total: 12, recognised: 8}
office: {total: 3}
---
record: patrol # 7
id: p1
year: 2023
crimes: 5
---
record: unit # 8
id: "14809"
level: commune
type: phường
name: Bắc Sơn
parent: "381"
END

picks() { # what, the numbers of the records wanted, arguments
    desc=$1 wanted=$2
    shift 2
    run antt-select "$@" stream
    is "$desc" "$status [$(sed -n 's/^record: .* # //p' out | paste -sd' ')]$(cat err)" "0 [$wanted]"
}

# --- what is selected ---------------------------------------------------------------------------

picks 'records of one kind' '1 2 3' 'record == area'
picks 'of several kinds: a field that they share' '1 2 5' 'crimes >= 0'
picks 'a bare word is a value of the field before it' 4 'type == school'
picks 'so is the word of another kind, where the field has choices there' 8 'level == commune'
picks 'a value of text beside the choices of other kinds' 8 "type == 'phường'"
picks 'a list covers' 4 'rules covers [guarding]'
picks 'a list that covers less' '' 'rules covers [guarding, environment]'
picks 'a code is text' '1 2 3 5' 'unit == "14809"'
picks 'quotes within text are written twice' 4 'name == "Trường ""A"""'
picks 'accents count' '' "name == 'Khu pho 1'"
picks 'one of several values' '4 5' 'record in [institution, commune]'
picks 'one of several texts' '1 4' 'id in ["s1", "s2", "14809-01"]'
picks 'assessment.outcome' 1 'assessment.outcome == not_met'
picks 'decision against evidence' 1 'recognition is present and assessment.outcome == not_met'
picks 'there is none is known' 2 'recognition == false'
picks 'in_period asks for the period of the assessment' 1 'some case in cases where case.date in_period'
picks 'no assessment, no period: unknown' '1 2' 'cases is present and not (year == 2024)'
picks 'figures of a summary' '6' 'record == summary and area.total == 12'
picks 'figures of a rollup' '5' 'rollup.area.recognised < 70 % of rollup.area.total'
picks 'the group of a summary' 6 'group.year == 2023'
picks 'nothing at all' '' 'record == area and record == commune'
picks 'blanks and line breaks within an expression' '1 2' ' record ==
	area   and year
== 2023 '

# --- what is unknown ----------------------------------------------------------------------------

picks 'what is unknown is not selected' '1 5' 'crimes > 2'
picks 'nor by the contrary' 2 'not (crimes > 2)'
picks 'it is asked for by is missing' 3 'record == area and crimes is missing'
picks '-v: the other records, those that nobody knows of too' '2 3 4 6 7 8' -v 'crimes > 2'
picks '--invert is -v' '2 3 4 6 7 8' --invert 'crimes > 2'
picks 'a kind that nobody knows is never selected, though it has the field' 1 'crimes == 5 and year == 2023'
for expression in 'crimes > 2' 'record == area' 'year == 2023 or crimes is missing' "name == 'x'"; do
    antt-select "$expression" stream | sed -n 's/^record: .* # //p' >one
    antt-select -v "$expression" stream | sed -n 's/^record: .* # //p' >other
    is "-v is the rest: $expression" "$(sort one other | paste -sd' ')" '1 2 3 4 5 6 7 8'
done

# --- counting -----------------------------------------------------------------------------------

expect '-c: their number, and no records' -O 3 -- antt-select -c 'record == area' stream
expect '--count is -c' -O 3 -- antt-select --count 'record == area' stream
expect '-c of nothing' -O 0 -- antt-select -c 'record == area' /dev/null
expect '-vc' -O 5 -- antt-select -vc 'record == area' stream
expect '-c: of several files' -O 6 -- antt-select -c 'record == area' stream stream

# --- bytes --------------------------------------------------------------------------------------

printf -- '---   # here\n# of it\nrecord:   area    # loại\n\n"id": a-1\nname: >-\n  Khu\n  phố\nunit: "01234"\nyear: 2023\nz: no   \n...\n' >commented
expect 'comments, blanks, quoting, order, a field nobody knows' -o commented -- antt-select 'record == area' commented
printf 'record: area\r\nid: a\r\nyear: 2023\r\n---\r\n# c\r\nrecord: area\r\nid: b\r\nyear: 2024\r\n' >crlf
printf -- '---\r\n# c\r\nrecord: area\r\nid: b\r\nyear: 2024\r\n' >crlf.b
expect 'CRLF' -o crlf -- antt-select 'year > 0' crlf
run antt-select 'id == "b"' crlf
ok 'CRLF: one of them' sh -c '[ "$1" -eq 0 ] && grep -v "^---" out | cmp - "$2"' x "$status" "$(sed 1d crlf.b >b; echo b)"
printf -- '--- {"record": "area", "id": "a", year: 2023}\n---\n{record: area, id: b,\n year: 2024}' >flow
expect 'flow style, JSON, no final newline' -X -x -- antt-select 'year == 2023' flow
is 'flow style stays' "$(sed 's/^--- //' out)" '{"record": "area", "id": "a", year: 2023}'
printf '\357\273\277record: area\nid: a\nyear: 2023\n' >bom
expect 'a byte order mark' -X -x -- antt-select 'year == 2023' bom
is 'the record behind it' "$(grep -c '^.*record: area$' out) $status" '1 0'
antt-select 'year >= 2015' "$ANTT_TOP"/examples/bim-son/*.yaml >once
antt-select 'year >= 2015' once >twice
ok 'selecting twice is selecting once' cmp once twice
(printf -- '# nothing\n---\n'; cat stream; printf -- '---\n---\n# the end\n') >empty
run antt-select 'record == area or record != area' empty
is 'documents without a record are dropped' "$status $(grep -c 'only a comment\|nothing\|the end' out)" '0 0'
is 'the others are not' "$(grep -c '^record:' out)" 7

# --- operands -----------------------------------------------------------------------------------

printf 'record: area\nid: x\nyear: 2023\n' >x
printf 'record: area\nid: y\nyear: 2023\n' >y
expect 'standard input' -o x -- antt-select 'id == "x"' <x
expect 'the operands behind the expression are files, in their order' -O 'record: area
id: y
year: 2023
---
record: area
id: x
year: 2023' -- antt-select 'record == area' y x
expect '- is standard input' -c 'id: y' -- antt-select 'record == area' x - <y
expect 'options may come after the operands' -O 1 -- antt-select 'id == "x"' x y -c
expect '-- ends the options' -o x -- antt-select -- 'id == "x"' x
expect 'an expression that begins with - needs it' -o x -- antt-select -- '-year < 0' x
expect 'without it, it is an option' -s 2 -E 'antt-select: error: ' -- antt-select '-year < 0' x
expect 'a file named like an option behind --' -s 2 -e '-c: error: cannot open: No such file or directory [unreadable]' -- antt-select -- 'year > 0' -c
expect 'no operand at all' -s 2 -e "antt-select: error: an expression is wanted, as 'record == area and year >= 2015' [usage]" -- antt-select <x
expect 'the same with options' -s 2 -E 'an expression is wanted' -- antt-select -vc <x
expect 'a file for the expression' -s 2 -E '[bad-expression]' -- antt-select x y
expect 'an unknown option' -s 2 -E '[usage]' -- antt-select --inverted 'year > 0' x
expect 'a file that is not there: the others are read, status 2' -s 2 -O '1' -e 'nowhere: error: cannot open: No such file or directory [unreadable]' \
    -- antt-select -c 'id == "x"' nowhere x
expect 'a directory' -s 2 -x -e '.: error: cannot read: Is a directory [unreadable]' -- antt-select 'id == "x"' .

# --- what is no expression ----------------------------------------------------------------------

refused() { # expression, column, message
    expect "refused: $1" -s 2 -e "expression:1:$2: error: $3 [bad-expression]" -- antt-select "$1" x
}
refused 'crime > 3' 1 "no field 'crime'; did you mean 'crimes'?"
refused 'year > 2 and hoseholds.total > 1' 14 "no field 'hoseholds.total'; did you mean 'households'?"
refused 'households.totla > 1' 1 "no field 'households.totla'; did you mean 'total'?"
refused 'zzzzzzzz == 1' 1 "no field 'zzzzzzzz'"
refused 'record == aera' 11 "'aera' is no value of record; did you mean 'area'?"
refused 'type == schol' 9 "'schol' is no value of type; did you mean 'school'?"
refused 'assessment.outcome == nt_met' 23 "'nt_met' is no value of assessment.outcome; did you mean 'not_met'?"
refused 'previous.crimes > 1' 1 "'previous' cannot be used here: no year before is kept"
refused 'crimes' 1 'a condition is wanted, not a number'
refused 'crimes >' 9 'the expression ends where a value is wanted'
refused '' 1 'the expression ends where a value is wanted'
refused 'crimes = 3' 8 "'=' alone; write == for equal"
refused '(crimes > 3' 12 'the expression ends where ) is wanted'
refused 'crimes > 3)' 11 "and, or, or the end is wanted, found ')'"
refused 'crimes > "3"' 10 'a number is compared with text'
refused 'year > 2023-01-01' 8 'a number is compared with a date'
refused 'thôn == 1' 1 "no field 'thôn'"
refused "name == 'x" 9 "text without its closing '"
refused 'crimes > 99999999999999999999' 10 'a number over 64 bits'
refused 'cases.type == serious_fire' 1 "'cases' is a list; ask with every, some, no or count"
refused 'no case in crimes' 12 'a list of mappings is wanted'
expect 'refused: nothing is read, nothing written' -s 2 -E 'did you mean' -- antt-select 'crime > 3' nowhere
expect 'refused: bytes that are no UTF-8' -s 2 -E '[bad-expression]' -- antt-select "$(printf 'name == "\377"')" x
expect 'refused: over 4096 bytes' -s 2 -E '[bad-expression]' -- antt-select "$(printf 'year > 0 %5000s' ' ')" x
expect 'JSON lines of a refusal' -s 2 -E '"slug"' -- antt-select --diagnostics=json 'crime > 3' x

# --- faults in the data -------------------------------------------------------------------------

(cat x; printf -- '---\nrecord: area\nid: [\n---\n'; cat y) >broken
expect 'a broken document: status 1, the others are chosen from' -s 1 -c 'id: x' -c 'id: y' -E 'broken:6:5: error: ' -- antt-select 'year == 2023' broken
expect 'and counted' -s 1 -O 2 -E '[yaml-syntax]' -- antt-select -c 'year == 2023' broken
expect '-v does not bring it back' -s 1 -O 0 -E '[yaml-syntax]' -- antt-select -cv 'year == 2023' broken
printf 'record: area\nid: z\nyear: 20x3\ncrimes: 1e3\n' >bad
expect 'a value that cannot be read is unknown' -- antt-select 'crimes > 0 or crimes <= 0 or year > 0' bad
expect 'and among the others of -v' -o bad -- antt-select -v 'crimes > 0 or year > 0' bad
full='<stdout>: error: cannot write: No space left on device [write-failed]'
# shellcheck disable=SC2016 # the inner shell's
expect 'output that cannot be written' -s 2 -e "$full" -- sh -c 'antt-select "year == 2023" x >/dev/full'
expect 'a number that cannot be written' -s 2 -e "$full" -- sh -c 'antt-select -c "year == 2023" x >/dev/full'

# --- sealed streams, definitions ----------------------------------------------------------------

expect '--sealed wants the seal' -s 2 -o x \
    -e '<stdin>: error: the stream ends without its seal, which --sealed or ANTT_SEALED=1 wants: the program that wrote it did not come to its end, or wrote none [bad-seal]' \
    -- antt-select --sealed 'year == 2023' <x
printf 'record: area\nid: x\nyear: 2023\n---\nrecord: end\nrecords: 1\n' >sealed
expect 'a seal is renewed with what is left' -O '---
record: end
records: 0' -- antt-select 'year == 2024' <sealed
mkdir -p ours/kinds
cat >ours/kinds/patrol.yaml <<'END'
kind: patrol
title: {vi: "Buổi tuần tra", en: "Patrol"}
key: [id]
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: year, type: year, vi: "năm", en: "year"}
  - {field: way, type: one_of, values: [foot, boat], vi: "cách", en: "way"}
END
picks 'a kind of our own is selected' 7 -d ours 'record == patrol'
picks 'and its fields are known' 7 --defs=ours 'record == patrol and not (way == foot) or way is missing and record == patrol'
refused 'record == patrol' 11 "'patrol' is no value of record"
finish
