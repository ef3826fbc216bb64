"""Indexes and relations over the records; nothing here judges and nothing reads a file."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from nhanrong.dates import spoken_day
from nhanrong.entries import Entry, LedgerEntry, Records
from nhanrong.records.area import Area, Rules
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import AdminUnit, UnitList
from nhanrong.records.vocabulary import EdgeKind

Subject = Model | Practice


@dataclass(frozen=True, order=True)
class Moment:
    """When a line holds: its own date, its source's, or the day it was recorded (`basis` says which)."""

    last: dt.date
    first: dt.date
    spoken: str
    basis: str  # "line", "source" or "recorded"


@dataclass(frozen=True)
class Part:
    """A unit of the list before that went, wholly or (when split) partly, into a unit."""

    ref: UnitRef
    split: bool
    inside: bool  # False: it lies outside this area and has no ledger here


class Knowledge:
    """The records of one knowledge base, found by id, by subject and by unit."""

    def __init__(self, records: Records) -> None:
        self.records = _with_todays_ids(records)
        self.models: Mapping[str, Entry[Model]] = _by_id(records.models)
        self.practices: Mapping[str, Entry[Practice]] = _by_id(records.practices)
        self.sessions: Mapping[str, Entry[Session]] = _by_id(records.sessions)
        self.sources: Mapping[str, Entry[Source]] = _by_id(records.sources)
        self.lists: Mapping[str, Entry[UnitList]] = _by_id(records.unit_lists)

    @property
    def area(self) -> Area:
        """Whose knowledge base this is; only for data without faults."""
        assert self.records.area is not None
        return self.records.area.record

    @property
    def rules(self) -> Rules:
        """The counting rules, the defaults where the file is missing."""
        return self.records.rules.record if self.records.rules else Rules()

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """What a line can be about: models and practices by id, sorted."""
        both: list[Subject] = [entry.record for entry in self.models.values()]
        both += [entry.record for entry in self.practices.values()]
        return {subject.id: subject for subject in sorted(both, key=lambda s: s.id)}

    @cached_property
    def content(self) -> list[Entry[Model] | Entry[Practice] | Entry[Session]]:
        """Models, practices and activities, each kind by id."""
        return [*self.models.values(), *self.practices.values(), *self.sessions.values()]

    @cached_property
    def units(self) -> Mapping[UnitRef, AdminUnit]:
        """Every unit of every list of this area."""
        return {
            UnitRef(entry.record.id, unit.code): unit for entry in self.lists.values() for unit in entry.record.units
        }

    def units_of(self, list_id: str) -> list[UnitRef]:
        """The units of one list by code."""
        return sorted(UnitRef(list_id, unit.code) for unit in self.lists[list_id].record.units)

    def unit_name(self, ref: UnitRef) -> str:
        """The name of a unit with its type: xã Tam Bố, thị trấn Di Linh."""
        unit = self.units.get(ref) or self.elsewhere.get(ref)
        return f"{unit.type.label} {unit.name}" if unit else str(ref)

    @cached_property
    def elsewhere(self) -> Mapping[UnitRef, AdminUnit]:
        """Units outside this area that went partly or wholly into its units."""
        return {
            UnitRef(entry.record.previous, unit.code): unit
            for entry in self.lists.values()
            if entry.record.previous
            for unit in entry.record.elsewhere
        }

    @cached_property
    def parts(self) -> Mapping[UnitRef, tuple[Part, ...]]:
        """What each unit was made of, by code."""
        result: dict[UnitRef, list[Part]] = defaultdict(list)
        for entry in self.lists.values():
            unit_list = entry.record
            if unit_list.previous is None:
                continue
            for edge in unit_list.edges:
                old = UnitRef(unit_list.previous, edge.old)
                part = Part(old, split=edge.kind is EdgeKind.SPLIT, inside=old in self.units)
                result[UnitRef(unit_list.id, edge.new)].append(part)
        return {ref: tuple(sorted(parts, key=lambda part: part.ref)) for ref, parts in result.items()}

    @cached_property
    def successors(self) -> Mapping[UnitRef, tuple[UnitRef, ...]]:
        """What each old unit became: one unit, or several when it was split."""
        result: dict[UnitRef, list[UnitRef]] = defaultdict(list)
        for ref, parts in self.parts.items():
            for part in parts:
                result[part.ref].append(ref)
        return {ref: tuple(sorted(news)) for ref, news in result.items()}

    def list_in_force(self, day: dt.date) -> str | None:
        """The newest list in force on `day`, or None."""
        return max((entry.record.id for entry in self.lists.values() if in_force(entry.record, day)), default=None)

    def list_family(self, list_id: str) -> list[str]:
        """The lists that `list_id` goes back to, nearest first."""
        family: list[str] = []
        entry = self.lists.get(list_id)
        while entry and entry.record.previous and entry.record.previous not in (*family, list_id):
            family.append(entry.record.previous)
            entry = self.lists.get(entry.record.previous)
        return family

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Ids of lines that a later line corrects."""
        return frozenset(e.record.supersedes for e in self.records.lines if e.record.supersedes)

    @cached_property
    def lines_by_subject(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        """The standing lines (not superseded) of each subject, oldest first."""
        result: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in self.records.lines:
            if entry.record.id not in self.superseded:
                result[entry.record.subject].append(entry)
        return {subject: tuple(sorted(lines, key=self.order)) for subject, lines in result.items()}

    @cached_property
    def lines_by_unit(self) -> Mapping[UnitRef, tuple[LedgerEntry, ...]]:
        """Every line of each unit, superseded ones too, oldest first."""
        result: dict[UnitRef, list[LedgerEntry]] = defaultdict(list)
        for entry in self.records.lines:
            result[entry.unit].append(entry)
        return {unit: tuple(sorted(lines, key=self.order)) for unit, lines in result.items()}

    def moment(self, entry: LedgerEntry) -> Moment:
        """When a line holds. An absent date counts from the latest date of its sources."""
        line = entry.record
        if line.date:
            return Moment(line.date.last, line.date.first, line.date.spoken, "line")
        dated = [s.record.date for s in map(self.sources.get, line.sources) if s and s.record.date]
        if dated:
            latest = max(dated)
            return Moment(latest.last, latest.first, latest.spoken, "source")
        day = line.recorded_on
        return Moment(day, day, spoken_day(day), "recorded")

    def order(self, entry: LedgerEntry) -> tuple[dt.date, dt.date, str]:
        """Lines are ordered by the last day of their date, the day they were recorded, and their id."""
        return self.moment(entry).last, entry.record.recorded_on, entry.record.id

    def schemes_of(self, subject: str) -> list[str]:
        """The schemes that contain a subject, nearest first."""
        schemes: list[str] = []
        model = self.models.get(subject)
        while model and model.record.part_of and model.record.part_of not in (*schemes, subject):
            schemes.append(model.record.part_of)
            model = self.models.get(model.record.part_of)
        return schemes


def _with_todays_ids(records: Records) -> Records:
    """Lines are never rewritten, so a line that names a subject by a former id is read under today's."""
    subjects: list[Entry[Model] | Entry[Practice]] = [*records.models, *records.practices]
    today = {former: entry.record.id for entry in subjects for former in entry.record.former_ids}
    if not today:
        return records
    lines = tuple(
        replace(e, record=e.record.model_copy(update={"subject": today.get(e.record.subject, e.record.subject)}))
        for e in records.lines
    )
    return replace(records, lines=lines)


def in_force(unit_list: UnitList, day: dt.date) -> bool:
    """Whether a list is in force on a day; an absent bound is open."""
    return (unit_list.valid_from is None or unit_list.valid_from <= day) and (
        unit_list.valid_to is None or day <= unit_list.valid_to
    )


def _by_id(entries: Iterable[Entry[Any]]) -> dict[str, Entry[Any]]:
    result: dict[str, Entry[Any]] = {}
    for entry in sorted(entries, key=lambda e: (e.record.id, e.document.path)):
        result.setdefault(entry.record.id, entry)
    return result
