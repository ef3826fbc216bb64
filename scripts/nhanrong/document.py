"""What one file says, and where in it each part stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nhanrong.problems import Place

Path = tuple[str | int, ...]
Positions = tuple[Mapping[Path, tuple[int, int]], Mapping[Path, tuple[int, int]]]  # of the keys, of the values


def _nowhere() -> Positions:
    return {}, {}


@dataclass(frozen=True)
class Document:
    """The value of one file and where each of its parts stands (line and column from 1).

    Places are rarely asked for and dear, so `locate` finds them all when the first is wanted, and only once.
    """

    path: str
    value: object = None
    locate: Callable[[], Positions] = field(default=_nowhere, compare=False, repr=False)

    @cached_property
    def _positions(self) -> Positions:
        return self.locate()

    @property
    def keys(self) -> Mapping[Path, tuple[int, int]]:
        """Where each key stands."""
        return self._positions[0]

    @property
    def values(self) -> Mapping[Path, tuple[int, int]]:
        """Where each value starts."""
        return self._positions[1]

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """The place of the value at `path` (of its key on request), else of its nearest known parent."""
        for end in range(len(path), -1, -1):
            shorter = path[:end]
            tables = (self.keys, self.values) if key or end < len(path) else (self.values, self.keys)
            for table in tables:
                if shorter in table:
                    return Place(self.path, *table[shorter])
        return Place(self.path)
