#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-score: which set judges, what is added, what is refused. The rules themselves: criteria.t.
# shellcheck disable=SC2154 # status and data are of lib.sh
. "${0%/*}/lib.sh"

area() { # id, year, more lines
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố 1\nunit: "14809"\nyear: %s\n' "$1" "$2"
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
institution() { # id, year, type, more lines
    printf -- '---\nrecord: institution\nid: %s\nname: x\nunit: "14809"\nyear: %s\ntype: %s\n' "$1" "$2" "$3"
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
commune() { # year, more lines
    printf -- '---\nrecord: commune\nunit: "14809"\nyear: %s\n' "$1"
    shift
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
block() { # of the last record
    awk '/^---/ { text = ""; block = 0 } /^assessment:/ { block = 1 } block { text = text $0 "\n" } END { printf "%s", text }' out
}
sets() { # year and set of each record
    awk '/^year: / { year = $2 } /^  criteria: / { print year, $2 }' out | paste -sd,
}
rule() { # outcome of a rule in each record, and why
    sed -n "s/^ *- {rule: \"\\{0,1\\}$1\"\\{0,1\\}, outcome: \([a-z_]*\)\(, because: \"\(.*\)\"\)\\{0,1\\}}\$/\1: \3/p" out
}
outcomes() {
    sed -n 's/^  outcome: //p' out | paste -sd,
}

# --- which set judges ---------------------------------------------------------------------------

for year in 2008 2012 2013 2021 2022 2024; do area "a$year" "$year"; done >years
run antt-score years
is 'the set in force judges: the borders are 2012 | 2013 and 2021 | 2022' "$status $(sets)" \
    '0 2008 ct10-2008,2012 ct10-2008,2013 tt23-2012,2021 tt23-2012,2022 tt124-2021,2024 tt124-2021'
for kind in commune agency enterprise school; do
    for year in 2012 2013 2021 2022; do
        if [ $kind = commune ]; then commune $year; else institution $kind $year $kind; fi
    done >"years.$kind"
    run antt-score "years.$kind"
    is "$kind: the same" "$status $(sets)" '0 2012 ct10-2008,2013 tt23-2012,2021 tt23-2012,2022 tt124-2021'
done
ok 'what is judged only on request judges nobody else' ! grep -q nr19 out

area x 2007 'crimes: 3' >early
expect 'a year that no set covers: an error, no assessment' -s 1 -o early \
    -e 'early:2:1: error: area x 2007: no criteria set is in force for this kind of unit and year; --criteria names one [no-criteria]' \
    -- antt-score early

area x 2012 >border
run antt-score --criteria tt23-2012 border
is '--criteria forces another set on a border year' "$(sets)" '2012 tt23-2012'
run antt-score -ctt124-2021 early
is 'or on a year that none covers' "$status $(sets)" '0 2007 tt124-2021'

commune 2024 'new_rural: true' >rural
run antt-score -c nr19-2021 rural
is '-c nr19-2021' "$status $(sets) $(outcomes)" '0 2024 nr19-2021 undecided'
area x 2024 >rural-area
run antt-score -c nr19-2021 rural-area
is 'a set that has no rules for a kind decides nothing' "$(block)" 'assessment:
  criteria: nr19-2021
  outcome: undecided
  because: "nr19-2021 has no rule for this kind of unit"
  met: 0
  not_met: 0
  undecided: 0
  not_applicable: 0
  rules: []'

cat >province.yaml <<'SET'
criteria: tinh-2023
title: {vi: "Bảng của tỉnh", en: "A province's sheet"}
instrument: "Quyết định của tỉnh"
years: {from: 2023}
sections:
  - classes: [area]
    rules:
      - {rule: crimes, cite: "mục 1", text: full, vi: "Không quá 10 vụ", en: "At most ten", holds: "crimes <= 10"}
SET
area x 2023 'crimes: 11' >sheet
run antt-score -c province.yaml sheet
is '-c FILE judges by a sheet of your own' "$status $(block)" '0 assessment:
  criteria: tinh-2023
  outcome: not_met
  met: 0
  not_met: 1
  undecided: 0
  not_applicable: 0
  rules:
    - {rule: crimes, outcome: not_met, because: "crimes 11 > 10"}'
mkdir elsewhere
mv province.yaml elsewhere/sheet
run antt-score -c elsewhere/sheet sheet
is '-c DIRECTORY/FILE too' "$status $(sets)" '0 2023 tinh-2023'
expect 'a file that is not there' -s 2 -E 'no-such.yaml' -- antt-score -c ./no-such.yaml sheet
expect 'an unknown set: status 2, the sets are named' -s 2 \
    -e "antt-score: error: no criteria set 'tt124'; there are ct10-2008, nr19-2021, tt124-2021, tt23-2012, or a file's path [usage]" \
    -- antt-score -c tt124 sheet
sed 's/crimes <=/crime <=/' elsewhere/sheet >faulty.yaml
expect 'a faulty set: status 2, the place, nothing judged' -s 2 -E 'faulty.yaml:8:' -E "'crime'" -- antt-score -c ./faulty.yaml sheet

# --- --list -------------------------------------------------------------------------------------

run antt-score --list
is '--list prints the sets' "$status $(grep '^[a-z]' out | paste -sd,)" '0 ct10-2008,nr19-2021,tt124-2021,tt23-2012'
ok 'with title, instrument and years' grep -q '^    Thông tư 23/2012/TT-BCA ngày 27/4/2012, hiệu lực 18/6/2012; 2013-2021$' out
is '-l is --list' "$(antt-score -l | cksum)" "$(cksum <out)"
run antt-score --list tt124-2021
is '--list SET prints its kinds of unit' "$status $(grep -o '^[a-z]*: [0-9]* rules' out | paste -sd,)" \
    '0 area: 21 rules,commune: 24 rules,agency: 19 rules,enterprise: 19 rules,school: 20 rules'
is 'a rule with article, state of its text, wording, condition, when it applies' "$(sed -n '/^  6\.4\.rating /,/applies/p' out | sed 4,11d)" \
    '  6.4.rating  (Điều 6 khoản 4; text: full)
    Lực lượng bảo vệ đạt danh hiệu hoặc hoàn thành tốt nhiệm vụ trở lên
    The guard has a title or is rated well completed or better'
ok 'its condition' grep -qxF '    people.briefed >= people.total' out
ok 'when it applies' grep -qxF '    applies where guard != false and guard.eligible' out
ok 'what it needs' grep -q '^    needs rollup\.area\.considered + ' out
ok 'a rule that a clause applies by reference cites both' grep -qxF '  4.3.a  (Điều 5 khoản 2, Điều 4 khoản 3 điểm a; text: full)' out
run antt-score --list tt23-2012
is 'the state of what is known of the text' "$(grep -o 'text: [a-z_]*' out | sort -u | paste -sd,)" \
    'text: cut_off,text: full,text: near_full,text: not_available,text: paraphrase'
run antt-score --list ct10-2008 nr19-2021
is 'several sets' "$status $(grep -c '^[a-z].*rules$' out)" '0 6'
expect '--list of an unknown set' -s 2 -E "no criteria set 'tt99'; there are ct10-2008" -- antt-score --list tt99
expect '--list reads no records' -x -- antt-score --list </dev/full

# --- what is added ------------------------------------------------------------------------------

cp "$data/criteria/tt124-2021/enterprise.yaml" enterprise
sed 's/^party_body: true/party_body: false/; s/^  staff_sanctioned: 0/  staff_sanctioned: 2/; /^policy/d' enterprise >mixed
run antt-score mixed
is 'rules that are not met or undecided are listed, with the reason in figures' "$status $(block)" '0 assessment:
  criteria: tt124-2021
  period: {from: 2022-11-16, to: 2023-11-15}
  outcome: not_met
  met: 16
  not_met: 1
  undecided: 1
  not_applicable: 1
  rules:
    - {rule: "6.2", outcome: undecided, because: "policy_implemented is missing"}
    - {rule: 6.3.h, outcome: not_met, because: "incidents.staff_sanctioned 2 > 0"}'
run antt-score -a mixed
is '-a lists every rule, in the order of the article' "$(sed -n 's/^ *- {rule: "\{0,1\}\([^",]*\)"\{0,1\}, outcome: \([a-z_]*\).*/\1=\2/p' out | paste -sd' ')" \
    '6.1.resolution=not_applicable 6.1.plan=met 6.1.registration=met 6.1.rules=met 6.1.briefed=met 6.1.models=met 6.2=undecided 6.3.a=met 6.3.b=met 6.3.c=met 6.3.d=met 6.3.đ=met 6.3.e=met 6.3.g=met 6.3.h=not_met 6.4.rating=met 6.4.discipline=met 6.5.subunits=met 6.5.discipline=met'
is 'why one does not apply' "$(rule 6.1.resolution)" 'not_applicable: party_body is false'
is '--all is -a' "$(antt-score --all mixed | cksum)" "$(cksum <out)"
run antt-score enterprise
is 'a unit that meets all' "$(block)" 'assessment:
  criteria: tt124-2021
  period: {from: 2022-11-16, to: 2023-11-15}
  outcome: met
  met: 19
  not_met: 0
  undecided: 0
  not_applicable: 0
  rules: []'
sed 's/^size: .*/size: micro/; s/^policy.*/policy_implemented: false/' enterprise >micro
run antt-score -a micro
is 'a unit that is not considered: why, and no rule' "$(block)" 'assessment:
  criteria: tt124-2021
  period: {from: 2022-11-16, to: 2023-11-15}
  outcome: not_considered
  because: "type is enterprise; size is micro"
  met: 0
  not_met: 0
  undecided: 0
  not_applicable: 19
  rules: []'
area x 2010 'recognition: 2010-11-11' >old
run antt-score old
is 'before 2013 no rule is known: undecided, and why' "$status $(block)" '0 assessment:
  criteria: ct10-2008
  outcome: undecided
  because: "ct10-2008 has no rule for this kind of unit"
  met: 0
  not_met: 0
  undecided: 0
  not_applicable: 0
  rules: []'

# --- the year before ----------------------------------------------------------------------------

pairs() { # before after, ...: areas of two years
    number=0
    for pair; do
        number=$((number + 1)) before=${pair%-*} after=${pair#*-}
        area "p$number" 2022 ${before:+"crimes: $before"}
        area "p$number" 2023 ${after:+"crimes: $after"}
    done
}
pairs 5-4 5-5 5-6 0-0 0-1 1-0 5- -5 >pairs.yaml
last_years() {
    awk '/^year: / { year = $2 } year == 2023' out >last && mv last out
}
run antt-score -a pairs.yaml
last_years
is 'contained: not more than the year before' "$(rule 4.4.a.crimes)" 'met: crimes 4 < 5 in 2022
met: crimes 5 = 5 in 2022
not_met: crimes 6 > 5 in 2022
met: crimes 0 = 0 in 2022
not_met: crimes 1 > 0 in 2022
met: crimes 0 < 1 in 2022
undecided: crimes is missing
undecided: crimes is missing in 2022'
is '--reduction=contained is what is done anyhow' "$(antt-score -a --reduction=contained pairs.yaml | cksum)" "$(antt-score -a pairs.yaml | cksum)"
run antt-score -a --reduction=strict pairs.yaml
last_years
is 'strict: less, or none after none' "$(rule 4.4.a.crimes | cut -d: -f1 | paste -sd' ')" \
    'met not_met not_met met not_met met undecided undecided'
is 'strict: the reason' "$(rule 4.4.a.crimes | sed -n 2p)" 'not_met: crimes 5 = 5 in 2022; crimes 5 > 0; crimes 5 in 2022 > 0'
for figure in social_evils violations; do
    for how in contained strict; do
        case $how in contained) wanted='met met not_met met not_met met undecided undecided' ;;
            *) wanted='met not_met not_met met not_met met undecided undecided' ;; esac
        sed "s/^crimes/$figure/" pairs.yaml >"pairs.$figure"
        run antt-score -a "--reduction=$how" "pairs.$figure"
        last_years
        is "$how: $figure" "$(rule "4.4.a.$figure" | cut -d: -f1 | paste -sd' ')" "$wanted"
    done
done
{ area gap 2022 'crimes: 5'; area gap 2024 'crimes: 4'; } >gap.yaml
run antt-score -a gap.yaml
is 'figures of an earlier year are not those of the year before' "$(rule 4.4.a.crimes | tail -n 1)" 'undecided: crimes is missing in 2023'
expect 'another word is refused' -s 2 -e "antt-score: error: --reduction: 'less' is neither contained nor strict [usage]" -- antt-score --reduction=less pairs.yaml

(area a 2021 'crimes: 7'; area a 2022 'crimes: 5'; area b 2022 'crimes: 5'; area c 2021 'crimes: 5') >baseline
(area a 2023 'crimes: 6'; area b 2023 'crimes: 5'; area c 2023 'crimes: 1'; area d 2023 'crimes: 1') >stream
run antt-score -a -b baseline stream
is '--baseline gives the year before, among several' "$status $(rule 4.4.a.crimes)" '0 not_met: crimes 6 > 5 in 2022
met: crimes 5 = 5 in 2022
undecided: crimes is missing in 2022
undecided: crimes is missing in 2022'
ok 'its records do not go to standard output' test "$(grep -c '^record:' out)" -eq 4
(area a 2022 'crimes: 9'; area a 2023 'crimes: 6'; area b 2023 'crimes: 5'; area b 2024 'crimes: 5') >both
run antt-score -a -b baseline both
is 'the stream goes before the baseline' "$status $(rule 4.4.a.crimes | paste -sd,)" \
    '0 not_met: crimes 9 > 7 in 2021,met: crimes 6 < 9 in 2022,met: crimes 5 = 5 in 2022,met: crimes 5 = 5 in 2023'
(area a 2022 'crimes: 5') >one
(area b 2022 'crimes: 1') >two
run antt-score -a -b one -b two stream
is 'several baselines' "$(rule 4.4.a.crimes | sed -n 1,2p | cut -d: -f1 | paste -sd,)" 'not_met,not_met'
(area a 2022 'crimes: 5'; area a 2021 'crimes: 1') >unsorted
run antt-score -a --baseline=unsorted stream
is 'a baseline may be in any order' "$status $(rule 4.4.a.crimes | sed -n 1p)" '0 not_met: crimes 6 > 5 in 2022'
expect 'a baseline that is not there' -s 2 -E no-such-file -- antt-score -b no-such-file stream
is 'the year before 2022 may have been judged by another set' \
    "$( (area a 2021 'crimes: 3'; area a 2022 'crimes: 4') | antt-score | grep -o 'because: "crimes.*"')" 'because: "crimes 4 > 3 in 2021"'
is 'a commune is compared with itself' \
    "$( (commune 2022 'crimes: 3'; area 14809 2022 'crimes: 9'; commune 2023 'crimes: 4') | antt-score |
        grep -o 'because: "crimes [0-9].*"')" 'because: "crimes 4 > 3 in 2022"'

# --- years in order -----------------------------------------------------------------------------

late='this year comes after a later one for the same id; sort by id and year first [year-order]'
again='this year comes a second time for the same id [year-order]'
(area a 2023 'crimes: 3'; area a 2022 'crimes: 5' 'assessment: {outcome: met}'; area b 2022; area a 2024 'crimes: 4') >late
run antt-score late
is 'a year that comes too late: status 1, a message that says to sort' "$status $(cat err)" "1 late:9:1: error: area a 2022: $late"
ok 'its record is passed on without an assessment; an old one is taken out' \
    sh -c 'grep -q "^year: 2022" out && ! grep -q "outcome: met" out'
is 'the others are judged, by the years in order' \
    "$(grep -c '^assessment:' out) $(sed -n '/year: 2024/,$p' out | grep -o 'because: "crimes.*"')" '3 because: "crimes 4 > 3 in 2023"'
is 'the record is otherwise as it was' "$(awk '/^---/ { n++ } n == 2' out)" "$(area a 2022 'crimes: 5')"
(for year in 2024 2023 2022 2021; do for id in a b; do area $id $year 'assessment: {outcome: met}'; done; done) >unsorted
expect 'of a stream that is not sorted the first is told, and how many there are' -s 1 -x \
    -e "unsorted:16:1: error: area a 2023: $late" -e 'antt-score: 6 records come after a later year of the same id and are not judged' -- antt-score unsorted
run antt-score unsorted
is 'all are passed on, those without an assessment; an old one is taken out' "$(grep -c '^---' out) $(grep -c '^assessment:' out) $(grep -c 'outcome: met' out)" '8 2 0'
is 'they can be found' "$(antt-select 'assessment is missing' out | grep -c '^---')" 6
(area a 2024; area a 2024; area b 2023; area b 2023) >twice
expect 'two records of one year are each a fault of its own' -s 1 -x -e "twice:8:1: error: area a 2024: $again" -e "twice:20:1: error: area b 2023: $again" -- antt-score twice
for year in 2010 2015 2023; do
    (area d $year; area e $year; area d $year) >twice
    expect "a record that comes twice ($year)" -s 1 -x -e "twice:14:1: error: area d $year: $again" -- antt-score twice
done
for kind in agency enterprise school; do
    (institution i 2016 $kind; institution i 2015 $kind) >institutions
    expect "so too $kind" -s 1 -x -e "institutions:9:1: error: institution i 2015: $late" -- antt-score institutions
done
(commune 2016; commune 2015) >communes
expect 'and communes' -s 1 -x -e "communes:6:1: error: commune 14809 2015: $late" -- antt-score communes
expect 'a year may be left out' -x -- sh -c 'antt-score years'
(area 1 2023; institution 1 2023 school; institution 1 2022 agency) >same
expect 'an id of another kind is another unit' -x -- antt-score same
(area '' 2023; area '' 2023) >nameless
expect 'records without an id are not taken for one' -s 1 -x \
    -E 'nameless:3:4: error: area 2023: id is missing' -E 'nameless:9:4: error: area 2023: id is missing' -- antt-score nameless
ok 'nor compared' ! grep -q year-order err

# --- the period ---------------------------------------------------------------------------------

institution e 2023 enterprise 'cases:' '  - {type: fatal_accident, date: 2023-11-16, force_majeure: false}' >outside
run antt-score -a outside
is 'a case outside the period: a warning names the year it belongs to; status 0' "$status $(cat err)" \
    '0 outside:9:34: warning: institution e 2023: cases[1]: 2023-11-16 lies outside the period 2022-11-16..2023-11-15 and is not counted; it belongs to 2024 [case-outside-period]'
is 'it is not counted' "$(rule 6.3.g | cut -d: -f1)" met
area e 2015 'cases: [{type: serious_fire, date: 2014-10-31}, {type: serious_fire, date: 2015-10-31}]' >shared
expect 'the day that two years share belongs to the first' -x \
    -e 'shared:7:36: warning: area e 2015: cases[1]: 2014-10-31 lies outside the period 2014-11-01..2015-10-31 and is not counted; it belongs to 2014 [case-outside-period]' \
    -- antt-score shared
institution e 2023 enterprise 'period: {from: 2023-01-01, to: 2023-06-30}' \
    'cases:' '  - {type: fatal_accident, date: 2023-06-30, force_majeure: false}' '  - {type: fatal_accident, date: 2023-07-01, force_majeure: false}' >own
run antt-score -a own
is "the record's own period" "$status $(grep period: out | tail -n 1)" '0   period: {from: 2023-01-01, to: 2023-06-30}'
is 'goes before that of the circular' "$(rule 6.3.g)" 'not_met: cases[1] fatal_accident 2023-06-30: force_majeure is false'
is 'what it leaves out belongs to no other year' "$(cat err)" \
    'own:11:34: warning: institution e 2023: cases[2]: 2023-07-01 lies outside the period 2023-01-01..2023-06-30 and is not counted [case-outside-period]'
institution e 2023 enterprise 'period: {to: 2023-12-31}' >half
is 'one end of it alone' "$(antt-score half | grep '^  period')" '  period: {from: 2022-11-16, to: 2023-12-31}'
institution s 2015 school 'cases: [{type: serious_fire, date: 2003-10-31}]' >school.yaml
expect 'a school of 2015 has no period but its own' -x -- antt-score school.yaml
ok 'so none is shown' ! grep -q '^  period' out

# --- faults in the data -------------------------------------------------------------------------

mutate() { # sed script: the enterprise that meets all, with a fault
    sed "$1" enterprise >fault
    run antt-score fault
}
mutate 's/^  briefed: 40/  briefed: abc/'
is 'a count that is none: an error with its place' "$status $(sed "s/ is not a count: .* \[/ is not a count [/" err)" \
    "1 fault:21:12: error: institution 1 2023: people.briefed: 'abc' is not a count [bad-value]"
is 'counts as unknown' "$(outcomes) $(rule 6.1.briefed)" 'undecided undecided: people.briefed cannot be read'
for fault in 's/^  illegal_strike: 0/  illegal_strike: 0x0/;6.3.d' 's/^  illegal_strike: 0/  illegal_strike: [0]/;6.3.d' \
    's/^  illegal_strike: 0/  illegal_strike: -0/;6.3.d' 's/^policy_implemented: true/policy_implemented: yes/;6.2' \
    's/^  date: 2023-02-10/  date: 2023-02-30/;6.1.registration' 's/^party_body: true/party_body: 0/; s/2023-01-12/2023-04-12/;6.1.resolution' \
    's/^rules: .*/rules: [guarding, state_secrets, internal_politics, labour_safety, fire, enviroment]/;6.1.rules' \
    's/^  rating: .*/  rating: wel_completed/;6.4.rating' 's/^cases: .*/cases: [{type: serious_crimes, date: 2023-05-05}]/;6.3.đ' \
    's/^cases: .*/cases: [{type: firo, date: 2023-05-05, force_majeure: false}]/;6.3.g' \
    's/^cases: .*/cases: none/;6.3.g' 's/^cases: .*/cases: [{type: serious_crime, date: 16-11-2022}]/;6.3.đ'; do
    mutate "${fault%;*}"
    is "$(echo "${fault%;*}" | sed 's,.*/\(.*\)/$,\1,'): an error, and ${fault##*;} is undecided" \
        "$status $(grep -c ' error: ' err) $(rule "${fault##*;}" | cut -d: -f1)" '1 1 undecided'
done
(institution x 2015 agency 'review: {findings: {"7.4": Met}}'; institution y 2015 agency 'review: {findings: {"7.4": no}}') >findings
run antt-score findings
is 'a finding that is neither met nor not_met decides nothing' "$status $(rule 7.4 | cut -d: -f1 | paste -sd,)" '1 undecided,undecided'
institution x 2023 school 'stage: primry' >stage
run antt-score -a stage
is 'a misspelt stage excludes nothing, and lets no rule fall away' \
    "$status $(outcomes) $(rule 7.2.parents)" '1 undecided undecided: stage cannot be read; parents_coordination is missing'
mutate 's/^  disciplined: 0/  displined: 0/'
is 'a misspelt field is missing: errors, undecided' "$status $(grep -c unknown-field err) $(rule 6.5.discipline)" \
    '1 2 undecided: people.disciplined is missing'
area x 2023 'crimes: ' 'social_evils: null' 'violations: ~' >empty
expect 'a field that is empty or null is unknown, and no fault' -x -- antt-score empty

for what in 'record: area;id: x;unit: "1";name: x' 'record: area;id: x;unit: "1";name: x;year: 20x3' \
    'record: area;id: x;unit: "1";name: x;year: 23'; do
    (echo ---; echo "$what;assessment: {outcome: met}" | tr ';' '\n') >yearless
    run antt-score yearless
    is "a year that is missing or wrong: status 1 ($(grep year yearless))" \
        "$status $(grep -c "yearless:2:1: error: .*the record's year is missing or wrong, so no criteria can be chosen \[not-judged\]$" err)" '1 1'
    is 'passed on without an assessment' "$(cat out)" "$(sed '$d' yearless)"
done
(institution x 2023 ''; institution x 2023 office; area y 2023) >typeless
run antt-score typeless
is 'a type that is missing or wrong: status 1' \
    "$status $(grep -c "the record's type is missing or unknown, so no criteria can be chosen \[not-judged\]$" err)" '1 2'
is 'the others are judged' "$(grep -c '^assessment:' out)" 1
printf -- '---\nrecord: area\nid: [\n' >broken
area y 2023 >>broken
run antt-score broken
is 'a broken document: status 1, the next one is judged' "$status $(grep -c '^assessment:' out) $(grep -c 'broken:3:.*yaml-syntax' err)" '1 1 1'

# --- what stays as it is ------------------------------------------------------------------------

cat >others <<'YAML'
# first comes what is no business of ours
---
record: unit
id: "14809"
level: commune
type: phường
name:   "Bắc Sơn"   # tên
parent: "381"
---
record: summary
group: {unit: "14809", year: 2017}
area: {total: 12}
---
record: nhật ký
a: [1, 2]
---
# nothing here
---
no: record
YAML
expect 'records of other kinds pass byte for byte' -o others -X -- antt-score others
run antt-score others
is 'and cost no status' "$status $(grep -c not-judged err)" '0 0'
(cat others; area x 2010) >stream-of-units
run antt-score stream-of-units
head -n "$(wc -l <others)" out >begin
ok 'unit records first' cmp begin others

cat >commented <<'YAML'
# trước
---
# của khu phố
record:   area     # loại
'id': 14809-01

name: "Khu phố  1"
unit: "14809"
year: 2010   # năm
resolution: {date: 2010-01-05,
  number: '05'}
crimes: 3 # cuối
YAML
run antt-score commented
is 'comments, order, quoting, blank lines are kept; the block comes last' "$(cat out)" "$(cat commented; block)"
(area x 2010; area y 2010) | sed 's/$/\r/' >crlf
run antt-score crlf
is 'line ends are those of the record' "$status $(grep -c . out) $(grep -c "$(printf '\r')\$" out)" \
    "0 $(grep -c . out) $(grep -c . out)"
ok 'CRLF: nothing else changes' sh -c 'tr -d "\r" <out >plain; tr -d "\r" <crlf | antt-score | cmp - plain'
(echo ---; area x 2010 | sed 1d | sed 's/^/   /') >indented
run antt-score indented
is 'an indented record: the block stands in line with it' "$status $(grep -c '^   assessment:$' out) $(grep -c '^     outcome: undecided$' out)" '0 1 1'
area x 2010 | sed 1d >bare
run antt-score bare
is 'a first record without ---' "$status $(outcomes) $(head -n 1 out)" '0 undecided record: area'
printf '%s' "$(area x 2010)" >open-end
run antt-score open-end
is 'a missing final newline' "$status $(cat out)" "0 $(area x 2010 | antt-score)"

echo '{"record": "area", "id": "x", "name": "Khu phố \"1\"", "unit": "01234", "year": 2010, "crimes": 3}' >json
expect 'a record in JSON is written anew, in block style' -O 'record: "area"
id: "x"
name: "Khu phố \"1\""
unit: "01234"
year: 2010
crimes: 3
assessment:
  criteria: ct10-2008
  outcome: undecided
  because: "ct10-2008 has no rule for this kind of unit"
  met: 0
  not_met: 0
  undecided: 0
  not_applicable: 0
  rules: []' -- antt-score json
printf -- '--- {record: area, id: x, name: no, unit: "1", year: 2010}\n' >flow
run antt-score flow
is 'so is one in flow style' "$status $(outcomes)" '0 undecided'

(area x 2010 'assessment:' '  criteria: my-own' '  outcome: met' 'crimes: 3') >stale
run antt-score stale
is 'an assessment that is there is replaced' "$(grep -c '^assessment:' out) $(outcomes) $(grep -c '^crimes: 3' out)" '1 undecided 1'

cp "$ANTT_TOP"/examples/bim-son/*.yaml .
for options in '' -a --reduction=strict '-c tt124-2021'; do
    # shellcheck disable=SC2086 # options are words
    antt-score $options areas.yaml institutions.yaml communes.yaml >once 2>err.once
    # shellcheck disable=SC2086
    antt-score $options once >twice 2>err.twice
    ok "scoring twice is scoring once${options:+ ($options)}" cmp once twice
done
ok 'and says the same' sh -c 'sed "s/.*yaml:[0-9:]* //" err.once >1; sed "s/^once:[0-9:]* //" err.twice | cmp 1 -'
antt-score areas.yaml institutions.yaml communes.yaml 2>/dev/null | antt-aggregate -a >rolled
antt-score rolled >once 2>/dev/null
antt-score once >twice 2>/dev/null
ok 'after antt-aggregate -a too' cmp once twice
ok 'and then clause 5.4 of a commune is decided' sh -c 'antt-score rolled 2>/dev/null | grep -c "5\.4\.[a-z]*, outcome: undecided" | grep -qx 0'
antt-score areas.yaml institutions.yaml communes.yaml 2>/dev/null >alone
ok 'which it is not before' grep -q '5\.4\.registered, outcome: undecided, because: "rollup\.area' alone
is 'every record but the units is assessed' "$(grep -c '^assessment:' once)" "$(grep -c '^record:' once)"
antt-score units.yaml areas.yaml >with-units 2>/dev/null
ok 'the units stand before them untouched' sh -c 'head -c "$(wc -c <units.yaml)" with-units | cmp - units.yaml'
cat areas.yaml institutions.yaml communes.yaml >all
awk '/^[^ ]/ { block = /^assessment:/ } !block' alone >without
ok 'nothing but the block is added' cmp all without

finish
