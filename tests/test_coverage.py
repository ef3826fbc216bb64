"""The rules of the ledger, one by one, on made-up lines."""

import datetime as dt
import json
from typing import Any

import pytest

from builders import DAY, NEW, OLD, SMALL, SUBJECT, check, knowledge, ledger, line, model, new, old, source, unit_list
from nhanrong import site
from nhanrong.counting import Share
from nhanrong.coverage import Coverage, cover, figure, undecided, verdict
from nhanrong.entries import LedgerEntry
from nhanrong.figures import as_data
from nhanrong.records.area import Target
from nhanrong.records.vocabulary import CarryOver
from nhanrong.render.templating import environment
from nhanrong.standing import Ledger, Mark, Standing

GOLDEN = SMALL / "expected" / "coverage.json"


def covered(*lines: LedgerEntry, on: str = OLD, **more: Any) -> Coverage:
    """The coverage of `thu` on a list."""
    return cover(ledger(*lines, **more), SUBJECT, on)


def standing(*lines: LedgerEntry, **more: Any) -> Standing:
    """What lines of old unit 90001 say."""
    return ledger(*lines, **more).standing(SUBJECT, old("90001"))


def codes(share: Share) -> list[str]:
    """The codes of the units of a numerator."""
    return [ref.code for ref in share.units]


# The golden file ---------------------------------------------------------------------------------


def test_small_base_has_the_golden_figures(*, bless: bool) -> None:
    """Every figure of the miniature base is as written; if the new figures are right: pytest --bless.

    Three figures of thu-a, reasoned by hand from the files in tests/small:

    - Old list, reported 6/10, of origin 7/10 and 6/9. Live at some time: 90002 (2022, the line of 2021 is
      superseded), 90004, 90005 (group 2), 90006 (reduced), 90008 (applied 2021, stopped later) and 90010.
      Not: 90003 unsuitable, 90007 only paused, 90009 absent. 90001 is the place of origin: counted it makes
      7 of 10, taken out it leaves 6 of 9.
    - Old list, verified 1/10. Checks count from 2025-11-23. 90005: group 2 seen on 2026-02-10, level 3, by
      another than the reporter, 4 households. 90010 was seen in time but at level 1; the check of 90004 is of
      January 2025; 90001 is the origin. Checked counts any look in time: 90001, 90005, 90010, so 3/10.
    - New list, under `any` 3/7. 90002 by its own line; 90004 has 2 of 2 parts; 90006 has 2 of 4 (90006, 90008).
      That is no majority, so under `majority` and `all` it is 2/7. 90010 and 90011 have a split part, never
      guessed, and 90011 has an own line that says trial. 90001 was the origin: with it 4/7, without it 3/6.
    """
    kb, problems = site.read(SMALL)
    assert problems == []
    data = {on: {"subjects": [as_data(cover(Ledger(kb, DAY), name, on)) for name in kb.subjects]} for on in (OLD, NEW)}
    if bless:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert data == json.loads(GOLDEN.read_text(encoding="utf-8")), "if the new figures are right: pytest --bless"

    on_old, on_new = (next(s for s in data[on]["subjects"] if s["subject"] == "thu-a") for on in (OLD, NEW))
    assert fractions(on_old, "reported", "reported_with_origin", "reported_origin_excluded") == ["6/10", "7/10", "6/9"]
    assert fractions(on_old, "verified", "checked", "current", "unknown_now") == ["1/10", "3/10", "4/10", "1/10"]
    carried: Any = on_new["carry_over"]
    assert {rule: fractions(carried[rule], *carried[rule]) for rule in carried} == {
        "all": ["2/7", "3/7", "2/6"],
        "majority": ["2/7", "3/7", "2/6"],
        "any": ["3/7", "4/7", "3/6"],
    }


def fractions(data: dict[str, Any], *keys: str) -> list[str]:
    """Figures of exported coverage as numerator/denominator."""
    return [f"{data[key]['numerator']}/{data[key]['denominator']}" for key in keys]


# Rule 2 and 3: states, dates, groups --------------------------------------------------------------


@pytest.mark.parametrize("state", ["applied", "sustained", "reduced"])
def test_live_states_are_reported_and_current(state: str) -> None:
    """Reduced is live like applied and sustained."""
    said = standing(line(old("90001"), state))
    assert (said.reported, said.current, said.unknown_now) == (True, True, False)
    assert said.mark is (Mark.REDUCED if state == "reduced" else Mark.CURRENT)


@pytest.mark.parametrize("state", ["registered", "trial", "paused", "stopped", "unsuitable", "absent"])
def test_other_states_are_not_reported(state: str) -> None:
    """A unit that never said “applied” is in no figure; its mark is its state."""
    said = standing(line(old("90001"), state))
    assert (said.reported, said.current, said.unknown_now, said.verified) == (False, False, False, False)
    assert said.mark == state


def test_reported_stays_after_the_end() -> None:
    """A model that stopped was reported; it is neither current nor of unknown state."""
    said = standing(line(old("90001"), date="2026-01"), line(old("90001"), "stopped", date="2026-02"))
    assert (said.reported, said.current, said.unknown_now, said.mark) == (True, False, False, Mark.STOPPED)


def test_imprecise_date_counts_from_its_last_day() -> None:
    """A year is over on 31 December: not known before, and newer than a line of that June."""
    of_2025 = line(old("90001"), "stopped", date="2025")
    in_june = line(old("90001"), date="2025-06-15")
    assert standing(of_2025, in_june, day=dt.date(2025, 12, 30)).current
    assert standing(of_2025, in_june, day=dt.date(2025, 12, 31)).mark is Mark.STOPPED
    ended = standing(line(old("90001"), date="2019/2022")).moment
    assert ended is not None
    assert (ended.last, ended.spoken) == (dt.date(2022, 12, 31), "2019–2022")


def test_absent_date_counts_from_the_latest_source_then_from_the_record() -> None:
    """The basis says which it was."""
    sources = [source("n1", date="2023-05"), source("n2", date="2024"), source("n3")]
    from_source = standing(line(old("90001"), date=None, sources=["n1", "n2", "n3"]), sources=sources).moment
    from_record = standing(
        line(old("90001"), date=None, sources=["n3"], recorded_on="2026-01-05"), sources=sources
    ).moment
    assert from_source is not None
    assert from_record is not None
    assert (from_source.last, from_source.basis) == (dt.date(2024, 12, 31), "source")
    assert (from_record.last, from_record.basis, from_record.spoken) == (dt.date(2026, 1, 5), "recorded", "05/01/2026")


def test_latest_line_is_by_date_then_record_then_id() -> None:
    """Of lines of one day the later recorded counts, of those the greater id."""
    day = "2026-06-01"
    first = line(old("90001"), "applied", id="a9", date=day, recorded_on="2026-06-02")
    later = line(old("90001"), "paused", id="a1", date=day, recorded_on="2026-06-03")
    greater = line(old("90001"), "stopped", id="a2", date=day, recorded_on="2026-06-03")
    assert standing(first, later).mark is Mark.PAUSED
    assert standing(greater, later, first).mark is Mark.STOPPED


def test_one_live_group_keeps_the_unit_live() -> None:
    """Each group has its own latest line; households of live groups are added."""
    lines = [
        line(old("90001"), id="a1", group="Tổ 1", date="2026-01", households=5),
        line(old("90001"), "stopped", id="a2", group="Tổ 1", date="2026-05"),
        line(old("90001"), id="a3", group="Tổ 2", date="2026-02", households=2),
        line(old("90001"), id="a4", group="Tổ 3", date="2026-02", households=4),
    ]
    said = standing(*lines)
    assert (said.current, said.households) == (True, 6)
    ended = [line(old("90001"), "absent", id=f"a{n}", group=f"Tổ {n - 5}", date="2026-06") for n in (7, 8)]
    assert standing(*lines, *ended).mark is Mark.STOPPED


def test_superseded_line_is_gone() -> None:
    """A correction replaces; the line it corrects counts nowhere."""
    wrong = line(old("90001"), id="a1", date="2026-06")
    right = line(old("90001"), "trial", id="a2", date="2026-01", supersedes="a1")
    said = standing(wrong, right)
    assert (said.reported, said.mark) == (False, Mark.TRIAL)


def test_current_until_its_months_are_over_then_unknown() -> None:
    """24 months back from 23 November 2026 is 23 November 2024, that day included."""
    assert standing(line(old("90001"), date="2024-11-23")).current
    older = standing(line(old("90001"), date="2024-11-22"))
    assert (older.reported, older.current, older.unknown_now, older.mark) == (True, False, True, Mark.UNKNOWN_NOW)
    assert not standing(line(old("90001"), date="2024-11-23"), rules={"current_months": 12}).current


def test_lines_after_the_day_are_not_known() -> None:
    """The figures of a day know no later line."""
    later = line(old("90001"), date="2026-06-01")
    assert covered(later, day=dt.date(2026, 5, 31)).reported.numerator == 0
    assert covered(later, day=dt.date(2026, 6, 1)).reported.numerator == 1


def test_linked_needs_a_known_teacher() -> None:
    """Unknown is no link, nor is a link on a line that is not live."""
    assert standing(line(old("90001"), link={"kind": "session"})).linked
    assert not standing(line(old("90001"), link={"kind": "unknown"})).linked
    assert not standing(line(old("90001"))).linked
    assert not standing(line(old("90001"), "trial", link={"kind": "visit"})).linked


# Rule 3: verified and checked ---------------------------------------------------------------------


GOOD: dict[str, Any] = {"households": 3, "check": check()}


@pytest.mark.parametrize(
    ("change", "verified", "checked"),
    [
        ({}, True, True),
        ({"households": 2}, False, True),
        ({"households": None}, False, True),
        ({"check": None}, False, False),
        ({"check": check(level=1)}, False, True),
        ({"check": check(level=4)}, True, True),
        ({"check": check(same_as_reporter=True)}, False, True),
        ({"check": check(day="2025-11-23")}, True, True),
        ({"check": check(day="2025-11-22")}, False, False),
        ({"check": check(day="2026-11-24")}, False, False),
        ({"date": "2024-11-22"}, False, True),
        ({"state": "trial"}, False, True),
        ({"households": 1, "organisation": {"form": "cooperative"}}, True, True),
        ({"households": 1, "organisation": {"form": "cooperative", "count": 0}}, False, True),
        ({"households": 1, "organisation": {"form": "enterprise"}}, False, True),
        ({"households": 1, "organisation": {"form": "club"}}, False, True),
        ({"households": 1, "organisation": {"form": "farm"}}, True, True),
    ],
)
def test_verified_condition_by_condition(change: dict[str, Any], *, verified: bool, checked: bool) -> None:
    """Current, in time, high enough, by another, and households or one organisation of those that count."""
    said = standing(line(old("90001"), **{"state": "applied", **GOOD, **change}))
    assert (said.verified, said.checked) == (verified, checked)


def test_households_of_checked_groups_are_added() -> None:
    """Two groups of two make four; an unchecked group gives none."""
    two: dict[str, Any] = {"households": 2, "date": "2026-05"}
    seen = [line(old("90001"), id=f"a{n}", group=f"Tổ {n}", check=check(), **two) for n in (1, 2)]
    unseen = line(old("90001"), id="a3", group="Tổ 3", **two)
    assert standing(*seen).verified
    assert not standing(seen[0], unseen).verified


def test_check_before_a_break_does_not_verify_what_began_again() -> None:
    """After a stop the check must be made anew."""
    seen = line(old("90001"), id="a1", date="2026-01", **GOOD)
    stopped = line(old("90001"), "stopped", id="a2", date="2026-03")
    again = line(old("90001"), id="a3", date="2026-06", households=3)
    assert standing(seen, again).verified
    assert not standing(seen, stopped, again).verified


def test_absent_is_checked_and_ends_the_group() -> None:
    """Someone looked and it is not there."""
    said = standing(line(old("90001"), date="2026-01"), line(old("90001"), "absent", date="2026-06-01", check=check()))
    assert (said.checked, said.reported, said.current, said.mark) == (True, True, False, Mark.ABSENT)
    assert standing(line(old("90001"), "absent", date="2025-11-23")).checked
    assert not standing(line(old("90001"), "absent", date="2025-11-22")).checked


# Rule 4: places of origin, the denominator, suitable units ----------------------------------------


ORIGIN = [model(origin_communes=[f"{OLD}/90001", f"{OLD}/90002"])]


def test_where_nobody_has_looked_no_page_says_that_nobody_does_it_any_more() -> None:
    macros: Any = environment().get_template("macros.html.j2").module
    said = macros.now
    unseen = covered(line(old("90001"), date="2020"))
    assert said(unseen) == "Chưa biết xã nào còn làm: 1\u00a0xã không rõ hiện trạng."
    known = covered(line(old("90001"), date="2020"), line(old("90002"), date="2026-05"))
    assert said(known) == "1\u00a0xã đang làm, 1\u00a0xã không rõ hiện trạng."


def test_three_readings_of_origin() -> None:
    """Not counted, counted, taken out: whether or not the origin has lines."""
    result = covered(line(old("90001"), **GOOD), line(old("90004")), models=ORIGIN)
    shares = (result.reported, result.reported_with_origin, result.reported_origin_excluded)
    assert [(share.numerator, share.denominator) for share in shares] == [(1, 9), (3, 9), (1, 7)]
    assert codes(result.reported_with_origin) == ["90001", "90002", "90004"]
    assert (result.current.numerator, result.verified.numerator, result.checked.numerator) == (1, 0, 1)


def test_denominator_of_units_with_a_union() -> None:
    """Units without the union leave numerator and denominator under that rule only."""
    units = [{"code": code, "name": code, "type": "Xã", "has_union": code != "90001"} for code in ("90001", "90002")]
    lists = [unit_list(OLD, [], units=units)]
    lines = [line(old("90001")), line(old("90002"))]
    everyone = covered(*lines, lists=lists).reported
    with_union = covered(*lines, lists=lists, rules={"denominator": "has_union"}).reported
    assert (everyone.numerator, everyone.denominator) == (2, 2)
    assert (with_union.numerator, with_union.denominator) == (1, 1)


def test_suitable_units_have_their_own_denominator() -> None:
    """An excluded unit keeps its reason, and counts from the day of the finding, for its subject and list only."""

    def unsuitable(**more: str) -> dict[str, Any]:
        item = {"subject": SUBJECT, "unit": f"{OLD}/90001", "reason": "Đất ngập.", "day": "2026-01-01"}
        return item | more | {"sources": ["nguon"]}

    rules = {
        "not_suitable": [
            unsuitable(),
            unsuitable(unit=f"{OLD}/90002", day="2026-12-01"),
            unsuitable(unit=f"{NEW}/90002"),
            unsuitable(unit=f"{OLD}/90004", subject="khac"),
        ]
    }
    result = covered(line(old("90001")), line(old("90002")), rules=rules)
    assert (result.reported.numerator, result.reported.denominator) == (2, 9)
    assert (result.suitable.numerator, result.suitable.denominator) == (1, 8)
    assert result.not_suitable == {old("90001"): "Đất ngập."}


# Rule 5 and 6: the target -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "exceeds"),
    [
        (2, 5, False),
        (8, 19, True),
        (7, 19, False),
        (4, 10, False),
        (400, 1000, False),
        (401, 1000, True),
        (0, 0, False),
    ],
)
def test_more_than_is_strict_and_in_integers(numerator: int, denominator: int, *, exceeds: bool) -> None:
    """2 of 5 fails, 8 of 19 passes, 40.0 % fails."""
    assert Share(numerator, denominator, ()).exceeds(40) is exceeds


FULL_TARGET: dict[str, Any] = {
    "share": 40,
    "figure": "reported",
    "reading": "not_counted",
    "issuer": "Hội thử",
    "document": "Kế hoạch thử",
    "period": "2025–2030",
    "subjects": [SUBJECT],
}


@pytest.mark.parametrize("missing", ["issuer", "document", "period", "subjects"])
def test_no_verdict_without_a_full_target(missing: str) -> None:
    """Whatever the figures, one missing part keeps the site from concluding."""
    target = {key: value for key, value in FULL_TARGET.items() if key != missing}
    everywhere = [line(old(code)) for code in ("90001", "90002", "90004", "90005", "90006")]
    assert verdict(ledger(*everywhere, rules={"target": target}), OLD) is None
    assert verdict(ledger(*everywhere), OLD) is None


def test_verdict_counts_the_chosen_subject_only() -> None:
    """3 of 9 is not more than 40 %, 4 of 9 is; another subject's spread does not help."""
    four = [line(old(code)) for code in ("90001", "90002", "90004", "90005")]
    models = [model(), model("khac")]
    rules = {"target": FULL_TARGET}
    assert verdict(ledger(*four[:3], rules=rules), OLD) is False
    assert verdict(ledger(*four, rules=rules), OLD) is True
    chosen_other = {"target": FULL_TARGET | {"subjects": ["khac"]}}
    assert verdict(ledger(*four, rules=chosen_other, models=models), OLD) is False


def test_no_verdict_while_lines_on_old_parts_wait() -> None:
    """The same reading as in reports: neither by 0 of 6 nor by 1 of 6 is anything concluded, unless it is reached."""
    rules = {"target": FULL_TARGET}
    waits = "Mô hình thử (bịa để kiểm thử): có lần ghi nhận ở xã của danh mục khác chờ xác nhận lại"
    old_line, new_lines = line(old("90004")), [line(new(code)) for code in ("90001", "90002", "90006")]
    for lines in ([old_line], [old_line, new_lines[0]]):
        book = ledger(*lines, rules=rules)
        assert (verdict(book, NEW), undecided(book, NEW)) == (None, waits)
        assert (verdict(book, OLD), undecided(book, OLD)) == ((False, "") if len(lines) == 1 else (None, waits))
    reached = ledger(old_line, *new_lines, rules=rules)
    assert (verdict(reached, NEW), undecided(reached, NEW)) == (True, "")
    confirmed = ledger(old_line, line(new("90004")), rules=rules)
    assert (verdict(confirmed, NEW), undecided(confirmed, NEW)) == (False, "")


def test_no_verdict_where_nobody_has_looked() -> None:
    book = ledger(line(old("90001")), rules={"target": FULL_TARGET | {"figure": "verified"}})
    assert verdict(book, OLD) is None
    assert undecided(book, OLD) == "Mô hình thử (bịa để kiểm thử): chưa kết luận được"


def test_target_names_its_figure_and_reading() -> None:
    """The same lines give another share for another figure or reading."""
    book = ledger(line(old("90001")), line(old("90004"), date="2020"), line(old("90005")), models=ORIGIN)

    def share(**more: str) -> tuple[int, int]:
        result = figure(book, SUBJECT, OLD, Target.model_validate(FULL_TARGET | more))
        return result.numerator, result.denominator

    assert share() == (2, 9)
    assert share(reading="counted") == (4, 9)
    assert share(reading="taken_out") == (2, 7)
    assert share(figure="current") == (1, 9)
    assert share(figure="current", reading="taken_out") == (1, 7)
    assert share(figure="verified") == (0, 9)


@pytest.mark.parametrize("name", ["current", "verified", "linked"])
def test_a_place_of_origin_without_lines_is_only_reported(name: str) -> None:
    """That it began there does not say that it lives there still, nor that anyone looked."""
    book = ledger(line(old("90005")), models=[model(origin_communes=["2025-06-30/90001", "2025-06-30/90002"])])
    target = Target.model_validate(FULL_TARGET | {"figure": name, "reading": "counted"})

    assert "90001" not in codes(figure(book, SUBJECT, OLD, target))
    assert "90002" not in codes(figure(book, SUBJECT, OLD, target))


def test_households_that_are_gone_verify_nothing() -> None:
    """Seen with ten households, then reduced to one: the smaller number counts."""
    seen = line(old("90001"), households=10, check=check(), date="2026-06-01")
    fewer = line(old("90001"), id="fewer", state="reduced", reason="market", households=1, date="2026-09-01")

    assert standing(seen).verified
    assert not standing(seen, fewer).verified
    assert standing(seen, fewer).current


def test_a_group_is_one_group_however_it_is_spelt() -> None:
    """An end of “nhóm A” ends “Nhóm A”."""
    alive = line(old("90001"), group="Nhóm A", date="2026-01-01")
    gone = line(old("90001"), id="gone", state="stopped", group="nhóm a", date="2026-09-01")

    assert not standing(alive, gone).current


def test_a_line_under_a_former_id_is_read_under_todays() -> None:
    """Lines are never rewritten, not even when their model is renamed."""
    book = ledger(line(old("90001"), subject="ten-cu"), models=[model(former_ids=["ten-cu"])])

    assert cover(book, SUBJECT, OLD).reported.numerator == 1


@pytest.mark.parametrize("rule", ["none", "all", "majority", "any"])
def test_taking_origins_out_leaves_the_numerator_as_it_was(rule: str) -> None:
    """A unit that is reported by more than its origin stays; one that is only an origin goes."""
    origins = [model(origin_communes=["2025-06-30/90004", "2025-06-30/90006"])]
    lines = (line(old("90005")), line(old("90007")), line(new("90002")))
    result = covered(*lines, on=NEW, rules={"carry_over": rule}, models=origins)

    assert result.reported.units == result.reported_origin_excluded.units


# Rule 7 and 8: units, mergers ---------------------------------------------------------------------


def on_new(*lines: LedgerEntry, rule: str = "none", **more: Any) -> Coverage:
    """The coverage on the new list under a carry-over rule."""
    return covered(*lines, on=NEW, rules={"carry_over": rule}, **more)


def test_same_code_on_another_list_is_another_unit() -> None:
    """A line on old 90004 says nothing of new 90004, though the code is the same, and the other way round."""
    assert on_new(line(old("90001")), line(old("90004"))).reported.numerator == 0
    assert covered(line(new("90001")), line(new("90004"))).reported.numerator == 0


def test_kept_unit_is_not_counted_under_none() -> None:
    """Even a unit that was kept waits for a new line; its part is shown."""
    result = on_new(line(old("90001")))
    state = result.units[0]
    assert result.reported.numerator == 0
    assert (state.mark, state.parts_with, state.parts) == (Mark.PENDING, 1, 1)
    assert on_new(line(old("90001")), rule="all").reported.numerator == 1


@pytest.mark.parametrize(
    ("having", "rules_that_count"),
    [
        (["90004"], {"any"}),
        (["90004", "90005"], {"any", "majority", "all"}),
        (["90006"], {"any"}),
        (["90006", "90007"], {"any"}),
        (["90006", "90007", "90008"], {"any", "majority"}),
        (["90006", "90007", "90008", "90009"], {"any", "majority", "all"}),
    ],
)
def test_carry_over_of_merged_units(having: list[str], rules_that_count: set[str]) -> None:
    """1 of 2 and 2 of 4 are no majority: it means 2k > n."""
    lines = [line(old(code)) for code in having]
    assert {rule.value for rule in CarryOver if on_new(*lines, rule=rule.value).reported.numerator} == rules_that_count
    sensitivities = on_new(*lines).carry_over
    assert {rule.value for rule, shares in sensitivities.items() if shares[0].numerator} == rules_that_count


def test_line_on_the_new_unit_overrides_its_parts() -> None:
    """An absent on the merged unit ends what its parts said, under every rule."""
    parts = [line(old("90004"), date="2026-05"), line(old("90005"), date="2026-05")]
    seen_absent = line(new("90004"), "absent")
    for rule in CarryOver:
        assert on_new(*parts, seen_absent, rule=rule.value).reported.numerator == 0
    state = next(state for state in on_new(*parts, seen_absent).units if state.ref == new("90004"))
    assert (state.mark, state.parts) == (Mark.ABSENT, None)
    before = on_new(*parts, seen_absent, rule="all", day=dt.date(2026, 5, 31))
    assert before.reported.numerator == 1


def test_new_line_is_never_pushed_down() -> None:
    """On the old list it is reported as unplaced."""
    result = covered(line(new("90004")))
    assert result.reported.numerator == 0
    assert [(item.unit, item.reason) for item in result.unplaced] == [(new("90004"), "newer_list")]


def test_split_unit_is_never_guessed() -> None:
    """Its lines are in no successor under any rule, and are reported as unplaced."""
    for rule in CarryOver:
        result = on_new(line(old("90010")), rule=rule.value)
        assert result.reported.numerator == 0
        assert [(item.unit, item.reason) for item in result.unplaced] == [(old("90010"), "split")]


def test_part_outside_the_area_counts_as_a_part_without_lines() -> None:
    """Of a merger with a commune from elsewhere, one of two parts can be known: no majority."""
    lists = (
        unit_list(OLD, ["90001"]),
        unit_list(
            NEW,
            ["90001"],
            [("90001", "90001", "merged"), ("90090", "90001", "merged")],
            previous=OLD,
            elsewhere=[{"code": "90090", "name": "Ngoài", "type": "Xã"}],
        ),
    )
    counted = {
        rule for rule in CarryOver if on_new(line(old("90001")), rule=rule.value, lists=lists).reported.numerator
    }
    assert counted == {CarryOver.ANY}


def test_lines_are_carried_through_two_changes() -> None:
    """A kept unit of a kept unit; without an edge the line is unplaced."""
    lists = (
        unit_list("2020-01-01", ["90001", "90002"]),
        unit_list(OLD, ["90001"], [("90001", "90001", "kept")], previous="2020-01-01"),
        unit_list(NEW, ["90001"], [("90001", "90001", "kept")], previous=OLD),
    )
    oldest = old("90001")._replace(list="2020-01-01")
    lost = oldest._replace(code="90002")
    result = on_new(line(oldest), line(lost), rule="all", lists=lists)
    assert codes(result.reported) == ["90001"]
    assert [(item.unit, item.reason) for item in result.unplaced] == [(lost, "no_edge")]


def test_origin_goes_over_by_its_parts() -> None:
    """New 90004 has one origin of two parts: an origin under `any` only."""
    models = [model(origin_communes=[f"{OLD}/90004"])]

    def readings(rule: CarryOver) -> list[tuple[int, int]]:
        return [
            (share.numerator, share.denominator) for share in on_new(line(old("90001")), models=models).carry_over[rule]
        ]

    assert readings(CarryOver.NONE) == [(0, 6), (0, 6), (0, 6)]
    assert readings(CarryOver.ALL) == [(1, 6), (1, 6), (1, 6)]
    assert readings(CarryOver.ANY) == [(1, 6), (2, 6), (1, 5)]


def test_unknown_and_current_stay_apart_after_a_merger() -> None:
    """A merged unit with one fresh and one old part is current under `any`, not also unknown."""
    result = on_new(line(old("90004")), line(old("90005"), date="2020"), rule="any")
    assert (codes(result.current), codes(result.unknown_now)) == (["90004"], [])


def test_list_in_force_is_the_default() -> None:
    """The day decides which list is the newest in force."""
    kb = knowledge()
    assert kb.list_in_force(dt.date(2025, 6, 30)) == OLD
    assert kb.list_in_force(dt.date(2025, 7, 1)) == NEW
