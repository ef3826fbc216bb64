"""Measure a cold build of the whole site beside the same pages as plain Markdown: `python bench/build.py --records N`.

Every figure is of one whole process, from its start to its end; the peers take turns, so that a machine that grows
slower or hotter grows so for all. Nothing here judges: read the spread before the median. Needs `os.wait4`, so Linux
or macOS.
"""

import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

import corpus
from markdown_copy import write_copy
from nhanrong.cli.vietnamese_help import command
from nhanrong.vietnamese import number

PEERS = ("nhanrong", "markdown")
_NEEDS = ("mkdocs", "mkdocs-material", "nhanrong")
# Noon of 23 November 2026 in Vietnam: the pages must not change with the day of the measurement.
_SAME_DAY = {"SOURCE_DATE_EPOCH": "1795410000", "NO_MKDOCS_2_WARNING": "1"}
_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in, in bytes


@dataclass(frozen=True)
class Row:
    """One build: seconds by the clock and by the processor, megabytes of memory, what came out."""

    peer: str
    case: str
    records: int
    wall_s: float
    cpu_s: float
    peak_mb: float
    pages: int
    bytes: int


class BuildFailedError(Exception):
    """A build ended with an error; the argument is what it printed."""


def measure(peer: str, folder: Path, records: int) -> Row:
    """Build the MkDocs folder of a peer with no site and no cache there."""
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
            cwd=folder,
            env={**os.environ, **_SAME_DAY},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise BuildFailedError(said.read().decode(errors="replace"))
    files = [path for path in site.rglob("*") if path.is_file()]
    return Row(
        peer=peer,
        case="cold",
        records=records,
        wall_s=round(wall, 3),
        cpu_s=round(used.ru_utime + used.ru_stime, 3),
        peak_mb=round(used.ru_maxrss * _KILOBYTE / 1e6, 1),
        pages=sum(path.name == "index.html" for path in files),
        bytes=sum(path.stat().st_size for path in files),
    )


def prepare(folder: Path, records: int) -> Mapping[str, Path]:
    """The MkDocs folder of each peer; our own build, from which the copy is made, warms the disk's cache for both."""
    ours, copy = folder / "nhanrong", folder / "markdown"
    size = corpus.write(ours, records)
    click.echo(f"Kho bịa: {records} bản ghi, gzip nén {_decimal(size.yaml_bytes / size.gzip_bytes)} lần.")
    measure("nhanrong", ours, records)
    text = write_copy(ours / "site", ours / "mkdocs.yml", copy)
    click.echo(f"Bản Markdown: {_decimal(text / 1e6)} MB chữ của chính các trang ấy, không bản đồ, không liên kết.")
    return {"nhanrong": ours, "markdown": copy}


def run(peers: Sequence[str], folders: Mapping[str, Path], records: int, runs: int) -> list[Row]:
    """Every build of every peer, in the order in which they were measured."""
    return [measure(peer, folders[peer], records) for _ in range(runs) for peer in peers]


def missing() -> str:
    """The packages that the builds need and that are not here."""
    return ", ".join(name for name in _NEEDS if not _version(name))


def table(rows: Sequence[Row]) -> Table:
    """Median and spread of each peer, and how many times the Markdown copy ours takes."""
    made = Table(title=f"{rows[0].records} bản ghi, dựng mới toàn bộ: trung vị (nhỏ nhất–lớn nhất)")
    peers = list(dict.fromkeys(row.peer for row in rows))
    of = {peer: [row for row in rows if row.peer == peer] for peer in peers}
    compared = set(PEERS) <= set(peers)
    made.add_column("")
    for heading in (*peers, *(["tỷ số"] if compared else [])):
        made.add_column(heading, justify="right", no_wrap=True)
    figures: Iterable[tuple[str, Callable[[Row], float]]] = (
        ("Giây, đồng hồ", lambda row: row.wall_s),
        ("Giây, bộ xử lý", lambda row: row.cpu_s),
        ("MB bộ nhớ", lambda row: row.peak_mb),
        ("Trang", lambda row: row.pages),
        ("MB trang", lambda row: row.bytes / 1e6),
        ("Trang/giây", lambda row: row.pages / row.wall_s),
    )
    for label, figure in figures:
        values = {peer: [figure(row) for row in of[peer]] for peer in peers}
        middle = {peer: statistics.median(values[peer]) for peer in peers}
        cells = [_spread(middle[peer], values[peer]) for peer in peers]
        made.add_row(label, *cells, *([_decimal(middle["nhanrong"] / middle["markdown"], 2)] if compared else []))
    return made


def machine() -> str:
    """What the figures were measured on and with."""
    versions = ", ".join(f"{name} {_version(name)}" for name in _NEEDS)
    return f"{platform.platform()}, {os.cpu_count()} nhân, Python {platform.python_version()}, {versions}"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _spread(middle: float, values: Sequence[float]) -> str:
    least, most = min(values), max(values)
    return _decimal(middle) + (f" ({_decimal(least)}–{_decimal(most)})" if least != most else "")


def _decimal(value: float, digits: int = 1) -> str:
    return number(round(value, digits))


@command("Đo một lần dựng mới toàn bộ trang, bên cạnh cùng các trang ấy viết sẵn bằng Markdown.")
@click.option("--records", metavar="SỐ", type=click.IntRange(min=corpus.LEAST), default=300, help="Số bản ghi (300).")
@click.option(
    "--peers", metavar="TÊN,TÊN", default=",".join(PEERS), help="Đo cạnh những gì; nhanrong luôn được đo (tất cả)."
)
@click.option("--runs", metavar="SỐ", type=click.IntRange(min=1), default=3, help="Số lần mỗi bên (3).")
@click.option("--json", "json_file", metavar="TỆP", type=click.Path(path_type=Path), help="Ghi từng lần đo.")
def main(records: int, peers: str, runs: int, json_file: Path | None) -> None:
    """Measure and print; with nothing to measure, or when a build fails, exit 1."""
    asked = list(dict.fromkeys([PEERS[0], *(name.strip() for name in peers.split(",") if name.strip())]))
    for name in asked:
        if name not in PEERS:
            click.echo(f"{name}: chưa có ở đây; đo được {', '.join(PEERS)}.")
        elif missing():
            click.echo(f"{name}: chưa đo được, còn thiếu {missing()}.")
    known = [name for name in asked if name in PEERS and not missing()]
    if not known:
        sys.exit("Lỗi: không có gì để đo.")
    click.echo(machine())
    with tempfile.TemporaryDirectory(prefix="nhanrong-bench-") as folder:
        try:
            rows = run(known, prepare(Path(folder), records), records, runs)
        except BuildFailedError as error:
            sys.exit(f"Lỗi: một lần dựng không thành.\n{error}")
    Console().print(table(rows))
    if json_file:
        json_file.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
