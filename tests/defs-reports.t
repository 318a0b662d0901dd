#!/bin/sh
# SPDX-License-Identifier: ISC
# Reports of one's own, with -d: they add and replace; a faulty one is refused with its place, and nothing is written.
. "${0%/*}/lib.sh"
mkdir -p mine/reports
cat >sums.yaml <<'END'
---
record: summary
group: {unit: "14809", year: 2024}
area: {total: 13, registered: 12, recognised: 10, households: 1234}
---
record: summary
group: {unit: "14812", year: 2024}
area: {total: 14, registered: 14, recognised: 11, households: 5678}
END
cells() { # workbook: the cells of its first sheet as ./cells
    rm -rf parts && mkdir parts && unzip -q -d parts "$1" && "$ANTT_TOP/tests/sheet-cells.pl" parts 1 >cells
}
cell() {
    awk -F '\t' -v reference="$1" '$1 == reference { print $2, $3, $4, $5 }' cells
}

# --- what one may change ---

report() { # name, columns: a report of one sheet whose rows are units
    cat <<END
report: $1
title: Của riêng
sheets:
  - sheet: Riêng
    title: RIÊNG
    groups: unit
    total: Cộng
    columns:
$2
END
}
report mine '      - {vi: "Tên", format: text, value: unit.name}
      - {vi: "Số hộ", format: integer, value: area.households, total: sum}
      - {id: total, vi: "Tổng", format: integer, value: area.total, total: sum}
      - {vi: "Gấp đôi", format: integer, width: 12, value: area.total * 2, total: sum}' >mine/reports/mine.yaml
expect 'a report of one'\''s own, with a column that no other has' -- antt-xlsx -d mine -r mine --date 2025-01-10 -o mine.xlsx sums.yaml
cells mine.xlsx
is 'its figures' "$(cell B8), $(cell B9), $(cell D8), $(cell B10), $(cell D10)" \
    'number #,##0  1234, number #,##0  5678, number #,##0  26, formula #,##0 SUM(B8:B9) 6912, formula #,##0 SUM(D8:D9) 54'
mv cells mine.cells
expect 'so with ANTT_DEFS' -x -- env ANTT_DEFS=mine antt-xlsx -r mine --date 2025-01-10 sums.yaml
cells out
ok 'the same cells' cmp cells mine.cells
names() {
    unzip -p "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d '"' -f 2 | tr '\n' '|'
}
is 'the last sheet says where they come from' "$(names mine.xlsx)" 'Riêng|Nguồn số liệu|'
sed 's/^report: mine/report: bare\nprovenance: false/' mine/reports/mine.yaml >mine/reports/bare.yaml
expect 'unless the report does not want it' -- antt-xlsx -d mine -r bare --date 2025-01-10 -o bare.xlsx sums.yaml
is 'it is left out' "$(names bare.xlsx)" 'Riêng|'
ok 'the properties stay' sh -c 'unzip -p bare.xlsx docProps/custom.xml | grep -q "antt.inputs"'
sed 's/^report: mine/report: bare\nprovenance: no/' mine/reports/mine.yaml >mine/reports/bare.yaml
expect 'provenance is true or false' -s 2 \
    -e 'mine/reports/bare.yaml:2:13: error: `provenance` is true, or false where the last sheet is not wanted [bad-definition]' \
    -- antt-xlsx -d mine -r bare sums.yaml
rm mine/reports/bare.yaml
expect 'it is among the names' -s 2 -E "no report 'x'; there are areas, " -E ', full, meetings, mine, models, ' -- antt-xlsx -d mine -r x sums.yaml

sed 's/^\( *\)- {id: total.*/&\n\1- {vi: "Số hộ", format: integer, value: area.households, total: sum}/' \
    "$ANTT_TOP/lib/defs/reports/summary.yaml" >mine/reports/summary.yaml
expect 'a built-in report with a column more' -- antt-xlsx -d mine -r summary --date 2025-01-10 -o more.xlsx sums.yaml
cells more.xlsx
is 'has it where it was put' "$(cell D10), $(cell D12)" 'number #,##0  1234, formula #,##0 SUM(D10:D11) 6912'
is 'and the others behind it' "$(cell H12)" 'text General  21/27 (77,78%)'
expect 'the report that uses it has it too' -o more.xlsx -- sh -c \
    'antt-xlsx -d mine -r full --date 2025-01-10 sums.yaml >full.xlsx && unzip -p full.xlsx xl/worksheets/sheet1.xml | grep -q 6912 && cat more.xlsx'
sed 's/CỘNG HÒA.*VIỆT NAM/TÊN NƯỚC/; s/Trang {page}/Tờ {page}/; s/- Lưu: VT\./- Lưu: VT, CA./' \
    "$ANTT_TOP/lib/defs/reports/wording.yaml" >mine/reports/wording.yaml
antt-xlsx -d mine -r summary --date 2025-01-10 sums.yaml >worded.xlsx && cells worded.xlsx
is 'wording is changed in one place' "$(cut -f 5 cells | grep -xF -e 'TÊN NƯỚC' -e '- Lưu: VT, CA.' | tr '\n' ' ')" 'TÊN NƯỚC - Lưu: VT, CA. '
ok 'the footer too' grep -q 'Tờ &amp;P/&amp;N' parts/xl/worksheets/sheet1.xml
printf 'report: wording\n' >mine/reports/wording.yaml
expect 'wording that is not given is left out' -- antt-xlsx -d mine -r mine --date 2025-01-10 -o bare.xlsx sums.yaml
cells bare.xlsx
is 'the table is there without it' "$(cut -f 5 cells | sed -n 1,2p | tr '\n' ' ')" 'RIÊNG Tên '
wording_fault() { # what, wording behind `report: wording`, place and message
    printf 'report: wording\n%s\n' "$2" >mine/reports/wording.yaml
    expect "wording: $1" -s 2 -e "mine/reports/wording.yaml:$3 [bad-definition]" -- antt-xlsx -d mine -r mine --date 2025-01-10 sums.yaml
}
wording_fault 'a key that is none' 'fotter: x' "2:9: error: unknown key 'fotter'; did you mean 'footer'?"
wording_fault 'recipients in one line' 'recipients: x' '2:13: error: `recipients` must be a list of lines'
wording_fault 'a recipient that is no line' 'recipients: [a, [b]]' '2:17: error: `recipients` must be a list of lines'
wording_fault 'captions that are no mapping' 'provenance: [a]' '2:13: error: `provenance` must be a mapping of captions'
wording_fault 'a caption of nothing' 'provenance: {fyles: x}' "2:21: error: unknown key 'fyles'; did you mean 'files'?"
printf 'report: wording\nfooter: "{digest} {page}"\nprovenance: {sheet: Gốc, title: GỐC, made_with: Bởi}\n' >mine/reports/wording.yaml
antt-xlsx -d mine -r mine --date 2025-01-10 -o origin.xlsx sums.yaml && rm -rf parts && unzip -qd parts origin.xlsx
ok 'the last sheet is called as the wording says' grep -q 'sheet name="Gốc"' parts/xl/workbook.xml
is 'and so are its rows; what has no caption has its key' \
    "$("$ANTT_TOP/tests/sheet-cells.pl" parts 2 | grep -E '^A[0-9]+	' | cut -f 5 | grep -xE 'GỐC|what|Bởi|command' | tr '\n' ' ')" 'GỐC what Bởi command '
rm mine/reports/wording.yaml mine/reports/summary.yaml

# --- sums of what is unknown ---

cat >mine/reports/unknown.yaml <<'END'
report: unknown
title: Thiếu
sheets:
  - sheet: Thiếu
    title: THIẾU
    groups: year
    class: area
    total: Cộng
    columns:
      - {vi: Năm, format: text, value: group.year}
      - {id: crimes, vi: Phạm tội, group: Vụ, format: integer, value: area.crimes, total: sum}
      - {vi: Thiếu, group: Vụ, format: integer, value: area.crimes_missing}
      - {id: evils, vi: Tệ nạn, group: Vụ, format: integer, value: area.social_evils, total: sum}
      - {vi: Hộ, format: integer, value: area.households, total: sum}
      - {vi: Tỷ lệ, format: percent, part: crimes, whole: evils}
END
cat >unknown.yaml <<'END'
record: summary
group: {unit: "14809", year: 2020}
area: {total: 3, crimes: 0, crimes_missing: 3, social_evils: 0, social_evils_missing: 0, households: 0, households_missing: 1}
---
record: summary
group: {unit: "14809", year: 2021}
area: {total: 3, crimes: 4, crimes_missing: 1, social_evils: 5, social_evils_missing: 2, households: 0, households_missing: 1200}
END
expect 'sums with figures missing' -- antt-xlsx -d mine -r unknown --date 2025-01-10 -o unknown.xlsx unknown.yaml
rm -rf parts && unzip -qd parts unknown.xlsx && "$ANTT_TOP/tests/sheet-cells.pl" parts 1 >cells
first=$(sed -n 's/^A\([0-9]*\).*	2020$/\1/p' cells)
is 'a sum of which nothing is known is empty, one of zeros is 0, one of a part is that part' \
    "$(cut -f 1,5 cells | awk -v a="$first" '$1 ~ "^[B-E](" a "|" a + 1 ")$" { printf "%s ", substr($1, 1, 1) "=" $2 }')" \
    'C=3 D=0 B=4 C=1 D=5 '
ok 'a share of what is unknown is empty' sh -c '! grep -q "^F'"$first"'	formula" cells'
is 'nothing is known, so there is no sum' "$(grep -c "^E$((first + 2))	formula" cells)" 0
is 'what no column counts is said below' "$(cut -f 5 cells | grep '^Số bản ghi')" \
    'Số bản ghi thiếu số liệu, không có trong các tổng: Vụ – Tệ nạn: 2; Hộ: 1.201.'
rm mine/reports/unknown.yaml

# --- shares ---

cat >mine/reports/edges.yaml <<'END'
report: edges
title: Tỷ lệ
sheets:
  - sheet: Tỷ lệ
    title: TỶ LỆ
    records: area
    total: Cộng
    columns:
      - {vi: "Tên", format: text, value: name}
      - {id: part, vi: "Phần", format: integer, value: households.registered, total: sum}
      - {id: whole, vi: "Toàn thể", format: integer, value: households.total, total: sum}
      - {vi: "Tỷ số", format: ratio, part: part, whole: whole}
      - {vi: "Tỷ lệ", format: percent, part: part, whole: whole}
END
ratios='
73 90 73/90 (81,11%)
0 5 0/5 (0,00%)
5 5 5/5 (100,00%)
1 3 1/3 (33,33%)
2 3 2/3 (66,67%)
1 32 1/32 (3,13%)
3 32 3/32 (9,38%)
5 32 5/32 (15,63%)
1 20000 1/20.000 (0,01%)
1 20001 1/20.001 (0,00%)
1999 2000 1.999/2.000 (99,95%)
199999 200000 199.999/200.000 (100,00%)
19998 20000 19.998/20.000 (99,99%)
1234 5678 1.234/5.678 (21,73%)
999 1000 999/1.000 (99,90%)
1234567 1234567 1.234.567/1.234.567 (100,00%)
100000 1000000 100.000/1.000.000 (10,00%)
3 2 3/2 (150,00%)
20 1 20/1 (2.000,00%)
0 0 0/0
1 0 1/0
5000000000000001 9000000000000000 5.000.000.000.000.001/9.000.000.000.000.000 (55,56%)'
echo "$ratios" | sed 1d >ratios
awk '{ printf "---\nrecord: area\nid: a-%d\nname: x\nunit: \"1\"\nyear: 2024\nhouseholds: {registered: %s, total: %s}\n", NR, $1, $2 }' \
    ratios >areas.yaml
printf -- '---\nrecord: area\nid: b\nname: x\nunit: "1"\nyear: 2024\nhouseholds: {total: 5}\n' >>areas.yaml
expect 'shares at the edges' -- antt-xlsx -d mine -r edges --date 2025-01-10 -o edges.xlsx areas.yaml
cells edges.xlsx
row=7
while read -r part whole text; do
    row=$((row + 1))
    is "$part of $whole" "$(cell D$row)" "text General  $text"
done <ratios
is 'a percentage carries its value' "$(cell E8)" 'formula 0.00% IF(C8=0,"",B8/C8) 0.8111111111111111'
is 'nothing to divide by is the empty text' "$(cell E$((row - 2)))" "formula 0.00% IF(C$((row - 2))=0,\"\",B$((row - 2))/C$((row - 2))) "
is 'a share of what is not known is no share' "$(cell B$((row + 1))), $(cell C$((row + 1))), $(cell D$((row + 1))), $(cell E$((row + 1)))" \
    ', number #,##0  5, , '
head -n 19 ratios >few
awk '{ part += $1; whole += $2 } END { print part, whole }' few >few.sums
read -r part whole <few.sums
awk -v RS='---\n' 'NR > 1 && NR <= 20 { printf "---\n%s", $0 }' areas.yaml | antt-xlsx -d mine -r edges --date 2025-01-10 >few.xlsx
cells few.xlsx
is 'the total is computed from sums' "$(cell B27), $(cell C27)" "formula #,##0 SUM(B8:B26) $part, formula #,##0 SUM(C8:C26) $whole"
is 'its share too' "$(cell D27)" 'text General  1.558.911/2.503.451 (62,27%)'
sed 's/value: households.registered/value: 0 - households.registered/' mine/reports/edges.yaml >mine/reports/below.yaml
sed -i 's/^report: edges/report: below/' mine/reports/below.yaml
printf -- '---\nrecord: area\nid: a\nname: x\nunit: "1"\nyear: 2024\nhouseholds: {registered: %s, total: 2000}\n' 123 4567 >below.yaml
antt-xlsx -d mine -r below --date 2025-01-10 below.yaml >below.xlsx && cells below.xlsx
is 'below nought there is no percentage, and thousands are grouped as above' "$(cell D8), $(cell D9)" \
    'text General  -123/2.000, text General  -4.567/2.000'
sed 's/9000000000000000/9007199254740993/' areas.yaml >large.yaml
expect 'a number that a cell cannot hold to the last digit is no workbook' -s 2 \
    -e 'antt-xlsx: error: area a-22 2024: the workbook cannot be written: a number is too large for a cell [workbook]' \
    -- antt-xlsx -d mine -r edges large.yaml

# --- order, headings, subtotals, items, ranges, changes ---

area() { # unit id outcome total
    printf -- '---\nrecord: area\nid: %s\nname: Khu %s\nunit: "%s"\nyear: 2024\nhouseholds: {total: %s, registered: 1}\nassessment: {outcome: %s, rules: [%s]}\n' \
        "$2" "${2#*-}" "$1" "$4" "$3" "${5:-}"
}
{
    area 2 2-10 met 10
    area 1 1-2 not_met 20 '{rule: 4.1, outcome: not_met, because: "households.registered 1 < 20"}, {rule: 4.2, outcome: undecided, because: "policy_implemented is missing"}'
    area 2 2-9 undecided 30 '{rule: 4.2, outcome: undecided, because: "policy_implemented is missing"}'
    area 1 1-1 met 40
} >unordered.yaml
report_of_areas() { # keys of the sheet, columns
    cat <<END
report: listed
title: Danh sách
sheets:
  - sheet: Danh sách
    title: DANH SÁCH
    records: area
$1
    columns:
$2
END
}
report_of_areas '    order: unit,-id
    under: unit.name
    subtotal: Cộng nhóm
    total: Cộng' '      - {vi: "STT", format: integer, value: number}
      - {vi: "Tên", format: text, value: name}
      - {vi: "Hộ", format: integer, value: households.total, total: sum}
      - {vi: "Kết quả", format: text, value: assessment.outcome}' >mine/reports/listed.yaml
expect 'records in an order, under headings' -- antt-xlsx -d mine -r listed --date 2025-01-10 -o listed.xlsx unordered.yaml
cells listed.xlsx
is 'each heading once, in order' "$(cell A8 | cut -d ' ' -f 4), $(cell A12 | cut -d ' ' -f 4)" '1, 2'
is 'rows below it, numbered through' "$(cell A9), $(cell B9), $(cell B10), $(cell A13), $(cell B13), $(cell B14)" \
    'number #,##0  1, text General  Khu 2, text General  Khu 1, number #,##0  3, text General  Khu 10, text General  Khu 9'
is 'a heading has its sum, the whole has its own' "$(cell C11), $(cell C15), $(cell C16)" \
    'formula #,##0 SUBTOTAL(9,C9:C10) 60, formula #,##0 SUBTOTAL(9,C13:C14) 40, formula #,##0 SUBTOTAL(9,C8:C15) 100'
is 'the words before them' "$(cell B11), $(cell B16)" 'text General  Cộng nhóm, text General  Cộng'
is 'values in the words of the kind' "$(cell D9), $(cell D14)" 'text General  Không đạt, text General  Chưa xác định'
cat "$ANTT_TOP"/examples/bim-son/units.yaml "$ANTT_TOP"/examples/bim-son/areas.yaml | antt-score |
    antt-xlsx -r recognition --date 2025-01-10 -o forwards.xlsx
cat "$ANTT_TOP"/examples/bim-son/units.yaml "$ANTT_TOP"/examples/bim-son/areas.yaml | antt-score | antt-sort -k -id,year |
    antt-xlsx -r recognition --date 2025-01-10 -o backwards.xlsx
cells forwards.xlsx && mv cells forwards.cells && cells backwards.xlsx
ok 'the order does not depend on the input'\''s' cmp forwards.cells cells

report_of_areas '    each: assessment.rules' '      - {vi: "Mã", format: code, value: id}
      - {vi: "Tiêu chí", format: text, item: rule}
      - {vi: "Kết quả", format: text, item: outcome}
      - {vi: "Riêng", format: text, item: outcome, words: {not_met: "trượt"}}
      - {vi: "Lý do", format: text, item: because, reasons: true}' >mine/reports/listed.yaml
antt-xlsx -d mine -r listed --date 2025-01-10 -o items.xlsx unordered.yaml && cells items.xlsx
is 'a row for each item of a list' "$(cell A8), $(cell B8), $(cell A9), $(cell B9), $(cell A10), $(cell A11)" \
    'text @  1-2, text General  4.1, text @  1-2, text General  4.2, text @  2-9, '
is 'words, words of one'\''s own, a value without a word, reasons in Vietnamese' "$(cell C8), $(cell D8), $(cell D9), $(cell E8)" \
    'text General  Không đạt, text General  trượt, text General  undecided, text General  số hộ đăng ký 1 < 20'

cat >mine/reports/changes.yaml <<'END'
report: changes
title: x
sheets:
  - sheet: x
    title: x
    groups: year
    columns:
      - {vi: "Năm", format: code, value: group.year}
      - {id: total, vi: "Tổng", format: integer, value: area.total}
      - {id: met, vi: "Đạt", format: integer, value: area.met}
      - {id: undecided, vi: "Chưa rõ", format: integer, value: area.undecided}
      - {vi: "Tỷ lệ", format: range, part: met, whole: total, missing: undecided}
      - {id: missing, vi: "Thiếu", format: integer, value: area.crimes_missing}
      - {id: crimes, vi: "Vụ", format: integer, value: area.crimes}
      - {vi: "Tăng giảm", format: change, of: crimes, missing: missing, base: 30, ordinary: 2}
      - {vi: "Chỉ số", format: change, of: crimes}
END
year() { # year total met undecided crimes missing
    printf -- '---\nrecord: summary\ngroup: {year: %s}\narea: {total: %s, met: %s, undecided: %s, crimes: %s, crimes_missing: %s}\n' "$@"
}
{
    year 2014 39 32 2 100 0
    year 2015 39 39 0 128 0
    year 2016 39 0 0 129 0
    year 2017 0 0 0 97 1
    year 2018 39 30 9 29 0
    year 2019 39 30 9 30 0
    year 2020 39 30 9 30 0
    year 2021 39 30 9 0 0
} >years.yaml
expect 'ranges and changes' -- antt-xlsx -d mine -r changes --date 2025-01-10 -o changes.xlsx years.yaml
cells changes.xlsx
is 'a share between the lowest and the highest' "$(cell E8 | cut -d ' ' -f 4)" '82,05%–87,18%'
is 'one figure where nothing is missing' "$(cell E9 | cut -d ' ' -f 4), $(cell E10 | cut -d ' ' -f 4)" '100,00%, 0,00%'
is 'nothing where there is nothing to divide by' "$(cell E11)" ''
is 'before the first year there is nothing to compare with' "$(cell H8)" ''
is 'a change in counts, with its base' "$(cell H9)" 'text General  +28 (+28,00% của 100); dao động thường'
is 'without base and ordinary, the count alone' "$(cell I9), $(cell I10)" 'text General  +28, text General  +1'
is 'figures missing in this year' "$(cell H11)" 'text General  −32 (−24,81% của 129); thiếu số liệu'
is 'or in the year before' "$(cell H12)" 'text General  −68 (−70,10% của 97); thiếu số liệu'
is 'under the base no percentage' "$(cell H13)" 'text General  +1; dao động thường'
is 'no change is no variation' "$(cell H14)" 'text General  0 (0,00% của 30)'
is 'beyond twice the root of the sum' "$(cell H15)" 'text General  −30 (−100,00% của 30)'

# --- what is refused ---

# refused DESC DEFINITION MESSAGE: the report x is this; it is refused where the message says, as LINE:COLUMN: text
refused() {
    printf '%s\n' "$2" >mine/reports/x.yaml
    echo old >old.xlsx
    expect "$1" -s 2 -e "mine/reports/x.yaml:${3%%: *}: error: ${3#*: } [${4:-bad-definition}]" -- antt-xlsx -d mine -r x -o old.xlsx sums.yaml
    is 'the old workbook stays' "$(cat old.xlsx)" old
}
column() { # DESC COLUMN MESSAGE: a column in line 9, `- ` at column 7
    refused "$1" "$(report x "      - $2")" "$3" "${4:-}"
}
column 'an unknown field: the nearest name' '{vi: a, format: integer, value: group.yeer}' "9:41: in 'group.yeer', column 1: no field 'group.yeer'; did you mean 'year'?"
column 'an expression that is none' '{vi: a, format: integer, value: "area.total +"}' "9:41: in 'area.total +', column 13: the expression ends where a value is wanted"
column 'no value' '{vi: a, format: integer}' '9:9: a column needs `value`, an expression, `each`, a list, or `item`, a field'
column 'a column id that is not there' '{vi: a, format: ratio, part: total, whole: total}' '9:9: percent, ratio and range need `part` and `whole`, the ids of integer columns to the left'
column 'no caption' '{format: integer, value: area.total}' '9:9: a column needs `vi`, its caption'
column 'no format' '{vi: a, value: area.total}' '9:9: `format` must be text, code, integer, percent, date, ratio, range or change'
column 'an unknown format' '{vi: a, format: number, value: area.total}' '9:9: `format` must be text, code, integer, percent, date, ratio, range or change'
column 'a width that is too small' '{vi: a, format: integer, width: 2, value: area.total}' '9:41: `width` must be an integer from 3 to 100'
column 'a width that is too large' '{vi: a, format: integer, width: 101, value: area.total}' '9:41: `width` must be an integer from 3 to 100'
column 'a width that is no number' '{vi: a, format: integer, width: wide, value: area.total}' '9:41: `width` must be an integer from 3 to 100'
column 'a misspelt key' '{vi: a, fromat: integer, value: area.total}' "9:25: unknown key 'fromat'; did you mean 'format'?"
column 'a total that is no sum' '{vi: a, format: integer, value: area.total, total: mean}' '9:9: `total` can be sum, of an integer column'
column 'a sum of text' '{vi: a, format: text, value: unit.name, total: sum}' '9:9: `total` can be sum, of an integer column'
column 'each of what is no list' '{vi: a, format: text, each: group, show: [unit]}' '9:9: `each` needs the path of a list, and `show`, one to four fields of its items'
column 'a range without what is missing' '{vi: a, format: range, part: total, whole: total}' '9:9: percent, ratio and range need `part` and `whole`, the ids of integer columns to the left'
column 'a change of nothing' '{vi: a, format: change}' '9:9: change needs `of`, the id of an integer column to the left'
column 'an item of no list' '{vi: a, format: text, item: rule}' '9:9: `item` needs a field of the items of the sheet'\''s `each`'
refused 'a part to the right' "$(report x '      - {vi: a, format: percent, part: b, whole: b}
      - {id: b, vi: b, format: integer, value: area.total}')" '9:9: percent, ratio and range need `part` and `whole`, the ids of integer columns to the left'
refused 'a part that is no figure' "$(report x '      - {id: b, vi: b, format: text, value: unit.name}
      - {vi: a, format: percent, part: b, whole: b}')" '10:9: percent, ratio and range need `part` and `whole`, the ids of integer columns to the left'
refused 'no sheets' 'report: x
title: x' '1:1: a report needs `report`, its name, `title` and `sheets`, a list'
refused 'sheets that are no list' 'report: x
title: x
sheets: {use: summary}' '3:9: a report needs `report`, its name, `title` and `sheets`, a list'
refused 'no title' 'report: x
sheets: [{use: summary}]' '1:1: a report needs `report`, its name, `title` and `sheets`, a list'
refused 'a misspelt key of the report' 'report: x
title: x
sheet: y
sheets: [{use: summary}]' "3:8: unknown key 'sheet'; did you mean 'sheets'?"
sheet() { # DESC SHEET MESSAGE: in line 4
    refused "$1" "report: x
title: x
sheets:
  - $2" "$3"
}
good='columns: [{vi: a, format: text, value: unit.name}]'
sheet 'a sheet of nothing' "{sheet: a, title: a, $good}" '4:5: a sheet needs either `records`, a kind, or `groups`, keys as unit,year'
sheet 'a sheet of two things' "{sheet: a, title: a, records: area, groups: unit, $good}" '4:5: a sheet needs either `records`, a kind, or `groups`, keys as unit,year'
sheet 'a sheet of an unknown kind' "{sheet: a, title: a, records: aera, $good}" '4:5: no such kind of record'
sheet 'groups by what is no key' "{sheet: a, title: a, groups: 'unit,month', $good}" '4:34: `groups` must be some of unit, district, province, year, each once, parted by commas'
sheet 'no name' "{title: a, groups: unit, $good}" '4:5: a sheet needs `sheet`, its name, `title` and `columns`, a list'
sheet 'no columns' '{sheet: a, title: a, groups: unit}' '4:5: a sheet needs `sheet`, its name, `title` and `columns`, a list'
sheet 'columns that are empty' '{sheet: a, title: a, groups: unit, columns: []}' '4:5: a sheet needs `sheet`, its name, `title` and `columns`, a list'
sheet 'a misspelt key of a sheet' "{sheet: a, titel: a, groups: unit, $good}" "4:23: unknown key 'titel'; did you mean 'title'?"
sheet 'a condition with an unknown field' "{sheet: a, title: a, records: area, where: 'yaer == 2024', $good}" "4:48: in 'yaer == 2024', column 1: no field 'yaer'; did you mean 'year'?"
sheet 'a condition that is a figure' "{sheet: a, title: a, records: area, where: year, $good}" "4:48: in 'year', column 1: a condition is wanted, not a number"
sheet 'an unknown name' '{sheet: a, title: a, records: area, columns: [{vi: a, format: integer, value: numbr}]}' "4:83: in 'numbr', column 1: no field 'numbr'"
sheet 'an order of groups' '{sheet: a, title: a, groups: unit, order: unit, '"$good"'}' '4:47: `order` is for records; groups come by their keys'
sheet 'an order by what is no field' '{sheet: a, title: a, records: area, order: nmae, '"$good"'}' "4:48: \`order\` must be fields, as unit,-year: no field 'nmae'; did you mean 'name'?"
sheet 'items of what is no list' '{sheet: a, title: a, records: area, each: households, '"$good"'}' '4:47: `each` needs the path of a list of mappings'
sheet 'a subtotal of nothing' '{sheet: a, title: a, records: area, subtotal: x, '"$good"'}' '4:5: `subtotal` needs `under`, what the rows stand under'
sheet 'a figure that no measure counts' '{sheet: a, title: a, groups: unit, columns: [{vi: a, format: integer, value: area.totl}]}' "4:82: the measures have no figure 'area.totl'; did you mean 'total'?"
sheet 'a figure of no class' '{sheet: a, title: a, groups: unit, columns: [{vi: a, format: text, value: unit.nam}]}' "4:79: the measures have no figure 'unit.nam'"
sheet 'a list with an unknown member' '{sheet: a, title: a, records: area, columns: [{vi: a, format: text, each: cases, show: [tpye]}]}' "4:93: the list's items have no such field"
sheet 'a list of which nothing is shown' '{sheet: a, title: a, records: area, columns: [{vi: a, format: text, each: cases}]}' '4:51: `each` needs the path of a list, and `show`, one to four fields of its items'
sheet 'a chart without a category' "{sheet: a, title: a, groups: unit, $good, chart: {vi: a, series: [{vi: a, column: a}]}}" '4:99: a chart needs `vi`, its title, `category`, the id of a column, and `series`; its sheet needs groups'
sheet 'a chart of records' "{sheet: a, title: a, records: area, columns: [{id: a, vi: a, format: code, value: id}], chart: {vi: a, category: a, series: [{vi: a, column: a}]}}" '4:100: a chart needs `vi`, its title, `category`, the id of a column, and `series`; its sheet needs groups'
sheet 'a series of no column' "{sheet: a, title: a, groups: unit, columns: [{id: a, vi: a, format: text, value: unit.name}], chart: {vi: a, category: a, series: [{vi: a, column: b}]}}" "4:136: a series needs \`vi\`, its name, and \`column\`, the id of one of the sheet's columns"
sheet 'the use of a report that is not there' '{use: summery}' '4:11: `use` needs the name of another report, which does not use this one'
sheet 'the use of oneself' '{use: x}' '4:11: `use` needs the name of another report, which does not use this one'
printf 'report: y\ntitle: y\nsheets: [{use: x}]\n' >mine/reports/y.yaml
cat >mine/reports/x.yaml <<'END'
report: x
title: x
sheets: [{use: y}]
END
expect 'a circle' -s 2 \
    -e 'mine/reports/y.yaml:3:16: error: `use` needs the name of another report, which does not use this one [bad-definition]' \
    -- antt-xlsx -d mine -r x sums.yaml
rm mine/reports/y.yaml
refused 'YAML that cannot be read' 'report: x
title: [' '2:8: cannot be read as YAML: did not find expected node content while parsing a flow node that begins here; noticed at line 3, column 1' yaml-syntax
printf '# nothing\n' >mine/reports/x.yaml
expect 'an empty definition' -s 2 -e 'mine/reports/x.yaml: error: an empty definition [unreadable]' -- antt-xlsx -d mine -r x sums.yaml
rm mine/reports/x.yaml
printf 'report: wording\n- a\n' >mine/reports/wording.yaml
expect 'wording that cannot be read' -s 2 -E 'mine/reports/wording.yaml:2:1: error: ' -- antt-xlsx -d mine -r mine sums.yaml
expect 'a directory that is not there' -s 2 -e 'nowhere: error: No such file or directory [unreadable]' -- antt-xlsx -d nowhere sums.yaml


finish
