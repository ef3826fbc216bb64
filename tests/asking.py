"""What a desk answers, for tests of measures and reports."""

import datetime as dt
from importlib.resources import files
from typing import Any

from builders import OLD, session_defaults
from nhanrong.document import Document
from nhanrong.knowledge import Knowledge
from nhanrong.records.area import Area
from nhanrong.records.form import Form
from nhanrong.records.measuring import Measure, Span
from nhanrong.records.session import Session
from nhanrong.reports.cells import Wanted, value
from nhanrong.reports.desk import Asked, Desk
from nhanrong.reports.result import Report, Value
from nhanrong.reports.saying import in_cell
from nhanrong.shape import shaped
from nhanrong.strictyaml import read

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
AREA = Area(name="huyện Thử (bịa để kiểm thử)", format=1, site_url="https://kho-thu.example/nhan-rong/")


def asked(first: dt.date = YEAR[0], last: dt.date = YEAR[1], list_id: str = OLD, **more: Any) -> Asked:
    """A period on a list, reckoned on its last day."""
    return Asked(first, last, list_id, last, **more)


def form(text: str, name: str = "bieu-thu") -> Form:
    """A form from what follows its id and title."""
    whole = f'id: "{name}"\ntitle: "Biểu thử (bịa để kiểm thử)"\n{text}'
    document, problems = read(f"models_data/forms/{name}.yml", whole.encode())
    assert not problems
    return _form(document)


def reference(name: str) -> Form:
    """One of the forms that every base begins with."""
    document, problems = read(name, (files("nhanrong") / "forms" / f"{name}.yml").read_bytes())
    assert not problems
    return _form(document)


def _form(document: Document) -> Form:
    record, problems = shaped(Form, document)
    assert record, problems
    return record


EMPTY = Form.model_validate({"id": "bieu-thu", "title": "Biểu thử"})


def answer(
    kb: Knowledge,
    measure: Measure,
    span: Span | None = None,
    about: Asked | None = None,
    form: Form = EMPTY,
    **more: Any,
) -> Value:
    """What the desk says of one measure."""
    return value(Desk(kb, about or asked()), form, Wanted(measure, span or measure.usual, **more))


def left(found: Value) -> dict[str, str]:
    """Why each thing was left out, by its code."""
    return {one.code: one.why for one in found.left_out}


def counted(found: Value) -> list[str]:
    """The codes of what is counted."""
    return [one.code for one in found.grounds]


def session(name: str = "lop-thu", **more: Any) -> Session:
    """An activity with made-up defaults: a training of 2026-03-10."""
    return Session.model_validate({**session_defaults(name), **more})


def told(report: Report) -> str:
    """A report as lines: its tables, the grounds of every value, what was left out."""
    lines = [report.title, report.organisation, f"{report.first} {report.last} {report.day} {report.list_title}"]
    for table in report.tables:
        sums = ", ".join(table.headings[number].title for number in sorted(table.sums))
        lines += ["", f"== {table.title}" + (f" (cộng: {sums})" if sums else "")]
        for row in table.rows:
            lines.append(f"{row.name} [{row.key}]")
            for heading, cell in zip(table.headings, row.cells, strict=True):
                lines.append(f"  {heading.title}: {in_cell(cell) or '—'}")
                lines += [
                    f"    + {one.adds} {one.name} [{one.code}] {one.why} {one.address}".rstrip() for one in cell.grounds
                ]
                lines += [f"    - {one.name} [{one.code}] {one.why}" for one in cell.left_out]
        lines += [f"* {note}" for note in table.notes]
    lines += ["", *report.rules]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"
