#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-table: which records and fields come into a table, how values look in CSV, TSV and JSON lines, and what is
# refused.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

# Kinds of our own, so that the tests do not hang on the office's.
mkdir -p ours/kinds
cat >ours/kinds/patrol.yaml <<'END'
kind: patrol
title: {vi: "Buổi tuần tra", en: "Patrol"}
key: [id]
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: note, type: text, vi: "ghi chú", en: "note"}
  - {field: code, type: code, vi: "mã số", en: "code"}
  - {field: met.total, type: count, vi: "số người", en: "people"}
  - {field: met.on, type: date, vi: "ngày", en: "day"}
  - {field: paid, type: money, vi: "số tiền", en: "paid"}
  - {field: good, type: bool, vi: "tốt", en: "good"}
  - {field: order, type: mapping, or_none: true, alone: date, vi: "lệnh", en: "order"}
  - {field: order.date, type: date, vi: "ngày", en: "day"}
  - {field: order.number, type: text, vi: "số", en: "number"}
  - {field: ways, type: list, of: one_of, values: [foot, boat], vi: "cách", en: "ways"}
  - {field: finds, type: list, vi: "vụ", en: "finds"}
  - {field: finds.what, type: text, required: true, vi: "vật", en: "what"}
  - {field: finds.count, type: count, vi: "số", en: "count"}
  - {field: clauses, type: table, of: one_of, values: [met, not_met], vi: "khoản", en: "clauses"}
  - {field: sums, type: figures, vi: "tổng", en: "sums"}
END
cat >ours/kinds/boat.yaml <<'END'
kind: boat
title: {vi: "Thuyền", en: "Boat"}
key: [id]
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: seats, type: count, vi: "chỗ", en: "seats"}
END
export ANTT_DEFS=ours

cat >full <<'END'
record: patrol
id: p-1
note: 'Chợ "Bỉm Sơn", đêm'
code: 00123
met: {total: 007, on: 2023-05-06}
paid: 1500000
good: true
order: 2023-01-12
ways: [foot, boat]
finds: [{what: dao, count: 2}, {what: súng}]
clauses: {"4.1": met, "4.2.a": not_met}
sums: {area: {total: 12, change: -3}}
END
printf 'record: patrol\nid: p-2\norder: false\nways: []\nfinds: []\n' >none
printf 'record: boat\nid: b-1\nseats: 6\n' >boat
echo --- >mark
cat full mark none mark boat >stream

crlf() { # lines with the line ends of CSV
    printf '%s\r\n' "$@" >wanted
}
cell() { # DESC, YAML of `note`, the cell as CSV, option...
    desc=$1 csv=$3
    printf 'record: patrol\nid: a\nnote: %s\n' "$2" >one
    shift 3
    crlf "$csv,a"
    expect "$desc" -o wanted -- antt-table --no-header -f note,id "$@" one
}
refused() { # DESC, message, argument...
    desc=$1 message=$2
    shift 2
    expect "$desc" -s 2 -e "antt-table: error: $message" -- antt-table "$@" no-such-file
}

# --- CSV ---

crlf 'id,note,code,met.total,met.on,paid,good' 'p-1,"Chợ ""Bỉm Sơn"", đêm",00123,7,2023-05-06,1500000,true' 'p-2,,,,,,'
expect 'a table of the fields that are asked for' -o wanted -- antt-table -f id,note,code,met.total -f met.on,paid,good stream
expect 'from standard input' -o wanted -- antt-table -f id,note,code,met.total,met.on,paid,good <stream
{ printf '\357\273\277'; cat wanted; } >marked
expect 'with a byte order mark' -o marked -- antt-table --bom -f id,note,code,met.total,met.on,paid,good stream
sed 1d wanted >bare
expect 'without a header' -o bare -- antt-table --no-header -f id,note,code,met.total,met.on,paid,good stream
crlf 'record,id,note,code,met.total,met.on,paid,good,order,order.date,order.number,ways,finds,clauses,sums' \
    'patrol,p-1,"Chợ ""Bỉm Sơn"", đêm",00123,7,2023-05-06,1500000,true,,2023-01-12,,"foot; boat","[{""what"":""dao"",""count"":2},{""what"":""súng"",""count"":null}]","{""4.1"":""met"",""4.2.a"":""not_met""}","{""area"":{""total"":12,""change"":-3}}"' \
    'patrol,p-2,,,,,,,false,,,[],[],,'
expect "without fields: all of the first record's kind" -o wanted -- antt-table stream
expect 'or of the kind that is named' -o wanted -- antt-table -k patrol boat stream
crlf id,seats b-1,6
expect 'records of kinds without the fields are left out' -o wanted -- antt-table -f id,seats stream
crlf id p-1 p-2 b-1
expect 'those of all kinds that have them come' -o wanted -- antt-table -f id stream
crlf id,seats,met.total p-1,,7 p-2,, b-1,6,
expect 'fields of several kinds, which are named' -o wanted -- antt-table -k patrol,boat -f id,seats,met.total stream
expect 'or named one by one' -o wanted -- antt-table -k patrol -k boat -f id,seats,met.total stream
crlf record,id,seats boat,b-1,6
expect 'a kind is known before the first record' -o wanted -- antt-table -k boat stream
crlf met.total,met.on,order,order.date,order.number 7,2023-05-06,,2023-01-12, ,,false,,
expect 'a mapping is taken apart' -o wanted -- antt-table -f met,order stream
crlf finds.what,finds.count '"dao; súng","2; "' '[],[]'
expect 'fields of the items of a list' -o wanted -- antt-table -f finds.what,finds.count stream
crlf clauses.4.1,clauses.4.2.a,clauses.9,sums.area.change,sums.area.none met,not_met,,-3, ,,,,
expect 'keys of tables and figures' -o wanted -- antt-table -f clauses.4.1,clauses.4.2.a,clauses.9,sums.area.change,sums.area.none stream
printf 'record: summary\ngroup: {year: 2023}\narea: {total: 12}\n' >summary
crlf area.total 12
expect 'figures of a summary' -o wanted -- antt-table -f area.total summary
crlf other.total,area.total ,12
expect 'of any name, when the kind is named' -o wanted -- antt-table -k summary -f other.total,area.total summary
crlf note '""'
expect 'an empty cell alone is no empty line' -o wanted -- antt-table -f note none
crlf id,seats
expect 'no row: the header alone' -o wanted -- antt-table -f id,seats none
expect 'an empty document is no row' -o wanted -- antt-table -f id,seats mark
expect 'nothing at all' -e 'antt-table: warning: no record came whose kind would tell the columns; --kind or --fields does [no-rows]' -- \
    antt-table /dev/null
crlf 'mã,ghi chú,ngày (met.on),ngày (order.date)' 'p-2,,,'
expect 'titles; those that are alike keep their paths' -o wanted -- antt-table --titles -f id,note,met.on,order.date none
crlf 'id,note,clauses.9' 'p-2,,'
expect 'English ones; a key has none' -o wanted -- antt-table --titles -l en -f id,note,clauses.9 none
expect 'under any locale' -o wanted -- env LC_ALL=C LANG=vi_VN.UTF-8 antt-table --titles --lang=en -f id,note,clauses.9 none

# --- cells that spreadsheets would take for formulas, and quotes ---

for start in = + - @ ＝ ＋ － ＠; do
    cell "text that begins with $start is guarded" "'${start}1'" "'${start}1"
    cell "but as it is with --raw" "'${start}1'" "${start}1" --raw
done
cell 'a tab before it' '"\t=1"' "$(printf '"'\''\t=1"')"
cell 'a carriage return' '"\r=1"' "$(printf '"'\''\r=1"')"
cell 'one apostrophe more, so that taking it away undoes it' "\"'=1\"" "''=1"
cell 'an apostrophe before a word stays alone' "\"'tis\"" "'tis"
cell 'an equals sign inside is text' "'a=1'" 'a=1'
cell 'commas, semicolons' "'a,b;c'" '"a,b;c"'
cell 'line breaks' '"a\nb"' '"a
b"'
cell 'blanks at the front' "' a'" '" a"'
cell 'at the end' "'a '" '"a "'
cell 'null is nothing' null ''
cell 'the word is text' "'null'" null
cell 'what looks like a number is text' 007 007
crlf -3
expect 'numbers are no formulas' -o wanted -- antt-table --no-header -f sums.area.change full
printf 'record: patrol\nid: a\nways: [=x, b]\n' >one
crlf "\"'=x; b\""
expect 'a list is guarded as a whole' -o wanted -- antt-table --no-header -f ways one

# --- TSV ---

printf 'id\tnote\tways\np-1\tChợ "Bỉm Sơn", đêm\tfoot; boat\np-2\t\t[]\n' >wanted
expect 'TSV quotes nothing' -o wanted -- antt-table -t tsv -f id,note,ways stream
printf 'record: patrol\nid: a\nnote: "a\\tb\\nc\\\\d\\re"\n' >one
printf 'id\tnote\na\ta\\tb\\nc\\\\d\\re\n' >wanted
expect 'tabs, line breaks and backslashes are written with a backslash' -o wanted -- antt-table -t tsv -f id,note one

# --- JSON lines ---

cat >wanted <<'END'
{"record":"patrol","id":"p-1","note":"Chợ \"Bỉm Sơn\", đêm","code":"00123","met":{"total":7,"on":"2023-05-06"},"paid":1500000,"good":true,"order":{"date":"2023-01-12","number":null},"ways":["foot","boat"],"finds":[{"what":"dao","count":2},{"what":"súng","count":null}],"clauses":{"4.1":"met","4.2.a":"not_met"},"sums":{"area":{"total":12,"change":-3}}}
{"record":"patrol","id":"p-2","note":null,"code":null,"met":null,"paid":null,"good":null,"order":false,"ways":[],"finds":[],"clauses":null,"sums":null}
END
expect 'JSON lines: types from the kind, mappings as objects' -o wanted -- antt-table -t jsonl stream
expect 'by path' -O '{"finds.what":["dao","súng"],"finds.count":[2,null],"order.date":"2023-01-12","clauses.4.1":"met"}
{"finds.what":[],"finds.count":[],"order.date":null,"clauses.4.1":null}' -- \
    antt-table -t jsonl -f finds.what,finds.count,order.date,clauses.4.1 stream
printf 'record: patrol\nid: a\nnote: "=\\x01\\n\\\\"\n' >one
expect 'text is escaped, and no apostrophe put before it' -O '{"note":"=\u0001\u000a\\"}' -- antt-table -t jsonl -f note one

# --- values that are none ---

wrong() { # DESC, entry, place, message, cells of note,met.total,met.on,good,order,order.date,order.number,ways
    printf 'record: patrol\nid: a\n%s\n' "$2" >one
    crlf "$5"
    expect "$1" -s 1 -o wanted -e "one:$3: error: patrol a: $4; it is left out of the table [bad-value]" -- \
        antt-table --no-header -f note,met,good,order,ways one
}
wrong 'a count that is none' 'met: {total: 1e3}' 3:14 "met.total: '1e3' is not a count: digits alone, 0 or more" ,,,,,,,
wrong 'a day that does not exist' 'met: {on: 2023-02-30}' 3:11 "met.on: '2023-02-30' is not a date YYYY-MM-DD that exists" ,,,,,,,
wrong 'the others stay' 'met: {total: 4, on: x}' 3:21 "met.on: 'x' is not a date YYYY-MM-DD that exists" ,4,,,,,,
wrong 'one cause is told once' 'met: 5' 3:6 "met: '5' is not a mapping of fields" ,,,,,,,
wrong 'false where none is not foreseen' 'met: false' 3:6 "met: 'false' is not a mapping of fields" ,,,,,,,
wrong 'a truth that is none' 'good: yes' 3:7 "good: 'yes' is not true or false" ,,,,,,,
wrong 'what stands alone is read as its field' 'order: true' 3:8 "order: 'true' is not a date YYYY-MM-DD that exists" ,,,,,,,
wrong 'a list for a mapping' 'order: []' 3:8 "order: found a list, expected a mapping of fields" ,,,,,,,
wrong 'a list for text' 'note: [a]' 3:7 'note: found a list, expected text' ,,,,,,,
wrong 'a mapping for text' 'note: {a: b}' 3:7 'note: found a mapping, expected text' ,,,,,,,
wrong 'text for a list' 'ways: foot' 3:7 "ways: 'foot' is not a list" ,,,,,,,
wrong 'a list in a list' 'ways: [foot, [boat]]' 3:14 'ways[2]: found a list, expected one of' ',,,,,,,"foot; "'
printf 'record: patrol\nid: a\nfinds: [dao, {what: x}]\nclauses: met\nsums: [1]\n' >one
expect 'in JSON they are null' -s 1 -O '{"finds":[null,{"what":"x","count":null}],"clauses":null,"sums":null}' \
    -e "one:3:9: error: patrol a: finds[1]: 'dao' is not a mapping of fields; it is left out of the table [bad-value]" \
    -e "one:4:10: error: patrol a: clauses: 'met' is not a mapping; it is left out of the table [bad-value]" \
    -e 'one:5:7: error: patrol a: sums: found a list, expected a mapping of integers; it is left out of the table [bad-value]' -- \
    antt-table -t jsonl -f finds,clauses,sums one
expect 'so below them' -s 1 -O '{"finds.what":[null,"x"],"clauses.9":null,"sums.area.total":null}' \
    -E "finds[1]: 'dao' is not a mapping of fields" -E "clauses: 'met' is not a mapping;" -E 'sums: found a list' -- \
    antt-table -t jsonl -f finds.what,clauses.9,sums.area.total one
printf 'record: patrol\nid: a\nnote: "a\\x07"\n' >one
crlf ,a
expect 'a control character' -s 1 -o wanted \
    -e 'one:3:7: error: patrol a: note: a control character in the text; it is left out of the table [control-character]' -- \
    antt-table --no-header -f note,id one
printf 'record: patrol\nid: [\n' | cat none mark - mark boat >mixed
crlf id p-2 b-1
expect 'a broken document takes no other with it' -s 1 -o wanted -E '[yaml-syntax]' -- antt-table -f id mixed

# --- refused before any input is read ---

refused 'an unknown field' "--fields: no field 'seat'; did you mean 'seats'? [unknown-field]" -f id,seat
refused 'an unknown path' "--fields: no field 'met.totl'; did you mean 'met.total'? [unknown-field]" -f met.totl
refused 'in the kind that is named' "--fields: no field 'seats' in patrol [unknown-field]" -k patrol -f id,seats
refused 'below text' "--fields: no field 'record.x' in boat; did you mean 'record'? [unknown-field]" -k boat -f record.x
refused 'an empty part' "--fields: no field 'sums..' in patrol; did you mean 'sums'? [unknown-field]" -k patrol -f sums..
refused 'an empty name' "--fields: an empty name in 'id,' [usage]" -f id,
refused 'none at all' "--fields: an empty name in '' [usage]" -f ''
refused 'a field twice' "--fields: 'id' is asked for twice [usage]" -f id,id
refused 'a field and the mapping around it' "--fields: 'met.total' is asked for twice [usage]" -f met,met.total
refused 'fields of different kinds' '--fields: no kind has all of these fields; name the kinds with --kind [usage]' -f seats,met
refused 'an unknown kind' "no kind 'patroll'; did you mean 'patrol'? [unknown-kind]" -k patroll
refused 'an empty kind' "--kind: an empty name in 'boat,' [usage]" -k boat,
refused 'figures of no class' "--fields: no field 'aria.zzzzz' [unknown-field]" -f aria.zzzzz
refused 'all figures' "records of kind 'summary' hold figures of any name: say with --fields which are wanted [usage]" -k summary
refused 'an unknown format' "--to: 'xml' is not csv, tsv or jsonl [usage]" -t xml -f id
refused 'an unknown language' "--lang: 'fr' is neither vi nor en [usage]" --titles -l fr
refused 'a language without titles' '--lang goes with --titles [usage]' -l en
refused 'titles without a header' '--titles and --no-header exclude each other [usage]' --titles --no-header
for option in --bom --no-header --titles --raw; do
    refused "$option with JSON" '--bom, --no-header, --titles and --raw do not go with jsonl [usage]' -t jsonl "$option"
done
expect 'several unknown fields in one go' -s 2 -e "antt-table: error: --fields: no field 'seat'; did you mean 'seats'? [unknown-field]" \
    -e "antt-table: error: --fields: no field 'zz.zzzzz' [unknown-field]" -- antt-table -f seat,zz.zzzzz stream
expect "all figures, when the first record's kind has them" -s 2 \
    -e "antt-table: error: summary 2023: records of kind 'summary' hold figures of any name: say with --fields which are wanted [usage]" -- \
    antt-table summary summary
run antt-table --sealed -f id <full
is 'a stream without its seal is trouble' "$status $(grep -c bad-seal err)" '2 1'
finish
