"""The file of a returned sheet: is it one of ours, whole, of this version, and of which commune."""

import datetime as dt
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.opening import pages, said_by
from nhanrong.knowledge import Knowledge
from nhanrong.lenient import tidied
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef
from nhanrong.review import layout
from nhanrong.review.questions import Purpose

_MOST_ROWS = 2000
_WANTED = "Gửi tệp .xlsx đã nhận. Phiếu giấy thì gõ câu trả lời vào tệp .xlsx của xã ấy."


@dataclass(frozen=True)
class Returned:
    """A sheet that came back: whose it is, and its cells."""

    path: str
    unit: UnitRef
    purpose: Purpose
    day: dt.date
    page: Worksheet

    @property
    def file(self) -> Place:
        """The file as a whole."""
        return Place(self.path, 0, 0)

    def place(self, row: int, column: int) -> Place:
        """A cell."""
        return Place(self.path, int(row), int(column), layout.SHEET)


def opened(path: str, data: bytes, kb: Knowledge) -> Returned | Problem:
    """The sheet in a file, or why it is none."""
    file = Place(path, 0, 0)
    book = pages(file, data, _WANTED)
    if isinstance(book, Problem):
        return book
    page, machine = book.get(layout.SHEET), book.get(layout.MACHINE)
    if page is None or machine is None:
        hint = "Điền vào đúng tệp đã nhận; đừng chép bảng sang tệp khác."
        return Problem(file, "NR842", "không phải phiếu do kho này xuất ra", hint)
    if page.max_row > _MOST_ROWS:
        return Problem(file, "NR842", f"phiếu có hơn {_MOST_ROWS} hàng", "Xóa các hàng thừa ở cuối trang.")
    said = said_by(machine)
    if said.get("version") != str(layout.VERSION):
        message = f"phiếu theo mẫu {said.get('version', 'không rõ')}, nay dùng mẫu {layout.VERSION}"
        return Problem(file, "NR843", message, "Xuất lại phiếu bằng nhanrong review-sheet export rồi điền lại.")
    try:
        unit, purpose = UnitRef(said["list"], said["code"]), Purpose(said["purpose"])
        day = dt.date.fromisoformat(said["day"])
    except (KeyError, ValueError):
        return Problem(file, "NR842", "phần máy đọc của phiếu đã hỏng", "Xuất lại phiếu rồi điền lại.")
    if unit not in kb.units:
        return Problem(file, "NR844", f"kho này không có đơn vị {unit}", "Phiếu này của kho khác, hoặc đã bị sửa mã.")
    title = tidied(str(page.cell(layout.TITLE_ROW, 1).value or ""))
    if title != f"{purpose.title} {kb.unit_name(unit)}":
        place = Place(path, layout.TITLE_ROW, 1, layout.SHEET)
        message = f"phiếu của {kb.unit_name(unit)} ({unit}) mà đầu phiếu ghi “{title}”"
        return Problem(place, "NR844", message, "Mỗi xã điền phiếu của mình; đừng sửa tên xã trên phiếu của xã khác.")
    return Returned(path, unit, purpose, day, page)
