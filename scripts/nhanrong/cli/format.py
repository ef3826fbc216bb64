"""`nhanrong format`: every file in its canonical form, mended where that can be done without asking."""

from pathlib import Path

import click

from nhanrong.cli.opening import root_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.layout import DATA, record_files
from nhanrong.mending import formatted
from nhanrong.problems import Place, Problem, as_text, in_order
from nhanrong.records.registry import BY_TOP
from nhanrong.saving import Change, save


@command("Viết lại các TỆP (không nêu thì mọi tệp trong models_data) theo một khuôn chung; giữ chú thích.")
@click.argument("files", metavar="[TỆP]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Chỉ nói tệp nào chưa đúng khuôn, không ghi gì.")
def format(files: tuple[Path, ...], *, only_check: bool) -> int:  # noqa: A001  # the command's name
    """Write the files anew; exit 1 when one cannot be, or, with --check, would change."""
    root = root_or_exit()
    problems: list[Problem] = []
    changes: list[Change] = []
    for path in _inside(root, files) if files else record_files(root, []):
        try:
            data = (root / path).read_bytes()
        except OSError:
            problems.append(Problem(Place(path), "NR303", "không đọc được tệp", "Xem lại tên tệp và quyền đọc."))
            continue
        after, faults = formatted(path, data, BY_TOP[path.split("/")[1]])
        problems += faults
        if not faults and after.encode() != data:
            changes.append(Change(path, data.decode("utf-8", "replace"), after))
    if not only_check:
        problems += save(root, changes)
    click.echo(as_text(in_order(problems)), nl=False, err=True)
    saved = "" if only_check or any(problem.code.startswith("NR92") for problem in problems) else "đã viết lại"
    for change in changes:
        click.echo(f"{change.path}: {saved or 'chưa đúng khuôn'}")
    if problems and (saved or only_check):
        click.echo(f"{len({problem.place.path for problem in problems})} tệp phải sửa tay trước.", err=True)
    elif not problems and not changes:
        click.echo("Mọi tệp đã đúng khuôn.")
    return 1 if problems or (only_check and changes) else 0


def _inside(root: Path, files: tuple[Path, ...]) -> list[str]:
    """The record files of the base that are named; a folder stands for those in it."""
    known = record_files(root, [])
    found: set[str] = set()
    for file in files:
        path = file.resolve()
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        inside = [one for one in known if one == name or one.startswith(f"{name}/")]
        if not inside:
            raise click.UsageError(f"“{file}” không phải tệp bản ghi trong {DATA} của kho này.")
        found.update(inside)
    return sorted(found)
