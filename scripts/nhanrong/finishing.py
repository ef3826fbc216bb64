"""The last steps of a build: the site map and the search index know of our pages."""

import datetime as dt
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from nhanrong.framing import mark

_AT_ONCE = 1 << 20


def write_site_map(begun: bytes, path: Path, locations: Sequence[str], day: dt.date) -> None:
    """The site map, which shows at two marks how it joins locations, holds them all, and is packed as MkDocs does."""
    parts = begun.split(mark("location").encode())
    if len(parts) == 3:  # a site without an address has no locations
        first, between, last = parts
        begun = first + between.join(location.encode() for location in locations) + last
    path.write_bytes(begun)
    packed = path.with_name(path.name + ".gz")
    seconds = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    with packed.open("wb") as file, gzip.GzipFile(str(packed), "wb", fileobj=file, mtime=seconds) as packing:
        packing.write(begun)


Span = tuple[int, int]  # where the entries of a page begin in an index, and where they end


class IndexWriter:
    """The search index in plain letters: the entries of the hand-written pages, then those of ours in their order.

    `last` is the index as it stood before and where in it each page's entries are: what has not changed is copied.
    """

    def __init__(self, path: Path, begun: bytes, last: Path, spans: Mapping[str, Span]) -> None:
        index = json.loads(begun)
        self.spans: dict[str, Span] = {}
        self._last, self._known = last, spans
        self._file = path.open("wb")
        self._at = 0
        self._first = not index["docs"]
        self._copying: Span | None = None
        head = json.dumps(index, ensure_ascii=False, separators=(",", ":")).removesuffix("]}")
        self._write(head.encode())

    def add(self, address: str, entries: str) -> None:
        """The entries of a page; it may have none."""
        if entries:
            self._copy()
            data = entries.encode()
            self._join()
            self.spans[address] = self._at, self._at + len(data)
            self._write(data)

    def keep(self, address: str) -> None:
        """The entries of a page as they were in the last index."""
        span = self._known.get(address)
        if span is None:
            return
        begin, end = span
        if self._copying and self._copying[1] + 1 == begin:  # only the comma between them
            self._copying = self._copying[0], end
        else:
            self._copy()
            self._copying = span
        self.spans[address] = self._offset(begin), self._offset(end)

    def close(self) -> None:
        """The index is whole."""
        self._copy()
        self._write(b"]}")
        self._file.close()

    def _offset(self, place: int) -> int:
        """Where a byte that is about to be copied will stand."""
        assert self._copying is not None  # it is part of what waits
        return place - self._copying[0] + self._at + (not self._first)

    def _join(self) -> None:
        if not self._first:
            self._write(b",")
        self._first = False

    def _copy(self) -> None:
        if self._copying is None:
            return
        begin, end = self._copying
        self._copying = None
        self._join()
        with self._last.open("rb") as last:
            for data in _between(last, begin, end):
                self._write(data)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


def _between(file: BinaryIO, begin: int, end: int) -> Iterator[bytes]:
    file.seek(begin)
    while begin < end:
        data = file.read(min(_AT_ONCE, end - begin))
        if not data:
            raise EOFError(file.name)
        begin += len(data)
        yield data
