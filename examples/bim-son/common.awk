# SPDX-License-Identifier: ISC
#
# common.awk - what every file of the generator shares: chance, dates, people, output.
#
# The random numbers are our own (no srand, no rand) and every number stays an integer
# below 2^31, which a double holds exactly: all awks give the same bytes. Letters outside
# ASCII stand in literals only and are never cut, counted or compared. Never two draws in
# one expression or in the arguments of one call: awk leaves their order open.

# ---------------------------------------------------------------- chance

# a fixed seed: change it and every figure behind it changes
function seed(a, b, c) {
	s1 = a
	s2 = b
	s3 = c
}

# L'Ecuyer's three combined congruential generators (1988): 0 <= rnd(n) < n, for
# n <= 60000
function rnd(n,    z) {
	s1 = s1 * 157 % 32363
	s2 = s2 * 146 % 31727
	s3 = s3 * 142 % 31657
	z = (s1 - s2 + s3) % 32362
	if (z < 1)
		z += 32362
	return idiv((z - 1) * n, 32362)
}

# true p times in a thousand
function chance(p) {
	return rnd(1000) < p
}

function between(lo, hi) {
	return lo + rnd(hi - lo + 1)
}

function idiv(a, b) {
	return (a - a % b) / b
}

# one word of a list separated by "|"
function pick(list,    n, w) {
	n = split(list, w, "|")
	return w[1 + rnd(n)]
}

# a small count one year later
function walk(v, rise, fall) {
	if (chance(rise))
		return v + 1 + (rnd(4) == 0)
	if (v > 0 && chance(fall))
		return v - 1 - (v > 7 && rnd(3) == 0)
	return v
}

# ---------------------------------------------------------------- dates

function mdays(y, m) {
	if (m == 2)
		return y % 4 == 0 ? 29 : 28
	return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
}

function date(y, m, d) {
	return sprintf("%04d-%02d-%02d", y, m, d)
}

function stamp(y, m, d) {
	return y * 10000 + m * 100 + d
}

function unstamp(s) {
	return date(idiv(s, 10000), idiv(s, 100) % 100, s % 100)
}

# a day in January to March; now and then the first or the last of them
function quarter(y, lo, hi,    m) {
	if (chance(8))
		return date(y, 1, 1)
	if (chance(8))
		return date(y, 3, 31)
	m = between(lo, hi)
	return date(y, m, between(2, mdays(y, m) - 1))
}

# a day after the first quarter
function late(y) {
	return chance(250) ? date(y, 4, 1) : date(y, 4, between(2, 25))
}

# ---------------------------------------------------------------- people

function person(    family, middle, given) {
	family = pick("Nguyễn|Trần|Lê|Phạm|Hoàng|Vũ|Mai|Tống|Đỗ|Trịnh")
	middle = pick("Văn|Xuân|Đức|Hữu|Minh|Thanh|Ngọc")
	given = pick("Bình|Dũng|Hà|Hạnh|Hòa|Lâm|Mận|Nhàn|Quý|Sáng|Thảo|Tuyến|Vinh|Yên")
	return family " " middle " " given
}

# ---------------------------------------------------------------- output

function path(file) {
	return dir "/" file ".yaml"
}

# one line of the file that is being made
function o(s) {
	print s >path(making)
}

# a field that nobody told us: left out, left empty or null
function unknown(indent, key,    r) {
	r = rnd(5)
	if (r == 0)
		o(indent key ":   # chưa có số liệu")
	else if (r == 1)
		o(indent key ": null")
	else if (r == 2)
		o(indent "# " key ": chưa báo cáo")
}

# a field, or the want of it
function field(key, value, missing) {
	if (missing)
		unknown("", key)
	else
		o(key ": " value)
}

# a list whose items are lines already
function entries(key, items, missing) {
	if (missing)
		unknown("", key)
	else if (items == "")
		o(key ": []")
	else {
		o(key ":")
		o(items)
	}
}

function bool(v) {
	return v ? "true" : "false"
}

function code(c) {
	return "\"" c "\""
}

# resolution, plan, registration: how = date | full | false | none
function paper(key, how, day, number) {
	if (how == "none")
		unknown("", key)
	else if (how == "false")
		o(key ": false")
	else if (how == "date")
		o(key ": " day)
	else {
		o(key ":")
		o("  date: " day)
		if (number != "")
			o("  number: " number)
	}
}

function head(vi, en) {
	o("# " vi)
	o("# Trừ mã, tên và ngày hiệu lực của các đơn vị hành chính, MỌI SỐ LIỆU, tên người, tên")
	o("# cơ sở, vụ việc và quyết định ở đây đều là HƯ CẤU, do generate.awk sinh ra từ một")
	o("# hạt giống cố định; không nói gì về địa phương, cơ quan hay cá nhân nào có thật.")
	o("#")
	o("# " en)
	o("# But for the codes, names and dates of the administrative units, EVERY FIGURE,")
	o("# person, establishment, case and decision here is INVENTED, by generate.awk from a")
	o("# fixed seed; nothing is said of any real place, body or person. To make the file")
	o("# again, byte for byte: ./generate. Where the units come from: SOURCES.")
}
