"""What each measure counts, what it leaves out, and why; every number rests on its grounds."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import answer, asked, counted, left, session
from builders import DAY, NEW, OLD, TESTS, check, knowledge, line, model, new, old, small, source, unit_list
from nhanrong import coverage, site
from nhanrong.coverage import cover
from nhanrong.dates import parse
from nhanrong.records.measuring import FLOW, LEAST, OF_THE_AREA, Counted, Measure, Rows, Span
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import Item, Scope, summed
from nhanrong.reports.measures import COMPUTED
from nhanrong.reports.result import Heading, Kind, Row, Table, Value
from nhanrong.reports.saying import MISSING
from nhanrong.reports.windows import Fall, Window, earlier, fall, window_of
from nhanrong.reports.withholding import TOGETHER, WITHHELD, withheld
from nhanrong.standing import Ledger

FIRST_HALF = asked(dt.date(2026, 1, 1), dt.date(2026, 6, 30))
SECOND_HALF = asked(dt.date(2026, 7, 1), dt.date(2026, 12, 31))
COUNTS = {
    Measure.COMMUNES_REPORTED: "reported",
    Measure.COMMUNES_WITH_ORIGIN: "reported_with_origin",
    Measure.COMMUNES_LINKED: "linked",
    Measure.COMMUNES_CURRENT: "current",
    Measure.COMMUNES_UNKNOWN: "unknown_now",
    Measure.COMMUNES_VERIFIED: "verified",
    Measure.COMMUNES_CHECKED: "checked",
    Measure.COVERAGE_REPORTED: "reported",
    Measure.COVERAGE_WITH_ORIGIN: "reported_with_origin",
    Measure.COVERAGE_ORIGIN_EXCLUDED: "reported_origin_excluded",
    Measure.COVERAGE_VERIFIED: "verified",
}


# The closed set ---------------------------------------------------------------------------------


def test_every_measure_is_computed_and_told() -> None:
    assert set(COMPUTED) == set(Measure)
    assert len({measure.label for measure in Measure}) == len(Measure)
    for measure in Measure:
        assert measure.rows
        assert measure.rule.endswith((".", "xã."))
        assert measure.spans
        assert (measure.counted is Counted.TEXT) == (not measure.unit)


# Time -------------------------------------------------------------------------------------------

days = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31))


@given(days, days, st.sampled_from(("day", "month", "year", "span")), st.booleans())
def test_two_halves_hold_what_the_year_holds(one: dt.date, other: dt.date, form: str, whole: bool) -> None:
    first, last = sorted((one, other))
    text = {"day": f"{one}", "month": f"{one:%Y-%m}", "year": f"{one:%Y}", "span": f"{first}/{last}"}[form]
    date = parse(text)
    falls = [fall(date, Window(half.first, half.last), whole=whole) for half in (FIRST_HALF, SECOND_HALF)]
    year = fall(date, Window(FIRST_HALF.first, SECOND_HALF.last), whole=whole)
    assert falls.count(Fall.INSIDE) <= 1
    if Fall.INSIDE in falls:
        assert year is Fall.INSIDE
    if not whole:
        assert (year is Fall.INSIDE) == (Fall.INSIDE in falls)
    if year is Fall.OUTSIDE:
        assert falls == [Fall.OUTSIDE, Fall.OUTSIDE]


def test_a_year_is_no_first_half_but_ends_in_the_second() -> None:
    assert fall(parse("2026"), Window(FIRST_HALF.first, FIRST_HALF.last), whole=False) is Fall.ACROSS
    assert fall(parse("2026"), Window(SECOND_HALF.first, SECOND_HALF.last), whole=False) is Fall.INSIDE
    assert fall(parse("2026"), Window(SECOND_HALF.first, SECOND_HALF.last), whole=True) is Fall.ACROSS


def test_the_same_days_one_year_before() -> None:
    assert earlier(Window(dt.date(2025, 1, 1), dt.date(2025, 2, 28))) == Window(
        dt.date(2024, 1, 1), dt.date(2024, 2, 29)
    )
    assert earlier(Window(None, dt.date(2024, 2, 29))) == Window(None, dt.date(2023, 2, 28))
    assert earlier(Window(dt.date(2026, 3, 5), dt.date(2026, 4, 7))) == Window(dt.date(2025, 3, 5), dt.date(2025, 4, 7))


def test_a_flow_has_a_beginning_and_what_stands_has_none() -> None:
    first, last = FIRST_HALF.first, FIRST_HALF.last
    assert window_of(Measure.CLASSES, Span.YEAR, first, last) == Window(dt.date(2026, 1, 1), last)
    assert window_of(Measure.CLASSES, Span.CUMULATIVE, first, last) == Window(None, last)
    assert window_of(Measure.HOUSEHOLDS_CURRENT, Span.CHANGE, first, last) == Window(None, last)
    assert window_of(Measure.HOUSEHOLDS_CURRENT, Span.PREVIOUS, first, last) == Window(None, dt.date(2025, 6, 30))


# Grounds ----------------------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)
items = st.builds(
    Item,
    code=texts,
    name=texts,
    address=st.just(""),
    date=st.none() | st.sampled_from(("2025", "2026", "2026-03", "2026-08-09", "2019/2026", "2027-01-01")).map(parse),
    adds=st.none() | st.integers(0, 1000),
    whole=st.booleans(),
    out=st.sampled_from(("", "mới là kế hoạch")),
)


@given(st.lists(items, max_size=12), st.booleans())
def test_a_number_is_the_sum_of_its_grounds_and_nothing_disappears(found: list[Item], told: bool) -> None:
    window = Window(FIRST_HALF.first, SECOND_HALF.last)
    value = summed(found, Scope(window), Kind.COUNT, told=told)
    inside = [one for one in found if one.date is None or fall(one.date, window, whole=one.whole) is not Fall.OUTSIDE]
    assert len(value.grounds) + len(value.left_out) == len(inside)
    if value.grounds:
        assert value.number == sum(int(one.adds.replace(".", "")) for one in value.grounds)
    elif told or value.left_out:
        assert value.number is None
        assert value.text
    else:
        assert value.number == 0


# Of these the base knows all that there are; of any other measure nobody may have told.
NONE_IS_NONE = {
    Measure.ACTIVITIES,
    Measure.MODELS_NEW,
    Measure.MODELS_REVIEWED,
    Measure.PRACTICES_NEW,
    Measure.LEDGER_LINES,
    Measure.FIELD_CHECKS,
}


@pytest.mark.parametrize("measure", [one for one in Measure if one.spans == FLOW and one.counted is Counted.COUNT])
def test_what_is_counted_adds_up_on_the_miniature_base(measure: Measure) -> None:
    kb = small()
    for span in (Span.PERIOD, Span.CUMULATIVE):
        value = answer(kb, measure, span, asked(dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
        numbers = [int(one.adds.split("\u00a0")[0].replace(".", "")) for one in value.grounds]
        none = 0 if measure in NONE_IS_NONE and not value.left_out else None
        assert value.number == (sum(numbers) if numbers else none)
        assert bool(value.text) == (value.number is None)


# As `nhanrong coverage` -------------------------------------------------------------------------


@pytest.mark.parametrize("list_id", [OLD, NEW])
@pytest.mark.parametrize("base", ["small", "real"])
def test_communes_are_those_of_the_coverage_command(base: str, list_id: str) -> None:
    kb = small() if base == "small" else site.read(TESTS.parent)[0]
    about = asked(dt.date(2026, 1, 1), DAY, list_id)
    desk = Desk(kb, about)
    for subject in kb.subjects:
        known = cover(Ledger(kb, DAY), subject, list_id)
        for measure, key in COUNTS.items():
            found = COMPUTED[measure](desk, Scope(Window(None, DAY), subject=subject))
            share = getattr(known, key)
            if found.number is None:
                assert share.numerator == 0
                assert found.text
            else:
                assert found.number == share.numerator
                assert found.of in {None, share.denominator}
                assert len(found.grounds) == share.numerator


def test_communes_of_all_are_those_of_any() -> None:
    kb = knowledge(
        line(old("90001")),
        line(old("90002")),
        line(old("90002"), id="b-1", subject="thu-b"),
        models=[model(), model("thu-b")],
    )
    found = answer(kb, Measure.COMMUNES_REPORTED)
    assert (found.number, [one.name for one in found.grounds]) == (2, ["xã Xã 90001", "xã Xã 90002"])
    assert (
        found.grounds[1].why
        == "Mô hình thử (bịa để kiểm thử): đang áp dụng, 01/6/2026, bằng chứng D và 1 mô hình, cách làm khác"
    )
    assert answer(kb, Measure.COVERAGE_REPORTED).of == 9


def test_new_communes_are_those_that_were_not_there_on_the_eve() -> None:
    kb = knowledge(
        line(old("90001"), date="2025-09"), line(old("90002"), date="2026-02"), line(old("90005"), date="2026-09")
    )
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, FIRST_HALF).number == 1
    assert counted(answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, SECOND_HALF)) == ["2025-06-30-90005-applied"]
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.CHANGE, FIRST_HALF).number == 2
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.PREVIOUS, SECOND_HALF).number == 1


def test_nobody_has_looked_is_not_none() -> None:
    kb = knowledge(line(old("90001")))
    assert answer(kb, Measure.COMMUNES_CHECKED).text == "chưa ai xem"
    assert answer(kb, Measure.COVERAGE_VERIFIED).text == "0/9: chưa kết luận được"
    looked = knowledge(line(old("90001"), "absent", check=check()))
    assert answer(looked, Measure.COMMUNES_VERIFIED).number == 0


def test_a_list_that_was_not_in_force_has_no_year_before() -> None:
    kb = knowledge(line(new("90001")))
    about = asked(dt.date(2026, 1, 1), dt.date(2026, 6, 1), NEW)
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.PREVIOUS, about).text == "danh mục chưa có"
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.CHANGE, about).text == "chưa so được"
    assert answer(kb, Measure.HOUSEHOLDS_CURRENT, Span.PREVIOUS, about).text == "danh mục chưa có"
    first = asked(dt.date(2025, 7, 1), dt.date(2025, 12, 31), NEW)
    assert answer(kb, Measure.COMMUNES_REPORTED, Span.PERIOD, first).text == "chưa so được"


def test_lines_on_old_parts_wait_and_say_so() -> None:
    kb = knowledge(line(old("90004")), line(new("90002"), id="moi"))
    found = answer(kb, Measure.COMMUNES_REPORTED, about=asked(list_id=NEW))
    assert counted(found) == ["moi"]
    assert left(found) == {"2025-06-30-90004-applied": "ghi ở xã cũ, nay thuộc xã Xã 90004: chờ xác nhận lại"}
    alone = answer(knowledge(line(old("90004"))), Measure.COMMUNES_REPORTED, about=asked(list_id=NEW))
    assert (alone.number, alone.text) == (None, "chờ xác nhận lại")
    back = answer(kb, Measure.COMMUNES_REPORTED, about=asked(list_id=OLD))
    assert left(back) == {"moi": "ghi ở xã của danh mục mới hơn, danh mục này không xếp được"}


WAITS = "ghi ở xã cũ, nay thuộc xã Xã 90004: chờ xác nhận lại"
ALL_OF_MODELS = (Measure.MODELS_LIVE, Measure.MODELS_UNKNOWN, Measure.MODELS_STOPPED, Measure.MODELS_REPLICATED)


def test_what_waits_in_a_commune_is_not_none_there() -> None:
    kb = knowledge(line(old("90004")), line(old("90010"), id="tach"), line(new("90002"), id="moi"))
    about = asked(list_id=NEW)
    for measure in (Measure.SUBJECTS_REPORTED, Measure.SUBJECTS_CURRENT):
        found = answer(kb, measure, Span.CUMULATIVE, about, unit=new("90004"))
        assert (found.number, found.text, left(found)) == (
            None,
            "chờ xác nhận lại",
            {"2025-06-30-90004-applied": WAITS},
        )
        split = answer(kb, measure, Span.CUMULATIVE, about, unit=new("90011"))
        assert (split.text, left(split)) == (
            "chờ xác nhận lại",
            {"tach": "xã cũ đã chia tách, không rõ nay thuộc xã nào"},
        )
        assert answer(kb, measure, Span.CUMULATIVE, about, unit=new("90002")).number == 1
        assert answer(kb, measure, Span.CUMULATIVE, about, unit=new("90001")).number == 0
    new_here = [
        answer(kb, Measure.SUBJECTS_REPORTED, Span.PERIOD, asked(half.first, half.last, NEW), unit=new("90004"))
        for half in (FIRST_HALF, SECOND_HALF)
    ]
    assert [(one.number, one.text) for one in new_here] == [(None, "chờ xác nhận lại"), (0, "")]
    back = answer(knowledge(line(new("90004"))), Measure.SUBJECTS_REPORTED, Span.CUMULATIVE, unit=old("90005"))
    assert back.text == "chờ xác nhận lại"


def test_models_that_wait_are_not_none() -> None:
    waiting = knowledge(line(old("90004")))
    for measure in ALL_OF_MODELS:
        found = answer(waiting, measure, Span.CUMULATIVE, asked(list_id=NEW))
        assert (found.number, found.text) == (None, "chờ xác nhận lại")
        assert left(found)
        if Rows.UNITS in measure.rows:
            here = answer(waiting, measure, about=asked(list_id=NEW), unit=new("90004"))
            assert (here.number, here.text, bool(here.left_out)) == (None, "chờ xác nhận lại", True)
            assert answer(waiting, measure, about=asked(list_id=NEW), unit=new("90001")).number == 0
    confirmed = knowledge(line(old("90004")), line(new("90004"), id="moi"))
    assert [answer(confirmed, one, Span.CUMULATIVE, asked(list_id=NEW)).number for one in ALL_OF_MODELS] == [1, 0, 0, 1]


def test_a_model_of_unknown_state_is_not_none_in_its_commune() -> None:
    kb = knowledge(line(old("90002"), date="2020"))
    here = answer(kb, Measure.MODELS_LIVE, unit=old("90002"))
    assert (here.number, here.text) == (None, "chưa rõ")
    assert left(here) == {"thu": "không rõ hiện trạng: các dòng còn làm đều đã quá hạn"}


def test_where_nobody_has_looked_no_commune_has_none() -> None:
    kb = knowledge(line(old("90001")), line(old("90002"), "absent", id="khong-co", check=check()))
    said = {
        code: [answer(kb, one, unit=old(code)).text for one in (Measure.SUBJECTS_CHECKED, Measure.SUBJECTS_VERIFIED)]
        for code in ("90001", "90002", "90005")
    }
    nobody = ["chưa ai xem", "chưa kết luận được"]
    assert said == {"90001": nobody, "90002": ["", ""], "90005": nobody}
    assert answer(kb, Measure.SUBJECTS_CHECKED, unit=old("90002")).number == 1
    assert answer(kb, Measure.SUBJECTS_VERIFIED, unit=old("90002")).number == 0
    stale = knowledge(line(old("90001"), date="2020"))
    assert answer(stale, Measure.SUBJECTS_CURRENT, unit=old("90001")).text == "chưa kết luận được"


def test_a_place_of_origin_is_left_out_by_name() -> None:
    kb = knowledge(line(old("90001")), line(old("90002")), models=[model(origin_communes=[f"{OLD}/90001"])])
    found = answer(kb, Measure.COMMUNES_REPORTED)
    assert left(found) == {"2025-06-30-90001-applied": "nơi khởi đầu, không tính"}
    assert answer(kb, Measure.MODELS_LIVE).number == 1
    assert answer(kb, Measure.SUBJECTS_REPORTED, unit=old("90001")).number == 0
    assert answer(kb, Measure.SUBJECTS_REPORTED, unit=old("90002")).number == 1


# Models -----------------------------------------------------------------------------------------


def test_new_models_are_those_that_begin_in_the_period() -> None:
    kb = knowledge(
        models=[
            model("trong", started="2026-02"),
            model("nam", started="2026"),
            model("cu", started="2024"),
            model("khong-ro"),
            model("ngoai", started="2026-02", place={"text": "nơi khác", "outside": True}),
        ]
    )
    found = answer(kb, Measure.MODELS_NEW, about=FIRST_HALF)
    assert counted(found) == ["trong"]
    assert left(found) == {
        "nam": "2026: không rõ có nằm trong khoảng đang tính",
        "khong-ro": "không rõ thời điểm",
        "ngoai": "ngoài địa bàn",
    }
    assert counted(answer(kb, Measure.MODELS_NEW, about=SECOND_HALF)) == ["nam"]


def test_live_unknown_and_stopped_models_are_told_apart() -> None:
    kb = knowledge(
        line(old("90001"), subject="song"),
        line(old("90002"), subject="cu", date="2020", id="cu-1"),
        line(old("90005"), "stopped", subject="ngung", id="ngung-1", reason="market", learnt="Bịa."),
        models=[model("song"), model("cu"), model("ngung"), model("im")],
    )
    live = answer(kb, Measure.MODELS_LIVE)
    assert counted(live) == ["song"]
    assert left(live) == {
        "cu": "không rõ hiện trạng: các dòng còn làm đều đã quá hạn",
        "ngung": "đã ngừng",
        "im": "chưa có dòng nào trong sổ",
    }
    assert counted(answer(kb, Measure.MODELS_UNKNOWN)) == ["cu"]
    assert counted(answer(kb, Measure.MODELS_STOPPED)) == ["ngung"]
    alone = knowledge(line(old("90002"), date="2020"))
    assert (answer(alone, Measure.MODELS_LIVE).number, answer(alone, Measure.MODELS_LIVE).text) == (None, "chưa rõ")


# Households and organisations -------------------------------------------------------------------


def test_a_group_inside_a_scheme_is_counted_once() -> None:
    kb = knowledge(
        line(old("90001"), households=10),
        line(old("90001"), households=4, subject="nhom", id="nhom-1"),
        line(old("90002"), households=3, subject="nhom", id="nhom-2"),
        line(old("90005"), id="khong-ghi"),
        models=[model(), model("nhom", part_of="thu")],
    )
    found = answer(kb, Measure.HOUSEHOLDS_REPORTED)
    assert found.number == 13
    assert left(found) == {
        "nhom-1": "đã tính trong Mô hình thử (bịa để kiểm thử)",
        "khong-ghi": "dòng này chưa ghi số hộ",
    }
    assert answer(kb, Measure.HOUSEHOLDS_REPORTED, subject="nhom").number == 7
    assert answer(kb, Measure.HOUSEHOLDS_REPORTED, unit=old("90001")).number == 10


def test_a_scheme_of_which_nobody_knows_today_counts_no_group_with_it() -> None:
    kb = knowledge(
        line(old("90001"), households=100, date="2021", id="chung"),
        line(old("90001"), households=20, date="2026-10", subject="nhom", id="nhom-1"),
        models=[model(), model("nhom", part_of="thu")],
    )
    current = answer(kb, Measure.HOUSEHOLDS_CURRENT)
    assert (current.number, counted(current), [*left(current)]) == (20, ["nhom-1"], ["chung"])
    assert answer(kb, Measure.HOUSEHOLDS_REPORTED).number == 100


def test_old_lines_tell_of_households_once_not_of_today() -> None:
    kb = knowledge(
        line(old("90001"), households=10, group="Tổ 1"),
        line(old("90001"), households=5, group="Tổ 2", date="2020", id="cu"),
    )
    assert answer(kb, Measure.HOUSEHOLDS_REPORTED).number == 15
    current = answer(kb, Measure.HOUSEHOLDS_CURRENT)
    assert current.number == 10
    assert left(current) == {"cu": "đã quá hạn, không rõ hiện trạng: đang áp dụng, 2020, bằng chứng D"}


def test_without_a_number_there_is_none() -> None:
    assert answer(knowledge(), Measure.HOUSEHOLDS_REPORTED).text == MISSING
    found = answer(knowledge(line(old("90001"))), Measure.HOUSEHOLDS_REPORTED)
    assert (found.number, found.text) == (None, "chưa rõ")


def test_an_organisation_of_one_name_is_counted_once_in_a_commune() -> None:
    group: dict[str, Any] = {"form": "cooperative", "name": "Hợp tác xã Thử"}
    kb = knowledge(
        line(old("90001"), organisation=group),
        line(old("90001"), organisation=group | {"name": "HỢP TÁC XÃ THỬ"}, subject="thu-b", id="b-1"),
        line(old("90002"), organisation=group, subject="thu-b", id="b-2"),
        line(old("90005"), organisation={"form": "cooperative", "count": 2}, id="a-3"),
        line(old("90004"), organisation={"form": "farm"}, id="a-4"),
        models=[model(), model("thu-b")],
    )
    found = answer(kb, Measure.COOPERATIVES)
    assert found.number == 4
    assert list(left(found).values()) == ["đã tính ở Mô hình thử (bịa để kiểm thử)"]
    assert answer(kb, Measure.FARMS).number == 1
    assert answer(kb, Measure.CLUBS).text == MISSING


# Activities -------------------------------------------------------------------------------------


def test_plans_and_places_elsewhere_never_count() -> None:
    kb = knowledge(
        models=[
            session("da-mo", classes=2, attendances=50),
            session("ke-hoach", nature="plan", classes=9),
            session("noi-khac", place={"text": "tỉnh khác", "outside": True}, classes=9),
            session("khong-ngay", date=None, classes=9),
            session("khong-lop"),
        ]
    )
    found = answer(kb, Measure.CLASSES, about=FIRST_HALF)
    assert (found.number, counted(found)) == (2, ["da-mo"])
    assert left(found) == {
        "ke-hoach": "mới là kế hoạch",
        "noi-khac": "ngoài địa bàn",
        "khong-ngay": "không rõ thời điểm",
        "khong-lop": "chưa ghi số này",
    }
    assert answer(kb, Measure.ACTIVITIES, about=FIRST_HALF).number == 2


def test_a_sum_counts_only_where_it_lies_within_and_holds_nothing_that_is_counted() -> None:
    gross: dict[str, Any] = {"nature": "aggregate", "date": "2026-01/2026-03", "classes": 10}
    kb = knowledge(
        models=[
            session("mot", classes=1),
            session("gop", **gross),
            session("gop-khac", **gross | {"kind": "vocational"}),
            session("gop-dai", **gross | {"date": "2025/2026", "kind": "field_school"}),
        ]
    )
    found = answer(kb, Measure.CLASSES, about=FIRST_HALF)
    assert (found.number, counted(found)) == (11, ["mot", "gop-khac"])
    assert left(found) == {
        "gop": "có thể đã gồm “Lớp thử (bịa để kiểm thử)”, đã tính riêng",
        "gop-dai": "2025–2026: thời gian trải ra ngoài khoảng đang tính",
    }
    assert left(answer(kb, Measure.ACTIVITIES, about=FIRST_HALF))["gop"] == "số gộp nhiều buổi, không rõ mấy đợt"
    only = answer(kb, Measure.CLASSES, about=FIRST_HALF, kinds=(session().kind,))
    assert only.number == 1


def test_people_are_not_attendances() -> None:
    kb = knowledge(models=[session(people=40)])
    assert answer(kb, Measure.PEOPLE).number == 40
    assert left(answer(kb, Measure.ATTENDANCES)) == {"lop-thu": "chỉ ghi 40 người, không ghi lượt"}


def test_an_activity_of_two_communes_is_of_neither_alone() -> None:
    both = {"units": [f"{OLD}/90001", f"{OLD}/90002"]}
    kb = knowledge(
        models=[session(place=both, classes=1), session("mot-xa", place={"units": [f"{OLD}/90001"]}, classes=3)]
    )
    assert answer(kb, Measure.CLASSES).number == 4
    here = answer(kb, Measure.CLASSES, unit=old("90001"))
    assert (here.number, left(here)) == (3, {"lop-thu": "chung cho 2 xã, không chia được"})
    assert answer(kb, Measure.CLASSES, unit=old("90004")).text == MISSING
    merged = answer(kb, Measure.CLASSES, about=asked(list_id=NEW), unit=new("90001"))
    assert merged.number == 3


def test_after_a_class_the_last_look_counts() -> None:
    looks = [
        {"day": f"2026-0{month}-15", "households": number, "sources": ["nguon"]} for month, number in ((4, 3), (6, 9))
    ]
    kb = knowledge(models=[session(follow_ups=looks)])
    assert answer(kb, Measure.HOUSEHOLDS_AFTER_CLASS, about=FIRST_HALF).number == 9
    assert answer(kb, Measure.HOUSEHOLDS_AFTER_CLASS, about=SECOND_HALF).text == MISSING


# Money ------------------------------------------------------------------------------------------


def money(**more: Any) -> dict[str, Any]:
    return {
        "kind": "investment",
        "amount": 400_000_000,
        "unit": "đồng",
        "price_date": "2026-03",
        "payer": "support_fund",
        "evidence": "B",
        "sources": ["nguon"],
        **more,
    }


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"unit": "đồng/hộ"}, "400 triệu đồng/hộ: không phải số tiền tổng"),
        ({"unit": "đồng/ha"}, "400 triệu đồng/ha: không phải số tiền tổng"),
        ({"amount": None, "min": 1_000_000, "max": 2_000_000}, "nguồn cho khoảng 1 triệu đến 2 triệu đồng"),
        ({"payer": "unknown"}, "400 triệu đồng: không rõ ai chi trả"),
        ({"price_date": "2025/2026"}, "2025–2026: thời gian trải ra ngoài khoảng đang tính"),
        ({"price_date": "2026"}, "2026: không rõ có nằm trong khoảng đang tính"),
    ],
)
def test_only_totals_with_a_payer_are_added_up(more: dict[str, Any], why: str) -> None:
    kb = knowledge(models=[model(money=[money(**more)])])
    found = answer(kb, Measure.CAPITAL_TOTAL, about=FIRST_HALF)
    assert (found.number, found.text) == (None, "chưa rõ")
    assert left(found)["thu"].replace("\u00a0", " ") == why


def test_capital_is_told_by_its_source_and_old_prices_are_marked() -> None:
    kb = knowledge(
        models=[
            model("quy", money=[money(), money(kind="profit", payer=None), money(payer="own", amount=5)]),
            model("cu", money=[money(price_date="2019")]),
        ]
    )
    assert answer(kb, Measure.CAPITAL_SUPPORT_FUND).number == 400_000_000
    assert answer(kb, Measure.CAPITAL_TOTAL).number == 400_000_005
    assert answer(kb, Measure.CAPITAL_POLICY_BANK).text == MISSING
    ever = answer(kb, Measure.CAPITAL_SUPPORT_FUND, Span.CUMULATIVE)
    assert (ever.number, [("giá cũ" in one.why) for one in ever.grounds]) == (800_000_000, [True, False])


def test_one_sum_told_twice_or_with_its_part_is_counted_once() -> None:
    told = [
        money(kind="support", amount=200_000_000, payer="state"),
        money(amount=500_000_000, payer="state"),
        money(amount=500_000_000, payer="state", evidence="D"),
        money(amount=900_000_000, payer="state", price_date="2026"),
        money(amount=7, payer="own"),
        money(amount=30, payer="state", price_date="2026-04"),
    ]
    found = answer(knowledge(models=[model(money=told)]), Measure.CAPITAL_TOTAL, Span.CUMULATIVE)
    assert found.number == 500_000_000 + 7 + 30
    assert [one.why.replace("\u00a0", " ") for one in found.left_out] == [
        "500 triệu đồng: có thể trùng với vốn đầu tư 500 triệu đồng, đã tính",
        "200 triệu đồng: có thể trùng với vốn đầu tư 500 triệu đồng, đã tính",
        "900 triệu đồng: có thể trùng với vốn đầu tư 30 đồng, đã tính",
    ]


def test_money_of_a_group_is_not_added_to_that_of_its_scheme() -> None:
    kb = knowledge(models=[model(money=[money()]), model("nhom", part_of="thu", money=[money(amount=45_000_000)])])
    found = answer(kb, Measure.CAPITAL_SUPPORT_FUND)
    assert found.number == 400_000_000
    assert left(found)["nhom"].replace("\u00a0", " ").startswith("45 triệu đồng: có thể đã nằm trong")


# Certificates -----------------------------------------------------------------------------------


def test_certificates_count_by_their_day_while_they_hold() -> None:
    def certificate(**more: Any) -> dict[str, Any]:
        return {"kind": "OCOP", "holder": "Hợp tác xã Thử", "sources": ["nguon"], "issued": "2026-02", **more}

    held = [certificate(), certificate(expires="2026-05-01"), certificate(issued=None), certificate(kind="VietGAP")]
    kb = knowledge(models=[model(certificates=held)])
    found = answer(kb, Measure.CERTIFICATES_OCOP, about=FIRST_HALF)
    assert found.number == 1
    assert [one.why for one in found.left_out] == ["đã hết hạn 01/5/2026", "không rõ thời điểm"]
    assert answer(kb, Measure.CERTIFICATES_VIETGAP, about=FIRST_HALF).number == 1
    assert answer(kb, Measure.CERTIFICATES_ORGANIC, about=FIRST_HALF).text == MISSING


def test_what_no_record_tells_is_not_none() -> None:
    kb = knowledge()
    for measure in (
        Measure.CERTIFICATES,
        Measure.CERTIFICATES_OCOP,
        Measure.HONOURS,
        Measure.MODELS_SUPPORT_FUND,
        Measure.MODELS_POLICY_BANK,
    ):
        found = answer(kb, measure)
        assert (found.number, found.text) == (None, MISSING)


# The target -------------------------------------------------------------------------------------


def test_forty_percent_is_not_more_than_forty() -> None:
    target = {
        "share": 40, "figure": "reported", "reading": "not_counted", "issuer": "Hội thử", "document": "Số 1",
        "period": "2026", "subjects": ["thu"],
    }  # fmt: skip
    five = unit_list(OLD, [f"9000{number}" for number in range(1, 6)])
    lines = [line(old(f"9000{number}")) for number in range(1, 4)]

    def verdict(count: int, target: dict[str, Any]) -> str:
        kb = knowledge(*lines[:count], lists=[five], rules={"target": target})
        return answer(kb, Measure.TARGET_VERDICT, subject="thu").text

    assert [verdict(2, target), verdict(3, target)] == ["chưa đạt", "đạt"]

    others = [line(old("90001"), subject="thu-b", id="b-1")]
    both = target | {"subjects": ["thu", "thu-b"]}
    kb = knowledge(*lines, *others, lists=[five], rules={"target": both}, models=[model(), model("thu-b")])
    assert [answer(kb, Measure.TARGET_VERDICT, subject=name).text for name in ("thu", "thu-b")] == [
        "đạt",
        "chưa vượt mức này; chỉ tiêu đã đạt nhờ mô hình khác được chọn",
    ]
    assert coverage.verdict(Ledger(kb, DAY), OLD) is True
    del target["document"]
    assert verdict(3, target) == "không kết luận: chỉ tiêu chưa có văn bản"


def test_what_waits_is_no_verdict() -> None:
    target = {
        "share": 40, "figure": "reported", "reading": "not_counted", "issuer": "Hội thử", "document": "Số 1",
        "period": "2026", "subjects": ["thu"],
    }  # fmt: skip
    kb = knowledge(line(old("90004")), rules={"target": target})
    for measure in (Measure.TARGET_FIGURE, Measure.TARGET_VERDICT, Measure.COVERAGE_REPORTED):
        found = answer(kb, measure, about=asked(list_id=NEW), subject="thu")
        assert (found.number, found.text) == (None, "0/6: chờ xác nhận lại")
        assert left(found) == {"2025-06-30-90004-applied": WAITS}


def test_of_one_commune_nobody_is_told_what_the_area_has() -> None:
    target = {"share": 40, "figure": "reported", "reading": "not_counted"}
    kb = knowledge(line(old("90001")), line(old("90002")), rules={"target": target})
    for measure in OF_THE_AREA - {Measure.TARGET_VERDICT}:
        found = answer(kb, measure, subject="thu", unit=old("90001"))
        assert (found.number, found.text) == (None, "chỉ tính cho cả địa bàn")


# What is withheld -------------------------------------------------------------------------------

WOMEN, PEOPLE = Measure.WOMEN.value, Measure.PEOPLE.value


def by_row(values: list[tuple[int | None, int]], sums: bool = True) -> Table:
    headings = (Heading("Nữ", Kind.COUNT, WOMEN, "period"), Heading("Người", Kind.COUNT, PEOPLE, "period"))
    rows = [
        Row(f"{number}", (Value(Kind.COUNT, women), Value(Kind.COUNT, people)), key=f"{number}")
        for number, (women, people) in enumerate(values)
    ]
    return Table("Từng lớp", headings, tuple(rows), frozenset({0, 1}) if sums else frozenset())


def total(women: int | None) -> Table:
    heading = Heading("Trong kỳ", Kind.COUNT, span="period")
    return Table("Tổng", (heading,), (Row("Nữ", (Value(Kind.COUNT, women),), WOMEN, key="women"),))


@given(st.lists(st.tuples(st.none() | st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=6))
def test_no_small_number_is_told_or_can_be_worked_out(values: list[tuple[int | None, int]]) -> None:
    table, sum_table = withheld([by_row(values), total(sum(women or 0 for women, _ in values))])
    hidden = 0
    for row, (women, people) in zip(table.rows, values, strict=True):
        cell = row.cells[0]
        small_number = women is not None and (0 < women < LEAST or 0 < people - women < LEAST)
        assert (cell.text == WITHHELD) == small_number
        assert cell.number == (None if small_number else women)
        hidden += small_number
    if hidden:
        assert 0 not in table.sums
        assert sum_table.rows[0].cells[0].text in {WITHHELD, TOGETHER}
    assert 1 in table.sums


def test_the_other_spans_of_a_withheld_number_are_withheld_too() -> None:
    headings = tuple(Heading(span, Kind.COUNT, WOMEN, span) for span in ("period", "cumulative", "change"))
    table = Table("Từng xã", headings, (Row("Một xã", tuple(Value(Kind.COUNT, number) for number in (3, 20, -9))),))
    assert [cell.text for cell in withheld([table])[0].rows[0].cells] == [WITHHELD, TOGETHER, TOGETHER]


def test_a_row_of_measures_can_only_ask_for_what_it_may() -> None:
    for measure in Measure:
        kb = small(source())
        if Rows.MEASURES in measure.rows:
            assert isinstance(answer(kb, measure, about=asked(dt.date(2025, 1, 1), dt.date(2025, 12, 31))), Value)
