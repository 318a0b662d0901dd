#!/bin/sh
# SPDX-License-Identifier: ISC
# Output is proved: what could not be written is said and is status 2, old files stay, nothing is left lying about.
. "${0%/*}/lib.sh"

record() { # id
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố %s\nunit: "14809"\nyear: 2022\n' "$1" "$1"
}
record a-1 >good
record a-2 | sed 's/^name/nome/' >bad
cat good bad >mixed
awk 'BEGIN { for (i = 1; i <= 20000; i++) printf "---\nrecord: area\nid: a-%d\nname: x%d\nunit: \"1\"\nyear: 2022\n", i, i }' >big
full='error: cannot write: No space left on device [write-failed]'
leftovers() { # temporary files beside those that a test made
    find . -name '.*.*' -print
}

# --- standard output ---

for file in good mixed big; do
    status=0
    antt-validate -q "$file" >/dev/full 2>err || status=$?
    is "$file to a full disk" "$status $(grep -v 'area a-2' err)" "2 <stdout>: $full"
done
status=0
antt-validate --help >/dev/full 2>err || status=$?
is '--help to a full disk' "$status $(cat err)" "2 <stdout>: $full"
status=0
antt-validate -q good >&- 2>err || status=$?
is 'standard output is closed' "$status $(cat err)" '2 <stdout>: error: cannot write: Bad file descriptor [write-failed]'
status=0
antt-validate -q -r rejects mixed >&- 2>err || status=$?
is 'and no other file takes its place' "$status $(tail -n 1 err)" '2 <stdout>: error: cannot write: Bad file descriptor [write-failed]'
ok 'nor is one made' test ! -e rejects

closed_pipe() { # how SIGPIPE stands, command...
    sigpipe=$1
    shift
    # shellcheck disable=SC2064 # the word it was given
    { (trap "$sigpipe" PIPE; "$@" 2>err; echo $? >status) | head -n 1 >first; } 2>/dev/null
    [ ! -s err ] && [ "$(cat first)" = --- ] && case $(cat status) in 0|141) ;; *) cat status; false ;; esac
}
ok 'a closed pipe ends it quietly' closed_pipe - antt-validate -q big
ok 'so too where SIGPIPE is ignored' closed_pipe '' antt-validate -q big
{ cat big; cat bad; } >big-bad
echo old >rejects
ok 'so too with rejects' closed_pipe - antt-validate -q -r rejects big-bad
is 'which are not replaced by half of them' "$(cat rejects) $(leftovers)" 'old '
rm rejects

# --- standard error ---

status=0
antt-validate -q mixed >out 2>/dev/full || status=$?
is 'messages that cannot be written are trouble' "$status" 2
status=0
antt-validate -q mixed >out 2>&- || status=$?
is 'so with standard error closed' "$status" 2
status=0
antt-validate -q -r rejects mixed >out 2>&- || status=$?
ok 'and the messages get into no other file' test "$status" -eq 2 -a ! -e rejects

# --- files: whole or not at all ---

expect 'rejects go to a file' -s 1 -o good -X -- antt-validate -q -r rejects mixed
is 'that others cannot read' "$(stat -c %a rejects)" 600
chmod 640 rejects
expect 'a file that is there' -s 1 -o good -X -- antt-validate -q -r rejects mixed
is 'keeps its mode' "$(stat -c %a rejects)" 640
ok 'and gets its new content' grep -q '^nome: ' rejects
echo old >rejects
expect 'it stays when the run fails' -s 2 -o good -X -- antt-validate -q -r rejects mixed nowhere.yaml
is 'as it was' "$(cat rejects)" old
status=0
antt-validate -q -r rejects mixed >/dev/full 2>err || status=$?
is 'and when standard output fails' "$status $(cat rejects)" '2 old'
expect 'a command line that is wrong' -s 2 -X -- antt-validate -q -r rejects --max-document=x mixed
is 'does not touch it' "$(cat rejects)" old
expect 'units that cannot be read do not' -s 2 -X -- antt-validate -q -r rejects -u nowhere.yaml mixed
is 'touch it either' "$(cat rejects)" old
mkdir elsewhere
mv rejects elsewhere
ln -s elsewhere/rejects link
expect 'a symbolic link is followed' -s 1 -o good -X -- antt-validate -q -r link mixed
ok 'and stays one' test -L link
ok 'its target is replaced' grep -q '^nome: ' elsewhere/rejects
is 'nothing is left beside it' "$(leftovers)" ''
rm elsewhere/rejects
expect 'a link to a file that is not there yet' -s 1 -o good -X -- antt-validate -q -r link mixed
ok 'stays a link' test -L link
ok 'and leads to the new file' grep -q '^nome: ' elsewhere/rejects
is 'that others cannot read' "$(stat -c %a elsewhere/rejects)" 600
rm elsewhere/rejects
ln -s link chain
expect 'so through a chain of links' -s 1 -o good -X -- antt-validate -q -r chain mixed
ok 'of which each stays' test -L link -a -L chain
ok 'with the file at its end' test -f elsewhere/rejects -a ! -L elsewhere/rejects
ln -s "$PWD/elsewhere/absolute" link-absolute
expect 'an absolute link' -s 1 -o good -X -- antt-validate -q -r link-absolute mixed
ok 'leads where it says' test -L link-absolute -a -f elsewhere/absolute
ln -s nowhere/rejects lost
expect 'a link into a directory that is not there' -s 2 \
    -e 'lost: error: cannot create a file beside it: No such file or directory [write-failed]' -- antt-validate -q -r lost mixed
ln -s round-b round-a
ln -s round-a round-b
expect 'links in a circle' -s 2 -e 'round-a: error: cannot write: Too many levels of symbolic links [write-failed]' \
    -- antt-validate -q -r round-a mixed
ok 'stay as they were' test -L round-a -a -L round-b
if [ "$(id -u)" -eq 0 ]; then
    mkdir -m 1777 shared
    ln -s ../elsewhere/trap shared/rejects
    chown -h 65534 shared/rejects
    expect 'a link that somebody else has laid in a shared directory' -s 2 \
        -e 'shared/rejects: error: cannot write: Permission denied [write-failed]' -- antt-validate -q -r shared/rejects mixed
    ok 'is not followed' test -L shared/rejects -a ! -e elsewhere/trap
else
    skip 'a link that somebody else has laid in a shared directory' 'only root can lay one'
fi
mkfifo through
cat through >got &
expect 'rejects through a pipe' -s 1 -o good -X -- antt-validate -q -r through mixed
wait
ok 'which stays one' test -p through
ok 'all of them' grep -q '^nome: ' got

# A full disk under a name of our own: were the program to replace what it must not, root would lose /dev/full.
if [ "$(id -u)" -eq 0 ]; then mknod full-disk c 1 7 2>/dev/null || :; else ln -s /dev/full full-disk; fi
can_be_full() {
    [ -c full-disk ] && ! (echo x >full-disk) 2>/dev/null
}
if can_be_full; then
    expect 'rejects on a full disk' -s 2 -o good -E "full-disk: $full" -- antt-validate -q -r full-disk mixed
    expect 'with nothing to reject there is nothing to fail' -o good -- antt-validate -q -r full-disk good
    ok 'a device stays one' test -c full-disk
else
    skip 'rejects on a full disk' 'no device can be made here'
fi
expect 'a directory as the file' -s 2 -e 'elsewhere: error: cannot write: Is a directory [write-failed]' -- antt-validate -q -r elsewhere mixed
expect 'a directory that is not there' -s 2 -e 'nowhere/rejects: error: cannot create a file beside it: No such file or directory [write-failed]' \
    -- antt-validate -q -r nowhere/rejects mixed
expect 'a file where a directory should be' -s 2 -e 'good/rejects: error: cannot create a file beside it: Not a directory [write-failed]' \
    -- antt-validate -q -r good/rejects mixed
if [ -d /proc/self ]; then
    run antt-validate -q -r /proc/rejects mixed
    is 'a directory where nothing can be created' "$status $(sed 's/beside it: .*/beside it/' err) $(cat out)" \
        '2 /proc/rejects: error: cannot create a file beside it '
fi
awk 'BEGIN { for (i = 1; i <= 3000; i++) printf "---\nrecord: area\nid: a-%d\nnome: x\n", i }' >all-bad
echo old >rejects
if ! heavy; then
    (
        trap '' XFSZ
        ulimit -f 20
        result=0
        antt-validate -q -r rejects all-bad >/dev/null 2>/dev/null || result=$?
        echo "$result $(cat rejects) $(leftovers)" >outcome
    )
    is 'a disk that fills up on the way' "$(cat outcome)" '2 old '
fi
mkfifo fifo
(exec 3<fifo; exec 3<&-) &
run sh -c 'antt-validate -q -r fifo all-bad'
wait
is 'a reader of the rejects that goes away is a fault' "$status $(grep fifo err)" '2 fifo: error: cannot write: Broken pipe [write-failed]'

# --- signals ---

# The filter is in the middle of its input when the signal comes, its unfinished file is there: without a name where the
# file system can do that.
nameless() {
    find "/proc/$process/fd" -lname '*(deleted)' 2>/dev/null
}
signalled() { # signal, status
    echo old >rejects
    rm -f pipe
    mkfifo pipe
    antt-validate -q -r rejects pipe >/dev/null 2>&1 &
    process=$!
    exec 4>pipe
    cat all-bad >&4
    tries=0
    while [ -z "$(leftovers)$(nameless)" ] && [ $((tries += 1)) -le 200 ]; do sleep 0.05; done
    seen=$(leftovers)$(nameless) without_name=$(nameless)
    [ "$1" != KILL ] || [ -n "$without_name" ] || { kill "$process"; exec 4>&-; skip "SIG$1" 'no files without names here'; return; }
    kill -s "$1" "$process"
    { wait "$process"; } 2>/dev/null # the shell has a word for it, too
    echo "$? $(cat rejects) $(leftovers)" >outcome
    exec 4>&-
    is "SIG$1: it ends by it, the old file stands, nothing is left" "$(cat outcome)" "$2 old "
    ok 'there was something to leave' test -n "$seen"
}
signalled TERM 143
signalled HUP 129
signalled KILL 137
status=0
sh -c 'trap "" HUP; exec antt-validate -q -r rejects mixed' >out 2>err || status=$?
is 'where SIGHUP is ignored all is as ever' "$status" 1

finish
