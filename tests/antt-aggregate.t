#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-aggregate as its page tells it: what is counted, how groups are made, that parts add up to the whole, and rollups.
. "${0%/*}/lib.sh"
town=$ANTT_TOP/examples/bim-son
cp "$town/units.yaml" .

area() { # id, unit, year; further lines on standard input
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố\nunit: "%s"\nyear: %s\n' "$1" "$2" "$3"
    cat
}
institution() { # id, type, unit, year; further lines on standard input
    printf -- '---\nrecord: institution\nid: %s\nname: Cơ quan\nunit: "%s"\nyear: %s\ntype: %s\n' "$1" "$3" "$4" "$2"
    cat
}
commune() { # unit, year
    printf -- '---\nrecord: commune\nunit: "%s"\nyear: %s\n' "$1" "$2"
}
unit() { # id, level, parent; further lines on standard input
    printf -- '---\nrecord: unit\nid: "%s"\nlevel: %s\ntype: xã\nname: X\n' "$1" "$2"
    [ -z "$3" ] || printf 'parent: "%s"\n' "$3"
    cat
}
groups() { # of summaries on standard input
    sed -n 's/^group: //p'
}
figure() { # class, name; summaries, or a record with its rollup, on standard input: one a group, blanks between
    sed -n "s/^ *$1: {\(.*\)}\$/, \1,/p" | sed -n "s/.*, $2: \(-\{0,1\}[0-9]*\),.*/\1/p" | tr '\n' ' ' | sed 's/ $//'
}
counts() { # class: the counts in their order
    sed -n "s/^ *$1: {\(.*\)}\$/\1/p" | sed 's/, [a-z_]*_missing.*//' | cut -d , -f 1-10
}

# --- what is counted ---

area a-1 14809 2022 </dev/null >one.yaml
cat >wanted <<'END'
---
record: summary
group: {unit: "14809", year: 2022}
area: {total: 1, considered: 1, registered: 0, met: 0, not_met: 0, undecided: 1, not_considered: 0, recognised: 0, recognised_unmet: 0, met_unrecognised: 0, households: 0, households_missing: 1, households_registered: 0, households_registered_missing: 1, population: 0, population_missing: 1, crimes: 0, crimes_missing: 1, social_evils: 0, social_evils_missing: 1, violations: 0, violations_missing: 1}
END
expect 'one bare record: it is undecided, and its figures are missing, not nought' -o wanted -- antt-aggregate one.yaml
expect 'the groups are unit and year' -o wanted -- antt-aggregate -b unit,year one.yaml
expect 'standard input is read without operands' -o wanted -- antt-aggregate <one.yaml
expect 'an empty stream has no groups' -- antt-aggregate
expect 'nor have comments' -- sh -c 'printf "# a\n---\n# b\n" | antt-aggregate'
expect 'records that nobody counts have none' -- antt-aggregate units.yaml
expect 'a record of an unknown kind passes by' -o wanted -- sh -c 'printf -- "---\nrecord: other\nunit: 1\n" | cat one.yaml - | antt-aggregate'

{
    for outcome in met met met not_met not_met undecided not_considered; do echo "assessment: {outcome: $outcome}"; done
    echo ''
} | while IFS= read -r line; do
    number=$((${number:-0} + 1))
    echo "$line" | area a-$number 14809 2022
done >outcomes.yaml
is 'considered is all but not_considered, and the sum of the three' "$(antt-aggregate outcomes.yaml | counts area)" \
    'total: 8, considered: 7, registered: 0, met: 3, not_met: 2, undecided: 2, not_considered: 1, recognised: 0, recognised_unmet: 0, met_unrecognised: 3'

# registration and recognition: what is there, what says that there is none, what is not known
number=0
for line in 'registration: 2022-01-05' 'registration: {date: 2022-01-05}' 'registration: false' 'registration: null' 'registration: {}' \
    'registration: {date: null}' 'recognition: 2022-11-05' 'recognition: {number: 5/QĐ}' 'recognition: false' 'recognition:' \
    'recognition: {date: 2022-11-05, number: null}'; do
    number=$((number + 1))
    echo "$line" | area a-$number 14809 2022
done >present.yaml
is 'registered and recognised are what is present: a mapping, or a date alone' "$(antt-aggregate present.yaml | counts area | cut -d , -f 3,8)" \
    ' registered: 2, recognised: 3'
for outcome in met not_met undecided not_considered; do
    for line in 'registration: 2022-01-05' 'recognition: 2022-11-05' 'recognition: false' ''; do
        number=$((number + 1))
        printf '%s\nassessment: {outcome: %s}\n' "$line" "$outcome" | area a-$number 14809 2022
    done
done >audit.yaml
is 'the audit: decision against evidence, and none where they do not speak' "$(antt-aggregate audit.yaml | counts area)" \
    'total: 16, considered: 12, registered: 3, met: 4, not_met: 4, undecided: 4, not_considered: 4, recognised: 3, recognised_unmet: 1, met_unrecognised: 3'

{
    echo 'households: {total: 10, registered: 9}' | area a-1 14809 2022
    echo 'households: {total: 20}' | area a-2 14809 2022
    echo 'crimes: 0' | area a-3 14809 2022
    echo 'households: {total: many}' | area a-4 14809 2022
} >sums.in
antt-aggregate sums.in >sums.out
is 'a sum is of what is known' "$(figure area households <sums.out) $(figure area households_registered <sums.out)" '30 9'
is 'and beside it stands how many are not' \
    "$(figure area households_missing <sums.out) $(figure area households_registered_missing <sums.out) $(figure area crimes_missing <sums.out)" \
    '2 3 3'
is 'a known nought is not missing' "$(figure area crimes <sums.out) $(figure area crimes_missing <sums.out)" '0 3'
{
    echo 'people: {total: 7}' | institution c-1 agency 14809 2022
    echo 'people: {total: 100}' | institution d-1 enterprise 14809 2022
    printf 'people: {total: 1000}\nassessment: {outcome: not_considered}\n' | institution d-2 enterprise 14809 2022
    institution s-1 school 14809 2022 </dev/null
    commune 14809 2022
} >classes.yaml
antt-aggregate classes.yaml >classes.out
is 'institutions are counted under their type' "$(sed -n 's/^\([a-z]*\): {total: \([0-9]*\),.*/\1 \2/p' classes.out | tr '\n' ' ')" \
    'commune 1 agency 1 enterprise 2 school 1 '
is 'people are those of what is considered' \
    "$(figure agency people <classes.out) $(figure enterprise people <classes.out) $(figure school people_missing <classes.out)" '7 100 1'
is 'a class without records in the group is left out' "$(grep -c '^area' classes.out)" 0
institution x-1 ministry 14809 2022 </dev/null >typeless.yaml
expect 'a type that no measure speaks of is not counted' -- antt-aggregate typeless.yaml

# --- the example town ---

cat "$town/areas.yaml" "$town/institutions.yaml" "$town/communes.yaml" | antt-score >judged.yaml
cat units.yaml judged.yaml >town.yaml
antt-aggregate judged.yaml >whole.yaml
ok 'the town has groups' test "$(grep -c '^record: summary' whole.yaml)" -gt 50
antt-validate -q whole.yaml >valid.yaml 2>err
ok 'summaries are sound records' cmp whole.yaml valid.yaml
counted() { # class, pattern of lines in the judged records
    awk -v class="$1" -v pattern="$2" '
        function end() { if (kind == class && hit) n++; hit = 0 }
        /^---/ { end(); kind = "" }
        /^record:/ { if (kind == "") kind = $2 }
        /^type: (agency|enterprise|school)$/ { kind = $2 }
        $0 ~ pattern { hit = 1 }
        END { end(); print n + 0 }' judged.yaml
}
add() {
    tr ' ' '\n' | awk '{ n += $1 } END { print n }'
}
for class in area commune agency enterprise school; do
    is "$class: as many as there are" "$(figure $class total <whole.yaml | add)" "$(counted $class '^record')"
    for outcome in met not_met undecided not_considered; do
        is "$class: as many are $outcome as were judged so" "$(figure $class $outcome <whole.yaml | add)" \
            "$(counted $class "^  outcome: $outcome\$")"
    done
done
is 'considered = met + not_met + undecided, total = considered + not_considered, everywhere' "$(grep -E '^[a-z]+: \{total' whole.yaml | awk -F '[:,}] *' '
    { for (i = 1; i < NF; i++) figure[$i] = $(i + 1); total = $3
      if ($5 != figure["met"] + figure["not_met"] + figure["undecided"] || total != $5 + figure["not_considered"]) print }')" ''
is 'the households of the town' "$(figure area households <whole.yaml | add)" \
    "$(awk '/^record:/ { kind = $2 } /^[a-z]/ { inside = /^households/ } kind == "area" && inside && /^  total:/ { n += $2 } END { print n }' judged.yaml)"

# --- groups and their order ---

for keys in unit year unit,year year,unit district province district,year province,year province,district province,district,unit \
    unit,district district,unit,year year,province province,district,unit,year year,unit,district,province; do
    status=0
    run antt-aggregate -b $keys town.yaml
    is "-b $keys" "$status $(cat err)" '0 '
    is 'keys in the order that was asked for' "$(groups <out | sed 's/[{}]//g; s/: [^,]*//g; s/ //g' | sort -u)" "$keys"
    is 'sorted by it' "$(groups <out)" "$(groups <out | LC_ALL=C sort -u)"
    is 'every record is in one group' "$(figure area total <out | add) $(figure commune total <out | add) $(figure school total <out | add)" \
        "$(figure area total <whole.yaml | add) $(figure commune total <whole.yaml | add) $(figure school total <whole.yaml | add)"
    antt-aggregate -b $keys -u units.yaml whole.yaml >sum 2>sum.err
    ok 'summaries by unit and year give what the records give' cmp sum out
    is 'without a word' "$(cat sum.err)" ''
done
is 'the years' "$(antt-aggregate -b year judged.yaml | groups | sed -n '1p;$p' | tr '\n' ' ')" '{year: 2011} {year: 2024} '
is 'one group by province' "$(antt-aggregate -b province town.yaml | groups)" '{province: "38"}'
is 'and by district' "$(antt-aggregate -b district town.yaml | groups)" '{district: "381"}'
expect 'a space in the list' -s 2 -e "antt-aggregate: error: --by: 'unit, year': expected some of unit, district, province, year, each once, parted by commas [usage]" \
    -- antt-aggregate -b 'unit, year' one.yaml
for keys in '' x unit,unit 'unit,' ,unit Unit month year,year unit,year,district,province,unit; do
    expect "-b '$keys'" -s 2 \
        -e "antt-aggregate: error: --by: '$keys': expected some of unit, district, province, year, each once, parted by commas [usage]" \
        -- antt-aggregate --by "$keys" one.yaml
done
expect '-b needs its keys' -s 2 -E "option '-b' needs an argument; usage: antt-aggregate [" -- antt-aggregate -b

# --- -k ---

cat judged.yaml whole.yaml >kept.yaml
expect '-k passes the records on before the sums, byte for byte' -o kept.yaml -- antt-aggregate -k judged.yaml
cat one.yaml wanted >keep.in
sed 's/total: 1, considered: 1/total: 2, considered: 2/; s/undecided: 1/undecided: 2/; s/missing: 1/missing: 2/g' wanted | cat one.yaml - >keep.out
expect '--keep does not pass summaries on: they are in the sums, with a warning' -o keep.out \
    -e "keep.in:2:1: warning: 1 groups have both records and summaries in one file: where the summaries were made from these records, they are counted twice; antt-select 'record != summary' leaves summaries out [mixed-stream]" \
    -- antt-aggregate --keep keep.in
printf '# head\n---\n# empty\n' | cat - one.yaml >commented.yaml
cat commented.yaml wanted >commented.out
expect 'comments that are no records stay with the records' -o commented.out -- antt-aggregate -k commented.yaml

# --- parts and the whole ---

awk -v RS='---\n' 'NR > 1 { printf "---\n%s", $0 >"part." (NR % 3) }' judged.yaml
for part in 0 1 2; do antt-aggregate part.$part >part.$part.sum; done
expect 'every third record: the parts merged are the whole' -o whole.yaml -- antt-aggregate part.0.sum part.1.sum part.2.sum
expect 'in another order' -o whole.yaml -- antt-aggregate part.2.sum part.0.sum part.1.sum
expect 'sums and records together' -o whole.yaml -- antt-aggregate part.1.sum part.0 part.2.sum
expect 'sums of sums' -o whole.yaml -- sh -c 'antt-aggregate part.0.sum part.2.sum | antt-aggregate part.1.sum -'
expect 'what was summed once stays' -o whole.yaml -- antt-aggregate whole.yaml
for cut in 1 2 7 100 811 1620; do
    awk -v RS='---\n' -v cut=$cut 'NR > 1 { printf "---\n%s", $0 >(NR - 1 <= cut ? "front" : "back") }' judged.yaml
    antt-aggregate front >front.sum && antt-aggregate back >back.sum
    expect "cut behind record $cut" -o whole.yaml -- antt-aggregate back.sum front.sum
done
tac_records() {
    perl -e 'local $/; print reverse split /^(?=---$)/m, <STDIN>'
}
sed -n '/^---/,$p' judged.yaml | tac_records >backwards.yaml
expect 'records in the reverse order' -o whole.yaml -- antt-aggregate backwards.yaml
is 'none was lost on the way' "$(grep -c '^---' backwards.yaml)" "$(grep -c '^---' judged.yaml)"
antt-aggregate -b year judged.yaml >year.yaml
expect 'by fewer keys' -o year.yaml -- antt-aggregate -b year part.0.sum part.1.sum part.2.sum
antt-aggregate -b province,district,unit,year town.yaml >deep.yaml
for keys in year unit unit,year district province,year district,unit; do
    antt-aggregate -b $keys town.yaml >direct.yaml
    expect "by $keys, out of all keys, without the units" -o direct.yaml -- antt-aggregate -b $keys deep.yaml
done

# Figures and classes that only summaries have.
cat >foreign.yaml <<'END'
---
record: summary
group: {unit: "14809", year: 2022}
squad: {total: 14, members: 77}
area: {total: 2, zebra: 1, considered: 2, alpha: 5}
---
record: summary
group: {unit: "14809", year: 2022}
band: {total: 3}
"đội": {total: 1, "2 b": 4}
squad: {women: 30, total: 1}
END
cat >wanted <<'END'
---
record: summary
group: {unit: "14809", year: 2022}
area: {total: 3, considered: 3, registered: 0, met: 0, not_met: 0, undecided: 1, not_considered: 0, recognised: 0, recognised_unmet: 0, met_unrecognised: 0, households: 0, households_missing: 1, households_registered: 0, households_registered_missing: 1, population: 0, population_missing: 1, crimes: 0, crimes_missing: 1, social_evils: 0, social_evils_missing: 1, violations: 0, violations_missing: 1, alpha: 5, zebra: 1}
band: {total: 3}
squad: {members: 77, total: 15, women: 30}
đội: {"2 b": 4, total: 1}
END
expect 'figures and classes that no measure speaks of are kept and added' -o wanted -- antt-aggregate foreign.yaml one.yaml
tac_records <foreign.yaml >foreign.back
expect 'in the same order, whatever came first' -o wanted -- antt-aggregate one.yaml foreign.back
expect 'they stay so' -o wanted -- antt-aggregate wanted
printf -- '---\nrecord: summary\ngroup: {unit: "14810", year: 2022}\narea: {total: 1}\nsquad: {}\n' | antt-aggregate foreign.yaml - >two.out
is 'what a group does not have is not shown in it' "$(grep -c zebra two.out) $(tail -n 1 two.out)" '1 squad: {}'

# --- units above ---

for code in 14827 14821; do
    for year in 2018 2019; do commune $code $year; done
done >merger.yaml
is 'the merger of 2019: a record of that year has the unit that its code named last, and its district' \
    "$(antt-aggregate -b unit,district,year -u units.yaml merger.yaml | groups | tr '\n' ' ')" \
    '{unit: "14821", district: "381", year: 2018} {unit: "14821", district: "381", year: 2019} {unit: "14827", district: "381", year: 2018} {unit: "14827", district: "381", year: 2019} '
commune 14827 2020 >gone.yaml
cat >wanted.groups <<'END'
{district: null, year: 2020}
END
run antt-aggregate -b district,year -u units.yaml gone.yaml
is 'a year later the code names nothing: an error with its place' "$status $(cat err)" \
    '1 gone.yaml:2:1: error: unit 14827 in 2020: no unit record says what it is part of or what became of it; counted in a group whose key is null [unplaced-record]'
is 'it is counted under null' "$(groups <out) $(figure commune total <out)" '{district: null, year: 2020} 1'
{ commune 14812 2024; commune 14812 2025; } >both.yaml
expect 'since July 2025 there is no district: that is no fault' -x -- antt-aggregate -b district,year -u units.yaml both.yaml
is 'it is null, and comes last' "$(groups <out | tr '\n' ' ')" '{district: "381", year: 2024} {district: null, year: 2025} '
is 'the province is there' "$(antt-aggregate -b province -u units.yaml both.yaml | groups)" '{province: "38"}'
antt-aggregate -b unit,district,year -u units.yaml both.yaml >both.sum
antt-aggregate -b district,year -u units.yaml both.yaml >both.out
expect 'a null that a summary gives is an answer' -o both.out -- antt-aggregate -b district,year both.sum
cat both.yaml units.yaml >behind.yaml
expect 'units may come behind the records' -o both.out -- antt-aggregate -b district,year behind.yaml
commune 14999 2022 | cat both.yaml - >unknown.yaml
expect 'a unit that nobody knows' -s 1 -x \
    -e 'unknown.yaml:10:1: error: unit 14999 in 2022: no unit record says what it is part of or what became of it; counted in a group whose key is null [unplaced-record]' \
    -- antt-aggregate -b district -u units.yaml unknown.yaml
is 'is in the group of null with those that have none' "$(groups <out | tr '\n' ' ')$(figure commune total <out)" \
    '{district: "381"} {district: null} 1 2'
expect 'by unit and year nobody needs to know it' -x -- antt-aggregate -u units.yaml unknown.yaml
run antt-aggregate unknown.yaml
cp out unknown.sum
antt-aggregate -b district -u units.yaml unknown.yaml >unknown.out 2>/dev/null
expect 'its summary tells the same' -s 1 -o unknown.out -E 'unit 14999 in 2022: no unit record says' \
    -- antt-aggregate -b district -u units.yaml unknown.sum
commune 381 2024 | cat both.yaml - >town-own.yaml
is 'what is the district'\''s own is in it' "$(antt-aggregate -b district -u units.yaml town-own.yaml | figure commune total)" '2 1'
printf -- '---\nrecord: summary\ngroup: {unit: "14809", district: "999", year: 2022}\narea: {total: 1}\n' >elsewhere.yaml
is 'what a summary says of its place stands, what it does not say follows' \
    "$(antt-aggregate -b district,province -u units.yaml elsewhere.yaml | groups)" '{district: "999", province: "38"}'
{
    unit 1 province '' </dev/null
    unit 2 province '' </dev/null
    echo 'until: 2020-06-30' | unit 10 district 1
    echo 'from: 2020-07-01' | unit 10 district 2
    unit 100 commune 10 </dev/null
    for year in 2019 2020 2021; do commune 100 $year; done
} >moved.yaml
is 'a district that moved: what is above at the end of the year' "$(antt-aggregate -b year,province moved.yaml | groups | tr '\n' ' ')" \
    '{year: 2019, province: "1"} {year: 2020, province: "2"} {year: 2021, province: "2"} '
is 'or on the day of --as-of' "$(antt-aggregate -b province --as-of 2020-01-01 moved.yaml | groups) $(antt-aggregate -b province --as-of 2022-01-01 moved.yaml | groups)" \
    '{province: "1"} {province: "2"}'
{ unit 1 district 2 </dev/null; unit 2 district 1 </dev/null; commune 1 2022; } >circle.yaml
expect 'a circle of parents ends' -x -- antt-aggregate -b province circle.yaml
is 'in null' "$(groups <out)" '{province: null}'

printf -- '---\nrecord: area\nid: a-1\nname: x\nyear: 2022\n' >unitless.yaml
expect 'a record without its unit' -s 1 -x -e 'unitless.yaml:2:1: error: area a-1 2022: its unit is missing; counted in a group whose key is null [unplaced-record]' \
    -- antt-aggregate unitless.yaml
is 'is counted under null' "$(groups <out) $(figure area total <out)" '{unit: null, year: 2022} 1'
expect 'so by district' -s 1 -x -e 'unitless.yaml:2:1: error: area a-1 2022: its unit is missing; counted in a group whose key is null [unplaced-record]' \
    -- antt-aggregate -b district -u units.yaml unitless.yaml
is 'under null too' "$(groups <out) $(figure area total <out)" '{district: null} 1'
area a-1 14809 22 </dev/null >yearless.yaml
expect 'a record without a year that can be read' -s 1 -x \
    -e 'yearless.yaml:2:1: error: area a-1 22: its year is missing or wrong; counted in a group whose key is null [unplaced-record]' \
    -- antt-aggregate yearless.yaml
is 'so too' "$(groups <out)" '{unit: "14809", year: null}'
expect 'where the key is not asked for nobody minds' -x -- antt-aggregate -b unit yearless.yaml
antt-aggregate unitless.yaml yearless.yaml one.yaml 2>/dev/null >nulls.yaml
is 'what is not known comes last' "$(groups <nulls.yaml | tr '\n' ' ')" \
    '{unit: "14809", year: 2022} {unit: "14809", year: null} {unit: null, year: 2022} '
expect 'null in a summary stays null' -o nulls.yaml -- antt-aggregate nulls.yaml
sed 's/year: null/year: ~/' nulls.yaml >tilde.yaml
expect 'however it is written' -o nulls.yaml -- antt-aggregate tilde.yaml

# --- units of another day ---

antt-aggregate --as-of 2025-07-01 town.yaml >merged.yaml
is '--as-of counts under the successors' "$(antt-aggregate -b unit merged.yaml | groups | tr '\n' ' ')" '{unit: "14812"} {unit: "14818"} '
is 'and loses nothing' "$(figure area total <merged.yaml | add) $(figure school people <merged.yaml | add)" \
    "$(figure area total <whole.yaml | add) $(figure school people <whole.yaml | add)"
expect 'sums can be moved as well' -o merged.yaml -- antt-aggregate --as-of 2025-07-01 -u units.yaml whole.yaml
expect 'a second time they stay' -o merged.yaml -- antt-aggregate merged.yaml
is 'Hà Lan goes into Đông Sơn, and with it on' "$(antt-aggregate --as-of 2020-01-01 -u units.yaml merger.yaml | groups | tr '\n' ' ')" \
    '{unit: "14821", year: 2018} {unit: "14821", year: 2019} '
is 'a day on which nothing had changed changes nothing' "$(antt-aggregate --as-of 2018-06-01 -u units.yaml merger.yaml | cksum)" \
    "$(antt-aggregate merger.yaml | cksum)"
{ printf 'until: 2020-12-31\ninto: ["2", "3"]\n' | unit 1 commune 9; unit 2 commune 9 </dev/null; unit 3 commune 9 </dev/null; } >split.units
commune 1 2020 >split.yaml
expect 'what was divided cannot be apportioned' -s 1 -x \
    -e 'split.yaml:2:1: error: unit 1 in 2020: divided among 2, 3, among which it cannot be apportioned; counted in a group whose key is null [split-unit]' \
    -- antt-aggregate --as-of 2021-01-01 -u split.units split.yaml
is 'it is under null' "$(groups <out)" '{unit: null, year: 2020}'
for bad in 2025-02-30 2025 ''; do
    expect "--as-of '$bad'" -s 2 -e "antt-aggregate: error: --as-of: '$bad' is no date YYYY-MM-DD that exists [usage]" \
        -- antt-aggregate --as-of "$bad" one.yaml
done

# --- faulty summaries ---

for key in unit year district province; do
    given=$(echo 'unit: "1" year: 2022 district: "381" province: "38" ' | sed "s/$key: [^ ]* //; s/ \(.\)/, \1/g; s/ \$//; s/:, /: /g")
    printf -- '---\nrecord: summary\ngroup: {%s}\narea: {total: 1}\n' "$given" >lacking.yaml
    case $key in
    unit|year) ;;
    *) sed -i 's/unit: "1", //' lacking.yaml ;;
    esac
    run antt-aggregate -b $key lacking.yaml
    is "a summary without $key cannot be added by it" "$status $(wc -c <out) $(sed 's/error: .*: the/error: the/' err)" \
        "1 0 lacking.yaml:2:1: error: the summary has no $key in its group, so it cannot be added up by $key [no-group-key]"
done
printf -- '---\nrecord: summary\ngroup: {unit: "14812"}\narea: {total: 1}\n' >timeless.yaml
expect 'without the year nobody knows which district the unit was in' -s 1 \
    -e 'timeless.yaml:2:1: error: summary 14812: the summary has no district in its group, so it cannot be added up by district [no-group-key]' \
    -- antt-aggregate -b district -u units.yaml timeless.yaml
expect 'the others are added all the same' -s 1 -o year.yaml -E '[no-group-key]' -- sh -c \
    'printf -- "---\nrecord: summary\ngroup: {unit: \"1\"}\narea: {total: 1}\n" | antt-aggregate -b year - whole.yaml'
printf -- '---\nrecord: summary\narea: {total: 1}\n' >groupless.yaml
expect 'a summary without a group' -s 1 -E 'groupless.yaml:2:1: error: summary: the summary has no unit' -- antt-aggregate groupless.yaml
printf -- '---\nrecord: summary\ngroup: {unit: "14809", year: 2022}\narea: {total: many, considered: 5, met: 1.5, undecided: null}\nschool: 3\nagency: null\n' >wrong.yaml
expect 'a figure that is no integer is told, never taken for nought' -s 1 -x \
    -e 'wrong.yaml:4:15: error: summary 14809 2022: area.total: expected an integer; not counted [bad-value]' \
    -e 'wrong.yaml:4:41: error: summary 14809 2022: area.met: expected an integer; not counted [bad-value]' \
    -e 'wrong.yaml:4:57: error: summary 14809 2022: area.undecided: expected an integer; not counted [bad-value]' \
    -e 'wrong.yaml:5:9: error: summary 14809 2022: school: expected a mapping of integers; not counted [bad-value]' -- antt-aggregate wrong.yaml
is 'the good figures are counted' "$(figure area considered <out)" 5

# --- sums that do not fit ---

most=9223372036854775807
printf -- '---\nrecord: summary\ngroup: {unit: "14809", year: 2022}\narea: {total: %s}\n' $most >most.yaml
expect 'the largest sum' -x -- antt-aggregate most.yaml
is 'is exact' "$(figure area total <out)" $most
sed 's/total: [0-9]*/total: 1/' most.yaml | cat most.yaml - >over.yaml
expect 'one more is trouble, and no figure is better than a wrong one' -s 2 \
    -e 'over.yaml:6:1: error: summary 14809 2022: a sum does not fit in 64 bits with this record [overflow]' -- antt-aggregate over.yaml
echo "crimes: $most" | area a-1 14809 2022 >most.yaml
echo 'crimes: 1' | area a-2 14809 2022 | cat most.yaml - >over.yaml
expect 'so with records' -s 2 -e 'over.yaml:9:1: error: area a-2 2022: a sum does not fit in 64 bits with this record [overflow]' \
    -- antt-aggregate over.yaml
expect 'and in a rollup' -s 2 -e 'over.yaml:9:1: error: area a-2 2022: a sum does not fit in 64 bits with this record [overflow]' \
    -- antt-aggregate -a over.yaml
{ cat most.yaml; echo 'crimes: 1' | area a-2 14809 2023; } >years.yaml
expect 'where years meet, too' -s 2 -E '[overflow]' -- antt-aggregate -b unit years.yaml
expect 'and where units meet' -s 2 -E '[overflow]' -- antt-aggregate -b district -u units.yaml years.yaml
expect 'the sums of less than all are none' -s 2 -e 'nowhere.yaml: error: cannot open: No such file or directory [unreadable]' \
    -- antt-aggregate one.yaml nowhere.yaml
expect 'with -k the records pass' -s 2 -o one.yaml -e 'nowhere.yaml: error: cannot open: No such file or directory [unreadable]' \
    -- antt-aggregate -k one.yaml nowhere.yaml

# --- -a ---

{
    printf 'registration: 2022-01-05\nrecognition: 2022-11-05\nassessment: {outcome: met}\nhouseholds: {total: 100}\n' | area a-1 14809 2022
    printf 'registration: 2022-01-05\nassessment: {outcome: not_met}\n' | area a-2 14809 2022
    area a-3 14815 2022 </dev/null
    area a-1 14809 2023 </dev/null
    printf 'managed_by: commune\npeople: {total: 5}\n' | institution c-1 agency 14809 2022
    for level in district province ministry; do echo "managed_by: $level" | institution c-$level agency 14809 2022; done
    echo 'managed_by: commune' | institution s-1 school 14809 2022
    printf 'managed_by: commune\nassessment: {outcome: not_considered}\n' | institution s-2 school 14809 2022
} >areas.yaml
cat >commune.yaml <<'END'
---
# một xã
record:   commune
unit: '14809'   # mã
year: 2022

crimes: 3
END
cat >rollup <<'END'
rollup:
  area: {total: 2, considered: 2, registered: 2, met: 1, not_met: 1, undecided: 0, not_considered: 0, recognised: 1, recognised_unmet: 0, met_unrecognised: 0, households: 100, households_missing: 1, households_registered: 0, households_registered_missing: 2, population: 0, population_missing: 2, crimes: 0, crimes_missing: 2, social_evils: 0, social_evils_missing: 2, violations: 0, violations_missing: 2}
  agency: {total: 1, considered: 1, registered: 0, met: 0, not_met: 0, undecided: 1, not_considered: 0, recognised: 0, recognised_unmet: 0, met_unrecognised: 0, people: 5, people_missing: 0}
  enterprise: {total: 0, considered: 0, registered: 0, met: 0, not_met: 0, undecided: 0, not_considered: 0, recognised: 0, recognised_unmet: 0, met_unrecognised: 0, people: 0, people_missing: 0}
  school: {total: 2, considered: 1, registered: 0, met: 0, not_met: 0, undecided: 1, not_considered: 1, recognised: 0, recognised_unmet: 0, met_unrecognised: 0, people: 0, people_missing: 1}
END
cat areas.yaml commune.yaml >behind.in
cat areas.yaml commune.yaml rollup >behind.out
expect '-a puts the rollup at the end of the commune, and passes everything on' -o behind.out -- antt-aggregate -a behind.in
expect '--attach from a pipe' -o behind.out -- sh -c 'cat behind.in | antt-aggregate --attach'
cat commune.yaml areas.yaml >before.in
cat commune.yaml rollup areas.yaml >before.out
expect 'the commune may come before its areas' -o before.out -- antt-aggregate -a before.in
expect 'twice is once' -o behind.out -- antt-aggregate -a behind.out
expect 'so in a pipe' -o before.out -- sh -c 'antt-aggregate -a before.in | antt-aggregate -a'
{ cat areas.yaml; sed 's/^crimes.*/rollup: {area: {total: 99}} # alt\n&/' commune.yaml; } >old.in
{ cat areas.yaml; sed '/^crimes/d' commune.yaml; cat rollup; echo 'crimes: 3'; } >old.out
expect 'an old rollup is replaced where it stands' -o old.out -- antt-aggregate -a old.in
{ cat areas.yaml; sed 's/^year.*/&\nrollup:\n  area:\n    total: 99\n  # cũ/' commune.yaml; } >old.in
run antt-aggregate -a old.in
is 'in block style too' "$status $(grep -c '99' out) $(grep -c '^rollup:$' out) $(grep -c '^crimes: 3$' out)" '0 0 1 1'
for file in areas commune rollup; do sed 's/$/\r/' $file.yaml >$file.crlf 2>/dev/null || sed 's/$/\r/' $file >$file.crlf; done
cat areas.crlf commune.crlf >crlf.in
cat areas.crlf commune.crlf rollup.crlf >crlf.out
expect 'CRLF: the block has the line ends of the record' -o crlf.out -- antt-aggregate -a crlf.in
{ cat areas.yaml; echo '--- {record: commune, unit: "14809", year: 2022, crimes: 3}'; } >flow.in
{ cat areas.yaml; printf -- '---\nrecord: commune\nunit: "14809"\nyear: 2022\ncrimes: 3\n'; cat rollup; } >flow.out
expect 'a record in flow style is written anew in block style' -o flow.out -- antt-aggregate -a flow.in
expect 'and that is done once' -o flow.out -- antt-aggregate -a flow.out
{ cat areas.yaml; printf '%s' "$(cat commune.yaml)"; } >cut.in
expect 'a missing final newline' -o behind.out -- antt-aggregate -a cut.in
{ cat commune.yaml; echo ...; cat areas.yaml; } >dots.in
{ cat commune.yaml rollup; echo ...; cat areas.yaml; } >dots.out
expect 'a closing ... stays behind the block' -o dots.out -- antt-aggregate -a dots.in
{ printf '# đầu tệp\n---\n# không có bản ghi\n'; cat behind.in; } >comments.in
{ printf '# đầu tệp\n---\n# không có bản ghi\n'; cat behind.out; } >comments.out
expect 'documents of comments alone stay' -o comments.out -- antt-aggregate -a comments.in
cat units.yaml foreign.yaml >others.yaml
printf -- '---\nrecord: other # lạ\nx: [1,   2]\n' >>others.yaml
expect 'records of other kinds pass as they are' -o others.yaml -- antt-aggregate -a others.yaml
commune 14818 2022 >lone.yaml
run antt-aggregate -a lone.yaml
is 'a commune of which nothing is known has noughts' "$status $(figure area total <out) $(figure school considered <out)" '0 0 0'
antt-aggregate -a judged.yaml >attached.yaml
ok 'in the town nothing but rollups is added' sh -c 'perl -0pe "s/^rollup:\n(?:  .*\n)*//mg" attached.yaml | cmp - judged.yaml'
is 'one for each commune' "$(grep -c '^rollup:' attached.yaml)" "$(grep -c '^record: commune' judged.yaml)"
expect 'twice is once there too' -o attached.yaml -- antt-aggregate -a attached.yaml
is 'the rollups hold all areas' "$(figure '  area' total <attached.yaml | add)" "$(counted area '^record')"
expect 'the rollups do not count in sums' -o whole.yaml -- antt-aggregate attached.yaml

institution d-1 enterprise 14809 2022 </dev/null | cat behind.in - >unassigned.in
unassigned='error: institution d-1 2022: managed_by is missing, so it is not known whether the commune answers for it [unassigned-record]'
expect 'who does not say who manages it is reported' -s 1 -x -e "unassigned.in:$(grep -n 'id: d-1' unassigned.in | awk -F : '{ print $1 - 1 }'):1: $unassigned" \
    -- antt-aggregate -a unassigned.in
is 'and counted as unassigned, as nothing else' "$(grep '^  enterprise' out)" \
    '  enterprise: {total: 0, considered: 0, registered: 0, met: 0, not_met: 0, undecided: 0, not_considered: 0, recognised: 0, recognised_unmet: 0, met_unrecognised: 0, people: 0, people_missing: 0, unassigned: 1}'
ok 'then the commune'\''s rule waits' sh -c \
    'sed "s/2022/2023/" out | antt-score --all | grep "rule: 5.4.registered" | grep -q "outcome: undecided"'
echo 'managed_by: xã' | institution d-1 enterprise 14809 2022 | cat behind.in - >unassigned.in
expect 'so is what cannot be read' -s 1 -x -E 'institution d-1 2022: managed_by' -E '[unassigned-record]' -- antt-aggregate -a unassigned.in
is 'counted' "$(figure '  enterprise' unassigned <out)" 1
expect 'without -a nobody asks' -x -- antt-aggregate unassigned.in
expect 'a broken document leaves the others' -s 1 -o behind.out -E '[yaml-syntax]' -- sh -c \
    'printf -- "---\nrecord: [\n" | antt-aggregate -a - behind.in'
no='antt-aggregate: error: --attach passes records on by itself: it goes with neither --keep nor --by [usage]'
expect '-a with -k' -s 2 -e "$no" -- antt-aggregate -ak behind.in
expect '-a with -b' -s 2 -e "$no" -- antt-aggregate -a -b unit,year behind.in
expect '-a with TMPDIR that is not there' -s 2 -E 'cannot create a temporary file: No such file or directory [write-failed]' \
    -- env TMPDIR=nowhere antt-aggregate -a behind.in
expect '-a where the disk is full' -s 2 -e 'temporary file: error: cannot write: File too large [write-failed]' \
    -- sh -c 'trap "" XFSZ; ulimit -f 100; exec antt-aggregate -a judged.yaml'
expect 'nothing in, nothing out' -- antt-aggregate -a

# --- seals ---

seal() { # count
    printf -- '---\nrecord: end\nrecords: %s\n' "$1"
}
seal "$(grep -c '^record: summary' whole.yaml)" | cat whole.yaml - >sealed.yaml
expect '--sealed counts what was written' -o sealed.yaml -- sh -c 'antt-aggregate --sealed judged.yaml'
expect 'sealed sums merge' -o sealed.yaml -- sh -c 'ANTT_SEALED=1; export ANTT_SEALED; antt-aggregate judged.yaml | antt-aggregate'
expect 'a stream without its seal is no whole' -s 2 -e '<stdin>: error: the stream ends without its seal, which --sealed or ANTT_SEALED=1 wants: the program that wrote it did not come to its end, or wrote none [bad-seal]' \
    -- antt-aggregate --sealed <whole.yaml
{ cat behind.out; seal 11; } >sealed.yaml
expect 'so with -a' -o sealed.yaml -- sh -c '{ cat behind.in; printf -- "---\nrecord: end\nrecords: 11\n"; } | antt-aggregate -a'

# --- measures of our own ---

mkdir -p ours/measures
cat >ours/measures/mine.yaml <<'END'
measures: mine
classes: [area]
figures: [{figure: crowd, sum: population, among: "crimes > 2"}]
END
for crimes in 3 2 ''; do printf -- '---\nrecord: area\nid: a-%s\nname: A\nunit: "14809"\nyear: 2022\npopulation: 100\ncrimes: %s\n' "$crimes" "$crimes"; done >among.yaml
printf -- '---\nrecord: area\nid: b\nname: A\nunit: "14809"\nyear: 2022\ncrimes: 3\n' >>among.yaml
expect 'only records are summed of which it is known that they are among them' -c 'crowd: 100, crowd_missing: 1}' -- antt-aggregate -d ours among.yaml

finish
