# SPDX-License-Identifier: ISC
# shellcheck shell=sh
# TAP for the tests.  A test is an executable tests/NAME.t:
#
#     #!/bin/sh
#     # SPDX-License-Identifier: ISC
#     . "${0%/*}/lib.sh"
#     expect 'a sound record passes' -o good.yaml -- antt-validate -q good.yaml
#     finish
#
# Sourcing it changes into a new empty directory (removed at the end), puts the built programs first in PATH,
# sets LC_ALL=C.UTF-8 and TZ=UTC0, unsets ANTT_* and SOURCE_DATE_EPOCH, and makes standard input empty.
# `finish` comes last: without it there is no plan, and the file counts as failed.
#
#   $ANTT_TOP, $ANTT_BIN   the source tree, the built programs; $data is $ANTT_TOP/tests/data
#
#   ok DESC COMMAND...     passes if COMMAND succeeds (`ok DESC ! COMMAND`: if it fails)
#   is DESC GOT WANTED     passes if two strings are equal
#   pass DESC, fail DESC [DETAIL]
#   skip DESC WHY          counts as neither passed nor failed
#   note TEXT              prints TEXT as TAP comments
#   heavy                  whether the programs are slow and large, as with sanitizers or under valgrind
#   use NAME...            links tests/data/NAME here, so that messages hold short names
#   run COMMAND...         runs it: standard output to ./out, standard error to ./err, $status
#   expect DESC [OPTION]... -- COMMAND...
#       runs COMMAND as run does and judges all it did.  Standard input is what expect's own is:
#       `expect ... -- antt-sort <file` or `<<'EOF'`.  What no option speaks of must be nothing:
#       status 0, empty standard output, empty standard error.
#       -s STATUS    the status
#       -o FILE      standard output is the bytes of FILE
#       -O TEXT      standard output is TEXT and a newline (nothing if TEXT is empty)
#       -c TEXT      standard output holds TEXT somewhere (again for more)
#       -x           standard output may be anything
#       -e LINE      standard error is this line; several -e are several lines, in order
#       -E TEXT      standard error holds TEXT somewhere (again for more)
#       -X           standard error may be anything
#
# For a pipeline: `expect DESC ... -- sh -c 'antt-a | antt-b'`.

set -u
unset CDPATH

if [ -z "${ANTT_TOP:-}" ]; then
    ANTT_TOP=$(cd "${0%/*}" && pwd)
    while [ ! -e "$ANTT_TOP/tests/lib.sh" ]; do ANTT_TOP=${ANTT_TOP%/*}; done
fi
: "${ANTT_BIN:=$ANTT_TOP/build/bin}" "${ANTT_VARIANT:=}"
for tap_name in $(env | sed -n 's/^\(ANTT_[A-Z_]*\)=.*/\1/p'); do
    case $tap_name in ANTT_TOP|ANTT_BIN|ANTT_VARIANT|ANTT_FAULTS) ;; *) unset "$tap_name" ;; esac
done
unset SOURCE_DATE_EPOCH LANG LANGUAGE LC_CTYPE LC_NUMERIC LC_TIME LC_COLLATE LC_MESSAGES LOCPATH COLUMNS
: "${ASAN_OPTIONS:=exitcode=99:detect_leaks=1:allocator_may_return_null=1}" "${LSAN_OPTIONS:=exitcode=99}"
: "${UBSAN_OPTIONS:=exitcode=99:halt_on_error=1:print_stacktrace=1}"
LC_ALL=C.UTF-8 TZ=UTC0 PATH=$ANTT_BIN:$PATH
# shellcheck disable=SC2034 # for the tests
data=$ANTT_TOP/tests/data
export ANTT_TOP ANTT_BIN ANTT_VARIANT LC_ALL TZ PATH ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS

tap_dir=$(mktemp -d "${TMPDIR:-/tmp}/antt-test.XXXXXX") || exit
trap 'cd / && chmod -R u+rwX "$tap_dir" 2>/dev/null; rm -rf "$tap_dir"' EXIT
trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM
mkdir "$tap_dir/work" && cd "$tap_dir/work" || exit
exec </dev/null

tap_count=0 tap_failures=0
tap_nl='
'

tap_result() { # "ok" or "not ok", description
    tap_count=$((tap_count + 1))
    [ "$1" = ok ] || tap_failures=$((tap_failures + 1))
    tap_text=$2
    case $tap_text in *"#"*|*"\\"*) tap_text=$(printf '%s' "$tap_text" | sed 's/[#\\]/\\&/g') ;; esac
    printf '%s %d - %s\n' "$1" "$tap_count" "$tap_text"
}

note() {
    printf '%s\n' "$*" | sed 's/^/# /'
}

pass() {
    tap_result ok "$1"
}

fail() {
    tap_result 'not ok' "$1"
    [ $# -lt 2 ] || note "$2"
}

skip() {
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

ok() {
    tap_desc=$1 tap_wanted=0
    shift
    if [ "$1" = '!' ]; then
        tap_wanted=1
        shift
    fi
    if "$@" >"$tap_dir/ok" 2>&1; then tap_status=0; else tap_status=$?; fi
    if [ $((tap_status != 0)) -eq "$tap_wanted" ]; then
        tap_result ok "$tap_desc"
    else
        tap_result 'not ok' "$tap_desc"
        note "status $tap_status of: $*"
        head -n 40 "$tap_dir/ok" | sed 's/^/# /; $a\'
    fi
}

is() {
    if [ "$2" = "$3" ]; then
        tap_result ok "$1"
    else
        tap_result 'not ok' "$1"
        note "got:    $2"
        note "wanted: $3"
    fi
}

use() {
    for tap_name; do
        ln -s "$data/$tap_name" "${tap_name##*/}" || exit
    done
}

heavy() { # the programs are far slower and larger than those that are installed
    case $ANTT_VARIANT in san|valgrind) ;; *) false ;; esac
}

run() {
    if "$@" >out 2>err; then status=0; else status=$?; fi
}

tap_blame() { # what was wrong, in expect
    if [ -z "$tap_bad" ]; then
        tap_bad=1
        tap_result 'not ok' "$tap_desc"
    fi
    note "$1"
}

tap_same() { # what, wanted file, got file
    cmp -s "$2" "$3" && return
    tap_blame "$1 differs:"
    diff -a -U3 --label wanted --label got "$2" "$3" | head -n 60 | sed 's/^/# /'
}

tap_holds() { # what, texts one a line, file
    tap_all=$(cat "$3")
    tap_rest=$2
    while [ -n "$tap_rest" ]; do
        tap_one=${tap_rest%%"$tap_nl"*} tap_rest=${tap_rest#*"$tap_nl"}
        case $tap_all in
        *"$tap_one"*) ;;
        *)
            tap_blame "$1 lacks: $tap_one"
            tap_show "$1" "$3"
            ;;
        esac
    done
}

tap_show() { # what, file
    note "$1:"
    head -n 40 "$2" | sed 's/^/#     /; $a\'
}

expect() {
    tap_desc=$1 tap_bad=
    tap_status=0 tap_out=empty tap_err=empty tap_holds_out='' tap_holds_err='' tap_lines=''
    shift
    while [ "$1" != -- ]; do
        case $1 in
        -s) tap_status=$2; shift ;;
        -o) tap_out=file tap_file=$2; shift ;;
        -O) tap_out=text tap_text_out=$2; shift ;;
        -c) tap_out=holds tap_holds_out=$tap_holds_out$2$tap_nl; shift ;;
        -x) tap_out=any ;;
        -e) tap_err=lines tap_lines=$tap_lines$2$tap_nl; shift ;;
        -E) tap_err=holds tap_holds_err=$tap_holds_err$2$tap_nl; shift ;;
        -X) tap_err=any ;;
        *) fail "$tap_desc" "expect: what is $1?"; return ;;
        esac
        shift
    done
    shift
    run "$@"
    [ "$status" -eq "$tap_status" ] || tap_blame "status $status, wanted $tap_status"
    case $tap_out in
    empty) [ ! -s out ] || { tap_blame 'wrote to standard output'; tap_show 'standard output' out; } ;;
    file) tap_same 'standard output' "$tap_file" out ;;
    text)
        if [ -n "$tap_text_out" ]; then printf '%s\n' "$tap_text_out"; fi >"$tap_dir/want"
        tap_same 'standard output' "$tap_dir/want" out
        ;;
    holds) tap_holds 'standard output' "$tap_holds_out" out ;;
    esac
    case $tap_err in
    empty) [ ! -s err ] || tap_blame 'wrote to standard error' ;;
    lines)
        printf '%s' "$tap_lines" >"$tap_dir/want"
        tap_same 'standard error' "$tap_dir/want" err
        ;;
    holds) tap_holds 'standard error' "$tap_holds_err" err ;;
    esac
    if [ -z "$tap_bad" ]; then
        tap_result ok "$tap_desc"
    else
        note "command: $*"
        [ ! -s err ] || [ "$tap_err" = lines ] || tap_show 'standard error' err
    fi
}

finish() {
    printf '1..%d\n' "$tap_count"
    [ "$tap_failures" -eq 0 ]
    exit
}
