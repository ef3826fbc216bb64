"""What a cell offers and takes: a list to choose from, limits of a number, the spelling of a date, what it is for."""

import re

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nhanrong.anatomy import Form, Scalar
from nhanrong.excel.drawing import YES_NO, Lists, choice
from nhanrong.tables.layout import FIRST_ROW, OWNER, Column, Table, tables
from nhanrong.tables.naming import Naming

_MORE_ROWS = 1000  # below the last one that is ready
_LONGEST_PROMPT, _LONGEST_TITLE = 255, 32
_LEAST_AND_MOST = {Scalar.WHOLE: (0, 10**9), Scalar.MONEY: (0, 10**14), Scalar.NUMBER: (0, 10**12)}
_TOLD = {
    Scalar.DATE: "Viết 2022, 08/2022, 10/08/2022 hoặc 2019–2022.",
    Scalar.DAY: "Viết đủ ngày, tháng, năm: 10/08/2022.",
    Scalar.FLAG: "Có hoặc Không.",
    Scalar.UNIT: "Chọn trong danh sách, hoặc gõ tên, mã xã.",
    Scalar.MONEY: "Số đồng, ví dụ 36.000.000.",
}
_WORDS = "Nhiều thì cách nhau bằng dấu chấm phẩy."
_LINES = "Nhiều thì mỗi thứ một dòng, hoặc cách nhau bằng dấu chấm phẩy."
_SEVERAL = {Scalar.PROSE: "Nhiều thì mỗi ý một dòng.", Scalar.UNIT: _LINES, Scalar.ID: _LINES}
_OF_FILES = re.compile(r"\btrue\b|năm-tháng-ngày|danh mục/mã|\[|\d\.\d|\d{8}")  # how a file wants it written
_YEAR_LAST = "OR(ISNUMBER({0}),AND(LEN({0})>=4,ISNUMBER(VALUE(RIGHT({0},4)))))"
_WHOLE_DAY = (
    "OR(ISNUMBER({0}),AND(LEN({0})>=8,LEN({0})<=10,ISNUMBER(VALUE(RIGHT({0},4))),"
    'LEN(SUBSTITUTE({0},"/",""))=LEN({0})-2))'
)
_DATES = {Scalar.DATE: _YEAR_LAST, Scalar.DAY: _WHOLE_DAY}


class Offering:
    """Gives the cells of a workbook what they offer; the lists stand on one hidden page."""

    def __init__(self, book: Workbook, naming: Naming) -> None:
        self._naming = naming
        self._lists = Lists(book)

    def hide_last(self) -> None:
        """Put the page of the lists behind all others."""
        self._lists.to_the_end()

    def offer(self, page: Worksheet, table: Table, column: Column, number: int, last: int) -> None:
        """What the cells of a column offer, from the first row to well below the last."""
        letter = get_column_letter(number)
        cells = f"{letter}{FIRST_ROW}:{letter}{last + _MORE_ROWS}"
        form, prompt = column.form, _prompt(column)
        listed = _ids(table) if column.keys == OWNER else self._list_of(form)
        if listed:
            free = form.many or not (form.closed or form.scalar is Scalar.FLAG)
            made = choice(page, listed, cells, prompt or column.heading, free=free)
        else:
            made = DataValidation(allow_blank=True)
            made.type = None
            _limit(made, form, f"{letter}{FIRST_ROW}")
            if made.type is None and not prompt:
                return
            made.add(cells)
            page.add_data_validation(made)
        if prompt:
            made.prompt, made.promptTitle, made.showInputMessage = prompt, column.heading[:_LONGEST_TITLE], True

    def _list_of(self, form: Form) -> str:
        """Where the list stands that a cell of this form offers, if it offers one."""
        if form.closed and form.part:
            return self._lists.place(form.part.kind.__name__, [term.label for term in form.part.terms])
        if form.scalar is Scalar.FLAG:
            return self._lists.place("flag", YES_NO)
        units = form.scalar is Scalar.UNIT
        offered = self._naming.units_offered() if units else self._naming.records_offered(form.refers)
        return self._lists.place("units" if units else "-".join(form.refers), offered) if offered else ""


def _ids(table: Table) -> str:
    """Where the ids of the records stand that a list of pieces belongs to."""
    records = tables(table.kind.name)[0]
    letter = get_column_letter(1 + [column.keys for column in records.columns].index(("id",)))
    return f"'{records.title}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + _MORE_ROWS}"


def _limit(made: DataValidation, form: Form, first: str) -> None:
    if form.many or form.scalar is None:
        return
    if form.scalar in _LEAST_AND_MOST:
        least, most = _LEAST_AND_MOST[form.scalar]
        least, most = form.least if form.least is not None else least, form.most or most
        made.type, made.operator = ("decimal" if form.scalar is Scalar.NUMBER else "whole"), "between"
        made.formula1, made.formula2 = str(least), str(most)
        what = "một số" if form.scalar is Scalar.NUMBER else "số nguyên"
        made.error = f"Ghi {what} từ {least} đến {most:,}; không biết thì để trống.".replace(",", ".")
        made.errorTitle = "Chưa phải số như vậy"
    elif form.scalar in _DATES:
        made.type, made.formula1 = "custom", _DATES[form.scalar].format(first)
        made.error, made.errorTitle = f"{_TOLD[form.scalar]} Không biết thì để trống.", "Chưa phải ngày tháng"
    else:
        return
    made.errorStyle, made.showErrorMessage = (
        "warning",
        True,
    )  # the import takes more spellings, and says what it does not


def _prompt(column: Column) -> str:
    form = column.form
    told = _TOLD.get(form.scalar, "") if form.scalar else ""
    several = _SEVERAL.get(form.scalar, _WORDS) if form.scalar else _WORDS
    required = "Bắt buộc." if column.required else ""
    parts = (_for_cells(column), told, several if form.many else "", required)
    return " ".join(filter(None, parts))[:_LONGEST_PROMPT]


def _for_cells(column: Column) -> str:
    """The description, without what it says about spelling in a file: a cell takes other spellings."""
    if column.form.scalar in {None, Scalar.LINE, Scalar.PROSE, Scalar.ID}:
        return column.description
    parts = re.split(r"(?<=[.;]) ", column.description)
    said = " ".join(part for part in parts if not _OF_FILES.search(part))
    return f"{said[:-1]}." if said.endswith(";") else said
