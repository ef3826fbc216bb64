"""How a workbook hangs together: which part is which sheet, the texts that cells share, what the styles allow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from nhanrong.problems import Problem
from nhanrong.reports.filling.grid import Area, Grid, area, texts_of
from nhanrong.reports.filling.package import Package, name_of, opened, unpacked, unreadable, written

_PERCENT_FORMATS = {9, 10}
_BEFORE_CALCULATION = {
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "AlternateContent",
    "revisionPtr",
    "absPath",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
}


@dataclass(frozen=True)
class Styles:
    """What the styles of cells say, by their number."""

    formats: tuple[int, ...]
    custom: Mapping[int, str]
    open: frozenset[int]

    def is_percent(self, style: int) -> bool:
        """Whether a number in such a cell is shown a hundredfold with a sign of percent."""
        number = self.formats[style] if style < len(self.formats) else 0
        return number in _PERCENT_FORMATS or "%" in self.custom.get(number, "")

    def is_locked(self, style: int) -> bool:
        """Whether such a cell takes nothing while its sheet is protected."""
        return style not in self.open


@dataclass(frozen=True)
class Book:
    """A workbook whose sheets can be looked at and changed."""

    package: Package
    root: Any
    sheets: Mapping[str, str]  # the part of each sheet that has cells, by its name
    _grids: dict[str, Grid] = field(default_factory=dict)

    def grid(self, sheet: str) -> Grid:
        """The cells of a sheet."""
        if sheet not in self._grids:
            self._grids[sheet] = Grid(self.package.xml(self.sheets[sheet]), self.strings)
        return self._grids[sheet]

    def heads(self, sheet: str) -> list[Area]:
        """Where the headings of tables stand that Excel keeps by their names."""
        found = []
        for part in self.package.related(self.sheets[sheet], "table"):
            root = self.package.xml(part)
            first_row, first_column, _, last_column = area(root.get("ref"))
            if root.get("headerRowCount") != "0":
                found.append((first_row, first_column, first_row, last_column))
        return found

    @cached_property
    def strings(self) -> list[str]:
        """The texts that cells share."""
        found = self.package.related(self.package.main, "sharedStrings")
        return [texts_of(item) for item in self.package.xml(found[0]) if name_of(item) == "si"] if found else []

    @cached_property
    def styles(self) -> Styles:
        """What the styles of cells say."""
        found = self.package.related(self.package.main, "styles")
        if not found:
            return Styles((), {}, frozenset())
        root = self.package.xml(found[0])
        looks = [one for group in root if name_of(group) == "cellXfs" for one in group if name_of(one) == "xf"]
        return Styles(
            tuple(int(one.get("numFmtId", "0")) for one in looks),
            {int(one.get("numFmtId")): one.get("formatCode", "") for one in root.iter() if name_of(one) == "numFmt"},
            frozenset(
                number
                for number, one in enumerate(looks)
                if any(name_of(part) == "protection" and part.get("locked") in {"0", "false"} for part in one)
            ),
        )

    def saved(self, changed: set[str]) -> tuple[bytes, bool]:
        """The file with the sheets of these names changed, and whether it has formulas.

        All of them, on whatever sheet, are reckoned anew when the file is opened.
        """
        parts = {}
        reckons = False
        for sheet, part in self.sheets.items():
            has_formulas = self.grid(sheet).forget_results()
            reckons = reckons or has_formulas
            if has_formulas or sheet in changed:
                parts[part] = written(self.grid(sheet).root)
        if reckons:
            _reckon_on_opening(self.root)
            parts[self.package.main] = written(self.root)
        return self.package.rewritten(parts), reckons


def opened_book(path: str, data: bytes) -> Book | Problem:
    """The workbook in a file, or why there is none."""
    package = opened(path, data, "Excel", ".xlsx", ".xls")
    if isinstance(package, Problem):
        return package
    try:
        book = _book(package)
        for sheet in book.sheets:
            book.grid(sheet)
            book.heads(sheet)
        return book if book.styles is not None and book.strings is not None else unreadable(path, "Excel", ".xlsx")
    except Exception:  # noqa: BLE001  # whatever lxml meets in a part that is none
        return unreadable(path, "Excel", ".xlsx")


def own_book(data: bytes) -> Book:
    """The workbook in a file that we made ourselves; its sheets are only read when they are asked for."""
    return _book(unpacked(data))


def _book(package: Package) -> Book:
    root = package.main_xml("workbook")
    targets = {one.id: one.target for one in package.relations(package.main) if one.kind == "worksheet"}
    named = {one.get("name"): targets.get(_related(one), "") for one in root.iter() if name_of(one) == "sheet"}
    return Book(package, root, {name: part for name, part in named.items() if part in package.parts})


def _related(sheet: Any) -> str:
    """The id by which a sheet names its part."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("/relationships}id")), "")


def _reckon_on_opening(root: Any) -> None:
    """Say in the workbook that all formulas are reckoned when it is opened."""
    space = etree.QName(root).namespace
    found = root.find(f"{{{space}}}calcPr")
    if found is None:
        found = etree.Element(f"{{{space}}}calcPr")
        root.insert(sum(1 for one in root if name_of(one) in _BEFORE_CALCULATION), found)
    found.set("fullCalcOnLoad", "1")
