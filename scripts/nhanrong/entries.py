"""Records as they were found: each with its document, so that every fault has a place."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from nhanrong.document import Document
from nhanrong.problems import Place
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line

Kind = TypeVar("Kind", bound=BaseModel)
Outlines = tuple[tuple[str, tuple[object, ...]], ...]  # GeoJSON files, each with its features


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
