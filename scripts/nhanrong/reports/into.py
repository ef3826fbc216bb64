"""The values of a form in the file that the superior sent: into its named cells, into the row of each commune."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nhanrong.knowledge import Knowledge
from nhanrong.layout import WORD
from nhanrong.problems import Problem
from nhanrong.records.fields import UnitRef
from nhanrong.records.form import Form, FormCell, FormFill
from nhanrong.reports.cells import Wanted, days_of, value
from nhanrong.reports.desk import Asked, Desk
from nhanrong.reports.filling.book import Book, opened_book
from nhanrong.reports.filling.document import (
    AfterWords,
    AtMark,
    DocumentEntry,
    InTable,
    Letter,
    filled_document,
    opened_letter,
    table_rows_named,
)
from nhanrong.reports.filling.matching import Matched, matched
from nhanrong.reports.filling.results import Filled
from nhanrong.reports.filling.workbook import Entry, filled_workbook, rows_named
from nhanrong.reports.result import Value
from nhanrong.reports.withholding import withheld_cells


@dataclass(frozen=True)
class Put:
    """The filled file, what it holds, and which of its rows and of our communes did not find each other."""

    filled: Filled
    cells: tuple[tuple[Wanted, Value], ...]
    unmatched: tuple[Matched, ...]


def put_into(kb: Knowledge, form: Form, asked: Asked, path: str, data: bytes) -> Put | list[Problem]:
    """The superior's file with the values that the form maps to it, or all that is wrong with the two."""
    file = (opened_letter if path.lower().endswith(WORD) else opened_book)(path, data)
    if isinstance(file, Problem):
        return [file]
    rows: list[tuple[FormFill, Matched]] = []
    problems: list[Problem] = []
    for fill in form.fills:
        found = _rows(kb, asked, fill, path, file)
        if isinstance(found, Matched):
            rows.append((fill, found))
        else:
            problems += found
    if problems:
        return problems
    wanted = [_wanted(cell) for cell in form.cells]
    of_rows = [one for fill, found in rows for one in _in_rows(fill, found.rows)]
    every = [*wanted, *(one for one, _, _ in of_rows)]
    desk = Desk(kb, asked, days_of(asked, ((one.measure, one.span) for one in every)))
    values = withheld_cells([(one, value(desk, form, one)) for one in every])
    cells, filled_rows = values[: len(wanted)], values[len(wanted) :]
    if isinstance(file, Letter):
        entries: list[DocumentEntry] = [_in_text(cell, one) for cell, one in zip(form.cells, cells, strict=True)]
        entries += [
            InTable(int(sheet), row, int(column), one)
            for (_, (sheet, row), column), one in zip(of_rows, filled_rows, strict=True)
        ]
        made = filled_document(path, file, entries)
    else:
        in_sheet = [Entry(cell.sheet or "", cell.cell or "", one) for cell, one in zip(form.cells, cells, strict=True)]
        in_sheet += [
            Entry(sheet, f"{column}{row}", one)
            for (_, (sheet, row), column), one in zip(of_rows, filled_rows, strict=True)
        ]
        made = filled_workbook(path, file, in_sheet)
    if not isinstance(made, Filled):
        return made
    return Put(made, tuple(zip(every, values, strict=True)), tuple(found for _, found in rows))


def _wanted(cell: FormCell) -> Wanted:
    return Wanted(
        cell.measure, cell.span or cell.measure.usual, cell.unit, cell.subject, kinds=cell.kinds, per=cell.per or 1
    )


def _in_text(cell: FormCell, one: Value) -> DocumentEntry:
    if cell.mark:
        return AtMark(cell.mark, one)
    if cell.after:
        return AfterWords(cell.after, one)
    return InTable(cell.table or 0, cell.row or 0, cell.column or 0, one)


def _rows(kb: Knowledge, asked: Asked, fill: FormFill, path: str, file: Letter | Book) -> Matched | Sequence[Problem]:
    """The rows of the communes, by the names that stand in them."""
    if isinstance(file, Letter):
        named = table_rows_named(path, file, fill.table or 0, int(fill.names), first=fill.first_row, last=fill.last_row)
    else:
        named = rows_named(path, file, fill.sheet or "", fill.names, first=fill.first_row, last=fill.last_row)
    if not isinstance(named, Mapping):
        return named
    units = [asked.unit] if asked.unit else kb.units_of(asked.list_id)
    return matched(path, kb, named, units, asked.list_id)


def _in_rows(fill: FormFill, rows: Mapping[UnitRef, int]) -> Iterator[tuple[Wanted, tuple[str, int], str]]:
    """What is wanted for each commune and column: where it goes, by sheet or table, row and column."""
    where = str(fill.table) if fill.table is not None else fill.sheet or ""
    for unit, row in rows.items():
        for one in fill.columns:
            yield Wanted(one.measure, one.span or one.measure.usual, unit, per=one.per or 1), (where, row), one.column
