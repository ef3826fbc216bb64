"""From the pages of a workbook to rows: which table a page is, which field a column, by the addresses that it hides.

Headings may be reworded, columns moved and rows sorted; a page or a column without a known address is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.excel.cells import Cells
from nhanrong.excel.drawing import LISTS
from nhanrong.excel.opening import pages, said_by
from nhanrong.problems import Place, Problem, nearest
from nhanrong.tables.layout import (
    ADDRESS_ROW,
    BEFORE,
    GUIDE,
    HEADING_ROW,
    KINDS,
    MACHINE,
    UNIT,
    VERSION,
    Column,
    Keys,
    Table,
    tables,
)
from nhanrong.tables.marks import Marks, marks_on

_MOST_BYTES = 20 * 2**20
_MOST_ROWS = 20_000
_MOST_COLUMNS = 300
_OWN_PAGES = {GUIDE, LISTS, MACHINE, BEFORE}
_WANTED = "Dùng tệp .xlsx do nhanrong sheet export hoặc nhanrong sheet template tạo ra."
_NO_ADDRESS = "Xóa nó đi, hoặc chép dữ liệu sang trang, cột có sẵn."


@dataclass(frozen=True, eq=False)
class Row:
    """A row with something in it: its texts by column, and the columns that cannot be read."""

    table: Table
    texts: Mapping[Keys, str]
    unreadable: frozenset[Keys]
    marks: Marks
    _places: Mapping[Keys, Place]

    def text(self, keys: Keys) -> str:
        """What stands in a column; nothing where the page has no such column."""
        return self.texts.get(keys, "")

    def place(self, keys: Keys) -> Place:
        """The cell of a column, else that of the record's id."""
        return self._places.get(keys) or self._places[self.table.key_column]


@dataclass
class Read:
    """The rows of workbooks, and what is wrong with their pages and cells."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(path: str, data: bytes) -> Read:
    """What the workbook in a file says."""
    found = Read()
    file = Place(path, 0, 0)
    book = pages(file, data, _WANTED, _MOST_BYTES)
    if isinstance(book, Problem):
        found.problems.append(book)
        return found
    version = said_by(book[MACHINE]).get("version") if MACHINE in book else None
    if version != str(VERSION):
        message = (
            "không phải bảng do kho này xuất ra"
            if version is None
            else f"bảng theo mẫu {version}, nay là mẫu {VERSION}"
        )
        found.problems.append(Problem(file, "NR860", message, f"{_WANTED} Chép dữ liệu sang tệp ấy rồi nhập."))
        return found
    marks = marks_on(book[BEFORE]) if BEFORE in book else Marks()
    seen: dict[str, str] = {}
    for page in book.values():
        if page.title not in _OWN_PAGES and any(value is not None for row in page.values for value in row):
            reader = _PageReader(path, page, marks)
            found.rows += reader.rows(seen)
            found.problems += reader.cells.problems
    return found


class _PageReader:
    """Reads one page."""

    def __init__(self, path: str, page: Worksheet, marks: Marks) -> None:
        self.cells = Cells(path, page)
        self._page = page
        self._marks = marks

    def rows(self, seen: dict[str, str]) -> Iterator[Row]:
        """The rows with something in them; `seen` are the tables of the pages before, by the name of their page."""
        if self._page.max_row > _MOST_ROWS:
            self._wrong_page(f"trang có hơn {_MOST_ROWS} hàng", "Xóa các hàng trống ở cuối trang, hoặc chia tệp.")
            return
        if self._page.max_column > _MOST_COLUMNS:
            self._wrong_page(f"trang có hơn {_MOST_COLUMNS} cột", "Xóa các cột thừa ở bên phải.")
            return
        found = self._table()
        if found is None:
            titles = [table.title for kind in KINDS for table in tables(kind)]
            message = f"trang “{self._page.title}” không thuộc bảng nào: không thấy hàng 2 (ẩn) do máy ghi"
            self._wrong_page(message, f"{nearest(self._page.title, titles)} {_NO_ADDRESS}".strip())
            return
        table, address_row = found
        if table.name in seen:
            message = f"trang này và trang “{seen[table.name]}” là cùng một bảng"
            self._wrong_page(message, "Giữ một trang, chép dữ liệu của trang kia sang.")
            return
        seen[table.name] = self._page.title
        columns = self._columns(table, address_row)
        self._merged(columns)
        for row in range(1, self._page.max_row + 1):
            if row not in {HEADING_ROW, address_row}:
                yield from self._row(table, columns, row)

    def _table(self) -> tuple[Table, int] | None:
        """The table of the page, and the row of its addresses, wherever that was moved."""
        known = {table.address(column): table for kind in KINDS for table in tables(kind) for column in table.columns}
        rows = sorted(range(1, self._page.max_row + 1), key=lambda row: row != ADDRESS_ROW)
        for row in rows:
            for cell in self._page[row]:
                if str(cell.value) in known:
                    return known[str(cell.value)], row
        return None

    def _columns(self, table: Table, address_row: int) -> dict[int, Column]:
        known = {table.address(column): column for column in table.columns}
        found: dict[int, Column] = {}
        for number in range(1, self._page.max_column + 1):
            address = self.cells.text(address_row, number)
            heading = self.cells.text(HEADING_ROW, number)
            column = known.get(address)
            if column and column in found.values():
                self._wrong(number, f"cột “{heading}” có hai lần", "Giữ một cột, xóa cột kia.")
            elif column:
                found[number] = column
            elif address:
                message = f"không có cột “{address}” trong bảng này"
                self._wrong(number, message, nearest(address, known) or _NO_ADDRESS)
            elif any(self._page.cell(row, number).value is not None for row in range(1, self._page.max_row + 1)):
                headings = [one.heading for one in table.columns]
                message = f"cột “{heading}” không có trong bảng này" if heading else "cột không có tiêu đề"
                self._wrong(number, message, f"{nearest(heading, headings)} {_NO_ADDRESS}".strip())
        needed = [table.key_column, *([UNIT] if table.kind.listed and not table.listed else [])]
        for column in table.columns:
            if column.keys in needed and column not in found.values():
                self._wrong_page(f"thiếu cột “{column.heading}”", "Xuất lại bảng, đừng xóa cột này.")
        return found

    def _merged(self, columns: Mapping[int, Column]) -> None:
        for area in self._page.merged_cells.ranges:
            if any(area.min_col <= number <= area.max_col for number in columns):
                self.cells.wrong(area.min_row, area.min_col, "NR869", f"ô gộp {area.coord}", "Bỏ gộp; ghi vào từng ô.")

    def _row(self, table: Table, columns: Mapping[int, Column], row: int) -> Iterator[Row]:
        if all(self.cells.is_empty(row, number) for number in columns):
            return
        if table.key_column not in {column.keys for column in columns.values()}:
            return
        yield Row(
            table,
            {column.keys: self.cells.text(row, number) for number, column in columns.items()},
            frozenset(
                column.keys
                for number, column in columns.items()
                if not self.cells.text(row, number) and not self.cells.is_empty(row, number)
            ),
            self._marks,
            {column.keys: self.cells.place(row, number) for number, column in columns.items()},
        )

    def _wrong(self, number: int, message: str, hint: str) -> None:
        self.cells.wrong(HEADING_ROW, number, "NR861", message, hint)

    def _wrong_page(self, message: str, hint: str) -> None:
        self._wrong(1, message, hint)
