"""Which formulas of a sheet rest on blank cells, so that they come to 0, an error or a sum that lacks some."""

import re
from collections.abc import Collection, Iterator

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from nhanrong.reports.filling.grid import Area, Cell, Grid
from nhanrong.reports.filling.results import OnBlank

_TEXT = re.compile(r'"[^"]*"')
_CORNER = r"(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})"
_REFERENCE = re.compile(rf"(?<![\w.$\]])(?:('(?:[^']|'')+'|[\w.]+)!)?{_CORNER}(?::{_CORNER})?(?![\w(.!])")
_MOST = 6  # blank cells that are named of one formula


def on_blanks(sheet: str, grid: Grid, left_empty: Collection[Cell]) -> Iterator[OnBlank]:
    """The formulas that name a blank cell of their own sheet, or a range with one of those that were `left_empty`.

    Only what a formula names itself is looked at, not what other formulas bring it, nor whole columns and names.
    """
    for at, formula, shift in grid.formulas():
        blanks: dict[Cell, None] = {}
        for area in _areas(sheet, formula, shift):
            if area[:2] == area[2:]:
                blanks |= {area[:2]: None} if _is_blank(grid, area[:2]) else {}
            else:
                blanks |= dict.fromkeys(one for one in left_empty if _holds(area, one))
        if blanks:
            more = f" và {len(blanks) - _MOST} ô khác" if len(blanks) > _MOST else ""
            yield OnBlank(f"{sheet}!{_address(at)}", ", ".join(map(_address, list(blanks)[:_MOST])) + more)


def _areas(sheet: str, formula: str, shift: Cell) -> Iterator[Area]:
    """The cells and ranges of its own sheet that a formula names; what has no $ is shifted."""
    for found in _REFERENCE.finditer(_TEXT.sub('""', formula)):
        if found[1] and found[1].strip("'").replace("''", "'") != sheet:
            continue
        first = _corner(found.groups()[1:5], shift)
        last = _corner(found.groups()[5:9], shift) if found[7] else first
        yield (*first, *last)


def _corner(parts: tuple[str, ...], shift: Cell) -> Cell:
    fixed_column, column, fixed_row, row = parts
    return int(row) + (0 if fixed_row else shift[0]), column_index_from_string(column) + (
        0 if fixed_column else shift[1]
    )


def _is_blank(grid: Grid, at: Cell) -> bool:
    return grid.formula(at) is None and not grid.text(at).strip()


def _holds(area: Area, at: Cell) -> bool:
    return area[0] <= at[0] <= area[2] and area[1] <= at[1] <= area[3]


def _address(at: Cell) -> str:
    return f"{get_column_letter(at[1])}{at[0]}"
