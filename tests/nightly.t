#!/bin/sh
# SPDX-License-Identifier: ISC
# The nightly job: what it takes, refuses and tells; that it makes only what changed; that it may be killed anywhere.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"
job=$ANTT_TOP/examples/nightly/antt-nightly
example=$ANTT_TOP/examples/bim-son

commune() { # code, an expression: some of the example's records
    antt-select "unit == \"$1\" and ($2)" "$example/areas.yaml" "$example/institutions.yaml" "$example/communes.yaml"
}
drop() { # town, code, name: standard input goes into the spool
    mkdir -p "$1/spool/$2"
    cat >"$1/spool/$2/$3"
}
night() { # town, date: the status, then what was printed
    run sh "$job" "$1" "$2"
}
message() { # town: the message without those who sent, and without line numbers
    sed 's/\.yaml:[0-9]*: /.yaml: /; /^Lần gửi gần nhất/,/^[^ ]/ { /^ /d; /^Lần/d }' "$1/morning.txt"
}
tree() { # town: every file that matters
    (cd "$1" && find . -type f ! -path './log/*' ! -name nightly.lock -exec cksum {} + | LC_ALL=C sort -k 3)
}
made() { # town, directories: when each file was made
    (cd "$1" && shift && find "$@" -type f -printf '%p %T@\n' | LC_ALL=C sort)
}
new_town() {
    mkdir "$1"
    cp "$example/units.yaml" "$1"
    printf "settle=0 year=2018 jobs=1\\nheading=\"--place 'Bỉm Sơn'\"\\n" >"$1/settings"
}
faulty() { # id, registered of 10 households
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố\nunit: "14824"\nyear: 2018\nhouseholds: {total: 10, registered: %d}\n' "$1" "$2"
}

# --- two nights ---------------------------------------------------------------------------------

new_town town
for code in 14823 14824 14827; do
    commune "$code" 'year in [2017, 2018] and (record == commune or id in ["14823-01", "14824-01", "14824-02", "14827-01"])' |
        drop town "$code" records.yaml
done
faulty 14824-91 11 | drop town 14824 bad.yaml
faulty 14824-92 12 >>town/spool/14824/bad.yaml
night town 2025-01-01
is 'a fault: status 1' "$status" 1
ok 'the message is printed' cmp out town/morning.txt
is 'the message' "$(message town)" 'BẢN TIN SÁNG 2025-01-01
Số liệu: đêm 2025-01-01.
Đêm nay nhận 4 tệp, 16 bản ghi, trả lại 2.
Chưa có bản ghi nào của năm 2018:
  phường Bắc Sơn (14809)
  phường Ba Đình (14812)
  phường Lam Sơn (14815)
  phường Ngọc Trạo (14818)
  phường Đông Sơn (14821)
Lỗi: 2 mới, 0 còn lại, 0 đã sửa.
Mới (bản ghi bị trả lại nằm trong mend/):
  14824  14824/bad.yaml: area 14824-91 2018: more households registered than there are: households.registered 11 > 10
  14824  14824/bad.yaml: area 14824-92 2018: more households registered than there are: households.registered 12 > 10'
is 'who sent when' "$(grep -A 2 'Lần gửi' town/morning.txt)" 'Lần gửi gần nhất:
  phường Bắc Sơn (14809): chưa gửi gì
  phường Ba Đình (14812): chưa gửi gì'
ok 'there is a workbook' unzip -tq town/workbook.xlsx
is 'the spool is empty, and nothing of the work stays' "$(find town/spool town/taken ! -type d; find town -name tmp)" ''
is 'what is to be mended stands under its message' "$(grep -c '^# 14824/bad.yaml' town/mend/14824/bad.yaml)" 2
is 'the log' "$(sed 's/pid=[0-9]*/pid=N/; s/T[0-9:]*//g; s/20[0-9-]*/DAY/g' town/log/nightly.log)" \
    'DAY start=DAY pid=N end=DAY files=4 aside=0 records=16 rejected=2 status=1'
is 'the stamp' "$(cat town/state/last-good)" 2025-01-01
is 'others cannot read any of it' "$(find town -mindepth 1 -newer town/settings ! -path town/spool\* -perm /007)" ''

antt-validate -q town/units.yaml town/store/*.yaml | antt-sort -k year | antt-score | antt-aggregate -a | antt-score |
    antt-aggregate -k >whole.yaml
antt-xlsx -o whole.xlsx --date 2025-01-01 --place 'Bỉm Sơn' whole.yaml
# All but the last sheet and the digest below each, as the one was made from a file and the other from many.
figures() { # workbook
    unzip -qo "$1" -d parts && find parts/xl/worksheets -name "*.xml" | sort -V | sed '$d' | xargs cat | sed 's/Mã số liệu: [0-9a-f]*//' | cksum && rm -r parts
}
is 'the workbook is that of one long pipeline' "$(figures town/workbook.xlsx)" "$(figures whole.xlsx)"
expect 'and can be proved' -c 'the same: ' -- sh -c 'cd town && antt-sort -k year judged/*.yaml | antt-verify -u units.yaml workbook.xlsx - parts/*.yaml'

new_town over
commune 14809 'id == "14809-01" and year == 2024' >area.yaml
drop over 14809 a.yaml <area.yaml
sed 's/^unit:.*/unit: "14818"/; s/2024/2025/g; s/^crimes: .*/crimes: 99/' area.yaml | drop over 14818 a.yaml
night over 2026-01-01
ok 'an area is compared with its year before, which another unit had' grep -q 'crimes 99 > [0-9]* in 2024' over/judged/14818.yaml
sed 's/^crimes: .*/crimes: 98/' area.yaml | drop over 14809 a.yaml
night over 2026-01-02
ok 'also when that is corrected' grep -q 'crimes 99 > 98 in 2024' over/judged/14818.yaml
printf -- '---\nrecord: team\nid: t1\nname: Tổ\nunit: "14809"\nyear: 2024\ntype: protection_team\narea: 14809-77\n' | drop over 14809 teams.yaml
night over 2026-01-02
is 'what no file alone tells: a team of no area' "$status $(message over | sed -n '/^Lỗi/,$p')" "1 Lỗi: 1 mới, 0 còn lại, 0 đã sửa.
Mới (bản ghi bị trả lại nằm trong mend/):
  14809  team t1 2024: area: there is no area '14809-77'"

made town store judged parts workbook.xlsx >before
antt-select 'id == "14824-01" and year == 2018' town/store/14824.yaml | sed 's/^crimes: .*/crimes: 77/' | drop town 14824 again.yaml
{ faulty 14824-91 10; faulty 14824-92 13; faulty 14824-93 13; } >>town/spool/14824/again.yaml
drop town 14827 empty.yaml </dev/null
cp -a town begun
night town 2025-01-02
is 'the next night' "$status $(message town | grep -v '^ *phường')" '1 BẢN TIN SÁNG 2025-01-02
Số liệu: đêm 2025-01-02.
Đêm nay nhận 1 tệp, 4 bản ghi, trả lại 2.
Chưa có bản ghi nào của năm 2018:
Không nhận, để riêng trong aside/:
  14827/empty.yaml: tệp rỗng (đêm 2025-01-02)
Lỗi: 1 mới, 1 còn lại, 1 đã sửa.
Mới (bản ghi bị trả lại nằm trong mend/):
  14824  14824/again.yaml: area 14824-93 2018: more households registered than there are: households.registered 13 > 10
Còn lại:
  14824  14824/again.yaml: area 14824-92 2018: more households registered than there are: households.registered 13 > 10 (từ đêm 2025-01-01, 1 ngày)
Đã sửa:
  14824  14824/bad.yaml: area 14824-91 2018: more households registered than there are: households.registered 11 > 10 (từ đêm 2025-01-01)'
is 'what was sent again took the place of the first' "$(grep -c 'crimes: 77' town/store/14824.yaml) $(antt-select -c 'id == "14824-01"' town/store/14824.yaml)" '1 2'
is 'a file of which nothing is open is gone' "$(ls town/mend/14824)" again.yaml
made town store judged parts workbook.xlsx >after
is 'only the commune that changed was made anew' "$(diff before after | sed -n 's/^> \([^ ]*\) .*/\1/p' | paste -sd' ')" \
    'judged/14824.faults judged/14824.yaml parts/14824.faults parts/14824.yaml store/14824.yaml workbook.xlsx'
cp -a town anew
rm -r anew/judged/* anew/parts/* anew/workbook.xlsx
night anew 2025-01-02
ok 'all made from nothing is the same' sh -c 'for f in judged parts workbook.xlsx; do diff -r town/$f anew/$f || exit; done'

cp town/workbook.xlsx last.xlsx
made town store judged parts workbook.xlsx >before
drop town 14824 again.yaml <town/mend/14824/again.yaml
rm town/aside/14827/*
night town 2025-01-03
is 'the same faults sent once more are not doubled' "$(message town | grep -v '^ *phường' | tail -n +3)" 'Đêm nay nhận 1 tệp, 2 bản ghi, trả lại 2.
Chưa có bản ghi nào của năm 2018:
Lỗi: 0 mới, 2 còn lại, 0 đã sửa.
Còn lại:
  14824  14824/again.yaml: area 14824-92 2018: more households registered than there are: households.registered 13 > 10 (từ đêm 2025-01-01, 2 ngày)
  14824  14824/again.yaml: area 14824-93 2018: more households registered than there are: households.registered 13 > 10 (từ đêm 2025-01-02, 1 ngày)'
made town store judged parts workbook.xlsx >after
ok 'and nothing was made anew' cmp before after
rm town/mend/14824/*
night town 2025-01-04
is 'somebody has thrown the file away' "$status $(message town | grep Lỗi)" '0 Lỗi: 0 mới, 0 còn lại, 2 đã sửa.'
for day in 4 5; do
    printf -- '---\nrecord: area\nx: [\n' | drop town 14824 broken.yaml
    night town 2025-01-0$day
done
is 'nobody can say whether a record without a name was mended' "$(message town | sed -n '/^Lỗi/,$p' | cut -c 1-60) $(ls town/mend/14824)" \
    'Lỗi: 0 mới, 1 còn lại, 0 đã sửa.
Còn lại:
  14824  14824/broken.yaml: cannot be read as YAML: did not  broken.yaml'
rm town/mend/14824/broken.yaml
night town 2025-01-05
expect 'a quiet night' -- sh "$job" town 2025-01-06
is 'says so' "$(message town | grep -v '^ *phường' | tail -n +2 | grep -v Chưa)" 'Số liệu: đêm 2025-01-06.
Đêm nay không nhận được tệp nào.
Lỗi: 0 mới, 0 còn lại, 0 đã sửa.'

# --- what is not taken --------------------------------------------------------------------------

made town store judged parts >before
mkdir -p town/spool/14823/directory.yaml town/spool/phuong
ln -s /etc/passwd town/spool/14823/link.yaml
echo '# no record' | drop town 14823 comment.yaml
drop town 14823 empty.yaml </dev/null
commune 14824 'year == 2018' | drop town 14823 foreign.yaml
drop town 14823 units.yaml <"$example/units.yaml"
printf -- '---\nrecord: end\nrecords: 2\n' | drop town 14823 cut-off.yaml
echo | drop town 14823 records.xlsx
echo | drop town phuong records.yaml
echo >town/spool/records.yaml
commune 14823 'year == 2018' | drop town 14823 'good one.yaml'
sed -i 's/^settle=0/settle=60/' town/settings
find town/spool -type f,l ! -name good\* -exec touch -h -d '2025-01-01 10:00' {} +
touch -d '2025-01-01 10:00' town/spool/14823/directory.yaml
night town 2025-01-06
is 'what is refused or left' "$status $(message town | sed -n '/^Không nhận/,/^Lỗi/p')" "1 Không nhận, để riêng trong aside/:
  14823/comment.yaml: không có bản ghi nào (đêm 2025-01-06)
  14823/cut-off.yaml: không đọc được: 0 records came before this seal, which says otherwise: the stream is not whole (đêm 2025-01-06)
  14823/directory.yaml: không phải là tệp thường (đêm 2025-01-06)
  14823/empty.yaml: tệp rỗng (đêm 2025-01-06)
  14823/foreign.yaml: có bản ghi không phải của 14823: area 14824-01 2018 (đêm 2025-01-06)
  14823/link.yaml: không phải là tệp thường (đêm 2025-01-06)
  14823/units.yaml: có bản ghi không phải của 14823: unit 38 (đêm 2025-01-06)
Chưa lấy, còn trong spool/:
  14823/good one.yaml: còn mới, chưa yên 60 phút
  14823/records.xlsx: tên tệp không phải *.yaml
  phuong/records.yaml: tên thư mục không phải mã đơn vị
  records.yaml: không nằm trong thư mục của đơn vị nào
Lỗi: 0 mới, 0 còn lại, 0 đã sửa."
ok 'they are as they came' cmp town/aside/14823/units.yaml town/units.yaml
made town store judged parts >after
is 'nothing of them came in' "$(diff before after)" ''
sed -i 's/^settle=60/settle=0/' town/settings
drop town 14823 empty.yaml </dev/null
night town 2025-01-07
is 'another of that name, and the other when it has settled' "$(ls town/aside/14823/empty*; grep -c 'good one' town/state/received.tsv)" \
    'town/aside/14823/empty-2.yaml
town/aside/14823/empty-2.yaml.reason
town/aside/14823/empty.yaml
town/aside/14823/empty.yaml.reason
1'
if [ "$(id -u)" -eq 0 ]; then
    skip 'a file that may not be read' 'root may read all'
else
    commune 14823 'year == 2018' | drop town 14823 secret.yaml
    chmod 0 town/spool/14823/secret.yaml
    night town 2025-01-07
    ok 'a file that may not be read' grep -q '14823/secret.yaml: không có quyền đọc' town/morning.txt
fi
mkdir grows
cat >grows/antt-validate <<END
#!/bin/sh
case \$* in
*grows.yaml*) echo '# more' >>14823/grows.yaml ;;
*crash.yaml*) kill -SEGV \$\$ ;;
esac
exec $ANTT_BIN/antt-validate "\$@"
END
chmod +x grows/antt-validate
commune 14823 'year == 2018' | drop town 14823 grows.yaml
commune 14823 'year == 2018' | drop town 14823 crash.yaml
PATH=$PWD/grows:$PATH night town 2025-01-07
is 'they are put aside, and the others are taken' "$(ls town/aside/14823/grows.yaml town/aside/14823/crash.yaml | wc -l) $(head -n 2 town/morning.txt | tail -n 1)" '2 Số liệu: đêm 2025-01-07.'
ok 'a file that still grows while it is read' grep -q '14823/grows.yaml: còn đang được ghi' town/morning.txt
rm -rf town/aside/* town/spool/*

ok 'a file on which the program dies' grep -q '14823/crash.yaml: không đọc được: antt-validate bị dừng với mã 139' town/morning.txt
cat >grows/antt-due <<'END'
#!/bin/sh
[ "$*" = '--date 2025-01-07 -u units.yaml deadlines.yaml store/14823.yaml store/14824.yaml store/14827.yaml' ] || exit 2
echo 'bc-2025: handed in 1/2, on time 1/2, late 0, missing 1' >&2
exit 1
END
chmod +x grows/antt-due
echo '# what is due' >town/deadlines.yaml
rm -rf town/aside/* town/spool/*
PATH=$PWD/grows:$PATH night town 2025-01-07
is 'what is due' "$status $(grep -A 1 '^Hạn nộp' town/morning.txt)" '1 Hạn nộp:
  bc-2025: handed in 1/2, on time 1/2, late 0, missing 1'
rm town/deadlines.yaml

# --- nights that fail ---------------------------------------------------------------------------

night town 2025-01-08
cp town/workbook.xlsx last.xlsx
commune 14823 'year == 2018' | sed 's/^crimes: .*/crimes: 55/' | drop town 14823 new.yaml
cp -a town failed
mkdir broken
# shellcheck disable=SC2016 # the inner shell's
printf '#!/bin/sh\nhead -n 20\nkill -9 $$\n' >broken/antt-score
chmod +x broken/antt-score
PATH=$PWD/broken:$PATH night failed 2025-01-10
is 'a step dies' "$status $(head -n 3 out)" '2 BẢN TIN SÁNG 2025-01-10
Đêm qua KHÔNG XONG: một bước bị hỏng, xem log/2025-01-10.log.
Số liệu là của đêm 2025-01-08, đã cũ 2 ngày.'
ok 'the old workbook stays' cmp last.xlsx failed/workbook.xlsx
is 'the stamp too' "$(cat failed/state/last-good)" 2025-01-08
night failed 2025-01-11
night town 2025-01-11
is 'the next night makes it good' "$status $(grep Số failed/morning.txt)" '0 Số liệu: đêm 2025-01-11.'
ok 'as if nothing had been' cmp town/workbook.xlsx failed/workbook.xlsx

commune 14823 'year == 2018' | sed 's/^crimes: .*/crimes: 56/' | drop town 14823 new.yaml
cp town/workbook.xlsx last.xlsx
cp -a town failed2
run sh -c "ulimit -f 16; exec sh '$job' failed2 2025-01-12"
is 'no room on the disk' "$status $(grep -c 'KHÔNG XONG\|không viết được' out)" '2 1'
ok 'nothing was replaced by less' cmp last.xlsx failed2/workbook.xlsx
night failed2 2025-01-12
night town 2025-01-12
ok 'with room again all is as it should be' sh -c 'for f in store judged parts workbook.xlsx morning.txt state/faults.tsv; do
    diff -r town/$f failed2/$f || exit; done'

# shellcheck disable=SC2016 # the inner shell's
printf '#!/bin/sh\nexec sleep 60\n' >broken/antt-score
echo 'limit=0.5' >>town/settings
rm town/judged/14823.yaml
PATH=$PWD/broken:$PATH night town 2025-01-13
is 'the time limit' "$status $(sed -n 2,3p out)" '2 Đêm qua KHÔNG XONG: quá thời hạn 0.5.
Số liệu là của đêm 2025-01-12, đã cũ 1 ngày.'
sed -i '/^limit/d' town/settings
tree town >before
exec 8>town/nightly.lock
flock 8
expect 'another job is running' -s 2 -e 'antt-nightly: another job is still running; nothing was done' -- sh "$job" town 2025-01-14
exec 8>&-
tree town >after
ok 'it does no harm' cmp before after
mv town/units.yaml .
night town 2025-01-14
is 'no unit records' "$status $(sed -n 2p out)" '2 Đêm qua KHÔNG XONG: thiếu units.yaml, không kiểm tra được mã đơn vị.'
mv units.yaml town
touch -d '+1 day' town/store/14823.yaml town/judged/14823.yaml town/workbook.xlsx
night town 2025-01-15
ok 'files of a time that is not yet: all is made anew' test town/workbook.xlsx -nt town/units.yaml
is 'and none stays there' "$(find town -newermt +1hour)" ''
# shellcheck disable=SC2016 # the inner shell's
printf '#!/bin/sh\nexit 2\n' >broken/antt-table
chmod +x broken/antt-table
rm broken/antt-score
PATH=$PWD/broken:$PATH night town 2025-01-16
is 'there can be no message: what is known is printed' "$status $(head -n 4 out | cut -c 1-60)" '2 Bản tin sáng 2025-01-16 không viết được.
Số liệu là của đêm 2025-01-16.
morning: units.yaml cannot be read
Filesystem      Size  Used Avail Use% Mounted on'
expect 'no directory' -s 2 -e 'usage: antt-nightly DIR [DATE]' -- sh "$job"
expect 'no such day' -s 2 -e 'antt-nightly: no date: 1/1/2025' -- sh "$job" town 1/1/2025
expect 'no programs' -s 2 -e 'antt-nightly: no program antt-validate; nothing was done' -- env PATH=/usr/bin:/bin sh "$job" town
expect 'the first night, and nothing has come' -x -- sh -c "mkdir fresh && cp town/units.yaml fresh && sh '$job' fresh 2025-01-01"
ok 'there is no workbook then' test ! -e fresh/workbook.xlsx

# --- killed at every step -----------------------------------------------------------------------

# The k-th command kills the job instead of doing its work, having written a part of what it would have.
mkdir steps
for program in mv rm sync antt-validate antt-select antt-sort antt-score antt-aggregate antt-table antt-xlsx; do
    cat >"steps/$program" <<END
#!/bin/sh
if [ -n "\${KILL_AT-}" ]; then
    printf . >>"\$STEPS"
    read -r dots <"\$STEPS"
    if [ "\${#dots}" -\${WHEN-ge} "\$KILL_AT" ]; then
        case $program in antt-*) printf -- '---\nrecord: area\nid: "1' ;; esac
        [ -n "\${WHEN-}" ] || kill -KILL "-\$JOB" 2>/dev/null
        kill -KILL 0
    fi
fi
exec $(command -v "$program") "\$@"
END
    chmod +x "steps/$program"
done
sed -i 's/^exec.*/exit 0/' steps/sync # of no use against a kill, and slow
killed_night() { # town, the step at which it is killed
    rm -f steps.done
    # shellcheck disable=SC2016 # the inner shell's
    STEPS=$PWD/steps.done KILL_AT=$2 PATH=$PWD/steps:$PATH setsid -w sh -c 'JOB=$$; export JOB; exec sh "$@"' \
        sh "$job" "$1" 2025-01-02 >killed.out 2>&1
    status=$?
    flock "$1/nightly.lock" true # till the last of them is gone
}
PATH=$PWD/steps:$PATH
cp -a begun clean
night clean 2025-01-02
tree clean >clean.tree
cp -a begun counted
killed_night counted 1000000
steps=$(wc -c <steps.done)
ok "there are steps to be killed at: $steps" test "$steps" -ge 40 -a "$steps" -le 90

bad='' step=1 stride=1
! heavy || stride=9
while [ "$step" -le "$steps" ]; do
    rm -rf killed
    cp -a begun killed
    killed_night killed "$step"
    [ "$status" -eq 137 ] || bad="$bad $step:alive"
    ok "killed at step $step: the workbook is whole" unzip -tqq killed/workbook.xlsx
    night killed 2025-01-02
    tree killed >killed.tree
    ok 'run again, all is as after one clean run' diff clean.tree killed.tree
    step=$((step + stride))
done
is 'each was killed' "$bad" ''
rm -rf killed
cp -a begun killed
step=3
while [ "$step" -lt "$steps" ]; do
    killed_night killed "$step"
    step=$((step + 4))
done
night killed 2025-01-02
tree killed >killed.tree
ok 'killed again and again, each time a little later' diff clean.tree killed.tree
ok 'the log tells of them' grep -q ' pid=[0-9]* end=- status=killed$' killed/log/nightly.log

WHEN=eq
export WHEN
for step in 8 20 30; do
    rm -rf killed
    cp -a begun killed
    killed_night killed "$step"
    is "only the engine is killed, at step $step" "$status $(sed -n 2p killed/morning.txt)" \
        '2 Đêm qua KHÔNG XONG: bị ngắt, hoặc quá thời hạn 2h.'
    night killed 2025-01-02
    tree killed >killed.tree
    ok 'run again' diff clean.tree killed.tree
done

# --- the ways to have it run --------------------------------------------------------------------

cd "$ANTT_TOP/examples/nightly" || exit
is 'cron.d: when, who, what' "$(grep -v '^#' antt-nightly.cron)" 'SHELL=/bin/sh
MAILTO=antt
15 1 * * *  antt  /usr/local/share/doc/antt/examples/nightly/antt-nightly /srv/antt'
is 'the service runs the same' "$(sed -n 's/^ExecStart=//p' antt-nightly.service)" \
    "$(sed -n 's/^15 .* antt  //p' antt-nightly.cron)"
if command -v systemd-analyze >/dev/null; then
    ok 'the timer can be read' systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' antt-nightly.timer)"
else
    skip 'the timer can be read' 'no systemd here'
fi

finish
