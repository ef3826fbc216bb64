"""The cells of one worksheet in its XML: what stands in them, and a value put into one with its style untouched."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from nhanrong.reports.filling.package import legible, name_of, without_controls

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LAST = (1_048_576, 16_384)  # row and column that a sheet can have
Cell = tuple[int, int]  # row and column, from 1
Area = tuple[int, int, int, int]  # first row and column, last row and column


class Grid:
    """Reads and changes the tree of a worksheet; `strings` are the texts that cells share."""

    def __init__(self, root: Any, strings: list[str]) -> None:
        self.root = root
        self._strings = strings
        self._space = etree.QName(root).namespace
        self._data = root.find(self._tag("sheetData"))
        self._rows: dict[int, Any] = {}
        self._cells: dict[Cell, Any] = {}
        self._number()
        self._merged = [area(one.get("ref")) for one in root.iter(self._tag("mergeCell"))]
        self._arrays = [area(one.get("ref")) for one in root.iter(self._tag("f")) if one.get("ref") and _is_array(one)]

    @property
    def is_protected(self) -> bool:
        """Whether the sheet only takes what is typed into its open cells."""
        found = self.root.find(self._tag("sheetProtection"))
        return found is not None and found.get("sheet") in {"1", "true"}

    def text(self, at: Cell) -> str:
        """What stands in a cell: a text as it is, a number as XML spells it, of a formula its last result."""
        cell = self._cells.get(at)
        if cell is None:
            return ""
        if cell.get("t") == "inlineStr":
            return "".join(texts_of(one) for one in cell.iterfind(self._tag("is")))
        value = cell.findtext(self._tag("v")) or ""
        if cell.get("t") == "s":
            return self._strings[int(value)] if value.isdigit() and int(value) < len(self._strings) else ""
        return unescaped(value)

    def formula(self, at: Cell) -> str | None:
        """The formula of a cell, empty where it only has a part in one; None where there is none."""
        cell = self._cells.get(at)
        found = None if cell is None else cell.find(self._tag("f"))
        if found is not None:
            return found.text or ""
        return "" if any(_holds(one, at) for one in self._arrays) else None

    def formulas(self) -> Iterator[tuple[Cell, str, Cell]]:
        """Every cell with a formula: the text of it, and how far the cell is from where that text was written.

        Cells that share a formula have it once, in the first of them.
        """
        shared: dict[str, tuple[Cell, str]] = {}
        for at, cell in self._cells.items():
            found = cell.find(self._tag("f"))
            if found is None:
                continue
            group = found.get("si") if found.get("t") == "shared" else None
            if group is not None and found.text:
                shared[group] = (at, found.text)
            first, text = (at, found.text or "") if group is None else shared.get(group, (at, ""))
            yield at, text, (at[0] - first[0], at[1] - first[1])

    def merged(self, at: Cell) -> Area | None:
        """The merged area that a cell is in."""
        return next((one for one in self._merged if _holds(one, at)), None)

    def style(self, at: Cell) -> int:
        """The number of the style of a cell, one that is not there has its row's or column's."""
        cell, row = self._cells.get(at), self._rows.get(at[0])
        if cell is not None:
            return int(cell.get("s", "0"))
        if row is not None and row.get("customFormat") in {"1", "true"}:
            return int(row.get("s", "0"))
        for column in self.root.iter(self._tag("col")):
            if int(column.get("min")) <= at[1] <= int(column.get("max")):
                return int(column.get("style", "0"))
        return 0

    def used_rows(self, first: int, last: int) -> Iterator[int]:
        """The numbers of the rows that are there, in order."""
        return (row for row in sorted(self._rows) if first <= row <= last)

    def put_number(self, at: Cell, number: str) -> None:
        """A number, as XML spells it, in a cell."""
        cell = self._emptied(at)
        etree.SubElement(cell, self._tag("v")).text = number

    def put_text(self, at: Cell, text: str) -> None:
        """A text in a cell; it stays one, whatever it looks like."""
        cell = self._emptied(at)
        cell.set("t", "inlineStr")
        holder = etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t"))
        holder.set(_SPACE, "preserve")
        holder.text = escaped(text)

    def put_result(self, at: Cell, number: str) -> None:
        """What the formula of a cell comes to."""
        cell = self._cells[at]
        for one in cell.findall(self._tag("v")):
            cell.remove(one)
        etree.SubElement(cell, self._tag("v")).text = number

    def clear(self, at: Cell) -> None:
        """Nothing in a cell."""
        if at in self._cells:
            self._emptied(at)

    def forget_results(self) -> bool:
        """Drop what formulas last came to, so that whoever opens the file reckons anew; whether there is a formula."""
        found = False
        for formula in self._data.iter(self._tag("f")):
            found = True
            cell = formula.getparent()
            for value in cell.findall(self._tag("v")):
                cell.remove(value)
            cell.attrib.pop("t", None)
        return found

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _number(self) -> None:
        """Rows and cells that do not tell where they are follow the one before."""
        row_number = 0
        for row in self._data.iterfind(self._tag("row")):
            row_number = int(row.get("r", row_number + 1))
            row.set("r", str(row_number))
            self._rows[row_number] = row
            column = 0
            for cell in row.iterfind(self._tag("c")):
                column = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else column + 1
                cell.set("r", f"{get_column_letter(column)}{row_number}")
                self._cells[row_number, column] = cell

    def _emptied(self, at: Cell) -> Any:
        """A cell that holds nothing but its style; it is made where there is none."""
        if at not in self._cells:
            self._cells[at] = self._made(at)
        cell = self._cells[at]
        for part in list(cell):
            cell.remove(part)
        for name in ("t", "cm", "vm", "ph"):
            cell.attrib.pop(name, None)
        return cell

    def _made(self, at: Cell) -> Any:
        style = self.style(at)
        row = self._rows.get(at[0])
        if row is None:
            row = etree.Element(self._tag("row"), r=str(at[0]))
            self._data.insert(sum(1 for number in self._rows if number < at[0]), row)
            self._rows[at[0]] = row
        cell = etree.Element(self._tag("c"), r=f"{get_column_letter(at[1])}{at[0]}")
        if style:
            cell.set("s", str(style))
        before = sum(1 for one in row.iterfind(self._tag("c")) if coordinate_to_tuple(one.get("r"))[1] < at[1])
        row.insert(before, cell)
        row.attrib.pop("spans", None)  # a hint for speed that would now be wrong
        self._widen(at)
        return cell

    def _widen(self, at: Cell) -> None:
        """The sheet says how far it reaches."""
        told = self.root.find(self._tag("dimension"))
        if told is not None and told.get("ref"):
            first_row, first_column, last_row, last_column = area(told.get("ref"))
            first = f"{get_column_letter(min(first_column, at[1]))}{min(first_row, at[0])}"
            told.set("ref", f"{first}:{get_column_letter(max(last_column, at[1]))}{max(last_row, at[0])}")


def area(ref: str) -> Area:
    """The area that A1:C3 names."""
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return first_row or 1, first_column or 1, last_row or LAST[0], last_column or LAST[1]


def named(found: Area) -> str:
    """An area as Excel names it: A1:C3."""
    return f"{get_column_letter(found[1])}{found[0]}:{get_column_letter(found[3])}{found[2]}"


def texts_of(item: Any) -> str:
    """The text of a string with parts in several looks, without how it is read aloud."""
    return "".join(
        unescaped(one.text or "")
        for one in item.iter()
        if name_of(one) == "t" and all(name_of(above) != "rPh" for above in one.iterancestors())
    )


def escaped(text: str) -> str:
    """A text as cells hold it: what looks like an escape of Excel's is escaped itself."""
    return _ESCAPED.sub(lambda found: f"_x005F_x{found[1]}_", without_controls(text))


def unescaped(text: str) -> str:
    """The text that a cell holds: _x0041_ is a character, one that cannot be shown is dropped."""
    return legible(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _is_array(formula: Any) -> bool:
    return formula.get("t") in {"array", "dataTable"}


def _holds(found: Area, at: Cell) -> bool:
    return found[0] <= at[0] <= found[2] and found[1] <= at[1] <= found[3]
