"""A record as the rows leave it, the cell that each part of it comes from, and what it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nhanrong.anatomy import Part
from nhanrong.document import Path
from nhanrong.problems import Place, Problem
from nhanrong.records.fields import UnitRef
from nhanrong.records.registry import BY_NAME
from nhanrong.tables.held import Held, Value, part_at
from nhanrong.tables.layout import Keys
from nhanrong.tables.reading import Row


@dataclass
class Faults:
    """What is wrong with the cells of an import; of a doubtful cell nothing more is said."""

    problems: list[Problem] = field(default_factory=list)
    doubtful: set[Place] = field(default_factory=set)

    def wrong(self, row: Row, keys: Keys, code: str, message: str, hint: str) -> None:
        """Note a problem of a cell."""
        self.doubtful.add(row.place(keys))
        self.problems.append(Problem(row.place(keys), code, message, hint))


@dataclass
class Merged:
    """A record as the rows leave it, and the cell that each part of it comes from."""

    kind: str
    id: str
    before: Held | None
    value: Value
    unit: UnitRef | None
    place: Place
    cells: dict[Path, Place] = field(default_factory=dict)
    changed: int = 0
    set_by: dict[Path, Place] = field(default_factory=dict)

    def where(self, path: Path) -> Place:
        """The cell of a part; else the first one below it, else that of what holds it."""
        for end in range(len(path), 0, -1):
            above = path[:end]
            below = (place for keys, place in self.cells.items() if keys[:end] == above)
            if found := self.cells.get(above) or next(below, None):
                return found
        return self.place

    def forget(self, path: Path) -> None:
        """Let a part come from no cell, as its row says nothing new."""
        for known in (self.cells, self.set_by):
            for keys in [keys for keys in known if keys[: len(path)] == path]:
                del known[keys]


def note_lacking(record: Merged, faults: Faults) -> None:
    """Note what a record cannot do without."""
    for place, title, description in _lacking(record, Part(BY_NAME[record.kind].type), record.value, ()):
        if place not in faults.doubtful:
            faults.problems.append(Problem(place, "NR201", f"thiếu “{title}”", description))


def _lacking(record: Merged, part: Part, value: object, path: Path) -> Iterator[tuple[Place, str, str]]:
    for field_ in part.fields:
        here, inner = (*path, field_.key), part_at(value, (field_.key,))
        if inner is None and field_.required:
            yield record.where(here), field_.title, field_.description
        elif inner is not None and field_.form.pieces and field_.form.part:
            for index, piece in _each(inner, many=field_.form.many):
                yield from _lacking(record, field_.form.part, piece, (*here, *index))


def _each(value: object, *, many: bool) -> Iterator[tuple[Path, object]]:
    if many and isinstance(value, Iterable):
        yield from (((index,), piece) for index, piece in enumerate(value))
    else:
        yield (), value
