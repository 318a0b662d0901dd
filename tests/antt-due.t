#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-due: what is on time, late, missing, awaited; who owes it; records that are made, dropped, made anew; faults.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

unit() { # code, level, type and name, more lines
    printf -- '---\nrecord: unit\nid: "%s"\nlevel: %s\ntype: %s\nname: %s\n' "$1" "$2" "${3%% *}" "${3#* }"
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
due() { # id, level, deadline
    printf -- '---\nrecord: due\nid: %s\ntitle: Báo cáo %s\nfrom: %s\ndeadline: %s\n' "$1" "$1" "$2" "$3"
}
submission() { # due, unit, received, more lines
    printf -- '---\nrecord: submission\ndue: %s\nunit: "%s"\nreceived: %s\n' "$1" "$2" "$3"
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
{
    unit 38 province 'tỉnh Thanh Hóa'
    unit 381 district 'thị xã Bỉm Sơn' 'parent: "38"'
    unit 14809 commune 'phường Bắc Sơn' 'parent: "381"'
    unit 14812 commune 'phường Ba Đình' 'parent: "381"' 'until: 2018-06-29'
    unit 14812 commune 'phường Bỉm Sơn' 'parent: "381"' 'from: 2018-06-30'
    unit 14815 commune 'phường Lam Sơn' 'parent: "381"' 'until: 2018-06-29'
    unit 14827 commune 'xã Hà Lan' 'parent: "381"' 'from: 2018-06-30'
} >units

# with DATE [OPTION...]: standard input through antt-due as of that day; ./out, ./err, $status
with() {
    date=$1
    shift
    run antt-due --date "$date" -u units "$@"
}
block() { # of the submission of this due and unit in ./out, on one line
    awk -v due="due: $1" -v unit="unit: \"$2\"" '
        /^---/ { flush(); text = "" } { text = text "\n" $0 }
        function flush() { if (index(text, "\n" due "\n") && index(text, "\n" unit "\n") && (i = index(text, "\ntimeliness:")))
            { text = substr(text, i + 12); gsub(/\n  /, "; ", text); print substr(text, 3) } }
        END { flush() }' out
}

# --- outcomes -----------------------------------------------------------------------------------

for row in '2018-06-28 2018-06-28 on_time' '2018-06-29 2018-07-05 on_time' '2018-06-30 2018-06-30 late 1' '2018-07-03 2018-07-05 late 4' \
    '2019-03-01 2019-03-01 late 245' '2018-06-29 2018-06-28 awaited' '2018-07-06 2018-07-05 missing 6' '2018-06-30 2018-06-29 awaited' '2018-07-01 2018-06-30 missing 1'; do
    # shellcheck disable=SC2086 # words
    set -- $row
    wanted="outcome: $3; deadline: 2018-06-29${4:+; days_late: $4}"
    code=0
    case $3 in missing) wanted="$wanted; as_of: $2" code=1 ;; awaited) wanted="$wanted; as_of: $2" ;; esac
    { due bc commune 2018-06-29; submission bc 14809 "$1"; submission bc 14812 2018-06-01; submission bc 14815 2018-06-01; } >in
    with "$2" -q in
    case $2 in 2018-06-2*) ;; *) [ "$3" = missing ] || code=0 ;; esac
    is "received $1, as of $2: $3${4:+, $4 days}" "$status $(block bc 14809)$(cat err)" "$code $wanted"
done
{ due bc commune 2018-06-29; submission bc 14809 2018-06-20 'corrected: 2018-08-01'; } >in
with 2018-09-01 -q in
is 'what was corrected later was on time' "$(block bc 14809)" 'outcome: on_time; deadline: 2018-06-29'

# --- who owes it --------------------------------------------------------------------------------

due bc commune 2018-06-29 >in
with 2018-06-30 in
is 'the communes of that day, and no others' "$status $(sed -n 's/^unit: //p' out | paste -sd' ')" '1 "14809" "14812" "14815"'
is 'by the names of that day' "$(sed 1d err)" 'Báo cáo bc (bc), due 2018-06-29: handed in 0/3, on time 0/3, late 0, missing 3
    missing, 1 day late: Phường Bắc Sơn (14809)
    missing, 1 day late: Phường Ba Đình (14812)
    missing, 1 day late: Phường Lam Sơn (14815)'
due bc commune 2018-06-30 >in
with 2018-07-02 in
is 'a day later others are there' "$status $(sed -n 's/^unit: //p' out | paste -sd' ') $(grep -c 'Phường Bỉm Sơn (14812)' err)" '1 "14809" "14812" "14827" 1'
due bc district 2018-06-30 >in
with 2018-07-02 in
is 'of a district its own' "$status $(sed -n 's/^unit: //p' out)" '1 "381"'
due bc commune 2018-06-29 >in
with 2018-06-29 in
cp in wanted
expect 'on the day itself nothing is missing' -o wanted -e 'antt-due: as of 2018-06-29' \
    -e 'Báo cáo bc (bc), due 2018-06-29 (today): handed in 0/3, on time 0/3, late 0, missing 0, awaited 3' \
    -- antt-due --date 2018-06-29 -u units in
cat >made <<'END'
---
record: submission
due: bc
unit: "14809"
timeliness:
  outcome: awaited
  deadline: 2018-06-29
  as_of: 2018-06-28
END
expect '-a: what is awaited' -c "$(cat made)" -e 'antt-due: as of 2018-06-28' \
    -e 'Báo cáo bc (bc), due 2018-06-29 (tomorrow): handed in 0/3, on time 0/3, late 0, missing 0, awaited 3' \
    -- antt-due -a --date 2018-06-28 -u units in
is '-a: each' "$(grep -c '^  outcome: awaited$' out)" 3
expect '--all is -a' -o out -- antt-due --all -q --date 2018-06-28 -u units in
{
    due bc commune 2018-06-29
    submission bc 14827 2018-06-20
    submission bc 381 2018-06-20
    due b2 commune 2018-06-29
    submission b2 14827 2018-07-20
} >in2
expect 'who does not owe it: a warning, and not among the expected' -s 0 \
    -c 'timeliness:
  outcome: on_time
  deadline: 2018-06-29
  expected: false' \
    -e "in2:10:7: warning: submission bc 14827: unit: 14827 names no unit on the deadline 2018-06-29, so it does not owe this [unexpected-submission]" \
    -e "in2:15:7: warning: submission bc 381: unit: 381 is a district and does not owe this, which is due from each commune [unexpected-submission]" \
    -e "in2:26:7: warning: submission b2 14827: unit: 14827 names no unit on the deadline 2018-06-29, so it does not owe this [unexpected-submission]" \
    -e 'antt-due: as of 2018-06-25' \
    -e 'Báo cáo b2 (b2), due 2018-06-29 (in 4 days): handed in 0/3, on time 0/3, late 0, missing 0, awaited 3' \
    -e 'Báo cáo bc (bc), due 2018-06-29 (in 4 days): handed in 0/3, on time 0/3, late 0, missing 0, awaited 3, not expected 2' \
    -- antt-due --date 2018-06-25 -u units in2
is 'what does not owe it and has not come yet is left alone' "$(grep -c '^timeliness:' out) $(block b2 14827)" '2 '

# --- records that are made ----------------------------------------------------------------------

{
    echo '# head'
    due late commune 2018-06-29
    due "'2018-01'" district 2018-06-29
    due early commune 2018-05-31
    submission early 14812 2018-05-30 # in time
    submission late 14815 2018-07-01 'note: muộn'
    submission early 14809 2018-05-31 '# a comment'
    printf '%s\n' '---' '# tail'
} >in
with 2018-07-10 in
cp out once
cp err said
is 'something is missing: status 1' "$status" 1
made() { awk '/^---/ { d = u = ""; t = 0 } /^due:/ { d = $2 } /^unit:/ { u = $2 } /^received:/ { d = "" } /^timeliness:/ { if (d) print d, u }' "$1"; }
is 'by deadline, id, code' "$(made once | paste -sd,)" 'early "14815","2018-01" "381",late "14809",late "14812"'
ok 'behind all there is' sh -c 'n=$(grep -n "^# tail" once | cut -d: -f1) && [ "$(head -n "$n" once | grep -c "^  outcome: missing")" = 0 ]'
is 'an id that looks like a day stays text' "$(grep -c '^due: "2018-01"$' once)" 1
grep -v '^timeliness:\|^  [a-z_]*: ' once | head -n "$(wc -l <in)" >bytes
ok 'without the blocks the stream is as it was' cmp bytes in
expect 'twice is once' -s 1 -o once -X -- antt-due --date 2018-07-10 -u units once
ok 'and says the same' cmp err said
expect 'what is made is sound' -o once -- antt-validate -q -u units once
with 2018-07-11 -q once
is 'a day later another day is missing, and what came stays as it was' "$(diff once out | sed -n 's/^[<>] *//p' | sort | uniq -c | awk '{ $1 = $1; print }' | paste -sd,)" \
    '4 as_of: 2018-07-10,4 as_of: 2018-07-11,3 days_late: 11,3 days_late: 12,1 days_late: 40,1 days_late: 41'
{ cat once; submission late 14809 2018-07-11; } >later
with 2018-07-12 -q later
is 'a unit that has handed in loses the record that was made' "$(made out | paste -sd,) $(block late 14809)" \
    'early "14815","2018-01" "381",late "14812" outcome: late; deadline: 2018-06-29; days_late: 12'
sed '/^due: late/{n;/14809/a\
received: 2018-07-01
}' once >filled
with 2018-07-12 -q filled
is 'received, filled in, makes it a submission' "$(made out | paste -sd,) $(block late 14809)" \
    'early "14815","2018-01" "381",late "14812" outcome: late; deadline: 2018-06-29; days_late: 2'
with 2018-05-30 -qa once
with 2018-05-30 -q out
is 'without -a what was awaited goes' "$status $(made out)" '0 '
sed 's/^due: late/due: other/' once | antt-select 'record == submission and due == "other"' >orphans
cat orphans in >in3
with 2018-07-10 -q in3
is 'a made record of what nobody knows is an error, and not lost' "$status $(grep -c '\[unknown-due\]$' err) $(block other 14809)" \
    '1 3 outcome: missing; deadline: 2018-06-29; days_late: 11; as_of: 2018-07-10'
is 'a submission of that loses its block' "$(block other 14815)" ''

# --- the stream ---------------------------------------------------------------------------------

{
    submission bc 14809 2018-06-20 'timeliness: {outcome: late, days_late: 99}' '# a comment'
    printf -- '---\r\nrecord: submission\r\ndue: bc\r\nunit: "14812"\r\nreceived: 2018-06-30\r\n'
    printf -- '--- {"record": "submission", "due": "bc", "unit": "14815", "received": "2018-06-29"}\n'
    printf -- '---\nrecord: patrol\nid: "0"  # unknown\n---\nrecord: area\nid: a\n'
    due bc commune 2018-06-29
    cat units
} >in
{
    printf -- '---\nrecord: submission\ndue: bc\nunit: "14809"\nreceived: 2018-06-20\ntimeliness:\n  outcome: on_time\n  deadline: 2018-06-29\n# a comment\n'
    printf -- '---\r\nrecord: submission\r\ndue: bc\r\nunit: "14812"\r\nreceived: 2018-06-30\r\n'
    printf 'timeliness:\r\n  outcome: late\r\n  deadline: 2018-06-29\r\n  days_late: 1\r\n'
    printf -- '---\nrecord: "submission"\ndue: "bc"\nunit: "14815"\nreceived: "2018-06-29"\ntimeliness:\n  outcome: on_time\n  deadline: 2018-06-29\n'
    sed -n '/^record: patrol/,$p' in | sed '1i\
---'
} >wanted
expect 'dues and units behind, CRLF, flow style, a block that is there, kinds of others' -o wanted -- antt-due -q --date 2018-07-10 in
expect 'standard input' -o wanted -- antt-due -q --date 2018-07-10 <in
expect 'twice' -o wanted -- antt-due -q --date 2018-07-10 wanted
printf 'record: area\nid: a' >bare
expect 'nothing is due: said so, and everything passes' -o bare -e 'antt-due: as of 2018-07-10 nothing is due: there is no record of kind due' \
    -- antt-due --date 2018-07-10 bare
expect 'an empty stream' -- antt-due -q --date 2018-07-10
printf -- '---\nrecord: end\nrecords: 1\n' >seal
{ due bc district 2018-06-29; cat seal; } >sealed
expect 'the seal counts what was made' -s 1 -c 'record: end
records: 2' -- sh -c 'antt-due -q --date 2018-07-10 -u units <sealed'
expect '--sealed wants a seal, and nothing is told' -s 2 -E '[bad-seal]' -- sh -c 'sed "/^record: end/,\$d" sealed | antt-due --sealed --date 2018-07-10 -u units'
is 'one message' "$(wc -l <err)" 1

# --- the day ------------------------------------------------------------------------------------

due bc district 2018-06-29 >in
expect 'SOURCE_DATE_EPOCH' -s 1 -c 'as_of: 2018-07-01' -- env SOURCE_DATE_EPOCH=1530403200 antt-due -q -u units in
expect '--date before it' -s 1 -c 'as_of: 2018-07-05' -- env SOURCE_DATE_EPOCH=1530403200 antt-due -q --date=2018-07-05 -u units in
expect 'the clock' -s 1 -c "as_of: $(date +%Y-)" -- antt-due -q -u units in
expect 'a day that does not exist' -s 2 -e "antt-due: error: --date: '2018-06-31' is no date YYYY-MM-DD that exists [usage]" \
    -- antt-due --date 2018-06-31 -u units in
expect 'an epoch that is none' -s 2 -e "antt-due: error: SOURCE_DATE_EPOCH: 'now' is no number of seconds [usage]" \
    -- env SOURCE_DATE_EPOCH=now antt-due -u units in

# --- faults -------------------------------------------------------------------------------------

# fault DESC 'LINE:COLUMN: MESSAGE'...: of ./in, as of 2018-06-20; the status is 1, and what is faulty has no block
fault() {
    desc=$1 lines=
    shift
    for line; do lines=$lines"in:$line
"; done
    run antt-due -q --date 2018-06-20 -u units in
    is "$desc" "$status $(cat err)" "1 ${lines%?}"
}
{ due bao-cao commune 2018-06-29; submission bao-coa 14809 2018-06-01 'timeliness: {outcome: late}'; submission xyz 14809 2018-06-01; } >in
fault 'what nobody knows' "9:6: error: submission bao-coa 14809: due: no record of something due has the id 'bao-coa'; did you mean 'bao-cao'? [unknown-due]" \
    "15:6: error: submission xyz 14809: due: no record of something due has the id 'xyz' [unknown-due]"
is 'the old block goes' "$(grep -c ^timeliness out)" 0
{ due bc commune 2018-06-29; submission bc 99999 2018-06-01; submission bc 14809 2018-06-01; } >in
fault 'a unit that nobody knows' "10:7: error: submission bc 99999: unit: no unit record has the code '99999' [unknown-unit]"
is 'the others are told' "$(grep -c '^timeliness' out) $(block bc 14809)" '1 outcome: on_time; deadline: 2018-06-29'
{ submission bc 14809 2018-06-05; due bc commune 2018-06-29; submission bc 14809 2018-06-03; submission bc 14809 2018-06-03; } >in
fault 'three of one unit: the first received counts' '2:1: error: submission bc 14809: the same due and unit as the record at in:13, which was received first and counts [duplicate-record]' \
    '18:1: error: submission bc 14809: the same due and unit as the record at in:13, which was received first and counts [duplicate-record]'
is 'and has the block' "$(grep -B 1 '^timeliness' out | head -n 1)" 'received: 2018-06-03'
cp out once
expect 'twice is once' -s 1 -o once -X -- antt-due -q --date 2018-06-20 -u units once
{ due bc commune 2018-06-29; submission bc 14809 soon; submission bc 14809 later; } >in
fault 'two of no day: the one that stands first' "11:11: error: submission bc 14809: received: 'soon' is not a date YYYY-MM-DD that exists [bad-value]" \
    "16:11: error: submission bc 14809: received: 'later' is not a date YYYY-MM-DD that exists [bad-value]" \
    '13:1: error: submission bc 14809: the same due and unit as the record at in:8, which was received first and counts [duplicate-record]'
{ due bc commune 2018-06-29; due bc1 commune 2018-06-29; submission bc1 4809 2018-06-01; submission bc 14809 2018-06-01; } >in
fault 'ids and codes do not run together' "16:7: error: submission bc1 4809: unit: no unit record has the code '4809' [unknown-unit]"
{ due bc commune 2018-06-31; submission bc 14809 2018-06-01 'timeliness: {outcome: late}'; } >in
fault 'a deadline that does not exist, told once' "6:11: error: due bc: deadline: '2018-06-31' is not a date YYYY-MM-DD that exists [bad-value]"
is 'nothing is told of it' "$(grep -c ^timeliness out)" 0
expect 'not at the end either' -s 1 -x -E '[bad-value]' -E 'bc: its record has errors, nothing is told of it' -- antt-due --date 2018-07-20 -u units in
is 'and nobody is missing' "$(grep -c '^record: submission' out)" 1
{ due bc ward 2018-06-29; } >in
fault 'a level that is none' "5:7: error: due bc: from: 'ward' is not one of commune, district [bad-value]"
{ due bc commune 2018-06-29; due bc district 2018-07-29; } >in
fault 'two dues of one id: the first counts' '8:1: error: due bc: the same key as the record at in:2, which counts [duplicate-record]'
due '' commune 2018-06-29 >in
fault 'a due without an id' '3:4: error: due: id is missing; expected an id: letters, digits and . - _ / [missing-field]'
{ due bc district 2018-06-10; submission bc 381 2018-06-31; } >in
fault 'a day of receipt that does not exist' "11:11: error: submission bc 381: received: '2018-06-31' is not a date YYYY-MM-DD that exists [bad-value]"
expect 'its unit is not missing' -s 1 -o in -E '[bad-value]' \
    -E 'handed in 0/1, on time 0/1, late 0, missing 0, with errors 1' -- antt-due --date 2018-07-20 -u units in
{ due bc district 2018-06-10; printf -- '---\nrecord: submission\ndue: bc\nunit: "381"\ntimeliness: {}\n'; } >in
fault 'neither received nor an outcome' '8:1: error: submission bc 381: received is missing; expected a date YYYY-MM-DD that exists [missing-field]'
expect 'so to antt-validate' -s 1 -e 'in:8:1: error: submission bc 381: received is missing; expected a date YYYY-MM-DD that exists [missing-field]' \
    -x -- antt-validate -q in
{ due bc commune 2018-06-29; printf -- '---\nrecord: submission\ndue: bc\nreceived: 2018-06-01\n'; } >in
fault 'no unit' '8:1: error: submission bc: unit is missing; expected a code: digits [missing-field]'
{ due bc district 2018-06-29; printf -- '---\nrecord: submission\ndue: [\n'; submission bc 381 2018-06-01; } >in
expect 'a document that cannot be read takes no other with it' -s 1 -c 'outcome: on_time' -E 'in:9:6: error: ' -- antt-due -q --date 2018-07-20 -u units in
due bc province 2018-06-29 | sed 's/province/district/' >in
unit 14809 commune 'phường Bắc Sơn' 'parent: "381"' >communes
expect 'nobody is there to owe it' -o in -e 'in:2:1: warning: no unit record is of a district that was there on the deadline, so nobody owes this [no-units]' \
    -- antt-due -q --date 2018-07-20 -u communes in
expect 'no units at all' -s 2 -e 'in:2:1: error: there are no unit records at all, so nobody can say who owes this; --units FILE gives them [no-units]' \
    -- antt-due --date 2018-07-20 in
expect 'a file that is not there: nobody is said to be missing' -s 2 -e 'nowhere: error: cannot open: No such file or directory [unreadable]' \
    -- antt-due --date 2018-07-20 -u units in nowhere
expect 'TMPDIR is not there' -s 2 -E 'cannot create a temporary file' -- env TMPDIR=nowhere antt-due -q --date 2018-07-20 -u units in
due bc district 2018-06-29 | sed 's/^title: .*/title: "a\\eb\\nc"/' >in
expect 'a title cannot drive a terminal' -s 1 -x -E 'control' -E 'bc: its record has errors' -- antt-due --date 2018-07-20 -u units in
due bc district 2018-06-29 | sed 's/^title: .*/title: "a\\nb"/' >in
expect 'nor break a line' -s 1 -x -e 'antt-due: as of 2018-06-30' -e 'a\x0Ab (bc), due 2018-06-29: handed in 0/1, on time 0/1, late 0, missing 1' \
    -e '    missing, 1 day late: Thị xã Bỉm Sơn (381)' -- antt-due --date 2018-06-30 -u units in

# --- sums ---------------------------------------------------------------------------------------

{
    due a commune 2018-01-31; due b commune 2019-06-29; due c district 2018-07-31
    submission a 14809 2018-01-30; submission a 14812 2018-02-02; submission a 381 2018-01-02; submission b 14827 2019-06-29
} >in
antt-due -aq --date 2018-06-01 -u units in >told 2>/dev/null
expect 'what is counted, in the year of the deadline' -O '---
record: summary
group: {year: 2018}
submission: {expected: 4, handed_in: 2, on_time: 1, late: 1, missing: 1, awaited: 1, unexpected: 1}
---
record: summary
group: {year: 2019}
submission: {expected: 3, handed_in: 0, on_time: 0, late: 0, missing: 0, awaited: 3, unexpected: 0}' -- antt-aggregate -b year told
expect 'before antt-due nothing is' -- antt-aggregate -b year in

# --- many ---------------------------------------------------------------------------------------

# Every third has handed in one of three; instructions, since clocks tell little here.
many() { # units
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++) {
            for (d = 0; d < 3; d++) if (i % 3 == d) printf "---\nrecord: submission\ndue: d%d\nunit: \"%05d\"\nreceived: 2018-06-%02d\n", d, i, i % 28 + 1
            printf "---\nrecord: unit\nid: \"%05d\"\nlevel: commune\ntype: xã\nname: X %d\nparent: \"1\"\n", i, i
        }
        for (d = 0; d < 3; d++) printf "---\nrecord: due\nid: d%d\ntitle: T\nfrom: commune\ndeadline: 2018-06-15\n", d }'
}
many 10000 >many.yaml
run antt-due --date 2018-07-01 many.yaml
is '10,000 units and three dues' "$status $(grep -c '^  outcome: missing' out) $(grep -c '^    missing' err)" '1 20000 20000'
if command -v valgrind >/dev/null && [ -z "$ANTT_VARIANT" ]; then
    instructions() {
        many "$1" >some.yaml
        valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=log "$ANTT_BIN/antt-due" -q --date 2018-07-01 some.yaml >/dev/null
        awk '/Collected/ { print $NF }' log
    }
    less=$(instructions 2000) more=$(instructions 4000)
    ok "twice as many cost at most a little more than twice ($less, $more)" test "$more" -lt $((less * 21 / 10))
else
    skip 'twice as many cost twice' 'there is no valgrind, or another variant'
fi
finish
