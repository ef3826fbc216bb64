"""`mkdocs serve` over a folder that stays, and told of every change of the data at once.

MkDocs looks at all watched files twice a second, which is slow with thousands of them; the system tells it sooner.
"""

from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import DirModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver


def watched(folder: Path, server: LiveReloadServer) -> BaseObserver | None:
    """Rebuild when anything in the folder changes; who looks on, or None where it is left to MkDocs."""
    observer = Observer()
    try:
        observer.schedule(_Waking(server), str(folder), recursive=True)
        observer.start()
    except OSError:  # the system has no room for more watches
        server.watch(str(folder))
        return None
    return observer


def shown_from(site: Path, server: LiveReloadServer) -> None:
    """The pages, and what is said of a page that is not there, come from this folder."""
    server.root = str(site)

    def error_page(code: int) -> bytes | None:
        page = site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    server.error_handler = error_page


def wake(server: LiveReloadServer) -> None:
    """Have it build once more."""
    with server._rebuild_cond:  # noqa: SLF001  # there is no other way to wake it
        server._want_rebuild = True  # noqa: SLF001
        server._rebuild_cond.notify_all()  # noqa: SLF001


class _Waking(FileSystemEventHandler):
    """Every change wakes the server; that a file was opened or read does not."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server

    def _wake(self, event: FileSystemEvent) -> None:
        if not isinstance(event, DirModifiedEvent):
            wake(self._server)

    on_created = on_deleted = on_modified = on_moved = _wake
