#!/bin/sh
# SPDX-License-Identifier: ISC
# Least privilege: what a program may touch when it has begun to work, and that all it needs still works.
. "${0%/*}/lib.sh"

shim=$ANTT_BIN/../faults/shim.so
record() { # id
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố %s\nunit: "14809"\nyear: 2022\n' "$1" "$1"
}
mkdir in more made tmp outside defs defs/criteria
record a-1 >in/one.yaml
record a-2 >in/two.yaml
record a-3 >more/three.yaml
record a-4 | sed 's/^name/nome/' >in/bad.yaml
echo secret >outside/secret
echo old >outside/old
echo 'the neighbour' >in/neighbour
printf -- '---\nrecord: unit\nid: "14809"\nlevel: commune\ntype: phường\nname: Bắc Sơn\n' >units.yaml
here=$PWD

# What the program could open at its first write: "OP:PATH ERROR".
probe() { # OPS PROGRAM...
    probed=
    for op in $1; do probed="$probed${probed:+ }${op%%:*}:$here/${op#*:}"; done
    shift
    rm -f report outside/new
    env TMPDIR="$here/tmp" FAULT_PROBE="$probed" FAULT_REPORT=report LD_PRELOAD="$shim" "$@" >shown 2>said
    sed -n "s,^probe \([rwc]\):$here/,\1:,p" report | tr '\n' ' '
}

# EACCES is 13.
confined=
if [ -z "$ANTT_VARIANT" ] || [ "$ANTT_VARIANT" = clang ]; then
    case $(probe 'r:outside/secret' antt-select 'year > 0' in/one.yaml) in
    'r:outside/secret 13 ') confined=1 ;;
    'r:outside/secret 0 ') why='this kernel confines nobody' ;;
    *) fail 'the probe reports' "$(cat said report)" ;;
    esac
else
    why='this variant is not confined'
fi
if [ -z "$confined" ]; then
    skip 'what a program may open' "$why"
else
    outside='r:outside/secret w:outside/old c:outside/new'
    refused='r:outside/secret 13 w:outside/old 13 c:outside/new 13 '
    is 'a filter reads its operand and nothing else' \
        "$(probe "$outside r:in/one.yaml r:in/neighbour w:in/one.yaml c:made/new c:tmp/new" antt-select 'year > 0' in/one.yaml)" \
        "${refused}r:in/one.yaml 0 r:in/neighbour 13 w:in/one.yaml 13 c:made/new 13 c:tmp/new 13 "
    is 'and none where it reads standard input' "$(probe "$outside r:in/one.yaml" antt-score <in/one.yaml)" "${refused}r:in/one.yaml 13 "
    is 'of several operands the directories, for they may be replaced' \
        "$(probe "$outside r:in/neighbour r:more/three.yaml w:more/three.yaml" antt-select 'year > 0' in/one.yaml more/three.yaml)" \
        "${refused}r:in/neighbour 13 r:more/three.yaml 0 w:more/three.yaml 13 "
    is 'unit files, not what lies beside them' "$(probe "$outside r:units.yaml r:in/two.yaml" antt-score -u units.yaml in/one.yaml)" \
        "${refused}r:units.yaml 0 r:in/two.yaml 13 "
    is 'definitions are in memory by then' "$(probe "$outside r:defs/criteria" antt-select -d defs 'year > 0' in/one.yaml)" \
        "${refused}r:defs/criteria 13 "
    is 'rejects: their directory' "$(probe "$outside c:made/new c:in/new" antt-select --rejects made/rejects 'year > 0' in/one.yaml)" \
        "${refused}c:made/new 0 c:in/new 13 "
    ln -s ../more/rejects made/link
    is 'that to which a link leads' "$(probe "$outside c:made/other c:more/new" antt-select --rejects made/link 'year > 0' in/one.yaml)" \
        "${refused}c:made/other 13 c:more/new 0 "
    is 'a program that keeps records: TMPDIR' "$(probe "$outside c:tmp/new c:made/other" antt-sort in/one.yaml)" \
        "${refused}c:tmp/new 0 c:made/other 13 "
    for program in antt-aggregate antt-due antt-evidence antt-validate; do
        is "so $program" "$(probe "$outside c:tmp/new" $program in/one.yaml)" "${refused}c:tmp/new 0 "
    done
    for program in antt-score antt-table; do
        is "not $program" "$(probe "$outside c:tmp/other" $program in/one.yaml)" "${refused}c:tmp/other 13 "
    done
fi
rm -f made/* tmp/*

# --- and everything still works ---

cat in/one.yaml in/two.yaml more/three.yaml >all
expect 'relative paths' -o all -- antt-validate -q in/one.yaml ./in/../in/two.yaml more/three.yaml
expect 'absolute ones' -o all -- antt-validate -q "$here/in/one.yaml" "$here/in/two.yaml" "$here/more/three.yaml"
ln -s ../more/three.yaml in/link
ln -s "$here/in" in-link
expect 'links, to files and to directories' -o all -- antt-validate -q in-link/one.yaml in-link/two.yaml in/link
expect 'standard input by three names' -o in/one.yaml -- antt-validate -q - <in/one.yaml
expect '/dev/stdin' -o in/one.yaml -- antt-validate -q /dev/stdin <in/one.yaml
expect '/dev/fd/0' -o in/one.yaml -- antt-validate -q /dev/fd/0 <in/one.yaml
expect 'descriptors that are files, also after others' -o all -- sh -c \
    'exec antt-validate -q in/one.yaml /dev/fd/3 /dev/fd/4 3<in/two.yaml 4<more/three.yaml'
expect 'pipes as /dev/fd, which is how shells substitute processes' -o all -- sh -c \
    'cat in/two.yaml | { exec 3<&0; cat more/three.yaml | { exec 4<&0; exec antt-validate -q in/one.yaml /dev/fd/3 /dev/fd/4; }; }'
mkfifo fifo fifo-2
cat in/one.yaml >fifo &
cat in/two.yaml >fifo-2 &
expect 'named pipes' -o all -- antt-validate -q fifo fifo-2 more/three.yaml
wait
cp in/two.yaml in/copy
expect 'a file without a name' -o in/two.yaml -- sh -c 'exec 3<in/copy; rm in/copy; exec antt-validate -q /dev/fd/3'
# The second operand is replaced while the first, a pipe, is being read.
cp in/two.yaml in/late
antt-validate -q fifo in/late >made/got 2>made/said &
process=$!
exec 5>fifo
cat in/one.yaml >&5
cp more/three.yaml in/new && mv in/new in/late
exec 5>&-
status=0
wait "$process" || status=$?
cat in/one.yaml more/three.yaml >wanted
is 'a file that is replaced before its turn comes' "$status $(cat made/said)" '0 '
ok 'is read as it then is' cmp wanted made/got
expect 'a directory is no file' -s 2 -o in/one.yaml -e 'in: error: cannot read: Is a directory [unreadable]' -- antt-validate -q in/one.yaml in
expect 'a missing file is missing' -s 2 -o in/one.yaml -e 'in/none: error: cannot open: No such file or directory [unreadable]' \
    -- antt-validate -q in/one.yaml in/none

cp -R "$ANTT_TOP/lib/defs" whole
ln -s whole linked
expect 'definitions through a link, by the environment' -o in/one.yaml -- env ANTT_DEFS=linked antt-validate -q in/one.yaml
cp "$(find "$ANTT_TOP/lib/defs/criteria" -name '*.yaml' | head -n 1)" outside/set.yaml
ln -s ../outside/set.yaml in/set.yaml
expect 'a criteria set by its path, through a link' -x -X -- antt-score -c in/set.yaml in/one.yaml
expect 'and to be checked' -x -X -- antt-score --check in/set.yaml

rejects() { # DESC FILE
    rm -f "$2"
    expect "rejects $1" -s 1 -o in/one.yaml -X -- antt-validate -q -r "$2" in/one.yaml in/bad.yaml
    is 'are there, and for nobody else' "$(grep -c '^nome' "$2") $(stat -c %a "$2")" '1 600'
    expect 'and are replaced' -s 1 -o in/one.yaml -X -- antt-validate -q -r "$2" in/one.yaml in/bad.yaml
}
rejects 'here' rejects
rejects 'in another directory' made/rejects
rejects 'by an absolute path' "$here/made/absolute"
rejects 'beside the operands' in/rejects
cat fifo >got &
expect 'rejects into a named pipe' -s 1 -o in/one.yaml -X -- antt-validate -q -r fifo in/one.yaml in/bad.yaml
wait
ok 'arrive' grep -q '^nome' got
expect 'rejects to /dev/null' -s 1 -o in/one.yaml -X -- antt-validate -q -r /dev/null in/one.yaml in/bad.yaml

# The mode of a file without a name is seen while it is open: here by a reader of the descriptors.
i=0
while [ $((i += 1)) -le 200 ]; do record "b-$i"; done >many
mkfifo slow
TMPDIR=$here/tmp antt-sort --buffer-size=4K slow >made/sorted &
process=$!
exec 5>slow
cat many >&5
tries=0 mode=
while [ -z "$mode" ] && [ $((tries += 1)) -le 200 ]; do
    for file in /proc/"$process"/fd/*; do
        case $(readlink "$file") in "$here/tmp/"*) mode=$(stat -L -c %a "$file") ;; esac
    done
    [ -n "$mode" ] || sleep 0.05
done
is 'temporary files are for nobody else' "$mode" 600
is 'and have no name' "$(ls -A tmp)" ''
exec 5>&-
wait "$process"
ok 'and the work is done' test "$(grep -c '^record:' made/sorted)" -eq 200
rm -f book.xlsx
antt-score in/one.yaml | antt-aggregate -k >summed
expect 'a workbook' -- env TMPDIR="$here/tmp" antt-xlsx --date 2024-01-01 -o made/book.xlsx summed
expect 'again, in the place of the old one' -- env TMPDIR="$here/tmp" antt-xlsx --date 2024-01-01 -o made/book.xlsx summed
expect 'into a pipe' -o made/book.xlsx -- env TMPDIR="$here/tmp" antt-xlsx --date 2024-01-01 summed
ln -s made/linked.xlsx book.xlsx
expect 'through a link that leads to no file yet' -- env TMPDIR="$here/tmp" antt-xlsx --date 2024-01-01 -o book.xlsx summed
ok 'which stays' test -L book.xlsx
ok 'with the same bytes behind it' cmp made/book.xlsx made/linked.xlsx
is 'nothing is left in TMPDIR' "$(ls -A tmp)" ''

# --- no shell, no other program, no network ---

calls=$(nm -A -u "$ANTT_BIN/../libantt.a" 2>/dev/null | sed -n 's/.* U //p' | sort -u)
ok 'the library has calls to look at' test -n "$calls"
is 'it calls no shell, no other program, no network' "$(printf '%s\n' "$calls" |
    grep -xE '(system|popen|exec[lv]p?e?|execveat|fexecve|posix_spawnp?|v?fork|clone|wordexp|dlopen|socket|connect|getaddrinfo|gethostbyname)')" ''

finish
