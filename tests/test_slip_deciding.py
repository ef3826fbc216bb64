"""What slips may add to a ledger: one household never ends what others do, and nothing is added twice."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from builders import DAY, SUBJECT, ledger, line, model, new, old
from nhanrong.entries import LedgerEntry
from nhanrong.excel.cells import Cells
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import NEED_REASON, Reason, State
from nhanrong.slips.deciding import Decided, Outcome, decided
from nhanrong.slips.reading import Told
from nhanrong.standing import Ledger
from nhanrong.wishes import Wish

HERE = new("90004")  # made of two old units
RECORDED, KNOWN, LOOK = Outcome.RECORDED, Outcome.KNOWN, Outcome.LOOK


def told(wish: Wish, day: str = "2026-11-20", households: int | None = None, group: str = "", row: int = 5) -> Told:
    gone = wish is Wish.GIVEN_UP
    return Told(
        Cells("so.xlsx", Workbook().worksheets[0]),
        row,
        str(row),
        dt.date.fromisoformat(day),
        SUBJECT,
        HERE,
        wish,
        households,
        group,
        Reason.MARKET if gone else None,
        "Bịa để kiểm thử." if gone else "",
        seen=False,
    )


def doing(day: str = "2026-11-20", households: int | None = None, group: str = "") -> Told:
    return told(Wish.DOING, day, households, group)


def gone(day: str = "2026-11-20", households: int | None = None, group: str = "") -> Told:
    return told(Wish.GIVEN_UP, day, households, group)


def outcomes(base: Ledger, *slips: Told) -> list[Outcome]:
    return [one.outcome for one in decided(base, slips)]


def known(state: str = "applied", **more: object) -> LedgerEntry:
    if state in NEED_REASON:
        more |= {"reason": "market", "learnt": "Bịa."}
    return line(HERE, state, **more)


# Đang làm


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ([], RECORDED),
        ([known("registered")], RECORDED),
        ([known("applied", households=20)], KNOWN),
        ([known("sustained")], KNOWN),
        ([known("reduced")], KNOWN),
        ([known("applied", date="2024-11")], KNOWN),
        ([known("applied", date="2024-10", households=20)], RECORDED),
        ([known("trial")], LOOK),
        ([known("paused")], LOOK),
        ([known("stopped")], LOOK),
        ([known("unsuitable")], LOOK),
        ([known("absent")], LOOK),
        ([known("applied", group="Tổ 1")], KNOWN),
        ([known("applied", group="Tổ 1", date="2020")], LOOK),
        ([known("stopped", group="Tổ 1")], RECORDED),
    ],
)
def test_doing_is_recorded_where_it_says_more_than_the_ledger(lines: list[LedgerEntry], outcome: Outcome) -> None:
    assert outcomes(ledger(*lines), doing()) == [outcome]


def test_a_slip_that_is_itself_old_makes_no_old_line_newer() -> None:
    base = ledger(known("applied", date="2020"))
    assert outcomes(base, doing("2021-05-01")) == [KNOWN]


def test_slips_of_single_households_make_one_line_dated_by_the_last() -> None:
    (one,) = decided(ledger(), [doing("2026-11-09", 4), doing("2026-11-02"), doing("2026-11-05")])
    assert one.outcome is RECORDED
    assert one.households == 6
    assert one.last.day == dt.date(2026, 11, 9)


def test_a_slip_of_a_group_does_not_invent_how_many_they_are() -> None:
    (one,) = decided(ledger(), [doing(group="Tổ 1")])
    assert (one.outcome, one.households) == (RECORDED, None)
    (one,) = decided(ledger(), [doing(group="Tổ 1", households=7)])
    assert (one.outcome, one.households) == (RECORDED, 7)


def test_a_group_may_be_among_those_that_the_ledger_counts_together() -> None:
    (one,) = decided(ledger(known("applied", households=20)), [doing(group="Tổ 1")])
    assert one.outcome is LOOK
    assert one.why.startswith("sổ ghi chung cả xã: đang áp dụng ")
    assert outcomes(ledger(known("applied", group="Tổ 2")), doing(group="Tổ 1")) == [RECORDED]


# Đã bỏ


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ([], RECORDED),
        ([known("applied", households=1)], RECORDED),
        ([known("applied", households=2)], LOOK),
        ([known("applied")], LOOK),  # nobody knows how many they are
        ([known("trial", households=1)], RECORDED),
        ([known("registered")], LOOK),
        ([known("stopped")], RECORDED),
        ([known("absent")], RECORDED),
        ([known("applied", group="Tổ 1", households=1)], LOOK),
        ([known("stopped", group="Tổ 1")], RECORDED),
        ([known("stopped"), known("trial", group="Tổ 1", id="khac")], LOOK),
        ([line(old("90004"), "applied", date="2024-01", households=1)], LOOK),  # waits on an old part
        ([line(old("90004"), "stopped", date="2024-01", reason="market", learnt="Bịa.")], RECORDED),
    ],
)
def test_one_household_that_gave_up_does_not_end_what_others_do(lines: list[LedgerEntry], outcome: Outcome) -> None:
    assert outcomes(ledger(*lines), gone()) == [outcome]


@pytest.mark.parametrize("origin", [HERE, old("90004")])
def test_where_a_model_began_one_household_ends_nothing(origin: UnitRef) -> None:
    base = ledger(models=[model(origin_communes=[str(origin)])])
    (one,) = decided(base, [gone()])
    assert one.outcome is LOOK
    assert one.why == "mô hình khởi đầu từ xã này, nên còn hộ khác làm hay không thì chưa rõ"


def test_why_somebody_has_to_look_is_said() -> None:
    (one,) = decided(ledger(known("applied", households=20)), [gone()])
    assert one.why == (
        "sổ ghi đang áp dụng 01/6/2026, 20 hộ, theo Nguồn thử (bịa để kiểm thử), chưa ai xem"
        "; 1 hộ bỏ chưa phải cả xã bỏ"
    )


def test_all_households_that_the_ledger_knows_may_give_up() -> None:
    base = ledger(known("applied", households=3))
    assert outcomes(base, gone("2026-11-02"), gone("2026-11-03", 2)) == [RECORDED, RECORDED]
    assert outcomes(base, gone("2026-11-02"), gone("2026-11-03")) == [LOOK, LOOK]


def test_a_household_that_goes_on_is_not_ended_by_another() -> None:
    assert outcomes(ledger(), doing("2026-11-02"), gone("2026-11-20")) == [RECORDED, LOOK]
    after = ledger(known("applied", households=1, date="2026-11-02"))
    assert outcomes(after, doing("2026-11-02"), gone("2026-11-20")) == [KNOWN, LOOK], "the next time too"


def test_a_group_ends_itself_only() -> None:
    base = ledger(known("applied", group="Tổ 1", households=9), known("applied", households=20, id="khac"))
    (one,) = decided(base, [gone(group="tổ 1")])
    assert one.outcome is RECORDED
    assert base.standing(SUBJECT, HERE).households == 29
    after = with_recorded([*base.kb.written_in(HERE)], [one])
    assert after.standing(SUBJECT, HERE).households == 20


def test_a_group_that_began_and_gave_up_tells_both() -> None:
    assert outcomes(ledger(), doing("2026-03-01", group="Tổ 1"), gone("2026-11-01", group="Tổ 1")) == [RECORDED] * 2
    assert outcomes(ledger(), gone("2026-03-01", group="Tổ 1"), doing("2026-11-01", group="Tổ 1")) == [RECORDED, LOOK]


def test_what_one_slip_tells_may_settle_another() -> None:
    """A group that the ledger thought of as open gives up too: then nobody is left, now and not at the next import."""
    base = ledger(known("registered", group="Tổ 1"))
    assert outcomes(base, gone()) == [LOOK]
    assert outcomes(base, gone(), gone(group="Tổ 1")) == [RECORDED, RECORDED]


def test_a_slip_that_is_not_newer_than_the_ledger_adds_nothing() -> None:
    base = ledger(known("stopped", date="2026-11-20"))
    (one,) = decided(base, [doing("2026-11-19"), gone("2026-11-20")])
    assert one.outcome is KNOWN
    assert one.why.startswith("phiếu không mới hơn sổ; sổ ghi đã ngừng 20/11/2026")


def test_requests_are_no_business_of_the_ledger() -> None:
    assert decided(ledger(), [told(Wish.LEARN), told(Wish.VISIT)]) == []


# Whatever comes

DAYS = st.dates(dt.date(2023, 1, 1), DAY).map(str)
GROUPS = st.sampled_from(["", "", "Tổ 1", "Tổ 2"])
SLIPS = st.lists(
    st.builds(
        told,
        st.sampled_from([Wish.DOING, Wish.GIVEN_UP]),
        DAYS,
        st.none() | st.integers(1, 9),
        GROUPS,
        st.integers(5, 300),
    ),
    max_size=6,
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[LedgerEntry]:
    lines = []
    for number in range(draw(st.integers(0, 4))):
        state = draw(st.sampled_from(list(State)))
        more = {"group": draw(GROUPS) or None, "households": draw(st.none() | st.integers(1, 9)), "date": draw(DAYS)}
        lines.append(known(str(state), id=f"dong-{number}", **more))
    return lines


def with_recorded(lines: Sequence[LedgerEntry], made: Sequence[Decided]) -> Ledger:
    """The ledger with what was decided to be recorded."""
    more = [
        known(
            str(one.last.wish.state),
            id=f"phieu-{number}",
            date=str(one.last.day),
            recorded_on=str(DAY),
            households=one.households,
            group=one.last.group or None,
        )
        for number, one in enumerate(made)
        if one.outcome is RECORDED
    ]
    return ledger(*lines, *more)


@given(ledgers(), SLIPS)
def test_the_same_slips_again_add_nothing(lines: list[LedgerEntry], slips: list[Told]) -> None:
    made = decided(ledger(*lines), slips)
    again = decided(with_recorded(lines, made), slips)
    assert RECORDED not in [one.outcome for one in again]


@given(ledgers(), SLIPS)
def test_every_slip_has_one_outcome(lines: list[LedgerEntry], slips: list[Told]) -> None:
    made = decided(ledger(*lines), slips)
    assert sorted(id(slip) for one in made for slip in one.slips) == sorted(map(id, slips))


@given(ledgers(), SLIPS)
def test_a_commune_lives_on_while_more_households_are_known_than_gave_up(
    lines: list[LedgerEntry], slips: list[Told]
) -> None:
    """Without a named group no number of slips ends more households than sent them."""
    alone = [slip for slip in slips if not slip.group]
    before = ledger(*lines)
    was = before.standing(SUBJECT, HERE)
    given_up = sum(slip.count for slip in alone if slip.wish is Wish.GIVEN_UP)
    now = with_recorded(lines, decided(before, alone)).standing(SUBJECT, HERE)
    if was.current and (was.households is None or was.households > given_up):
        assert now.current
