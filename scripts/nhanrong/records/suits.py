"""Whom a model suits, in numbers and closed words, so that it can be compared with what a reader has."""

from nhanrong.records.fields import Number, Piece, SourceId, Words, optional, required
from nhanrong.records.vocabulary import Evidence, Slope, Watering


class Level(Piece):
    """Một mức cần có, kèm nguồn."""

    value: Number = required("Mức", "Một số lớn hơn 0; viết 1.5, không viết 1,5.", gt=0)
    text: Words | None = optional("Nói rõ thêm", "Tính trên gì, vào lúc nào.")
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Mã các nguồn.", min_length=1)


class Ground(Piece):
    """Thế đất làm được, kèm nguồn."""

    slopes: tuple[Slope, ...] = required("Thế đất làm được", min_length=1)
    text: Words | None = optional("Nói rõ thêm")
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Mã các nguồn.", min_length=1)


class WaterNeed(Piece):
    """Nước tưới phải có, kèm nguồn."""

    need: Watering = required("Cần nước thế nào")
    text: Words | None = optional("Nói rõ thêm")
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    sources: tuple[SourceId, ...] = required("Nguồn", "Mã các nguồn.", min_length=1)


class Suits(Piece):
    """Hợp với ai: những mức mà nguồn nêu rõ; nguồn không nói thì để trống, không đoán."""

    area: Level | None = optional("Diện tích ít nhất (m²)", "1 ha ghi 10000.")
    ground: Ground | None = optional("Thế đất")
    water: WaterNeed | None = optional("Nước tưới")
    labour: Level | None = optional("Công mỗi tháng ít nhất", "Số công trong tháng bận nhất.")
    income_after: Level | None = optional("Số tháng đến khi có thu", "Tính từ lúc bắt tay làm, lấy số chậm nhất.")
