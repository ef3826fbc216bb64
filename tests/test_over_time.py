"""The figures of many days in one pass are those that the definition gives for each day."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import NEW, OLD, check, knowledge, line, model, new, old
from nhanrong.coverage import cover
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.overtime import over_time
from nhanrong.overtime.counting import FIGURES
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver
from nhanrong.standing import Ledger

DAYS = [dt.date(year, month, 28) for year in range(2024, 2027) for month in (2, 4, 6, 10)]
MODELS = ("thu", "thu-hai", "chua-ai-lam")
UNITS = [*map(old, ("90002", "90004", "90005", "90010")), *map(new, ("90002", "90004", "90011"))]

on_a_day = st.sampled_from([str(day) for day in DAYS[:6]])  # so that months later something ends on a day that is asked
told = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["applied", "applied", "sustained", "reduced", "trial", "stopped", "absent"]),
        "date": on_a_day,
        "recorded_on": st.sampled_from(["2026-06-02", "2026-11-01"]),
        "group": st.sampled_from([None, "Tổ 1"]),
        "households": st.sampled_from([None, 1, 2, 3]),
        "organisation": st.sampled_from(
            [None, None, {"form": "cooperative", "count": 1}, {"form": "club", "count": 1}]
        ),
        "link": st.sampled_from([None, {"kind": "unknown"}, {"kind": "visit"}]),
        "check": st.none() | st.builds(check, level=st.integers(2, 3), day=on_a_day, same_as_reporter=st.booleans()),
    }
)
FAMILY = [old("90004"), old("90005"), new("90004")]  # the third was made of the others


def _lines(units: list[UnitRef]) -> st.SearchStrategy[list[LedgerEntry]]:
    drawn = st.lists(st.tuples(st.sampled_from(MODELS[:2]), st.sampled_from(units), told), min_size=3, max_size=12)
    return drawn.map(
        lambda rows: [line(unit, id=f"l{n:02d}", subject=name, **parts) for n, (name, unit, parts) in enumerate(rows)]
    )


lines_of_models = st.sampled_from([UNITS, FAMILY, FAMILY[:2], FAMILY[:1]]).flatmap(_lines)
origins = st.sets(st.sampled_from([*UNITS, *FAMILY * 2]), max_size=2)
unsuitable = st.lists(
    st.builds(
        lambda subject, unit, day: {
            "subject": subject,
            "unit": str(unit),
            "reason": "bịa",
            "day": day,
            "sources": ["nguon"],
        },
        st.sampled_from(MODELS),
        st.sampled_from(UNITS),
        st.sampled_from(["2024-06-28", "2026-01-01"]),
    ),
    max_size=3,
)
rules = st.fixed_dictionaries(
    {
        "carry_over": st.sampled_from([rule.value for rule in CarryOver]),
        "check_months": st.sampled_from([2, 4, 12]),
        "current_months": st.sampled_from([2, 4, 24]),
        "check_level": st.integers(2, 3),
        "min_households": st.integers(1, 4),
        "denominator": st.sampled_from(["all_units", "has_union"]),
        "not_suitable": unsuitable,
    }
)


def assert_same(kb: Knowledge) -> None:
    """On every day and list, for every subject and figure: the same numerator and denominator."""
    for counted in over_time(kb, MODELS, [OLD, NEW], DAYS):
        for at, day in enumerate(DAYS):
            ledger = Ledger(kb, day)
            for row, subject in enumerate(MODELS):
                whole = cover(ledger, subject, counted.list, readings_of_other_rules=False)
                for figure in FIGURES:
                    share = getattr(whole, figure)
                    found = counted.numerators[figure][row, at], counted.denominators[figure][row, at]
                    assert found == (share.numerator, share.denominator), (figure, subject, counted.list, day)


@settings(max_examples=300, deadline=None)
@given(lines_of_models, origins, origins, rules)
def test_the_same_figures_as_the_definition(
    lines: list[LedgerEntry], began: set[Any], began_elsewhere: set[Any], counting: dict[str, Any]
) -> None:
    models = [model(name) for name in MODELS[2:]] + [
        model(name, origin_communes=sorted(map(str, some)))
        for name, some in zip(MODELS, (began, began_elsewhere), strict=False)
    ]
    assert_same(knowledge(*lines, models=models, rules=counting))


def test_nothing_known_is_nothing_counted() -> None:
    (found,) = over_time(knowledge(), ["thu"], [OLD], DAYS)

    assert not any(table.any() for table in found.numerators.values())


def test_no_subject_and_no_day() -> None:
    kb = knowledge(line(old("90001")), line(new("90001")))

    assert over_time(kb, [], [OLD], DAYS)[0].numerators["reported"].shape == (0, len(DAYS))
    assert over_time(kb, ["thu"], [OLD], [])[0].numerators["reported"].shape == (1, 0)


@pytest.mark.parametrize("months", [1, 24])
def test_a_line_counts_from_the_day_it_is_known_until_it_is_too_old(months: int) -> None:
    kb = knowledge(line(old("90001"), date="2024-06-28"), rules={"current_months": months})
    (found,) = over_time(kb, ["thu"], [OLD], [dt.date(2024, 6, 27), dt.date(2024, 6, 28), dt.date(2026, 6, 28)])

    assert found.numerators["reported"].tolist() == [[0, 1, 1]]
    assert found.numerators["current"].tolist() == [[0, 1, int(months == 24)]]


def test_a_check_reaches_no_more_households_than_are_left() -> None:
    checked = line(old("90001"), id="l1", date="2024-02-28", households=3, check=check(day="2024-02-28"))
    later = line(old("90001"), id="l2", date="2024-06-28", households=1)
    (found,) = over_time(knowledge(checked, later), ["thu"], [OLD], DAYS[:4])

    assert found.numerators["verified"].tolist() == [[1, 1, 0, 0]]


def test_who_is_current_by_one_part_is_not_unknown_by_another() -> None:
    lines = line(old("90004"), date="2024-02-28"), line(old("90005"), date="2026-02-28")
    (found,) = over_time(knowledge(*lines, rules={"carry_over": "any"}), ["thu"], [NEW], DAYS[-4:])

    assert found.numerators["current"].tolist() == [[1, 1, 1, 1]]
    assert found.numerators["unknown_now"].tolist() == [[0, 0, 0, 0]]
