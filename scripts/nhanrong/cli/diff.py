"""`nhanrong diff`: what a change of the records means, beside an earlier revision."""

import datetime as dt
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhanrong.cli.opening import DayType, read_kept, root_or_exit, today
from nhanrong.cli.vietnamese_help import command
from nhanrong.layout import DATA
from nhanrong.posting import LONGEST
from nhanrong.problems import because
from nhanrong.revisions import Revision, RevisionError, revision, written_out
from nhanrong.surroundings import PAGES

if TYPE_CHECKING:
    from nhanrong.comparing.report import Side


@command(
    "Nói thay đổi này có nghĩa gì: bản ghi nào thêm, sửa, xóa, con số nào đổi. So các tệp đang có với BASE, một bản "
    "trong Git; không nêu thì là chỗ nhánh này tách khỏi origin/main (hoặc main). Có khác nhau hay còn lỗi cũng kết "
    "thúc bằng 0: lỗi là việc của nhanrong check."
)
@click.argument("base", required=False, metavar="[BASE]")
@click.option("--json", "as_json", is_flag=True, help="In JSON cho máy đọc.")
@click.option("--all", "whole", is_flag=True, help="In đủ, không cắt cho vừa một lời nhận xét (60.000 ký tự).")
@click.option(
    "--out",
    "file",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ghi vào tệp này thay vì in ra.",
)
@click.option(
    "--preview", metavar="ĐỊA_CHỈ", default="", help="Nơi xem thử các trang đã đổi, ví dụ http://127.0.0.1:8000/."
)
@click.option("--as-of", "day", type=DayType(), help="Tính đến ngày nào (năm-tháng-ngày); mặc định là hôm nay.")
def diff(base: str | None, *, as_json: bool, whole: bool, file: Path | None, preview: str, day: dt.date | None) -> None:
    """Print the Markdown of the comment, or JSON; on a terminal the same Markdown, laid out and in full."""
    from nhanrong.comparing.asdata import as_data
    from nhanrong.comparing.markdown import markdown
    from nhanrong.comparing.report import Side, report

    if preview and not re.fullmatch(r"https?://[^\s<>()\"'`\\]+", preview):
        raise click.UsageError(f"--preview: “{preview}” không phải địa chỉ http hoặc https.")
    preview = f"{preview.rstrip('/')}/" if preview else ""
    root = root_or_exit()
    with tempfile.TemporaryDirectory(prefix="nhanrong-") as folder:
        earlier, before = _before(root, base, Path(folder))
        made = report(earlier.short, before, Side(*read_kept(root)), day or today())
    laid_out = file is None and not as_json and sys.stdout.isatty()
    if as_json:
        text = json.dumps(as_data(made, preview), ensure_ascii=False, indent=2) + "\n"
    else:
        text = markdown(made, preview, None if whole or laid_out else LONGEST)
    if laid_out:
        _lay_out(text)
    elif file is None:
        click.echo(text, nl=False)
    else:
        _write(file, text)


def _before(root: Path, base: str | None, folder: Path) -> tuple[Revision, "Side"]:
    """The revision and its records, which are written into `folder` to be read as any others are."""
    from nhanrong.comparing.report import Side
    from nhanrong.index import Index
    from nhanrong.knowledge import Knowledge
    from nhanrong.site import read

    try:
        found = revision(root, base)
        written_out(root, found.commit, (DATA, PAGES), folder)
    except RevisionError as error:
        raise click.UsageError(f"{error}.") from None
    if not (folder / DATA).is_dir():
        return found, Side(Knowledge(Index(), lambda _: b""), ())
    return found, Side(*read(folder))


def _lay_out(text: str) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    Console(highlight=False).print(Markdown(text))


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"không ghi được {file}: {because(error)}.") from None
