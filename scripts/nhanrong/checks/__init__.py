"""The rules across fields and records: each a function whose docstring is the rule.

A rule is *local* when one record decides it, *related* when what the record names has a say, and *whole* when all
records of a kind do.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from nhanrong.checks import (
    consents,
    content,
    forms,
    identity,
    languages,
    ledger,
    offices,
    places,
    privacy,
    references,
    seen,
    shapes,
    units,
)
from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.records.area import Area
from nhanrong.records.fields import Piece
from nhanrong.records.units import UnitList
from nhanrong.walking import Inside, inside

LocalCheck = Callable[[Entry[Piece], Inside], Iterable[Problem]]
RelatedCheck = Callable[[Knowledge, Entry[Piece], Inside], Iterable[Problem]]
WholeCheck = Callable[[Knowledge], Iterable[Problem]]

LOCAL: tuple[LocalCheck, ...] = (
    *content.LOCAL,
    *consents.LOCAL,
    *forms.LOCAL,
    *places.LOCAL,
    *ledger.LOCAL,
    *seen.LOCAL,
    *languages.LOCAL,
    *offices.LOCAL,
)
RELATED: tuple[RelatedCheck, ...] = (
    *references.RELATED,
    *places.RELATED,
    *ledger.RELATED,
    *seen.RELATED,
    *forms.RELATED,
    *languages.RELATED,
)
WHOLE: tuple[WholeCheck, ...] = (
    *identity.WHOLE,
    *places.WHOLE,
    *content.WHOLE,
    *units.WHOLE,
    *shapes.WHOLE,
    *languages.WHOLE,
)


def local(entry: Entry[Piece]) -> list[Problem]:
    """What is wrong with a record whatever the others say."""
    found = _inside(entry)
    return [problem for check in LOCAL for problem in check(entry, found)]


def private(files: Iterable[tuple[str, str, Sequence[Entry[Any]]]]) -> list[list[Problem]]:
    """What must not be public in each of many files, judged at one go: its path, its text and its sound records."""
    return privacy.in_files(files)


def reviewed(kb: Knowledge, problems: Iterable[Problem]) -> list[Problem]:
    """The problems but for those that somebody has looked at and allowed."""
    return list(privacy.reviewed(kb, problems))


def related(kb: Knowledge, entry: Entry[Piece]) -> list[Problem]:
    """What is wrong between a record and those that it names."""
    found = _inside(entry)
    return [problem for check in RELATED for problem in check(kb, entry, found)]


def whole(kb: Knowledge) -> list[Problem]:
    """What is wrong between all records of a kind, or missing."""
    return [problem for check in WHOLE for problem in check(kb)]


def _inside(entry: Entry[Piece]) -> Inside:
    """The area and the unit lists have rules of their own."""
    return Inside() if isinstance(entry.record, Area | UnitList) else inside(entry.record)
