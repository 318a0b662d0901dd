#!/bin/sh
# SPDX-License-Identifier: ISC
# Teams, models, nominations, findings, meetings, what is due and what came: which records are sound, what is said of
# those that are not, and what is counted of them.
. "${0%/*}/lib.sh"
status=

# What is asked of single records; teams together are in references.t.
mkdir -p single/kinds
sed '/^together:/,$d' "$ANTT_TOP/lib/defs/kinds/team.yaml" >single/kinds/team.yaml
export ANTT_DEFS="$PWD/single"

# a sound record of each kind, with every field that can stand in one
cat >team.yaml <<'END'
---
record: team
id: 14809-bvdp-1
name: Tổ bảo vệ dân phố khu phố 1
unit: "14809"
year: 2018
type: ward_guard_team
area: 14809-01
established: {date: 2008-05-12, number: 12/QĐ-UBND}
consolidated: {date: 2017-03-01}
members: {total: 7, women: 2, trained: 5, party: 3}
households: 250
meetings: 12
patrols: 96
tips: {received: 20, valuable: 8, cases: 3, persons: 4}
months_active: 12
rating: well_completed
head_rating: well_completed
disciplined: 0
budget: {allocated: 12000000, spent: 11500000}
END
cat >model.yaml <<'END'
---
record: model
id: 14809-mh-1
name: Camera an ninh
unit: "14809"
year: 2018
area: 14809-01
theme: Phòng, chống trộm cắp
established: 2018
members: 30
rating: good
effective: true
replicate: true
END
cat >nomination.yaml <<'END'
---
record: nomination
id: kt-1
year: 2018
unit: "14809"
subject: collective
name: Tổ bảo vệ dân phố khu phố 1
of: 14809-bvdp-1
level: district
award: giấy khen
merits: Mười năm liền hoàn thành tốt nhiệm vụ
decision: {date: 2018-07-25, number: 2150/QĐ-UBND}
evidence:
  records: [2017, 2018]
  place: {2017: 14809-01, 2018: 14809-01}
  place_records: [2018]
  recognised: [2018]
  met: [2018]
  not_met: [2017]
  undecided: [2016]
  not_considered: [2015]
  not_judged: [2014]
  ratings: {2017: completed, 2018: well_completed}
  model_ratings: {2018: good}
  effective: [2018]
  replicate: [2018]
  proposed: [2018]
  conflicts:
    - {conflict: proposed_twice, year: 2018, text: "được đề nghị hai lần trong năm"}
END
cat >finding.yaml <<'END'
---
record: finding
id: nx-1
year: 2018
unit: "14809"
type: shortcoming
about: teams
text: Kinh phí hoạt động còn thấp
END
cat >meeting.yaml <<'END'
---
record: meeting
id: hn-1
year: 2018
unit: "14809"
type: area_review
date: 2018-04-20
invited: 80
attended: 64
minutes: true
area: 14809-01
END
cat >due.yaml <<'END'
---
record: due
id: bc-2018
title: Báo cáo tổng kết 10 năm
from: commune
deadline: 2018-06-30
for: 2018
END
cat >submission.yaml <<'END'
---
record: submission
due: bc-2018
unit: "14809"
received: 2018-06-20
corrected: 2018-06-28
note: thiếu phụ lục
END

# with KIND LINE...: ./in.yaml is the record, but for these lines in place of those of the same keys
with() {
    cp "$1.yaml" in.yaml
    shift
    for line; do
        awk -v line="$line" 'BEGIN { key = line; sub(/:.*/, ":", key) }
            index($0, key) == 1 { print line; done = 1; next } { print } END { if (!done) print line }' in.yaml >in.new
        mv in.new in.yaml
    done
}
name_of() { # kind: what messages call ./in.yaml
    case $1 in
    team|model) echo "$1 $(sed -n 's/^id: //p' in.yaml) $(sed -n 's/^year: //p' in.yaml)" ;;
    submission) echo 'submission bc-2018 14809' ;;
    *) echo "$1 $(sed -n 's/^id: //p' in.yaml)" ;;
    esac
}
place() { # where in ./in.yaml the value behind this text begins
    awk -v text="$1 " 'i = index($0, text) { print NR ":" i + length(text); exit }' in.yaml
}
fine() { # desc, kind, line...
    desc=$1
    shift
    with "$@"
    expect "$desc" -o in.yaml -- antt-validate -q in.yaml
}
# refused DESC KEY MESSAGE KIND LINE...: it does not pass, for this fault in the value of KEY
refused() {
    desc=$1 key=$2 message=$3
    shift 3
    with "$@"
    expect "$desc" -s 1 -e "in.yaml:$(place "$key"): error: $(name_of "$1"): $message" -- antt-validate -q in.yaml
}
# warned DESC KEY MESSAGE KIND LINE...: it passes, with this warning
warned() {
    desc=$1 key=$2 message=$3
    shift 3
    with "$@"
    expect "$desc" -o in.yaml -e "in.yaml:$(place "$key"): warning: $(name_of "$1"): $message" -- antt-validate -q in.yaml
}

# --- sound records ---

kinds='team model nomination finding meeting due submission'
fields() { # of the kind, as the definitions have them
    for part in "kinds/$1" $(sed -n 's|^  - {use: \(.*\)}$|fragments/\1|p' "$ANTT_TOP/lib/defs/kinds/$1.yaml"); do
        sed -n 's/.*{field: \([^,]*\), .*/\1/p' "$ANTT_TOP/lib/defs/$part.yaml"
    done
}
for kind in $kinds; do
    expect "a $kind with every field passes as it is" -o "$kind.yaml" -- antt-validate -q "$kind.yaml"
    case $kind in
    team) other=institution ;; # in place of an area
    meeting) other=team ;;
    submission) other=$(printf 'timeliness.%s\n' outcome deadline days_late expected as_of) ;; # antt-due adds them
    *) other= ;;
    esac
    is 'and that is every field' "$(fields "$kind" | while read -r field; do
        case $field in
        evidence.conflicts.*) holds="some one in ${field%.*} where one.${field##*.} is present" ;; # of a list
        *) holds="$field is present" ;;
        esac
        [ "$(antt-select -c "record == $kind and $holds" "$kind.yaml")" = 1 ] || echo "$field"
    done)" "$other"
    cat "$kind.yaml" >>all.yaml
    cat "$kind.yaml" "$kind.yaml" >twice.yaml
    run antt-validate -q twice.yaml
    is "a second $kind of the same key is refused" "$status $(grep -c 'duplicate-record\]$' err) $(wc -l <err)" '1 1 1'
done
expect 'all as one stream, with the units of the town' -o all.yaml -e 'antt-validate: 7 records, 0 rejected, 0 warnings' \
    -- antt-validate -u "$ANTT_TOP/examples/bim-son/units.yaml" all.yaml
for file in team model nomination finding meeting submission; do
    sed 's/"14809"/"99999"/' "$file.yaml" >in.yaml
    expect "a $file of a unit that nobody knows" -s 1 -E "unit: no unit record has the code '99999' [unknown-unit]" \
        -- antt-validate -q -u "$ANTT_TOP/examples/bim-son/units.yaml" in.yaml
done

required() { # kind, field...: these, and no others
    kind=$1
    shift
    is "$kind: what is required" "$(sed -n 's/.*{field: \([^,]*\), .*required: true.*/\1/p' "$ANTT_TOP/lib/defs/kinds/$kind.yaml" |
        tr '\n' ' ')" "$* "
    for field; do
        grep -v "^$field:" "$kind.yaml" >in.yaml
        run antt-validate -q in.yaml
        is "$kind: $field is required" "$status $(grep -c ": $field is missing; expected .* \[missing-field\]\$" err) $(wc -l <err)" '1 1 1'
    done
}
required team id name unit year type
required model id name unit year
required nomination id year unit subject name level award
required finding id year unit type about text
required meeting id year unit type date
required due id title from deadline
required submission due unit received
fine 'an establishment may be its day alone' team 'established: 2008-05-12'
fine 'a consolidation too' team 'consolidated: 2017-03-01'
fine 'a decision too' nomination 'decision: 2018-07-25'
fine 'that no award was given is known' nomination 'decision: false'
fine 'the guard of an institution' team 'type: institution_guard' 'area:' 'institution: 14809-th-1'
fine 'a session of a team' meeting 'type: team_session' 'area:' 'team: 14809-bvdp-1'
fine 'the town has a conference of its own' meeting 'type: town_conference' 'unit: "381"' 'area:'

# --- values ---

refused 'a type of team' type: "type: 'ward_gard_team' is not one of steering_committee, protection_team, social_security_group, ward_guard_board, ward_guard_team, institution_guard, commune_force; did you mean 'ward_guard_team'? [bad-value]" \
    team 'type: ward_gard_team'
refused 'a rating' rating: "rating: 'exellent' is not one of excellent, well_completed, completed, not_completed, not_rated; did you mean 'excellent'? [bad-value]" \
    team 'rating: exellent'
refused "a head's rating" head_rating: "head_rating: 'Excellent' is not one of excellent, well_completed, completed, not_completed, not_rated; did you mean 'excellent'? [bad-value]" \
    team 'head_rating: Excellent'
refused 'a year has twelve months' months_active: "months_active: '13' is not a count of at most 12 [bad-value]" team 'months_active: 13'
refused 'money is digits' allocated: "budget.allocated: '12.000.000' is not an amount in VND: digits alone, 0 or more [bad-value]" \
    team 'budget: {allocated: 12.000.000}'
sed 's/^patrols:/patrol:/' team.yaml >in.yaml
expect 'a misspelt field' -s 1 -e "in.yaml:14:1: error: team 14809-bvdp-1 2018: no field 'patrol' in team; did you mean 'patrols'? [unknown-field]" \
    -- antt-validate -q in.yaml
refused "a model's rating" rating: "rating: 'avarage' is not one of good, average, weak, unrated; did you mean 'average'? [bad-value]" \
    model 'rating: avarage'
refused 'a model has the year of its establishment' established: "established: '2018-01-01' is not a year from 1990 to 2100 [bad-value]" \
    model 'established: 2018-01-01'
refused 'to replicate is true or false' replicate: "replicate: 'có' is not true or false [bad-value]" model 'replicate: có'
refused 'a subject' subject: "subject: 'colective' is not one of collective, individual; did you mean 'collective'? [bad-value]" \
    nomination 'subject: colective'
refused 'a level' level: "level: 'town' is not one of commune, district, province, ministry [bad-value]" nomination 'level: town'
for word in 'giay khen' 'Giấy khen' 'giấy khem'; do
    refused "an award: $word" award: "award: '$word' is not one of giấy khen, bằng khen, kỷ niệm chương, cờ thi đua; did you mean 'giấy khen'? [bad-value]" \
        nomination "award: $word"
done
for word in 'bằng khen' 'kỷ niệm chương' 'cờ thi đua'; do fine "an award: $word" nomination "award: $word"; done
refused 'a type of finding' type: "type: 'short_coming' is not one of strength, shortcoming, cause, lesson, proposal; did you mean 'shortcoming'? [bad-value]" \
    finding 'type: short_coming'
refused 'what a finding is about' about: "about: 'team' is not one of leadership, teams, areas, communes, institutions, models, scheme; did you mean 'teams'? [bad-value]" \
    finding 'about: team'
refused 'a type of meeting' type: "type: 'area_reviews' is not one of team_session, area_review, commune_conference, town_conference; did you mean 'area_review'? [bad-value]" \
    meeting 'type: area_reviews'
refused 'who owes' from: "from: 'comune' is not one of commune, district; did you mean 'commune'? [bad-value]" due 'from: comune'
refused 'a deadline is a day that exists' deadline: "deadline: '2018-06-31' is not a date YYYY-MM-DD that exists [bad-value]" due 'deadline: 2018-06-31'
refused 'so is the day when it came' received: "received: '20/06/2018' is not a date YYYY-MM-DD that exists [bad-value]" \
    submission 'received: 20/06/2018' 'corrected:'
warned 'a meeting of another time' date: "date: 2015-04-20 lies far from the record's year 2018 [far-date]" meeting 'date: 2015-04-20'
warned 'a decision of another time' date: "decision.date: 2021-07-25 lies far from the record's year 2018 [far-date]" nomination 'decision: {date: 2021-07-25}'

# --- relations ---

refused 'a team of two' area: 'a team of both an area and an institution: area is present; institution is present [relation]' \
    team 'institution: 14809-th-1'
refused 'consolidated before it was there' consolidated: 'consolidated before it was established: consolidated.date 2008-05-11 < 2008-05-12 [relation]' \
    team 'consolidated: 2008-05-11'
fine 'consolidated when it was established' team 'consolidated: 2008-05-12'
refused 'more women than members' women: 'more women than members: members.women 8 > 7 [relation]' team 'members: {total: 7, women: 8}'
refused 'more trained than there are' trained: 'more members trained than there are: members.trained 8 > 7 [relation]' \
    team 'members: {total: 7, trained: 8}'
refused 'more of the Party than there are' party: 'more members of the Party than members: members.party 8 > 7 [relation]' \
    team 'members: {total: 7, party: 8}'
fine 'all of them' team 'members: {total: 7, women: 7, trained: 7, party: 7}'
fine 'what is not known is not wrong' team 'members: {women: 8, trained: 8, party: 8}'
refused 'more valuable tips than tips' valuable: 'more valuable tips than tips: tips.valuable 2 > 1 [relation]' team 'tips: {received: 1, valuable: 2}'
warned 'more spent than allocated' spent: 'more spent than allocated: budget.spent 1001 > 1000 [relation]' team 'budget: {allocated: 1000, spent: 1001}'

few='a ward guard team has 3 to 7 members (Nghị định 38/2006/NĐ-CP): members.total'
warned 'a ward guard team of two' total: "$few 2 < 3; type is ward_guard_team; year 2018 < 2024 [relation]" team 'members: {total: 2}'
warned 'a ward guard team of eight' total: "$few 8 > 7; type is ward_guard_team; year 2018 < 2024 [relation]" team 'members: {total: 8}'
warned 'in the last year of the decree' total: "$few 8 > 7; type is ward_guard_team; year 2024 = 2024 [relation]" team 'members: {total: 8}' 'year: 2024'
fine 'after it' team 'members: {total: 8}' 'year: 2025'
for total in 3 4 5 6 7; do fine "a ward guard team of $total" team "members: {total: $total}"; done
fine 'a ward guard team of unknown size' team 'members: {women: 1}'
for type in steering_committee protection_team social_security_group ward_guard_board institution_guard commune_force; do
    fine "a $type of any size" team "type: $type" 'members: {total: 29}'
done
with team 'members: {total: 8}'
expect 'the warning is an error where warnings are' -s 1 -E "error: team 14809-bvdp-1 2018: $few 8 > 7" -- antt-validate -qW in.yaml

for year in 2018 2025 2026; do
    case $year in
    2026) judge=refused said='year 2026 = 2026' ;;
    *) judge=warned said="year $year < 2026" ;;
    esac
    for rating in excellent well_completed completed not_completed; do
        $judge "$year: $rating after eight months" rating: \
            "a team of less than 9 months of work is not rated: rating is $rating; months_active 8 < 9; $said [relation]" \
            team "year: $year" 'months_active: 8' "rating: $rating" 'head_rating:'
        fine "$year: $rating after nine" team "year: $year" 'months_active: 9' "rating: $rating" 'head_rating:'
    done
    fine "$year: not rated after eight months" team "year: $year" 'months_active: 8' 'rating: not_rated' 'head_rating:'
    fine "$year: a rating and unknown months" team "year: $year" 'months_active:'
    fine "$year: no rating yet" team "year: $year" 'months_active: 8' 'rating:'
    rank=0
    for rating in not_completed completed well_completed excellent; do
        rank=$((rank + 1)) head_rank=0
        for head in not_completed completed well_completed excellent; do
            head_rank=$((head_rank + 1))
            if [ $head_rank -le $rank ]; then
                fine "$year: head $head, team $rating" team "year: $year" "rating: $rating" "head_rating: $head"
            else
                $judge "$year: head $head, team $rating" head_rating: \
                    "the head is rated above the team: head_rating is $head; rating is $rating; $said [relation]" \
                    team "year: $year" "rating: $rating" "head_rating: $head"
            fi
        done
        fine "$year: head not rated, team $rating" team "year: $year" "rating: $rating" 'head_rating: not_rated'
        fine "$year: head unknown, team $rating" team "year: $year" "rating: $rating" 'head_rating:'
        fine "$year: head $rating, team unknown" team "year: $year" 'rating:' "head_rating: $rating"
    done
done

refused 'a model before its time' established: 'a model of a year before it was established: established 2019 > 2018 [relation]' model 'established: 2019'
warned 'a model to replicate that does not work' replicate: 'a model that is not effective is to be replicated: replicate is true; effective is false [relation]' \
    model 'effective: false'
fine 'a model to replicate of which it is not known' model 'effective:'
fine 'one that is not to be replicated' model 'effective: false' 'replicate: false'
refused 'a meeting of two' area: 'a meeting of both an area and a team: area is present; team is present [relation]' meeting 'team: 14809-bvdp-1'
refused 'more people than were invited' attended: 'more people came than were invited: attended 81 > 80 [relation]' meeting 'attended: 81'
fine 'all who were invited' meeting 'attended: 80'
refused 'corrected before it came' corrected: 'corrected before it was received: corrected 2018-06-19 < 2018-06-20 [relation]' \
    submission 'corrected: 2018-06-19'
fine 'corrected on the same day' submission 'corrected: 2018-06-20'

# --- what is counted: ten years of a town of two communes, 1 and 2, and its own, 381 ---

cat >stream.yaml <<'END'
--- {record: team, id: t-1, name: Tổ 1, unit: "1", year: 2008, type: ward_guard_team, members: {total: 5, women: 1, party: 2}, meetings: 4, patrols: 10,
  households: 200, tips: {received: 3, valuable: 1, cases: 1, persons: 2}, rating: completed, budget: {allocated: 1000000, spent: 900000}}
--- {record: team, id: t-1, name: Tổ 1, unit: "1", year: 2018, type: ward_guard_team, members: {total: 7, women: 2, trained: 7, party: 3}, meetings: 12,
  patrols: 50, households: 240, tips: {received: 10, valuable: 4, cases: 2, persons: 3}, rating: excellent, disciplined: 0, consolidated: 2017-03-01,
  established: 2008-05-12, budget: {allocated: 3000000, spent: 3000000}}
--- {record: team, id: t-2, name: Tổ 2, unit: "1", year: 2018, type: protection_team, members: {total: 3, women: 0, trained: 1, party: 1}, patrols: 0, rating: well_completed}
--- {record: team, id: t-3, name: Tổ 3, unit: "2", year: 2018, type: ward_guard_team, tips: {received: 0, valuable: 0}, disciplined: 1}
--- {record: team, id: t-4, name: Ban 138, unit: "381", year: 2018, type: steering_committee, members: {total: 25, women: 5, party: 25}, meetings: 4, rating: not_rated, consolidated: {date: }}
--- {record: model, id: m-1, name: A, unit: "1", year: 2017, established: 2017, members: 20, rating: unrated, effective: false}
--- {record: model, id: m-1, name: A, unit: "1", year: 2018, established: 2017, members: 22, rating: good, effective: true, replicate: true}
--- {record: model, id: m-2, name: B, unit: "2", year: 2018, established: 2018, rating: average, effective: true, replicate: false}
--- {record: model, id: m-3, name: C, unit: "2", year: 2018, members: 5, rating: weak, effective: false}
--- {record: nomination, id: n-1, year: 2018, unit: "1", subject: collective, name: A, level: district, award: giấy khen, decision: 2018-08-01}
--- {record: nomination, id: n-2, year: 2018, unit: "1", subject: individual, name: B, level: province, award: bằng khen, decision: false}
--- {record: nomination, id: n-3, year: 2018, unit: "2", subject: individual, name: C, level: district, award: giấy khen}
--- {record: nomination, id: n-4, year: 2018, unit: "381", subject: individual, name: D, level: ministry, award: kỷ niệm chương, decision: {number: 9/QĐ}}
--- {record: nomination, id: n-5, year: 2013, unit: "2", subject: collective, name: E, level: commune, award: cờ thi đua}
--- {record: finding, id: f-1, year: 2018, unit: "1", type: strength, about: leadership, text: a}
--- {record: finding, id: f-2, year: 2018, unit: "1", type: strength, about: teams, text: b}
--- {record: finding, id: f-3, year: 2018, unit: "2", type: shortcoming, about: teams, text: c}
--- {record: finding, id: f-4, year: 2018, unit: "2", type: cause, about: models, text: d}
--- {record: finding, id: f-5, year: 2018, unit: "381", type: lesson, about: scheme, text: e}
--- {record: finding, id: f-6, year: 2018, unit: "381", type: proposal, about: scheme, text: g}
--- {record: meeting, id: h-1, year: 2018, unit: "1", type: team_session, date: 2018-03-02, invited: 7, attended: 7, minutes: true, team: t-1}
--- {record: meeting, id: h-2, year: 2018, unit: "1", type: area_review, date: 2018-04-02, invited: 90, attended: 71, minutes: false}
--- {record: meeting, id: h-3, year: 2018, unit: "1", type: commune_conference, date: 2018-05-20, attended: 60, minutes: true}
--- {record: meeting, id: h-4, year: 2018, unit: "381", type: town_conference, date: 2018-07-30, invited: 150}
--- {record: due, id: d-1, title: Báo cáo, from: commune, deadline: 2018-06-30}
--- {record: submission, due: d-1, unit: "1", received: 2018-06-01}
END
cat >town.units <<'END'
--- {record: unit, id: "381", level: district, type: thị xã, name: X}
--- {record: unit, id: "1", level: commune, type: phường, name: A, parent: "381"}
--- {record: unit, id: "2", level: commune, type: xã, name: B, parent: "381"}
END
expect 'the stream is sound' -o stream.yaml -- antt-validate -q -u town.units stream.yaml
figures() { # group, class, figure...: their values
    awk -v group="group: {$1}" -v class="$2: {" -v names="$(shift 2; echo "$*")" '
        $0 == group { inside = 1; next }
        /^---/ { inside = 0 }
        inside && index($0, class) == 1 {
            sub(/^[a-z]*: \{/, ""); sub(/\}$/, "")
            n = split($0, pairs, /, /)
            for (i = 1; i <= n; i++) { split(pairs[i], pair, /: /); value[pair[1]] = pair[2] }
            n = split(names, name, " ")
            for (i = 1; i <= n; i++) printf "%s%s", i == 1 ? "" : " ", name[i] in value ? value[name[i]] : "none"
        }' out
}
counted() { # desc, group, class, wanted, figure...
    desc=$1 group=$2 class=$3 wanted=$4
    shift 4
    is "$desc" "$(figures "$group" "$class" "$@")" "$wanted"
}
types='type_steering_committee type_protection_team type_social_security_group type_ward_guard_board type_ward_guard_team type_institution_guard type_commune_force'
ratings='rating_excellent rating_well_completed rating_completed rating_not_completed rating_not_rated'
tips='tips_received tips_received_missing tips_valuable tips_valuable_missing tips_cases tips_cases_missing tips_persons tips_persons_missing'
members='members members_missing women women_missing trained trained_missing party party_missing'
# shellcheck disable=SC2086 # lists of figures
{
    run antt-aggregate -b year stream.yaml
    cp out year.yaml
    is 'by year: nothing to say, and the years' "$status $(cat err) $(sed -n 's/^group: {year: \(.*\)}/\1/p' out | tr '\n' ' ')" '0  2008 2013 2017 2018 '
    counted 'teams of 2018 by type' 'year: 2018' team '4 1 1 0 0 2 0 0' total $types
    counted 'by rating: one is unknown' 'year: 2018' team '1 1 0 0 1' $ratings
    counted 'those whose consolidation is known' 'year: 2018' team 1 consolidated
    counted 'members, and of how many teams they are not known' 'year: 2018' team '35 1 7 1 8 2 29 1' $members
    counted 'members by type' 'year: 2018' team '25 0 3 0 0 0 7 1' members_type_steering_committee members_type_steering_committee_missing \
        members_type_protection_team members_type_protection_team_missing members_type_ward_guard_board members_type_ward_guard_board_missing \
        members_type_ward_guard_team members_type_ward_guard_team_missing
    counted 'members by rating' 'year: 2018' team '7 0 3 0 0 0 0 0 25 0' members_rating_excellent members_rating_excellent_missing \
        members_rating_well_completed members_rating_well_completed_missing members_rating_completed members_rating_completed_missing \
        members_rating_not_completed members_rating_not_completed_missing members_rating_not_rated members_rating_not_rated_missing
    counted 'work' 'year: 2018' team '16 2 50 2 240 3 1 2' meetings meetings_missing patrols patrols_missing households households_missing \
        disciplined disciplined_missing
    counted 'tips' 'year: 2018' team '10 2 4 2 2 3 3 3' $tips
    counted 'budget' 'year: 2018' team '3000000 3 3000000 3' budget_allocated budget_allocated_missing budget_spent budget_spent_missing
    counted 'teams of 2008' 'year: 2008' team '1 0 0 0 0 1 0 0 0 0 1 0 0 0' total $types $ratings consolidated
    counted 'their members' 'year: 2008' team '5 0 1 0 0 1 2 0' $members
    counted 'their tips and budget' 'year: 2008' team '3 0 1 0 1 0 2 0 1000000 900000' $tips budget_allocated budget_spent
    model='total rating_good rating_average rating_weak rating_unrated new effective replicate members members_missing'
    counted 'models of 2017' 'year: 2017' model '1 0 0 0 1 1 0 0 20 0' $model
    counted 'models of 2018' 'year: 2018' model '3 1 1 1 0 1 2 1 27 1' $model
    nomination='total level_commune level_district level_province level_ministry award_giay_khen award_bang_khen award_ky_niem_chuong award_co_thi_dua
        subject_collective subject_individual decided refused'
    counted 'nominations of 2013' 'year: 2013' nomination '1 1 0 0 0 0 0 0 1 1 0 0 0' $nomination
    counted 'nominations of 2018' 'year: 2018' nomination '4 0 2 1 1 2 1 1 0 1 3 2 1' $nomination
    finding='total type_strength type_shortcoming type_cause type_lesson type_proposal
        about_leadership about_teams about_areas about_communes about_institutions about_models about_scheme'
    counted 'findings' 'year: 2018' finding '6 2 1 1 1 1 1 2 0 0 0 1 2' $finding
    meeting='total type_team_session type_area_review type_commune_conference type_town_conference invited invited_missing attended attended_missing minutes'
    counted 'meetings' 'year: 2018' meeting '4 1 1 1 1 247 1 138 1 2' $meeting
    is 'what is due and what came are not counted' "$(grep -c '^due\|^submission' out)" 0

    run antt-aggregate stream.yaml
    cp out whole.yaml
    is 'by unit and year' "$status $(cat err) $(sed -n 's/^group: //p' out | tr '\n' ' ')" \
        '0  {unit: "1", year: 2008} {unit: "1", year: 2017} {unit: "1", year: 2018} {unit: "2", year: 2013} {unit: "2", year: 2018} {unit: "381", year: 2018} '
    is 'classes stand in one order, and only those that are there' "$(sed -n 's/^\([a-z]*\): {total.*/\1/p' out | tr '\n' ' ')" \
        'team model finding meeting model nomination team nomination finding model nomination team finding meeting nomination team '
    counted 'teams of a commune' 'unit: "1", year: 2018' team '2 0 1 0 0 1 0 0 10 0 2 0 8 0 4 0' total $types $members
    counted 'models of a commune' 'unit: "2", year: 2018' model '2 0 1 1 0 1 1 0 5 1' $model
    counted "the town's own nominations" 'unit: "381", year: 2018' nomination '1 0 0 0 1 0 0 1 0 0 1 1 0' $nomination
    counted 'meetings of a commune' 'unit: "1", year: 2018' meeting '3 1 1 1 0 97 1 138 0 2' $meeting

    run antt-aggregate -b district -u town.units stream.yaml
    cp out district.yaml
    is "by district: the town's own is with its communes" "$status $(cat err) $(sed -n 's/^group: //p' out)" '0  {district: "381"}'
    counted 'teams of ten years' 'district: "381"' team '5 1 1 0 0 3 0 0 40 1' total $types members members_missing
    counted 'meetings of the town' 'district: "381"' meeting '4 1 1 1 1 247 1 138 1 2' $meeting
}
antt-validate -q whole.yaml >valid.yaml 2>err
ok 'the summaries are sound records' cmp whole.yaml valid.yaml
is 'with -a nothing of them goes into a commune' "$(printf -- '---\nrecord: commune\nunit: "1"\nyear: 2018\n' | antt-aggregate -a - stream.yaml |
    sed -n 's/^  \([a-z]*\): {total.*/\1/p' | tr '\n' ' ')" 'area agency enterprise school '
expect 'a question of records: the ward guard teams rated excellent' -O 1 -- antt-select -c 'type == ward_guard_team and rating == excellent' stream.yaml

# --- parts and the whole ---

for parts in 2 3 5; do
    rm -f part.*
    awk -v RS='--- ' -v parts=$parts 'NR > 1 { printf "--- %s", $0 >("part." NR % parts) }' stream.yaml
    for part in part.?; do antt-aggregate "$part" >"$part.sum"; done
    expect "$parts parts merged are the whole" -o whole.yaml -- antt-aggregate part.*.sum
    expect 'by year' -o year.yaml -- antt-aggregate -b year part.*.sum
    expect 'by district' -o district.yaml -- antt-aggregate -b district -u town.units part.*.sum
    cp part.1 part.1.sum
    expect 'records and sums together' -o whole.yaml -- antt-aggregate part.*.sum
done
expect 'what was summed once stays' -o whole.yaml -- antt-aggregate whole.yaml

# --- fields of one name and several types, in expressions over all kinds ---

cat team.yaml model.yaml due.yaml town.units >kinds.yaml
cat >>kinds.yaml <<'END'
--- {record: unit, id: "3", level: commune, type: xã, name: C, parent: "381", from: 2020-01-01, until: 2025-06-30}
--- {record: area, id: a-1, name: A, unit: "1", year: 2018, households: {total: 251}}
END
chosen() { # expression, number
    expect "$1" -O "$2" -- antt-select -c "$1" kinds.yaml
}
chosen 'from == commune' 1
chosen 'from >= 2020-01-01' 1
chosen '2020-01-01 <= from' 1
chosen 'from <= until' 1
chosen 'from in_q1' 0 # a unit has no year
chosen 'households > 200' 1
chosen 'households + 1 > 200' 1
chosen '200 < households.total' 1
chosen 'established == 2018' 1
chosen 'established.date < 2018-01-01' 1
chosen 'members == 30 or members.total == 7' 2
expect 'of no such type there is none' -s 2 -e 'expression:1:8: error: text is compared with a number [bad-expression]' -- antt-select 'from > 3' kinds.yaml
expect 'nor with a sum' -s 2 -e 'expression:1:1: error: a number is wanted, not text [bad-expression]' -- antt-select 'from + 1 > 3' kinds.yaml

finish
