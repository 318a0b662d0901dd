#!/bin/sh
# SPDX-License-Identifier: ISC
# The workbook of the example town in LibreOffice: it opens, computes the same, and prints.  Run by `make check-office`.
. "${0%/*}/../lib.sh"
town=$ANTT_TOP/examples/bim-son
HOME=$PWD
ANTT_DEFS=$ANTT_TOP/tests/data/defs # three sheets that are known here
export HOME ANTT_DEFS

cat "$town/areas.yaml" "$town/institutions.yaml" "$town/communes.yaml" | antt-score >judged.yaml
antt-aggregate judged.yaml >sums.yaml
antt-xlsx --date 2025-01-10 -u "$town/units.yaml" --issuer 'CÔNG AN THỊ XÃ BỈM SƠN' --place 'Bỉm Sơn' --signer 'Nguyễn Văn A' \
    -o town.xlsx sums.yaml judged.yaml

# Values are to be computed anew, not taken from the file.
mkdir -p profile/user
cat >profile/user/registrymodifications.xcu <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
END
office() { # format, file: LibreOffice succeeds when it fails, so the caller looks for what it should have made
    timeout 300 soffice "-env:UserInstallation=file://$PWD/profile" --headless --norestore --convert-to "$1" "$2" >office.log 2>&1
}
cells() { # workbook: as we wrote it
    rm -rf parts ./*.cells && mkdir parts && unzip -q -d parts "$1" &&
        for sheet in 1 2 3; do "$ANTT_TOP/tests/sheet-cells.pl" parts $sheet >$sheet.cells || return; done
}
# The cells of a CSV of a sheet, one a line, as sheet-cells.pl names them: reference, value.
values() {
    perl -CSD -e '
        local $/; my $text = <STDIN>; my ($row, $column, @cells) = (1, 0);
        while ($text =~ /\G("((?:[^"]|"")*)"|[^,\n]*)(,|\n|\z)/g) {
            my ($value, $end) = ($2 // $1, $3);
            $value =~ s/""/"/g; $value =~ s/\n/\\n/g;
            print chr(65 + $column), "$row\t$value\n" if length $value;
            if ($end eq ",") { $column++ } else { $row++; $column = 0; last if $end eq "" }
        }'
}
# Cells of ours that LibreOffice has otherwise: text and whole numbers to the letter, others to 12 digits.
differences() { # our cells, its values
    awk -F '\t' '
        NR == FNR { theirs[$1] = $2; next }
        $5 == "" { next }
        { ours = $5; other = theirs[$1]
          if ($3 == "0.00%" && sub(/%$/, "", other)) other /= 100
          if ($2 == "text" || ours !~ /\./) same = ours == other
          else same = other != "" && (ours - other < 1e-12 && other - ours < 1e-12)
          if (!same) print $1 ": " ours " / " other }' "$2" "$1"
}

office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' town.xlsx
ok 'LibreOffice opens the workbook, and every sheet of it' test -s 'town-Tổng hợp.csv' -a -s 'town-Khu dân cư.csv' -a -s 'town-Qua các năm.csv'
ok 'the workbook can be taken apart' cells town.xlsx
sheet=0
for name in 'Tổng hợp' 'Khu dân cư' 'Qua các năm'; do
    sheet=$((sheet + 1))
    values <"town-$name.csv" >$sheet.values
    ok "$name: there are cells" test "$(wc -l <$sheet.values)" -gt 100
    # Days come back as dates.
    awk -F '\t' -v OFS='\t' '$3 != "dd/mm/yyyy"' $sheet.cells >$sheet.plain
    is "$name: values, computed anew, are those in the file" "$(differences $sheet.plain $sheet.values)" ''
done
is 'the total, computed anew' "$(awk -F '\t' 'NR == FNR { if ($4 ~ /^SUM/) sum[$1]; next } $1 in sum { print $2 }' 1.cells 1.values | tr '\n' ' ')" \
    "$(antt-aggregate -b year sums.yaml | awk '/year: 2024/ { getline; print }' |
        perl -ne '%f = /(\w+): (\d+)/g; print "@f{qw(total registered recognised met not_met undecided)} "')"

# Saved by LibreOffice, the file is another and its values are the same, on every sheet that there is.
unset ANTT_DEFS
mkdir saved && ln -s ../profile saved
antt-xlsx --date 2025-01-10 -u "$town/units.yaml" -o whole.xlsx sums.yaml judged.yaml
(cd saved && office xlsx ../whole.xlsx)
ok 'LibreOffice saves the workbook' sh -c '! cmp -s whole.xlsx saved/whole.xlsx && unzip -tq saved/whole.xlsx'
expect 'antt-verify finds nothing changed in it' -c 'the same: ' -- antt-verify -u "$town/units.yaml" saved/whole.xlsx sums.yaml judged.yaml
sed 's/crimes: 41,/crimes: 42,/' sums.yaml >other.yaml
status=0
run antt-verify -u "$town/units.yaml" saved/whole.xlsx other.yaml judged.yaml
ok 'and what is changed in the records' test "$status" -eq 1 -a "$(grep -c '^Sheet' out)" -gt 3

# That they are computed indeed: a file whose sums are wrong shows the right ones.
mkdir wrong && unzip -q -d wrong town.xlsx
sed 's,\(<f>SUM([^<]*</f><v>\)[0-9]*,\11,g' parts/xl/worksheets/sheet1.xml >wrong/xl/worksheets/sheet1.xml
ok 'a file with wrong sums' sh -c '! cmp -s parts/xl/worksheets/sheet1.xml wrong/xl/worksheets/sheet1.xml'
(cd wrong && find . -type f | sed 's,^\./,,' | perl -MIO::Compress::Zip=:all -e '
    chomp(my @files = <STDIN>); zip [@files] => "../wrong.xlsx" or die $ZipError')
office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1' wrong.xlsx
values <"$(ls wrong*.csv)" >wrong.values
ok 'is put right' cmp wrong.values 1.values

# --- on paper ---

office pdf town.xlsx
pages=$(pdfinfo town.pdf | sed -n 's/^Pages: *//p')
ok 'it prints' test "${pages:-0}" -gt 3
pdftotext -layout town.pdf town.txt
is 'on A4, upright and across' "$(pdfinfo -f 1 -l "$pages" town.pdf | sed -n 's/^Page.*size: *\([0-9]*\)[.0-9]* x \([0-9]*\).*/\1x\2/p' | sort -u | tr '\n' ' ')" \
    '595x841 841x595 '
is 'no column is too narrow for its figures' "$(grep -c '##' town.txt)" 0
is 'no cell is an error' "$(grep -cE '#(REF|NAME|VALUE|DIV/0|N/A)|Err:' town.txt)" 0
ok 'pages are numbered' grep -q "Trang 1/$pages" town.txt
is 'every one of them' "$(grep -c "Trang [0-9]*/$pages" town.txt)" "$pages"
for text in 'CÔNG AN THỊ XÃ BỈM SƠN' 'Độc lập - Tự do - Hạnh phúc' 'Bỉm Sơn, ngày 10 tháng 01 năm 2025' 'Nguyễn Văn A' 'Nơi nhận:' \
    '73/90 (81,11%)' 'Phường Ba Đình' 'Số khu dân cư và số được công nhận, 2013-2024'; do
    ok "it shows: $text" grep -qF "$text" town.txt
done
ok 'captions stand on every page of the list' test "$(grep -c 'Mã .*Khu dân cư\|Khu dân cư .*Số hộ' town.txt)" -ge \
    "$(pdfinfo -f 1 -l "$((pages - 1))" town.pdf | grep -cE 'size: *841')"
pdftotext -layout -f "$pages" town.pdf last.txt
is 'the last page has the digests of the files, whole' "$(grep -oE '[0-9a-f]{64}' last.txt | sed -n '2,4p')" \
    "$(sha256sum "$town/units.yaml" sums.yaml judged.yaml | cut -d ' ' -f 1)"
is 'the fonts are there' "$(pdffonts town.pdf | sed 1,2d | awk '{ print $1 }' | sed 's/^[A-Z]*+//; s/-.*//' | grep -vE '^(Liberation|Times)' | sort -u)" ''

finish
