"""The file of a register: is it one of ours, whole, of this version. Its page of names and numbers stays shut."""

from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.opening import pages, said_by
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Place, Problem
from nhanrong.slips import layout

_MOST_ROWS = 5000
_WANTED = "Nhập tệp so-tiep-nhan.xlsx của văn phòng Hội. Phiếu giấy thì gõ vào sổ ấy, mỗi phiếu một hàng."
_AGAIN = "Xuất sổ mới bằng nhanrong slip export rồi chép các hàng sang."


@dataclass(frozen=True)
class Register:
    """The register of an office; `list_id` is the list that its communes are chosen from."""

    path: str
    list_id: str
    page: Worksheet


def opened(path: str, data: bytes, kb: Knowledge) -> Register | Problem:
    """The register in a file, or why it is none."""
    file = Place(path, 0, 0)
    book = pages(file, data, _WANTED, only=layout.READ)
    if isinstance(book, Problem):
        return book
    page, machine = book.get(layout.SHEET), book.get(layout.MACHINE)
    if page is None or machine is None:
        return Problem(file, "NR875", "không phải sổ tiếp nhận do kho này xuất ra", _AGAIN)
    if page.max_row > _MOST_ROWS:
        hint = "Xóa các hàng thừa ở cuối trang, hoặc chia ra nhiều sổ."
        return Problem(file, "NR875", f"sổ có hơn {_MOST_ROWS} hàng", hint)
    said = said_by(machine)
    if said.get("version") != str(layout.VERSION):
        message = f"sổ theo mẫu {said.get('version', 'không rõ')}, nay dùng mẫu {layout.VERSION}"
        return Problem(file, "NR876", message, _AGAIN)
    list_id = said.get("list", "")
    if list_id not in kb.lists:
        return Problem(file, "NR875", f"sổ theo danh mục xã “{list_id}” mà kho này không có", _AGAIN)
    return Register(path, list_id, page)
