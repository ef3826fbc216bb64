"""Results by name, each kept as long as nothing that it was made of has changed.

A *layer* is one kind of result: checked files, cards, pages. Its table says of every result what it had read; whatever
has changed since the table was written is looked for there, and only what had read it is made again.
"""

import hashlib
import pickle
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from nhanrong.cores import on_all_cores
from nhanrong.store import Store
from nhanrong.tracking import ALL, Cell, note, tracked

_WIDTH = 8  # bytes that stand for a cell
_PARTS = 64  # of a table
_LONGEST_LOG = 50_000  # cells; tables older than the log are made anew


class Aside(NamedTuple):
    """A result and what came with it, which is handed on but not kept."""

    result: Any
    more: Any


@dataclass(frozen=True)
class Made:
    """A result: its name, its digest (none for an empty value), the cells that it read, its value, what came with it.

    The value is pickled, but for that of a layer of small ones.
    """

    name: str
    digest: str
    read: bytes
    value: Any
    aside: Any


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
        """This build's changes go into the log, and old ones that make it too long go; too many are not told at all."""
        before = [item for item in self._log if item[0] != self.tick]
        if len(self.now) > _LONGEST_LOG:
            self._log = [(self.tick, frozenset())]
        else:
            self._log = [*before, (self.tick, frozenset(self.now))]
        while len(self._log) > 1 and sum(len(cells) for _, cells in self._log) > _LONGEST_LOG:
            del self._log[0]
        self._store.put("changes", [("", pickle.dumps(self._log))])

    def close(self) -> None:
        """This build is over; what changes from now on belongs to the next."""
        self.keep()
        self.now = set()
        self.tick += 1


class Layer:
    """The results of one kind; reading one is noted under the layer's name.

    `replaced` names what the last update has changed: what was there before, None where it is new.
    The results of a layer of `small` ones stand in its table, all others each by itself in the store.
    """

    def __init__(self, name: str, store: Store, changes: Changes, *, small: bool = False) -> None:
        self.name = name
        self._store = store
        self._changes = changes
        self._small = small
        kept, tick = (
            list(store.get_many("tables", [self._part(number) for number in range(_PARTS)])),
            store.get("ticks", name),
        )
        # name → digest, cells read, the value of a small result
        self._table: dict[str, tuple[str, bytes, Any]] = {}
        for _, part in kept:
            self._table |= pickle.loads(part)  # noqa: S301  # our own cache
        self._tick = int(tick) if kept and tick else 0
        self._values: dict[str, Any] = {}
        self._dropped: list[str] = []
        self._touched: set[int] = set()  # parts of the table
        self.replaced: dict[str, Any] = {}

    def _part(self, number: int) -> str:
        return f"{self.name}\0{number}"

    def names(self) -> list[str]:
        """The names of all results, sorted."""
        note(self.name, ALL)
        return sorted(self._table)

    def telling(self) -> list[str]:
        """The names of the results that are not empty, sorted."""
        return sorted(name for name, (digest, *_) in self._table.items() if digest)

    def digest(self, name: str) -> str:
        """What stands for a result; nothing for an empty one."""
        note(self.name, name)
        return str(self._table[name][0])

    def value(self, name: str) -> Any:
        """A result."""
        note(self.name, name)
        if self._small:
            return self._table[name][2]
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
        changed = self._changes.since(self._tick) if self._table else None
        if changed is None:
            return list(names)
        marks = {int.from_bytes(_mark(cell), sys.byteorder) for cell in changed}
        return [name for name in names if name not in self._table or _hit(self._table[name][1], marks)]

    def update(
        self,
        names: Sequence[str],
        make: Callable[[str], Any],
        lost: Callable[[str], bool] = lambda _: False,
        aside: Callable[[str, Any], None] = lambda _name, _more: None,
        *,
        light: bool = False,
        here: bool = False,
        passing: Callable[[int, int], None] = lambda _made, _of: None,
    ) -> list[str]:
        """Bring the layer up to date with exactly these names; those that were made again.

        `lost` tells of a result that is up to date whether what came with it is gone, so that it has to be made again.
        `aside` gets what came with each result that was made, in the order of the names. `light`, `here`:
        see `on_all_cores`.
        `passing` is told how many of how many are made.
        """
        gone = self._table.keys() - set(names)
        self.replaced = {name: self.value(name) for name in gone}
        for name in gone:
            del self._table[name]
            self._changes.now |= {(self.name, name), (self.name, ALL)}
        self._dropped += gone
        found = set(self.stale(names))
        stale = [name for name in names if name in found or lost(name)]
        self._touched |= {_part_of(name) for name in (*gone, *stale)}
        results = on_all_cores(lambda name: _made(name, make, small=self._small), stale, light=light, here=here)
        for number, made in enumerate(results, 1):
            self._take(made)
            aside(made.name, made.aside)
            passing(number, len(stale))
        return stale

    def _take(self, made: Made) -> None:
        before = self._table.get(made.name)
        if before is None or before[0] != made.digest:
            self._replace(made, new=before is None)
        if not self._small:  # also the same as before: a killed build may have left another
            self._store.put(self.name, [(made.name, made.value)])
            self._values.pop(made.name, None)
        self._table[made.name] = made.digest, made.read, made.value if self._small else None

    def _replace(self, made: Made, *, new: bool) -> None:
        self.replaced[made.name] = None if new else self.value(made.name)
        self._changes.now.add((self.name, made.name))
        if new:
            self._changes.now.add((self.name, ALL))

    def keep(self) -> None:
        """The table goes into the store."""
        if not self._small:
            self._store.drop(self.name, self._dropped)
        self._dropped = []
        self._tick = self._changes.tick
        if self._touched:
            parts: dict[int, dict[str, tuple[str, bytes, Any]]] = {number: {} for number in self._touched}
            for name, row in self._table.items():
                if (number := _part_of(name)) in parts:
                    parts[number][name] = row
            written = [
                (self._part(number), pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)) for number, rows in parts.items()
            ]
            self._store.put("tables", written)
        self._store.put("ticks", [(self.name, str(self._tick).encode())])
        self._touched = set()


def _part_of(name: str) -> int:
    """Which part of its layer's table a name stands in: of a large table an edit writes but a few parts again."""
    return zlib.crc32(name.encode()) % _PARTS


def _made(name: str, make: Callable[[str], Any], *, small: bool) -> Made:
    more = None
    with tracked() as reads:
        result = make(name)
    if isinstance(result, Aside):
        result, more = result
    value = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    digest = hashlib.blake2b(value, digest_size=16).hexdigest() if result else ""
    return Made(name, digest, b"".join(map(_mark, reads.cells())), result if small else value, more)


@lru_cache(maxsize=1 << 16)
def _mark(cell: Cell) -> bytes:
    return hashlib.blake2b("\0".join(cell).encode(), digest_size=_WIDTH).digest()


def _hit(read: bytes, marks: set[int]) -> bool:
    return not marks.isdisjoint(memoryview(read).cast("Q"))
