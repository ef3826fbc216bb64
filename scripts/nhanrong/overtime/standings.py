"""What holds of places by their own lines: :meth:`nhanrong.standing.Ledger.judged` for many days at once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nhanrong.dates import months_before
from nhanrong.overtime.columns import NOT_STATED, Flags, LedgerColumns, Whole
from nhanrong.records.area import Rules

FACTS = ("reported", "linked", "current", "unknown_now", "verified", "checked")


@dataclass(frozen=True)
class Calendar:
    """Days, oldest first, and from when on a line is fresh and a check valid on each; all as ordinals."""

    days: Whole
    fresh_from: Whole
    checked_from: Whole

    @classmethod
    def of(cls, days: Sequence[dt.date], rules: Rules) -> "Calendar":
        """The calendar of some days under the rules."""

        def ordinals(months: int) -> Whole:
            return np.array([months_before(day, months).toordinal() for day in days], np.int64)

        return cls(ordinals(0), ordinals(rules.current_months), ordinals(rules.check_months))

    def reached(self, ordinals: Whole) -> Whole:
        """For each ordinal the first day, by its place, that is not before it."""
        return np.searchsorted(self.days, ordinals)

    def too_old(self, ordinals: Whole) -> Whole:
        """For each ordinal the first day on which a check of it is no longer valid."""
        return np.searchsorted(self.checked_from, ordinals, side="right")


@dataclass(frozen=True)
class Standings:
    """For each fact, and for having lines at all, a table of places by days."""

    has_lines: Flags
    facts: Mapping[str, Flags]


def standings(lines: LedgerColumns, calendar: Calendar, rules: Rules) -> Standings:
    """What the lines say of their places; every place has lines."""
    starts = calendar.reached(lines.last)
    latest = _latest(lines, starts, len(calendar.days))
    known = latest >= 0
    live = known & lines.live[latest]
    fresh = live & (lines.last[latest] >= calendar.fresh_from)
    of_place = np.flatnonzero(np.diff(lines.place_of, prepend=-1))
    current = np.logical_or.reduceat(fresh, of_place)
    place_of_line = lines.place_of[lines.group_of]
    size = len(lines.places), len(calendar.days)
    return Standings(
        np.logical_or.reduceat(known, of_place),
        {
            "reported": _from_first(lines.live, starts, place_of_line, size),
            "linked": _from_first(lines.linked, starts, place_of_line, size),
            "current": current,
            "unknown_now": np.logical_or.reduceat(live, of_place) & ~current,
            "verified": _verified(_Runs(lines, starts, latest, fresh), calendar, rules, of_place),
            "checked": _checked(lines, starts, calendar, place_of_line, size),
        },
    )


def _latest(lines: LedgerColumns, starts: Whole, days: int) -> Whole:
    """For each group and day its latest line by then, −1 where there is none yet."""
    latest = np.full((len(lines.place_of), days), -1, np.int64)
    here = np.flatnonzero(starts < days)
    np.maximum.at(latest, (lines.group_of[here], starts[here]), here)
    return np.maximum.accumulate(latest, axis=1)


def _from_first(chosen: Flags, starts: Whole, place: Whole, size: tuple[int, int]) -> Flags:
    """For each place and day whether one of its chosen lines had come."""
    first = np.full(size[0], size[1], np.int64)
    np.minimum.at(first, place[chosen], starts[chosen])
    return np.arange(size[1]) >= first[:, None]


def _checked(lines: LedgerColumns, starts: Whole, calendar: Calendar, place: Whole, size: tuple[int, int]) -> Flags:
    """For each place and day whether anybody had looked in the time that the rules give."""
    looked = np.flatnonzero((lines.check_level > 0) | lines.absent)
    seen = np.where(lines.absent, lines.last, lines.check_day)[looked]
    begins = np.maximum(starts[looked], calendar.reached(seen))
    ends = np.maximum(begins, calendar.too_old(seen))
    changes = np.zeros((size[0], size[1] + 1), np.int64)
    np.add.at(changes, (place[looked], begins), 1)
    np.add.at(changes, (place[looked], ends), -1)
    return np.asarray(np.cumsum(changes, axis=1)[:, :-1] > 0)


@dataclass(frozen=True)
class _Runs:
    """Lines, from which day they are known, and for each group and day the latest and whether it is live and fresh."""

    lines: LedgerColumns
    starts: Whole
    latest: Whole
    fresh: Flags

    def last_checks(self, calendar: Calendar, level: int) -> Whole:
        """For each group and day the last line since the group's last break whose check counts then; −1 for none."""
        lines = self.lines
        breaks = np.cumsum(~lines.live)  # live lines of a group between two breaks share the number of breaks before
        found = np.full(self.latest.shape, -1, np.int64)
        counting = np.flatnonzero(lines.live & (lines.check_level >= level) & lines.by_others)
        groups = lines.group_of[counting]
        rank = np.arange(len(counting)) - np.searchsorted(groups, groups)  # its number among those of its group
        day = np.arange(len(calendar.days))
        for number in range(int(rank.max(initial=-1)) + 1):
            some = counting[rank == number]
            group = lines.group_of[some]
            begins = np.maximum(self.starts[some], calendar.reached(lines.check_day[some]))
            ends = calendar.too_old(lines.check_day[some])
            same_run = breaks[self.latest[group]] == breaks[some][:, None]
            counts = (day >= begins[:, None]) & (day < ends[:, None]) & same_run & self.fresh[group]
            found[group] = np.where(counts, some[:, None], found[group])
        return found


def _verified(runs: _Runs, calendar: Calendar, rules: Rules, of_place: Whole) -> Flags:
    """For each place and day whether checks reach enough households, or one organisation that counts."""
    lines = runs.lines
    checks = runs.last_checks(calendar, rules.check_level)
    checked = checks >= 0
    stated = np.minimum(lines.households[checks], lines.households[runs.latest])
    households = np.where(checked & (stated != NOT_STATED), stated, 0)
    enough = np.add.reduceat(households, of_place) >= rules.min_households
    return np.asarray(enough | np.logical_or.reduceat(checked & lines.organisation[checks], of_place))
