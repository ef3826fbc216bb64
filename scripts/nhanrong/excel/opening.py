"""A workbook that came from elsewhere: its pages, or why it cannot be read."""

import io
import warnings
import zipfile
from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.problems import Place, Problem

_MOST_BYTES = 5 * 2**20
_UNPACKED = 12  # times as much
_OLE = b"\xd0\xcf\x11\xe0"


def pages(file: Place, data: bytes, hint: str, most_bytes: int = _MOST_BYTES) -> Mapping[str, Worksheet] | Problem:
    """The pages of the workbook in a file, by their names; `hint` says which file is wanted."""
    if data.startswith(_OLE):
        return Problem(file, "NR841", "tệp có mật khẩu, hoặc là Excel kiểu cũ (.xls)", f"Bỏ mật khẩu. {hint}")
    if len(data) > most_bytes:
        return Problem(file, "NR841", f"tệp lớn hơn {most_bytes // 2**20} MB", f"Bỏ ảnh đã chèn vào. {hint}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > most_bytes * _UNPACKED:
                return Problem(file, "NR841", "tệp giải nén ra quá lớn", hint)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what other programs add and nobody here needs
            book = load_workbook(io.BytesIO(data))
    except Exception:  # noqa: BLE001  # whatever openpyxl meets in a file that is none
        return Problem(file, "NR841", "không đọc được như một tệp Excel", hint)
    return {page.title: page for page in book.worksheets}


def said_by(page: Worksheet) -> Mapping[str, str]:
    """What a hidden page tells the program: names in the first column, values in the second."""
    return {str(row[0]): str(row[1]) for row in page.iter_rows(max_row=20, max_col=2, values_only=True)}
