#compdef @NAMES@
# SPDX-License-Identifier: ISC
# Completion for zsh.

@ask.sh@

_antt_offer() { # what the word at hand can be
    local source
    local -a names defs list
    integer i
    for ((i = 2; i < CURRENT - 1; i++)) {
        case $words[i] in
        -d|--defs) defs+=(--defs ${~${(Q)words[i + 1]}}) ;;
        --defs=*) defs+=(--defs ${(Q)words[i]#*=}) ;;
        esac
    }
    if [[ $1 == , ]]; then
        shift
        list=(-S '')
        compset -P '*,'
        compset -P '[-]'
    fi
    for source; do
        case $source in
        -) _message 'nothing to offer' ;;
        @files) _files ;;
        @directories) _directories ;;
        @*) names+=(${(f)"$(_antt_ask ${source#@} $defs)"}) ;;
        *) names+=($source) ;;
        esac
    done
    compadd "${list[@]}" -a names
}

case $service in
@OPTIONS@
esac
