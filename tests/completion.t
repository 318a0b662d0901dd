#!/bin/sh
# SPDX-License-Identifier: ISC
# Completion on the command line: every option of every program, and the values that the programs would take.
. "${0%/*}/lib.sh"
completion=$ANTT_BIN/../completion
export completion

# The words up to the one at hand; prints what is offered, one a line, and the options given to compopt as [option].
cat >try <<'END'
compopt() { printf '[%s]\n' "$2"; }
. "$completion/antt.bash"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_antt "$1"
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
END
offered() { bash try "$@" 2>&1; }
offers() { # wanted, word...
    offers_wanted=$1
    shift
    is "$*: $offers_wanted" "$(offered "$@" | tr '\n' ' ')" "$offers_wanted${offers_wanted:+ }"
}

# --- every option ---

ok 'bash can read it' bash -n "$completion/antt.bash"
expect 'and loads it without a word' -- bash -uc '. "$completion/antt.bash"'
for program in "$ANTT_BIN"/antt-*; do
    program=${program##*/}
    is "$program is completed" "$(bash -c '. "$completion/antt.bash"; complete -p "$1"' x "$program")" "complete -F _antt $program"
    "$program" --help | grep -E '^ +-' | sed -E 's/^ +//; s/  .*//' | grep -oE '(^|[ ,])--?[A-Za-z0-9][-A-Za-z0-9]*' |
        tr -d ' ,' | sort >helped
    offered "$program" - | sort >got
    ok "$program: the options of --help, and no others" diff helped got
    ok "there are some" test -s helped
done
offers '--key' antt-sort --ke
offers '-V' antt-sort -V
offers '' antt-sort --nosuch
offers '[default]' antt-validate -- -
offers '--units' build/bin/antt-verify --u

# --- arguments ---

offers '[default]' antt-validate -u ''
offers '[default]' antt-validate --units = town
offers '[dirnames]' antt-validate -d ''
offers '' antt-xlsx --date ''
offers 'text json' antt-score --diagnostics ''
offers 'json' antt-score --diagnostics = j
offers 'text json' antt-score --diagnostics =
offers 'bad-row' antt-import --explain bad-r
offers 'all alias' antt-import --explain al
offers 'csv tsv' antt-import -t ''
offers 'csv tsv jsonl' antt-table --to ''
offers 'vi en' antt-explain -l ''
offers '[nospace] unit district province year' antt-aggregate -b ''
offers '[nospace] unit,year' antt-aggregate -b unit,y
offers '[nospace] households households.registered households.total' antt-sort -k house
offers '[nospace] year,-households.total' antt-sort --key year,-households.t
offers '[nospace]' antt-sort -k cases
offers '[nospace] cases' antt-table -f cases
offers '[nospace] record,id' antt-table -f record,id
offers '[nospace] area,team' antt-table --kind area,te
is 'the criteria are those that there are' "$(offered antt-score -c '')" "[default]
$(antt-score --list | grep -v '^ ')"
is 'so are the kinds' "$(offered antt-import --kind '')" "$(antt-template --list | grep -v '^ ')"
is 'and the reports' "$(offered antt-xlsx -r '')" "$(cd "$ANTT_TOP/lib/defs/reports" && ls ./*.yaml | sed 's,^\./,,; s/\.yaml$//' | grep -vx wording)"

# Letters together; an argument that follows its letter.
offers '[nospace] population' antt-sort -rk popu
offers '[default]' antt-sort -rkyear ''
offers '--reverse' antt-sort -kyear,k --rev

# What is named on the command line counts.
mkdir -p more/reports && cp "$ANTT_TOP/lib/defs/reports/tips.yaml" more/reports/zz-more.yaml
offers 'zz-more' antt-xlsx -d more -r zz
offers 'zz-more' antt-xlsx --defs = more --report = zz
offers '' antt-xlsx -r zz
offers '' antt-xlsx -d '$(touch harm)' -r zz
offers '' antt-xlsx -d '`touch harm`' -r '$(touch harm)'
ok 'nothing on the command line is carried out' test ! -e harm

# --- operands ---

offers '[default]' antt-sort ''
offers 'area' antt-template a
offers 'area' antt-template unit a
offers '' antt-select ''
offers '[default]' antt-select 'year>2015' ''
offers '[default]' antt-select -v 'year>2015' ''

# --- the values that are written down are those that the programs take ---

takes() { # option, value, program and its other arguments
    takes_option=$1 takes_value=$2
    shift 2
    run "$@" "$takes_option" "$takes_value"
    is "$1 takes $takes_option $takes_value" "$(grep "'$takes_value'" err)" ''
}
values() { # option, program and its other arguments, which read nothing
    values_option=$1
    shift
    for value in $(offered "$1" "$values_option" '' | grep -v '^\['); do takes "$values_option" "$value" "$@"; done
    expect "$1 does not take $values_option nosuch" -s 2 -E "'nosuch'" -- "$@" "$values_option" nosuch
}
values --diagnostics antt-validate
values --from antt-import -k area
values --to antt-table -f id
values --lang antt-table -f id --titles
values --lang antt-explain
values --by antt-aggregate
values --reduction antt-score
values --criteria antt-score
values --kind antt-import
values --kind antt-table -f year
values --key antt-sort
values --fields antt-table
values --explain antt-sort

# --- an option of which nobody has said what completes it is not forgotten ---

printf '#!/bin/sh\necho "  -n, --new=THING  something new"\n' >antt-new && chmod +x antt-new
expect 'an argument of a new name' -s 1 -x -e 'completion: lib/completion/values does not say what completes THING of antt-new --new' -- \
    "$ANTT_TOP/lib/completion/generate" "$ANTT_TOP/lib/completion/antt.bash" ./antt-new
printf '#!/bin/sh\nexit 3\n' >antt-new
expect 'a program without help' -s 1 -x -E 'gives no options' -- \
    "$ANTT_TOP/lib/completion/generate" "$ANTT_TOP/lib/completion/antt.zsh" ./antt-new

# --- zsh ---

if ! command -v zsh >/dev/null; then
    skip 'zsh' 'there is no zsh'
    finish
fi
ok 'zsh can read it' zsh -n "$completion/antt.zsh"
if [ "$ANTT_VARIANT" = san ]; then
    skip 'zsh completes' 'programs with sanitizers hang within a terminal of zsh'
    finish
fi
mkdir functions && cp "$completion/antt.zsh" functions/_antt
# Types each line and a tab into a zsh on a terminal; what stands on the command line then goes to ./typed.
cat >type.zsh <<'END'
zmodload zsh/zpty
until_lines() { # what the terminal shows is taken away, or its zsh would wait for that
    repeat 600; do
        while zpty -r -t terminal shown; do :; done
        [[ $(wc -l <typed) -ge $1 ]] && return
        sleep 0.1
    done
    exit 1
}
: >typed
zpty terminal 'TERM=dumb zsh -f -i'
zpty -w terminal "fpath=($PWD/functions \$fpath); autoload -U compinit; compinit -u -D; unsetopt automenu autolist
    tell() { zle complete-word; print -r -- \"\$BUFFER\" >>$PWD/typed; BUFFER= }; zle -N tell; bindkey '^I' tell; echo ready >>$PWD/typed"
until_lines 1
integer n=1
while IFS= read -r line; do
    zpty -w -n terminal "$line"$'\t'
    until_lines $((++n))
done
zpty -d terminal
END
cat >pairs <<'END'
antt-sort --ke => antt-sort --key=
antt-verify --uni => antt-verify --units=
antt-score --seal => antt-score --sealed
antt-sort --key=unit,-ye => antt-sort --key=unit,-year
antt-sort -k househ => antt-sort -k households
antt-aggregate -b unit,di => antt-aggregate -b unit,district
antt-import --kind=ar => antt-import --kind=area
antt-score -c ct => antt-score -c ct10-2008
antt-score --reduction=st => antt-score --reduction=strict
antt-xlsx -r forc => antt-xlsx -r forces
antt-xlsx -d more -r zz => antt-xlsx -d more -r zz-more
antt-xlsx -r zz => antt-xlsx -r zz
antt-validate --explain bad-se => antt-validate --explain bad-seal
antt-validate -d fun => antt-validate -d functions/
antt-validate pai => antt-validate pairs
antt-template ar => antt-template area
antt-select pai => antt-select pai
antt-select x pai => antt-select x pairs
END
sed 's/ => .*//' pairs >lines
sed 's/.* => //' pairs >wanted
type_lines() { zsh -f type.zsh <lines; }
ok 'zsh completes' type_lines
sed '1d; s/ *$//' typed >got
ok 'as it should' diff wanted got

finish
