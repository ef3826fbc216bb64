"""What a file says that others ask for, as facts: (group, name, value) each, all of plain text and numbers.

A fact is read as a cell: when a file changes, the cells of the facts that came or went have changed, and with them
whatever was computed from them. So a value holds as much as others may ask for, a digest where they ask for all.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from nhanrong.records.area import Area, Rules
from nhanrong.records.consent import Consent
from nhanrong.records.exceptions import Exceptions
from nhanrong.records.fields import Piece, Term, UnitRef
from nhanrong.records.filing import Filing
from nhanrong.records.form import Form
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import AdminUnit, ListHead, UnitList
from nhanrong.suiting import as_fact, needs
from nhanrong.vietnamese import reading_order

Fact = tuple[str, str, tuple[Any, ...]]

_KEPT = {Consent: "consents", Form: "forms", Filing: "filings"}

# What is asked of all units of a list at once: one cell stands for it, so that nobody need name ten thousand.
UNITS_TOGETHER = {"points of": ("lat", "lon"), "provinces of": ("province",), "names of": ("name", "type")}

SHELVES = 1024


def shelf_of(model: str) -> int:
    """On which of `SHELVES` shelves the details of a model lie; scripts reckon the same from its id."""
    found = 0
    for letter in model:
        found = (found * 31 + ord(letter)) % 65521
    return found % SHELVES


def digest(data: bytes) -> str:
    """What stands for the bytes of a file, or of a part of it."""
    return hashlib.sha256(data).hexdigest()[:32]  # a browser can reckon it too


def record_facts(record: Piece, path: str, content: str) -> Iterator[Fact]:
    """The facts of the record in the file at `path`, whose bytes have the digest `content`."""
    yield "files", path, (content,)
    match record:
        case Model() | Practice():
            yield from _subject(record, path, content)
        case Session():
            yield from _session(record, path, content)
        case Source():
            yield "sources", record.id, (path, content)
            yield "source heads", record.id, _head(record)
        case UnitList():
            yield from _unit_list(record, path, content)
        case Consent() | Form() | Filing():
            yield _KEPT[type(record)], record.id, (path, content)
            if isinstance(record, Filing):
                yield "filings of", record.form, (record.id,)
        case Area():
            yield "area", "", (path, content)
        case Rules():
            yield "rules", "", (path, content)
        case Exceptions():
            yield "exceptions", "", (path, content)
        case _:
            raise TypeError(type(record))


def ledger_facts(
    lines: Sequence[tuple[int, Line]], values: Sequence[object], unit: UnitRef, path: str, content: str
) -> Iterator[Fact]:
    """The facts of the ledger of a unit: its lines, each with its place among the `values` of the file."""
    name = str(unit)
    yield "files", path, (content,)
    yield "ledgers", name, (path, content)
    for index, line in lines:
        mark = digest(repr(values[index]).encode())
        yield "lines of", line.subject, (unit.list, unit.code, index, mark)
        yield "lines", line.id, (path, index)
        yield "recorded", line.recorded_on.isoformat(), (name, index, mark)
        if line.supersedes:
            yield "superseded", line.supersedes, (path, index)


def unreadable_facts(folder: str, name: str) -> Iterator[Fact]:
    """That a record could not be read whole: whoever names it has not made a second fault."""
    yield "unreadable", f"{folder}/{name}", ()
    yield "broken", name, (folder,)


def _subject(subject: Model | Practice, path: str, content: str) -> Iterator[Fact]:
    kind = "models" if isinstance(subject, Model) else "practices"
    yield kind, subject.id, (path, content)
    yield "subject heads", subject.id, _subject_head(kind, subject)
    group = subject.sector if isinstance(subject, Model) else subject.kind
    yield f"{kind} by group", group.value, (*reading_order(subject.name), subject.id)
    yield "on paper", subject.id, (kind, bool(subject.reviewed), bool(subject.steps))
    if subject.sector:
        yield "in theme", subject.sector.value, (subject.id,)
    yield from (("former subjects", former, (subject.id,)) for former in subject.former_ids)
    yield from (("crops", crop, (kind, subject.id)) for crop in dict.fromkeys(subject.crops_animals))
    yield from (("origins", str(ref), (subject.id,)) for ref in dict.fromkeys(subject.origin_communes))
    yield from (("placed in", str(ref), (subject.id,)) for ref in dict.fromkeys(subject.place.units))
    if isinstance(subject, Practice):
        if subject.recorded_on:
            day = subject.recorded_on.isoformat()
            yield from _came_in(kind, subject.id, day, day)
        yield from (("practices naming", model, (subject.id,)) for model in dict.fromkeys(subject.models))
        return
    yield "needs", subject.id, as_fact(needs(subject))
    yield "shelves", str(shelf_of(subject.id)), (subject.id,)
    yield from (("components", subject.id, (component.id,)) for component in subject.components)
    yield from (("mentions", str(ref), (subject.id,)) for ref in dict.fromkeys(subject.mentioned_communes))
    yield from (("models naming", practice, (subject.id,)) for practice in dict.fromkeys(subject.practices))
    if subject.part_of:
        yield "groups", subject.part_of, (subject.id,)


def _session(session: Session, path: str, content: str) -> Iterator[Fact]:
    newest_first = (-session.date.last.toordinal() if session.date else 0, session.id)
    yield "sessions", session.id, (path, content)
    yield "years", str(session.date.last.year) if session.date else "", newest_first
    if session.recorded_on:
        told = session.date.last.isoformat() if session.date else ""
        yield from _came_in("sessions", session.id, session.recorded_on.isoformat(), told)
    yield "session days", session.id, newest_first[:1]
    yield from (("former sessions", former, (session.id,)) for former in session.former_ids)
    yield from (("crops", crop, ("sessions", *newest_first)) for crop in dict.fromkeys(session.crops_animals))
    subjects = dict.fromkeys((*session.models, *session.practices))
    yield from (("sessions of", subject, newest_first) for subject in subjects)
    yield from (("sessions in", str(ref), newest_first) for ref in dict.fromkeys(session.place.units))


def _came_in(kind: str, name: str, day: str, told: str) -> Iterator[Fact]:
    """On which day a record was recorded and what day it tells of."""
    yield f"{kind} recorded", day, (told, name)
    yield f"{kind} came in", name, (day, told)


def _unit_list(unit_list: UnitList, path: str, content: str) -> Iterator[Fact]:
    name, previous = unit_list.id, unit_list.previous
    yield "lists", name, (path, unit_list.model_dump_json(include=set(ListHead.model_fields)))
    yield "list files", name, (path, content)
    yield "units of", name, tuple(sorted(unit.code for unit in unit_list.units))
    yield from (("units", f"{name}/{unit.code}", _unit(unit)) for unit in unit_list.units)
    for what, fields in UNITS_TOGETHER.items():
        values = [(unit.code, *(getattr(unit, field) for field in fields)) for unit in unit_list.units]
        yield what, name, (digest(repr(values).encode()),)
    if previous is None:
        return
    yield from (("units elsewhere", f"{previous}/{unit.code}", _unit(unit)) for unit in unit_list.elsewhere)
    for edge in unit_list.edges:
        yield "parts", f"{name}/{edge.new}", (previous, edge.old, edge.kind.value)
        yield "successors", f"{previous}/{edge.old}", (name, edge.new)


def _subject_head(kind: str, subject: Model | Practice) -> tuple[Any, ...]:
    """What a ledger, its maps and its tables need to know of a subject."""
    return (
        kind,
        subject.name,
        subject.former_ids,
        tuple(dict.fromkeys(subject.origin_communes)),
        subject.recorded_on.isoformat() if subject.recorded_on else "",
    )


def _head(source: Source) -> tuple[str, ...]:
    """What a ledger needs to know of a source."""
    return source.date.text if source.date else "", source.evidence.value, source.reach.value


def _unit(unit: AdminUnit) -> tuple[Any, ...]:
    values = (getattr(unit, name) for name in AdminUnit.model_fields)
    return tuple(value.value if isinstance(value, Term) else value for value in values)
