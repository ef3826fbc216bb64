"""The forms that every base begins with are sound, whole and the same everywhere; what they give is as expected."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from asking import AREA, asked, form, reference, session, told
from builders import NEW, OLD, SMALL, TESTS, knowledge, line, model, old, small
from nhanrong import site
from nhanrong.publication import Publication
from nhanrong.records.measuring import Measure, Rows
from nhanrong.reports.computing import report
from nhanrong.reports.saying import in_cell, total, total_notes
from nhanrong.starting import reference_forms

ROOT = TESTS.parent
NAMES = [Path(path).stem for path in reference_forms()]
EXPECTED = SMALL / "expected" / "reports"
YEAR_2025 = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def test_the_demonstration_has_them_as_they_are_shipped(*, bless: bool) -> None:
    for path, text in reference_forms().items():
        if bless:
            (ROOT / path).write_text(text, "utf-8", newline="\n")
        assert (ROOT / path).read_text("utf-8") == text


def test_they_are_sound_in_any_base(tmp_path: Path) -> None:
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    (tmp_path / "models_data/forms").mkdir(exist_ok=True)
    for path, text in reference_forms().items():
        (tmp_path / path).write_text(text, "utf-8", newline="\n")
    kb, problems = site.read(tmp_path)
    assert problems == []
    assert sorted(kb.shelf("forms")) == sorted([*NAMES, "bieu-thu"])


@pytest.mark.parametrize("name", NAMES)
def test_none_passes_for_an_official_one_nor_names_a_person(name: str) -> None:
    found = reference(name)
    assert found.issuer is None
    assert found.document is None
    assert found.plans == ()
    assert set(found.signers) == {"Người lập biểu", "Chủ tịch Hội Nông dân"}
    assert report(small(), found, asked()).reference


def test_together_they_ask_for_what_the_union_reports() -> None:
    wanted = {column.measure for name in NAMES for table in reference(name).tables for column in table.columns}
    wanted |= {one.measure for name in NAMES for table in reference(name).tables for one in table.lines}
    silent = {measure for measure in Measure if measure not in wanted}
    assert silent == {
        Measure.COMMUNES_UNKNOWN,
        Measure.COVERAGE_LINKED,
        Measure.SUBJECTS_CHECKED,
        Measure.PRACTICES_LIVE,
        Measure.MODEL_PLACE,
        Measure.MODEL_REVIEW,
        Measure.SESSION_AUDIENCE,
    }


@pytest.mark.parametrize("list_id", [OLD, NEW])
@pytest.mark.parametrize("name", NAMES)
def test_the_miniature_base_gives_what_is_expected(name: str, list_id: str, *, bless: bool) -> None:
    """Read the golden text before you bless it: these are the numbers that an officer signs."""
    kb = small()
    made = told(report(kb, reference(name), asked(*YEAR_2025, list_id), Publication(kb, YEAR_2025[1]).notice))
    path = EXPECTED / f"{name}-{list_id}.txt"
    if bless:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8", newline="\n")
    assert made == path.read_text("utf-8")


# What a form makes of its values ----------------------------------------------------------------

BY_MEASURE = """tables:
  - title: "Bảng thử"
    rows: measures
    columns:
      - title: "Giao"
        span: plan
      - title: "Có"
        span: cumulative
      - title: "Tỷ lệ"
        span: share
      - title: "Trong kỳ"
        span: period
    lines:
      - measure: households_reported
        title: "Hộ làm theo"
"""


def test_a_plan_is_of_its_year_and_without_one_nothing_is_told() -> None:
    kb = knowledge(line(old("90001"), households=30), area=AREA)
    plans = 'plans:\n  - measure: households_reported\n    in_year: {}\n    value: 80\n    document: "Số 1 (bịa)"\n'

    def cells(year: int) -> list[tuple[float | None, int | None, str]]:
        made = report(kb, form(BY_MEASURE + plans.format(year)), asked())
        return [(cell.number, cell.of, cell.text) for cell in made.tables[0].rows[0].cells]

    assert cells(2026) == [(80, None, ""), (30, None, ""), (30, 80, ""), (None, None, "")]
    half = report(kb, form(BY_MEASURE + plans.format(2026).replace("80", "12.5")), asked()).tables[0].rows[0].cells
    assert [in_cell(cell) for cell in half[:3]] == ["12,5", "30", "chỉ tiêu không chia được"]
    assert [one.adds for one in half[0].grounds] == ["12,5"]
    assert cells(2025) == [(None, None, "chưa giao"), (30, None, ""), (None, None, ""), (None, None, "")]


def test_what_stands_in_several_communes_is_never_added_up() -> None:
    text = """tables:
  - title: "Bảng thử"
    rows: {}
    columns:
      - title: "Xã, mô hình"
        measure: {}
      - title: "Hộ"
        measure: households_reported
      - title: "Dòng"
        measure: ledger_lines
    sums: true
"""
    kb = knowledge(line(old("90001"), households=30), area=AREA)
    sums = [
        report(kb, form(text.format(rows.value, measure.value)), asked()).tables[0].sums
        for rows, measure in ((Rows.UNITS, Measure.SUBJECTS_REPORTED), (Rows.SUBJECTS, Measure.COMMUNES_REPORTED))
    ]
    assert sums == [frozenset({1, 2}), frozenset({2})]


def test_a_sum_over_communes_says_what_is_of_none_of_them() -> None:
    text = """tables:
  - title: "Bảng thử"
    rows: units
    columns:
      - title: "Buổi"
        measure: activities
      - title: "Người"
        measure: people
      - title: "Nữ"
        measure: women
      - title: "Lớp"
        measure: classes
      - title: "Vốn"
        measure: capital_total
    sums: true
"""
    paid = {"kind": "support", "amount": 5_000_000, "unit": "đồng", "price_date": "2026-03", "payer": "state"}
    kb = knowledge(
        area=AREA,
        models=[
            model(place={"text": "toàn huyện Thử"}, money=[{**paid, "evidence": "B", "sources": ["nguon"]}]),
            session("mot", place={"units": [f"{OLD}/90001"]}, people=40, women=20),
            session("hai", place={"units": [f"{OLD}/90002"]}, women=10),
            session("chung", place={"units": [f"{OLD}/90001", f"{OLD}/90002"]}, people=50, women=2),
            session("loi", place={"text": "Nhà văn hóa huyện Thử"}, people=70, classes=1),
        ],
    )
    made = report(kb, form(text), asked()).tables[0]
    sums = [total(made, column) for column in range(5)]
    assert [(one.value.number, one.mark) for one in sums] == [(2, "*"), (40, "*"), (30, "*"), (None, "*"), (None, "*")]
    notes = [note.replace("\u00a0", " ").partition("” ")[2] for note in total_notes(made)]
    apart = "chung nhiều xã hoặc không rõ xã"
    assert [note.rpartition("chưa gồm ")[2] for note in notes] == [
        f"2 hoạt động {apart}.",
        f"2 hoạt động {apart} (120 người).",
        f"1 hoạt động {apart}.",
        f"1 hoạt động {apart} (1 lớp).",
        f"1 mục {apart} (5 triệu đồng).",
    ]
    assert notes[3] == f"chưa gồm 1 hoạt động {apart} (1 lớp)."
    assert report(kb, form(text), asked(unit=old("90001"))).tables[0].beyond == {}


def test_one_unit_is_asked_for_alone() -> None:
    kb = knowledge(line(old("90001"), households=30), line(old("90002"), households=5), area=AREA)
    made = report(kb, form(BY_MEASURE), asked(unit=old("90002")))
    assert made.organisation == "Hội Nông dân xã Xã 90002, huyện Thử (bịa để kiểm thử)"
    assert made.tables[0].rows[0].cells[1].number == 5


def test_the_report_of_one_unit_names_what_lives_there_and_how_far_that_has_spread() -> None:
    text = """tables:
  - title: "Bảng thử"
    rows: subjects
    columns:
      - title: "Xã"
        measure: communes_reported
      - title: "Hộ"
        measure: households_reported
  - title: "Bảng hai"
    rows: measures
    columns:
      - title: "Lũy kế"
        span: cumulative
    lines:
      - measure: communes_reported
      - measure: models_replicated
"""
    lines = [line(old("90001"), households=30), line(old("90002"), households=5)]
    there = line(old("90004"), id="kia-1", subject="kia", households=2)
    kb = knowledge(*lines, there, models=[model(), model("kia")], area=AREA)
    first, second = report(kb, form(text), asked(unit=old("90002"))).tables
    assert [(row.key, *(cell.number for cell in row.cells)) for row in first.rows] == [("thu", None, 5)]
    assert first.rows[0].cells[0].text == "chỉ tính cho cả địa bàn"
    note = "Bảng này chỉ tính cho xã Xã 90002; số xã và tỷ lệ xã chỉ có khi lập cho cả địa bàn."
    assert (first.notes[-1], second.notes) == (note, (note,))
    assert note not in report(kb, form(text), asked()).tables[1].notes
    alone = report(kb, form(BY_MEASURE), asked(unit=old("90002")))
    assert alone.tables[0].notes == ("Bảng này chỉ tính cho xã Xã 90002.",)
    assert [(row.cells[0].number, row.cells[0].text) for row in second.rows] == [
        (None, "chỉ tính cho cả địa bàn"),
        (1, ""),
    ]


def test_rows_that_tell_nothing_are_counted_not_shown() -> None:
    text = """tables:
  - title: "Bảng thử"
    rows: subjects
    columns:
      - title: "Xã"
        measure: communes_reported
"""
    made = report(small(), form(text), asked(*YEAR_2025)).tables[0]
    assert [row.key for row in made.rows] == ["cach-a", "thu-a", "thu-b"]
    assert made.notes == ("3 mô hình, cách làm khác không có số nào ở bảng này nên không liệt kê.",)


def test_the_same_form_gives_the_same_report() -> None:
    kb, wanted = small(), reference("tien-do-nhan-rong")
    assert report(kb, wanted, asked(*YEAR_2025)) == report(small(), wanted, asked(*YEAR_2025))
