# SPDX-License-Identifier: ISC
# Cuts records into parts that can be validated, judged and added up apart from one another, in DIR, which is there:
#
#     LC_ALL=C awk -f cut.awk dir=DIR pass=1 FILE... pass=2 FILE...
#
# A part holds all records of a commune, so that the figures of its areas can be put into its own record; and of all
# communes that are tied: because an id has been in both, as that of a village whose commune was merged, whose years must
# stay together, or because a record of the one refers to one of the other.  What is said of a thing elsewhere (`of`) goes
# where the thing is; what refers to nothing that there is, goes where it can be told that there is none.  What belongs to
# no commune, and what hangs on what is due, goes into rest.yaml.  Every part ends with a seal.
#
# Lines are looked at, not YAML: a record that is not in block style, with `record` at the first column, is refused.

BEGIN { n_kinds = split("area team institution model commune", kinds) } # that `of` may mean

function fail(text, place) {
    print "cut.awk: " (place ? place : FILENAME ":" FNR) ": " text >"/dev/stderr"
    failed = 1
    exit 2
}

function value(line) {
    sub(/^[a-z]+[ \t]*:[ \t]*/, "", line)
    if (line ~ /^"/) {
        if (line !~ /^"[^"\\]*"[ \t\r]*(#.*)?$/) fail("cannot tell what this value is")
        split(line, part, "\"")
        return part[2]
    }
    if (line ~ /^'/) {
        if (line !~ /^'[^']*'[ \t\r]*(#.*)?$/) fail("cannot tell what this value is")
        split(line, part, "'")
        return part[2]
    }
    if (line ~ /^[|>]/) fail("cannot tell what this value is")
    sub(/^#.*/, "", line)
    sub(/[ \t\r]+#.*/, "", line)
    sub(/[ \t\r]+$/, "", line)
    return line == "~" || line == "null" ? "" : line
}

# What is tied has one root: the least of the codes, for these are less than the ids.
function root(node,   next_node, top) {
    if (!(node in up)) up[node] = node
    for (top = node; up[top] != top; top = up[top]);
    for (; node != top; node = next_node) {
        next_node = up[node]
        up[node] = top
    }
    return top
}
function tie(a, b) {
    a = root(a)
    b = root(b)
    if (a < b) up[b] = a
    else up[a] = b
}

function learn(   code, kind) {
    if (is_rest()) return
    code = "code " field["unit"]
    kind = field["record"]
    if (kind == "commune") there[kind, field["unit"]] = code
    if ("id" in field) there[kind, field["id"]] = code
    if (!(kind in first)) first[kind] = code
    if ("of" in field) {
        n_sayings++
        saying_code[n_sayings] = code
        saying_id[n_sayings] = field["id"]
        saying_of[n_sayings] = field["of"]
        return
    }
    root(code)
    if ("id" in field) tie(code, "id " field["id"])
    note_reference(code, "area")
    note_reference(code, "institution")
    note_reference(code, "team")
}
function note_reference(code, kind) {
    if (!(kind in field)) return
    n_references++
    reference_code[n_references] = code
    reference_kind[n_references] = kind
    reference_id[n_references] = field[kind]
}
function tie_kind(code, kind) {
    if (kind in first) tie(code, first[kind])
}
function tie_references(   i, kind, id) {
    for (i = 1; i <= n_references; i++) {
        kind = reference_kind[i]
        id = reference_id[i]
        if ((kind, id) in there) tie(reference_code[i], there[kind, id])
        else tie_kind(reference_code[i], kind)
    }
}
# The code of the commune where a thing is; where it is nowhere, that of the record, which then sees all kinds.
function place_of(thing, code,   i) {
    for (i = 1; i <= n_kinds; i++) if ((kinds[i], thing) in there) return there[kinds[i], thing]
    return code
}
function tie_sayings(   i, j, place) {
    for (i = 1; i <= n_sayings; i++) {
        place = place_of(saying_of[i], "")
        if (place == "") {
            place = saying_code[i]
            for (j = 1; j <= n_kinds; j++) tie_kind(place, kinds[j])
        }
        tie(place, "id " saying_id[i])
    }
}

function is_rest() {
    return !("unit" in field) || field["record"] == "unit" || field["record"] == "submission"
}
function part_name(   node) {
    if (is_rest()) return dir "/rest.yaml"
    node = "code " field["unit"]
    if ("of" in field) node = place_of(field["of"], node)
    node = root(node)
    return dir "/" (node ~ /^code [0-9]+$/ ? substr(node, 6) : "rest") ".yaml"
}
# The comments at the head of a file follow what came before them, as they do in a pipe.
function put(   marker) {
    if (!filled && text ~ /^#/ && name != "") printf "%s", text >name
    else {
        name = part_name()
        marker = text ~ /^---/ || !(name in records) ? "" : "---\n"
        printf "%s%s", marker, text >name
        records[name] += filled
    }
}

function take() {
    if (filled && !("record" in field) && mentions) fail("not in block style", begun)
    if (field["record"] == "end") {
        if (field["records"] != seen) fail("a seal that says otherwise than " (seen + 0) " records", begun)
        seen = 0
    } else {
        seen += filled
        if (learning && filled) learn()
        if (!learning && text != "") put()
    }
    text = ""
    filled = mentions = open = ended = 0
    split("", field)
    begun = FILENAME ":" FNR
}

FNR == 1 {
    take()
    seen = 0
    if (learning && pass == 2) {
        tie_references()
        tie_sayings()
    }
    learning = pass == 1
}
FNR > 1 && (ended || /^---([ \t\r]|$)/) { take() }
/^\.\.\.([ \t\r]|$)/ { ended = 1 }
!learning { text = text $0 "\n" }
/^[ \t\r]*(#|$)/ || /^(---|\.\.\.)[ \t\r]*(#|$)/ { next }
{ filled = 1 }
/^(---[ \t]+)?[{"'?]/ { fail("not in block style") }
open && /^[ \t]/ { fail("a value that does not stand beside its key") }
{ open = 0 }
/record/ { mentions = 1 }
/^(record|records|unit|id|area|institution|team|of)[ \t]*:/ {
    key = $0
    sub(/[ \t]*:.*/, "", key)
    got = value($0)
    if (got != "") field[key] = got
    open = got == ""
}
END {
    if (failed) exit 2
    take()
    for (file in records) {
        printf "---\nrecord: end\nrecords: %d\n", records[file] >file
        if (close(file)) exit 2
    }
}
