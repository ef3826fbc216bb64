"""Which records, lines and other files differ between two knowledge bases, and in which of their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from nhanrong.comparing.fields import Comparison, Row
from nhanrong.comparing.saying import Saying
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, PHOTOS
from nhanrong.records.fields import Piece
from nhanrong.records.registry import BY_NAME, BY_TOP, Kind


class Change(StrEnum):
    """What became of a record or file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class RecordChange:
    """A record that differs, as it was and as it is; `former` is its id of before, where it has another one now."""

    kind: Kind
    id: str
    path: str
    before: Piece | None
    after: Piece | None
    former: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def change(self) -> Change:
        """What became of it."""
        return Change.ADDED if self.before is None else Change.REMOVED if self.after is None else Change.CHANGED

    @property
    def name(self) -> str:
        """How it is called; its id where it has no name."""
        record = self.after or self.before
        return str(getattr(record, "name", "") or getattr(record, "title", "") or self.id)


@dataclass(frozen=True)
class LineChange:
    """A line of the ledger that differs: as it was written, as it is written, and the fields between."""

    before: LedgerEntry | None
    after: LedgerEntry | None
    rows: tuple[Row, ...]

    @property
    def entry(self) -> LedgerEntry:
        """The line as it stands, or stood last."""
        found = self.after or self.before
        assert found is not None  # a change has one side at least
        return found


@dataclass(frozen=True)
class FileChange:
    """A photograph or a file of outlines that differs."""

    path: str
    change: Change


@dataclass(frozen=True)
class Changes:
    """Everything that differs; `reshaped` are files that say the same in another form, `unread` say nothing."""

    records: tuple[RecordChange, ...]
    added: tuple[LineChange, ...]
    removed: tuple[LineChange, ...]
    rewritten: tuple[LineChange, ...]
    files: tuple[FileChange, ...]
    reshaped: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def tops(self) -> frozenset[str]:
        """The files and folders of the data in which records differ."""
        return frozenset(record.kind.top for record in self.records)

    def __bool__(self) -> bool:
        """Whether anything differs at all."""
        lines = self.added or self.removed or self.rewritten
        return bool(self.records or lines or self.files or self.reshaped or self.unread)


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """What differs from one knowledge base to the next."""
    old, new = _digests(before, "files"), _digests(after, "files")
    paths = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    comparison = Comparison(Saying(before), Saying(after))
    unread = [path for path in paths if _is_unread(after, path)]
    read = [path for path in paths if path not in unread]
    lines = _lines(comparison, before, after, read)
    found = _renamed(list(_records(before, after, read)))
    records = [replace(one, rows=comparison.rows(one.before, one.after)) for one in found]
    records = [one for one in records if one.rows or one.change is not Change.CHANGED]
    told = {one.path for one in records}
    told |= {place.document.path for line in lines for place in (line.before, line.after) if place}
    return Changes(
        records=tuple(records),
        added=tuple(line for line in lines if line.before is None),
        removed=tuple(line for line in lines if line.after is None),
        rewritten=tuple(line for line in lines if line.before and line.after),
        files=tuple(_files(before, after)),
        reshaped=tuple(path for path in read if path in new and path not in told),
        unread=tuple(unread),
    )


def _digests(kb: Knowledge, group: str) -> Mapping[str, str]:
    """What stands for the content of each file of a group."""
    return {name: str(values[0][0]) for name, values in kb.index.group(group).items() if values}


def _records(before: Knowledge, after: Knowledge, paths: list[str]) -> Iterator[RecordChange]:
    """The records of files that differ; one that moved to another folder is the same record."""
    places: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        if not _kind(path).listed:
            places.setdefault((_kind(path).name, _stem(path)), []).append(path)
    for (kind, name), here in places.items():
        was, now = _record(before, here), _record(after, here)
        if was or now:
            yield RecordChange(BY_NAME[kind], name, next(filter(after.entries_at, here), here[0]), was, now)


def _is_unread(kb: Knowledge, path: str) -> bool:
    """Whether a file says nothing because it cannot be read; a ledger without lines says nothing too, but can."""
    return not kb.entries_at(path) and kb.index.has("unreadable", f"{path.split('/')[1]}/{_stem(path)}")


def _record(kb: Knowledge, places: list[str]) -> Piece | None:
    return next((entry.record for path in places for entry in kb.entries_at(path)), None)


def _renamed(records: list[RecordChange]) -> list[RecordChange]:
    """Where a new record has the id of one that is gone as a former id, the two are one that changed."""
    gone = {(one.kind, one.id): one for one in records if one.change is Change.REMOVED}
    found: list[RecordChange] = []
    for one in records:
        names = getattr(one.after, "former_ids", ()) if one.change is Change.ADDED else ()
        before = next((gone.pop((one.kind, name)) for name in names if (one.kind, name) in gone), None)
        found.append(replace(one, before=before.before, former=before.id) if before else one)
    return [one for one in found if one.change is not Change.REMOVED or (one.kind, one.id) in gone]


def _lines(comparison: Comparison, before: Knowledge, after: Knowledge, paths: list[str]) -> list[LineChange]:
    """The lines that differ, by unit and by their order there; one that moved to another unit was rewritten."""
    ledgers = [path for path in paths if _kind(path).listed]
    old, new = ({entry.record.id: entry for path in ledgers for entry in _written(kb, path)} for kb in (before, after))
    found: list[LineChange] = []
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None or (was.record, was.unit) != (now.record, now.unit):
            rows = comparison.rows(was.record if was else None, now.record if now else None)
            if was and now and was.unit != now.unit:
                units = comparison.before.unit(was.unit), comparison.after.unit(now.unit)
                rows = (Row(("Xã",), ("unit",), *units), *rows)
            found.append(LineChange(was, now, rows))
    return sorted(found, key=lambda line: (line.entry.unit, line.entry.path))


def _written(kb: Knowledge, path: str) -> Iterator[LedgerEntry]:
    return (entry for entry in kb.entries_at(path) if isinstance(entry, LedgerEntry))


def _files(before: Knowledge, after: Knowledge) -> Iterator[FileChange]:
    for group, folder in (("outlines", ""), ("photos", f"{DATA}/{PHOTOS}/")):
        old, new = _digests(before, group), _digests(after, group)
        for name in sorted(old.keys() | new.keys()):
            if old.get(name) != new.get(name):
                change = Change.ADDED if name not in old else Change.REMOVED if name not in new else Change.CHANGED
                yield FileChange(f"{folder}{name}", change)


def _kind(path: str) -> Kind:
    return BY_TOP[path.split("/")[1]]


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yml")
