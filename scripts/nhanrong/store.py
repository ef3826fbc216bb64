"""The cache: one folder that may be deleted at any time, with one database in it.

It holds what files said, their facts, and the tables of results. The database is named after the versions of
everything that could change a result, so that another version never reads it. Whatever goes wrong with it (a full
disk, a damaged file, a folder that cannot be written) costs time and nothing else: what cannot be read or kept any
more is told by an exception, and whoever holds anything made of it begins anew with an empty store.
"""

import contextlib
import os
import sqlite3
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

_TABLE = """CREATE TABLE IF NOT EXISTS blobs
    (kind TEXT, name TEXT, mark INTEGER, data BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID"""
_MOST_AT_ONCE = 500
_EDITION = "edition"  # a mark of the last commit
_BESIDE = ("", "-wal", "-shm")  # the files of a database
_WHY = {
    sqlite3.SQLITE_FULL: "đĩa đã đầy",
    sqlite3.SQLITE_IOERR: "không đọc hoặc ghi được đĩa",
    sqlite3.SQLITE_READONLY: "không được phép ghi",
    sqlite3.SQLITE_BUSY: "một chương trình khác đang giữ tệp",
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


Result = TypeVar("Result")


class CacheLostError(Exception):
    """What was put cannot be had any more, and why; `damaged` is a file that a new one can take the place of."""

    def __init__(self, why: str, *, damaged: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.damaged = damaged

    def __reduce__(self) -> tuple[object, ...]:
        """A forked process hands it to the one that forked it."""
        return partial(CacheLostError, self.why, damaged=self.damaged), ()


class Store:
    """Bytes by kind and name; in memory where there is no folder for them.

    What is put is seen at once and kept from `commit` on, all or nothing. A forked process may read what was
    committed before it began. When the file fails, CacheLostError is raised; after `begin_anew` the store is empty.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._process = os.getpid()
        self._lost = ""
        self._begin()

    def _begin(self) -> None:
        self._database = self._opened()
        self._number = self._file_number()
        self._written = False
        self._edition: bytes | None = None
        with contextlib.suppress(CacheLostError):  # whoever reads next will meet it
            self._edition = self.get(_EDITION, "")

    def get(self, kind: str, name: str) -> bytes | None:
        """What was put under a name."""
        with _lost_if_it_fails():
            query = "SELECT mark, data FROM blobs WHERE kind = ? AND name = ?"
            found = self._here().execute(query, (kind, name)).fetchone()
        return None if found is None else _sound(*found)

    def get_many(self, kind: str, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """What was put under these names, in any order."""
        for begin in range(0, len(names), _MOST_AT_ONCE):
            some = names[begin : begin + _MOST_AT_ONCE]
            asked = ",".join("?" * len(some))
            query = f"SELECT name, mark, data FROM blobs WHERE kind = ? AND name IN ({asked})"  # noqa: S608  # only marks
            with _lost_if_it_fails():
                for name, mark, data in self._here().execute(query, (kind, *some)):
                    yield name, _sound(mark, data)

    def put(self, kind: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Put bytes under names, in place of what was there."""
        rows = [(kind, name, zlib.crc32(data), data) for name, data in items]
        self._written = self._written or bool(rows)
        with _lost_if_it_fails():
            self._here().executemany("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)", rows)

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Forget names."""
        rows = [(kind, name) for name in names]
        self._written = self._written or bool(rows)
        with _lost_if_it_fails():
            self._here().executemany("DELETE FROM blobs WHERE kind = ? AND name = ?", rows)

    def commit(self) -> None:
        """What was put since the last time is kept."""
        if self._written:
            self._edition = uuid.uuid4().bytes
            self.put(_EDITION, [("", self._edition)])
        with _lost_if_it_fails():
            self._here().commit()
        self._written = False

    @property
    def current(self) -> bool:
        """Whether nobody else has committed anything since this was opened, nor taken the file away."""
        try:
            return self._file_number() == self._number and self.get(_EDITION, "") == self._edition
        except CacheLostError:
            return False

    def begin_anew(self, error: CacheLostError) -> None:
        """Throw everything away; go on with a new file, or in memory where a new one would fail as well."""
        self.close()
        if self._file is not None:
            _remove(self._file)
        if not error.damaged:
            self._file = None
        self._begin()
        self._lost = error.why

    def despite_loss(self, work: Callable[[], Result], anew: Callable[[], Result]) -> Result:
        """What `work` gives; if the file fails in it, what `anew` gives, which begins with an empty store."""
        while True:
            try:
                return work()
            except CacheLostError as error:  # at the latest in memory there is none
                self.begin_anew(error)
                work = anew

    def take_lost(self) -> str:
        """Why everything was thrown away, if it was since the last time this was asked."""
        lost, self._lost = self._lost, ""
        return lost

    def close(self) -> None:
        """Let the file go; what was not committed is lost."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    def _here(self) -> sqlite3.Connection:
        """The connection of this process: a forked one must not use its parent's."""
        if self._process != os.getpid() and self._file is not None:
            if self._file_number() != self._number:
                raise CacheLostError("tệp đã bị xóa", damaged=True)
            self._database = _connected(self._file)
        self._process = os.getpid()
        return self._database

    def _file_number(self) -> int:
        """What tells the file from another one of its name."""
        try:
            return self._file.stat().st_ino if self._file else 0
        except OSError:
            return 0

    def _opened(self) -> sqlite3.Connection:
        for _ in range(2):
            if self._file is None:
                break
            with contextlib.suppress(OSError, sqlite3.Error):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                return _connected(self._file)
            _remove(self._file)
        self._file = None
        return _connected(":memory:")


def _sound(mark: object, data: object) -> bytes:
    """What was read, if it is what was put."""
    if not isinstance(data, bytes) or zlib.crc32(data) != mark:
        raise CacheLostError("tệp đã hỏng", damaged=True)
    return data


def _remove(file: Path) -> None:
    for end in _BESIDE:
        with contextlib.suppress(OSError):
            file.with_name(file.name + end).unlink(missing_ok=True)


@contextlib.contextmanager
def _lost_if_it_fails() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the details
        damaged = code in _DAMAGED
        raise CacheLostError("tệp đã hỏng" if damaged else _WHY.get(code, str(error)), damaged=damaged) from error


def _connected(file: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=600)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute(_TABLE)
    database.commit()
    return database


@contextlib.contextmanager
def alone(folder: Path, wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """One process at a time in a folder; `wait` is told when another one is at it. Without a folder, no lock."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / "lock", timeout=0.2, isolation_level=None)
    except (OSError, sqlite3.Error):
        yield
        return
    try:
        with contextlib.suppress(sqlite3.Error):
            _lock(lock, wait)
        yield
    finally:
        lock.close()


def _lock(lock: sqlite3.Connection, wait: Callable[[], None]) -> None:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        wait()
        lock.execute("PRAGMA busy_timeout = 3600000")
        lock.execute("BEGIN EXCLUSIVE")
