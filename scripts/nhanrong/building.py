"""The site of a knowledge base is brought up to date: only what has read something that changed is made again."""

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import escape

from nhanrong.around import INDEX, PACKED_SITE_MAP, SITE_MAP, Around, Frames, SiteToolNeededError
from nhanrong.facts import Fact, digest
from nhanrong.finishing import IndexWriter, Span, canonical, write_site_map
from nhanrong.framing import FrameKey, Places
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.layers import Layer
from nhanrong.problems import Problem
from nhanrong.publication import Publication, Reach
from nhanrong.render import basemap
from nhanrong.render.cards import Card, new_card
from nhanrong.render.indexes import record_at
from nhanrong.render.record_pages import addresses as record_addresses
from nhanrong.render.templating import SHARED, compile_templates, template_digests
from nhanrong.site import Site, outputs
from nhanrong.sitefolder import Manifest, SiteFolder
from nhanrong.skeleton import Skeleton
from nhanrong.store import Store
from nhanrong.tracking import note
from nhanrong.writing import IndexInOrder, Writer, Written

Found = TypeVar("Found")


@dataclass(frozen=True)
class Counts:
    """How many of a kind there are, and how many of them were made again; before it is over, how many are to be."""

    what: str
    all: int
    again: int
    over: bool = True


class Workshop:
    """The knowledge base of a folder and all that was ever made of it, as far as the cache remembers."""

    def __init__(self, root: Path, store: Store, say: Callable[[Counts], None] = lambda _: None) -> None:
        self._root = root
        self._store = store
        self._say = say
        store.despite_loss(self._begin, self._begin)

    def _begin(self) -> None:
        self._intake = Intake(self._root, self._store, self._passing("tệp"))
        self._layers: dict[str, Layer] = {}

    def close(self) -> None:
        """Let the cache go; what was not kept is lost."""
        self._store.close()

    def take_lost(self) -> str:
        """Why the cache was thrown away, if it was since the last time this was asked."""
        return self._store.take_lost()

    @property
    def current(self) -> bool:
        """Whether nobody else has built here since."""
        return self._store.current

    def skeleton(self, name: str) -> Skeleton | None:
        """What the site tool gave for a site, if it was kept."""
        found: Skeleton | None = self._store.despite_loss(
            lambda: self._remembered("skeletons", name, None), self._begin
        )
        return found

    def keep_skeleton(self, name: str, skeleton: Skeleton) -> None:
        """Keep what the site tool gave for a site."""

        def keep() -> None:
            self._remember("skeletons", name, skeleton)
            self._store.commit()

        self._store.despite_loss(keep, self._begin)

    def read(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        """The knowledge base as its files stand now, and every problem."""
        return self._store.despite_loss(lambda: self._read(day), lambda: self._read_anew(day))

    def _read_anew(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        self._begin()
        return self._read(day)

    def _read(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        more: dict[str, Iterable[Fact]] = {
            "day": [("day", "", (day.isoformat(),))],
            "templates": [("templates", name, (mark,)) for name, mark in template_digests().items()],
        }
        kb, problems = self._intake.take(more)
        self._say(Counts("tệp", self._intake.known, self._intake.read_again))
        return kb, problems

    def site(self, kb: Knowledge, day: dt.date) -> Site:
        """The site of a knowledge base without problems, with all that its pages share brought up to date."""
        return self._store.despite_loss(lambda: self._site(kb, day), lambda: self._site_anew(day))

    def found_in(self, site: Site, day: dt.date, find: Callable[[Site], Found]) -> tuple[Site, Found]:
        """What `find` finds in the pages of a site, and that site; one made anew, if the cache fails meanwhile."""

        def anew() -> tuple[Site, Found]:
            made = self._site_anew(day)
            return made, find(made)

        return self._store.despite_loss(lambda: (site, find(site)), anew)

    def _site_anew(self, day: dt.date) -> Site:
        return self._site(self._read_anew(day)[0], day)

    def _site(self, kb: Knowledge, day: dt.date) -> Site:
        compile_templates(partial(self._store.get, "compiled"), self._keep_compiled)
        publication = Publication(kb, day, self._kept)
        reaches = self._layer("reach")
        self._update("mức nhân rộng", reaches, list(kb.subjects), publication.measured)
        changed = reaches.replaced
        publication.fill([(_facts(was, name), _facts(reaches.get(name), name)) for name, was in changed.items()])
        reaches.keep()
        self._intake.keep()
        sheets = basemap.long_sheets(publication)
        self._update(
            "bản đồ nền",
            self._layer("base maps"),
            list(sheets),
            lambda path: basemap.drawn_base_map(publication, sheets[path]),
        )
        cards = partial(_card, publication)
        self._update("thẻ", self._layer("cards"), list(record_addresses(publication)), cards)
        return outputs(publication)

    def write(self, site: Site, folder: SiteFolder, around: Around, day: dt.date) -> None:
        """The site in `folder` becomes this one; what the site tool made of it anew lies in the building folder."""
        self._store.despite_loss(
            lambda: self._write(site, folder, around, day),
            lambda: self._write(self._site_anew(day), folder, around, day),
        )

    def _write(self, site: Site, folder: SiteFolder, around: Around, day: dt.date) -> None:
        target = str(folder.site)
        folder.look(self._remembered("manifest", target, Manifest()))
        for path, mark in around.files.items():
            if _lost(mark, path, folder) and not (folder.building / path).exists():
                raise SiteToolNeededError(path)
        frames = Frames(target, around)
        group = f"site {target}"
        known: dict[str, FrameKey] = self._remembered("keys", target, {})
        self._intake.put(frames.group, frames.facts(known.values()))
        self._intake.put(group, [(group, "", (around.site_url or "", around.index is not None))])
        self._intake.keep()
        writer = Writer(
            site,
            frames,
            Places(around.navigation),
            folder.building,
            around.site_url,
            group,
            indexed=around.index is not None,
        )
        digests = dict(around.files)
        keys: dict[str, FrameKey] = dict(known)
        used = {page.frame for page in self._pages(target, writer, folder, around, digests=digests, keys=keys)}
        files = self._layer(f"files {target}", small=True)
        lost = partial(_file_lost, files, folder)
        self._update("tệp khác", files, list(site.files), writer.file, lost=lost)
        digests |= {name: files.value(name) for name in site.files}
        keys = {name: keys[name] for name in sorted(used)}
        if keys != known:
            self._remember("keys", target, keys)
        self._intake.put(frames.group, frames.facts(keys.values()))
        self._intake.keep()
        locations = [escape(canonical(around.site_url, address)) for address in site.pages]
        mark = digest(b"\0".join([around.site_map, day.isoformat().encode(), *(one.encode() for one in locations)]))
        if _lost(mark, SITE_MAP, folder) or _lost(mark, PACKED_SITE_MAP, folder):
            write_site_map(around.site_map, folder.building / SITE_MAP, locations, day)
        digests |= {SITE_MAP: mark, PACKED_SITE_MAP: mark}
        manifest = folder.publish(digests)
        # the site stands: if the cache fails now, nothing has to be made again
        self._store.despite_loss(lambda: self._keep_with(target, manifest), self._begin)

    def _keep_with(self, target: str, manifest: Manifest) -> None:
        self._remember("manifest", target, manifest)
        self.keep()

    def _pages(
        self,
        target: str,
        writer: Writer,
        folder: SiteFolder,
        around: Around,
        *,
        digests: dict[str, str],
        keys: dict[str, FrameKey],
    ) -> list[Written]:
        """All pages as they were written, those that were lost or have changed again, and the search index.

        Their digests join `digests`, the keys of frames of what was made join `keys`.
        """
        pages = self._layer(f"pages {target}", small=True)
        names = list(writer.site.pages)
        known, spans = self._remembered("index", target, ("", {}))
        before = {name: page.entries for name in names if (page := pages.get(name))}
        whole = around.index is None or not _lost(known, INDEX, folder)
        index = IndexInOrder(partial(_begin_index, folder, around, spans), names, before if whole else {}, spans)

        def made(name: str, more: tuple[str, FrameKey]) -> None:
            entries, key = more
            written = pages.value(name)
            keys[written.frame] = key
            index.made(name, written.entries, entries)

        self._update(
            "trang", pages, names, writer.page, lost=partial(_page_lost, pages, folder, whole=whole), aside=made
        )
        written = [pages.value(name) for name in names]
        digests |= {f"{name}index.html": page.digest for name, page in zip(names, written, strict=True)}
        if around.index is not None:
            marks = "".join(f"{name} {page.entries}\0" for name, page in zip(names, written, strict=True))
            digests[INDEX] = digest(around.index + marks.encode())
            if index.close(again=not whole or digests[INDEX] != known):
                self._remember("index", target, (digests[INDEX], index.spans))
        return written

    def _update(
        self,
        what: str,
        layer: Layer,
        names: Sequence[str],
        make: Callable[[str], Any],
        *,
        lost: Callable[[str], bool] = lambda _: False,
        aside: Callable[[str, Any], None] = lambda _name, _more: None,
    ) -> list[str]:
        again = layer.update(names, make, lost, aside, passing=self._passing(what))
        if again:
            self._store.commit()  # other processes read only what is committed
        self._say(Counts(what, len(names), len(again)))
        return again

    def _passing(self, what: str) -> Callable[[int, int], None]:
        return lambda made, of: self._say(Counts(what, of, made, over=False))

    def keep(self) -> None:
        """All results go into the cache, at once."""
        for layer in self._layers.values():
            layer.keep()
        self._intake.changes.close()
        self._store.commit()

    def _layer(self, name: str, *, small: bool = False) -> Layer:
        if name not in self._layers:
            self._layers[name] = Layer(name, self._store, self._intake.changes, small=small)
        return self._layers[name]

    def _kept(self, layer: str, name: str) -> Any:
        found = self._layers.get(layer)
        return found.get(name) if found else None

    def _keep_compiled(self, name: str, template: bytes) -> None:
        self._store.put("compiled", [(name, template)])

    def _remembered(self, kind: str, name: str, otherwise: Any) -> Any:
        kept = self._store.get(kind, name)
        return pickle.loads(kept) if kept else otherwise  # noqa: S301  # our own cache

    def _remember(self, kind: str, name: str, value: Any) -> None:
        self._store.put(kind, [(name, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))])


def _card(publication: Publication, address: str) -> Card:
    note("templates", SHARED)
    return new_card(publication, record_at(publication, address))


def _facts(reach: Reach | None, subject: str) -> tuple[Fact, ...]:
    return reach.facts(subject) if reach else ()


def _lost(wanted: str | None, path: str, folder: SiteFolder) -> bool:
    """Whether a file no longer stands in the site as it was made."""
    return path not in folder.trusted or folder.trusted[path][0] != wanted


def _file_lost(files: Layer, folder: SiteFolder, name: str) -> bool:
    return _lost(files.value(name), name, folder)


def _page_lost(pages: Layer, folder: SiteFolder, name: str, *, whole: bool) -> bool:
    """The same of a page, with its entries in the search index, which is `whole` or not."""
    made = pages.value(name)
    return bool(made.entries and not whole) or _lost(made.digest, f"{name}index.html", folder)


def _begin_index(folder: SiteFolder, around: Around, spans: Mapping[str, Span]) -> IndexWriter:
    assert around.index is not None  # whoever has entries has an index
    path = folder.building / INDEX
    path.parent.mkdir(parents=True, exist_ok=True)
    return IndexWriter(path, around.index, folder.site / INDEX, spans)
