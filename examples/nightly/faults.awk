# SPDX-License-Identifier: ISC
# What is open now, beside what was known before (the last file): a line for each fault, parted by tabs: commune,
# fingerprint, first night, the night on which it was found mended or "-", message.  Mended ones stay for their night.

BEGIN { FS = OFS = "\t" }
FNR == 1 {
    part = FILENAME
    commune = part
    sub(/.*\//, "", commune)
    sub(/\.[a-z]*$/, "", commune)
}
function add(print_of, text) {
    open[commune OFS print_of] = text
}
part ~ /^state\/open\// { # a document without a name goes by its file
    add(($3 == "" ? $2 : "") $4, $5)
    next
}
part ~ /\.faults$/ {
    if (value("severity") == "error")
        add(fingerprint(), value("record") ": " value("text"))
    next
}
$4 == "-" || $4 == today {
    known[$1 OFS $2] = $3
    if (!(($1 OFS $2) in open))
        print $1, $2, $3, today, $5
}
END {
    for (fault in open)
        print fault, (fault in known) ? known[fault] : today, "-", open[fault]
}
