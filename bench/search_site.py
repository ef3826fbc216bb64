"""A small site of pages that were written to be searched: its index made and its questions asked as on the real one."""

import gzip
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, sync_playwright

from nhanrong.article import prepared
from nhanrong.render.outputs import Page
from nhanrong.searchindex import index_files
from nhanrong.searching import Found, found_in
from nhanrong.skeleton import THEME

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome", "microsoft-edge")
SCRIPTS = "assets/javascripts"
START = "index.html"
_START = f"""<!doctype html><meta charset="utf-8"><title>Tìm</title>
<input id="__search" type="checkbox" hidden><input id="__drawer" type="checkbox" hidden>
<script src="{SCRIPTS}/nhanrong.js"></script><script src="{SCRIPTS}/nhanrong-search.js"></script>"""
_ASK = """async (texts) => {
  const found = [];
  for (const text of texts) found.push((await nhanrong.search.ask(text, { limit: 10 })).hits.map((hit) => hit.address));
  return found;
}"""


@dataclass(frozen=True)
class Query:
    """What somebody types, the pages that they want, and what is hard about it."""

    text: str
    wanted: tuple[str, ...]
    category: str


def pages_of(value: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Title and article of each page of a file of pages."""
    found = {}
    for name, page in value.items():
        parts = [f"<h2>{escape(part['heading'])}</h2>\n<p>{escape(part['text'])}</p>" for part in page["sections"]]
        tags = f"<p>{escape(', '.join(page['tags']))}</p>" if page.get("tags") else ""
        form: Literal["NFD", "NFC"] = "NFD" if page.get("stored_as_nfd") else "NFC"
        html = f"<h1>{escape(page['title'])}</h1>\n" + "\n".join([*parts, tags])
        found[name] = unicodedata.normalize(form, page["title"]), unicodedata.normalize(form, html)
    return found


def plain_text(html: str) -> str:
    """What stands in an article."""
    return unescape(re.sub(r"<[^>]*>", " ", html))


def write_site(folder: Path, pages: Mapping[str, tuple[str, str]]) -> None:
    """The site of the pages in a folder: their index and what searches it."""
    write_index(folder, _found(pages))


def _found(pages: Mapping[str, tuple[str, str]]) -> list[Found]:
    return [
        one
        for name, (title, html) in pages.items()
        if (one := found_in(Page(name, title, "", html, (), "practice"), prepared(html)))
    ]


def write_index(folder: Path, found: Sequence[Found]) -> None:
    """The index of what is known of some pages, and a page that can ask it."""
    shutil.copytree(THEME / SCRIPTS, folder / SCRIPTS)
    for address, data in index_files(found).items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(data)
    (folder / START).write_text(_START, encoding="utf-8")


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium of this machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise FileNotFoundError("không thấy Chromium, Chrome hay Edge")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


def asked(opened: Browser, folder: Path, texts: Sequence[str]) -> list[list[str]]:
    """The addresses found for each text, best first, from the folder itself as from a stick."""
    return asked_and_weighed(opened, folder, texts)[0]


def asked_and_weighed(opened: Browser, folder: Path, texts: Sequence[str]) -> tuple[list[list[str]], int]:
    """The same, and the bytes, packed, of all that was fetched for these texts together."""
    page = opened.new_page()
    sizes: dict[str, int] = {}

    def weigh(address: str) -> None:
        file = folder / address.removeprefix(folder.as_uri() + "/")
        if "/tim-kiem/" in address or "nhanrong-" in address:
            sizes[address] = len(gzip.compress(file.read_bytes(), 6))

    page.on("request", lambda request: weigh(request.url))
    page.goto((folder / START).as_uri())
    found: list[list[str]] = page.evaluate(_ASK, list(texts))
    page.close()
    return found, sum(sizes.values())


def scores(queries: Sequence[Query], found: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    """Recall among the first five and mean reciprocal rank of the first wanted page, by category and in all."""
    rows: dict[str, list[tuple[float, float]]] = {"all": []}
    for query, addresses in zip(queries, found, strict=True):
        recall = len(set(query.wanted) & set(addresses[:5])) / min(len(query.wanted), 5)
        first = next((1 / rank for rank, address in enumerate(addresses, 1) if address in query.wanted), 0.0)
        rows["all"].append((recall, first))
        rows.setdefault(query.category, []).append((recall, first))
    return {
        name: {"recall_at_5": sum(r for r, _ in some) / len(some), "mrr": sum(m for _, m in some) / len(some)}
        for name, some in rows.items()
    }
