"""What somebody asks a report for, as it is typed: a form, days, a list, a unit."""

import datetime as dt
from collections.abc import Iterator

from nhanrong import dates
from nhanrong.dates import DateError
from nhanrong.knowledge import Knowledge
from nhanrong.lenient import respelt
from nhanrong.problems import nearest
from nhanrong.records.form import Form
from nhanrong.records.measuring import Measure


class AskedError(ValueError):
    """What is asked cannot be answered; the argument says why, in Vietnamese."""


def days(begin: str, end: str | None) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period: a day, a month or a year each; without an end that of the beginning."""
    first = _date(begin)
    last = _date(end) if end else first
    if last.last < first.first:
        raise AskedError(f"kỳ kết thúc ({last.spoken}) trước khi bắt đầu ({first.spoken}).")
    return first.first, last.last


def _date(text: str) -> dates.PartialDate:
    try:
        return dates.parse(text)
    except DateError as error:
        meant = respelt(text)
        why = f"“{text}” viết theo năm-tháng-ngày là {meant}." if meant else None
        raise AskedError(why or f"{error}; viết 2026-01-01, 2026-01 hoặc 2026.") from None


def form_named(kb: Knowledge, name: str) -> Form:
    """The form of this id."""
    forms = kb.shelf("forms")
    if name not in forms:
        known = ", ".join(forms) or "chưa có biểu mẫu nào trong models_data/forms/"
        raise AskedError(f"không có biểu mẫu “{name}”. {nearest(name, forms) or f'Các biểu mẫu: {known}.'}")
    record = forms[name].record
    assert isinstance(record, Form)  # nothing else lies there
    return record


def forms_in_words(kb: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Every form: its id, its title, and who prescribes it or that it is for reference."""
    for name, entry in kb.shelf("forms").items():
        form = entry.record
        by = ", ".join(filter(None, (form.issuer, form.document))) or "mẫu tham khảo"
        yield name, form.title, by


def measures_in_words() -> Iterator[tuple[str, str, str, str]]:
    """Every measure: its key, its title with its unit, over which spans it can be asked, and what it counts."""
    for one in Measure:
        title = f"{one.label} ({one.unit})" if one.unit else one.label
        yield one.value, title, ", ".join(span.value for span in one.spans), one.rule
