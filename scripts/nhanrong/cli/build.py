"""`nhanrong build`: the site brought up to date, with what was made again and where the time went."""

import errno
import os
import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from nhanrong.building import Workshop
from nhanrong.cli.opening import root_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.engine import Counts
from nhanrong.problems import as_text, because
from nhanrong.shortcut import shortened, skeleton_name
from nhanrong.versions import kept_in
from nhanrong.vietnamese import number

_OFTEN = 0.2  # seconds
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC}  # by the system, whatever the program does


@command("Dựng trang web vào site/: chỉ làm lại những gì đã đổi kể từ lần trước.")
@click.option("--profile", is_flag=True, help="In thời gian của từng công đoạn.")
@click.option(
    "--private",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path),
    help="Thư mục riêng ngoài kho, có những điều đã được đồng ý; chỉ để dựng trang trên mạng.",
)
def build(*, profile: bool, private: Path | None) -> int:
    """Build as `mkdocs build --strict` does, and tell of it; exit 1 when something is wrong."""
    begun = time.perf_counter()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    root = root_or_exit()
    stages = Stages(begun, loud=sys.stderr.isatty())
    try:
        _build(root, stages, private)
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        raise click.ClickException(f"Chưa dựng trang: không ghi được {error.filename}: {because(error)}.") from None
    stages.done("ghi trang")
    if profile:
        Console(stderr=True).print(stages.table())
    return 0


class Stages:
    """What was done, in which time; told while it happens where somebody looks on."""

    def __init__(self, begun: float, *, loud: bool) -> None:
        self._last = self._told = begun
        self._begun = begun
        self._loud = loud
        self._rows: list[tuple[str, str, str, float]] = []

    def counted(self, counts: Counts) -> None:
        """One stage is over, or goes on: then one line tells how far it is, now and then."""
        if counts.over:
            self.done(counts.what, number(counts.all), number(counts.again))
        elif self._loud and (now := time.perf_counter()) - self._told > _OFTEN:
            self._told = now
            self._line(f"{counts.what}: {number(counts.again)} trên {number(counts.all)}…", end="")

    def done(self, what: str, total: str = "", again: str = "") -> None:
        """The same, of something that is not counted."""
        now = time.perf_counter()
        self._rows.append((what, total, again, now - self._last))
        self._last = now
        if self._loud:
            made = f": {again} trên {total} làm lại" if total else ""
            self._line(f"{what}{made}, {number(round(now - self._begun, 1))} giây")

    def _line(self, text: str, end: str = "\n") -> None:
        click.echo(f"\r\033[K{text[:1].upper()}{text[1:]}{end}", nl=False, err=True)

    def table(self) -> Table:
        """All stages with their seconds."""
        made = Table(box=None, pad_edge=False, header_style="bold")
        made.add_column("Công đoạn")
        for heading in ("Tất cả", "Làm lại", "Giây"):
            made.add_column(heading, justify="right")
        for what, total, again, seconds in self._rows:
            made.add_row(what, total, again, number(round(seconds, 2)))
        made.add_row("tổng cộng", "", "", number(round(self._last - self._begun, 2)))
        return made


def _build(root: Path, stages: Stages, private: Path | None) -> None:
    workshop = Workshop(root, kept_in(root), stages.counted, private)
    stages.done("mở bộ nhớ đệm")
    problems = shortened(root, workshop, skeleton_name(str(root / "mkdocs.yml")))
    if problems:
        click.echo(as_text(problems), nl=False, err=True)
        raise click.ClickException(f"Chưa dựng trang: dữ liệu có {len(problems)} lỗi.")
    if problems is None:
        _build_with_mkdocs(root, workshop, stages)
    for sentence in workshop.withheld:
        click.echo(f"{sentence}.", err=True)


def _build_with_mkdocs(root: Path, workshop: Workshop, stages: Stages) -> None:
    # MkDocs takes a while to import, and an edit of records needs none of it
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    config = load_config(str(root / "mkdocs.yml"), strict=True)
    plugin = config.plugins["nhanrong"]
    plugin.say = stages.counted  # type: ignore[attr-defined]  # our own plugin
    plugin.workshop, plugin.keeping = workshop, True  # type: ignore[attr-defined]
    config.plugins.on_startup(command="build", dirty=False)
    stages.done("mở cấu hình")
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
