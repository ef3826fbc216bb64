"""One line of the replication ledger (một lần ghi nhận)."""

from nhanrong.records.fields import (
    Count,
    Date,
    Day,
    Flag,
    Id,
    LineId,
    Piece,
    Prose,
    SourceId,
    SubjectId,
    Whole,
    Words,
    optional,
    required,
    wanted,
)
from nhanrong.records.vocabulary import Evidence, Link, Organisation, Reason, State


class Group(Piece):
    """Tổ chức cùng làm."""

    form: Organisation = required("Hình thức")
    count: Count = optional("Số tổ chức", default=1)
    name: Words | None = optional("Tên tổ chức")


class LearntFrom(Piece):
    """Học từ đâu; `ref` là mã hoạt động, mã mô hình của chương trình, hoặc “danh mục/mã xã”."""

    kind: Link = required("Học từ đâu")
    ref: Words | None = optional("Mã", "Mã hoạt động, mã mô hình, hoặc danh mục/mã xã.")
    text: Words | None = optional("Nói rõ")


class Check(Piece):
    """Ai đã xem, ngày nào, mức nào: 1 chi hội, 2 Hội xã, 3 tại thực địa, 4 độc lập."""

    level: Whole = required("Mức kiểm tra", "1 chi hội xác nhận; 2 Hội Nông dân xã; 3 thực địa; 4 độc lập.", ge=1, le=4)
    role: Words = required("Chức danh người xem", "Không ghi tên người.")
    day: Day = required("Ngày xem")
    same_as_reporter: Flag = required("Người xem cũng là người báo", "true hoặc false.")
    method: Words | None = optional("Xem bằng cách nào")


class LineSupport(Piece):
    """Hỗ trợ ở xã này."""

    text: Words = required("Hỗ trợ gì")
    ends: Date | None = wanted("Kết thúc hỗ trợ")


class Line(Piece):
    """Một lần ghi nhận: dòng chỉ thêm, không sửa; sửa sai bằng một dòng mới có `supersedes`."""

    id: Id = required("Mã lần ghi nhận", "Không trùng, không đổi, không dùng lại.")
    subject: SubjectId = required("Mô hình hoặc cách làm", "Mã của mô hình hoặc cách làm hay.")
    state: State = required("Tình trạng")
    recorded_on: Day = required("Ngày ghi vào sổ", "Đủ năm-tháng-ngày.")
    evidence: Evidence = required("Mức bằng chứng", "A đến E; báo chí là E.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Ít nhất một mã nguồn.", min_length=1)
    group: Words | None = optional("Nhóm", "Khi trong xã có nhiều nhóm cùng làm.")
    date: Date | None = wanted("Thời điểm", "Năm, tháng hoặc ngày của tình trạng này.")
    households: Count | None = wanted("Số hộ")
    scale: Words | None = optional("Quy mô")
    organisation: Group | None = optional("Tổ chức")
    link: LearntFrom | None = wanted("Học từ đâu")
    components: tuple[Id, ...] = optional("Hợp phần đã áp dụng", default=())
    support: LineSupport | None = optional("Hỗ trợ")
    check: Check | None = wanted("Kiểm tra")
    reason: Reason | None = optional("Lý do", "Cần có khi thu hẹp, tạm dừng, ngừng, không hợp.")
    learnt: Prose | None = optional("Rút ra điều gì", "Cần có khi ngừng hoặc không hợp.")
    supersedes: LineId | None = optional("Thay cho lần ghi nhận", "Mã của dòng được đính chính.")
    note: Prose | None = optional("Ghi chú")
