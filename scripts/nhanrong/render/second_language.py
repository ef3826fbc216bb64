"""The reading pages once more in a second language, each below the folder of its code.

Links between them stay in the language; what stands in Vietnamese alone, and every file, is one folder further up.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace

from nhanrong.catalogues import catalogue
from nhanrong.publication import Publication
from nhanrong.render.outputs import Page
from nhanrong.render.speaking import said_plain, speaking
from nhanrong.render.templating import LANGUAGES, filled
from nhanrong.tracking import note
from nhanrong.translating import shell_in

_SECTIONS = frozenset(
    {"", "mo-hinh", "cach-lam-hay", "hoat-dong", "xa", "cay-con", "ban-do", "so-theo-doi", "giai-thich", "so-sanh"}
)
_LINK = re.compile(r'(\s(?:href|src)=")([^"]*)"')
_ELSEWHERE = re.compile(r"[#\ue6a7]|[a-z][a-z0-9+.-]*:")  # a mark of a shell stands for a whole address
_PATH = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_ROOT = re.compile(r'(new URL\("|"base": ")(?=\.)|("search": ")')
_SCRIPT = re.compile(r'(?=<script src="([^"]*)assets/javascripts/nhanrong\.[^"]*js")')
_BEGIN = '<article class="md-content__inner md-typeset">'
WORDS = "tieng/"

Make = Callable[[Publication, str], Page]


def is_read(address: str) -> bool:
    """Whether the page at an address of the Vietnamese site is drawn in other languages too."""
    return address.partition("/")[0] in _SECTIONS and not posixpath.basename(address)


def page(code: str, make: Make, publication: Publication, address: str) -> Page:
    """The page that stands at an address of the Vietnamese site, in a language."""
    note(LANGUAGES, code)
    with speaking(code):
        made = make(publication.abroad(code), address)
        return replace(
            made,
            address=f"{code}/{address}",
            title=str(said_plain(made.title)),
            description=str(said_plain(made.description)),
            html=_led(made.html, address),
            trail=tuple((str(said_plain(label)), f"{code}/{to}") for label, to in made.trail),
            searchable=False,
            language=code,
        )


def shell(code: str, html: str, address: str) -> str:
    """The frame that the theme drew round the page at an address, in a language."""
    drawn = _led(shell_in(html, catalogue(code)), address)
    drawn = _ROOT.sub(lambda found: f"{found[1] or found[2]}../", drawn)
    with speaking(code):
        drawn = drawn.replace(_BEGIN, f"{_BEGIN}{filled('in-part.html.j2')}", 1)
    drawn = _SCRIPT.sub(lambda found: filled("words-link.html.j2", up=found[1], code=code), drawn, count=1)
    return drawn.replace('<html lang="vi"', f'<html lang="{code}"', 1)


def words(code: str) -> bytes:
    """What scripts say in a language, as a script."""
    return filled("words.js.j2", words=dict(sorted(catalogue(code).scripts.items()))).encode()


def _led(html: str, address: str) -> str:
    """The links of a page that stands one folder further down."""
    up = "../" * (address.count("/") + 1)

    def led(found: re.Match[str]) -> str:
        before, link = found.groups()
        if _ELSEWHERE.match(link):
            return found[0]
        path, more = _PATH.fullmatch(link).groups()  # type: ignore[union-attr]  # every text is a path and more
        to = _target(address, path)
        return found[0] if is_read(to) else f'{before}{up}{to}{more}"'

    return _LINK.sub(led, html)


def _target(address: str, path: str) -> str:
    """The address that a link leads to."""
    whole = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
    is_folder = path.endswith("/") or posixpath.basename(path) in ("", ".", "..")
    return f"{whole}/" if whole and is_folder else whole
