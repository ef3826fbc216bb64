"""Counts, for some subjects at once, in how many units of a list each fact holds, under the rules of the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from nhanrong.knowledge import Knowledge
from nhanrong.overtime.carrying import Carrying, Row
from nhanrong.overtime.columns import Flags, LedgerColumns, Whole
from nhanrong.overtime.standings import FACTS, Calendar, Standings
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Denominator

FIGURES = ("reported", "reported_with_origin", "reported_origin_excluded", *FACTS[1:], "suitable")

Counted = Mapping[str, tuple[Whole, Whole]]  # for each figure numerators and denominators, subjects by days


class Counting:
    """The facts of all rows in which any fact can hold: subjects in units with lines or origins, and what came of them.

    `known` are the standings of the places of `lines`.
    """

    def __init__(
        self, kb: Knowledge, subjects: Sequence[str], lines: LedgerColumns, known: Standings, calendar: Calendar
    ) -> None:
        self._kb = kb
        self._subjects = subjects
        self._calendar = calendar
        self._rule = kb.rules.carry_over
        self._rows = list(_touched(kb, subjects, lines.places))
        at = {row: number for number, row in enumerate(self._rows)}
        self._places = np.array([at[place] for place in lines.places], np.int64)
        origins = [at[subject, ref] for subject in subjects for ref in kb.head(subject).origin_communes]
        self._is_origin = np.zeros((len(self._rows), 1), np.bool_)
        self._is_origin[origins] = True
        self._own = {fact: self._table(known.facts[fact]) for fact in FACTS}
        self._without_lines = ~self._table(known.has_lines)
        self._carrying = Carrying(kb, self._rows)

    def _table(self, of_places: Flags) -> Flags:
        """A table of places as one of rows."""
        table = np.zeros((len(self._rows), len(self._calendar.days)), np.bool_)
        table[self._places] = of_places
        return table

    def _elsewhere(self, fact: str, settled: Flags | np.bool_ = np.False_) -> Flags:
        """Where a fact holds, places of origin not counted; of what is settled nothing is asked of its parts."""
        own = self._own[fact] & ~self._is_origin
        return self._carrying.carried(own, self._without_lines & ~self._is_origin & ~settled, self._rule)

    @cached_property
    def _facts(self) -> Mapping[str, Flags]:
        found = {fact: self._elsewhere(fact) for fact in ("reported", "linked", "current", "verified")}
        found["unknown_now"] = self._elsewhere("unknown_now", found["current"])
        found["checked"] = self._carrying.carried(self._own["checked"], self._without_lines, self._rule)
        found["reported_with_origin"] = self._carrying.carried(
            self._own["reported"] | self._is_origin, self._without_lines, self._rule
        )
        return found

    @cached_property
    def _only_origin(self) -> Flags:
        """Where units are a place of origin, themselves or by their parts, and nothing more."""
        origins = np.broadcast_to(self._is_origin, self._without_lines.shape)
        return self._carrying.carried(origins, ~self._facts["reported"], self._rule)

    def on(self, list_id: str) -> Counted:
        """The figures on one list, whose rows have to be counted in."""
        kb = self._kb
        total = kb.counted_in(list_id)
        counted = np.array([self._is_counted(ref, list_id) for _, ref in self._rows], np.bool_)[:, None]
        facts = self._facts
        numerators = {name: self._summed(table & counted) for name, table in facts.items()}
        everything = np.full((len(self._subjects), len(self._calendar.days)), total, np.int64)
        found = {name: (numerators[name], everything) for name in facts}
        found["reported_origin_excluded"] = (
            self._summed(facts["reported"] & ~self._only_origin & counted),
            everything - self._summed(self._only_origin & counted),
        )
        found["suitable"] = self._suitable(list_id, numerators["reported"], total)
        return {name: found[name] for name in FIGURES}

    def _is_counted(self, ref: UnitRef, list_id: str) -> bool:
        if ref.list != list_id or ref not in self._kb.units:
            return False
        return self._kb.rules.denominator is Denominator.ALL_UNITS or self._kb.units[ref].has_union

    def _summed(self, table: Flags) -> Whole:
        """For each subject in how many of its rows, which stand together, a fact holds."""
        counts = np.zeros((len(self._subjects), table.shape[1]), np.int64)
        if len(table):
            counts[self._subjects_of_rows] = np.add.reduceat(table, self._begins, dtype=np.int64)
        return counts

    @cached_property
    def _begins(self) -> Whole:
        """The first row of each subject that has any."""
        return np.flatnonzero(np.diff(self._numbers_of_rows, prepend=-1))

    @cached_property
    def _numbers_of_rows(self) -> Whole:
        number = {subject: at for at, subject in enumerate(self._subjects)}
        return np.array([number[subject] for subject, _ in self._rows], np.int64)

    @property
    def _subjects_of_rows(self) -> Whole:
        return self._numbers_of_rows[self._begins]

    def _suitable(self, list_id: str, reported: Whole, total: int) -> tuple[Whole, Whole]:
        """The reported among the units that the rules do not call unsuitable by a day, and how many those are."""
        numerators, denominators = reported.copy(), np.full_like(reported, total)
        at = {row: number for number, row in enumerate(self._rows)}
        number = {subject: place for place, subject in enumerate(self._subjects)}
        for (subject, unit), day in self._unsuitable(list_id).items():
            since = self._calendar.days >= day
            denominators[number[subject]] -= since
            if (subject, unit) in at:
                numerators[number[subject]] -= since & self._facts["reported"][at[subject, unit]]
        return numerators, denominators

    def _unsuitable(self, list_id: str) -> dict[Row, int]:
        """Since which day, an ordinal, a counted unit is called unsuitable."""
        found: dict[Row, int] = {}
        for item in self._kb.rules.not_suitable:
            if item.subject in self._subjects and self._is_counted(item.unit, list_id):
                row = item.subject, item.unit
                found[row] = min(item.day.toordinal(), found.get(row, item.day.toordinal()))
        return found


def _touched(kb: Knowledge, subjects: Sequence[str], places: Sequence[Row]) -> Iterator[Row]:
    """Each subject's rows together: the units with lines or origins, and all that came of them."""
    units: dict[str, list[UnitRef]] = defaultdict(list)
    for subject, unit in places:
        units[subject].append(unit)
    for subject in subjects:
        found: set[UnitRef] = set()
        waiting = [*units[subject], *kb.head(subject).origin_communes]
        while waiting:
            ref = waiting.pop()
            if ref not in found:
                found.add(ref)
                waiting += kb.successors.get(ref, ())
        yield from ((subject, ref) for ref in sorted(found))
