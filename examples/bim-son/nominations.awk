# SPDX-License-Identifier: ISC
#
# nominations.awk - who was proposed for which award: the review of 2018, and some other
# years. The last four nominations of 2018 are at odds with something on purpose.

# what is said of them
function merits(what) {
	if (what == "area")
		return pick("Nhiều năm liền không có tội phạm nghiêm trọng và tệ nạn xã hội mới phát sinh|" \
		    "Mười năm giữ vững an ninh trật tự, mâu thuẫn trong dân được hòa giải tại chỗ|" \
		    "Toàn dân tích cực tố giác tội phạm, giữ gìn đường phố, ngõ xóm bình yên")
	if (what == "team")
		return pick("Duy trì tuần tra đều, phát hiện và ngăn chặn kịp thời nhiều vụ việc|" \
		    "Nhiều năm hoàn thành tốt nhiệm vụ, cung cấp nhiều tin có giá trị|" \
		    "Làm tốt công tác nắm tình hình, hòa giải, cảm hóa người lầm lỗi")
	if (what == "institution")
		return pick("Tự bảo vệ tốt, nhiều năm không để mất tài sản, không xảy ra cháy, nổ|" \
		    "Phối hợp chặt chẽ với địa phương trong xây dựng cơ quan, đơn vị an toàn")
	if (what == "model")
		return "Mô hình hoạt động hiệu quả, được nhiều nơi học tập, nhân rộng"
	if (what == "committee")
		return pick("Chỉ đạo sâu sát việc thực hiện Đề án 375 và Chỉ thị số 10 trong 10 năm|" \
		    "Đổi mới cách chỉ đạo, củng cố vững chắc lực lượng nòng cốt ở cơ sở")
	if (what == "chief")
		return pick("Chỉ đạo quyết liệt, sát cơ sở trong 10 năm thực hiện Đề án 375|" \
		    "Có nhiều sáng kiến trong củng cố lực lượng nòng cốt và mô hình tự quản")
	return pick("Tận tụy, gương mẫu trong tuần tra canh gác|Cung cấp tin giúp công an làm rõ nhiều vụ việc|" \
	    "Vận động nhân dân đóng góp xây dựng mô hình tự quản|Dũng cảm truy bắt người phạm tội|" \
	    "Nhiều năm làm nòng cốt trong phong trào ở khu dân cư")
}

# decision: a date, "false" or "" (none yet)
function nominate(u, y, subject, name, of, level, award, words, decision) {
	o("---")
	if (remark != "")
		o(remark)
	remark = ""
	had[of, subject, y] = 1
	o("record: nomination")
	o("id: " sprintf("KT%d-%03d", y, ++serial[y]))
	o("year: " y)
	o("unit: " code(u))
	o("subject: " subject)
	o("name: " name)
	if (of != "")
		o("of: " of)
	o("level: " level)
	o("award: " award)
	o("merits: " words)
	if (decision == "false")
		o("decision: false")
	else if (decision != "") {
		if (!((decision, level, award) in sheet))
			sheet[decision, level, award] = between(200, 2900) "/QĐ-" (level == "ministry" ? "BCA" : "UBND")
		o("decision: {date: " decision ", number: " sheet[decision, level, award] "}")
	}
}

# an area of the commune that was recognised in most years, not met in none; skip: not this one
function best_area(u, y, skip,    k, j, n, best, most) {
	best = most = 0
	for (k = 1; k <= nk; k++) {
		if (unit_in(home[k], y) != u || k == skip || !krec[k, y] || unmet[k, y])
			continue
		n = 0
		for (j = 2008; j <= y; j++)
			n += krec[k, j]
		if (n > most) {
			most = n
			best = k
		}
	}
	return best
}

# the team of a type that served best in the ten years
function best_team(u, type, skip,    i, best) {
	best = 0
	for (i = 1; i <= nr; i++)
		if (runit[i] == u && rtype[i] == type && i != skip && (!best || rmerit[i] > rmerit[best]))
			best = i
	return best
}

function collective_area(u, y, k, level, decision,    words) {
	words = merits("area")
	nominate(u, y, "collective", "Nhân dân và cán bộ " area_type(k, y) " " proper[k], aid[k], level, \
	    level == "province" ? "bằng khen" : "giấy khen", words, decision)
}

function collective_team(u, y, i, level, award, decision,    words) {
	words = merits(rtype[i] == "steering_committee" ? "committee" : (rtype[i] == "institution_guard" ? "institution" : "team"))
	nominate(u, y, "collective", rname[i], rid[i], level, award, words, decision)
}

# the head of a team, or another of its members
function one_of(u, y, i, leads, level, award, decision,    words, who) {
	words = merits(rtype[i] == "steering_committee" ? "chief" : "person")
	who = leads ? rchief[i] : person()
	nominate(u, y, "individual", who, rid[i], level, award, words, decision)
}

function review_of_commune(u,    a, b, i, j, k, n, town, day, words) {
	town = chance(80) ? "false" : "2018-07-25"
	day = "2018-05-" between(22, 30)
	a = best_area(u, 2018, 0)
	b = best_area(u, 2018, a)
	if (a)
		collective_area(u, 2018, a, "district", town)
	if (b)
		collective_area(u, 2018, b, "district", "2018-07-25")
	i = best_team(u, "protection_team", 0)
	collective_team(u, 2018, i, "district", "giấy khen", "2018-07-25")
	one_of(u, 2018, i, 1, "district", "giấy khen", "2018-07-25")
	j = best_team(u, "protection_team", i)
	collective_team(u, 2018, j, "commune", "giấy khen", day)
	one_of(u, 2018, j, 1, "commune", "giấy khen", day)
	i = best_team(u, "social_security_group", 0)
	collective_team(u, 2018, i, "commune", "giấy khen", day)
	one_of(u, 2018, i, 0, "commune", "giấy khen", chance(100) ? "false" : day)
	i = best_team(u, utype[u] == "xã" ? "commune_force" : "ward_guard_board", 0)
	one_of(u, 2018, i, 1, "district", "giấy khen", "2018-07-25")
	i = best_team(u, "institution_guard", 0)
	if (i)
		collective_team(u, 2018, i, "district", "giấy khen", "2018-07-25")
	for (j = 1; j <= ni; j++)
		if (iu[j] == u && it[j] == "school" && irec[j, 2018]) {
			words = merits("institution")
			nominate(u, 2018, "collective", iname[j], iid[j], "district", "giấy khen", words, "2018-07-25")
			break
		}
	if (u in exemplary) {
		n = exemplary[u]
		words = merits("model")
		k = marea[u, n]
		nominate(u, 2018, "collective", "Mô hình " mname[mkind[u, n]] " " (k ? area_type(k, 2018) " " proper[k] : ufull[u]), \
		    mid[u, n], "district", "giấy khen", words, "2018-07-25")
	}
}

# the awards that the town asks the province and the ministry for
function review_of_town(    i, u) {
	for (i = 1; i <= nu; i++) {
		u = unit[i]
		if (i % 3 == 1)
			collective_team("381", 2018, best_team(u, "steering_committee", 0), "province", "bằng khen", "2018-09-14")
		if (i % 2 == 0)
			one_of("381", 2018, best_team(u, "protection_team", 0), 1, "province", "bằng khen", i == 4 ? "false" : "2018-09-14")
	}
	collective_team("381", 2018, best_team("14815", "steering_committee", 0), "province", "cờ thi đua", "")
	collective_team("381", 2018, best_team("381", "steering_committee", 0), "ministry", "bằng khen", "")
	one_of("381", 2018, best_team("381", "steering_committee", 0), 1, "ministry", "bằng khen", "")
	one_of("381", 2018, best_team("14812", "steering_committee", 0), 1, "ministry", "kỷ niệm chương", "2018-08-19")
	one_of("381", 2018, best_team("14824", "commune_force", 0), 1, "ministry", "kỷ niệm chương", "2018-08-19")
}

# a protection team of the commune that is proposed for nothing else
function modest_team(u,    a, b, i, modest) {
	a = best_team(u, "protection_team", 0)
	b = best_team(u, "protection_team", a)
	modest = 0
	for (i = 1; i <= nr; i++)
		if (runit[i] == u && rtype[i] == "protection_team" && i != a && i != b)
			modest = i
	return modest
}

# what whoever checks the list has to find
function conflicts(    k, level) {
	remark = "# Cố ý: đề nghị hai lần (của phường và của thị xã). On purpose: proposed twice."
	collective_team("381", 2018, best_team("14812", "protection_team", 0), "district", "giấy khen", "")
	remark = "# Cố ý: năm 2017 đã được tặng hình thức này. On purpose: had the same award in 2017."
	collective_team("14818", 2018, modest_team("14818"), "district", "giấy khen", "")
	level = "district"
	for (k = 1; k <= nk; k++)
		if (unmet[k, 2018] && level != "") {
			remark = "# Cố ý: năm 2018 khu dân cư không đạt. On purpose: the area was not met in 2018."
			collective_area(home[k], 2018, k, level, "")
			level = level == "district" ? "province" : ""
		}
}

# some of another year; the teams of 2018 stand for those of the years about it
function other_year(y, many,    i, j, k, n, u) {
	for (n = 1; n <= many; n++) {
		i = between(1, nu)
		u = unit[i]
		if (unit_in(u, y) != u)
			u = "14821"
		k = best_area(u, y, 0)
		j = best_team(u, n % 3 == 2 ? "steering_committee" : "protection_team", 0)
		if (n % 3 == 1) {
			if (k && !((aid[k], "collective", y) in had))
				collective_area(u, y, k, n == 1 ? "province" : "district", date(y, 12, 24))
		} else if (n % 3 == 2)
			one_of(u, y, j, 0, n == 2 ? "province" : "district", n == 2 ? "bằng khen" : "giấy khen", date(y, 12, 24))
		else if (!((rid[j], "collective", y) in had))
			collective_team(u, y, j, "district", "giấy khen", date(y, 12, 24))
	}
}

function nominations(    i) {
	making = "nominations"
	head("Đề nghị khen thưởng của thị xã Bỉm Sơn, tổng kết 2018 và một số năm: số liệu ví dụ.",
	    "Nominations for awards, the review of 2018 and some other years: example records.")
	o("#")
	o("# of: mã khu dân cư, cơ sở, lực lượng, mô hình. Bốn đề nghị cuối của năm 2018 cố ý có vướng mắc.")
	o("# of: the id of an area, institution, team or model. The last four of 2018 are at odds on purpose.")
	other_year(2010, 5)
	other_year(2013, 9)
	other_year(2015, 8)
	collective_team("14818", 2017, modest_team("14818"), "district", "giấy khen", "2017-12-24")
	for (i = 1; i <= nu; i++)
		review_of_commune(unit[i])
	review_of_town()
	conflicts()
	other_year(2020, 8)
	other_year(2022, 8)
	other_year(2024, 8)
}
