"""Outlines that an area brings along can be drawn."""

from collections.abc import Iterator
from typing import Any

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef


def _outlines(features: tuple[object, ...], path: str) -> tuple[dict[UnitRef, Any], list[Problem]]:
    # the geometry takes a while to import, and few areas bring outlines along
    from nhanrong.outlines import outlines

    return outlines(features, Place(path))


def outlines_are_readable(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi hình trong tệp ranh giới có list, code và một hình khép kín."""
    for path, features in kb.outlines:
        yield from _outlines(features, path)[1]


def outlines_are_whole(kb: Knowledge) -> Iterator[Problem]:
    """Đã có ranh giới của một danh mục thì phải có đủ mọi đơn vị, nếu không sơ đồ sẽ được vẽ thay."""
    files = kb.outlines
    drawn = {ref for path, features in files for ref in _outlines(features, path)[0]}
    for list_id in sorted({ref.list for ref in drawn} & set(kb.lists)):
        missing = [ref for ref in kb.units_of(list_id) if ref not in drawn]
        if missing:
            names = ", ".join(f"{kb.units[ref].name} ({ref.code})" for ref in missing[:5])
            yield Problem(
                Place(files[0][0]),
                "NR803",
                f"danh mục {list_id} còn thiếu {len(missing)} hình: {names}",
                "Thêm hình, hoặc bỏ cả danh mục này.",
            )
    if drawn and not drawn & set(kb.units):
        yield Problem(
            Place(files[0][0]), "NR803", "không hình nào thuộc danh mục của kho", "Xem lại list và code của từng hình."
        )


WHOLE = (outlines_are_readable, outlines_are_whole)
