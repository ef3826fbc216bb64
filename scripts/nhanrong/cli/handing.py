"""Handing over: files that nobody loses by them, and what is wrong with those that came."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path

import click

from nhanrong.cli.printing import moved_in
from nhanrong.problems import Place, Problem, as_text, in_order

_SHEETS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"}
_FILLED_IN = "Có thể đã điền; chọn thư mục khác, hoặc dời tệp ấy đi."
EDITED = "Có thể đã có người sửa; đặt tên khác sau --out, hoặc dời tệp ấy đi."


def write_new(folder: Path, files: Mapping[str, bytes], hint: str = _FILLED_IN) -> list[Problem]:
    """Write all files into a folder, as `write_all` does."""
    return write_all({folder / name: data for name, data in files.items()}, hint, [folder])


def write_all(files: Mapping[Path, bytes], hint: str, folders: Iterable[Path] = ()) -> list[Problem]:
    """Write all files, each beside its place first; none when another one of the name could be lost.

    `hint` says what may have become of that one, and what to do; `folders` are made even when nothing comes into them.
    """
    problems = [
        Problem(Place(str(file), 0, 0), "NR857", "đã có tệp này, nội dung khác", hint)
        for file, data in files.items()
        if file.exists() and not _holds(file, data)
    ]
    if problems:
        return problems
    for folder in dict.fromkeys([*folders, *(file.parent for file in files)]):
        ready(folder)
    for file, data in files.items():
        try:
            moved_in(file, data)
        except OSError:
            raise _unwritable(file.parent) from None
    return []


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:  # a folder, or not ours to read
        return False


def ready(folder: Path) -> None:
    """Make the folder, or end the command: asked before a base is changed, so that what comes of it is not lost."""
    trial = folder / ".thu.moi"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.touch()
        trial.unlink()
    except OSError:
        raise _unwritable(folder) from None


def _unwritable(folder: Path) -> click.ClickException:
    return click.ClickException(f"không ghi được vào {folder}. Xem lại quyền ghi và chỗ trống, hoặc chọn thư mục khác.")


def free_name(folder: Path, name: str, data: bytes) -> str:
    """The name, or with a number the first that no other result has."""
    path = Path(name)
    numbered = (name if number == 1 else f"{path.stem}-{number}{path.suffix}" for number in count(1))
    return next(one for one in numbered if not (folder / one).exists() or _holds(folder / one, data))


def workbooks_in(paths: Iterable[Path]) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Every workbook that is named or lies in a named folder, however it is saved, and what cannot be opened."""
    found: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    files: list[Path] = []
    for path in paths:
        inside = [one for one in sorted(path.glob("*")) if _is_sheet(one)]
        files += inside if path.is_dir() else [path]
        if path.is_dir() and not inside:
            problems.append(
                Problem(Place(str(path), 0, 0), "NR841", "thư mục không có tệp .xlsx nào", "Xem lại thư mục.")
            )
    for path in dict.fromkeys(files):
        try:
            found.append((str(path), path.read_bytes()))
        except OSError:
            hint = "Xem lại tên tệp và quyền đọc."
            problems.append(Problem(Place(str(path), 0, 0), "NR841", "không mở được tệp", hint))
    return found, problems


def _is_sheet(file: Path) -> bool:
    """Whether a file is a workbook, or was meant for one, which then is said to be none instead of passed over."""
    return file.suffix.lower() in _SHEETS and not file.name.startswith(("~$", "."))


def text_in(root: Path) -> Callable[[str], str | None]:
    """What a file of the base holds, None where there is none."""
    return lambda path: (root / path).read_bytes().decode() if (root / path).exists() else None


def refused(problems: Iterable[Problem]) -> int:
    """Say what has to be mended first; the exit code."""
    said = in_order(problems)
    click.echo(as_text(said), nl=False, err=True)
    click.echo(f"{len(said)} chỗ phải sửa; chưa ghi gì.", err=True)
    return 1
