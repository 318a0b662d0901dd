# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# Names from the definitions in force, one a line, as the programs give them.
_antt_ask() { # which names, then the options that say where the definitions are
    local names=$1
    shift
    case $names in
    kinds) antt-template "$@" --list | grep -v '^ ' ;;
    criteria) antt-score "$@" --list | grep -v '^ ' ;;
    slugs) antt-validate --explain all | grep -v '^ ' ;;
    reports) # stand in the message for one that there is not
        antt-xlsx "$@" --report '' 2>&1 </dev/null | sed -n 's/ \[usage\]$//; s/.*; there are //p' |
            tr ',' '\n' | tr -d ' ' ;;
    fields|keys) # a.b for b below a; keys are those that hold a single value
        _antt_ask kinds "$@" | xargs antt-template "$@" | awk -v keys="$names" '
            keys == "keys" && /^ *# a (list|mapping of integers)/ { many = 1 }
            !/^ *[a-z_0-9]+:/ { next }
            path != "" { match($0, /^ */); if (RLENGTH / 2 <= depth) print path }
            {
                match($0, /^ */); depth = RLENGTH / 2; sub(/:.*/, ""); sub(/^ */, "")
                path = at[depth] = (depth ? at[depth - 1] "." : "") $0
                if (many) path = many = ""
            }
            END { if (path != "") print path }' | LC_ALL=C sort -u ;;
    esac 2>/dev/null
}
