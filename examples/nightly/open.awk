# SPDX-License-Identifier: ISC
# The open faults of a commune, from what the records that came sound are called (a message about each), the messages
# about those that did not, and what was open before.  A line: file to be mended, file that was sent, record,
# fingerprint, message; parted by tabs.  That of a document without a name stays until its file is removed.

BEGIN { FS = OFS = "\t" }
FNR == 1 { part = FILENAME }
part ~ /twice$/ {
    if (value("slug") == "duplicate-record")
        sound[value("record")] = 1
    next
}
part ~ /messages$/ {
    if (value("severity") != "error" || mend == "")
        next
    record = value("record")
    if ((record, fingerprint()) in seen)
        next
    seen[record, fingerprint()] = 1
    again[record] = record != ""
    added[++count] = mend OFS file OFS record OFS fingerprint() OFS \
        value("file") ":" value("line") ": " (record == "" ? "" : record ": ") value("text")
    next
}
!($3 in sound) && !again[$3] && $1 != mend { print }
END {
    for (i = 1; i <= count; i++)
        print added[i]
}
