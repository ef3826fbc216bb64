"""A workbook that came from elsewhere: its pages, or why it cannot be read."""

import io
import warnings
import zipfile
from collections.abc import Container, Mapping

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.problems import Place, Problem

_MOST_BYTES = 5 * 2**20
_UNPACKED = 12  # times as much
_OLE = b"\xd0\xcf\x11\xe0"


class _Reader(ExcelReader):
    """Reads some pages only; the parts of a file that hold the others are not opened."""

    def __init__(self, data: bytes, only: Container[str] | None) -> None:
        super().__init__(io.BytesIO(data))
        self._only = only

    def read_worksheets(self) -> None:
        """Read the pages."""
        if self._only is not None:
            self.parser.sheets = [page for page in self.parser.sheets if page.name in self._only]
        super().read_worksheets()


def pages(
    file: Place, data: bytes, hint: str, most_bytes: int = _MOST_BYTES, only: Container[str] | None = None
) -> Mapping[str, Worksheet] | Problem:
    """The pages of the workbook in a file, by their names, or `only` some; `hint` says which file is wanted."""
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
            reader = _Reader(data, only)
            reader.read()
    except Exception:  # noqa: BLE001  # whatever openpyxl meets in a file that is none
        return Problem(file, "NR841", "không đọc được như một tệp Excel", hint)
    return {page.title: page for page in reader.wb.worksheets}


def said_by(page: Worksheet) -> Mapping[str, str]:
    """What a hidden page tells the program: names in the first column, values in the second."""
    return {str(row[0]): str(row[1]) for row in page.iter_rows(max_row=20, max_col=2, values_only=True)}
