# SPDX-License-Identifier: ISC
#
# communes.awk - the communes and wards year by year, with the sums of their areas.

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

# what the teams and models of the commune go by
function keep_commune(u, y, models, received, valuable, cases, persons) {
	effective[u, y] = models
	tips[u, y, "r"] = received
	tips[u, y, "v"] = valuable
	tips[u, y, "c"] = cases
	tips[u, y, "p"] = persons
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
	field("crimes", c, m == "c")
	o("social_evils: " s)
	o("violations: " w)
	entries("cases", cs, m == "cases")
	field("supervised_managed", bool(sup), m == "supervised")
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
	i = t + rnd(12)
	o("  persons: " i)
	keep_commune(u, y, m == "models" ? -1 : models, a, b, t, i)
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
