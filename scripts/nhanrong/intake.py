"""From the files of a knowledge base to its knowledge and its problems, reading again only what has changed."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

from nhanrong import checks, photographs
from nhanrong.cores import on_all_cores
from nhanrong.entries import Outlines
from nhanrong.facts import Fact, digest
from nhanrong.index import Group, Index
from nhanrong.knowledge import Knowledge
from nhanrong.layers import Changes, Layer
from nhanrong.layout import DATA, PHOTOS, SINGLE_FILES, office_files, record_files
from nhanrong.loading import Reading, digest_of, locate, read_files, read_outlines
from nhanrong.problems import Place, Problem, in_order
from nhanrong.store import Store
from nhanrong.surroundings import Judged, surroundings

_AT_ONCE = 400
_TOGETHER = 100  # files whose texts are judged as one


class Intake:
    """What is known of a folder's files; `take` brings it up to date."""

    def __init__(self, root: Path, store: Store, passing: Callable[[int, int], None] = lambda _read, _of: None) -> None:
        self._root = root
        self._store = store
        self._passing = passing
        self.changes = Changes(store)
        self._index = Index(self._kept_group)
        self._checked = Layer("checked", store, self.changes, small=True)
        kept = store.get("intake", "files")
        # path → digest of the bytes, the file's own problems
        self._files: dict[str, tuple[str, tuple[Problem, ...]]] = pickle.loads(kept) if kept else {}  # noqa: S301  # our own cache
        self.read_again = 0

    def take(self, more: Mapping[str, Iterable[Fact]] | None = None) -> tuple[Knowledge, list[Problem]]:
        """The knowledge base as its files stand now, and every problem in order.

        `more` are facts from elsewhere, by what they come from: the day, the templates.
        """
        problems: list[Problem] = []
        paths = record_files(self._root, problems)
        problems += _missing(paths)
        self._refresh(paths)
        problems += self._photographs()
        self.put("office files", [("office files", name, ()) for name in office_files(self._root)])
        problems += self._surroundings()
        outlines, faults = self._outlines()
        problems += faults
        self.put("outlines", [("outlines", path, (digest(repr(features).encode()),)) for path, features in outlines])
        for name, facts in (more or {}).items():
            self.put(name, facts)
        self.keep()
        kb = self._knowledge(outlines)
        named = [path for path in paths if path.count("/") > 1 and path.split("/")[1] not in {"units", "consents"}]
        self._checked.update(
            [*named, *(path for path in paths if path.endswith("/rules.yml"))], _Related(kb), light=True
        )
        self._checked.keep()
        self._store.commit()
        problems += [problem for _, own in self._files.values() for problem in own]
        problems += [problem for path in self._checked.telling() for problem in self._checked.value(path)]
        return kb, in_order(checks.reviewed(kb, [*problems, *checks.whole(kb)]))

    def _knowledge(self, outlines: Outlines = ()) -> Knowledge:
        return Knowledge(self._index, self._stored, lambda path: locate(self._root, path), outlines, self._photo)

    def _refresh(self, paths: list[str]) -> None:
        """Read what has changed and forget what is gone, by the digests of the files."""
        changed = [path for path in paths if not (mark := digest_of(self._root, path)) or self._known(path) != mark]
        gone = self._files.keys() - set(paths)
        self.read_again = len(changed)
        for path in gone:
            self._index.replace(self._facts(path), ())
            del self._files[path]
        self._store.drop("records", gone)
        self._store.drop("facts", gone)
        together = [changed[begin : begin + _TOGETHER] for begin in range(0, len(changed), _TOGETHER)]
        readings = chain.from_iterable(on_all_cores(self._read, together, light=True))
        read = 0
        while some := list(islice(readings, _AT_ONCE)):
            for reading in some:
                self._index.replace(self._facts(reading.path), reading.facts)
                self._files[reading.path] = reading.digest, reading.problems
            self._store.put("records", ((reading.path, reading.records) for reading in some))
            self._store.put("facts", ((reading.path, pickle.dumps(reading.facts)) for reading in some))
            read += len(some)
            self._passing(read, len(changed))
        if changed or gone:
            self._store.put("intake", [("files", pickle.dumps(self._files))])

    def _read(self, paths: Sequence[str]) -> list[Reading]:
        return read_files(self._root, paths, checks.local, checks.private)

    def _known(self, path: str) -> str:
        return self._files[path][0] if path in self._files else ""

    def _facts(self, path: str) -> tuple[Fact, ...]:
        kept = self._store.get("facts", path) if path in self._files else None
        return pickle.loads(kept) if kept else ()  # noqa: S301  # our own cache

    @property
    def known(self) -> int:
        """How many files there are."""
        return len(self._files)

    def put(self, name: str, facts: Iterable[Fact]) -> None:
        """Facts that come from elsewhere, in place of those of this name."""
        kept = self._store.get("more", name)
        before: tuple[Fact, ...] = pickle.loads(kept) if kept else ()  # noqa: S301  # our own cache
        after = tuple(facts)
        if after != before:
            self._index.replace(before, after)
            self._store.put("more", [(name, pickle.dumps(after))])

    def keep(self) -> None:
        """Keep the facts and what has changed in them, together: a build that ends here leaves nothing unsaid."""
        changed = self._index.take_changes()
        groups = {group for group, _ in changed}
        self._store.put("groups", ((name, pickle.dumps(self._index.group(name))) for name in sorted(groups)))
        self.changes.now |= changed
        if self.changes.now:
            self.changes.keep()
            self._store.commit()

    def _kept_group(self, name: str) -> Group:
        kept = self._store.get("groups", name)
        return pickle.loads(kept) if kept else {}  # noqa: S301  # our own cache

    def _photo(self, name: str) -> bytes:
        return (self._root / DATA / PHOTOS / name).read_bytes()

    def _stored(self, path: str) -> bytes:
        return self._store.get("records", path) or b""

    def _photographs(self) -> list[Problem]:
        kept = self._store.get("intake", "photos")
        known: dict[str, photographs.Photograph] = pickle.loads(kept) if kept else {}  # noqa: S301  # our own cache
        found = photographs.photographs(self._root, known)
        if found != known:
            self._store.put("intake", [("photos", pickle.dumps(found))])
        self.put("photos", photographs.facts(found))
        return photographs.problems(found)

    def _surroundings(self) -> list[Problem]:
        kept = self._store.get("intake", "surroundings")
        known: dict[str, Judged] = pickle.loads(kept) if kept else {}  # noqa: S301  # our own cache
        found = surroundings(self._root, known)
        if found != known:
            self._store.put("intake", [("surroundings", pickle.dumps(found))])
        return [problem for judged in found.values() for problem in judged.problems]

    def _outlines(self) -> tuple[Outlines, list[Problem]]:
        area = self._knowledge().area_entry
        return read_outlines(self._root, area) if area else ((), [])


def _missing(paths: list[str]) -> Iterator[Problem]:
    for name in SINGLE_FILES:
        path = f"{DATA}/{name}"
        if path not in paths:
            yield Problem(Place(path), "NR302", f"thiếu tệp {path}", "Chép từ tệp mẫu trong models_data/README.md.")


class _Related:
    """The check of one file against what it names."""

    def __init__(self, kb: Knowledge) -> None:
        self._kb = kb

    def __call__(self, path: str) -> tuple[Problem, ...]:
        return tuple(problem for entry in self._kb.entries_at(path) for problem in checks.related(self._kb, entry))
