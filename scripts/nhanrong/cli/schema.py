"""`nhanrong schema`: what an editor needs to help with the records."""

import click

from nhanrong.cli.opening import root_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.editing import editor_files, settings_files
from nhanrong.problems import as_text
from nhanrong.saving import change, save


@command("Viết lược đồ JSON của mọi loại bản ghi vào schemas/, để trình soạn thảo gợi ý và báo lỗi khi gõ YAML.")
@click.option("--check", "only_check", is_flag=True, help="Chỉ nói tệp nào đã cũ, không ghi gì.")
def schema(*, only_check: bool) -> int:
    """Write the schemas, and the settings of the editor where there are none; exit 1 with --check if any is old."""
    root = root_or_exit()
    own = {path for path in settings_files() if (root / path).exists()}
    changes = [change(root, path, text) for path, text in editor_files().items() if path not in own]
    changes = [one for one in changes if one.before != one.after]
    problems = [] if only_check else save(root, changes)
    click.echo(as_text(problems), nl=False, err=True)
    for one in () if problems else changes:
        click.echo(f"{one.path}: {'đã cũ' if only_check else 'đã viết'}")
    if not changes:
        click.echo("Mọi lược đồ đã mới nhất.")
    return 1 if problems or (only_check and changes) else 0
