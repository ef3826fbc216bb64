"""`nhanrong leaflet`: one model on a sheet of A4, to be folded in three."""

import datetime as dt
from pathlib import Path

import click

from nhanrong.cli.handing import refused
from nhanrong.cli.naming import record_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.printing import ending, put
from nhanrong.cli.vietnamese_help import command


@command("Tờ gấp của một mô hình: hai mặt A4 nằm ngang, gấp làm ba. Luôn đúng hai trang, không cắt câu nào.")
@click.argument("name", metavar="MÃ_MÔ_HÌNH")
@click.option("--with-unreviewed", is_flag=True, help="In cả khi chưa thẩm định kỹ thuật; trang nào cũng nói rõ.")
@click.option("--out", metavar="TỆP.pdf", type=click.Path(path_type=Path, dir_okay=False), help="Mặc định: <mã>.pdf.")
@click.option("--as-of", "day", type=DayType(), help="Ngày in (năm-tháng-ngày); mặc định là hôm nay.")
def leaflet(name: str, out: Path | None, day: dt.date | None, *, with_unreviewed: bool) -> int:
    """Write the leaflet, and say what had no room on it."""
    from nhanrong.handouts.leaflet import left_out, pdf
    from nhanrong.handouts.reviewing import refusal
    from nhanrong.publication import Publication

    if out:
        ending(out, ".pdf")
    kb = sound_or_exit(root_or_exit())
    model = kb.models[record_named(kb, "models", name)].record
    publication = Publication(kb, day or today())
    if why := refusal(publication, model, with_unreviewed=with_unreviewed):
        return refused([why])
    file = out or Path(f"{model.id}.pdf")
    put(file, pdf(publication, model))
    click.echo(f"{file}: tờ gấp A4. In hai mặt, lật theo cạnh ngắn; gấp theo vạch ở mép, phần rủi ro gấp vào trước.")
    if missing := left_out(publication, model):
        click.echo(f"Không đủ chỗ cho: {'; '.join(missing)}. Tờ gấp nói rõ và dẫn tới trang bằng mã QR.")
    return 0
