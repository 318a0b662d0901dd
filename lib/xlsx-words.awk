# SPDX-License-Identifier: ISC
# xlsx-words: what a part of a workbook says, as lines of words parted by tabs; goes into bin/antt-verify, in single
# quotes, so it holds none.
#
# awk -v what=rels|sheets|properties|strings|formats|cells ... STRINGS list=formats FORMATS RS="<" XML: cells refer to
# the lines that runs with what=strings and what=formats have printed.  The XML is canonical, so that a tag ends with the
# last > before the next <.  In a word \001 stands for a line break, \002 for a tab: XML can hold neither.
function plain(s) {
    gsub(/&#xD;\n?|&#xA;|\n/, "\001", s)
    gsub(/&#x9;|\t/, "\002", s)
    gsub(/&lt;/, "<", s)
    gsub(/&gt;/, ">", s)
    gsub(/&quot;/, "\"", s)
    gsub(/&amp;/, "\\&", s)
    return s
}
function attribute(key) {
    if (!match(tag, "[ :]" key "=\"[^\"]*\"")) return ""
    return plain(substr(tag, RSTART + length(key) + 3, RLENGTH - length(key) - 4))
}
function print_relation(  type) {
    type = attribute("Type")
    sub(/.*\//, "", type)
    print attribute("Id") "\t" type "\t" attribute("Target")
}
function print_cell(  kind) {
    if (type == "s") value = string[value + 0]
    kind = type ~ /^(s|str|inlineStr)$/ ? "text" : type == "" || type == "n" ? "number" : type
    print ENVIRON["sheet"] "\t" (where == "" ? "?" : where) "\t" kind "\t" value "\t" formula "\t" format[style + 0]
}
# A long text is in several properties: NAME, NAME.2, NAME.3 ...
function print_property(name,  part, number) {
    printf "%s\t", name
    for (part = name; part in property; part = name "." ++number + 1) printf "%s", property[part]
    print ""
}
BEGIN {
    split("0 General 1 0 2 0.00 3 #,##0 4 #,##0.00 9 0% 10 0.00% 14 date 49 @", known, " ")
    for (i = 1; i in known; i += 2) code[known[i]] = known[i + 1]
}

RS != "<" && list == "formats" { format[formats++] = $0; next }
RS != "<" { string[strings++] = $0; next }
!match($0, />[^>]*$/) { next }
{
    tag = substr($0, 1, RSTART - 1)
    text = plain(substr($0, RSTART + 1))
    name = tag
    sub(/[ \n].*/, "", name)
    closing = sub(/^\//, "", name)
    sub(/^[^:]*:/, "", name)
}
what == "rels" && name == "Relationship" && !closing { print_relation() }
what == "sheets" && name == "sheet" && !closing { print attribute("id") "\t" attribute("name") }
what == "properties" && name == "property" && !closing { key = attribute("name"); value = "" }
what == "properties" && name == "lpwstr" && !closing { value = text }
what == "properties" && name == "property" && closing { property[key] = value }
what == "properties" && name == "Properties" && closing { for (key in property) print_property(key) }

what == "formats" && name == "numFmt" && !closing { code[attribute("numFmtId")] = attribute("formatCode") }
what == "formats" && name == "cellXfs" { in_cells = !closing }
what == "formats" && name == "xf" && in_cells && !closing {
    id = attribute("numFmtId")
    print id in code ? code[id] : id
}

name == "rPh" { spoken = !closing } # how the text is read aloud
name == "t" && !closing && !spoken { value = value text }
what == "strings" && name == "si" && !closing { value = "" }
what == "strings" && name == "si" && closing { print value }
what != "cells" { next }
name == "c" && !closing { where = attribute("r"); type = attribute("t"); style = attribute("s"); value = formula = "" }
name == "v" && !closing { value = value text }
name == "f" && !closing { formula = text == "" ? "?" : text } # ?: one that stands with another cell
name == "c" && closing && (value != "" || formula != "") { print_cell() }
