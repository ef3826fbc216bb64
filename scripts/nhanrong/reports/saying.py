"""The values of a report in Vietnamese words, its heading and its sums: the same in Excel, Word and PDF."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from nhanrong.dates import spoken_day
from nhanrong.reports.result import Changed, Heading, Kind, Report, Row, Table, Value
from nhanrong.vietnamese import NBSP, number, percent, spoken_money

MISSING = "chưa có số liệu"
REFERENCE = "Mẫu tham khảo"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TOTAL = "Cộng"
INCOMPLETE = "*"
_MOST_NAMED = 8


def in_words(value: Value) -> str:
    """A value as a sentence says it: 36,8 % (7/19), 36 triệu đồng; where there is no number, its text."""
    if value.number is not None and value.kind is Kind.MONEY:
        return spoken_money(round(value.number))
    return in_cell(value)


def in_cell(value: Value) -> str:
    """A value as a table shows it whose heading tells the unit: 36.000.000, 1.234,5, 36,8 % (7/19)."""
    if value.kind is Kind.TEXT or value.number is None:
        return value.text
    if value.kind is Kind.SHARE:
        return _share(round(value.number), value.of)
    return _exact(value.number)


def unit_of(heading: Heading, row: Row | None = None) -> str:
    """What a value counts: the row says it where rows are measures, else the column."""
    return (row.unit if row else "") or heading.unit


def rule_of(heading: Heading, row: Row) -> str:
    """How a value is counted, in one sentence."""
    return row.rule or heading.rule


def titled(heading: Heading) -> str:
    """The title of a column with its unit, where it does not say it already: Số hộ, Vốn vay (đồng)."""
    unit = heading.unit
    if not unit or unit.lower() in heading.title.lower():
        return heading.title
    return f"{heading.title} ({unit})"


def name_title(table: Table) -> str:
    """What the column of names is called."""
    return "Chỉ tiêu" if any(row.measure for row in table.rows) else "Tên"


@dataclass(frozen=True)
class Total:
    """What a column adds up to.

    `without` are the rows whose number nobody has, with what stands there instead; `beyond` is what stands in no row.
    """

    value: Value
    without: tuple[tuple[str, str], ...]
    beyond: str = ""

    @property
    def mark(self) -> str:
        """A star where the sum lacks some rows, or what is in none."""
        return INCOMPLETE if self.beyond or (self.without and self.value.number is not None) else ""


def total(table: Table, column: int) -> Total:
    """The sum of a column: of shares, numerators and denominators; without a single number there is no sum."""
    cells = [(row.name, row.cells[column]) for row in table.rows]
    known = [cell for _, cell in cells if cell.number is not None]
    without = tuple((name, cell.text or MISSING) for name, cell in cells if cell.number is None)
    kind = table.headings[column].kind
    beyond = table.beyond.get(column, "")
    if not known:
        return Total(Value(kind, text=MISSING), without, beyond)
    summed = _added(cell.number for cell in known if cell.number is not None)
    if kind is Kind.SHARE:
        return Total(Value(kind, summed, of=sum(cell.of or 0 for cell in known)), without, beyond)
    return Total(Value(kind, summed), without, beyond)


def total_notes(table: Table) -> list[str]:
    """A note for every sum that lacks something: which rows, why, and what is in none."""
    notes = []
    for column in sorted(table.sums):
        found = total(table, column)
        if found.mark:
            title = table.headings[column].title
            notes.append(f"{INCOMPLETE} Cột “{title}” {'; '.join(_lacks(found))}.")
    return notes


def _lacks(found: Total) -> Iterator[str]:
    if found.without and found.value.number is not None:
        yield f"chỉ cộng các ô đã có số, chưa gồm{_named(found.without)}"
    if found.beyond:
        yield f"chưa gồm {found.beyond}"


def _named(rows: tuple[tuple[str, str], ...]) -> str:
    """Rows by what stands in them; of many only how many they are, as the table shows which."""
    if len(rows) > _MOST_NAMED:
        return f" {number(len(rows))} hàng chưa có số"
    whys = dict.fromkeys(why for _, why in rows)
    return ": " + "; ".join(f"{', '.join(name for name, one in rows if one == why)} ({why})" for why in whys)


def period(report: Report) -> str:
    """The time that a report is about: Từ 01/01/2026 đến 30/6/2026."""
    return f"Từ {spoken_day(report.first)} đến {spoken_day(report.last)}"


def prescribed(report: Report) -> str:
    """Who prescribes the form and by what, or that it is no official one."""
    said = ", ".join(part for part in (report.issuer, report.document) if part)
    return REFERENCE if report.reference else f"Theo mẫu của {said}" if said else ""


def marks(report: Report) -> list[str]:
    """What stands below every page: that it is no official form, and the demonstration's own line."""
    return [one for one in (REFERENCE if report.reference else "", report.notice) if one]


def reckoned(report: Report) -> str:
    """On which list the figures rest, up to which day they tell, and when they were reckoned."""
    last, day = spoken_day(report.last), spoken_day(report.day)
    return f"Danh mục xã: {report.list_title}. Lũy kế đến {last}; lập ngày {day}."


def changed_where(one: Changed) -> str:
    """Where something is another than was filed: the table, its row and column as far as it is about one."""
    return " · ".join(filter(None, (one.table, one.row, one.column)))


def dated(day: dt.date) -> str:
    """The line above the signatures; the place is written by hand."""
    day_said, month, year = spoken_day(day).split("/")
    return f"................, ngày{NBSP}{day_said} tháng{NBSP}{month} năm{NBSP}{year}"


def _share(numerator: int, denominator: int | None) -> str:
    if not denominator:
        return f"{number(numerator)}/{number(denominator or 0)}"
    return f"{percent(numerator, denominator)} ({number(numerator)}/{number(denominator)})"


def _added(numbers: Iterable[float]) -> float:
    """The sum as people reckon it: 0,1 and 0,2 are 0,3."""
    found = sum(map(_decimal, numbers), Decimal())
    return int(found) if found == int(found) else float(found)


def _exact(value: float) -> str:
    """A number with all its decimals, and with none where it is whole."""
    if value == int(value):
        return number(int(value))
    whole, decimals = f"{abs(_decimal(value)):f}".split(".")
    return f"{'-' if value < 0 else ''}{number(int(whole))},{decimals}"


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))
