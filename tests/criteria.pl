# SPDX-License-Identifier: ISC
# criteria.pl: makes variants of a record for criteria.t, and reads how they were judged.
#
#   criteria.pl cases BASE TABLE            the record changed as each line of the table says
#   criteria.pl losses BASE TABLE           the same, each once whole and once without each one of its fields
#   criteria.pl told TABLE                  what the table says of each case
#   criteria.pl judged TABLE RULES <SCORED  what antt-score --all says of each, in the same form; RULES: how many there are
#   criteria.pl lost <SCORED                what became met by the loss of a field; at the end the number of losses
#   criteria.pl lacking CLASS TABLE <LIST   what the table lacks of the rules that antt-score --list names
#   criteria.pl verdicts <SCORED            set | kind id year | outcome | rules that are not simply met
#
# The last document of BASE is changed; one before it is the year before. Variants have ids of their own and begin with the
# comment `# case LINE` or `# case LINE without FIELD`. BASE is in block style, each value on a line of its own; a value that
# begins with a bracket is a list.
use strict;
use warnings;

# A record is a list of leaves in order: [path, value], a path a list of keys.

sub keys_of { return [$_[0] =~ /("[^"]*"|[^.]+)/g] }

sub is_below {    # path, keys of the mapping above (or the same)
    my ($path, $above) = @_;
    return @$path >= @$above && !grep { $path->[$_] ne $above->[$_] } 0 .. $#$above;
}

sub read_base {
    my ($file) = @_;
    my (@records, @open);
    open my $in, '<', $file or die "$file: $!\n";
    while (<$in>) {
        chomp;
        next if /^#/;
        if (/^---$/) { push @records, []; next }
        my ($blanks, $key, $value) = /^( *)("[^"]*"|[^:"]+):(?: (.*))?$/ or die "$file:$.: not a field\n";
        @open = (@open[0 .. length($blanks) / 2 - 1], $key);
        push @{ $records[-1] }, [[@open], $value] if defined $value;
    }
    die "$file: one record, or two\n" if @records < 1 || @records > 2;
    return (@records > 1 ? $records[0] : undef, $records[-1]);
}

sub without {    # a copy
    my ($record, $path) = @_;
    return [map { [$_->[0], $_->[1]] } grep { !is_below($_->[0], $path) } @$record];
}

sub with {    # a copy
    my ($record, $path, $value) = @_;
    my @kept = @{ without($record, $path) };
    @kept = grep { @{ $_->[0] } >= @$path || !is_below($path, $_->[0]) } @kept;    # `guard: false` gives way to a mapping
    my $at = @kept;
    for my $shared (1 .. $#$path) {    # beside its nearest relations
        my @near = grep { is_below($kept[$_][0], [@$path[0 .. $shared - 1]]) } 0 .. $#kept;
        $at = $near[-1] + 1 if @near;
    }
    splice @kept, $at, 0, [$path, $value];
    return \@kept;
}

sub text_of {
    my ($record, $comment) = @_;
    my ($text, @open) = ("---\n" . ($comment ? "# $comment\n" : ''));
    for my $leaf (@$record) {
        my ($path, $value) = @$leaf;
        my $same = 0;
        $same++ while $same < $#$path && $same < @open && $open[$same] eq $path->[$same];
        $text .= '  ' x $_ . "$path->[$_]:\n" for $same .. $#$path - 1;
        $text .= '  ' x $#$path . "$path->[-1]: $value\n";
        @open = @$path[0 .. $#$path - 1];
    }
    return $text;
}

# --- the table ----------------------------------------------------------------------------------

sub read_table {
    my ($file) = @_;
    my @cases;
    open my $in, '<', $file or die "$file: $!\n";
    while (<$in>) {
        chomp;
        next if /^(#|$)/;
        my ($rule, $change, $outcome, $because, $more) = split / +\| +/;
        die "$file:$.: rule | change | outcome | because\n" if !defined $outcome || defined $more;
        die "$file:$.: a reason is wanted\n" if !defined $because && $outcome ne 'met' && $rule ne 'unit';
        push @cases, { line => $., rule => $rule, change => $change, outcome => $outcome, because => $because // '' };
    }
    return @cases;
}

sub change {
    my ($before, $record, $changes) = @_;
    for my $change (split / *; +/, $changes) {
        my ($path, $value) = $change =~ /^(?:without )?(\S+)(?: = (.*))?$/ or die "$change: what change is that?\n";
        if ($path eq 'previous') { $before = undef; next }
        my $target = $path =~ s/^previous\.// ? \$before : \$record;
        my $count = @$$target;
        $$target = defined $value ? with($$target, keys_of($path), $value) : without($$target, keys_of($path));
        die "$change: there is no such field\n" if !defined $value && @$$target == $count;
    }
    return ($before, $record);
}

sub identity {    # the field that tells variants apart
    my ($record) = @_;
    return (grep { $_->[0][0] eq 'record' && $_->[1] eq 'commune' } @$record) ? 'unit' : 'id';
}

sub print_variant {
    my ($before, $record, $comment) = @_;
    our $number;
    my $id = sprintf '"%05d"', ++$number;
    my @key = ([identity($record)], $id);
    print text_of(with($before, @key)) if $before;
    print text_of(with($record, @key), $comment);
}

# --- losing fields ------------------------------------------------------------------------------

# Each way to take one thing out of a list: an item that is a word, or a field of an item.
sub lists_without_one {
    my ($list) = @_;
    my ($inside) = $list =~ /^\[(.*)\]$/ or return;
    my @variants;
    if ($inside =~ /\{/) {
        my @items = $inside =~ /\{(.*?)\}/g;
        for my $item (0 .. $#items) {
            my @fields = split /, /, $items[$item];
            for my $field (0 .. $#fields) {
                my @left = @fields[grep { $_ != $field } 0 .. $#fields];
                my @all = map { '{' . ($_ == $item ? join(', ', @left) : $items[$_]) . '}' } 0 .. $#items;
                push @variants, ['[' . join(', ', @all) . ']', "[$item] " . $fields[$field]];
            }
        }
    } else {
        my @items = split /, /, $inside;
        push @variants, ['[' . join(', ', @items[do { my $one = $_; grep { $_ != $one } 0 .. $#items }]) . ']', "[$_]"]
            for 0 .. $#items;
    }
    return @variants;
}

# What says who the record is of; the record's own period, without which it has the instrument's; and what antt-aggregate
# says that it does not know: these are no evidence.
my $no_evidence = qr/^(record|id|name|unit|year|type|period|period\.from|period\.to|rollup\.[a-z]+\.unassigned)$/;

sub print_losses {
    my ($before, $record, $comment) = @_;
    my %seen;
    for my $leaf (@$record) {
        for my $depth (1 .. @{ $leaf->[0] }) {
            my $path = [@{ $leaf->[0] }[0 .. $depth - 1]];
            my $name = join '.', @$path;
            next if $seen{$name}++ || $name =~ $no_evidence;
            print_variant($before, without($record, $path), "$comment without $name");
        }
        my $name = join '.', @{ $leaf->[0] };
        print_variant($before, with($record, $leaf->[0], $_->[0]), "$comment without $name$_->[1]")
            for lists_without_one($leaf->[1]);
    }
}

# --- what antt-score says -----------------------------------------------------------------------

sub next_judged {    # of the documents with a comment: case, what was lost, outcome, counts, rules
    my %judged;
    local $/ = "\n---\n";
    while (my $document = <STDIN>) {
        my ($case, $lost) = $document =~ /^# case (\d+)(?: without (.*))?$/m or next;
        my ($block) = $document =~ /^assessment:\n((?: .*\n)*)/m or die "case $case: no assessment\n";
        my %rules;
        while ($block =~ /^ +- \{rule: "?([^",]+)"?, outcome: (\w+)(?:, because: "(.*)")?\}$/mg) {
            $rules{$1} = [$2, $3 // ''];
        }
        my ($outcome) = $block =~ /^  outcome: (\w+)$/m;
        my ($because) = $block =~ /^  because: "(.*)"$/m;
        my $sum = 0;
        $sum += $1 while $block =~ /^  (?:met|not_met|undecided|not_applicable): (\d+)$/mg;
        $rules{unit} = [$outcome, $because // ''];
        return { case => $case, lost => $lost, sum => $sum, rules => \%rules };
    }
    return;
}

my %commands = (
    cases => sub {
        my ($before, $record) = read_base($_[0]);
        print_variant(change($before, $record, $_->{change}), "case $_->{line}") for read_table($_[1]);
    },
    losses => sub {
        my ($before, $record) = read_base($_[0]);
        my %seen;
        for my $case (read_table($_[1])) {
            my @changed = change($before, $record, $case->{change});
            next if $seen{$case->{change}}++;
            print_variant(@changed, "case $case->{line}");
            print_losses(@changed, "case $case->{line}");
        }
    },
    told => sub {
        print "$_->{rule} | $_->{change} | $_->{outcome} | $_->{because}\n" for read_table($_[0]);
    },
    judged => sub {
        my ($table, $rules) = @_;
        for my $case (read_table($table)) {
            my $judged = next_judged() or die "$table:$case->{line}: was not judged\n";
            my ($outcome, $because) = @{ $judged->{rules}{ $case->{rule} } // ['no such rule', ''] };
            $because = '' if $case->{because} eq '' && ($case->{rule} eq 'unit' || $outcome eq 'met');
            print "$case->{rule} | $case->{change} | $outcome | $because\n";
            print "the rules add up to $judged->{sum}, not $rules\n" if $judged->{sum} != $rules;
        }
    },
    lost => sub {
        my ($whole, $count) = (undef, 0);
        while (my $judged = next_judged()) {
            if (!defined $judged->{lost}) { $whole = $judged; next }
            $count++;
            for my $rule (sort keys %{ $whole->{rules} }) {    # without --all: what is not met or undecided, and the unit
                next if $whole->{rules}{$rule}[0] !~ /^(not_met|undecided)$/;
                my $now = $judged->{rules}{$rule} // ['met'];
                print "case $judged->{case} without $judged->{lost}: $rule became $now->[0]\n"
                    if $now->[0] !~ /^(not_met|undecided)$/;
            }
        }
        print "$count losses\n";
    },
    verdicts => sub {
        local $/ = "\n---\n";
        while (my $document = <STDIN>) {
            my ($set, $outcome) = $document =~ /^assessment:\n  criteria: (\S+)\n(?:  .*\n)*?  outcome: (\w+)\n/m or next;
            my ($kind) = $document =~ /^record: (\w+)$/m;
            my ($id)   = $kind eq 'commune'     ? $document =~ /^unit: "?(\d+)/m : $document =~ /^id: (\S+)/m;
            my ($type) = $kind eq 'institution' ? $document =~ /^type: (\w+)/m  : $kind;
            my ($year) = $document =~ /^year: (\d+)/m;
            my @rules;
            push @rules, "$1 $2" while $document =~ /^ +- \{rule: "?([^",]+)"?, outcome: (not_met|undecided|not_applicable),/mg;
            print "$set | $type $id $year | $outcome |", (@rules ? ' ' : ''), join(', ', @rules), "\n";
        }
    },
    lacking => sub {
        my ($class, $table) = @_;
        my (%seen, $rule, $inside);
        $seen{"$_->{rule} $_->{outcome}"} = 1 for read_table($table);
        while (<STDIN>) {
            $inside = $1 eq $class if /^(\w+): \d+ rules$/;
            next if !$inside;
            my @wanted = /^  (\S+)  \(/ ? ($rule = $1, 'not_met', 'undecided') : /^    applies / ? ($rule, 'not_applicable') : next;
            shift @wanted;
            print "no case $rule $_\n" for grep { !$seen{"$rule $_"} } @wanted;
        }
    },
);
my $command = $commands{ shift @ARGV // '' } or die "criteria.pl: see its first lines\n";
$command->(@ARGV);
