"""The file of a returned sheet: is it one of ours, whole, of this version, and of which commune."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.knowledge import Knowledge
from nhanrong.lenient import tidied
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef
from nhanrong.review import layout
from nhanrong.review.questions import Purpose

_MOST_BYTES = 5 * 2**20
_MOST_UNPACKED = 60 * 2**20
_MOST_ROWS = 2000
_OLE = b"\xd0\xcf\x11\xe0"


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
    book = _book(file, data)
    if isinstance(book, Problem):
        return book
    page, machine = book.get(layout.SHEET), book.get(layout.MACHINE)
    if page is None or machine is None or page.max_row > _MOST_ROWS:
        hint = "Điền vào đúng tệp đã nhận; đừng chép bảng sang tệp khác."
        return Problem(file, "NR842", "không phải phiếu do kho này xuất ra", hint)
    said = {str(row[0]): str(row[1]) for row in machine.iter_rows(max_row=20, max_col=2, values_only=True)}
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


def _book(file: Place, data: bytes) -> Mapping[str, Worksheet] | Problem:
    hint = "Gửi tệp .xlsx đã nhận. Phiếu giấy thì gõ câu trả lời vào tệp .xlsx của xã ấy."
    if data.startswith(_OLE):
        return Problem(file, "NR841", "tệp có mật khẩu, hoặc là Excel kiểu cũ (.xls)", f"Bỏ mật khẩu. {hint}")
    if len(data) > _MOST_BYTES:
        return Problem(file, "NR841", f"tệp lớn hơn {_MOST_BYTES // 2**20} MB", f"Bỏ ảnh đã chèn vào. {hint}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                return Problem(file, "NR841", "tệp giải nén ra quá lớn", hint)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what other programs add and nobody here needs
            book = load_workbook(io.BytesIO(data))
    except Exception:  # noqa: BLE001  # whatever openpyxl meets in a file that is none
        return Problem(file, "NR841", "không đọc được như một tệp Excel", hint)
    return {page.title: page for page in book.worksheets}
