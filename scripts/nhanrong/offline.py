"""What a browser may keep of an edition for reading without a network, cut into lists that it loads when it needs them.

Every list is a JSON file named by its digest, `{address: [digest, size], …}`; `ban/moi.json` names them all:

- `core`: the home page and that about reading without a network, with what they ask for: kept on the first visit;
- `dress`: all other styles and scripts, `more`: search, maps and sections: kept on later visits;
- `parts`: all files of the edition, each in the part that the CRC-32 of its address says;
- `menu`: a list for each commune and crop: kind, address, title, how many pages, bytes, bytes on the way, digest.

What private things are shown on, and these themselves, stands in no list: what is withdrawn must not stay on phones.

The digest of a page is that of the page without the day of its edition: what has only a new day is not loaded again,
and who shows it writes the day into it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import unescape
from json.encoder import encode_basestring
from typing import NamedTuple
from urllib.parse import unquote
from zlib import crc32

from nhanrong.addresses import PRIVATE_PHOTOS
from nhanrong.facts import digest

WORKER = "sw.js"
NEWEST = "ban/moi.json"
PAGE = "khong-co-mang/"

_DAY = re.compile(rb'(<span class="edition">)[^<]*')
_SHOWN = re.compile(r'<im[^>]*?\s(?:src|xlink:href)="([^":#?]+)"')
_ASKED = re.compile(r'(?:src|href)="([^":#?]+)"')
_LEADS = re.compile(r'href="([^":#?]+)[#?"]')
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ELSEWHERE = re.compile(r"<(\w+)[^>]*\sdata-elsewhere[\s>].*?</\1>", re.DOTALL)

_READ = frozenset({"css", "html", "jpeg", "jpg", "js", "png", "svg", "webp", "woff2"})
_PACKED = frozenset({"css", "html", "js", "svg"})
_NOT_KEPT = ("ban/", "the/", PRIVATE_PHOTOS)
_PRIVATE = '<div class="private"'
_ASSETS = "assets/"
_FIRST = frozenset({"", PAGE})
_SAYS = frozenset({f"{_ASSETS}javascripts/nhanrong-editions.js", f"{_ASSETS}stylesheets/nhanrong-offline.css"})
_PICTURES_OF_SCREENS = "assets/images/guides/"
_FULL_MAP = "assets/leaflet/"
_NOW_AND_THEN = (_PICTURES_OF_SCREENS, _FULL_MAP, "assets/images/icon-")
_SEARCH_AND_MAPS = ("tim-kiem/", "ban-do/", _FULL_MAP)
_OF_A_READER = frozenset({"hop-voi-toi/", "so-sanh/", "tai-lieu/tu-chon/"})
_RECORDS = ("mo-hinh/", "cach-lam-hay/", "hoat-dong/")
_HEADS = {"unit": "xa", "crop": "cay-con"}
_LONG_LISTS = "cay-con/"

_SHORT = 16  # letters of a digest
_IN_A_PART = 100  # files, at most, on average


class Kept(NamedTuple):
    """A file as a browser keeps it: its digest without the day of the edition, its size."""

    digest: str
    size: int


class Leading(NamedTuple):
    """What keeping a page means besides the page: pictures on it; if it is that of a commune or crop, more pages.

    Such a page has its title here; `kind` is the kind of its list.
    """

    shows: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    title: str = ""
    kind: str = ""


def may_be_kept(article: str) -> bool:
    """Whether nothing on a page depends on a consent that may be withdrawn."""
    return _PRIVATE not in article


def steady_digest(html: bytes) -> str:
    """What stands for a page, on whatever day it was made."""
    return digest(_DAY.sub(rb"\1", html))


def leading(address: str, kind: str, article: str, html: bytes) -> Leading:
    """What the page at an address shows and, if it is that of a commune or crop, leads to; of the first pages all."""
    if address in _FIRST:
        asked = _addresses(address, _ASKED.findall(html.decode()))
        return Leading(tuple(one for one in asked if one.startswith(_ASSETS)))
    shows = _addresses(address, _SHOWN.findall(article)) if "<im" in article else ()
    if kind not in _HEADS and not address.startswith(_LONG_LISTS):
        return Leading(shows) if shows else NOTHING
    own = (*_RECORDS, address)
    here = _ELSEWHERE.sub("", article)
    leads = tuple(one for one in _addresses(address, _LEADS.findall(here)) if one.startswith(own) and one != address)
    if not leads or kind not in _HEADS:
        return Leading(shows, leads)
    title = _TITLE.search(article)
    assert title is not None  # every article begins with one
    return Leading(shows, leads, unescape(_TAG.sub("", title[1])), _HEADS[kind])


NOTHING = Leading()


def _addresses(here: str, links: Iterable[str]) -> tuple[str, ...]:
    """The addresses that links of a page lead to, each once."""
    above = here.split("/")[:-1]
    found: dict[str, None] = {}
    for link in links:
        steps = list(above)
        for step in unquote(link).split("/"):
            if step == "..":
                del steps[-1:]
            elif step != ".":
                steps.append(step)
        found["/".join(steps)] = None
    return tuple(found)


class _Row(NamedTuple):
    """A file as it stands in lists: its text there, whether it is a page, its bytes, about how many on the way."""

    text: str
    page: bool
    size: int
    light: int


@dataclass(frozen=True)
class Edition:
    """All files of an edition by address, what pages lead to, the pages that stand in the navigation, its day."""

    files: Mapping[str, Kept]
    leading: Mapping[str, Leading]
    navigation: AbstractSet[str]
    day: str

    def lists(self) -> dict[str, bytes]:
        """The lists, by their addresses in the site."""
        made: dict[str, bytes] = {}

        def put(data: bytes) -> str:
            name = digest(data)[:_SHORT]
            made[f"ban/{name}.json"] = data
            return name

        rows = {address: _row(address, self.files[address]) for address in sorted(self.files) if _is_read(address)}
        first = _FIRST.union(_SAYS, *(self.leading.get(page, NOTHING).shows for page in _FIRST))
        core = [row for address, row in rows.items() if address in first]
        dress = [row for address, row in rows.items() if _is_dress(address) and address not in first]
        more = [row for address, row in rows.items() if self._is_more(address)]
        menu = [
            [head.kind, address, head.title, *_sizes(own), put(_joined(own))]
            for address, head in self.leading.items()
            if head.title
            for own in [self._own(address, head, rows)]
        ]
        head = {
            "day": self.day,
            "core": put(_joined(core)),
            "dress": put(_joined(dress)),
            "more": put(_joined(more)),
            "light": _sizes(more)[2],
            "all": _sizes(rows.values()),
            "menu": put(_json(menu)),
            "parts": [put(_joined(part)) for part in _parts(rows)],
        }
        made[NEWEST] = _json({"id": digest(_json(head))[:_SHORT], **head})
        return made

    def _is_more(self, address: str) -> bool:
        if _is_always_kept(address):
            return False
        return address in self.navigation or address in _OF_A_READER or address.startswith(_SEARCH_AND_MAPS)

    def _own(self, address: str, head: Leading, rows: Mapping[str, _Row]) -> list[_Row]:
        """All that belongs to a commune or crop besides what is always kept; of a long list what its pages lead to."""
        pages = dict.fromkeys((address, *head.leads))
        for lead in head.leads:
            if lead.startswith(address):
                pages |= dict.fromkeys(self.leading.get(lead, NOTHING).leads)
        files = set(pages)
        for page in pages:
            files.update(self.leading.get(page, NOTHING).shows)
        return [rows[one] for one in sorted(files) if one in rows and not _is_always_kept(one)]


def _parts(rows: Mapping[str, _Row]) -> list[list[_Row]]:
    """All files, each in the part that its address says."""
    count = 1
    while count * _IN_A_PART < len(rows):
        count *= 2
    parts: list[list[_Row]] = [[] for _ in range(count)]
    for address, row in rows.items():
        parts[crc32(address.encode()) % count].append(row)
    return parts


def _is_read(address: str) -> bool:
    """Whether a file is for reading in the browser: no paper, no feed, nothing private, nothing of the worker's own."""
    return _suffix(address) in _READ and not address.startswith(_NOT_KEPT)


def _is_always_kept(address: str) -> bool:
    return address in _FIRST or _is_dress(address)


def _is_dress(address: str) -> bool:
    """Whether a file is a style, a script or a font that any page may ask for."""
    return address.startswith(_ASSETS) and not address.startswith(_NOW_AND_THEN)


def _suffix(address: str) -> str:
    name = address.rpartition("/")[2]
    return name.rpartition(".")[2] if name else "html"


def _row(address: str, file: Kept) -> _Row:
    suffix = _suffix(address)
    text = f'{encode_basestring(address)}:["{file.digest[:_SHORT]}",{file.size}]'
    return _Row(text, suffix == "html", file.size, file.size // 4 if suffix in _PACKED else file.size)


def _sizes(rows: Iterable[_Row]) -> tuple[int, int, int]:
    """How many pages there are, how many bytes all takes, and about how many on the way, where servers pack text."""
    pages = size = light = 0
    for row in rows:
        pages += row.page
        size += row.size
        light += row.light
    return pages, size, light


def _joined(rows: Iterable[_Row]) -> bytes:
    return f"{{{','.join(row.text for row in rows)}}}".encode()


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
