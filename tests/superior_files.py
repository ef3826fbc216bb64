"""Files as a superior might send them, made up and built here: nothing of them is anybody's form."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from PIL import Image, ImageDraw

from nhanrong.excel.steady import workbook_bytes

SHEET, SUMS = "Biểu 1", "Tổng hợp"
FIRST, LAST = 8, 12
COMMUNES = ("Xã Thử Một", "xã Thử Hai", "Thị trấn Thử Ba", "Xã Thử Bốn", "Xã Không Ai Biết")
_EDGE = Side(style="thin", color="000000")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def book() -> Workbook:
    """A form with a merged title, communes in rows, sums, a hidden column, a signature, and a sheet that adds up."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = SHEET
    page["A1"], page["D1"] = "HỘI NÔNG DÂN TỈNH THỬ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    page["A3"] = "BIỂU 1: TIẾN ĐỘ NHÂN RỘNG MÔ HÌNH (bịa để kiểm thử)"
    page["A3"].font = Font(name="Times New Roman", size=14, bold=True)
    page["A3"].alignment = Alignment(horizontal="center")
    page.merge_cells("A3:G3")
    page["C5"], page["D5"] = "Kỳ báo cáo:", None
    page.merge_cells("D5:F5")
    for column, name in enumerate(("TT", "Đơn vị", "Mã", "Số mô hình", "Số hộ", "Tỷ lệ", "Tỷ lệ (%)"), start=1):
        cell = page.cell(7, column, name)
        cell.font, cell.border, cell.fill = Font(bold=True), _BOX, PatternFill("solid", fgColor="DDEBF7")
    for number, commune in enumerate(COMMUNES):
        row = FIRST + number
        page[f"A{row}"], page[f"B{row}"], page[f"C{row}"] = number + 1, commune, f"m{number}"
        for column in range(1, 8):
            page.cell(row, column).border = _BOX
            page.cell(row, column).font = Font(name="Times New Roman", size=12)
        page.cell(row, 4).number_format = page.cell(row, 5).number_format = "#,##0"
        page.cell(row, 6).number_format = "0.0%"
    page["B13"], page["D13"], page["E13"] = "Cộng", "=SUM(D8:D12)", "=SUM(E8:E12)"
    page["F16"] = "CHỦ TỊCH"
    page.add_image(Picture(io.BytesIO(_signature())), "F17")
    page.column_dimensions["C"].hidden = True
    page.column_dimensions["B"].width = 28
    page["D7"].comment = Comment("Chỉ tính mô hình đang sống", "Ban Kinh tế")
    page.print_title_rows = "7:7"
    many = CellIsRule("greaterThan", ["10"], fill=PatternFill(bgColor="C6EFCE"))  # type: ignore[no-untyped-call]
    page.conditional_formatting.add("D8:D12", many)
    choice = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
    choice.add("D8:E12")
    page.add_data_validation(choice)
    _sums(made)
    return made


def _sums(made: Workbook) -> None:
    sums = made.create_sheet(SUMS)
    sums["A1"], sums["B1"] = "Tổng số hộ", f"='{SHEET}'!E13*2"
    sums["A3"], sums["B3"] = "Chỉ tiêu", "Số"
    sums["A4"], sums["B4"] = "Mô hình", 5
    sums.add_table(Table(displayName="ChiTieu", ref="A3:B4"))
    locked = made.create_sheet("Khóa")
    locked["A1"] = "không sửa"
    locked["B1"].protection = Protection(locked=False)
    locked.protection.sheet = True
    array = made.create_sheet("Mảng")
    array["A1"] = 4


def _signature() -> bytes:
    picture = Image.new("RGB", (160, 60), "white")
    draw = ImageDraw.Draw(picture)
    draw.line([(5, 50), (40, 10), (60, 50), (90, 20), (150, 40)], fill="navy", width=3)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


@cache
def workbook(*, signed: bool = False) -> bytes:
    """The form as Excel would keep it: formulas with what they last came to, an array, parts that nobody else knows."""
    more = {"customXml/item1.xml": b"<p:root xmlns:p='https://kho-thu.example/'>giu nguyen</p:root>"}
    if signed:
        more["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    return patched(
        workbook_bytes(book(), dt.date(2026, 3, 2)),
        {
            "xl/worksheets/sheet1.xml": lambda text: text.replace("<v />", "<v>999</v>").replace(
                "<v></v>", "<v>999</v>"
            ),
            "xl/worksheets/sheet2.xml": lambda text: text.replace("<v />", "<v>999</v>").replace(
                "<v></v>", "<v>999</v>"
            ),
            "xl/worksheets/sheet4.xml": lambda text: re.sub(
                "<sheetData>.*</sheetData>",
                '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:B1">{1,2}</f><v>1</v></c><c r="B1"><v>2</v></c>'
                "</row></sheetData>",
                text,
            ),
        },
        more,
    )


def patched(data: bytes, changes: Mapping[str, Callable[[str], str]], more: Mapping[str, bytes] | None = None) -> bytes:
    """An archive with the text of some parts changed and more parts at its end."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for info in parts.infolist():
            text = parts.read(info)
            change = changes.get(info.filename)
            made.writestr(info, change(text.decode()).encode() if change else text)
        for name, content in (more or {}).items():
            made.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 0, 0, 0)), content)
    return result.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}
