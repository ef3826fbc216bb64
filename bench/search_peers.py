"""The same pages and questions for two other engines, fed with folded text: MiniSearch and Pagefind, by npm."""

import contextlib
import gzip
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Request

from nhanrong.vietnamese import fold
from search_site import plain_text

PEERS = ("minisearch", "pagefind")
_PACKAGES = {"minisearch": "minisearch@7.2.0", "pagefind": "pagefind@1.5.2"}
_MINISEARCH = """async texts => {
  const index = new MiniSearch({ fields: ["title", "text"],
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 4 }, combineWith: "OR" } });
  index.addAll(await (await fetch("pages.json")).json());
  return texts.map(text => index.search(text).slice(0, 10).map(hit => hit.id));
}"""
_PAGEFIND = """async texts => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = [];
  for (const text of texts) {
    const results = (await pagefind.search(text)).results.slice(0, 10);
    found.push((await Promise.all(results.map(one => one.data()))).map(data => data.url.replace(/^\\/|\\.html$/g, "")));
  }
  return found;
}"""


class NotHereError(Exception):
    """An engine cannot be had; the argument says why, in Vietnamese."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def installed(name: str, folder: Path) -> Path:
    """Where npm has put an engine."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotHereError("máy này không có npm")
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), _PACKAGES[name]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHereError(f"npm không cài được {_PACKAGES[name]}")
    return folder / "node_modules"


def asked_of(
    name: str, opened: Browser, folder: Path, pages: Mapping[str, tuple[str, str]], texts: Sequence[str]
) -> tuple[list[list[str]], int]:
    """What an engine finds for each text, best first, and the bytes, packed, that all of it together fetches."""
    modules = installed(name, folder / "npm")
    site = folder / name
    site.mkdir(parents=True)
    folded = {page: (fold(title), fold(plain_text(html))) for page, (title, html) in pages.items()}
    if name == "minisearch":
        (site / "index.html").write_text('<script src="minisearch.js"></script>', encoding="utf-8")
        shutil.copy(modules / "minisearch" / "dist" / "umd" / "index.js", site / "minisearch.js")
        listed = [{"id": page, "title": title, "text": text} for page, (title, text) in folded.items()]
        (site / "pages.json").write_text(json.dumps(listed), encoding="utf-8")
    else:
        for page, (title, text) in folded.items():
            html = f'<html lang="vi"><title>{escape(title)}</title><body><h1>{escape(title)}</h1><p>{escape(text)}</p>'
            (site / f"{page}.html").write_text(html, encoding="utf-8")
        program = modules / ".bin" / "pagefind"
        subprocess.run([str(program), "--site", str(site)], check=True, capture_output=True)
        (site / "index.html").write_text("<p>Pagefind</p>", encoding="utf-8")
    with _served(site) as address:
        page_ = opened.new_page()
        sizes: dict[str, int] = {}
        page_.on("request", lambda request: sizes.update(_size(site, request)))
        page_.goto(address)
        found = page_.evaluate(_MINISEARCH if name == "minisearch" else _PAGEFIND, [fold(text) for text in texts])
        page_.close()
    return found, sum(sizes.values())


def _size(site: Path, request: Request) -> dict[str, int]:
    file = site / request.url.split("/", 3)[3].partition("?")[0]
    return {request.url: len(gzip.compress(file.read_bytes(), 6))} if file.is_file() else {}


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
