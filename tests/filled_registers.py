"""Registers of slips, filled in as an office would."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from nhanrong.slips.layout import FIRST_ROW, SHEET, Column

Row = Mapping[str, Any]  # what stands in the columns, by their names in lower case


def slip(
    wish: str, subject: str = "thu-c", unit: str | None = "Thử Hai Mới", day: Any = "20/11/2026", **more: Any
) -> Row:
    """A row about a made-up model that the ledger of the made-up commune lacks; more by the names of the columns."""
    return {"wish": wish, "subject": subject, "unit": unit, "day": day, **more}


def given_up(**more: Any) -> Row:
    """A row that says that it was given up, why, and what was learnt."""
    return slip("Đã bỏ", **{"reason": "A", "learnt": "Hỏi chỗ bán trước khi trồng.", **more})


def register(data: bytes, rows: Sequence[Row], cells: Mapping[str, Any] | None = None) -> bytes:
    """The workbook with these rows; `cells` are further ones, as `Liên hệ!B5` or `I5`."""
    book = load_workbook(io.BytesIO(data))
    for number, row in enumerate(rows):
        for name, value in row.items():
            book[SHEET].cell(FIRST_ROW + number, Column[name.upper()]).value = value
    for name, value in (cells or {}).items():
        page, _, cell = name.rpartition("!")
        book[page or SHEET][cell] = value
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def register_file(source: Path, target: Path, rows: Sequence[Row], cells: Mapping[str, Any] | None = None) -> Path:
    """The same for a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(register(source.read_bytes(), rows, cells))
    return target
