# SPDX-License-Identifier: ISC
#
# generate.awk - the example town: records whose figures are all invented.
#
# usage: awk -f generate.awk units|areas|institutions|communes
#
# POSIX awk. Every run simulates the whole town and prints one file of it,
# so the four files always belong together. The random numbers are our own
# (no srand, no rand) and every number stays an integer below 2^31, which a
# double holds exactly: all awks give the same bytes. Letters outside ASCII
# stand in literals only and are never cut, counted or compared.

# ---------------------------------------------------------------- chance

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

# ---------------------------------------------------------------- output

function o(s) {
	if (want == making)
		print s
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

# ---------------------------------------------------------------- units

function setup_units(    i) {
	nu = split("14809 14812 14815 14818 14821 14823 14824 14827", unit, " ")
	split("Bắc Sơn|Ba Đình|Lam Sơn|Ngọc Trạo|Đông Sơn|Phú Sơn|Quang Trung|Hà Lan", w, "|")
	for (i = 1; i <= nu; i++) {
		uname[unit[i]] = w[i]
		utype[unit[i]] = i < 7 ? "phường" : "xã"
		ufull[unit[i]] = utype[unit[i]] " " w[i]
	}
}

# what the records of a year call the unit of a place: Hà Lan went into
# Đông Sơn on 1 December 2019
function unit_in(home, y) {
	return home == "14827" && y >= 2019 ? "14821" : home
}

function put_unit(id, level, type, name, parent, from, until, into) {
	o("---")
	if (remark != "")
		o(remark)
	remark = ""
	o("record: unit")
	o("id: " code(id))
	o("level: " level)
	o("type: " type)
	o("name: " name)
	if (parent != "")
		o("parent: " code(parent))
	if (from != "")
		o("from: " from)
	if (until != "")
		o("until: " until)
	if (into != "") {
		o("into:")
		o("  - " code(into))
	}
}

function units(    end) {
	making = "units"
	end = "2025-06-30"
	o("# Các đơn vị hành chính của thị xã Bỉm Sơn, tỉnh Thanh Hóa: mã, tên, ngày hiệu lực.")
	o("# Tệp này là dữ liệu có thật; nguồn và giấy phép ghi trong SOURCES. Trong các tệp khác")
	o("# (areas.yaml, institutions.yaml, communes.yaml), trừ mã, tên và ngày hiệu lực lấy từ")
	o("# đây, MỌI SỐ LIỆU đều là HƯ CẤU, do generate.awk sinh ra từ một hạt giống cố định.")
	o("#")
	o("# The administrative units of the town of Bỉm Sơn, province of Thanh Hóa: codes, names,")
	o("# dates. This file is real; SOURCES says where it comes from and under which licence. In")
	o("# the other files every figure but the codes, names and dates taken from here is")
	o("# INVENTED, by generate.awk from a fixed seed.")
	o("#")
	o("# Không có from: từ trước năm đầu của dữ liệu. No from: since before the data begins.")
	put_unit("38", "province", "tỉnh", "Thanh Hóa")
	remark = "# Cấp huyện kết thúc ngày 30/6/2025. The district level ended on 30 June 2025."
	put_unit("381", "district", "thị xã", "Bỉm Sơn", "38", "", end)
	put_unit("14809", "commune", "phường", "Bắc Sơn", "381", "", end, "14818")
	remark = "# Mã 14812 còn, tên thì không. The code 14812 goes on, the name does not."
	put_unit("14812", "commune", "phường", "Ba Đình", "381", "", end, "14812")
	put_unit("14812", "commune", "phường", "Bỉm Sơn", "38", "2025-07-01")
	put_unit("14815", "commune", "phường", "Lam Sơn", "381", "", end, "14812")
	put_unit("14818", "commune", "phường", "Ngọc Trạo", "381", "", end, "14818")
	put_unit("14818", "commune", "phường", "Quang Trung", "38", "2025-07-01")
	remark = "# Từ 1/12/2019 thêm xã Hà Lan. From 1 December 2019 with the former Xã Hà Lan."
	put_unit("14821", "commune", "phường", "Đông Sơn", "381", "", end, "14812")
	put_unit("14823", "commune", "phường", "Phú Sơn", "381", "", end, "14818")
	remark = "# Tên còn (14818), mã thì không. The name goes on (14818), the code does not."
	put_unit("14824", "commune", "xã", "Quang Trung", "381", "", end, "14818")
	remark = "# Nghị quyết 786/NQ-UBTVQH14, hiệu lực 1/12/2019. In force on 1 December 2019."
	put_unit("14827", "commune", "xã", "Hà Lan", "381", "", "2019-11-30", "14821")
}

# ---------------------------------------------------------------- cases

# One case is invented and kept as text: its lines, its date, whether it
# counts against the unit (cbad) and whether that is unknown (cunk).
function new_case(who, day,    t, r, s) {
	cbad = cunk = 0
	if (who == "area")
		t = pick("serious_crime|serious_crime|serious_crime|serious_fire|serious_fire|" \
		    "fatal_accident|serious_incident|serious_accident|environment|food_safety")
	else if (who == "school")
		t = pick("food_safety|fatal_accident|serious_incident|serious_fire")
	else
		t = pick("serious_fire|serious_accident|serious_accident|environment|" \
		    "food_safety|serious_crime|fatal_accident")
	ctype = t
	s = "  - type: " t "\n    date: " unstamp(day)
	if (t == "serious_crime") {
		r = rnd(10)
		if (r < 6)
			s = s "\n    detected: true\n    mitigated: true\n    reported: true"
		else if (r < 7)
			s = s "\n    force_majeure: true"
		else if (r < 9) {
			cbad = 1
			s = s "\n    force_majeure: false\n    detected: " bool(rnd(2)) \
			    "\n    mitigated: false\n    reported: true"
		} else {
			cunk = 1
			s = s "\n    force_majeure: false\n    detected: true\n    reported: true"
		}
		s = s "\n    note: " pick("Trộm cắp tài sản trong đêm|" \
		    "Cướp giật tài sản trên đường|Cố ý gây thương tích sau mâu thuẫn")
	} else if (chance(650)) {
		s = s "\n    force_majeure: true"
		if (t == "serious_fire")
			s = s "\n    note: " (who == "area" ? "Sét đánh cháy nhà dân" : "Sét đánh cháy nhà kho")
		else if (t == "serious_incident")
			s = s "\n    note: Sạt lở đất sau bão"
		else if (t == "fatal_accident")
			s = s "\n    note: Một người chết do lũ cuốn"
	} else {
		cbad = 1
		s = s "\n    force_majeure: false"
		if (t == "serious_fire")
			s = s "\n    note: " (who == "area" ? "Cháy xưởng mộc do chập điện" : "Cháy kho do chập điện")
		else if (t == "fatal_accident")
			s = s "\n    note: " (who == "school" ? "Đuối nước, một học sinh chết" : "Tai nạn, một người chết")
		else if (t == "serious_accident")
			s = s "\n    note: Tai nạn lao động, hai người bị thương nặng"
		else if (t == "environment")
			s = s "\n    note: Xả nước thải ra mương tiêu"
		else if (t == "food_safety")
			s = s "\n    note: Ngộ độc thực phẩm sau bữa ăn đông người"
	}
	return s
}

# ---------------------------------------------------------------- areas

function setup_areas(    i, j, n, k, v, count) {
	split("13 14 12 13 11 10 9 8", count, " ")
	nk = 0
	for (i = 1; i <= nu; i++) {
		n = 0
		if (unit[i] == "14824")
			n = split("Yên Khê|Đồng Mơ|Phúc Lộc|Xuân Đỉnh|Trường Lâm|Ngọc Khê|Tân Sơn|Đoài Giáp|Bái Đông", v, "|")
		if (unit[i] == "14827")
			n = split("Xuân Hòa|Đông Lan|Tây Lan|Nội Thượng|Nội Hạ|Cầu Đá|Trung Lương|Bến Sậy", v, "|")
		for (j = 1; j <= count[i] + 0; j++) {
			k = ++nk
			home[k] = unit[i]
			aid[k] = sprintf("%s-%02d", unit[i], j)
			proper[k] = n ? v[j] : j
			village[k] = n > 0
			hh[k] = between(122, n ? 290 : 430)
			cr[k] = between(1, 5)
			se[k] = between(0, 4)
			vi[k] = between(3, 13)
			pop[k] = between(345, 405)
		}
	}
}

# the decision of one commune in one year, one for all its areas
function decide(u, y) {
	if ((u, y) in dno)
		return
	dno[u, y] = between(20, 260) "/QĐ-UBND"
	dday[u, y] = date(y, 11, chance(60) ? between(15, 20) : between(8, 14))
	rday[u, y] = between(1, 6)
}

# One area in one year: its figures are drawn, then written; bad and unk follow
# the rules loosely, so that decisions fit the evidence most of the time.
function area(k, y,    u, rise, pc, ps, pv, new, bad, unk, m, r, i, t, n, key,
    res, resday, reg, regday, registered, policy, inc, sup, rating, disc, cs,
    d, f, fm, att, nc, nat, day) {
	u = unit_in(home[k], y)
	new = y >= 2022
	bad = unk = 0

	# the figures of the year
	hh[k] += rnd(5)
	pc = cr[k]; ps = se[k]; pv = vi[k]
	rise = new ? 20 : 150
	cr[k] = walk(cr[k], rise, 250)
	se[k] = walk(se[k], rise, 230)
	vi[k] = walk(vi[k], new ? 24 : 200, 420)
	if (y > 2011 && new)
		bad = (cr[k] > pc && !hid[k, "c"]) || (se[k] > ps && !hid[k, "s"]) || \
		    (vi[k] > pv && !hid[k, "v"])
	if (new && (hid[k, "c"] || hid[k, "s"] || hid[k, "v"]))
		unk = 1
	hid[k, "c"] = hid[k, "s"] = hid[k, "v"] = 0
	csum[u, y] += cr[k]; ssum[u, y] += se[k]; vsum[u, y] += vi[k]

	# what nobody told us this year
	m = ""
	if (new && chance(85))
		m = pick("disputes|disputes|cases|cases|registered|registered|religion|hot|rating|" \
		    "resolution|policy|supervised|c|s|v|discipline")
	else if (!new && chance(80))
		m = pick("registered|clause|clause|clause|clause|review|resolution|regdate")
	else if (!new && chance(25))
		m = pick("cases|disputes|s|supervised|population")
	if (new && m != "")
		unk = 1
	if (!new && (m == "registered" || m == "clause" || m == "review" || m == "resolution" || m == "regdate"))
		unk = 1
	if (m == "c" || m == "s" || m == "v")
		hid[k, m] = 1

	# papers
	res = u == "14824" && chance(450) ? "date" : "full"
	reg = (u == "14818" || u == "14823") && chance(500) ? "date" : "full"
	resday = quarter(y, 1, 2)
	regday = quarter(y, 2, 3)
	if (m == "resolution")
		res = "none"
	else if (chance(new ? 9 : 40)) {
		resday = late(y)
		if (new)
			bad = 1
	} else if (chance(4)) {
		res = "false"
		bad = 1
	}
	if (m == "regdate")
		reg = "none"
	else if (chance(new ? 8 : 40)) {
		regday = late(y)
		if (new)
			bad = 1
	} else if (chance(new ? 2 : 5)) {
		reg = "false"
		bad = 1
	}
	registered = hh[k]
	if (chance(new ? 14 : 26)) {
		registered -= between(1, 9)
		if (m != "registered")
			bad = 1
	}

	# incidents, in the order of the record
	split("anti_state sabotage illegal_religion exploitation separatism prolonged_disputes " \
	    "incited_gathering hot_spots new_social_evils", key, " ")
	for (i = 1; i <= 9; i++)
		inc[i] = 0
	if (chance(10)) {
		i = pick("3|6|6|7|8|8|9|9|9|4") + 0
		inc[i] = 1 + (rnd(5) == 0)
		if (new && !(m == "religion" && i == 3) && !(m == "disputes" && i == 6) && !(m == "hot" && i == 8))
			bad = 1
		isum[u, y, i] += inc[i]
	}

	policy = !chance(4)
	sup = !chance(5)
	r = rnd(100)
	rating = r < 14 ? "excellent" : (r < 68 ? "well_completed" : "completed")
	if (chance(5))
		rating = "not_completed"
	disc = chance(6) ? 1 : 0
	if (new && ((!policy && m != "policy") || (!sup && m != "supervised") || \
	    (rating == "not_completed" && m != "rating") || (disc && m != "discipline")))
		bad = 1

	# cases of the period, 1 November to 31 October
	nc = chance(58) ? 1 + (rnd(6) == 0) : 0
	cs = ""
	nat = 0
	for (i = 1; i <= nc; i++) {
		r = rnd(12)
		t = r < 2 ? r + 11 : r - 1
		if (rnd(12) == 0)
			day = rnd(2) ? stamp(y, 10, 31) : stamp(y - 1, 11, 1)
		else if (r < 2)
			day = stamp(y - 1, t, between(1, mdays(y - 1, t)))
		else
			day = stamp(y, t, between(1, mdays(y, t)))
		cs = cs (cs == "" ? "" : "\n") (d = new_case("area", day))
		n = ++ncase
		chome[n] = home[k]; cday[n] = day; ctext[n] = d; cb[n] = cu[n] = 0
		if (ctype == "serious_accident" || ctype == "environment" || ctype == "food_safety")
			continue
		cb[n] = cbad; cu[n] = cunk
		if (m == "cases")
			continue
		nat += cbad
		if (new && cbad)
			bad = 1
		if (new && cunk)
			unk = 1
	}

	# what the meeting of 2013 to 2021 found, clause by clause
	for (i = 2; i <= 5; i++)
		f[i] = "met"
	fm = 0
	if (!new) {
		if (nat && chance(700))
			f[4] = "not_met"
		if (!policy)
			f[2] = "not_met"
		if (inc[3] + inc[4] + inc[6] + inc[7] > 0 && chance(700))
			f[3] = "not_met"
		if ((cr[k] > pc + 1 && chance(500)) || chance(26) || (vi[k] > pv && cr[k] > pc && chance(600)))
			f[4] = "not_met"
		if (rating == "not_completed" || disc || chance(18))
			f[5] = "not_met"
		if (m == "clause") {
			fm = between(3, 5)
			f[fm] = ""
		}
		if (m != "review")
			for (i = 2; i <= 5; i++)
				if (f[i] == "not_met")
					bad = 1
	}

	decide(u, y)
	att = idiv(hh[k] * between(62, 93), 100)
	t = bad ? 180 : (unk ? 700 : 978)
	r = chance(t)
	atot[u, y]++
	areg[u, y] += reg != "false" && reg != "none"
	arec[u, y] += r

	if (y < 2013)
		return
	o("---")
	# a comment goes with its record, so it stands below the marker
	if (chance(8))
		o("# " pick("Biểu do trưởng khu, trưởng thôn lập, công an đã đối chiếu|Bản bổ sung|" \
		    "Nhập lại từ sổ theo dõi|Đã đính chính số hộ"))
	o("record: area")
	o("id: " aid[k])
	t = village[k] && !(home[k] == "14827" && y >= 2020) ? "thôn" : "khu phố"
	d = (t == "thôn" ? "Thôn " : "Khu phố ") proper[k]
	o("name: " (u == "14815" ? "\"" d "\"" : d))
	o("unit: " code(u))
	o("year: " y)
	o("type: " t)
	o("households:")
	o("  total: " hh[k])
	if (m == "registered")
		unknown("  ", "registered")
	else
		o("  registered: " registered)
	if (m == "population")
		unknown("", "population")
	else
		o("population: " idiv(hh[k] * pop[k] + rnd(900), 100))
	paper("resolution", res, resday, sprintf("%02d-NQ/CB", between(1, 9)))
	paper("registration", reg, regday)
	if (m == "policy")
		unknown("", "policy_implemented")
	else
		o("policy_implemented: " bool(policy))
	o("incidents:")
	for (i = 1; i <= 9; i++)
		if ((m == "religion" && i == 3) || (m == "disputes" && i == 6) || (m == "hot" && i == 8))
			unknown("  ", key[i])
		else
			o("  " key[i] ": " inc[i])
	if (m == "c")
		unknown("", "crimes")
	else
		o("crimes: " cr[k] (y > 2013 && cr[k] > pc + 1 ? "   # tăng so với năm trước" : ""))
	if (m == "s")
		unknown("", "social_evils")
	else
		o("social_evils: " se[k])
	if (m == "v")
		unknown("", "violations")
	else
		o("violations: " vi[k])
	if (m == "cases")
		unknown("", "cases")
	else if (cs == "")
		o("cases: []")
	else {
		o("cases:")
		o(cs)
	}
	if (m == "supervised")
		unknown("", "supervised_managed")
	else
		o("supervised_managed: " bool(sup))
	o("force:")
	if (m == "rating")
		unknown("  ", "rating")
	else
		o("  rating: " rating)
	if (m == "discipline")
		unknown("  ", "disciplined")
	else
		o("  disciplined: " disc)
	if (m != "review") {
		o("review:")
		o("  date: " date(y, 11, rday[u, y]))
		o("  attended: " att)
		o("  in_favour: " (bad ? idiv(att * between(40, 75), 100) : idiv(att * between(86, 100), 100)))
		if (!new) {
			o("  findings:")
			for (i = 2; i <= 5; i++)
				if (f[i] != "")
					o("    \"5." i "\": " f[i])
		}
	}
	if (r) {
		o("recognition:")
		o("  date: " dday[u, y])
		o("  number: " dno[u, y])
		o("  by: Chủ tịch Ủy ban nhân dân " ufull[u])
	} else if (chance(500))
		o("recognition: false")
}

function areas(    y, i, k) {
	making = "areas"
	setup_areas()
	head("Khu dân cư của thị xã Bỉm Sơn, 2013-2024: số liệu ví dụ.",
	    "Residential areas of the town of Bỉm Sơn, 2013-2024: example records.")
	o("#")
	o("# Các thôn của xã Hà Lan giữ nguyên mã khu (14827-..) sau khi xã nhập vào phường Đông")
	o("# Sơn ngày 1/12/2019; unit là đơn vị mà mã chỉ vào ngày 31/12 của năm.")
	o("# The villages of Xã Hà Lan keep their ids (14827-..) after the merger of 1 December")
	o("# 2019; unit is what its code names on 31 December of the year.")
	for (y = 2011; y <= 2024; y++)
		for (i = 1; i <= nu; i++)
			for (k = 1; k <= nk; k++)
				if (unit_in(home[k], y) == unit[i])
					area(k, y)
}

# ---------------------------------------------------------- institutions

# unit | id | type | name | managed by | armed, size or stage | party body |
# first year | last year | people | guard
function inst(line,    w) {
	split(line, w, "|")
	ni++
	iu[ni] = w[1]; iid[ni] = w[1] "-" w[2]; it[ni] = w[3]; iname[ni] = w[4]
	iby[ni] = w[5]; iattr[ni] = w[6]; iparty[ni] = w[7]
	ifrom[ni] = w[8] + 0; iuntil[ni] = w[9] + 0; ipeople[ni] = w[10] + 0; iguard[ni] = w[11]
}

function setup_institutions() {
	ni = 0
	inst("14809|CQ1|agency|Trạm Y tế phường Bắc Sơn|commune|civil|false|2011|2024|9|none")
	inst("14809|DN1|enterprise|Công ty TNHH Vật liệu Đá Trắng|commune|medium|true|2011|2024|142|yes")
	inst("14809|NT1|school|Trường THCS Ngàn Thông|commune|lower_secondary|true|2011|2024|486|part")
	inst("14809|NT2|school|Trường Mầm non Vành Khuyên|commune|kindergarten|true|2011|2024|262|none")
	inst("14812|CQ1|agency|Trạm Y tế phường Ba Đình|commune|civil|false|2011|2024|10|none")
	inst("14812|CQ2|agency|Trung tâm Văn hóa thị xã|district|civil|true|2011|2024|24|part")
	inst("14812|DN1|enterprise|Công ty CP Xi măng Ngàn Sương|province|large|true|2011|2024|1240|yes")
	inst("14812|DN2|enterprise|Công ty TNHH Thương mại Tâm Phát Lộc|commune|micro|false|2013|2024|8|none")
	inst("14812|NT1|school|Trường THPT Đồi Thông|province|upper_secondary|true|2011|2024|1130|yes")
	inst("14815|CQ1|agency|Trạm Y tế phường Lam Sơn|commune|civil|false|2011|2024|9|none")
	inst("14815|CQ2|agency|Ban Chỉ huy Quân sự thị xã|district|armed|true|2011|2024|32|yes")
	inst("14815|DN1|enterprise|Công ty CP Bao bì Lưng Đèo|commune|medium|true|2011|2024|188|yes")
	inst("14815|DN2|enterprise|Công ty TNHH Cơ khí Sao Hỏa|commune|small|false|2011|2024|37|part")
	inst("14815|NT1|school|Trường Tiểu học và THCS Hoa Sim|commune|multi_level|true|2011|2024|742|part")
	inst("14818|CQ1|agency|Trạm Y tế phường Ngọc Trạo|commune|civil|false|2011|2024|10|none")
	inst("14818|CQ2|agency|Hạt Kiểm lâm khu vực|district|civil|true|2012|2024|15|part")
	inst("14818|DN1|enterprise|Công ty CP May Thoi Bạc|commune|large|true|2011|2024|860|yes")
	inst("14818|DN2|enterprise|Công ty TNHH Vận tải Bánh Xe Xanh|commune|medium|true|2014|2024|96|yes")
	inst("14818|NT1|school|Trường THCS Suối Ngang|commune|lower_secondary|true|2011|2024|655|part")
	inst("14818|NT2|school|Trường Tiểu học Hoa Mua|commune|primary|true|2011|2024|590|none")
	inst("14821|CQ1|agency|Trạm Y tế phường Đông Sơn|commune|civil|false|2011|2024|9|none")
	inst("14821|DN1|enterprise|Công ty CP Lắp ráp Ô tô Cổng Trời|province|large|true|2011|2024|930|yes")
	inst("14821|DN2|enterprise|Công ty TNHH Gạch Lò Nung|commune|medium|true|2011|2022|118|yes")
	inst("14821|NT1|school|Trường Trung cấp nghề Tay Vàng|province|vocational|true|2011|2024|540|yes")
	inst("14821|NT2|school|Trường THCS Bờ Lau|commune|lower_secondary|true|2011|2024|402|part")
	inst("14823|CQ1|agency|Trạm Y tế phường Phú Sơn|commune|civil|false|2011|2024|8|none")
	inst("14823|DN1|enterprise|Công ty CP Nông sản Nắng Hạ|commune|medium|true|2011|2024|105|yes")
	inst("14823|NT1|school|Trường THCS Đồi Chè|commune|lower_secondary|true|2011|2024|388|part")
	inst("14824|CQ1|agency|Trạm Y tế xã Quang Trung|commune|civil|false|2011|2024|8|none")
	inst("14824|DN1|enterprise|Công ty TNHH Chế biến lâm sản Gỗ Lim|commune|?|false|2016|2024|64|part")
	inst("14824|NT1|school|Trường Tiểu học và THCS Đồng Mơ|commune|multi_level|true|2011|2024|510|part")
	inst("14827|CQ1|agency|Trạm Y tế xã Hà Lan|commune|civil|false|2011|2019|7|none")
	inst("14827|NT1|school|Trường Tiểu học và THCS Bến Sậy|commune|multi_level|true|2011|2024|436|part")
}

function inst_by(j, u) {
	if (iby[j] == "commune")
		return "Chủ tịch Ủy ban nhân dân " ufull[u]
	return iby[j] == "district" ? "Chủ tịch Ủy ban nhân dân thị xã Bỉm Sơn" : \
	    "Chủ tịch Ủy ban nhân dân tỉnh Thanh Hóa"
}

# the words of a list of rules, with what is left out
function rules(block, list, less,    n, w, i, s) {
	n = split(list, w, " ")
	if (block) {
		o("rules:")
		for (i = 1; i <= n; i++)
			if (i != less)
				o("  - " w[i])
		return
	}
	s = ""
	for (i = 1; i <= n; i++)
		if (i != less)
			s = s (s == "" ? "" : ", ") w[i]
	o("rules: [" s "]")
}

function institution(j, y,    u, new, old, school, bad, unk, m, res, plan, reg, resday, planday,
    regday, list, less, block, briefed, models, policy, coord, parents, n, i, key, inc, cs, day,
    gt, gr, gd, elig, qual, pd, find, by, r, skip, t) {
	u = unit_in(iu[j], y)
	new = y >= 2022
	old = y < 2013
	school = it[j] == "school"
	bad = unk = 0
	n = rnd(9) - 3
	ipeople[j] += idiv(ipeople[j] * n, 100)
	ipeople[j] += rnd(2)
	skip = new && ((iattr[j] == "armed") || iattr[j] == "micro" || iattr[j] == "small" || \
	    iattr[j] == "kindergarten" || iattr[j] == "primary")

	m = ""
	if (new && chance(95))
		m = pick("models|briefed|policy|cases|subunits|gathering|rating|plan")
	else if (!new && chance(85))
		m = school ? pick("finding|finding|briefed|rules|plan") : \
		    pick("finding|finding|briefed|coordination|models|complaints")
	if (m == "rating" && iguard[j] != "yes")
		m = "models"
	if (m != "")
		unk = 1

	res = iparty[j] == "true" ? "full" : "absent"
	plan = "full"
	reg = u == "14818" && chance(500) ? "date" : "full"
	resday = quarter(y, 1, 1)
	planday = quarter(y, 1, 2)
	regday = quarter(y, 2, 3)
	if (m == "plan")
		plan = "none"
	else if (chance(25)) {
		planday = late(y)
		if (new)
			bad = 1
	} else if (chance(7)) {
		plan = "false"
		bad = 1
	}
	if (chance(10)) {
		regday = late(y)
		if (new)
			bad = 1
	} else if (chance(4)) {
		reg = "false"
		bad = 1
	}

	if (school)
		list = "guarding internal_politics learner_management fire"
	else if (new)
		list = "guarding state_secrets internal_politics labour_safety fire environment"
	else
		list = "guarding state_secrets internal_politics fire"
	less = 0
	if (chance(20)) {
		less = between(1, 4)
		if (m != "rules")
			bad = 1
	}
	block = u == "14815" || u == "14823"
	briefed = ipeople[j]
	if (chance(26)) {
		briefed -= between(1, 6)
		if (m != "briefed")
			bad = 1
	}
	models = chance(18) ? 0 : between(1, 3)
	if (models == 0 && m != "models" && (new || !school))
		bad = 1
	policy = !chance(5)
	if (!policy && m != "policy" && (new || !school))
		bad = 1
	coord = !chance(10)
	if (!coord && m != "coordination" && !new && !school)
		bad = 1
	parents = !chance(12)
	if (new && school && !parents && iattr[j] != "vocational")
		bad = 1

	if (new && school)
		n = split("illegal_religion exploitation incited_gathering state_secrets school_violence offenders", key, " ")
	else if (new)
		n = split("illegal_religion exploitation incited_gathering illegal_strike state_secrets staff_sanctioned", key, " ")
	else
		n = split("mass_complaints illegal_strike major_theft leaks offenders new_social_evils", key, " ")
	for (i = 1; i <= n; i++)
		inc[i] = 0
	if (chance(28)) {
		i = new ? (school ? between(5, 6) : pick("3|6|6") + 0) : pick("1|3|5|6|6") + 0
		inc[i] = 1
		if (!(m == "gathering" && i == 3) && !(m == "complaints" && i == 1) && (new || !school))
			bad = 1
	}

	cs = ""
	if (chance(50)) {
		i = between(1, school && !new ? 5 : 10)
		day = stamp(y, i, between(1, mdays(y, i)))
		if (chance(80))
			day = new ? stamp(y, 11, 15) : (school ? stamp(y, 5, 31) : stamp(y, 11, 30))
		cs = new_case(school ? "school" : "firm", day)
		if (m != "cases") {
			if (new && ctype != "serious_accident") {
				if (cbad)
					bad = 1
				if (cunk)
					unk = 1
			}
			if (!new && !school && (ctype == "serious_fire" || ctype == "serious_accident" || ctype == "fatal_accident"))
				bad = 1
		}
	}

	gt = chance(550) ? "advanced_collective" : (chance(300) ? "excellent_collective" : "none")
	gr = pick("well_completed|well_completed|well_completed|excellent|completed")
	gd = chance(8) ? 1 : 0
	if (new && iguard[j] == "yes" && gt == "none" && gr == "completed" && m != "rating")
		bad = 1
	if (new && iguard[j] != "none" && gd)
		bad = 1
	elig = idiv(ipeople[j], 60) + 2
	if (elig > 18)
		elig = 18
	qual = elig - rnd(idiv(elig, 4) + 1)
	if (chance(25))
		qual = idiv(elig, 2)
	if (new && m != "subunits" && 100 * qual < 70 * elig)
		bad = 1
	pd = chance(14) ? 1 : 0
	if (new && pd)
		bad = 1
	find = m == "finding" ? "" : (chance(bad ? 250 : 48) ? "not_met" : "met")
	if (!new && find == "not_met")
		bad = 1

	by = inst_by(j, u)
	if (!((by, y) in dno)) {
		dno[by, y] = between(300, 990) "/QĐ-UBND"
		dday[by, y] = new ? date(y, 11, chance(80) ? between(20, 24) : between(17, 19)) : \
		    date(y, 12, between(8, 20))
	}
	if (old)
		r = chance(840)
	else
		r = skip ? chance(60) : chance(bad ? 110 : (unk ? 600 : 968))
	if (iby[j] == "commune" && !skip) {
		bcons[u, y]++
		breg[u, y] += reg != "false"
		brec[u, y] += r
	}

	o("---")
	o("record: institution")
	o("id: " iid[j])
	o("name: " (u == "14815" ? "\"" iname[j] "\"" : iname[j]))
	o("unit: " code(u))
	o("year: " y)
	o("type: " it[j])
	o("managed_by: " iby[j])
	if (it[j] == "agency")
		o("armed_forces: " bool(iattr[j] == "armed"))
	else if (school)
		o("stage: " iattr[j])
	else if (iattr[j] != "?")
		o("size: " iattr[j])
	else
		o("# size: chưa xác định")
	o("party_body: " iparty[j])
	if (res != "absent")
		paper("resolution", res, resday, sprintf("%02d-NQ/CB", between(1, 9)))
	else if (chance(150))
		o("resolution: false   # không có tổ chức Đảng riêng")
	paper("plan", plan, planday, sprintf("%02d/KH", between(2, 40)))
	paper("registration", reg, regday)
	if (m == "rules")
		unknown("", "rules")
	else
		rules(block, list, less)
	o("people:")
	o("  total: " ipeople[j])
	if (m == "briefed")
		unknown("  ", "briefed")
	else
		o("  briefed: " briefed)
	o("  disciplined: " pd)
	if (m == "models")
		unknown("", "models")
	else {
		o("models:")
		o("  effective: " models)
	}
	if (m == "policy")
		unknown("", "policy_implemented")
	else
		o("policy_implemented: " bool(policy))
	if (!new) {
		if (m == "coordination")
			unknown("", "coordination_plan")
		else
			o("coordination_plan: " bool(coord))
	}
	if (school && new && iattr[j] != "vocational")
		o("parents_coordination: " bool(parents))
	o("incidents:")
	for (i = 1; i <= n; i++)
		if ((m == "gathering" && i == 3) || (m == "complaints" && i == 1))
			unknown("  ", key[i])
		else
			o("  " key[i] ": " inc[i])
	if (m == "cases")
		unknown("", "cases")
	else if (cs == "")
		o("cases: []")
	else {
		o("cases:")
		o(cs)
	}
	if (iguard[j] == "none")
		o("guard: false")
	else {
		o("guard:")
		o("  eligible: " bool(iguard[j] == "yes"))
		if (m == "rating") {
			unknown("  ", "title")
			if (gr != "completed")
				gr = "completed"
		} else
			o("  title: " gt)
		o("  rating: " gr)
		o("  disciplined: " gd)
	}
	if (m == "subunits") {
		o("subunits:")
		o("  eligible: " elig)
		unknown("  ", "qualified")
	} else {
		o("subunits:")
		o("  eligible: " elig)
		o("  qualified: " qual)
	}
	if (school && !new) {
		o("period:   # năm học " (y - 1) "-" y)
		o("  from: " (y - 1) "-09-05")
		o("  to: " y "-05-31")
	}
	t = ipeople[j] > 300 ? between(60, 120) : idiv(ipeople[j] * between(75, 100), 100)
	o("review:")
	o("  date: " (new ? date(y, 11, 16) : (school ? date(y, 6, between(2, 20)) : date(y, 12, between(1, 6)))))
	o("  attended: " t)
	o("  in_favour: " idiv(t * (bad ? between(45, 80) : between(88, 100)), 100))
	if (!new && !old && find != "") {
		o("  findings:")
		o("    \"" (school ? "8.other" : "7.4") "\": " find)
	}
	if (r) {
		o("recognition:")
		o("  date: " dday[by, y])
		o("  number: " dno[by, y])
		o("  by: " by)
	} else if (!skip && chance(500))
		o("recognition: false")
}

function institutions(    y, i, j) {
	making = "institutions"
	setup_institutions()
	head("Cơ quan, doanh nghiệp, nhà trường của thị xã Bỉm Sơn, 2011-2024: số liệu ví dụ.",
	    "Agencies, enterprises and schools of the town of Bỉm Sơn, 2011-2024: example records.")
	for (y = 2011; y <= 2024; y++)
		for (i = 1; i <= nu; i++)
			for (j = 1; j <= ni; j++)
				if (unit_in(iu[j], y) == unit[i] && y >= ifrom[j] && y <= iuntil[j] && \
				    !(iu[j] == "14827" && iuntil[j] == 2019 && y == 2019))
					institution(j, y)
}

# ------------------------------------------------------------- communes

# never two draws in one expression: awk leaves their order open
function person(    family, middle, given) {
	family = pick("Nguyễn|Trần|Lê|Phạm|Hoàng|Vũ|Mai|Tống|Đỗ|Trịnh")
	middle = pick("Văn|Xuân|Đức|Hữu|Minh|Thanh|Ngọc")
	given = pick("Bình|Dũng|Hà|Hạnh|Hòa|Lâm|Mận|Nhàn|Quý|Sáng|Thảo|Tuyến|Vinh|Yên")
	return family " " middle " " given
}

# the cases of the commune: those of its areas that fall into its own period
function commune_cases(u, y,    lo, hi, i, j, n, list, s) {
	lo = y < 2022 ? stamp(y - 1, 12, 1) : stamp(y - 1, 11, 16)
	hi = y < 2022 ? stamp(y, 11, 30) : stamp(y, 11, 15)
	n = 0
	kbad = kunk = 0
	for (i = 1; i <= ncase; i++)
		if (unit_in(chome[i], y) == u && cday[i] >= lo && cday[i] <= hi) {
			for (j = ++n; j > 1 && cday[list[j - 1]] > cday[i]; j--)
				list[j] = list[j - 1]
			list[j] = i
			kbad += cb[i]
			kunk += cu[i]
		}
	s = ""
	for (j = 1; j <= n; j++)
		s = s (s == "" ? "" : "\n") ctext[list[j]]
	return s
}

function commune(u, y,    new, old, bad, unk, m, res, plan, reg, resday, planday, regday, models,
    policy, i, key, v, c, s, w, mass, sup, perf, pt, gt, pd, gd, cs, f, r, a, b, xa, t) {
	new = y >= 2022
	old = y < 2013
	xa = utype[u] == "xã"
	bad = unk = 0

	m = ""
	if (new && chance(170))
		m = pick("disputes|models|performed|plan|c|cases|supervised")
	else if (!new && !old && chance(90))
		m = pick("clause|clause|police|guard|discipline|resolution")

	res = plan = reg = "full"
	resday = quarter(y, 1, 1)
	planday = quarter(y, 1, 2)
	regday = quarter(y, 2, 3)
	if (u == "14824")
		res = chance(500) ? "date" : "full"
	if (chance(new ? 25 : 80)) {
		planday = late(y)
		if (new)
			bad = 1
	} else if (chance(new ? 20 : 60)) {
		resday = late(y)
		if (new)
			bad = 1
	} else if (chance(15)) {
		reg = "false"
		bad = 1
	}
	if (m == "resolution")
		res = "none"
	if (m == "plan")
		plan = "none"
	models = chance(20) ? 0 : between(1, 6)
	if (new && !models && m != "models")
		bad = 1
	policy = !chance(10)
	if (new && !policy)
		bad = 1

	split("anti_state sabotage illegal_religion exploitation separatism prolonged_disputes " \
	    "incited_gathering hot_spots new_social_evils", key, " ")
	for (i = 1; i <= 9; i++) {
		v[i] = isum[u, y, i] + 0
		if (new && v[i] && !(m == "disputes" && i == 6))
			bad = 1
	}
	mass = chance(40) ? 1 : 0

	# the areas' figures and those that belong to none of them
	if (!((u, "c") in rest)) {
		rest[u, "c"] = between(6, 14)
		rest[u, "s"] = between(4, 9)
		rest[u, "v"] = between(15, 40)
	}
	rest[u, "c"] = walk(rest[u, "c"], new ? 70 : 260, 500)
	rest[u, "s"] = walk(rest[u, "s"], new ? 70 : 260, 450)
	rest[u, "v"] += rnd(5) - (rest[u, "v"] > 9 ? 3 : 2)
	c = csum[u, y] + rest[u, "c"]
	s = ssum[u, y] + rest[u, "s"]
	w = vsum[u, y] + rest[u, "v"]
	if (new && ((c > last[u, "c"] && last[u, "c"] >= 0 && m != "c") || s > last[u, "s"] || w > last[u, "v"]))
		bad = 1
	if (new && last[u, "c"] < 0)
		unk = 1
	last[u, "c"] = m == "c" ? -1 : c
	last[u, "s"] = s
	last[u, "v"] = w

	cs = commune_cases(u, y)
	if (new && m != "cases") {
		if (kbad)
			bad = 1
		if (kunk)
			unk = 1
	}
	sup = !chance(15)
	perf = !chance(20)
	pd = chance(35) ? 1 : 0
	gd = chance(20) ? 1 : 0
	if (new && ((!sup && m != "supervised") || (!perf && m != "performed") || pd))
		bad = 1
	pt = pick("advanced_unit|advanced_unit|advanced_unit|victorious_unit")
	if (chance(50))
		pt = "none"
	gt = pick("advanced_unit|advanced_unit|advanced_unit|advanced_unit|victorious_unit")
	if (chance(40))
		gt = "none"
	for (i = 2; i <= 4; i++)
		f[i] = "met"
	if (chance(70))
		f[between(3, 4)] = "not_met"
	if (m == "clause")
		f[between(2, 4)] = ""
	if (!new) {
		if ((m != "police" && pt == "none") || (m != "guard" && gt == "none") || gd || (pd && m != "discipline"))
			bad = 1
		for (i = 2; i <= 4; i++)
			if (f[i] == "not_met")
				bad = 1
		if (100 * arec[u, y] < 70 * atot[u, y])
			bad = 1
	} else {
		a = atot[u, y] + bcons[u, y]
		b = areg[u, y] + breg[u, y]
		if (b < a || 100 * (arec[u, y] + brec[u, y]) < 70 * b)
			bad = 1
	}
	if (m != "")
		unk = 1
	r = old ? chance(780) : chance(bad ? 140 : (unk ? 600 : 960))

	if (y == 2011 || y == 2016 || y == 2021 || !(u in incharge))
		incharge[u] = person()

	o("---")
	o("record: commune")
	o("unit: " code(u))
	o("year: " y)
	paper("resolution", res, resday, sprintf("%02d-NQ/ĐU", between(1, 15)))
	paper("plan", plan, planday, sprintf("%02d/KH-UBND", between(3, 45)))
	paper("registration", reg, regday)
	if (m == "models")
		unknown("", "models")
	else {
		o("models:")
		o("  effective: " models)
	}
	o("policy_implemented: " bool(policy))
	o("incidents:")
	for (i = 1; i <= 9; i++)
		if (m == "disputes" && i == 6)
			unknown("  ", key[i])
		else
			o("  " key[i] ": " v[i])
	o("  mass_complaints: " mass)
	if (m == "c")
		unknown("", "crimes")
	else
		o("crimes: " c)
	o("social_evils: " s)
	o("violations: " w)
	if (m == "cases")
		unknown("", "cases")
	else if (cs == "")
		o("cases: []")
	else {
		o("cases:")
		o(cs)
	}
	if (m == "supervised")
		unknown("", "supervised_managed")
	else
		o("supervised_managed: " bool(sup))
	o("police:")
	if (new) {
		if (m == "performed")
			unknown("  ", "performed")
		else
			o("  performed: " bool(perf))
	} else if (m == "police")
		unknown("  ", "title")
	else
		o("  title: " pt)
	if (m == "discipline")
		unknown("  ", "disciplined")
	else
		o("  disciplined: " pd)
	o("guard:")
	if (!new) {
		if (m == "guard")
			unknown("  ", "title")
		else
			o("  title: " gt)
	}
	o("  disciplined: " gd)
	t = between(8, 36)
	o("campaigns:")
	o("  sessions: " t)
	o("  attended: " t * between(45, 180))
	a = between(18, 95)
	b = idiv(a * between(35, 80), 100)
	t = idiv(b * between(30, 70), 100)
	o("tips:")
	o("  received: " a)
	o("  valuable: " b)
	o("  cases: " t)
	o("  persons: " t + rnd(12))
	a = between(60, 120) + (y - 2011) * 5
	b = idiv(a * between(82, 100), 100)
	o("budget:")
	o("  allocated: " a "000000")
	o("  spent: " b "000000")
	o("review:")
	o("  date: " (new ? date(y, 11, 16) : date(y, 12, between(1, 5))))
	a = between(40, 75)
	o("  attended: " a)
	o("  in_favour: " idiv(a * (bad ? between(50, 80) : between(90, 100)), 100))
	if ((!new && !old) || (xa && y >= 2021)) {
		o("  findings:")
		if (!new)
			for (i = 2; i <= 4; i++)
				if (f[i] != "")
					o("    \"5." i "\": " f[i])
		if (xa && y >= 2021)
			o("    \"19.2.other\": " (y == 2022 ? "not_met" : "met"))
	}
	if (r) {
		if (!(("town", y) in dno)) {
			dno["town", y] = between(700, 2400) "/QĐ-UBND"
			dday["town", y] = new ? date(y, 11, chance(200) ? 22 : between(17, 19)) : date(y, 12, between(8, 20))
		}
		o("recognition:")
		o("  date: " dday["town", y])
		o("  number: " dno["town", y])
		o("  by: Chủ tịch Ủy ban nhân dân thị xã Bỉm Sơn")
	} else if (chance(500))
		o("recognition: false")
	o("new_rural: " bool(xa))
	o("in_charge: " incharge[u])
}

function communes(    y, i) {
	making = "communes"
	head("Các xã, phường của thị xã Bỉm Sơn, 2011-2024: số liệu ví dụ.",
	    "The communes and wards of the town of Bỉm Sơn, 2011-2024: example records.")
	o("#")
	o("# Xã Hà Lan (14827) có bản ghi đến năm 2018, sau đó thuộc phường Đông Sơn (14821).")
	o("# Xã Hà Lan (14827) has records to 2018, then it belongs to Phường Đông Sơn (14821).")
	for (y = 2011; y <= 2024; y++)
		for (i = 1; i <= nu; i++)
			if (unit_in(unit[i], y) == unit[i])
				commune(unit[i], y)
}

BEGIN {
	want = ARGV[1]
	if (ARGC != 2 || (want != "units" && want != "areas" && want != "institutions" && want != "communes")) {
		print "usage: awk -f generate.awk units|areas|institutions|communes" | "cat 1>&2"
		exit 2
	}
	# the fixed seed: change it and every figure changes
	s1 = 2018
	s2 = 375
	s3 = 96
	setup_units()
	units()
	areas()
	institutions()
	communes()
	exit 0
}
