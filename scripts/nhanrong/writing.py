"""Pages and files of a site are made and written; of the entries of pages the search index is joined."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nhanrong.addresses import canonical
from nhanrong.around import Frames, key_name
from nhanrong.article import contents, prepared
from nhanrong.facts import digest
from nhanrong.finishing import IndexWriter, Span
from nhanrong.framing import Places
from nhanrong.layers import Aside
from nhanrong.render.templating import SHARED
from nhanrong.searching import search_entries
from nhanrong.site import Site
from nhanrong.tracking import note


class Written(NamedTuple):
    """A page that was written: digests of its bytes and of its search entries (none if it has none), its frame."""

    digest: str
    entries: str
    frame: str


@dataclass(frozen=True)
class Writer:
    """Writes what is asked for into the folder `building`; `group` is that of the facts about the whole site."""

    site: Site
    frames: Frames
    places: Places
    building: Path
    site_url: str | None
    group: str
    indexed: bool

    def page(self, address: str) -> Aside:
        """Write a page; beside what was written go its search entries and the key of its frame."""
        note("templates", SHARED)
        note(self.group, "")
        page = self.site.pages[address]()
        article = prepared(page.html)
        headings = contents(article)
        key = self.places.key(page, article, headings)
        html = self.frames.frame(key).filled(page, article, headings, canonical(self.site_url, address))
        _write(self.building / address / "index.html", html)
        entries = ",".join(search_entries(page, article)) if self.indexed else ""
        made = Written(digest(html), digest(entries.encode()) if entries else "", key_name(key))
        return Aside(made, (entries, key))

    def file(self, address: str) -> str:
        """Write a file; what stands for its bytes."""
        note("templates", SHARED)
        note("templates", "full-map.html.j2")
        data = self.site.files[address]()
        _write(self.building / address, data)
        return digest(data)


def _write(path: Path, data: bytes) -> None:
    folder = path.parent
    with suppress(FileExistsError):
        try:
            folder.mkdir()
        except FileNotFoundError:
            folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class IndexInOrder:
    """The search index, written while pages are made: begun only when entries come that are not those of before.

    `order` are the addresses of all pages, of which some are made, in this order.
    """

    def __init__(
        self,
        begin: Callable[[], IndexWriter],
        order: Sequence[str],
        before: Mapping[str, str],
        spans: Mapping[str, Span],
    ) -> None:
        self._begin = begin
        self._order: Iterator[str] = iter(order)
        self._before = before
        self._writer: IndexWriter | None = None
        self._waiting = next(self._order, None)
        self.spans = spans

    def made(self, address: str, digest: str, entries: str) -> None:
        """A page was made, with its entries."""
        if self._writer is None and self._before.get(address, "") == digest:
            return
        writer = self._here()
        while self._waiting is not None and self._waiting != address:
            self._keep(writer)
        writer.add(address, entries)
        self._waiting = next(self._order, None)

    def close(self, *, again: bool) -> bool:
        """The index is whole; whether it was written. It is written even if no page was, if `again`."""
        if self._writer is None and not again:
            return False
        writer = self._here()
        while self._waiting is not None:
            self._keep(writer)
        writer.close()
        self.spans = writer.spans
        return True

    def _here(self) -> IndexWriter:
        self._writer = self._writer or self._begin()
        return self._writer

    def _keep(self, writer: IndexWriter) -> None:
        assert self._waiting is not None  # the caller has looked
        writer.keep(self._waiting)
        self._waiting = next(self._order, None)
