"""Review sheets of made-up communes, filled in as an officer would."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

HEAD = {"B4": "Cán bộ Hội Nông dân xã (bịa)", "B5": "20/11/2026", "B6": "3 thực địa", "B7": "Không"}


def fill(data: bytes, cells: Mapping[str, Any], head: Mapping[str, Any] | None = None) -> bytes:
    """The workbook with these cells of its sheet set; `head` says who looked, how and when."""
    book = load_workbook(io.BytesIO(data))
    for name, value in {**(HEAD if head is None else head), **cells}.items():
        page, _, cell = name.rpartition("!")
        book[page or "Phiếu"][cell] = value
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def fill_file(source: Path, target: Path, cells: Mapping[str, Any], head: Mapping[str, Any] | None = None) -> Path:
    """The same for a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(fill(source.read_bytes(), cells, head))
    return target
