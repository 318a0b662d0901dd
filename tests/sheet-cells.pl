#!/usr/bin/perl
# SPDX-License-Identifier: ISC
# sheet-cells.pl DIR NUMBER: the cells of a sheet of an unpacked workbook, one a line:
# reference, text|number|formula, number format, formula, value; parted by tabs; a line break in a value is \n, a tab \t.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

my ($directory, $number) = @ARGV;

sub content {
    open my $file, '<', "$directory/xl/$_[0]" or die "$_[0]: $!\n";
    local $/;
    return <$file>;
}

sub plain {
    my ($text) = @_;
    my %entity = (lt => '<', gt => '>', quot => '"', apos => "'", amp => '&');
    $text =~ s/&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([0-9A-Fa-f]+));/$1 ? $entity{$1} : chr($2 \/\/ hex $3)/ge;
    $text =~ s/\n/\\n/g;
    $text =~ s/\t/\\t/g;
    return $text;
}

my $styles = content('styles.xml');
my %code = (0 => 'General', 1 => '0', 3 => '#,##0', 10 => '0.00%', 14 => 'dd/mm/yyyy', 49 => '@');
$code{$1} = plain($2) while $styles =~ /<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g;
my ($xfs) = $styles =~ m{<cellXfs[^>]*>(.*?)</cellXfs>}s or die "no styles\n";
my @format = map { $code{$_} // $_ } $xfs =~ /<xf numFmtId="(\d+)"/g;

my $sheet = content("worksheets/sheet$number.xml");
while ($sheet =~ m{<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>|>(.*?)</c>)}gs) {
    my ($reference, $style, $type, $inside) = ($1, $2 // 0, $3 // '', $4);
    next if !defined $inside;
    my ($formula) = $inside =~ m{<f>(.*?)</f>}s;
    my ($value) = $inside =~ m{<(?:v|t)(?: [^>]*)?>(.*?)</(?:v|t)>}s;
    my $kind = defined $formula ? 'formula' : $type eq 'inlineStr' ? 'text' : 'number';
    print join("\t", $reference, $kind, $format[$style], plain($formula // ''), plain($value // '')), "\n";
}
