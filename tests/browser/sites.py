"""A knowledge base becomes a served site: built as anyone builds it, in a folder of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import yaml

REPOSITORY = Path(__file__).parents[2]
NOON_OF_THE_EDITION = "1795410000"  # 23 November 2026, 12:00 in Vietnam


@dataclass(frozen=True)
class Site:
    """A built site: its files, the address it says it has, and the one it is served at (both end with a slash)."""

    folder: Path
    says: str
    url: str

    @property
    def origin(self) -> str:
        """Scheme, host and port of the server."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def build(base: Path, data: Path, *, hash_seed: str = "0") -> Path:
    """The site of the records in `data`, built by `mkdocs build --strict` below `base`; fails with what MkDocs said."""
    shutil.copy(REPOSITORY / "mkdocs.yml", base)
    shutil.copytree(REPOSITORY / "docs", base / "docs")
    if data != base / "models_data":
        shutil.copytree(data, base / "models_data")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=base,
        env=os.environ
        | {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONHASHSEED": hash_seed,
            "PYTHONPATH": str(REPOSITORY / "scripts"),
            "SOURCE_DATE_EPOCH": NOON_OF_THE_EDITION,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return base / "site"


@contextmanager
def served(folder: Path, data: Path) -> Iterator[Site]:
    """The site behind a server of this machine, under the path that the area's address has."""
    says = yaml.safe_load((data / "area.yml").read_text(encoding="utf-8"))["site_url"]
    prefix = urlsplit(says).path

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]  # handed on as they come

        def translate_path(self, path: str) -> str:
            inside = path.removeprefix(prefix) if path.startswith(prefix) else "outside-of-the-site"
            return super().translate_path("/" + inside)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
            """A test says what matters."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield Site(folder, says, f"http://127.0.0.1:{server.server_port}{prefix}")
        server.shutdown()
