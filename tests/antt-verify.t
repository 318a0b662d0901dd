#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-verify: the workbook is made anew and compared; what was changed in it is found, and a hostile one does no harm.
. "${0%/*}/lib.sh"
town=$ANTT_TOP/examples/bim-son
ANTT_DEFS=$ANTT_TOP/tests/data/defs
export ANTT_DEFS
cp "$town/units.yaml" .
antt-score "$town/areas.yaml" 2>/dev/null | antt-aggregate -k >judged.yaml
antt-xlsx --date 2025-01-10 -u units.yaml -o town.xlsx judged.yaml

apart() { # workbook: its parts as ./parts
    rm -rf parts && mkdir parts && unzip -q -d parts "$1"
}
together() { # workbook: ./parts packed again
    rm -f "$1"
    (cd parts && find . -type f | sed 's,^\./,,' | LC_ALL=C sort |
        perl -MIO::Compress::Zip=:all -e 'chomp(my @f = <STDIN>); zip [@f] => $ARGV[0] or die $ZipError' "../$1")
}
changed() { # part, sed script: changed.xlsx is town.xlsx with the part changed
    apart town.xlsx && sed "$2" "parts/$1" >new.part && ! cmp -s new.part "parts/$1" && mv new.part "parts/$1" && together changed.xlsx
}
finds() { # description, line...: what is said of changed.xlsx, and its count
    finds_desc=$1 status=0
    shift
    run antt-verify -u units.yaml changed.xlsx judged.yaml
    is "$finds_desc" "$status $(cat err)$(cat out)" "1 $(printf '%s\n' "$@" "$# differences")"
}

# --- the same ---

cells=$(antt-verify -u units.yaml town.xlsx judged.yaml)
expect 'a workbook is what its records give' -O "the same: 4 sheets, ${cells##*, }" -- antt-verify -u units.yaml town.xlsx judged.yaml
ok 'all of its cells are compared' test "$(echo "${cells##*, }" | tr -dc 0-9)" -gt 1000
expect 'records on standard input' -O "$cells" -- antt-verify -u units.yaml town.xlsx <judged.yaml
expect 'and as -' -O "$cells" -- antt-verify --units units.yaml town.xlsx - <judged.yaml
mkdir elsewhere && cp judged.yaml units.yaml elsewhere
expect 'it does not matter where the files lie' -O "$cells" -- antt-verify --units=elsewhere/units.yaml town.xlsx elsewhere/judged.yaml
expect 'nor what the workbook is called' -O "$cells" -- sh -c 'mkdir -- "-a b" && cp -- town.xlsx "-a b/-[x]*.xlsx" && cp judged.yaml ./-r &&
    antt-verify -u units.yaml -- "-a b/-[x]*.xlsx" -r'
title=$(printf 'Báo cáo "số" %d $(touch harm) `touch harm` \\n & <b>;\n' $(seq 40))
office="KT. TRƯỞNG CÔNG AN
PHÓ TRƯỞNG CÔNG AN
"
antt-xlsx --date 2025-01-10 -u units.yaml -r areas --title "$title" --office "$office" --signer "--output=harm" --issuer "a'b" --place '' \
    --parent '@lib/xlsx-words.awk@' --number '%s\n' -o heading.xlsx judged.yaml
expect 'the texts of the heading come back to the letter' -c 'the same: 2 sheets' -- antt-verify -u units.yaml heading.xlsx judged.yaml
ok 'and nothing of them is run' test ! -e harm
printf -- '---\nrecord: area\nid: [\n' | cat judged.yaml - >broken.yaml
run antt-xlsx --date 2025-01-10 -u units.yaml -o broken.xlsx broken.yaml
expect 'rejected documents are rejected again' -c 'the same: ' -E '[yaml-syntax]' -- antt-verify -u units.yaml broken.xlsx broken.yaml
antt-xlsx --date 2025-01-10 --max-document 900 -r areas -o small.xlsx judged.yaml 2>err
expect 'so are those that were too long' -c 'the same: ' -E '[too-long]' -- antt-verify small.xlsx judged.yaml
mkdir -p own/reports && sed 's/^title: .*/title: Riêng/' "$ANTT_TOP/lib/defs/reports/areas.yaml" >own/reports/areas.yaml
antt-xlsx -d own --date 2025-01-10 -r areas -o own.xlsx judged.yaml
expect 'definitions are given again' -c 'the same: ' -- antt-verify -d own own.xlsx judged.yaml
expect 'else they are missed' -s 1 -c "Sheet 'Nguồn số liệu'" -c '"Định nghĩa riêng"' -- antt-verify own.xlsx judged.yaml
sed 's/^report: .*/&\nprovenance: false/' own/reports/areas.yaml >own.yaml && mv own.yaml own/reports/areas.yaml
antt-xlsx -d own --date 2025-01-10 -r areas -o bare.xlsx judged.yaml
expect 'a workbook without the last sheet has its properties' -c 'the same: 1 sheets' -- antt-verify -d own bare.xlsx judged.yaml

# --- other records ---

sed '/unit: "14809", year: 2024}/{n;s/recognised: 10,/recognised: 11,/;}' judged.yaml >other.yaml
expect 'records with another figure' -s 1 -c "Sheet 'Tổng hợp' E10: workbook 10, records give 11
Sheet 'Tổng hợp' F10: workbook =IF(C10=0,\"\",E10/C10) 0.7692307692307693, records give =IF(C10=0,\"\",E10/C10) 0.8461538461538461
Sheet 'Tổng hợp' G10: workbook \"10/13 (76,92%)\", records give \"11/13 (84,62%)\"
Sheet 'Tổng hợp' E17: workbook =SUM(E10:E16) 73, records give =SUM(E10:E16) 74" \
    -c "Sheet 'Qua các năm' D22: workbook 73, records give 74" \
    -c "workbook \"$(sha256sum <judged.yaml | cut -d ' ' -f 1)\", records give \"$(sha256sum <other.yaml | cut -d ' ' -f 1)\"" \
    -- antt-verify -u units.yaml town.xlsx other.yaml
sed 's/^crimes: 0$/crimes: 00/' judged.yaml >other.yaml
run antt-verify -u units.yaml town.xlsx other.yaml
is 'bytes that make no difference to any figure have another digest' "$status $(sed 's/[CDE][0-9]*:.*//' out | sort -u | tr '\n' ' ')" \
    "1 3 differences Sheet 'Nguồn số liệu'  "
sed '/^id: 14809-03$/s/03/93/' judged.yaml >other.yaml
expect 'another code' -s 1 -c "workbook \"14809-03\", records give \"14809-93\"" -- antt-verify -u units.yaml town.xlsx other.yaml
expect 'too few records: sheets that nothing would fill' -s 1 -c "Sheet 'Khu dân cư': only in the workbook" -X \
    -- sh -c 'antt-select "record == summary" judged.yaml | antt-verify -u units.yaml town.xlsx'
antt-xlsx --date 2025-01-10 -u units.yaml -o list.xlsx "$town/areas.yaml"
expect 'and sheets that are not there' -s 1 -c "Sheet 'Tổng hợp': not in the workbook" -- antt-verify -u units.yaml list.xlsx judged.yaml
expect 'no units: names are codes' -s 1 -c "Sheet 'Khu dân cư' B11: workbook \"Phường Bắc Sơn\", records give \"14809\"" \
    -- antt-verify town.xlsx judged.yaml

# --- another workbook ---

figure='<c r="C10" s="[0-9]*"><v>'
ok 'a figure is changed' changed xl/worksheets/sheet1.xml "s,\\($figure\\)13<,\\199<,"
finds 'it is found' "Sheet 'Tổng hợp' C10: workbook 99, records give 13"
ok 'a figure is taken out' changed xl/worksheets/sheet1.xml "s,${figure}[0-9]*</v></c>,,"
finds 'it is missed' "Sheet 'Tổng hợp' C10: workbook nothing, records give 13"
ok 'a figure is added' changed xl/worksheets/sheet1.xml 's,\(<row r="30".*\)*</sheetData>,<row r="90"><c r="B90"><v>7</v></c></row></sheetData>,'
finds 'it is found' "Sheet 'Tổng hợp' B90: workbook 7, records give nothing"
ok 'a figure stands twice' changed xl/worksheets/sheet1.xml "s,${figure}[0-9]*</v></c>,&<c r=\"C10\"><v>13</v></c>,"
run antt-verify -u units.yaml changed.xlsx judged.yaml
is 'that is no figure' "$status $(sed 's/ shown.*//' out)" "1 Sheet 'Tổng hợp' C10: workbook 13, records give 13
1 differences"
ok 'a figure becomes text' changed xl/worksheets/sheet1.xml "s,<c r=\"C10\" \\(s=\"[0-9]*\"\\)><v>13</v>,<c r=\"C10\" \\1 t=\"inlineStr\"><is><t>13</t></is>,"
finds 'that is another value' "Sheet 'Tổng hợp' C10: workbook \"13\", records give 13"
ok 'a formula is changed' changed xl/worksheets/sheet1.xml 's,SUM(C10:C16),SUM(C10:C15),'
finds 'it is found' "Sheet 'Tổng hợp' C17: workbook =SUM(C10:C15) 90, records give =SUM(C10:C16) 90"
ok 'a formula becomes its value' changed xl/worksheets/sheet1.xml 's,<f>SUM(C10:C16)</f>,,'
finds 'it is found' "Sheet 'Tổng hợp' C17: workbook 90, records give =SUM(C10:C16) 90"
ok 'a number format shows what it likes' changed xl/styles.xml 's/formatCode="#,##0"/formatCode="\&quot;0\&quot;"/'
run antt-verify -u units.yaml changed.xlsx judged.yaml
is 'the format is found' "$status $(grep ' C10:' out | head -n 1)" "1 Sheet 'Tổng hợp' C10: workbook 13 shown as \"0\", records give 13 shown as #,##0"
ok 'a name is changed' changed xl/worksheets/sheet2.xml 's,\(<c r="D20"[^>]*><is><t>\)Khu phố 10<,\1Khu phố \&amp; 1<,'
finds 'it is found' "Sheet 'Khu dân cư' D20: workbook \"Khu phố & 1\", records give \"Khu phố 10\""
ok 'a sheet is renamed' changed xl/workbook.xml 's,name="Qua các năm",name="Khác",'
finds 'it is found' "Sheet 'Qua các năm': not in the workbook" "Sheet 'Khác': only in the workbook"
ok 'the date is changed' changed docProps/custom.xml 's,2025-01-10,2025-01-11,'
run antt-verify -u units.yaml changed.xlsx judged.yaml
is 'the heading has another' "$status $(grep -c 'ngày 10 tháng 01 năm 2025.*ngày 11 tháng 01 năm 2025' out)" '1 3'
ok 'the digest is changed' changed xl/worksheets/sheet4.xml "s,$(sha256sum <judged.yaml | cut -c 1-64),$(printf '%064d' 0),"
finds 'it is found' "Sheet 'Nguồn số liệu' C10: workbook \"$(printf '%064d' 0)\", records give \"$(sha256sum <judged.yaml | cut -c 1-64)\""
ok 'the number of undecided is changed' changed xl/worksheets/sheet4.xml 's,\(<c r="D13"[^>]*><v>\)[0-9]*,\10,'
finds 'it is found' "Sheet 'Nguồn số liệu' D13: workbook 0, records give $(antt-select 'record == area and assessment.outcome == undecided' judged.yaml | grep -c '^record: area')"
ok 'another version made it' changed docProps/custom.xml 's,<vt:lpwstr>[0-9.]*<,<vt:lpwstr>0.0.9<,'
version=$(sed -n 's/^VERSION *:= *//p' "$ANTT_TOP/Makefile")
expect 'that is said, and they are compared all the same' -O "$cells" \
    -e "antt-verify: note: antt 0.0.9 made the workbook, this is antt $version" -- antt-verify -u units.yaml changed.xlsx judged.yaml

# As other programs write it: strings shared, prefixes, other quotes, numbers to 15 digits, a formula in pieces.
apart town.xlsx
perl -CSD -0777 -i -pe 's{ t="inlineStr"><is><t[^>]*>(.*?)</t></is>}{push @s, $1; " t=\"s\"><v>$#s</v>"}ges;
    s{<v>(0\.\d{15})\d*}{<v>$1}g; s{<(/?)(worksheet|sheetData|row|c|v|f)\b}{<$1x:$2}g; s{xmlns=}{xmlns:x=};
    END { open my $f, ">:utf8", "parts/xl/sharedStrings.xml"; print $f "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst xmlns=\"urn:s\">",
        (map { my ($a, $b) = /^(.?)(.*)$/s; "<si><r><t>$a</t></r><r><t xml:space=\"preserve\">$b</t></r><rPh><t>no</t></rPh></si>" } @s), "</sst>" }' parts/xl/worksheets/sheet2.xml
sed -i "s,</Relationships>,<Relationship Id='s' Type='urn:a/sharedStrings' Target='/xl/sharedStrings.xml'/>&," parts/xl/_rels/workbook.xml.rels
sed -i "s/<v>/<v >/g; s/ r=\"\\([A-Z0-9]*\\)\"/ r = '\\1'/g" parts/xl/worksheets/sheet1.xml
together saved.xlsx
expect 'what another program has saved is the same' -O "$cells" -- antt-verify -u units.yaml saved.xlsx judged.yaml

# --- what is no workbook, or a hostile one ---

refused() { # description, why; the workbook is changed.xlsx
    expect "$1" -s 2 -e "changed.xlsx: error: it cannot be compared: $2 [workbook]" -- antt-verify -u units.yaml changed.xlsx judged.yaml
}
echo text >changed.xlsx
refused 'text' '_rels/.rels cannot be unpacked'
: >changed.xlsx
refused 'an empty file' '_rels/.rels cannot be unpacked'
head -c 9000 town.xlsx >changed.xlsx
refused 'half a workbook' '_rels/.rels cannot be unpacked'
apart town.xlsx && rm parts/docProps/custom.xml && together changed.xlsx
refused 'a workbook of another program' 'docProps/custom.xml cannot be unpacked'
changed docProps/custom.xml 's,antt.report,report,'
refused 'one that does not say how it was made' 'it does not say how it was made (property antt.report)'
changed _rels/.rels 's,xl/workbook.xml,xl/other.xml,'
refused 'its main part is another' 'its main part is not xl/workbook.xml'
changed xl/_rels/workbook.xml.rels 's,worksheets/sheet1.xml,../../../etc/passwd,'
refused 'a part outside' 'a part has an odd name'
changed xl/_rels/workbook.xml.rels 's,worksheets/sheet1.xml,worksheets/*.xml,'
refused 'a part that is a pattern' 'a part has an odd name'
changed xl/_rels/workbook.xml.rels 's,worksheets/sheet1.xml,worksheets/sheet9.xml,'
refused 'a part that is not there' 'xl/worksheets/sheet9.xml cannot be unpacked'
changed xl/worksheets/sheet1.xml 's,</worksheet>,,'
refused 'XML that is not whole' 'xl/worksheets/sheet1.xml is not well-formed'
changed xl/worksheets/sheet1.xml 's,<sheetData>,<!-- <c r="C10"><v>13</v></c> -->&,'
refused 'a comment' 'xl/worksheets/sheet1.xml holds a DTD, a comment or the like'
{
    printf '<!DOCTYPE worksheet [<!ENTITY a "%s">' "$(printf 'x%.0s' $(seq 200))"
    for name in ab bc cd de ef fg gh hi ij; do # ten of the one before
        echo "<!ENTITY ${name#?} \"$(seq 10 | sed "s/.*/\&${name%?};/" | tr -d '\n')\">"
    done
    printf ']>'
} >bomb
apart town.xlsx
sed -i "1r bomb" parts/xl/worksheets/sheet1.xml && together changed.xlsx
refused 'a bomb of entities' 'xl/worksheets/sheet1.xml holds a DTD, a comment or the like'
echo secret >secret
apart town.xlsx
sed -i "1s,\$,\\n<!DOCTYPE w [<!ENTITY x SYSTEM \"file://$PWD/secret\">]>," parts/xl/worksheets/sheet1.xml && together changed.xlsx
refused 'an entity that is a file' 'xl/worksheets/sheet1.xml holds a DTD, a comment or the like'
apart town.xlsx
iconv -f UTF-8 -t UTF-16 parts/xl/worksheets/sheet1.xml >utf-16 && mv utf-16 parts/xl/worksheets/sheet1.xml && together changed.xlsx
refused 'another encoding, in which no DTD could be seen' 'xl/worksheets/sheet1.xml is not UTF-8'
changed xl/worksheets/sheet1.xml 's,encoding="UTF-8",encoding="UTF-7",'
refused 'so by its name' 'xl/worksheets/sheet1.xml is not UTF-8'
apart town.xlsx
head -c 70000000 /dev/zero | tr '\0' ' ' >>parts/xl/worksheets/sheet1.xml && together changed.xlsx
refused 'a bomb of blanks' 'xl/worksheets/sheet1.xml is larger than 67108864 bytes'
rm -rf parts changed.xlsx
apart town.xlsx
perl -i -pe 's{<sheets>}{"<sheets>" . join "", map { qq(<sheet name="s$_" sheetId="$_" r:id="rId1"/>) } 100 .. 300}e' parts/xl/workbook.xml && together changed.xlsx
refused 'too many sheets' 'it has over 200 sheets'
changed docProps/custom.xml 's,<vt:lpwstr>full<,<vt:lpwstr>../x --output=harm<,'
expect 'a report that is none' -s 2 -E "antt-xlsx: error: no report '../x --output=harm'; there are " -- antt-verify -u units.yaml changed.xlsx judged.yaml
changed docProps/custom.xml 's,2025-01-10,$(touch harm),'
expect 'a date that is none' -s 2 -E "antt-xlsx: error: --date: '\$(touch harm)' is no date" -- antt-verify -u units.yaml changed.xlsx judged.yaml
changed docProps/custom.xml 's,</Properties>,<property pid="9" name="antt.rejects"><vt:lpwstr>harm</vt:lpwstr></property><property pid="10" name="antt.output"><vt:lpwstr>harm</vt:lpwstr></property>&,'
expect 'other options are not taken' -O "$cells" -- antt-verify -u units.yaml changed.xlsx judged.yaml
ok 'no harm was done' test ! -e harm

# --- the command line ---

expect 'no workbook' -s 2 -e 'antt-verify: error: a workbook is wanted; --help lists the options [usage]' -- antt-verify
expect 'one that is not there' -s 2 -e 'nowhere.xlsx: error: cannot be read as a file [unreadable]' -- antt-verify nowhere.xlsx judged.yaml
expect 'a directory' -s 2 -e 'own: error: cannot be read as a file [unreadable]' -- antt-verify own judged.yaml
expect 'an option without its argument' -s 2 -e 'antt-verify: error: -u needs an argument; --help lists the options [usage]' -- antt-verify town.xlsx -u
expect 'records that are not there' -s 2 -e 'nowhere.yaml: error: cannot open: No such file or directory [unreadable]' -- antt-verify town.xlsx nowhere.yaml
expect 'records of nothing' -s 2 -E '[no-rows]' -- antt-verify town.xlsx
expect 'a stream without its seal' -s 2 -E '[bad-seal]' -- env ANTT_SEALED=1 antt-verify -u units.yaml town.xlsx <judged.yaml
mkdir tools && for tool in sh cat head tr awk sed grep wc rm mktemp cmp; do ln -s "$(command -v $tool)" tools; done
expect 'a program that it needs is missing' -s 2 -e 'antt-verify: error: there is no unzip; Debian has unzip and libxml2-utils [usage]' \
    -- env PATH="$PWD/tools" "$ANTT_BIN/antt-verify" town.xlsx judged.yaml
mkdir tmp
expect 'what it unpacks' -O "$cells" -- env TMPDIR="$PWD/tmp" antt-verify -u units.yaml town.xlsx judged.yaml
expect 'or cannot compare' -s 2 -X -- env TMPDIR="$PWD/tmp" antt-verify -u units.yaml units.yaml judged.yaml
is 'is gone in the end' "$(ls -A tmp)" ''
finish
