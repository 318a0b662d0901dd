# SPDX-License-Identifier: ISC
# Who sent nothing for the year, and how old the newest of each commune is: from unit and year of every record, what was
# received, and the communes that there are.

BEGIN { FS = "\t" }
FNR == 1 { part = FILENAME }
part ~ /years/ {
    if ($2 == year)
        has[$1] = 1
    next
}
part ~ /received/ {
    if ($1 > last[$2])
        last[$2] = $1
    next
}
{
    name = $2 " " $3 " (" $1 ")"
    if (!has[$1])
        missing = missing "  " name "\n"
    ages = ages "  " name ": " (last[$1] == "" ? "chưa gửi gì" : last[$1] ", " day(today) - day(last[$1]) " ngày") "\n"
}
END {
    if (missing != "")
        printf "Chưa có bản ghi nào của năm %s:\n%s", year, missing
    printf "Lần gửi gần nhất:\n%s", ages
}
