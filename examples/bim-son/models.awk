# SPDX-License-Identifier: ISC
#
# models.awk - the self-management models, 2008-2024. As many of a commune are effective
# in a year as its own record says.

function setup_models(    i) {
	nkinds = split("Tiếng kẻng an ninh|Camera an ninh|Dòng họ tự quản về ANTT|Tổ tự quản nhà trọ|" \
	    "Thắp sáng đường đêm|Cụm liên kết giáp ranh an toàn về ANTT|" \
	    "Cổng trường an toàn giao thông|Cựu chiến binh gương mẫu giữ gìn ANTT|" \
	    "Phụ nữ không có người thân vi phạm pháp luật|Thanh niên xung kích tuần tra ban đêm|" \
	    "Khu dân cư không ma túy|Tổ liên gia an toàn phòng cháy, chữa cháy", mname, "|")
	split("phòng ngừa tội phạm|phòng ngừa tội phạm|tự quản trong dòng họ|quản lý cư trú|" \
	    "phòng ngừa tội phạm|liên kết giáp ranh|an toàn giao thông|vận động quần chúng|" \
	    "giáo dục trong gia đình|tuần tra ban đêm|phòng, chống ma túy|phòng cháy, chữa cháy", mtheme, "|")
	# the year in which the model could first be thought of, and whether it belongs to one area
	split("2008 2013 2008 2009 2012 2009 2010 2008 2008 2008 2009 2020", mfirst, " ")
	split("1 1 1 1 1 0 0 0 0 0 1 1", mlocal, " ")
}

# a model that is new in a commune
function new_model(u, y,    n, g, k, tries) {
	for (tries = 0; tries < 60; tries++) {
		g = 1 + rnd(nkinds)
		if (!((u, g) in mhas) && mfirst[g] <= y)
			break
	}
	if (tries == 60)
		return 0
	mhas[u, g] = 1
	n = ++nm[u]
	mid[u, n] = u "-MH" n
	mkind[u, n] = g
	mest[u, n] = y
	mgone[u, n] = 0
	midle[u, n] = 0
	mquality[u, n] = rnd(100)
	msize[u, n] = between(6, 60)
	do
		k = 1 + rnd(nk)
	while (home[k] != u)
	marea[u, n] = mlocal[g] ? k : 0
	return 1
}

function alive(u,    n, c) {
	c = 0
	for (n = 1; n <= nm[u] + 0; n++)
		c += !mgone[u, n]
	return c
}

function put_model(u, n, y, on, best,    t) {
	o("---")
	o("record: model")
	o("id: " mid[u, n])
	o("name: " mname[mkind[u, n]] (marea[u, n] ? " " area_type(marea[u, n], y) " " proper[marea[u, n]] : " " ufull[u]))
	o("unit: " code(u))
	o("year: " y)
	if (marea[u, n])
		o("area: " aid[marea[u, n]])
	o("theme: " mtheme[mkind[u, n]])
	o("established: " mest[u, n])
	o("members: " msize[u, n])
	t = rnd(10)
	t = on ? (t < 7 || best ? "good" : "average") : (mest[u, n] == y ? "unrated" : (t < 6 ? "average" : "weak"))
	o("rating: " t)
	o("effective: " bool(on))
	o("replicate: " bool(best))
	if (y == 2018 && best)
		exemplary[u] = n
}

# which are effective: the best of them, with some luck
function models_of(u, y,    e, n, i, best, score, on, first) {
	e = effective[u, y]
	if (e < 0)
		e = between(1, 3)
	while (alive(u) < e && new_model(u, y))
		;
	if (alive(u) < 8 && chance(260))
		new_model(u, y)
	for (n = 1; n <= nm[u]; n++) {
		score[n] = mquality[u, n] + rnd(30)
		on[n] = 0
	}
	first = 0
	for (i = 1; i <= e; i++) {
		best = 0
		for (n = 1; n <= nm[u]; n++)
			if (!mgone[u, n] && !on[n] && (!best || score[n] > score[best]))
				best = n
		if (best)
			on[best] = 1
		if (i == 1)
			first = best
	}
	if (!chance(y == 2018 ? 800 : 250))
		first = 0
	for (n = 1; n <= nm[u]; n++) {
		if (mgone[u, n])
			continue
		msize[u, n] += rnd(4)
		put_model(u, n, y, on[n], n == first)
		midle[u, n] = on[n] ? 0 : midle[u, n] + 1
		if (midle[u, n] == 3 && alive(u) > 6)
			mgone[u, n] = 1
	}
}

function self_management(    y, i) {
	making = "models"
	head("Mô hình tự quản về an ninh trật tự của thị xã Bỉm Sơn, 2008-2024: số liệu ví dụ.",
	    "Self-management models of the town of Bỉm Sơn, 2008-2024: example records.")
	setup_models()
	for (y = 2008; y <= 2024; y++)
		for (i = 1; i <= nu; i++)
			if (unit_in(unit[i], y) == unit[i])
				models_of(unit[i], y)
}
