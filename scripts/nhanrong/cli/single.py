"""What the commands for the paper of one model or one practice have alike: their options, and how they write it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nhanrong.cli.handing import refused
from nhanrong.cli.naming import record_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.printing import ending, put
from nhanrong.problems import Problem

if TYPE_CHECKING:
    from nhanrong.publication import Publication

Command = Callable[..., int]


@dataclass(frozen=True)
class Drawing:
    """How a paper is drawn: its bytes, what had no room on it, why there is none; and what is said of it when done."""

    kind: str  # the shelf of its records
    name: str  # "Tờ gấp"
    pdf: Callable[["Publication", Any], bytes]
    left_out: Callable[["Publication", Any], list[str]]
    refusal: Callable[["Publication", Any], Problem | None]
    says: Callable[[Any], str]


def options(metavar: str, unreviewed: str) -> Callable[[Command], Command]:
    """The record, and the options; `unreviewed` is the help of --with-unreviewed."""
    added = (
        click.argument("name", metavar=metavar),
        click.option("--with-unreviewed", is_flag=True, help=unreviewed),
        click.option(
            "--out", metavar="TỆP.pdf", type=click.Path(path_type=Path, dir_okay=False), help="Mặc định: <mã>.pdf."
        ),
        click.option("--as-of", "day", type=DayType(), help="Ngày in (năm-tháng-ngày); mặc định là hôm nay."),
    )

    def put_on(function: Command) -> Command:
        for one in reversed(added):
            function = one(function)
        return function

    return put_on


def drawn(drawing: Drawing, name: str, out: Path | None, day: dt.date | None, *, with_unreviewed: bool) -> int:
    """Write the paper, and say what had no room on it; or say why there is none."""
    from nhanrong.handouts import reviewing
    from nhanrong.publication import Publication

    if out:
        ending(out, ".pdf")
    kb = sound_or_exit(root_or_exit())
    record = kb.shelf(drawing.kind)[record_named(kb, drawing.kind, name)].record
    publication = Publication(kb, day or today())
    why = drawing.refusal(publication, record)
    if why := why or reviewing.refusal(publication, record, with_unreviewed=with_unreviewed):
        return refused([why])
    file = out or Path(f"{record.id}.pdf")
    put(file, drawing.pdf(publication, record))
    click.echo(f"{file}: {drawing.says(record)}")
    if missing := drawing.left_out(publication, record):
        click.echo(f"Không đủ chỗ cho: {'; '.join(missing)}. {drawing.name} nói rõ và dẫn tới trang bằng mã QR.")
    return 0
