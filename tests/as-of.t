#!/bin/sh
# SPDX-License-Identifier: ISC
# Units and their days: antt-aggregate --as-of counts under the units of another day, antt-validate looks unit records over.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

town=$ANTT_TOP/examples/bim-son/units.yaml

area() { # id, unit, year, more lines
    printf -- '---\nrecord: area\nid: %s\nname: A\nunit: "%s"\nyear: %s\n' "$1" "$2" "$3"
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
unit() { # code, level, name, parent, more lines
    printf -- '---\nrecord: unit\nid: "%s"\nlevel: %s\ntype: x\nname: %s\n' "$1" "$2" "$3"
    [ -z "$4" ] || printf 'parent: "%s"\n' "$4"
    shift 4
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
groups() { # the groups of ./out with the number of areas and of crimes
    sed -n 's/^group: //p; s/^area: {total: \([0-9]*\),.* crimes: \([0-9]*\),.*/ \1 \2/p' out | paste -d '' - - | paste -sd';'
}
count() { # wanted groups, messages...: of the arguments behind --
    wanted=$2 desc=$1 lines=
    shift 2
    while [ "$1" != -- ]; do
        lines=$lines$1'
'
        shift
    done
    shift
    run antt-aggregate "$@"
    [ -z "$lines" ] || lines=${lines%?}
    is "$desc" "$status $(groups) $(cat err)" "$([ -n "$lines" ] && echo 1 || echo 0) $wanted $lines"
}

# --- predecessors and successors ----------------------------------------------------------------

(area a 14827 2018 'crimes: 1'; area b 14821 2018 'crimes: 2'; area c 14812 2018 'crimes: 4'; area d 14815 2018 'crimes: 8'; area e 14809 2018 'crimes: 16') >old
count 'the units of the records'"'"' own year' '{unit: "14809", year: 2018} 1 16;{unit: "14812", year: 2018} 1 4;{unit: "14815", year: 2018} 1 8;{unit: "14821", year: 2018} 1 2;{unit: "14827", year: 2018} 1 1' -- \
    -u "$town" old
count 'in 2025: 14827 Hà Lan into 14821 into 14812' '{unit: "14812", year: 2018} 4 15;{unit: "14818", year: 2018} 1 16' -- \
    --as-of 2025-07-01 -u "$town" old
count 'without the year' '{unit: "14812"} 4 15;{unit: "14818"} 1 16' -- -b unit --as-of=2026-01-01 -u "$town" old
first='{unit: "14809", year: 2018} 1 16;{unit: "14812", year: 2018} 1 4;{unit: "14815", year: 2018} 1 8;'
count 'between the two mergers one step alone' "$first"'{unit: "14821", year: 2018} 2 3' -- --as-of 2019-12-01 -u "$town" old
count 'the day before: each by itself' "$first"'{unit: "14821", year: 2018} 1 2;{unit: "14827", year: 2018} 1 1' -- --as-of 2019-11-30 -u "$town" old
count 'the last day before the second' "$first"'{unit: "14821", year: 2018} 2 3' -- --as-of 2025-06-30 -u "$town" old
count 'long ago' "$first"'{unit: "14821", year: 2018} 1 2;{unit: "14827", year: 2018} 1 1' -- --as-of 1990-01-01 -u "$town" old
cat old "$town" >units-last
count 'unit records may come last' '{unit: "14812", year: 2018} 4 15;{unit: "14818", year: 2018} 1 16' -- --as-of 2025-07-01 units-last
(area a 14827 2019 'crimes: 1'; area b 14821 2020 'crimes: 2'; area c 14812 2025 'crimes: 4') >years
count 'a year in which the code still named a unit' '{unit: "14812"} 3 7' -- -b unit --as-of 2025-12-31 -u "$town" years
area c 14812 2025 'crimes: 4' >new
count 'a day before the unit: the one that its code named then' '{unit: "14812"} 1 4' -- -b unit --as-of 2020-01-01 -u "$town" new
count 'its district on that day' '{unit: "14812", district: "381"} 1 4' -- -b unit,district --as-of 2020-01-01 -u "$town" new

# --- the units above on that day ----------------------------------------------------------------

count 'districts of the own year' '{district: "381", year: 2018} 5 31' -- -b district,year -u "$town" old
count 'the district is gone on 1 July 2025' '{province: "38", district: null} 5 31' -- -b province,district --as-of 2025-07-01 -u "$town" old
count 'a day before it is there' '{province: "38", district: "381"} 5 31' -- -b province,district --as-of 2025-06-30 -u "$town" old
(unit 1 province P ''; unit 2 province Q ''; unit 11 district D 1 'until: 2020-12-31' 'into: ["11"]'; unit 11 district D 2 'from: 2021-01-01'
    unit 111 commune C 11) >moved
area a 111 2020 'crimes: 3' >in-111
count 'a district that moves takes its communes with it: before' '{province: "1"} 1 3' -- -b province --as-of 2020-12-31 -u moved in-111
count 'and after' '{province: "2"} 1 3' -- -b province --as-of 2021-01-01 -u moved in-111
count 'without --as-of by the record'"'"'s own year' '{province: "1"} 1 3' -- -b province -u moved in-111

# --- splits, gone units -------------------------------------------------------------------------

(unit 1 province P ''; unit 101 commune A 1 'until: 2020-12-31' 'into: ["102", "103"]'; unit 102 commune B 1 'from: 2021-01-01'; unit 103 commune C 1 'from: 2021-01-01'
    unit 104 commune D 1 'until: 2019-12-31' 'into: ["101"]'; unit 105 commune E 1 'until: 2020-12-31'; unit 106 commune F 1 'until: 2020-12-31' 'into: ["199"]'
    unit 107 commune G 1 'from: 2023-01-01') >divided.units
(area a 101 2020 'crimes: 1'; area b 101 2020 'crimes: 2'; area c 102 2021 'crimes: 4') >divided
why() { # line, unit, year, what
    echo "$1: error: unit $2 in $3: $4; counted in a group whose key is null [${5:-split-unit}]"
}
two='divided among 102, 103, among which it cannot be apportioned'
gone='no unit record says what it is part of or what became of it'
count 'a unit that was divided: status 1, its figures are of no unit, told once' '{unit: "102"} 1 4;{unit: null} 2 3' "$(why divided:2:1 101 2020 "$two")" -- \
    -b unit --as-of 2021-01-01 -u divided.units divided
(area a 101 2019 'crimes: 1'; area a 101 2020 'crimes: 2') >divided.years
count 'each year of it is told' '{unit: null} 2 3' "$(why divided.years:2:1 101 2019 "$two")" "$(why divided.years:9:1 101 2020 "$two")" -- \
    -b unit --as-of 2021-01-01 -u divided.units divided.years
count 'on its last day it is whole' '{unit: "101"} 2 3' -- -b unit --as-of 2020-12-31 -u divided.units divided.years
count 'by province it is not placed either' '{province: "1"} 1 4;{province: null} 2 3' "$(why divided:2:1 101 2020 "$two")" -- -b province --as-of 2021-01-01 -u divided.units divided
area a 104 2019 'crimes: 1' >into-divided
count 'one whose successor was divided' '{unit: null} 1 1' "$(why into-divided:2:1 104 2019 "$two")" -- -b unit --as-of 2022-01-01 -u divided.units into-divided
count 'as far as that it goes on' '{unit: "101"} 1 1' -- -b unit --as-of 2020-06-01 -u divided.units into-divided
for case in '105 2020' '106 2020' '999 2020' '105 2022' '107 2022'; do
    # shellcheck disable=SC2086 # words
    set -- $case
    area a "$1" "$2" 'crimes: 1' >gone.unit
    count "a unit that is gone or nobody knows: $case" '{unit: null} 1 1' "$(why gone.unit:2:1 "$1" "$2" "$gone" unplaced-record)" -- -b unit --as-of 2024-01-01 -u divided.units gone.unit
done
area a 107 2023 'crimes: 1' >early
count 'a day before the first of its code' '{unit: null} 1 1' "$(why early:2:1 107 2023 "$gone" unplaced-record)" -- -b unit --as-of 2022-12-31 -u divided.units early
area a 105 2020 'crimes: 1' >e105
count 'on its last day it is there' '{unit: "105"} 1 1' -- -b unit --as-of 2020-12-31 -u divided.units e105
count 'no unit records at all: none is known' '{unit: null} 1 1' "$(why e105:2:1 105 2020 'there are no unit records at all; --units FILE gives them; this and all others are' unplaced-record)" -- -b unit --as-of 2020-12-31 e105
for bad in 2025-06-31 2025-7-1 01/07/2025 today 2025 ''; do
    expect "--as-of '$bad'" -s 2 -e "antt-aggregate: error: --as-of: '$bad' is no date YYYY-MM-DD that exists [usage]" -- antt-aggregate --as-of "$bad" old
done
expect '--as-of without a day' -s 2 -E '[usage]' -- antt-aggregate --as-of

# --- summaries ----------------------------------------------------------------------------------

antt-aggregate old >sums
count 'summaries move as their records do' '{unit: "14812", year: 2018} 4 15;{unit: "14818", year: 2018} 1 16' -- --as-of 2025-07-01 -u "$town" sums
antt-aggregate --as-of 2025-07-01 -u "$town" old >moved.whole
expect 'and are the same bytes' -o moved.whole -- antt-aggregate --as-of 2025-07-01 -u "$town" sums
expect 'doing it twice is doing it once' -o moved.whole -- antt-aggregate --as-of 2025-07-01 -u "$town" moved.whole
antt-aggregate divided >divided.sums
count 'a summary of a unit that was divided' '{unit: "102"} 1 4;{unit: null} 2 3' "$(why divided.sums:2:1 101 2020 "$two")" -- -b unit --as-of 2021-01-01 -u divided.units divided.sums
antt-aggregate -b unit,year --as-of 2021-01-01 -u divided.units divided >nowhere.sums 2>/dev/null
count 'what was of no unit stays so, and is not told again' '{unit: "102", year: 2021} 1 4;{unit: null, year: 2020} 2 3' -- --as-of 2021-01-01 -u divided.units nowhere.sums
bim=$ANTT_TOP/examples/bim-son
antt-aggregate --as-of 2025-07-01 -u "$town" "$bim/areas.yaml" "$bim/institutions.yaml" "$bim/communes.yaml" >whole
for file in areas institutions communes; do
    antt-aggregate -u "$town" "$bim/$file.yaml" >"part.$file"
    antt-aggregate --as-of 2025-07-01 -u "$town" "$bim/$file.yaml" >"moved.$file"
done
expect 'the parts of the town add up to the whole, moved after' -o whole -- antt-aggregate --as-of 2025-07-01 -u "$town" part.areas part.institutions part.communes
expect 'or before' -o whole -- antt-aggregate --as-of 2025-07-01 -u "$town" moved.communes moved.areas moved.institutions
expect 'in another order' -o whole -- antt-aggregate --as-of 2025-07-01 part.communes "$town" part.institutions part.areas
is 'all of the town is in two wards' "$(sed -n 's/^group: {unit: "\([0-9]*\)".*/\1/p' whole | sort -u | paste -sd' ')" '14812 14818'
sum() { # file: areas of it
    sed -n 's/^area: {total: \([0-9]*\),.*/\1/p' "$1" | awk '{ n += $1 } END { print n }'
}
is 'nothing is lost' "$(sum whole)" "$(grep -c '^record: area' "$bim/areas.yaml")"

# --- antt-validate: units that contradict each other --------------------------------------------

faults() { # what, file on standard input, messages...
    desc=$1
    cat >u
    shift
    for line; do
        set -- "$@" -e "u:$line"
        shift
    done
    expect "$desc" -s 1 -x "$@" -- antt-validate -q u
}
top=$(unit 1 province P '')
expect 'the units of the town are sound' -o "$town" -- antt-validate -q "$town"
(echo "$top"; unit 101 commune A 1 'until: 2020-12-31'; unit 101 commune B 1 'from: 2020-12-31') |
    cat >overlap
faults 'one day of two units' '16:1: error: unit 101 B: begins before the unit of the same code at u:8 ends [unit-overlap]' <overlap
(echo "$top"; unit 101 commune A 1; unit 101 commune B 1 'from: 2021-01-01') >open
faults 'a first unit that never ends' '15:1: error: unit 101 B: begins before the unit of the same code at u:8 ends [unit-overlap]' <open
(echo "$top"; unit 101 commune B 1 'from: 2021-01-02'; unit 101 commune A 1 'until: 2020-12-31') >gap
faults 'a day between two, in either order' '8:1: error: unit 101 B: days lie between it and the unit of the same code at u:16 [unit-gap]' <gap
sed 's/2021-01-02/2021-01-01/' gap >next
expect 'the day after is no gap' -o next -- antt-validate -q next
(echo "$top"; unit 101 commune A 1 'until: 2020-12-31' 'into: ["102"]'; unit 102 commune B 1 'from: 2021-01-02') >late
faults 'a successor that comes later' '8:1: error: unit 101 A: its successor 102 at u:17 is not there on the day after it ends [unit-successor]' <late
sed 's/2021-01-02/2021-01-01/' late >in-time
expect 'one that is there' -o in-time -- antt-validate -q in-time
(echo "$top"; unit 101 commune A 1 'until: 2020-12-31' 'into: ["102", "103"]'; unit 102 commune B 1 'until: 2019-12-31'; unit 103 commune C 1) >ended
faults 'one of two that was gone' '8:1: error: unit 101 A: its successor 102 at u:17 is not there on the day after it ends [unit-successor]' <ended
sed '/^until: 2020/d' ended >endless
faults 'successors, and no last day' '8:1: error: unit 101 A: has successors (into) and no last day (until) [unit-successor]' <endless
(echo "$top"; unit 101 commune A 1 'until: 2020-12-31' 'into: ["102"]') >unknown
expect 'a successor of which there is no record may be of another list' -o unknown -- antt-validate -q unknown
(unit 11 district A 12; unit 12 district B 11) >circle
faults 'parents in a circle: both are told' '2:1: error: unit 11 A: the units above it lead in a circle [unit-cycle]' \
    '9:1: error: unit 12 B: the units above it lead in a circle [unit-cycle]' <circle
unit 11 district A 11 >self
faults 'its own parent' '2:1: error: unit 11 A: the units above it lead in a circle [unit-cycle]' <self
(unit 1 province P ''; unit 11 district A 1 'until: 2020-12-31'; unit 11 district A 12 'from: 2021-01-01'; unit 12 district B 1) >no-circle
expect 'a code that stood elsewhere before is no circle' -o no-circle -- antt-validate -q no-circle
(cat overlap; unit 11 district A 11) >several
faults 'several faults in one run' '16:1: error: unit 101 B: begins before the unit of the same code at u:8 ends [unit-overlap]' \
    '24:1: error: unit 11 A: the units above it lead in a circle [unit-cycle]' <several
expect 'in the file of --units as well' -s 1 -x -e 'overlap:16:1: error: unit 101 B: begins before the unit of the same code at overlap:8 ends [unit-overlap]' \
    -- antt-validate -q -u overlap /dev/null
unit 101 commune A '' >orphan
expect 'no parent below province' -s 1 -E 'a unit below province needs its parent' -- antt-validate -q orphan
unit 101 commune A 1 'from: 2021-01-01' 'until: 2020-12-31' >backwards
expect 'an end before the beginning' -s 1 -E 'a unit ends before it begins' -- antt-validate -q backwards

# --- antt-validate: codes outside their dates ---------------------------------------------------

used() { # unit, year, message: what is said of an area
    area a-1 "$1" "$2" >used
    if [ -z "$3" ]; then
        expect "unit $1 in $2" -o used -- antt-validate -q -u "$4" used
    else
        expect "unit $1 in $2" -s 1 -e "used:5:7: error: area a-1 $2: $3" -- antt-validate -q -u "$4" used
    fi
}
used 14827 2018 '' "$town"
used 14827 2019 '' "$town"
used 14827 2020 'unit: 14827 names no unit in 2020; its successor is 14821 [unit-not-in-force]' "$town"
used 14821 2025 '' "$town"
used 14821 2026 'unit: 14821 names no unit in 2026; its successor is 14812 [unit-not-in-force]' "$town"
used 14812 2026 '' "$town"
used 14809 2026 'unit: 14809 names no unit in 2026; its successor is 14818 [unit-not-in-force]' "$town"
used 99999 2026 "unit: no unit record has the code '99999' [unknown-unit]" "$town"
used 381 2020 'unit: 381 is a district, expected the code of a commune [unknown-unit]' "$town"
used 101 2021 'unit: 101 names no unit in 2021; its successors are 102, 103 [unit-not-in-force]' divided.units
used 105 2021 'unit: 105 names no unit in 2021 [unit-not-in-force]' divided.units
used 107 2022 'unit: 107 names no unit in 2022 [unit-not-in-force]' divided.units
used 107 2023 '' divided.units
finish
