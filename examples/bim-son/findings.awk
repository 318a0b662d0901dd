# SPDX-License-Identifier: ISC
#
# findings.awk - what the review of 2018 found, in words, and a few findings of 2013.

function found(u, y, type, about, text) {
	o("---")
	o("record: finding")
	o("id: " sprintf("NX%d-%02d", y, ++nfound[y]))
	o("year: " y)
	o("unit: " code(u))
	o("type: " type)
	o("about: " about)
	o("text: " text)
}

function findings(    t) {
	making = "findings"
	head("Nhận xét, đánh giá của các hội nghị sơ kết 2013, tổng kết 2018: nội dung ví dụ.",
	    "Findings of the reviews of 2013 and 2018: example records.")

	t = "strength"
	found("381", 2018, t, "leadership", "Cấp ủy, chính quyền từ thị xã đến cơ sở đã lãnh đạo, chỉ đạo thường xuyên, đưa việc thực hiện Đề án 375 và Chỉ thị số 10 vào nghị quyết, kế hoạch hằng năm.")
	found("381", 2018, t, "teams", "Lực lượng nòng cốt được củng cố, mọi khu dân cư đều có tổ bảo vệ ANTT và tổ ANXH.")
	found("381", 2018, t, "communes", "Tỷ lệ xã, phường được công nhận đạt tiêu chuẩn an toàn về ANTT tăng dần qua các năm.")
	found("381", 2018, t, "models", "Nhiều mô hình tự quản đi vào nền nếp, được nhân dân đồng tình hưởng ứng và tự nguyện đóng góp kinh phí.")
	found("381", 2018, t, "scheme", "Đề án 375 phù hợp với tình hình cơ sở, huy động được sức mạnh tổng hợp của cả hệ thống chính trị.")
	found("14809", 2018, t, "teams", "Các tổ bảo vệ ANTT duy trì lịch tuần tra ban đêm, nhất là dịp lễ, tết.")
	found("14812", 2018, t, "leadership", "Ban Chỉ đạo ANTT phường phân công thành viên phụ trách từng khu phố, giao ban hằng quý.")
	found("14815", 2018, t, "areas", "Mâu thuẫn trong nội bộ nhân dân được hòa giải kịp thời ngay tại khu phố.")
	found("14818", 2018, t, "institutions", "Các trường học và doanh nghiệp trên địa bàn ký kết quy chế phối hợp bảo vệ ANTT với phường.")
	found("14823", 2018, t, "models", "Mô hình camera an ninh giúp làm rõ nhiều vụ trộm cắp tài sản.")
	found("14824", 2018, t, "areas", "Các thôn đưa nội dung giữ gìn ANTT vào hương ước, quy ước.")
	found("14827", 2018, t, "leadership", "Đảng ủy xã ra nghị quyết chuyên đề về phong trào toàn dân bảo vệ an ninh Tổ quốc.")

	t = "shortcoming"
	found("381", 2018, t, "leadership", "Có nơi cấp ủy, chính quyền còn khoán trắng cho lực lượng công an.")
	found("381", 2018, t, "communes", "Việc phân loại, bình xét ở một số nơi còn hình thức, chưa bám sát tiêu chuẩn.")
	found("381", 2018, t, "institutions", "Một số doanh nghiệp chưa quan tâm xây dựng lực lượng bảo vệ và đăng ký thi đua.")
	found("14809", 2018, t, "teams", "Một số tổ ANXH hoạt động cầm chừng, sinh hoạt không đều.")
	found("14812", 2018, t, "areas", "Tệ nạn xã hội ở một vài khu phố giáp chợ, bến xe còn diễn biến phức tạp.")
	found("14815", 2018, t, "models", "Có mô hình thành lập rồi nhưng không duy trì, chậm sơ kết, rút kinh nghiệm.")
	found("14818", 2018, t, "teams", "Trang bị, công cụ hỗ trợ cho bảo vệ dân phố còn thiếu.")
	found("14821", 2018, t, "areas", "Tỷ lệ hộ dự họp bình xét ở một số khu phố còn thấp.")
	found("14823", 2018, t, "communes", "Hồ sơ đăng ký, đề nghị công nhận lập chậm so với quy định.")
	found("14824", 2018, t, "teams", "Thành viên tổ bảo vệ ANTT thường xuyên thay đổi do đi làm ăn xa.")

	t = "cause"
	found("381", 2018, t, "leadership", "Nhận thức của một bộ phận cán bộ, đảng viên về trách nhiệm bảo vệ ANTT chưa đầy đủ.")
	found("381", 2018, t, "teams", "Kinh phí hỗ trợ lực lượng nòng cốt còn thấp, chưa động viên được người tham gia.")
	found("381", 2018, t, "scheme", "Một số nội dung của Đề án không còn phù hợp sau khi có Thông tư số 23/2012/TT-BCA.")
	found("14809", 2018, t, "teams", "Công tác tập huấn nghiệp vụ cho tổ bảo vệ ANTT chưa được tổ chức hằng năm.")
	found("14818", 2018, t, "institutions", "Công tác phối hợp giữa công an phường và cơ quan, doanh nghiệp có lúc thiếu chặt chẽ.")
	found("14821", 2018, t, "areas", "Dân cư biến động, nhiều lao động tạm trú, việc quản lý cư trú gặp khó khăn.")

	t = "lesson"
	found("381", 2018, t, "leadership", "Ở đâu cấp ủy quan tâm, người đứng đầu gương mẫu thì ở đó phong trào mạnh.")
	found("381", 2018, t, "teams", "Phải chọn người có uy tín, nhiệt tình vào tổ bảo vệ ANTT, tổ ANXH và quan tâm chế độ cho họ.")
	found("381", 2018, t, "models", "Xây dựng mô hình phải xuất phát từ nhu cầu của dân, làm điểm rồi mới nhân rộng.")
	found("14812", 2018, t, "areas", "Giải quyết mâu thuẫn từ khi mới phát sinh, không để thành điểm nóng.")
	found("14815", 2018, t, "communes", "Bình xét phải công khai, dân chủ, có số liệu đối chiếu của công an.")
	found("14827", 2018, t, "areas", "Lấy dòng họ, chi hội làm hạt nhân vận động thì dân dễ nghe, dễ làm.")

	t = "proposal"
	found("381", 2018, t, "scheme", "Đề nghị Ủy ban nhân dân tỉnh sửa đổi, bổ sung Đề án 375 cho phù hợp với Thông tư số 23/2012/TT-BCA.")
	found("381", 2018, t, "teams", "Đề nghị tỉnh nâng mức hỗ trợ hằng tháng cho tổ trưởng, tổ phó tổ bảo vệ ANTT.")
	found("381", 2018, t, "scheme", "Nghiên cứu thống nhất các lực lượng quần chúng ở khu dân cư, tránh chồng chéo nhiệm vụ.")
	found("381", 2018, t, "models", "Nhân rộng các mô hình camera an ninh, tổ tự quản nhà trọ ra toàn thị xã.")
	found("14809", 2018, t, "teams", "Đề nghị Công an thị xã tập huấn nghiệp vụ cho lực lượng nòng cốt mỗi năm ít nhất một lần.")
	found("14818", 2018, t, "institutions", "Đề nghị đưa kết quả đăng ký an toàn về ANTT vào tiêu chí thi đua của doanh nghiệp, nhà trường.")
	found("14824", 2018, t, "communes", "Gắn tiêu chuẩn an toàn về ANTT với tiêu chí 19.2 về xây dựng nông thôn mới.")

	found("381", 2013, "strength", "scheme", "Sau 5 năm, hệ thống tổ chức theo Đề án 375 đã được thành lập ở mọi xã, phường.")
	found("381", 2013, "shortcoming", "teams", "Chế độ báo cáo của các tổ ANXH chưa thành nền nếp.")
	found("381", 2013, "cause", "leadership", "Một số Ban Chỉ đạo mới kiện toàn, thành viên chưa nắm chắc nhiệm vụ.")
	found("381", 2013, "proposal", "areas", "Từ năm 2013 bình xét khu dân cư theo Thông tư số 23/2012/TT-BCA.")
}
