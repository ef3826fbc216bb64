"""`nhanrong check`: every problem of every file at once."""

import click

from nhanrong.cli.opening import form_option, read_kept, root_or_exit, written
from nhanrong.cli.vietnamese_help import command

_COUNTED = (
    ("models", "mô hình"),
    ("practices", "cách làm hay"),
    ("sessions", "hoạt động"),
    ("lines", "lần ghi nhận"),
    ("sources", "nguồn"),
    ("lists", "danh mục"),
)


@command("Kiểm tra mọi tệp trong models_data và in mọi lỗi một lần.")
@form_option
def check(form: str) -> int:
    """Print the problems; exit 1 when there is one."""
    root = root_or_exit()
    kb, problems = read_kept(root)
    click.echo(written(root, problems, form), nl=False)
    if form == "text":
        if problems:
            files = len({problem.place.path for problem in problems})
            click.echo(f"{len(problems)} lỗi trong {files} tệp.")
            click.echo(f"Muốn hiểu thêm một lỗi, gõ: nhanrong explain {problems[0].code}")
        else:
            counted = ", ".join(f"{kb.index.count(group)} {what}" for group, what in _COUNTED)
            click.echo(f"Không có lỗi: {counted}.")
    return 1 if problems else 0
