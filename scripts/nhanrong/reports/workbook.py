"""A report as an Excel file: its tables with real numbers and sums, and pages with what each number rests on."""

from collections.abc import Mapping
from itertools import accumulate

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.drawing import BOX, HEADING, SHUT, text
from nhanrong.excel.steady import workbook_bytes
from nhanrong.reports.annex import annex
from nhanrong.reports.filling.results import why_empty
from nhanrong.reports.filling.workbook import with_results
from nhanrong.reports.result import Kind, Report, Table, Value
from nhanrong.reports.saying import (
    MISSING,
    MOTTO,
    NATION,
    TOTAL,
    Total,
    dated,
    name_title,
    period,
    prescribed,
    reckoned,
    titled,
    total,
    total_notes,
)
from nhanrong.reports.setting import FACE, PAGE, height, printed

_PLAIN, _BOLD, _SLANTED = Font(FACE, 12), Font(FACE, 12, bold=True), Font(FACE, 12, italic=True)
_TITLE, _MOTTO = Font(FACE, 14, bold=True), Font(FACE, 12, bold=True, underline="single")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_RIGHT = Alignment(horizontal="right", vertical="center")
_WIDTHS = {Kind.COUNT: 16, Kind.NUMBER: 16, Kind.MONEY: 18, Kind.SHARE: 18}
_TEXT_WIDTHS = (12, 24, 42)  # the least, that of a short text, the most
_FIRST_WIDTHS = (6, 36)  # the number of a row and its name
_NATION_WIDTH = 50  # what the heading of the state needs
_HEADING_ROW = 8
_ROW_HEIGHT, _POINTS = 15.0, 5.4  # of a row that nobody has set, and of a unit of widths
_SQUEEZED = 1.3


def xlsx(report: Report) -> bytes:
    """The workbook; the same bytes for the same report. Sums are formulas that know what they come to."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sums: dict[str, Mapping[str, Value]] = {}
    for number, table in enumerate(report.tables, start=1):
        last = number == len(report.tables)
        page: Worksheet = book.create_sheet("Báo cáo" if len(report.tables) == 1 else f"Biểu {number}")
        sums[page.title] = _Sheet(page, report, table).drawn(signed=last)
    annex(book, report)
    book.properties.title = report.title
    return with_results(workbook_bytes(book, report.day), sums)


class _Sheet:
    """The page of one table."""

    def __init__(self, page: Worksheet, report: Report, table: Table) -> None:
        self._page = page
        self._report = report
        self._table = table
        kinds = [_width(table, column) for column in range(len(table.headings))]
        wider = max(1.0, _NATION_WIDTH / sum(kinds)) if kinds else 1.0
        self._widths = [*_FIRST_WIDTHS, *(width * wider for width in kinds)]
        self._last = len(self._widths)
        self._whole = (1, self._last)
        self._first_row = _HEADING_ROW + 1
        self._end = _HEADING_ROW + len(table.rows)

    def drawn(self, *, signed: bool) -> Mapping[str, Value]:
        """What the sums of the page come to, by their cells."""
        self._head()
        self._headings()
        for row in range(len(self._table.rows)):
            self._row(row)
        sums = self._sums() if self._table.sums else {}
        after = self._notes(self._end + (2 if self._table.sums else 1))
        if signed:
            after = self._signers(after + 1)
        self._print(after)
        return sums

    def _head(self) -> None:
        """The organisation and the state side by side, then what the table is."""
        report = self._report
        middle = self._middle()
        self._across(1, (1, middle), report.organisation, _BOLD)
        self._across(2, (1, middle), prescribed(report), _SLANTED)
        self._across(1, (middle + 1, self._last), NATION, _BOLD)
        self._across(2, (middle + 1, self._last), MOTTO, _MOTTO)
        self._across(4, self._whole, report.title.upper(), _TITLE)
        self._across(5, self._whole, period(report), _BOLD)
        self._across(6, self._whole, reckoned(report), _SLANTED)
        if self._table.title and self._table.title != report.title:
            self._across(7, self._whole, self._table.title, _BOLD, _LEFT)

    def _middle(self) -> int:
        """The last column of the left half of the head; the right one is wide enough for the state's name."""
        room = list(accumulate(reversed(self._widths)))
        needed = next((number for number, width in enumerate(room, start=1) if width >= _NATION_WIDTH), self._last)
        return max(self._last - max(needed, self._last // 2), 1)

    def _headings(self) -> None:
        names = ("TT", name_title(self._table), *(titled(heading) for heading in self._table.headings))
        high = 2 * 20.0
        for column, (name, width) in enumerate(zip(names, self._widths, strict=True), start=1):
            cell = text(self._page, _HEADING_ROW, column, name, _BOLD)
            cell.fill, cell.border, cell.alignment = HEADING, BOX, _MIDDLE
            self._page.column_dimensions[get_column_letter(column)].width = width
            high = max(high, height(name, width * 0.9))
        self._page.row_dimensions[_HEADING_ROW].height = high
        self._page.freeze_panes = f"C{self._first_row}"

    def _row(self, number: int) -> None:
        row, told = self._first_row + number, self._table.rows[number]
        self._boxed(row, 1, _MIDDLE).value = number + 1
        name = told.name if not told.unit else f"{told.name} ({told.unit})"
        text(self._page, row, 2, name)
        self._boxed(row, 2, _INDENTED)
        high = height(name, self._widths[1] - 2)
        for column, value in enumerate(told.cells, start=3):
            self._write(self._boxed(row, column, _RIGHT), value)
            if value.kind is Kind.TEXT or value.number is None:
                high = max(high, height(value.text, self._widths[column - 1]))
        self._page.row_dimensions[row].height = high

    def _sums(self) -> Mapping[str, Value]:
        row = self._end + 1
        for column in range(1, self._last + 1):
            boxed = self._boxed(row, column, _RIGHT)
            boxed.font, boxed.fill = _BOLD, SHUT
        text(self._page, row, 2, TOTAL, _BOLD).alignment = _INDENTED
        self._page.row_dimensions[row].height = 20
        made: dict[str, Value] = {}
        for column in sorted(self._table.sums):
            cell = self._page.cell(row, column + 3)
            assert isinstance(cell, Cell)  # no merged one
            found = total(self._table, column)
            self._write(cell, found.value, found)
            if found.value.number is not None and found.value.kind in {Kind.COUNT, Kind.NUMBER, Kind.MONEY}:
                letter = get_column_letter(column + 3)
                cell.value = f"=SUM({letter}{self._first_row}:{letter}{self._end})"
                made[cell.coordinate] = found.value
        return made

    def _notes(self, row: int) -> int:
        """The row after the notes below the table."""
        for note in (*total_notes(self._table), *self._table.notes):
            self._across(row, self._whole, note, _SLANTED, _LEFT)
            row += 1
        return row

    def _signers(self, row: int) -> int:
        """The row after the roles that sign, with room for the signatures; the last one has the day above it."""
        middle = self._middle()
        self._across(row, (middle + 1, self._last), dated(self._report.day), _SLANTED)
        *others, last = self._report.signers or ("",)
        self._across(row + 1, (middle + 1, self._last), last.upper(), _BOLD)
        self._across(row + 1, (1, middle), "      ".join(others).upper(), _BOLD)
        return row + 6

    def _print(self, last_row: int) -> None:
        printed(self._page, self._report, _HEADING_ROW)
        if 1 < self._pages(last_row) <= _SQUEEZED:  # else the signatures would stand alone on a second page
            self._page.page_setup.fitToHeight = 1
        self._page.print_area = f"A1:{get_column_letter(self._last)}{last_row}"
        self._page.print_options.horizontalCentered = True

    def _pages(self, last_row: int) -> float:
        """How many pages high it is when it is one page wide."""
        heights = (self._page.row_dimensions[row].height or _ROW_HEIGHT for row in range(1, last_row + 1))
        scale = min(1.0, PAGE[0] / (sum(self._widths) * _POINTS))
        return sum(heights) * scale / PAGE[1]

    def _write(self, cell: Cell, value: Value, found: Total | None = None) -> None:
        """A number as one, with what it is made of; what is missing as words, never as 0."""
        if why := why_empty(value):
            shown = (value.text if value.kind is Kind.TEXT or value.number is None else why) or (
                MISSING if found else ""
            )
            shown += found.mark if found else ""
            text(self._page, cell.row, cell.column, shown, _SLANTED)
            cell.alignment = _MIDDLE
        elif value.kind is Kind.TEXT:
            text(self._page, cell.row, cell.column, value.text)
            cell.alignment = _INDENTED
        else:
            assert value.number is not None  # else it is missing
            mark = found.mark if found else ""
            cell.value = value.number / value.of if value.kind is Kind.SHARE and value.of else value.number
            cell.number_format = _number_format(value, mark)

    def _boxed(self, row: int, column: int, alignment: Alignment) -> Cell:
        cell = self._page.cell(row, column)
        assert isinstance(cell, Cell)  # no merged one
        cell.font, cell.border, cell.alignment = _PLAIN, BOX, alignment
        return cell

    def _across(
        self, row: int, columns: tuple[int, int], words: str, font: Font, alignment: Alignment = _MIDDLE
    ) -> None:
        """Words over merged columns; such rows do not find their height themselves."""
        first, last = columns
        text(self._page, row, first, words, font).alignment = alignment
        if last > first:
            self._page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        letter = 1.25 if words.isupper() else 1.0
        needed = height(words, sum(self._widths[first - 1 : last]) / letter, float(font.size or 12))
        self._page.row_dimensions[row].height = max(self._page.row_dimensions[row].height or 0, needed)


def _width(table: Table, column: int) -> float:
    """The width of a column; that of texts lets a short one stand in a line, the longest in three."""
    kind = table.headings[column].kind
    if kind in _WIDTHS:
        return _WIDTHS[kind]
    longest = max((len(row.cells[column].text) for row in table.rows), default=0)
    least, whole, most = _TEXT_WIDTHS
    return min(max(longest / 3, min(longest, whole), least), most)


def _number_format(value: Value, mark: str) -> str:
    """Thousands parted as the reader's Excel does it; of a share the percentage and what it is of."""
    after = f'"{mark}"_)' if mark else "_)"  # a little room before the edge
    if value.kind is Kind.SHARE:
        return f'0.0"\u00a0"%" ({value.number:.0f}/{value.of})"{after}'
    whole = value.number is not None and value.number == int(value.number)
    return f"{'#,##0' if whole else '#,##0.0########'}{after}"
