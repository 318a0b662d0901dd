#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-template: blank records that antt-validate reads, for every kind; what is no kind.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

mkdir -p ours/kinds
cat >ours/kinds/patrol.yaml <<'END'
kind: patrol
title: {vi: "Buổi tuần tra", en: "Patrol"}
key: [id, met.on]
about: "One patrol."
fields:
  - {field: id, type: id, required: true, vi: "mã", en: "id"}
  - {field: "no", type: one_of, required: true, values: [foot, boat], vi: "cách\nđi", en: "way # not a comment"}
  - {field: met.total, type: count, most: 12, vi: "số người", en: "people"}
  - {field: met.on, type: date, vi: "ngày", en: "day"}
  - {field: unit, type: code, refers: commune, vi: "mã xã", en: "commune"}
  - {field: order, type: mapping, or_none: true, alone: date, vi: "lệnh", en: "order"}
  - {field: order.date, type: date, vi: "ngày", en: "day"}
  - {field: guard, type: mapping, or_none: true, vi: "bảo vệ", en: "guard"}
  - {field: guard.paid, type: money, vi: "số tiền", en: "paid"}
  - {field: ways, type: list, of: one_of, values: [foot, boat], vi: "cách", en: "ways"}
  - {field: seen.finds, type: list, vi: "vụ", en: "finds"}
  - {field: seen.finds.what, type: text, required: true, vi: "vật", en: "what"}
  - {field: clauses, type: table, of: bool, vi: "khoản", en: "clauses"}
  - {field: sums, type: figures, vi: "tổng", en: "sums"}
END
cat >patrol <<'END'
---
# Buổi tuần tra / Patrol
# One patrol.
# What stays empty is unknown. No two records may have the same id and met.on.
record: patrol
# mã / id
# required: an id: letters, digits and . - _ /
id:
# cách đi / way # not a comment
# required: one of foot, boat
"no":
met:
  # số người / people
  # a count: digits alone, 0 or more; at most 12
  total:
  # ngày / day
  # a date YYYY-MM-DD that exists
  "on":
# mã xã / commune
# a code: digits; the code of a commune
unit:
# lệnh / order
# a mapping of fields, or its date alone, or false
order:
  # ngày / day
  # a date YYYY-MM-DD that exists
  date:
# bảo vệ / guard
# a mapping of fields, or false alone
guard:
  # số tiền / paid
  # an amount in VND: digits alone, 0 or more
  paid:
# cách / ways
# a list; each item is one of foot, boat
ways:
seen:
  # vụ / finds
  # a list of mappings
  finds:
#    -
#      # vật / what
#      # required: text
#      what:
# khoản / clauses
# a mapping; each value is true or false
clauses:
# tổng / sums
# a mapping of integers
sums:
END
expect 'every field in its order, with titles and type' -o patrol -- antt-template -d ours patrol
expect 'definitions from the environment' -o patrol -- env ANTT_DEFS=ours antt-template patrol
run antt-validate -nq -d ours patrol
is 'it lacks nothing but what is required' "$status $(sed 's/ is missing.*\[/ [/' err)" \
    '1 patrol:8:4: error: patrol: id [missing-field]
patrol:11:6: error: patrol: no [missing-field]'
sed 's/^id:/id: p1/; s/^"no":/"no": boat/' patrol >filled
expect 'filled in, it is sound' -o filled -- antt-validate -q -d ours filled
sed 's/^#  /  /; s/^      what:/& dao/' filled >items
expect 'so with an item of the list, its mark taken away' -o items -- antt-validate -q -d ours items
ok 'which is one indeed' grep -q '^      what: dao' items
cat patrol patrol >both
expect 'several kinds' -o both -- antt-template -d ours patrol patrol
printf -- '---\nrecord: end\nrecords: 2\n' | cat both - >sealed
expect 'sealed' -o sealed -- antt-template -d ours --sealed patrol patrol
expect 'so through the environment' -o sealed -- env ANTT_SEALED=1 antt-template -d ours patrol patrol

# The kinds that there are.
antt-template --list >list
grep -v '^ ' list >kinds
is '--list has every kind, with two titles' "$(wc -l <list)" "$((3 * $(wc -l <kinds)))"
is 'those of the definitions' "$(cat kinds)" "$(cd "$ANTT_TOP/lib/defs/kinds" && sed -n 's/^kind: //p' ./*.yaml)"
expect '--list with kinds of our own' -c 'patrol
    Buổi tuần tra
    Patrol' -- antt-template -d ours --list
while read -r kind; do
    antt-template "$kind" >blank
    run antt-validate -nq blank
    is "$kind: a blank record lacks what is required, no more" "$(grep -v '\[missing-field\]$' err)" ''
    expect "$kind: and is read" -O "{\"record\":\"$kind\"}" -- antt-table -t jsonl -k "$kind" -f record blank
    is "$kind: lines of comment are not long" "$(grep -E '^ *#.{80}' blank)" ''
done <kinds

refused() { # DESC, message, argument...
    desc=$1 message=$2
    shift 2
    expect "$desc" -s 2 -e "antt-template: error: $message" -- antt-template "$@"
}
refused 'an unknown kind' "no kind 'aera'; did you mean 'area'? [unknown-kind]" aera
refused 'one that nothing is near' "no kind 'zzzzzzzz' [unknown-kind]" zzzzzzzz
refused 'one of definitions that are not given' "no kind 'patrol' [unknown-kind]" patrol
refused 'by its title' "no kind 'Khu dân cư' [unknown-kind]" 'Khu dân cư'
refused 'an empty name' "no kind '' [unknown-kind]" ''
refused 'no kind' 'a kind is wanted; --list names them [usage]'
refused 'a kind for --list' '--list takes no kind [usage]' --list area
refused 'none is sealed either' "no kind 'aera'; did you mean 'area'? [unknown-kind]" --sealed aera
expect 'one unknown kind spoils the others; all are told' -s 2 \
    -e "antt-template: error: no kind 'aera'; did you mean 'area'? [unknown-kind]" \
    -e "antt-template: error: no kind 'unti'; did you mean 'unit'? [unknown-kind]" -- antt-template area aera unti
mkdir -p faulty/kinds && echo 'kind: [' >faulty/kinds/x.yaml
run antt-template -d faulty area
is 'a faulty definition is trouble' "$status $(wc -c <out)" '2 0'
finish
