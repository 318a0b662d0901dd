#!/bin/sh
# SPDX-License-Identifier: ISC
# What all programs have in common: statuses, messages, closed pipes, full disks, locales.
. "${0%/*}/lib.sh"

# name, what it reads, arguments with which it writes something and is quiet on standard error.
# Reads: a sample below; - is nothing (then its operand is not a file).
table='
validate    areas    -q
score       areas
aggregate   areas    -k
evidence    areas
xlsx        areas
verify      areas    town.xlsx
diff        areas    -s areas.small
sort        areas    -k id
select      areas    year>=2015
table       areas    -f id,year
import      csv      -k area
template    -        area
due         dues     -aq --date 2023-11-01
explain     scored
'

areas() { # count
    awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "---\nrecord: area\nid: 14809-%05d\nname: Khu phố %d\n" \
        "unit: \"14809\"\nyear: 2022\nhouseholds: {total: 120, registered: 118}\n", i, i }'
}
sample() { # name, count
    case $1 in
    areas) areas "$2" ;;
    scored) areas "$2" | antt-score ;;
    csv) echo id,name,unit,year; awk -v n="$2" 'BEGIN { for (i = 1; i <= n; i++) printf "14809-%05d,Khu phố %d,14809,2022\n", i, i }' ;;
    dues) awk -v n="$2" 'BEGIN {
            print "---\nrecord: unit\nid: \"14809\"\nlevel: commune\ntype: phường\nname: Bắc Sơn\nparent: \"381\""
            for (i = 1; i <= n; i++) printf "---\nrecord: due\nid: due-%d\ntitle: Báo cáo %d\nfrom: commune\ndeadline: 2023-11-25\n", i, i }' ;;
    -) ;;
    esac
}
for name in areas scored csv dues -; do
    sample "$name" 2 >"$name.small" 2>/dev/null
    sample "$name" 4000 >"$name.big" 2>/dev/null
done

antt-xlsx --date 2023-12-31 <areas.small >town.xlsx

work=$PWD
localedef -i vi_VN -f UTF-8 "$PWD/vi_VN.UTF-8" >localedef.log 2>&1
vietnamese() {
    LOCPATH=$work LC_ALL=vi_VN.UTF-8 "$@"
}
comma=$(vietnamese locale decimal_point 2>/dev/null)
mkdir directory

one_message() { # a text it holds
    grep -qi -e "$1" err && [ "$(wc -l <err)" -eq 1 ] || { cat err; false; }
}
# The pipe's reader is gone before the program is done: no word, and status 0 or death by SIGPIPE.
closed_pipe() { # how SIGPIPE stands, command...
    sigpipe=$1
    shift
    # shellcheck disable=SC2064 # the word it was given
    { (trap "$sigpipe" PIPE; "$@" <"$input.big" 2>err; echo $? >status) | head -c 1 >first; } 2>/dev/null
    [ ! -s err ] && [ "$(wc -c <first)" -eq 1 ] && case $name,$(cat status) in *,0|*,141|diff,1) ;; *) cat status; false ;; esac
}

for program in "$ANTT_BIN"/antt-*; do
    program=${program##*/} name=${program#antt-}
    # shellcheck disable=SC2046 # a row is words
    set -- $(echo "$table" | grep "^$name ")
    if [ $# -eq 0 ]; then
        fail "$program has a row in the table of this test"
        continue
    fi
    input=$2
    shift 2

    run "$program" "$@" <"$input.small"
    ok "$program writes something here" test -s out
    is "$program succeeds with a sample" "$status $(cat err)" '0 '

    expect "$program --version" -O "$program $(sed -n 's/^VERSION *:= *//p' "$ANTT_TOP/Makefile")" -- "$program" --version
    expect "$program -V" -o out -- "$program" -V
    run "$program" --help
    ok "$program --help goes to standard output" test "$status" -eq 0 -a -s out -a ! -s err
    cp out help
    expect "$program -h is --help" -o help -- "$program" -h

    for option in --no-such-option -@; do
        run "$program" "$option" <"$input.small"
        is "$program $option is a usage error" "$status" 2
        ok "$program $option: one line, from $program, and no output" \
            eval 'one_message "^$program: " && [ ! -s out ]'
    done

    if [ "$input" != - ]; then
        run "$program" "$@" no-such-file.yaml
        is "$program: a missing file is trouble" "$status" 2
        ok "$program: one message names the missing file" one_message no-such-file.yaml
        run "$program" "$@" directory
        is "$program: a directory is trouble" "$status" 2
        ok "$program: one message names the directory" one_message directory
        run "$program" "$@" no-such-file.yaml "$input.small"
        is "$program: what follows a missing file does not mend the status" "$status" 2
        if [ "$(id -u)" -ne 0 ]; then
            cp "$input.small" secret && chmod 0 secret
            run "$program" "$@" secret
            is "$program: an unreadable file is trouble" "$status" 2
        fi
    fi

    for what in output --help --version; do
        status=0
        case $what in
        output) "$program" "$@" <"$input.small" >/dev/full 2>err || status=$? ;;
        *) "$program" "$what" >/dev/full 2>err || status=$? ;;
        esac
        is "$program: $what on a full disk is trouble" "$status" 2
        ok "$program: one message about $what on a full disk" one_message 'no space'
    done
    status=0
    "$program" "$@" <"$input.small" >&- 2>err || status=$?
    is "$program: a closed standard output is trouble" "$status" 2

    ok "$program: a closed pipe ends it quietly" closed_pipe - "$program" "$@"
    ok "$program: so too where SIGPIPE is ignored" closed_pipe '' "$program" "$@"

    if [ "$comma" != , ]; then
        skip "$program under vi_VN" 'this system cannot make the locale'
    elif [ "$name" = explain ]; then
        skip "$program under vi_VN" 'it speaks the language of the locale'
    else
        LC_ALL=C "$program" "$@" <"$input.small" >c.out 2>c.err
        vietnamese "$program" "$@" <"$input.small" >vi.out 2>vi.err
        ok "$program writes the same under vi_VN as under C" sh -c 'cmp c.out vi.out && cmp c.err vi.err'
    fi
done

finish
