"""What was measured, as tables: medians with their spread, how many times ours the others take, and what grows how."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.table import Table

import process_tree
from cases import BY_HAND, Row
from nhanrong.vietnamese import number
from peers import OURS

MEMORY = "cả cây tiến trình (PSS)" if process_tree.READABLE else "tiến trình lớn nhất"
_CASES = {
    "cold": "dựng mới",
    "warm": "dựng lại, không sửa gì",
    "edit": "sửa một bản ghi",
    "serve-edit": "sửa một bản ghi khi đang xem",
    "template": "sửa một mẫu trang",
    "list": "sửa một danh mục xã",
    "load-cold": "đọc và kiểm tra, lần đầu",
    "load-warm": "đọc và kiểm tra, lần sau",
}
_FIGURES: tuple[tuple[str, Callable[[Row], float], int], ...] = (
    ("giây", lambda row: row.wall_s, 2),
    ("giây CPU", lambda row: row.cpu_s, 2),
    ("MB bộ nhớ", lambda row: row.peak_mb, 0),
)
_SITE: tuple[tuple[str, Callable[[Row], float], int], ...] = (
    ("trang", lambda row: row.pages, 0),
    ("trang/giây", lambda row: row.pages / row.wall_s, 0),
    ("KB một trang", lambda row: row.page_bytes / max(row.pages, 1) / 1e3, 1),
    ("MB cả thảy", lambda row: row.bytes / 1e6, 1),
)


@dataclass(frozen=True)
class _Pair:
    """A case of ours beside a case of another."""

    case: str
    peer: str
    theirs: str


_PAIRS = (
    *(_Pair("cold", peer, "cold") for peer in ("gen-files", "markdown", "zensical", "hugo")),
    _Pair("edit", "zensical", "edit"),
    _Pair("serve-edit", "zensical", "edit"),
    _Pair("serve-edit", "zensical", "serve-edit"),
    _Pair("load-cold", BY_HAND, "load-cold"),
    _Pair("load-warm", BY_HAND, "load-cold"),
)


def measured(rows: Sequence[Row]) -> Table:
    """Every case of one number of records: a column for each peer, the spread in brackets."""
    peers = list(dict.fromkeys(row.peer for row in rows))
    made = _table(f"{rows[0].records} bản ghi: trung vị (nhỏ nhất–lớn nhất)", ["", "", *peers])
    for case, label in _CASES.items():
        of_case = [row for row in rows if row.case == case]
        for name, figure, digits in (*_FIGURES, *(_SITE if case == "cold" else ())) if of_case else ():
            cells = [_spread([figure(row) for row in of_case if row.peer == peer], digits) for peer in peers]
            made.add_row(label, name, *cells)
            label = ""  # noqa: PLW2901  # said once
        made.add_section()
    return made


def compared(rows: Sequence[Row]) -> Table:
    """How many times ours the others take, at each number of records at which both were measured."""
    made = _table("Bên kia gấp mấy lần nhanrong", ["bản ghi", OURS, "bên kia", *(name for name, *_ in _FIGURES)])
    for records in dict.fromkeys(row.records for row in rows):
        for pair in _PAIRS:
            our = [row for row in rows if (row.records, row.peer, row.case) == (records, OURS, pair.case)]
            their = [row for row in rows if (row.records, row.peer, row.case) == (records, pair.peer, pair.theirs)]
            if our and their:
                ratios = [_ratio(figure, their, our) for _, figure, _ in _FIGURES]
                made.add_row(str(records), _CASES[pair.case], f"{pair.peer}: {_CASES[pair.theirs]}", *ratios)
    return made


def growth(rows: Sequence[Row]) -> Table:
    """What one record costs in each case at each number of records, in milliseconds of processor time."""
    sizes = sorted({row.records for row in rows})
    made = _table("Mili giây CPU một bản ghi", ["", "", *map(str, sizes)])
    for peer in dict.fromkeys(row.peer for row in rows):
        for case, label in _CASES.items():
            found = [[row for row in rows if (row.peer, row.case, row.records) == (peer, case, n)] for n in sizes]
            if any(found):
                made.add_row(peer, label, *(_spread([row.cpu_s / row.records * 1e3 for row in of], 2) for of in found))
    return made


def _table(title: str, headings: Sequence[str]) -> Table:
    made = Table(title=title)
    for index, heading in enumerate(headings):
        left = index < 2 or heading == "bên kia"
        made.add_column(heading, justify="left" if left else "right", no_wrap=not left)
    return made


def _ratio(figure: Callable[[Row], float], their: Sequence[Row], our: Sequence[Row]) -> str:
    mine = statistics.median(map(figure, our))
    return _decimal(statistics.median(map(figure, their)) / mine, 2) if mine else ""


def _spread(values: Sequence[float], digits: int) -> str:
    if not any(values):
        return ""  # what could not be read is zero
    middle, least, most = (_decimal(value, digits) for value in (statistics.median(values), min(values), max(values)))
    return middle + (f" ({least}–{most})" if least != most else "")


def _decimal(value: float, digits: int) -> str:
    return number(round(value, digits) if digits else round(value))
