# SPDX-License-Identifier: ISC
# xlsx-compare: the cells in which two workbooks differ; goes into bin/antt-verify, in single quotes, so it holds none.
#
# awk -v made=FILE -v given=FILE: what xlsx-words says of the cells of the workbook made anew and of the one given, with
# the names of their sheets in made.sheets and given.sheets.  The last line counts; the status is 1 where they differ.
function shown(kind, value, formula, format) {
    gsub(/\001/, "\\n", value)
    gsub(/\002/, "\\t", value)
    if (kind == "") return "nothing"
    return (formula == "" ? "" : "=" formula " ") (kind == "text" ? "\"" value "\"" : value) \
        (format == "" ? "" : " shown as " format)
}
function is_number(value) {
    return value ~ /^[-+]?[0-9]+\.?[0-9]*([eE][-+]?[0-9]+)?$/
}
# Programs write numbers with 15 to 17 digits.
function near(a, b,  gap) {
    gap = a - b
    if (gap < 0) gap = -gap
    return gap <= 1e-13 * (a < 0 ? -a : a)
}
function differ(sheet, where, is, should) {
    differences++
    print "Sheet " quote sheet quote " " where ": workbook " is ", records give " should
}
# Where the workbook was made, and by which version, may differ.
function may_differ(sheet, where,  row) {
    row = where
    return sheet == "Nguồn số liệu" && sub(/^B/, "", row) &&
           made_value[sheet, "A" row] ~ /^(Lập bằng|Lệnh|Tệp số liệu|Tệp đơn vị)$/
}
function same(at) {
    if (at in twice || made_kind[at] != given_kind[at]) return 0
    if (given_formula[at] != "?" && made_formula[at] != given_formula[at]) return 0
    if (made_value[at] == given_value[at]) return 1
    return made_kind[at] == "number" && is_number(made_value[at]) && is_number(given_value[at]) &&
           near(made_value[at] + 0, given_value[at] + 0)
}

BEGIN {
    FS = "\t"
    quote = sprintf("%c", 39)
    while ((getline <(given ".sheets")) > 0) in_given[$1] = 1
    while ((getline <(made ".sheets")) > 0) {
        in_made[$1] = 1
        if (!($1 in in_given)) { differences++; print "Sheet " quote $1 quote ": not in the workbook" }
        sheets++
    }
    for (sheet in in_given)
        if (!(sheet in in_made)) { differences++; print "Sheet " quote sheet quote ": only in the workbook" }
    while ((getline <(made ".cells")) > 0) {
        made_kind[$1, $2] = $3; made_value[$1, $2] = $4; made_formula[$1, $2] = $5
    }
    while ((getline <(given ".cells")) > 0) {
        if (($1, $2) in given_kind) twice[$1, $2] = 1
        given_kind[$1, $2] = $3; given_value[$1, $2] = $4; given_formula[$1, $2] = $5
        given_format[$1, $2] = $6
        if (($1 in in_made) && !(($1, $2) in made_kind)) differ($1, $2, shown($3, $4, $5), "nothing")
    }
    close(made ".cells")
    while ((getline <(made ".cells")) > 0) {
        cells++
        if (!($1 in in_given) || may_differ($1, $2)) continue
        is_same = same($1 SUBSEP $2)
        if (is_same && given_format[$1, $2] == $6) continue
        differ($1, $2, shown(given_kind[$1, $2], given_value[$1, $2], given_formula[$1, $2],
                             is_same ? given_format[$1, $2] : ""), shown($3, $4, $5, is_same ? $6 : ""))
    }
    print differences ? differences " differences" : "the same: " sheets " sheets, " cells " cells"
    exit differences > 0
}
