"""One command as one whole process: seconds by the clock and by the processor, and memory."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import process_tree

_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in, in bytes


@dataclass(frozen=True)
class Usage:
    """`peak_mb` is of all processes together where that can be read, else it is `largest_mb`, of the largest one."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    largest_mb: float


class RunFailedError(Exception):
    """A command ended with an error or not at all; the argument says so in Vietnamese, with what it printed."""


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str], limit: float) -> Usage:
    """Run a command in a folder to its end; one that takes more than `limit` seconds is ended with all it started."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        late = threading.Timer(limit, stop, (process.pid,))
        late.start()
        try:
            with process_tree.MemoryWatch(process.pid) as memory:
                _, status, used = os.wait4(process.pid, 0)
                wall = time.perf_counter() - begin
        except BaseException:
            stop(process.pid)
            raise
        finally:
            late.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if wall >= limit:
            raise RunFailedError(f"quá {limit:.0f} giây chưa xong")
        if process.returncode:
            raise RunFailedError(f"mã {process.returncode}: {_end(said.read().decode(errors='replace'))}")
    largest = used.ru_maxrss * _KILOBYTE / 1e6
    return Usage(
        wall_s=round(wall, 3),
        cpu_s=round(used.ru_utime + used.ru_stime, 3),
        peak_mb=round(max(memory.peak_mb, 0 if process_tree.READABLE and memory.peak_mb else largest), 1),
        largest_mb=round(largest, 1),
    )


def stop(leader: int) -> None:
    """End a process that leads a session, and all in it."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _end(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-15:])
