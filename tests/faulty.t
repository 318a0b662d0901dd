#!/bin/sh
# SPDX-License-Identifier: ISC
# examples/faulty/: one fault a file, named after the message that it gets; NAME.expected is all that antt-validate says.
. "${0%/*}/lib.sh"
work=$PWD
cat >sound.yaml <<'END'
---
record: unit
id: "99"
level: province
type: tỉnh
name: Thanh Hóa
---
record: unit
id: "14999"
level: commune
type: phường
name: Bắc Sơn
parent: "99"
---
record: area
id: 14999-01
name: Khu phố 1
unit: "14999"
year: 2022
END
# What no file of records can bring about, or no small one; the other tests have these.
elsewhere=$(tr '\n' ' ' <<'END'
bad-definition bad-expression case-outside-period conflict doubtful-rule mixed-stream no-criteria no-definitions no-evidence no-group-key
no-rows no-units not-judged out-of-memory overflow split-unit too-many-values unassigned-record unexpected-submission unknown-due unplaced-record
unreadable usage workbook workbook-limit write-failed
ambiguous-title bad-row duplicate-title mojibake unknown-title
year-order
END
)
cd "$ANTT_TOP/examples/faulty" || exit

# The limit is 1 MiB; an example of its breach shall be small.
options_for() {
    case $1 in too-long) echo --max-document=1K ;; esac
}
status_for() { # a broken seal is trouble: nobody can say what is missing; a warning alone is none
    case $1 in
    bad-seal) echo 2 ;;
    extra-space | far-date | invisible-character | odd-space | similar-name | wrong-letter) echo 0 ;;
    *) echo 1 ;;
    esac
}

for file in *.yaml; do
    name=${file%.yaml}
    # shellcheck disable=SC2046 # none or one word
    set -- $(options_for "$name")
    status=0
    antt-validate -q "$@" "$file" >"$work/out" 2>"$work/err" || status=$?
    is "$name: the status" "$status" "$(status_for "$name")"
    ok "$name: the messages, to the letter" diff -u "$name.expected" "$work/err"
    is "$name: one message, of that name" "$(sed 's/.*\[\(.*\)\]$/\1/' "$work/err")" "$name"
    antt-validate -q "$@" "$file" - <"$work/sound.yaml" >"$work/both" 2>"$work/err"
    is "$name: the records after it pass" "$(tail -n 18 "$work/both")" "$(sed 1d "$work/sound.yaml")"
    is "$name: it says what is wrong, in two languages" "$(sed -n '1,3s/^\(..\).*/\1/p' "$file" | tr -d ' \n')" '##--'
done
is 'every .expected has its file' "$(for file in *.expected; do [ -e "${file%.expected}.yaml" ] || echo "$file"; done)" ''

antt-validate --explain all | sed -n 's/^\([a-z]\)/\1/p' >"$work/slugs"
ok 'there are messages' test -s "$work/slugs"
is 'every message that a file of records can bring about has one' "$(while read -r slug; do
    case " $elsewhere " in *" $slug "*) continue ;; esac
    [ -e "$slug.yaml" ] || echo "$slug"
done <"$work/slugs")" ''
is 'and the others are messages' "$(for slug in $elsewhere; do grep -qx "$slug" "$work/slugs" || echo "$slug"; done)" ''
cd "$work" || exit

# The same faults through the other programs: a document that cannot be read is told by each, in the same words.
cp "$ANTT_TOP"/examples/faulty/yaml-syntax.* .
for program in antt-score antt-aggregate; do
    run "$program" yaml-syntax.yaml
    is "$program says the same of what cannot be read" "$status $(cat err)" "1 $(cat yaml-syntax.expected)"
done
finish
