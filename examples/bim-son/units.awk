# SPDX-License-Identifier: ISC
#
# units.awk - the administrative units, which are real, and which of them a year has.

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
