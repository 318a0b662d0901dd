# SPDX-License-Identifier: ISC
#
# meetings.awk - the meetings of the reviews (five years in 2013, ten in 2018), what was
# due, and what came when.

function meet(id, u, y, type, day, invited, attended, minutes, place) {
	o("---")
	o("record: meeting")
	o("id: " id)
	o("year: " y)
	o("unit: " code(u))
	o("type: " type)
	o("date: " day)
	o("invited: " invited)
	if (attended != "")
		o("attended: " attended)
	o("minutes: " bool(minutes))
	if (place != "")
		o(place)
}

# the teams sat down with their own ten years first
function team_sessions(u,    i, day, n, minutes) {
	for (i = 1; i <= nr; i++) {
		if (runit[i] != u || rtype[i] == "steering_committee")
			continue
		day = rnd(2) ? date(2018, 4, between(2, 29)) : date(2018, 5, between(2, 10))
		n = rmembers[i] - rnd(2)
		minutes = !chance(60)
		if (!chance(25))
			meet("SH2018-" rid[i], u, 2018, "team_session", day, rmembers[i], chance(12) ? "" : n, minutes, "team: " rid[i])
	}
}

function area_reviews(u,    k, day, n, minutes) {
	for (k = 1; k <= nk; k++) {
		if (home[k] != u)
			continue
		day = date(2018, 5, between(5, 20))
		n = idiv(khh[k, 2018] * between(58, 92), 100)
		minutes = !chance(50)
		if (!chance(20))
			meet("BX2018-" aid[k], u, 2018, "area_review", day, khh[k, 2018], n, minutes, "area: " aid[k])
	}
}

function hold(u, y, type, day, lo, hi,    n, m) {
	n = between(lo, hi)
	m = n - between(0, idiv(n, 8))
	meet("HN" y "-" u, u, y, type, day, n, m, 1, "")
}

function meetings(    i, day) {
	making = "meetings"
	head("Các cuộc họp, hội nghị sơ kết 2013 và tổng kết 2018 của thị xã Bỉm Sơn: số liệu ví dụ.",
	    "The meetings of the reviews of 2013 and 2018 of the town of Bỉm Sơn: example records.")
	o("#")
	o("# Mã: SH sinh hoạt lực lượng, BX họp khu dân cư, HN hội nghị của xã, phường, thị xã.")
	o("# Ids: SH session of a team, BX review of an area, HN conference of commune or town.")
	for (i = 1; i <= nu; i++) {
		day = date(2013, 5, between(13, 28))
		hold(unit[i], 2013, "commune_conference", day, 50, 90)
	}
	hold("381", 2013, "town_conference", "2013-06-27", 160, 200)
	for (i = 1; i <= nu; i++) {
		team_sessions(unit[i])
		area_reviews(unit[i])
		# "before 31 May"
		day = date(2018, 5, between(22, 30))
		held[unit[i]] = day
		hold(unit[i], 2018, "commune_conference", day, 60, 110)
	}
	hold("381", 2018, "town_conference", "2018-07-26", 190, 240)
}

function due(id, title, from, deadline) {
	o("---")
	o("record: due")
	o("id: " id)
	o("title: " title)
	o("from: " from)
	o("deadline: " deadline)
	o("for: 2018")
}

function came(id, u, received, corrected, note) {
	o("---")
	o("record: submission")
	o("due: " id)
	o("unit: " code(u))
	o("received: " received)
	if (corrected != "")
		o("corrected: " corrected)
	if (note != "")
		o("note: " note)
}

function deadlines(    conference, report, town) {
	making = "deadlines"
	head("Ba thời hạn của kế hoạch tổng kết 2018 và những gì đã nộp: số liệu ví dụ.",
	    "The three deadlines of the plan of 2018, and what was handed in: example records.")
	o("#")
	o("# Có nơi nộp sớm, đúng hạn, muộn, phải nộp lại, chưa nộp.")
	o("# deadline là ngày cuối còn đúng hạn: kế hoạch viết trước ngày 31/5/2018 thì là 30/5.")
	o("# Some are early, on the day, late, corrected, missing.")
	o("# A deadline is the last day in time: where the plan says before 31 May, it is 30 May.")
	conference = "tong-ket-cap-xa-2018"
	report = "bao-cao-tong-ket-2018"
	town = "tong-ket-thi-xa-2018"
	due(conference, "Biên bản hội nghị tổng kết cấp xã, phường", "commune", "2018-05-30")
	due(report, "Báo cáo kết quả tổng kết 10 năm của xã, phường", "commune", "2018-06-29")
	due(town, "Biên bản hội nghị tổng kết cấp thị xã", "district", "2018-07-30")
	came(conference, "14809", held["14809"], "", "")
	came(conference, "14812", held["14812"], "", "")
	came(conference, "14815", "2018-05-30", "", "")
	came(conference, "14818", "2018-05-30", "2018-06-04", "thiếu chữ ký của thư ký")
	came(conference, "14821", held["14821"], "", "")
	came(conference, "14823", "2018-06-05", "", "nộp sau khi được nhắc")
	came(conference, "14824", held["14824"], "", "")
	came(report, "14809", "2018-06-12", "", "")
	came(report, "14812", "2018-06-29", "", "")
	came(report, "14815", "2018-06-21", "2018-06-28", "số tổ ANXH chưa khớp với danh sách")
	came(report, "14818", "2018-07-02", "", "")
	came(report, "14821", "2018-06-27", "", "")
	came(report, "14824", "2018-07-16", "2018-07-20", "thiếu phụ lục khen thưởng")
	came(report, "14827", "2018-06-25", "", "")
	came(town, "381", "2018-07-27", "", "")
}
