#!/usr/bin/perl
# SPDX-License-Identifier: ISC
# drive.pl [-m MOST] [-o FILE]... [-i FILE] [-s SIGNAL] SHIM COMMAND...: runs a command as it is, then again for every
# call that the shim counted, with that call failing; at most MOST of a kind, evenly spread.  Prints what is wrong with
# any run, and at the end how many there were.
#
# A run is as it should be if it ends by itself with status 0, 1 or 2; with 2 and a message, or else with the same
# status, output, messages and files as without the fault; if every output FILE is the old one or the whole new one;
# and if nothing is left beside them or in TMPDIR.  With -s the signal comes at the call, instead of the failure: the
# run has to end by it, and after SIGKILL something may be left; after the others an empty file in TMPDIR, since
# libxlsxwriter makes its temporary files first and removes their names then.
use strict;
use warnings;
use Errno qw(EACCES EINTR EIO EMFILE ENOMEM ENOSPC);

my ($most, $input, $signal, @outputs) = (0, '/dev/null', '');
while (@ARGV && $ARGV[0] =~ /^-([mois])$/) {
    shift;
    my $value = shift;
    if    ($1 eq 'm') { $most = $value }
    elsif ($1 eq 'i') { $input = $value }
    elsif ($1 eq 's') { $signal = $value }
    else              { push @outputs, $value }
}
my ($shim, @command) = @ARGV;
die "usage: drive.pl [-m most] [-o file]... [-i file] [-s signal] shim command...\n" unless @command;

my %errors = (
    memory => ENOMEM, open => EMFILE, opendir => EMFILE, fopen => EMFILE, dup => EMFILE, mkstemp => EACCES,
    rename => EACCES, unlink => EACCES, fchmod => EACCES, write => ENOSPC, fwrite => ENOSPC, fflush => ENOSPC,
);
my %numbers = (HUP => 1, INT => 2, KILL => 9, TERM => 15);
my $old = "what was there before\n";
my $kept = 'faults.tmp';
mkdir $kept;

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', $path or return undef;
    local $/;
    return scalar(<$file>) // '';
}

sub spew {
    my ($path, $bytes) = @_;
    open my $file, '>:raw', $path or die "$path: $!\n";
    print $file $bytes;
    close $file or die "$path: $!\n";
}

# Everything that a run leaves, as one hash.
sub run {
    my (%environment) = @_;
    spew($_, $old) for @outputs;
    my $child = fork // die "fork: $!\n";
    if (!$child) {
        $SIG{$_} = 'DEFAULT' for qw(HUP INT TERM);
        %ENV = (%ENV, %environment, TMPDIR => $kept, LD_PRELOAD => $shim);
        open STDIN, '<', $input and open STDOUT, '>', 'faults.out' and open STDERR, '>', 'faults.err' or exit 127;
        exec @command or exit 127;
    }
    local $SIG{ALRM} = sub { kill 'KILL', $child };
    alarm 60;
    waitpid $child, 0;
    alarm 0;
    my %result = (status => $? >> 8, signal => $? & 127, out => slurp('faults.out'), err => slurp('faults.err'));
    $result{file}{$_} = slurp($_) // 'no file' for @outputs;
    my @left = glob('.*.?????? ' . "$kept/* $kept/.??*");
    $result{left} = join ' ', grep { !$signal || -s $_ || !m{^$kept/} } @left;
    unlink @left;
    return \%result;
}

my $good = run(FAULT_REPORT => 'faults.report');
my ($wrong, $runs) = (0, 0);

sub blame {
    my ($where, $what, $result) = @_;
    return if ++$wrong > 20;
    print "$where: $what\n";
    my @lines = split /\n/, $result->{err};
    print "    $_\n" for @lines[0 .. ($#lines > 4 ? 4 : $#lines)];
}

sub same {
    my ($result) = @_;
    return 0 if $result->{status} != $good->{status} || $result->{out} ne $good->{out} || $result->{err} ne $good->{err};
    for my $file (@outputs) { return 0 if $result->{file}{$file} ne $good->{file}{$file} }
    return 1;
}

sub judge {
    my ($where, $result) = @_;
    $runs++;
    return blame($where, "ended by signal $result->{signal}", $result) if $result->{signal} != ($numbers{$signal} // 0);
    blame($where, "leaves $result->{left}", $result)
        if $result->{left} ne '' && $signal ne 'KILL' && ($signal || $where !~ /to unlink$/);
    for my $file (@outputs) {
        my $bytes = $result->{file}{$file};
        blame($where, "$file is neither the old one nor the new one", $result)
            if $bytes ne $old && $bytes ne $good->{file}{$file};
    }
    return if $signal || same($result);
    return blame($where, "status $result->{status}, and it is not what it is without", $result) if $result->{status} != 2;
    blame($where, 'no message', $result) unless $result->{err} =~ /: error: .*\[[a-z0-9-]+\]$/m;
}

die "the command itself fails: status $good->{status} signal $good->{signal}\n$good->{err}"
    if $good->{signal} || $good->{status} > 1 || $good->{left} ne '';
sub fault {
    my ($name, $k) = @_;
    return (FAULT => "$name:$k:" . ($errors{$name} // EIO), $signal ? (FAULT_SIGNAL => $numbers{$signal}) : ());
}

for my $line (split /\n/, slurp('faults.report') // die "no report: is the shim loaded?\n") {
    my ($name, $count) = split / /, $line;
    my $picked = $most && $most < $count ? $most : $count;
    for my $i (0 .. $picked - 1) {
        my $k = 1 + int(($i + 0.5) * $count / $picked);
        judge("call $k of $count to $name", run(fault($name, $k)));
    }
}
for my $mode ($signal ? () : ('short', 'eintr')) {
    my $result = run(FAULT_MODE => $mode);
    judge("mode $mode", $result);
    blame("mode $mode", 'is not what it is without', $result) unless same($result);
}
print "... and more\n" if $wrong > 20;
print "$runs runs, $wrong wrong\n";
exit($wrong != 0);
