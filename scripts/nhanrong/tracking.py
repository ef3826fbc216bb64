"""What a computation has read: so that its result is kept as long as none of that has changed.

A *cell* is one readable thing: a group of facts and a name in it, such as ("models", "dau-tam") or
("templates", "model.html.j2"). The name `ALL` stands for the set of names of a group, `ANY` for all that it says.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Cell = tuple[str, str]
ALL = "*"
ANY = "**"
_MANY = 300

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Reads:
    """What a computation has read: cells of its own, and those of the computations that it has asked."""

    __slots__ = ("asked", "own")

    def __init__(self) -> None:
        self.own: set[Cell] = set()
        self.asked: set[Reads] = set()

    def cells(self) -> set[Cell]:
        """All cells, each computation looked at once."""
        found = set(self.own)
        seen = set(self.asked)
        waiting = list(seen)
        while waiting:
            reads = waiting.pop()
            found |= reads.own
            new = reads.asked - seen
            seen |= new
            waiting += new
        return found


_reading: list[Reads] = []


def note(group: str, name: str) -> None:
    """Say that a cell is being read; without anyone who asks it costs nothing."""
    if _reading:
        _reading[-1].own.add((group, name))


@contextmanager
def tracked() -> Iterator[Reads]:
    """What is read inside; what surrounds this has read it too."""
    reads = Reads()
    if _reading:
        _reading[-1].asked.add(reads)
    _reading.append(reads)
    try:
        yield reads
    finally:
        _reading.pop()


class Few(dict[Key, Value]):
    """A dictionary of what can be had again: when much has come in, it begins anew."""

    def __setitem__(self, key: Key, value: Value) -> None:
        """Keep a value, at the cost of all others now and then."""
        if len(self) >= _MANY:
            self.clear()
        super().__setitem__(key, value)


class Memo(Generic[Key, Value]):
    """A function whose results are kept, each with what it was made of, which every later reader has read too.

    When they have become many, all are forgotten, so that memory does not grow with the number of pages.
    """

    def __init__(self, compute: Callable[[Key], Value]) -> None:
        self._compute = compute
        self._known: Few[Key, tuple[Value, Reads]] = Few()

    def __call__(self, key: Key) -> Value:
        """The result for a key."""
        known = self._known.get(key)
        if known is None:
            with tracked() as reads:
                value = self._compute(key)
            self._known[key] = value, reads
            return value
        if _reading:
            _reading[-1].asked.add(known[1])
        return known[0]
