"""The annex of a report's document: what stands behind each number, what was left out and why, what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document

from nhanrong.reports.result import Ground, Report, Row, Table
from nhanrong.reports.saying import changed_where, name_title, titled
from nhanrong.vietnamese import number
from nhanrong.word.tables import Grid, behind
from nhanrong.word.texts import write

_RECORD = "Bản ghi, lần ghi nhận"
_MOST_LINES = 600  # of a table; more make a book that nobody reads, and the workbook has them all


@dataclass(frozen=True)
class _Listing:
    """A table of texts: its columns, and which share of the width each has."""

    names: tuple[str, ...]
    shares: tuple[float, ...]

    def begun(self, document: Document, width: float, alt: str) -> Grid:
        """The table with its heading, at the end of a document; `alt` tells what it is."""
        made = Grid(document, "Ruled", [width * share for share in self.shares], alt)
        for cell, name in zip(made.row(heading=True), self.names, strict=True):
            write(cell, name, "GroundHead")
        return made


_GROUNDS = _Listing(("Mã", _RECORD, "Vì sao tính", "Tính vào cột"), (0.16, 0.28, 0.28, 0.28))
_CHANGES = _Listing(("Bảng, hàng, cột", "Đã chốt", "Nay", "Vì sao đổi"), (0.36, 0.14, 0.14, 0.36))


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
        rows = [(changed_where(one), one.filed, one.now, one.why) for one in report.changes]
        _listed(_CHANGES.begun(document, width, "Khác với số đã chốt"), rows)
        behind(document)
    for one in report.tables:
        _table(document, one, width)


def _table(document: Document, told: Table, width: float) -> None:
    """Of one table: how its numbers are counted, what each row counts, what it does not."""
    rules = [*((heading.title, heading.rule) for heading in told.headings if heading.rule)]
    rules += [(one.name, one.rule) for one in told.rows if one.rule]
    counted = [(one, grounds) for one in told.grounded if (grounds := _grounds(told, one))]
    left_out = _left_out(told)
    if not (rules or counted or left_out):
        return
    write(document, f"Căn cứ: {told.title}", "Heading2")
    for name, rule in rules:
        write(document, rule, "ListBullet", bold_first=f"{name}: ")
    count = sum(len(grounds) for _, grounds in counted)
    if count > _MOST_LINES:
        write(document, f"Dựa vào {number(count)} bản ghi, lần ghi nhận: xem trang “Căn cứ” của tệp Excel.")
    elif counted:
        write(document, "Đã tính", "Heading3")
        made = _GROUNDS.begun(document, width, f"Đã tính trong {told.title}")
        for one, grounds in counted:
            made.across(f"{one.name} ({one.unit})" if one.unit else one.name, "GroundValue")
            _listed(made, grounds)
        behind(document)
    if len(left_out) > _MOST_LINES:
        write(document, f"Có {number(len(left_out))} chỗ không tính: xem trang “Không tính” của tệp Excel.")
    elif left_out:
        write(document, "Không tính", "Heading3")
        listing = _Listing((name_title(told), "Mã", _RECORD, "Vì sao không tính"), (0.2, 0.16, 0.28, 0.36))
        _listed(listing.begun(document, width, f"Không tính trong {told.title}"), left_out)
        behind(document)


def _grounds(told: Table, row: Row) -> list[tuple[str, ...]]:
    """Each record of a row once, with what it adds to which columns."""
    adds: dict[tuple[str, str, str], list[str]] = {}
    for heading, value in zip(told.headings, row.cells, strict=True):
        for ground in value.grounds:
            adds.setdefault((ground.code, ground.name, ground.why), []).append(_added(titled(heading), ground))
    return [(*record, "; ".join(columns)) for record, columns in adds.items()]


def _added(column: str, ground: Ground) -> str:
    return column if ground.adds == "1" else f"{column}: {ground.adds}"


def _left_out(told: Table) -> list[tuple[str, ...]]:
    """Each record that was left out of a row once, with all reasons."""
    found = {
        (row.name, one.code, one.name, one.why): None
        for row in told.rows
        for value in row.cells
        for one in value.left_out
    }
    return list(found)


def _listed(made: Grid, rows: Iterable[tuple[str, ...]]) -> None:
    for texts in rows:
        made.texts(texts, "GroundText")
