#!/bin/sh
# SPDX-License-Identifier: ISC
# Every figure of the example town's workbooks: the same in LibreOffice, which computes it anew, and in openpyxl, and the
# one that the records give.  Run by `make check-office`.
. "${0%/*}/../lib.sh"
town=$ANTT_TOP/examples/bim-son
HOME=$PWD
export HOME

mkdir -p profile/user
cat >profile/user/registrymodifications.xcu <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
END
recalculate() { # workbook: as LibreOffice saves it, into saved/
    timeout 300 soffice "-env:UserInstallation=file://$PWD/profile" --headless --norestore --convert-to xlsx --outdir saved "$1" >office.log 2>&1
}
figures() { # workbook, records
    /usr/bin/python3 "$ANTT_TOP/tests/office/figures.py" "$1" "saved/${1##*/}" "$2" "$ANTT_TOP/lib/defs/reports" >report 2>&1
    tail -n 1 report | sed 's/^.* compared, //'
}

for kind in units early-years areas institutions communes teams models nominations findings meetings deadlines; do
    cat "$town/$kind.yaml"
done | antt-validate -q | antt-sort -k year | antt-score | antt-aggregate -a | antt-score | antt-evidence 2>evidence.log |
    antt-due --date 2018-07-20 >all.yaml 2>due.log
ok 'the town, judged' test "$(grep -c '^record: ' all.yaml)" -gt 7000
antt-aggregate -k all.yaml >2024.yaml
antt-select 'year <= 2018 or record in [unit, due, submission]' all.yaml | antt-aggregate -k >2018.yaml
for year in 2018 2024; do
    antt-xlsx -o $year.xlsx --date $year-12-31 --place 'Bỉm Sơn' $year.yaml
    recalculate $year.xlsx
    ok "$year: LibreOffice computes it anew" test -s saved/$year.xlsx
    is "$year: every value is the one computed anew, and every figure that of the records" "$(figures $year.xlsx $year.yaml)" '0 differ'
    ok "$year: all sheets, all figures" sh -c "tail -n 1 report | awk '{ exit !(\$1 >= 31 && \$3 > 12000) }'"
    expect "$year: antt-verify finds the same" -c 'the same: ' -- antt-verify $year.xlsx $year.yaml
done

# That it would find what is wrong.
sed 's/^area: {total: 13, considered: 13, registered: 13, met: 11/&1/' 2024.yaml >other.yaml
ok 'records with another figure' sh -c '! cmp -s 2024.yaml other.yaml'
is 'which is found' "$(figures 2024.xlsx other.yaml | grep -c '^[1-9][0-9]* differ')" 1
cp saved/2018.xlsx saved/2024.xlsx
is 'so is another value that was computed' "$(figures 2024.xlsx 2024.yaml | grep -c '^[1-9][0-9]* differ')" 1

# The same bytes wherever and whenever it is made.
mkdir locale && localedef -i vi_VN -f UTF-8 locale/vi_VN.UTF-8 >/dev/null 2>&1
for where in 'LC_ALL=C' "LOCPATH=$PWD/locale LC_ALL=vi_VN.UTF-8" 'TZ=Asia/Ho_Chi_Minh SOURCE_DATE_EPOCH=1735603200'; do
    # shellcheck disable=SC2086 # settings
    expect "the same bytes: ${where%%=*}" -o 2024.xlsx -- env $where antt-xlsx --date 2024-12-31 --place 'Bỉm Sơn' 2024.yaml
done
antt-xlsx -o day.xlsx --date 2024-12-30 --place 'Bỉm Sơn' 2024.yaml
expect 'SOURCE_DATE_EPOCH is such a day' -o day.xlsx -- env SOURCE_DATE_EPOCH=1735603199 antt-xlsx --place 'Bỉm Sơn' 2024.yaml
ok 'another day is another workbook' sh -c '! cmp -s day.xlsx 2024.xlsx'
finish
