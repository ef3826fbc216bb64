"""Dates as people know them: a year, a month, a day, or a span of these (a part of EDTF)."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


class DateError(ValueError):
    """The text is no date in one of the accepted forms; the argument says why, in Vietnamese."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, month or day, or a span: all days from `first` to `last`."""

    text: str
    first: dt.date
    last: dt.date

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.last, self.first, self.text) < (other.last, other.first, other.text)

    def __str__(self) -> str:
        return self.text

    @property
    def spoken(self) -> str:
        """The date as it is read in Vietnamese: 10/8/2022, tháng 8/2022, 2022, 2019–2022."""
        parts = [_spoken_part(part) for part in self.text.split("/")]
        return "–".join(parts) if len(parts) == 1 or not any(" " in p for p in parts) else " đến ".join(parts)


@lru_cache(maxsize=16_384)  # thousands of records share their dates
def parse(text: str) -> PartialDate:
    """Read `2022`, `2022-08`, `2022-08-10` or a span of two of them joined by `/`."""
    parts = text.split("/")
    if len(parts) > 2:
        raise DateError(f"“{text}” có hơn hai mốc thời gian")
    spans = [_bounds(part) for part in parts]
    first, last = spans[0][0], spans[-1][1]
    if len(spans) == 2 and spans[1][0] < spans[0][0]:
        raise DateError(f"“{text}” kết thúc trước khi bắt đầu")
    return PartialDate(text, first, last)


def _bounds(part: str) -> tuple[dt.date, dt.date]:
    match = _PART.fullmatch(part)
    if not match:
        raise DateError(f"“{part}” không phải ngày tháng")
    year, month, day = (int(group) if group else None for group in match.groups())
    assert year is not None  # the pattern always has a year
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateError(f"năm {year} nằm ngoài khoảng {EARLIEST_YEAR}–{LATEST_YEAR}")
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not 1 <= month <= 12:
        raise DateError(f"không có tháng {month}")
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, length)
    if not 1 <= day <= length:
        raise DateError(f"tháng {month}/{year} không có ngày {day}")
    return dt.date(year, month, day), dt.date(year, month, day)


@lru_cache(maxsize=1024)  # every line asks for the same few
def months_before(day: dt.date, months: int) -> dt.date:
    """The day `months` calendar months earlier; the end of a shorter month stands for its missing days."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def spoken_day(day: dt.date) -> str:
    """A day as Vietnamese documents write it: 01/7/2025, 23/11/2026."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def typed(text: str) -> str:
    """A date as people type it: 10/08/2022, 08/2022, 2022, 2019–2022, 08/2022 – 10/2022."""
    parts = ["/".join(reversed(part.split("-"))) for part in text.split("/")]
    return ("–" if all(len(part) == 4 for part in parts) else " – ").join(parts)


@lru_cache(maxsize=4096)
def _spoken_part(part: str) -> str:
    first, last = _bounds(part)
    if first == last:
        return spoken_day(first)
    return f"tháng {first.month}/{first.year}" if first.month == last.month else str(first.year)
