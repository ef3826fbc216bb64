"""The pages of a workbook behind its tables: what each number rests on, what was left out, what changed, the rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.drawing import BOX, HEADING, WRAPPED, text
from nhanrong.reports.result import Heading, Kind, Report, Table
from nhanrong.reports.saying import in_cell, name_title, titled
from nhanrong.reports.setting import FACE, height, printed

_SIZE = 11
_BOLD, _TITLE = Font(FACE, _SIZE, bold=True), Font(FACE, 14, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_NUMBERS = Alignment(vertical="top", horizontal="right", wrap_text=True)
_LINE_ABOVE = Border(top=Side(style="thin", color="808080"))
_HEAD, _HEAD_NUMBER, _LINE, _NUMBER, _AGAIN, _LINK = (
    f"nr {name}" for name in ("đầu", "số đầu", "dòng", "số", "nhắc lại", "đường dẫn")
)
_STYLES = (  # set by their names: much quicker than font by font, and there may be ten thousands of lines
    NamedStyle(_HEAD, _BOLD, border=_LINE_ABOVE, alignment=_TOP),
    NamedStyle(_HEAD_NUMBER, _BOLD, border=_LINE_ABOVE, alignment=_NUMBERS),
    NamedStyle(_LINE, Font(FACE, _SIZE), alignment=_TOP),
    NamedStyle(_NUMBER, Font(FACE, _SIZE), alignment=_NUMBERS),
    NamedStyle(_AGAIN, Font(FACE, _SIZE, color="767676"), alignment=_TOP),
    NamedStyle(_LINK, Font(FACE, _SIZE, color="1F5C2E", underline="single"), alignment=_TOP),
)
_MOST_LINKS = 20_000  # Excel takes 65,530 on a page
_MOST_DIGITS = 15  # that Excel keeps of a number
_HEADING_ROW = 3
_CODE = 1  # the column of codes on pages of grounds, from 0
_RECORD = "Bản ghi, lần ghi nhận"


@dataclass(frozen=True)
class _Line:
    """A line of a page; `head` ones open a group and are set in bold, its code leads to `address`."""

    texts: Sequence[str]
    head: bool = False
    address: str = ""


@dataclass(frozen=True)
class _Page:
    """A page: its columns by their widths, and its lines. `repeats` columns name the group, `numbers` hold numbers."""

    name: str
    title: str
    widths: Sequence[tuple[str, int]]
    lines: Iterable[_Line]
    repeats: int = 0
    numbers: range = range(0)


def annex(book: Workbook, report: Report) -> None:
    """The further pages of a report's workbook: grounds of each table, what was left out or changed, how it counts."""
    for style in _STYLES:
        book.add_named_style(style)
    where = [("Bảng", 20), ("Hàng", 20), ("Cột", 20)]
    for number, table in enumerate(report.tables, start=1):
        name = "Căn cứ" if len(report.tables) == 1 else f"Căn cứ {number}"
        _draw(book, report, _grounds(name, table))
    if left_out := _left_out(report):
        widths = [("Bảng", 24), ("Hàng", 24), ("Cột", 30), ("Mã", 24), (_RECORD, 40), ("Vì sao không tính", 50)]
        _draw(book, report, _Page("Không tính", "Những gì không được tính, và vì sao", widths, left_out, repeats=2))
    if report.changes:
        told = f"Số nay khác số đã chốt{f' ngày {report.filed_on}' if report.filed_on else ''}"
        changed = [_Line((one.table, one.row, one.column, one.filed, one.now, one.why)) for one in report.changes]
        widths = [*where, ("Số đã chốt", 18), ("Số nay", 18), ("Vì sao đổi", 60)]
        _draw(book, report, _Page("Đã đổi", told, widths, changed, numbers=range(3, 5)))
    widths = [("Bảng", 30), ("Cột hoặc chỉ tiêu", 40), ("Đơn vị", 12), ("Đếm thế nào", 90)]
    rules = [_Line(one) for one in _rules(report)]
    _draw(book, report, _Page("Cách tính", "Mỗi con số được đếm thế nào", widths, rules, repeats=1))


def _grounds(name: str, table: Table) -> _Page:
    """For each row its values, below them the records and lines that they count: one a line, what it adds to which."""
    columns = [number for number, heading in enumerate(table.headings) if _rests(table, number, heading)]
    widths = [(name_title(table), 28), ("Mã", 24), (_RECORD, 34), ("Vì sao tính", 46)]
    widths += [(titled(table.headings[number]), 14) for number in columns]
    return _Page(
        name, f"Mỗi con số dựa vào đâu: {table.title}", widths, _lines(table, columns), 1, range(4, 4 + len(columns))
    )


def _rests(table: Table, number: int, heading: Heading) -> bool:
    """Whether a column has numbers, or texts that rest on something."""
    return heading.kind is not Kind.TEXT or any(row.cells[number].grounds for row in table.rows)


def _lines(table: Table, columns: Sequence[int]) -> Iterator[_Line]:
    for row in table.grounded:
        adds: dict[tuple[str, str, str, str], list[str]] = {}
        cells = [row.cells[number] for number in columns]
        for column, value in enumerate(cells):
            for one in value.grounds:
                key = (one.code, one.name, one.why, one.address)
                adds.setdefault(key, [""] * len(cells))[column] = one.adds
        named = f"{row.name} ({row.unit})" if row.unit else row.name
        none = "" if adds else "không có bản ghi nào"
        yield _Line((named, "", none, "", *map(in_cell, cells)), head=True)
        for (code, called, why, address), told in adds.items():
            yield _Line((named, code, called, why, *told), address=address)


def _left_out(report: Report) -> Sequence[_Line]:
    """Each record once a row, with the columns that do without it."""
    columns: dict[tuple[str, ...], list[str]] = {}
    for table in report.tables:
        for row in table.rows:
            for heading, value in zip(table.headings, row.cells, strict=True):
                for one in value.left_out:
                    columns.setdefault((table.title, row.name, one.code, one.name, one.why), []).append(heading.title)
    return [
        _Line((table, row, "; ".join(dict.fromkeys(named)), code, name, why))
        for (table, row, code, name, why), named in columns.items()
    ]


def _rules(report: Report) -> Iterator[Sequence[str]]:
    """How each column or row is counted, then the counting rules that hold for all."""
    for table in report.tables:
        for row in table.rows:
            if row.rule:
                yield table.title, row.name, row.unit, row.rule
        for heading in table.headings:
            if heading.rule:
                yield table.title, heading.title, heading.unit, heading.rule
    for rule in report.rules:
        yield "Chung", "", "", rule


def _draw(book: Workbook, report: Report, drawn: _Page) -> None:
    page: Worksheet = book.create_sheet(drawn.name)
    text(page, 1, 1, drawn.title, _TITLE)
    for column, (heading, width) in enumerate(drawn.widths, start=1):
        cell = text(page, _HEADING_ROW, column, heading, _BOLD)
        cell.fill, cell.border, cell.alignment = HEADING, BOX, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = width
    page.row_dimensions[_HEADING_ROW].height = max(height(name, width, _SIZE + 1) for name, width in drawn.widths)
    number, before = _HEADING_ROW, None
    for number, line in enumerate(drawn.lines, start=_HEADING_ROW + 1):
        again = line.texts[: drawn.repeats] == before
        before = line.texts[: drawn.repeats]
        page.row_dimensions[number].height = max(
            height(words, width, _SIZE) for words, (_, width) in zip(line.texts, drawn.widths, strict=True)
        )
        leads = line.address.startswith(("https://", "http://")) and number < _MOST_LINKS
        for column, words in enumerate(line.texts):
            if words or line.head:
                cell = _written(page, number, column + 1, words)
                if leads and column == _CODE:
                    cell.hyperlink = line.address
                    cell.style = _LINK
                else:
                    repeated = again and column < drawn.repeats
                    cell.style = _style(line, repeated=repeated, number=column in drawn.numbers)
    page.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(drawn.widths))}{number}"
    page.freeze_panes = f"A{_HEADING_ROW + 1}"
    printed(page, report, _HEADING_ROW)


def _written(page: Worksheet, row: int, column: int, words: str) -> Cell:
    """Digits alone become a number, so that an officer can add them up."""
    if words.isascii() and words.isdigit() and len(words) < _MOST_DIGITS and (words == "0" or words[0] != "0"):
        cell = text(page, row, column, "")
        cell.value = int(words)
        return cell
    return text(page, row, column, words)


def _style(line: _Line, *, repeated: bool, number: bool) -> str:
    if line.head:
        return _HEAD_NUMBER if number else _HEAD
    return _AGAIN if repeated else _NUMBER if number else _LINE
