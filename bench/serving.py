"""How long a reader waits for an edit while the pages are served: from the save to the answer that shows it."""

import os
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence

import process_tree
from changes import Change
from measuring import RunFailedError, Usage, stop
from peers import Peer

_LOOK = 0.01
_QUIET = 1.0


def served_edit(peer: Peer, change: Change, edits: int, limit: float) -> Usage:
    """The median of some edits, one after the other, each once the server has come to rest."""
    port = _free_port()
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(
            peer.serve(port),
            cwd=peer.folder,
            env={**os.environ, **peer.environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            with process_tree.MemoryWatch(server.pid) as memory:
                page = f"http://127.0.0.1:{port}/{change.page}"
                _wait_for(page, "</html>", server, limit)
                taken = [_edit(change, page, server, limit) for _ in range(edits)]
        except RunFailedError as error:
            said.seek(0)
            printed = said.read().decode(errors="replace").strip().splitlines()[-5:]
            raise RunFailedError("\n".join([str(error), *printed])) from None
        finally:
            stop(server.pid)
            server.wait()
    return Usage(
        wall_s=round(_middle([wall for wall, _ in taken]), 3),
        cpu_s=round(_middle([cpu for _, cpu in taken]), 3),
        peak_mb=round(memory.peak_mb, 1),
        largest_mb=0,
    )


def _edit(change: Change, page: str, server: subprocess.Popen[bytes], limit: float) -> tuple[float, float]:
    """Seconds by the clock until the page says the word, and by the processor until the server rests."""
    before = _rest(server, limit)
    begin = time.perf_counter()
    word = change.apply()
    _wait_for(page, word, server, limit)
    wall = time.perf_counter() - begin
    return wall, _rest(server, limit) - before


def _wait_for(page: str, word: str, server: subprocess.Popen[bytes], limit: float) -> None:
    wanted, end = word.encode(), time.perf_counter() + limit
    while (left := end - time.perf_counter()) > 0:
        if server.poll() is not None:
            raise RunFailedError("máy chủ đã tắt")
        try:
            with urllib.request.urlopen(page, timeout=left) as answer:
                if wanted in answer.read():
                    return
        except (urllib.error.URLError, OSError):
            pass  # not listening yet, or between two sites
        time.sleep(_LOOK)
    raise RunFailedError(f"quá {limit:.0f} giây trang chưa đổi")


def _rest(server: subprocess.Popen[bytes], limit: float) -> float:
    """Processor time once hardly any has been used for a second; a server that watches files always uses a little."""
    if not process_tree.READABLE:
        time.sleep(_QUIET)
        return 0
    end = time.perf_counter() + limit
    spent = process_tree.seconds(server.pid)
    while time.perf_counter() < end:
        time.sleep(_QUIET)
        now = process_tree.seconds(server.pid)
        if now - spent < _QUIET / 10:
            return now
        spent = now
    raise RunFailedError(f"quá {limit:.0f} giây máy chủ chưa nghỉ")


def _middle(values: Sequence[float]) -> float:
    return statistics.median(values)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
