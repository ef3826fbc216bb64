"""A model farm (mô hình)."""

from nhanrong.records.fields import (
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
    Unit,
    Words,
    optional,
    required,
    wanted,
)
from nhanrong.records.pieces import (
    Accounts,
    Certificate,
    Component,
    Disagreement,
    Honour,
    Media,
    Money,
    Need,
    Photo,
    Place,
    Quantity,
    Review,
    Season,
    Step,
    Support,
    Translation,
)
from nhanrong.records.suits import Suits
from nhanrong.records.vocabulary import Capital, Condition, Organisation, Origin, Sector, Technique


class Model(Piece):
    """Mô hình: cái đã có người làm, kể đủ để người khác xem xét làm theo."""

    id: Id = required("Mã mô hình", "Giống tên tệp, không dấu, không đổi.")
    name: Words = required("Tên mô hình", "Không chỉ vào một gia đình.")
    other_names: tuple[Words, ...] = optional("Tên gọi khác", "Để tìm cho ra.", default=())
    former_ids: tuple[Id, ...] = optional("Mã trước đây", "Địa chỉ cũ vẫn mở được.", default=())
    summary: Summary = required("Tóm tắt cho nông dân", "Vài câu dễ hiểu, tối đa 1500 ký tự.")
    sector: Sector = required("Lĩnh vực")
    place: Place = required("Nơi làm", "Xã, lời của nguồn, hoặc “không nêu”.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Ít nhất một mã nguồn.", min_length=1)
    crops_animals: tuple[CropName, ...] = wanted("Cây, con", "Tên thường gọi, ví dụ cà phê, tằm.", default=())
    techniques: tuple[Technique, ...] = optional("Nhóm kỹ thuật", default=())
    technique: Prose | None = wanted("Kỹ thuật chính")
    organisation: tuple[Organisation, ...] = wanted("Hình thức tổ chức", default=())
    organisation_names: tuple[Words, ...] = optional("Tên tổ chức", "Hợp tác xã, tổ hợp tác, cơ quan.", default=())
    capital_sources: tuple[Capital, ...] = wanted("Nguồn vốn", default=())
    origin: Origin | None = wanted("Nguồn gốc")
    origin_text: Prose | None = optional("Bắt đầu như thế nào")
    origin_communes: tuple[Unit, ...] = wanted("Nơi khởi đầu", "Xã mô hình bắt đầu; kế hoạch không tính.", default=())
    mentioned_communes: tuple[Unit, ...] = optional("Xã được nhắc tới", "Không phải nơi khởi đầu.", default=())
    started: Date | None = wanted("Bắt đầu từ")
    condition: Condition | None = optional("Tình trạng theo nguồn", "Lúc nguồn viết, không phải hiện nay.")
    part_of: ModelId | None = optional("Thuộc đề án, mô hình", "Để một hộ không bị đếm hai lần.")
    scale: tuple[Quantity, ...] = wanted("Quy mô", default=())
    conditions: Prose | None = wanted("Điều kiện áp dụng", "Đất, nước, công, vốn, tay nghề.")
    needs: tuple[Need, ...] = wanted("Điều kiện đi kèm", default=())
    suits: Suits | None = optional("Hợp với ai", "Để người đọc so với đất, nước, công của nhà mình.")
    components: tuple[Component, ...] = optional("Hợp phần kỹ thuật", default=())
    steps: tuple[Step, ...] = wanted("Quy trình", default=())
    calendar: tuple[Season, ...] = wanted("Lịch thời vụ", default=())
    money: tuple[Money, ...] = wanted("Tiền theo nguồn", default=())
    accounts: Accounts | None = wanted("Sổ thu chi", "Từ các dòng này lợi nhuận được tính ra.")
    first_income: Words | None = wanted("Bao lâu có thu")
    seed_source: Prose | None = wanted("Giống ở đâu")
    market: Prose | None = wanted("Bán cho ai")
    strengths: tuple[Prose, ...] = optional("Điểm mạnh", default=())
    risks: tuple[Prose, ...] = wanted("Rủi ro", default=())
    setbacks: tuple[Prose, ...] = optional("Chỗ đã hỏng", "Điều đã không thành và vì sao.", default=())
    lessons: Prose | None = optional("Bài học")
    certificates: tuple[Certificate, ...] = optional("Chứng nhận", default=())
    honours: tuple[Honour, ...] = optional("Danh hiệu", default=())
    support: tuple[Support, ...] = wanted("Hỗ trợ và ngày kết thúc", default=())
    see_at: tuple[Unit, ...] = optional("Nơi có thể xem", "Qua văn phòng Hội.", default=())
    practices: tuple[PracticeId, ...] = optional("Cách làm hay liên quan", default=())
    photos: tuple[Photo, ...] = optional("Ảnh", "Không có mặt người.", default=())
    media: tuple[Media, ...] = optional("Video, tài liệu", default=())
    translations: tuple[Translation, ...] = optional("Bản dịch", "Tóm tắt bằng tiếng khác.", default=())
    disagreements: tuple[Disagreement, ...] = optional("Các nguồn nói khác nhau", default=())
    note: Prose | None = optional("Ghi chú")
    reviewed: Review | None = wanted("Thẩm định kỹ thuật")
    next_review: Day | None = optional("Ngày xem lại")
    recorded_on: Day | None = optional("Ngày ghi vào kho")
