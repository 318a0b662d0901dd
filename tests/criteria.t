#!/bin/sh
# SPDX-License-Identifier: ISC
# Every rule of every criteria set, against tables that a lawyer can check: tests/data/criteria/SET/CLASS.cases.
#
#   SET/CLASS.yaml      a record that meets every rule (where a rule compares, the year before stands first)
#   SET/CLASS.expected  how it is judged
#   SET/CLASS.cases     rule | change to that record | outcome | because
#   periods.txt         set | class | day | the year that the day counts for
#   bim-son-sample.txt  records of the example town, judged by hand
# shellcheck disable=SC2154 # status and data are of lib.sh
. "${0%/*}/lib.sh"
law=$data/criteria
tool() {
    perl "$ANTT_TOP/tests/criteria.pl" "$@"
}

# --- the rules that the circulars have ----------------------------------------------------------

cat >wanted <<'RULES'
ct10-2008/agency 0
ct10-2008/area 0
ct10-2008/commune 0
ct10-2008/enterprise 0
ct10-2008/school 0
nr19-2021/commune 4
tt124-2021/agency 19
tt124-2021/area 21
tt124-2021/commune 24
tt124-2021/enterprise 19
tt124-2021/school 20
tt23-2012/agency 16
tt23-2012/area 7
tt23-2012/commune 9
tt23-2012/enterprise 16
tt23-2012/school 6
RULES
antt-score --list | grep '^[a-z]' | while read -r set; do
    antt-score --list "$set" >"list.$set"
    sed -n "s,^\([a-z]*\): \([0-9]*\) rules\$,$set/\1 \2,p" "list.$set"
done | sort >got
expect 'the sets have the rules that are known, for each kind of unit' -o wanted -- cat got
(cd "$law" && printf '%s\n' */*.cases) | sed 's/\.cases$//' | sort >tables
cut -d ' ' -f 1 wanted >classes
expect 'each has its table of cases' -o classes -- cat tables

# --- case by case -------------------------------------------------------------------------------

while read -r class rules; do
    set=${class%/*} base=$law/$class.yaml table=$law/$class.cases
    run antt-score -a -c "$set" "$base"
    is "$class: the record of the table is judged without a message" "$status $(cat err)" '0 '
    awk '/^---$/ { text = ""; block = 0 } /^assessment:/ { block = 1 } block { text = text $0 "\n" } END { printf "%s", text }' out >block
    expect "$class: it meets every rule" -o "$law/$class.expected" -- cat block
    expect "$class: a rule has a case that is not met, one undecided, one not applicable where that can be" -- \
        sh -c 'perl "$ANTT_TOP/tests/criteria.pl" lacking "$1" "$2" <"$3"' sh "${class#*/}" "$table" "list.$set"

    tool cases "$base" "$table" >cases.yaml && antt-score -a -c "$set" cases.yaml >scored 2>messages
    tool told "$table" >told.txt
    tool judged "$table" "$rules" <scored >judged.txt
    expect "$class: $(grep -c . told.txt) cases are judged as the table says, and their rules add up" -o told.txt -- cat judged.txt
    grep -v ' warning: .*\[case-outside-period\]$' messages >others
    is "$class: with no message but of cases outside the period, and of case fields that are missing" \
        "$(grep -v 'cases\[1\]\.[a-z]* is missing; .*\[missing-field\]$' others)" ''

    tool losses "$base" "$table" | antt-score -c "$set" 2>/dev/null | tool lost >lost.txt
    is "$class: what is not met or undecided never becomes met by the loss of a field" "$(grep -v '^[1-9][0-9]* losses$' lost.txt)" ''
    ok "$class: that many losses were tried" grep -q '^[1-9][0-9]* losses$' lost.txt
done <wanted

# --- days ---------------------------------------------------------------------------------------

kind_of() {
    case $1 in area|commune) echo "record: $1" ;; *) printf 'record: institution\ntype: %s\n' "$1" ;; esac
}
grep -v '^#' "$law/periods.txt" | tr -d ' ' | while IFS='|' read -r set class day year; do
    for judged in $((year - 1)) "$year" $((year + 1)); do
        printf -- '---\n%s\nid: x\nname: x\nunit: "14809"\nyear: %d\ncases: [{type: serious_fire, date: %s}]\n' \
            "$(kind_of "$class")" "$judged" "$day"
    done | sed '/^record: commune/,/^unit/{/^id\|^name/d;}' | antt-score -c "$set" 2>&1 >/dev/null |
        sed "s/^.*: warning: [a-z]* \(x\|14809\) \([0-9]*\): .*; it belongs to \([0-9]*\) .*/\2 says \3/" | paste -sd, |
        sed "s/^/$set $class $day: /"
done >said
grep -v '^#' "$law/periods.txt" | tr -d ' ' | while IFS='|' read -r set class day year; do
    echo "$set $class $day: $((year - 1)) says $year,$((year + 1)) says $year"
done >wanted_days
expect 'a day counts for one year, and records of the years beside say for which' -o wanted_days -- cat said
ok 'the table of days is there' test "$(grep -c . wanted_days)" -ge 37

# --- a commune and its units, through antt-aggregate --------------------------------------------

areas() { # count, how many of them recognised, year
    awk -v n="$1" -v recognised="$2" -v year="$3" 'BEGIN { for (i = 1; i <= n; i++)
        printf "---\nrecord: area\nid: %d\nname: Thôn %d\nunit: \"14815\"\nyear: %d\nregistration: %d-02-01\nrecognition: %s\n",
            i, i, year, year, i <= recognised ? year "-11-10" : "false" }'
}
institution() { # id, type, managed_by or "", registration, recognition, more
    printf -- '---\nrecord: institution\nid: %s\nname: x\nunit: "14815"\nyear: 2023\ntype: %s\n' "$1" "$2"
    [ -z "$3" ] || echo "managed_by: $3"
    printf 'registration: %s\nrecognition: %s\n' "$4" "$5"
    [ -z "${6:-}" ] || echo "$6"
}
commune() {
    printf -- '---\nrecord: commune\nunit: "14815"\nyear: %d\n' "$1"
}
chain() { # the records on standard input; what is said of the rules of the pattern
    cat >records
    antt-score records 2>first.err | antt-aggregate -a 2>second.err | antt-score -a 2>third.err |
        sed -n "s/^    - {rule: \"\\{0,1\\}\($1\)\"\\{0,1\\}, outcome: \([a-z_]*\), because: \"\(.*\)\"}\$/\1 \2: \3/p"
}
clause_4='5\.4\.[a-z]*'
sum() { # what the reasons call the sum
    echo "rollup.area.$1 + rollup.agency.$1 + rollup.enterprise.$1 + rollup.school.$1"
}

for recognised in 16 17 18; do
    case $recognised in 18) verdict="met: rollup.area.recognised 18 > 70 % of 25" ;;
        *) verdict="not_met: rollup.area.recognised $recognised < 70 % of 25" ;; esac
    is "2013: $recognised of 25 areas recognised" "$( (areas 25 $recognised 2013; commune 2013) | chain '6\.4')" "6.4 $verdict"
done
is '2013: without areas' "$(commune 2013 | chain '6\.4')" '6.4 undecided: rollup.area.total 0 = 0'
is '2013: institutions do not count' \
    "$( (areas 10 7 2013; institution s school commune 2013-02-01 false | sed 's/2023/2013/'; commune 2013) | chain '6\.4')" \
    '6.4 met: rollup.area.recognised 7 = 70 % of 10'
is '2013: areas of another year, or of another commune, do not count' \
    "$( (areas 10 7 2013; areas 20 0 2014 | sed 's/^id: /id: b/'; areas 20 0 2013 | sed 's/^id: /id: c/;s/14815/14818/'; commune 2013) |
        chain '6\.4')" '6.4 met: rollup.area.recognised 7 = 70 % of 10'

is '2023: areas and institutions together' \
    "$( (areas 7 5 2023; institution a agency commune 2023-01-05 2023-11-17; institution e enterprise commune 2023-01-05 false
        institution s school commune 2023-01-05 2023-11-17; commune 2023) | chain "$clause_4")" \
    "5.4.registered met: $(sum registered) = 10 = 10
5.4.recognised met: $(sum recognised) = 7 = 70 % of 10"
is '2023: one recognised less' "$( (areas 10 6 2023; commune 2023) | chain "$clause_4")" \
    "5.4.registered met: $(sum registered) = 10 = 10
5.4.recognised not_met: $(sum recognised) = 6 < 70 % of 10"
is '2023: one school has not registered' \
    "$( (areas 9 9 2023; institution s school commune false false; commune 2023) | chain "$clause_4")" \
    "5.4.registered not_met: $(sum registered) = 9 < 10
5.4.recognised met: $(sum recognised) = 9 > 70 % of 9"
is '2023: what is not considered stays outside' \
    "$( (areas 10 7 2023; institution p school commune false false 'stage: primary'
        institution m enterprise commune false false 'size: micro'
        institution q agency commune false false 'armed_forces: true'; commune 2023) | chain "$clause_4")" \
    "5.4.registered met: $(sum registered) = 10 = 10
5.4.recognised met: $(sum recognised) = 7 = 70 % of 10"
is '2023: nor what the district, the province, a ministry manage' \
    "$( (areas 10 7 2023; for by in district province ministry; do institution "$by" agency "$by" false false; done
        commune 2023) | chain "$clause_4")" \
    "5.4.registered met: $(sum registered) = 10 = 10
5.4.recognised met: $(sum recognised) = 7 = 70 % of 10"
is '2023: nothing is considered' "$( (institution m enterprise commune false false 'size: small'; commune 2023) | chain "$clause_4")" \
    "5.4.registered undecided: $(sum considered) = 0 = 0
5.4.recognised undecided: $(sum considered) = 0 = 0"
is '2023: no rollup' "$(commune 2023 | antt-score | grep -o '5\.4\.[a-z]*, outcome: [a-z]*' | paste -sd,)" \
    '5.4.registered, outcome: undecided,5.4.recognised, outcome: undecided'

# An institution of which nobody says who manages it may be one of the commune's: its clause is not decided, and it is told.
said=$( (areas 10 10 2023; institution u agency '' 2023-01-05 2023-11-17; commune 2023) | chain "$clause_4")
is '2023: an institution that nobody manages leaves the clause undecided' "$said" \
    "5.4.registered undecided: rollup.agency.unassigned is present; rollup.agency.unassigned 1 > 0
5.4.recognised undecided: rollup.agency.unassigned is present; rollup.agency.unassigned 1 > 0"
ok 'and antt-aggregate says so' grep -q 'error: institution u 2023: managed_by is missing.*\[unassigned-record\]$' second.err
expect 'with status 1' -s 1 -x -X -- sh -c 'antt-score records | antt-aggregate -a'

# --- thirty records of the example town, judged by hand ------------------------------------------

cd "$ANTT_TOP/examples/bim-son" || exit
antt-score units.yaml areas.yaml institutions.yaml communes.yaml 2>"$OLDPWD/err" | antt-aggregate -a >"$OLDPWD/rolled" 2>>"$OLDPWD/err"
cd "$OLDPWD" || exit
{
    antt-score -a rolled
    antt-score -a -c nr19-2021 rolled
} 2>>err | tool verdicts >all.txt
grep -v -e '^#' -e '^$' "$law/bim-son-sample.txt" >sample
cut -d '|' -f 1,2 sample | while read -r line; do grep -F -e "$line |" all.txt || echo "$line: no such record"; done >found
expect 'thirty records of the example town, judged by hand' -o sample -- cat found
is 'thirty they are' "$(grep -c . sample)" 30
is 'of every set and every outcome' "$(cut -d '|' -f 1 sample | sort -u | tr -d '\n') $(cut -d '|' -f 3 sample | sort -u | tr -d '\n')" \
    'ct10-2008 nr19-2021 tt124-2021 tt23-2012   met  not_considered  not_met  undecided '
is 'the chain has nothing to complain of in the example' "$(cat err)" ''

finish
