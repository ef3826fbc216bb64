"""Handing over: files that nobody loses by them, and what is wrong with those that came."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from nhanrong.problems import Place, Problem, as_text, in_order


def write_new(folder: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Write all files, each beside its place first; none when another one of the name could be lost."""
    hint = "Có thể đã điền; chọn thư mục khác, hoặc dời tệp ấy đi."
    problems = [
        Problem(Place(str(folder / name), 0, 0), "NR857", "đã có tệp này, nội dung khác", hint)
        for name, data in files.items()
        if (folder / name).exists() and (folder / name).read_bytes() != data
    ]
    if problems:
        return problems
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            beside = folder / f".{name}.moi"
            beside.write_bytes(data)
            beside.replace(folder / name)
    except OSError as error:
        raise click.ClickException(f"không ghi được vào {folder}: {error.strerror}.") from None
    return []


def refused(problems: Iterable[Problem]) -> int:
    """Say what has to be mended first; the exit code."""
    said = in_order(problems)
    click.echo(as_text(said), nl=False, err=True)
    click.echo(f"{len(said)} chỗ phải sửa; chưa ghi gì.", err=True)
    return 1
