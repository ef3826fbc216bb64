"""The sheet in Excel: one question a row, answers chosen from lists, hidden columns for the way back."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.drawing import (
    BOX,
    HEADING,
    INPUT,
    SHUT,
    WRAPPED,
    YES_NO,
    across,
    choice,
    first_page,
    for_machine,
    lists,
    text,
)
from nhanrong.excel.steady import workbook_bytes
from nhanrong.finding import record_label
from nhanrong.returning import reason_letters
from nhanrong.review import layout, wording
from nhanrong.review.choices import levels, offered, titles
from nhanrong.review.layout import Column, Head
from nhanrong.review.questions import Purpose, Question, Sheet

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
_PLAIN, _BOLD = Font(size=12), Font(size=12, bold=True)
_OPEN, _LOCKED = Protection(locked=False), Protection(locked=True)
_LETTERS_A_LINE = 52  # of the widest column


def xlsx(sheet: Sheet) -> bytes:
    """The workbook of one sheet; the same bytes for the same sheet."""
    book = Workbook()
    page = first_page(book, layout.SHEET)
    listed = _lists(book, sheet)
    _machine(book, sheet)
    _head(page, sheet, listed)
    _table(page, sheet, listed)
    _print(page, sheet)
    page.protection.sheet = True  # no password: it only keeps a thumb from wiping a question
    page.protection.formatColumns = page.protection.formatRows = False
    return workbook_bytes(book, sheet.day)


def _machine(book: Workbook, sheet: Sheet) -> None:
    said = {
        "version": str(layout.VERSION),
        "purpose": sheet.purpose.value,
        "list": sheet.unit.list,
        "code": sheet.unit.code,
        "day": str(sheet.day),
        "number": sheet.number,
    }
    for_machine(book, layout.MACHINE, said)


def _lists(book: Workbook, sheet: Sheet) -> dict[str, str]:
    listed: dict[str, Sequence[str]] = {
        "reasons": [f"{letter} {reason.label}" for reason, letter in reason_letters().items()],
        "levels": [*levels().values()],
        "roles": _ROLES,
        "yes_no": YES_NO,
        "subjects": [record_label(*subject) for subject in sheet.subjects],
    }
    return lists(book, listed)


def _head(page: Worksheet, sheet: Sheet, listed: dict[str, str]) -> None:
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
        text(page, row, 1, label, _BOLD).alignment = WRAPPED
        _input(page, row, layout.ANSWERS_COLUMN)
    if recheck:
        text(page, Head.SAME, layout.ANSWERS_COLUMN, YES_NO[1])
    _checks(page, listed, {head: (head, layout.ANSWERS_COLUMN) for head in Head})
    _wide(page, layout.SEND_ROW, f"Gửi về: {' · '.join(sheet.send_to) or 'nơi đã gửi phiếu này'}", _PLAIN, 22)


def _table(page: Worksheet, sheet: Sheet, listed: dict[str, str]) -> None:
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
        cell = text(page, layout.HEADING_ROW, column, heading, _BOLD)
        cell.fill, cell.border, cell.alignment = HEADING, BOX, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = _WIDTHS[column]
    for column in Column:
        page.column_dimensions[get_column_letter(column)].hidden = column >= Column.SUBJECT
    rows: list[Question | None] = [*sheet.questions, *[None] * sheet.blanks]
    for row, question in enumerate(rows, start=layout.FIRST_ROW):
        _row(page, row, question, listed)


def _row(page: Worksheet, row: int, question: Question | None, listed: dict[str, str]) -> None:
    for column in layout.FILLED:
        _input(page, row, column)
    said = "Chọn mô hình, cách làm có ở xã mà chưa ghi"
    if question:
        said = f"{question.name}\n{question.known}\nMã: {question.subject}"
        for column, value in ((Column.NAME, said), (Column.GROUP, question.group)):
            cell = text(page, row, column, value, _PLAIN)
            cell.fill, cell.protection = SHUT, _LOCKED
        hidden = {
            Column.SUBJECT: question.subject,
            Column.GROUP_KEPT: question.group,
            Column.BEFORE: str(question.before),
            Column.LINES: " ".join(question.lines),
        }
        for hidden_column, value in hidden.items():
            text(page, row, hidden_column, value)
    else:
        _choice(page, listed["subjects"], row, Column.NAME, said)
    page.row_dimensions[row].height = max(48, 16 * sum(1 + len(line) // _LETTERS_A_LINE for line in said.split("\n")))
    answers = ",".join(answer.value for answer in offered(question.before if question else None))
    _choice(page, f'"{answers}"', row, Column.ANSWER, "Chọn một câu trả lời")
    _choice(page, listed["reasons"], row, Column.REASON, "Chọn khi giảm, ngừng, tạm dừng")
    counted = DataValidation(
        "whole", operator="between", formula1="0", formula2=str(layout.MOST_HOUSEHOLDS), allow_blank=True
    )
    counted.error, counted.errorTitle = "Ghi số hộ bằng chữ số; không biết thì để trống.", "Số hộ"
    counted.add(f"{get_column_letter(Column.HOUSEHOLDS)}{row}")
    page.add_data_validation(counted)
    page.cell(row, Column.HOUSEHOLDS).number_format = "0"
    _checks(page, listed, {head: (row, column) for head, column in layout.OTHERWISE.items()})


def _checks(page: Worksheet, listed: dict[str, str], places: dict[Head, tuple[int, int]]) -> None:
    """The cells that say who looked, how and when; a day is text, so that no Excel turns day and month round."""
    _choice(
        page, listed["roles"], *places[Head.ROLE], "Chức vụ, không ghi tên; không có trong danh sách thì gõ", free=True
    )
    _choice(page, listed["levels"], *places[Head.LEVEL], "Chọn một cách")
    _choice(page, listed["yes_no"], *places[Head.SAME], "Có hoặc Không")
    day = page.cell(*places[Head.DAY])
    day.number_format = "@"


def _choice(page: Worksheet, formula: str, row: int, column: int, prompt: str, *, free: bool = False) -> None:
    choice(page, formula, f"{get_column_letter(column)}{row}", prompt, free=free)


def _input(page: Worksheet, row: int, column: int) -> None:
    cell = page.cell(row, column)
    cell.fill, cell.border, cell.alignment, cell.font = INPUT, BOX, WRAPPED, _PLAIN
    cell.protection = _OPEN


def _wide(page: Worksheet, row: int, said: str, font: Font, height: float) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=Column.LEARNT)
    text(page, row, 1, said, font).alignment = WRAPPED
    page.row_dimensions[row].height = height


def _print(page: Worksheet, sheet: Sheet) -> None:
    across(page, layout.HEADING_ROW, "Không ghi tên, số điện thoại của ai", sheet.number)
