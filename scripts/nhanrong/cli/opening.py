"""Opening the knowledge base that the working directory belongs to."""

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from nhanrong import dates
from nhanrong.dates import spoken_day
from nhanrong.edition import DayError, edition_day
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, find_root
from nhanrong.lenient import respelt
from nhanrong.problems import Problem, as_github, as_gitlab, as_json, as_text
from nhanrong.saving import recover
from nhanrong.store import alone
from nhanrong.versions import CACHE, kept_in

_FORMS = {"text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json}
_OF_FORGES = {"github", "gitlab"}
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(sorted(_FORMS)),
    default="text",
    help="text cho người đọc; github, gitlab để hiện lỗi ngay dòng sửa; json cho máy.",
)


def root_or_exit() -> Path:
    """The folder of the knowledge base at or above the working directory."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError(
            f"không thấy thư mục {DATA} ở đây hay ở thư mục cha. "
            "Vào thư mục của kho, hoặc tạo kho mới bằng nhanrong init."
        )
    if recover(root):
        click.echo("Lần ghi trước bị ngắt giữa chừng; đã trả mọi tệp về như trước lần đó.", err=True)
    return root


def read_kept(root: Path) -> tuple[Knowledge, list[Problem]]:
    """The knowledge base and its problems, of which only what has changed is read again."""
    with alone(root / CACHE, lambda: click.echo("Một lệnh khác đang chạy ở đây; chờ nó xong…", err=True)):
        store = kept_in(root)

        def take() -> tuple[Knowledge, list[Problem]]:
            return Intake(root, store).take()

        return store.despite_loss(take, take)


def written(root: Path, problems: Iterable[Problem], form: str) -> str:
    """The problems in one of the `_FORMS`; a forge wants paths from the top of the repository, not of the base."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    if form in _OF_FORGES and top != root:
        above = root.relative_to(top).as_posix()
        problems = [replace(one, place=replace(one.place, path=f"{above}/{one.place.path}")) for one in problems]
    return _FORMS[form](problems)


def sound_or_exit(root: Path) -> Knowledge:
    """The knowledge base if it has no problem; else they are printed and the command ends with 1."""
    kb, problems = read_kept(root)
    if problems:
        click.echo(as_text(problems), nl=False, err=True)
        raise click.ClickException(f"dữ liệu còn {len(problems)} lỗi; sửa rồi chạy lại.")
    return kb


class DayType(click.ParamType[dt.date]):
    """A day given as year-month-day."""

    name = "NGÀY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read 2026-11-23."""
        if isinstance(value, dt.date):
            return value
        asked = param.opts[-1] if isinstance(param, click.Option) else self.name
        try:
            date = dates.parse(str(value))
        except dates.DateError as error:
            if meant := respelt(str(value)):
                self.fail(f"{asked}: “{value}” viết theo năm-tháng-ngày là {meant}.", param, ctx)
            self.fail(f"{asked}: {error}; viết năm-tháng-ngày, ví dụ 2026-11-23.", param, ctx)
        if date.first != date.last:
            self.fail(f"{asked}: “{value}” chưa đủ năm-tháng-ngày, ví dụ 2026-11-23.", param, ctx)
        return date.first


def today() -> dt.date:
    """SOURCE_DATE_EPOCH where it is set, else today in Vietnam."""
    try:
        return edition_day(None, os.environ)
    except DayError as error:
        raise click.UsageError(f"{error}.") from None


def which_list(kb: Knowledge, list_id: str | None, day: dt.date) -> str:
    """The unit list that was asked for, or the newest in force on the day."""
    if list_id is None:
        found = kb.list_in_force(day)
        if found is None:
            raise click.UsageError(
                f"ngày {spoken_day(day)} không có danh mục nào hiệu lực. Các danh mục: {', '.join(sorted(kb.lists))}."
            )
        return found
    if list_id not in kb.lists:
        raise click.UsageError(f"không có danh mục “{list_id}”. Các danh mục: {', '.join(sorted(kb.lists))}.")
    return list_id
