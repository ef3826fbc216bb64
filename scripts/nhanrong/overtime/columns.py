"""The ledger as columns of numbers, a row for each standing line, for whoever counts all of it at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE, ORGANISATIONS_THAT_COUNT, Link, State
from nhanrong.vietnamese import slug

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOT_STATED = int(np.iinfo(np.int64).max)  # households that nobody told: the lesser of two numbers is never this one
NEVER = 0  # the day of a check that nobody made


@dataclass(frozen=True)
class LedgerColumns:
    """The standing lines of subjects: those of a group together, oldest first, and the groups of a place together.

    A place is a subject in a unit that has lines of it; `place_of` gives the place of each group, `group_of` the group
    of each line. Days are ordinals, as `datetime.date.toordinal` counts them.
    """

    places: list[tuple[str, UnitRef]]
    place_of: Whole
    group_of: Whole
    last: Whole
    live: Flags
    linked: Flags
    absent: Flags
    households: Whole
    check_day: Whole
    check_level: Whole
    by_others: Flags
    organisation: Flags


def columns(kb: Knowledge, subjects: Iterable[str]) -> LedgerColumns:
    """The lines of some subjects, each subject's together."""
    places: list[tuple[str, UnitRef]] = []
    place_of: list[int] = []
    group_of: list[int] = []
    lines: list[tuple[int | bool, ...]] = []
    for subject in subjects:
        for unit, groups in _by_unit(kb, subject).items():
            for entries in groups.values():
                group_of += [len(place_of)] * len(entries)
                lines += [_numbers(kb, entry) for entry in entries]
                place_of.append(len(places))
            places.append((subject, unit))
    table = np.array(lines, dtype=np.int64).reshape(-1, len(_FIELDS)).T
    numbers: dict[str, Any] = {
        name: column.astype(kind) for (name, kind), column in zip(_FIELDS.items(), table, strict=True)
    }
    return LedgerColumns(places, np.array(place_of, np.int64), np.array(group_of, np.int64), **numbers)


def _by_unit(kb: Knowledge, subject: str) -> dict[UnitRef, dict[str, list[LedgerEntry]]]:
    found: dict[UnitRef, dict[str, list[LedgerEntry]]] = {}
    for entry in kb.lines_by_subject[subject]:
        group = slug(entry.record.group) if entry.record.group else ""
        found.setdefault(entry.unit, {}).setdefault(group, []).append(entry)
    return found


_FIELDS = {
    "last": np.int64,
    "live": np.bool_,
    "linked": np.bool_,
    "absent": np.bool_,
    "households": np.int64,
    "check_day": np.int64,
    "check_level": np.int64,
    "by_others": np.bool_,
    "organisation": np.bool_,
}


def _numbers(kb: Knowledge, entry: LedgerEntry) -> tuple[int | bool, ...]:
    """What a line says, in the order of the fields."""
    line, check = entry.record, entry.record.check
    live = line.state in LIVE
    organisation = line.organisation
    return (
        kb.moment(entry).last.toordinal(),
        live,
        live and line.link is not None and line.link.kind is not Link.UNKNOWN,
        check is None and line.state is State.ABSENT,
        NOT_STATED if line.households is None else line.households,
        check.day.toordinal() if check else NEVER,
        check.level if check else 0,
        check is not None and not check.same_as_reporter,
        organisation is not None and bool(organisation.count) and organisation.form in ORGANISATIONS_THAT_COUNT,
    )
