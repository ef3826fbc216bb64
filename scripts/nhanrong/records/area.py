"""Whose knowledge base this is, and by which rules it counts."""

import re

from nhanrong.records.fields import (
    Day,
    Email,
    Flag,
    LanguageCode,
    OfficePhone,
    Piece,
    Prose,
    SourceId,
    SubjectId,
    Unit,
    Url,
    Whole,
    Words,
    optional,
    required,
)
from nhanrong.records.vocabulary import CarryOver, Denominator, Figure, Forge, Reading

FORMAT = 1
SERVERS = {Forge.GITHUB: "https://github.com", Forge.GITLAB: "https://gitlab.com"}
_NUMBER = re.compile(r"\+?\d(?:[ .()-]{0,2}\d){7,12}(?!\d)")
_MOBILE = re.compile(r"(?:\+84|0)[35789]\d{8}")
_NEW_ISSUE = {Forge.GITHUB: "issues/new/choose", Forge.GITLAB: "-/issues/new"}


class Office(Piece):
    """Văn phòng của Hội: đường dây công khai duy nhất được ghi."""

    name: Words = required("Tên văn phòng")
    phone: OfficePhone | None = optional("Điện thoại cơ quan")
    email: Email | None = optional("Thư điện tử cơ quan")
    address: Words | None = optional("Địa chỉ")
    hours: Words | None = optional("Giờ làm việc")
    has_zalo: Flag = optional(
        "Có dùng Zalo", "true nếu điện thoại trên là số di động và văn phòng nhận tin Zalo ở số ấy.", default=False
    )

    @property
    def dialled(self) -> str:
        """What a telephone dials: the first number of its line in digits; empty where there is none."""
        found = _NUMBER.search(self.phone or "")
        digits = re.sub(r"[^\d+]", "", found[0]) if found else ""
        return f"+{digits}" if digits.startswith("84") and len(digits) == 11 else digits

    @property
    def mobile(self) -> str:
        """The same where messages can be sent to it, else empty."""
        return self.dialled if _MOBILE.fullmatch(self.dialled) else ""


class Repository(Piece):
    """Kho mã nguồn: nơi trang nhập liệu gửi bản ghi tới, chờ duyệt."""

    forge: Forge = required("Dịch vụ")
    name: Words = required(
        "Tên kho",
        "Chủ kho/tên kho, ví dụ hoi-nong-dan/nhan-rong.",
        pattern=r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+$",
    )
    branch: Words | None = optional("Nhánh chính", "Bỏ trống thì theo cài đặt của kho.", pattern=r"^[A-Za-z0-9._/-]+$")
    server: Url | None = optional("Máy chủ riêng", "Khi không dùng github.com hay gitlab.com.")
    app_id: Words | None = optional("Mã ứng dụng", "Chỉ GitLab: để đăng nhập bằng tài khoản, không cần mã truy cập.")

    @property
    def host(self) -> str:
        """The server that it lies on, without a slash at its end."""
        return (self.server or SERVERS[self.forge]).rstrip("/")

    @property
    def new_issue(self) -> str:
        """Where somebody with an account begins a report."""
        return f"{self.host}/{self.name}/{_NEW_ISSUE[self.forge]}"


class Area(Piece):
    """Kho này của ai, ở đâu."""

    name: Words = required("Tên địa bàn", "Ví dụ: huyện Di Linh (cũ), Lâm Đồng.")
    format: Whole = required("Phiên bản dữ liệu", "Hiện nay là 1.", ge=1)
    site_url: Url = required("Địa chỉ trang web", "Nằm trong mã QR in ra nên không đổi.")
    offices: tuple[Office, ...] = optional("Văn phòng Hội", default=())
    demonstration: Flag = optional("Dữ liệu trình diễn", default=False)
    sao: Whole | None = optional(
        "Một sào ở đây (m²)",
        "Bắc Bộ 360, Trung Bộ 500, Tây Nguyên 1000. Bỏ trống thì người đọc tự chọn.",
        ge=100,
        le=2000,
    )
    repository: Repository | None = optional("Kho mã nguồn", "Để nhập liệu trên trang web.")
    languages: tuple[LanguageCode, ...] = optional(
        "Tiếng khác", "Các tiếng mà bản ghi được dịch sang, ví dụ kpm (Kơ Ho), rad (Ê Đê), en (Anh).", default=()
    )
    pages_in: tuple[LanguageCode, ...] = optional(
        "Dựng thêm trang bằng tiếng", "Trong số các tiếng trên; chữ nào chưa dịch thì để tiếng Việt.", default=()
    )
    outlines: tuple[Words, ...] = optional(
        "Tệp ranh giới", "GeoJSON, mỗi hình có list và code; đường dẫn tính từ thư mục dữ liệu.", default=()
    )


class Target(Piece):
    """Chỉ tiêu: chỉ kết luận khi đủ nơi ban hành, văn bản và thời kỳ."""

    share: Whole = required("Tỷ lệ phần trăm", "Phải hơn tỷ lệ này; bằng là chưa đạt.", ge=0, le=99)
    figure: Figure = required("Tính theo con số nào")
    reading: Reading = required("Cách tính nơi khởi đầu")
    issuer: Words | None = optional("Nơi ban hành")
    document: Words | None = optional("Văn bản")
    period: Words | None = optional("Thời kỳ")
    subjects: tuple[SubjectId, ...] = optional("Mô hình đã chọn từ đầu kỳ", default=())
    note: Prose | None = optional("Nói rõ")


class NotSuitable(Piece):
    """Một đơn vị không hợp với một mô hình, vì sao."""

    subject: SubjectId = required("Mô hình hoặc cách làm")
    unit: Unit = required("Đơn vị")
    reason: Prose = required("Vì sao không hợp")
    day: Day = required("Ngày kết luận")
    sources: tuple[SourceId, ...] = required("Nguồn", min_length=1)


class Rules(Piece):
    """Cách tính; mọi tỷ lệ đều in kèm các số này."""

    current_months: Whole = optional(
        "Còn mới trong (tháng)", "Quá hạn là không rõ hiện trạng.", default=24, ge=1, le=240
    )
    check_months: Whole = optional("Kiểm tra có giá trị (tháng)", default=12, ge=1, le=240)
    check_level: Whole = optional("Mức kiểm tra ít nhất", default=2, ge=1, le=4)
    min_households: Whole = optional("Số hộ ít nhất", "Hoặc có một tổ chức.", default=3, ge=1, le=1000)
    carry_over: CarryOver = optional("Sau sáp nhập", default=CarryOver.NONE)
    denominator: Denominator = optional("Mẫu số", default=Denominator.ALL_UNITS)
    price_years: Whole = optional("Giá cũ sau (năm)", "Số tiền cũ hơn được đánh dấu.", default=3, ge=1, le=50)
    target: Target | None = optional("Chỉ tiêu")
    not_suitable: tuple[NotSuitable, ...] = optional("Đơn vị không hợp", default=())
