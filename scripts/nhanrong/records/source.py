"""A source: what a fact rests on (nguồn)."""

from nhanrong.records.fields import Date, Day, Id, Piece, Prose, Url, Words, optional, required, wanted
from nhanrong.records.vocabulary import Evidence, Reach, ReadExtent, SourceKind


class Source(Piece):
    """Nguồn: văn bản, bài báo, biên bản mà một con số dựa vào. Chỉ ghi nguồn công khai."""

    id: Id = required("Mã nguồn", "Giống tên tệp, không dấu, không đổi.")
    kind: SourceKind = required("Loại nguồn")
    title: Words = required("Tên nguồn")
    publisher: Words | None = wanted("Nơi đăng, nơi ban hành")
    number: Words | None = optional("Số hiệu")
    date: Date | None = wanted("Ngày đăng")
    url: Url | None = optional("Địa chỉ")
    kept_at: Words | None = optional("Nơi lưu", "Khi nguồn không ở trên mạng.")
    pages: Words | None = optional("Trang")
    accessed: Day | None = optional("Ngày đọc")
    evidence: Evidence = required("Mức bằng chứng", "A đến E.")
    reach: Reach = optional("Bản gốc hay bản chép", default=Reach.ORIGINAL)
    read: ReadExtent = optional("Đã đọc tới đâu", default=ReadExtent.FULL)
    note: Prose | None = optional("Ghi chú")
