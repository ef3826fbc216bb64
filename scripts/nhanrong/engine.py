"""What a knowledge base's site is made with: its files as they were read, the layers of what was made of them."""

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape

from nhanrong import catalogues, explaining, offline, synonyms
from nhanrong.addresses import canonical
from nhanrong.around import PACKED_SITE_MAP, SITE_MAP, Around, Frames, SiteToolNeededError
from nhanrong.dates import spoken_day
from nhanrong.facts import Fact, digest
from nhanrong.finishing import write_site_map
from nhanrong.framing import FrameKey, Places
from nhanrong.handouts import shelf
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.layers import Layer
from nhanrong.opendata import files as open_data
from nhanrong.opendata.table import ROWS
from nhanrong.overlay import GROUP, Overlay, overlay, withheld
from nhanrong.problems import Problem, in_order
from nhanrong.publication import Publication, Reach
from nhanrong.render import basemap, code_pages
from nhanrong.render.cards import Card, new_card
from nhanrong.render.indexes import record_at
from nhanrong.render.record_pages import addresses as record_addresses
from nhanrong.render.templating import LANGUAGES, SHARED, compile_templates, template_digests
from nhanrong.searchfiles import SearchFiles
from nhanrong.site import Site, outputs
from nhanrong.sitefolder import Manifest, SiteFolder
from nhanrong.store import Store
from nhanrong.tracking import note
from nhanrong.typesetting import templates_digest
from nhanrong.writing import Writer, Written


@dataclass(frozen=True)
class Counts:
    """How many of a kind there are, and how many of them were made again; before it is over, how many are to be."""

    what: str
    all: int
    again: int
    over: bool = True


class Engine:
    """The knowledge base of a folder and all that was ever made of it, as far as the cache remembers.

    Whatever fails in the cache comes out as CacheLostError; a new engine has to begin with an empty store then.
    """

    def __init__(self, root: Path, store: Store, say: Callable[[Counts], None], private: Path | None = None) -> None:
        self._store = store
        self._say = say
        self._root = root
        self._private = private
        self._overlay = Overlay()
        self.withheld: list[str] = []
        self.papers_wait = False
        self._papers_later = False
        self._intake = Intake(root, store, self._passing("tệp"))
        self._layers: dict[str, Layer] = {}
        self._searched: SearchFiles | None = None

    def read(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        """The knowledge base as its files stand now, and every problem."""
        self._overlay = overlay(self._private, self._root)
        more: dict[str, Iterable[Fact]] = {
            "day": [("day", "", (day.isoformat(),))],
            "templates": [("templates", name, (mark,)) for name, mark in template_digests().items()],
            GROUP: self._overlay.facts,
            "typesetting": [("typesetting", "", (templates_digest(),))],
            synonyms.GROUP: [(synonyms.GROUP, "", (digest(synonyms.content()),))],
            LANGUAGES: [(LANGUAGES, code, (catalogues.mark(code),)) for code in catalogues.languages()],
            "codes": [(*code_pages.FACT, (digest(explaining.content()),))],
        }
        kb, problems = self._intake.take(more)
        problems = in_order([*problems, *self._overlay.problems])
        self.withheld = [] if problems else withheld(kb, self._overlay, day)
        self._say(Counts("tệp", self._intake.known, self._intake.read_again))
        return kb, problems

    def site(self, kb: Knowledge, day: dt.date, *, papers_later: bool = False) -> Site:
        """The site of a knowledge base without problems, with all that its pages share brought up to date.

        If `papers_later`, its papers are those of the last build; `papers_wait` says whether they would be others now.
        """
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
        print_paper = partial(shelf.printed_now, publication)
        cards = partial(_card, publication)
        self._update("thẻ", self._layer("cards"), list(record_addresses(publication)), cards)
        rows = self._layer(ROWS)
        self._update("dòng số liệu", rows, open_data.pieces(publication), partial(open_data.piece, publication))
        papers = self._layer("papers")
        names = list(shelf.papers(publication))
        self._papers_later = papers_later
        self.papers_wait = papers_later and (bool(papers.stale(names)) or papers.telling() != sorted(names))
        if papers_later:
            names = papers.telling()
        else:
            self._update("tài liệu in", papers, names, print_paper, here=True)
        return outputs(publication, self._overlay.photos, names)

    def write(self, site: Site, folder: SiteFolder, around: Around, day: dt.date) -> Manifest:
        """The site in `folder` becomes this one; what the site tool made of it anew lies in the building folder."""
        target = str(folder.site)
        folder.look(self.remembered("manifest", target, Manifest()))
        for path, mark in around.files.items():
            if not folder.holds(path, mark) and not (folder.building / path).exists():
                raise SiteToolNeededError(path)
        frames = Frames(target, around)
        group = f"site {target}"
        known: dict[str, FrameKey] = self.remembered("keys", target, {})
        self._intake.put(frames.group, frames.facts(known.values()))
        self._intake.put(group, [(group, "", (around.site_url or "",))])
        self._intake.keep()
        writer = Writer(site, frames, Places(around.navigation), folder.building, around.site_url, group)
        digests = dict(around.files)
        keys: dict[str, FrameKey] = dict(known)
        pages = self._pages(target, writer, folder, around, digests=digests, keys=keys)
        used = {page.frame for page in pages}
        files = self._layer(f"files {target}", small=True)
        lost = partial(_file_lost, files, folder)
        self._update("tệp khác", files, list(site.files), writer.file, lost=lost)
        digests |= {name: files.value(name) for name in site.files}
        worn = {address: data for name in used for address, data in around.worn(keys[name].vietnamese).items()}
        for address, data in worn.items():
            digests[address] = digest(data)
            folder.put(address, digests[address], data)
        keys = {name: keys[name] for name in sorted(used)}
        if keys != known:
            self.remember("keys", target, keys)
        self._intake.put(frames.group, frames.facts(keys.values()))
        self._intake.keep()
        locations = [escape(canonical(around.site_url, address)) for address in site.pages]
        mark = digest(b"\0".join([around.site_map, day.isoformat().encode(), *(one.encode() for one in locations)]))
        if not (folder.holds(SITE_MAP, mark) and folder.holds(PACKED_SITE_MAP, mark)):
            write_site_map(around.site_map, folder.building / SITE_MAP, locations, day)
        if offline.WORKER in around.files:
            written = dict(zip(site.pages, pages, strict=True))
            digests |= self._offline(written, folder, digests, around.navigation, day)
        digests |= {SITE_MAP: mark, PACKED_SITE_MAP: mark}
        return folder.publish(digests)

    def _offline(
        self,
        pages: Mapping[str, Written],
        folder: SiteFolder,
        digests: Mapping[str, str],
        navigation: AbstractSet[str],
        day: dt.date,
    ) -> dict[str, str]:
        """Write the lists of what a browser may keep, as far as they are new; their digests."""
        target = str(folder.site)
        mark = digest(repr((day, sorted(navigation), sorted(digests.items()))).encode())
        known, lists = self.remembered("offline", target, ("", {}))
        if known == mark and all(folder.holds(path, made) for path, made in lists.items()):
            return dict(lists)
        files = {}
        for path, made in digests.items():
            address = path.removesuffix("index.html")
            steady = pages[address].steady if address in pages else made
            if steady:
                files[address] = offline.Kept(steady, folder.size(path, made))
        leading = {address: page.leading for address, page in pages.items() if page.leading != offline.NOTHING}
        lists = {}
        for path, data in offline.Edition(files, leading, navigation, spoken_day(day)).lists().items():
            lists[path] = digest(data)
            folder.put(path, lists[path], data)
        self.remember("offline", target, (mark, lists))
        return lists

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
        """All pages as they were written, those that were lost or have changed again, and the files of the search.

        Their digests join `digests`, the keys of frames of what was made join `keys`.
        """
        pages = self._layer(f"pages {target}", small=True)
        names = list(writer.site.pages)
        searched = self._searched = SearchFiles(self._store, target, folder)

        def made(name: str, more: tuple[bytes, FrameKey]) -> None:
            found, key = more
            page = pages.value(name)
            keys[page.frame] = key
            searched.made(page.found, found)

        self._update("trang", pages, names, writer.page, lost=partial(_page_lost, pages, folder), aside=made)
        written = [pages.value(name) for name in names]
        digests |= {f"{name}index.html": page.digest for name, page in zip(names, written, strict=True)}
        digests |= searched.files([page.found for page in written], around.by_hand)
        return written

    def keep(self, folder: SiteFolder, manifest: Manifest) -> None:
        """All results go into the cache, at once, with what now stands in the folder of the site."""
        self.remember("manifest", str(folder.site), manifest)
        for name, layer in self._layers.items():
            if name != "papers" or not self._papers_later:  # else what has changed would never reach them
                layer.keep()
        if self._searched is not None:
            self._searched.keep()
        self._intake.changes.close()
        self._store.commit()

    def remembered(self, kind: str, name: str, otherwise: Any) -> Any:
        """A value that was kept under a name, or another."""
        kept = self._store.get(kind, name)
        return pickle.loads(kept) if kept else otherwise  # noqa: S301  # our own cache

    def remember(self, kind: str, name: str, value: Any) -> None:
        """Keep a value under a name, from the next commit on."""
        self._store.put(kind, [(name, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))])

    def _update(
        self,
        what: str,
        layer: Layer,
        names: Sequence[str],
        make: Callable[[str], Any],
        *,
        lost: Callable[[str], bool] = lambda _: False,
        aside: Callable[[str, Any], None] = lambda _name, _more: None,
        here: bool = False,
    ) -> list[str]:
        again = layer.update(names, make, lost, aside, here=here, passing=self._passing(what))
        if again:
            self._store.commit()  # other processes read only what is committed
        self._say(Counts(what, len(names), len(again)))
        return again

    def _passing(self, what: str) -> Callable[[int, int], None]:
        return lambda made, of: self._say(Counts(what, of, made, over=False))

    def _layer(self, name: str, *, small: bool = False) -> Layer:
        if name not in self._layers:
            self._layers[name] = Layer(name, self._store, self._intake.changes, small=small)
        return self._layers[name]

    def _kept(self, layer: str, name: str) -> Any:
        found = self._layers.get(layer)
        kept = found.get(name) if found else None
        return shelf.NOT_YET if kept is None and layer == "papers" and self._papers_later else kept

    def _keep_compiled(self, name: str, template: bytes) -> None:
        self._store.put("compiled", [(name, template)])


def _card(publication: Publication, address: str) -> Card:
    note("templates", SHARED)
    return new_card(publication, record_at(publication, address))


def _facts(reach: Reach | None, subject: str) -> tuple[Fact, ...]:
    return reach.facts(subject) if reach else ()


def _file_lost(files: Layer, folder: SiteFolder, name: str) -> bool:
    return not folder.holds(name, files.value(name))


def _page_lost(pages: Layer, folder: SiteFolder, name: str) -> bool:
    return not folder.holds(f"{name}index.html", pages.value(name).digest)
