# SPDX-License-Identifier: ISC
# The faults as the morning message has them; status 1 when any is open.

BEGIN { FS = "\t" }
$4 != "-" { mended = mended "  " $1 "  " $5 " (từ đêm " $3 ")\n"; m++; next }
$3 == today { new = new "  " $1 "  " $5 "\n"; n++; next }
{ old = old "  " $1 "  " $5 " (từ đêm " $3 ", " day(today) - day($3) " ngày)\n"; o++ }
END {
    printf "Lỗi: %d mới, %d còn lại, %d đã sửa.\n", n, o, m
    if (n) printf "Mới (bản ghi bị trả lại nằm trong mend/):\n%s", new
    if (o) printf "Còn lại:\n%s", old
    if (m) printf "Đã sửa:\n%s", mended
    exit n + o > 0
}
