"""Values into the cells of an Excel file that the superior sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from nhanrong.problems import Place, Problem, in_order, nearest
from nhanrong.reports.filling.book import Book, own_book
from nhanrong.reports.filling.grid import LAST, Cell, Grid, named
from nhanrong.reports.filling.package import written
from nhanrong.reports.filling.resting import on_blanks
from nhanrong.reports.filling.results import RECKONS, SIGNED, Filled, LeftEmpty, Replaced, twice, why_empty
from nhanrong.reports.result import Kind, Value
from nhanrong.vietnamese import percent

_LONGEST = 32_767
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Entry:
    """A value and the cell that it goes into: “Biểu 1”, “D7”."""

    sheet: str
    cell: str
    value: Value


def filled_workbook(path: str, book: Book, entries: Sequence[Entry]) -> Filled | list[Problem]:
    """The file with the values in their cells, or all that is wrong.

    Styles, formulas, pictures and every part that holds no value stay as they were, the archive's order and dates too.
    Where a value is missing the cell is emptied and listed, and so is every formula that rests on a blank cell. A share
    is a fraction where the cell shows percent, else a number of percent with one decimal.
    """
    checked = [(entry, _checked(path, book, entry)) for entry in entries]
    problems = [problem for _, problem in checked if isinstance(problem, Problem)]
    placed = [(entry, at) for entry, at in checked if not isinstance(at, Problem)]
    problems += twice((_place(path, entry, at), f"ô {_called(entry, at)}", (entry.sheet, at)) for entry, at in placed)
    if problems:
        return in_order(problems)
    left_empty, replaced = [], []
    empty: dict[str, list[Cell]] = {entry.sheet: [] for entry in entries}
    for entry, at in placed:
        grid = book.grid(entry.sheet)
        where, before = _called(entry, at), grid.text(at)
        if why := why_empty(entry.value):
            grid.clear(at)
            left_empty.append(LeftEmpty(where, why))
            empty[entry.sheet].append(at)
        else:
            _put(grid, at, entry.value, percent_shown=book.styles.is_percent(grid.style(at)))
        if before.strip() and before != grid.text(at):
            replaced.append(Replaced(where, before, grid.text(at)))
    made, reckons = book.saved({entry.sheet for entry in entries})
    told = {SIGNED: book.package.is_signed, RECKONS: reckons}
    warnings = tuple(sentence for sentence, holds in told.items() if holds)
    resting = (one for sheet, cells in empty.items() for one in on_blanks(sheet, book.grid(sheet), cells))
    return Filled(made, tuple(left_empty), tuple(replaced), warnings, tuple(resting))


def with_results(data: bytes, sums: Mapping[str, Mapping[str, Value]]) -> bytes:
    """A workbook of our own whose formulas know what they come to, by sheet and cell: a telephone does not reckon."""
    book = own_book(data)
    changed = {}
    for sheet, results in sums.items():
        grid = book.grid(sheet)
        for name, value in results.items():
            at = _cell(name)
            assert at is not None  # likewise
            assert value.number is not None  # else there is no formula
            grid.put_result(at, _plain(value.number))
        changed[book.sheets[sheet]] = written(grid.root)
    return book.package.rewritten(changed)


def rows_named(
    path: str, book: Book, sheet: str, column: str, *, first: int, last: int
) -> Mapping[int, str] | list[Problem]:
    """What stands in a column of names, by row, from the first row to the last; empty cells are left out."""
    if sheet not in book.sheets:
        return [_no_sheet(path, book, sheet)]
    try:
        number = column_index_from_string(column.strip().upper())
    except ValueError:
        message = f"“{column}” không phải tên một cột"
        return [Problem(Place(path, 0, 0), "NR964", message, "Ghi chữ cái ở đầu cột, ví dụ B.")]
    grid = book.grid(sheet)
    found = ((row, " ".join(grid.text((row, number)).split())) for row in grid.used_rows(first, last))
    return {row: text for row, text in found if text}


def _checked(path: str, book: Book, entry: Entry) -> Cell | Problem:
    """Where the cell of a value is, or why it cannot go there."""
    if entry.sheet not in book.sheets:
        return _no_sheet(path, book, entry.sheet)
    at = _cell(entry.cell)
    if at is None:
        message = f"“{entry.cell}” (trang “{entry.sheet}”) không phải tên một ô"
        return Problem(Place(path, 0, 0), "NR964", message, "Ghi một ô, ví dụ D7: chữ của cột rồi số của hàng.")
    place, grid = _place(path, entry, at), book.grid(entry.sheet)
    formula = grid.formula(at)
    if formula is not None:
        shown = f" (={formula})" if formula else ""
        hint = "Công thức của cấp trên để nguyên: bỏ ô này khỏi mẫu, hoặc chọn ô để nhập số."
        return Problem(place, "NR962", f"ô đang có công thức{shown}, không ghi đè", hint)
    area = grid.merged(at)
    if area is not None and at != area[:2]:
        first = f"{get_column_letter(area[1])}{area[0]}"
        message = f"ô nằm trong vùng gộp {named(area)}; vùng ấy chỉ nhận giá trị ở ô đầu"
        return Problem(place, "NR963", message, f"Ghi {first} thay cho {_address(at)}.")
    if grid.is_protected and book.styles.is_locked(grid.style(at)):
        hint = "Chọn ô mà cấp trên để mở; hoặc xin cấp trên bản không khóa."
        return Problem(place, "NR965", "ô bị khóa: cấp trên không cho nhập vào đây", hint)
    if any(one[0] == at[0] and one[1] <= at[1] <= one[3] for one in book.heads(entry.sheet)):
        return Problem(place, "NR965", "ô là tiêu đề cột của một bảng Excel", "Chọn ô ở các hàng bên dưới.")
    if entry.value.kind is Kind.TEXT and len(entry.value.text) > _LONGEST:
        message = f"chữ dài hơn {_LONGEST} ký tự, một ô Excel không chứa hết"
        return Problem(place, "NR965", message, "Chọn một mục ngắn hơn cho ô này.")
    return at


def _no_sheet(path: str, book: Book, sheet: str) -> Problem:
    hint = nearest(sheet, book.sheets) or f"Tệp có các trang: {', '.join(f'“{name}”' for name in book.sheets)}."
    return Problem(Place(path, 0, 0), "NR961", f"tệp không có trang “{sheet}”", hint)


def _cell(name: str) -> Cell | None:
    found = _CELL.fullmatch(name.strip().upper())
    if not found:
        return None
    row, column = int(found[2]), column_index_from_string(found[1])
    return (row, column) if row <= LAST[0] and column <= LAST[1] else None


def _put(grid: Grid, at: Cell, value: Value, *, percent_shown: bool) -> None:
    if value.kind is Kind.TEXT:
        grid.put_text(at, value.text)
        return
    assert value.number is not None  # else the cell stays empty
    if value.kind is Kind.SHARE:
        assert value.of  # likewise
        part = round(value.number)
        shown = percent(part, value.of).rstrip("%").strip().replace(",", ".")
        grid.put_number(at, repr(float(Fraction(part, value.of))) if percent_shown else _plain(float(shown)))
    else:
        grid.put_number(at, _plain(value.number))


def _plain(number: float) -> str:
    """A number as XML spells it, without a power of ten."""
    whole = int(number)
    return str(whole) if number == whole else format(Decimal(repr(number)), "f")


def _address(at: Cell) -> str:
    return f"{get_column_letter(at[1])}{at[0]}"


def _called(entry: Entry, at: Cell) -> str:
    return f"{entry.sheet}!{_address(at)}"


def _place(path: str, entry: Entry, at: Cell) -> Place:
    return Place(path, at[0], at[1], entry.sheet)
