"""Every link, fragment and file that the built site names is there; what has moved leads on."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from browser.conftest import OpenPage
from browser.documents import Document, read_all
from browser.sites import Site
from reading_search import read_index, search_files

_IN_SCRIPT = re.compile(r'"href": "([^"]+)"')
_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_MADE_BY_SCRIPT = re.compile(r"__\w+")  # labels and anchors of the theme's own switches


@pytest.fixture(params=["demonstration", "hostile_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Both sites, one after the other."""
    found: Site = request.getfixturevalue(request.param)
    return found


@cache
def documents(site: Site) -> dict[str, Document]:
    return read_all(site.folder)


def links(site: Site) -> Iterator[tuple[str, str, str, str]]:
    """File, tag, rel and address of every link, those in styles and in the maps' scripts too."""
    for name, document in documents(site).items():
        for tag, rel, address in document.links:
            yield name, tag, rel, address
    for path in sorted(site.folder.rglob("*.css")):
        for address in _IN_STYLE.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(site.folder).as_posix(), "url", "", address
    for path in sorted((site.folder / "ban-do").glob("*.html")):
        for address in _IN_SCRIPT.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(site.folder).as_posix(), "script", "", address


def target(site: Site, file: str, address: str) -> tuple[str, str]:
    """The file that an internal address leads to and its fragment."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    root = urlsplit(site.says).path
    joined = posixpath.normpath(posixpath.join(root, posixpath.dirname(file), path)) if path else root + file
    if not path:
        return file, unquote(parts.fragment)
    inside = posixpath.relpath(joined, root.rstrip("/") or "/")
    if path.endswith("/") or inside == "." or (site.folder / inside).is_dir():
        inside = posixpath.normpath(posixpath.join(inside, "index.html"))
    return inside, unquote(parts.fragment)


def fault(site: Site, file: str, address: str) -> str | None:
    """Why an internal address leads nowhere, or None."""
    found, fragment = target(site, file, address)
    if found.startswith("..") or not (site.folder / found).is_file():
        return f"{file}: no {address}"
    if fragment and not _MADE_BY_SCRIPT.fullmatch(fragment):
        document = documents(site).get(found)
        if document is not None and fragment not in document.ids:
            return f"{file}: no id for {address}"
    return None


def test_every_internal_link_file_and_fragment_is_there(site: Site) -> None:
    faults = []
    count = 0
    for file, _, rel, address in links(site):
        scheme = urlsplit(address).scheme
        if scheme in {"http", "https", "mailto", "tel", "sms", "data"} or (rel == "canonical" and "://" in address):
            continue
        assert not scheme, f"{file}: {address}"
        count += 1
        faults.append(fault(site, file, address))

    assert count > 500
    assert sorted({text for text in faults if text}) == []


def test_links_to_the_own_site_are_relative(site: Site) -> None:
    own = urlsplit(site.says)
    wrong = [
        f"{file}: <{tag}> {address}"
        for file, tag, rel, address in links(site)
        if (urlsplit(address).netloc == own.netloc and rel != "canonical")
        or (address.startswith("/") and file != "404.html")  # that page is shown at any depth
    ]

    assert wrong == []


def test_only_readers_follow_links_to_other_hosts_the_browser_fetches_none(site: Site) -> None:
    wrong = [
        f"{file}: <{tag}> {address}"
        for file, tag, rel, address in links(site)
        if urlsplit(address).netloc and tag != "a" and rel != "canonical"
    ]

    assert wrong == []


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    twice = {
        f"{name}: {one}"
        for name, document in documents(site).items()
        for one, count in Counter(document.ids).items()
        if count > 1
    }

    assert sorted(twice) == []


def test_canonical_addresses_site_map_and_search_index_name_pages_that_exist(site: Site) -> None:
    index = read_index(search_files(site.folder))
    tree = ET.fromstring((site.folder / "sitemap.xml").read_text(encoding="utf-8"))
    named = [element.text or "" for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    named += [a for _, _, rel, a in links(site) if rel == "canonical" and "://" in a]

    assert all(address.startswith(site.says) for address in named)
    inside = {address.removeprefix(site.says) for address in named}
    inside |= set(index.by_address)
    assert sorted(filter(None, (fault(site, "index.html", address or "./") for address in inside))) == []


def test_every_page_can_be_reached_from_the_home_page(site: Site) -> None:
    seen = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        file = waiting.pop()
        for _, _, address in documents(site)[file].links:
            found = target(site, file, address)[0] if not urlsplit(address).scheme else ""
            if found in documents(site) and found not in seen:
                seen.add(found)
                waiting.append(found)
    moved = {name for name, page in documents(site).items() if any(rel == "refresh" for _, rel, _ in page.links)}

    assert sorted(set(documents(site)) - seen - moved - {"404.html"}) == []


def test_a_former_address_leads_to_the_page_of_today(open_page: OpenPage, hostile_site: Site) -> None:
    page = open_page("mo-hinh/thu-a-cu/", site=hostile_site)

    page.wait_for_url(hostile_site.url + "mo-hinh/thu-a/")
    assert "Model.name" in page.get_by_role("heading", level=1).inner_text()


def test_a_former_address_has_a_link_for_those_who_are_not_led_on(hostile_site: Site) -> None:
    document = read_all(hostile_site.folder / "mo-hinh" / "thu-a-cu")["index.html"]

    assert ("a", "", "../thu-a/") in document.links
