"""The words that the site and its papers use, and what they mean under the rules of a knowledge base."""

from nhanrong.records.area import Rules


def words(rules: Rules) -> list[tuple[str, str]]:
    """Each word with its meaning, in the order in which a reader meets them."""
    return [
        ("Mô hình", "Một cách làm ăn đã có người làm, kể đủ để người khác xem xét làm theo."),
        (
            "Cách làm hay",
            "Một việc làm được ngay theo từng bước: sản xuất kinh doanh, kinh tế tập thể, công tác Hội, phong trào.",
        ),
        ("Hoạt động chuyển giao", "Tập huấn, hội thảo đầu bờ, tham quan, dạy nghề."),
        ("Nhân rộng", "Một xã khác làm theo mô hình, và còn làm."),
        ("Lần ghi nhận", "Một dòng trong sổ: mô hình nào, xã nào, tình trạng gì, lúc nào, theo nguồn nào."),
        ("Tỷ lệ xã nhân rộng", "Số xã có mô hình trên tổng số xã của một danh mục, tính từ sổ."),
        (
            "Danh mục",
            (
                "Danh sách đơn vị cấp xã có hiệu lực trong một thời gian. "
                "Từ 01/7/2025 nhiều xã đã nhập lại nên có danh mục cũ và mới."
            ),
        ),
        ("Xã cũ", "Xã của danh mục trước, nay nằm trong một xã mới. “3/4 xã cũ” là ba trong bốn xã cũ đã có ghi nhận."),
        ("Nơi khởi đầu", "Xã mà mô hình bắt đầu, không phải xã làm theo."),
        ("Đã kiểm tra thực tế", f"Có người không phải người báo đã đến xem trong {rules.check_months} tháng."),
        ("Lượt người", "Mỗi lần dự là một lượt; một người dự ba buổi là ba lượt."),
        ("Đã thẩm định", "Cán bộ kỹ thuật đã xem nội dung. Chưa có thì trang ghi “Chưa thẩm định kỹ thuật”."),
        ("Giá cũ", f"Số tiền đã quá {rules.price_years} năm; không nên lấy để tính cho năm nay."),
        ("Hạng", "Mức tin được của một con số, từ A (đo đếm, có đối chứng) đến E (báo chí, nghe lại)."),
        ("IPM", "Quản lý dịch hại tổng hợp: theo dõi ruộng vườn, chỉ dùng thuốc khi cần."),
        ("VietGAP", "Quy trình sản xuất nông nghiệp tốt của Việt Nam, có tổ chức chứng nhận."),
        ("OCOP", "Chương trình Mỗi xã một sản phẩm; sản phẩm được xếp hạng sao."),
        ("HTX, THT", "Hợp tác xã, tổ hợp tác."),
        ("Sào", "Đơn vị diện tích, mỗi vùng một khác; nguồn viết sao thì ghi vậy."),
    ]
