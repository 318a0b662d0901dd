# SPDX-License-Identifier: ISC
#
# early-years.awk - what the books still say of the years before the other files begin:
# areas of 2008 to 2012, institutions and communes of 2008 to 2010, in a few lines each.

# Backwards from 2011; areas() has imagined 2011 and 2012 already.
function early_figures(    k, y) {
	for (k = 1; k <= nk; k++)
		for (y = 2010; y >= 2008; y--) {
			khh[k, y] = khh[k, y + 1] - rnd(5)
			kcr[k, y] = walk(kcr[k, y + 1], 260, 150)
			kse[k, y] = walk(kse[k, y + 1], 230, 150)
			kvi[k, y] = walk(kvi[k, y + 1], 400, 220)
			krec[k, y] = chance(y == 2008 ? 480 : (y == 2009 ? 610 : 720))
			kreg[k, y] = chance(y == 2008 ? 820 : 950) ? early_registration(y) : ""
			krating[k, y] = ""
			kdisc[k, y] = chance(6)
			if (kreg[k, y] == "")
				krec[k, y] = 0
		}
}

# the directive came on 19 March 2008
function early_registration(y) {
	return y == 2008 ? date(2008, 4, between(1, 29)) : quarter(y, 2, 3)
}

function put_decision(day, number, by) {
	o("recognition: {date: " day ", number: " number ", by: " by "}")
}

function early_area(k, y,    u, registered) {
	u = home[k]
	if (y < 2011)
		decide(u, y)
	registered = khh[k, y] - (chance(y == 2008 ? 700 : 200) ? between(1, 15) : 0)
	o("---")
	o("record: area")
	o("id: " aid[k])
	o("name: " area_name(k, y))
	o("unit: " code(u))
	o("year: " y)
	o("type: " area_type(k, y))
	o("households: {total: " khh[k, y] ", registered: " registered "}")
	if (kreg[k, y] != "")
		o("registration: " kreg[k, y])
	o("crimes: " kcr[k, y])
	o("social_evils: " kse[k, y])
	if (!chance(40))
		o("violations: " kvi[k, y])
	if (krec[k, y])
		put_decision(dday[u, y], dno[u, y], "Chủ tịch Ủy ban nhân dân " ufull[u])
}

function early_institution(j, y,    u, by, n) {
	u = iu[j]
	n = kpeople[j, 2011] - idiv(kpeople[j, 2011] * (2011 - y), 40)
	kpeople[j, y] = n
	o("---")
	o("record: institution")
	o("id: " iid[j])
	o("name: " iname[j])
	o("unit: " code(u))
	o("year: " y)
	o("type: " it[j])
	o("managed_by: " iby[j])
	if (it[j] == "agency")
		o("armed_forces: " bool(iattr[j] == "armed"))
	else
		o((it[j] == "school" ? "stage: " : "size: ") iattr[j])
	o("people: {total: " n "}")
	if (!chance(y == 2008 ? 700 : 920))
		return
	o("registration: " early_registration(y))
	if (!chance(y == 2008 ? 450 : 620))
		return
	by = inst_by(j, u)
	if (!((by, y) in dno)) {
		dno[by, y] = between(300, 990) "/QĐ-UBND"
		dday[by, y] = date(y, 12, between(8, 20))
	}
	put_decision(dday[by, y], dno[by, y], by)
}

function early_commune(u, y,    k, c, s, v, sessions, n) {
	c = between(8, 15)
	s = between(4, 9)
	v = between(18, 40)
	for (k = 1; k <= nk; k++)
		if (home[k] == u) {
			c += kcr[k, y]
			s += kse[k, y]
			v += kvi[k, y]
		}
	tips[u, y, "r"] = between(14, 60)
	tips[u, y, "v"] = idiv(tips[u, y, "r"] * between(35, 70), 100)
	tips[u, y, "c"] = idiv(tips[u, y, "v"] * between(30, 70), 100)
	tips[u, y, "p"] = tips[u, y, "c"] + rnd(10)
	effective[u, y] = between(1, 2) + y - 2008
	sessions = between(6, 24)
	if (!((u, "early") in incharge))
		incharge[u, "early"] = person()
	o("---")
	o("record: commune")
	o("unit: " code(u))
	o("year: " y)
	o("registration: " early_registration(y))
	o("models: {effective: " effective[u, y] "}")
	o("crimes: " c)
	o("social_evils: " s)
	o("violations: " v)
	n = sessions * between(40, 150)
	o("campaigns: {sessions: " sessions ", attended: " n "}")
	o("tips: {received: " tips[u, y, "r"] ", valuable: " tips[u, y, "v"] ", cases: " \
	    tips[u, y, "c"] ", persons: " tips[u, y, "p"] "}")
	n = between(42, 64) + (y - 2008) * 6
	o("budget: {allocated: " n "000000, spent: " idiv(n * between(85, 100), 100) "000000}")
	if (chance(y == 2008 ? 350 : 650)) {
		if (!(("town", y) in dno)) {
			dno["town", y] = between(700, 2400) "/QĐ-UBND"
			dday["town", y] = date(y, 12, between(8, 20))
		}
		put_decision(dday["town", y], dno["town", y], "Chủ tịch Ủy ban nhân dân thị xã Bỉm Sơn")
	}
	o("in_charge: " incharge[u, "early"])
}

function early_years(    y, i, j, k) {
	making = "early-years"
	head("Những năm đầu của Đề án 375: khu dân cư 2008-2012, cơ sở và xã, phường 2008-2010: số liệu ví dụ.",
	    "The first years of Scheme 375: areas 2008-2012, institutions and communes 2008-2010.")
	o("#")
	o("# Những năm này chưa có bộ tiêu chí nào tính được; chỉ đếm các quyết định công nhận.")
	o("# No set of criteria can be computed for these years; only decisions are counted.")
	early_figures()
	for (y = 2008; y <= 2012; y++)
		for (i = 1; i <= nu; i++) {
			for (k = 1; k <= nk; k++)
				if (home[k] == unit[i])
					early_area(k, y)
			if (y > 2010)
				continue
			for (j = 1; j <= ni; j++)
				if (iu[j] == unit[i] && ifrom[j] == 2011)
					early_institution(j, y)
			early_commune(unit[i], y)
		}
}
