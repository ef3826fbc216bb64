"""The annex of a report's document: what stands behind each number, what was left out and why, what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document

from nhanrong.reports.result import Report, Row, Table, Value
from nhanrong.reports.saying import in_words, rule_of, titled
from nhanrong.word.tables import Grid, behind
from nhanrong.word.texts import write

_GROUNDS = ("Mã", "Bản ghi, lần ghi nhận", "Cộng vào", "Vì sao")
_LEFT_OUT = ("Dòng của biểu", "Mã", "Bản ghi, lần ghi nhận", "Vì sao không tính")
_CHANGES = ("Biểu, dòng, cột", "Đã chốt", "Nay", "Vì sao")
_WIDTHS = (0.2, 0.34, 0.13, 0.33)
_WIDTHS_LEFT_OUT = (0.2, 0.2, 0.3, 0.3)
_WIDTHS_CHANGES = (0.36, 0.14, 0.14, 0.36)


def annex(document: Document, report: Report, width: float) -> None:
    """The grounds of a report, on pages whose text is so many millimetres wide."""
    write(document, "Phụ lục: căn cứ của từng con số", "Heading1")
    if report.rules:
        write(document, "Quy tắc đếm", "Heading2")
        for rule in report.rules:
            write(document, rule, "ListBullet")
    if report.changes:
        since = f" ngày {report.filed_on}" if report.filed_on else ""
        write(document, f"Khác với số đã chốt{since}", "Heading2")
        rows = [(f"{one.table} · {one.row} · {one.column}", one.filed, one.now, one.why) for one in report.changes]
        _listed(document, width, _Listing("Khác với số đã chốt", _CHANGES, _WIDTHS_CHANGES), rows)
    for one in report.tables:
        write(document, f"Căn cứ: {one.title}", "Heading2")
        for column in range(len(one.headings)):
            _column(document, one, column, width)


def _column(document: Document, told: Table, column: int, width: float) -> None:
    """Of one column: how it is counted, then what each of its values counts and does not."""
    heading = told.headings[column]
    counted = [(one, one.cells[column]) for one in told.rows if one.cells[column].grounds]
    left_out = [(one, missed) for one in told.rows for missed in one.cells[column].left_out]
    rules = list(dict.fromkeys(rule for one in told.rows if (rule := rule_of(heading, one))))
    if not (counted or left_out or rules):
        return
    write(document, titled(heading), "Heading3")
    for rule in rules:
        write(document, rule)
    if counted:
        _grounds(document, width, f"Căn cứ của cột {heading.title}", counted)
    if left_out:
        rows = [(one.name, missed.code, missed.name, missed.why) for one, missed in left_out]
        listing = _Listing(f"Không tính vào cột {heading.title}", _LEFT_OUT, _WIDTHS_LEFT_OUT)
        _listed(document, width, listing, rows)


def _grounds(document: Document, width: float, alt: str, counted: Iterable[tuple[Row, Value]]) -> None:
    made = _Listing(alt, _GROUNDS, _WIDTHS).begun(document, width)
    for one, value in counted:
        made.across(f"{one.name}: {in_words(value)}", "GroundValue")
        for ground in value.grounds:
            made.texts((ground.code, ground.name, ground.adds, ground.why), "GroundText")
    behind(document)


@dataclass(frozen=True)
class _Listing:
    """A table of texts: what it is called, its columns and which share of the width each has."""

    alt: str
    names: tuple[str, ...]
    shares: tuple[float, ...]

    def begun(self, document: Document, width: float) -> Grid:
        """The table with its heading, at the end of a document."""
        made = Grid(document, "Ruled", [width * share for share in self.shares], self.alt)
        for cell, name in zip(made.row(heading=True), self.names, strict=True):
            write(cell, name, "GroundHead")
        return made


def _listed(document: Document, width: float, listing: _Listing, rows: Iterable[tuple[str, ...]]) -> None:
    made = listing.begun(document, width)
    for texts in rows:
        made.texts(texts, "GroundText")
    behind(document)
