"""What is inside a record, sorted in one walk into what the rules ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from nhanrong.records.fields import UnitRef

Path = tuple[str | int, ...]

ADDRESSES = frozenset({"url", "public_basis"})  # fields whose text nobody reads as words


def texts_inside(piece: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text inside a record, its lists and its parts (no words of closed lists), each with the path to it."""
    for name, value in piece.__dict__.items():
        kind: Any = type(value)
        if kind is str:
            yield (*path, name), value
        elif kind is tuple:
            for index, item in enumerate(value):
                if type(item) is str:
                    yield (*path, name, index), item
                elif isinstance(item, BaseModel):
                    yield from texts_inside(item, (*path, name, index))
        elif kind is not UnitRef and _is_piece(kind):
            yield from texts_inside(value, (*path, name))


@dataclass(slots=True)
class Inside:
    """The texts inside a record (no words of closed lists, no addresses), and with their paths its parts by type,
    its lists of texts by name, the units that it names.
    """

    texts: list[str] = field(default_factory=list)
    parts: dict[type, list[tuple[Path, BaseModel]]] = field(default_factory=dict)
    lists: dict[str, list[tuple[Path, tuple[str, ...]]]] = field(default_factory=dict)
    units: list[tuple[Path, UnitRef]] = field(default_factory=list)

    def of(self, *kinds: type) -> Iterable[tuple[Path, BaseModel]]:
        """The parts of these types."""
        return [part for kind in kinds for part in self.parts.get(kind, ())]

    def listed(self, key: str) -> Iterator[tuple[Path, str]]:
        """Every text in a list called `key`, however deep."""
        for path, items in self.lists.get(key, ()):
            for index, item in enumerate(items):
                yield (*path, index), item

    def add(self, piece: BaseModel, path: Path = ()) -> None:
        """Sort in what a part of the record holds."""
        for name, value in piece.__dict__.items():
            kind: Any = type(value)
            if kind is str:
                if name not in ADDRESSES:
                    self.texts.append(value)
            elif kind is tuple:
                if value:
                    self._add_list(value, (*path, name))
            elif kind is UnitRef:
                self.units.append(((*path, name), value))
            elif _is_piece(kind):
                self._add_part(value, (*path, name))

    def _add_list(self, items: tuple[object, ...], path: Path) -> None:
        kind: Any = type(items[0])  # all items of a list are of one type, or words of one closed list
        if kind is str:
            self.texts += items  # type: ignore[arg-type]
            self.lists.setdefault(str(path[-1]), []).append((path, items))  # type: ignore[arg-type]
        elif kind is UnitRef:
            self.units += (((*path, index), item) for index, item in enumerate(items))  # type: ignore[misc]
        elif _is_piece(kind):
            for index, item in enumerate(items):
                self._add_part(item, (*path, index))  # type: ignore[arg-type]

    def _add_part(self, piece: BaseModel, path: Path) -> None:
        self.parts.setdefault(type(piece), []).append((path, piece))
        self.add(piece, path)


def inside(record: BaseModel) -> Inside:
    """What is inside a record."""
    found = Inside()
    found.add(record)
    return found


@cache
def _is_piece(kind: Any) -> bool:
    return issubclass(kind, BaseModel)
