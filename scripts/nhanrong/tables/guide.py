"""The first page of a workbook: how to fill it in, and a way to each of its tables."""

from collections.abc import Sequence

from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.drawing import HEADING, WRAPPED, across, text
from nhanrong.tables.layout import DELETE, Table

_TOLD = (
    "Mỗi trang là một bảng: trang có tên ngắn là bản ghi, mỗi hàng một bản ghi; trang có dấu – là danh sách của nó.",
    "Cột có dấu * là bắt buộc. Bấm vào ô để xem cách ghi; ô có mũi tên thì chọn trong danh sách.",
    "Không biết thì để trống, đừng ghi 0. Ô trống không xóa gì trong kho.",
    f"Muốn bỏ điều đã ghi trong kho: gõ {DELETE} vào ô ấy.",
    "Thêm bản ghi: ghi một hàng mới với mã mới (chữ thường không dấu, gạch nối). Bảng thiếu hàng nào, kho giữ hàng ấy.",
    "Lần ghi nhận chỉ thêm, không sửa: ghi sai thì thêm một hàng mới, cột “Thay cho lần ghi nhận” ghi mã dòng sai.",
    "Đổi chữ ở tiêu đề, dời cột, sắp xếp hàng đều được; đừng xóa hàng 2 (đang ẩn), đừng thêm cột, đừng gộp ô.",
    "Tuyệt đối không ghi tên, số điện thoại, số giấy tờ, hoàn cảnh của bất kỳ ai.",
    "Xong thì nhập: nhanrong sheet import TÊN_TỆP --dry-run để xem trước, bỏ --dry-run để ghi.",
)
_TITLE, _BOLD, _PLAIN = Font(size=16, bold=True), Font(size=12, bold=True), Font(size=12)
_LINK = Font(size=12, color="1F5FA8", underline="single")


def write_guide(page: Worksheet, counts: Sequence[tuple[Table, int]]) -> None:
    """Fill in the first page; `counts` says how many rows each table has."""
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 96, 12
    text(page, 1, 1, "Bảng của kho Nhân Rộng", _TITLE)
    page.row_dimensions[1].height = 26
    row = 2
    for said in _TOLD:
        text(page, row, 1, said, _PLAIN).alignment = WRAPPED
        page.row_dimensions[row].height = 34 if len(said) > 80 else 18
        row += 1
    row += 1
    for column, heading in enumerate(("Bảng", "Số hàng"), start=1):
        cell = text(page, row, column, heading, _BOLD)
        cell.fill = HEADING
    for table, count in counts:
        row += 1
        cell = text(page, row, 1, table.title, _LINK)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{table.title}'!A1")
        page.cell(row, 2, count).font = _PLAIN
    across(page, 1, "Không ghi tên, số điện thoại của ai", page.title)
