"""Second languages: a record is translated into those of the area, once into each."""

from collections.abc import Iterator

from nhanrong.catalogues import languages
from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.records.fields import Piece
from nhanrong.records.pieces import Translation
from nhanrong.walking import Inside


def translations_are_of_the_area(kb: Knowledge, entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Bản dịch là sang tiếng có trong area.yml."""
    if kb.area_entry is None:
        return
    named = kb.area_entry.record.languages
    for path, piece in inside.of(Translation):
        if isinstance(piece, Translation) and piece.language not in named:
            hint = "Thêm mã tiếng vào languages của area.yml, hoặc sửa mã."
            yield Problem(entry.place(*path, "language"), "NR980", f"area.yml không có tiếng “{piece.language}”", hint)


def one_translation_a_language(entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Mỗi tiếng chỉ có một bản dịch."""
    seen: set[str] = set()
    for path, piece in inside.of(Translation):
        if isinstance(piece, Translation):
            if piece.language in seen:
                place = entry.place(*path, "language")
                yield Problem(place, "NR981", f"đã có bản dịch “{piece.language}” ở trên", "Giữ một bản dịch.")
            seen.add(piece.language)


def languages_have_catalogues(kb: Knowledge) -> Iterator[Problem]:
    """Tiếng ghi ở area.yml phải có bảng từ, mỗi tiếng một lần; trang chỉ dựng bằng tiếng đã ghi."""
    area = kb.area_entry
    if area is None:
        return
    for field, codes in (("languages", area.record.languages), ("pages_in", area.record.pages_in)):
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield Problem(area.place(field, index), "NR984", f"{field} ghi “{code}” hai lần", "Bỏ một lần.")
    known = languages()
    for index, code in enumerate(area.record.languages):
        if code not in known:
            hint = f"Hiện có: {', '.join(known)}. Thêm tiếng mới thì thêm languages/{code}.po vào phần mềm."
            yield Problem(area.place("languages", index), "NR982", f"tiếng “{code}” chưa có bảng từ", hint)
    for index, code in enumerate(area.record.pages_in):
        if code not in area.record.languages:
            hint = "Ghi tiếng này vào languages trước."
            yield Problem(area.place("pages_in", index), "NR983", f"pages_in có “{code}” mà languages không có", hint)


LOCAL = (one_translation_a_language,)
RELATED = (translations_are_of_the_area,)
WHOLE = (languages_have_catalogues,)
