#!/bin/sh
# SPDX-License-Identifier: ISC
# The tree is in order: names, licences, line ends, and a test and a page for every program.
. "${0%/*}/lib.sh"
work=$PWD
cd "$ANTT_TOP" || exit

.ci/files >"$work/files"
ok 'the tree has files' test -s "$work/files"
is 'no blank, colon or quote in a name' "$(grep '[[:space:]:"'\''\\]' "$work/files")" ''
is 'nothing generated is kept' "$(grep -E '^build/|\.(o|a|so|gcda|gcno)$|(^|/)core$|~$' "$work/files")" ''

# Data is as its writer left it; everything of ours has a licence, line ends and no stray blanks.
grep -vE '^(README|LICENSE)$|^(tests/(data|fuzz/seeds|unit/data)|examples)/.*\.[a-z]+$|\.(xlsx|csv|tsv|expected|out|err)$|/expected/' \
    "$work/files" >"$work/ours"
xargs grep -L 'SPDX-License-Identifier: ISC' <"$work/ours" | grep -v '^\.gitignore$' >"$work/bare"
is 'every file names its licence' "$(cat "$work/bare")" ''
is 'no blanks at the end of a line' "$(xargs grep -lE '[[:blank:]]+$' <"$work/ours")" ''
is 'no carriage returns' "$(xargs grep -l "$(printf '\r')" <"$work/ours")" ''
is 'every file ends with a newline' "$(while read -r file; do [ -z "$(tail -c 1 "$file")" ] || echo "$file"; done <"$work/ours")" ''
is 'C is indented with spaces' "$(grep '\.[ch]$' "$work/ours" | xargs grep -l "$(printf '\t')")" ''
is 'lines of C keep within 120 columns' "$(grep '\.[ch]$' "$work/ours" | xargs grep -nE '^.{121,}$' | sed -n '1,20p')" ''

while read -r file; do
    IFS= read -r line <"$file" || continue
    case $line in '#!'*) [ -x "$file" ] || echo "$file is not executable" ;; esac
done <"$work/ours" >"$work/modes"
is 'scripts are executable' "$(cat "$work/modes")" ''
is 'C is not' "$(grep '\.[ch]$' "$work/ours" | while read -r file; do [ ! -x "$file" ] || echo "$file"; done)" ''

lacking=
for file in bin/antt-*; do
    [ -e "$file" ] || continue
    name=${file##*/} name=${name%.c}
    [ -e "man/$name.1" ] || lacking="$lacking man/$name.1"
    [ -e "tests/${name#antt-}.t" ] || [ -e "tests/$name.t" ] || lacking="$lacking tests/${name#antt-}.t"
    grep -q "Xr $name 1" man/antt.7 2>/dev/null || lacking="$lacking $name in man/antt.7"
done
is 'every program has its page, its test, and a line in the overview' "$lacking" ''
is 'every page belongs to something' "$(for page in man/*.1; do
    name=${page##*/} name=${name%.1}
    [ -e "$page" ] || continue
    [ -e "bin/$name.c" ] || [ -e "bin/$name" ] || echo "$page"
done)" ''
is 'every lib/NAME.c is built' "$(for file in lib/*.c; do
    [ -e "$ANTT_BIN/../obj/${file%.c}.o" ] || echo "$file"
done)" ''

finish
