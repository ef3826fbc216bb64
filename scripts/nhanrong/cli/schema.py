"""`nhanrong schema`: what an editor needs to help with the records, and the forms of the forge."""

from collections.abc import Mapping
from pathlib import Path

import click

from nhanrong.cli.opening import read_kept, root_or_exit
from nhanrong.cli.vietnamese_help import command
from nhanrong.editing import editor_files, settings_files
from nhanrong.issueforms import form_files
from nhanrong.problems import as_text
from nhanrong.records.vocabulary import Forge
from nhanrong.saving import change, save

_FOLDERS = {Forge.GITHUB: ".github/", Forge.GITLAB: ".gitlab/"}


@command(
    "Viết lược đồ JSON của mọi loại bản ghi vào schemas/, để trình soạn thảo gợi ý và báo lỗi khi gõ YAML; "
    "và các mẫu phiếu của nơi giữ kho, khi area.yml ghi repository."
)
@click.option("--check", "only_check", is_flag=True, help="Chỉ nói tệp nào đã cũ, không ghi gì.")
def schema(*, only_check: bool) -> int:
    """Write schemas, forms, and settings of the editor where there are none; exit 1 with --check if one is old."""
    root = root_or_exit()
    own = {path for path in settings_files() if (root / path).exists()}
    files = {**editor_files(), **_forms(root)}
    changes = [change(root, path, text) for path, text in files.items() if path not in own]
    changes = [one for one in changes if one.before != one.after]
    problems = [] if only_check else save(root, changes)
    click.echo(as_text(problems), nl=False, err=True)
    for one in () if problems else changes:
        click.echo(f"{one.path}: {'đã cũ' if only_check else 'đã viết'}")
    if not changes:
        click.echo("Mọi lược đồ đã mới nhất.")
    return 1 if problems or (only_check and changes) else 0


def _forms(root: Path) -> Mapping[str, str]:
    """The forms of the forge that the area names, and those that are there already."""
    area = read_kept(root)[0].area_entry
    if area is None:
        return {}
    repository = area.record.repository
    named = _FOLDERS[repository.forge] if repository else None
    return {
        path: text
        for path, text in form_files(area.record.site_url).items()
        if (named and path.startswith(named)) or (root / path).exists()
    }
