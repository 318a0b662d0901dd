#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-evidence: what is evidence of a nomination, what stands against it, at the border of each; the order of the stream;
# bytes; faulty definitions.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

# record KIND NAME=VALUE...: one document; `area a1 2014 assessment.outcome=met` has `id`, `name`, `unit` and the year.
record() {
    r_kind=$1 r_id=$2 r_year=$3
    shift 3
    printf -- '---\nrecord: %s\n' "$r_kind"
    case $r_kind in
    commune) printf 'unit: "%s"\n' "$r_id" ;;
    nomination) printf 'id: %s\nunit: "14809"\n' "$r_id" ;;
    *) printf 'id: %s\nname: Tên %s\nunit: "14809"\n' "$r_id" "$r_id" ;;
    esac
    [ -z "$r_year" ] || printf 'year: %s\n' "$r_year"
    for r_field; do printf '%s: %s\n' "${r_field%%=*}" "${r_field#*=}"; done
}
judged() { # outcome: the assessment of an area, as antt-score writes it as far as it matters here
    printf 'assessment={outcome: %s}' "$1"
}
nominate() { # id, year, of what, more fields; those that are not given are of a certificate of the commune
    n_id=$1 n_year=$2 n_of=$3
    shift 3
    n_all=" $*"
    case $n_all in *' subject='*) ;; *) set -- "$@" subject=collective ;; esac
    case $n_all in *' name='*) ;; *) set -- "$@" "name=Tên $n_of" ;; esac
    case $n_all in *' level='*) ;; *) set -- "$@" level=commune ;; esac
    case $n_all in *' award='*) ;; *) set -- "$@" 'award=giấy khen' ;; esac
    [ -z "$n_of" ] || set -- "$@" "of=$n_of"
    record nomination "$n_id" "$n_year" "$@"
}
names() { # of the conflicts in ./out, one nomination a line: `n1 not_met/2014 ...`
    awk '/^id: / { id = $2 } /^record: / { if (open) print line; open = /nomination/; line = "" }
        open && /^id: / { line = $2 line }
        open && /- \{conflict: / { match($0, /conflict: [a-z_]+/); name = substr($0, RSTART + 10, RLENGTH - 10)
            year = ""; if (match($0, /year: [0-9]+/)) year = "/" substr($0, RSTART + 6, 4)
            line = line " " name year }
        END { if (open) print line }' out
}
# conflicts WHAT WANTED FILE: all conflicts that it finds, in the block and as messages.  WANTED is as names gives it.
conflicts() {
    run antt-evidence "$3"
    is "$1" "$status $(names)" "0 $2"
    is "$1: each is said" "$(sed -n 's/.*: nomination \([^:]*\): \([a-z_]*\): .*\[conflict\]$/\1 \2/p' err | sort)" \
        "$(echo "$2" | awk '{ for (i = 2; i <= NF; i++) { sub("/.*", "", $i); print $1, $i } }' | sort)"
    is "$1: and nothing else" "$(grep -cv '\[conflict\]$' err)" 0
}

# --- the block ----------------------------------------------------------------------------------

{
    nominate n1 2014 a1
    record area a1 2012 recognition=2012-11-12 "$(judged undecided)"
    record area a1 2014 recognition=2014-11-12 "$(judged met)"
    record area a1 2013 recognition=false "$(judged not_met)"
    record area a1 2015 recognition=2015-11-12 "$(judged met)"
    record area a2 2014 recognition=2014-11-12 "$(judged not_met)"
    record patrol a1 2014 x=y
} >area
{
    nominate n1 2014 a1
    cat <<'EOF'
evidence:
  records: [2012, 2013, 2014]
  recognised: [2012, 2014]
  met: [2014]
  not_met: [2013]
  undecided: [2012]
  conflicts: []
EOF
    sed 1,10d area
} >wanted
expect 'an area: years in order, none after the nomination, and nothing of others' -o wanted -- antt-evidence area
cp wanted once
expect 'twice is once' -o once -- antt-evidence once
expect 'antt-validate takes the block' -x -s 1 -E "no kind 'patrol'" -- antt-validate -q once
sed 's/met: \[2014\]/met: [2011]/; s/conflicts: \[\]/conflicts: [{conflict: not_met, text: x}]/' once >old
expect 'an old block is replaced, and not believed' -o once -- antt-evidence old

{
    record team t1 2013 type=protection_team area=a1 rating=excellent
    record team t1 2014 type=protection_team area=a1 rating=completed
    record team t1 2012 type=protection_team area=a9
    record area a1 2014 recognition=2014-11-12 "$(judged met)"
    nominate n1 2014 t1
} >team
{
    cat team
    cat <<'EOF'
evidence:
  records: [2012, 2013, 2014]
  place: {2012: a9, 2013: a1, 2014: a1}
  recognised: [2014]
  place_records: [2014]
  met: [2014]
  ratings: {2013: excellent, 2014: completed}
  conflicts: []
EOF
} >wanted
expect 'a team: its ratings, and its area of the latest year' -o wanted -- antt-evidence team
{ nominate n1 2014 t1; record team t1 2014 'area="x]: y, # z"'; record team t1 2013 area=no; } >x
run antt-evidence x
is 'a value that could be taken for YAML' "$status $(grep -A1 'place:' out)" '0   place: {2013: "no", 2014: "x]: y, # z"}
  conflicts:'
cp out x
expect 'and can be read again' -o x -X -- antt-evidence x
{
    record model m1 2013 rating=average effective=true
    record model m1 2014 rating=good effective=true replicate=true area=a1
    record area a1 2014 "$(judged met)"
    nominate n1 2014 m1
} >model
{
    cat model
    cat <<'EOF'
evidence:
  records: [2013, 2014]
  place: {2013: "14809", 2014: a1}
  place_records: [2014]
  met: [2014]
  model_ratings: {2013: average, 2014: good}
  effective: [2013, 2014]
  replicate: [2014]
  conflicts: []
EOF
} >wanted
expect 'a model' -o wanted -- antt-evidence model
{
    record commune 14809 2014 recognition=2014-11-20 "$(judged met)"
    nominate n1 2014 '"14809"' level=district
    record commune 14812 2014 "$(judged not_met)"
} >commune
run antt-evidence commune
is 'a commune is named by its code' "$status $(sed -n '/^evidence/,/^---/p' out | tr '\n' '|')$(cat err)" \
    '0 evidence:|  records: [2014]|  recognised: [2014]|  met: [2014]|  conflicts: []|---|'

# --- met or not ---------------------------------------------------------------------------------

for outcome in met not_considered not_met undecided; do
    case $outcome in not_met|undecided) wanted="n1 $outcome/2014" ;; *) wanted=n1 ;; esac
    for of in area:a1 institution:a1 commune:14809; do
        { nominate n1 2014 "\"${of#*:}\""; record "${of%:*}" "${of#*:}" 2014 "$(judged $outcome)"; } >x
        conflicts "the ${of%:*} is $outcome" "$wanted" x
    done
    for place in area=a1 institution=a1; do
        {
            nominate n1 2014 t1
            record team t1 2014 "$place"
            record "${place%=*}" a1 2014 "$(judged $outcome)"
            record commune 14809 2014 "$(judged not_met)"
        } >x
        conflicts "the ${place%=*} of a team is $outcome, its commune does not matter" "$wanted" x
    done
    { nominate n1 2014 t1 subject=individual name=An; record team t1 2014; record commune 14809 2014 "$(judged $outcome)"; } >x
    conflicts "a person of a team of a commune that is $outcome" "$wanted" x
done
{ nominate n1 2014 a1; record area a1 2014 "$(judged met)"; record area a1 2013 "$(judged not_met)"; } >x
conflicts 'not met the year before' n1 x
{ nominate n1 2013 a1; record area a1 2013 "$(judged met)"; record area a1 2014 "$(judged not_met)"; } >x
conflicts 'not met the year after' n1 x
{ nominate n1 2014 t1; record team t1 2013 area=a1; record team t1 2014 area=a2
    record area a1 2014 "$(judged not_met)"; record area a2 2014 "$(judged met)"; } >x
conflicts 'a team that has moved: its area of the year' n1 x

{ for i in 1 2 3; do nominate n$i 2014 a$i; record area a$i 2014; done; } >x
expect 'not judged: in each block, and said once' -x \
    -e 'x:2:1: warning: nomination n1: not_judged: not judged: run antt-score first; see x:12 [conflict]' -- antt-evidence x
is 'in each block' "$(names | tr '\n' ' ')" 'n1 not_judged/2014 n2 not_judged/2014 n3 not_judged/2014 '

for rating in excellent completed not_rated not_completed; do
    case $rating in not_completed) wanted='n1 not_completed/2014' ;; *) wanted=n1 ;; esac
    { nominate n1 2014 t1; record team t1 2014 area=a1 rating=$rating; record area a1 2014 "$(judged met)"; } >x
    conflicts "a team that is $rating" "$wanted" x
done
{ nominate n1 2014 t1; record team t1 2014 area=a1 rating=completed; record team t1 2013 area=a1 rating=not_completed
    record area a1 2014 "$(judged met)"; } >x
conflicts 'a team that was not_completed the year before' n1 x

# --- nobody knows it ----------------------------------------------------------------------------

nominate n1 2014 a1 >x
expect 'of names nothing' -x -e 'x:2:1: warning: nomination n1: unknown_subject: no record is of what it speaks of [conflict]' -- antt-evidence x
{ nominate n1 2014 a1; record area a1 2013 "$(judged met)"; } >x
conflicts 'no record of the year' 'n1 no_record' x
{ nominate n1 2014 a1; record area a1 2015 "$(judged met)"; } >x
conflicts 'only later years: it is not known yet' 'n1 unknown_subject' x
{ nominate n1 2014 t1; record team t1 2014 area=a1; } >x
conflicts 'the area of a team is not there' 'n1 no_place_record' x
{ nominate n1 2014 t1; record team t1 2014 area=a1; record area a1 2013 "$(judged met)"; } >x
conflicts 'the area of a team has no record of the year' 'n1 no_place_record' x
nominate n1 2014 '' name=Nào >x
conflicts 'a collective that does not say what it is' 'n1 no_subject' x
nominate n1 2014 '' name=An subject=individual >x
conflicts 'a person need not belong to anything' n1 x
{ nominate n1 2014 x1; record area x1 2014 "$(judged met)"; record team x1 2014 area=x1; record area x1 2013 "$(judged met)"; } >x
expect 'two kinds have one id' -x \
    -e 'x:2:1: warning: nomination n1: two_subjects: records of two kinds have this id; see x:12, x:19 [conflict]' -- antt-evidence x
is 'in the block' "$(names)" 'n1 two_subjects/2014'
{ nominate n1 2014 t1; record team t1 2014 area=a1 rating=completed; record team t1 2014 area=a1 rating=excellent
    record area a1 2014 "$(judged met)"; } >x
conflicts 'two ratings in one year' 'n1 two_ratings/2014' x
is 'the first is shown' "$(grep ratings: out)" '  ratings: {2014: completed}'

# --- proposed twice, and year after year --------------------------------------------------------

sound() { # the record that makes a nomination of a1 or a2 fine
    for id in a1 a2; do for year in 2012 2013 2014; do record area $id $year "$(judged met)"; done; done
}
pair() { # WHAT, WANTED, fields of the second nomination: id year of more
    desc=$1 wanted=$2
    shift 2
    { sound; nominate n1 2014 a1 'name=Khu phố Hoà Bình'; nominate "$@"; } >x
    conflicts "$desc" "$wanted" x
    { nominate "$@"; nominate n1 2014 a1 'name=Khu phố Hoà Bình'; sound; } >x
    conflicts "$desc, the other way round, and before what they speak of" "$(echo "$wanted" | sort -r)" x
}
nl='
'
both="n1 proposed_twice/2014${nl}n2 proposed_twice/2014"
neither="n1${nl}n2"
pair 'twice' "$both" n2 2014 a1
pair 'another award' "$neither" n2 2014 a1 'award=bằng khen'
pair 'another level' "$neither" n2 2014 a1 level=district
pair 'something else of the same name' "$neither" n2 2014 a2 'name=Khu phố Hoà Bình'
pair 'a person of the area' "$neither" n2 2014 a1 subject=individual name=An
pair 'a refused one is none' "n1${nl}n2 proposed_twice/2014" n2 2014 a1 decision=false
pair 'a decided one is one' "$both" n2 2014 a1 decision=2014-12-01
pair 'the year before' "n1 same_award/2013${nl}n2" n2 2013 a1
pair 'refused the year before' "n1${nl}n2" n2 2013 a1 decision=false
pair 'another award the year before' "n1${nl}n2" n2 2013 a1 'award=cờ thi đua'
pair 'another level the year before' "n1${nl}n2" n2 2013 a1 level=province
pair 'two years before' "n1${nl}n2" n2 2012 a1
no_subject="n1 proposed_twice/2014${nl}n2 no_subject proposed_twice/2014"
pair 'the same name, without of' "$no_subject" n2 2014 '' 'name=khu phố  HÒA BÌNH'
pair 'another tone is another name' "n1${nl}n2 no_subject" n2 2014 '' 'name=Khu phố Hoa Bình'

persons() { # WHAT, WANTED, fields of the second
    desc=$1 wanted=$2
    shift 2
    { sound; nominate n1 2014 a1 subject=individual name='Lê Thuý An'; nominate "$@" subject=individual; } >x
    conflicts "$desc" "$wanted" x
}
persons 'one person twice' "$both" n2 2014 a1 'name=Lê Thúy An'
persons 'two persons of one thing' "$neither" n2 2014 a1 'name=Lê Thuỷ An'
persons 'two persons of one name, each of its own' "$neither" n2 2014 a2 'name=Lê Thuý An'
persons 'one does not say where it belongs' "$both" n2 2014 '' 'name=Lê Thuý An'
{ nominate n1 2014 '' subject=individual name=An; nominate n2 2014 '' subject=individual name=An | sed 's/14809/14812/'; } >x
conflicts 'of one name in two communes' "$neither" x
{ sound; for i in 1 2 3 4 5; do nominate n$i 2014 a1; done; } >x
run antt-evidence x
is 'five times: three places are named' "$(sed -n '1s/.*this year; //p' err)" 'see x:54, x:64, x:74 and 1 more [conflict]'
is 'one message each' "$(wc -l <err)" 5
cat x >y
expect 'two files with the same names in them' -x -E 'see x:54, x:64, x:74 and 6 more' -E 'y:84:1: warning: nomination n5: ' -- antt-evidence x y

nominate n 2014 a1 >one
{ sound; i=0; while [ $((i += 1)) -le 100 ]; do sed "s/^id: n/id: n$i/" one; done; } >x
run antt-evidence x
is 'a hundred times: each gets its message' "$(grep -c 'proposed_twice: ' err) $(grep -c '{conflict: proposed_twice, year: 2014' out)" '100 100'
is 'of those beyond the first 64 not all are kept, and the message says so' \
    "$(sed -n 's/.*this year; //p' err | sort | uniq -c | sort -rn | sed -n '1s/^ *//p')" '61 see x:44, x:54, x:64 and at least 95 more [conflict]'
head -n "$(awk '/^id: n64$/ { print NR + 8 }' x)" x >y
run antt-evidence y
is 'up to them the number is exact' "$(sed -n '$s/.*this year; //p' err)" 'see y:44, y:54, y:64 and 60 more [conflict]'

# --- years --------------------------------------------------------------------------------------

for wrong in '' 14 2014-01-01 1989; do
    { sound; nominate n1 "$wrong" a1; } >wanted
    { cat wanted; echo 'evidence: {met: [2014]}'; } >x
    expect "a nomination of the year '$wrong' gets no evidence, an old one is taken out" -s 1 -o wanted \
        -e "x:44:1: error: nomination n1: the record's year is missing or wrong, so it is not known which years are evidence [no-evidence]" \
        -- antt-evidence x
done
{ nominate n1 2014 a1; record area a1 '' "$(judged not_met)"; } >x
conflicts 'a record without its year is evidence of nothing' 'n1 unknown_subject' x

# --- -W, severity, streams ----------------------------------------------------------------------

{ nominate n1 2014 a1; record area a1 2014 "$(judged not_met)"; } >x
expect 'conflicts do not change the status' -x -E 'warning: nomination n1: not_met' -- antt-evidence x
cp out plain
expect '-W: they do' -s 1 -o plain -E 'error: nomination n1: not_met' -- antt-evidence -W x
expect '--werror is -W' -s 1 -o plain -E 'error: ' -- antt-evidence --werror x
expect '-W without conflicts' -o once -- antt-evidence -W once
expect 'as JSON' -x -e '{"file":"x","line":2,"column":1,"severity":"warning","slug":"conflict","record":"nomination n1","text":"not_met: it, or what it belongs to, is not met in this year; see x:12"}' \
    -- antt-evidence --diagnostics=json x
printf '# head\n---   # a\nrecord:   area\n"id": a1\nyear: 2014\nname: >-\n  Khu\n  phố\nassessment: {outcome: met}\n...\n# between\n--- {"record": "nomination", id: n1, year: 2014, of: a1}\n---\n# tail\n' >x
expect 'comments, quoting, flow style' -O '# head
---   # a
record:   area
"id": a1
year: 2014
name: >-
  Khu
  phố
assessment: {outcome: met}
...
# between
---
record: "nomination"
id: n1
year: 2014
of: a1
evidence:
  records: [2014]
  met: [2014]
  conflicts: []
---
# tail' -- antt-evidence x
printf 'record: nomination\r\nid: n1\r\nyear: 2014\r\nsubject: individual' >x
printf 'record: nomination\r\nid: n1\r\nyear: 2014\r\nsubject: individual\r\nevidence:\r\n  conflicts: []\r\n' >wanted
expect 'CRLF, and no final newline' -o wanted -- antt-evidence x
{ echo '# only a comment'; nominate n1 2014 a1; echo '---'; echo '# another'; nominate n2 2014 a1; } >x
expect 'comments between do not move the places' -x -E 'x:3:1: warning: nomination n1: proposed_twice' \
    -E 'see x:15 [conflict]' -E 'x:15:1: warning: nomination n2: proposed_twice' -E 'see x:3 [conflict]' -- antt-evidence x
{ nominate n1 2014 a1; printf -- '---\nrecord: area\nid: [\n'; record area a1 2014 "$(judged met)"; } >x
expect 'a broken document takes nothing with it' -s 1 -c 'conflicts: []' -E 'x:13:5: error: ' -- antt-evidence x
{ cat once; printf -- '---\nrecord: end\nrecords: 7\n'; } >sealed
expect 'the seal comes last' -o sealed -- antt-evidence <sealed
expect 'a stream without its seal' -s 2 -x -E '[bad-seal]' -- antt-evidence --sealed <once
expect 'nothing' -- antt-evidence /dev/null
expect 'TMPDIR is not there' -s 2 -E '[write-failed]' -- env TMPDIR=nowhere antt-evidence once

awk 'BEGIN { for (i = 0; i < 10000; i++) { n = i * 7919 % 10000
    printf "---\nrecord: nomination\nid: n%d\nyear: 2014\nunit: \"14809\"\nsubject: collective\nname: Khu phố %d\nof: a%d\nlevel: commune\naward: giấy khen\n", n, n, n
    printf "---\nrecord: area\nid: a%d\nyear: %d\nassessment: {outcome: %s}\n", i, 2013 + i % 2, i % 4 == 1 ? "not_met" : "met" } }' >many
run antt-evidence many
is '10000 nominations' "$status $(grep -c '^evidence:' out) $(grep -c no_record out) $(grep -c 'conflict: not_met' out) $(grep -c 'conflicts: \[\]' out)" \
    '0 10000 5000 2500 2500'
is 'a message for each conflict' "$(wc -l <err)" 7500

# --- definitions of one's own -------------------------------------------------------------------

mkdir -p ours/evidence ours/fragments
{
    printf 'fragment: evidence-own\nfields:\n'
    echo '  - {field: evidence.disciplined, type: table, of: count, vi: "số người bị kỷ luật", en: "members disciplined, by year"}'
    echo '  - {field: evidence.active, type: table, of: bool, vi: "đủ tháng", en: "nine months"}'
} >ours/fragments/evidence-own.yaml
cat >ours/evidence/ours.yaml <<'EOF'
evidence: nomination
collect:
  - {name: disciplined, from: team, key: of, value: disciplined}
  - {name: active, from: team, key: of, value: months_active >= 9}
conflicts:
  - {conflict: disciplined, each: disciplined, when: "found.value != '0' and found.year >= year - 1", severity: error, vi: "có người bị kỷ luật", en: "members were disciplined"}
EOF
{ nominate n1 2014 t1; record team t1 2014 area=a1 disciplined=0 months_active=9; record team t1 2013 area=a1 disciplined=2
    record team t1 2012 area=a1 disciplined=1; record area a1 2014 "$(judged met)"; } >x
expect 'evidence of our own is added to the built-in' -s 1 -c '
  ratings' -X -- sh -c 'antt-evidence -d ours x; s=$?; echo "  ratings"; exit $s'
is 'in the block' "$(sed -n '/disciplined: {/p; /active: {/p; /- {/p' out)" '  disciplined: {2012: 1, 2013: 2, 2014: 0}
  active: {2014: true}
    - {conflict: disciplined, year: 2013, text: "có người bị kỷ luật"}'
is 'an error where it says so' "$(cat err)" 'x:2:1: error: nomination n1: disciplined: members were disciplined; see x:21 [conflict]'

faulty() { # WHAT, PLACE, MESSAGE, the definition after `evidence: nomination`
    mkdir -p bad/evidence
    printf '%s\n' "$4" >bad/evidence/bad.yaml
    expect "refused: $1" -s 2 -e "bad/evidence/bad.yaml:$2: error: $3 [bad-definition]" -- antt-evidence -d bad once
}
faulty 'a kind that is none' 1:11 '`evidence` names the kind, one with a year, whose records get it' 'evidence: nominaton'
faulty 'a kind without a year' 1:11 '`evidence` names the kind, one with a year, whose records get it' 'evidence: unit'
faulty 'an unknown key' 2:9 "unknown key 'colect'; did you mean 'collect'?" 'evidence: nomination
colect: []'
faulty 'no list' 2:10 '`collect` must be a list' 'evidence: nomination
collect: x'
collects() { # WHAT, COLUMN, MESSAGE, entry
    faulty "$1" "2:$2" "$3" "evidence: nomination
collect: [$4]"
}
collects 'neither key nor same' 11 'what is collected needs `name`, `from`, and either `key` or `same`' '{name: met, from: area}'
collects 'both' 11 'what is collected needs `name`, `from`, and either `key` or `same`' '{name: met, from: area, key: of, same: id}'
collects 'from nowhere' 11 '`from`, the kinds of what is collected, is missing' '{name: met, key: of}'
collects 'from an unknown kind' 36 '`from` names kinds whose records have a year' '{name: met, from: [area, aera], key: of}'
mkdir -p bad/kinds
cat >bad/kinds/watch.yaml <<'EOF'
kind: watch
title: {vi: "Ca trực", en: "Watch"}
key: [unit, name, year]
fields:
  - {field: unit, type: code, vi: "mã", en: "unit"}
  - {field: name, type: text, vi: "tên", en: "name"}
  - {field: year, type: year, vi: "năm", en: "year"}
EOF
collects 'a key of two fields' 49 '`key` is for kinds with a key of one field beside the year' '{name: met, from: [area, watch], key: of}'
collects 'a field that is none' 47 "'off' is neither a field of the kind nomination nor \`evidence.\` and values that were collected above" \
    '{name: met, from: [area], key: [of, off]}'
collects 'years are no ids' 47 "'evidence.met' is neither a field of the kind nomination nor \`evidence.\` and values that were collected above" \
    '{name: met, from: [area], key: [of, evidence.met]}'
collects 'not in both' 50 "'award' is not a field of all these kinds" '{name: met, from: [area], same: [unit, award]}'
collects 'a wrong condition' 52 "in 'year == met', column 9: no field 'met'" '{name: met, from: [area], key: of, when: year == met}'
collects 'a name that the block does not have' 11 "the kind nomination has no field 'evidence.mett' that is a list of years" \
    '{name: mett, from: [area], key: of}'
collects 'values where the block has years' 11 "the kind nomination has no field 'evidence.met' that is a table" \
    '{name: met, from: [area], key: of, value: crimes}'
collects 'years where the block has values' 11 "the kind nomination has no field 'evidence.place' that is a list of years" \
    '{name: place, from: [area], key: of}'
wants() { # WHAT, COLUMN, MESSAGE, entry
    faulty "$1" "2:$2" "$3" "evidence: nomination
conflicts: [$4]"
}
needs='a conflict needs `conflict`, its name, `when`, `severity` (error or warning), `vi` and `en`'
wants 'a conflict without words' 13 "$needs" '{conflict: x, when: "true", severity: warning, en: x}'
wants 'a severity that is none' 13 "$needs" '{conflict: x, when: "true", severity: grave, en: x, vi: x}'
wants 'a conflict without condition' 13 "$needs" '{conflict: x, severity: error, en: x, vi: x}'
wants 'each of nothing' 33 'nothing of this name is collected' '{conflict: x, each: mett, when: "true", severity: error, en: x, vi: x}'
wants 'found where nothing is looked through' 33 "in 'found.year == 1', column 1: no field 'found.year'" \
    '{conflict: x, when: found.year == 1, severity: error, en: x, vi: x}'

finish
