"""The cases of a measurement, the peers taking turns, so that a machine that grows slower grows so for all."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import RunFailedError, Usage, measured
from nhanrong.layout import DATA
from peers import OUR_CHECK, OURS, Peer
from serving import served_edit

BUILDS = ("cold", "warm", "edit", "serve-edit", "template", "list")
LOAD = "load"
_PLAIN = ("cold", "warm")
CASES = (*BUILDS, LOAD)
BY_HAND = "by-hand"
_EDITS_SERVED = 5


@dataclass(frozen=True)
class Row:
    """One measured run: seconds by the clock and by the processor, megabytes of memory, and what stood in the site.

    `peak_mb` is of all processes together where that can be read, `largest_mb` of the largest one (0: not looked at).
    """

    peer: str
    case: str
    records: int
    wall_s: float
    cpu_s: float
    peak_mb: float
    pages: int
    bytes: int
    page_bytes: int
    largest_mb: float


def measure(
    peers: Sequence[Peer],
    cases: Sequence[str],
    records: int,
    *,
    runs: int,
    limit: float,
    tell: Callable[[str], None],
) -> Iterator[Row]:
    """Every run in the order in which it was measured; what fails is told of and left out from there on."""
    failed: set[tuple[str, str]] = set()
    for _ in range(runs):
        for case in (case for case in BUILDS if case in cases):
            for peer in peers:
                if (peer.name, case) in failed:
                    continue
                try:
                    yield _row(peer, case, records, _build(peer, case, limit))
                except RunFailedError as error:
                    # a peer that cannot build can do nothing else either
                    failed |= {(peer.name, other) for other in (BUILDS if case in _PLAIN else (case,))}
                    tell(f"{peer.name}: bỏ từ đây, vì lần đo “{case}” không thành: {error}")
    ours = next((peer for peer in peers if peer.name == OURS), None)
    if LOAD in cases and ours:
        try:
            for _ in range(runs):
                yield from _loads(ours, records, limit)
        except RunFailedError as error:
            tell(f"{OURS}: lần đo “{LOAD}” không thành: {error}")


def _build(peer: Peer, case: str, limit: float) -> Usage:
    """Build or serve; whatever is edited must show in its page afterwards."""
    if case == "cold":
        peer.clear()
        return _built(peer, limit)
    if not peer.site.exists():
        _built(peer, limit)
    if case == "warm":
        return _built(peer, limit)
    if case == "serve-edit":
        return served_edit(peer, peer.changes["edit"], _EDITS_SERVED, limit)
    change = peer.changes[case]
    word = change.apply()
    usage = _built(peer, limit)
    if word not in (peer.site / change.page / "index.html").read_text("utf-8"):
        raise RunFailedError(f"trang {change.page} không có chữ mới sửa")
    return usage


def _built(peer: Peer, limit: float) -> Usage:
    return measured(peer.build, peer.folder, peer.environment, limit)


def _loads(ours: Peer, records: int, limit: float) -> Iterator[Row]:
    """Load and check with no cache, again with one, and by hand; each a whole process."""
    by_hand = (sys.executable, str(Path(__file__).with_name("by_hand.py")), DATA)
    check = (sys.executable, *OUR_CHECK)
    shutil.rmtree(ours.folder / ".cache", ignore_errors=True)
    for name, case, command in (
        (OURS, "load-cold", check),
        (OURS, "load-warm", check),
        (BY_HAND, "load-cold", by_hand),
    ):
        usage = measured(command, ours.folder, ours.environment, limit)
        yield Row(name, case, records, usage.wall_s, usage.cpu_s, usage.peak_mb, 0, 0, 0, usage.largest_mb)


def _row(peer: Peer, case: str, records: int, usage: Usage) -> Row:
    sizes = [(path.name, path.stat().st_size) for path in peer.site.rglob("*") if path.is_file()]
    pages = [size for name, size in sizes if name == "index.html"]
    return Row(
        peer.name,
        case,
        records,
        usage.wall_s,
        usage.cpu_s,
        usage.peak_mb,
        len(pages),
        sum(size for _, size in sizes),
        sum(pages),
        usage.largest_mb,
    )
