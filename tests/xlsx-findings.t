#!/bin/sh
# SPDX-License-Identifier: ISC
# Titles of charts that say what the figures show; where figures are missing they say nothing.
. "${0%/*}/lib.sh"
mkdir -p ours/reports
report() { # finding, more keys of the chart
    cat >ours/reports/chart.yaml <<END
report: chart
title: "Biểu đồ"
sheets:
  - sheet: "Năm"
    title: "NĂM"
    groups: year
    columns:
      - {id: year, vi: "Năm", format: code, value: group.year}
      - {id: total, vi: "Tổng", format: integer, value: area.total}
      - {id: recognised, vi: "Công nhận", format: integer, value: area.recognised}
      - {id: missing, vi: "Thiếu", format: integer, value: area.crimes_missing}
      - {id: share, vi: "Tỷ lệ", format: percent, part: recognised, whole: total}
    chart: {vi: "Các năm {first_year}-{latest_year}", category: year, finding: "$1", series: [{vi: "Tỷ lệ", column: share}]$2}
END
}
year() { # year, figures
    printf -- '---\nrecord: summary\ngroup: {unit: "14809", year: %s}\narea: {%s}\n' "$1" "$2"
}
title() { # the chart's title
    antt-xlsx -d ours -r chart --date 2025-01-10 sums.yaml >chart.xlsx &&
        unzip -p chart.xlsx xl/charts/chart1.xml | grep -o '<a:t>[^<]*' | head -n 1 | sed 's/<a:t>//'
}
says() { # what, finding, title
    report "$2" "${4-}"
    is "$1" "$(title)" "$3"
}
neutral='Các năm 2021-2024'

{
    year 2021 'total: 0, recognised: 0, crimes_missing: 0'
    year 2022 'total: 1000, recognised: 500, crimes_missing: 0'
    year 2023 'total: 1000, recognised: 250, crimes_missing: 0'
    year 2024 'total: 1200, recognised: 900, crimes_missing: 2'
} >sums.yaml
says 'a rise' 'Tỷ lệ {share.change} ({share.first_at}-{share.last_at})' 'Tỷ lệ tăng từ 50,00% lên 75,00% (2022-2024)'
says 'its ends' '{share.first} rồi {share.last}' '50,00% rồi 75,00%'
says 'thousands are grouped' '{total.first} năm {total.first_at}, {total.last} năm {total.last_at}' '0 năm 2021, 1.200 năm 2024'
says 'places of the sheet are filled in as well' '{latest_year}: {total.last}' '2024: 1.200'
says 'the highest and its row' '{total.highest} ({total.highest_at})' '1.200 (2024)'
says 'the lowest' '{total.lowest} ({total.lowest_at})' '0 (2021)'
says 'a figure that is not known may have been the lowest' 'thấp nhất {share.lowest}' "$neutral"
says 'what is missing in the row spoken of' 'số vụ {total.change}' "$neutral" ', missing: missing'
says 'and in others, where all count' 'cao nhất {total.highest}' "$neutral" ', missing: missing'
says 'what is missing elsewhere does not matter' 'đầu {total.first}' 'đầu 0' ', missing: missing'
sed 's/recognised: 900/recognised: 300/' sums.yaml >less.yaml && mv less.yaml sums.yaml
says 'a fall' '{share.change}' 'giảm từ 50,00% xuống 25,00%'
sed 's/recognised: 300/recognised: 600/' sums.yaml >less.yaml && mv less.yaml sums.yaml
says 'no change' '{share.change}' 'không đổi, 50,00%'
{
    year 2021 'total: 7'
    year 2022 'total: 7'
    year 2024 'total: 9'
} >sums.yaml
says 'rows that are equal' '{total.lowest_at}' '2021, 2022'
for year in 2020 2021 2022 2024; do year $year 'total: 7'; done >sums.yaml
says 'more than three of them are not named' '{total.lowest_at}' 'Các năm 2020-2024'
year 2024 'total: 5, recognised: 3' >sums.yaml
says 'one year is no change' '{share.change}' 'Các năm 2024-2024'
says 'no finding' '' 'Các năm 2024-2024'

fault() { # what, finding, more, place, message
    report "$2" "$3"
    expect "$1" -s 2 -e "ours/reports/chart.yaml:13:$4: error: $5 [bad-definition]" -- antt-xlsx -d ours -r chart sums.yaml
}
places='a place in `finding` is {ID.first}, last, lowest, highest, one of these with _at, or {ID.change}, of an integer or percent column'
fault 'no such column' '{shares.first}' '' 80 "$places"
fault 'a column of text' '{year.first}' '' 80 "$places"
fault 'no such word' '{share.middle}' '' 80 "$places"
fault 'no such count' 'a' ', missing: nobody' 12 "\`missing\` must be the id of one of the sheet's columns"
finish
