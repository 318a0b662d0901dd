#!/bin/sh
# SPDX-License-Identifier: ISC
# Bad input never succeeds and never spreads: one message with its place for each cause, every good record still there,
# the bad ones kept byte for byte, status 1; status 2 only for what cannot be read at all.
. "${0%/*}/lib.sh"

good() { # id
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố\nunit: "14809"\nyear: 2022\n' "$1"
}
good a-1 >one
good a-2 >two
cat one two >both

# spoiled DESC MESSAGE: the document in ./bad stands first, in the middle and last among good ones; MESSAGE is
# `L:C: text [slug]`, its line counted within ./bad.
spoiled() {
    desc=$1 rest=${2#*:} line=${2%%:*}
    lines=$(wc -l <one)
    for where in 0 1 2; do
        case $where in
        0) cat bad one two ;;
        1) cat one bad two ;;
        2) cat one two bad ;;
        esac >in.yaml
        is_at=$((where * lines + line))
        expect "$desc (after $where good ones)" -s 1 -o both -e "in.yaml:$is_at:$rest" \
            -e 'antt-validate: 3 records, 1 rejected, 0 warnings' -- antt-validate -r rejects in.yaml
        { echo "# in.yaml:$is_at:$rest"; cat bad; } >wanted
        ok 'and it is kept byte for byte under its message' cmp wanted rejects
    done
}
document() { # text of a bad document in printf's escapes, with its own `---`
    printf -- "---\nrecord: area\n$1" >bad
}

# --- YAML that cannot be read ---

document 'name: [a, b\nid: a-9\n'
spoiled 'an unclosed bracket: where it began' "3:7: error: cannot be read as YAML: did not find expected ',' or ']' while parsing a flow sequence that begins here; noticed at line LINE, column 3 [yaml-syntax]" >unclosed
sed 's/^not ok/ok/' unclosed >/dev/null
