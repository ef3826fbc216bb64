"""The sheet in Excel: one question a row, answers chosen from lists, hidden columns for the way back."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.review import layout, wording
from nhanrong.review.choices import levels, offered, reason_letters, titles
from nhanrong.review.layout import Column, Head
from nhanrong.review.questions import Purpose, Question, Sheet
from nhanrong.review.steady import workbook_bytes

YES_NO = ("Có", "Không")
_ROLES = ("Chi hội trưởng", "Tổ trưởng tổ hội nghề nghiệp", "Cán bộ Hội Nông dân xã", "Cán bộ khuyến nông")
_WIDTHS = {
    Column.NAME: 48,
    Column.ANSWER: 22,
    Column.HOUSEHOLDS: 9,
    Column.REASON: 22,
    Column.LEARNT: 38,
    Column.GROUP: 18,
    Column.DAY: 13,
    Column.LEVEL: 20,
    Column.ROLE: 24,
    Column.SAME: 12,
}
_INPUT = PatternFill("solid", fgColor="FFF8D6")
_HEADING = PatternFill("solid", fgColor="E3EFE3")
_SHUT = PatternFill("solid", fgColor="EFEFEF")
_PLAIN, _BOLD = Font(size=12), Font(size=12, bold=True)
_OPEN, _LOCKED = Protection(locked=False), Protection(locked=True)
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_WRAPPED = Alignment(wrap_text=True, vertical="center")
_LETTERS_A_LINE = 52  # of the widest column


def subject_label(subject: str, name: str) -> str:
    """How a subject is called in the list of an empty row."""
    return f"{name} ({subject})"


def xlsx(sheet: Sheet) -> bytes:
    """The workbook of one sheet; the same bytes for the same sheet."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)  # a new workbook has one
    page.title = layout.SHEET
    lists = _lists(book, sheet)
    _machine(book, sheet)
    _head(page, sheet, lists)
    _table(page, sheet, lists)
    _print(page, sheet)
    page.protection.sheet = True  # no password: it only keeps a thumb from wiping a question
    page.protection.formatColumns = page.protection.formatRows = False
    return workbook_bytes(book, sheet.day)


def _machine(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(layout.MACHINE)
    page.sheet_state = "hidden"
    said = {
        "version": str(layout.VERSION),
        "purpose": sheet.purpose.value,
        "list": sheet.unit.list,
        "code": sheet.unit.code,
        "day": str(sheet.day),
        "number": sheet.number,
    }
    for row, (key, value) in enumerate(said.items(), start=1):
        _text(page, row, 1, key)
        _text(page, row, 2, value)


def _lists(book: Workbook, sheet: Sheet) -> dict[str, str]:
    """The lists to choose from, on a hidden page; where each stands."""
    page = book.create_sheet(layout.LISTS)
    page.sheet_state = "hidden"
    lists: dict[str, Sequence[str]] = {
        "reasons": [f"{letter} {reason.label}" for reason, letter in reason_letters().items()],
        "levels": [*levels().values()],
        "roles": _ROLES,
        "yes_no": YES_NO,
        "subjects": [subject_label(*subject) for subject in sheet.subjects],
    }
    found: dict[str, str] = {}
    for column, (name, values) in enumerate(lists.items(), start=1):
        for row, value in enumerate(values, start=1):
            _text(page, row, column, value)
        letter = get_column_letter(column)
        found[name] = f"{layout.LISTS}!${letter}$1:${letter}${max(len(values), 1)}"
    return found


def _head(page: Worksheet, sheet: Sheet, lists: dict[str, str]) -> None:
    recheck = sheet.purpose is Purpose.RECHECK
    _wide(page, layout.TITLE_ROW, wording.title(sheet), Font(size=18, bold=True), 30)
    about = f"{wording.about(sheet)} Số phiếu {sheet.number}."
    _wide(page, layout.ABOUT_ROW, about, _PLAIN, 50)
    _wide(page, layout.PRIVACY_ROW, wording.PRIVACY, Font(size=12, bold=True, color="9C1C00"), 22)
    asked = {
        Head.ROLE: "1. Ai xem (chức vụ, không ghi tên)",
        Head.DAY: "2. Ngày xem (ví dụ 24/11/2026)",
        Head.LEVEL: "3. Xem bằng cách nào",
        Head.SAME: f"4. {wording.SAME_QUESTION[sheet.purpose]}",
    }
    for row, label in asked.items():
        page.row_dimensions[row].height = 32
        _text(page, row, 1, label, _BOLD).alignment = _WRAPPED
        _input(page, row, layout.ANSWERS_COLUMN)
    if recheck:
        _text(page, Head.SAME, layout.ANSWERS_COLUMN, YES_NO[1])
    _checks(page, lists, {head: (head, layout.ANSWERS_COLUMN) for head in Head})
    _wide(page, layout.SEND_ROW, f"Gửi về: {' · '.join(sheet.send_to) or 'nơi đã gửi phiếu này'}", _PLAIN, 22)


def _table(page: Worksheet, sheet: Sheet, lists: dict[str, str]) -> None:
    named = titles()
    headings = {
        Column.NAME: named["subject"],
        Column.ANSWER: "Nay thế nào",
        Column.HOUSEHOLDS: named["households"],
        Column.REASON: f"{named['reason']} (khi giảm, ngừng)",
        Column.LEARNT: f"{named['learnt']} (khi ngừng)",
        Column.GROUP: named["group"],
        Column.DAY: "Ngày xem, nếu khác",
        Column.LEVEL: "Cách xem, nếu khác",
        Column.ROLE: "Ai xem, nếu khác (chức vụ)",
        Column.SAME: "Cũng là người báo, nếu khác",
    }
    page.row_dimensions[layout.HEADING_ROW].height = 48
    for column, heading in headings.items():
        cell = _text(page, layout.HEADING_ROW, column, heading, _BOLD)
        cell.fill, cell.border, cell.alignment = _HEADING, _BOX, _WRAPPED
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS[column]
    for column in Column:
        page.column_dimensions[get_column_letter(column)].hidden = column >= Column.SUBJECT
    rows: list[Question | None] = [*sheet.questions, *[None] * sheet.blanks]
    for row, question in enumerate(rows, start=layout.FIRST_ROW):
        _row(page, row, question, lists)


def _row(page: Worksheet, row: int, question: Question | None, lists: dict[str, str]) -> None:
    for column in layout.FILLED:
        _input(page, row, column)
    said = "Chọn mô hình, cách làm có ở xã mà chưa ghi"
    if question:
        said = f"{question.name}\n{question.known}\nMã: {question.subject}"
        for column, value in ((Column.NAME, said), (Column.GROUP, question.group)):
            cell = _text(page, row, column, value, _PLAIN)
            cell.fill, cell.protection = _SHUT, _LOCKED
        hidden = {
            Column.SUBJECT: question.subject,
            Column.GROUP_KEPT: question.group,
            Column.BEFORE: str(question.before),
            Column.LINES: " ".join(question.lines),
        }
        for hidden_column, value in hidden.items():
            _text(page, row, hidden_column, value)
    else:
        _choice(page, lists["subjects"], row, Column.NAME, said)
    page.row_dimensions[row].height = max(48, 16 * sum(1 + len(line) // _LETTERS_A_LINE for line in said.split("\n")))
    answers = ",".join(answer.value for answer in offered(question.before if question else None))
    _choice(page, f'"{answers}"', row, Column.ANSWER, "Chọn một câu trả lời")
    _choice(page, lists["reasons"], row, Column.REASON, "Chọn khi giảm, ngừng, tạm dừng")
    counted = DataValidation(
        "whole", operator="between", formula1="0", formula2=str(layout.MOST_HOUSEHOLDS), allow_blank=True
    )
    counted.error, counted.errorTitle = "Ghi số hộ bằng chữ số; không biết thì để trống.", "Số hộ"
    counted.add(f"{get_column_letter(Column.HOUSEHOLDS)}{row}")
    page.add_data_validation(counted)
    page.cell(row, Column.HOUSEHOLDS).number_format = "0"
    _checks(page, lists, {head: (row, column) for head, column in layout.OTHERWISE.items()})


def _checks(page: Worksheet, lists: dict[str, str], places: dict[Head, tuple[int, int]]) -> None:
    """The cells that say who looked, how and when; a day is text, so that no Excel turns day and month round."""
    _choice(
        page, lists["roles"], *places[Head.ROLE], "Chức vụ, không ghi tên; không có trong danh sách thì gõ", free=True
    )
    _choice(page, lists["levels"], *places[Head.LEVEL], "Chọn một cách")
    _choice(page, lists["yes_no"], *places[Head.SAME], "Có hoặc Không")
    day = page.cell(*places[Head.DAY])
    day.number_format = "@"


def _choice(page: Worksheet, formula: str, row: int, column: int, prompt: str, *, free: bool = False) -> None:
    listed = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=not free)
    listed.prompt, listed.error, listed.errorTitle = prompt, "Bấm mũi tên và chọn trong danh sách.", "Chưa đúng"
    listed.showInputMessage = True
    listed.add(f"{get_column_letter(column)}{row}")
    page.add_data_validation(listed)


def _text(page: Worksheet, row: int, column: int, value: str, font: Font | None = None) -> Cell:
    """A text, also where it looks like a formula or a number."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # only the first cell of a merged row is written
    if value:
        cell.value = value
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def _input(page: Worksheet, row: int, column: int) -> None:
    cell = page.cell(row, column)
    cell.fill, cell.border, cell.alignment, cell.font = _INPUT, _BOX, _WRAPPED, _PLAIN
    cell.protection = _OPEN


def _wide(page: Worksheet, row: int, text: str, font: Font, height: float) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=Column.LEARNT)
    _text(page, row, 1, text, font).alignment = _WRAPPED
    page.row_dimensions[row].height = height


def _print(page: Worksheet, sheet: Sheet) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"
    footer = page.oddFooter
    assert footer is not None  # every page has one
    footer.left.text, footer.center.text = "Không ghi tên, số điện thoại của ai", f"{sheet.number} · trang &P/&N"
