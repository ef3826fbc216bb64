"""Which columns of a table add up, and what of the whole area is in none of the rows that are added."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nhanrong.records.form import Form, FormColumn, FormTable
from nhanrong.records.measuring import ADDED_BY_UNIT, FLOW, OF_SESSIONS, SENSITIVE, Measure, Rows, Span
from nhanrong.reports.cells import Wanted, kind_of, unit_of, value
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import WITHOUT_UNIT
from nhanrong.reports.result import Ground, Kind, Row, Value
from nhanrong.reports.saying import in_words
from nhanrong.vietnamese import NBSP, capitalised, number

_SUMMED = frozenset({Kind.COUNT, Kind.MONEY})
_APART = "ngoài các hàng"
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


@dataclass(frozen=True)
class Beyond:
    """What the whole area has in a column beyond all rows: its number and the records behind it."""

    column: FormColumn
    kind: Kind
    number: float
    grounds: tuple[Ground, ...]

    @property
    def sensitive(self) -> bool:
        """Whether it counts persons of whom a few would be known; then it is named, and not how many."""
        return self.column.measure in SENSITIVE


def in_no_row(
    desk: Desk, form: Form, table: FormTable, rows: Sequence[Row], sums: frozenset[int]
) -> Iterator[tuple[int, Beyond]]:
    """Of each column that is added over all communes what the whole area has beyond them."""
    if table.rows is not Rows.UNITS or desk.asked.unit:
        return
    for at in sorted(sums):
        column = table.columns[at]
        assert column.measure is not None  # else it is not added
        span = column.span or column.measure.usual
        whole = value(desk, form, Wanted(column.measure, span, kinds=column.kinds, per=column.per or 1))
        cells = [row.cells[at] for row in rows]
        lacking = (whole.number or 0) - sum(cell.number or 0 for cell in cells)
        if lacking > 0:
            yield at, Beyond(column, whole.kind, lacking, tuple(_not_among(whole, cells)))


def _not_among(whole: Value, cells: Sequence[Value]) -> Iterator[Ground]:
    """What the whole counts and no cell does."""
    held = Counter((one.code, one.adds, one.why) for cell in cells for one in cell.grounds)
    for one in whole.grounds:
        key = one.code, one.adds, one.why
        if held[key]:
            held[key] -= 1
        else:
            yield one


def said(beyond: Beyond) -> str:
    """What the note below a sum says of it."""
    column, measure = beyond.column, beyond.column.measure
    assert measure is not None  # else it is not added
    noun = "hoạt động" if measure in OF_SESSIONS else "mục"
    things = f"{number(len(beyond.grounds))}{NBSP}{noun} {WITHOUT_UNIT}"
    if beyond.sensitive or measure is Measure.ACTIVITIES:
        return things
    unit = "" if beyond.kind is Kind.MONEY else NBSP + unit_of(measure, column.span or measure.usual, column.per)
    return f"{things} ({in_words(Value(beyond.kind, beyond.number))}{unit})"


def apart(table: FormTable, found: Mapping[int, Beyond]) -> Row | None:
    """The row of an annex that names what is in no row."""
    if not found:
        return None
    cells = [Value(Kind.TEXT) for _ in table.columns]
    for at, one in found.items():
        grounds = tuple(replace(ground, adds="có") for ground in one.grounds) if one.sensitive else one.grounds
        cells[at] = Value(one.kind, None if one.sensitive else one.number, grounds=grounds)
    return Row(capitalised(WITHOUT_UNIT), tuple(cells), key=_APART)
