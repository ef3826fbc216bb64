"""A process with all it started: memory and processor time, read from /proc; elsewhere there is nothing to read."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

_PROC = Path("/proc")
READABLE = (_PROC / "self/smaps_rollup").exists() and (_PROC / f"self/task/{os.getpid()}/children").exists()

_TICK = os.sysconf("SC_CLK_TCK")
_PAUSE = 0.05
# A large process takes the kernel long to sum up; this share of the time at most is spent on it.
_SHARE = 0.05


def members(root: int) -> Iterator[int]:
    """The process and its living descendants."""
    yield root
    for children in _PROC.glob(f"{root}/task/*/children"):
        try:
            found = children.read_text()
        except OSError:
            continue
        for child in found.split():
            yield from members(int(child))


def megabytes(root: int) -> float:
    """What the tree occupies now; a page that several processes share is counted once among them."""
    total = 0
    for process in members(root):
        try:
            text = (_PROC / str(process) / "smaps_rollup").read_text()
        except OSError:
            continue  # it has ended
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total * 1024 / 1e6


def seconds(root: int) -> float:
    """Processor time of the tree so far, that of its ended and awaited children with it."""
    total = 0
    for process in members(root):
        try:
            text = (_PROC / str(process) / "stat").read_text()
        except OSError:
            continue
        total += sum(map(int, text.rpartition(")")[2].split()[11:15]))
    return total / _TICK


class MemoryWatch:
    """Between enter and exit, the most that the tree of a process has occupied, looked at 20 times a second."""

    def __init__(self, root: int) -> None:
        self.peak_mb = 0.0
        self._root = root
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        if READABLE:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if READABLE:
            self._thread.join()

    def _watch(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            begin = time.perf_counter()
            self.peak_mb = max(self.peak_mb, megabytes(self._root))
            pause = max(_PAUSE, (time.perf_counter() - begin) / _SHARE)
