"""Work over many keys on all cores: forked processes take handfuls of keys and send back what they made."""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

Key = TypeVar("Key")
Result = TypeVar("Result")

ALONE_UP_TO = 16
_HANDFUL = 100  # keys that a process takes at once, fewer of few, so that none waits long for the other
_LIGHT_HANDFUL = 400
_WAVE = 1_200  # keys after which a process gives way to a fresh one

_work: Callable[[Any], Any] | None = None


def on_all_cores(
    work: Callable[[Key], Result], keys: Sequence[Key], *, light: bool = False, here: bool = False
) -> Iterator[Result]:
    """The result of every key, in the order of the keys; `work` sees everything as it stands now.

    Light work keeps little in memory, so that its processes need not give way to fresh ones, and each key takes no time
    to speak of. Few keys, one core, a system that cannot fork or a process with threads: all is done here. So is work
    that has to be done `here`, because a library that it calls has threads of its own, which no fork takes along.
    """
    processes = _cores()
    if here or processes == 1 or len(keys) <= ALONE_UP_TO:
        yield from map(work, keys)
        return
    wave = len(keys) if light else processes * _WAVE
    for begin in range(0, len(keys), wave):
        yield from _wave(work, keys[begin : begin + wave], processes, _LIGHT_HANDFUL if light else _HANDFUL)


def _wave(work: Callable[[Key], Result], keys: Sequence[Key], processes: int, handful: int) -> Iterator[Result]:
    """The same with processes that end when it does, and with them all that they have kept in memory."""
    global _work  # noqa: PLW0603  # what a forked process inherits
    _work = work
    size = min(handful, -(-len(keys) // (4 * processes)))
    handfuls = [keys[begin : begin + size] for begin in range(0, len(keys), size)]
    try:
        with uncollected(), multiprocessing.get_context("fork").Pool(processes, gc.disable) as pool:
            for results in pool.imap(_handful, handfuls):
                yield from results
    finally:
        _work = None


@contextmanager
def uncollected() -> Iterator[None]:
    """Work that makes much and throws little away: neither it nor what is there already is looked through for waste."""
    collecting = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def _handful(keys: Sequence[Any]) -> list[Any]:
    assert _work is not None  # set before the fork
    return [_work(key) for key in keys]


def _cores() -> int:
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))
