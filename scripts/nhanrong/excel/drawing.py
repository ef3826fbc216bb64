"""What the pages of a workbook are made of: texts that stay texts, lists to choose from, hidden pages, A4 across."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LISTS = "_danh_muc"
YES_NO = ("Có", "Không")
INPUT = PatternFill("solid", fgColor="FFF8D6")
HEADING = PatternFill("solid", fgColor="E3EFE3")
SHUT = PatternFill("solid", fgColor="EFEFEF")
_EDGE = Side(style="thin", color="808080")
BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
WRAPPED = Alignment(wrap_text=True, vertical="center")
_A4 = 9


def first_page(book: Workbook, title: str) -> Worksheet:
    """The page that a new workbook has, under its title."""
    book.remove(book.worksheets[0])
    page: Worksheet = book.create_sheet(title)
    return page


def text(page: Worksheet, row: int, column: int, value: str, font: Font | None = None) -> Cell:
    """A text, also where it looks like a formula or a number."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # only the first cell of a merged row is written
    if value:
        cell.value = value
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def for_machine(book: Workbook, title: str, said: Mapping[str, str]) -> Worksheet:
    """A hidden page that tells the program what to know: names in the first column, values in the second."""
    page: Worksheet = book.create_sheet(title)
    page.sheet_state = "hidden"
    for row, (key, value) in enumerate(said.items(), start=1):
        text(page, row, 1, key)
        text(page, row, 2, value)
    return page


class Lists:
    """The lists to choose from, on a hidden page: each once, in a column of its own."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._page: Worksheet = book.create_sheet(LISTS)
        self._page.sheet_state = "hidden"
        self._places: dict[str, str] = {}

    def place(self, name: str, values: Sequence[str]) -> str:
        """Where the list of this name stands; it is written when it is first asked for."""
        if name not in self._places:
            column = len(self._places) + 1
            for row, value in enumerate(values, start=1):
                text(self._page, row, column, value)
            letter = get_column_letter(column)
            self._places[name] = f"{LISTS}!${letter}$1:${letter}${max(len(values), 1)}"
        return self._places[name]

    def to_the_end(self) -> None:
        """Put the page behind all others."""
        self._book.move_sheet(self._page, len(self._book.worksheets))


def lists(book: Workbook, listed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """All lists that a workbook has; where each stands."""
    made = Lists(book)
    return {name: made.place(name, values) for name, values in listed.items()}


def choice(page: Worksheet, formula: str, cells: str, prompt: str, *, free: bool = False) -> DataValidation:
    """Cells that offer a list; what is not on it is refused unless they are `free`."""
    listed = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=not free)
    listed.prompt, listed.error, listed.errorTitle = prompt, "Bấm mũi tên và chọn trong danh sách.", "Chưa đúng"
    listed.showInputMessage = True
    listed.add(cells)
    page.add_data_validation(listed)
    return listed


def across(page: Worksheet, heading_row: int, left: str, middle: str, pages_wide: int = 1) -> None:
    """Printed on A4 across, its heading on every page, `left` and `middle` below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = pages_wide, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{heading_row}:{heading_row}"
    footer = page.oddFooter
    assert footer is not None  # every page has one
    footer.left.text, footer.center.text = left, f"{middle} · trang &P/&N"
