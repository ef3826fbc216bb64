"""`nhanrong field-day`: the sheet for one activity and the slips that are handed in after it."""

import datetime as dt
from pathlib import Path

import click

from nhanrong.cli.naming import record_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.printing import ending, put
from nhanrong.cli.vietnamese_help import command


@command(
    "Tờ dùng tại buổi tập huấn, hội thảo đầu bờ, tham quan: một trang nội dung, chương trình để điền, ô đếm người; "
    "một trang phiếu sau buổi để cắt. Không tờ nào ghi tên ai."
)
@click.argument("name", metavar="MÃ_HOẠT_ĐỘNG")
@click.option("--out", metavar="TỆP.pdf", type=click.Path(path_type=Path, dir_okay=False), help="Mặc định: <mã>.pdf.")
@click.option("--as-of", "day", type=DayType(), help="Ngày in (năm-tháng-ngày); mặc định là hôm nay.")
def field_day(name: str, out: Path | None, day: dt.date | None) -> int:
    """Write the two pages."""
    from nhanrong.handouts.field_day import pdf
    from nhanrong.publication import Publication

    if out:
        ending(out, ".pdf")
    kb = sound_or_exit(root_or_exit())
    session = kb.sessions[record_named(kb, "sessions", name)].record
    file = out or Path(f"{session.id}.pdf")
    put(file, pdf(Publication(kb, day or today()), session))
    click.echo(f"{file}: 2 trang A4. Trang 1 để dùng tại buổi; trang 2 in đủ cho người dự rồi cắt thành phiếu.")
    return 0
