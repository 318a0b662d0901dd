#!/bin/sh
# SPDX-License-Identifier: ISC
# The town is what its generator makes; the demo does what it shows, and leaves the old workbook when a step fails.
# The nightly job: nightly.t.
. "${0%/*}/lib.sh"
cp -R "$ANTT_TOP/examples" examples
ln -s "$ANTT_BIN" bin

# --- the town ---

town=$ANTT_TOP/examples/bim-son
(cd "$town" && ls ./*.yaml) >files
for awk in awk mawk gawk 'gawk --posix' 'busybox awk'; do
    command -v "${awk%% *}" >/dev/null || continue
    mkdir -p again
    expect "$awk makes the town again" -X -- env AWK="$awk" sh "$town/generate" again
    is 'all of its files, and no others' "$(cd again && ls -A ./*)" "$(cat files)"
    is 'byte for byte' "$(while read -r file; do cmp "$town/$file" "again/$file" 2>&1; done <files)" ''
    rm -r again
done
expect 'the generator without its directory' -s 2 -E 'generate: cannot write the files in nowhere' -- sh "$town/generate" nowhere
expect 'the generator with too much' -s 2 -e 'usage: generate [DIR]' -- sh "$town/generate" a b
mkdir keep
cp "$town/units.yaml" keep
expect 'no awk: what is there stays' -s 2 -e 'generate: cannot write the files in keep' -- env AWK=false sh "$town/generate" keep
is 'and nothing else' "$(ls -A keep) $(cmp "$town/units.yaml" keep/units.yaml)" 'units.yaml '

for file in "$town"/*.yaml; do [ "$file" = "$town/units.yaml" ] || cat "$file"; done >all.yaml
expect 'all of the town is one sound stream, without a warning' -o all.yaml -x \
    -e "antt-validate: $(grep -c '^record: ' all.yaml) records, 0 rejected, 0 warnings" -- antt-validate -W -u "$town/units.yaml" all.yaml
antt-select 'record in [area, institution, team, model]' all.yaml |
    awk '/^id: / { id = $2 } /^year: / { print id, $2 }' | sort -u >there
antt-select 'record == nomination and of is present' all.yaml |
    awk '/^year: / { year = $2 } /^of: / { print $2, year }' | sort -u >proposed
is 'what is proposed is there in that year' "$(comm -13 there proposed)" ''
antt-select 'record == team' all.yaml | awk '/^year: / { year = $2 } /^(area|institution): / { print $2, year }' |
    sort -u >served
is 'and so is what teams serve' "$(comm -13 there served)" ''
is 'at most one team is excellent for five well completed, in every commune and year' \
    "$(antt-select 'record == team' all.yaml | awk '/^unit: / { unit = $2 } /^year: / { key = unit " " $2; all[key] }
        /^rating: excellent/ { e[key]++ } /^rating: well_completed/ { w[key]++ }
        END { for (key in all) if (5 * e[key] > w[key]) print key }')" ''
antt-aggregate -b unit,year all.yaml >sums
is 'the tips of the teams are among those of their commune, in every year' "$(for what in received valuable cases persons; do
    awk -v what="tips_$what: " '/^group: / { group = $0 }
        /^(commune|team): / { n = $0; n = index(n, what) ? substr(n, index(n, what) + length(what)) + 0 : 0 }
        /^commune: / { commune = n; groups++ }
        /^team: / && group !~ /"381"/ && n > commune { print group, what n, commune }
        END { if (groups != 130) print groups " communes" }' sums
done)" ''
is 'three things are wrong with the last nominations of 2018' \
    "$(sed -n 's/^# Cố ý.* On purpose: //p' "$town/nominations.yaml" | uniq)" 'proposed twice.
had the same award in 2017.
the area was not met in 2018.'
antt-select 'record == nomination and subject == collective and level == district and year == 2018' all.yaml |
    sed -n 's/^of: //p' | sort | uniq -d >twice
is 'one is proposed twice' "$(cat twice)" 14812-03-TBV
is 'one had the same award' "$(antt-select 'record == nomination and of == "14818-12-TBV"' all.yaml | sed -n 's/^year: //p')" '2017
2018'
is 'two areas were not met' "$(antt-score "$town/areas.yaml" |
    antt-select 'year == 2018 and id in ["14809-07", "14812-02"] and assessment.outcome == not_met' | sed -n 's/^id: //p')" '14809-07
14812-02'

# --- the demo ---

expect 'the demo shows its chain and the figures' -o "$ANTT_TOP/examples/demo.expected" \
    -e 'antt-validate: 1641 records, 0 rejected, 0 warnings' -- sh examples/demo bin made
ok 'it leaves a workbook' unzip -tq made/bim-son.xlsx
is 'the table is as wide on every line' \
    "$(LC_ALL=C awk '/^---/,/^$/ { gsub(/[\200-\277]/, ""); if ($0 != "") print length($0) }' examples/demo.expected | sort -u | wc -l)" 1

sed '/^$/,$d' examples/demo.expected >pasted
cp made/bim-son.xlsx first.xlsx
rm made/bim-son.xlsx
expect 'the chain can be pasted' -X -- sh pasted
ok 'and writes the same bytes' cmp first.xlsx made/bim-son.xlsx

for awk in mawk gawk 'busybox awk'; do
    command -v "${awk%% *}" >/dev/null || continue
    # shellcheck disable=SC2086 # a command of two words
    LC_ALL=C $awk -f examples/areas-by-commune.awk made/bim-son.yaml >table
    is "$awk gives the same figures" "$(cat table)" "$(sed -n '/^Khu/,/^Cộng/p' examples/demo.expected)"
done

expect 'without its arguments' -s 2 -e 'usage: demo BIN OUTDIR' -- sh examples/demo bin
expect 'a program is missing' -s 2 -e 'demo: no program nowhere/antt-validate' -- sh examples/demo nowhere other
mkdir 'out of date'
expect 'a name that cannot be pasted' -s 2 \
    -e 'demo: the chain could not be pasted with these names: bin out of date examples/bim-son' \
    -- sh examples/demo bin 'out of date'
head -n 40 made/bim-son.yaml >short.yaml
expect 'no figures from a stream that is cut off' -s 2 -e 'areas-by-commune: the stream ends without its seal' \
    -- env LC_ALL=C awk -f examples/areas-by-commune.awk short.yaml

# The middle program dies after a few lines: the workbook of before must stay.
mkdir broken
cp -L bin/antt-* broken
printf '#!/bin/sh\nhead -n 100\nkill -9 $$\n' >broken/antt-score
chmod +x broken/antt-score
cp made/bim-son.xlsx first.xlsx
expect 'a dead program in the middle is noticed' -s 2 -x -E 'bad-seal' -E 'demo: the chain ended with status 2' \
    -- sh examples/demo broken made
ok 'and the old workbook stays' cmp first.xlsx made/bim-son.xlsx

finish
