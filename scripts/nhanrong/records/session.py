"""A technology-transfer activity (hoạt động chuyển giao kỹ thuật)."""

from nhanrong.records.fields import (
    Count,
    CropName,
    Date,
    Day,
    Id,
    ModelId,
    Piece,
    PracticeId,
    Prose,
    SourceId,
    Summary,
    Words,
    optional,
    required,
    wanted,
)
from nhanrong.records.pieces import Disagreement, Media, Money, Photo, Place
from nhanrong.records.vocabulary import Evidence, Nature, Sector, SessionKind


class FollowUp(Piece):
    """Xem lại sau lớp: bao nhiêu hộ đã làm theo."""

    day: Day = required("Ngày xem lại")
    households: Count = required("Số hộ đã áp dụng")
    sources: tuple[SourceId, ...] = required("Nguồn", min_length=1)


class Session(Piece):
    """Hoạt động chuyển giao kỹ thuật: một đợt, một số gộp, hay một kế hoạch."""

    id: Id = required("Mã hoạt động", "Giống tên tệp, không dấu, không đổi.")
    title: Words = required("Tên hoạt động")
    former_ids: tuple[Id, ...] = optional("Mã trước đây", "Địa chỉ cũ vẫn mở được.", default=())
    summary: Summary = required("Nội dung", "Học gì, cho ai.")
    kind: SessionKind = required("Hình thức")
    nature: Nature = required("Một đợt, số gộp hay kế hoạch")
    place: Place = required("Nơi tổ chức", "Xã, lời của nguồn, hoặc “không nêu”.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Ít nhất một mã nguồn.", min_length=1)
    date: Date | None = wanted("Ngày, tháng, năm")
    date_text: Words | None = optional("Thời gian theo nguồn", "Khi nguồn không ghi ngày rõ.")
    sector: Sector | None = optional("Lĩnh vực")
    crops_animals: tuple[CropName, ...] = optional("Cây, con", default=())
    classes: Count | None = wanted("Số lớp, số buổi")
    attendances: Count | None = wanted("Số lượt người")
    people: Count | None = optional("Số người", "Mỗi người đếm một lần.")
    women: Count | None = optional("Số nữ", "Chỉ ghi khi từ 5 trở lên.")
    ethnic_minority: Count | None = optional("Số người dân tộc thiểu số", "Chỉ ghi khi từ 5 trở lên.")
    audience: Words | None = optional("Đối tượng")
    organisers: tuple[Words, ...] = wanted("Đơn vị tổ chức", default=())
    trainers: tuple[Words, ...] = optional("Giảng viên", "Chức danh, đơn vị; không ghi tên người.", default=())
    money: tuple[Money, ...] = optional("Kinh phí", default=())
    models: tuple[ModelId, ...] = optional("Mô hình liên quan", default=())
    practices: tuple[PracticeId, ...] = optional("Cách làm hay liên quan", default=())
    follow_ups: tuple[FollowUp, ...] = wanted("Xem lại sau lớp", default=())
    photos: tuple[Photo, ...] = optional("Ảnh", "Không có mặt người.", default=())
    media: tuple[Media, ...] = optional("Tài liệu", default=())
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    disagreements: tuple[Disagreement, ...] = optional("Các nguồn nói khác nhau", default=())
    note: Prose | None = optional("Ghi chú")
    recorded_on: Day | None = optional("Ngày ghi vào kho")
