"""From merged records to changed files, and from the problems of these back to the cells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from nhanrong.canonical import written
from nhanrong.commented import comments_of
from nhanrong.document import Path, Positions
from nhanrong.edits import inside, with_lines, with_record
from nhanrong.layout import DATA
from nhanrong.problems import Place, Problem, in_order
from nhanrong.records.fields import UnitRef
from nhanrong.records.registry import BY_NAME
from nhanrong.saving import Change
from nhanrong.strictyaml import positions
from nhanrong.tables.held import Held
from nhanrong.tables.merged import Merged
from nhanrong.tables.merging import Merger


@dataclass(frozen=True)
class Entry:
    """The files that an import changes, and the records behind them by file and, in a ledger, by number."""

    changes: tuple[Change, ...]
    new: tuple[Merged, ...]
    changed: tuple[Merged, ...]
    cleared: tuple[Place, ...]
    _behind: Mapping[tuple[str, int | None], Merged]

    def traced(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems of the base with these changes, each at the cell that it comes from where that is known."""
        stand = {one.path: positions(one.path, one.after.encode()) for one in self.changes}
        return in_order(Problem(self._cell(one.place, stand), one.code, one.message, one.hint) for one in problems)

    def _cell(self, place: Place, stand: Mapping[str, Positions]) -> Place:
        if place.path not in stand:
            return place
        path = _path_at(place, stand[place.path])
        first, *rest = path or (None,)
        if isinstance(first, int):
            record, path = self._behind.get((place.path, first)), tuple(rest)
        else:
            record = self._behind.get((place.path, None))
        return record.where(path) if record else place


def entry(root: FilePath, merger: Merger, held: Mapping[tuple[str, str], Held]) -> Entry:
    """What the merged records do to the files."""
    changes: list[Change] = []
    behind: dict[tuple[str, int | None], Merged] = {}
    lines: dict[UnitRef, list[Merged]] = defaultdict(list)
    touched = [record for record in merger.records.values() if record.changed]
    for record in touched:
        if record.unit:
            lines[record.unit].append(record)
        else:
            changes.append(_file(root, record))
            behind[changes[-1].path, None] = record
    for unit, added in lines.items():
        changes.append(with_lines(root, unit, [record.value for record in added]))
        known = sum(one.unit == unit for one in held.values())
        behind |= {(changes[-1].path, known + index): record for index, record in enumerate(added)}
    new = tuple(record for record in touched if record.before is None)
    changed = tuple(record for record in touched if record.before)
    ordered = sorted(changes, key=lambda one: one.path)
    return Entry(tuple(ordered), new, changed, tuple(merger.cleared), behind)


def _file(root: FilePath, record: Merged) -> Change:
    kind = BY_NAME[record.kind]
    if record.before is None:
        return with_record(root, inside(kind, record.value), kind.type, record.value)
    path, where = record.before.path, f"{DATA}/{inside(kind, record.value)}"
    before = (root / path).read_text("utf-8")
    return Change(where, before, written(kind.type, record.value, comments_of(before)), "" if where == path else path)


def _path_at(place: Place, stand: Positions) -> Path:
    """The innermost part that stands at a place, else the last one that begins before it."""
    at = (place.line, place.column)
    starts = [(start, path) for table in stand for path, start in table.items() if start <= at]
    return max(starts, key=lambda one: (one[0], len(one[1])))[1] if starts else ()
