"""What a phone has to fetch: little on a first visit, less for the next page, and nothing that makes a page jump."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from browser.conftest import PHONE, OpenPage
from browser.editions import serving
from browser.page_kinds import FRAMED, FULL_MAPS
from browser.sites import Site
from browser.test_phone import WATCH_JUMPS
from nhanrong.facts import digest
from nhanrong.joining import THEME_SHEET
from nhanrong.stylesheets import Rule, parts, rules

FIRST_VISIT = 120_000
NEXT_PAGE = 25_000
FULL_MAP = 150_000
JUMP = 0.005

PACKED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"}  # what a host packs

STATES = re.compile(
    r"::?(?:before|after|marker|placeholder|-[\w-]+)|:(?:hover|focus(?:-within|-visible)?|active|checked|target)(?![\w-])"
)
WOULD_MATCH = """
(selectors) => selectors.filter((selector) => {
  try { return document.querySelector(selector); } catch { return false; }
})
"""


def weight(site: Site, url: str) -> int:
    """How many bytes a host would send for an address."""
    return on_the_way(site.folder / urlsplit(url).path.removeprefix(urlsplit(site.url).path))


def on_the_way(path: Path) -> int:
    """How many bytes a host would send for a file, or for the page of a folder."""
    file = path / "index.html" if path.is_dir() else path
    data = file.read_bytes()
    return len(gzip.compress(data, 6)) if file.suffix in PACKED else len(data)


@contextmanager
def watched(page: Page) -> Iterator[set[str]]:
    """The addresses that a page asks for."""
    asked: set[str] = set()

    def note(request: Request) -> None:
        if urlsplit(request.url).scheme not in {"data", "blob"}:
            asked.add(request.url.partition("#")[0])

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)


def visited(page: Page, address: str) -> set[str]:
    """What is asked for when a page is opened."""
    with watched(page) as asked:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
    return asked


@pytest.mark.parametrize("kind", [kind for kind in FRAMED if kind != "not found"])
def test_a_first_visit_is_light_and_nothing_jumps(open_page: OpenPage, demonstration: Site, kind: str) -> None:
    page = open_page("404.html", before=WATCH_JUMPS)
    asked = visited(page, demonstration.url + FRAMED[kind])
    sizes = {url: weight(demonstration, url) for url in asked}

    assert len(sizes) > 3, sizes
    assert sum(sizes.values()) <= FIRST_VISIT, sizes
    assert page.evaluate("window.jumps") < JUMP


@pytest.mark.parametrize("kind", ["home", "model", "old commune"])
def test_a_first_visit_is_light_with_all_that_the_worker_fetches(
    chromium: Browser, demonstration: Site, kind: str
) -> None:
    context = chromium.new_context(viewport=PHONE, locale="vi-VN")
    with serving(demonstration.folder) as server:
        page = context.new_page()
        page.goto(server.url + FRAMED[kind])
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        many = -1
        while len(server.asked) > many:
            many = len(server.asked)
            page.wait_for_timeout(2000)
        context.close()
    sizes = {address: on_the_way(demonstration.folder / address) for address in server.asked}

    assert {"sw.js", "ban/moi.json", "khong-co-mang/", FRAMED[kind]} <= sizes.keys()
    assert sum(sizes.values()) <= FIRST_VISIT, sizes


@pytest.mark.parametrize("kind", ["home", "model", "old commune", "practice", "session"])
def test_the_next_page_is_lighter_still(open_page: OpenPage, demonstration: Site, kind: str) -> None:
    page = open_page("404.html")
    first = visited(page, demonstration.url + FRAMED["models"])
    new = visited(page, demonstration.url + FRAMED[kind]) - first

    assert new
    assert sum(weight(demonstration, url) for url in new) <= NEXT_PAGE, new


@pytest.mark.parametrize("kind", FULL_MAPS)
def test_the_full_map_is_light(open_page: OpenPage, demonstration: Site, kind: str) -> None:
    page = open_page("404.html")
    sizes = {url: weight(demonstration, url) for url in visited(page, demonstration.url + FULL_MAPS[kind])}

    assert sum(sizes.values()) <= FULL_MAP, sizes


@pytest.fixture(scope="module")
def dropped(demonstration: Site) -> list[str]:
    """The selectors of the theme's whole stylesheets that the site's own one does not have."""
    import material

    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    whole = [file for file in sorted(folder.glob("*.css")) if THEME_SHEET.fullmatch(file.name)]
    assert len(whole) == 2
    (own,) = demonstration.folder.glob("assets/stylesheets/nhanrong.*.css")
    kept = set(_selectors(rules(own.read_text(encoding="utf-8"))))
    texts = [file.read_text(encoding="utf-8").replace(".focus-visible", ":focus-visible") for file in whole]
    theirs = [one for text in texts for one in _selectors(rules(text))]
    return sorted({STATES.sub("", one) for one in theirs if one not in kept})


def _selectors(found: tuple[Rule, ...]) -> Iterator[str]:
    for rule in found:
        if rule.rules is not None:
            if "keyframes" not in rule.head:
                yield from _selectors(rule.rules)
        elif not rule.head.startswith("@") and not _only_properties(rule):
            yield from parts(rule.head, ",")


def _only_properties(rule: Rule) -> bool:
    """Whether a rule sets only custom properties; of these the asked for stay."""
    return all(one.startswith("--") for one in rule.declarations or ())


@pytest.mark.parametrize("kind", FRAMED)
def test_no_rule_of_the_theme_is_missing(open_page: OpenPage, dropped: list[str], kind: str) -> None:
    page = open_page(FRAMED[kind])

    assert len(dropped) > 500
    assert page.evaluate(WOULD_MATCH, dropped) == []


def test_what_stands_by_itself_is_asked_for_by_its_name(demonstration: Site) -> None:
    folder = demonstration.folder
    ours = [*folder.glob("assets/javascripts/*.js"), *folder.glob("assets/stylesheets/*.css")]
    alone = [file for file in ours if len(file.suffixes) == 1]
    asking = [*folder.glob("assets/javascripts/*.js"), folder / "404.html", *folder.glob("ban-do/*.html")]
    texts = {file: file.read_text("utf-8") for file in asking}

    assert len(alone) > 5
    assert [one.name for one in alone if not any(one.name in texts[file] for file in asking if file != one)] == []


def test_a_joined_file_is_named_by_what_is_in_it(demonstration: Site) -> None:
    files = [file for file in demonstration.folder.glob("assets/*/*.??????????.*") if file.suffix in {".css", ".js"}]

    assert {file.suffix for file in files} == {".css", ".js"}
    assert [file.name for file in files if digest(file.read_bytes())[:10] != file.name.split(".")[1]] == []
