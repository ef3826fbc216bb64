"""What a report counts for its area and its period, and what it leaves out because nobody can tell."""

import datetime as dt
from typing import Any

import pypdfium2
import pytest

from asking import AREA, answer, asked, counted, form, left, session
from builders import NEW, knowledge, line, model, new, old
from nhanrong.cli.reporting import print_report
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.records.form import Form
from nhanrong.records.measuring import Measure, Span
from nhanrong.reports.computing import report
from nhanrong.reports.letter import docx
from nhanrong.reports.paper import pdf
from nhanrong.reports.result import Kind, Report, Table, Value
from nhanrong.reports.workbook import xlsx
from reading_documents import everything
from reading_pages import told as workbook_told

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
    asks = Form.model_validate({"id": "bieu-thu", "title": "Biểu thử", "tables": [table]})
    assert [row.key for row in report(kb, asks, asked()).tables[0].rows] == (["lop-thu"] if ours else [])


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


# What is new ------------------------------------------------------------------------------------

YEAR_2022 = asked(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
UNSURE = "chỉ ghi khoảng 2019–2022, không rõ mới trong kỳ"


def test_a_line_that_may_have_begun_before_the_period_stands_but_is_not_new() -> None:
    kb = knowledge(
        line(old("90001"), date="2019/2022", id="quang"),
        line(old("90002"), date="2022", id="nam"),
        line(old("90004"), date="2022-02/2022-09", id="trong"),
        line(old("90005"), date="2021-12", id="truoc"),
    )
    new_ones = answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, YEAR_2022)
    assert (new_ones.number, counted(new_ones), left(new_ones)) == (2, ["nam", "trong"], {"quang": UNSURE})
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.CUMULATIVE, YEAR_2022).number == 4
    assert answer(kb, Measure.COMMUNES_WITH_ORIGIN, Span.PERIOD, YEAR_2022).number == 2
    changed = answer(kb, Measure.COMMUNES_REPORTED, Span.CHANGE, YEAR_2022)
    assert (changed.number, changed.text, left(changed)) == (None, "chưa so được", {"quang": UNSURE})
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.PREVIOUS, YEAR_2022).number == 1
    here = answer(kb, Measure.SUBJECTS_REPORTED, Span.PERIOD, YEAR_2022, unit=old("90001"))
    assert (here.number, here.text, left(here)) == (None, "chưa rõ", {"quang": UNSURE})
    assert answer(kb, Measure.SUBJECTS_REPORTED, Span.PERIOD, YEAR_2022, unit=old("90002")).number == 1
    second = asked(dt.date(2022, 7, 1), dt.date(2022, 12, 31))
    assert left(answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, second))["nam"] == (
        "chỉ ghi năm 2022, không rõ mới trong kỳ"
    )


def test_of_models_that_may_have_spread_before_nobody_knows_whether_they_are_new() -> None:
    kb = knowledge(line(old("90001"), date="2019/2022", id="quang"), line(old("90002"), date="2022-03", id="nam"))
    found = answer(kb, Measure.MODELS_REPLICATED, Span.PERIOD, YEAR_2022)
    assert (found.number, found.text, left(found)) == (None, "chưa rõ", {"quang": UNSURE})
    assert answer(kb, Measure.MODELS_REPLICATED, Span.CUMULATIVE, YEAR_2022).number == 1
    sure = knowledge(
        line(old("90002"), date="2022-03"),
        line(old("90001"), "stopped", date="2019/2022", reason="market", learnt="Bịa.", id="ngung"),
    )
    assert answer(sure, Measure.MODELS_REPLICATED, Span.PERIOD, YEAR_2022).number == 1


def test_a_second_model_does_not_make_a_commune_new_that_may_be_old() -> None:
    kb = knowledge(
        line(old("90001"), date="2019/2022", id="quang"),
        line(old("90001"), date="2022-03", id="b-1", subject="thu-b"),
        models=[model(), model("thu-b")],
    )
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, YEAR_2022).text == "chưa rõ"
    here = answer(kb, Measure.SUBJECTS_REPORTED, Span.PERIOD, YEAR_2022, unit=old("90001"))
    assert (here.number, counted(here), left(here)) == (1, ["b-1"], {"quang": UNSURE})


def test_what_old_parts_tell_of_a_stretch_is_not_new_either() -> None:
    kb = knowledge(line(old("90002"), date="2024/2026-02", id="quang"), rules={"carry_over": "all"})
    about = asked(dt.date(2026, 1, 1), dt.date(2026, 6, 30), NEW)
    found = answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, about)
    assert (found.text, left(found)) == (
        "chưa rõ",
        {"quang": "chỉ ghi khoảng 2024 đến tháng 2/2026, không rõ mới trong kỳ"},
    )
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.CUMULATIVE, about).number == 1


# What a table without rows says -----------------------------------------------------------------


def _reported_by_subject(*lines: LedgerEntry) -> Table:
    columns = [{"title": "Đã ghi nhận", "measure": "communes_reported"}]
    table = {"title": "Bảng", "rows": "subjects", "columns": columns}
    asks = Form.model_validate({"id": "bieu-thu", "title": "Biểu thử", "tables": [table]})
    kb = knowledge(*lines, models=[model(), model("thu-b")], area=AREA)
    return report(kb, asks, asked(list_id=NEW)).tables[0]


def test_a_table_without_rows_says_so_and_what_waits() -> None:
    nothing = "Không có mô hình, cách làm nào có số trong bảng này."
    waits = "1 mô hình, cách làm có lần ghi nhận ở xã cũ chờ xác nhận lại nên chưa tính."
    others = "1 mô hình, cách làm khác không có số nào ở bảng này nên không liệt kê."
    empty, waiting = _reported_by_subject(), _reported_by_subject(line(old("90004")))
    assert (empty.rows, empty.notes) == ((), (nothing,))
    assert (waiting.rows, waiting.notes) == ((), (nothing, waits))
    both = _reported_by_subject(line(old("90004")), line(new("90002"), subject="thu-b", id="b-1"))
    assert ([row.key for row in both.rows], both.notes) == (["thu-b"], (others, waits))


def test_some_communes_are_no_verdict_either_while_others_wait() -> None:
    target = {
        "share": 40, "figure": "reported", "reading": "not_counted", "issuer": "Hội thử", "document": "Số 1",
        "period": "2026", "subjects": ["thu"],
    }  # fmt: skip
    kb = knowledge(line(old("90004")), line(new("90001"), id="moi"), rules={"target": target})
    found = answer(kb, Measure.TARGET_VERDICT, about=asked(list_id=NEW), subject="thu")
    why = "Mô hình thử (bịa để kiểm thử): có lần ghi nhận ở xã của danh mục khác chờ xác nhận lại"
    assert (found.text, counted(found)) == (f"không kết luận: {why}", ["moi"])


# What is in no row ------------------------------------------------------------------------------

BY_UNIT = """tables:
  - title: "Từng xã"
    rows: units
    columns:
      - title: "Lớp"
        measure: classes
      - title: "Nữ"
        measure: women
      - title: "Nơi khởi đầu"
        measure: subjects_reported
    sums: true
"""


def _with_one_apart() -> Report:
    one = session("mot", place={"units": ["2025-06-30/90001"]}, classes=2, women=20)
    apart = session("chung", title="Lớp ở hội trường huyện", place={"text": "huyện Thử"}, classes=7, women=3)
    return report(knowledge(models=[one, apart], area=AREA), form(BY_UNIT), asked())


def test_what_is_counted_in_no_commune_is_named_behind_the_table() -> None:
    table = _with_one_apart().tables[0]
    assert table.apart is not None
    assert table.apart not in table.rows
    assert table.apart.name == "Chung nhiều xã hoặc không rõ xã"
    classes, women, rest = table.apart.cells
    assert (classes.number, [(one.code, one.adds) for one in classes.grounds]) == (7, [("chung", "7\u00a0lớp")])
    assert (women.number, [(one.code, one.adds) for one in women.grounds]) == (None, [("chung", "có")])
    assert rest == Value(Kind.TEXT)
    assert table.beyond[0] == "1\u00a0hoạt động chung nhiều xã hoặc không rõ xã (7\u00a0lớp)"
    nowhere = knowledge(models=[session(place={"units": ["2025-06-30/90001"]}, classes=2)], area=AREA)
    assert report(nowhere, form(BY_UNIT), asked()).tables[0].apart is None


def test_every_annex_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    made = _with_one_apart()
    with pypdfium2.PdfDocument(pdf(made)) as document:
        printed = " ".join(page.get_textpage().get_text_range() for page in document)
    print_report(made, grounds=True)
    for text in (workbook_told(xlsx(made)), everything(docx(made)), printed, capsys.readouterr().out):
        said = " ".join(text.split())
        assert "Lớp ở hội trường huyện" in said
        assert "Chung nhiều xã hoặc không rõ xã" in said


def test_an_amount_in_millions_is_added_in_millions() -> None:
    paid: dict[str, Any] = {
        "kind": "support", "amount": 5_000_000, "unit": "đồng", "price_date": "2026-03", "payer": "state",
        "evidence": "B", "sources": ["nguon"],
    }  # fmt: skip
    text = """tables:
  - title: "Từng xã"
    rows: units
    columns:
      - title: "Vốn"
        measure: capital_state
        per: 1000000
    sums: true
"""
    kb = knowledge(models=[model(money=[paid], place={"text": "toàn huyện Thử"})], area=AREA)
    said = report(kb, form(text), asked()).tables[0].beyond[0]
    assert said == "1\u00a0mục chung nhiều xã hoặc không rõ xã (5\u00a0triệu đồng)"
