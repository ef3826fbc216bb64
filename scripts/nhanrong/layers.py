"""Results by name, each kept as long as nothing that it was made of has changed.

A *layer* is one kind of result: checked files, cards, pages. Its table says of every result what it had read; whatever
has changed since the table was written is looked for there, and only what had read it is made again.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nhanrong.cores import on_all_cores
from nhanrong.store import Store
from nhanrong.tracking import ALL, Cell, note, tracked

_WIDTH = 8  # bytes that stand for a cell
_LONGEST_LOG = 50_000  # cells; tables older than the log are made anew


@dataclass(frozen=True)
class Made:
    """A result: its name, its digest (none for an empty value), the cells that it read, its value pickled."""

    name: str
    digest: str
    read: bytes
    value: bytes


class Changes:
    """The log of what has changed, build by build: (tick, cells)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        kept = store.get("changes", "")
        self._log: list[tuple[int, frozenset[Cell]]] = pickle.loads(kept) if kept else []  # noqa: S301  # our own cache
        self.tick = self._log[-1][0] + 1 if self._log else 1
        self.now: set[Cell] = set()

    def since(self, tick: int) -> set[Cell] | None:
        """What has changed after a build, this one included; None when nobody remembers."""
        if tick and self._log and tick < self._log[0][0]:
            return None
        return self.now.union(*(cells for when, cells in self._log if when > tick))

    def keep(self) -> None:
        """This build's changes go into the log, and old ones that make it too long go."""
        self._log = [*(item for item in self._log if item[0] != self.tick), (self.tick, frozenset(self.now))]
        while len(self._log) > 1 and sum(len(cells) for _, cells in self._log) > _LONGEST_LOG:
            del self._log[0]
        self._store.put("changes", [("", pickle.dumps(self._log))])


class Layer:
    """The results of one kind; reading one is noted under the layer's name.

    `replaced` names what the last update has changed: what was there before, None where it is new.
    """

    def __init__(self, name: str, store: Store, changes: Changes) -> None:
        self.name = name
        self._store = store
        self._changes = changes
        kept = store.get("tables", name)
        self._tick, self._table = pickle.loads(kept) if kept else (0, {})  # noqa: S301  # our own cache
        self._values: dict[str, Any] = {}
        self._dropped: list[str] = []
        self.replaced: dict[str, Any] = {}

    def names(self) -> list[str]:
        """The names of all results, sorted."""
        note(self.name, ALL)
        return sorted(self._table)

    def telling(self) -> list[str]:
        """The names of the results that are not empty, sorted."""
        return sorted(name for name, (digest, _) in self._table.items() if digest)

    def digest(self, name: str) -> str:
        """What stands for a result; nothing for an empty one."""
        note(self.name, name)
        return str(self._table[name][0])

    def value(self, name: str) -> Any:
        """A result."""
        note(self.name, name)
        if name not in self._values:
            data = self._store.get(self.name, name)
            assert data is not None  # every name in the table has a value in the store
            self._values[name] = pickle.loads(data)  # noqa: S301  # our own cache
        return self._values[name]

    def get(self, name: str) -> Any:
        """A result, or None where there is none; read as it may be now and later."""
        note(self.name, name)
        return self.value(name) if name in self._table else None

    def stale(self, names: Iterable[str]) -> list[str]:
        """Those of the names whose results are missing or were made of something that has changed."""
        changed = self._changes.since(self._tick)
        if changed is None:
            return list(names)
        marks = {_mark(cell) for cell in changed}
        return [name for name in names if name not in self._table or _hit(self._table[name][1], marks)]

    def update(
        self, names: Sequence[str], make: Callable[[str], Any], lost: Callable[[str], bool] = lambda _: False
    ) -> list[str]:
        """Bring the layer up to date with exactly these names; those that were made again.

        `lost` tells of a result that is up to date whether what came with it is gone, so that it has to be made again.
        """
        gone = self._table.keys() - set(names)
        self.replaced = {name: self.value(name) for name in gone}
        for name in gone:
            del self._table[name]
            self._changes.now |= {(self.name, name), (self.name, ALL)}
        self._dropped += gone
        found = set(self.stale(names))
        stale = [name for name in names if name in found or lost(name)]
        for made in on_all_cores(lambda name: _made(name, make), stale):
            self._take(made)
        return stale

    def _take(self, made: Made) -> None:
        before = self._table.get(made.name)
        self._table[made.name] = made.digest, made.read
        if before is not None and before[0] == made.digest:
            return
        self.replaced[made.name] = self.value(made.name) if before else None
        self._store.put(self.name, [(made.name, made.value)])
        self._values.pop(made.name, None)
        self._changes.now.add((self.name, made.name))
        if before is None:
            self._changes.now.add((self.name, ALL))

    def keep(self) -> None:
        """The table goes into the store."""
        self._store.drop(self.name, self._dropped)
        self._dropped = []
        self._tick = self._changes.tick
        self._store.put("tables", [(self.name, pickle.dumps((self._tick, self._table)))])


def _made(name: str, make: Callable[[str], Any]) -> Made:
    with tracked() as cells:
        result = make(name)
    value = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    digest = hashlib.blake2b(value, digest_size=16).hexdigest() if result else ""
    return Made(name, digest, b"".join(sorted(map(_mark, cells))), value)


@cache
def _mark(cell: Cell) -> bytes:
    return hashlib.blake2b("\0".join(cell).encode(), digest_size=_WIDTH).digest()


def _hit(read: bytes, marks: set[bytes]) -> bool:
    return any(read[at : at + _WIDTH] in marks for at in range(0, len(read), _WIDTH))
