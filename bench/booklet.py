"""How long a booklet takes: `python bench/booklet.py [--models N]`.

Of a made-up knowledge base (see `corpus`) all models become one booklet, with the ledger, maps and slips that they
have. Printed are its pages, the seconds that its chapters and then Typst took (by the clock and by the processor, which
counts all its threads), Typst's milliseconds a page, and the most memory that the process held.
"""

import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from pypdf import PdfReader
from rich.console import Console
from rich.table import Table

import corpus
from nhanrong import site
from nhanrong.cli.vietnamese_help import command
from nhanrong.edition import edition_day
from nhanrong.handouts import booklet, selection
from nhanrong.publication import Publication
from nhanrong.store import Store
from nhanrong.vietnamese import number

T = TypeVar("T")
_MODELS_OF_100_RECORDS = 60
_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in, in bytes


@command("Đo thời gian làm một sổ tay từ kho bịa.")
@click.option("--models", metavar="SỐ", type=click.IntRange(min=6), default=200, help="Số mô hình (200).")
@click.option("--large", is_flag=True, help="Bản chữ to.")
@click.option("--keep", metavar="TỆP.pdf", type=click.Path(path_type=Path, dir_okay=False), help="Giữ lại sổ tay.")
def main(models: int, keep: Path | None, *, large: bool) -> None:
    """Make it once, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "kho"
        corpus.write(root, -(-models * 100 // _MODELS_OF_100_RECORDS))
        kb, problems = site.read(root, Store(None))
    if problems:
        raise click.ClickException(f"kho bịa có {len(problems)} lỗi: {problems[0]}")
    publication = Publication(kb, edition_day(None, {}))
    every = selection.ordered(publication, list(kb.models)[:models])
    chosen = selection.selected(publication, selection.Choice("Mọi mô hình", every), with_unreviewed=True)
    made, told = timed(lambda: booklet.book(publication, chosen))
    file, drawn = timed(lambda: booklet.pdf(publication, made, large=large))
    if keep:
        keep.write_bytes(file)
    pages = len(PdfReader(io.BytesIO(file)).pages)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE / 1e6
    table = Table("Đo gì", "Bao nhiêu")
    for what, value in (
        ("mô hình", number(len(made.chapters))),
        ("trang", number(pages)),
        ("soạn chương, giây (đồng hồ; bộ xử lý)", _seconds(told)),
        ("dàn trang bằng Typst, giây (đồng hồ; bộ xử lý)", _seconds(drawn)),
        ("Typst, mili giây một trang (đồng hồ)", f"{1000 * drawn[0] / pages:.1f}"),
        ("tệp PDF, MB", f"{len(file) / 1e6:.1f}"),
        ("bộ nhớ nhiều nhất, MB", f"{memory:.0f}"),
    ):
        table.add_row(what, value)
    Console().print(table)


def timed(make: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What is made, and the seconds by the clock and by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    made = make()
    return made, (time.perf_counter() - clock, time.process_time() - processor)


def _seconds(taken: tuple[float, float]) -> str:
    return f"{taken[0]:.2f}; {taken[1]:.2f}"


if __name__ == "__main__":
    main()
