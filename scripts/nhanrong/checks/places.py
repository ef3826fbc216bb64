"""Units are named by list and code, and exist."""

from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import UnitRef
from nhanrong.records.pieces import NOT_STATED, Place
from nhanrong.walking import all_entries, values_inside


def _unknown_unit(kb: Knowledge, ref: UnitRef) -> tuple[str, str] | None:
    if ref in kb.units or ("units", ref.list) in kb.records.unreadable or not kb.lists:
        return None
    if ref.list not in kb.lists:
        return f"không có danh mục “{ref.list}”", nearest(ref.list, kb.lists) or "Các danh mục: " + ", ".join(
            kb.lists
        ) + "."
    codes = {unit.code: unit.name for unit in kb.lists[ref.list].record.units}
    hint = nearest(ref.code, codes)
    return f"danh mục {ref.list} không có mã {ref.code}", hint or f"Xem mã trong models_data/units/{ref.list}.yml."


def units_exist(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi “danh mục/mã xã” phải có trong danh mục của địa bàn."""
    for entry in all_entries(kb):
        for path, ref in values_inside(entry.record):
            said = _unknown_unit(kb, ref) if isinstance(ref, UnitRef) else None
            if said:
                yield Problem(entry.place(*path), "NR407", *said)


def ledgers_are_of_known_units(kb: Knowledge) -> Iterator[Problem]:
    """Tên thư mục và tên tệp của sổ là một xã có trong danh mục."""
    for document, unit in kb.records.ledgers:
        said = _unknown_unit(kb, unit)
        if said:
            yield Problem(document.place(), "NR407", *said)


def places_say_something(kb: Knowledge) -> Iterator[Problem]:
    """Nơi làm có ít nhất một xã, hoặc lời của nguồn, hoặc “không nêu”; nơi ngoài địa bàn phải nói rõ."""
    for entry in kb.content:
        place: Place = entry.record.place
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


CHECKS = (units_exist, ledgers_are_of_known_units, places_say_something)
