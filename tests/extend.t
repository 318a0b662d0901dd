#!/bin/sh
# SPDX-License-Identifier: ISC
# Criteria sets that extend others, points and grades, and what looks sets over: antt-score --check, --against.
# shellcheck disable=SC2154 # status and data are of lib.sh
. "${0%/*}/lib.sh"

set_of() { # name, base, more lines; in sets/NAME.yaml
    printf 'criteria: %s\ntitle: {vi: a, en: a}\ninstrument: "x"\nyears: {from: 2023}\nextends: %s\n' "$1" "$2" >"$1.yaml"
    name=$1
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@" >>"$name.yaml"
}
all='{rule: x, cite: "Điều 1", text: full, vi: "a", en: "a", holds: "crimes <= 10"}'
area() { # id, year, more lines
    printf -- '---\nrecord: area\nid: %s\nname: A\nunit: "14809"\nyear: %s\n' "$1" "$2"
    shift 2
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
outcome() { # set, rule, file: its outcome in the last record, and why
    antt-score -a -c "$1" "$3" 2>&1 |
        sed -n "s/^ *- {rule: \"\{0,1\}$2\"\{0,1\}, outcome: \([a-z_]*\)\(, because: \"\(.*\)\"\)\{0,1\}}\$/\1: \3/p" | tail -n 1
}
rules() { # set, class: how many rules --list says that there are
    antt-score --list "$1" | sed -n "s/^$2: \([0-9]*\) rules$/\1/p"
}
(area a 2022 'crimes: 5'; area a 2023 'crimes: 5') >same
(area a 2022 'crimes: 5'; area a 2023 'crimes: 11') >eleven

# --- changes ------------------------------------------------------------------------------------

set_of plain tt124-2021
run antt-score -c ./plain.yaml same
is 'a set that changes nothing judges as the other' "$status $(sed 's/plain/tt124-2021/' out | cksum)" "0 $(antt-score -c tt124-2021 same | cksum)"
is 'groups stand in their sections' "$(rules ./plain.yaml area) $(rules ./plain.yaml commune) $(rules ./plain.yaml school)" '21 24 20'
run antt-score --list ./plain.yaml
ok 'with the clause that applies them' grep -qxF '  4.3.a  (Điều 5 khoản 2, Điều 4 khoản 3 điểm a; text: full)' out
is 'the variants of conditions are those of the other' "$(antt-score -a -c ./plain.yaml --reduction=strict same | grep -c 'crimes, outcome: not_met')" 1

set_of changed tt124-2021 'changes:' '  - {classes: [area], rule: 4.4.a.crimes, holds: "crimes <= 10", cite: "mục 7", en: "At most ten"}'
is "a rule's condition is changed" "$(outcome ./changed.yaml 4.4.a.crimes eleven)" 'not_met: crimes 11 > 10'
is 'of that class alone' "$(printf 'record: commune\nunit: "14809"\nyear: 2023\ncrimes: 5\n' >c; outcome ./changed.yaml 4.4.a.crimes c)" 'undecided: crimes is missing in 2022'
is 'in its place, with its other keys' "$(antt-score --list ./changed.yaml | grep -A 3 '^  4.4.a.crimes' | sed 4q)" \
    '  4.4.a.crimes  (mục 7; text: full)
    Tội phạm được kiềm chế, kéo giảm so với năm trước
    At most ten
    crimes <= 10'
is 'the set that was extended stays' "$(outcome tt124-2021 4.4.a.crimes same)" 'met: crimes 5 = 5 in 2022'
set_of removed tt124-2021 'changes:' '  - {classes: [area, commune], rule: "4.2", remove: true}'
is 'a rule is removed, from two classes' "$(rules ./removed.yaml area) $(rules ./removed.yaml commune) $(rules ./removed.yaml school)" '20 23 20'
set_of added tt124-2021 'changes:' "  - {classes: [area, commune], add: $all}"
is 'a rule is added, to two classes' "$(rules ./added.yaml area) $(rules ./added.yaml commune) $(rules ./added.yaml agency)" '22 25 19'
is 'it judges' "$(outcome ./added.yaml x eleven)" 'not_met: crimes 11 > 10'
set_of section tt124-2021 'changes:' '  - {classes: [area], section: {period: {from: {month: 1, day: 1}, to: {month: 12, day: 31}}}}'
is 'keys of a section are replaced' "$(antt-score -c ./section.yaml same | grep '^  period' | tail -n 1)" '  period: {from: 2023-01-01, to: 2023-12-31}'
is 'the others stay' "$(rules ./section.yaml area)" 21
set_of bare tt124-2021 'changes:' '  - {classes: [area], section: {rules: []}}' "  - {classes: [area], add: $all}"
is 'changes apply in their order' "$(rules ./bare.yaml area)" 1
set_of twice tt124-2021 'changes:' '  - {classes: [area], rule: 4.4.a.crimes, holds: "crimes <= 10"}' '  - {classes: [area], rule: 4.4.a.crimes, holds: "crimes <= 11"}'
is 'the last change of a rule wins' "$(outcome ./twice.yaml 4.4.a.crimes eleven)" 'met: crimes 11 = 11'

mkdir -p ours/criteria
sed 's/criteria: changed/criteria: one/; s/^years.*/&\non_request: true/' changed.yaml >ours/criteria/one.yaml
set_of two one 'changes:' '  - {classes: [area], rule: "4.2", remove: true}' "  - {classes: [area], add: $all}"
run antt-score -d ours --list ./two.yaml
is 'a chain of two: the changes of both' "$status $(grep -c '^    crimes <= 10$' out) $(grep -c '^  4\.2 ' out) $(sed -n 's/^area: //p' out)" '0 2 1 21 rules'

# --- which is in force --------------------------------------------------------------------------

mkdir -p later/criteria
set_of new tt124-2021
sed 's/from: 2023/from: 2024/' new.yaml >later/criteria/new.yaml
(area a 2023; area a 2024; area a 2025) >years
sets() { sed -n 's/^  criteria: //p' out | paste -sd' '; }
run antt-score -d later years
is 'of two that cover a year the later one judges' "$(sets)" 'tt124-2021 new new'
sed 's/from: 2023/from: 2024, until: 2024/' new.yaml >later/criteria/new.yaml
run antt-score -d later years
is 'as long as it is in force' "$(sets)" 'tt124-2021 new tt124-2021'
sed 's/from: 2023/from: 2024/; s/^years.*/&\non_request: true/' new.yaml >later/criteria/new.yaml
run antt-score -d later years
is 'one on request never does' "$(sets)" 'tt124-2021 tt124-2021 tt124-2021'
run antt-score -d later -c new years
is 'but by name' "$(sets)" 'new new new'
(grep -v on_request later/criteria/new.yaml; echo 'changes:'; echo '  - {classes: [area], section: {rules: []}}') >later/criteria/newer.yaml
sed -i 's/criteria: new/criteria: newer/; s/from: 2024/from: 2025/' later/criteria/newer.yaml
run antt-score -d later years
is 'a third that comes after' "$(sets)" 'tt124-2021 tt124-2021 newer'

# --- what is refused ----------------------------------------------------------------------------

refused() { # what, place and message, base, lines
    desc=$1 message=$2 base=$3
    shift 3
    set_of bad "$base" "$@"
    expect "$desc" -s 2 -e "./bad.yaml:$message [bad-definition]" -- antt-score -c ./bad.yaml same
}
refused 'a set that nobody knows' '5:10: error: there is no set of this name to extend' tt125
refused 'a set that is a list' '5:10: error: there is no set of this name to extend' '[tt124-2021]'
refused 'a rule that is not there' '7:29: error: the set that is extended has no rule of this id for this class' tt124-2021 'changes:' '  - {classes: [area], rule: 5.1.plan, remove: true}'
refused 'a rule of one class only' '7:38: error: the set that is extended has no rule of this id for this class' tt124-2021 'changes:' '  - {classes: [area, commune], rule: 5.1.plan, remove: true}'
refused 'a rule that was removed before' '8:29: error: the set that is extended has no rule of this id for this class' tt124-2021 'changes:' \
    '  - {classes: [area], rule: "4.2", remove: true}' '  - {classes: [area], rule: "4.2", points: 3}'
refused 'a class that is not there' '7:16: error: the set that is extended has no section for this class' tt124-2021 'changes:' '  - {classes: [village], rule: "4.2", remove: true}'
refused 'a class that the other set does not judge' '7:16: error: the set that is extended has no section for this class' nr19-2021 'changes:' '  - {classes: [area], rule: "4.2", remove: true}'
refused 'no classes' '7:5: error: a change needs `classes`, a list' tt124-2021 'changes:' '  - {rule: "4.2", remove: true}'
refused 'classes that are no list' '7:5: error: a change needs `classes`, a list' tt124-2021 'changes:' '  - {classes: area, rule: "4.2", remove: true}'
needs='a change needs `classes` and one of `rule` (with new keys, or remove: true), `add`, `section`'
refused 'a change of nothing' "7:5: error: $needs" tt124-2021 'changes:' '  - {classes: [area]}'
refused 'a change of two things' "7:5: error: $needs" tt124-2021 'changes:' "  - {classes: [area], rule: \"4.2\", add: $all}"
refused 'a key beside a new rule' "7:5: error: $needs" tt124-2021 'changes:' "  - {classes: [area], add: $all, points: 5}"
refused 'a key beside a section' "7:5: error: $needs" tt124-2021 'changes:' '  - {classes: [area], section: {rules: []}, points: 5}'
refused 'remove: maybe' '7:44: error: `remove` can only be true, and nothing else is changed then' tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", remove: maybe}'
refused 'removed and changed' '7:44: error: `remove` can only be true, and nothing else is changed then' tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", remove: true, points: 3}'
refused 'a section that is none' '7:32: error: `section` is a mapping of keys of a section other than `classes`' tt124-2021 'changes:' '  - {classes: [area], section: rules}'
refused 'other classes for a section' '7:32: error: `section` is a mapping of keys of a section other than `classes`' tt124-2021 'changes:' '  - {classes: [area], section: {classes: [school]}}'
refused 'sections of its own' '1:1: error: a set that extends another has `changes`, no `sections` or `groups` of its own' tt124-2021 'sections: []'
refused 'groups of its own' '1:1: error: a set that extends another has `changes`, no `sections` or `groups` of its own' tt124-2021 'groups: {}'
refused 'an unknown key of a rule' "7:42: error: unknown key 'hold'; did you mean 'holds'?" tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", hold: "crimes == 0"}'
refused 'an unknown key of a section' "7:38: error: unknown key 'cap'; did you mean 'caps'?" tt124-2021 'changes:' '  - {classes: [area], section: {cap: []}}'
refused 'an expression with an unknown field' "7:43: error: in 'crime == 0', column 1: no field 'crime'; did you mean 'crimes'?" tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", holds: "crime == 0"}'
refused 'a second rule of an id' '7:28: error: a second rule of this id' tt124-2021 'changes:' "  - {classes: [area], add: $(echo "$all" | sed 's/rule: x/rule: 4.3.a/')}"
refused 'a rule without a citation' '7:28: error: a rule needs `rule`, an id of letters, digits and . - _, and `cite`, `vi`, `en`, `text`, `holds`' \
    tt124-2021 'changes:' "  - {classes: [area], add: $(echo "$all" | sed 's/cite: "[^"]*", //')}"
refused 'a new rule that is text' '7:28: error: a rule needs `rule`, an id of letters, digits and . - _, and `cite`, `vi`, `en`, `text`, `holds`' \
    tt124-2021 'changes:' '  - {classes: [area], add: x}'
refused 'points that are none' '7:44: error: `points` must be 0 to 10000' tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", points: -1}'
refused 'points over the limit' '7:44: error: `points` must be 0 to 10000' tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", points: 10001}'
refused 'grades that do not descend' '8:5: error: a grade needs `grade` and `from`, points; best first, the last from 0' tt124-2021 'grades:' '  - {grade: a, from: 5}' '  - {grade: b, from: 5}' '  - {grade: c, from: 0}'
refused 'grades that do not end at 0' '7:5: error: a grade needs `grade` and `from`, points; best first, the last from 0' tt124-2021 'grades:' '  - {grade: a, from: 5}'
refused 'a cap without points' '7:40: error: a cap needs `when` and `most`, a number of points' tt124-2021 'changes:' '  - {classes: [area], section: {caps: [{when: "crimes > 0"}]}}'
refused 'a veto of an unknown grade' '7:42: error: a veto needs `when` and `grade`, one of the set'"'"'s grades' tt124-2021 'changes:' '  - {classes: [area], section: {vetoes: [{when: "crimes > 0", grade: best}]}}'
refused 'a veto without a condition' '7:48: error: an expression is wanted' tt124-2021 'grades: [{grade: a, from: 0}]' 'changes: [{classes: [area], section: {vetoes: [{grade: a}]}}]'
printf 'criteria: x\ntitle: {vi: a, en: a}\ninstrument: x\nyears: {from: 2023}\nsections: []\nchanges: []\n' >loose.yaml
expect 'changes of nothing' -s 2 -e "./loose.yaml:6:10: error: unknown key 'changes' [bad-definition]" -- antt-score -c ./loose.yaml same

circle() { # a b ...: each extends the next, the last the first
    rm -rf circle && mkdir -p circle/criteria
    first=$1
    while [ $# -gt 0 ]; do
        set_of "$1" "${2:-$first}"
        mv "$1.yaml" circle/criteria/
        shift
    done
}
circle a b
expect 'a circle' -s 2 -E ': error: sets extend each other in a circle [bad-definition]' -- antt-score -d circle same
circle a
expect 'a set that extends itself' -s 2 -e 'circle/criteria/a.yaml:5:10: error: sets extend each other in a circle [bad-definition]' -- antt-score -d circle same
rm -rf faulty && mkdir -p faulty/criteria
set_of a b && mv a.yaml faulty/criteria/
printf 'criteria: b\ntitle: {vi: a, en: a}\ninstrument: x\nyears: {from: 2023}\n' >faulty/criteria/b.yaml
expect 'the other set has no sections' -s 2 -e 'faulty/criteria/a.yaml:5:10: error: the set that is extended has no list of sections [bad-definition]' -- antt-score -d faulty same
printf 'sections:\n  - classes: [area]\n' >>faulty/criteria/b.yaml
printf 'changes: [{classes: [area], rule: x, remove: true}]\n' >>faulty/criteria/a.yaml
expect 'the other section has no rules' -s 2 -e 'faulty/criteria/a.yaml:6:11: error: the section has no list of rules to change [bad-definition]' -- antt-score -d faulty same
printf 'sections:\n  - classes: [area]\n    vetoes:\n      - {when: "crimes > 0", grade: low}\ngrades: [{grade: high, from: 5}, {grade: low, from: 0}]\n' |
    cat faulty/criteria/b.yaml - | sed '5,6d' >b.yaml && mv b.yaml faulty/criteria/b.yaml
set_of a b 'grades: [{grade: good, from: 0}]' && mv a.yaml faulty/criteria/
expect 'what is taken over and does not fit is told where it is taken over' -s 2 \
    -e "faulty/criteria/a.yaml:5:10: error: a veto needs \`when\` and \`grade\`, one of the set's grades [bad-definition]" -- antt-score -d faulty same

# --- points and grades: examples/point-sheet ----------------------------------------------------

sheet() { # sed script on an area that meets all: points, grade
    sed "$1" "$data/criteria/tt124-2021/area.yaml" | antt-score -d "$ANTT_TOP/examples/point-sheet" -c example-points 2>/dev/null |
        sed -n '/^year: 2023/,$s/^  \(points\|grade\|grade_between\): //p' | paste -sd' '
}
points() { # what, sed script, points and grade; the sheet's rules give 5 5 15 15 20 20 10 10, together 100
    is "$1" "$(sheet "$2")" "$3"
}
sure() { echo "{lowest: $1, highest: $1, of: 100} $2"; }
points 'all is met: 100' '' "$(sure 100 excellent)"
points 'as many crimes as before: the changed condition, 100 - 20' 's/^crimes: 4/crimes: 5/' "$(sure 80 good)"
points 'no resolution in the first quarter: 95' 's/2023-01-12/2023-04-12/' "$(sure 95 excellent)"
points 'neither registration: 90 is the least of excellent' 's/2023-01-12/2023-04-12/; s/2023-02-10/2023-04-10/' "$(sure 90 excellent)"
points 'rules without points cost nothing' 's/sabotage: 0/sabotage: 3/; s/disciplined: 0/disciplined: 1/' "$(sure 100 excellent)"
points 'not all households: 85' 's/registered: 212/registered: 191/' "$(sure 85 good)"
points 'less than 90 % of them (190 of 212): capped at 74' 's/registered: 212/registered: 190/' "$(sure 74 average)"
points 'a cap above the points is none: 45' 's/registered: 212/registered: 190/; s/^crimes: 4/crimes: 9/; s/^violations: 9/violations: 19/' "$(sure 45 weak)"
points '75 is the least of good' 's/^crimes: 4/crimes: 9/; s/2023-01-12/2023-04-12/' "$(sure 75 good)"
points '70 is average' 's/^crimes: 4/crimes: 9/; s/2023-01-12/2023-04-12/; s/2023-02-10/2023-04-10/' "$(sure 70 average)"
crime='cases: [{type: serious_crime, date: 2023-05-05, force_majeure: true}]'
points 'a veto: no better grade than average, the points stay' "s/^cases: .*/$crime/" "$(sure 100 average)"
points 'a case of another year vetoes nothing' "s/^cases: .*/$crime/; s/2023-05-05/2022-10-31/" "$(sure 100 excellent)"
points 'a veto lifts nobody: 5 + 5 + 15' "s/^cases: .*/$crime/; s/^crimes: 4/crimes: 9/; s/^violations: 9/violations: 19/; s/^policy.*/policy_implemented: false/; s/^supervised.*/supervised_managed: false/; s/rating: .*/rating: not_completed/" \
    "$(sure 25 weak)"
points 'a rule undecided: lowest and highest, between two grades' 's/^policy.*//' '{lowest: 85, highest: 100, of: 100} [good, excellent]'
points 'undecided, but the grade is sure' '/^registration/,+1d' '{lowest: 95, highest: 100, of: 100} excellent'
points 'the year before is missing: 60 to 100' '/year: 2022/,/^violations/s/^[csv][a-z_]*: .*//' '{lowest: 60, highest: 100, of: 100} [average, excellent]'
points 'a veto that is not known holds for the lowest alone' '/^cases/d' '{lowest: 100, highest: 100, of: 100} [average, excellent]'
points 'so does a cap: 74 to 100' '/registered: 212/d' '{lowest: 74, highest: 100, of: 100} [average, excellent]'
points 'unknown and not met: 65 to 80' 's/^policy.*//; s/^crimes: 4/crimes: 5/' '{lowest: 65, highest: 80, of: 100} [average, good]'
run antt-score -d "$ANTT_TOP/examples/point-sheet" "$data/criteria/tt124-2021/area.yaml"
ok 'the sheet judges nobody unasked' ! grep -q 'points' out
printf 'record: commune\nunit: "14809"\nyear: 2023\n' >commune
run antt-score -d "$ANTT_TOP/examples/point-sheet" -c example-points commune
ok 'a class without points has none' ! grep -q 'points: {\|grade' out
set_of scored tt124-2021 'changes:' '  - {classes: [area], rule: 4.4.a.crimes, points: 7}'
is 'points without grades' "$(antt-score -c ./scored.yaml same | sed -n 's/^  \(points\|grade.*\): //p' | tail -n 1)" '{lowest: 7, highest: 7, of: 7}'
set_of apart tt124-2021 'changes:' '  - {classes: [agency], rule: 6.1.resolution, points: 7}' '  - {classes: [agency], rule: "6.2", points: 3}'
printf 'record: institution\nid: i\nname: x\nunit: "1"\nyear: 2023\ntype: agency\nparty_body: false\npolicy_implemented: true\n' >agency
is 'a rule that does not apply is not of the whole' "$(antt-score -c ./apart.yaml agency | sed -n 's/^  points: //p')" '{lowest: 3, highest: 3, of: 3}'

# --- --check ------------------------------------------------------------------------------------

for set in tt124-2021 ct10-2008 ./plain.yaml ./added.yaml ./bare.yaml "$ANTT_TOP/examples/point-sheet/criteria/example-points.yaml"; do
    expect "--check finds nothing in ${set##*/}" -- antt-score --check "$set"
done
expect '--check reads no records' -- antt-score --check tt124-2021 nowhere
found() { # what, finding, change
    set_of odd tt124-2021 'changes:' "  - $3"
    expect "--check: $1" -s 1 -e "./odd.yaml:1:1: error: area: $2 [doubtful-rule]" -- antt-score --check ./odd.yaml
}
found 'a rule that can never apply' '4.2: can never apply to this class' '{classes: [area], rule: "4.2", applies: "1 == 2"}'
found 'always met' '4.2: is met whatever the record says' '{classes: [area], rule: "4.2", holds: "crimes is present or crimes is missing"}'
found 'never met' '4.2: can never be met' '{classes: [area], rule: "4.2", holds: "false"}'
found 'never decided' '4.2: can never be decided: what it needs never holds' '{classes: [area], rule: "4.2", needs: "2 > 3"}'
found 'the state of the text' '4.2: `text` must be full, near_full, paraphrase, not_available or cut_off' '{classes: [area], rule: "4.2", text: good}'
found 'an exclusion of all' 'an exclusion leaves no record of this class to be judged' '{classes: [area], section: {not_considered: [{when: "true", cite: "x"}]}}'
set_of odd tt124-2021 'changes:' '  - {classes: [agency, enterprise], rule: 6.2, applies: "type == agency"}'
expect '--check: a rule that cannot apply to one of two classes' -s 1 -e './odd.yaml:1:1: error: enterprise: 6.2: can never apply to this class [doubtful-rule]' -- antt-score --check ./odd.yaml
set_of odd tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", holds: "false"}' '  - {classes: [area, school], rule: 4.3.a, holds: "true"}'
expect '--check: a class that lacks the rule' -s 2 -e './odd.yaml:8:37: error: the set that is extended has no rule of this id for this class [bad-definition]' -- antt-score --check ./odd.yaml
sed 's/, school//' odd.yaml >odd2.yaml
expect '--check: all findings' -s 1 -e './odd2.yaml:1:1: error: area: 4.2: can never be met [doubtful-rule]' \
    -e './odd2.yaml:1:1: error: area: 4.3.a: is met whatever the record says [doubtful-rule]' -- antt-score --check ./odd2.yaml
set_of odd tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", cite: ""}'
expect '--check: no citation' -s 2 -E './odd.yaml:' -E '`cite`' -- antt-score --check ./odd.yaml
set_of odd tt124-2021 'changes:' '  - {classes: [area], rule: "4.2", holds: "policy_implement"}'
expect '--check: an unknown field' -s 2 -e "./odd.yaml:7:43: error: in 'policy_implement', column 1: no field 'policy_implement'; did you mean 'policy_implemented'? [bad-definition]" \
    -- antt-score --check ./odd.yaml
expect '--check: a set that nobody knows' -s 2 -E "no criteria set 'tt12'" -- antt-score --check tt12
expect '--check: a file that is not there' -s 2 -E './nowhere.yaml: error: ' -- antt-score --check ./nowhere.yaml
expect '--check wants a set' -s 2 -E '[usage]' -- antt-score --check
expect 'a doubtful set judges all the same' -x -- antt-score -c ./odd2.yaml same

# --- --against ----------------------------------------------------------------------------------

set_of few tt124-2021 'changes:' "  - {classes: [area], section: {rules: []}}" "  - {classes: [area], add: $all}"
set_of three tt124-2021 'changes:' "  - {classes: [area], section: {rules: []}}" "  - {classes: [area], add: $(echo "$all" | sed 's/10/3/')}"
(area a 2023 'crimes: 2'; area b 2023 'crimes: 5'; area c 2023 'crimes: 11'; area d 2023; printf -- '---\nrecord: unit\nid: "1"\n') >units
expect '--against: who would flip, by which rule; no records' -O 'area b 2023: met -> not_met: x not_met: crimes 5 > 3
1 of 4 units would get another outcome
met -> not_met: 1' -- antt-score -c ./few.yaml --against ./three.yaml units
expect 'the other way: by the rule that stands against it now' -O 'area b 2023: not_met -> met: x not_met: crimes 5 > 3
1 of 4 units would get another outcome
not_met -> met: 1' -- antt-score -c ./three.yaml --against ./few.yaml units
expect 'nobody flips: the count alone' -O '0 of 4 units would get another outcome' -- antt-score -c ./few.yaml --against ./few.yaml units
expect 'no records at all' -O '0 of 0 units would get another outcome' -- antt-score --against ./few.yaml /dev/null
set_of apart2 tt124-2021 'changes:' "  - {classes: [area], section: {not_considered: [{when: \"crimes > 10\", cite: x}], rules: [$all, $(echo "$all" | sed 's/: x/: y/; s/crimes <= 10/violations == 0/')]}}"
expect 'undecided and not considered too' -O 'area a 2023: met -> undecided: y undecided: violations is missing
area b 2023: met -> undecided: y undecided: violations is missing
area c 2023: not_met -> not_considered: crimes 11 > 10
3 of 4 units would get another outcome
met -> undecided: 2
not_met -> not_considered: 1' -- antt-score -c ./few.yaml --against ./apart2.yaml units
set_of before tt124-2021 'changes:' '  - {classes: [area], section: {rules: []}}' "  - {classes: [area], add: $(echo "$all" | sed 's/<= 10/<= previous.crimes/')}"
expect 'each set has the figures of the year before that it asks for' -O 'area a 2022: met -> undecided: x undecided: crimes is missing in 2021
1 of 2 units would get another outcome
met -> undecided: 1' -- antt-score -c ./few.yaml --against ./before.yaml same
expect '--against: an unknown set' -s 2 -E "no criteria set 'tt12'" -- antt-score --against tt12 units
expect '--against: a faulty set' -s 2 -E '[bad-definition]' -- antt-score --against ./bad.yaml units
(area a 2023 'crimes: 2x'; area b 20x3; area c 2023 'crimes: 5') >faults
expect '--against: faults in the data are told, status 1' -s 1 -c 'area c 2023: met -> not_met: x not_met: crimes 5 > 3' -c '1 of 2 units' -E '[bad-value]' -E '[not-judged]' \
    -- antt-score -c ./few.yaml --against ./three.yaml faults
expect '--against: output that cannot be written' -s 2 -e '<stdout>: error: cannot write: No space left on device [write-failed]' -- sh -c 'antt-score --against ./few.yaml units >/dev/full'
finish
