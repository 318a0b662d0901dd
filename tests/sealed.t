#!/bin/sh
# SPDX-License-Identifier: ISC
# Sealed streams: an upstream that did not come to its end cannot look as if it had.
# shellcheck disable=SC2094 # files are read twice, not written
. "${0%/*}/lib.sh"
status=

record() { # id
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố %s\nunit: "14809"\nyear: 2022\n' "$1" "$1"
}
seal() { # count
    printf -- '---\nrecord: end\nrecords: %s\n' "$1"
}
record a-1 >one
record a-2 >two
cat one two >plain
{ cat plain; seal 2; } >sealed
{ cat one; seal 1; } >sealed-one
unsealed='<stdin>: error: the stream ends without its seal, which --sealed or ANTT_SEALED=1 wants: the program that wrote it did not come to its end, or wrote none [bad-seal]'

# --- written ---

expect 'files need no seal, what is written gets one' -o sealed -- antt-validate -q --sealed one two
expect 'so through the environment' -o sealed -- env ANTT_SEALED=1 antt-validate -q plain
expect 'of which only 1 means yes' -o plain -- env ANTT_SEALED=0 antt-validate -q plain
expect 'without either there is none' -o plain -- antt-validate -q plain
expect 'a seal that is there is renewed without the option' -o sealed -- antt-validate -q <sealed
expect 'in a file too' -o sealed -- antt-validate -q sealed
expect 'once for several' -o sealed -- antt-validate -q sealed-one two
expect 'a seal is no record' -o sealed -e 'antt-validate: 2 records, 0 rejected, 0 warnings' -- antt-validate sealed
expect 'nothing, sealed' -O "$(seal 0)" -- antt-validate -q --sealed /dev/null
expect '--no-output writes no seal' -- antt-validate -qn --sealed plain
(cat one; record a-1; seal 2) >twice
expect 'it counts what is written, not what came' -s 1 -o sealed-one \
    -e '<stdin>:8:1: error: area a-1 2022: the same key as the record at <stdin>:2 [duplicate-record]' -- antt-validate -q --sealed <twice
(echo '# comment'; echo ---; cat plain) >commented
(cat commented; seal 2) >wanted
expect 'documents without records do not count' -o wanted -- antt-validate -q --sealed commented
expect 'from the first program to the last' -o sealed -- \
    sh -c 'export ANTT_SEALED=1; antt-validate -q plain | antt-validate -q | antt-validate -q'
printf '%s' "$(cat plain)" >unended
expect 'behind a missing final newline' -o sealed -- antt-validate -q --sealed unended
(cat plain; echo ...) >dots
(cat dots; seal 2) >wanted
expect 'behind ...' -o wanted -- antt-validate -q --sealed dots
printf -- '--- {record: end, records: 2}\n' | cat plain - >flow
expect 'in flow style it is read' -o sealed -- antt-validate -q <flow

# --- demanded and refused ---

expect 'standard input must be sealed' -s 2 -o plain -e "$unsealed" -- antt-validate -q --sealed <plain
expect 'so with the environment' -s 2 -o plain -e "$unsealed" -- env ANTT_SEALED=1 antt-validate -q <plain
expect 'so as an operand' -s 2 -o plain -e "$unsealed" -- antt-validate -q --sealed one - <two
expect 'an empty stream is not whole either' -s 2 -e "$unsealed" -- antt-validate -q --sealed
expect 'and no seal is put on what was not' -s 2 -o plain -E 'bad-seal' -- sh -c 'antt-validate -q --sealed | antt-validate -q --sealed' <plain
head -n 8 sealed >truncated
run antt-validate -q --sealed <truncated
is 'a stream that was cut in the middle' "$status $(tail -n 1 err)" "2 $unsealed"
(cat one; seal 2) >short
expect 'a seal that counts more than there is' -s 2 -o one \
    -e '<stdin>:8:1: error: 1 records came before this seal, which says otherwise: the stream is not whole [bad-seal]' -- antt-validate -q <short
(cat plain; seal 1) >long
expect 'or less' -s 2 -o plain \
    -e '<stdin>:14:1: error: 2 records came before this seal, which says otherwise: the stream is not whole [bad-seal]' -- antt-validate -q --sealed <long
expect 'in a file too' -s 2 -o plain \
    -e 'long:14:1: error: 2 records came before this seal, which says otherwise: the stream is not whole [bad-seal]' -- antt-validate -q long
for count in '' -2 two 2.0 '[2]' '"2 "'; do
    (cat plain; seal "$count") >odd
    expect "a seal that counts '$count'" -s 2 -o plain -E '[bad-seal]' -- antt-validate -q odd
done
(cat plain; echo ---; echo record: end) >odd
expect 'or does not count' -s 2 -o plain -E '[bad-seal]' -- antt-validate -q odd
(cat sealed; record a-3) >beyond
(cat plain; record a-3) >wanted
expect 'a record behind the seal is not sealed' -s 2 -o wanted -e "$unsealed" -- antt-validate -q --sealed <beyond
(cat sealed-one; cat two; seal 1) >joined
expect 'sealed streams joined by cat are sealed each' -o sealed -- antt-validate -q --sealed <joined
expect 'an upstream that dies leaves no seal' -s 2 -o one -E 'bad-seal' -- \
    sh -c '{ cat one; exit 9; } | antt-validate -q --sealed'
expect 'one that fails neither' -s 2 -o plain -E 'bad-seal' -- \
    sh -c 'antt-validate -q --sealed plain nowhere.yaml | antt-validate -q --sealed'

# --- what stands beside the stream ---

unit() { # id, level, parent
    printf -- '---\nrecord: unit\nid: "%s"\nlevel: %s\ntype: x\nname: X\nparent: %s\n' "$@"
}
(unit 38 province; unit 381 district 38; unit 14809 commune 381) >units
(cat units; seal 3) >units-sealed
expect 'the seal of a unit file is its own' -o plain -- antt-validate -q -u units-sealed <plain
(cat units; seal 4) >units-short
expect 'and is checked' -s 2 -E 'units-short:23:1: error: 3 records came before this seal' -x -- antt-validate -q -u units-short plain

# --- what is kept ---

echo old >rejects
sed 's/^name/nome/' one >bad
expect 'no output file is replaced when the stream is not whole' -s 2 -o two -E 'bad-seal' -- sh -c 'cat bad two | antt-validate -q --sealed -r rejects'
is 'the old one stands' "$(cat rejects)" old
(cat bad two; seal 2) >whole
(cat two; seal 1) >wanted
expect 'of a whole one it is' -s 1 -o wanted -X -- antt-validate -q --sealed -r rejects <whole
ok 'and holds the rejects' grep -q '^nome' rejects
# A full disk under a name of our own: were the program to replace what it must not, root would lose /dev/full.
if [ "$(id -u)" -eq 0 ]; then mknod full-disk c 1 7 2>/dev/null || :; else ln -s /dev/full full-disk; fi
can_be_full() {
    [ -c full-disk ] && ! (echo x >full-disk) 2>/dev/null
}
if can_be_full; then
    expect 'what cannot keep its rejects puts no seal' -s 2 -o two \
        -E 'full-disk: error: cannot write: No space left on device [write-failed]' -- antt-validate -q --sealed -r full-disk bad two
else
    skip 'what cannot keep its rejects puts no seal' 'no device can be made here'
fi

finish
