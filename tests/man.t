#!/bin/sh
# SPDX-License-Identifier: ISC
# The manuals: sound, in one order, true to --help, their examples run, and README made from the overview.
#
# SYNOPSIS and usage are compared as text with blanks and line breaks run together and words of capitals alone
# in small letters, so that FILE in --help is file in the page.  Usage is `usage: ...` up to the first empty line.
#
# An example is a literal display in EXAMPLES: `$ command`, `> more of it`, then exactly what it prints, then
# `[status N]` where that is not 0.  A command that shows nothing may print anything.  Those of one page run one
# after the other in a copy of examples/.
. "${0%/*}/lib.sh"
top=$ANTT_TOP work=$PWD

plain() { # page: rendered, in long lines
    mandoc -Tutf8 -I os=antt -O width=1000 "$1" | sed "s/.$(printf '\b')//g"
}
section() { # name, rendered page on standard input
    awk -v name="$1" '/^[^ ]/ { inside = ($0 == name); next } inside'
}
joined() {
    tr -s '[:space:]' ' ' | sed 's/^ //; s/ $//; s/\(^\|[^-[:alnum:]]\)\([A-Z][A-Z]\+\)\b/\1\L\2/g'
}
examples() { # page: example 1 is $work/ex/1.cmd, 1.out, 1.status
    rm -rf "$work/ex" && mkdir "$work/ex" && awk -v dir="$work/ex/" '
        function start() { stop(); n++; base = dir n; command = ""; output = ""; status = 0; open = 1 }
        function stop() {
            if (!open) return
            printf "%s", command >(base ".cmd"); printf "%s", output >(base ".out"); print status >(base ".status")
            close(base ".cmd"); close(base ".out"); close(base ".status"); open = 0
        }
        /^\.Sh/ { examples = /^\.Sh EXAMPLES/ }
        !examples { next }
        /^\.Bd.*-literal/ { literal = 1; next }
        /^\.Ed/ { stop(); literal = 0; next }
        !literal || /^\.\\"/ { next }
        {
            gsub(/\\&/, ""); gsub(/\\-/, "-"); gsub(/\\\(aq/, "\047"); gsub(/\\\(dq/, "\""); gsub(/\\\(ti/, "~")
            gsub(/\\\(ha/, "^"); gsub(/\\\(ga/, "`"); gsub(/\\(e|\(rs)/, "\\")
        }
        /^\$ / { start(); command = substr($0, 3) "\n"; next }
        !open { next }
        /^> / && output == "" { command = command substr($0, 3) "\n"; next }
        /^\[status [0-9]+\]$/ { status = substr($2, 1, length($2) - 1); next }
        { output = output $0 "\n" }
        END { stop(); print n + 0 }' "$1"
}
options_of_page() {
    sed -n 's/^\.It Fl/ Fl/p' "$1" | grep -oE 'Fl [-A-Za-z0-9]+' | sed 's/^Fl /-/' | sort -u
}
options_of_help() {
    grep -E '^ +-' "$1" | sed -E 's/^ +//; s/  .*//' | grep -oE '(^|[ ,])--?[A-Za-z0-9][-A-Za-z0-9]*' | tr -d ' ,' | sort -u
}
in_order() { # page, allowed sections
    grep '^\.Sh ' "$1" | sed 's/^\.Sh //; s/"//g' | awk -v list="$2" -v strict="$3" '
        BEGIN { n = split(list, order, ","); for (i = 1; i <= n; i++) rank[order[i]] = i }
        !($0 in rank) { if (strict) { print "no place for " $0; bad = 1 } next }
        rank[$0] < last { print $0 " comes too late"; bad = 1 }
        { last = rank[$0] }
        END { exit bad }'
}
sections='NAME,SYNOPSIS,DESCRIPTION,ENVIRONMENT,FILES,EXIT STATUS,EXAMPLES,DIAGNOSTICS,SEE ALSO,STANDARDS,CAVEATS'

options_of_page "$top/man/antt.7" >common 2>/dev/null
for page in "$top"/man/*.[1-9]; do
    [ -e "$page" ] || continue
    file=${page##*/}
    expect "$file: mandoc finds nothing to say" -- mandoc -Tlint -W warning "$page"
    case $file in *.1) strict=1 ;; *) strict= ;; esac
    ok "$file: sections in their order" in_order "$page" "$sections" "$strict"
    [ "$file" = antt.7 ] || ok "$file leads to antt(7)" grep -q '^\.Xr antt 7' "$page"

    rm -rf copy && mkdir copy
    if [ -d "$top/examples" ]; then cp -R "$top/examples/." copy; fi
    count=$(examples "$page")
    i=0
    while [ $((i += 1)) -le "$count" ]; do
        status=0
        (cd copy && sh "../ex/$i.cmd") >out 2>err </dev/null || status=$?
        desc="$file: $(head -n 1 "ex/$i.cmd")"
        if [ "$status" -ne "$(cat "ex/$i.status")" ]; then
            fail "$desc" "status $status; $(cat err)"
        elif [ -s "ex/$i.out" ] && ! cmp -s "ex/$i.out" out; then
            fail "$desc" "$(diff -U3 --label manual --label program "ex/$i.out" out)"
        else
            pass "$desc"
        fi
    done
    [ -z "$strict" ] || ok "$file has examples that run" test "$count" -gt 0
done

for program in "$ANTT_BIN"/antt-*; do
    program=${program##*/} page=$top/man/$program.1
    ok "$program has a page" test -e "$page"
    [ -e "$page" ] || continue
    for part in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
        ok "$program.1 has $part" grep -qx "\.Sh $part" "$page"
    done
    run "$program" --help
    ok "$program --help: status 0, standard output only" test "$status" -eq 0 -a -s out -a ! -s err
    is "$program --help fits 80 columns" "$(grep -E '^.{81,}' out)" ''
    plain "$page" >rendered
    is "$program: usage is the SYNOPSIS" \
        "$(sed '/^$/,$d; s/^usage: *//' out | joined)" "$(section SYNOPSIS <rendered | joined)"
    options_of_help out >helped
    options_of_page "$page" >paged
    ok "$program --help has options" test -s helped
    is "$program: options of the page that --help lacks" "$(comm -13 helped paged | tr '\n' ' ')" ''
    is "$program: options of --help that the page lacks" \
        "$(sort -u paged common | comm -23 helped - | tr '\n' ' ')" ''
done

# Both lists are in the order of the alphabet.
antt-validate --explain all | grep -v '^ ' >slugs
awk '/^\.Sh/ { inside = /^\.Sh DIAGNOSTICS/ } inside && /^\.It Sy / { print $3 }' "$top/man/antt.7" >listed
ok 'there are messages' test -s slugs
ok 'antt(7) lists the messages that there are' diff slugs listed
for program in "$ANTT_BIN"/antt-*; do
    page=$top/man/${program##*/}.1
    sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh SEE/s/^\.Sy \([a-z0-9-]*\).*/\1/p' "$page" 2>/dev/null | sort >named
    is "${program##*/}.1 names no message that there is not" "$(comm -23 named slugs)" ''
done

{
    for file in "$top"/lib/defs/reports/*.yaml; do basename "$file" .yaml; done | grep -vx wording
} | sort >reports
sed -n '/^The built-in reports are/,/^\.El/s/^\.It Cm //p' "$top/man/antt-xlsx.1" | sort >listed
ok 'antt-xlsx(1) lists the reports that there are' diff reports listed

if [ -x "$ANTT_BIN/../records-page" ]; then
    run "$ANTT_BIN/../records-page" "$top/man/antt-records.5.in"
    ok 'antt-records(5) is what the kinds say; else: make docs' diff "$top/man/antt-records.5" out
    is 'without a message' "$(cat err)" ''
else
    skip 'antt-records(5) is what the kinds say' 'records-page is not built'
fi

if [ -e "$top/man/antt.7" ]; then
    "$top/.ci/manual-text" "$top/man/antt.7" >readme
    ok 'README is antt(7); else: make docs' diff "$top/README" readme
else
    fail 'there is an overview'
fi
finish
