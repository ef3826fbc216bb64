"""`nhanrong guard`: personal data and marks of secrecy, in the files of the base or in the lines of any text."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from nhanrong.checks.privacy import concerns_privacy
from nhanrong.cli.opening import form_option, read_kept, root_or_exit, written
from nhanrong.cli.vietnamese_help import command
from nhanrong.guarding import judge
from nhanrong.problems import Problem


@command("Tìm dữ liệu riêng tư và dấu mật trong kho (hoặc chỉ trong các TỆP, thư mục nêu ra).")
@click.argument("paths", metavar="[TỆP]…", nargs=-1, type=click.Path(path_type=Path))
@form_option
@click.option(
    "--lines",
    metavar="TỆP",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="Xét từng dòng của một tệp chữ (- là đầu vào chuẩn), không cần kho: mỗi dòng in refused hoặc passed, "
    "mã (trống nếu passed) và dòng đó, cách nhau bằng dấu Tab.",
)
def guard(paths: tuple[Path, ...], form: str, lines: Iterable[str] | None) -> int:
    """Print what is refused; exit 1 when there is any."""
    if lines is not None:
        if paths:
            raise click.UsageError("--lines xét riêng một tệp chữ, không đi cùng TỆP khác.")
        return _judge_lines(lines)
    root = root_or_exit()
    wanted = [_inside(root, path) for path in paths]
    problems = [problem for problem in read_kept(root)[1] if concerns_privacy(problem) and _is_at(problem, wanted)]
    click.echo(written(root, problems, form), nl=False)
    if form == "text":
        files = len({problem.place.path for problem in problems})
        click.echo(f"{len(problems)} chỗ trong {files} tệp." if problems else "Không thấy dữ liệu riêng tư, dấu mật.")
    return 1 if problems else 0


def _judge_lines(lines: Iterable[str]) -> int:
    refused = 0
    for line in lines:
        text = line.rstrip("\r\n").removeprefix("\ufeff")
        found = judge(text)
        refused += bool(found)
        codes = ",".join(dict.fromkeys(one.code for one in found[:1]))
        sys.stdout.write(f"{'refused' if found else 'passed'}\t{codes}\t{text.replace(chr(9), ' ')}\n")
    return 1 if refused else 0


def _inside(root: Path, path: Path) -> str:
    """A path as problems name it."""
    full = path.resolve()
    if not full.exists() or not full.is_relative_to(root):
        raise click.UsageError(f"“{path}” không có trong kho này.")
    return full.relative_to(root).as_posix()


def _is_at(problem: Problem, wanted: list[str]) -> bool:
    path = problem.place.path
    return not wanted or any(one in {".", path} or path.startswith(f"{one}/") for one in wanted)
