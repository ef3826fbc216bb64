"""`nhanrong poster`: one practice in steps, A3, to hang up."""

import datetime as dt
from pathlib import Path

import click

from nhanrong.cli.handing import refused
from nhanrong.cli.naming import record_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.printing import ending, put
from nhanrong.cli.vietnamese_help import command


@command("Áp phích A3 của một cách làm hay: các bước đánh số, cỡ chữ to nhất vừa trang, điều cần coi chừng, mã QR.")
@click.argument("name", metavar="MÃ_CÁCH_LÀM")
@click.option("--with-unreviewed", is_flag=True, help="In cả khi chưa thẩm định kỹ thuật; áp phích nói rõ điều ấy.")
@click.option("--out", metavar="TỆP.pdf", type=click.Path(path_type=Path, dir_okay=False), help="Mặc định: <mã>.pdf.")
@click.option("--as-of", "day", type=DayType(), help="Ngày in (năm-tháng-ngày); mặc định là hôm nay.")
def poster(name: str, out: Path | None, day: dt.date | None, *, with_unreviewed: bool) -> int:
    """Write the poster, and say what had no room on it."""
    from nhanrong.handouts import reviewing
    from nhanrong.handouts.poster import left_out, pdf, refusal
    from nhanrong.publication import Publication

    if out:
        ending(out, ".pdf")
    kb = sound_or_exit(root_or_exit())
    practice = kb.practices[record_named(kb, "practices", name)].record
    publication = Publication(kb, day or today())
    why = refusal(publication, practice) or reviewing.refusal(publication, practice, with_unreviewed=with_unreviewed)
    if why:
        return refused([why])
    file = out or Path(f"{practice.id}.pdf")
    put(file, pdf(publication, practice))
    click.echo(f"{file}: áp phích A3, {len(practice.steps)} bước.")
    if missing := left_out(publication, practice):
        click.echo(f"Không đủ chỗ cho: {', '.join(missing)}. Áp phích nói rõ và dẫn tới trang bằng mã QR.")
    return 0
