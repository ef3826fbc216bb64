"""A report as it is handed on to whoever writes it: tables of values, each with the records and the rule behind it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """How a value is written."""

    COUNT = "count"  # a whole number
    NUMBER = "number"  # with decimals
    MONEY = "money"  # in đồng
    SHARE = "share"  # numerator of denominator, shown in percent
    TEXT = "text"  # a name, a day, a state


@dataclass(frozen=True)
class Ground:
    """One record or line that a value counts: how much it adds, and where its page is."""

    code: str  # of the record or line
    name: str
    adds: str  # “1”, “36.000.000 đồng”, as it is said
    why: str  # when, which state, which source: as it is said
    address: str = ""  # on the site


@dataclass(frozen=True)
class LeftOut:
    """One record or line that a value could have counted and does not, and why.

    `edge` where nothing is against it but that its time runs over an edge of the window.
    """

    code: str
    name: str
    why: str
    edge: bool = False


@dataclass(frozen=True)
class Value:
    """What stands in a cell.

    `number` is None where nobody has told it; then `text` says so (“chưa có số liệu”) or is empty, and it is never 0.
    A share has its numerator in `number` and `of` as its denominator.
    """

    kind: Kind
    number: int | float | None = None
    of: int | None = None
    text: str = ""
    grounds: tuple[Ground, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A column: its title, and of what measure and span its values are, empty for a name.

    `rule` says in one sentence how its values are counted; `unit` is what it counts: “hộ”, “đồng”, “%”.
    """

    title: str
    kind: Kind
    measure: str = ""
    span: str = ""
    unit: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its name, one value a column; `measure`, `unit` and `rule` where they are the row's, not the column's.

    `key` tells it apart from all others of its table, however it is called: a unit, an id, a measure.
    """

    name: str
    cells: tuple[Value, ...]
    measure: str = ""
    unit: str = ""
    rule: str = ""
    key: str = ""


@dataclass(frozen=True)
class Table:
    """One table of a report.

    `sums` are the columns, from 0, whose values are added up in a last row; a writer of workbooks writes formulas.
    `beyond` tells of such columns what belongs to the whole and stands in no row; `apart` names it, for annexes, as a
    row of its own that no sum counts.
    """

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    sums: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    beyond: Mapping[int, str] = field(default_factory=dict)
    apart: Row | None = None

    @property
    def grounded(self) -> tuple[Row, ...]:
        """The rows whose grounds an annex tells."""
        return (*self.rows, self.apart) if self.apart else self.rows


@dataclass(frozen=True)
class Changed:
    """A value that is another now than when the report was filed (“số đã chốt”)."""

    table: str
    row: str
    column: str
    filed: str
    now: str
    why: str  # lines and records that came, went or changed since, as far as they are known


@dataclass(frozen=True)
class Report:
    """A report over a period, first day and last, on one unit list, computed on a day.

    `reference` forms are no official ones: whatever is written says “Mẫu tham khảo”. `notice` is the demonstration's
    own line. `signers` are roles, no names. `rules` are the counting rules in force, one sentence each.
    """

    form: str
    title: str
    reference: bool
    issuer: str  # whoever prescribes the form, or empty
    document: str  # by which document
    organisation: str  # who files it: the area's name, or a unit's
    first: dt.date
    last: dt.date
    day: dt.date
    list_title: str
    tables: tuple[Table, ...]
    signers: tuple[str, ...]
    rules: tuple[str, ...]
    notice: str = ""
    filed_on: str = ""  # the day of the figures that `changes` compares with
    changes: tuple[Changed, ...] = ()
