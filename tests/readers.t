#!/bin/sh
# SPDX-License-Identifier: ISC
# The two ways of reading a document, ANTT_READER=libyaml and the quick one, say the same of every document.
. "${0%/*}/lib.sh"

# same FILE: records, messages and status of both ways
same() {
    for way in libyaml fast; do
        ANTT_READER=$way antt-validate "$1" >"$way.out" 2>"$way.err"
        echo "status $?" >>"$way.err"
        ANTT_READER=$way antt-table -t jsonl "$1" >"$way.json" 2>>"$way.err"
    done
    if cmp -s libyaml.out fast.out && cmp -s libyaml.err fast.err && cmp -s libyaml.json fast.json; then
        return 0
    fi
    diff libyaml.err fast.err
    diff libyaml.json fast.json
    return 1
}
for file in "$ANTT_TOP"/examples/*/*.yaml "$ANTT_TOP"/examples/*.yaml; do
    ok "${file#"$ANTT_TOP/examples/"}" same "$file"
done

# Pieces of documents, each as the value of a field, an item, and on lines of their own, at several indents.
cat >pieces <<'END'
a
a b
 a
a # c
a#c
a #c
"a"
"a" # c
"a"#c
"a" b
"a\tb"
"a\"b"
'a'
'a''b'
''''
''
""
'a
"a
a: b
a:b
a:
a :b
:a
::
- a
-a
--
-1
- - a
- a: b
- a: b
-
?
? a
?a
!a b
&a b
*a
|
>
|-
%a
@a
`a
[a
[a]
[a, b]
[a, b,]
[a,, b]
[]
[ ]
[a] b
[a]: b
[a b, c d ]
[a: b]
[{a: b}]
[[a], [b]]
[a:b]
["a", 'b']
["a" b]
[-1, - 1]
[a #b]
{a: b}
{a: b, c: d}
{a: b, a: c}
{a: }
{a}
{a: b,}
{}
{ }
{a: {b: [c]}}
{"a": b}
{"a":b}
{a:b}
{a: b: c}
{a: "b, c"}
{a: b} c
{a: b}#c
{a: b} #c
{a: [}]}
{<<: a}
<<: a
"<<": a
null
~
true
1.5
12:30
2020-01-01
#
# a
...
--- a
---
é
Đường 3/2
"Đ"
{Đ: đ}
a, b
a]
a}
(a)
+a
=a
,a
]
}
END
n=0
while IFS= read -r piece; do
    n=$((n + 1))
    for form in "$piece" "a: $piece" "a:  $piece " "- $piece" "a:
  $piece" "a:
- $piece" "a:
  - $piece
  - b" "a:
    - $piece
  - b" "a: b
  $piece" "a: b
$piece" "a: {b: $piece, c: d}" "a: [$piece, b]" "a:
  b: $piece
  c: d
e: f" "a:
  - b: $piece
    c: d
  - $piece" "- a
$piece" "a: # c
  b: $piece
 # d
c: d" "$piece: a" "a:
  $piece: b" "  a: $piece
  b: c" "  a: $piece
 b: c" "a: $piece

# c
b: c
..." "a: $piece
..."; do
        printf -- '---\n%s\n---\nb: c' "$form"
    done >"$n.yaml"
    ok "'$piece' in all places" same "$n.yaml"
done <pieces

printf -- '---\r\na: b\r\n---\na:\tb\n---\n\ta: b\n---\na: b\tc\n---\na: b\f\n---\na: \303\251\314\201\n---\na: \302\205b\n---\na: \342\200\250b\n' >odd.yaml
ok 'tabs, line breaks and characters of other kinds' same odd.yaml
printf '\357\273\277a: b\n---\n\357\273\277a: b\n---\na: \357\273\277b\n' >marks.yaml
ok 'byte order marks' same marks.yaml
for depth in 30 31 32 33; do
    awk -v n=$depth 'BEGIN { print "---"; for (i = 0; i < n; i++) { printf "%*sa:\n", i, "" } printf "%*sb\n", n, ""
        print "---"; for (i = 0; i < n; i++) printf "%*sa:%s\n", i, "", i + 1 == n ? " b" : ""
        print "---"; printf "a: "; for (i = 1; i < n; i++) printf "["; for (i = 1; i < n; i++) printf "]"; print "" }' >depth.yaml
    ok "$depth levels" same depth.yaml
done
for length in 250 256 300 1023 1024 1025; do
    awk -v n=$length 'BEGIN { for (i = 0; i < n; i++) k = k "k"; print k ": a"; print "---"; print "\"" k "\": a"
        print "---"; print "{" k ": a}"; print "---"; print "a: " k; print "---"; print k substr("            ", 1, 9) ": a" }' >length.yaml
    ok "keys of $length characters" same length.yaml
done

finish
