"""The site of a knowledge base is brought up to date: only what has read something that changed is made again."""

import datetime as dt
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import escape

from nhanrong.article import contents, prepared
from nhanrong.facts import Fact, digest
from nhanrong.finishing import canonical, complete_index, complete_site_map
from nhanrong.framing import Frame, FrameKey, Places
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.layers import Layer
from nhanrong.problems import Problem
from nhanrong.publication import Publication, Reach
from nhanrong.render import basemap
from nhanrong.render.cards import Card, new_card
from nhanrong.render.indexes import record_at
from nhanrong.render.record_pages import addresses as record_addresses
from nhanrong.render.templating import SHARED, template_digests
from nhanrong.searching import search_entries
from nhanrong.site import Site, outputs
from nhanrong.sitefolder import SiteFolder, Written, files_below
from nhanrong.store import Store
from nhanrong.tracking import note

INDEX = "search/search_index.json"
SITE_MAP = "sitemap.xml"


@dataclass(frozen=True)
class Counts:
    """How many of a kind there are, and how many of them were made again."""

    what: str
    all: int
    again: int


@dataclass(frozen=True)
class Around:
    """What the site tool gives: its files in the building folder, and a shell for each kind of page.

    The site map and the search index among its files await ours.
    """

    places: Places
    shell: Callable[[FrameKey], str]
    site_url: str | None


class Workshop:
    """The knowledge base of a folder and all that was ever made of it, as far as the cache remembers."""

    def __init__(self, root: Path, store: Store, say: Callable[[Counts], None] = lambda _: None) -> None:
        self._store = store
        self._say = say
        self._intake = Intake(root, store)
        self._layers: dict[str, Layer] = {}

    def read(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        """The knowledge base as its files stand now, and every problem."""
        more: dict[str, Iterable[Fact]] = {
            "day": [("day", "", (day.isoformat(),))],
            "templates": [("templates", name, (mark,)) for name, mark in template_digests().items()],
        }
        kb, problems = self._intake.take(more)
        self._say(Counts("tệp", self._intake.known, self._intake.read_again))
        return kb, problems

    def site(self, kb: Knowledge, day: dt.date) -> Site:
        """The site of a knowledge base without problems, with all that its pages share brought up to date."""
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
        """The site in `folder` becomes this one; what the site tool made lies in the building folder already."""
        target = str(folder.site)
        kept = self._store.get("manifest", target)
        trusted = folder.trusted(pickle.loads(kept) if kept else {})  # noqa: S301  # our own cache
        digests = {path: digest((folder.building / path).read_bytes()) for path, *_ in files_below(folder.building)}
        frames = _Frames(target, around)
        self._intake.put(f"frames {target}", frames.known(self._kept_keys(target)))
        self._intake.put(f"site {target}", [(f"site {target}", "", (around.site_url or "",))])
        self._intake.keep()
        pages, files = self._layer(f"pages {target}"), self._layer(f"files {target}")
        make = partial(_page, site, frames, folder.building)
        self._update(
            "trang", pages, list(site.pages), make, lambda name: _lost(pages, f"{name}index.html", name, trusted)
        )
        self._update(
            "tệp khác",
            files,
            list(site.files),
            partial(_file, site, folder.building),
            lambda name: _lost(files, name, name, trusted),
        )
        made = {name: pages.value(name) for name in site.pages}
        digests |= {f"{name}index.html": value[0] for name, value in made.items()}
        digests |= {name: files.value(name) for name in site.files}
        keys = {value[1] for value in made.values()}
        self._store.put("keys", [(target, pickle.dumps(keys))])
        self._intake.put(f"frames {target}", frames.known(keys))
        self._intake.keep()
        _complete(folder.building, made, around.site_url, day, digests)
        manifest = folder.publish(trusted, digests)
        self._store.put("manifest", [(target, pickle.dumps(manifest))])
        self.keep()

    def _update(
        self,
        what: str,
        layer: Layer,
        names: Sequence[str],
        make: Callable[[str], Any],
        lost: Callable[[str], bool] = lambda _: False,
    ) -> list[str]:
        again = layer.update(names, make, lost)
        self._say(Counts(what, len(names), len(again)))
        return again

    def keep(self) -> None:
        """All results go into the cache, at once."""
        for layer in self._layers.values():
            layer.keep()
        self._intake.changes.keep()
        self._store.commit()

    def _layer(self, name: str) -> Layer:
        if name not in self._layers:
            self._layers[name] = Layer(name, self._store, self._intake.changes)
        return self._layers[name]

    def _kept(self, layer: str, name: str) -> Any:
        found = self._layers.get(layer)
        return found.get(name) if found else None

    def _kept_keys(self, target: str) -> set[FrameKey]:
        kept = self._store.get("keys", target)
        keys: set[FrameKey] = pickle.loads(kept) if kept else set()  # noqa: S301  # our own cache
        return keys


class _Frames:
    """The frames of a target, each cut once; reading one is noted by what its shell says."""

    def __init__(self, target: str, around: Around) -> None:
        self.around = around
        self.target = target
        self._frames: dict[FrameKey, Frame] = {}
        self._digests: dict[FrameKey, str] = {}

    def frame(self, key: FrameKey) -> Frame:
        """The frame of the pages with this key."""
        note(f"frames {self.target}", repr(key))
        if key not in self._frames:
            shell = self.around.shell(key)
            self._frames[key] = Frame(shell)
            self._digests[key] = digest(shell.encode())
        return self._frames[key]

    def known(self, keys: Iterable[FrameKey]) -> list[Fact]:
        """What the shells of some keys say today."""
        for key in keys:
            self.frame(key)
        return [(f"frames {self.target}", repr(key), (self._digests[key],)) for key in sorted(self._digests, key=repr)]


def _page(site: Site, frames: _Frames, building: Path, address: str) -> tuple[str, FrameKey, str]:
    """Write a page; what stands for its bytes, the key of its frame, its search entries."""
    note("templates", SHARED)
    note(f"site {frames.target}", "")
    page = site.pages[address]()
    article = prepared(page.html)
    headings = contents(article)
    key = frames.around.places.key(page, article, headings)
    html = frames.frame(key).filled(page, article, headings, canonical(frames.around.site_url, address))
    _write(building / address / "index.html", html)
    return digest(html), key, ",".join(search_entries(page, article))


def _file(site: Site, building: Path, address: str) -> str:
    note("templates", SHARED)
    note("templates", "full-map.html.j2")
    data = site.files[address]()
    _write(building / address, data)
    return digest(data)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _card(publication: Publication, address: str) -> Card:
    note("templates", SHARED)
    return new_card(publication, record_at(publication, address))


def _facts(reach: Reach | None, subject: str) -> tuple[Fact, ...]:
    return reach.facts(subject) if reach else ()


def _lost(layer: Layer, path: str, name: str, trusted: Mapping[str, Written]) -> bool:
    """Whether a file no longer stands in the site as it was made."""
    made = layer.get(name)
    wanted = made if isinstance(made, str) else made[0]
    return path not in trusted or trusted[path][0] != wanted


def _complete(
    building: Path,
    made: Mapping[str, tuple[str, FrameKey, str]],
    site_url: str | None,
    day: dt.date,
    digests: dict[str, str],
) -> None:
    """The site map and the search index know of our pages."""
    locations = [escape(canonical(site_url, address)) for address in made]
    complete_site_map(building / SITE_MAP, locations, day)
    if (building / INDEX).exists():
        complete_index(building / INDEX, [entries for *_, entries in made.values() if entries])
    for path in (SITE_MAP, f"{SITE_MAP}.gz", INDEX):
        if path in digests:
            digests[path] = digest((building / path).read_bytes())
