# SPDX-License-Identifier: ISC
# The residential areas of the latest year, commune by commune, from what `antt-aggregate --keep` wrote:
#
#     LC_ALL=C awk -f areas-by-commune.awk town.yaml
#
# It reads the unit records for the names, the summaries by unit and year for the figures, and the seal; a stream
# without its seal is not whole: status 2.  LC_ALL=C makes every awk count bytes, which is what width() starts from.

/^---/ { take(); next }
/^[a-z]/ {
    key = $0; sub(/:.*/, "", key)
    value = $0; sub(/^[a-z]*: */, "", value); sub(/^"/, "", value); sub(/"$/, "", value)
    field[key] = value
}
END {
    take()
    if (!sealed) {
        print "areas-by-commune: the stream ends without its seal" >"/dev/stderr"
        exit 2
    }
    report()
}

# Called at the end of every document.
function take(    unit, year, key) {
    if (field["record"] != "") sealed = (field["record"] == "end")
    if (field["record"] == "unit") {
        units++
        code[units] = field["id"]; type[units] = field["type"]; name[units] = field["name"]
        from[units] = field["from"]; until[units] = field["until"]
    } else if (field["record"] == "summary" && field["area"] != "") {
        unit = field["group"]; sub(/.*unit: "/, "", unit); sub(/".*/, "", unit)
        year = figure(field["group"], "year")
        if (year > latest) latest = year
        groups++
        of_unit[groups] = unit; of_year[groups] = year; figures[groups] = field["area"]
    }
    for (key in field) delete field[key]
}

# {total: 14, met: 10}: a figure by name.
function figure(mapping, wanted) {
    if (!match(mapping, "[{ ]" wanted ": [0-9]+")) return 0
    mapping = substr(mapping, RSTART + length(wanted) + 3, RLENGTH)
    return mapping + 0
}

# The unit that the code names on the last day of the year, else the last one in that year.
function unit_name(wanted, year,    i, best, word) {
    for (i = 1; i <= units; i++)
        if (code[i] == wanted && (from[i] == "" || from[i] <= year "-12-31") &&
            (until[i] == "" || until[i] >= year "-01-01") && (!best || from[i] > from[best])) best = i
    if (!best) return wanted
    word = type[best]
    sub(/^đ/, "Đ", word)
    return toupper(substr(word, 1, 1)) substr(word, 2) " " name[best]
}

# Characters, not bytes: those that begin none are left out.
function width(text) {
    gsub(/[\200-\277]/, "", text)
    return length(text)
}
function left(text, columns) {
    while (width(text) < columns) text = text " "
    return text
}
function right(text, columns) {
    while (width(text) < columns) text = " " text
    return text
}

# 1234567 is 1.234.567.
function grouped(number,    text) {
    text = ""
    while (number >= 1000) {
        text = "." sprintf("%03d", number % 1000) text
        number = int(number / 1000)
    }
    return number text
}

# 34 of 39 is 34/39 (87,18%), rounded to the nearest.
function share(part, whole,    hundredths) {
    if (!whole) return grouped(part) "/0"
    hundredths = int((part * 20000 + whole) / (2 * whole))
    return sprintf("%s/%s (%d,%02d%%)", grouped(part), grouped(whole), int(hundredths / 100), hundredths % 100)
}

function line(title, total, registered, recognised, met, not_met, undecided) {
    lines++
    cell[lines, 1] = title; cell[lines, 2] = total; cell[lines, 3] = registered; cell[lines, 4] = recognised
    cell[lines, 5] = met; cell[lines, 6] = not_met; cell[lines, 7] = undecided
}

# A line of figures, added to those of the whole; the share of the whole is taken from its sums.
function figures_line(title, sums,    total, registered, recognised, met, not_met, undecided) {
    total = figure(sums, "total"); registered = figure(sums, "registered"); recognised = figure(sums, "recognised")
    met = figure(sums, "met"); not_met = figure(sums, "not_met"); undecided = figure(sums, "undecided")
    all["total"] += total; all["registered"] += registered; all["recognised"] += recognised
    all["met"] += met; all["not_met"] += not_met; all["undecided"] += undecided
    line(title, grouped(total), grouped(registered), share(recognised, total), grouped(met), grouped(not_met), grouped(undecided))
}

function report(    i, j, rule, text, columns) {
    line("Đơn vị", "Tổng số", "Đăng ký", "Công nhận", "Đạt", "Không đạt", "Chưa xác định")
    for (i = 1; i <= groups; i++)
        if (of_year[i] == latest) figures_line(unit_name(of_unit[i], latest), figures[i])
    line("Cộng", grouped(all["total"]), grouped(all["registered"]), share(all["recognised"], all["total"]),
         grouped(all["met"]), grouped(all["not_met"]), grouped(all["undecided"]))
    for (i = 1; i <= lines; i++)
        for (j = 1; j <= 7; j++)
            if (width(cell[i, j]) > columns[j]) columns[j] = width(cell[i, j])
    for (j = 1; j <= 7; j++) for (i = 1; i <= columns[j] + (j > 1) * 2; i++) rule = rule "-"
    printf "Khu dân cư an toàn về an ninh, trật tự, năm %d\n\n", latest
    for (i = 1; i <= lines; i++) {
        text = left(cell[i, 1], columns[1])
        for (j = 2; j <= 7; j++) text = text "  " right(cell[i, j], columns[j])
        if (i == 2 || i == lines) print rule
        print text
    }
}
