#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-import: how tables are cut and their columns known, what cells mean, what is refused and with which words; and
# that what antt-table wrote comes back.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

# A kind of our own, with a field of every type.
mkdir -p ours/kinds
cat >ours/kinds/patrol.yaml <<'END'
kind: patrol
title: {vi: "Buổi tuần tra", en: "Patrol"}
key: [id]
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: note, type: text, prose: true, vi: "ghi chú", en: "note"}
  - {field: code, type: code, vi: "mã số", en: "number"}
  - {field: unit, type: code, refers: commune, vi: "xã, phường", en: "commune"}
  - {field: year, type: year, vi: "năm", en: "year"}
  - {field: met.total, type: count, vi: "số người", en: "people"}
  - {field: met.on, type: date, vi: "ngày gặp", en: "day"}
  - {field: paid, type: money, vi: "số tiền", en: "paid"}
  - {field: good, type: bool, vi: "tốt", en: "good"}
  - {field: rating, type: one_of, values: [high, low], words: {high: "xuất sắc", low: "kém"}, vi: "xếp loại", en: "rating"}
  - {field: order, type: mapping, or_none: true, alone: date, vi: "lệnh", en: "order"}
  - {field: order.date, type: date, vi: "ngày", en: "day of it"}
  - {field: order.number, type: text, vi: "số", en: "its number"}
  - {field: reply.date, type: date, vi: "ngày", en: "day of the reply"}
  - {field: ways, type: list, of: one_of, values: [foot, boat], words: {foot: "đi bộ"}, vi: "cách", en: "ways"}
  - {field: tags, type: list, of: text, vi: "thẻ", en: "tags"}
  - {field: finds, type: list, vi: "vụ", en: "finds"}
  - {field: finds.what, type: text, prose: true, required: true, vi: "vật", en: "what"}
  - {field: finds.code, type: code, vi: "mã vật", en: "code of it"}
  - {field: clauses, type: table, of: one_of, values: [met, not_met], vi: "khoản", en: "clauses"}
  - {field: sums, type: figures, vi: "tổng", en: "sums"}
relations:
  - {holds: "met.on <= reply.date", severity: error, en: "answered before they met"}
END
cat >units.yaml <<'END'
---
record: unit
id: "14809"
level: commune
type: phường
name: Bắc Sơn
until: 2025-06-30
into: ["14812"]
---
record: unit
id: "14812"
level: commune
type: phường
name: Bỉm Sơn
from: 2025-07-01
---
record: unit
id: "14821"
level: commune
type: phường
name: Đông Sơn
---
record: unit
id: "20001"
level: commune
type: xã
name: Đông Sơn
END
export ANTT_DEFS=ours
import() {
    antt-import -k patrol "$@"
}
document() { # lines of the record
    printf -- '---\nrecord: patrol\n'
    for line; do printf '%s\n' "$line"; done
}

# --- cutting ---

document 'id: a' 'note: Khu phố' >one
reads() { # description, bytes for printf
    # shellcheck disable=SC2059 # they are a format
    printf "$2" >table.csv
    expect "$1" -o one -- antt-import -k patrol table.csv
}
reads 'commas' 'id,note\na,Khu phố\n'
reads 'semicolons' 'id;note\na;Khu phố\n'
reads 'tabs' 'id\tnote\na\tKhu phố\n'
reads 'a byte order mark, CRLF' '\357\273\277id;note\r\na;Khu phố\r\n'
reads 'quotes' '"id","note"\n"a","Khu phố"\n'
reads 'no final newline' 'id,note\na,Khu phố'
reads 'blank rows, also of empty cells' '\n,\n\nid,note\n\n,,\na,Khu phố\n\n , \n'
reads 'empty cells at the end' 'id,note,,\na,Khu phố,,,,\n'
reads 'a line that names the separator' 'sep=;\r\nid;note\r\na;Khu phố\r\n'
reads 'the separator that makes titles, whatever stands in them' 'id;"mã số";xã, phường;note\na;;;Khu phố\n'
document 'id: a' 'note: "1, \"2\"; 3\n4"' >wanted
printf 'id;note\na;"1, ""2""; 3\n4"\n' >table.csv
expect 'separators, quotes and line breaks inside quotes' -o wanted -- antt-import -k patrol table.csv
document 'id: a' 'note: "5\" pipe"' >wanted
printf 'id,note\na,5" pipe\n' >table.csv
expect 'a quote inside a cell without quotes is one' -o wanted -- antt-import -k patrol table.csv
printf 'id|note\na|Khu phố\n' >table.csv
expect 'another separator' -o one -- antt-import -k patrol -s '|' table.csv
expect 'and what is said without it' -s 2 -e "table.csv:1:1: error: column 1: no field of patrol has the title 'id|note'; did you mean 'note'? --map says what it is, --ignore leaves it out; or --separator says what parts the columns [unknown-title]" -- \
    antt-import -k patrol table.csv
printf 'id\tnote\na\t"x"\\t\n' >table.csv
document 'id: a' 'note: "\"x\"\t"' >wanted
expect 'TSV as antt-table writes it has no quotes' -o wanted -- antt-import -k patrol -t tsv table.csv
expect 'standard input, and two tables with separators of their own' -o wanted -- sh -c '
    printf "id;note\nb;x\n" >second.csv
    printf "id,note\na,x\n" | antt-import -k patrol - second.csv >got
    printf -- "---\nrecord: patrol\nid: a\nnote: x\n---\nrecord: patrol\nid: b\nnote: x\n" | cmp - got && cat wanted'

# --- a row that cannot be cut takes no other with it ---

document 'id: z' >last
bad_row() { # description, message, row for printf
    # shellcheck disable=SC2059
    printf "id,note\n$3z,\n" >table.csv
    expect "$1" -s 1 -o last -e "table.csv:2:$2" -e 'antt-import: 2 rows, 1 of them not written' -- \
        antt-import -k patrol table.csv
}
bad_row 'a quote that is not closed' '3: error: row 2: a quote is opened here and not closed [bad-row]' 'a,"x\n'
bad_row 'text behind a quote' '3: error: row 2: text stands behind the closing quote of this cell; inside quotes a quote is written twice [bad-row]' 'a,"x" y\n'
bad_row 'more cells than titles' "5: error: row 2: 'y' stands in column 3, which has no title [bad-row]" 'a,x,y\n'
bad_row 'octets that are not UTF-8' '5: error: row 2: octet 0xFF is not UTF-8; in which encoding the text is, is not clear; it can be TCVN3 (ABC), VNI, VISCII, CP1258, CP1252 [not-utf-8]' 'a,xq\377\377q\n'
{ printf 'id,note\na,'; head -c 5000 /dev/zero | tr '\0' x; printf '\nz,\n'; } >table.csv
expect 'a row that is too long' -s 1 -o last -e 'table.csv:2:1: error: row 2: a row longer than 1024 bytes; --max-document sets the limit [too-long]' \
    -e 'antt-import: 2 rows, 1 of them not written' -- antt-import -k patrol --max-document=1K table.csv
{ printf 'id,note\na,"'; head -c 5000 /dev/zero | tr '\0' x; printf '",\nz,\ny,"x" y\n'; } >table.csv
expect 'a row that is too long within quotes: one row, and the next have their numbers' -s 1 -o last \
    -e 'table.csv:2:1: error: row 2: a row longer than 1024 bytes; --max-document sets the limit [too-long]' \
    -e 'table.csv:4:3: error: row 4: text stands behind the closing quote of this cell; inside quotes a quote is written twice [bad-row]' -e 'antt-import: 3 rows, 2 of them not written' -- \
    antt-import -k patrol --max-document=1K table.csv
printf 'id,note\na,"x\nb,q\nc,"q"\nz,\n' >table.csv
document 'id: b' 'note: q' >wanted
document 'id: c' 'note: q' >>wanted
cat last >>wanted
expect 'a quote that is too many: the rows up to the next one are read' -s 1 -o wanted \
    -e 'table.csv:2:3: error: row 2: a quote is opened here, and text stands behind the one that closes it (line 4, column 4): one of the two is too many, or inside quotes a quote is not written twice [bad-row]' \
    -e 'antt-import: 4 rows, 1 of them not written' -- antt-import -k patrol -r mend.csv table.csv
expect 'and its line alone is rejected' -O 'id,note
a,"x' -- cat mend.csv
expect 'an empty file' -s 2 -e '<stdin>: error: there is no line of titles in it [unreadable]' -- import </dev/null
expect 'titles alone' -- sh -c 'echo id | antt-import -k patrol'

# --- titles ---

title() { # description, title, lines of the record behind its id
    desc=$1
    printf 'id,"%s"\na,"%s"\n' "$2" "$3" >table.csv
    shift 3
    document 'id: a' "$@" >wanted
    expect "$desc" -o wanted -- antt-import -k patrol table.csv
}
title 'a path' met.total 5 met: '  total: 5'
title 'a title in Vietnamese' 'số người' 5 met: '  total: 5'
title 'in English' People 5 met: '  total: 5'
title 'case and blanks make no difference' '  SỐ   NGƯỜI ' 5 met: '  total: 5'
title 'nor do diacritics, where it is clear' 'so nguoi' 5 met: '  total: 5'
title 'nor where the tone stands' 'xêp lọai' high 'rating: high'
title 'a title with its path' 'ngày (order.date)' 2018-01-02 order: '  date: 2018-01-02'
title 'a key of a table' clauses.4.1 met clauses: '  "4.1": met'
title 'and of figures' sums.area.new -5 sums: '  area:' '    new: -5'

refused() { # description, message, titles
    printf '%s\na,b,c\n' "$3" >table.csv
    expect "$1" -s 2 -e "table.csv:$2" -- antt-import -k patrol table.csv
}
refused 'a title that no field has' "1:4: error: column 2: no field of patrol has the title 'ghi chus'; did you mean 'ghi chú'? --map says what it is, --ignore leaves it out [unknown-title]" 'id,ghi chus'
refused 'one that several have' "1:4: error: 'Ngày' is the title of several fields; write 'order.date' or another path in its place [ambiguous-title]" 'id,Ngày'
refused 'a mapping whose fields have columns of their own' "1:4: error: column 2: no field of patrol has the title 'reply'; --map says what it is, --ignore leaves it out [unknown-title]" 'id,reply'
refused 'two for one field' "1:9: error: note comes from 'note' and from 'Ghi chú'; --map or --ignore leaves one out [duplicate-title]" 'id,note,Ghi chú'
refused 'a field of the items of a list' "1:4: error: 'finds.what': the items of finds stand in one cell, of that field [unknown-title]" 'id,finds.what'
refused 'no column for what every record needs' "1:1: error: no column gives id ('mã'), which every record needs [missing-field]" 'note'
printf 'STT,id,Cán bộ\n1,a,x\n' >table.csv
document 'id: a' >wanted
expect 'columns that are left out' -o wanted -- antt-import -k patrol -i stt --ignore='cán bộ' table.csv
printf 'record,id\npatrol,a\nboat,b\n' >table.csv
expect 'a column of kinds is checked' -s 1 -o wanted -e "table.csv:3:1: error: row 3, column 'record' (record): 'boat' is not the kind that --kind names: patrol [bad-value]" \
    -e 'antt-import: 2 rows, 1 of them not written' -- antt-import -k patrol table.csv

# --- maps ---

cat >map.yaml <<'END'
columns:
  - {title: "Số hiệu", field: id}
  - {title: "Đạt", field: good, words: {"+": true, "-": false, "?": null}}
  - {title: "Cán bộ", ignore: true}
  - {field: year, value: 2018}
END
printf 'SỐ HIỆU;đạt;Cán bộ\na;+;x\nb;-;\nc;?;\nd;có;\n' >table.csv
{ document 'id: a' 'year: 2018' 'good: true'; document 'id: b' 'year: 2018' 'good: false'; document 'id: c' 'year: 2018'
    document 'id: d' 'year: 2018' 'good: true'; } >wanted
expect 'a map names columns, leaves them out, gives constants and words' -o wanted -- antt-import -k patrol -m map.yaml table.csv
bad_map() { # description, message, column
    printf 'columns:\n  - %s\n' "$3" >bad.yaml
    expect "$1" -s 2 -e "bad.yaml:2:$2 [bad-definition]" -- antt-import -k patrol -m bad.yaml table.csv
}
bad_map 'a field that there is not' "23: error: no field 'rateng'; did you mean 'rating'?" '{title: a, field: rateng}'
bad_map 'a key that there is not' "13: error: unknown key 'titel'; did you mean 'title'?" '{titel: a, field: id}'
bad_map 'a title alone' '5: error: a column is `title` with `field`, `title` with `ignore: true`, or `field` with `value`' '{title: a}'
bad_map 'what is no mapping' '5: error: a column is a mapping, as {title: A, field: name}' name
bad_map 'words that are no mapping' '36: error: `words` is a mapping of what stands in the sheet to values' '{title: a, field: good, words: [x]}'
bad_map 'a word for several values' '40: error: a word stands for one value' '{title: a, field: good, words: {x: [1, 2]}}'
printf 'columns:\n  - {title: a, field: id}\n  - {title: a, field: note}\n' >bad.yaml
expect 'a map: a title that stands twice' -s 2 -e "bad.yaml:3:5: error: the title 'a' stands twice [bad-definition]" -- antt-import -k patrol -m bad.yaml table.csv
echo id >id.csv
printf 'columns:\n  - {title: id, field: good, words: {a: maybe}}\n' >bad.yaml
expect 'a word for what is no value' -s 2 -E "bad.yaml:2:41: error: good: 'maybe' is not one of" -- antt-import -k patrol -m bad.yaml id.csv
printf 'columns: x\n' >bad.yaml
expect 'no list of columns' -s 2 -E 'error: `columns`, a list, is missing [bad-definition]' -- antt-import -k patrol -m bad.yaml table.csv

# --- values ---

value() { # title, cell, lines
    title "$1: $2" "$@"
}
value met.on 05/03/2018 met: '  on: 2018-03-05'
value met.on 5/3/2018 met: '  on: 2018-03-05'
value met.on 2018-03-05 met: '  on: 2018-03-05'
value met.total 1.234 met: '  total: 1234'
value met.total '1 234 567' met: '  total: 1234567'
value met.total '1 234' met: '  total: 1234'
value met.total 1,234,567 met: '  total: 1234567'
value met.total 007 met: '  total: 7'
value paid '1.500.000 đ' 'paid: 1500000'
value paid '1500000VND' 'paid: 1500000'
for yes in true TRUE có CÓ Co đúng yes x X; do value good "$yes" 'good: true'; done
for no in false không 'KHÔNG ' sai no; do value good "$no" 'good: false'; done
value good ' '
value rating 'Xuất  sắc' 'rating: high'
value rating low 'rating: low'
value code 00123 'code: "00123"'
value code "'00123" 'code: "00123"'
value note null 'note: "null"'
value note 2018 'note: "2018"'
value note ' a ' 'note: " a "'
value note 'hòa' 'note: hòa'
value order false 'order: false'
value order không 'order: false'
value order 1/2/2018 'order: 2018-02-01'
value ways 'đi bộ; boat' 'ways:' '  - foot' '  - boat'
value ways '[]' 'ways: []'
value finds '[{""what"":""x: y"",""code"":""01"",""z"":null},{""what"":""=1""}]' finds: '  -' '    what: "x: y"' '    code: "01"' \
    '  -' '    what: "=1"'
value clauses '{""4.1"":""met"",""5"":null}' 'clauses:' '  "4.1": met'
value sums '{""a"":{""b"":-1}}' sums: '  a:' '    b: -1'
value sums ''

wrong() { # title, cell, message
    printf 'id,"%s"\na,"%s"\nz,\n' "$1" "$2" >table.csv
    document 'id: z' >wanted
    expect "$1: $2 is refused" -s 1 -o wanted -e "table.csv:2:3: error: row 2, column '$1' ($1): $3" \
        -e 'antt-import: 2 rows, 1 of them not written' -- antt-import -k patrol table.csv
}
count='a count: digits alone, 0 or more [bad-value]'
for number in 0.125 000.125 0,125.000 1,5 1.5 1.23 12.34.567 -5 1e3 5a 1.234,5 1234.567 '1.234 567' 99999999999999999999; do
    wrong met.total "$number" "'$number' is not $count"
done
wrong met.total 1,234 "'1,234' is not clear: thousands stand apart by a full stop or a blank, or not at all [bad-value]"
for day in 31/02/2018 5/3/18 2018/03/05 5-3/2018 3/25/2018 hôm 1/1/1/2018 2018-02-30; do
    wrong met.on "$day" "'$day' is not a date dd/mm/yyyy or YYYY-MM-DD that exists [bad-value]"
done
wrong year 18 "'18' is not a year from 1990 to 2100 [bad-value]"
wrong good maybe "'maybe' is not one of true, có, đúng, yes, x, false, không, sai, no [bad-value]"
wrong good 0 "'0' is not one of true, có, đúng, yes, x, false, không, sai, no [bad-value]"
wrong rating 'xuat sat' "'xuat sat' is not one of high, xuất sắc, low, kém; did you mean 'xuất sắc'? [bad-value]"
for code in 1,4809E+4 14809.0 1.48E+04 14809,0; do
    wrong code "$code" "'$code' is not a code: a spreadsheet took it for a number; make the column one of text and write it anew [bad-value]"
done
wrong order có "'có' is not false: what there is stands in the columns of its fields [bad-value]"
wrong finds x 'the cell is not JSON: a value is missing or stands without quotes [bad-value]'
wrong finds '[{""what"":""x""}' 'the cell is not JSON: a bracket is not closed, or a comma is missing [bad-value]'
wrong ways 'foot; car' "'car' is not one of foot, đi bộ, boat [bad-value]"
wrong note 'ThÞ x· BØm S¬n' "'ThÞ x· BØm S¬n' is TCVN3 (ABC) taken for Latin-1: iconv -f UTF-8 -t ISO-8859-1 FILE | iconv -f TCVN5712-1 -t UTF-8 [mojibake]"

lost=$(printf 'B\357\277\275c')
wrong note "$lost" "'$lost' is text in another encoding taken for UTF-8, and letters were lost; take it anew from where it came from [mojibake]"

# --- the record as a whole, with the places of its cells ---

whole() { # description, message, titles, row
    printf '%s\n%s\n' "$3" "$4" >table.csv
    expect "$1" -s 1 -e "table.csv:2:$2" -e 'antt-import: 1 rows, 1 of them not written' -- \
        antt-import -k patrol -u units.yaml table.csv
}
whole 'a relation between fields' '3: error: row 2: answered before they met: met.on 2018-05-02 > 2018-05-01 [relation]' \
    'id,met.on,reply.date' 'a,2/5/2018,1/5/2018'
whole 'a field that is missing' '1: error: row 2: id is missing; expected an id: letters, digits and . - _ / [missing-field]' 'id,note' ',x'
whole 'one in the item of a list' '3: error: row 2: finds[1].what is missing; expected text [missing-field]' 'id,finds' 'a,"[{""code"":""1""}]"'
whole 'false beside what there is' "9: error: row 2, column 'order.number' (order.number): another column has a value in the place of order.number [bad-value]" \
    'id,order,order.number' 'a,false,5'
whole 'a date alone, where the rest has a column' "14: error: row 2, column 'order.number' (order.number): the column 'order' gives order.date alone, which leaves no place for order.number; give it the title 'order.date' [bad-value]" \
    'id,order,order.number' 'a,2018-01-02,5'
whole 'a unit that nobody knows' "3: error: row 2: unit: no unit record has the code '11111' [unknown-unit]" 'id,unit' 'a,11111'
whole 'a name of several units' "8: error: row 2, column 'unit' (unit): 'Đông Sơn' is not a code, nor the name of one commune in the record's year; of that name are 14821 Phường Đông Sơn, 20001 Xã Đông Sơn [unknown-unit]" \
    'id,year,unit' 'a,2018,Đông Sơn'
whole 'a name that is not in force' "8: error: row 2, column 'unit' (unit): 'Bỉm Sơn' is not a code, nor the name of one commune in the record's year; of that name are 14812 Phường Bỉm Sơn (from 2025-07-01) [unknown-unit]" \
    'id,year,unit' 'a,2018,Bỉm Sơn'
whole 'a name without diacritics' "8: error: row 2, column 'unit' (unit): 'phuong bac son' is not a code, nor the name of one commune in the record's year; did you mean 'Phường Bắc Sơn'? [unknown-unit]" \
    'id,year,unit' 'a,2018,phuong bac son'
whole 'of one that is gone' "8: error: row 2, column 'unit' (unit): 'phuong bac son' is not a code, nor the name of one commune in the record's year; did you mean '14809 Phường Bắc Sơn (until 2025-06-30)'? [unknown-unit]" \
    'id,year,unit' 'a,2026,phuong bac son'
whole 'a slip in the name' "8: error: row 2, column 'unit' (unit): 'Phường Bim Sn' is not a code, nor the name of one commune in the record's year; did you mean 'Phường Bỉm Sơn'? [unknown-unit]" \
    'id,year,unit' 'a,2026,Phường Bim Sn'
whole 'is answered with a unit that is in force' "8: error: row 2, column 'unit' (unit): 'Phường Bắc Sn' is not a code, nor the name of one commune in the record's year; did you mean 'Phường Bắc Sơn'? [unknown-unit]" \
    'id,year,unit' 'a,2018,Phường Bắc Sn'
whole 'else with none' "8: error: row 2, column 'unit' (unit): 'Bắc Sn' is not a code, nor the name of one commune in the record's year [unknown-unit]" \
    'id,year,unit' 'a,2026,Bắc Sn'
whole 'a column whose title is not the path is named by both: a unit' "3: error: row 2, column 'xã, phường' (unit): unit: no unit record has the code '11111' [unknown-unit]" 'id,"xã, phường"' 'a,11111'
whole 'a relation' "3: error: row 2, column 'ngày gặp' (met.on): answered before they met: met.on 2018-05-02 > 2018-05-01 [relation]" \
    'id,ngày gặp,reply.date' 'a,2/5/2018,1/5/2018'
whole 'a missing field, which has no place of its own' "1: error: row 2, column 'mã' (id): id is missing; expected an id: letters, digits and . - _ / [missing-field]" 'note,mã' 'x,'
whole 'one in the item of a list' "3: error: row 2, column 'vụ' (finds): finds[1].what is missing; expected text [missing-field]" 'id,vụ' 'a,"[{""code"":""1""}]"'
printf 'mã,order.number\na, x\na,y\n' >table.csv
expect 'what is said of the whole row names no column' -s 1 -x -e 'table.csv:2:3: warning: row 2: order.number: a space at the beginning; delete it [extra-space]' \
    -e 'table.csv:3:1: error: row 3: the same key as the record at table.csv:2 [duplicate-record]' -e 'antt-import: 2 rows, 1 of them not written' -- antt-import -k patrol table.csv
printf 'id,year,unit\na,2018,phường  ĐÔNG SƠN\n' >table.csv
document 'id: a' 'unit: "14821"' 'year: 2018' >wanted
expect 'a unit by its name' -o wanted -- antt-import -k patrol -u units.yaml table.csv
expect 'needs the units' -s 1 -E "'phường  ĐÔNG SƠN' is not a code: digits; with --units names are looked up [bad-value]" -- \
    antt-import -k patrol table.csv
printf 'id,note\na,1\nb,2\na,3\n' >table.csv
expect 'the same key twice' -s 1 -c 'id: b' -e 'table.csv:4:1: error: row 4: the same key as the record at table.csv:2 [duplicate-record]' \
    -e 'antt-import: 3 rows, 1 of them not written' -- antt-import -k patrol table.csv

# --- a heading above the titles ---

printf 'DANH SÁCH TUẦN TRA NĂM 2018,,\n"(Theo\nQĐ 5, ngày ""1/2"")",,\n,,\nmã,ghi chú,thẻ của ai\na,Khu phố,\nb,x y,"\n' >table.csv
heading="table.csv:1:1: error: row 1 has no title of patrol; the titles seem to stand in row 4; --title-row 4 takes them from there [unknown-title]"
expect 'the message says in which row the titles seem to be; nothing is guessed' -s 2 -e "$heading" -- \
    antt-import -k patrol -i 'thẻ của ai' table.csv
sed 's/^DANH SÁCH[^,]*,,/id,Danh sách,Năm 2018/' table.csv >hardly.csv
expect 'so it does where a word of the heading is a title too' -s 2 -e "$(echo "$heading" | sed 's/table/hardly/; s/has no/has hardly any/')" -- \
    antt-import -k patrol -i 'thẻ của ai' hardly.csv
expect 'as it says, what is above is passed over; rows and lines keep their numbers' -s 1 -c 'id: a' \
    -e 'table.csv:7:7: error: row 6: a quote is opened here and not closed [bad-row]' -e 'antt-import: 2 rows, 1 of them not written' -- \
    antt-import -k patrol -i 'thẻ của ai' --title-row 4 -r mend.csv table.csv
expect 'the rejects begin with the titles' -O 'mã,ghi chú,thẻ của ai
b,x y,"' -- cat mend.csv
expect 'titles of the row that are wrong are told with its place' -s 2 \
    -e "table.csv:5:12: error: column 3: no field of patrol has the title 'thẻ của ai'; --map says what it is, --ignore leaves it out [unknown-title]" -- \
    antt-import -k patrol --title-row 4 table.csv
printf 'Danh sách;;\n\377\n"";\nid;note;\na;Khu phố;\n' >semicolons.csv
expect 'the rows above may hold anything; the separator is that of the titles' -o one -- antt-import -k patrol --title-row=4 semicolons.csv
printf 'Danh sách,,\na,b,c\nd,e,f\n' >none.csv
expect 'where no row below looks like titles, the first is told as it is' -s 2 \
    -e "none.csv:1:1: error: column 1: no field of patrol has the title 'Danh sách'; --map says what it is, --ignore leaves it out [unknown-title]" -- \
    antt-import -k patrol none.csv
{ echo Danh sách; yes , | head -n 10; echo id,note; } >far.csv
expect 'ten rows are looked at' -s 2 -E "no field of patrol has the title 'Danh sách'" -- antt-import -k patrol far.csv
expect 'a row that is not there' -s 2 -e 'one.csv: error: there is no line of titles in it at --title-row or below [unreadable]' -- \
    sh -c 'echo id >one.csv; antt-import -k patrol --title-row 2 one.csv'
for number in 0 -1 two ''; do
    expect "no row: '$number'" -s 2 -e "antt-import: error: --title-row: '$number' is not the number of a row, from 1 [usage]" -- \
        antt-import -k patrol --title-row "$number" one.csv
done

# --- what antt-validate warns of ---

warned() { # description, row, message...
    printf 'id,name,unit,year\n1,Khu phố Hoà Bình,14809,2018\n%s\n' "$2" >table.csv
    warned_desc=$1
    shift 2
    for message; do
        set -- "$@" -e "table.csv:3:3: warning: row 3: name: $message"
        shift
    done
    expect "$warned_desc" -c 'id: b' "$@" -- antt-import -k area table.csv
}
warned 'spaces that should not be there' 'b, Khu phố 1,14809,2018' 'a space at the beginning; delete it [extra-space]'
warned 'spaces that are none' "$(printf 'b,Khu phố\302\2402,14809,2018')" \
    'U+00A0 NO-BREAK SPACE, which looks like a space and compares as different; write a space [odd-space]'
warned 'letters and characters that nobody sees' "$(printf 'b,\303\220ông\342\200\213 Sơn,14809,2018')" \
    'Ð (U+00D0) is no letter of Vietnamese; write Đ (U+0110) [wrong-letter]' \
    'U+200B ZERO WIDTH SPACE, which nobody sees; delete it [invisible-character]'
warned 'a name that reads the same' 'b,KHU PHỐ  Hòa bình,14809,2018' 'two spaces where one is enough [extra-space]' \
    "'KHU PHỐ  Hòa bình' reads the same as that of the record at table.csv:2, which has the same unit and year [similar-name]"
whole 'a wrong encoding in JSON is an error too' "3: error: row 2: finds[1].what: 'ThÞ x· BØm S¬n' is TCVN3 (ABC) taken for Latin-1; if all of the file is: iconv -f UTF-8 -t ISO-8859-1 FILE | iconv -f TCVN5712-1 -t UTF-8 [mojibake]" \
    'id,finds' 'a,"[{""what"":""ThÞ x· BØm S¬n""}]"'
printf 'id,name,unit,year\n1,"a\n\314\200b",14809,2018\n' >table.csv
expect 'a mark behind an escape stays one of its own' -c 'name: "a\n\u0300b"' -- sh -c 'antt-import -k area table.csv 2>/dev/null |
    antt-validate -q 2>/dev/null'

# --- rejects ---

printf '\357\273\277id;met.total\r\na;1,5\r\nb;5\r\nc;"x\ny"\r\n' >table.csv
run antt-import -k patrol -r mend.csv table.csv
is 'the rows behind a faulty one are read' "$status $(grep -c '^id: b' out) $(grep -c '^---' out)" '1 1 1'
printf '\357\273\277id;met.total\r\na;1,5\r\nc;"x\ny"\r\n' >wanted
ok 'those that are not written are kept under the titles, as they came' cmp wanted mend.csv
sed 's/1,5/15/; s/"x/7/; /^y/d' mend.csv >mended.csv
expect 'mended, they are read' -c 'total: 15' -c 'total: 7' -- antt-import -k patrol mended.csv
printf 'note,id\nx,"\n' >other.csv
expect 'rejects of tables with other titles do not go into one file' -s 2 -x -E 'other.csv:1:1: error: other titles than those that --rejects begins with: import this file by itself [usage]' -- \
    antt-import -k patrol -r both.csv table.csv other.csv
ok 'and none is made' test ! -e both.csv

# --- encodings: the command that the message names makes it right ---

text='id,note
a,"Phường Bắc Sơn: tổ dân phố số 5, đã đạt chuẩn"'
printf '%s\n' "$text" >right.csv
document 'id: a' 'note: "Phường Bắc Sơn: tổ dân phố số 5, đã đạt chuẩn"' >wanted
encoding() { # name, message's name, iconv's name
    iconv -f UTF-8 -t "$3" right.csv >FILE 2>iconv.err || { skip "$1" 'this iconv does not write it'; return; }
    expect "$1 is known" -s 2 -e "FILE: error: the text is in $2, not in UTF-8: iconv -f $3 -t UTF-8 FILE [not-utf-8]" -- antt-import -k patrol FILE
    sh -c "$(sed 's/.*: \(iconv .*\) \[.*/\1/' err)" >converted.csv
    expect "$1, converted as the message says" -o wanted -- antt-import -k patrol converted.csv
}
encoding 'TCVN3' 'TCVN3 (ABC)' TCVN5712-1
encoding VISCII VISCII VISCII
encoding UTF-16 UTF-16LE UTF-16LE
printf 'id,note\na,"Ph\375\365\314ng B\343\354c S\365n: t\364\322 d\342n ph\364\354 s\364\354 5, \360a\336 \360a\362t chu\342\322n"\n' >FILE
expect 'CP1258 is known' -s 2 -e 'FILE: error: the text is in CP1258, not in UTF-8: iconv -f CP1258 -t UTF-8 FILE [not-utf-8]' -- antt-import -k patrol FILE
iconv -f CP1258 -t UTF-8 FILE >converted.csv
expect 'CP1258, converted' -o wanted -- antt-import -k patrol converted.csv
printf 'id,note\na,"Ph\366\364\370ng Ba\351c S\364n: to\345 da\342n pho\341"\n' >FILE
expect 'VNI is known' -s 2 -e 'FILE: error: the text is in VNI, not in UTF-8: recode VNI..UTF-8 <FILE [not-utf-8]' -- antt-import -k patrol FILE
iconv -f ISO-8859-1 -t UTF-8 right.csv >FILE
expect 'UTF-8 taken for Latin-1' -s 1 -E 'is UTF-8 taken for Latin-1: iconv -f UTF-8 -t ISO-8859-1 FILE [mojibake]' -- antt-import -k patrol FILE
iconv -f UTF-8 -t ISO-8859-1 FILE >converted.csv
expect 'and back' -o wanted -- antt-import -k patrol converted.csv
printf 'id,ghi chó\na,b\n' | iconv -f UTF-8 -t ISO-8859-1 >FILE
expect 'titles in an encoding that is not clear' -s 2 \
    -e 'FILE:1:1: error: octet 0xF3 among the titles is not UTF-8; in which encoding the text is, is not clear; it may be VISCII or CP1258 [not-utf-8]' -- \
    antt-import -k patrol FILE
foreign() { # description, message, bytes for printf
    expect "$1" -s 2 -e "<stdin>:1:1: error: $2" -- sh -c "printf '$3' | antt-import -k patrol"
}
foreign 'an old workbook' 'this is an old workbook (.xls): save the sheet as CSV UTF-8 [not-utf-8]' '\320\317\021\340\241\261'
foreign 'a workbook' 'this is a workbook (.xlsx) or another archive: save the sheet as CSV UTF-8 [not-utf-8]' 'PK\003\004\024\000'
html='this is a page of HTML, which spreadsheets open as a sheet (.xls): save the sheet as CSV UTF-8 [bad-row]'
foreign 'a page saved as .xls' "$html" '<html><body>\n<table><tr><td>id</td><td>note</td></tr>\n'
foreign 'so it may begin' "$html" '\357\273\277\r\n <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0//EN">\r\n'
foreign 'or so, in another encoding' "$html" '<TABLE border=1><TR><TD>Ph\366\364\370ng Ba\351c S\364n</TD></TR>'
foreign 'XML' 'this is XML, as spreadsheets write it (.xml): save the sheet as CSV UTF-8 [bad-row]' '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
foreign 'lines that end with CR alone' 'lines end with CR alone, as in the format CSV (Macintosh): save the sheet as CSV UTF-8 [bad-row]' 'id,note\ra,x\rb,y\r'
foreign 'also where CR is all that is behind quotes' 'lines end with CR alone, as in the format CSV (Macintosh): save the sheet as CSV UTF-8 [bad-row]' '"id","note"\r"a","x"\r'
printf 'id,"note"\na,"x\ry"\n' >table.csv
document 'id: a' 'note: "x\u000Dy"' >wanted
expect 'a CR inside quotes is text' -o wanted -- antt-import -k patrol table.csv
printf '<id>,note\n' >table.csv
expect 'a title may begin with a bracket' -s 2 -E "has the title '<id>'" -- antt-import -k patrol table.csv

# --- what antt-table wrote comes back ---

cat >stream <<'END'
---
record: patrol
id: p-1
note: "=1+1"
code: "007"
unit: "14809"
year: 2018
met: {total: 12345, on: 2018-05-01}
paid: 1000000
good: false
rating: low
order: {date: 2018-01-02, number: "'-5"}
ways: [foot, boat]
tags: ["a, b", "-x", "c;d"]
finds:
  - {what: "dao \"bầu\"\tlớn", code: "001"}
  - {what: "'=x"}
clauses: {4.1: met, "5": not_met}
sums: {area: {total: -3, new: 4}, x: 5}
---
record: patrol
id: p-2
note: "hai dòng\nvà \\n, \"quote\" ; \t tab"
order: false
ways: []
finds: []
---
record: patrol
id: 2018-01-02
note: "''@x"
tags: ["1"]
order: 2018-01-02
finds:
  - {what: "＝x"}
---
record: patrol
id: wide-1
note: "＝1+1"
order: {number: "'＠x"}
---
record: patrol
id: wide-2
note: "－1"
order: {number: "＋1"}
---
record: patrol
id: "1234"
note: " blanks  "
END
comes_back() { # description, kind, file, options of antt-table, options of antt-import
    # shellcheck disable=SC2086 # words
    antt-table -k "$2" $4 "$3" >round.csv && antt-import -k "$2" $5 round.csv >round.yaml 2>round.err
    is "$1: it comes back without a word" "$? $(cat round.err)" '0 '
    antt-table -k "$2" -t jsonl "$3" >before.jsonl
    antt-table -k "$2" -t jsonl round.yaml >after.jsonl
    ok "$1: the values are the same" sh -c 'test -s before.jsonl && diff before.jsonl after.jsonl'
    expect "$1: they are sound" -o round.yaml -- antt-validate -q round.yaml
    # shellcheck disable=SC2086
    antt-table -k "$2" $4 round.yaml >again.csv
    ok "$1: and make the same table" cmp round.csv again.csv
}
for how in '' --bom --titles '--titles -l en' '-t tsv' '-t tsv --titles'; do
    case $how in *tsv*) from='-t tsv' ;; *) from='' ;; esac
    comes_back "every type, antt-table $how" patrol stream "$how" "$from"
done
unset ANTT_DEFS
town=$ANTT_TOP/examples/bim-son
cat "$town"/*.yaml >town.yaml
for kind in $(antt-template --list | grep '^[a-z]'); do
    [ "$kind" != summary ] || continue
    comes_back "the example town: $kind" "$kind" town.yaml '' ''
    comes_back "the example town, by titles: $kind" "$kind" town.yaml '--titles --bom' ''
    comes_back "the example town, by English titles: $kind" "$kind" town.yaml '--titles -l en' ''
done
antt-score "$town"/areas.yaml | antt-aggregate -b year >summaries
antt-table -k summary -f group.year,area.total,area.met summaries | antt-import -k summary >round.yaml
ok 'summaries come back' sh -c 'antt-table -k summary -f group.year,area.total,area.met summaries >a
    antt-table -k summary -f group.year,area.total,area.met round.yaml | cmp - a'

# --- the command line ---

printf 'id\na\n' >table.csv
expect 'a kind must be named' -s 2 -e 'antt-import: error: --kind says of which kind the records are [usage]' -- antt-import table.csv
expect 'one that there is' -s 2 -E "did you mean 'area'?" -- antt-import -k aera table.csv
expect 'a separator is one character' -s 2 -e "antt-import: error: --separator: ';;' is not one character, or tab [usage]" -- antt-import -k area -s ';;' table.csv
expect 'a format that there is' -s 2 -e "antt-import: error: --from: 'xls' is not csv or tsv [usage]" -- antt-import -k area -t xls table.csv
expect 'a map that there is' -s 2 -E 'no-such-map' -- antt-import -k area -m no-such-map table.csv
printf 'id,title,from,deadline\na,b,xã,1/2/2018\n' | sed 's/xã/commune/' >due.csv
expect 'with a seal' -c 'records: 1' -- antt-import -k due --sealed due.csv
expect 'a table on standard input needs none' -c 'record: end' -- sh -c 'ANTT_SEALED=1 antt-import -k due <due.csv'
expect 'none where the job is not done' -s 2 -E unknown-title -- sh -c 'echo a,b | antt-import -k due --sealed'

finish
