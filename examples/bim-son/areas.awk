# SPDX-License-Identifier: ISC
#
# areas.awk - cases, and the residential areas year by year.

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

# what the other files go by; unmet: surely, by Circular 23/2012
function keep_area(k, y, recognised, registration, rating, disciplined) {
	khh[k, y] = hh[k]
	kcr[k, y] = cr[k]
	kse[k, y] = se[k]
	kvi[k, y] = vi[k]
	krec[k, y] = recognised
	kreg[k, y] = registration
	krating[k, y] = rating
	kdisc[k, y] = disciplined
}

# the name of an area in a year, for the beginning of a line or the middle of one
function area_type(k, y) {
	return village[k] && !(home[k] == "14827" && y >= 2020) ? "thôn" : "khu phố"
}

function area_name(k, y) {
	return (area_type(k, y) == "thôn" ? "Thôn " : "Khu phố ") proper[k]
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
	keep_area(k, y, r, reg == "date" || reg == "full" ? regday : "", rating, disc)
	if (!new) {
		unmet[k, y] = reg == "false" || res == "false" || (registered < hh[k] && m != "registered")
		for (i = 2; i <= 5; i++)
			if (f[i] == "not_met" && m != "review")
				unmet[k, y] = 1
	}

	if (y < 2013)
		return
	o("---")
	# a comment goes with its record, so it stands below the marker
	if (chance(8))
		o("# " pick("Biểu do trưởng khu, trưởng thôn lập, công an đã đối chiếu|Bản bổ sung|" \
		    "Nhập lại từ sổ theo dõi|Đã đính chính số hộ"))
	o("record: area")
	o("id: " aid[k])
	t = area_type(k, y)
	d = area_name(k, y)
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
	field("policy_implemented", bool(policy), m == "policy")
	o("incidents:")
	for (i = 1; i <= 9; i++)
		if ((m == "religion" && i == 3) || (m == "disputes" && i == 6) || (m == "hot" && i == 8))
			unknown("  ", key[i])
		else
			o("  " key[i] ": " inc[i])
	field("crimes", cr[k] (y > 2013 && cr[k] > pc + 1 ? "   # tăng so với năm trước" : ""), m == "c")
	field("social_evils", se[k], m == "s")
	field("violations", vi[k], m == "v")
	entries("cases", cs, m == "cases")
	field("supervised_managed", bool(sup), m == "supervised")
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
