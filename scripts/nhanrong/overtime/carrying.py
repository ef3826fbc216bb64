"""What units take over from those they were made of: :class:`nhanrong.counting.Counter` for many days at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np

from nhanrong.knowledge import Knowledge
from nhanrong.overtime.columns import Flags, Whole
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver

Row = tuple[str, UnitRef]  # a subject in a unit


@dataclass(frozen=True)
class _Generation:
    """Rows of units that were made of others, all of one list: how many parts each has, and the rows of those."""

    rows: Whole
    parts: Whole
    part_rows: Whole
    begins: Whole


class Carrying:
    """The rows of a table whose units were made of others, list by list: parts are settled before their whole."""

    def __init__(self, kb: Knowledge, rows: Sequence[Row]) -> None:
        self._kb = kb
        self._rows = rows

    @cached_property
    def _generations(self) -> list[_Generation]:
        kb = self._kb
        at = {row: number for number, row in enumerate(self._rows)}
        made = sorted((row for row in self._rows if kb.parts.get(row[1])), key=lambda row: row[1].list)
        return [_generation(kb, at, list(some)) for _, some in groupby(made, key=lambda row: row[1].list)]

    def carried(self, fact: Flags, open_: Flags, rule: CarryOver) -> Flags:
        """A fact with what the rule adds to it in the rows and on the days that are open to it."""
        if rule is CarryOver.NONE:
            return fact
        found = fact.copy()
        nobody = np.zeros((1, fact.shape[1]), np.bool_)
        for one in self._generations:
            parts = np.vstack([found, nobody])[one.part_rows].astype(np.int64)
            having = np.add.reduceat(parts, one.begins)
            found[one.rows] |= open_[one.rows] & _takes(having, one.parts[:, None], rule)
        return found


def _takes(having: Whole, parts: Whole, rule: CarryOver) -> Flags:
    match rule:
        case CarryOver.ALL:
            return np.equal(having, parts)
        case CarryOver.MAJORITY:
            return np.greater(2 * having, parts)
        case _:
            return np.greater(having, 0)


def _generation(kb: Knowledge, at: dict[Row, int], made: list[Row]) -> _Generation:
    nobody = len(at)  # the row of parts that never count, or of which nothing is known
    rows: list[int] = []
    counts: list[int] = []
    part_rows: list[int] = []
    begins: list[int] = []
    for subject, ref in made:
        parts = kb.parts[ref]
        rows.append(at[subject, ref])
        counts.append(len(parts))
        begins.append(len(part_rows))
        part_rows += [
            at.get((subject, part.ref), nobody) if part.inside and not part.split else nobody for part in parts
        ]
    return _Generation(*(np.array(some, np.int64) for some in (rows, counts, part_rows, begins)))
