#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-validate over a valid stream is cat, to the octet, however odd the stream and however it comes.
. "${0%/*}/lib.sh"

# same DESC: the stream in ./in.yaml passes as it is
count=0
same() {
    expect "$1" -o in.yaml -X -- antt-validate -q in.yaml # with warnings, as of line breaks in names
    cp in.yaml "case-$((count += 1)).yaml"
}
stream() { # DESC, then text in printf's escapes
    # shellcheck disable=SC2059 # it is a format
    printf -- "$2" >in.yaml
    same "$1"
}
# The rest of a sound record, in printf's escapes.
rest='name: Khu phố\nunit: "14809"\nyear: 2022\n'

# --- documents and what stands between them ---

stream 'without ---' "record: area\nid: a\n$rest"
stream 'without a final newline' "---\nrecord: area\nid: a\n${rest%??}"
stream 'CRLF' "$(printf '%s' "---\nrecord: area\nid: a\n$rest" | sed 's/\\n/\\r\\n/g')"
stream 'CRLF and LF mixed' "---\r\nrecord: area\nid: a\r\n$rest---\nrecord: area\r\nid: b\n$rest"
stream 'comments and blank lines everywhere' \
    "# head\n\n# more\n---\n# in\n\nrecord: area # behind\n  # indented\nid: a\n$rest\n# tail\n\n---\n\n\nrecord: area\nid: b\n$rest\n\n"
stream 'a comment behind ---' "--- # first\nrecord: area\nid: a\n$rest---\t# second\nrecord: area\nid: b\n$rest"
stream 'blanks behind ---' "---  \nrecord: area\nid: a\n$rest---\t\nrecord: area\nid: b\n$rest"
stream '...' "---\nrecord: area\nid: a\n$rest...\n---\nrecord: area\nid: b\n$rest...\n"
stream '... and then no ---' "record: area\nid: a\n$rest...\nrecord: area\nid: b\n$rest... # end\nrecord: area\nid: c\n$rest"
stream '... more than once' "...\n---\nrecord: area\nid: a\n$rest...\n...\n# nothing\n...\nrecord: area\nid: b\n$rest..."
stream 'empty documents' "---\n---\n# nothing\n---\n...\n---\nrecord: area\nid: a\n$rest---\n---\n\n"
stream '%%YAML 1.1' "%%YAML 1.1\n---\nrecord: area\nid: a\n$rest...\n%%YAML 1.1\n---\nrecord: area\nid: b\n$rest"
stream '%%YAML behind comments' "# a\n\n%%YAML 1.1 # b\n# c\n---\nrecord: area\nid: a\n$rest"
stream 'a byte order mark' "\357\273\277record: area\nid: a\n$rest"
stream 'before a comment' "\357\273\277# a\n---\nrecord: area\nid: a\n$rest"
stream 'before ---' "\357\273\277---\nrecord: area\nid: a\n$rest"
stream 'before a directive' "\357\273\277%%YAML 1.1\n---\nrecord: area\nid: a\n$rest"
stream 'in the middle, where files were joined' "---\nrecord: area\nid: a\n$rest\357\273\277---\nrecord: area\nid: b\n$rest"
stream 'and behind ...' "record: area\nid: a\n$rest...\n\357\273\277record: area\nid: b\n$rest"
stream 'and behind ..., before a directive' "record: area\nid: a\n$rest...\n\357\273\277%%YAML 1.1\n---\nrecord: area\nid: b\n$rest"
stream 'a record that is indented' "---\n  record: area\n  id: a\n  name: x\n  unit: '1'\n  year: 2022\n"

# --- how values are written ---

stream 'quoted keys' "---\n\"record\": area\n'id': a\n\"n\\\\u0061me\": x\nunit: '1'\nyear: 2022\n"
stream 'explicit keys' "---\n? record\n: area\n? id\n: a\n? name\n:\n  x\n? unit\n: '1'\n? year\n: 2022\n"
stream 'blanks before colons' "---\nrecord : area\nid  :  a\nname\t:\tx\nunit: '1'\nyear: 2022\n"
stream 'flow style' "--- {record: area, id: a, name: x, unit: '1', year: 2022}\n---\n{record: area,\n id: b, name: x,\n\n # comment\n unit: '1', year: 2022,}\n"
stream 'JSON' '{"record":"area","id":"a","name":"x","unit":"1","year":2022,"cases":[]}\n---\n{ "record" : "area",\n\t"id" : "b", "name" : "\\u0078", "unit" : "1", "year" : 2022 }\n'
stream 'block scalars' "---\nrecord: area\nid: a\nname: |\n  a\n   b\n\n  --- c\n  ... d\nunit: '1'\nyear: 2022\ntype: >-\n  folded\n  text\n\n  more\n"
stream 'kept newlines at the end' "---\nrecord: area\nid: a\nunit: '1'\nyear: 2022\nname: |+\n  a\n\n\n---\nrecord: area\nid: b\nunit: '1'\nyear: 2022\nname: >+2\n   a\n\n"
stream 'a block scalar without a final newline' "---\nrecord: area\nid: a\nunit: '1'\nyear: 2022\nname: |\n  a"
stream 'text over several lines' "---\nrecord: area\nid: a\nname: one\n  two\n\n  three # comment\ntype: 'one\n  two\n\n  three'\nunit: \"1\\\\\n  2\"\nyear: 2022\n"
stream 'tabs in text and behind it' "---\nrecord: area\nid: a\nname: one\ttwo\t\nunit: '1'\t# comment\nyear:\t2022\n"
stream '--- and ... that are text' "---\nrecord: area\nid: a\nname: '--- x\n  ---\n  ...'\ntype: ---x\nunit: '1'\nyear: 2022\n"
stream 'dashes at the margin that are no marker' "---\nrecord: area\nid: a\nunit: '1'\nyear: 2022\nname: 'x\n\n  y'\ncases:\n- type: environment\n  date: 2022-01-01\n-\n  type: environment\n  date: 2022-01-02\n- {type: environment, date: 2022-01-03}\n"
stream 'carriage returns alone' "---\nrecord: area\rid: a\rname: x\runit: '1'\ryear: 2022\n"
stream 'U+0085, U+2028 and U+2029 in quotes' "---\nrecord: area\nid: a\nname: \"x\302\205y\342\200\250 z\342\200\251\"\nunit: '1'\nyear: 2022\n"
stream 'odd letters' "---\nrecord: area\nid: a\nname: \360\237\217\230 \342\200\213\303\220\303\260 ꞌ\nunit: '1'\nyear: 2022\ntype: \302\240x\302\240\n"
stream 'leading zeros, no, null, dates' "---\nrecord: area\nid: 007\nname: no\nunit: 00014\nyear: 2022\ntype: 2022-01-01\ncrimes:\npopulation: ~\nviolations: null\n"

# --- places are what an editor shows, whatever breaks lines for YAML ---

place() { # DESC, text, LINE:COLUMN of the unknown field
    # shellcheck disable=SC2059 # it is a format
    printf -- "$2" >in.yaml
    expect "the place $1" -s 1 -E "in.yaml:$3: error: area a 2022: no field 'zz' in area [unknown-field]" -- antt-validate -q in.yaml
}
place 'on the first line' "zz: 1\nrecord: area\nid: a\n$rest" 1:1
place 'behind a byte order mark' "\357\273\277zz: 1\nrecord: area\nid: a\n$rest" 1:1
place 'in flow style behind a byte order mark' "\357\273\277{zz: 1, record: area, id: a, name: x, unit: '1', year: 2022}\n" 1:2
place 'after CRLF' "---\r\nrecord: area\r\nid: a\r\n${rest}zz: 1\r\n" 7:1
place 'behind accents' "---\n{record: area, id: a, name: Tổ dân phố, unit: '1', year: 2022, zz: 1}\n" 2:64
place 'behind letters of four octets' "---\n{record: area, id: a, name: \360\237\217\230\360\237\217\230, unit: '1', year: 2022, zz: 1}\n" 2:56
place 'after U+2028 in quotes' "---\nrecord: area\nid: a\nname: \"x\342\200\250y\"\nunit: '1'\nyear: 2022\nzz: 1\n" 7:1
place 'on the line of one' "---\n{record: area, id: a, name: \"x\302\205y\", unit: '1', year: 2022, zz: 1}\n" 2:59
place 'among carriage returns' "---\nrecord: area\rid: a\rname: x\runit: '1'\ryear: 2022\rzz: 1\r" 2:49
place 'after them' "---\nrecord: area\rid: a\rname: x\r\nunit: '1'\nyear: 2022\nzz: 1\n" 5:1
# shellcheck disable=SC2059 # they are formats
printf -- "---\nrecord: area\nid: a\nname: \"x\302\205y\"\n$rest" >first
# shellcheck disable=SC2059
printf -- "---\nrecord: area\nid: b\nzz: 1\n$rest" >second
cat first second >in.yaml
run antt-validate -q in.yaml
is 'and in the document behind' "$status $(grep zz err)" "1 in.yaml:11:1: error: area b 2022: no field 'zz' in area [unknown-field]"

# --- documents of just the limit, and a little less and more ---

sized() { # id, octets: a record of that length
    perl -e 'my ($id, $size) = @ARGV; my $head = "---\nrecord: area\nid: $id\nname: $id\nunit: \"1\"\nyear: 2022\n# ";
        print $head, "y" x ($size - 1 - length $head), "\n"' "$1" "$2"
}
limit=1048576
{ sized a $((limit - 1)); sized b $limit; sized c 100; } >in.yaml
same 'documents of 1 MiB'
{ sized a 100; sized b $((limit + 1)); sized c $limit; } >in.yaml
{ sized a 100; sized c $limit; } >wanted
expect 'one octet more is too long' -s 1 -o wanted \
    -e 'in.yaml:8:1: error: a document longer than 1048576 bytes; --max-document sets the limit [too-long]' -- antt-validate -q in.yaml
expect 'unless more is allowed' -o in.yaml -- antt-validate -q --max-document=1048577 in.yaml
sized a 1048576 | tr -d '\n' >in.yaml
printf '\n' >>in.yaml
run antt-validate -q in.yaml
is 'a line of 1 MiB that is no record' "$status" 1

# --- the examples ---

town=$ANTT_TOP/examples/bim-son
for name in units areas institutions communes early-years teams models nominations findings meetings deadlines; do
    expect "examples/bim-son/$name.yaml" -o "$town/$name.yaml" -- antt-validate -q -u "$town/units.yaml" "$town/$name.yaml"
done
cat "$town/areas.yaml" "$town/institutions.yaml" "$town/communes.yaml" >in.yaml
expect 'as one stream' -o in.yaml -- antt-validate -q -u "$town/units.yaml" "$town/areas.yaml" "$town/institutions.yaml" "$town/communes.yaml"

# --- in trickles ---

# shellcheck disable=SC2016 # perl's variables
cat >trickle.pl <<'END'
# writes its input in pieces of 1 to 31 octets, each of which the reader gets by itself
use strict; use warnings; use Socket; use IO::Handle;
my ($seed, $file) = @ARGV;
open my $in, '<:raw', $file or die; local $/; my $bytes = <$in>;
socketpair(my $near, my $far, AF_UNIX, SOCK_SEQPACKET, 0) or die;
my $child = fork // die;
if (!$child) {
    close $near; open STDIN, '<&', $far or die; close $far;
    exec 'antt-validate', '-q', '-r', 'rejects' or die;
}
close $far;
for (my $at = 0; $at < length $bytes;) {
    $seed = ($seed * 1103515245 + 12345) % 2147483648;
    my $size = 1 + ($seed >> 16) % 31;
    syswrite $near, substr($bytes, $at, $size);
    $at += $size;
}
close $near;
waitpid $child, 0;
exit($? >> 8 || $? & 127);
END
i=0
while [ $((i += 1)) -le "$count" ]; do
    [ "$(wc -c <"case-$i.yaml")" -lt 10000 ] || continue
    sed "s/^id: \([ab]\)/id: \1-$i/" "case-$i.yaml"
    [ -z "$(tail -c 1 "case-$i.yaml")" ] || echo
    echo ...
done >joined.yaml
antt-validate -q -r rejects.wanted joined.yaml >wanted 2>messages
sed 's/joined.yaml/<stdin>/g' messages >messages.wanted
sed 's/joined.yaml/<stdin>/g' rejects.wanted >rejects.want
for seed in 1 2 3; do
    status=0
    perl trickle.pl $seed joined.yaml >out 2>err || status=$?
    is "in trickles, seed $seed: status" "$status" 1
    ok 'records' cmp wanted out
    ok 'messages' cmp messages.wanted err
    ok 'rejects' cmp rejects.want rejects
done

# --- at once ---

# Each record is answered before the next one is sent: were the filter to hold a record back, this would never end.
# shellcheck disable=SC2016 # perl's variables
cat >dialogue.pl <<'END'
use strict; use warnings; use IPC::Open2;
my ($end, @command) = @ARGV;
my $child = open2(my $from, my $to, @command);
binmode $_ for $from, $to;
alarm 120;
syswrite $to, "---\n" if $end eq '---';
for my $number (1 .. 20) {
    my $record = "record: area\nid: a-$number\nname: x$number\nunit: '1'\nyear: 2022\n";
    my $wanted = $end eq '---' ? "---\n$record" : "$record...\n";
    syswrite $to, "$record$end\n";
    for (my $got = ''; length $got < length $wanted;) {
        sysread($from, $got, length($wanted) - length $got, length $got) or die "record $number: the filter ended\n";
        die "record $number: $got\n" if index($wanted, $got) != 0;
    }
}
close $to;
waitpid $child, 0;
exit($? >> 8);
END
expect 'however slow the input, a record passes on with the next ---' -- perl dialogue.pl --- antt-validate -q
expect 'or at its own ...' -- perl dialogue.pl ... antt-validate -q
expect 'which no further filter holds up' -- perl dialogue.pl ... sh -c 'antt-validate -q | antt-validate -q | antt-validate -q'

finish
