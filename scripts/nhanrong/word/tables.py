"""Tables: of the width of the text, their heading repeated on every page, no row broken between two."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from nhanrong.word.texts import Place, keep_with_next
from nhanrong.word.xml import element, run

_SMALL = 9  # rows that a page holds together, the heading among them


class Grid:
    """A table that is written row by row; `widths` are those of its columns in millimetres, `alt` tells what it is."""

    def __init__(self, place: Document, style: str, widths: Sequence[float], alt: str) -> None:
        # python-docx has no public way to most of a table, and its add_table looks through all sections every time
        self._table: Table = place._body.add_table(0, len(widths), Mm(sum(widths)))  # noqa: SLF001
        self._body: Any = self._table._tbl  # noqa: SLF001
        self._widths = [Mm(width) for width in widths]
        self._rows: list[Any] = []
        self._pattern = element("w:tr", element("w:trPr", element("w:cantSplit")))
        for width in self._widths:
            self._pattern.append(_empty_cell(width))
        self._describe(style, alt)

    def row(self, *, heading: bool = False) -> list[_Cell]:
        """The empty cells of a new row; a `heading` is repeated on every page."""
        added = self._added(deepcopy(self._pattern))
        if heading:
            added.find(qn("w:trPr")).append(element("w:tblHeader"))
            self._looks("firstRow")
        return [_Cell(one, self._table) for one in added.iterchildren(qn("w:tc"))]

    def texts(self, texts: Sequence[str], style: str) -> None:
        """A new row of plain texts, quickly: an annex has thousands."""
        added = self._added(deepcopy(self._pattern))
        for cell, text in zip(added.iterchildren(qn("w:tc")), texts, strict=True):
            _fill(cell, text, style)

    def across(self, text: str, style: str) -> None:
        """A new row of one cell over all columns."""
        cell = _empty_cell(sum(self._widths))
        cell.find(qn("w:tcPr")).append(element("w:gridSpan", val=len(self._widths)))
        _fill(cell, text, style)
        self._added(element("w:tr", element("w:trPr", element("w:cantSplit")), cell))

    def ends_with_total(self) -> None:
        """Draw a line above the last row."""
        self._looks("lastRow")

    def keep_together(self, *, with_next: bool = False) -> None:
        """Keep a small table on one page; of a larger one its heading with the first two rows, and the last two.

        `with_next` keeps the last row with what stands below the table, too.
        """
        count = len(self._rows)
        for number, one in enumerate(self._rows if with_next else self._rows[:-1]):
            if number == count - 1 or count <= _SMALL or number < 2 or number == count - 2:
                for paragraph in one.iter(qn("w:p")):
                    keep_with_next(Paragraph(paragraph, self._table))

    def _added(self, one: Any) -> Any:
        self._body.append(one)
        self._rows.append(one)
        return one

    def _describe(self, style: str, alt: str) -> None:
        self._body.tblStyle_val = style
        self._table.autofit = False
        for column, width in zip(self._body.tblGrid, self._widths, strict=True):
            column.set(qn("w:w"), str(width.twips))
        properties = self._body.tblPr
        for one in properties.xpath("./w:tblLook | ./w:tblW"):
            properties.remove(one)
        whole = element("w:tblW", w=sum(width.twips for width in self._widths), type="dxa")
        properties.xpath("./w:tblStyle")[0].addnext(whole)
        whole.addnext(element("w:tblInd", w=0, type="dxa"))
        parts = ("firstRow", "lastRow", "firstColumn", "lastColumn")
        self._look = element("w:tblLook", val="0000", **dict.fromkeys(parts, 0), noHBand=1, noVBand=1)
        properties.append(self._look)
        properties.append(element("w:tblCaption", val=alt))

    def _looks(self, part: str) -> None:
        self._look.set(qn(f"w:{part}"), "1")


def frame(place: Document, style: str, width: float, alt: str) -> _Cell:
    """A box: the one cell of a table, as wide as is said in millimetres."""
    return Grid(place, style, [width], alt).row()[0]


def behind(place: Place) -> Paragraph:
    """The thin paragraph without which two tables would grow together; whatever comes next stands below it."""
    paragraph = place.add_paragraph()
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = Mm(0)
    spacing.line_spacing = Mm(2)
    return paragraph


def shaded(cell: _Cell, fill: str) -> None:
    """Fill a cell with a colour such as 404040."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))  # noqa: SLF001


def _empty_cell(width: int) -> Any:
    wide = element("w:tcW", w=Length(width).twips, type="dxa")
    return element("w:tc", element("w:tcPr", wide), element("w:p"))


def _fill(cell: Any, text: str, style: str) -> None:
    paragraph = cell.find(qn("w:p"))
    paragraph.append(element("w:pPr", element("w:pStyle", val=style)))
    paragraph.append(run(text))
