"""Stretches of time that figures are about, and how what is dated as people know dates falls into them."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from nhanrong.dates import PartialDate, months_before, spoken_day
from nhanrong.records.measuring import FLOW, Measure, Span

DAY = dt.timedelta(days=1)
COMPARED = frozenset({Span.PREVIOUS, Span.CHANGE})


@dataclass(frozen=True)
class Window:
    """All days up to `last`, from `first` on where there is one."""

    first: dt.date | None
    last: dt.date

    def __str__(self) -> str:
        return f"{spoken_day(self.first)}–{spoken_day(self.last)}" if self.first else f"đến {spoken_day(self.last)}"

    @property
    def eve(self) -> dt.date:
        """The day before the first."""
        assert self.first is not None  # asked only of a window that begins
        return self.first - DAY


class Fall(Enum):
    """Where something falls."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    ACROSS = "across"  # partly inside, or it cannot be told


def fall(date: PartialDate, window: Window, *, whole: bool) -> Fall:
    """Where a date falls: by its last day, as imprecise dates count; a sum over a stretch must be `whole` inside."""
    first = window.first or dt.date.min
    if date.last < first or date.first > window.last:
        return Fall.OUTSIDE
    if date.last > window.last or (whole and date.first < first):
        return Fall.ACROSS
    return Fall.INSIDE


def earlier(window: Window) -> Window:
    """The same days one year before; the end of February stays its end."""
    first = window.first and _year_before(window.first)
    last = _year_before(window.last + DAY) - DAY if (window.last + DAY).day == 1 else _year_before(window.last)
    return Window(first, last)


def comparable(window: Window) -> bool:
    """Whether a window and the one a year earlier share no day; what is told of more than a year falls into both."""
    return window.first is None or earlier(window).last < window.first


def _year_before(day: dt.date) -> dt.date:
    return months_before(day, 12)


def window_of(measure: Measure, span: Span, first: dt.date, last: dt.date) -> Window:
    """The window of a span of a report over these days; a change, a plan and its share have that of what they measure.

    What stands on a day has a window without beginning.
    """
    flows = measure.spans == FLOW
    match span:
        case Span.PERIOD:
            return Window(first, last)
        case Span.YEAR:
            return Window(dt.date(last.year, 1, 1), last)
        case Span.PLAN | Span.SHARE:
            return Window(dt.date(last.year, 1, 1) if flows else None, last)
        case Span.PREVIOUS:
            return earlier(Window(first if flows else None, last))
        case Span.CHANGE:
            return Window(first if flows else None, last)
        case _:
            return Window(None, last)
