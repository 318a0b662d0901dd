# SPDX-License-Identifier: ISC
#
# teams.awk - the forces of the communes and of the town, 2008-2024.
#
# The teams of one commune and year are gathered first and written together, since their
# ratings and tips depend on each other: at most one excellent for five well completed,
# and no more tips than the commune received.

function setup_teams(    i, u) {
	for (i = 1; i <= nu; i++) {
		u = unit[i]
		nguard[u] = utype[u] == "xã" ? 0 : between(2, 3)
		founded[u, "BCD"] = date(2008, 3, between(3, 28))
		founded[u, "TBV"] = date(2008, between(3, 4), between(10, 28))
		founded[u, "ANXH"] = date(2008, between(4, 7), between(5, 28))
		founded[u, "BVDP"] = date(between(2006, 2007), between(2, 11), between(3, 28))
		decided[u, "BCD"] = between(20, 40) "/QĐ-UBND"
		decided[u, "TBV"] = between(41, 90) "/QĐ-UBND"
		decided[u, "ANXH"] = between(91, 120) "/QĐ-UBND"
		decided[u, "BVDP"] = between(15, 99) "/QĐ-UBND"
	}
	founded["381", "BCD"] = "2008-02-28"
	decided["381", "BCD"] = "412/QĐ-UBND"
}

# one more team of the unit that is being gathered; k: its area; sort: of setup_teams
function add(id, name, type, k, j, home, sort) {
	nt++
	tid[nt] = id; tname[nt] = name; ttype[nt] = type
	tarea[nt] = k; tinst[nt] = j; thome[nt] = home; tsort[nt] = sort
}

function gather(u, y,    j, k, c) {
	nt = 0
	if (u == "381") {
		add("381-BCD", "Ban Chỉ đạo 138 thị xã Bỉm Sơn", "steering_committee", 0, 0, u, "BCD")
		return
	}
	add(u "-BCD", "Ban Chỉ đạo ANTT " ufull[u], "steering_committee", 0, 0, u, "BCD")
	for (k = 1; k <= nk; k++)
		if (unit_in(home[k], y) == u)
			add(aid[k] "-TBV", "Tổ bảo vệ ANTT " area_type(k, y) " " proper[k], "protection_team", k, 0, home[k], "TBV")
	for (k = 1; k <= nk; k++)
		if (unit_in(home[k], y) == u)
			add(aid[k] "-ANXH", "Tổ ANXH " area_type(k, y) " " proper[k], "social_security_group", k, 0, home[k], "ANXH")
	if (utype[u] == "phường") {
		add(u "-BVDP", "Ban bảo vệ dân phố " ufull[u], "ward_guard_board", 0, 0, u, "BVDP")
		for (c = 1; c <= nguard[u]; c++)
			add(u "-BVDP-" c, "Tổ bảo vệ dân phố số " c " " ufull[u], "ward_guard_team", 0, 0, u, "BVDP")
	} else
		add(u "-CAX", "Công an xã bán chuyên trách " ufull[u], "commune_force", 0, 0, u, "")
	for (j = 1; j <= ni; j++)
		if (iguard[j] == "yes" && unit_in(iu[j], y) == u && y <= iuntil[j] && (y >= ifrom[j] || ifrom[j] == 2011))
			add(iid[j] "-BV", "Lực lượng bảo vệ " iname[j], "institution_guard", 0, j, iu[j], "")
}

# The months of work, the members, and the rating before the others are looked at.
function draw(i, y,    id, h, r) {
	id = tid[i]
	h = thome[i]
	if (!(id in size)) {
		if (ttype[i] == "steering_committee")
			size[id] = h == "381" ? 27 : between(11, 19)
		else if (ttype[i] == "protection_team")
			size[id] = between(5, 7)
		else if (ttype[i] == "institution_guard")
			size[id] = between(4, 6) + idiv(ipeople[tinst[i]], 60)
		else if (ttype[i] == "ward_guard_board")
			size[id] = 3
		else if (ttype[i] == "commune_force")
			size[id] = between(7, 11)
		else
			size[id] = between(3, 6)
		renewed[id] = ""
		if (ttype[i] == "institution_guard")
			founded[id] = date(ifrom[tinst[i]] > 2011 ? ifrom[tinst[i]] - 1 : between(1996, 2007), between(2, 11), between(2, 27))
		else if (tsort[i] != "")
			founded[id] = founded[h, tsort[i]]
		# the head at work; nobody real
		chief[id] = person()
	}
	tmonths[i] = 12
	if (substr(founded[id], 1, 4) == y)
		tmonths[i] = 12 - substr(founded[id], 6, 2)
	else if (ttype[i] == "social_security_group" && chance(8))
		tmonths[i] = between(5, 8)
	else if (chance(15))
		tmonths[i] = between(10, 11)
	if (y == 2024 && (tsort[i] == "BVDP" || ttype[i] == "commune_force"))
		tmonths[i] = 6
	if (y == 2024 && ttype[i] == "protection_team") {
		size[id] = 3
		renewed[id] = "2024-07-01"
	} else if ((y == 2011 || y == 2014 || y == 2016 || y == 2019 || y == 2021) && (y == 2019 || chance(500))) {
		renewed[id] = date(y, between(1, 6), between(2, 27))
		if (ttype[i] == "steering_committee" || ttype[i] == "institution_guard")
			size[id] += rnd(3) - 1
	}
	r = rnd(1000)
	trating[i] = r < 8 ? "not_completed" : (r < 230 ? "completed" : "well_completed")
	if (ttype[i] == "protection_team" && krating[tarea[i], y] != "")
		trating[i] = krating[tarea[i], y]
	if (tmonths[i] < 9)
		trating[i] = "not_rated"
}

# excellent ones come to a fifth of the well completed at the most
function balance(    i, e, w, n) {
	e = w = 0
	for (i = 1; i <= nt; i++) {
		e += trating[i] == "excellent"
		w += trating[i] == "well_completed"
	}
	for (i = 1; i <= nt && 5 * e > w; i++)
		if (trating[i] == "completed" && ttype[i] != "protection_team") {
			trating[i] = "well_completed"
			w++
		}
	for (i = nt; i >= 1 && 5 * e > w; i--)
		if (trating[i] == "excellent") {
			trating[i] = "well_completed"
			e--
			w++
		}
	for (n = rnd(4); n > 0 && 5 * (e + 1) <= w - 1; n--) {
		i = 1 + rnd(nt)
		if (trating[i] == "well_completed" && ttype[i] != "protection_team") {
			trating[i] = "excellent"
			e++
			w--
		}
	}
}

function lower(rating) {
	return rating == "excellent" ? "well_completed" : \
	    (rating == "well_completed" ? "completed" : (rating == "completed" ? "not_completed" : rating))
}

function low(a, b) {
	return a < b ? a : b
}

# a share of the commune's tips, as long as there are any
function put_tips(u, y,    r, v, c, p, mean) {
	mean = idiv(tips[u, y, "r"], takers)
	r = rnd(2 * mean + 2)
	r = low(r, pool["r"])
	v = idiv(r * between(25, 85), 100)
	v = low(v, pool["v"])
	c = rnd(v + 1)
	c = low(c, pool["c"])
	p = c ? c + rnd(2) : 0
	p = low(p, pool["p"])
	pool["r"] -= r; pool["v"] -= v; pool["c"] -= c; pool["p"] -= p
	o("tips: {received: " r ", valuable: " v ", cases: " c ", persons: " p "}")
}

# social security groups and ward guard teams have none of their own; what an institution spends is not known
function put_budget(i, y,    t, n, spent) {
	t = ttype[i]
	n = 0
	if (t == "steering_committee")
		n = (thome[i] == "381" ? 60 : 4) + between(0, 4)
	else if (t == "protection_team")
		n = 1 + (y > 2014)
	else if (t == "ward_guard_board")
		n = between(8, 14)
	else if (t == "commune_force")
		n = between(10, 18)
	if (!n) {
		if (t == "social_security_group" || t == "ward_guard_team")
			o("budget: {allocated: 0, spent: 0}")
		return
	}
	n = n * 1000 + 100 * rnd(8)
	spent = chance(600) ? n : idiv(n * between(82, 99), 100)
	if (chance(12))
		o("budget: {allocated: " n "000}")
	else
		o("budget: {allocated: " n "000, spent: " spent "000}")
}

function put_team(i, u, y,    id, t, n, w, tr, pa, s, head_rating) {
	id = tid[i]
	t = ttype[i]
	o("---")
	o("record: team")
	o("id: " id)
	o("name: " tname[i])
	o("unit: " code(u))
	o("year: " y)
	o("type: " t)
	if (tarea[i])
		o("area: " aid[tarea[i]])
	if (tinst[i])
		o("institution: " iid[tinst[i]])
	if (tsort[i] != "")
		o("established: {date: " founded[id] ", number: " decided[thome[i], tsort[i]] "}")
	else if (founded[id] != "")
		o("established: " founded[id])
	if (renewed[id] != "")
		o("consolidated: " renewed[id])
	n = size[id]
	w = idiv(n * between(t == "steering_committee" ? 8 : 0, t == "social_security_group" ? 60 : 30), 100)
	tr = idiv(n * low(100, between(35, 55) + (y - 2008) * 4), 100)
	pa = t == "steering_committee" ? n - rnd(3) : idiv(n * between(20, 70), 100)
	s = "members: {total: " n ", women: " w
	if (!chance(14))
		s = s ", trained: " tr
	o(s ", party: " pa "}")
	if (tarea[i])
		o("households: " khh[tarea[i], y])
	n = t == "steering_committee" ? between(3, 6) : (t == "social_security_group" ? between(3, 12) : between(8, 12))
	n = idiv(n * tmonths[i] + 11, 12)
	o("meetings: " n)
	if (t != "steering_committee" && t != "social_security_group") {
		n = t == "protection_team" ? between(30, 110) : between(120, 340)
		n = idiv(n * tmonths[i], 12)
		if (!chance(14))
			o("patrols: " n)
	} else
		o("patrols: 0")
	if (t != "steering_committee" && t != "institution_guard")
		put_tips(u, y)
	o("months_active: " tmonths[i])
	if (!chance(6)) {
		o("rating: " trating[i])
		head_rating = trating[i] != "not_completed" && chance(130) ? lower(trating[i]) : trating[i]
		o("head_rating: " head_rating)
	}
	n = t == "protection_team" ? kdisc[tarea[i], y] : chance(6)
	o("disciplined: " n)
	put_budget(i, y)
}

# what the year of the review needs to know of its teams
function remember(i, u, y) {
	merit[tid[i]] += trating[i] == "excellent" ? 3 : (trating[i] == "well_completed" ? 1 : 0)
	if (y != 2018)
		return
	nr++
	rid[nr] = tid[i]; rname[nr] = tname[i]; rtype[nr] = ttype[i]; runit[nr] = u
	rmembers[nr] = size[tid[i]]; rarea[nr] = tarea[i]; rchief[nr] = chief[tid[i]]
	rmerit[nr] = merit[tid[i]]
}

function forces(    y, i, j, u) {
	making = "teams"
	head("Lực lượng nòng cốt của thị xã Bỉm Sơn, 2008-2024: số liệu ví dụ.",
	    "The forces for security and order of the town of Bỉm Sơn, 2008-2024: example records.")
	o("#")
	o("# Mã: -BCD ban chỉ đạo, -TBV tổ bảo vệ ANTT, -ANXH tổ an ninh xã hội, -BVDP ban và tổ bảo")
	o("# vệ dân phố, -CAX công an xã bán chuyên trách, -BV lực lượng bảo vệ của cơ sở. Từ 1/7/2024")
	o("# bảo vệ dân phố, công an xã bán chuyên trách thôi hoạt động, tổ bảo vệ ANTT có 3 người.")
	o("# Ids: -BCD steering committee, -TBV protection team, -ANXH social security group, -BVDP")
	o("# ward guard board and teams, -CAX part-time commune police, -BV guard of an institution.")
	o("# On 1 July 2024 ward guards and part-time police ended; protection teams have 3 members.")
	setup_teams()
	for (y = 2008; y <= 2024; y++)
		for (j = 0; j <= nu; j++) {
			u = j ? unit[j] : "381"
			if (j && unit_in(u, y) != u)
				continue
			gather(u, y)
			takers = 0
			pool["r"] = tips[u, y, "r"]; pool["v"] = tips[u, y, "v"]
			pool["c"] = tips[u, y, "c"]; pool["p"] = tips[u, y, "p"]
			for (i = 1; i <= nt; i++) {
				draw(i, y)
				takers += ttype[i] != "steering_committee" && ttype[i] != "institution_guard"
			}
			if (j)
				balance()
			for (i = 1; i <= nt; i++) {
				put_team(i, u, y)
				remember(i, u, y)
			}
		}
}
