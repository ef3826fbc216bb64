"""Tables: of the width of the text, their heading repeated on every page, no row broken between two."""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from nhanrong.word.texts import Place, keep_with_next
from nhanrong.word.xml import element

_SMALL = 7  # rows that a page holds together


def table(
    place: Document | _Cell, style: str, widths: Sequence[float], alt: str, *, first_column: bool = True
) -> Table:
    """A table without rows yet, its columns so many millimetres wide; `alt` tells what it is."""
    made = place.add_table(0, len(widths))
    made.style = style
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    properties = made._tbl.tblPr  # noqa: SLF001  # python-docx has no public way
    for one in properties.xpath("./w:tblLook | ./w:tblW"):
        properties.remove(one)
    whole = element("w:tblW", w=Mm(sum(widths)).twips, type="dxa")
    properties.xpath("./w:tblStyle")[0].addnext(whole)
    look = {"firstRow": 0, "lastRow": 0, "firstColumn": int(first_column), "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    properties.append(element("w:tblLook", val="0000", **look))
    properties.append(element("w:tblCaption", val=alt))
    return made


def row(made: Table, *, heading: bool = False) -> list[_Cell]:
    """The cells of a new row at the end, which is never broken between pages."""
    added: _Row = made.add_row()  # type: ignore[no-untyped-call]
    properties = added._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no public way
    properties.append(element("w:cantSplit"))
    if heading:
        properties.append(element("w:tblHeader"))
        _looks(made, "firstRow")
    cells = list(added.cells)
    for cell, column in zip(cells, made.columns, strict=True):
        cell.width = column.width
    return cells


def ends_with_total(made: Table) -> None:
    """Draw a line above the last row."""
    _looks(made, "lastRow")


def kept_together(made: Table) -> None:
    """Keep a small table on one page; of a larger one its heading with the first two rows, and the last two."""
    rows = made.rows
    count = len(rows)
    for number, one in enumerate(rows):
        if number < count - 1 and (count <= _SMALL or number < 2 or number == count - 2):
            for cell in one.cells:
                for paragraph in cell.paragraphs:
                    keep_with_next(paragraph)


def frame(place: Document, style: str, width: float, alt: str) -> _Cell:
    """A box: the one cell of a table, as wide as is said in millimetres."""
    made = table(place, style, [width], alt, first_column=False)
    return row(made)[0]


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


def _looks(made: Table, part: str) -> None:
    for look in made._tbl.tblPr.xpath("./w:tblLook"):  # noqa: SLF001  # python-docx has no public way
        for name in list(look.attrib):
            if name.endswith("}" + part):
                look.set(name, "1")
