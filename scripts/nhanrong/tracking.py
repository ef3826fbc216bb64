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

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_reading: list[set[Cell]] = []


def note(group: str, name: str) -> None:
    """Say that a cell is being read; without anyone who asks it costs nothing."""
    if _reading:
        _reading[-1].add((group, name))


@contextmanager
def tracked() -> Iterator[set[Cell]]:
    """The cells that are read inside; what surrounds this has read them too."""
    cells: set[Cell] = set()
    _reading.append(cells)
    try:
        yield cells
    finally:
        _reading.pop()
        if _reading:
            _reading[-1] |= cells


class Memo(Generic[Key, Value]):
    """A function whose results are kept, each with what it was made of, which every later reader has read too."""

    def __init__(self, compute: Callable[[Key], Value]) -> None:
        self._compute = compute
        self._known: dict[Key, tuple[Value, set[Cell]]] = {}

    def __call__(self, key: Key) -> Value:
        """The result for a key."""
        known = self._known.get(key)
        if known is None:
            with tracked() as cells:
                value = self._compute(key)
            self._known[key] = value, cells
            return value
        if _reading:
            _reading[-1] |= known[1]
        return known[0]
