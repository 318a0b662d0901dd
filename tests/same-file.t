#!/bin/sh
# SPDX-License-Identifier: ISC
# Outputs that are inputs too, unit files without units, and other slips of the command line that would cost a file.
. "${0%/*}/lib.sh"
record() {
    printf -- '---\nrecord: area\nid: %s\nname: Khu\nunit: "14809"\nyear: 2023\n' "$1"
}
record a >a.yaml
record b >b.yaml
cp a.yaml a.before
printf -- '---\nrecord: unit\nid: "14809"\nlevel: commune\ntype: phường\nname: Bắc Sơn\nparent: "381"\n' >u.yaml
cp u.yaml u.before

read_too='it is read as well as written; name another file for the output [usage]'
expect '--rejects names an operand' -s 2 -e "a.yaml: error: $read_too" -- antt-validate -q -r a.yaml b.yaml a.yaml
expect 'by another name' -s 2 -e "./a.yaml: error: $read_too" -- antt-validate -q -r ./a.yaml a.yaml
ln -s a.yaml link
expect 'through a link' -s 2 -e "link: error: $read_too" -- antt-validate -q -r link a.yaml
expect '--rejects names the units' -s 2 -e "u.yaml: error: $read_too" -- antt-validate -q -r u.yaml -u u.yaml a.yaml
expect '-o names an operand' -s 2 -e "a.yaml: error: $read_too" -- antt-xlsx -o a.yaml a.yaml
expect '--rejects is standard input' -s 2 -e \
    'a.yaml: error: it is standard input as well as output; name another file [usage]' \
    -- antt-validate -q -r a.yaml <a.yaml
ok 'the records are as they were' cmp a.yaml a.before
ok 'so are the units' cmp u.yaml u.before
expect 'another file is fine' -o a.before -- antt-validate -q -r rejects a.yaml

own='input and standard output are the same file; write to another and rename it [usage]'
for program in 'antt-validate -q' antt-score antt-sort 'antt-aggregate -k' "antt-select year>0"; do
    cp a.before a.yaml
    # shellcheck disable=SC2086 # a program and its options
    $program a.yaml >>a.yaml 2>err
    is "$program does not read what it writes" "$? $(grep -c . err) $(head -n 1 err)" "2 1 a.yaml: error: $own"
    ok "$program leaves the file as it was" cmp a.yaml a.before
done

expect 'units without a unit' -s 2 -e 'b.yaml: error: there is no unit record in it, so no code could be checked [unreadable]' \
    -- antt-validate -q -u b.yaml a.yaml
: >empty
expect 'units from an empty file' -s 2 -E 'there is no unit record in it' -- antt-validate -q -u empty a.yaml
printf 'PK\003\004\024\000\000\000\010\000\262\377' >town.xlsx
expect 'a workbook is named as such' -s 1 \
    -e 'town.xlsx:1:11: error: this is a workbook (.xlsx) or another archive, not YAML text [not-utf-8]' -- antt-validate -q town.xlsx
expect 'and as units' -s 2 -E 'this is a workbook (.xlsx) or another archive, not YAML text' -E 'there is no unit record in it' \
    -- antt-validate -q -u town.xlsx a.yaml
expect 'ANTT_SEALED is 1 or 0' -s 2 -e "antt-validate: error: ANTT_SEALED: 'yes' is neither 1 nor 0 [usage]" \
    -- env ANTT_SEALED=yes antt-validate -q a.yaml
expect 'ANTT_SEALED=0 is none' -o a.before -- env ANTT_SEALED=0 antt-validate -q a.yaml

finish
