# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# Completion for bash; nothing of the package bash-completion is needed.

@ask.sh@

# A line is an option: its letter, its name, and what its argument can be; nothing behind the name: it has none.
_antt_table() { # program
    case $1 in
@OPTIONS@
    *) return 1 ;;
    esac
}

_antt_find() { # option, or first, or operand: what it can be, into $offers
    local letter name
    while read -r letter name offers; do
        if [[ $1 == "$letter" || $1 == "$name" ]]; then return; fi
    done <<<"$table"
    offers=
    return 1
}

# The words before the one at hand: which argument is wanted now, if it is one, and where definitions are.
_antt_read() {
    local i word letters
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $offers ]]; then
            if [[ $word == = ]]; then continue; fi # bash cuts --key=id into three words
            if [[ $offers == @directories ]]; then defs+=(--defs "${word/#\~/$HOME}"); fi
            offers=
        elif [[ $ended || $word != -?* ]]; then
            ((++operands))
        elif [[ $word == -- ]]; then
            ended=1
        elif [[ $word == --* ]]; then
            _antt_find "$word"
        else
            for ((letters = 1; letters < ${#word}; letters++)); do
                if _antt_find "-${word:letters:1}" && [[ $offers ]]; then break; fi
            done
            if ((letters < ${#word} - 1)); then offers=; fi # as in -kid: the argument is there
        fi
    done
}

_antt_offer() { # what the word at hand can be
    local source word before='' words=()
    if [[ $1 == , ]]; then
        shift
        compopt -o nospace
        before=${cur%"${cur##*,}"}
        if [[ ${cur##*,} == -* ]]; then before+=-; fi
    fi
    for source; do
        case $source in
        -) ;;
        @files) compopt -o default ;; # readline's own, if no name fits
        @directories) compopt -o dirnames ;;
        @*) mapfile -t -O ${#words[@]} words < <(_antt_ask "${source#@}" "${defs[@]}") ;;
        *) words+=("$source") ;;
        esac
    done
    for word in "${words[@]}"; do
        if [[ $before$word == "$cur"* ]]; then COMPREPLY+=("$before$word"); fi
    done
}

_antt() { # command
    local table offers='' ended='' operands=0 defs=() sources cur=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    _antt_table "${1##*/}" || return
    _antt_read
    if [[ $offers ]]; then
        if [[ $cur == = ]]; then cur=; fi
    elif [[ ! $ended && $cur == -* ]]; then
        offers=$(awk '$2 ~ /^-/ { print $1, $2 }' <<<"$table" | tr '\n' ' ')
        offers=${offers//. /}
    elif ((operands > 0)) || ! _antt_find first; then
        _antt_find operand
    fi
    read -ra sources <<<"$offers"
    _antt_offer "${sources[@]}"
}

complete -F _antt @NAMES@
