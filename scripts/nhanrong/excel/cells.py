"""The cells of a page as texts, with a problem for every one that cannot be read."""

import datetime as dt
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.lenient import tidied
from nhanrong.problems import Place, Problem


def as_typed(value: object) -> str:
    """A value as one would have typed it; of a number the comma is Vietnamese, so that 1,234 is not read as 1.234."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f").replace(".", ",")
    return tidied(str(value))


class Cells:
    """Reads the cells of one page of the workbook at `path` and gathers what is wrong with them."""

    def __init__(self, path: str, page: Worksheet) -> None:
        self.page = page
        self.problems: list[Problem] = []
        self._path = path
        self._unreadable: set[tuple[int, int]] = set()

    def place(self, row: int, column: int) -> Place:
        """A cell."""
        return Place(self._path, int(row), int(column), self.page.title)

    def wrong(self, row: int, column: int, code: str, message: str, hint: str) -> None:
        """Note a problem of a cell."""
        self.problems.append(Problem(self.place(row, column), code, message, hint))

    def is_empty(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell, not even what cannot be read."""
        return not self.text(row, column) and (row, column) not in self._unreadable

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as one would have typed it; of a formula nothing, which is noted once."""
        cell = self.page.cell(row, column)
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
            case _:
                return as_typed(value)

    def _cannot_read(self, row: int, column: int, message: str, hint: str) -> None:
        if (row, column) not in self._unreadable:
            self._unreadable.add((row, column))
            self.wrong(row, column, "NR846", message, hint)
