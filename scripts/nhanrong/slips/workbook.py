"""The office's register in Excel: one slip a row; and the names and numbers, on a page that the program never reads."""

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
from nhanrong.review.choices import titles
from nhanrong.review.layout import MOST_HOUSEHOLDS
from nhanrong.slips import layout
from nhanrong.slips.handout import Handout
from nhanrong.slips.layout import FIRST_ROW, HEADING_ROW, ROWS, Column
from nhanrong.wishes import Wish

_ABOUT = (
    "Mỗi phiếu một hàng, chép đúng như phiếu. Muốn học, muốn đến xem: máy chỉ đếm theo xã và tháng. Đang làm, đã bỏ: "
    "máy ghi vào sổ nhân rộng là lời người làm tự kể, chưa ai kiểm tra. Đã bỏ thì cần lý do và rút ra điều gì. "
    "Tệp này để ở văn phòng Hội, không để trong thư mục của kho."
)
_PRIVACY = "Không ghi tên, số điện thoại, chuyện riêng của ai ở trang này; tên và số để gọi lại ghi ở trang Liên hệ."
_CONTACTS = "Liên hệ: chỉ ở văn phòng Hội"
_KEPT = (
    "Máy không bao giờ đọc trang này: nhập sổ thì tên và số ở đây vẫn ở lại đây. Ghi đúng số phiếu để biết gọi ai về "
    "việc gì. Gọi xong thì xóa hàng ấy. Gửi tệp này cho nơi khác thì xóa cả trang trước khi gửi."
)
_CALLED = {"Số phiếu": 10, "Tên": 28, "Điện thoại": 18, "Gọi lúc nào": 24, "Đã gọi ngày": 16}
_WIDTHS = {
    Column.NUMBER: 8,
    Column.DAY: 14,
    Column.SUBJECT: 40,
    Column.UNIT: 32,
    Column.WISH: 16,
    Column.HOUSEHOLDS: 8,
    Column.GROUP: 20,
    Column.REASON: 22,
    Column.LEARNT: 40,
    Column.SEEN: 12,
}
_PLAIN, _BOLD, _TITLE = Font(size=12), Font(size=12, bold=True), Font(size=18, bold=True)
_WARNING = Font(size=12, bold=True, color="9C1C00")
_OPEN = Protection(locked=False)


def xlsx(handout: Handout) -> bytes:
    """The register, empty; the same bytes for the same handout."""
    book = Workbook()
    page = first_page(book, layout.SHEET)
    _contacts(book)
    for_machine(book, layout.MACHINE, {"version": str(layout.VERSION), "list": handout.list_id})
    listed = lists(
        book,
        {
            "subjects": [record_label(*subject) for subject in handout.subjects],
            "units": handout.units,
            "wishes": [wish.value for wish in Wish],
            "reasons": [f"{letter} {reason.label}" for reason, letter in reason_letters().items()],
            "yes_no": YES_NO,
        },
    )
    _top(page, f"Sổ tiếp nhận phiếu: {handout.area}", _ABOUT, _PRIVACY, len(Column))
    _headings(page, _names(), {int(column): width for column, width in _WIDTHS.items()})
    _rows(page, len(Column), locked=int(Column.NUMBER))
    _choices(page, listed)
    across(page, HEADING_ROW, "Sổ ở văn phòng Hội, không đưa lên mạng", f"{layout.SHEET} {handout.list_id}")
    page.protection.sheet = True  # no password: it only keeps a thumb from wiping a heading
    page.protection.formatColumns = page.protection.formatRows = page.protection.sort = False
    return workbook_bytes(book, handout.day)


def _names() -> dict[int, str]:
    named = titles()
    return {
        Column.NUMBER: "Số phiếu",
        Column.DAY: "Ngày nhận (ví dụ 24/11/2026)",
        Column.SUBJECT: named["subject"],
        Column.UNIT: "Xã",
        Column.WISH: "Người gửi muốn gì",
        Column.HOUSEHOLDS: named["households"],
        Column.GROUP: "Tên tổ, nhóm, nếu là phiếu của cả nhóm",
        Column.REASON: f"{named['reason']} (khi đã bỏ)",
        Column.LEARNT: f"{named['learnt']} (khi đã bỏ)",
        Column.SEEN: "Đã có người xem?",
    }


def _contacts(book: Workbook) -> None:
    page: Worksheet = book.create_sheet(layout.CONTACTS)
    page.sheet_properties.tabColor = "9C1C00"
    _top(page, _CONTACTS, _KEPT, "Trang này có tên người: không để ai khác xem, không đưa lên mạng.", 5)
    _headings(page, dict(enumerate(_CALLED, start=1)), dict(enumerate(_CALLED.values(), start=1)))
    _rows(page, len(_CALLED), locked=1)
    across(page, HEADING_ROW, "Chỉ ở văn phòng Hội", layout.CONTACTS)


def _top(page: Worksheet, title: str, about: str, privacy: str, columns: int) -> None:
    said = {
        layout.TITLE_ROW: (title, _TITLE, 32),
        layout.ABOUT_ROW: (about, _PLAIN, 56 if columns > 5 else 72),
        layout.PRIVACY_ROW: (privacy, _WARNING, 24),
    }
    for row, (words, font, height) in said.items():
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        text(page, row, 1, words, font).alignment = WRAPPED
        page.row_dimensions[row].height = height


def _headings(page: Worksheet, names: dict[int, str], widths: dict[int, float]) -> None:
    page.row_dimensions[HEADING_ROW].height = 52
    for column, name in names.items():
        cell = text(page, HEADING_ROW, column, name, _BOLD)
        cell.fill, cell.border, cell.alignment = HEADING, BOX, WRAPPED
        page.column_dimensions[get_column_letter(column)].width = widths[column]
    page.freeze_panes = f"B{FIRST_ROW}"


def _rows(page: Worksheet, columns: int, locked: int) -> None:
    """Empty rows, numbered in the column that is `locked`; days and telephones are texts, so that Excel keeps them."""
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        page.row_dimensions[row].height = 34
        for column in range(1, columns + 1):
            cell = page.cell(row, column)
            cell.border, cell.alignment, cell.font = BOX, WRAPPED, _PLAIN
            if column == locked:
                cell.fill, cell.value = SHUT, row - FIRST_ROW + 1
            else:
                cell.fill, cell.protection, cell.number_format = INPUT, _OPEN, "@"


def _choices(page: Worksheet, listed: dict[str, str]) -> None:
    choice(page, listed["subjects"], _all(Column.SUBJECT), "Chọn mô hình; gõ mã ghi trên phiếu cũng được", free=True)
    choice(page, listed["units"], _all(Column.UNIT), "Chọn xã; gõ tên xã cũng được", free=True)
    choice(page, listed["wishes"], _all(Column.WISH), "Ô người gửi đã đánh dấu")
    choice(page, listed["reasons"], _all(Column.REASON), "Chỉ khi đã bỏ; gõ chữ cái cũng được", free=True)
    choice(page, listed["yes_no"], _all(Column.SEEN), "Có hoặc Không, như trên phiếu")
    counted = DataValidation("whole", operator="between", formula1="1", formula2=str(MOST_HOUSEHOLDS), allow_blank=True)
    counted.error, counted.errorTitle = "Ghi số hộ bằng chữ số; một người gửi thì để trống.", "Số hộ"
    counted.add(_all(Column.HOUSEHOLDS))
    page.add_data_validation(counted)
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        page.cell(row, Column.HOUSEHOLDS).number_format = "0"


def _all(column: Column) -> str:
    letter = get_column_letter(column)
    return f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + ROWS - 1}"
