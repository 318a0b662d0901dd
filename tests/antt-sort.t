#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-sort: the order by every type of field, that bytes stay, streams larger than the buffer, full disks. The order of
# text itself: tests/unit/collate.c.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

# The records that the tests sort; each names itself in its first comment.
cat >stream <<'END'
record: area # 1
id: 14809-10
name: Khu phố 10
unit: "14809"
year: 2023
crimes: 5
policy_implemented: true
resolution: 2023-02-01
---
record: area # 2
id: 14809-02
name: khu phố 2
unit: "14809"
year: 2023
crimes: 12
policy_implemented: false
resolution: {date: 2023-01-31, number: 7}
recognition: {date: 2023-11-12}
---
record: area # 3
id: 14809-02
name: Khu phố 2
unit: "14809"
year: 2022
crimes: 1e3
resolution: false
---
record: institution # 4
id: s1
name: Đông Đa
unit: "14812"
year: 2023
type: school
---
record: commune # 5
unit: "14809"
year: 2021
crimes: 0
---
record: summary # 6
group: {unit: "14809", year: 2020}
area: {total: 12, recognised: 8}
---
record: patrol # 7
id: "0"
year: 1999
crimes: 5
---
record: unit # 8
id: "14809"
level: commune
type: phường
name: Đống Đa
parent: "381"
---
record: unit # 9
id: "381"
level: district
type: thị xã
name: Bỉm Sơn
parent: "38"
END

numbers() {
    sed -n 's/^record: .* # //p' out | paste -sd' '
}
sorts() { # what, the numbers of the records in the order wanted, arguments
    desc=$1 wanted=$2
    shift 2
    run antt-sort "$@" stream
    is "$desc" "$status [$(numbers)]$(cat err)" "0 [$wanted]"
    cp out whole
    run antt-sort --buffer-size=1 "$@" stream
    ok "$desc: through files" sh -c '[ "$1" -eq 0 ] && [ ! -s err ] && cmp out whole' x "$status"
}

# --- the order ----------------------------------------------------------------------------------

sorts 'by id and year, unless told otherwise' '9 8 3 2 1 4 5 6 7'
sorts 'so with -k' '9 8 3 2 1 4 5 6 7' -k id,year
sorts '--key is -k' '9 8 3 2 1 4 5 6 7' --key=id,year
sorts 'year' '8 9 5 3 1 2 4 6 7' -k year
sorts 'year, descending' '8 9 1 2 4 3 5 6 7' -k -year
sorts 'one ascends, the other descends' '9 8 2 3 1 4 5 6 7' -k id,-year
sorts 'three keys' '9 8 4 2 1 3 5 6 7' -k -year,name,-id
sorts 'the last -k counts' '8 9 1 2 4 3 5 6 7' -k id -k -year
sorts '-r turns every key round' '8 9 4 1 2 3 5 6 7' -r
sorts '--reverse is -r, also of a key that descends' '8 9 4 1 3 2 5 6 7' --reverse -k id,-year
sorts 'equal ones stay in their order, with -r too' '8 9 1 2 4 3 5 6 7' -r -k year
sorts 'unit' '8 9 1 2 3 5 4 6 7' -k unit
sorts 'record' '8 9 1 2 3 5 4 6 7' -k record
sorts 'text: letters with marks, tones, numbers in text, capitals' '9 8 4 2 3 1 5 6 7' -k name
sorts 'counts are numbers, what is none is unknown' '8 9 5 1 2 3 4 6 7' -k crimes
sorts 'false before true' '8 9 2 1 3 4 5 6 7' -k policy_implemented
sorts 'dates, those that stand alone too; none behind them, unknown behind that' '8 9 2 1 3 4 5 6 7' -k resolution.date
sorts 'none and unknown are last with -r too' '8 9 1 2 3 4 5 6 7' -r -k resolution.date
sorts 'and where a key descends' '8 9 1 2 3 4 5 6 7' -k -resolution.date
sorts 'a field that one record has' '8 9 4 1 2 3 5 6 7' -k type
sorts 'among unknown ones the next key tells' '8 9 4 5 3 1 2 6 7' -k type,year
sorts 'a group of a summary' '8 9 6 1 2 3 4 5 7' -k group.year
sorts 'a figure' '8 9 6 1 2 3 4 5 7' -k area.total
sorts 'what was added' '8 9 1 2 3 4 5 6 7' -k assessment.outcome
sorts 'unit records come first, among themselves in order' '9 8 4 2 3 1 5 6 7' -k name
mkdir -p ours/kinds
cat >ours/kinds/patrol.yaml <<'END'
kind: patrol
title: {vi: "Buổi tuần tra", en: "Patrol"}
key: [id]
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: year, type: year, vi: "năm", en: "year"}
  - {field: crimes, type: text, vi: "vụ", en: "crimes"}
END
sorts 'a kind of our own' '9 8 7 3 2 1 4 5 6' -d ours
sorts 'a field that is a number here and text there' '8 9 5 1 2 7 3 4 6' -d ours -k crimes
printf 'record: summary # %s\narea: {total: %s}\n---\n' a -3 b 9223372036854775807 c 0 d -9223372036854775808 e 40 >figures
antt-sort -k area.total figures >out
is 'figures below zero and at the edges' "$(numbers)" 'd a c e b'
antt-sort -k -area.total figures >out
is 'and descending' "$(numbers)" 'b e c a d'

# --- -u -----------------------------------------------------------------------------------------

sorts '-u: the first of equal ones; unknown is equal to nothing' '8 9 5 3 1 6 7' -u -k year
sorts '--unique is -u' '8 9 1 3 5 6 7' --unique -rk year
sorts '-u of all keys together' '9 8 3 2 1 4 5 6 7' -u
printf 'record: area # %s\nid: a\nyear: 2023\nresolution: %s\n---\n' a false b '' c false d '' e '{}' >none
antt-sort -uk resolution.date none >out
is '-u: what is known not to exist is equal' "$(numbers)" 'a b d e'
printf 'record: area # %s\nid: "%s"\nname: %s\nyear: 2023\n---\n' a 1 'Hoà  Bình' b 1 'Hòa Bình' c 01 "$(printf 'Ho\303\240\302\240Bi\314\200nh')" \
    d 1 "$(printf 'H\303\262a Bi\314\200nh')" >forms
antt-sort -uk name forms >out
is '-u: normal forms are the same text, the place of the tone and blanks are not' "$(numbers | tr ' ' '\n' | sort | paste -sd' ')" 'a b c'
antt-sort -uk id forms >out
is '-u: a zero before an id makes another id' "$(numbers)" 'c a'

# --- --last -------------------------------------------------------------------------------------

{ # the key of an area is id and year, of a commune unit and year, of a summary its group; a unit's `from` may be absent
    printf 'record: area # %s\nid: "%s"\nyear: %s\ncrimes: %s\n---\n' a 1 2023 5 b 1 2022 9 c 2 2023 5 d 1 2023 7
    printf 'record: commune # %s\nunit: "%s"\nyear: 2023\n---\n' e 1 f 2 g 1
    printf 'record: institution # %s\nid: "%s"\nyear: 2023\n---\n' h 1 i 01
    printf 'record: area # %s\nyear: 2023\n---\n' j k
    printf 'record: patrol # %s\nid: "1"\nyear: 2023\n---\n' l m
    printf 'record: unit # %s\nid: "1"\n%s\n---\n' n '' o 'from: 2025-07-01' p ''
} >again
lasts() { # what, the records wanted, arguments
    desc=$1 wanted=$2
    shift 2
    for size in 64M 1; do
        run antt-sort --buffer-size="$size" "$@" again
        is "$desc, with a buffer of $size" "$status [$(numbers)]$(cat err)" "0 [$wanted]"
    done
}
lasts '--last: of one kind and key the last' 'o p i b d h c f g j k l m' --last
lasts '-l is --last, whatever the order' 'o p c d f g h i j k b l m' -l -rk year,-crimes
lasts 'without it all' 'n o p i b a d h c e f g j k l m' -k id,year
lasts 'with -u: the first of these that are equal in -k' 'o p b c l m' -luk year
lasts 'the last comes first, the order of equal ones is that of the input' 'o p c d f g h i j k b l m' -lk -year
expect '--last twice is once' -o out -- antt-sort -lk -year out
printf -- '---\nrecord: area\nid: a\nyear: 2023\ncrimes: 1\n---\nrecord: end\nrecords: 1\n' >stored
sed '/crimes/s/1/2/' stored >sent
expect '--last: what is sealed is counted anew' -o sent -- antt-sort --last --sealed stored sent

# --- bytes --------------------------------------------------------------------------------------

cat >commented <<'END'
# head of the file
---   # b
# of it
record:   area    # loại

"id": b
name: >-
  Khu
  phố
z: no
...
---
# between
--- {"record": "area", "id": "a", year: 2023}
---
# tail
END
printf '# head of the file\n---\n# between\n---\n# tail\n--- {"record": "area", "id": "a", year: 2023}\n---   # b\n# of it\nrecord:   area    # loại\n\n"id": b\nname: >-\n  Khu\n  phố\nz: no\n...\n' >wanted
expect 'comments, blanks, quoting; documents of comments come first' -o wanted -- antt-sort commented
expect 'so through files' -o wanted -- antt-sort --buffer-size 1 commented
printf 'record: area\r\nid: b\r\n---\r\n# c\r\nrecord: area\r\nid: a\r\n' >crlf
printf -- '---\r\n# c\r\nrecord: area\r\nid: a\r\n---\nrecord: area\r\nid: b\r\n' >wanted
expect 'CRLF, and the first that has no --- ' -o wanted -- antt-sort crlf
printf 'record: area\nid: b\n---\nrecord: area\nid: a' >open
expect 'no final newline' -O '---
record: area
id: a
---
record: area
id: b' -- antt-sort open
printf -- '%%YAML 1.1\n---\nrecord: area\nid: b\n...\nrecord: area\nid: a\n' >directive
expect 'directives' -O 'record: area
id: a
...
%YAML 1.1
---
record: area
id: b
...' -- antt-sort directive
expect 'nothing' -- antt-sort /dev/null
expect 'nothing but comments' -O '# a' -- sh -c 'echo "# a" | antt-sort'
for keys in id,year -year name,-id record; do
    antt-sort -k "$keys" "$ANTT_TOP"/examples/bim-son/*.yaml >once
    antt-sort -k "$keys" once >twice
    ok "sorting twice is sorting once: $keys" cmp once twice
done
antt-select 'record is present' "$ANTT_TOP"/examples/bim-son/*.yaml | grep -v '^---$' | LC_ALL=C sort >lines
antt-select 'record is present' once | grep -v '^---$' | LC_ALL=C sort >sorted-lines
ok 'nothing is lost' cmp lines sorted-lines
expect 'and all is sound still' -o once -- antt-validate -q once

# --- larger than the buffer ---------------------------------------------------------------------

awk 'BEGIN { for (i = 0; i < 5000; i++) { n = i * 2657 % 5000
    printf "---\nrecord: area # %d\nid: a-%d\nname: Khu phố %d\nyear: %d\n", n, int(n / 2), n % 7, 2000 + n % 2 } }' >many
awk 'BEGIN { for (n = 0; n < 5000; n++)
    printf "---\nrecord: area # %d\nid: a-%d\nname: Khu phố %d\nyear: %d\n", n, int(n / 2), n % 7, 2000 + n % 2 }' >many.sorted
expect '5000 records in memory' -o many.sorted -- antt-sort many
for size in 1 100 10K 1M; do # 5000 runs, of one record each, are merged in three goes
    expect "with a buffer of $size" -o many.sorted -- antt-sort --buffer-size="$size" many
done
antt-sort -k name many >by-name
expect 'equal ones stay in their order through three merges' -o by-name -- antt-sort -k name --buffer-size=1 many
expect '-u through three merges' -O 7 -- sh -c 'antt-sort -u -k name --buffer-size=1 many | grep -c ^record:'
is 'the first of each' "$(antt-sort -uk name --buffer-size=1 many | grep ^record: | md5sum)" "$(antt-sort -uk name many | grep ^record: | md5sum)"
(printf 'record: area\nid: b\nname: >\n'; awk 'BEGIN { for (i = 0; i < 20000; i++) print "  ", i }'; cat many) >long
antt-sort long >wanted
expect 'a record that is longer than the buffer' -o wanted -- antt-sort --buffer-size=10K long
expect 'a buffer of nothing' -s 2 -e "antt-sort: error: --buffer-size: '0' is no size; write 65536, 64K or 4M [usage]" -- antt-sort --buffer-size=0 many
mkdir tmp
expect 'temporary files are gone' -o many.sorted -- env TMPDIR="$PWD/tmp" antt-sort --buffer-size=10K many
is 'and leave nothing' "$(ls -A tmp)" ''
mkfifo pipe
TMPDIR=$PWD/tmp antt-sort --buffer-size=10K <pipe >/dev/null 2>&1 &
sorter=$!
exec 3>pipe
cat many >&3
kill -TERM "$sorter"
wait "$sorter" 2>/dev/null
is 'ended by a signal' "$?" 143
exec 3>&-
is 'it leaves nothing either' "$(ls -A tmp)" ''

expect 'TMPDIR is not there' -s 2 -e 'nowhere: error: cannot create a temporary file: No such file or directory [write-failed]' \
    -- env TMPDIR=nowhere antt-sort --buffer-size=10K many
expect 'but it is not needed' -o many.sorted -- env TMPDIR=nowhere antt-sort many
# shellcheck disable=SC2016 # the inner shell's
expect 'TMPDIR is full' -s 2 -e 'temporary file: error: cannot write: File too large [write-failed]' \
    -- sh -c 'ulimit -f 100; exec antt-sort --buffer-size=100K many'
expect 'no seal is put on what is not whole' -s 2 -E '[write-failed]' -- sh -c 'ulimit -f 100; exec antt-sort --sealed --buffer-size=100K many'
expect 'standard output is full' -s 2 -e '<stdout>: error: cannot write: No space left on device [write-failed]' \
    -- sh -c 'antt-sort --buffer-size=10K many >/dev/full'

# --- operands, faults ---------------------------------------------------------------------------

printf 'record: area\nid: y\nyear: 2023\n' >y
printf 'record: area\nid: x\nyear: 2023\n' >x
cat x - >xy <<'END'
---
record: area
id: y
year: 2023
END
expect 'several files' -o xy -- antt-sort y x
expect 'standard input' -o x -- antt-sort <x
expect '- is standard input' -o xy -- antt-sort y - <x
expect 'a key with its minus behind -k' -c 'id: x' -- antt-sort -k -id x
expect 'a file that is not there: the others are sorted, status 2' -s 2 -o xy \
    -e 'nowhere: error: cannot open: No such file or directory [unreadable]' -- antt-sort y nowhere x
expect 'units beside the stream are not written' -o xy -- antt-sort --units stream y x
(cat y; printf -- '---\nrecord: area\nid: [\n---\n'; cat x) >broken
(echo ---; cat xy) >mended
expect 'a broken document: status 1, the others are sorted' -s 1 -o mended -E 'broken:6:5: error: ' -- antt-sort broken
expect 'it is kept for --rejects' -s 1 -o mended -E '[yaml-syntax]' -- antt-sort --rejects=rejects broken
is 'as it came' "$(grep -v '^#' rejects)" "$(printf -- '---\nrecord: area\nid: [\n')"

refused() { # keys, message
    expect "refused: $1" -s 2 -e "antt-sort: error: --key: $2 [usage]" -- antt-sort -k "$1" stream
}
refused 'nme' "no field 'nme'; did you mean 'name'?"
refused 'id,hoseholds.total' "no field 'hoseholds.total'; did you mean 'households'?"
refused 'zzzzzzzz' "no field 'zzzzzzzz'"
for keys in '' ',' 'id,' ',id' - '-,id'; do
    refused "$keys" 'names of fields are wanted, parted by commas'
done
for key in cases incidents 3 "'x'" true 2023-01-01 '(crimes + 1)'; do
    refused "$key" "'$key' is no field that holds a single value"
done
refused --id 'a number is wanted, not text'
refused 'id year' "and, or, or the end is wanted, found 'year'"
expect 'refused: nothing is read' -s 2 -E 'did you mean' -- antt-sort -k nme nowhere

# --- sealed streams -----------------------------------------------------------------------------

printf -- '---\nrecord: end\nrecords: 2\n' >seal
cat y - seal >sealed <<'END'
---
record: area
id: x
year: 2023
END
cat mended seal >wanted
expect 'the seal comes last' -o wanted -- antt-sort <sealed
expect 'through files too' -o wanted -- antt-sort --buffer-size=1 <sealed
expect 'of what is left' -c 'records: 1' -- antt-sort -u -k year <sealed
expect '--sealed wants it' -s 2 -o x \
    -e '<stdin>: error: the stream ends without its seal, which --sealed or ANTT_SEALED=1 wants: the program that wrote it did not come to its end, or wrote none [bad-seal]' -- antt-sort --sealed <x
expect 'a file needs none' -c 'records: 1' -- antt-sort --sealed x

finish
