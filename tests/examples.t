#!/bin/sh
# SPDX-License-Identifier: ISC
# The examples do what they show: the demo, the nightly job, and what becomes of them when a step fails.
. "${0%/*}/lib.sh"
cp -R "$ANTT_TOP/examples" examples
ln -s "$ANTT_BIN" bin

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

# --- the nightly job ---

PATH=$PWD/bin:$PATH
mkdir -p town/spool
cp examples/bim-son/units.yaml town
for file in areas institutions communes; do cp "examples/bim-son/$file.yaml" town/spool; done
cat >town/spool/new.yaml <<'END'
---
record: area
id: 14809-99
name: Khu phố 99
unit: "14809"
year: 2024
households: {total: 10, registered: 11}
END
expect 'the nightly job, with a document to mend' -s 1 -o "$ANTT_TOP/examples/nightly.expected" \
    -- sh examples/nightly town 2025-01-01
ok 'it leaves a workbook' unzip -tq town/workbook.xlsx
ok 'and the records behind it, with their seal' grep -qx 'record: end' town/judged.yaml
{
    echo '# spool/new.yaml:7:37: error: area 14809-99 2024: more households registered than there are: households.registered 11 > 10 [relation]'
    cat town/spool/new.yaml
} >wanted
is 'and what is to be mended' "$(cat town/mend/2025-01-01.yaml)" "$(cat wanted)"
ok 'the log has the messages' grep -q '1642 records, 1 rejected' town/log/2025-01-01.log

sed 's/11/10/' town/mend/2025-01-01.yaml >town/spool/new.yaml
expect 'the next night, mended' -O '2025-01-02 began with the files of the spool: 4
2025-01-02 done' -- sh examples/nightly town 2025-01-02
ok 'nothing is to be mended' test ! -e town/mend/2025-01-02.yaml
ok 'the mended record is judged' grep -q 'id: 14809-99' town/judged.yaml

cp town/workbook.xlsx first.xlsx
PATH=$PWD/broken:$PATH
expect 'a step dies' -s 2 -c 'nothing was replaced, see log/2025-01-03.log' -- sh examples/nightly town 2025-01-03
ok 'the old workbook stays' cmp first.xlsx town/workbook.xlsx
is 'no temporary files stay' "$(ls -A town)" "$(printf '%s\n' judged.yaml log mend nightly.lock spool units.yaml workbook.xlsx)"
rm town/spool/*
expect 'an empty spool' -s 2 -O '2025-01-04 the spool is empty; nothing was replaced, see log/2025-01-04.log' \
    -- sh examples/nightly town 2025-01-04
expect 'without its argument' -s 2 -e 'usage: nightly DIR [DATE]' -- sh examples/nightly

finish
