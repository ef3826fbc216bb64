"""How the marks of one subject moved from year to year: judged only at the end of years in which something changed."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from nhanrong.counting import STRONGER, UnitState
from nhanrong.coverage import Coverage
from nhanrong.dates import months_before
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Denominator
from nhanrong.standing import NO_LINES, Ledger, Mark, Standing


@dataclass(frozen=True)
class History:
    """The past of some units.

    `marks` gives for each unit its mark at the end of the first year and of every year that changed it, the last year
    as it stands on the day itself; `reported` gives for every year in how many of the units the subject was reported,
    origins not counted.
    """

    marks: Mapping[UnitRef, Mapping[int, Mark]]
    reported: Mapping[int, int]


NO_HISTORY = History({}, {})


def history(coverage: Coverage, states: Iterable[UnitState], ledger_on: Callable[[dt.date], Ledger]) -> History:
    """The past of units of a coverage of which anything is known, from the year before their list's first line."""
    ledger, subject = coverage.ledger, coverage.subject
    kb = ledger.kb
    lines = {ref: _Lines(kb, ledger.lines(subject, ref)) for ref in ledger.units_with_lines(subject)}
    own = [dated.days[0] for ref, dated in lines.items() if ref.list == coverage.list]
    if not own:
        return NO_HISTORY
    years = range(min(own).year - 1, ledger.day.year + 1)
    turns = _Turns(kb, [dt.date(year, 12, 31) for year in years[:-1]], lines)
    everything = kb.rules.denominator is Denominator.ALL_UNITS
    counted = frozenset(coverage.reported.units)
    past: dict[int, _Then] = {}
    begun = [0] * len(years)  # how many more units are reported at the end of a year than a year before
    marks: dict[UnitRef, Mapping[int, Mark]] = {}
    for state in states:
        ref = state.ref
        counts = everything or kb.units[ref].has_union
        found: dict[int, Mark] = {}
        was = False
        for at in turns.of(ref):
            then = past.get(at) or past.setdefault(at, _Then(ledger_on(turns.days[at]), subject, lines))
            found[years[at]] = then.mark(ref)
            now = counts and then.holds("reported", ref)
            begun[at] += now - was
            was = now
        found[years[-1]] = state.mark
        begun[-1] += (ref in counted) - was
        marks[ref] = found
    return History(marks, dict(zip(years, accumulate(begun), strict=True)))


class _Lines:
    """The lines of one unit, oldest first, and the days that they count from."""

    def __init__(self, kb: Knowledge, entries: Sequence[LedgerEntry]) -> None:
        self.entries = entries
        self.days = [kb.moment(entry).last for entry in entries]

    def until(self, day: dt.date) -> Sequence[LedgerEntry]:
        """Those that count by a day."""
        return self.entries[: bisect_right(self.days, day)]


class _Turns:
    """At the ends of which years, by their place in the row, a unit may look otherwise than a year before."""

    def __init__(self, kb: Knowledge, days: Sequence[dt.date], lines: Mapping[UnitRef, _Lines]) -> None:
        self.days = days
        self._parts = kb.parts
        self._lines = lines
        self._fresh_from = [months_before(day, kb.rules.current_months) for day in days]
        self._checked_from = [months_before(day, kb.rules.check_months) for day in days]

    def of(self, ref: UnitRef) -> list[int]:
        """The first year, and those by whose end a line came, was checked, or grew old."""
        found = {0}
        self._add(ref, found)
        return sorted(at for at in found if at < len(self.days))

    def _add(self, ref: UnitRef, found: set[int]) -> None:
        lines = self._lines.get(ref)
        for day in lines.days if lines else ():
            found.add(bisect_left(self.days, day))
            found.add(bisect_right(self._fresh_from, day))
        for entry in lines.entries if lines else ():
            if entry.record.check is not None:
                found.add(bisect_left(self.days, entry.record.check.day))
                found.add(bisect_right(self._checked_from, entry.record.check.day))
        for part in self._parts.get(ref, ()):
            self._add(part.ref, found)


class _Then:
    """What :func:`nhanrong.coverage.snapshot` says of single units on one day."""

    def __init__(self, ledger: Ledger, subject: str, lines: Mapping[UnitRef, _Lines]) -> None:
        kb = ledger.kb
        self._ledger = ledger
        self._lines = lines
        self._known: dict[UnitRef, Standing] = {}
        self._parts = kb.parts
        self._rule = kb.rules.carry_over
        self._origins = frozenset(kb.head(subject).origin_communes)

    def mark(self, ref: UnitRef) -> Mark:
        """How a unit was drawn."""
        standing = self._standing(ref)
        parts = self._parts.get(ref, ())
        if standing.has_lines or not parts:
            return standing.mark
        for fact, mark in STRONGER:
            if self.holds(fact, ref):
                return mark
        waits = any(self._touched(part.ref) and part.inside and not part.split for part in parts)
        return Mark.PENDING if waits else Mark.NOT_SEEN

    def holds(self, fact: str, ref: UnitRef) -> bool:
        """Whether a fact held in a unit, places of origin not counted."""
        if ref in self._origins:
            return False
        standing = self._standing(ref)
        if standing.has_lines:
            return bool(getattr(standing, fact))
        if self._rule is CarryOver.NONE or (fact == "unknown_now" and self.holds("current", ref)):
            return False
        parts = self._parts.get(ref, ())
        having = sum(part.inside and not part.split and self.holds(fact, part.ref) for part in parts)
        match self._rule:
            case CarryOver.ALL:
                return 0 < len(parts) == having
            case CarryOver.MAJORITY:
                return 2 * having > len(parts)
            case _:
                return having > 0

    def _standing(self, ref: UnitRef) -> Standing:
        if ref not in self._known:
            lines = self._lines[ref].until(self._ledger.day) if ref in self._lines else ()
            self._known[ref] = self._ledger.judged(lines) if lines else NO_LINES
        return self._known[ref]

    def _touched(self, ref: UnitRef) -> bool:
        """Whether a unit had a line or an origin, itself or before it was made."""
        if ref in self._origins or self._standing(ref).has_lines:
            return True
        return any(self._touched(part.ref) for part in self._parts.get(ref, ()))
