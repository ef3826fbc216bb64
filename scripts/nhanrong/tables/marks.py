"""What every cell held when a workbook was written: a short mark of its text, on a hidden page.

With them an import knows which cells somebody has changed since, and whether the file has changed meanwhile.
"""

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.cells import as_typed
from nhanrong.excel.drawing import text
from nhanrong.tables.layout import Keys
from nhanrong.tables.values import Shown

RowKey = tuple[str, str, str]  # table, id of the record, number in the list or an empty text

_ALIKE = 3  # cells that tell a row from another
_NOTHING: Mapping[str, str] = {}


def mark(said: str) -> str:
    """The mark of the text of a cell; an empty cell has none."""
    return hashlib.sha256(said.encode()).hexdigest()[:8] if said else ""


@dataclass(frozen=True)
class Marks:
    """The marks of one workbook."""

    _rows: Mapping[RowKey, Mapping[str, str]] = field(default_factory=dict)
    _records: frozenset[tuple[str, str]] = frozenset()

    def has_record(self, kind: str, name: str) -> bool:
        """Whether a record was written out."""
        return (kind, name) in self._records

    def has_row(self, row: RowKey) -> bool:
        """Whether a row was written out."""
        return row in self._rows

    def of(self, row: RowKey, keys: Keys) -> str:
        """The mark of a cell; empty for one that was empty or is of a row that was not written out."""
        return self._rows.get(row, _NOTHING).get(".".join(keys), "")

    def alike(self, table: str, texts: Iterable[str], gone: Container[str]) -> str:
        """The id of a record among those `gone` whose row had only texts of these, or an empty text."""
        said = {mark(one) for one in texts}
        for (name, record, number), cells in self._rows.items():
            other = {kept for keys, kept in cells.items() if keys != "id"}
            if name == table and not number and record in gone and len(other) >= _ALIKE and other <= said:
                return record
        return ""

    def records_of(self, kind: str) -> set[str]:
        """The records of a kind that were written out."""
        return {name for known, name in self._records if known == kind}


def write_marks(page: Worksheet, rows: Iterable[tuple[RowKey, Mapping[Keys, Shown]]]) -> None:
    """Keep the marks of rows on a page."""
    for number, (key, cells) in enumerate(rows, start=1):
        kept = [f"{'.'.join(keys)}={mark(said)}" for keys, shown in cells.items() if (said := as_typed(shown))]
        for column, value in enumerate((*key, " ".join(kept)), start=1):
            text(page, number, column, value)


def marks_on(page: Worksheet) -> Marks:
    """The marks that a page keeps."""
    rows: dict[RowKey, Mapping[str, str]] = {}
    for table, name, number, kept in page.iter_rows(max_col=4, values_only=True):
        cells = dict(one.split("=", 1) for one in str(kept or "").split() if "=" in one)
        rows[str(table or ""), str(name or ""), str(number or "")] = cells
    return Marks(rows, frozenset((table, name) for table, name, _ in rows))
