"""The facts of an index as mappings: records by id, units by list and code, relations; what is read is noted."""

from collections.abc import Callable, Container, Hashable, Iterator, Mapping
from typing import Generic, TypeVar

from nhanrong.entries import Entry
from nhanrong.index import Index
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.units import AdminUnit
from nhanrong.records.vocabulary import UnitType
from nhanrong.tracking import Few, Memo, note

Subject = Model | Practice
Record = TypeVar("Record", bound=Piece)
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Shelf(Mapping[str, Entry[Record]]):
    """The records of a kind by id, sorted; each is fetched once, when it is asked for."""

    def __init__(self, index: Index, group: str, fetch: Callable[[str], Entry[Record]]) -> None:
        self._index = index
        self._group = group
        self._fetch = fetch
        self._known: Few[str, Entry[Record]] = Few()

    def __getitem__(self, name: str) -> Entry[Record]:
        if name in self._known:
            note(self._group, name)
            return self._known[name]
        found = self._index.values(self._group, name)
        if not found:
            raise KeyError(name)
        entry = self._known[name] = self._fetch(found[0][0])
        return entry

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._index.has(self._group, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.names(self._group))

    def __len__(self) -> int:
        return self._index.count(self._group)


class Subjects(Mapping[str, Subject]):
    """Models and practices together."""

    def __init__(self, models: Mapping[str, Entry[Model]], practices: Mapping[str, Entry[Practice]]) -> None:
        self._models = models
        self._practices = practices

    def __getitem__(self, name: str) -> Subject:
        entry = self._models.get(name) or self._practices.get(name)
        if entry is None:
            raise KeyError(name)
        return entry.record

    def __contains__(self, name: object) -> bool:
        return name in self._models or name in self._practices

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._models, *self._practices}))

    def __len__(self) -> int:
        return len({*self._models, *self._practices})


class Units(Mapping[UnitRef, AdminUnit]):
    """Units by list and code."""

    def __init__(self, index: Index, group: str) -> None:
        self._index = index
        self._group = group
        self._known: Few[UnitRef, AdminUnit] = Few()

    def __getitem__(self, ref: UnitRef) -> AdminUnit:
        if ref in self._known:
            note(self._group, str(ref))
            return self._known[ref]
        found = self._index.values(self._group, str(ref))
        if not found:
            raise KeyError(ref)
        values = dict(zip(AdminUnit.model_fields, found[0], strict=True))
        values["type"] = UnitType.of(values["type"])
        unit = self._known[ref] = AdminUnit.model_construct(**values)
        return unit

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, UnitRef) and self._index.has(self._group, str(ref))

    def __iter__(self) -> Iterator[UnitRef]:
        return (UnitRef(*name.split("/")) for name in self._index.names(self._group))

    def __len__(self) -> int:
        return self._index.count(self._group)


class Names(Container[str]):
    """The names of a group of facts, to be asked for one by one."""

    def __init__(self, index: Index, group: str) -> None:
        self._index = index
        self._group = group

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._index.has(self._group, name)


class Relation(Generic[Key, Value]):
    """What each thing is related to, in a fixed order; nothing where there is no relation."""

    def __init__(self, find: Callable[[Key], tuple[Value, ...]]) -> None:
        self._find = Memo(find)

    def __getitem__(self, key: Key) -> tuple[Value, ...]:
        return self._find(key)

    def get(self, key: Key, default: tuple[Value, ...] = ()) -> tuple[Value, ...]:
        """The same; the default is what an absent relation is anyway."""
        return self._find(key) or default

    def __contains__(self, key: Key) -> bool:
        return bool(self._find(key))
