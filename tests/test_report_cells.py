"""A cell of a form: a period beside the one a year before, amounts in the unit of the form."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import AREA, answer, asked, counted, form, session
from builders import OLD, knowledge, model, old
from made_reports import count
from nhanrong.records.measuring import Measure, Span
from nhanrong.records.model import Model
from nhanrong.records.vocabulary import SessionKind
from nhanrong.reports.cells import NO_COMPARISON, Wanted
from nhanrong.reports.computing import report
from nhanrong.reports.result import Kind, Value
from nhanrong.reports.saying import in_cell, titled, total
from nhanrong.reports.windows import Window, comparable
from nhanrong.reports.withholding import TOGETHER, withheld_cells


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


# Amounts in the unit of the form ----------------------------------------------------------------

IN_MILLIONS = """tables:
  - title: "Vốn theo xã"
    rows: units
    columns:
      - title: "Vốn (triệu đồng)"
        measure: capital_total
        span: cumulative
        per: 1000000
      - title: "Vốn"
        measure: capital_total
        span: cumulative
        per: 1000000000
    sums: true
  - title: "Vốn"
    rows: measures
    columns:
      - title: "Lũy kế"
        span: cumulative
    lines:
      - measure: capital_total
        per: 1000
"""


def paid(name: str, commune: str, dong: int) -> Model:
    """A model with one amount that the state has paid."""
    amount = {"kind": "investment", "amount": dong, "unit": "đồng", "price_date": "2026-03", "payer": "state"}
    place = {"units": [f"{OLD}/{commune}"]}
    return model(name, place=place, money=[amount | {"evidence": "B", "sources": ["nguon"]}])


def test_amounts_are_told_in_the_unit_of_the_form_to_the_last_dong() -> None:
    kb = knowledge(models=[paid("mot", "90001", 36_000_000), paid("hai", "90002", 1_234_567)], area=AREA)
    units, measures = report(kb, form(IN_MILLIONS), asked()).tables
    said = {row.key: tuple(map(in_cell, row.cells)) for row in units.rows}
    assert said[f"{OLD}/90001"] == ("36", "0,036")
    assert said[f"{OLD}/90002"] == ("1,234567", "0,001234567")
    assert [titled(one) for one in units.headings] == ["Vốn (triệu đồng)", "Vốn (tỷ đồng)"]
    assert [in_cell(total(units, column).value) for column in (0, 1)] == ["37,234567", "0,037234567"]
    assert (measures.rows[0].unit, in_cell(measures.rows[0].cells[0])) == ("nghìn đồng", "37.234,567")


@given(st.integers(0, 10**14), st.sampled_from((1_000, 10**6, 10**9)))
def test_decimals_say_the_same_as_the_amount(dong: int, per: int) -> None:
    told = Value(Kind.NUMBER, dong // per if dong % per == 0 else dong / per)
    assert Decimal(in_cell(told).replace(".", "").replace(",", ".")) * per == dong


# What is withheld in the superior's file --------------------------------------------------------


def test_what_few_are_left_of_is_not_told_in_a_file_either() -> None:
    here = Wanted(Measure.WOMEN, Span.PERIOD, old("90001"))
    there = replace(here, unit=old("90002"))
    people = replace(here, measure=Measure.PEOPLE)

    def said(women: int, whole: Wanted, number: int) -> list[str]:
        cells = [(here, count(women)), (there, count(20)), (whole, count(number))]
        return [in_cell(one) for one in withheld_cells(cells)]

    assert said(38, people, 40) == [TOGETHER, TOGETHER, "40"]
    assert said(38, replace(people, measure=Measure.ATTENDANCES), 40) == [TOGETHER, TOGETHER, "40"]
    assert said(40, people, 40) == ["40", "20", "40"]
    assert said(35, people, 40) == ["35", "20", "40"]
    for other in (replace(people, span=Span.YEAR), replace(people, kinds=(SessionKind.TRAINING,))):
        assert said(38, other, 40) == ["38", "20", "40"]
