"""What holds of the coverage of any ledger, on random lines over the small two-list slice."""

import random
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NEW, OLD, SUBJECT, check, ledger, line, model, new, old, two_lists
from nhanrong.counting import Share
from nhanrong.coverage import Coverage, cover
from nhanrong.entries import LedgerEntry
from nhanrong.records.vocabulary import CarryOver

OLD_UNITS = [old(unit.code) for unit in two_lists()[0].units]
NEW_UNITS = [new(unit.code) for unit in two_lists()[1].units]
SPLIT = old("90010")
DATES = [None, "2019", "2022-05", "2024-11-23", "2025-06", "2026", "2026-05", "2026-11-23", "2019/2024"]
STATES = ["registered", "trial", "applied", "sustained", "reduced", "paused", "stopped", "unsuitable", "absent"]
FIGURES = (
    "reported",
    "reported_with_origin",
    "reported_origin_excluded",
    "linked",
    "current",
    "unknown_now",
    "verified",
    "checked",
    "suitable",
)

checks = st.builds(
    check,
    level=st.integers(1, 4),
    day=st.sampled_from(["2025-01-01", "2025-11-23", "2026-06-01"]),
    same_as_reporter=st.booleans(),
)
parts_of_a_line = st.fixed_dictionaries(
    {
        "state": st.sampled_from(STATES),
        "date": st.sampled_from(DATES),
        "recorded_on": st.sampled_from(["2026-06-02", "2026-11-01"]),
        "group": st.sampled_from([None, "Tổ 1", "Tổ 2"]),
        "households": st.sampled_from([None, 0, 1, 3]),
        "organisation": st.sampled_from([None, {"form": "cooperative"}, {"form": "club"}]),
        "link": st.sampled_from([None, {"kind": "unknown"}, {"kind": "visit"}]),
        "check": st.none() | checks,
    }
)
origins = st.sets(st.sampled_from(OLD_UNITS + NEW_UNITS), max_size=2)
rules_of_carrying = st.sampled_from(list(CarryOver))


def ledgers(units: list[Any], *, least: int = 0, ids: str = "l") -> st.SearchStrategy[list[LedgerEntry]]:
    """Up to eight lines on some of the units, their ids in the order drawn."""
    drawn = st.lists(st.tuples(st.sampled_from(units), parts_of_a_line), min_size=least, max_size=8)
    return drawn.map(lambda rows: [line(unit, id=f"{ids}{n:02d}", **parts) for n, (unit, parts) in enumerate(rows)])


def on(list_id: str, lines: list[LedgerEntry], began: Any = (), **rules: Any) -> Coverage:
    """The coverage of `thu` on a list."""
    models = [model(origin_communes=sorted(map(str, began)))]
    return cover(ledger(*lines, models=models, rules=rules), SUBJECT, list_id)


def shares(coverage: Coverage) -> dict[str, Share]:
    """Every figure, the sensitivities too."""
    carried = {f"{rule}-{n}": share for rule, three in coverage.carry_over.items() for n, share in enumerate(three)}
    return {name: getattr(coverage, name) for name in FIGURES} | carried


@given(ledgers(OLD_UNITS + NEW_UNITS), origins, rules_of_carrying, st.sampled_from([OLD, NEW]))
def test_bounds_and_order_of_the_figures(
    lines: list[LedgerEntry], began: set[Any], rule: CarryOver, list_id: str
) -> None:
    """Numerators are within denominators; verified is current, current is reported, unknown is not current."""
    coverage = on(list_id, lines, began, carry_over=rule.value)
    for share in shares(coverage).values():
        assert 0 <= share.numerator == len(set(share.units)) <= share.denominator
    reported, current = set(coverage.reported.units), set(coverage.current.units)
    unknown = set(coverage.unknown_now.units)
    assert set(coverage.verified.units) <= current <= reported
    assert set(coverage.linked.units) <= reported
    assert unknown <= reported
    assert not unknown & current
    assert reported <= set(coverage.reported_with_origin.units)
    assert set(coverage.reported_origin_excluded.units) <= reported


@given(ledgers(OLD_UNITS + NEW_UNITS), origins, rules_of_carrying, st.randoms(use_true_random=False))
def test_order_of_files_and_lines_is_irrelevant(
    lines: list[LedgerEntry], began: set[Any], rule: CarryOver, chance: random.Random
) -> None:
    """The same lines in another order give the same figures."""
    shuffled = list(lines)
    chance.shuffle(shuffled)
    for list_id in (OLD, NEW):
        first, second = (on(list_id, some, began, carry_over=rule.value) for some in (lines, shuffled))
        assert shares(first) == shares(second)
        assert [(unit.ref, unit.mark) for unit in first.units] == [(unit.ref, unit.mark) for unit in second.units]
        assert first.unplaced == second.unplaced


@given(ledgers(OLD_UNITS), st.sampled_from(OLD_UNITS), parts_of_a_line)
def test_line_elsewhere_changes_nothing_here(lines: list[LedgerEntry], where: Any, parts: dict[str, Any]) -> None:
    """Every other unit keeps its place in every figure."""
    before, after = on(OLD, lines), on(OLD, [*lines, line(where, id="l99", **parts)])
    for name, share in shares(before).items():
        assert set(share.units) - {where} == set(shares(after)[name].units) - {where}


@given(ledgers(OLD_UNITS, least=1))
def test_a_later_absent_ends_its_group(lines: list[LedgerEntry]) -> None:
    """Once each group of a unit was seen to be gone, the unit is neither current nor of unknown state."""
    unit = lines[0].unit
    groups = sorted({entry.record.group or "" for entry in lines if entry.unit == unit})
    seen: dict[str, Any] = {
        "state": "absent",
        "date": "2026-11-23",
        "recorded_on": "2026-11-23",
        "check": check(day="2026-11-23"),
    }
    gone = [line(unit, id=f"m{n}", group=group or None, **seen) for n, group in enumerate(groups)]
    coverage = on(OLD, [*lines, *gone])
    assert unit not in coverage.current.units
    assert unit not in coverage.unknown_now.units
    assert unit in coverage.checked.units
    assert (unit in coverage.reported.units) == (unit in on(OLD, lines).reported.units)


@given(ledgers(OLD_UNITS), st.sampled_from(OLD_UNITS), parts_of_a_line, parts_of_a_line)
def test_superseded_line_never_counted(
    lines: list[LedgerEntry], unit: Any, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    """A line and its correction give what the correction alone gives."""
    correction = line(unit, id="m2", supersedes="m1", **right)
    alone = line(unit, id="m2", **right)
    corrected = on(OLD, [*lines, line(unit, id="m1", **wrong), correction])
    assert shares(corrected) == shares(on(OLD, [*lines, alone]))


@given(ledgers(OLD_UNITS))
def test_parts_add_up(lines: list[LedgerEntry]) -> None:
    """Under `none`, without new lines, the parts shown sum to the reported old units that were not split."""
    shown = sum(unit.parts_with or 0 for unit in on(NEW, lines).units)
    assert shown == len(set(on(OLD, lines).reported.units) - {SPLIT})


@given(ledgers(OLD_UNITS), ledgers(NEW_UNITS, ids="n"))
def test_lists_do_not_leak(on_old: list[LedgerEntry], on_new: list[LedgerEntry]) -> None:
    """Under `none` the lines of one list change no figure of the other."""
    both = [*on_old, *on_new]
    for list_id, own in ((OLD, on_old), (NEW, on_new)):
        assert {name: getattr(on(list_id, both), name) for name in FIGURES} == {
            name: getattr(on(list_id, own), name) for name in FIGURES
        }
    assert {item.unit.list for item in on(OLD, both).unplaced} <= {NEW}


@given(ledgers([SPLIT]), rules_of_carrying)
def test_split_is_never_guessed(lines: list[LedgerEntry], rule: CarryOver) -> None:
    """Lines on a split unit enter no figure of the new list and are all unplaced there."""
    coverage = on(NEW, lines, carry_over=rule.value)
    assert all(share.numerator == 0 for share in shares(coverage).values())
    known = {entry.record.id for entry in lines if entry.record.date is None or entry.record.date.text != "2026"}
    assert {item.line for item in coverage.unplaced} == known


@settings(max_examples=50)
@given(ledgers(OLD_UNITS + NEW_UNITS), origins)
def test_any_counts_at_least_majority_at_least_all(lines: list[LedgerEntry], began: set[Any]) -> None:
    """In every reading, and none at most all; taken out is compared by its units."""
    for list_id in (OLD, NEW):
        carried = on(list_id, lines, began).carry_over
        for reading in (0, 1):
            chain = [set(carried[rule][reading].units) for rule in CarryOver]
            assert chain == sorted(chain, key=len)
            assert all(less <= more for less, more in pairwise(chain))
