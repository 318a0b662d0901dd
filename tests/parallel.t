#!/bin/sh
# SPDX-License-Identifier: ISC
# examples/parallel: the cut, a part by itself, batch jobs, workers behind ssh of which one dies; always the bytes of one
# process.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"
town=$ANTT_TOP/examples/bim-son
cp -R "$ANTT_TOP/examples/parallel" parallel
parallel=$PWD/parallel/antt-parallel
cp "$town/units.yaml" .

some() { # an expression: records of the example
    antt-select "$1" "$town"/[a-t]*.yaml
}
area() { # id, unit, year, more lines
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố\nunit: "%s"\nyear: %s\n%s' "$@"
}
nomination() { # id, of
    printf -- '---\nrecord: nomination\nid: %s\nunit: "381"\nof: %s # quý\n' "$@"
}
commune() { # code
    printf -- '---\nrecord: commune\nunit: "%s"\n' "$1"
}
cut_of() { # standard input is cut: the parts, and which ids they hold
    rm -rf cut
    cat >cut.in
    run sh "$parallel" cut cut units.yaml cut.in
    (cd cut/parts 2>/dev/null && for part in *; do
        echo "$part $(sed -n 's/^id: //p; s/^records: /n=/p' "$part" | paste -sd' ')"
    done)
}

# --- the cut ------------------------------------------------------------------------------------

is 'a part for each commune' "$({ area a 14809 2023; area b 14812 2023; area a 14809 2024; } | cut_of)" \
    '14809.yaml a a n=2
14812.yaml b n=1'
is 'an id that has been in two ties them, in whatever order and through others' \
    "$({ area a 14824 2023; area b 14812 2023; area c 14809 2023; area c 14812 2024; area a 14812 2024; area d 14815 2023; } | cut_of)" \
    '14809.yaml a b c c a n=5
14815.yaml d n=1'
is 'so does a reference' "$({ area a 14809 2023; area t 14824 2023 'area: "a"
'; } | cut_of)" '14809.yaml a t n=2'
is 'what is said of a thing goes where it is, wherever that stands' \
    "$({ nomination n1 b; nomination n2 14812; area b 14809 2023; area c 14815 2023; commune 14812; } | cut_of)" \
    '14809.yaml n1 b n=2
14812.yaml n2 n=2
14815.yaml c n=1'
is 'what refers to nothing goes where there are records of the kinds' \
    "$({ nomination n1 no; area b 14809 2023; area c 14815 2023; commune 14812; area d 14818 2023 'team: no
'; } | cut_of)" '14809.yaml n1 b n=3
14815.yaml c n=1
14818.yaml d n=1'
is 'what refers is what the kinds say' "$(sed -n 's/.*field: \([a-z_.]*\),.*refers: {kind.*/\1/p' "$ANTT_TOP"/lib/defs/kinds/*.yaml |
    sort -u | paste -sd' ') $(sed -n 's/.*{field: of,.*kind: \[\(.*\)\],.*/\1/p' "$ANTT_TOP/lib/defs/kinds/nomination.yaml" | tr -d ,)" \
    "area due institution of team $(sed -n 's/^BEGIN.*split("\([a-z ]*\)".*/\1/p' parallel/cut.awk)"
rm -rf cut
printf '# head\nrecord: area\nid: "a" # x\nunit: %s\n...\n# tail\n---\nrecord: due\nid: d\n---\nnothing: 1\n' "'14809'" >one.yaml
{ printf '# another\n'; area a 14809 2024; printf -- '---\nrecord: submission\nunit: "14809"\n---\nrecord: end\nrecords: 2\n'; } >two.yaml
expect 'the bytes stay' -- sh "$parallel" cut cut units.yaml one.yaml two.yaml
is 'of a commune' "$(cat cut/parts/14809.yaml)" "# head
record: area
id: \"a\" # x
unit: '14809'
...
# tail
---
record: area
id: a
name: Khu phố
unit: \"14809\"
year: 2024
---
record: end
records: 2"
is 'and of none' "$(cat cut/parts/rest.yaml)" '---
record: due
id: d
---
nothing: 1
# another
---
record: submission
unit: "14809"
---
record: end
records: 3'
expect 'parts that are there are not cut again' -s 2 -e 'antt-parallel: cut/parts is there already' \
    -- sh "$parallel" cut cut units.yaml one.yaml
expect 'an empty file' -- sh "$parallel" cut empty units.yaml /dev/null
refused() { # what, message, printf's format of the records
    # shellcheck disable=SC2059 # it is one
    printf -- "$3" >cut.in
    rm -rf cut
    expect "$1" -s 2 -e "cut.awk: cut.in:$2" -e 'antt-parallel: the records could not be cut' \
        -- sh "$parallel" cut cut units.yaml cut.in
    is 'and no part is left' "$(ls cut)" ''
}
refused 'flow style' '1: not in block style' '{record: area, id: a}\n'
refused 'keys in quotes' '2: not in block style' '---\n"record": area\n'
refused 'a record that is moved in' '1: not in block style' '---\n  record: area\n  unit: "14809"\n'
refused 'a code on the next line' '4: a value that does not stand beside its key' '---\nrecord: area\nunit:\n  "14809"\n'
refused 'an id in folded style' '3: cannot tell what this value is' '---\nrecord: area\nid: >\n  a\n'
refused 'an id with escapes' '3: cannot tell what this value is' '---\nrecord: area\nid: "\\u0061"\n'
refused 'a stream that is not whole' '4: a seal that says otherwise than 1 records' '---\nrecord: area\nunit: "14809"\n---\nrecord: end\nrecords: 2\n'
expect 'a file that is not there' -s 2 -X -- sh "$parallel" cut no units.yaml nowhere.yaml
for awk in mawk gawk 'busybox awk' original-awk; do
    command -v "${awk%% *}" >/dev/null || continue
    rm -rf by && mkdir by
    # shellcheck disable=SC2086 # a command of two words
    LC_ALL=C $awk -f parallel/cut.awk dir=by pass=1 one.yaml two.yaml pass=2 one.yaml two.yaml
    is "$awk: all lines are there" "$(sort by/* | grep -vx 'records: [0-9]\|record: end\|---' | cksum)" \
        "$(sort one.yaml two.yaml | grep -vx 'records: [0-9]\|record: end\|---' | cksum)"
done

# --- the same bytes -----------------------------------------------------------------------------

some 'unit in ["14821", "14824", "14827", "381"] and year in [2017, 2018, 2019] and
    (record != nomination or of in ["14824-BCD", "14827-04-TBV", "381-BCD"])' >sound.yaml
some 'record in [due, submission]' >due.yaml
{
    area 14824-90 14824 2018 'households: {total: 10, registered: 11}
'
    printf -- '---\nrecord: team\nid: t1\nname: Tổ\nunit: "14824"\nyear: 2018\ntype: protection_team\narea: 14824-77\n'
    printf -- '---\nrecord: team\nid: t2\nname: Tổ\nunit: "14824"\nyear: 2018\ntype: protection_team\narea: 14824-01\n'
    antt-select 'record == area and id == "14821-01" and year == 2018' sound.yaml | sed 's/^unit: .*/unit: "14815"/'
    printf -- '---\nrecord: area\nid: [\n---\nrecord: village\nid: x\nunit: "14824"\n'
} >faulty.yaml
one() { # name, file...: one process
    name=$1
    shift
    ANTT_SEALED=1 sh -c 'antt-validate -q -u units.yaml -r one.mend "$@" | antt-sort -k year | antt-score |
        antt-aggregate --attach -u units.yaml | antt-score | antt-sort -k year,unit,record,id' sh "$@" >"$name.judged" 2>"$name.faults"
    ANTT_SEALED=1 antt-aggregate -u units.yaml "$name.judged" >"$name.sums"
}
same() { # description, directory, name of what one process made
    ok "$1: the records are those of one process" cmp "$3.judged" "$2/judged.yaml"
    ok "$1: the sums too" cmp "$3.sums" "$2/summary.yaml"
}
one sound sound.yaml due.yaml
one faulty sound.yaml faulty.yaml due.yaml

sh "$parallel" cut town units.yaml sound.yaml due.yaml
is 'two communes of which the one became the other, one, the town, the rest' "$(cd town/parts && echo *)" \
    '14821.yaml 14824.yaml 381.yaml rest.yaml'
cp -R town killed
cp -R town never
cp -R town slurm
expect 'before all parts are done' -s 2 -e 'antt-parallel: parts/14821.yaml is not done' -- sh "$parallel" merge town
for part in town/parts/*.yaml; do
    ok "${part##*/} by itself" sh town/antt-parallel part town/units.yaml "$part"
done
expect 'merged' -X -- sh town/antt-parallel merge town
same 'part by part' town sound
is 'nothing else is left' "$(ls town town/parts | paste -sd' ')" \
    'town: antt-parallel faults judged.yaml mend.yaml parts summary.yaml units.yaml  town/parts: 14821.tar 14821.yaml 14824.tar 14824.yaml 381.tar 381.yaml rest.tar rest.yaml'
head -c 2000 town/parts/14824.tar >cut-off.tar
mv cut-off.tar town/parts/14824.tar
cp town/judged.yaml before.yaml
expect 'results that are not whole' -s 2 -E 'antt-parallel: ' -- sh town/antt-parallel merge town
ok 'what was there stays' cmp before.yaml town/judged.yaml

sh "$parallel" cut mend units.yaml sound.yaml faulty.yaml due.yaml
for part in mend/parts/*.yaml; do sh mend/antt-parallel part units.yaml "$part"; done
expect 'faults in the data: status 1, and their messages' -s 1 -E "area: there is no area '14824-77'" -E 'households.registered 11 > 10' \
    -E '[duplicate-record]' -E '[yaml-syntax]' -E '[unknown-kind]' -- sh mend/antt-parallel merge mend
same 'with faults' mend faulty
faults() { # file: messages without places
    sed 's/^[^ ]* //; s/ at [^ ]*:[0-9]*//; s/line [0-9]*//' "$1" | grep error | LC_ALL=C sort -u
}
is 'the messages too, but for their places' "$(faults mend/faults)" "$(faults faulty.faults)"
is 'the rejected are there' "$(grep -c '^# ' mend/mend.yaml)" "$(grep -c '^# ' one.mend)"

mkdir broken
printf '#!/bin/sh\nhead -n 20\nkill -9 $$\n' >broken/antt-score
chmod +x broken/antt-score
expect 'a program that dies' -s 2 -E 'antt-parallel: town/parts/14821.yaml is not done: the steps ended with ' \
    -- env PATH="$PWD/broken:$PATH" sh "$parallel" part units.yaml town/parts/14821.yaml
head -n 500 town/parts/14824.yaml >short.yaml
expect 'a part that came cut off' -s 2 -E 'antt-parallel: short.yaml is not whole' -- sh "$parallel" part units.yaml short.yaml

# A batch job's array, as Slurm runs it.
(cd slurm && ls parts/*.yaml >parts.list && for i in 1 2 3 4; do
    SLURM_ARRAY_TASK_ID=$i sh ../parallel/antt-parts.sbatch || exit
done && sh antt-parallel merge . 2>/dev/null)
same 'an array of batch jobs' slurm sound
expect 'a job that has no part' -s 2 -X -- env SLURM_ARRAY_TASK_ID=5 sh -c 'cd slurm && sh ../parallel/antt-parts.sbatch'

# --- workers behind ssh -------------------------------------------------------------------------

sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null)
missing=
for program in parallel rsync ssh ssh-keygen; do command -v "$program" >/dev/null || missing="$missing $program"; done
[ -n "$sshd" ] || missing="$missing sshd"
if [ -n "$missing" ]; then
    skip 'workers behind ssh' "not installed:$missing"
    finish
fi

work=$PWD
mkdir home worker
chmod 700 .
ssh-keygen -q -t ed25519 -N '' -f host_key
ssh-keygen -q -t ed25519 -N '' -f user_key
[ "$(id -u)" -ne 0 ] || [ -d /run/sshd ] || mkdir -p /run/sshd
cat >sshd_config <<END
ListenAddress 127.0.0.1
HostKey $work/host_key
PidFile none
AuthorizedKeysFile $work/user_key.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
SetEnv PATH=$work/worker:$PATH TMPDIR=$work/home
END
cat >ssh_config <<END
Host worker-a worker-b
    HostName 127.0.0.1
    IdentityFile $work/user_key
    IdentitiesOnly yes
    HostKeyAlias workers
    UserKnownHostsFile $work/known_hosts
    GlobalKnownHostsFile none
    StrictHostKeyChecking yes
    BatchMode yes
    LogLevel ERROR
END
echo "workers $(cat host_key.pub)" >known_hosts
sshd_pid=
stop_sshd() {
    [ -z "$sshd_pid" ] || kill "$sshd_pid" 2>/dev/null
    sshd_pid=
}
trap 'stop_sshd; cd / && rm -rf "$tap_dir"' EXIT
lets_in() { # whether it does, as long as it runs and has not said no
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        ! ssh -F ssh_config -p "$port" worker-a true 2>ssh.log || return 0
        ! grep -q 'Permission denied' ssh.log && kill -0 "$sshd_pid" 2>/dev/null || break
        sleep 0.3
    done
    return 1
}
port=$((20000 + $$ % 20000)) tries=0
while [ -z "$sshd_pid" ] && [ $((tries += 1)) -le 5 ]; do
    "$sshd" -D -e -p "$port" -f "$work/sshd_config" 2>sshd.log &
    sshd_pid=$!
    if ! lets_in; then
        stop_sshd
        port=$((port + 1))
    fi
done
if [ -z "$sshd_pid" ]; then
    skip 'workers behind ssh' "sshd lets nobody in: $(cat ssh.log sshd.log | tr '\n' ' ')"
    finish
fi
HOME=$work/home PARALLEL_SSH="ssh -F $work/ssh_config -p $port"
export HOME PARALLEL_SSH
on_workers() { # directory
    sh "$1/antt-parallel" run "$1" -S 2/worker-a,2/worker-b --workdir "$work/there"
}

# Once, the first program that judges takes all of its session with it, as a machine does that goes down.
cat >worker/antt-score <<END
#!/bin/sh
if [ -e "$work/always" ] || mkdir "$work/was-killed" 2>/dev/null; then
    echo killed >>"$work/kills"
    kill -9 0
fi
exec "$ANTT_BIN/antt-score" "\$@"
END
chmod +x worker/antt-score
expect 'a worker is killed' -X -- on_workers killed
is 'once' "$(cat kills)" killed
expect 'merged' -X -- sh killed/antt-parallel merge killed
same 'a worker was killed and its part tried again' killed sound
is 'both workers had parts' "$(cut -f 2 killed/joblog | sort -u | paste -sd' ')" 'Host worker-a worker-b'
is 'nothing is left on them but of the one that was killed' "$(find there -type f ! -path '*/parts/*.??????/*')" ''

touch always
expect 'workers that always die' -s 2 -E "antt-parallel: parts were not done; see $work/never/joblog" -- on_workers never
expect 'nothing is merged then' -s 2 -E 'is not done' -- sh never/antt-parallel merge never
rm always
expect 'the next run does what is missing' -X -- on_workers never
sh never/antt-parallel merge never 2>/dev/null
same 'then' never sound
: >kills
expect 'and again nothing' -X -- on_workers never
is 'was worked on' "$(cat kills)" ''
finish
