"""`nhanrong init`: a knowledge base for anyone's area."""

import shlex
import sys
from pathlib import Path

import click

from nhanrong.choosing import Selection, select
from nhanrong.cli.vietnamese_help import command
from nhanrong.problems import Problem
from nhanrong.starting import start


@command("Tạo kho mới trong THƯ_MỤC cho một huyện cũ, một tỉnh hoặc vài xã mới.")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path))
@click.option("--district", metavar="MÃ|TÊN", help="Huyện cũ (trước 01/7/2025), ví dụ 679 hoặc “Di Linh”.")
@click.option("--province", metavar="MÃ|TÊN", help="Tỉnh hiện nay, ví dụ 68 hoặc “Lâm Đồng”.")
@click.option("--communes", metavar="MÃ,MÃ…", help="Vài xã, phường hiện nay, cách nhau bằng dấu phẩy.")
def init(folder: Path, district: str | None, province: str | None, communes: str | None) -> None:
    """Start a knowledge base."""
    if sum(choice is not None for choice in (district, province, communes)) != 1:
        raise click.UsageError("chọn đúng một trong --district, --province, --communes.")
    codes = [code.strip() for code in (communes or "").split(",") if code.strip()]
    selection = select(district=district, province=province, communes=codes)
    if not isinstance(selection, Selection):
        raise click.UsageError(_said(selection))
    paths, problems = start(folder, selection.lists, selection.name, interpreter=sys.executable)
    if problems:
        raise click.ClickException(_said(problems))
    newest = selection.lists[-1]
    click.echo(
        f"Đã tạo kho cho {selection.name} trong {folder}: {len(paths)} tệp, {len(newest.units)} xã, phường hiện nay."
    )
    click.echo(f"Bước tiếp theo: cd {shlex.quote(str(folder))} rồi chạy make serve; đọc README.md trong đó.")


def _said(problems: list[Problem]) -> str:
    return "\n".join(f"{problem.message.rstrip('.')}. {problem.hint}".strip() for problem in problems)
