"""The cells of a returned sheet as texts, with a problem for every one that cannot be taken."""

import datetime as dt
from collections.abc import Mapping

from nhanrong.anatomy import Field, Part
from nhanrong.lenient import tidied
from nhanrong.problems import Problem
from nhanrong.records.ledger import Check, Line
from nhanrong.review.opening import Returned

FIELDS: Mapping[str, Field] = {field.key: field for kind in (Line, Check) for field in Part(kind).fields}


class Cells:
    """Reads the cells of one sheet and gathers what is wrong with them."""

    def __init__(self, sheet: Returned) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self._unreadable: set[tuple[int, int]] = set()

    def wrong(self, row: int, column: int, code: str, message: str, hint: str) -> None:
        """Note a problem of a cell."""
        self.problems.append(Problem(self.sheet.place(row, column), code, message, hint))

    def is_empty(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell, not even what cannot be read."""
        return not self.text(row, column) and (row, column) not in self._unreadable

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as one would have typed it; of a formula nothing, which is noted once."""
        cell = self.sheet.page.cell(row, column)
        value = cell.value
        match cell.data_type, value:
            case _, None:
                return ""
            case "f", _:
                self._cannot_read(row, column, "ô có công thức", "Gõ giá trị, không dùng công thức.")
                return ""
            case "e", _:
                self._cannot_read(row, column, f"ô có lỗi Excel {value}", "Gõ lại giá trị.")
                return ""
            case _, dt.datetime() | dt.date():
                return f"{value:%Y-%m-%d}"
            case _, float() if value.is_integer():
                return str(int(value))
            case _:
                return tidied(str(value))

    def short(self, row: int, column: int, key: str) -> str:
        """A text that is no longer than the field of this key takes."""
        said, longest = self.text(row, column), FIELDS[key].form.longest or 0
        if len(said) > longest:
            self.wrong(row, column, "NR847", f"dài {len(said)} ký tự, tối đa {longest}", "Viết gọn lại.")
        return said

    def _cannot_read(self, row: int, column: int, message: str, hint: str) -> None:
        if (row, column) not in self._unreadable:
            self._unreadable.add((row, column))
            self.wrong(row, column, "NR846", message, hint)
