"""Small numbers of sensitive groups are not told, nor anything from which they could be worked out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nhanrong.records.measuring import LEAST, SENSITIVE, Measure, Span
from nhanrong.reports.cells import Wanted
from nhanrong.reports.result import Row, Table, Value

WITHHELD = f"không nêu (dưới {LEAST})"
TOGETHER = "không nêu (tránh suy ra)"
_SENSITIVE = frozenset(measure.value for measure in SENSITIVE)
_WHOLES = (Measure.PEOPLE, Measure.ATTENDANCES)
_WHOLE = frozenset(measure.value for measure in _WHOLES)
_TOLD_FROM_OTHERS = frozenset({Span.CHANGE.value, Span.PLAN.value, Span.SHARE.value})


def is_small(number: float | None, wholes: Iterable[float] = ()) -> bool:
    """Whether a number of a sensitive group, or what it leaves of a whole, would point at known persons."""
    return number is not None and any(0 < one < LEAST for one in (number, *(whole - number for whole in wholes)))


def withheld(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables without small numbers of sensitive groups.

    Where a number is withheld, so is whatever tells it by a difference: its other spans in that row, the rows that tell
    the measure of all, and the sum of its column.
    """
    small = {
        (at, number, column)
        for at, table in enumerate(tables)
        for number, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if _measure(table, row, column) in _SENSITIVE
        and table.headings[column].span not in _TOLD_FROM_OTHERS
        and is_small(cell.number, _wholes(table, row, column))
    }
    measures = {_measure(tables[at], tables[at].rows[number], column) for at, number, column in small}
    return tuple(_without(table, at, small, measures) for at, table in enumerate(tables)) if small else tuple(tables)


def _measure(table: Table, row: Row, column: int) -> str:
    return row.measure or table.headings[column].measure


def _wholes(table: Table, row: Row, column: int) -> list[float]:
    """How many there were in all: in the other columns of the row, or the other rows of the column."""
    span = table.headings[column].span
    if row.measure:
        cells = [other.cells[column] for other in table.rows if other.measure in _WHOLE]
    else:
        cells = [
            cell
            for cell, heading in zip(row.cells, table.headings, strict=True)
            if heading.measure in _WHOLE and heading.span == span
        ]
    return [cell.number for cell in cells if cell.number is not None]


def _without(table: Table, at: int, small: set[tuple[int, int, int]], measures: set[str]) -> Table:
    rows = []
    for number, row in enumerate(table.rows):
        here = {_measure(table, row, column) for one, line, column in small if (one, line) == (at, number)}
        cells = list(row.cells)
        for column, cell in enumerate(row.cells):
            measure = _measure(table, row, column)
            if (at, number, column) in small:
                cells[column] = Value(cell.kind, text=WITHHELD)
            elif measure in here or (row.measure and measure in measures):
                cells[column] = Value(cell.kind, text=TOGETHER)
        rows.append(replace(row, cells=tuple(cells)))
    sums = frozenset(column for column in table.sums if table.headings[column].measure not in measures)
    return replace(table, rows=tuple(rows), sums=sums)


def withheld_cells(cells: Sequence[tuple[Wanted, Value]]) -> list[Value]:
    """The same for the single cells of a superior's file: where one number of a measure is small, none is told."""
    told = {wanted: one.number for wanted, one in cells}
    hit = {
        wanted.measure
        for wanted, one in cells
        if wanted.measure in SENSITIVE
        and wanted.span.value not in _TOLD_FROM_OTHERS
        and is_small(one.number, _wholes_of(wanted, told))
    }
    return [Value(one.kind, text=TOGETHER) if wanted.measure in hit else one for wanted, one in cells]


def _wholes_of(wanted: Wanted, told: Mapping[Wanted, float | None]) -> list[float]:
    """How many there were in all, where the same file tells that of the same time, place and kinds."""
    found = (told.get(replace(wanted, measure=measure)) for measure in _WHOLES)
    return [number for number in found if number is not None]
