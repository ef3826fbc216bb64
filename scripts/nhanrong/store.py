"""The cache: one folder that may be deleted at any time, with one database in it.

It holds what files said, their facts, and the tables of results. The database is named after the versions of
everything that could change a result, so that another version never reads it. Whatever goes wrong with it (a full
disk, a damaged file, a folder that cannot be written) costs time and nothing else.
"""

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS blobs (kind TEXT, name TEXT, data BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID"
_MOST_AT_ONCE = 500
_EDITION = "edition"  # a mark of the last commit


class Store:
    """Bytes by kind and name; in memory where there is no folder for them, or it fails.

    What is put is seen at once and kept from `commit` on, all or nothing. A forked process may read what was
    committed before it began.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._process = os.getpid()
        self._database = self._opened()
        self._written = False
        self._number = self._file_number()
        self._edition = self.get(_EDITION, "")

    def get(self, kind: str, name: str) -> bytes | None:
        """What was put under a name."""
        found = self._here().execute("SELECT data FROM blobs WHERE kind = ? AND name = ?", (kind, name)).fetchone()
        return None if found is None else bytes(found[0])

    def get_many(self, kind: str, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """What was put under these names, in any order."""
        for begin in range(0, len(names), _MOST_AT_ONCE):
            some = names[begin : begin + _MOST_AT_ONCE]
            asked = ",".join("?" * len(some))
            query = f"SELECT name, data FROM blobs WHERE kind = ? AND name IN ({asked})"  # noqa: S608  # only marks
            yield from self._here().execute(query, (kind, *some))

    def put(self, kind: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Put bytes under names, in place of what was there."""
        self._write("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?)", [(kind, name, data) for name, data in items])

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Forget names."""
        self._write("DELETE FROM blobs WHERE kind = ? AND name = ?", [(kind, name) for name in names])

    def commit(self) -> None:
        """What was put since the last time is kept."""
        if self._written:
            self._edition = uuid.uuid4().bytes
            self.put(_EDITION, [("", self._edition)])
        self._write("COMMIT", None)
        self._written = False

    @property
    def current(self) -> bool:
        """Whether nobody else has committed anything since this was opened, nor taken the file away."""
        return self._file_number() == self._number and self.get(_EDITION, "") == self._edition

    def _file_number(self) -> int:
        """What tells the file from another one of its name."""
        try:
            return self._file.stat().st_ino if self._file else 0
        except OSError:
            return 0

    def close(self) -> None:
        """Let the file go; what was not committed is lost."""
        self._database.close()

    def _write(self, statement: str, rows: list[tuple[object, ...]] | None) -> None:
        database = self._here()
        try:
            if rows is None:
                database.commit()
            elif rows:
                self._written = True
                database.executemany(statement, rows)
        except sqlite3.Error:
            self._retreat()
            if rows:
                self._database.executemany(statement, rows)

    def _retreat(self) -> None:
        """The file failed: go on in memory with all that is still there, and leave no half-truth behind."""
        memory = _connected(":memory:")
        with contextlib.suppress(sqlite3.Error):
            memory.executemany("INSERT INTO blobs VALUES (?, ?, ?)", self._database.execute("SELECT * FROM blobs"))
        self._database.close()
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
        self._file, self._database = None, memory
        self._number = 0

    def _here(self) -> sqlite3.Connection:
        """The connection of this process: a forked one must not use its parent's."""
        if self._process != os.getpid():
            self._process = os.getpid()
            if self._file is not None:
                self._database = _connected(self._file)
        return self._database

    def _opened(self) -> sqlite3.Connection:
        for _ in range(2):
            if self._file is None:
                break
            with contextlib.suppress(OSError, sqlite3.Error):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                return _connected(self._file)
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
        self._file = None
        return _connected(":memory:")


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
