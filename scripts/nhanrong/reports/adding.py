"""Which columns of a table add up, and what of the whole area is in none of the rows that are added."""

from collections import Counter
from collections.abc import Iterator, Sequence

from nhanrong.records.form import Form, FormColumn, FormTable
from nhanrong.records.measuring import ADDED_BY_UNIT, FLOW, OF_SESSIONS, SENSITIVE, Measure, Rows, Span
from nhanrong.reports.cells import Wanted, kind_of, value
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import WITHOUT_UNIT
from nhanrong.reports.result import Kind, Row, Value
from nhanrong.reports.saying import in_words
from nhanrong.vietnamese import NBSP, number

_SUMMED = frozenset({Kind.COUNT, Kind.MONEY})
_NEVER_SUMMED = frozenset({Span.SHARE, Span.CHANGE, Span.PLAN})


def summed_columns(table: FormTable) -> frozenset[int]:
    """The columns whose rows add up: what happened does, what stands somewhere may be told of several rows."""
    return frozenset(at for at, column in enumerate(table.columns) if table.sums and _is_summed(table, column))


def _is_summed(table: FormTable, column: FormColumn) -> bool:
    measure = column.measure
    if measure is None:  # every row counts something else
        return False
    span = column.span or measure.usual
    parts = measure.spans == FLOW or (table.rows is Rows.UNITS and measure in ADDED_BY_UNIT)
    return parts and kind_of(measure, span) in _SUMMED and span not in _NEVER_SUMMED


def in_no_row(
    desk: Desk, form: Form, table: FormTable, rows: Sequence[Row], sums: frozenset[int]
) -> Iterator[tuple[int, str]]:
    """Of each column that is added over all communes what the whole area has beyond them, as words."""
    if table.rows is not Rows.UNITS or desk.asked.unit:
        return
    for at in sorted(sums):
        column = table.columns[at]
        assert column.measure is not None  # else it is not added
        whole = value(desk, form, Wanted(column.measure, column.span or column.measure.usual, kinds=column.kinds))
        cells = [row.cells[at] for row in rows]
        lacking = (whole.number or 0) - sum(cell.number or 0 for cell in cells)
        if lacking > 0:
            yield at, _said(column, lacking, _not_among(whole, cells))


def _not_among(whole: Value, cells: Sequence[Value]) -> int:
    """How many of what the whole counts no cell does."""
    held = Counter((one.code, one.adds, one.why) for cell in cells for one in cell.grounds)
    return (Counter((one.code, one.adds, one.why) for one in whole.grounds) - held).total()


def _said(column: FormColumn, lacking: float, things: int) -> str:
    measure = column.measure
    assert measure is not None  # else it is not added
    noun = "hoạt động" if measure in OF_SESSIONS else "mục"
    said = f"{number(things)}{NBSP}{noun} {WITHOUT_UNIT}"
    if measure in SENSITIVE or measure is Measure.ACTIVITIES:  # how many persons of a few would be known
        return said
    adds = Value(kind_of(measure, column.span or measure.usual), lacking)
    return f"{said} ({in_words(adds)}{'' if adds.kind is Kind.MONEY else NBSP + measure.unit})"
