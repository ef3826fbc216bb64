"""Measure our build beside four others of the same records: `python bench/build.py --records N,N --peers A,B`.

Every figure is of one whole process with all it starts, from its start to its end. Nothing here judges: read the spread
before the median. Needs `os.wait4`, so Linux or macOS.
"""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

import corpus
import tables
from cases import CASES, Row, measure
from hugo_copy import NoShellError
from measuring import RunFailedError, measured
from nhanrong.cli.vietnamese_help import command
from nhanrong.vietnamese import number
from peer_programs import Programs
from peers import OTHERS, OURS, Peer, other, ours

_NOTE = (
    "gen-files, markdown và hugo không có cách dựng lại một phần: mỗi lần sửa là một lần dựng lại toàn bộ. "
    "hugo không làm mục lục tìm kiếm. markdown và zensical không có bản đồ, không có liên kết giữa các trang."
)


def machine(programs: Programs) -> str:
    """What the figures were measured on and with."""
    versions = ", ".join(f"{name} {version}" for name, version in programs.versions().items())
    computer = f"{platform.platform()}, {_processor()}, {os.cpu_count()} nhân"
    return f"{computer}, Python {platform.python_version()}, {versions}; bộ nhớ: {tables.MEMORY}"


def prepare(folder: Path, records: int, names: Sequence[str], programs: Programs, limit: float) -> Iterator[Peer]:
    """Our folder and those of the peers, made from our built site; that build warms the disk's cache for all."""
    root = folder / OURS
    size = corpus.write(root, records)
    ratio = number(round(size.yaml_bytes / size.gzip_bytes, 1))
    click.echo(f"Kho bịa: {records} bản ghi, {number(round(size.yaml_bytes / 1e6, 1))} MB YAML, gzip nén {ratio} lần.")
    our = ours(root, folder / "package")
    measured(our.build, our.folder, our.environment, limit)
    yield our
    for name in names:
        try:
            peer = other(name, our, folder / name, programs)
        except NoShellError as error:
            _tell(f"{name}: không đo được, {error}.")
            continue
        if peer.note:
            click.echo(f"{name}: {peer.note}.")
        yield peer


def asked_for(listed: str, programs: Programs) -> list[str]:
    """The peers that were asked for and can be measured; why the others cannot is said."""
    found = []
    for name in dict.fromkeys(name.strip() for name in listed.split(",") if name.strip() and name.strip() != OURS):
        if name not in OTHERS:
            raise click.UsageError(f"không có “{name}” để đo; đo được {', '.join(OTHERS)}.")
        if fault := programs.install(name):
            click.echo(f"{name}: không cài được nên không đo. {fault}")
        else:
            found.append(name)
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _numbers(listed: str) -> list[int]:
    try:
        found = [int(part) for part in listed.split(",")]
    except ValueError:
        found = []
    if not found or min(found) < corpus.LEAST:
        raise click.UsageError(
            f"--records phải là số, hoặc nhiều số cách nhau bằng dấu phẩy, từ {corpus.LEAST} trở lên."
        )
    return found


def _cases(listed: str) -> list[str]:
    found = [name.strip() for name in listed.split(",")]
    for name in found:
        if name not in CASES:
            raise click.UsageError(f"không có lần đo “{name}”; có {', '.join(CASES)}.")
    return found


@command("Đo việc dựng trang, bên cạnh bốn cách khác dựng cùng các bản ghi ấy.")
@click.option("--records", metavar="SỐ,SỐ", default="300", help="Số bản ghi; nhiều số thì đo từng số (300).")
@click.option("--peers", metavar="TÊN,TÊN", default=",".join(OTHERS), help="Đo cạnh những gì (tất cả).")
@click.option("--cases", metavar="TÊN,TÊN", default=",".join(CASES), help="Đo những gì (tất cả).")
@click.option("--runs", metavar="SỐ", type=click.IntRange(min=1), default=3, help="Số lần mỗi bên (3).")
@click.option("--limit", metavar="GIÂY", type=click.IntRange(min=1), default=1800, help="Mỗi lần lâu nhất (1800).")
@click.option("--without-ours", is_flag=True, help="Chỉ đo các bên kia; nhanrong vẫn dựng một lần để có trang mà chép.")
@click.option("--json", "json_file", metavar="TỆP", type=click.Path(path_type=Path), help="Ghi từng lần đo.")
def main(
    records: str, peers: str, cases: str, runs: int, limit: int, *, without_ours: bool, json_file: Path | None
) -> None:
    """Measure and print; exit 1 when our own build fails."""
    sizes, chosen, programs = _numbers(records), _cases(cases), Programs()
    names = asked_for(peers, programs)
    click.echo(machine(programs))
    rows: list[Row] = []
    console = Console(width=None if sys.stdout.isatty() else 160)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="nhanrong-bench-") as folder:
            try:
                made = list(prepare(Path(folder), size, names, programs, limit))
            except RunFailedError as error:
                sys.exit(f"Lỗi: nhanrong không dựng được {size} bản ghi, {error}")
            measurable = made[1:] if without_ours else made
            here = list(measure(measurable, chosen, size, runs=runs, limit=limit, tell=_tell))
        if here:
            console.print(tables.measured(here))
        rows += here
        if json_file:
            json_file.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")
    _summary(console, rows, sizes)
    if not without_ours and not any(row.peer == OURS for row in rows):
        sys.exit(1)


def _summary(console: Console, rows: Sequence[Row], sizes: Sequence[int]) -> None:
    shown: list[Callable[[Sequence[Row]], Table]] = [tables.compared] if any(r.peer == OURS for r in rows) else []
    for table in [*shown, *([tables.growth] if len(sizes) > 1 else [])]:
        console.print(table(rows))
    click.echo(_NOTE)


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)


if __name__ == "__main__":
    main()
