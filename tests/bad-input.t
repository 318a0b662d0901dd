#!/bin/sh
# SPDX-License-Identifier: ISC
# Bad input never succeeds and never spreads: one message with its place for each cause, every good record still there,
# the bad ones kept byte for byte, status 1; status 2 only for what cannot be read at all.
. "${0%/*}/lib.sh"
status=

good() { # id
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố %s\nunit: "14809"\nyear: 2022\n' "$1" "$1"
}
good a-1 >one
good a-2 >two
cat one two >both

# spoiled DESC MESSAGE: the document in ./bad stands first, in the middle and last among good ones.  MESSAGE is
# `LINE:COLUMN: text [slug]`; LINE, and a further line as {LINE}, are counted in ./bad.
spoiled() {
    for where in 0 1 2; do
        case $where in
        0) cat bad one two ;;
        1) cat one bad two ;;
        2) cat one two bad ;;
        esac >in.yaml
        before=$((where * 6)) message=$2
        case $message in *'{'[0-9]*'}'*)
            further=${message#*\{} further=${further%%\}*}
            message="${message%%\{*}$((before + further))${message#*\}}"
            ;;
        esac
        message="in.yaml:$((before + ${message%%:*})):${message#*:}"
        expect "$1 (after $where good ones)" -s 1 -o both -e "$message" \
            -e 'antt-validate: 3 records, 1 rejected, 0 warnings' -- antt-validate -r rejects in.yaml
        { printf '# %s\n' "$message"; cat bad; } >wanted
        ok 'it is kept byte for byte under its message' cmp wanted rejects
    done
}
document() { # what follows the kind, in printf's escapes
    # shellcheck disable=SC2059 # it is a format
    { printf -- '---\nrecord: area\n'; printf "$1"; } >bad
}

# --- YAML that cannot be read ---

document 'rules: [a, b\nid: a-9\n'
spoiled 'an unclosed bracket: where it began' \
    "3:8: error: cannot be read as YAML: did not find expected ',' or ']' while parsing a flow sequence that begins here; noticed at line {4}, column 3 [yaml-syntax]"
document 'households: {total: 1,\n'
spoiled 'an unclosed brace at the end' \
    "3:13: error: cannot be read as YAML: did not find expected node content while parsing a flow node that begins here; noticed at line {4}, column 1 [yaml-syntax]"
document 'name: "Khu phố\nid: a-9\n'
spoiled 'an unclosed quote' \
    '3:7: error: cannot be read as YAML: found unexpected end of stream while scanning a quoted scalar that begins here; noticed at line {5}, column 1 [yaml-syntax]'
document 'name Khu phố\nid: a-9\n'
spoiled 'a missing colon' \
    "3:1: error: cannot be read as YAML: could not find expected ':' while scanning a simple key that begins here; noticed at line {4}, column 1 [yaml-syntax]"
document 'households:\n\ttotal: 1\n'
spoiled 'a tab as indentation' \
    '4:1: error: cannot be read as YAML: found character that cannot start any token; a tab stands where only spaces may indent [yaml-syntax]'
document 'households:\n  total: 1\n registered: 1\n'
spoiled 'indentation that fits nowhere' '5:2: error: cannot be read as YAML: did not find expected key while parsing a block mapping [yaml-syntax]'
document 'name: Khu phố: 1\n'
spoiled 'a colon in plain text' '3:14: error: cannot be read as YAML: mapping values are not allowed in this context [yaml-syntax]'
document 'name: "\\q"\n'
spoiled 'an escape that is none' '3:8: error: cannot be read as YAML: found unknown escape character while parsing a quoted scalar [yaml-syntax]'
document 'name: @phường\n'
spoiled 'a character that starts nothing' \
    '3:7: error: cannot be read as YAML: found character that cannot start any token while scanning for the next token [yaml-syntax]'
document 'id: a-9\n... more\n'
spoiled 'something behind ...' '4:5: error: cannot be read as YAML: did not find expected <document start> [yaml-syntax]'

# --- YAML that is no plain data ---

document 'id: a-9\nname: x\nid: a-8\n'
spoiled 'a duplicate key' "5:1: error: duplicate key 'id'; the first is at line {3}, column 1 [duplicate-key]"
document 'households: {total: 1, "total": 2}\n'
spoiled 'in flow style, in quotes' "3:24: error: duplicate key 'total'; the first is at line {3}, column 14 [duplicate-key]"
document 'name: &n x\ntype: *n\n'
spoiled 'an anchor' '3:7: error: an anchor (&...); records are plain data, write the value out [anchor]'
document 'households: &h {total: 1}\n'
spoiled 'an anchor of a mapping' '3:13: error: an anchor (&...); records are plain data, write the value out [anchor]'
document 'name: *n\n'
spoiled 'an alias' '3:7: error: an alias (*...); records are plain data, write the value out [alias]'
document 'name: !!str x\n'
spoiled 'a tag' '3:7: error: a tag (!...); records are plain data, types come from the kind [tag]'
document 'cases: !list []\n'
spoiled 'a tag of a list' '3:8: error: a tag (!...); records are plain data, types come from the kind [tag]'
document '<<: {name: x}\n'
spoiled 'a merge key' '3:1: error: a merge key (<<); records are plain data, write the fields out [merge-key]'
document '[a, b]: x\n'
spoiled 'a key that is a list' '3:1: error: a key that is not text [key-not-text]'
document '? {a: b}\n: x\n'
spoiled 'a key that is a mapping' '3:3: error: a key that is not text [key-not-text]'
printf -- '---\n- record: area\n' >bad
spoiled 'a list' '2:1: error: a document must be one mapping of fields, beginning with `record: KIND` [not-a-mapping]'
{ printf '...\n%%TAG !x! tag:x,2020:\n'; good a-9; } >tagged
cat one tagged two >in.yaml
run antt-validate -q in.yaml
is 'a %TAG directive: status' "$status" 1
is 'its message' "$(cat err)" 'in.yaml:8:1: error: a %TAG directive; records are plain data, types come from the kind [tag]'
is 'and what is left' "$(cat out)" "$(cat one; echo ...; cat two)"

# --- octets ---

document 'name: Kh\341\273 phố\n'
spoiled 'one wrong octet takes no other document with it' \
    '3:9: error: octet 0xE1 is not UTF-8; most of the text is: it is damaged here, write anew what stood there [not-utf-8]'
document 'name: Ph\375\365\314ng B\343\354c S\365n\n'
spoiled 'text in CP1258' '3:9: error: octet 0xFD is not UTF-8; the text is in CP1258: iconv -f CP1258 -t UTF-8 FILE [not-utf-8]'
document 'name: a\0b\n'
spoiled 'NUL' '3:8: error: control character U+0000; delete it or write what was meant [control-character]'
document 'name: phố\033[31m\n'
spoiled 'a control character' '3:10: error: control character U+001B; delete it or write what was meant [control-character]'
document '# \177\n'
spoiled 'in a comment too' '3:3: error: control character U+007F; delete it or write what was meant [control-character]'
document 'name: phố\302\233\n'
spoiled 'one beyond ASCII' '3:10: error: control character U+009B; delete it or write what was meant [control-character]'
document 'name: phố\357\277\277\n'
spoiled 'what is no character' '3:10: error: a character that YAML does not allow [control-character]'
document 'name: "\\0"\n'
spoiled 'NUL as an escape' '3:7: error: the character NUL (\0) [control-character]'
document 'name: x\n\357\273\277record: area\n'
spoiled 'a byte order mark inside a document' \
    '4:1: error: byte order mark in the middle of a document; put `---` before the line it stands on [byte-order-mark]'
printf 'record: area\r---\rrecord: area\r' >mac.yaml
expect 'documents parted by carriage returns alone' -s 1 \
    -e 'mac.yaml:1:14: error: a second document after a line break that is not LF [document-marker]' -- antt-validate -q mac.yaml

printf '\357\273\277record: area\nname: a\357\277\277\n' >in.yaml
expect 'places behind a byte order mark' -s 1 \
    -e 'in.yaml:2:8: error: a character that YAML does not allow [control-character]' -- antt-validate -q in.yaml
printf '\357\273\277name: \377\n' >in.yaml
expect 'on its line too' -s 1 -E 'in.yaml:1:7: error: octet 0xFF is not UTF-8' -- antt-validate -q in.yaml
printf '%%YAML 1.1\n' >in.yaml
expect 'a directive without a document' -s 1 \
    -e 'in.yaml:2:1: error: cannot be read as YAML: did not find expected <document start> [yaml-syntax]' -- antt-validate -q in.yaml

utf16() { # LE|BE, with its byte order mark
    # shellcheck disable=SC2016 # perl's variables
    perl -MEncode -e 'binmode STDOUT; local $/; print encode("UTF-16$ARGV[0]", "\x{FEFF}" . decode("UTF-8", <STDIN>))' "$1"
}
for order in LE BE; do
    utf16 $order <one >in.yaml
    octet=0xFF
    [ $order = LE ] || octet=0xFE
    expect "a file in UTF-16$order" -s 1 \
        -e "in.yaml:1:1: error: octet $octet is not UTF-8; the text is in UTF-16$order: iconv -f UTF-16$order -t UTF-8 FILE [not-utf-8]" \
        -- antt-validate -q in.yaml
done
utf16 LE <one | tail -c +3 >in.yaml
run antt-validate -q in.yaml
is 'UTF-16 without its mark' "$status $(sed 's/.*; //' err)" '1 the text is in UTF-16LE: iconv -f UTF-16LE -t UTF-8 FILE [not-utf-8]'

# --- escapes that only the kind's check sees ---

good a-9 | sed 's/^name:.*/name: "a\\x07b"/' >bad
spoiled 'a control character as an escape' '4:7: error: area a-9 2022: name: a control character in the text [control-character]'

# --- size and number ---

refused_soon() { # DESC FILE MESSAGE [ulimit's kilobytes]: within 10 s of CPU, which a hang would exceed by far
    cat one "$2" two >in.yaml
    if heavy; then limits='ulimit -t 100'; else limits="ulimit -t 10; ulimit -v ${4:-200000}"; fi
    expect "$1" -s 1 -o both -e "in.yaml:$3" -- sh -c "$limits; exec antt-validate -q in.yaml"
}
perl -e 'print "---\nrecord: area\ncases: ", "[" x 100_000, "\n"' >bad
refused_soon '100,000 brackets' bad '9:39: error: nested deeper than 32 levels [too-deep]'
perl -e 'print "---\nrecord: area\nreview: ", "{a: " x 100_000, "\n"' >bad
refused_soon '100,000 braces' bad '9:133: error: nested deeper than 32 levels [too-deep]'
perl -e 'print "---\nrecord: area\ncases:\n  ", "- " x 100_000, "\n"' >bad
refused_soon '100,000 dashes' bad '10:65: error: nested deeper than 32 levels [too-deep]'
perl -e 'print "---\nrecord: area\n"; print "  " x $_, "a:\n" for 0..500' >bad
refused_soon '500 levels of indentation' bad '41:65: error: nested deeper than 32 levels [too-deep]'
perl -e 'print "---\nrecord: area\n"; print "k$_: 1\n" for 1..100_000; print "k5: 2\n"' >bad
refused_soon 'a duplicate among 100,000 keys' bad "100009:1: error: duplicate key 'k5'; the first is at line 13, column 1 [duplicate-key]"
perl -e 'print "---\nrecord: area\na: &a [x]\n"; print chr(97 + $_), ": &", chr(97 + $_), " [", "*" . chr(96 + $_) . ", " x 9, "]\n" for 1..20' >bad
refused_soon 'a bomb of aliases' bad '9:4: error: an anchor (&...); records are plain data, write the value out [anchor]'
perl -e 'print "...\n"; printf "%%TAG !%x! t\n", $_ for 1..70_000; print "---\nrecord: area\n"' >bad
run antt-validate -q bad
is '70,000 directives' "$status $(cat err)" '1 bad:2:1: error: a %TAG directive; records are plain data, types come from the kind [tag]'
perl -e 'print "---\nrecord: area\ncases: [", "a," x 250_000, "]\n"' >bad
refused_soon 'a quarter of a million values' bad '9:400003: error: more values than a record may have [too-many-values]'
perl -e 'print "---\nrecord: area\nk: ", "a" x 30, "\n", map { "k$_: 1\r" } 1..60_000' >bad
run sh -c 'ulimit -t "$1"; exec antt-validate -q bad' sh "$(if heavy; then echo 100; else echo 10; fi)"
is '60,000 faults among carriage returns' "$status $(grep -c unknown-field err) $(sed -n '60001p' err)" \
    "1 60001 bad:4:588885: error: area: no field 'k60000' in area [unknown-field]"

run sh -c 'ulimit -v "$1"
    { cat one; printf -- "---\nrecord: area\nname: "; head -c 100000000 /dev/zero | tr "\0" a; echo; cat two; } |
        { antt-validate -r rejects >out.yaml; echo $? >status; }' sh "$(if heavy; then echo unlimited; else echo 100000; fi)"
is 'a scalar of 100 MB in bounded memory' "$(cat status) $(cat err)" \
    '1 <stdin>:7:1: error: a document longer than 1048576 bytes; --max-document sets the limit [too-long]
antt-validate: 3 records, 1 rejected, 0 warnings'
ok 'the documents around it pass' cmp both out.yaml
is 'and it is kept' "$(wc -c <rejects)" "$((100000000 + 24 + $(sed -n '1s/^/# /p' err | wc -c)))"
rm -f rejects

good a-9 >bad
perl -e 'print "# ", "x" x 998, "\n" for 1..3; print "...\n"' >>bad
sed 's/^---$/# bare/; s/a-9/a-10/; s/^name/nome/' bad | head -n 6 >bare
cat one bad bare two >in.yaml
expect '--max-document' -s 1 -o both -e 'in.yaml:7:1: error: a document longer than 2048 bytes; --max-document sets the limit [too-long]' \
    -e "in.yaml:20:1: error: area a-10 2022: no field 'nome' in area; did you mean 'name'? [unknown-field]" \
    -e 'in.yaml:18:1: error: area a-10 2022: name is missing; expected text [missing-field]' -- antt-validate -q --max-document=2K -r rejects in.yaml
{
    sed -n '1s/^/# /p' err
    cat bad
    sed '1d; s/^/# /' err
    cat bare
} >wanted
ok 'keeps what is too long byte for byte' cmp wanted rejects
sed 's/^nome/name/' rejects >mended
expect 'and with a higher limit it passes' -o mended -- antt-validate -q --max-document=1M mended

{ good a-9; perl -e 'print "# ", "x" x 998, "\n" for 1..600; print "...\n"'; } >bad
cat one bad bare >in.yaml
run antt-validate -q --max-document=2K -r rejects in.yaml
{
    sed -n '1s/^/# /p' err
    cat bad
    sed '1d; s/^/# /' err
    cat bare
} >wanted
ok 'so in many pieces, with the ... at its end' cmp wanted rejects

# --- what cannot be read at all ---

mkdir directory
expect 'a missing file: the others are read, the status is 2' -s 2 -o both \
    -e 'nowhere.yaml: error: cannot open: No such file or directory [unreadable]' -- antt-validate -q one nowhere.yaml two
expect 'a directory' -s 2 -o both -e 'directory: error: cannot read: Is a directory [unreadable]' -- antt-validate -q one directory two
expect 'a directory as standard input' -s 2 -e '<stdin>: error: cannot read: Is a directory [unreadable]' -- antt-validate -q <directory
if [ -r /proc/self/mem ]; then
    expect 'a file that cannot be read' -s 2 -o both -e '/proc/self/mem: error: cannot read: Input/output error [unreadable]' \
        -- antt-validate -q one /proc/self/mem two
fi
expect 'standard input is closed' -s 2 -e '<stdin>: error: cannot read: Bad file descriptor [unreadable]' -- sh -c 'antt-validate -q <&-'

# --- no document at all ---

expect 'nothing' -- antt-validate -q /dev/null
for text in '\n' '\n\n' '# a\n' '#' '---\n' '---' '...\n' '...' '---\n---\n' '--- # a\n...\n# b\n' '%%YAML 1.1\n---\n' '\357\273\277' \
    '\357\273\277# a\n' '\r\n' '# a\r\n---\r\n...\r\n' '...\n...\n---\n'; do
    # shellcheck disable=SC2059 # it is a format
    printf -- "$text" >in.yaml
    expect "no record: $text" -o in.yaml -e 'antt-validate: 0 records, 0 rejected, 0 warnings' -- antt-validate in.yaml
done

# --- garbage ---

garbage() { # seed, octets
    # shellcheck disable=SC2016 # perl's variables
    perl -e 'my ($x, $n) = @ARGV; binmode STDOUT;
        for (1..$n) { $x = ($x * 1103515245 + 12345) % 2147483648; print chr(($x >> 16) & 255) }' "$1" "$2"
}
for seed in 1 2 3; do
    garbage $seed 20000 >noise
    { cat one; echo ---; cat noise; echo; cat two; } >in.yaml
    expect "garbage (seed $seed) is one bad document" -s 1 -o both -E 'in.yaml:' -- antt-validate -q -r rejects in.yaml
    { sed 's/^/# /' err; echo ---; cat noise; echo; } >wanted
    ok 'and is kept as it is' cmp wanted rejects
    is 'for one reason' "$(wc -l <err)" 1
done

# --- truncated at every octet ---

cat >small.yaml <<'END'
---
record: area
id: a-1
name: "Khu phố 1"
unit: "14809"
year: 2022
households: {total: 120, registered: 118}
--- # the second
record: area
id: a-2
name: 'Khu phố 2'
unit: "14809"
year: 2022
review:
  date: 2022-11-20
  findings:
    "4.1": met
---
record: area
id: a-3
name: |-
  Khu phố 3
unit: "14809"
year: 2022
cases: [{type: environment, date: 2022-03-01, note: "á\u1EA1"}]
...
END
# shellcheck disable=SC2016 # perl's variables
cat >truncate.pl <<'END'
use strict; use warnings;
open my $file, '<:raw', 'small.yaml' or die; local $/; my $whole = <$file>;
my @starts; push @starts, $-[0] while $whole =~ /^---/mg;
for my $length (0 .. length $whole) {
    my $part = substr($whole, 0, $length);
    open my $cut, '>:raw', 'cut.yaml' or die; print $cut $part; close $cut;
    system('antt-validate -q -r cut.rejects cut.yaml >cut.out 2>cut.err');
    my ($status, $signal) = ($? >> 8, $? & 127);
    open my $out, '<:raw', 'cut.out' or die; my $got = <$out> // '';
    open my $err, '<', 'cut.err' or die; my $said = <$err> // '';
    my $last = (grep { $_ + 3 <= $length } @starts)[-1] // 0;
    my $sound = substr($part, 0, $last);
    my $fault = $signal ? "signal $signal" : $status > 1 ? "status $status"
        : substr($got, 0, length $sound) ne $sound ? 'good documents are gone'
        : $status == 0 && $got ne $part ? 'status 0, but it is not the input'
        : $status == 0 && $said ne '' ? 'status 0 with a message'
        : $status == 1 && $said !~ /\A(?:cut\.yaml:\d+:\d+: (?:error|warning): .* \[[a-z0-9-]+\]\n)+\z/ ? "messages: $said" : '';
    print "$length octets: $fault\n" if $fault;
}
END
expect 'truncated at any octet: no crash, a place, the documents before it intact' -- perl truncate.pl

# --- bad then good, many times over ---

i=0
while [ $((i += 1)) -le 40 ]; do
    good "g-$i"
    case $((i % 8)) in
    0) printf -- '---\nrecord: area\nname: [\n' ;;
    1) printf -- '---\nrecord: area\nname: "\n' ;;
    2) printf -- '---\nname: \377\n' ;;
    3) printf -- '---\n- a\n' ;;
    4) printf -- '---\nrecord: area\n\tid: x\n' ;;
    5) printf -- '---\nrecord: nothing\n' ;;
    6) printf -- '---\na: \0\n...\n' ;;
    7) printf -- '--- |\n  text\n' ;;
    esac
done >in.yaml
i=0
while [ $((i += 1)) -le 40 ]; do good "g-$i"; done >wanted
run antt-validate -r rejects in.yaml
ok 'every good record is there' cmp wanted out
is 'one message for each bad one, and status 1' "$status $(grep -c '^in.yaml:[0-9]*:[0-9]*: error: ' err) $(tail -n 1 err)" \
    '1 40 antt-validate: 80 records, 40 rejected, 0 warnings'
sed 's/^/# /' err | sed '$d' >messages
ok 'each rejected document stands under its own' sh -c 'grep -a "^# in.yaml" rejects | cmp - messages'
run antt-validate -q rejects
is 'sent again unmended they are refused again' "$status $(grep -c ': error: ' err) $(grep -acv '^#' out)" '1 40 0'

finish
