"""Relations over the records; nothing here judges and nothing reads a file.

Records are fetched when they are asked for, and everything that is read is noted (see `tracking`).
"""

import datetime as dt
import pickle
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from nhanrong.dates import PartialDate, parse, spoken_day
from nhanrong.document import Document, Positions
from nhanrong.entries import Entry, LedgerEntry, Outlines
from nhanrong.index import Index
from nhanrong.layout import DATA
from nhanrong.records.area import Area, Rules
from nhanrong.records.exceptions import Exceptions
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import AdminUnit, ListHead, UnitList
from nhanrong.records.vocabulary import Denominator, EdgeKind, Evidence, Reach
from nhanrong.shelves import Names, Relation, Shelf, Subject, Subjects, Units
from nhanrong.tracking import Few, Memo, note


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


@dataclass(frozen=True)
class SourceHead:
    """What a ledger needs to know of a source."""

    date: PartialDate | None
    evidence: Evidence
    reach: Reach


@dataclass(frozen=True)
class SubjectHead:
    """What a ledger, its maps and its tables need to know of a model or practice."""

    id: str
    kind: str  # "models" or "practices"
    name: str
    former_ids: tuple[str, ...]
    origin_communes: tuple[UnitRef, ...]
    recorded_on: dt.date | None


class Knowledge:
    """The records of one knowledge base, found by id, by subject and by unit.

    `stored` gives what makes the records of the file at a path, pickled: the type and the value of the one, or the
    numbers and the values of the lines of a ledger. It was found good before. `located` gives where its parts stand,
    `photographed` the bytes of a photograph.
    """

    def __init__(
        self,
        index: Index,
        stored: Callable[[str], bytes],
        located: Callable[[str], Positions] = lambda _: ({}, {}),
        outlines: Outlines = (),
        photographed: Callable[[str], bytes] = lambda _: b"",
    ) -> None:
        self.index = index
        self.outlines = outlines
        self._stored = stored
        self._located = located
        self._photographed = photographed
        self._shelves: dict[str, Mapping[str, Entry[Any]]] = {}
        self.models: Mapping[str, Entry[Model]] = self.shelf("models")
        self.practices: Mapping[str, Entry[Practice]] = self.shelf("practices")
        self.sessions: Mapping[str, Entry[Session]] = self.shelf("sessions")
        self.sources: Mapping[str, Entry[Source]] = self.shelf("sources")
        self.list_files: Mapping[str, Entry[UnitList]] = self.shelf("list files")
        self.subjects: Mapping[str, Subject] = Subjects(self.models, self.practices)
        self.lists: Mapping[str, Entry[ListHead]] = Shelf(index, "lists", self._list_head)
        self.units: Mapping[UnitRef, AdminUnit] = Units(index, "units")
        self.elsewhere: Mapping[UnitRef, AdminUnit] = Units(index, "units elsewhere")
        self.parts: Relation[UnitRef, Part] = Relation(self._parts)
        self.successors: Relation[UnitRef, UnitRef] = Relation(self._successors)
        self.lines_by_subject: Relation[str, LedgerEntry] = Relation(self._lines_of)
        self.lines_by_unit: Relation[UnitRef, LedgerEntry] = Relation(self._lines_in)
        self.superseded: Container[str] = Names(index, "superseded")
        self._units_of = Memo(self._refs)
        self._counted_in = Memo(self._count)
        self._points_of = Memo(self._points)
        self._heads = Memo(self._head)
        self._ledgers: Few[UnitRef, tuple[LedgerEntry, ...]] = Few()

    def shelf(self, group: str) -> Mapping[str, Entry[Any]]:
        """The records of a kind by id."""
        if group not in self._shelves:
            self._shelves[group] = Shelf(self.index, group, self._entry)
        return self._shelves[group]

    def document(self, path: str) -> Document:
        """A file, for the places of its parts."""
        return Document(path, locate=lambda: self._located(path))

    def _entry(self, path: str) -> Entry[Any]:
        return self._revived(path, self._stored(path))

    def _revived(self, path: str, stored: bytes) -> Entry[Any]:
        kind, value = pickle.loads(stored)  # noqa: S301  # our own cache
        return Entry(kind.model_validate(value), self.document(path))

    def photo_size(self, name: str) -> tuple[int, int] | None:
        """Width and height in pixels of a photograph, if it is there."""
        found = self.index.values("photos", name)
        return (found[0][1], found[0][2]) if found else None

    def photo(self, name: str) -> bytes:
        """The photograph itself."""
        note("photos", name)
        return self._photographed(name)

    def entries_at(self, path: str) -> Sequence[Entry[Any]]:
        """The records of a file as they are written; none of one that could not be read."""
        note("files", path)
        if path.startswith(f"{DATA}/replications/"):
            list_id, code = path.removesuffix(".yml").split("/")[-2:]
            return self._ledger(UnitRef(list_id, code))
        stored = self._stored(path)
        return (self._revived(path, stored),) if stored else ()

    def is_broken(self, name: str) -> bool:
        """Whether a file or a line of this name could not be read whole, so that naming it is no second fault."""
        return self.index.has("broken", name)

    @property
    def area_entry(self) -> Entry[Area] | None:
        """Whose knowledge base this is, with its place."""
        found = self.index.values("area", "")
        return self._area if found else None

    @cached_property
    def _area(self) -> Entry[Area]:
        return self._entry(self.index.values("area", "")[0][0])

    @property
    def rules_entry(self) -> Entry[Rules] | None:
        """The counting rules, with their place."""
        found = self.index.values("rules", "")
        return self._rules if found else None

    @cached_property
    def _rules(self) -> Entry[Rules]:
        return self._entry(self.index.values("rules", "")[0][0])

    @property
    def exceptions_entry(self) -> Entry[Exceptions] | None:
        """The reviewed false alarms of the guard, with their places."""
        found = self.index.values("exceptions", "")
        return self._entry(found[0][0]) if found else None

    @property
    def area(self) -> Area:
        """Whose knowledge base this is; only for data without faults."""
        entry = self.area_entry
        assert entry is not None
        return entry.record

    @property
    def rules(self) -> Rules:
        """The counting rules, the defaults where the file is missing."""
        entry = self.rules_entry
        return entry.record if entry else Rules()

    # Models, practices, activities, sources ---------------------------------------------------------

    @property
    def content(self) -> list[Entry[Model] | Entry[Practice] | Entry[Session]]:
        """Models, practices and activities, each kind by id."""
        return [*self.models.values(), *self.practices.values(), *self.sessions.values()]

    def today(self, subject: str) -> str:
        """The id that a subject has today, given one that it has or had."""
        found = self.index.values("former subjects", subject)
        return str(found[0][0]) if found else subject

    def head(self, subject: str) -> SubjectHead:
        """What is asked most of a model or practice; whoever needs no more changes only with it."""
        found = self._heads(subject)
        if found is None:
            raise KeyError(subject)
        return found

    def _head(self, subject: str) -> SubjectHead | None:
        found = self.index.values("subject heads", subject)
        if not found:
            return None
        kind, name, former_ids, origins, recorded_on = found[0]
        day = dt.date.fromisoformat(recorded_on) if recorded_on else None
        return SubjectHead(subject, kind, name, former_ids, origins, day)

    def source_head(self, name: str) -> SourceHead | None:
        """The date, evidence and reach of a source."""
        found = self.index.values("source heads", name)
        if not found:
            return None
        date, evidence, reach = found[0]
        return SourceHead(parse(date) if date else None, Evidence.of(evidence), Reach.of(reach))

    def schemes_of(self, subject: str) -> list[str]:
        """The schemes that contain a subject, nearest first."""
        schemes: list[str] = []
        model = self.models.get(subject)
        while model and model.record.part_of and model.record.part_of not in (*schemes, subject):
            schemes.append(model.record.part_of)
            model = self.models.get(model.record.part_of)
        return schemes

    def ids(self, group: str, name: str) -> list[str]:
        """The ids that a group of facts gives for a name, in its order."""
        return [str(value[-1]) for value in self.index.values(group, name)]

    # Units ------------------------------------------------------------------------------------------

    def _list_head(self, path: str) -> Entry[ListHead]:
        name = path.rsplit("/", 1)[-1].removesuffix(".yml")
        head = next(value[1] for value in self.index.values("lists", name) if value[0] == path)
        return Entry(ListHead.model_validate_json(head), self.document(path))

    def units_of(self, list_id: str) -> Sequence[UnitRef]:
        """The units of one list by code."""
        return self._units_of(list_id)

    def _refs(self, list_id: str) -> tuple[UnitRef, ...]:
        found = self.index.values("units of", list_id)
        return tuple(UnitRef(list_id, code) for code in found[0]) if found else ()

    def points_of(self, list_id: str) -> Mapping[UnitRef, tuple[float, float] | None]:
        """The centre points (longitude, latitude) of the units of a list, as far as they are known."""
        return self._points_of(list_id)

    def _points(self, list_id: str) -> dict[UnitRef, tuple[float, float] | None]:
        found = self._together("points of", list_id, ("lon", "lat"))
        return {ref: None if None in point else point for ref, point in found}

    def provinces_of(self, list_id: str) -> dict[UnitRef, str | None]:
        """The provinces of the units of a list, as far as they are known."""
        return {ref: province for ref, (province,) in self._together("provinces of", list_id, ("province",))}

    def names_of(self, list_id: str) -> dict[UnitRef, str]:
        """The names of the units of a list, without their type."""
        return {ref: name for ref, (name,) in self._together("names of", list_id, ("name",))}

    def _together(self, what: str, list_id: str, fields: tuple[str, ...]) -> Iterator[tuple[UnitRef, Any]]:
        """Some fields of all units of a list, read as one thing."""
        note(what, list_id)
        columns = [list(AdminUnit.model_fields).index(field) for field in fields]
        units = self.index.group("units")
        for ref in self.units_of(list_id):
            values = units[str(ref)][0]
            yield ref, tuple(values[column] for column in columns)

    def counted_in(self, list_id: str) -> int:
        """How many units of a list are in the denominator under the rules."""
        return self._counted_in(list_id)

    def _count(self, list_id: str) -> int:
        refs = self.units_of(list_id)
        everything = self.rules.denominator is Denominator.ALL_UNITS
        return len(refs) if everything else sum(self.units[ref].has_union for ref in refs)

    def unit_name(self, ref: UnitRef) -> str:
        """The name of a unit with its type: xã Tam Bố, thị trấn Di Linh."""
        unit = self.units.get(ref) or self.elsewhere.get(ref)
        return f"{unit.type.label} {unit.name}" if unit else str(ref)

    def _parts(self, ref: UnitRef) -> tuple[Part, ...]:
        found = ((UnitRef(before, code), kind) for before, code, kind in self.index.values("parts", str(ref)))
        return tuple(Part(old, split=kind == EdgeKind.SPLIT, inside=old in self.units) for old, kind in found)

    def _successors(self, ref: UnitRef) -> tuple[UnitRef, ...]:
        return tuple(UnitRef(name, code) for name, code in self.index.values("successors", str(ref)))

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

    # The ledger -------------------------------------------------------------------------------------

    def _lines_of(self, subject: str) -> tuple[LedgerEntry, ...]:
        head = self._heads(subject)
        names = [subject, *(head.former_ids if head else ())]
        places = [place for name in names for place in self.index.values("lines of", name)]
        units = dict.fromkeys(UnitRef(place[0], place[1]) for place in places)
        found = [self._todays(entry) for ref in units for entry in self._ledger(ref) if entry.record.subject in names]
        standing = [entry for entry in found if entry.record.id not in self.superseded]
        return tuple(sorted(standing, key=self.order))

    def _lines_in(self, ref: UnitRef) -> tuple[LedgerEntry, ...]:
        return tuple(sorted(map(self._todays, self.written_in(ref)), key=self.order))

    def written_in(self, ref: UnitRef) -> tuple[LedgerEntry, ...]:
        """The lines of a unit's file as they are written."""
        note("ledgers", str(ref))
        return self._ledger(ref)

    def line_at(self, path: str, index: int) -> LedgerEntry:
        """One line of a ledger."""
        list_id, code = path.removesuffix(".yml").split("/")[-2:]
        return next(entry for entry in self._ledger(UnitRef(list_id, code)) if entry.path == (index,))

    def _ledger(self, ref: UnitRef) -> tuple[LedgerEntry, ...]:
        """The lines of a file as they are written; whoever asks says which of them it has read."""
        if ref not in self._ledgers:
            path = f"{DATA}/replications/{ref}.yml"
            stored = self._stored(path) if str(ref) in self.index.group("ledgers") else b""
            values = pickle.loads(stored) if stored else ()  # noqa: S301  # our own cache
            lines = [(index, Line.model_validate(value)) for index, value in values]
            document = self.document(path)
            self._ledgers[ref] = tuple(LedgerEntry(line, document, (index,), unit=ref) for index, line in lines)
        return self._ledgers[ref]

    def _todays(self, entry: LedgerEntry) -> LedgerEntry:
        """Lines are never rewritten, so a line that names a subject by a former id is read under today's."""
        subject = self.today(entry.record.subject)
        if subject == entry.record.subject:
            return entry
        return replace(entry, record=entry.record.model_copy(update={"subject": subject}))

    def lines_recorded(self, most: int) -> list[LedgerEntry]:
        """The lines that came in last, superseded ones too, the newest first."""
        found: list[LedgerEntry] = []
        for day in reversed(self.index.names("recorded")):
            if len(found) >= most:
                break
            places = {(UnitRef(*name.split("/")), index) for name, index, _ in self.index.values("recorded", day)}
            written = [entry for ref in {ref for ref, _ in places} for entry in self._ledger(ref)]
            found += [self._todays(entry) for entry in written if (entry.unit, entry.path[0]) in places]
        newest = sorted(found, key=lambda e: (e.record.recorded_on, self.moment(e).last, e.record.id), reverse=True)
        return newest[:most]

    def moment(self, entry: LedgerEntry) -> Moment:
        """When a line holds. An absent date counts from the latest date of its sources."""
        line = entry.record
        if line.date:
            return _stated(line.date.text, "line")
        heads = [head for head in map(self.source_head, line.sources) if head]
        dated = [head.date for head in heads if head.date]
        if dated:
            return _stated(max(dated).text, "source")
        day = line.recorded_on
        return Moment(day, day, spoken_day(day), "recorded")

    def order(self, entry: LedgerEntry) -> tuple[dt.date, dt.date, str]:
        """Lines are ordered by the last day of their date, the day they were recorded, and their id."""
        return self.moment(entry).last, entry.record.recorded_on, entry.record.id


@lru_cache(maxsize=16_384)  # thousands of lines share their dates
def _stated(date: str, basis: str) -> Moment:
    found = parse(date)
    return Moment(found.last, found.first, found.spoken, basis)


def in_force(unit_list: ListHead, day: dt.date) -> bool:
    """Whether a list is in force on a day; an absent bound is open."""
    return (unit_list.valid_from is None or unit_list.valid_from <= day) and (
        unit_list.valid_to is None or day <= unit_list.valid_to
    )
