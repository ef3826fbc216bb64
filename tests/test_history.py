"""The past of single units against plain snapshots of every year, on random lines over the small two-list slice."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, NEW, OLD, SUBJECT, knowledge, ledger, line, model, two_lists
from nhanrong.coverage import cover, snapshot
from nhanrong.entries import LedgerEntry
from nhanrong.history import NO_HISTORY, History, history
from nhanrong.records.vocabulary import CarryOver
from nhanrong.standing import Ledger, Mark
from test_coverage_properties import NEW_UNITS, OLD_UNITS, ledgers, origins


def past(lines: list[LedgerEntry], began: Any, list_id: str, **rules: Any) -> tuple[History, dict[int, Any]]:
    """The past of what is known, and for each of its years the snapshot of all units."""
    olds, news = two_lists()
    units = [unit.model_copy(update={"has_union": unit.code != "90002"}) for unit in olds.units]
    lists = [olds.model_copy(update={"units": tuple(units)}), news]
    today = ledger(*lines, models=[model(origin_communes=sorted(map(str, began)))], lists=lists, rules=rules)
    coverage = cover(today, SUBJECT, list_id)
    found = history(coverage, [state for state in coverage.units if state.known], lambda day: Ledger(today.kb, day))
    days = {year: min(dt.date(year, 12, 31), DAY) for year in found.reported}
    return found, {year: snapshot(Ledger(today.kb, day), SUBJECT, list_id) for year, day in days.items()}


@given(
    ledgers(OLD_UNITS + NEW_UNITS),
    origins,
    st.sampled_from([OLD, NEW]),
    st.fixed_dictionaries(
        {
            "carry_over": st.sampled_from([rule.value for rule in CarryOver]),
            "denominator": st.sampled_from(["all_units", "has_union"]),
            "current_months": st.sampled_from([3, 12, 24, 60]),
        }
    ),
)
def test_every_mark_and_count_is_that_of_the_plain_snapshot(
    lines: list[LedgerEntry], began: set[Any], list_id: str, rules: dict[str, Any]
) -> None:
    found, snapshots = past(lines, began, list_id, **rules)

    for year, (marks, reported) in snapshots.items():
        assert found.reported[year] == reported
        for ref, mark in marks.items():
            changes = found.marks.get(ref, {})
            held = [changes[then] for then in sorted(changes) if then <= year]
            assert (held[-1] if held else Mark.NOT_SEEN) is mark, (year, ref)


def test_a_past_begins_the_year_before_the_first_line() -> None:
    found, _ = past([line(OLD_UNITS[0], date="2019")], (), OLD, current_months=24)

    assert list(found.reported.items()) == [(2018, 0), *((year, 1) for year in range(2019, 2027))]
    assert found.marks[OLD_UNITS[0]] == {
        2018: Mark.NOT_SEEN,
        2019: Mark.CURRENT,
        2022: Mark.UNKNOWN_NOW,
        2026: Mark.UNKNOWN_NOW,
    }


def test_without_lines_of_the_list_there_is_no_past() -> None:
    kb = knowledge(line(OLD_UNITS[0]))
    coverage = cover(Ledger(kb, DAY), SUBJECT, NEW)

    assert history(coverage, coverage.units, lambda day: Ledger(kb, day)) == NO_HISTORY
