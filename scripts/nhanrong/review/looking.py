"""Who looked, how and when: as the head of a sheet says, or a row of its own."""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from nhanrong.dates import parse
from nhanrong.lenient import Misunderstood, Value, taken
from nhanrong.review import layout
from nhanrong.review.cells import FIELDS, Cells
from nhanrong.review.choices import levels
from nhanrong.review.layout import Column, Head
from nhanrong.review.questions import Purpose
from nhanrong.vietnamese import fold

_CALLED = {Head.ROLE: "ai xem", Head.DAY: "ngày xem", Head.LEVEL: "xem bằng cách nào", Head.SAME: "câu 4"}


@dataclass(frozen=True)
class Look:
    """One look: by whom (a role), on which day (`own_day`: said in the row), how, and whether by who told of it."""

    role: str
    day: dt.date
    own_day: bool
    level: int
    same: bool


class Looks:
    """The looks of a sheet; what the head lacks is asked for once, when a row needs it."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._head: Mapping[Head, Value | None] = {part: self._said(part, part, layout.ANSWERS_COLUMN) for part in Head}
        self._asked_for: set[Head] = set()

    def of(self, row: int, *, needed: bool, new: bool) -> Look | None:
        """The look of a row; `new` is a row that the sheet did not ask for. None when something is missing or wrong."""
        own = {part: self._said(part, row, column) for part, column in layout.OTHERWISE.items()}
        found = {part: self._head[part] if own[part] is None else own[part] for part in Head}
        if new and own[Head.SAME] is None:
            found[Head.SAME] = True  # nobody has told of it before, so whoever looked is who tells
        if not needed:
            return None
        for part, value in found.items():
            if value is None and self._cells.is_empty(part, layout.ANSWERS_COLUMN) and part not in self._asked_for:
                self._asked_for.add(part)
                hint = "Trả lời ở đầu phiếu; hàng nào khác thì ghi ở các cột cuối."
                self._cells.wrong(part, layout.ANSWERS_COLUMN, "NR848", f"thiếu {_CALLED[part]}", hint)
        role, day, level, same = (found[part] for part in (Head.ROLE, Head.DAY, Head.LEVEL, Head.SAME))
        if role is None or day is None or level is None or same is None:
            return None
        if same and self._cells.sheet.purpose is Purpose.RECHECK:
            at: tuple[int, int] = (Head.SAME, layout.ANSWERS_COLUMN) if own[Head.SAME] is None else (row, Column.SAME)
            hint = "Nhờ người khác xem lại rồi điền phiếu."
            self._cells.wrong(*at, "NR856", "người xem lại trùng với người đã báo", hint)
        return Look(str(role), parse(str(day)).first, own[Head.DAY] is not None, int(level), bool(same))

    def _said(self, part: Head, row: int, column: int) -> Value | None:
        """What a cell says of a look, None when it is empty or wrong."""
        said = self._cells.text(row, column)
        if not said:
            return None
        match part:
            case Head.ROLE:
                found = taken(self._cells.short(row, column, "role"), FIELDS["role"].form)
            case Head.DAY:
                found = taken(said, FIELDS["day"].form)
            case Head.SAME:
                found = taken(said, FIELDS["same_as_reporter"].form)
            case Head.LEVEL:
                found = _level(said)
        if isinstance(found, Misunderstood):
            self._cells.wrong(row, column, "NR850", found.message, found.hint)
            return None
        return found


def _level(said: str) -> Value | Misunderstood:
    spelt = {fold(words): level for level, words in levels().items()}
    spelt |= {fold(words.split(" ", 1)[1]): level for level, words in levels().items()}
    if found := spelt.get(fold(said)):
        return found
    with suppress(ValueError):
        if int(said) in levels():
            return int(said)
    return Misunderstood(f"“{said}” không có trong danh sách", f"Chọn một trong: {'; '.join(levels().values())}.")
