#!/usr/bin/perl
# SPDX-License-Identifier: ISC
# sheet-links.pl DIR: the links of an unpacked workbook, one a line, resolved:
# sheet, cell, its text, sheet of the target, cell, its text; parted by tabs. A target that is not there is `nothing`.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

my ($directory) = @ARGV;

sub content {
    open my $file, '<', "$directory/xl/$_[0]" or die "$_[0]: $!\n";
    local $/;
    return <$file>;
}

sub plain {
    my ($text) = @_;
    my %entity = (lt => '<', gt => '>', quot => '"', apos => "'", amp => '&');
    $text =~ s/&(lt|gt|quot|apos|amp);/$entity{$1}/g;
    $text =~ s/\n/\\n/g;
    return $text;
}

my (@names, %cells, %links);
my $workbook = content('workbook.xml');
push @names, plain($1) while $workbook =~ /<sheet name="([^"]*)"/g;
for my $number (1 .. @names) {
    my $name = $names[$number - 1];
    my $sheet = content("worksheets/sheet$number.xml");
    while ($sheet =~ m{<c r="([A-Z]+\d+)"[^>]*?(?:/>|>(.*?)</c>)}gs) {
        my ($reference, $inside) = ($1, $2 // '');
        $cells{$name}{$reference} = plain($2) if $inside =~ m{<(v|t)(?: [^>]*)?>(.*?)</\1>}s;
    }
    push @{ $links{$name} }, [$1, plain($2)] while $sheet =~ /<hyperlink ref="([A-Z]+\d+)" location="([^"]*)"/g;
}
for my $name (@names) {
    for my $link (@{ $links{$name} // [] }) {
        my ($target, $reference) = $link->[1] =~ /^'(.*)'!([A-Z]+\d+)$/ or die "$name $link->[0]: $link->[1]\n";
        print join("\t", $name, $link->[0], $cells{$name}{ $link->[0] } // 'nothing', $target, $reference,
            $cells{$target}{$reference} // 'nothing'), "\n";
    }
}
