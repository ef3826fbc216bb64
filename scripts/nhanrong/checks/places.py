"""Units are named by list and code, and exist."""

from collections.abc import Iterator

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.model import Model
from nhanrong.records.pieces import NOT_STATED
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.walking import Inside


def _unknown_unit(kb: Knowledge, ref: UnitRef) -> tuple[str, str] | None:
    if ref in kb.units or kb.index.has("unreadable", f"units/{ref.list}") or not kb.lists:
        return None
    if ref.list not in kb.lists:
        known = "Các danh mục: " + ", ".join(kb.lists) + "."
        return f"không có danh mục “{ref.list}”", nearest(ref.list, kb.lists) or known
    hint = nearest(ref.code, [other.code for other in kb.units_of(ref.list)])
    return f"danh mục {ref.list} không có mã {ref.code}", hint or f"Xem mã trong models_data/units/{ref.list}.yml."


def units_exist(kb: Knowledge, entry: Entry[Piece], inside: Inside) -> Iterator[Problem]:
    """Mỗi “danh mục/mã xã” phải có trong danh mục của địa bàn."""
    for path, ref in inside.units:
        said = _unknown_unit(kb, ref)
        if said:
            yield Problem(entry.place(*path), "NR407", *said)


def ledgers_are_of_known_units(kb: Knowledge) -> Iterator[Problem]:
    """Tên thư mục và tên tệp của sổ là một xã có trong danh mục."""
    for name in kb.index.names("ledgers"):
        said = None if kb.index.has("units", name) else _unknown_unit(kb, UnitRef(*name.split("/")))
        if said:
            path = kb.index.values("ledgers", name)[0][0]
            yield Problem(kb.document(path).place(), "NR407", *said)


def places_say_something(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Nơi làm có ít nhất một xã, hoặc lời của nguồn, hoặc “không nêu”; nơi ngoài địa bàn phải nói rõ."""
    record = entry.record
    if not isinstance(record, Model | Practice | Session):
        return
    place = record.place
    if not place.units and not place.text:
        yield Problem(
            entry.place("place"),
            "NR408",
            "nơi làm còn trống",
            f"Ghi units, hoặc text; nguồn không nêu thì ghi text: {NOT_STATED}.",
        )
    elif place.outside and (place.units or not place.text or place.text == NOT_STATED):
        yield Problem(
            entry.place("place", "outside"),
            "NR408",
            "nơi ngoài địa bàn phải ghi bằng lời",
            "Bỏ units; ghi text gồm xã và huyện.",
        )


LOCAL = (places_say_something,)
RELATED = (units_exist,)
WHOLE = (ledgers_are_of_known_units,)
