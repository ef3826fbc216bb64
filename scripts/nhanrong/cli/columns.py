"""How the table of a report stands on a screen: no column is lost and no number parted, however narrow it is."""

from collections.abc import Iterator, Sequence
from itertools import islice
from textwrap import wrap

from rich.table import Table as Grid
from rich.text import Text

from nhanrong.reports.result import Kind, Table
from nhanrong.reports.saying import TOTAL, in_cell, titled, total

_GAP = 2  # blanks between two columns
_NAMES, _TEXTS, _NUMBERS = 20, 20, 7  # letters that a line holds at least where room is scarce


def grids(table: Table, rows: int, width: int) -> Iterator[Grid]:
    """The first so many rows of a table in as few parts as fit side by side, each with the names before it.

    `width` is that of the screen in letters. Lines break between words only; a single word that is wider than the
    screen is all that is folded.
    """
    names = [f"{row.name} ({row.unit})" if row.unit else row.name for row in islice(table.rows, rows)]
    sums = _sums(table)
    if sums:
        names.append(TOTAL)
    columns = [
        [titled(heading), *(in_cell(row.cells[at]) for row in islice(table.rows, rows)), *([sums[at]] if sums else [])]
        for at, heading in enumerate(table.headings)
    ]
    least_of_names = _least(names, _NAMES)
    least = [
        _least(column, _TEXTS if heading.kind is Kind.TEXT else _NUMBERS)
        for heading, column in zip(table.headings, columns, strict=True)
    ]
    for part in _parts(least, width - least_of_names - _GAP):
        shown = [["", *names], *(columns[at] for at in part)]
        has_sum = any(sums[at] for at in part) if sums else False
        if sums and not has_sum:
            shown = [column[:-1] for column in shown]
        wide = _widened([least_of_names, *(least[at] for at in part)], shown, width)
        yield _grid(shown, wide, [table.headings[at].kind for at in part], has_sum=has_sum)


def _sums(table: Table) -> list[str]:
    if not table.sums or not table.rows:
        return []
    found = {column: total(table, column) for column in table.sums}
    return [in_cell(found[at].value) + found[at].mark if at in found else "" for at in range(len(table.headings))]


def _least(cells: Sequence[str], readable: int) -> int:
    """The least width of a column: of its longest word, which a number with its unit is too, and a readable line."""
    words = max((len(word) for cell in cells for word in cell.split(" ")), default=0)
    whole = max(map(len, cells), default=0)
    return max(words, min(whole, readable))


def _parts(least: Sequence[int], width: int) -> Iterator[list[int]]:
    """The columns, from 0, that go side by side into a width; a wider one stands alone."""
    part: list[int] = []
    taken = 0
    for at, wide in enumerate(least):
        if part and taken + wide > width:
            yield part
            part, taken = [], 0
        part.append(at)
        taken += wide + _GAP
    yield part


def _widened(least: Sequence[int], columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths when the columns that need it most have got what is left of the screen."""
    wide = list(least)
    needed = [max(map(len, column), default=0) for column in columns]
    for _ in range(max(width - sum(wide) - _GAP * (len(wide) - 1), 0)):
        lacks = [want - have for want, have in zip(needed, wide, strict=True)]
        if max(lacks) <= 0:
            break
        wide[lacks.index(max(lacks))] += 1
    return wide


def _grid(columns: Sequence[Sequence[str]], wide: Sequence[int], kinds: Sequence[Kind], *, has_sum: bool) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold", padding=(0, _GAP, 0, 0))
    for kind, column, width in zip((Kind.TEXT, *kinds), columns, wide, strict=True):
        side = "left" if kind is Kind.TEXT else "right"
        grid.add_column(_lines(column[0], width), justify=side, overflow="fold", width=width)  # type: ignore[arg-type]
    rows = list(zip(*(column[1:] for column in columns), strict=True))
    for number, row in enumerate(rows, start=1):
        name, *cells = (_lines(cell, width) for cell, width in zip(row, wide, strict=True))
        if has_sum and number == len(rows):
            name.stylize("bold")
            grid.add_section()
        grid.add_row(name, *cells)
    return grid


def _lines(text: str, width: int) -> Text:
    """A text in lines that break at plain blanks only: one that joins a number with its unit parts nothing."""
    return Text("\n".join(wrap(text, max(width, 1), break_on_hyphens=False)))
