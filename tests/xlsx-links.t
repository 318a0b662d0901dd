#!/bin/sh
# SPDX-License-Identifier: ISC
# The links of a workbook: from the town to the commune, the unit and the rule, and back. None points to nothing.
. "${0%/*}/lib.sh"
town=$ANTT_TOP/examples/bim-son

cat "$town/units.yaml" "$town/areas.yaml" "$town/institutions.yaml" "$town/communes.yaml" | antt-score |
    antt-aggregate -k >town.yaml
links() { # workbook: its links, resolved, in ./links; parts in ./parts
    rm -rf parts && mkdir parts && unzip -q -d parts "$1" && "$ANTT_TOP/tests/sheet-links.pl" parts >links
}
count() { # sheet, sheet of the target: links between them
    awk -F '\t' -v from="$1" -v to="$2" '$1 == from && $4 == to && $3 !~ /^« /' links | wc -l
}

expect 'the town, all sheets' -- antt-xlsx --date 2025-01-10 -o town.xlsx town.yaml
ok 'its links can be read' links town.xlsx
is 'every link leads to a cell that holds the same' "$(awk -F '\t' '$3 !~ /^« / && $3 != $6' links)" ''
is 'or back to the title of the first sheet' \
    "$(awk -F '\t' '$3 ~ /^« / { print $3, $4, $6 }' links | sort -u)" \
    '« Tổng hợp Tổng hợp TỔNG HỢP KẾT QUẢ XÂY DỰNG KHU DÂN CƯ\n“AN TOÀN VỀ AN NINH, TRẬT TỰ”'
sheets=$(grep -o '<sheet name=' parts/xl/workbook.xml | wc -l)
is 'from each of the others' "$(grep -c '	« ' links)" $((sheets - 1))
communes=$(awk '/^unit:/ { unit = $2 } /^year: 2024/ { print unit }' "$town/areas.yaml" | sort -u | wc -l)
is 'town to commune' "$(count 'Tổng hợp' 'Đề nghị công nhận KDC')" "$communes"
is 'commune to town' "$(count 'Đề nghị công nhận KDC' 'Tổng hợp')" "$communes"
reasons=$(awk '/^---/ { end = 1 } /^record: / { kind = $2 } /^id:/ { id = $2 } /^year:/ { year = $2 }
    /^    - {rule:/ && kind == "area" && year == 2024 { print id }' town.yaml | sort -u | wc -l)
ok 'there are areas with reasons' test "$reasons" -gt 0
is 'area to its rules, where it has any' "$(count 'Đề nghị công nhận KDC' 'Căn cứ khu dân cư')" "$reasons"
ok 'rules to their area' test "$(count 'Căn cứ khu dân cư' 'Đề nghị công nhận KDC')" -ge "$reasons"
ok 'communes to their rules' test "$(count 'Đề nghị công nhận xã, phường' 'Căn cứ xã, phường')" -gt 0
ok 'institutions to theirs' test "$(count 'Đề nghị cơ quan, DN, trường' 'Căn cứ cơ quan, DN, trường')" -gt 0
ok 'links are underlined, for paper without colours' grep -q '<font><u/>' parts/xl/styles.xml
is 'and have no colour of their own' "$(grep -o '<font>.*</fonts>' parts/xl/styles.xml | grep -o '<color [^>]*' | sort -u)" '<color theme="1"/'
is 'the way back is not printed' "$(grep -o "Print_Area\" localSheetId=\"2\">'[^']*'!.A.2:" parts/xl/workbook.xml | wc -l)" 1
is 'the first sheet has none, and prints all' "$(grep -c 'Print_Area" localSheetId="0"' parts/xl/workbook.xml)" 0

# More records than a sheet with an order holds in memory.
awk 'BEGIN { for (i = 1; i <= 6000; i++) {
    printf "---\nrecord: area\nid: a-%04d\nunit: \"14809\"\nyear: 2024\nname: x\n# %0400d\n", i % 2 ? i : 6002 - i, 0
    print "assessment: {outcome: not_met, rules: [{rule: a, outcome: not_met, because: b}]}" } }' >many.yaml
expect 'thousands of areas' -- antt-xlsx --date 2025-01-10 -o many.xlsx many.yaml
links many.xlsx
is 'have links each' "$(count 'Đề nghị công nhận KDC' 'Căn cứ khu dân cư') $(count 'Căn cứ khu dân cư' 'Đề nghị công nhận KDC')" \
    '6000 6001'
is 'that lead where they should' "$(awk -F '\t' '$3 !~ /^« / && $3 != $6' links | head)" ''
links town.xlsx

# --- names ---

is 'every table has a name' "$(grep -o '<definedName name="Bảng_[^>]*>' parts/xl/workbook.xml | sort -u | wc -l)" "$sheets"
is 'made of that of its sheet' "$(grep -o '<definedName name="Bảng_Tổng_hợp">[^<]*' parts/xl/workbook.xml)" \
    "<definedName name=\"Bảng_Tổng_hợp\">'Tổng hợp'!\$A\$10:\$J\$16"

# --- where there is nothing to link to ---

expect 'a report without the sheets that links lead to' -- antt-xlsx --date 2025-01-10 -r summary -o summary.xlsx town.yaml
links summary.xlsx
is 'has the way back alone' "$(cut -f 1,3 links)" 'Tổng hợp các loại hình	« Tổng hợp
Nguồn số liệu	« Tổng hợp'

# --- definitions ---

mkdir -p ours/reports
sheets() { # the keys of a second sheet and a column
    cat >ours/reports/linked.yaml <<END
report: linked
title: "Liên kết"
sheets:
  - sheet: "Xã #1"
    title: "XÃ"
    groups: unit,year
    columns:
      - {vi: "Xã", format: text, value: unit.name, link: {sheet: "Khu", by: [unit, year]}}
  - sheet: "Khu"
    title: "KHU"
    records: area
    $1
    columns:
      - {vi: "Năm", format: code, value: year}
      - {vi: "Xã", format: text, value: unit.name, $2}
END
}
sheets 'where: "year >= 2023"' ''
expect 'links by several fields' -- antt-xlsx -d ours -r linked --date 2025-01-10 -o linked.xlsx town.yaml
links linked.xlsx
is 'lead to rows that come as they are, too' "$(awk -F '\t' '$1 == "Xã #1" && $3 == $6' links | wc -l)" $((2 * communes))
is 'a link to a sheet whose name cannot stand in one is text' "$(grep -c '«' links)" 0
fault() { # what, keys, link, place, message
    sheets "$2" "$3"
    expect "$1" -s 2 -e "ours/reports/linked.yaml:$4: error: $5 [bad-definition]" -- antt-xlsx -d ours -r linked town.yaml
}
fault 'no order' '' 'link: {sheet: a, by: unit}' '15:58' 'only groups, and records with an `order`, can have links'
fault 'no sheet' 'order: unit' 'link: {by: unit}' '15:58' 'a link needs `sheet`, the name of one, and `by`, a field'
fault 'no field' 'order: unit' 'link: {sheet: a, by: nothing}' '15:73' "\`by\` needs one to three fields of the sheet's records"
fault 'too many' 'order: unit' 'link: {sheet: a, by: [id, unit, year, name]}' '15:90' \
    "\`by\` needs one to three fields of the sheet's records"
fault 'no such key' 'order: unit' 'link: {sheet: a, by: unit, at: b}' '15:83' "unknown key 'at'"
fault 'no heading' 'under_link: {sheet: a, by: unit}' '' '12:17' '`under_link` needs `under`, what the rows stand under'
finish
