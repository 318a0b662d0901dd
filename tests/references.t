#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-validate across records: what a record refers to must be there, and what must hold over all teams of a commune.
. "${0%/*}/lib.sh"
status=

area() { # id, year, further lines
    printf -- '---\nrecord: area\nid: %s\nname: Khu %s\nunit: "14809"\nyear: %s\n' "$1" "$1" "$2"
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
team() { # id, year, further lines
    printf -- '---\nrecord: team\nid: %s\nname: Tổ %s\nunit: "14809"\nyear: %s\ntype: protection_team\n' "$1" "$1" "$2"
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
meeting() { # id, year, line
    printf -- '---\nrecord: meeting\nid: %s\nyear: %s\nunit: "14809"\ntype: team_session\ndate: %s-03-01\n%s\n' "$1" "$2" "$2" "$3"
}
nomination() { # id, year, of
    printf -- '---\nrecord: nomination\nid: %s\nyear: %s\nunit: "14809"\nsubject: collective\nname: Tổ 1\nof: %s\n' "$1" "$2" "$3"
    printf 'level: commune\naward: giấy khen\n'
}
# fine DESC: ./in.yaml passes as it is, without a word
fine() {
    expect "$1" -o in.yaml -- antt-validate -q in.yaml
    expect "$1: with --no-output" -- antt-validate -qn in.yaml
}
late='; the record has been passed on, for the first area came after it: put those first'

# --- where the targets come first ---

(area a-1 2020; team t-1 2020 'area: a-1') >in.yaml
fine 'an area that has come'
(area a-1 2020; team t-1 2020 'area: a-2') >in.yaml
area a-1 2020 >wanted
expect 'an area that is not there' -s 1 -o wanted -e "in.yaml:14:7: error: team t-1 2020: area: there is no area 'a-2' [unknown-reference]" \
    -e 'antt-validate: 2 records, 1 rejected, 0 warnings' -- antt-validate in.yaml
expect 'the same with --no-output' -s 1 -e "in.yaml:14:7: error: team t-1 2020: area: there is no area 'a-2' [unknown-reference]" \
    -e 'antt-validate: 2 records, 1 rejected, 0 warnings' -- antt-validate -n in.yaml
(area a-1 2020; team t-1 2020 'area:'; team t-2 2020 'area: null'; team t-3 2020) >in.yaml
fine 'an unknown area refers to nothing'
(area a-1 2020; team t-1 2020 'area: "a-1"') >in.yaml
fine 'however it is written'
team t-1 2020 'area: a-2' >in.yaml
fine 'without records of areas none is looked up'
(team t-1 2020 'area: a-2'; meeting m-1 2020 'area: a-1') >in.yaml
fine 'nor that of a meeting'
(team t-1 2020; meeting m-1 2020 'area: a-1'; meeting m-2 2020 'team: t-1') >in.yaml
fine 'each kind by itself'
(team t-1 2020; meeting m-2 2020 'team: t-2') >in.yaml
expect 'a meeting of a team that is not there' -s 1 -x -e "in.yaml:15:7: error: meeting m-2: team: there is no team 't-2' [unknown-reference]" \
    -- antt-validate -q in.yaml
(printf -- '---\nrecord: due\nid: bc-1\ntitle: Báo cáo\nfrom: commune\ndeadline: 2020-06-30\n'
 printf -- '---\nrecord: submission\ndue: bc_1\nunit: "14809"\nreceived: 2020-06-20\n') >in.yaml
expect 'a submission of what was not due' -s 1 -x \
    -e "in.yaml:9:6: error: submission bc_1 14809: due: there is no due 'bc_1'; did you mean 'bc-1'? [unknown-reference]" -- antt-validate -q in.yaml
(area a-1 2020; printf -- '---\nrecord: model\nid: m-1\nname: Camera\nunit: "14809"\nyear: 2020\narea: a-3\n') >in.yaml
expect "a model's area" -s 1 -x -e "in.yaml:13:7: error: model m-1 2020: area: there is no area 'a-3' [unknown-reference]" -- antt-validate -q in.yaml
(printf -- '---\nrecord: institution\nid: i-1\nname: Trường\nunit: "14809"\nyear: 2020\ntype: school\n'
 team t-1 2020 'institution: i-2') >in.yaml
expect "a team's institution" -s 1 -x -e "in.yaml:15:14: error: team t-1 2020: institution: there is no institution 'i-2' [unknown-reference]" \
    -- antt-validate -q in.yaml

# --- of another year ---

(area a-1 2016; area a-1 2018; team t-1 2017 'area: a-1') >in.yaml
expect 'an area of other years' -s 1 -x \
    -e 'in.yaml:20:7: error: team t-1 2017: area: area a-1 is there in 2016, 2018, not in 2017 [unknown-reference]' -- antt-validate -q in.yaml
(for year in 2013 2014 2015 2017; do area a-1 $year; done; team t-1 2018 'area: a-1') >in.yaml
expect 'years that follow each other are told in short' -s 1 -x \
    -E 'area a-1 is there in 2013-2015, 2017, not in 2018 [unknown-reference]' -- antt-validate -q in.yaml

# --- nominations: of several kinds, any year up to theirs ---

institution() {
    printf -- '---\nrecord: institution\nid: i-1\nname: Trường\nunit: "14809"\nyear: 2018\ntype: school\n'
}
model() {
    printf -- '---\nrecord: model\nid: m-1\nname: Camera\nunit: "14809"\nyear: 2018\n'
}
commune() {
    printf -- '---\nrecord: commune\nunit: "14809"\nyear: 2018\n'
}
(area a-1 2018; team t-1 2018; institution; model; commune) >all.yaml
for id in a-1 t-1 i-1 m-1 14809; do
    (cat all.yaml; nomination n-1 2018 $id; nomination n-2 2020 $id) >in.yaml
    fine "a nomination of $id, of its year and of an earlier one"
done
(cat all.yaml; nomination n-1 2017 t-1) >in.yaml
expect 'one that comes only later' -s 1 -o all.yaml \
    -e 'in.yaml:38:5: error: nomination n-1: of: team t-1 is there in 2018, not in 2017 or before [unknown-reference]' -- antt-validate -q in.yaml
(cat all.yaml; nomination n-1 2018 x-1) >in.yaml
expect 'one of nothing' -s 1 -o all.yaml \
    -e "in.yaml:38:5: error: nomination n-1: of: there is no area, team, institution, model or commune 'x-1' [unknown-reference]" -- antt-validate -q in.yaml
(area a-1 2018; team t-1 2018; nomination n-1 2018 x-1) >in.yaml
fine 'it may be of a kind that the stream does not have'

# --- targets that come later ---

(team t-1 2020 'area: a-1'; area a-1 2020) >in.yaml
fine 'the area behind its team'
(area a-1 2020; team t-2 2020 'area: a-2'; echo '--- # giữa'; team t-1 2020 'area: a-1'; echo '# cuối'; area a-2 2020) >in.yaml
fine 'interleaved, with comments and empty documents in their places'
printf 'record: area\r\nid: a-1\r\nname: K\r\nunit: "1"\r\nyear: 2020\r\n...\n# x\n' >one
printf 'record: team\nid: t-1\nname: T\nunit: "1"\nyear: 2020\ntype: protection_team\narea: a-2\n' >two
printf '\357\273\277record: area\nid: a-2\nname: K 2\nunit: "1"\nyear: 2020' >three
expect 'over files, whatever parts them' -x -- antt-validate -q one two three
cp out got
mkdir -p free/kinds
sed 's/ refers: {kind: [^}]*},//' "$ANTT_TOP/lib/defs/kinds/team.yaml" >free/kinds/team.yaml
antt-validate -q -d free one two three >wanted
ok 'as they do where nothing is held back' cmp got wanted
(area a-1 2020; team t-2 2020 'area: a-2'; team t-3 2020 'area: a-3'; area a-2 2020; area a-4 2020) >in.yaml
(area a-1 2020; team t-2 2020 'area: a-2'; area a-2 2020; area a-4 2020) >wanted
expect 'what never comes is rejected at the end, and nothing else' -s 1 -o wanted \
    -e "in.yaml:22:7: error: team t-3 2020: area: there is no area 'a-3' [unknown-reference]" \
    -e 'antt-validate: 5 records, 1 rejected, 0 warnings' -- antt-validate -r rejects.yaml in.yaml
(echo "# in.yaml:22:7: error: team t-3 2020: area: there is no area 'a-3' [unknown-reference]"; team t-3 2020 'area: a-3') >wanted
ok 'it is kept under its message, byte for byte' cmp rejects.yaml wanted
run antt-validate -qn -r rejects-n.yaml in.yaml
ok 'with --no-output too' cmp rejects-n.yaml wanted
antt-validate -q in.yaml 2>/dev/null >sound.yaml
expect 'what has passed passes again' -o sound.yaml -- antt-validate -q sound.yaml
area a-1 2020 >first; team t-3 2020 'area: a-3' >second; area a-2 2020 >third
cat first third >wanted
expect 'places in several files' -s 1 -o wanted -e "second:8:7: error: team t-3 2020: area: there is no area 'a-3' [unknown-reference]" \
    -- antt-validate -q first second third
expect 'on standard input' -s 1 -o wanted -e "<stdin>:8:7: error: team t-3 2020: area: there is no area 'a-3' [unknown-reference]" \
    -- antt-validate -q first - third <second
(area a-1 2020; team t-2 2020 'area: a-2'; area a-3 2020 'crimes: x'; printf -- '---\nrecord: area\nid: [\n'; area a-2 2020) >in.yaml
(area a-1 2020; team t-2 2020 'area: a-2'; area a-2 2020) >wanted
expect 'faults of what comes while it is held back' -s 1 -o wanted \
    -e "in.yaml:20:9: error: area a-3 2020: crimes: 'x' is not a count: digits alone, 0 or more [bad-value]" -E '[yaml-syntax]' -- antt-validate -q in.yaml
is 'are told once' "$(grep -c . err)" 2

# --- the first of the kind comes after those that refer to it ---

(team t-1 2020 'area: a-2'; area a-1 2020) >in.yaml
expect 'what has gone cannot be rejected, but is told' -s 1 -o in.yaml \
    -e "in.yaml:8:7: error: team t-1 2020: area: there is no area 'a-2'$late [unknown-reference]" \
    -e 'antt-validate: 2 records, 0 rejected, 0 warnings' -- antt-validate in.yaml
expect 'with --no-output nothing has gone' -s 1 -e "in.yaml:8:7: error: team t-1 2020: area: there is no area 'a-2' [unknown-reference]" \
    -- antt-validate -qn in.yaml
(team t-1 2021 'area: a-1'; area a-1 2020; team t-2 2020 'area: a-9'; nomination n-1 2020 x) >in.yaml
(team t-1 2021 'area: a-1'; area a-1 2020; nomination n-1 2020 x) >wanted
expect 'what has gone, then what was held back' -s 1 -o wanted \
    -e "in.yaml:8:7: error: team t-1 2021: area: area a-1 is there in 2020, not in 2021$late [unknown-reference]" \
    -e "in.yaml:22:7: error: team t-2 2020: area: there is no area 'a-9' [unknown-reference]" -- antt-validate -q in.yaml
mkfifo pipe
antt-validate -q <pipe >prompt &
exec 3>pipe
(team t-1 2020 'area: a-1'; echo ---) >&3
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ ! -s prompt ] || break
    sleep 0.1
done
ok 'where there are no areas records are passed on at once' test -s prompt
exec 3>&-
wait

# --- one cause, one message ---

(area a-1 2020; area a-2 2020 'crimes: x'; team t-1 2020 'area: a-2') >in.yaml
expect 'an area that was rejected has been there' -s 1 -x \
    -e "in.yaml:13:9: error: area a-2 2020: crimes: 'x' is not a count: digits alone, 0 or more [bad-value]" -- antt-validate -q in.yaml
(area a-1 2020; team t-1 2020 'area: a-2'; team t-2 2020; meeting m-1 2020 'team: t-1') >in.yaml
(area a-1 2020; team t-2 2020; meeting m-1 2020 'team: t-1') >wanted
expect 'a team that was held back and rejected too' -s 1 -o wanted \
    -e "in.yaml:14:7: error: team t-1 2020: area: there is no area 'a-2' [unknown-reference]" -- antt-validate -q in.yaml
(area a-1 2018; team t-1 2018 'area: a-9' 'members: {total: 1, women: 2}') >in.yaml
expect 'all faults of a team in one run' -s 1 -x -e 'in.yaml:15:28: error: team t-1 2018: more women than members: members.women 2 > 1 [relation]' \
    -e "in.yaml:14:7: error: team t-1 2018: area: there is no area 'a-9' [unknown-reference]" -- antt-validate -q in.yaml
(area a-1 2018; team t-1 2018 'area: a-2' 'members: {total: 1, women: 2}'; area a-2 2018) >in.yaml
expect 'not where the area comes later' -s 1 -x -e 'in.yaml:15:28: error: team t-1 2018: more women than members: members.women 2 > 1 [relation]' \
    -- antt-validate -q in.yaml
(area a-1 2020; team t-1 2020 'area: a 2') >in.yaml
expect 'what is no id is not looked up' -s 1 -x -E 'is not an id' -- antt-validate -q in.yaml
is 'there is one message' "$(grep -c . err)" 1

# --- slips ---

# meant DESC ID WANTED: one of the areas is meant
for id in 14809-01 14809-02 14809-10 14809-12 A-7; do area $id 2020; done >areas.yaml
meant() {
    (cat areas.yaml; team t-1 2020 "area: $2") >in.yaml
    expect "$1" -s 1 -o areas.yaml -e "in.yaml:38:7: error: team t-1 2020: area: there is no area '$2'$3 [unknown-reference]" -- antt-validate -q in.yaml
}
meant 'letters that changed places' 14890-02 "; did you mean '14809-02'?"
meant 'a zero that is missing' 14809-2 "; did you mean '14809-02'?"
meant 'another sign' 14809.02 "; did you mean '14809-02'?"
meant 'one too many' 14809-122 "; did you mean '14809-12'?"
meant 'another case' a-7 "; did you mean 'A-7'?"
meant 'an id of the same series is no slip' 14809-03 ''
meant 'nor is one of two' 14809-012 ''
meant 'an id of one letter' x ''
(cat areas.yaml; team t-1 2020 "area: $(printf '%0300d' 1)") >in.yaml
expect 'a very long id' -s 1 -o areas.yaml -E "there is no area '000" -- antt-validate -q in.yaml

# --- whole towns ---

shuffled() { # seed: the records of ./town in another order
    awk -v seed="$1" 'BEGIN { srand(seed); RS = "---\n"; ORS = "" } NR > 1 { n++; r[n] = $0 }
        END { for (i = n; i > 0; i--) { j = int(rand() * i) + 1; print "---\n" r[j]; r[j] = r[i] } }' town
}
for i in 01 02 03 04 05 06 07 08 09 10; do
    for year in 2018 2019; do
        area 14809-$i $year
        team bvdp-$i $year "area: 14809-$i"
        meeting h-$i-$year $year "team: bvdp-$i"
        nomination n-$i-$year $year bvdp-$i
    done
done >town
cat all.yaml >>town
cp town small-town
for seed in 1 2 3 4 5 6; do
    shuffled $seed >in.yaml
    expect "in any order it comes out as it went in: $seed" -o in.yaml -- antt-validate -q in.yaml
done
mv in.yaml small.yaml
(cd "$ANTT_TOP/examples/bim-son" && cat areas.yaml early-years.yaml institutions.yaml communes.yaml teams.yaml models.yaml \
    nominations.yaml meetings.yaml deadlines.yaml) >town
shuffled 7 >in.yaml
expect 'the example town, shuffled' -o in.yaml -- antt-validate -q in.yaml
ok 'which has references enough' test "$(grep -Ec '^(area|institution|team|of|due): ' in.yaml)" -gt 1000
mv small.yaml in.yaml
mv small-town town
is 'and is whole' "$(grep -c '^record' in.yaml)" 85
(cat in.yaml; printf -- '---\nrecord: end\nrecords: 85\n') >sealed.yaml
expect 'sealed' -o sealed.yaml -- env ANTT_SEALED=1 antt-validate -q <sealed.yaml
(area a-1 2020; team t-1 2020 'area: a-2') >bad.yaml
(area a-1 2020; printf -- '---\nrecord: end\nrecords: 1\n') >wanted
expect 'a seal counts what was passed on' -s 1 -o wanted -X -- antt-validate -q --sealed bad.yaml
expect 'without its seal standard input is not whole; what it held is passed on all the same' -s 2 -o in.yaml -E '[bad-seal]' \
    -- antt-validate -q --sealed <in.yaml
expect 'a file that is not there, behind them' -s 2 -o in.yaml -E 'nowhere.yaml: error: cannot open' -- antt-validate -q in.yaml nowhere.yaml
expect '--werror' -o in.yaml -- antt-validate -qW in.yaml
area a-1 2020 | sed 's/Khu/Ho\xCC\x80a/' >nfd.yaml
(area a-2 2020; team t-1 2020 'area: a-1' | sed 's/Tổ/To\xCC\x80/'; cat nfd.yaml; team t-2 2020 'area: a-3' | sed 's/Tổ/To\xCC\x80/') >in.yaml
(area a-2 2020; team t-1 2020 'area: a-1' | sed 's/Tổ/Tò/'; area a-1 2020 | sed 's/Khu/Hòa/') >wanted
(echo "# in.yaml:28:7: error: team t-2 2020: area: there is no area 'a-3' [unknown-reference]"; team t-2 2020 'area: a-3' | sed 's/Tổ/To\xCC\x80/') >kept
expect '--fix-nfc' -s 1 -o wanted -e "$(sed -n '1s/^# //p' kept)" -- antt-validate -q --fix-nfc -r rejects.yaml in.yaml
ok 'what is rejected is kept as it was read' cmp rejects.yaml kept

# --- the file on disk ---

shuffled 3 >in.yaml
mkdir tmp
expect 'it goes away' -o in.yaml -- env TMPDIR="$PWD/tmp" antt-validate -q in.yaml
is 'without a rest' "$(ls -A tmp)" ''
expect 'TMPDIR is not there' -s 2 -x -E 'cannot create a temporary file: No such file or directory [write-failed]' -- env TMPDIR=nowhere antt-validate -q in.yaml
expect 'nor is it needed where areas come first' -o town -- env TMPDIR=nowhere antt-validate -q town
(area a-1 2020; team t-1 2020 'area: a-2'; for i in $(seq 3000); do area "b-$i" 2020; done; area a-2 2020) >long.yaml
expect 'TMPDIR is full' -s 2 -O "$(area a-1 2020)" -e 'temporary file: error: cannot write: File too large [write-failed]' \
    -- sh -c 'ulimit -f 100; exec antt-validate -q long.yaml'
expect 'no seal is put on what is not whole' -s 2 -O "$(area a-1 2020)" -E '[write-failed]' \
    -- sh -c 'ulimit -f 100; exec antt-validate -q --sealed long.yaml'
expect 'standard output is full' -s 2 -e '<stdout>: error: cannot write: No space left on device [write-failed]' \
    -- sh -c 'antt-validate -q long.yaml >/dev/full'
expect 'a reader that goes away' -O '---' -- sh -c 'antt-validate -q long.yaml | head -n 1'
(for i in $(seq 25000); do team "t-$i" 2020 "area: a-$i"; done; area b-1 2020) >long.yaml
run antt-validate -q long.yaml
is 'many that have gone' "$status $(grep -c "there is no area 'a-[0-9]*'; the record has been passed on" err) $(sed -n '25000s/:.*team t-25000.*/ /p' err)" '1 25000 long.yaml '
expect 'for which there is no room' -s 2 -x -E 'cannot create a temporary file: No such file or directory [write-failed]' \
    -- env TMPDIR=nowhere antt-validate -q long.yaml

# --- over all teams of a commune: as many excellent as a fifth of the well completed ---

teams() { # year, excellent, well completed, unknown
    for i in $(seq "$2"); do team "e-$i" "$1" 'rating: excellent'; done
    for i in $(seq "$3"); do team "w-$i" "$1" 'rating: well_completed'; done
    for i in $(seq "${4:-0}"); do team "u-$i" "$1"; done
}
breach='unit 14809, year 2026: more teams are excellent than 20 % of the number of well completed ones'
teams 2026 2 10 >in.yaml
fine 'a fifth'
teams 2026 2 11 >in.yaml
fine 'less'
teams 2026 3 10 >in.yaml
expect 'more: an error that rejects none' -s 1 -o in.yaml -e "in.yaml:2:1: error: team e-1 2026: $breach: excellent 3, well_completed 10 [group-relation]" \
    -e 'antt-validate: 13 records, 0 rejected, 0 warnings' -- antt-validate in.yaml
expect 'with --no-output' -s 1 -E 'excellent 3, well_completed 10 [group-relation]' -- antt-validate -qn in.yaml
teams 2026 3 10 5 >in.yaml
fine 'teams that are not rated yet may turn out well completed'
teams 2026 3 10 4 >in.yaml
expect 'if even that is not enough' -s 1 -o in.yaml \
    -e "in.yaml:2:1: error: team e-1 2026: $breach: excellent 3 to 7, well_completed 10 to 14 [group-relation]" -- antt-validate -q in.yaml
(teams 2026 0 10; team c-1 2026 'rating: completed'; team c-2 2026 'rating: excellent'; team c-3 2026 'rating: excellent'; team c-4 2026 'rating: excellent') >in.yaml
expect 'the place is that of the first excellent one' -s 1 -o in.yaml -E "in.yaml:90:1: error: team c-2 2026: $breach: excellent 3, well_completed 10" -- antt-validate -q in.yaml
teams 2025 3 10 >in.yaml
warning="in.yaml:2:1: warning: team e-1 2025: unit 14809, year 2025: ${breach#*: }: excellent 3, well_completed 10 [group-relation]"
expect 'before 2026 a warning' -o in.yaml -e "$warning" -e 'antt-validate: 13 records, 0 rejected, 1 warnings' -- antt-validate in.yaml
expect 'which -W makes an error' -s 1 -o in.yaml -e "$(echo "$warning" | sed 's/warning:/error:/')" -- antt-validate -qW in.yaml
(teams 2026 2 10; team e-9 2027 'rating: excellent'; for i in 1 2 3 4 5; do team w-$i 2027 'rating: well_completed'; done) >in.yaml
fine 'each year by itself'
(teams 2026 2 10; team x-1 2026 'rating: excellent' | sed 's/14809/14812/') >in.yaml
expect 'each commune by itself' -s 1 -o in.yaml -E 'team x-1 2026: unit 14812, year 2026: ' -- antt-validate -q in.yaml
is 'the other is not spoken of' "$(grep -c . err)" 1
(teams 2026 2 9; team w-10 2026 'rating: well_completed' 'members: {total: x}') >in.yaml
expect 'one that is rejected may have any rating' -s 1 -x -E '[bad-value]' -- antt-validate -q in.yaml
is 'so its fault is the only one' "$(grep -c . err)" 1
(teams 2026 2 10; team e-2 2026 'rating: excellent') >in.yaml
expect 'one that comes twice counts once' -s 1 -x -E '[duplicate-record]' -- antt-validate -q in.yaml
is 'so there is one message' "$(grep -c . err)" 1
(area a-1 2026; teams 2026 2 10; team e-3 2026 'rating: excellent' 'area: a-2') >in.yaml
run antt-validate -q in.yaml
is 'at the end: what was held back, then the groups' "$(sed 's/.*\[//' err | tr -d '\n')" 'unknown-reference]group-relation]'

# --- definitions ---

patrol() { # the kind `patrol`, in ours/, with these lines
    mkdir -p ours/kinds
    cat >ours/kinds/patrol.yaml <<END
kind: patrol
title: {vi: a, en: a}
key: [id]
fields:
  - {field: id, type: id, required: true, vi: i, en: i}
  - {field: year, type: year, vi: i, en: i}
END
    printf '%s\n' "$@" >>ours/kinds/patrol.yaml
}
# faulty DESC PLACE MESSAGE LINE...
faulty() {
    desc=$1 place=$2 message=$3
    shift 3
    patrol "$@"
    expect "$desc" -s 2 -e "ours/kinds/patrol.yaml:$place: error: $message [bad-definition]" -- antt-validate -q -d ours first
}
patrol '  - {field: areas, type: list, of: id, refers: {kind: area}, vi: i, en: i}'
(area a-1 2020; printf -- '---\nrecord: patrol\nid: p-1\nyear: 2020\nareas: [a-1, a-2]\n') >in.yaml
expect 'each id of a list' -s 1 -x -e "in.yaml:11:14: error: patrol p-1: areas: there is no area 'a-2' [unknown-reference]" -- antt-validate -q -d ours in.yaml
patrol '  - {field: after, type: id, refers: {kind: patrol}, vi: i, en: i}'
printf -- '---\nrecord: patrol\nid: p-%s\nyear: 2020\nafter: p-%s\n' 1 2 2 1 3 3 >in.yaml
expect 'records of the same kind, their own too' -o in.yaml -- antt-validate -q -d ours in.yaml
printf -- '---\nrecord: patrol\nid: p-1\nyear: 2020\nafter: p-2\n' >in.yaml
expect 'of which one has come when the first has' -s 1 -e "in.yaml:5:8: error: patrol p-1: after: there is no patrol 'p-2' [unknown-reference]" \
    -- antt-validate -q -d ours in.yaml
faulty 'a kind that nobody knows' 7:41 "no kind 'arae'; did you mean 'area'?" '  - {field: a, type: id, refers: {kind: arae}, vi: i, en: i}'
faulty 'a level that units do not have' 1:1 "\`refers\` of 'a': units have no level 'area'" '  - {field: a, type: code, refers: area, vi: i, en: i}'
faulty 'no kind' 7:34 '`refers` needs `kind`, the name of a kind or a list of such' '  - {field: a, type: id, refers: {year: same}, vi: i, en: i}'
faulty 'an empty list of kinds' 7:34 '`refers` needs `kind`, the name of a kind or a list of such' '  - {field: a, type: id, refers: {kind: []}, vi: i, en: i}'
faulty 'a list in place of the mapping' 7:34 '`refers` is a level of units, or a mapping with `kind`' '  - {field: a, type: id, refers: [area], vi: i, en: i}'
faulty 'an unknown key' 7:54 "unknown key 'years'; did you mean 'year'?" '  - {field: a, type: id, refers: {kind: area, years: same}, vi: i, en: i}'
faulty 'an unknown year' 7:53 '`year` is `same` or `earlier`' '  - {field: a, type: id, refers: {kind: area, year: next}, vi: i, en: i}'
faulty 'a field that is no id' 7:36 '`refers` to records goes with an id, a code or a list of such, not below a list' \
    '  - {field: a, type: text, refers: {kind: area}, vi: i, en: i}'
faulty 'a field below a list' 8:36 '`refers` to records goes with an id, a code or a list of such, not below a list' \
    '  - {field: a, type: list, vi: i, en: i}' '  - {field: a.b, type: id, refers: {kind: area}, vi: i, en: i}'
faulty 'a kind with another key' 7:41 "a record of the kind 'unit' cannot be referred to: its key is not one field, or one and year" \
    '  - {field: a, type: id, refers: {kind: unit}, vi: i, en: i}'
sed '/field: year/d' ours/kinds/patrol.yaml | sed 's/kind: unit/kind: area/' >patrol.yaml
mv patrol.yaml ours/kinds/patrol.yaml
expect 'a kind without year, and one with' -s 2 -x \
    -e "ours/kinds/patrol.yaml:6:41: error: records of the kind 'area' are told apart by year, and the kind 'patrol' has none [bad-definition]" \
    -- antt-validate -q -d ours first

group="by: [year], count: {n: 'id == \"x\"'}, holds: \"n < 1\""
patrol 'together:' "  - {$group, severity: error, en: too many}"
printf -- '---\nrecord: patrol\nid: x\nyear: 2020\n' >in.yaml
expect 'what must hold together' -s 1 -o in.yaml -e 'in.yaml:2:1: error: patrol x: year 2020: too many: n 1 [group-relation]' -- antt-validate -q -d ours in.yaml
printf -- '---\nrecord: patrol\nid: x\n' >in.yaml
expect 'what is in no group is in none' -o in.yaml -- antt-validate -q -d ours in.yaml
faulty 'no list' 7:11 '`together` must be a list' 'together: {a: b}'
faulty 'no severity' 8:5 'what must hold together needs `holds`, `severity` (error or warning) and `en`' 'together:' "  - {$group, en: a}"
faulty 'another severity' 8:5 'what must hold together needs `holds`, `severity` (error or warning) and `en`' 'together:' "  - {$group, severity: bad, en: a}"
faulty 'no `by`' 8:5 '`by`, a list of fields, is missing' 'together:' "  - {${group#*, }, severity: error, en: a}"
faulty 'by what is no field' 8:11 '`by` names a field that the kind does not have' 'together:' "  - {by: [unit], ${group#*, }, severity: error, en: a}"
faulty 'no count' 8:5 '`count` is a mapping of 1 to 8 names to conditions' 'together:' '  - {by: [year], holds: "n < 1", severity: error, en: a}'
faulty 'a count of no field' 8:29 "in 'ib == x', column 1: no field 'ib'; did you mean 'id'?" 'together:' \
    '  - {by: [year], count: {n: "ib == x"}, holds: "n < 1", severity: error, en: a}'
faulty 'a condition over no count' 8:49 "in 'm < 1', column 1: no field 'm'" 'together:' \
    '  - {by: [year], count: {n: "year > 1"}, holds: "m < 1", severity: error, en: a}'
faulty 'no condition' 8:5 'what must hold together needs `holds`, `severity` (error or warning) and `en`' 'together:' '  - {by: [year], count: {n: "year > 1"}, severity: error, en: a}'
faulty 'a condition on no field' 8:66 "in 'yaer < 1', column 1: no field 'yaer'; did you mean 'year'?" 'together:' \
    "  - {$group, among: \"yaer < 1\", severity: error, en: a}"
faulty 'an unknown key of it' 8:68 "unknown key 'amongst'; did you mean 'among'?" 'together:' \
    "  - {$group, amongst: \"year < 1\", severity: error, en: a}"

finish
