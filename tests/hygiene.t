#!/bin/sh
# SPDX-License-Identifier: ISC
# Text that looks right and is not: what antt-validate says of spaces, unseen characters, wrong letters, wrong encodings
# and of names that a reader takes for the same.
# shellcheck disable=SC1112 # mojibake has quotes in it
. "${0%/*}/lib.sh"

# area ID NAME YEAR [LINES]: a record; the name is as it is written in YAML, on its line 4
area() {
    printf -- '---\nrecord: area\nid: %s\nname: %s\nunit: "14809"\nyear: %s\n' "$1" "$2" "$3"
    [ $# -lt 4 ] || printf '%b\n' "$4"
}
letters() { # octal escapes: what they stand for
    printf '%b' "$1"
}
# warned DESC NAME [L:C: TEXT [SLUG]]...: the record passes byte for byte, with just these warnings
warned() {
    warned_desc=$1
    area a-1 "$2" 2022 "${lines:-type: thôn}" >in.yaml
    shift 2
    for message; do
        set -- "$@" -e "in.yaml:${message%%: *}: warning: area a-1 2022: ${message#*: }"
        shift
    done
    expect "$warned_desc" -o in.yaml "$@" -- antt-validate -q in.yaml
}
lines='' status=''

# --- spaces ---

warned 'plain spaces between words are as they should be' 'Khu phố Bắc Sơn 1'
warned 'so they are in quotes' '"Khu phố Bắc Sơn 1"'
warned 'a name may run over two lines of YAML: it is folded to one' "$(printf 'Khu\n  phố')"
warned 'two spaces' 'Khu phố  1' '4:14: name: two spaces where one is enough [extra-space]'
warned 'at their place in quotes, too' '"Khu phố  1"' '4:15: name: two spaces where one is enough [extra-space]'
warned 'one warning a value' '"Khu  phố  1 "' '4:11: name: two spaces where one is enough [extra-space]'
warned 'a space in front' "' Khu phố'" '4:8: name: a space at the beginning; delete it [extra-space]'
warned 'a space behind' '"Khu phố "' '4:15: name: a space at the end; delete it [extra-space]'
warned 'a tab' "$(printf '"Khu\tphố"')" '4:11: name: a tab; write a space [extra-space]'
warned 'an escaped one: at the value' '"Khu\tphố"' '4:7: name: a tab; write a space [extra-space]'
warned 'a line break' '"Khu\nphố"' '4:7: name: a line break; write it on one line [extra-space]'
area a-1 '|' 2022 | sed '4a\  Khu phố' >in.yaml
expect 'a block scalar ends in one' -o in.yaml \
    -e 'in.yaml:4:7: warning: area a-1 2022: name: a line break; write it on one line [extra-space]' -- antt-validate -q in.yaml
for character in '\302\240 U+00A0 NO-BREAK SPACE' '\342\200\207 U+2007 FIGURE SPACE' '\342\200\257 U+202F NARROW NO-BREAK SPACE' \
    '\343\200\200 U+3000 IDEOGRAPHIC SPACE' '\342\200\211 U+2009 THIN SPACE'; do
    warned "${character#* }" "Khu phố$(letters "${character%% *}")1" \
        "4:14: name: ${character#* }, which looks like a space and compares as different; write a space [odd-space]"
done
warned 'escaped: at the value' '"Khu\u00a0phố"' \
    '4:7: name: U+00A0 NO-BREAK SPACE, which looks like a space and compares as different; write a space [odd-space]'

# --- what nobody sees ---

for character in '\302\255 U+00AD SOFT HYPHEN' '\342\200\213 U+200B ZERO WIDTH SPACE' '\342\200\215 U+200D ZERO WIDTH JOINER' \
    '\342\200\216 U+200E LEFT-TO-RIGHT MARK' '\342\200\256 U+202E RIGHT-TO-LEFT OVERRIDE' '\342\201\240 U+2060 WORD JOINER' \
    '\342\201\251 U+2069 POP DIRECTIONAL ISOLATE'; do
    warned "${character#* }" "Khu phố$(letters "${character%% *}") 1" \
        "4:14: name: ${character#* }, which nobody sees; delete it [invisible-character]"
done
warned 'a byte order mark by an escape' '"Khu\uFEFF phố"' \
    '4:7: name: U+FEFF ZERO WIDTH NO-BREAK SPACE, which nobody sees; delete it [invisible-character]'
printf '\357\273\277' >in.yaml && area a-1 'Khu phố' 2022 >>in.yaml
expect 'at the front of a file it is none of this' -o in.yaml -- antt-validate -q in.yaml

# --- letters ---

warned 'Ð for Đ' "Ba $(letters '\303\220')ình" '4:10: name: Ð (U+00D0) is no letter of Vietnamese; write Đ (U+0110) [wrong-letter]'
warned 'ð for đ' "tổ $(letters '\303\260')ội" '4:10: name: ð (U+00F0) is no letter of Vietnamese; write đ (U+0111) [wrong-letter]'
warned 'a letter of another alphabet' "Khu phố $(letters '\320\220')" '4:15: name: U+0410 CYRILLIC CAPITAL LETTER A, which looks like another letter and compares as different; write that one [wrong-letter]'
warned 'a letter of full width' "Khu phố $(letters '\357\274\241')" '4:15: name: U+FF21 FULLWIDTH LATIN CAPITAL LETTER A, which looks like another letter and compares as different; write that one [wrong-letter]'
warned 'each fault once' "$(letters '"\303\220\303\220\302\240\342\200\213\302\240 "')" \
    '4:8: name: Ð (U+00D0) is no letter of Vietnamese; write Đ (U+0110) [wrong-letter]' \
    '4:10: name: U+00A0 NO-BREAK SPACE, which looks like a space and compares as different; write a space [odd-space]' \
    '4:11: name: U+200B ZERO WIDTH SPACE, which nobody sees; delete it [invisible-character]' \
    '4:13: name: a space at the end; delete it [extra-space]'
warned 'other languages have letters of their own' 'Trường François Müller – “São Paulo”, 30 m²'

# --- where ---

lines='cases: [{type: environment, date: 2022-03-01, note: "Xả thải.  Đã xử lý.\\n Không tái phạm. "}]'
warned 'in sentences line breaks and spaces are their own affair' 'Khu phố'
lines="cases: [{type: environment, date: 2022-03-01, note: \"Ba$(letters '\302\240')Đình  1\"}]"
warned 'other characters are not' 'Khu phố' \
    '7:56: cases[1].note: U+00A0 NO-BREAK SPACE, which looks like a space and compares as different; write a space [odd-space]'
lines='review: {findings: {"5.1 ": met}}'
warned 'the keys of a table are text as well' 'Khu phố' '7:25: review.findings.5.1 : a space at the end; delete it [extra-space]'
lines="review: {findings: {\"5.$(letters '\342\200\213')1\": met}}"
warned 'in every respect' 'Khu phố' \
    "7:24: review.findings.5.$(letters '\342\200\213')1: U+200B ZERO WIDTH SPACE, which nobody sees; delete it [invisible-character]"
lines="# Ba$(letters '\302\240')Ðình  1"
warned 'comments are nobody'"'"'s text' 'Khu phố'
lines=''
area a-1 'Khu phố' 2022 "population: 1$(letters '\302\240')200" >in.yaml
expect 'a number gets its error, and the reason why' -s 1 \
    -e "in.yaml:7:13: error: area a-1 2022: population: '1$(letters '\302\240')200' is not a count: digits alone, 0 or more [bad-value]" \
    -e 'in.yaml:7:14: warning: area a-1 2022: population: U+00A0 NO-BREAK SPACE, which looks like a space and compares as different; write a space [odd-space]' \
    -- antt-validate -q in.yaml
area a-1 "$(letters 'Kh\302\240u')" 2022 | sed 's/$/\r/' >in.yaml
expect 'CRLF is no fault' -o in.yaml \
    -e 'in.yaml:4:9: warning: area a-1 2022: name: U+00A0 NO-BREAK SPACE, which looks like a space and compares as different; write a space [odd-space]' \
    -- antt-validate -q in.yaml
area a-1 'Khu phố  1' 2022 >in.yaml
expect '-W makes errors of them' -s 1 -e 'in.yaml:4:14: error: area a-1 2022: name: two spaces where one is enough [extra-space]' \
    -- antt-validate -q -W in.yaml

# --- text that was read in a wrong encoding ---

# garbled DESC NAME C TEXT
garbled() {
    area a-1 "$2" 2022 'type: "x  y"' >in.yaml
    area a-2 'Khu phố 2' 2022 >next.yaml
    expect "$1" -s 1 -o next.yaml -e "in.yaml:4:$3: error: $4 [mojibake]" -- antt-validate -q in.yaml next.yaml
}
said() { # NAME, what it is
    printf "area a-1 2022: name: '%s' is %s" "$1" "$2"
}
back='; if all of the file is: iconv -f UTF-8 -t'
garbled 'TCVN3 as Latin-1, and nothing else is said of the record' 'ThÞ x· BØm S¬n' 7 \
    "$(said 'ThÞ x· BØm S¬n' "TCVN3 (ABC) taken for Latin-1$back ISO-8859-1 FILE | iconv -f TCVN5712-1 -t UTF-8")"
garbled 'UTF-8 as CP1252' 'Khu phá»‘ 1' 7 "$(said 'Khu phá»‘ 1' "UTF-8 taken for CP1252$back CP1252 FILE")"
garbled 'escaped, as JSON may have it' '"Khu ph\u00e1\u00bb\u2018 1"' 7 "$(said 'Khu phá»‘ 1' "UTF-8 taken for CP1252$back CP1252 FILE")"
garbled 'UTF-8 as Latin-1 has control characters' "Ba $(letters '\303\204\302\220\303\203\302\254')nh" 11 \
    "this is UTF-8 taken for Latin-1$back ISO-8859-1 FILE"
garbled 'where those were deleted' "Ba $(letters '\303\204\303\203\302\254')nh" 7 \
    "$(said "Ba $(letters '\303\204\303\203\302\254')nh" 'UTF-8 taken for CP1252, and letters were lost; take it anew from where it came from')"
letter=$(letters '\357\277\275')
garbled 'what programs put in the place of letters that they cannot read' "Ba ${letter}ình" 7 \
    "$(said "Ba ${letter}ình" 'text in another encoding taken for UTF-8, and letters were lost; take it anew from where it came from')"
# The command that the message names undoes it.
area a-1 'Thị xã Bỉm Sơn' 2022 >good.yaml
iconv -f UTF-8 -t TCVN5712-1 good.yaml | iconv -f ISO-8859-1 -t UTF-8 >in.yaml
command=$(antt-validate -q in.yaml 2>&1 >/dev/null | sed -n 's/.*if all of the file is: \(.*\) \[mojibake\]/\1/p')
ok 'there is a command' test -n "$command"
is 'and it undoes the mistake' "$(sh -c "$(echo "$command" | sed 's/FILE/in.yaml/')" | cat)" "$(cat good.yaml)"

# --- names that a reader takes for the same ---

# alike DESC FIRST SECOND: the second, on line 10 of one stream, is warned of; different DESC FIRST SECOND: it is not
alike() {
    { area a-1 "$2" 2022; area a-2 "$3" 2022; } >in.yaml
    expect "$1" -o in.yaml \
        -e "in.yaml:10:7: warning: area a-2 2022: name: '$3' reads the same as that of the record at in.yaml:2, which has the same unit and year [similar-name]" \
        -- antt-validate -q in.yaml
}
different() {
    { area a-1 "$2" 2022; area a-2 "$3" "${4:-2022}"; } >in.yaml
    expect "$1" -o in.yaml -- antt-validate -q in.yaml
}
alike 'the same name' 'Khu phố 1' 'Khu phố 1'
alike 'the place of a tone' 'Khu phố Hoà Bình' 'Khu phố Hòa Bình'
alike 'capitals, Đ among them' 'KHU PHỐ ĐÔNG ĐẠO' 'Khu phố Đông Đạo'
different 'diacritics tell names apart' 'Khu phố Ba Đình' 'Khu phố Ba Dinh'
different 'so do tones' 'Thôn Tân' 'Thôn Tấn'
different 'and numbers' 'Khu phố 1' 'Khu phố 11'
different 'and the word in front' 'Khu phố 1' 'Thôn 1'
different 'another year is another matter' 'Khu phố 1' 'Khu phố 1' 2023
{ area a-1 'Khu phố 1' 2022; area a-2 'Khu phố 1' 2022 | sed 's/14809/14812/'; } >in.yaml
expect 'so is another commune' -o in.yaml -- antt-validate -q in.yaml
{ area a-1 'Khu phố 1' 2022; area a-1 'Khu phố 1' 2022; } >in.yaml
expect 'a duplicate is told as such alone' -s 1 -x \
    -e 'in.yaml:8:1: error: area a-1 2022: the same key as the record at in.yaml:2 [duplicate-record]' -- antt-validate -q in.yaml
{ area a-1 'Khu phố 1' 2022 'populaton: 1'; area a-2 'Khu phố 1' 2022; } >in.yaml
expect 'what was rejected has no name' -s 1 -x \
    -e "in.yaml:7:1: error: area a-1 2022: no field 'populaton' in area; did you mean 'population'? [unknown-field]" -- antt-validate -q in.yaml
{ area a-1 'Khu phố 1' 2022; area a-2 "Pho$(letters '\314\202\314\201')" 2022; } >in.yaml
sed 's/Khu phố 1/PHỐ/' in.yaml >nfd.yaml
expect 'normal forms, where --fix-nfc lets them through' -x \
    -e "nfd.yaml:10:7: warning: area a-2 2022: name: 'Phố' reads the same as that of the record at nfd.yaml:2, which has the same unit and year [similar-name]" \
    -- antt-validate -q --fix-nfc nfd.yaml
team() { # ID, lines
    printf -- '---\nrecord: team\nid: %s\nname: Tổ bảo vệ\nunit: "14809"\nyear: 2022\ntype: protection_team\n%s\n' "$@"
}
{ team t-1 'area: a-1'; team t-2 'area: a-2'; team t-3 'area: a-1'; } >in.yaml
expect 'teams of two areas may have one name' -o in.yaml \
    -e "in.yaml:20:7: warning: team t-3 2022: name: 'Tổ bảo vệ' reads the same as that of the record at in.yaml:2, which has the same unit, year, type, area and institution [similar-name]" \
    -- antt-validate -q in.yaml

# --- what kinds say ---

mkdir -p defs/kinds
# kind LINE: of a kind with this line, its fifth
kind() {
    {
        printf 'kind: note\ntitle: {vi: "x", en: "x"}\nkey: [id, year]\nfields:\n%s\n' "$1"
        for field in id year text; do
            printf '  - {field: %s, type: %s, vi: "x", en: "x"}\n' "$field" "$([ $field = text ] && echo text || echo id)"
        done
    } | awk 'NR == 5 && /^[a-z]/ { late = $0; next } { print } END { if (late) print late }' >defs/kinds/note.yaml
}
# wrong DESC LINE L:C MESSAGE
wrong() {
    kind "$2"
    expect "$1" -s 2 -e "defs/kinds/note.yaml:$3: error: $4 [bad-definition]" -- antt-validate -d defs
}
wrong 'distinct needs its parts' 'distinct: text' '8:11' '`distinct` needs `field` and `within`, a list of fields'
wrong 'both' 'distinct: {field: text}' '8:11' '`distinct` needs `field` and `within`, a list of fields'
wrong 'a list' 'distinct: {field: text, within: year}' '8:11' '`distinct` needs `field` and `within`, a list of fields'
wrong 'of fields that there are' 'distinct: {field: text, within: [year, unit]}' '8:40' '`distinct` names a field that the kind does not have'
wrong 'for one that there is' 'distinct: {field: name, within: [year]}' '8:19' '`distinct` names a field that the kind does not have'
wrong 'with the rest of the key' 'distinct: {field: text, within: [text]}' '8:11' \
    '`within` lacks year: all but the first of the key'"'"'s fields must be in it'
wrong 'and nothing else' 'distinct: {field: text, within: [year], severity: error}' '8:51' "unknown key 'severity'"
wrong 'prose is true or false' '  - {field: more, type: text, prose: yes, vi: "x", en: "x"}' '5:38' "'prose' must be true or false"
kind 'distinct: {field: text, within: [year]}'
printf -- '---\nrecord: note\nid: %s\nyear: 2022\ntext: %s\n' n-1 Hoà n-2 Hòa >in.yaml
expect 'a kind of one'"'"'s own' -o in.yaml \
    -e "in.yaml:10:7: warning: note n-2 2022: text: 'Hòa' reads the same as that of the record at in.yaml:2, which has the same year [similar-name]" \
    -- antt-validate -q -d defs in.yaml

# --- the example town has none of this ---

run antt-validate -n "$ANTT_TOP"/examples/bim-son/*.yaml
is 'the example town is clean' "$status $(sed 's/.* records, //' err)" '0 0 rejected, 0 warnings'
finish
