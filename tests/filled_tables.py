"""Workbooks of records, changed as an officer would: cells are found by the addresses that the hidden row keeps."""

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ADDRESSES = 2


class Tables:
    """A workbook in memory; `save` writes it."""

    def __init__(self, path: Path) -> None:
        self.book = load_workbook(io.BytesIO(path.read_bytes()))

    def page(self, table: str) -> Worksheet:
        return next(page for page in self.book.worksheets if str(page.cell(ADDRESSES, 1).value).startswith(f"{table}:"))

    def column(self, table: str, key: str) -> int:
        return next(cell.column for cell in self.page(table)[ADDRESSES] if cell.value == f"{table}:{key}")

    def row(self, table: str, name: str, number: int | None = None) -> int:
        """The row of a record, or of one piece of a list."""
        owner = self.column(table, "@id" if "." in table else "id")
        for cells in self.page(table).iter_rows(min_row=ADDRESSES + 1):
            if cells[owner - 1].value == name and number in {None, cells[1].value}:
                return int(cells[0].row or 0)
        raise AssertionError((table, name, number))

    def new_row(self, table: str) -> int:
        """The first empty row."""
        page = self.page(table)
        rows = range(ADDRESSES + 1, page.max_row + 2)
        return next(row for row in rows if all(cell.value is None for cell in page[row]))

    def put(self, table: str, row: int, **cells: Any) -> dict[str, str]:
        """Set cells of a row (a dot in a key is written __, @ is at_); their coordinates by key."""
        found: dict[str, str] = {}
        for name, value in cells.items():
            key = name.replace("__", ".").replace("at_", "@")
            cell = self.page(table).cell(row, self.column(table, key))
            cell.value = value
            found[name] = str(cell.coordinate)
        return found

    def change(self, table: str, name: str, key: str, value: Any, number: int | None = None) -> str:
        """Set one cell of a record or piece; how a problem calls it."""
        row = self.row(table, name, number)
        cell = self.page(table).cell(row, self.column(table, key))
        cell.value = value
        if isinstance(value, str) and value.startswith("= "):  # a text, not a formula
            cell.data_type = "s"
        return f"{self.page(table).title}!{cell.coordinate}"

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path
