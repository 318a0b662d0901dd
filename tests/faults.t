#!/bin/sh
# SPDX-License-Identifier: ISC
# What happens when a call of the system or of the C library fails: each fails once, in its turn, in a small job of every
# program.  In `make check` some calls of each kind do, evenly spread; in `make faults` all of them.
. "${0%/*}/lib.sh"

shim=$ANTT_BIN/../faults/shim.so
if [ ! -e "$shim" ]; then
    skip 'faults' 'the shim is not built'
    finish
fi
if [ "$ANTT_VARIANT" = san ]; then # its own library must come first; it has its own memory
    asan=$(ldd "$ANTT_BIN/antt-validate" | sed -n 's/.*=> \(.*libasan[^ ]*\).*/\1/p')
    shim="$asan $shim"
fi

# --- a small town ---

town=$ANTT_TOP/examples/bim-son
here='unit == "14809" and year >= 2022'
cp "$town/units.yaml" "$town/deadlines.yaml" .
antt-select "$here" "$town/areas.yaml" "$town/communes.yaml" >town.yaml
antt-select "$here and record == area" town.yaml >areas.yaml
sed '0,/^name:/s//nome:/' areas.yaml >faulty.yaml # one document is to be rejected
antt-score town.yaml >judged.yaml
antt-aggregate -k judged.yaml >summed.yaml
antt-table -k area -f id,name,unit,year areas.yaml >areas.csv
antt-select 'year == 2018' "$town/nominations.yaml" | sed '60,$d' >nominations.yaml
mkdir -p defs
cp -R "$ANTT_TOP/lib/defs/measures" defs
ok 'there is a town' test -s town.yaml -a -s judged.yaml -a -s summed.yaml -a -s areas.csv -a -s nominations.yaml

most=${ANTT_FAULTS:-6}
[ "$most" != all ] || most=0
faults() { # DESC, then as drive.pl
    desc=$1
    shift
    ok "$desc" perl "$ANTT_TOP/tests/faults/drive.pl" -m "$most" "$@"
    # shellcheck disable=SC2154 # of lib.sh
    [ "$most" -ne 0 ] || note "$(tail -n 1 "$tap_dir/ok")"
}

faults 'antt-validate with units and rejects' -o rejects "$shim" antt-validate -u units.yaml -r rejects faulty.yaml
faults 'antt-validate of references' "$shim" antt-validate -q town.yaml nominations.yaml units.yaml
faults 'antt-validate --fix-nfc' -i faulty.yaml "$shim" antt-validate -q --fix-nfc
faults 'definitions of directories' "$shim" antt-select -c -d defs 'year > 2000' areas.yaml
faults 'antt-score' -i town.yaml "$shim" antt-score -b areas.yaml
faults 'antt-aggregate -k' "$shim" antt-aggregate -k judged.yaml
faults 'antt-aggregate -a' -i judged.yaml "$shim" antt-aggregate -a
faults 'antt-select' "$shim" antt-select "$here" town.yaml
faults 'antt-sort' "$shim" antt-sort -k -year,name areas.yaml
faults 'antt-sort with temporary files' "$shim" antt-sort --buffer-size 1K -k -year,name areas.yaml
faults 'antt-due' "$shim" antt-due --date 2018-07-20 -u units.yaml deadlines.yaml
faults 'antt-evidence' "$shim" antt-evidence nominations.yaml judged.yaml
faults 'antt-diff' "$shim" antt-diff areas.yaml faulty.yaml
faults 'antt-explain' "$shim" antt-explain judged.yaml
faults 'antt-table' "$shim" antt-table -k area areas.yaml
faults 'antt-import with rejects' -o rejects "$shim" antt-import -k area -r rejects areas.csv
faults 'antt-template' "$shim" antt-template area commune
faults 'antt-xlsx into a file' -o book.xlsx "$shim" antt-xlsx --date 2024-01-01 -o book.xlsx summed.yaml
faults 'antt-xlsx into a pipe' -i summed.yaml "$shim" antt-xlsx --date 2024-01-01

# --- a signal at any call ---

[ "$most" -eq 0 ] || most=3

for signal in INT TERM HUP KILL; do
    [ "$ANTT_VARIANT" != san ] || break # whose own calls are many
    faults "SIG$signal in antt-validate with rejects" -s $signal -o rejects "$shim" antt-validate -r rejects faulty.yaml
    faults "SIG$signal in antt-xlsx into a file" -s $signal -o book.xlsx "$shim" antt-xlsx --date 2024-01-01 -o book.xlsx summed.yaml
    faults "SIG$signal in antt-sort" -s $signal "$shim" antt-sort --buffer-size 1K -k -year,name areas.yaml
done

finish
