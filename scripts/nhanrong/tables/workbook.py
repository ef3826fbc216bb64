"""The workbook: a page for each table, headings in words, lists to choose from, what may stand in a cell said by it."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.anatomy import Scalar
from nhanrong.excel.drawing import BOX, INPUT, SHUT, WRAPPED, across, first_page, for_machine, text
from nhanrong.excel.steady import workbook_bytes
from nhanrong.tables import layout
from nhanrong.tables.guide import write_guide
from nhanrong.tables.held import Held, part_at
from nhanrong.tables.layout import FIRST_ROW, NUMBER, OWNER, UNIT, Column, Keys, Table, tables
from nhanrong.tables.marks import RowKey, write_marks
from nhanrong.tables.offering import Offering
from nhanrong.tables.values import Shown, Speech

_NEED_FILL = {
    "bắt buộc": PatternFill("solid", fgColor="F4D9A8"),
    "nên có": PatternFill("solid", fgColor="D5E8D4"),
    "tùy chọn": SHUT,
}
_TABS = {"model": "2E7D32", "practice": "7CB342", "session": "00838F", "source": "6D4C41", "line": "EF6C00"}
_PLAIN, _BOLD, _GREY = Font(size=11), Font(size=11, bold=True), Font(size=9, color="808080")
_TOP = Alignment(wrap_text=True, vertical="top")
_FORMATS = {Scalar.WHOLE: "0", Scalar.MONEY: "#,##0", Scalar.NUMBER: "General", Scalar.PROSE: "General"}
_WIDTHS = {Scalar.PROSE: 48, Scalar.DATE: 15, Scalar.DAY: 13, Scalar.FLAG: 11, Scalar.WHOLE: 11, Scalar.NUMBER: 12}
_WIDTH, _NUMBER_WIDTH, _NAME_WIDTH = 24, 9, 34
_LINE, _MOST_LINES = 15.0, 20  # points of a line; lines that a row shows at most
_PAGE = 230  # letters across a printed page that can still be read
_FORMULA_LIKE = ("=", "+", "-", "@")


def workbook(speech: Speech, kinds: Sequence[str], records: Iterable[Held], day: dt.date, blanks: int) -> bytes:
    """The tables of these kinds with these records, and so many empty rows more; the same bytes on the same day."""
    by_kind: dict[str, list[Held]] = {kind: [] for kind in kinds}
    for record in records:
        by_kind[record.kind].append(record)
    book = Workbook()
    guide = first_page(book, layout.GUIDE)
    offering = Offering(book, speech.naming)
    marked: list[tuple[RowKey, Mapping[Keys, Shown]]] = []
    counts: list[tuple[Table, int]] = []
    for table in (table for kind in kinds for table in tables(kind)):
        rows = [row for record in by_kind[table.kind.name] for row in _rows(speech, table, record)]
        _page(book.create_sheet(table.title), table, [cells for _, cells in rows], offering, blanks)
        marked += rows
        counts.append((table, len(rows)))
    write_guide(guide, counts)
    offering.hide_last()
    for_machine(book, layout.MACHINE, {"version": str(layout.VERSION), "day": str(day)})
    if marked:
        write_marks(for_machine(book, layout.BEFORE, {}), marked)
    return workbook_bytes(book, day)


def _rows(speech: Speech, table: Table, record: Held) -> Iterator[tuple[RowKey, Mapping[Keys, Shown]]]:
    if not table.listed:
        own: dict[Keys, Shown] = {UNIT: speech.naming.unit(str(record.unit))} if record.unit else {}
        yield (table.name, record.id, ""), own | _cells(speech, table, record.value)
        return
    for number, piece in enumerate(part_at(record.value, table.keys) or (), start=1):
        own = {OWNER: record.id, NUMBER: number}
        yield (table.name, record.id, str(number)), own | _cells(speech, table, piece)


def _cells(speech: Speech, table: Table, value: object) -> dict[Keys, Shown]:
    found = {column.keys: speech.shown(part_at(value, column.keys), column.form) for column in table.columns}
    return {keys: shown for keys, shown in found.items() if shown != ""}


def _page(page: Worksheet, table: Table, rows: Sequence[Mapping[Keys, Shown]], offering: Offering, blanks: int) -> None:
    page.sheet_properties.tabColor = _TABS[table.kind.name]
    page.row_dimensions[layout.HEADING_ROW].height = 48
    page.row_dimensions[layout.ADDRESS_ROW].hidden = True
    page.freeze_panes = f"C{FIRST_ROW}"
    last = FIRST_ROW + len(rows) + blanks - 1
    widths = [_width(column) for column in table.columns]
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1):
        heading = text(page, layout.HEADING_ROW, number, column.heading + (" *" if column.required else ""), _BOLD)
        heading.fill, heading.border, heading.alignment = _NEED_FILL[column.need], BOX, WRAPPED
        text(page, layout.ADDRESS_ROW, number, table.address(column), _GREY)
        page.column_dimensions[get_column_letter(number)].width = width
        offering.offer(page, table, column, number, last)
    for row, cells in enumerate([*rows, *[{}] * blanks], start=FIRST_ROW):
        lines = 1
        for number, (column, width) in enumerate(zip(table.columns, widths, strict=True), start=1):
            shown = cells.get(column.keys, "")
            _cell(page, row, number, column, shown)
            lines = max(lines, sum(math.ceil((len(part) + 1) / (width - 2)) for part in str(shown).split("\n")))
        page.row_dimensions[row].height = _LINE * min(lines, _MOST_LINES) + 4
    across(page, layout.HEADING_ROW, "Không ghi tên, số điện thoại của ai", page.title, math.ceil(sum(widths) / _PAGE))
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.print_title_cols = "A:B"
    page.print_area = f"A1:{get_column_letter(len(table.columns))}{last}"


def _cell(page: Worksheet, row: int, number: int, column: Column, shown: Shown) -> None:
    single = column.form.scalar if not column.form.many else None
    if isinstance(shown, str):
        cell = text(page, row, number, shown, _PLAIN)
        cell.quotePrefix = shown.startswith(_FORMULA_LIKE)  # so that it stays a text when it is edited
    else:
        cell = page.cell(row, number, shown)
        cell.font = _PLAIN
    cell.number_format = _FORMATS.get(single, "@") if single else "@" if not column.form.many else "General"
    cell.border, cell.alignment = BOX, _TOP
    if column.required:
        cell.fill = INPUT


def _width(column: Column) -> int:
    form = column.form
    if column.keys == NUMBER:
        return _NUMBER_WIDTH
    if column.keys in {UNIT, OWNER, ("id",), ("name",), ("title",)} or form.refers or form.scalar is Scalar.UNIT:
        return _NAME_WIDTH
    if form.many and form.scalar is not Scalar.PROSE:
        return _WIDTH
    return _WIDTHS.get(form.scalar, _WIDTH) if form.scalar else _WIDTH
