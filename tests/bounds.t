#!/bin/sh
# SPDX-License-Identifier: ISC
# Every bound that antt(7) states under "Limits": at it and below it all is well, above it there is a message, and what
# has no bound of its own costs in proportion.  Those of expressions are in tests/unit/expr_refused.c, those of cells and
# sheet names in tests/unit/xlsx_text.c and tests/unit/sheetname.c.
. "${0%/*}/lib.sh"

cat >base <<'END'
---
record: area
id: a-1
name: Khu phố 1
unit: "14809"
year: 2022
END
document() { # PERL ARGUMENT: prints what stands behind the base
    cp base in.yaml
    perl -e "$1" "$2" >>in.yaml
}
# Within the bounds the only fault is the field that no kind has.
sound='in.yaml:7:1: error: area a-1 2022: no field'
both_readers() { # DESC MESSAGE [OPTION...]
    bounds_desc=$1 bounds_text=$2
    shift 2
    expect "$bounds_desc" -s 1 -E "$bounds_text" -- antt-validate -q "$@" in.yaml
    expect "$bounds_desc: libyaml agrees" -s 1 -E "$bounds_text" -- env ANTT_READER=libyaml antt-validate -q "$@" in.yaml
}

# --- depth ---

# shellcheck disable=SC2016 # perl's variables
for levels in 31 32; do
    document 'print "x: ", "[" x ($ARGV[0] - 1), "]" x ($ARGV[0] - 1), "\n"' $levels
    both_readers "$levels levels of brackets" "$sound"
    document 'print "  " x $_, $_ + 2 == $ARGV[0] ? "x: 1\n" : "x:\n" for 0 .. $ARGV[0] - 2' $levels
    both_readers "$levels levels of indentation" "$sound"
done
# shellcheck disable=SC2016
document 'print "x: ", "[" x $ARGV[0], "]" x $ARGV[0], "\n"' 32
both_readers '33 levels of brackets' 'in.yaml:7:35: error: nested deeper than 32 levels [too-deep]'
# shellcheck disable=SC2016
document 'print "  " x $_, "x:\n" for 0 .. $ARGV[0]; print "  " x ($ARGV[0] + 1), "x: 1\n"' 31
both_readers '33 levels of indentation' 'error: nested deeper than 32 levels [too-deep]'

# --- values: five of the base, the mapping, the list, and its items ---

# shellcheck disable=SC2016
for items in 199992 199993; do
    document 'print "x:\n", "  - a\n" x $ARGV[0]' $items
    both_readers "$((items + 7)) values" "$sound" --max-document=2M
done
# shellcheck disable=SC2016
document 'print "x:\n", "  - a\n" x $ARGV[0]' 199994
both_readers '200001 values' 'in.yaml:200001:5: error: more values than a record may have [too-many-values]' --max-document=2M

# --- keys ---

# shellcheck disable=SC2016
for length in 1023 1024; do
    document 'print "k" x $ARGV[0], ": 1\n"' $length
    both_readers "a key of $length characters" "$sound"
done
# shellcheck disable=SC2016
document 'print "k" x $ARGV[0], ": 1\n"' 1025
both_readers 'a key of 1025' 'error: cannot be read as YAML: could not find expected '"':'"' while scanning a simple key [yaml-syntax]'

# --- documents; text and lists have no bound but this ---

# shellcheck disable=SC2016
padded() { # BYTES: a sound record of just that many
    sed '/^name/d' base >in.yaml
    perl -e 'print "name: ", "m" x ($ARGV[0] - $ARGV[1] - 7), "\n"' "$1" "$(wc -c <in.yaml)" >>in.yaml
}
for size in 1048575 1048576; do
    padded $size
    is "a document of $size bytes" "$(wc -c <in.yaml)" $size
    run antt-select 'year > 0' in.yaml
    is 'is read' "$status $(wc -c <out)" "0 $size"
done
padded 1048577
expect 'one byte more' -s 1 \
    -e 'in.yaml:1:1: error: a document longer than 1048576 bytes; --max-document sets the limit [too-long]' -- antt-select 'year > 0' in.yaml
run antt-select --max-document=1048577 'year > 0' in.yaml
is 'unless the limit is higher' "$status $(wc -c <out)" '0 1048577'
expect 'the least limit' -s 1 -E 'a document longer than 1 bytes' -- antt-select --max-document=1 'year > 0' base
expect 'none at all is no limit' -s 2 -E "--max-document: '0' is no size" -- antt-select --max-document=0 'year > 0' base
for size in 9223372036854775807 9007199254740991K 8589934591G; do
    expect "a limit of $size" -o base -- antt-select --max-document=$size 'year > 0' base
done
for size in 9223372036854775808 9007199254740992K 8589934592G -1 1T ''; do
    expect "a limit of '$size'" -s 2 -E "--max-document: '$size' is no size; write 65536, 64K or 4M [usage]" \
        -- antt-select "--max-document=$size" 'year > 0' base
done

# --- numbers ---

households() { # ID TOTAL
    sed "s/a-1/$1/" base
    printf 'households: {total: %s}\n' "$2"
}
households a-1 9223372036854775807 >most
households a-2 0 >none
households a-2 1 >one
expect 'the greatest integer' -o most -- antt-validate -q most
households a-1 9223372036854775808 >in.yaml
expect 'is the greatest' -s 1 -e \
    "in.yaml:7:21: error: area a-1 2022: households.total: '9223372036854775808' is not a count: digits alone, 0 or more [bad-value]" \
    -- antt-validate -q in.yaml
expect 'a sum at the edge' -c 9223372036854775807 -- antt-aggregate most none
expect 'and beyond it: no figure at all' -s 2 -e \
    'one:2:1: error: area a-2 2022: a sum does not fit in 64 bits with this record [overflow]' -- antt-aggregate most one
# shellcheck disable=SC2016
expect 'an expression up to the edge' -o most -- antt-select 'households.total + 0 == 9223372036854775807' most
expect 'beyond it is unknown' -- antt-select 'households.total + 1 > 0' most
expect 'whichever way it is asked' -- antt-select 'not households.total + 1 > 0' most
expect 'a number in an expression' -s 2 -E 'a number over 64 bits [bad-expression]' -- antt-select 'year < 9223372036854775808' most

# --- tables to be imported ---

# shellcheck disable=SC2016
titles() { # COLUMNS
    perl -e 'print join(",", "id", "name", "unit", "year", map { "t$_" } 5 .. $ARGV[0]), "\n"' "$1"
}
for columns in 16383 16384; do
    titles $columns >table.csv
    run antt-import -k area table.csv
    ok "$columns columns" ! grep -q 'bad-row' err
done
titles 16385 >table.csv
expect '16385 columns' -s 2 -E '16385 columns, more than a spreadsheet can have [bad-row]' -- antt-import -k area table.csv
row() { # BYTES
    perl -e 'print "id,unit,year,name\n"; print "a-1,14809,2022,", "m" x ($ARGV[0] - 16), "\n"' "$1" >table.csv
}
row 2048
expect 'a row of 2048 bytes' -x -- antt-import --max-document=2048 -k area table.csv
row 2049
expect 'and of one more' -s 1 -x -E '[too-long]' -- antt-import --max-document=2048 -k area table.csv

# --- definitions ---

# shellcheck disable=SC2016
definition() { # BYTES
    rm -rf defs
    mkdir -p defs/measures
    first=$(find "$ANTT_TOP/lib/defs/measures" -name '*.yaml' | head -n 1)
    { cat "$first"; perl -e 'print "#", "x" x ($ARGV[0] - $ARGV[1] - 2), "\n"' "$1" "$(wc -c <"$first")"; } >"defs/measures/${first##*/}"
}
definition 4194304
expect 'a definition of 4 MiB' -o base -- antt-select -d defs 'year > 0' base
definition 4194305
expect 'and of one byte more' -s 2 -E 'larger than a definition may be (4 MiB) [unreadable]' -- antt-select -d defs 'year > 0' base

# --- what has no bound costs in proportion ---

soon() { # DESC COMMAND...: within 10 s of CPU, which anything quadratic exceeds by far
    soon_desc=$1
    shift
    status=0
    # shellcheck disable=SC3045 # dash has it
    (ulimit -t 10; exec "$@") >out 2>err || status=$?
    is "$soon_desc" "$status $(head -n 1 err)" '0 '
}
areas() { # COUNT: ids that differ little, each of a unit of its own
    perl -e 'printf "---\nrecord: area\nid: %s%07d\nname: K%d\nunit: \"%07d\"\nyear: 2022\n", "a" x 20, $_, $_, $_ for 1 .. $ARGV[0]' "$1"
}
areas 100000 >many
if [ "$ANTT_VARIANT" = san ]; then
    skip 'in proportion' 'the sanitizers cost too much'
else
    soon '100,000 keys to be told apart' antt-validate -q many
    soon '100,000 groups' antt-aggregate many
    soon '100,000 records to be sorted' antt-sort -k -id many
fi
# shellcheck disable=SC2016
perl -e 'print "---\nrecord: area\nid: a-1\nname: Khu\nunit: \"14809\"\nyear: 2022\ncases:\n";
    print "  - {type: other, date: 2022-01-01}\n" for 1 .. 25000' >list
soon 'a list of 25,000 mappings' antt-select 'count(c in cases where c.type == environment) >= 0' list

finish
