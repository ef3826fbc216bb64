"""What a commune is asked: every open line once, what waits on old parts, nothing that has ended."""

import datetime as dt

import pytest

from builders import DAY, NEW, check, ledger, model, new, old, small
from builders import line as line_of
from nhanrong.records.model import Model
from nhanrong.records.vocabulary import Reason, State
from nhanrong.returning import reason_letters
from nhanrong.review.choices import Answer, levels, offered
from nhanrong.review.questions import questions, recheck_sheet, review_sheet
from nhanrong.standing import Ledger


def named(name: str, title: str) -> Model:
    return model(name).model_copy(update={"name": title})


def asked(*lines: object, unit: str = "90004", **more: object) -> list[tuple[str, str, State, tuple[str, ...]]]:
    found = questions(ledger(*lines, **more), new(unit))  # type: ignore[arg-type]
    return [(one.subject, one.group, one.before, one.lines) for one in found]


def test_the_latest_line_of_each_group_is_asked() -> None:
    first = line_of(new("90004"), date="2026-01", id="mot")
    then = line_of(new("90004"), "reduced", date="2026-02", id="hai", reason="market")
    other = line_of(new("90004"), date="2026-01", id="ba", group="Tổ 2")
    assert asked(first, then, other) == [
        ("thu", "", State.REDUCED, ("hai",)),
        ("thu", "Tổ 2", State.APPLIED, ("ba",)),
    ]


@pytest.mark.parametrize("state", ["stopped", "unsuitable", "absent"])
def test_what_has_ended_is_named_and_not_asked(state: str) -> None:
    ended = line_of(new("90004"), state, reason="market", learnt="Bịa.", check=check())
    base = ledger(ended)
    sheet = review_sheet(base, new("90004"))
    assert sheet.questions == ()
    assert [text.split(" (")[0] for text in sheet.ended] == ["Mô hình thử"]


def test_lines_on_old_parts_wait_as_one_row_until_the_new_unit_has_its_own() -> None:
    parts = [line_of(old("90004"), households=4), line_of(old("90005"), "trial")]
    assert asked(*parts) == [("thu", "", State.APPLIED, ("2025-06-30-90004-applied", "2025-06-30-90005-trial"))]
    known = questions(ledger(*parts), new("90004"))[0].known
    assert known.startswith("Từ xã Xã 90004 (cũ): đang áp dụng 01/6/2026, 4 hộ")
    assert "; xã Xã 90005 (cũ): làm thử" in known
    own = line_of(new("90004"), "trial", id="cua-xa")
    assert asked(*parts, own) == [("thu", "", State.TRIAL, ("cua-xa",))]


def test_an_ended_part_is_left_out_of_the_row_of_the_others() -> None:
    ended = line_of(old("90005"), "stopped", reason="market", learnt="Bịa.")
    assert asked(line_of(old("90004")), ended) == [("thu", "", State.APPLIED, ("2025-06-30-90004-applied",))]


def test_a_split_part_is_asked_of_every_unit_that_it_went_to_and_says_so() -> None:
    base = ledger(line_of(old("90010")))
    for code in ("90010", "90011"):
        assert [one.known.split(":")[0] for one in questions(base, new(code))] == ["Từ xã Xã 90010 (cũ, đã chia)"]


def test_a_superseded_line_and_one_of_a_later_day_are_not_asked() -> None:
    wrong = line_of(new("90004"), id="sai")
    right = line_of(new("90004"), "trial", id="dung", supersedes="sai")
    later = line_of(new("90004"), "stopped", id="sau", date="2026-12", reason="market", learnt="Bịa.")
    assert asked(wrong, right, later) == [("thu", "", State.TRIAL, ("dung",))]


def test_a_sheet_may_ask_about_some_subjects_only() -> None:
    models = [named("thu", "Mô hình B (bịa)"), named("khac", "Mô hình A (bịa)")]
    lines = [line_of(new("90004")), line_of(new("90004"), subject="khac", id="khac-1")]
    base = ledger(*lines, models=models)
    assert [one.subject for one in review_sheet(base, new("90004")).questions] == ["khac", "thu"]  # by name
    some = review_sheet(base, new("90004"), ["thu"])
    assert [one.subject for one in some.questions] == ["thu"]
    assert some.subjects == (("thu", "Mô hình B (bịa)"),)


def test_a_sheet_for_another_look_does_not_tell_the_numbers_of_the_first() -> None:
    base = ledger(line_of(new("90004"), households=41, check=check()))
    row = questions(base, new("90004"))[0]
    assert "41 hộ" in row.known
    assert "Hội Nông dân xã (bịa) (không phải người báo) xem 01/6/2026" in row.known
    again = recheck_sheet(base, new("90004"), {row.key})
    assert [one.known for one in again.questions] == ["Đang áp dụng 01/6/2026."]
    assert (again.blanks, again.subjects) == (0, ())


def test_every_open_state_has_its_answers() -> None:
    for state in set(State) - {State.STOPPED, State.UNSUITABLE, State.ABSENT}:
        answers = offered(state)
        assert answers[-4:] == (Answer.REDUCED, Answer.STOPPED, Answer.ABSENT, Answer.UNKNOWN)
        assert len(",".join(answer.value for answer in answers)) < 255  # what Excel takes as a list in a cell
        assert all(answer is Answer.UNKNOWN or answer.state(state) for answer in answers)
    assert Answer.STILL.state(State.SUSTAINED) is State.SUSTAINED
    assert Answer.STILL_TRIAL.state(State.TRIAL) is State.TRIAL
    assert Answer.UNKNOWN.state(State.APPLIED) is None
    assert Answer.STILL not in offered(State.TRIAL), "a trial does not become more than that by one careless tick"


def test_letters_and_levels_come_from_the_record_types() -> None:
    assert list(reason_letters()) == list(Reason)
    assert len(set(reason_letters().values())) == len(Reason)
    assert list(levels()) == [1, 2, 3, 4]


def test_every_unit_of_a_list_has_a_sheet_even_without_lines() -> None:
    base = Ledger(small(), DAY)
    sheets = [review_sheet(base, ref) for ref in base.kb.units_of(NEW)]
    assert [len(sheet.questions) for sheet in sheets] == [2, 2, 1, 1, 1, 1, 1]
    assert len({sheet.number for sheet in sheets}) == len(sheets) == len({sheet.file for sheet in sheets})
    empty = review_sheet(Ledger(small(), dt.date(2018, 1, 1)), base.kb.units_of(NEW)[0])
    assert (empty.questions, empty.blanks) == ((), 3)
