"""Editions of a site, told apart in every text file, behind a server that can change them and fail."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from nhanrong import offline
from nhanrong.facts import digest
from nhanrong.sitefolder import files_below

PATH = "/duong/phu/"
MARK = re.compile(r"edition-[A-Z]")
_COMMENTS = {".css": "/* {} */", ".html": "<!-- {} -->", ".js": "/* {} */"}
_KINDS = {"xa": "unit", "cay-con": "crop"}


def edition(site: Path, folder: Path, letter: str, day: str, lost: str = "") -> Path:
    """A copy of a site without papers, in which every page, style and script names its edition; `lost` is not in it."""
    skipped = shutil.ignore_patterns("*.pdf", "*.docx", "ban", *([lost] if lost else []))
    shutil.copytree(site, folder, ignore=skipped)
    for file in (one for one in folder.rglob("*") if one.suffix in _COMMENTS and one.name != "sw.js"):
        text = re.sub(r'(<span class="edition">)[^<]*', rf"\g<1>{day}", file.read_text("utf-8"))
        file.write_text(f"{text}\n{_COMMENTS[file.suffix].format(f'edition-{letter}')}\n", "utf-8")
    publish(folder, day)
    return folder


def publish(folder: Path, day: str) -> None:
    """Write the lists anew for what lies in the folder."""
    shutil.rmtree(folder / "ban", ignore_errors=True)
    files: dict[str, offline.Kept] = {}
    leading: dict[str, offline.Leading] = {}
    for path, size, _ in files_below(folder):
        data = (folder / path).read_bytes()
        address = path.removesuffix("index.html")
        whole = path.endswith(".html")
        files[address] = offline.Kept(offline.steady_digest(data) if whole else digest(data), size)
        if whole and not offline.may_be_kept(data.decode()):
            del files[address]
        article = re.search(r'<div class="page page--.*</article>', data.decode(), re.DOTALL) if whole else None
        if article:
            kind = _KINDS.get(address.split("/")[0], "") if address.count("/") > 1 else ""
            leading[address] = offline.leading(address, kind, article[0], data)
    lists = offline.Edition(files, leading, {"mo-hinh/", "xa/"}, day).lists()
    for path, data in lists.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)


class Server:
    """What it serves can be changed while it runs; `fails` says of which addresses nothing comes."""

    def __init__(self, folder: Path, origin: str) -> None:
        self.folder = folder
        self.url = origin + PATH
        self.asked: list[str] = []
        self.fails: Callable[[str], bool] = lambda _: False


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server of this machine, below a path."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            address = self.path.split("?")[0].removeprefix(PATH)
            here.asked.append(address)
            if here.fails(address):
                self.close_connection = True
                return
            super().do_GET()

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "max-age=600")  # as the usual hosts of static sites say
            super().end_headers()

        def translate_path(self, path: str) -> str:
            inside = path.split("?", maxsplit=1)[0].removeprefix(PATH)
            found = here.folder / inside
            return str(found) + ("/" if inside.endswith("/") or not inside else "")

        def send_head(self) -> BytesIO | BinaryIO | None:
            del self.headers["If-Modified-Since"]  # folders that change have no times that mean anything
            return super().send_head()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
            """A test says what matters."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here = Server(folder, f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield here
        server.shutdown()
