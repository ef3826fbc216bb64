"""What a report counts for its area and its period, and what it leaves out because nobody can tell."""

import datetime as dt
from typing import Any

import pytest

from asking import AREA, answer, asked, counted, left, session
from builders import knowledge, model
from nhanrong.knowledge import Knowledge
from nhanrong.records.form import Form
from nhanrong.records.measuring import Measure, Span
from nhanrong.reports.computing import report

# The area ---------------------------------------------------------------------------------------

PROVINCE = "toàn tỉnh Mẫu (bịa)"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("huyện Thử, nguồn không nêu xã", True),
        ("các xã của HUYỆN THỬ", True),
        (PROVINCE, False),
        ("nhiều huyện của tỉnh Mẫu, có Thử", False),
        ("huyện Thửng", False),
        ("không nêu", False),
    ],
)
def test_an_activity_without_a_commune_counts_only_where_its_place_names_the_area(text: str, ours: bool) -> None:
    kb = knowledge(models=[session(place={"text": text}, classes=204)], area=AREA)
    for measure in (Measure.CLASSES, Measure.ACTIVITIES):
        found = answer(kb, measure)
        assert counted(found) == (["lop-thu"] if ours else [])
        assert left(found) == ({} if ours else {"lop-thu": f"nguồn không nói riêng địa bàn này: “{text}”"})
    table = {"title": "Bảng", "rows": "sessions", "columns": [{"title": "Lớp", "measure": "classes"}]}
    form = Form.model_validate({"id": "bieu-thu", "title": "Biểu thử", "tables": [table]})
    assert [row.key for row in report(kb, form, asked()).tables[0].rows] == (["lop-thu"] if ours else [])


def test_a_commune_of_the_area_is_enough() -> None:
    both = {"units": ["2025-06-30/90001"], "text": PROVINCE}
    kb = knowledge(models=[session(place=both, classes=3)], area=AREA)
    assert answer(kb, Measure.CLASSES).number == 3


def test_a_sum_of_a_province_hides_no_class_of_the_area() -> None:
    whole: dict[str, Any] = {"nature": "aggregate", "date": "2026-01/2026-03", "classes": 10}
    here = session("gop-huyen", place={"text": "huyện Thử"}, **whole | {"date": "2026-01/2026-06"})
    there = session("gop-tinh", place={"text": PROVINCE}, **whole)
    found = answer(knowledge(models=[here, there], area=AREA), Measure.CLASSES)
    assert (found.number, counted(found)) == (10, ["gop-huyen"])


def test_money_of_a_province_is_not_that_of_the_area() -> None:
    money = {
        "kind": "support", "amount": 5_000_000, "unit": "đồng", "price_date": "2026", "payer": "state",
        "evidence": "B", "sources": ["nguon"],
    }  # fmt: skip
    places: dict[str, dict[str, Any]] = {
        "tinh": {"place": {"text": PROVINCE}},
        "huyen": {"place": {"text": "toàn huyện Thử"}},
        "xa": {"place": {"text": PROVINCE}, "origin_communes": ["2025-06-30/90001"]},
    }
    kb = knowledge(models=[model(name, money=[money], **more) for name, more in places.items()], area=AREA)
    found = answer(kb, Measure.CAPITAL_STATE)
    assert sorted(counted(found)) == ["huyen", "xa"]
    said = left(found)["tinh"].replace("\u00a0", " ")
    assert said == f"5 triệu đồng: nguồn không nói riêng địa bàn này: “{PROVINCE}”"


# The year before --------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["2025-06/2026-03", "2025-11/2026-12", "2024/2025-02"])
def test_what_lies_over_an_edge_of_either_year_makes_them_not_comparable(date: str) -> None:
    half = asked(dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    told = [session("nay", classes=5), session("truoc", date="2025-04-01", classes=3)]
    sure = knowledge(models=told)
    assert answer(sure, Measure.CLASSES, Span.CHANGE, half).number == 2
    assert answer(sure, Measure.CLASSES, Span.PREVIOUS, half).number == 3

    def with_sum(**more: Any) -> Knowledge:
        gross: dict[str, Any] = {"nature": "aggregate", "date": date, "kind": "vocational", "classes": 100}
        return knowledge(models=[*told, session("gop", **gross | more)])

    for span in (Span.CHANGE, Span.PREVIOUS):
        found = answer(with_sum(), Measure.CLASSES, span, half)
        assert (found.number, found.text) == (None, "chưa so được")
        assert "gop" in left(found)
        assert answer(with_sum(classes=None), Measure.CLASSES, span, half).number is not None
        assert answer(with_sum(nature="plan"), Measure.CLASSES, span, half).number is not None
        assert answer(with_sum(date=None), Measure.CLASSES, span, half).number is not None
    assert answer(with_sum(), Measure.CLASSES, Span.PERIOD, half).number == 5
