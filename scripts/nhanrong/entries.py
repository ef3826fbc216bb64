"""Records as they were found: each with its document, so that every fault has a place."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from nhanrong.document import Document
from nhanrong.problems import Place
from nhanrong.records.area import Area, Rules
from nhanrong.records.consent import Consent
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList

Kind = TypeVar("Kind", bound=BaseModel)


@dataclass(frozen=True)
class Entry(Generic[Kind]):
    """A record and where its parts stand."""

    record: Kind
    document: Document
    path: tuple[str | int, ...] = ()

    def place(self, *path: str | int, key: bool = False) -> Place:
        """The place of a part of the record."""
        return self.document.place(self.path + path, key=key)


@dataclass(frozen=True)
class LedgerEntry(Entry[Line]):
    """A line and the unit whose ledger holds it."""

    unit: UnitRef = field(kw_only=True)


@dataclass(frozen=True)
class Records:
    """Everything read from one knowledge base; references between records are not yet checked."""

    area: Entry[Area] | None = None
    rules: Entry[Rules] | None = None
    models: tuple[Entry[Model], ...] = ()
    practices: tuple[Entry[Practice], ...] = ()
    sessions: tuple[Entry[Session], ...] = ()
    sources: tuple[Entry[Source], ...] = ()
    consents: tuple[Entry[Consent], ...] = ()
    unit_lists: tuple[Entry[UnitList], ...] = ()
    lines: tuple[LedgerEntry, ...] = ()
    ledgers: tuple[tuple[Document, UnitRef], ...] = ()  # the files of the ledger, empty ones too
    outlines: tuple[tuple[str, tuple[object, ...]], ...] = field(default=(), compare=False)  # file, GeoJSON features
    unreadable: frozenset[tuple[str, str]] = frozenset()  # folder and name of what could not be read whole
