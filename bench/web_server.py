"""A host as the README asks for: it packs text, lets named files be kept for a year, and counts what it sends."""

import gzip
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from urllib.parse import unquote, urlsplit

from web_sites import Built

_TEXT = re.compile(r"text/|javascript|json|xml")
_BY_A_WORKER = {("empty", "cors"), ("serviceworker", "same-origin")}  # our pages ask for nothing by script but scripts
_FOR_GOOD = re.compile(r"\.[0-9a-f]{8,}\.|\.woff2$")
_TYPES = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".js": "text/javascript"}


@dataclass
class Host:
    """Where the site is served, and what was sent since it was last looked at: address → bytes, without headers.

    `behind` is what a service worker asked for by itself, to have it when there is no signal.
    """

    url: str
    sent: dict[str, int] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)

    def taken(self) -> tuple[dict[str, int], dict[str, int]]:
        """What was sent for a page and behind it, and from now on is forgotten."""
        sent, self.sent = self.sent, {}
        behind, self.behind = self.behind, {}
        return sent, behind


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is closed takes no leave; whatever else goes wrong is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


@contextmanager
def served(built: Built) -> Iterator[Host]:
    """The site behind a server of this machine."""
    host = Host("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the name in the standard library
            path = unquote(urlsplit(self.path).path)
            file = built.folder / path.removeprefix(built.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not path.startswith(built.path) or not file.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            kind = _TYPES.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream"
            data = file.read_bytes()
            self.send_response(200)
            if _TEXT.search(kind):
                data = gzip.compress(data, 6)
                kind += "; charset=utf-8"
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            time = "public, max-age=31536000, immutable" if _FOR_GOOD.search(file.name) else "max-age=600"
            self.send_header("Cache-Control", time)
            self.end_headers()
            self.wfile.write(data)
            asked_by = self.headers.get("Sec-Fetch-Dest"), self.headers.get("Sec-Fetch-Mode")
            kept = host.behind if asked_by in _BY_A_WORKER else host.sent
            kept[path] = kept.get(path, 0) + len(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
            """The bench says what matters."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        host.url = f"http://127.0.0.1:{server.server_port}{built.path}"
        yield host
        server.shutdown()
