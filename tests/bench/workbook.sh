# SPDX-License-Identifier: ISC
# A part of run: a sheet against a bare writer of the same cells
# shellcheck shell=sh disable=SC2154,SC2034,SC2086

# The cells of a sheet of 20 columns, as the bare writer gets them: those that antt-xlsx has written.
mkdir -p "$work/wide/reports"
cat >"$work/wide/reports/wide.yaml" <<'END'
report: wide
title: "Rộng"
sheets:
  - sheet: "Khu dân cư"
    title: "DANH SÁCH"
    landscape: true
    records: area
    columns:
      - {vi: "STT", format: integer, value: number}
      - {vi: "Xã, phường", format: text, width: 20, value: unit.name}
      - {vi: "Mã", format: code, width: 11, value: id}
      - {vi: "Khu dân cư", format: text, width: 24, value: name}
      - {vi: "Năm", format: code, value: year}
      - {vi: "Loại", format: text, value: type}
      - {vi: "Hộ", format: integer, value: households.total}
      - {vi: "Đăng ký", format: integer, value: households.registered}
      - {vi: "Phạm tội", format: integer, value: crimes}
      - {vi: "Tệ nạn", format: integer, value: social_evils}
      - {vi: "Vi phạm", format: integer, value: violations}
      - {vi: "Dự họp", format: integer, value: review.attended}
      - {vi: "Tán thành", format: integer, value: review.in_favour}
      - {vi: "Dân số", format: integer, value: population}
      - {vi: "Chống đối", format: integer, value: incidents.anti_state}
      - {vi: "Phá hoại", format: integer, value: incidents.sabotage}
      - {vi: "Điểm nóng", format: integer, value: incidents.hot_spots}
      - {vi: "Nghị quyết", format: date, value: resolution.date}
      - {vi: "Số", format: text, width: 16, value: resolution.number}
      - {vi: "Đăng ký ngày", format: date, value: registration.date}
END
if has antt-xlsx; then
    for size in $small $large; do
        mkdir -p "$work/parts.$size"
        antt-xlsx -d "$work/wide" -r wide --date 2025-01-02 -o "$work/wide.xlsx" "$work/$size.yaml"
        unzip -q -d "$work/parts.$size" "$work/wide.xlsx"
        "$ANTT_TOP/tests/sheet-cells.pl" "$work/parts.$size" 1 | awk -F '\t' '
            { name = row = $1; gsub(/[0-9]/, "", name); gsub(/[A-Z]/, "", row); row += 0
              cells[row, index("ABCDEFGHIJKLMNOPQRST", name)] = $5; last = row }
            END { for (row = 9; row <= last; row++) {
                      line = cells[row, 1]
                      for (i = 2; i <= 20; i++) line = line "\t" cells[row, i]
                      print line } }' >"$work/$size.cells"
        for program in xlsx-bare antt-xlsx; do
            case $program in
            xlsx-bare) set -- "$work/bare.xlsx" "$work/$size.cells" ;;
            *) set -- "-d $work/wide -r wide --date 2025-01-02 -o $work/wide.xlsx" "$work/$size.yaml" ;;
            esac
            # shellcheck disable=SC2086 # words
            valgrind --tool=callgrind --callgrind-out-file=/dev/null "--log-file=$work/log.$program.$size" \
                $program $1 <"$2" >/dev/null
            sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log.$program.$size" >"$work/ir.$program.$size"
        done
    done
    bare=$(slope xlsx-bare) whole=$(slope antt-xlsx)
    ratio=$(calculate "$whole / ($bare + $base)")
    printf 'Instructions a row of 20 cells\n  %-16s %10.0f\n  %-16s %10.0f\n' xlsx-bare "$bare" antt-xlsx "$whole"
    row instructions xlsx-bare $large "$bare" 'instructions a row'
    row ratio antt-xlsx $large "$(calculate "$whole / $bare")" 'of xlsx-bare alone'
    row instructions antt-xlsx $large "$whole" 'instructions a row'
    verdict "antt-xlsx costs at most $most_sheet of a bare writer of the same cells and the loop" \
        "$ratio <= $most_sheet" "$ratio; $(calculate "$whole / $bare") of the writer alone"
fi
