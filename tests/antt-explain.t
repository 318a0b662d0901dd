#!/bin/sh
# SPDX-License-Identifier: ISC
# antt-explain: sentences on judged records, in Vietnamese and English, and what is still missing.
# shellcheck disable=SC2154 # status is of lib.sh
. "${0%/*}/lib.sh"

area() { # id, year, outcome, rules in flow style, more lines
    printf -- '---\nrecord: area\nid: %s\nname: Khu phố %s\nunit: "14809"\nyear: %s\n' "$1" "${1#*-}" "$2"
    printf 'assessment: {criteria: tt124-2021, period: {from: %s-11-01, to: %s-10-31}, outcome: %s, rules: [%s]}\n' \
        $(($2 - 1)) "$2" "$3" "$4"
    shift 4
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
commune() { # year, share of recognised, of registered, more lines
    printf -- '---\nrecord: commune\nunit: "14809"\nyear: %s\nassessment: {criteria: tt124-2021, outcome: not_met, rules: []}\n' "$1"
    printf 'rollup: {area: {registered: %s, recognised: %s}, agency: {registered: 0, recognised: 0}, ' "$3" "$2"
    printf 'enterprise: {registered: 0, recognised: 0}, school: {registered: 0, recognised: 0}}\n'
}
rule() { # rule, outcome, reason
    printf '{rule: "%s", outcome: %s, because: "%s"}' "$1" "$2" "$3"
}
reason() { # kind or type, reason: how it is said in Vietnamese
    case $1 in
    area) area a-1 2023 undecided "$(rule x undecided "$2")" ;;
    commune) area a-1 2023 undecided "$(rule x undecided "$2")" | sed 's/^record: area/record: commune/; /^id:/d; /^name/d' ;;
    *) area a-1 2023 undecided "$(rule x undecided "$2")" | sed "s/^record: area/record: institution/; s/^year.*/&\ntype: $1/" ;;
    esac | antt-explain 2>&1 | sed -n 's/^  x CHƯA XÁC ĐỊNH: //p'
}

# --- the language -------------------------------------------------------------------------------

area a-7 2023 not_met "$(rule 4.4.a.crimes not_met 'crimes 5 > 3 in 2022')" >one
cat >one.vi <<'END'
Khu phố 7 (a-7), 14809, năm 2023: KHÔNG ĐẠT theo tt124-2021, kỳ 01/11/2022 - 31/10/2023 (tại one:2)
  4.4.a.crimes KHÔNG ĐẠT (căn cứ Điều 4 khoản 4 điểm a): số vụ phạm tội 5 > 3 năm 2022
    Yêu cầu: Tội phạm được kiềm chế, kéo giảm so với năm trước
END
cat >one.en <<'END'
Khu phố 7 (a-7), 14809, year 2023: NOT MET by tt124-2021, period 2022-11-01 - 2023-10-31 (at one:2)
  4.4.a.crimes NOT MET (see Điều 4 khoản 4 điểm a): crimes 5 > 3 in 2022
    Wanted: Crimes are contained against the year before
END
expect 'Vietnamese where nothing says English: the outcome, rule, article, figures, wording, place' -o one.vi -- antt-explain one
expect 'no locale at all' -o one.vi -- env -u LC_ALL antt-explain one
for locale in vi_VN.UTF-8 vi C POSIX fr_FR.UTF-8; do
    expect "LC_ALL=$locale" -o one.vi -- env LC_ALL=$locale antt-explain one
done
expect 'LC_ALL=en_US.UTF-8' -o one.en -- env LC_ALL=en_US.UTF-8 antt-explain one
expect 'LC_MESSAGES' -o one.en -- env -u LC_ALL LC_MESSAGES=en_GB.UTF-8 LANG=vi_VN.UTF-8 antt-explain one
expect 'LANG' -o one.en -- env -u LC_ALL LANG=en_US.UTF-8 antt-explain one
expect 'LANG=vi_VN' -o one.vi -- env -u LC_ALL LANG=vi_VN.UTF-8 antt-explain one
expect 'LC_ALL goes before the others' -o one.vi -- env LC_ALL=C.UTF-8 LC_MESSAGES=en_US LANG=en_US antt-explain one
expect 'one that is empty is none' -o one.en -- env LC_ALL= LC_MESSAGES= LANG=en_US antt-explain one
expect '--lang=en' -o one.en -- antt-explain --lang=en one
expect '-l vi goes before the environment' -o one.vi -- env LC_ALL=en_US.UTF-8 antt-explain -l vi one
for lang in fr EN english en_US vietnamese ''; do
    expect "--lang='$lang' is refused" -s 2 -e "antt-explain: error: --lang: '$lang' is neither vi nor en [usage]" -- antt-explain "--lang=$lang" one
done

# --- outcomes, rules ----------------------------------------------------------------------------

area a-1 2023 met '' 'recognition: 2023-11-12' >met
expect 'met, and recognised: nothing to add' -O 'Khu phố 1 (a-1), 14809, năm 2023: ĐẠT theo tt124-2021, kỳ 01/11/2022 - 31/10/2023 (tại met:2)' -- antt-explain met
area a-1 2023 met "$(rule 4.1.resolution met 'resolution.date 2023-01-02 is in the first quarter of 2023')" 'recognition: {date: 2023-11-12}' >all
expect 'rules that are met are not spoken of' -O 'Khu phố 1 (a-1), 14809, năm 2023: ĐẠT theo tt124-2021, kỳ 01/11/2022 - 31/10/2023 (tại all:2)' -- antt-explain all
area a-1 2023 undecided "$(rule 4.1.resolution not_applicable 'x'), $(rule 4.3.b undecided 'incidents.sabotage is missing')" >undecided
expect 'undecided: what is to be handed in' -O 'Khu phố 1 (a-1), 14809, năm 2023: CHƯA XÁC ĐỊNH theo tt124-2021, kỳ 01/11/2022 - 31/10/2023 (tại undecided:2)
  4.3.b CHƯA XÁC ĐỊNH (căn cứ Điều 4 khoản 3 điểm b): vụ phá hoại chưa có số liệu
    Yêu cầu: Không có hoạt động phá hoại
    Cần bổ sung số liệu: vụ phá hoại (incidents.sabotage)' -- antt-explain undecided
expect 'the same in English' -O 'Khu phố 1 (a-1), 14809, year 2023: UNDECIDED by tt124-2021, period 2022-11-01 - 2023-10-31 (at undecided:2)
  4.3.b UNDECIDED (see Điều 4 khoản 3 điểm b): incidents.sabotage is missing
    Wanted: No sabotage
    To be handed in: sabotage (incidents.sabotage)' -- antt-explain -l en undecided
cat >micro <<'END'
# an enterprise
record: institution
id: e1
name: Công ty A
unit: "14809"
year: 2023
type: enterprise
size: micro
END
antt-score micro >judged
expect 'not considered: why' -O 'Công ty A (e1), 14809, năm 2023: KHÔNG THUỘC DIỆN XÉT theo tt124-2021, kỳ 16/11/2022 - 15/11/2023 (tại judged:2)
  Lý do: loại: doanh nghiệp; quy mô doanh nghiệp: siêu nhỏ' -- antt-explain judged
expect 'in English as the record has it' -O 'Công ty A (e1), 14809, year 2023: NOT CONSIDERED by tt124-2021, period 2022-11-16 - 2023-11-15 (at judged:2)
  Because: type is enterprise; size is micro' -- antt-explain -l en judged
printf 'record: area\nid: a-1\nname: Khu phố 1\nunit: "14809"\nyear: 2010\n' | antt-score >old
expect 'a set without rules' -O 'Khu phố 1 (a-1), 14809, năm 2010: CHƯA XÁC ĐỊNH theo ct10-2008 (tại old:1)
  Lý do: ct10-2008 không có tiêu chí cho loại đơn vị này' -- antt-explain old
area a-1 2023 not_met "$(rule own not_met 'crimes 5 > 3 in 2022')" | sed 's/tt124-2021/tinh-2023/' >own
expect 'a set that is not at hand: the reason without article and wording' -O 'Khu phố 1 (a-1), 14809, năm 2023: KHÔNG ĐẠT theo tinh-2023, kỳ 01/11/2022 - 31/10/2023 (tại own:2)
  own KHÔNG ĐẠT: số vụ phạm tội 5 > 3 năm 2022' -- antt-explain own
area a-1 2023 undecided "$(rule '4.2' undecided 'policy_implemented is missing'), $(rule 4.4.a.crimes undecided 'crimes is missing; crimes is missing in 2022'), $(rule 4.4.b undecided 'cases[2] serious_crime 2023-02-02: force_majeure is missing, mitigated is missing')" >gaps
run antt-explain gaps
is 'each field with its path, the year before, the item of a list' "$status $(sed -n 's/^ *Cần bổ sung số liệu: //p' out)" \
    '0 thực hiện tốt chủ trương, chính sách, pháp luật (policy_implemented)
số vụ phạm tội (crimes), số vụ phạm tội (crimes, năm 2022)
bất khả kháng (cases[2].force_majeure), khắc phục, hạn chế hậu quả (cases[2].mitigated)'
run antt-explain -l en gaps
is 'the same in English' "$(sed -n 's/^ *To be handed in: //p' out | tail -n 2)" \
    'crimes in the period (crimes), crimes in the period (crimes, year 2022)
force majeure (cases[2].force_majeure), consequences mitigated (cases[2].mitigated)'

# --- reasons in Vietnamese ----------------------------------------------------------------------

said() { # kind or type, reason, in Vietnamese
    is "$2" "$(reason "$1" "$2")" "$3"
}
said area 'households.registered 210 < 212' 'số hộ đăng ký 210 < 212'
said area 'resolution is false' 'nghị quyết của cấp ủy, chi bộ: không'
said area 'resolution.date 2023-04-02 is not in the first quarter of 2023' 'ngày nghị quyết 02/04/2023 không thuộc quý I năm 2023'
said area 'cases[2] serious_crime 2023-02-03: force_majeure is false, mitigated is false' \
    'các vụ nghiêm trọng[2] tội phạm nghiêm trọng 03/02/2023: bất khả kháng: không, khắc phục, hạn chế hậu quả: không'
said area 'cases[1] food_safety 2023-02-03; cases[3] fatal_accident 2023-02-04; and 4 more' \
    'các vụ nghiêm trọng[1] mất an toàn thực phẩm 03/02/2023; các vụ nghiêm trọng[3] tai nạn chết người 04/02/2023; và 4 trường hợp khác'
said area 'cases has none such' 'các vụ nghiêm trọng: không có trường hợp nào'
said area 'cases is empty' 'các vụ nghiêm trọng: không có'
said area 'force.rating is not_completed' 'xếp loại lực lượng: không hoàn thành nhiệm vụ'
said area 'force.rating is completed' 'xếp loại lực lượng: hoàn thành nhiệm vụ'
said area 'review.findings.5.2 is not_met; review.findings.5.3 is met' 'kết luận theo từng khoản 5.2: không đạt; kết luận theo từng khoản 5.3: đạt'
said area 'review.findings.5.4 is missing' 'kết luận theo từng khoản 5.4 chưa có số liệu'
said area 'crimes cannot be read' 'số vụ phạm tội không đọc được'
said area 'period is missing' 'chưa rõ kỳ xét'
said area 'review.date 2022-10-31 is not in 2022-11-01..2023-10-31' 'ngày bình xét 31/10/2022 không thuộc kỳ 01/11/2022 - 31/10/2023'
said area 'violations is missing in the year before' 'số vụ vi phạm pháp luật khác năm trước chưa có số liệu'
said area 'something is nobody knows' 'something: nobody knows'
said agency 'type is agency; armed_forces is true' 'loại: cơ quan; thuộc lực lượng vũ trang: có'
said school 'stage is lower_secondary' 'cấp học: trung học cơ sở'
said agency 'rules does not cover fire, environment' 'nội quy, quy chế đã có còn thiếu phòng cháy, chữa cháy, bảo vệ môi trường'
said agency 'rules covers guarding' 'nội quy, quy chế đã có có bảo vệ'
said agency 'guard.title is none; guard.rating is completed' 'danh hiệu: không có; xếp loại: hoàn thành nhiệm vụ'
said agency 'guard is false' 'lực lượng bảo vệ: không'
said agency 'subunits.qualified 5 < 70 % of 8' 'số đơn vị trực thuộc đạt 5 < 70% của 8'
said commune 'police.title is none' 'danh hiệu Công an xã: không có'
said commune 'guard.title is advanced_unit' 'danh hiệu bảo vệ dân phố: Đơn vị tiên tiến'
said commune 'rollup.area.recognised 8 < 70 % of 12' 'khu dân cư được công nhận 8 < 70% của 12'
said commune 'rollup.area.recognised + rollup.agency.recognised + rollup.enterprise.recognised + rollup.school.recognised = 8 < 70 % of 12' \
    'tổng số được công nhận 8 < 70% của 12'
said commune 'rollup.area.registered + rollup.agency.registered = 8 < 12' 'tổng số đã đăng ký 8 < 12'
said commune 'rollup.area.households + rollup.school.people = 8 < 12' 'tổng 8 < 12'
said commune 'rollup.agency.unassigned 1 > 0' 'cơ quan chưa rõ cấp quản lý 1 > 0'
said commune 'rollup.area.considered is missing' 'khu dân cư thuộc diện xét chưa có số liệu'
said commune 'tips.valuable + tips.cases = 3 > 2' 'tổng 3 > 2'
area a-1 2023 undecided "$(rule x undecided 'rollup.area.considered is missing; rollup.agency.considered is missing')" |
    sed 's/^record: area/record: commune/; /^id:/d; /^name/d' >unrolled
run antt-explain unrolled
is 'figures that a program adds are asked for once' "$(sed -n 's/^ *Cần bổ sung số liệu: //p' out)" 'tổng hợp các đơn vị thuộc xã (rollup)'
antt-score "$ANTT_TOP"/examples/bim-son/areas.yaml "$ANTT_TOP"/examples/bim-son/institutions.yaml "$ANTT_TOP"/examples/bim-son/communes.yaml 2>/dev/null |
    antt-aggregate -a 2>/dev/null | antt-score 2>/dev/null >town
run antt-explain town
is 'nothing of the town is left in English' "$status $(sed 's/([^)]*)//g; s/^  [^ ]* //' out | grep -c '[a-z]_[a-z]\|rollup\|serious\| is \| in ')" '0 0'

# --- decision against evidence ------------------------------------------------------------------

audit() { # outcome, recognition: the notes
    area a-1 2023 "$1" '' ${2:+"recognition: $2"} >audited
    run antt-explain ${3+-l en} audited
    sed -n '2,$p' out
}
is 'recognised though not met: number and date' "$(audit not_met '{date: 2023-11-12, number: 12/QĐ-UBND}')" \
    '  Lưu ý: đã được công nhận nhưng không đạt: quyết định 12/QĐ-UBND, 12/11/2023'
is 'in English' "$(audit not_met '{date: 2023-11-12, number: 12/QĐ-UBND}' en)" '  Note: recognised though not met: decision 12/QĐ-UBND, 2023-11-12'
is 'a date alone' "$(audit not_met 2023-11-12)" '  Lưu ý: đã được công nhận nhưng không đạt: quyết định 12/11/2023'
is 'a number alone' "$(audit not_met '{number: 12/QĐ}')" '  Lưu ý: đã được công nhận nhưng không đạt: quyết định 12/QĐ'
is 'nobody knows of what day and number' "$(audit not_met '{by: UBND}')" '  Lưu ý: đã được công nhận nhưng không đạt: quyết định'
is 'met though not recognised' "$(audit met false)" '  Lưu ý: đạt nhưng chưa được công nhận'
is 'met, nobody knows of a decision' "$(audit met '')" '  Lưu ý: đạt nhưng chưa được công nhận'
is 'in English' "$(audit met false en)" '  Note: met though not recognised'
is 'not met and not recognised agree' "$(audit not_met false)" ''
is 'undecided says nothing' "$(audit undecided 2023-11-12)" ''
is 'not considered neither' "$(audit not_considered 2023-11-12)" ''

# --- communes -----------------------------------------------------------------------------------

open_area() { # id, year, rules not met, undecided, more
    area "$1" "$2" not_met '' | sed "s/outcome: not_met/&, not_met: $3, undecided: $4/"
    shift 4
    [ $# -eq 0 ] || printf '%s\n' "$@"
}
areas() { # year: eight areas, by the rules that are open 3 1 2 1 0 2 5, and one that is recognised
    open_area b-1 "$1" 2 1
    open_area b-2 "$1" 1 0
    open_area b-3 "$1" 0 2
    open_area b-4 "$1" 0 1
    open_area b-5 "$1" 0 0
    open_area b-6 "$1" 2 0
    open_area b-7 "$1" 5 0
    open_area b-8 "$1" 0 0 'recognition: 2023-11-12'
}
nearest='    Gần đạt nhất: Khu phố 5 (b-5): 0 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 2 (b-2): 1 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 4 (b-4): 1 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 3 (b-3): 2 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 6 (b-6): 2 tiêu chí chưa đạt hoặc chưa rõ'
last() { # what is said of communes
    sed -n '/^14809/,$p' out | sed 's/ (tại .*//'
}
head_of() {
    echo "14809, năm $1: KHÔNG ĐẠT theo tt124-2021"
}
(areas 2023; commune 2023 8 12) >behind
run antt-explain behind
is 'how many units are lacking, and the nearest five in order' "$status $(last)" "0 $(head_of 2023)
  5.4.recognised: 8/12: còn thiếu 1 đơn vị được công nhận để đủ 70%
$nearest"
(commune 2023 8 12; areas 2023) >before
run antt-explain before
is 'the same where the commune comes before its areas' "$status $(last)" "0 $(head_of 2023)
  5.4.recognised: 8/12: còn thiếu 1 đơn vị được công nhận để đủ 70%
$nearest"
ok 'the areas are said first then' sh -c 'head -n 1 out | grep -q "^Khu phố 1 (b-1)"'
run antt-explain -l en before
is 'English: one' "$(sed -n '/^  5.4/,$p' out | sed 2q)" '  5.4.recognised: 8/12: 1 more recognised unit is needed for 70 %
    Nearest: Khu phố 5 (b-5): 0 rules not met or undecided'
commune 2023 5 12 >five
expect 'English: several' -c '  5.4.recognised: 5/12: 4 more recognised units are needed for 70 %' -- antt-explain -l en five
for share in '9 12 đã đủ 70%' '7 10 đã đủ 70%' '12 12 đã đủ 70%' '699 1000 còn thiếu 1 đơn vị được công nhận để đủ 70%' \
    '0 1 còn thiếu 1 đơn vị được công nhận để đủ 70%' '0 39 còn thiếu 28 đơn vị được công nhận để đủ 70%'; do
    # shellcheck disable=SC2086 # words
    set -- $share
    commune 2023 "$1" "$2" >share
    run antt-explain share
    is "share: $share" "$(sed -n 's/^  5.4.recognised: //p' out)" "$1/$2: ${share#* * }"
done
(areas 2023; commune 2023 9 12) >reached
run antt-explain reached
is 'where the share is reached nobody is nearest' "$(last)" "$(head_of 2023)
  5.4.recognised: 9/12: đã đủ 70%"
(commune 2022 8 12; areas 2022 | head -n 28; commune 2023 8 12; areas 2023; commune 2024 0 3) >years
run antt-explain years
is 'years are apart; a year without areas has none' "$(last)" "$(head_of 2022)
  5.4.recognised: 8/12: còn thiếu 1 đơn vị được công nhận để đủ 70%
    Gần đạt nhất: Khu phố 2 (b-2): 1 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 4 (b-4): 1 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 3 (b-3): 2 tiêu chí chưa đạt hoặc chưa rõ
    Gần đạt nhất: Khu phố 1 (b-1): 3 tiêu chí chưa đạt hoặc chưa rõ
$(head_of 2023)
  5.4.recognised: 8/12: còn thiếu 1 đơn vị được công nhận để đủ 70%
$nearest
$(head_of 2024)
  5.4.recognised: 0/3: còn thiếu 3 đơn vị được công nhận để đủ 70%"
(areas 2023 | sed 's/"14809"/"14812"/'; commune 2023 8 12) >elsewhere
run antt-explain elsewhere
ok 'areas of another commune are not near' ! grep -q 'Gần đạt' out
school() { # managed_by, outcome
    open_area s-1 2023 0 1 | sed "s/record: area/record: institution/; s/^year.*/&\ntype: school\nmanaged_by: $1/; s/outcome: not_met/outcome: $2/"
    commune 2023 8 12
}
for case in 'commune not_met 1' 'district not_met 0' 'commune not_considered 0'; do
    # shellcheck disable=SC2086 # words
    set -- $case
    school "$1" "$2" >schools
    run antt-explain schools
    is "a school managed by the $1, $2" "$status $(grep -c 'Gần đạt nhất: Khu phố 1 (s-1): 1 ' out)" "0 $3"
done
commune 2015 8 12 | sed 's/tt124-2021/tt23-2012/; s/registered: 12/total: 12/' >older
expect 'the share of another set' -c '  6.4: 8/12: còn thiếu 1 đơn vị được công nhận để đủ 70%' -- antt-explain older
commune 2023 8 12 | sed '/^rollup/d' >bare
expect 'a commune without a rollup' -O "$(head_of 2023) (tại bare:2)" -- antt-explain bare
commune 2023 8 12 | sed 's/, recognised: 8//' >partly
expect 'a rollup that lacks figures tells no share' -O "$(head_of 2023) (tại partly:2)" -- antt-explain partly

# --- one line a unit, names of units ------------------------------------------------------------

(cat one met; area a-9 2023 undecided "$(rule 4.3.b undecided x), $(rule 4.4.b not_met y), $(rule 4.1.resolution met z)"; commune 2023 8 12; cat judged) >all
expect '-s: a line a unit, the rules that are open' -O 'Khu phố 7 (a-7), 14809, năm 2023: KHÔNG ĐẠT: 4.4.a.crimes
Khu phố 1 (a-1), 14809, năm 2023: ĐẠT
Khu phố 9 (a-9), 14809, năm 2023: CHƯA XÁC ĐỊNH: 4.3.b, 4.4.b
14809, năm 2023: KHÔNG ĐẠT' -- sh -c 'sed "/^# an/,\$d" all | antt-explain -s'
expect '--short --lang=en' -O 'Khu phố 7 (a-7), 14809, year 2023: NOT MET: 4.4.a.crimes' -- antt-explain --short --lang=en one
expect '-s of what is not considered' -O 'Công ty A (e1), 14809, năm 2023: KHÔNG THUỘC DIỆN XÉT' -- antt-explain -s judged
units=$ANTT_TOP/examples/bim-son/units.yaml
expect '-u gives the names of units' -O 'Khu phố 7 (a-7), Phường Bắc Sơn, năm 2023: KHÔNG ĐẠT: 4.4.a.crimes' -- antt-explain -s -u "$units" one
expect 'of a commune with its code' -O 'Phường Bắc Sơn (14809), năm 2023: KHÔNG ĐẠT' -- antt-explain -s -u "$units" five
expect 'or they stand in the stream' -c 'Khu phố 7 (a-7), Phường Bắc Sơn, năm 2023: KHÔNG ĐẠT: 4.4.a.crimes' -- antt-explain -s "$units" one
sed 's/14809/14812/; s/2023/2025/' one >bim-son
expect 'the name of the record'"'"'s year' -c 'Khu phố 7 (a-7), Phường Bỉm Sơn, năm 2025' -- antt-explain -s -u "$units" bim-son
sed 's/"14809"/"99999"/' one >unknown
expect 'a code that no unit has' -c 'Khu phố 7 (a-7), 99999, năm 2023' -- antt-explain -s -u "$units" unknown
expect 'unit records that are not there' -s 2 -e 'nowhere: error: cannot open: No such file or directory [unreadable]' -- antt-explain -u nowhere one

# --- what is passed over, what is refused -------------------------------------------------------

printf 'record: area\nid: a\nyear: 2023\n---\nrecord: unit\nid: "1"\n---\nrecord: patrol\nassessment: {criteria: x, outcome: met}\n---\n# nothing\n' >silent
expect 'records without an assessment, of kinds nobody knows, empty documents: silent' -- antt-explain silent
expect 'nothing at all' -- antt-explain /dev/null
printf 'record: area\nid: a\nname: A\nyear: 2023\nassessment: {outcome: met}\n---\nrecord: area\nassessment: met\n---\nrecord: area\nid: b\nassessment: {criteria: tt124-2021, rules: {}}\n' >odd
expect 'assessments that say nothing' -- antt-explain odd
area a-1 2023 not_met '3, [], {outcome: not_met}, {rule: x}' >odd
expect 'rules that are none' -O 'Khu phố 1 (a-1), 14809, năm 2023: KHÔNG ĐẠT theo tt124-2021, kỳ 01/11/2022 - 31/10/2023 (tại odd:2)' -- antt-explain odd
(cat one; printf -- '---\nrecord: [\n'; cat met) >broken
expect 'a broken document: status 1, the others are explained' -s 1 -c 'KHÔNG ĐẠT' -c ': ĐẠT' -E 'broken:9:9: error: ' -E '[yaml-syntax]' -- antt-explain broken
expect 'a file that is not there' -s 2 -e 'nowhere: error: cannot open: No such file or directory [unreadable]' -- antt-explain nowhere
expect 'a directory' -s 2 -e '.: error: cannot read: Is a directory [unreadable]' -- antt-explain .
expect 'an unknown option' -s 2 -E '[usage]' -- antt-explain --longer one
expect 'output that cannot be written' -s 2 -e '<stdout>: error: cannot write: No space left on device [write-failed]' -- sh -c 'antt-explain one >/dev/full'
expect 'the same at the end' -s 2 -e '<stdout>: error: cannot write: No space left on device [write-failed]' -- sh -c 'antt-explain five >/dev/full'
expect '--sealed wants the seal' -s 2 -x -E '[bad-seal]' -- antt-explain --sealed <one
mkdir -p bad/criteria
echo 'criteria: bad' >bad/criteria/bad.yaml
expect 'a faulty set' -s 2 -E 'bad/criteria/bad.yaml:1:1: error: ' -- antt-explain -d bad one

# --- words of one's own -------------------------------------------------------------------------

mkdir -p ours/fragments
sed 's/serious_crime: "[^"]*"/serious_crime: "trọng án"/' "$ANTT_TOP"/lib/defs/fragments/cases.yaml >ours/fragments/cases.yaml
area a-1 2023 not_met "$(rule 4.4.b not_met 'cases[1] serious_crime 2023-02-03; cases[2] serious_fire 2023-02-04')" >crime
expect 'words come from the definitions' -c ': các vụ nghiêm trọng[1] trọng án 03/02/2023; các vụ nghiêm trọng[2] cháy nghiêm trọng 04/02/2023' -- antt-explain -d ours crime
sed 's/words: {[^}]*}, //' "$ANTT_TOP"/lib/defs/fragments/cases.yaml >ours/fragments/cases.yaml
expect 'without them the value stays' -c ': các vụ nghiêm trọng[1] serious_crime 03/02/2023' -- antt-explain -d ours crime
words() { # what, column, words, message
    sed "s/words: {[^}]*}/words: $3/" "$ANTT_TOP"/lib/defs/fragments/cases.yaml >ours/fragments/cases.yaml
    expect "$1" -s 2 -e "ours/fragments/cases.yaml:6:$2: error: $4 [bad-definition]" -- antt-explain -d ours crime
}
column=$(grep -o '^.*words: ' "$ANTT_TOP"/lib/defs/fragments/cases.yaml | wc -c)
words 'a word for what is no value' "$((column + 17))" '{serious_crimes: x}' '`words` gives text for values of the field'
words 'a word that is no text' "$((column + 16))" '{serious_crime: [x]}' '`words` gives text for values of the field'
words 'words that are no mapping' "$column" '[x]' '`words`, a mapping, goes with one_of and figures alone'
sed 's/{field: cases.note, type: text,/& words: {a: b},/' "$ANTT_TOP"/lib/defs/fragments/cases.yaml >ours/fragments/cases.yaml
expect 'words of a text' -s 2 -E '`words`, a mapping, goes with one_of and figures alone [bad-definition]' -- antt-explain -d ours crime
finish
