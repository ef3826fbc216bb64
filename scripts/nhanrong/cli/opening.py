"""Opening the knowledge base that the working directory belongs to."""

import datetime as dt
import os
from pathlib import Path

import click

from nhanrong import dates
from nhanrong.edition import DayError, edition_day
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, find_root
from nhanrong.problems import Problem, as_text
from nhanrong.store import alone
from nhanrong.versions import CACHE, kept_in


def root_or_exit() -> Path:
    """The folder of the knowledge base at or above the working directory."""
    root = find_root(Path.cwd())
    if root is None:
        raise click.UsageError(
            f"không thấy thư mục {DATA} ở đây hay ở thư mục cha. "
            "Vào thư mục của kho, hoặc tạo kho mới bằng nhanrong init."
        )
    return root


def read_kept(root: Path) -> tuple[Knowledge, list[Problem]]:
    """The knowledge base and its problems, of which only what has changed is read again."""
    with alone(root / CACHE, lambda: click.echo("Một lệnh khác đang chạy ở đây; chờ nó xong…", err=True)):
        store = kept_in(root)

        def take() -> tuple[Knowledge, list[Problem]]:
            return Intake(root, store).take()

        return store.despite_loss(take, take)


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
        try:
            date = dates.parse(str(value))
        except dates.DateError as error:
            self.fail(f"--as-of: {error}; viết năm-tháng-ngày, ví dụ 2026-11-23.", param, ctx)
        if date.first != date.last:
            self.fail(f"--as-of: “{value}” chưa đủ năm-tháng-ngày, ví dụ 2026-11-23.", param, ctx)
        return date.first


def today() -> dt.date:
    """SOURCE_DATE_EPOCH where it is set, else today in Vietnam."""
    try:
        return edition_day(None, os.environ)
    except DayError as error:
        raise click.UsageError(f"{error}.") from None
