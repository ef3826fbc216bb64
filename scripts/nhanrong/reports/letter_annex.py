"""The annex of a report's document: what stands behind each number, what was left out and why, what has changed."""

from collections.abc import Iterable, Sequence

from docx.document import Document

from nhanrong.reports.result import Report, Row, Table, Value
from nhanrong.reports.saying import in_words, rule_of, titled
from nhanrong.word.tables import behind, row, table
from nhanrong.word.texts import write

_GROUNDS = ("Mã", "Bản ghi, lần ghi nhận", "Cộng vào", "Vì sao")
_LEFT_OUT = ("Dòng của biểu", "Mã", "Bản ghi, lần ghi nhận", "Vì sao không tính")
_CHANGES = ("Biểu, dòng, cột", "Đã chốt", "Nay", "Vì sao")
_WIDTHS = (0.2, 0.34, 0.13, 0.33)
_WIDTHS_LEFT_OUT = (0.2, 0.2, 0.3, 0.3)
_WIDTHS_CHANGES = (0.36, 0.14, 0.14, 0.36)


def annex(document: Document, report: Report, width: float) -> None:
    """The grounds of a report, on pages whose text is so many millimetres wide."""
    write(document, "Phụ lục: căn cứ của từng con số", "Heading 1")
    if report.rules:
        write(document, "Quy tắc đếm", "Heading 2")
        for rule in report.rules:
            write(document, rule, "List Bullet")
    if report.changes:
        since = f" ngày {report.filed_on}" if report.filed_on else ""
        write(document, f"Khác với số đã chốt{since}", "Heading 2")
        rows = [(" · ".join((one.table, one.row, one.column)), one.filed, one.now, one.why) for one in report.changes]
        _listed(document, width, "Khác với số đã chốt", _CHANGES, _WIDTHS_CHANGES, rows)
    for one in report.tables:
        write(document, f"Căn cứ: {one.title}", "Heading 2")
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
    write(document, titled(heading), "Heading 3")
    for rule in rules:
        write(document, rule)
    if counted:
        _grounds(document, width, f"Căn cứ của cột {heading.title}", counted)
    if left_out:
        rows = [(one.name, missed.code, missed.name, missed.why) for one, missed in left_out]
        _listed(document, width, f"Không tính vào cột {heading.title}", _LEFT_OUT, _WIDTHS_LEFT_OUT, rows)


def _grounds(document: Document, width: float, alt: str, counted: Iterable[tuple[Row, Value]]) -> None:
    made = table(document, "Bảng kẻ ô", [width * share for share in _WIDTHS], alt)
    for cell, name in zip(row(made, heading=True), _GROUNDS, strict=True):
        write(cell, name, "Căn cứ: tên cột")
    for one, value in counted:
        first, *others = row(made)
        whole = first.merge(others[-1])
        write(whole, f"{one.name}: {in_words(value)}", "Căn cứ: con số")
        for ground in value.grounds:
            for cell, text in zip(row(made), (ground.code, ground.name, ground.adds, ground.why), strict=True):
                write(cell, text, "Căn cứ: chữ")
    behind(document)


def _listed(
    document: Document,
    width: float,
    alt: str,
    names: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[tuple[str, ...]],
) -> None:
    made = table(document, "Bảng kẻ ô", [width * share for share in widths], alt)
    for cell, name in zip(row(made, heading=True), names, strict=True):
        write(cell, name, "Căn cứ: tên cột")
    for texts in rows:
        for cell, text in zip(row(made), texts, strict=True):
            write(cell, text, "Căn cứ: chữ")
    behind(document)
