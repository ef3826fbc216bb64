"""Values into the tables and blanks of a Word file that the superior sent."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nhanrong.problems import Place, Problem, in_order
from nhanrong.reports.filling.package import Package, opened, unreadable, written
from nhanrong.reports.filling.page import Page
from nhanrong.reports.filling.results import SIGNED, Filled, LeftEmpty, Replaced, twice, why_empty
from nhanrong.reports.result import Kind, Value
from nhanrong.reports.saying import in_cell
from nhanrong.vietnamese import percent

_BEGINS = "(?:…|[.…_]{2})"
_BLANK = rf"{_BEGINS}(?:\s*[.…_])*"  # each dot can be met in one way alone, so a long line of them takes no longer
_UNTOUCHED = "Đầu trang, chân trang và khung chữ không được đọc tới."


@dataclass(frozen=True)
class InTable:
    """A value and the cell that it goes into: of which table, row and column, each counted from 1."""

    table: int
    row: int
    column: int
    value: Value


@dataclass(frozen=True)
class AtMark:
    """A value in place of a mark, such as {{so_ho}}, wherever that stands; another mark must stand once."""

    mark: str
    value: Value


@dataclass(frozen=True)
class AfterWords:
    """A value in place of the dots that follow some words: “Tổng số hộ: …… hộ”. They must stand once."""

    words: str
    value: Value


DocumentEntry = InTable | AtMark | AfterWords


@dataclass(frozen=True)
class _Stretch:
    """Characters of a paragraph that a value replaces."""

    entry: DocumentEntry
    pieces: list[Any]
    span: tuple[int, int]
    followed: str


@dataclass(frozen=True)
class Letter:
    """A Word file and the text in it, which can be looked at and changed."""

    package: Package
    page: Page


def filled_document(path: str, letter: Letter, entries: Sequence[DocumentEntry]) -> Filled | list[Problem]:
    """The file with the values in their places, or all that is wrong.

    All parts but the text itself stay as they were. In a cell where words stand about one blank, the blank alone is
    filled. Where a value is missing, such a blank stays, any other cell is emptied, and a mark gives way to dots, on
    which it can be written by hand; all are listed.
    """
    package, page = letter.package, letter.page
    cells: list[tuple[InTable, Any]] = []
    stretches: list[_Stretch] = []
    problems: list[Problem] = []
    for entry in entries:
        if isinstance(entry, InTable):
            cell = _cell(path, page, entry)
            if isinstance(cell, Problem):
                problems.append(cell)
            else:
                cells.append((entry, cell))
        else:
            met = _stretches(path, page, entry)
            if isinstance(met, Problem):
                problems.append(met)
            else:
                stretches += met
    place = Place(path, 0, 0)
    problems += twice((place, _called(entry), cell) for entry, cell in cells)
    among = [_among_words(page, entry, cell) for entry, cell in cells]
    stretches += filter(None, among)
    problems += twice((place, _called(one.entry), (one.pieces[0], one.span[0])) for one in stretches)
    if problems:
        return in_order(problems)
    left_empty = [LeftEmpty(_called(one), why) for one in entries if (why := why_empty(one.value))]
    replaced = []
    for entry, cell in (one for one, within in zip(cells, among, strict=True) if within is None):
        before, now = page.text(cell), "" if why_empty(entry.value) else _said(entry.value)
        page.put(cell, now)
        if before and not re.fullmatch(_BLANK, before) and before != page.text(cell):
            replaced.append(Replaced(_called(entry), before, page.text(cell)))
    for one in sorted(stretches, key=lambda one: -one.span[0]):  # from the end, so that what is before keeps its place
        _put(page, one)
    page.reckon_on_opening()
    made = package.rewritten({package.main: written(page.root)})
    return Filled(made, tuple(left_empty), tuple(replaced), (SIGNED,) if package.is_signed else ())


def table_rows_named(
    path: str, letter: Letter, table: int, column: int, *, first: int, last: int
) -> Mapping[int, str] | list[Problem]:
    """What stands in a column of names of a table, by row, all counted from 1; empty cells are left out."""
    page = letter.page
    if not 1 <= table <= len(page.tables):
        return [_no_table(path, page, table)]
    named = {}
    for number, row in enumerate(page.grid(table - 1), start=1):
        cell = row[column - 1] if 1 <= column <= len(row) else None
        if first <= number <= last and cell is not None and page.text(cell):
            named[number] = page.text(cell)
    return named


def opened_letter(path: str, data: bytes) -> Letter | Problem:
    """The Word file in these bytes, or why there is none."""
    package = opened(path, data, "Word", ".docx", ".doc")
    if isinstance(package, Problem):
        return package
    try:
        page = Page(package.main_xml("document"))
        for table in range(len(page.tables)):
            page.grid(table)
    except Exception:  # noqa: BLE001  # whatever lxml meets in a part that is none
        return unreadable(path, "Word", ".docx")
    return Letter(package, page)


def _cell(path: str, page: Page, entry: InTable) -> Any | Problem:
    if not 1 <= entry.table <= len(page.tables):
        return _no_table(path, page, entry.table)
    grid, called = page.grid(entry.table - 1), _called(entry)
    if not 1 <= entry.row <= len(grid):
        hint = f"Đếm hàng từ 1, kể cả hàng tiêu đề; bảng {entry.table} có {len(grid)} hàng."
        return Problem(Place(path, 0, 0), "NR966", f"không có {called}", hint)
    row = grid[entry.row - 1]
    cell = row[entry.column - 1] if 1 <= entry.column <= len(row) else None
    if cell is None:
        hint = f"Đếm cột từ 1; ô gộp chiếm nhiều cột. Hàng {entry.row} của bảng {entry.table} có {len(row)} cột."
        return Problem(Place(path, 0, 0), "NR966", f"không có {called}", hint)
    if page.reckons(cell):
        hint = "Trường của cấp trên để nguyên: bỏ ô này khỏi mẫu, hoặc chọn ô để nhập số."
        return Problem(Place(path, 0, 0), "NR962", f"{called} có trường do Word tự tính, không ghi đè", hint)
    return cell


def _no_table(path: str, page: Page, table: int) -> Problem:
    count = len(page.tables)
    has = f"Tệp có {count} bảng, đếm từ 1 theo thứ tự trong tệp" if count else "Tệp không có bảng nào"
    return Problem(Place(path, 0, 0), "NR966", f"không có bảng {table}", f"{has}. {_UNTOUCHED}")


def _stretches(path: str, page: Page, entry: AtMark | AfterWords) -> list[_Stretch] | Problem:
    """Where a mark, or the blank behind some words, stands."""
    file, called = Place(path, 0, 0), _called(entry)
    asked = entry.mark if isinstance(entry, AtMark) else entry.words
    if not asked.strip():
        return Problem(file, "NR967", "chỗ cần điền để trống", "Ghi chữ có trong tệp, ví dụ {{so_ho}}.")
    pattern = re.compile(_spaced(asked) + ("()" if isinstance(entry, AtMark) else rf"(\s*)(?={_BEGINS})"))
    found = []
    for pieces in page.paragraphs():
        words = "".join(piece.text or "" for piece in pieces)
        for match in pattern.finditer(words):
            span = match.span() if isinstance(entry, AtMark) else _blank(words, match.end())
            found.append(_Stretch(entry, pieces, span, words[span[1] :]))
    if not found:
        hint = "Chép đúng chữ trong tệp"
        hint += "" if isinstance(entry, AtMark) else "; ngay sau chữ ấy phải có dấu chấm (……) để điền"
        return Problem(file, "NR967", f"tệp không có {called}", f"{hint}. {_UNTOUCHED}")
    if len(found) > 1 and not asked.startswith("{{"):
        hint = "Ghi thêm chữ đứng trước hoặc sau để chỉ còn một chỗ."
        return Problem(file, "NR967", f"tệp có {len(found)} chỗ là {called}", hint)
    return found


def _among_words(page: Page, entry: InTable, cell: Any) -> _Stretch | None:
    """The only blank of a cell in which words stand too: “…… hộ”."""
    found = []
    for pieces in page.paragraphs_of(cell):
        words = "".join(piece.text or "" for piece in pieces)
        found += [_Stretch(entry, pieces, one.span(), words[one.end() :]) for one in re.finditer(_BLANK, words)]
    return found[0] if len(found) == 1 and not re.fullmatch(_BLANK, page.text(cell)) else None


def _blank(words: str, start: int) -> tuple[int, int]:
    found = re.compile(_BLANK).match(words, start)
    assert found  # what was looked for has a blank here
    return found.span()


def _spaced(words: str) -> str:
    """A pattern of the words with any white space between them."""
    return r"\s+".join(re.escape(word) for word in words.split())


def _put(page: Page, one: _Stretch) -> None:
    value = one.entry.value
    if why_empty(value):
        if isinstance(one.entry, AtMark):
            page.spread(one.pieces, one.span, "…………")
        return
    said = _said(value)
    if value.kind is Kind.SHARE and one.followed.lstrip().startswith("%"):
        said = said.rstrip("%").rstrip()
    page.spread(one.pieces, one.span, said)


def _said(value: Value) -> str:
    """A value as the superior's text takes it: of a share the percentage alone."""
    if value.kind is Kind.SHARE and value.number is not None and value.of:
        return percent(round(value.number), value.of)
    return in_cell(value)


def _called(entry: DocumentEntry) -> str:
    match entry:
        case InTable():
            return f"bảng {entry.table}, hàng {entry.row}, cột {entry.column}"
        case AtMark():
            return f"“{entry.mark}”"
        case AfterWords():
            return f"chỗ trống sau “{entry.words}”"
