"""`nhanrong check`: every problem of every file at once."""

import click

from nhanrong.cli.opening import root_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.problems import as_github, as_json, as_text
from nhanrong.site import read

_FORMS = {"text": as_text, "github": as_github, "json": as_json}


@command("Kiểm tra mọi tệp trong models_data và in mọi lỗi một lần.")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_FORMS)),
    default="text",
    help="text cho người đọc, github cho pull request, json cho máy.",
)
def check(form: str) -> int:
    """Print the problems; exit 1 when there is one."""
    kb, problems = read(root_or_exit())
    click.echo(_FORMS[form](problems), nl=False)
    if form == "text":
        if problems:
            files = len({problem.place.path for problem in problems})
            click.echo(f"{len(problems)} lỗi trong {files} tệp.")
        else:
            records = kb.records
            click.echo(
                f"Không có lỗi: {len(records.models)} mô hình, {len(records.practices)} cách làm hay, "
                f"{len(records.sessions)} hoạt động, {len(records.lines)} lần ghi nhận, "
                f"{len(records.sources)} nguồn, {len(records.unit_lists)} danh mục."
            )
    return 1 if problems else 0
