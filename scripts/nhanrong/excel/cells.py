"""The cells of a page as texts, with a problem for every one that cannot be read."""

import datetime as dt
import re
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.lenient import tidied
from nhanrong.problems import Place, Problem


def as_typed(value: object) -> str:
    """A value as one would have typed it; of a number the comma is Vietnamese, so that 1,234 is not read as 1.234."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f").replace(".", ",")
    return tidied(str(value))


_NO_CODES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # of a number format: words, colours and languages


def _day_shown(value: dt.date, number_format: str) -> str:
    """A day as far as its cell shows it: where somebody typed 8/2022, Excel holds the first day of that month."""
    codes = _NO_CODES.sub("", number_format).lower()
    return f"{value:%Y-%m-%d}" if "d" in codes else f"{value:%Y-%m}" if "m" in codes else f"{value:%Y}"


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
            case _, dt.date():
                return _day_shown(value, cell.number_format)
            case "n", int() | float() if "%" in _NO_CODES.sub("", cell.number_format):
                return f"{as_typed(round(value * 100, 10))}%"  # as it is shown, which is not what the cell holds
            case _:
                return as_typed(value)

    def _cannot_read(self, row: int, column: int, message: str, hint: str) -> None:
        if (row, column) not in self._unreadable:
            self._unreadable.add((row, column))
            self.wrong(row, column, "NR846", message, hint)
