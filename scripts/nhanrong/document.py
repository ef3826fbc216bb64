"""What one file says, and where in it each part stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nhanrong.problems import Place

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """The value of one file and where each of its parts stands (line and column from 1)."""

    path: str
    value: object = None
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """The place of the value at `path` (of its key on request), else of its nearest known parent."""
        for end in range(len(path), -1, -1):
            shorter = path[:end]
            tables = (self.keys, self.values) if key or end < len(path) else (self.values, self.keys)
            for table in tables:
                if shorter in table:
                    return Place(self.path, *table[shorter])
        return Place(self.path)
