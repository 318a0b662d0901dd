# SPDX-License-Identifier: ISC
#
# institutions.awk - the agencies, enterprises and schools year by year.

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
	kpeople[j, y] = ipeople[j]
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
	irec[j, y] = r
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
	field("policy_implemented", bool(policy), m == "policy")
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
	entries("cases", cs, m == "cases")
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
