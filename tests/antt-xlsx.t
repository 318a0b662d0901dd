#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-xlsx: the workbook of the example town, taken apart again: cells, formulas, page, names; and where it is written.
. "${0%/*}/lib.sh"
town=$ANTT_TOP/examples/bim-son
ANTT_DEFS=$ANTT_TOP/tests/data/defs
export ANTT_DEFS

cat "$town/areas.yaml" "$town/institutions.yaml" "$town/communes.yaml" | antt-score >judged.yaml
antt-aggregate judged.yaml >sums.yaml
cat sums.yaml judged.yaml >town.yaml
cp "$town/units.yaml" .

cells() { # workbook: its sheets as ./1.cells, ./2.cells ...; parts in ./parts
    rm -rf parts ./*.cells && mkdir parts && unzip -q -d parts "$1" || return
    for sheet in parts/xl/worksheets/sheet*.xml; do
        sheet=${sheet##*/sheet} sheet=${sheet%.xml}
        "$ANTT_TOP/tests/sheet-cells.pl" parts "$sheet" >"$sheet.cells" || return
    done
}
value() { # sheet, reference
    awk -F '\t' -v reference="$2" '$1 == reference { print $5 }' "$1.cells"
}
cell() { # sheet, reference: all that is known of it
    awk -F '\t' -v reference="$2" '$1 == reference { print $2, $3, $4, $5 }' "$1.cells"
}
column() { # sheet, letters: the values of a column, one a line
    awk -F '\t' -v letters="$2" '{ name = $1; gsub(/[0-9]/, "", name) } name == letters { print $5 }' "$1.cells"
}
holds() { # sheet, text: some cell is it
    cut -f 5 "$1.cells" | grep -qxF -e "$2"
}
table() { # sheet, first row, last row, letters...: rows of values parted by blanks
    awk -F '\t' -v first="$2" -v last="$3" -v wanted="$4" '
        { name = row = $1; gsub(/[0-9]/, "", name); gsub(/[A-Z]/, "", row); row += 0 }
        row >= first && row <= last && index(" " wanted " ", " " name " ") { cells[row, name] = $5 }
        END { n = split(wanted, names, " ")
              for (row = first; row <= last; row++) {
                  line = ""
                  for (i = 1; i <= n; i++) line = line (i > 1 ? "|" : "") cells[row, names[i]]
                  print line
              } }' "$1.cells"
}
# Figures of areas out of summaries: those of a group that matches, in the order of the names.
figures() { # pattern of the group, names; summaries on standard input
    awk -v pattern="$1" -v wanted="$2" '
        /^group: / { inside = $0 ~ pattern }
        /^area: / && inside {
            n = split(wanted, names, " "); line = ""
            for (i = 1; i <= n; i++) {
                match($0, "[{ ]" names[i] ": -?[0-9]+"); figure = substr($0, RSTART, RLENGTH); sub(/.*: /, "", figure)
                line = line (i > 1 ? "|" : "") figure
            }
            print line
        }'
}
sheets_but_last() { # workbook: the sheets before the one that says where they come from
    unzip -Z1 "$1" 'xl/worksheets/sheet*.xml' | sort -V | sed '$d' | while read -r sheet; do unzip -p "$1" "$sheet"; done |
        sed 's/Mã số liệu: [0-9a-f]*//'
}
same_sheets() { # workbook, workbook
    sheets_but_last "$1" >one.sheets && sheets_but_last "$2" >other.sheets && [ -s one.sheets ] && cmp one.sheets other.sheets
}
part() { # part, text: the part of the workbook holds it
    grep -qF -e "$2" "parts/$1"
}

# --- the whole report ---

expect 'the town, all sheets' -- antt-xlsx --date 2025-01-10 -u units.yaml -o town.xlsx town.yaml
ok 'it is a sound archive' unzip -tq town.xlsx
ok 'that can be taken apart' cells town.xlsx
for file in $(cd parts && find . -name '*.xml' -o -name '*.rels'); do
    ok "$file is well-formed" xmllint --noout "parts/$file"
done
is 'the names of the sheets' "$(grep -o '<sheet name="[^"]*"' parts/xl/workbook.xml | cut -d '"' -f 2)" 'Tổng hợp
Khu dân cư
Qua các năm
Nguồn số liệu'

names='total registered recognised met not_met undecided'
is 'every figure of the summary is that of antt-aggregate' "$(table 1 10 16 'C D E H I J')" \
    "$(figures 'year: 2024}' "$names" <sums.yaml)"
is 'every figure of the trend is that of antt-aggregate -b year' "$(table 3 11 22 'B C D G H I J K')" \
    "$(antt-aggregate -b year sums.yaml | figures year: "$names crimes crimes_missing")"
is 'the years' "$(column 3 A | grep '^20' | tr '\n' ' ')" '2013 2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 '
is 'totals are sums' "$(awk -F '\t' '$1 ~ /^[A-J]17$/ && $4 ~ /SUM/ { print $1, $4 }' 1.cells | tr '\n' ' ')" \
    'C17 SUM(C10:C16) D17 SUM(D10:D16) E17 SUM(E10:E16) H17 SUM(H10:H16) I17 SUM(I10:I16) J17 SUM(J10:J16) '
is 'that carry their values' "$(table 1 17 17 'C D E H I J')" \
    "$(antt-aggregate -b year sums.yaml | figures 'year: 2024}' "$names")"
percents() { # sheet, percentage, part, whole: rows whose cached share is not theirs, or that are no formula
    awk -F '\t' -v share="$2" -v part="$3" -v whole="$4" '
        { name = row = $1; gsub(/[0-9]/, "", name); gsub(/[A-Z]/, "", row); value[name, row] = $5; formula[name, row] = $4 }
        $3 == "0.00%" { rows[row] }
        END {
            for (row in rows) {
                count++
                wrong = value[share, row] - value[part, row] / value[whole, row]
                if (wrong > 1e-12 || wrong < -1e-12) print row ": " value[share, row]
                if (formula[share, row] != "IF(" whole row "=0,\"\"," part row "/" whole row ")") print row ": " formula[share, row]
            }
            print count " rows"
        }' "$1.cells"
}
is 'shares are formulas that carry their values, that of the total too' "$(percents 1 F E C)" '8 rows'
is 'so in the trend' "$(percents 3 E D B)" '12 rows'
is 'the share of the total is taken from sums' "$(cell 1 G17)" 'text General  73/90 (81,11%)'
is 'the first row' "$(cell 1 A10), $(cell 1 B10), $(cell 1 G10)" \
    'number #,##0  1, text General  Phường Bắc Sơn, text General  10/13 (76,92%)'
is 'the total has its label' "$(cell 1 B17)" 'text General  Cộng'
is 'what undecided means is said below' "$(value 1 A18 | cut -d : -f 1)" 'Chưa xác định'

# --- the list of areas ---

field() { # path of two lines: `key:` and its member, by area of 2024
    awk -v key="$1" -v member="$2" '
        function end() { if (kind == "area" && year == 2024) print found; found = "" }
        /^---/ { end() }
        /^record:/ { kind = $2 } /^year:/ { year = $2 }
        /^[a-z]/ { inside = $0 == key ":" }
        inside && $1 == member ":" { found = $0; sub(/^ *[a-z_]+: */, "", found); gsub(/"/, "", found) }
        key == "" && $1 == member ":" && /^[a-z]/ { found = $0; sub(/^[a-z]+: */, "", found); gsub(/"/, "", found) }
        END { end() }' judged.yaml
}
rows() { # letters: the cells of the 90 rows
    table 2 11 100 "$1"
}
is 'every id' "$(rows C)" "$(field '' id)"
is 'every name' "$(rows D)" "$(field '' name)"
is 'every number of households' "$(rows E)" "$(field households total)"
is 'every outcome, in words' "$(rows F)" \
    "$(field assessment outcome | sed 's/^met$/Đạt/; s/^not_met$/Không đạt/; s/^undecided$/Chưa xác định/')"
is 'every number of a decision' "$(rows I)" "$(field recognition number)"
is 'codes are text' "$(cell 2 C11)" 'text @  14809-01'
is 'years are text' "$(cell 3 A11)" 'text @  2013'
ok 'and no spreadsheet warns of it' grep -q '<ignoredError sqref="A11:I[0-9]*" numberStoredAsText="1"/>' parts/xl/worksheets/sheet2.xml
is 'dates are numbers shown as dates' "$(awk -F '\t' '$1 ~ /^H(1[1-9]|[2-9][0-9]|100)$/ && $5 != "" { print $2, $3 }' 2.cells | sort -u)" \
    'number dd/mm/yyyy'
days() { # dates on standard input as a spreadsheet counts them
    while read -r day; do [ -z "$day" ] && echo || echo $(($(date -u -d "$day" +%s) / 86400 + 25569)); done
}
is 'and the right ones' "$(rows H)" "$(field recognition date | days)"
is 'an area that is met needs no reason' \
    "$(rows 'F G' | grep '^Đạt|.')" ''
is 'every other has one' "$(rows 'F G' | grep -v '^Đạt|' | grep '|$')" ''
is 'a reason is Vietnamese, with its point' "$(value 2 G15)" '4.3.e: vụ tranh chấp, khiếu kiện kéo dài chưa có số liệu'
is 'all of them' "$(rows G | grep -oE '\b(is|in|the|of|and|missing|more|than|has|not|year|before|quarter)\b' | sort -u)" ''
ok 'figures of the year before are named' sh -c 'grep -q "số vụ phạm tội [0-9]* > [0-9]* năm 2023" 2.cells'
is 'several reasons are several lines' "$(rows G | grep -c '\\n')" \
    "$(awk '/^---/ { if (kind == "area" && year == 2024 && n > 1) count++; n = 0 } /^record:/ { kind = $2 } /^year:/ { year = $2 }
        /^    - {rule:/ { n++ } END { print count + 0 }' judged.yaml)"

# --- the page ---

for sheet in 1 2 3; do
    file=parts/xl/worksheets/sheet$sheet.xml
    captions=$([ $sheet = 1 ] && echo 9 || echo 10) # under a way back to the first
    name=$(value $sheet A$((captions - 1)))
    is "sheet $sheet: A4, and its side" "$(grep -o '<pageSetup [^>]*' $file | grep -oE '(paperSize|orientation|fitToHeight)="[^"]*"' | tr '\n' ' ')" \
        "paperSize=\"9\" fitToHeight=\"0\" orientation=\"$([ $sheet = 2 ] && echo landscape || echo portrait)\" "
    is "sheet $sheet: margins of 30, 15, 20, 20 mm" \
        "$(grep -o '<pageMargins [^>]*' $file | grep -oE '(left|right|top|bottom)="[0-9.]*' | awk -F '"' '{ printf "%.1f ", $2 * 25.4 }')" \
        '30.0 15.0 20.0 20.0 '
    is "sheet $sheet: the footer counts pages, and has the first digits of the digest of the files" \
        "$(sed -n 's/.*12 \(Trang .*\)<.oddFooter>.*/\1/p' $file)" \
        "Trang &amp;P/&amp;N     Mã số liệu: $(sed -n 's/.*name="antt.inputs"><vt:lpwstr>\(.\{12\}\).*/\1/p' parts/docProps/custom.xml)"
    ok "sheet $sheet: captions stay in sight" part xl/worksheets/sheet$sheet.xml "<pane ySplit=\"$captions\" topLeftCell=\"A$((captions + 1))\" activePane=\"bottomLeft\" state=\"frozen\"/>"
    ok "sheet $sheet: captions are there" test -n "$name"
done
ok 'captions are repeated on each page' part xl/workbook.xml \
    "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">'Khu dân cư'!\$9:\$10</definedName>"
is 'on every sheet' "$(grep -o 'Print_Titles' parts/xl/workbook.xml | wc -l)" 4
ok 'filters govern the rows, not the total' part xl/worksheets/sheet1.xml '<autoFilter ref="A9:J16"/>'
ok 'those of the list' part xl/worksheets/sheet2.xml '<autoFilter ref="A10:I100"/>'
ok 'the font is that of documents' part xl/styles.xml 'Times New Roman'
is 'no other font is used' "$(grep -o '<name val="[^"]*"' parts/xl/styles.xml | sort -u)" '<name val="Times New Roman"'
ok 'there is a chart' test -s parts/xl/charts/chart1.xml
ok 'with its title' grep -q 'Số khu dân cư và số được công nhận, 2013-2024' parts/xl/charts/chart1.xml
is 'and the figures of its rows' "$(grep -o '<c:f>[^<]*' parts/xl/charts/chart1.xml | sed 's/<c:f>//' | sort -u | tr '\n' ' ')" \
    "'Qua các năm'!\$A\$11:\$A\$22 'Qua các năm'!\$B\$11:\$B\$22 'Qua các năm'!\$D\$11:\$D\$22 "

# --- the heading ---

expect 'the heading says what the command line says' -- antt-xlsx --date 2025-02-03 -u units.yaml -r summary --issuer 'CÔNG AN THỊ XÃ BỈM SƠN' \
    --parent 'CÔNG AN TỈNH THANH HÓA' --number '12/BC-CAX' --place 'Bỉm Sơn' --office "KT. TRƯỞNG CÔNG AN
PHÓ TRƯỞNG CÔNG AN" --signer 'Nguyễn Văn A & <B>' --title 'BÁO CÁO "375"' -o heading.xlsx sums.yaml
cells heading.xlsx
for text in 'CÔNG AN THỊ XÃ BỈM SƠN' 'CÔNG AN TỈNH THANH HÓA' 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' 'Độc lập - Tự do - Hạnh phúc' \
    'Bỉm Sơn, ngày 03 tháng 02 năm 2025' 'BÁO CÁO "375"' 'Năm 2024' 'KT. TRƯỞNG CÔNG AN' 'PHÓ TRƯỞNG CÔNG AN' \
    'Nguyễn Văn A & <B>' 'Nơi nhận:' '- Lưu: VT.' '(Ký, ghi rõ họ tên, đóng dấu)'; do
    ok "it has: $text" holds 1 "$text"
done
ok 'the number of the document' sh -c 'cut -f 5 1.cells | grep -q "12/BC-CAX"'
is 'a month above February needs no nought' \
    "$(antt-xlsx --date 2025-12-09 -r summary sums.yaml >m.xlsx && cells m.xlsx && cut -f 5 1.cells | grep ngày)" \
    '...................., ngày 09 tháng 12 năm 2025'

# --- the date ---

expect 'two runs are the same bytes' -o town.xlsx -- antt-xlsx --date 2025-01-10 -u units.yaml town.yaml
expect 'so from a pipe into a pipe' -x -- sh -c 'cat town.yaml | antt-xlsx --date=2025-01-10 -u units.yaml | cat'
mv out piped.xlsx
ok 'the same sheets but for the last' same_sheets town.xlsx piped.xlsx
expect 'again' -o piped.xlsx -- sh -c 'cat town.yaml | antt-xlsx --date=2025-01-10 -u units.yaml | cat'
for way in 'with the units in the stream: units.yaml town.yaml' 'with summaries behind the records: -u units.yaml judged.yaml sums.yaml'; do
    # shellcheck disable=SC2086 # words
    antt-xlsx --date 2025-01-10 ${way#*:} >other.xlsx
    ok "the same sheets ${way%%:*}" same_sheets town.xlsx other.xlsx
done
expect 'so in another time zone and later' -o town.xlsx -- env TZ=Asia/Ho_Chi_Minh antt-xlsx --date 2025-01-10 -u units.yaml town.yaml
expect 'SOURCE_DATE_EPOCH is a date' -o town.xlsx -- env SOURCE_DATE_EPOCH=1736467200 antt-xlsx -u units.yaml town.yaml
expect '--date comes before it' -o town.xlsx -- env SOURCE_DATE_EPOCH=1 antt-xlsx --date 2025-01-10 -u units.yaml town.yaml
today=$(date -u +%Y-%m-%d)
antt-xlsx -r summary sums.yaml >clock.xlsx
[ "$today" = "$(date -u +%Y-%m-%d)" ] || { today=$(date -u +%Y-%m-%d); antt-xlsx -r summary sums.yaml >clock.xlsx; }
expect 'else it is the day of the clock' -o clock.xlsx -- antt-xlsx -r summary --date "$today" sums.yaml
for bad in 2025-02-30 10/01/2025 2025 ''; do
    expect "--date '$bad'" -s 2 -e "antt-xlsx: error: --date: '$bad' is no date YYYY-MM-DD that exists [usage]" \
        -- antt-xlsx --date "$bad" sums.yaml
done
for bad in x -1 999999999999999; do
    expect "SOURCE_DATE_EPOCH=$bad" -s 2 -e "antt-xlsx: error: SOURCE_DATE_EPOCH: '$bad' is no number of seconds [usage]" \
        -- env SOURCE_DATE_EPOCH="$bad" antt-xlsx sums.yaml
done

# --- which report ---

sheet_names() {
    unzip -p "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d '"' -f 2 | tr '\n' '|'
}
for report in 'summary:Tổng hợp|' 'areas:Khu dân cư|' 'trend:Qua các năm|' 'full:Tổng hợp|Khu dân cư|Qua các năm|'; do
    expect "-r ${report%%:*}" -- antt-xlsx --date 2025-01-10 -u units.yaml -r "${report%%:*}" -o report.xlsx town.yaml
    is 'has its sheets' "$(sheet_names report.xlsx)" "${report#*:}Nguồn số liệu|"
done
antt-xlsx --date 2025-01-10 -r audit judged.yaml >audit.xlsx && cells audit.xlsx
is 'the audit lists all that aggregation counts: recognised though not met, met though not recognised' \
    "$(grep -c '^A[0-9]*.number' 1.cells)" \
    "$(grep '^area' sums.yaml | grep -oE '(recognised_unmet|met_unrecognised): [0-9]+' | awk '{ n += $2 } END { print n }')"
is 'with decision and outcome' "$(cell 1 F10), $(cell 1 G10), $(cell 1 J13)" \
    'text General  Không đạt, text General  có, text General  5.1.registration: bản đăng ký: không'
antt-xlsx --date 2025-01-10 -u units.yaml judged.yaml >list.xlsx
is 'full leaves out what there are no records for' "$(sheet_names list.xlsx)" 'Khu dân cư|Nguồn số liệu|'
reports=$(cd "$ANTT_TOP/lib/defs/reports" && ls | sed 's/\.yaml$//' | grep -vx wording | tr '\n' ',' | sed 's/,$//; s/,/, /g')
expect 'an unknown report names those that there are' -s 2 \
    -e "antt-xlsx: error: no report 'Summary'; there are $reports [usage]" -- antt-xlsx -r Summary town.yaml
expect 'wording is none' -s 2 -e "antt-xlsx: error: no report 'wording'; there are $reports [usage]" \
    -- antt-xlsx -r wording town.yaml
echo old >old.xlsx
no_rows='antt-xlsx: error: the stream has no records for the report'
expect 'no rows are no workbook' -s 2 -e "$no_rows 'summary'; summaries come from antt-aggregate [no-rows]" \
    -- antt-xlsx -r summary -o old.xlsx judged.yaml
expect 'nor is an empty stream' -s 2 -e "$no_rows 'full'; summaries come from antt-aggregate [no-rows]" -- antt-xlsx -o old.xlsx
antt-aggregate -b year "$town/communes.yaml" >communes.sums
expect 'nor are summaries of other classes' -s 2 -e "$no_rows 'trend'; summaries come from antt-aggregate [no-rows]" \
    -- antt-xlsx -r trend -o old.xlsx communes.sums
is 'and the old file stays' "$(cat old.xlsx)" old

# --- what stands in cells ---

area() { # id, unit, year, name as YAML; further lines on standard input
    printf -- '---\nrecord: area\nid: %s\nunit: "%s"\nyear: %s\nname: %s\n' "$1" "$2" "$3" "$4"
    cat
}
long=$(printf 'Khu phố dài %.0s' $(seq 40)) long=${long% }
{
    area a-1 14812 2024 "'Khu <phố> & \"một\" ''hai'''"
    printf 'recognition: 1890-05-19\n' | area 0001 14812 2024 "$long"
    printf 'assessment: {outcome: not_considered}\n' | area 007 99999 2024 '=1+1'
    area a-3 14812 2024 '"_x0041_\tb\nc"'
} >odd.yaml
antt-xlsx --date 2025-01-10 -u units.yaml -r areas odd.yaml >odd.xlsx && cells odd.xlsx
is 'markup in a name is text' "$(value 1 D10)" "Khu <phố> & \"một\" 'hai'"
is 'a long name is whole' "$(value 1 D11)" "$long"
ok 'and its row is high enough for it' sh -c \
    "grep -oE '<row r=\"(10|11)\" ht=\"[0-9.]*' parts/xl/worksheets/sheet1.xml | cut -d '\"' -f 4 | { read -r a; read -r b; [ \${b%.*} -gt \$((10 * \${a%.*})) ]; }"
is 'a day before spreadsheets begin is text' "$(cell 1 H11)" 'text General  19/05/1890'
is 'noughts before a code stay' "$(value 1 C11),$(value 1 C12)" '0001,007'
is 'a name that looks like a formula is text' "$(cell 1 D12)" 'text General  =1+1'
is 'a unit that nobody knows is its code' "$(value 1 B12)" 99999
is 'not considered, in words' "$(value 1 F12)" 'Không xét'
is 'what was not judged has no outcome' "$(value 1 F10)" ''
is 'what looks like an escape of the format is escaped' "$(value 1 D13)" '_x005F_x0041_\tb\nc'
for year in 2024 2025; do
    area a-1 14812 $year 'Khu phố 1' </dev/null | antt-xlsx --date 2025-01-10 -u units.yaml -r areas >unit.xlsx
    cells unit.xlsx
    is "the name that the unit 14812 had in $year" "$(value 1 B10)" "$([ $year = 2024 ] && echo 'Phường Ba Đình' || echo 'Phường Bỉm Sơn')"
    printf -- '---\nrecord: summary\ngroup: {unit: "14812", year: %s}\narea: {total: 1}\n' $year |
        antt-xlsx --date 2025-01-10 -u units.yaml -r summary >unit.xlsx
    cells unit.xlsx
    is "so in the summary of $year" "$(value 1 B10)" "$([ $year = 2024 ] && echo 'Phường Ba Đình' || echo 'Phường Bỉm Sơn')"
done
for year in 2024 2025; do
    printf 'assessment: {outcome: not_met}\nrecognition: %s-11-01\n' $year | area a-1 14812 $year 'Khu phố 1'
done | antt-xlsx --date 2025-01-10 -u units.yaml -r audit >unit.xlsx
cells unit.xlsx
is 'each year has its own name where years stand together' "$(value 1 C10), $(value 1 C11)" 'Phường Ba Đình, Phường Bỉm Sơn'
area a-1 14812 2024 '"a\x07b"' </dev/null >control.yaml
expect 'a control character never reaches a workbook' -s 2 -E 'control character' -E 'area a-1 2024' \
    -- antt-xlsx --date 2025-01-10 -r areas -o old.xlsx control.yaml
area a-1 14812 2024 x <<END >long.yaml
recognition: {number: "$(printf '%040000d' 7)"}
END
is 'and the old file stays' "$(cat old.xlsx)" old
expect 'a text that no cell can hold is cut, and said' \
    -e "antt-xlsx: warning: area a-1 2024: the text of the column 'Số quyết định' is longer than a cell can be and was cut [workbook-limit]" \
    -- antt-xlsx --date 2025-01-10 -r areas -o cut.xlsx long.yaml
cells cut.xlsx
is 'with a mark' "$(value 1 I10 | tr -s 0)" '0… (đã cắt)'
is 'as long as a cell can be' "$(value 1 I10 | wc -m | awk '{ print ($1 > 32750 && $1 <= 32768) }')" 1
{ cat odd.yaml; printf -- '---\nrecord: area\nid: [\n'; } >broken.yaml
expect 'a document that cannot be read leaves the others in the workbook' -s 1 -E 'broken.yaml:' -E '[yaml-syntax]' \
    -- antt-xlsx --date 2025-01-10 -u units.yaml -r areas -o broken.xlsx broken.yaml
ok 'all of them' same_sheets odd.xlsx broken.xlsx
printf -- '# a\n---\nrecord: summary\ngroup: {unit: "14812", year: 2024}\narea: {total: 1}\n---\nrecord: summary\ngroup: {year: 2024}\narea: {total: 1}\n' >keyless.yaml
expect 'messages of the second showing name the place in the file' -s 1 \
    -e 'keyless.yaml:7:1: error: summary 2024: the summary has no unit in its group, so it cannot be added up by unit [no-group-key]' \
    -- antt-xlsx --date 2025-01-10 -r summary -o keyless.xlsx keyless.yaml
sed 1,2d keyless.yaml >bare.yaml
expect 'so for a first record without ---, behind another file' -s 1 \
    -e 'keyless.yaml:7:1: error: summary 2024: the summary has no unit in its group, so it cannot be added up by unit [no-group-key]' \
    -e 'bare.yaml:5:1: error: summary 2024: the summary has no unit in its group, so it cannot be added up by unit [no-group-key]' \
    -- antt-xlsx --date 2025-01-10 -r summary -o keyless.xlsx keyless.yaml bare.yaml

# --- where it comes from ---

said() { # label: text, digest and numbers of the last sheet's rows of that label
    awk -F '\t' -v label="$1" '
        { name = row = $1; gsub(/[0-9]/, "", name); gsub(/[A-Z]/, "", row); cell[name, row] = $5; if (row + 0 > last) last = row + 0 }
        END { for (row = 1; row <= last; row++) if (cell["A", row] == label)
                  print cell["B", row] "|" cell["C", row] "|" cell["D", row] "|" cell["E", row] }' last.cells
}
last_sheet() { # workbook
    cells "$1" && cp "$(find . -name '[0-9].cells' | sort | tail -n 1)" last.cells
}
sha() {
    sha256sum "$@" | cut -d ' ' -f 1
}
property() { # name: of the document, one a line
    sed 's/<property /\n&/g' parts/docProps/custom.xml | sed -n "s,.*name=\"antt\\.$1\"><vt:lpwstr>\(.*\)</vt:lpwstr>.*,\1,p"
}
records() {
    grep -c '^record:' "$1"
}
antt-xlsx --date 2025-01-10 -u units.yaml --place "Bỉm Sơn's" -o town.xlsx sums.yaml judged.yaml && last_sheet town.xlsx
is 'the sheet says by what' "$(said 'Lập bằng')" "antt $(sed -n 's/^VERSION *:= *//p' "$ANTT_TOP/Makefile")|||"
is 'and how, as a shell takes it; where the workbook went makes no difference' "$(said 'Lệnh')" \
    "antt-xlsx --report full --date 2025-01-10 --place 'Bỉm Sơn'\\''s' --units units.yaml sums.yaml judged.yaml|||"
is 'every file, under the name that was given, with its digest' "$(said 'Tệp đơn vị'; said 'Tệp số liệu')" \
    "units.yaml|$(sha units.yaml)|$(records units.yaml)|$(wc -c <units.yaml)
sums.yaml|$(sha sums.yaml)|$(records sums.yaml)|$(wc -c <sums.yaml)
judged.yaml|$(sha judged.yaml)|$(records judged.yaml)|$(wc -c <judged.yaml)"
is 'one digest for all of them' "$(said 'Mã chung của các tệp')" "|$(sha units.yaml sums.yaml judged.yaml | sha)|3|"
is 'which is a property of the document too' "$(property inputs)" "$(sha units.yaml sums.yaml judged.yaml | sha)"
is 'as are version, report, date and what was said of the heading' \
    "$(for name in version report date place title; do echo "$name=$(property $name)"; done | tr '\n' ' ')" \
    "version=$(said 'Lập bằng' | sed 's/antt //; s/|.*//') report=full date=2025-01-10 place=Bỉm Sơn's title= "
counted() { # kind, pattern: how many records of that kind have it
    awk -v kind="$1" -v pattern="$2" '/^---/ { n += is && has; is = has = 0 } $0 == "record: " kind { is = 1 } $0 ~ pattern { has = 1 }
        END { print n + (is && has) }' judged.yaml sums.yaml
}
is 'the records of each kind' "$(said 'Bản ghi đã đọc' | sed 's/||/=/; s/|//' | tr '\n' ' ')" \
    "Tổng hợp=$(counted summary .) Khu dân cư=$(counted area .) Cơ quan, doanh nghiệp, nhà trường=$(counted institution .) Xã, phường, thị trấn=$(counted commune .) "
is 'those that are undecided' "$(said 'Trong đó chưa xác định' | sed 's/||/=/; s/|//' | tr '\n' ' ')" \
    "Khu dân cư=$(counted area '^  outcome: undecided') Cơ quan, doanh nghiệp, nhà trường=$(counted institution '^  outcome: undecided') Xã, phường, thị trấn=$(counted commune '^  outcome: undecided') "
is 'the criteria, with their years and the digest of their definition' "$(said 'Bộ tiêu chí' | sort)" \
    "$(for set in 'ct10-2008 (2011–2012)' 'tt124-2021 (2022–2024)' 'tt23-2012 (2013–2021)'; do
        file=$ANTT_TOP/lib/defs/criteria/${set%% *}.yaml
        echo "$set|$(sha "$file")|$(grep -c "^  criteria: ${set%% *}\$" judged.yaml)|$(wc -c <"$file")"
    done)"
is 'nothing was rejected' "$(said 'Bị loại')" 'Tài liệu không đọc được||0|'
is 'no unit lacks records' "$(said 'Đơn vị thiếu số liệu')" 'Không có đơn vị nào||0|'
antt-xlsx --date 2025-01-10 -r areas -o nounits.xlsx judged.yaml && last_sheet nounits.xlsx
is 'without units nobody can say' "$(said 'Đơn vị thiếu số liệu')" 'Không có danh sách đơn vị để đối chiếu|||'
{
    area a-1 14812 2023 x </dev/null
    area a-2 14809 2024 x </dev/null
    printf -- '---\nrecord: area\nid: [\n---\nrecord: patrol\nid: 1\n'
} >few.yaml
expect 'few records' -s 1 -X -- antt-xlsx --date 2025-01-10 -u units.yaml -r areas -o few.xlsx few.yaml
last_sheet few.xlsx
is 'a document that cannot be read is counted' "$(said 'Bị loại')" 'Tài liệu không đọc được||1|'
is 'and a kind that nobody knows' "$(said 'Bản ghi đã đọc' | tail -n 1)" 'Loại không rõ||1|'
is 'the units without a record of the year, by name' "$(said 'Đơn vị thiếu số liệu')" \
    "$(for year in 2023 2024; do
        awk -v code="$([ $year = 2023 ] && echo 14812 || echo 14809)" -v day=$year-12-31 '
            function end() {
                if (level == "commune" && id != code && (from == "" || from <= day) && (until == "" || day <= until))
                    names = names (n++ ? ", " : " ") toupper(substr(type, 1, 1)) substr(type, 2) " " name
                from = until = level = ""
            }
            /^---/ { end() } { line = $0; sub(/^[a-z]+: */, "", line); gsub(/"/, "", line) }
            /^id:/ { id = line } /^level:/ { level = line } /^type:/ { type = line } /^name:/ { name = line }
            /^from:/ { from = line } /^until:/ { until = line }
            END { end(); print substr(day, 1, 4) ":" names "||" n "|" }' units.yaml
    done)"
antt-xlsx --date 2025-01-10 -r areas <few.yaml >stdin.xlsx 2>err
last_sheet stdin.xlsx
is 'standard input is the stream as it came' "$(said 'Tệp số liệu')" "<stdin>|$(sha few.yaml)|3|$(wc -c <few.yaml)"
mkdir -p own/criteria && sed 's/^title:.*/title: {vi: "Riêng", en: "Own"}/' "$ANTT_TOP/lib/defs/criteria/tt124-2021.yaml" >own/criteria/tt124-2021.yaml
antt-xlsx -d own --date 2025-01-10 -r areas -o own.xlsx judged.yaml && last_sheet own.xlsx
is 'definitions of -d have their digests' "$(said 'Định nghĩa riêng' | grep criteria)" \
    "criteria/tt124-2021.yaml|$(sha own/criteria/tt124-2021.yaml)||$(wc -c <own/criteria/tt124-2021.yaml)"
is 'the criteria are those' "$(said 'Bộ tiêu chí' | grep 124 | cut -d '|' -f 2)" "$(sha own/criteria/tt124-2021.yaml)"
long_title=$(printf 'Báo cáo dài %.0s' $(seq 60))
antt-xlsx --date 2025-01-10 -r areas --title "$long_title" -o titled.xlsx few.yaml 2>err
cells titled.xlsx
is 'a long text has several properties' "$(grep -o 'antt\.title[.0-9]*"' parts/docProps/custom.xml | tr -d '"' | tr '\n' ' ')" \
    'antt.title antt.title.2 antt.title.3 antt.title.4 '
is 'all of it' "$(property title)$(property title.2)$(property title.3)$(property title.4)" "$long_title"
odd=$(printf 'a\377b\001.yaml') && cp few.yaml "$odd"
expect 'a name that no cell can hold is shown as far as it goes' -s 1 -X -- antt-xlsx --date 2025-01-10 -r areas -o odd.xlsx "$odd"
last_sheet odd.xlsx
is 'with marks for the rest' "$(said 'Tệp số liệu' | cut -d '|' -f 1)" 'a�b�.yaml'

# --- where it goes ---

summary() { # further arguments
    antt-xlsx --date 2025-01-10 -u units.yaml -r summary "$@" sums.yaml
}
summary >wanted.xlsx
ok 'standard output may be a pipe' sh -c 'antt-xlsx --date 2025-01-10 -u units.yaml -r summary sums.yaml | cmp - wanted.xlsx'
is 'standard output and -o are the same' "$(summary -o given.xlsx; cmp given.xlsx wanted.xlsx)" ''
is 'a new file has the mode that the umask leaves' "$(umask 027; summary -o mode.xlsx; stat -c %a mode.xlsx)" 640
chmod 604 given.xlsx && ln -s given.xlsx link.xlsx
echo old >given.xlsx
summary -o link.xlsx
ok 'a link is followed' test -L link.xlsx
ok 'to the file, which is replaced' cmp given.xlsx wanted.xlsx
is 'and keeps its mode' "$(stat -c %a given.xlsx)" 604
expect '-o /dev/full is a full disk' -s 2 -e '/dev/full: error: cannot write: No space left on device [write-failed]' -- summary -o /dev/full
mkfifo fifo
cat fifo >through.xlsx &
summary -o fifo
wait
ok '-o may be a pipe with a name' cmp through.xlsx wanted.xlsx
expect '-o in a directory that is not there' -s 2 \
    -e 'nowhere/a.xlsx: error: cannot create a file beside it: No such file or directory [write-failed]' -- summary -o nowhere/a.xlsx
expect '-o is a directory' -s 2 -e '.: error: cannot write: Is a directory [write-failed]' -- summary -o .
if [ "$(id -u)" -ne 0 ]; then
    mkdir locked && chmod 555 locked
    expect '-o in a directory that cannot be written' -s 2 \
        -e 'locked/a.xlsx: error: cannot create a file beside it: Permission denied [write-failed]' -- summary -o locked/a.xlsx
fi
expect 'TMPDIR is not there' -s 2 -E 'cannot create a temporary file: No such file or directory [write-failed]' \
    -- env TMPDIR=nowhere antt-xlsx --date 2025-01-10 -r summary -o old.xlsx sums.yaml
is 'the old file stays' "$(cat old.xlsx)" old
is 'and nothing is left beside any' "$(find . -name '.*.xlsx.*')" ''

# Under a limit on the size of files libxlsxwriter says that all went well, and leaves half a workbook.
figures='{total: 1, registered: 1, recognised: 1, met: 1, not_met: 0, undecided: 0}'
printf -- '---\nrecord: summary\ngroup: {unit: "14812", year: 2024}\narea: %s\n' "$figures" >one.yaml
antt-xlsx --date 2025-01-10 one.yaml >one.xlsx
least='' most=0
for blocks in 1 2 3 4 6 8 10 12 14 16 20 24 32 64; do
    echo old >limited.xlsx
    status=0
    sh -c 'trap "" XFSZ; ulimit -f "$1"; exec antt-xlsx --date 2025-01-10 -o limited.xlsx one.yaml' sh $blocks 2>err || status=$?
    if [ $status -eq 2 ] && [ "$(cat limited.xlsx)" = old ] && grep -q error err; then
        most=$blocks
    elif [ $status -eq 0 ] && cmp -s limited.xlsx one.xlsx; then
        least=${least:-$blocks}
    else
        fail "files of at most $blocks blocks" "status $status, $(wc -c <limited.xlsx) bytes; $(cat err)"
    fi
done
ok 'on a full disk the old file stays, with room the new one is whole' test "$most" -ge 8 -a -n "$least"
is 'and nothing is left beside it' "$(find . -name '.limited*')" ''

# --- sealed streams ---

echo old >old.xlsx
bad_seal='<stdin>: error: the stream ends without its seal, which --sealed or ANTT_SEALED=1 wants: the program that wrote it did not come to its end, or wrote none [bad-seal]'
expect 'an upstream that failed leaves the old workbook' -s 2 -e "$bad_seal" \
    -- sh -c 'head -c 60000 judged.yaml | antt-xlsx --sealed -r areas -o old.xlsx'
expect 'so too with the seal in the environment' -s 2 -e "$bad_seal" -- sh -c 'cat sums.yaml | ANTT_SEALED=1 antt-xlsx -o old.xlsx'
printf -- '---\nrecord: end\nrecords: 5\n' | cat sums.yaml - >wrong.yaml
expect 'a seal that counts otherwise is seen without the option' -s 2 -E '[bad-seal]' -- antt-xlsx -o old.xlsx wrong.yaml
is 'the old file stays' "$(cat old.xlsx)" old
expect 'a whole pipeline writes it' -- sh -c 'export ANTT_SEALED=1
    antt-aggregate judged.yaml | antt-xlsx --date 2025-01-10 -u units.yaml -r summary -o old.xlsx'
ok 'the same as without seals' same_sheets old.xlsx wanted.xlsx
cp old.xlsx sealed.xlsx
expect 'a missing file is no reason for half a workbook' -s 2 -e 'nowhere.yaml: error: cannot open: No such file or directory [unreadable]' \
    -- antt-xlsx --date 2025-01-11 -o old.xlsx sums.yaml nowhere.yaml
ok 'the old file stays again' cmp old.xlsx sealed.xlsx

# --- the reports that are built in ---

unset ANTT_DEFS
cat judged.yaml sums.yaml >whole.yaml
for report in summary recognition areas audit trend tips evidence full; do
    expect "-r $report of the town" -- antt-xlsx --date 2025-01-10 -u units.yaml -r "$report" -o report.xlsx whole.yaml
done
cells report.xlsx
is 'full begins with the summary' "$(sheet_names report.xlsx | cut -d '|' -f 1-3)" 'Tổng hợp|Tổng hợp các loại hình|Đề nghị công nhận KDC'
cat >forces.yaml <<'END'
---
record: team
id: t-1
name: Tổ bảo vệ ANTT khu phố 1
unit: "14809"
year: 2018
type: protection_team
members: {total: 5, women: 2, trained: 4, party: 1}
rating: well_completed
---
record: model
id: m-1
name: Cổng an ninh
unit: "14809"
year: 2018
rating: good
effective: true
replicate: true
---
record: nomination
id: n-1
year: 2018
unit: "14809"
subject: individual
name: Nguyễn Văn A
level: district
award: giấy khen
---
record: finding
id: f-1
year: 2018
unit: "14809"
type: lesson
about: teams
text: Phải có người đứng đầu nhiệt tình.
---
record: meeting
id: h-1
year: 2018
unit: "14809"
type: commune_conference
date: 2018-05-29
invited: 80
attended: 71
---
record: submission
due: bao-cao
unit: "14812"
received: 2018-07-02
timeliness: {outcome: late, deadline: 2018-06-29, days_late: 3}
END
antt-aggregate -k forces.yaml >forces.sums
for report in 'forces:Lực lượng theo xã, phường|Xếp loại lực lượng|Lực lượng qua các năm|' \
    'models:Mô hình tự quản|Mô hình đề nghị nhân rộng|Mô hình qua các năm|' 'nominations:Khen thưởng|Danh sách khen thưởng|' \
    'findings:Nhận xét, đánh giá|' 'deadlines:Nộp báo cáo|Tổng hợp nộp báo cáo|' 'meetings:Họp, hội nghị|'; do
    expect "-r ${report%%:*}" -- antt-xlsx --date 2025-01-10 -u units.yaml -r "${report%%:*}" -o report.xlsx forces.sums
    is 'has its sheets' "$(sheet_names report.xlsx)" "${report#*:}Nguồn số liệu|"
done
cells report.xlsx
is 'and the figures of its commune' "$(table 1 10 10 'B C F H I K')" 'Phường Bắc Sơn|1|1|80|71|0'
antt-xlsx --date 2025-01-10 -u units.yaml -r findings forces.sums >report.xlsx && cells report.xlsx
is 'headings in the words of the kind' "$(column 1 A | tail -n 2 | head -n 1)" 'Bài học kinh nghiệm'

finish
