"""How many units each figure counts, for every subject, on many days."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nhanrong.knowledge import Knowledge
from nhanrong.overtime.columns import Whole, columns
from nhanrong.overtime.counting import FIGURES, Counted, Counting
from nhanrong.overtime.standings import Calendar, standings

_AT_ONCE = 32  # subjects: what is counted together should fit the cache of a processor


@dataclass(frozen=True)
class OverTime:
    """Numerators and denominators of the figures of one list: for each figure a table of subjects by days."""

    list: str
    days: Sequence[dt.date]
    subjects: Sequence[str]
    numerators: Mapping[str, Whole]
    denominators: Mapping[str, Whole]


def over_time(
    kb: Knowledge, subjects: Sequence[str], list_ids: Sequence[str], days: Sequence[dt.date]
) -> list[OverTime]:
    """For each list the figures of subjects on days, oldest first, as :func:`nhanrong.coverage.cover` gives them."""
    calendar = Calendar.of(days, kb.rules)
    parts = [
        _counted(kb, subjects[begin : begin + _AT_ONCE], list_ids, calendar)
        for begin in range(0, len(subjects), _AT_ONCE)
    ]
    return [_joined(list_id, days, subjects, [part[at] for part in parts]) for at, list_id in enumerate(list_ids)]


def _counted(kb: Knowledge, subjects: Sequence[str], list_ids: Sequence[str], calendar: Calendar) -> list[Counted]:
    lines = columns(kb, subjects)
    counting = Counting(kb, subjects, lines, standings(lines, calendar, kb.rules), calendar)
    return [counting.on(list_id) for list_id in list_ids]


def _joined(list_id: str, days: Sequence[dt.date], subjects: Sequence[str], parts: Sequence[Counted]) -> OverTime:
    nothing = np.zeros((0, len(days)), np.int64)
    numerators, denominators = (
        {figure: np.vstack([nothing, *(part[figure][side] for part in parts)]) for figure in FIGURES} for side in (0, 1)
    )
    return OverTime(list_id, days, subjects, numerators, denominators)
