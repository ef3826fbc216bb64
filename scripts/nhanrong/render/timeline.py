"""The ledger as a strip a unit: years across, one mark for every line, the break between two lists drawn."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nhanrong.render.drawing import drawn
from nhanrong.render.marks import LOOK, legend_list, swatch
from nhanrong.standing import Mark

MOST_YEAR_NAMES = 6


@dataclass(frozen=True)
class TimelineMark:
    """One line of the ledger: from the year it may have begun to the year it counts from, both included."""

    year_start: int
    year_end: int
    mark: Mark
    label: str


@dataclass(frozen=True)
class TimelineRow:
    """A unit and its lines, oldest first."""

    name: str
    href: str
    marks: Sequence[TimelineMark]


@dataclass(frozen=True)
class TimelineBreak:
    """A day on which the units changed, and what is said of it."""

    day: dt.date
    label: str


@dataclass(frozen=True)
class _Placed:
    swatch: Markup
    label: str
    left: str
    width: str
    lane: int
    spans: bool


@dataclass(frozen=True)
class _Row:
    name: str
    href: str
    marks: Sequence[_Placed]
    lanes: int


def draw(rows: Sequence[TimelineRow], years: tuple[int, int], breaks: Sequence[TimelineBreak] = ()) -> Markup:
    """The strips of the rows, in their order, from the first to the last of `years`; lines outside are cut to it."""
    first, last = years
    step = -(-(last - first + 1) // MOST_YEAR_NAMES)
    return drawn(
        "timeline.html.j2",
        rows=[_placed(row, first, last) for row in rows],
        years=[(year, _share(year + 0.5, years)) for year in range(first, last + 1) if (last - year) % step == 0],
        breaks=[
            (one.label, _share(one.day.year + (one.day.month - 1) / 12 + (one.day.day - 1) / 372, years))
            for one in sorted(breaks, key=lambda one: one.day)
            if first <= one.day.year <= last
        ],
        legend=legend_list(mark.mark for row in rows for mark in row.marks),
    )


def _placed(row: TimelineRow, first: int, last: int) -> _Row:
    """The marks of a row in lanes, so that none covers another."""
    ends: list[int] = []
    placed: list[_Placed] = []
    for mark in sorted(row.marks, key=lambda mark: (mark.year_start, mark.year_end)):
        start, end = max(mark.year_start, first), min(mark.year_end, last)
        if start > end:
            continue
        lane = next((lane for lane, taken in enumerate(ends) if taken < start), len(ends))
        ends[lane : lane + 1] = [end]
        left, right = _share(start, (first, last)), _share(end + 1, (first, last))
        width = f"{float(right) - float(left):.2f}"
        placed.append(_Placed(swatch(LOOK[mark.mark]), mark.label, left, width, lane, end > start))
    return _Row(row.name, row.href, placed, max(len(ends), 1))


def _share(moment: float, years: tuple[int, int]) -> str:
    """How far along the strip a moment lies, in percent."""
    first, last = years
    return f"{100 * (moment - first) / (last - first + 1):.2f}"
