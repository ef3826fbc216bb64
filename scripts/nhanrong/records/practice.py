"""A good practice (cách làm hay)."""

from nhanrong.records.fields import (
    CropName,
    Date,
    Day,
    Flag,
    Id,
    ModelId,
    Piece,
    Prose,
    SourceId,
    Summary,
    Unit,
    Words,
    optional,
    required,
    wanted,
)
from nhanrong.records.pieces import (
    Disagreement,
    Media,
    Money,
    Photo,
    Place,
    Quantity,
    Review,
    Season,
    Step,
    Translation,
)
from nhanrong.records.vocabulary import Evidence, PracticeKind, Sector


class Practice(Piece):
    """Cách làm hay: một việc làm được ngay, theo từng bước."""

    id: Id = required("Mã cách làm", "Giống tên tệp, không dấu, không đổi.")
    name: Words = required("Tên cách làm")
    other_names: tuple[Words, ...] = optional("Tên gọi khác", "Để tìm cho ra.", default=())
    former_ids: tuple[Id, ...] = optional("Mã trước đây", "Địa chỉ cũ vẫn mở được.", default=())
    summary: Summary = required("Tóm tắt", "Vài câu dễ hiểu.")
    kind: PracticeKind = required("Loại cách làm")
    place: Place = required("Nơi làm", "Xã, lời của nguồn, hoặc “không nêu”.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Ít nhất một mã nguồn.", min_length=1)
    sector: Sector | None = optional("Lĩnh vực")
    crops_animals: tuple[CropName, ...] = optional("Cây, con", default=())
    origin_communes: tuple[Unit, ...] = optional("Nơi khởi đầu", default=())
    year: Date | None = optional("Năm")
    general: Flag = optional("Quy trình chung", "true nếu nguồn không phải người làm tại địa bàn.", default=False)
    problem: Prose | None = wanted("Giải quyết việc gì")
    conditions: Prose | None = wanted("Điều kiện áp dụng")
    steps: tuple[Step, ...] = wanted("Các bước", default=())
    materials: tuple[Words, ...] = optional("Vật tư", default=())
    calendar: tuple[Season, ...] = optional("Thời vụ", default=())
    money: tuple[Money, ...] = wanted("Chi phí, lợi ích bằng tiền", default=())
    result: Prose | None = wanted("Kết quả")
    figures: tuple[Quantity, ...] = optional("Số liệu", default=())
    when_not: Prose | None = wanted("Khi nào không nên làm")
    cautions: tuple[Prose, ...] = optional("Cần lưu ý", default=())
    safety: Prose | None = optional("An toàn", "Thuốc, thời gian cách ly.")
    mistakes: tuple[Prose, ...] = optional("Lỗi thường gặp", default=())
    models: tuple[ModelId, ...] = optional("Mô hình liên quan", default=())
    photos: tuple[Photo, ...] = optional("Ảnh", "Không có mặt người.", default=())
    media: tuple[Media, ...] = optional("Video, tài liệu", default=())
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    translations: tuple[Translation, ...] = optional("Bản dịch", "Tóm tắt bằng tiếng khác.", default=())
    disagreements: tuple[Disagreement, ...] = optional("Các nguồn nói khác nhau", default=())
    note: Prose | None = optional("Ghi chú")
    reviewed: Review | None = wanted("Thẩm định kỹ thuật")
    next_review: Day | None = optional("Ngày xem lại")
    recorded_on: Day | None = optional("Ngày ghi vào kho")
