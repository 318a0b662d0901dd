#!/bin/sh
# SPDX-License-Identifier: ISC
# The borders inside the library, and the sizes of its rooms.
. "${0%/*}/lib.sh"

# From the ground up; a file includes headers of its own layer or a lower one.  A new module is entered here.
layers='
    mem diag text utf8 keyset seen nearid collate syllable namekey digest linkpath
    stream record output options confine textwidth celltext xmlscan today timeliness encoding csv vocabulary
    reader writer sorter sheetname zipcheck layout json
    defs
    kind
    pending
    expr phrase missing extend grade sortkey cellvalue titles latest
    units criteria judge measure previous lint sheetmap differences
    check together aggregate report columns flatten template evidence hygiene duplicates unitnames sheet
    run xlsx
    spool flips scoring explain cells table due sheetrow diff provenance anchors
    filling
    workbook references importer
'
ground='diag.c mem.c'   # may end the program and speak on standard error
output='output.c'       # may write to standard output
work=$PWD
cd "$ANTT_TOP" || exit

# --- who includes whom ---

echo "$layers" | awk '{ for (i = 1; i <= NF; i++) print $i, NR }' >"$work/layers"
unknown=
for file in lib/*.[ch]; do
    name=${file##*/}
    grep -q "^${name%%[._]*} " "$work/layers" || unknown="$unknown $name"
done
is 'every module has its layer' "$unknown" ''

grep -H '^# *include "' lib/*.[ch] | awk -F '[:"]' -v layers="$work/layers" '
    BEGIN { while ((getline line <layers) > 0) { split(line, a, " "); layer[a[1]] = a[2] } }
    function module(path) { sub(/.*\//, "", path); sub(/[._].*/, "", path); return path }
    { if (layer[module($3)] > layer[module($1)]) print $1 " includes " $3 }' >"$work/upward"
is 'nothing includes what lies above it' "$(cat "$work/upward")" ''

find lib -name '*.c' -exec grep -l '"\.\./\|"bin/\|"lib/' {} + >"$work/paths"
is 'headers are included by name, without a path' "$(cat "$work/paths")" ''

users() {
    grep -l "^# *include <$1>" lib/*.[ch] bin/*.c tests/unit/*.c 2>/dev/null
}
is 'yaml.h stays in the reader and the test of the stream' "$(users yaml.h | grep -v -e '^lib/reader[._]' -e '^tests/unit/stream.c$')" ''
ok 'yaml.h stands in two files at most' test "$(users yaml.h | wc -l)" -le 2
is 'nettle/sha2.h stays in digest' "$(users nettle/sha2.h)" lib/digest.c
is 'xlsxwriter.h stays in xlsx' "$(users xlsxwriter.h)" "$(ls lib/xlsx.c lib/xlsx_chart.c 2>/dev/null)"

linked=
for program in "$ANTT_BIN"/antt-*; do
    if readelf -d "$program" 2>/dev/null | grep -q 'NEEDED.*xlsxwriter'; then linked="$linked ${program##*/}"; fi
done
is 'only antt-xlsx links libxlsxwriter' "${linked# }" "$(cd bin && ls antt-xlsx.c 2>/dev/null | sed 's/\.c$//')"

# --- what the library calls, as the linker sees it ---

nm -A -u "$ANTT_BIN/../libantt.a" 2>/dev/null | awk '
    { split($1, a, ":"); name = $NF; sub(/@.*/, "", name); sub(/\.o$/, ".c", a[2])
      sub(/^__/, "", name); sub(/_chk$/, "", name); print a[2], name }' >"$work/calls"
ok 'the archive has calls to look at' test -s "$work/calls"

# calls ALLOWED NAME...: "file calls name" for every other file that does
calls() {
    allowed=" $1 "
    shift
    for name; do
        while read -r file call; do
            [ "$call" = "$name" ] || continue
            case $allowed in *" $file "*) ;; *) echo "$file calls $name" ;; esac
        done <"$work/calls"
    done
}
is 'only diag and mem end the program' "$(calls "$ground" exit _exit _Exit quick_exit abort err errx)" ''
is 'only diag and mem speak on standard error' "$(calls "$ground" stderr perror warn warnx psignal error)" ''
is 'nobody else names its descriptor' \
    "$(grep -El '(write|dprintf) *\( *(2|STDERR_FILENO) *,' lib/*.c | sed 's,lib/,,' | grep -vxF "$(echo "$ground" | tr ' ' '\n')")" ''
is 'only the output module writes to standard output' "$(calls "$output diag.c" stdout printf vprintf puts putchar)" ''
is 'no locale, and no call that cannot be bounded' \
    "$(calls '' setlocale newlocale gets strcpy strcat sprintf vsprintf strtok atoi atol strtod scanf tmpnam mktemp system popen rand random)" ''
nm -A -u "$ANTT_BIN"/../obj/bin/*.o 2>/dev/null | awk '
    { file = $1; sub(/:.*/, "", file); sub(/.*\//, "", file); name = $NF; sub(/@.*/, "", name); print file, name }' >>"$work/calls"
is 'no network, no other program, no shell' "$(calls '' socket connect bind listen accept getaddrinfo gethostbyname \
    fork vfork clone execl execlp execle execv execvp execve execvpe fexecve posix_spawn posix_spawnp system popen dlopen)" ''

# --- sizes ---

# name file start end static(1)
ctags -f - --languages=C --kinds-C=f --fields=nef --excmd=number lib/*.c bin/*.c 2>/dev/null | awk -F '\t' '
    /^!/ { next }
    { start = end = 0; local = 0
      for (i = 4; i <= NF; i++) {
          if ($i ~ /^line:/) start = substr($i, 6)
          if ($i ~ /^end:/) end = substr($i, 5)
          if ($i ~ /^file:/) local = 1
      }
      print $1, $2, start, end, local }' >"$work/functions"
ok 'ctags found functions' test -s "$work/functions"
is 'no function of more than 60 lines' \
    "$(awk '$4 - $3 + 1 > 60 { print $2 ": " $1 " has " $4 - $3 + 1 }' "$work/functions")" ''
is 'every main under 45 lines' \
    "$(awk '$1 == "main" && $4 - $3 + 1 >= 45 { print $2 " has " $4 - $3 + 1 }' "$work/functions")" ''
ok 'the median function has at most 20 lines' test \
    "$(awk '{ print $4 - $3 + 1 }' "$work/functions" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }')" -le 20
statics=$(awk '{ n++; s += $5 } $1 == "main" { n-- } END { print int(100 * s / n) }' "$work/functions")
ok "most functions are static ($statics %)" test "$statics" -ge 60
is 'every module under 500 lines' "$(wc -l lib/*.c lib/*.h | awk '$2 != "total" && $1 >= 500 { print $2 " has " $1 }')" ''
is 'every program under 120 lines' "$(wc -l bin/* | awk '$2 != "total" && $1 >= 120 { print $2 " has " $1 }')" ''

# Six lines that two programs share belong in the library.  Blank lines, comments and includes do not count.
awk '
    FNR == 1 { split("", window); n = 0 }
    { gsub(/^[ \t]+|[ \t]+$/, "") }
    /^$/ || /^(\/\*|\*|\/\/|#)/ { next }
    { window[n++] = $0
      if (n < 6) next
      block = ""
      for (i = n - 6; i < n; i++) block = block "\n" window[i]
      if (block in seen && seen[block] != FILENAME) print FILENAME ":" FNR " repeats " seen[block]
      else seen[block] = FILENAME }' bin/*.c lib/*.c >"$work/copies"
is 'no six lines stand twice' "$(cat "$work/copies")" ''

finish
