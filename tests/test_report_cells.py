"""A cell of a form: a period beside the one a year before."""

import datetime as dt

import pytest

from asking import answer, asked, counted, session
from builders import knowledge
from nhanrong.records.measuring import Measure, Span
from nhanrong.reports.cells import NO_COMPARISON
from nhanrong.reports.windows import Window, comparable


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), True),
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), True),
        (dt.date(2025, 7, 1), dt.date(2026, 7, 1), False),
        (dt.date(2020, 1, 1), dt.date(2022, 12, 31), False),
        (None, dt.date(2022, 12, 31), True),
    ],
)
def test_only_up_to_a_year_can_be_compared_with_the_year_before(
    first: dt.date | None, last: dt.date, holds: bool
) -> None:
    assert comparable(Window(first, last)) is holds


def test_a_period_is_not_compared_with_itself() -> None:
    kb = knowledge(models=[session(date="2021-03-10", classes=1)])
    years = asked(dt.date(2020, 1, 1), dt.date(2022, 12, 31))
    for span in (Span.PREVIOUS, Span.CHANGE):
        found = answer(kb, Measure.CLASSES, span, years)
        assert (found.number, found.text) == (None, NO_COMPARISON)
    assert answer(kb, Measure.CLASSES, Span.PERIOD, years).number == 1
    year = asked(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert counted(answer(kb, Measure.CLASSES, Span.PREVIOUS, year)) == ["lop-thu"]
