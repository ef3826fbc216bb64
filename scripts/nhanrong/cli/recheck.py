"""`nhanrong recheck`: the sample of checked lines that others look at again."""

import datetime as dt
import re
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today, which_list
from nhanrong.cli.review_sheet import written_out
from nhanrong.cli.vietnamese_help import command
from nhanrong.dates import spoken_day
from nhanrong.standing import Ledger


@command("Rút thăm dòng đã kiểm tra để xem lại. Ai dùng cùng số thăm cũng rút ra đúng các dòng ấy.")
@click.option("--percent", metavar="SỐ", default="10", help="Bao nhiêu phần trăm, từ 1 đến 100; mặc định 10.")
@click.option("--seed", metavar="SỐ", help="Số thăm, công bố trước khi rút, ví dụ 2026; bắt buộc.")
@click.option("--list", "list_id", metavar="DANH_MỤC", help="Danh mục xã; mặc định là danh mục đang hiệu lực.")
@click.option("--since", type=DayType(), help="Chỉ các lần xem từ ngày này.")
@click.option(
    "--out",
    "folder",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi phiếu xem lại của từng xã vào thư mục này.",
)
@click.option("--as-of", "day", type=DayType(), help="Sổ đến ngày nào (năm-tháng-ngày); mặc định là hôm nay.")
def recheck(
    *,
    percent: str,
    seed: str | None,
    list_id: str | None,
    since: dt.date | None,
    folder: Path | None,
    day: dt.date | None,
) -> int:
    """Print the sample, and write its sheets."""
    from nhanrong.review.questions import recheck_sheet
    from nhanrong.review.sampling import checked_lines, drawn

    if seed is None:
        raise click.UsageError("thiếu --seed.")
    share, number = _whole("--percent", percent, range(1, 101)), _whole("--seed", seed)
    ledger = Ledger(sound_or_exit(root_or_exit()), day or today())
    kb = ledger.kb
    list_id = which_list(kb, list_id, ledger.day)
    lines = checked_lines(ledger, list_id, since)
    sample = drawn(lines, share, number)
    click.echo(
        f"{kb.lists[list_id].record.title} (danh mục {list_id}), tính đến {spoken_day(ledger.day)}: "
        f"rút {len(sample)}/{len(lines)} dòng đã kiểm tra ({share}\u00a0%, làm tròn lên), số thăm {number}."
    )
    if not sample:
        click.echo("Chưa có dòng nào đang làm mà đã có người xem, nên chưa có gì để xem lại.")
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Xã", "Mô hình, cách làm", "Nhóm", "Lần xem trước", "Người xem"):
        table.add_column(heading, no_wrap=heading == "Mô hình, cách làm")
    for one in sample:
        line = one.entry.record
        assert line.check is not None  # only such lines are drawn from
        who = "cũng là người báo" if line.check.same_as_reporter else "khác người báo"
        table.add_row(
            Text(kb.unit_name(one.unit)),
            Text(line.subject),
            Text(line.group or ""),
            Text(f"mức {line.check.level}, {spoken_day(line.check.day)}"),
            Text(f"{line.check.role} ({who})"),
        )
    Console(highlight=False, markup=False, soft_wrap=True).print(table)
    if folder is None:
        return 0
    units = dict.fromkeys(one.unit for one in sample)
    sheets = [recheck_sheet(ledger, unit, {one.key for one in sample if one.unit == unit}) for unit in units]
    return written_out(folder, sheets, f"phieu-xem-lai-{list_id}.pdf")


def _whole(option: str, text: str, limits: range | None = None) -> int:
    if not re.fullmatch(r"\d{1,18}", text) or (limits and int(text) not in limits):
        within = f" từ {limits[0]} đến {limits[-1]}" if limits else ""
        raise click.UsageError(f"{option}: “{text}” không phải số nguyên{within}.")
    return int(text)
