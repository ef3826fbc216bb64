"""A report as a Word document under the heading of Vietnamese state documents, with the ground of every number."""

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from docx.table import _Cell

from nhanrong.reports.letter_annex import annex
from nhanrong.reports.result import Kind, Report, Table
from nhanrong.reports.saying import (
    MOTTO,
    NATION,
    REFERENCE,
    TOTAL,
    dated,
    in_cell,
    name_title,
    period,
    prescribed,
    reckoned,
    titled,
    total,
    total_notes,
)
from nhanrong.vietnamese import NBSP
from nhanrong.word.contents import page_number
from nhanrong.word.opening import A4_LETTER, Paper, on_paper, opened
from nhanrong.word.steady import document_bytes
from nhanrong.word.tables import Grid, behind
from nhanrong.word.texts import CENTRE, RIGHT, keep_with_next, write

_MOST_UPRIGHT = 6  # columns that an upright page holds
_SHARES = {Kind.TEXT: 1.5, Kind.MONEY: 1.4, Kind.SHARE: 1.4, Kind.COUNT: 1.0, Kind.NUMBER: 1.0}
_NAME_SHARE = 2.2
_NUMBER = 10.0  # mm, for the number of a row
_SHORT_RULE, _LONG_RULE = 25.0, 57.0  # mm: a part of the organisation's name, all of the motto
_NUMBER_LINE = f"Số:{NBSP}........../.........."


def docx(report: Report) -> bytes:
    """The report as .docx of its day: A4, across where a table has more than six columns; its grounds in an annex.

    Its font is Times New Roman of 13 points, as the rules for state documents want it.
    """
    widest = max((len(one.headings) + 1 for one in report.tables), default=1)
    paper = A4_LETTER.across() if widest > _MOST_UPRIGHT else A4_LETTER
    document = opened("letter", paper, report.title, report.day)
    _margins(document, report)
    _heading(document, report, paper)
    for one in report.tables:
        _table(document, one, paper, signed=bool(report.signers) and one is report.tables[-1])
    _signers(document, report, paper)
    on_paper(document.add_section(WD_SECTION.NEW_PAGE), A4_LETTER)
    annex(document, report, A4_LETTER.text_width)
    return document_bytes(document, report.day)


def _margins(document: Document, report: Report) -> None:
    """What stands above and below on every page."""
    page = document.sections[0]
    page.header.is_linked_to_previous = page.footer.is_linked_to_previous = False
    if report.reference:
        write(page.header, REFERENCE, "Header")
    if report.notice:
        write(page.footer, report.notice, "Footer")
    page_number(page.footer, "PageNumber", of_all=True)


def _heading(document: Document, report: Report, paper: Paper) -> None:
    """The nation's heading to the right, who writes to the left, then what the report is."""
    narrow = paper.text_width * 0.41
    made = Grid(document, "Open", [narrow, paper.text_width - narrow], "Tên cơ quan; quốc hiệu")
    left, right = made.row()
    write(left, report.organisation.upper(), "Organisation")
    _rule(left, narrow, _SHORT_RULE)
    write(left, _NUMBER_LINE, "NumberLine")
    write(right, NATION, "Nation")
    write(right, MOTTO, "Motto")
    _rule(right, paper.text_width - narrow, _LONG_RULE)
    write(right, dated(report.day), "DateLine")
    write(document, report.title, "Title")
    for line in (prescribed(report), period(report), reckoned(report)):
        if line:
            write(document, line, "Subtitle")
    if report.filed_on and report.changes:
        told = f"Có {len(report.changes)} con số khác với số đã chốt ngày {report.filed_on}; xem phụ lục."
        write(document, told, "Subtitle")


def _rule(cell: _Cell, width: float, length: float) -> None:
    """A line below a heading, so many millimetres long, in the middle of a cell of that width."""
    paragraph = write(cell, NBSP, "Rule").paragraph_format
    paragraph.left_indent = paragraph.right_indent = Mm(max(0.0, (width - length) / 2))


def _table(document: Document, told: Table, paper: Paper, *, signed: bool) -> None:
    """A table with its sums and notes; below a `signed` one names are written, on the page of its last rows."""
    write(document, told.title, "Caption")
    shares = [_NAME_SHARE, *(_SHARES[heading.kind] for heading in told.headings)]
    room = paper.text_width - _NUMBER
    made = Grid(document, "Ruled", [_NUMBER, *(room * share / sum(shares) for share in shares)], told.title)
    names = ["TT", name_title(told), *(titled(heading) for heading in told.headings)]
    for cell, name in zip(made.row(heading=True), names, strict=True):
        write(cell, name, "TableHead")
    for number, one in enumerate(told.rows, start=1):
        place, first, *cells = made.row()
        write(place, str(number), "TableText", align=CENTRE)
        write(first, f"{one.name} ({one.unit})" if one.unit else one.name, "TableText")
        for cell, value in zip(cells, one.cells, strict=True):
            write(cell, in_cell(value), "TableText", align=None if value.kind is Kind.TEXT else RIGHT)
    if told.sums:
        _, first, *cells = made.row()
        write(first, TOTAL, "TableTotal")
        for column, cell in enumerate(cells):
            if column in told.sums:
                summed = total(told, column)
                write(cell, f"{in_cell(summed.value)}{summed.mark}", "TableTotal", align=RIGHT)
    made.keep_together(with_next=signed)
    notes = [write(document, note, "Small") for note in (*total_notes(told), *told.notes)]
    for paragraph in notes or [behind(document)]:
        if signed:
            keep_with_next(paragraph)


def _signers(document: Document, report: Report, paper: Paper) -> None:
    """A place for each role to sign, side by side; nobody's name."""
    if not report.signers:
        return
    keep_with_next(behind(document))
    width = paper.text_width / len(report.signers)
    made = Grid(document, "Open", [width] * len(report.signers), "Chỗ ký")
    for cell, role in zip(made.row(), report.signers, strict=True):
        write(cell, role.upper(), "Signer")
        write(cell, "(Ký, ghi rõ họ tên)", "SignHere")
