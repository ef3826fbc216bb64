"""`nhanrong coverage`: the figures of one subject or of all, on one list and day."""

import datetime as dt
import json

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today, which_list
from nhanrong.cli.vietnamese_help import command
from nhanrong.counting import Share
from nhanrong.coverage import Coverage, cover
from nhanrong.dates import spoken_day
from nhanrong.figures import as_data, rows
from nhanrong.knowledge import Knowledge
from nhanrong.problems import nearest
from nhanrong.standing import MARK_SAYS, Ledger, Mark
from nhanrong.vietnamese import percent

_ROWS = (
    ("Đã ghi nhận (không tính nơi khởi đầu)", "reported"),
    ("  tính cả nơi khởi đầu", "reported_with_origin"),
    ("  bỏ nơi khởi đầu khỏi tử và mẫu", "reported_origin_excluded"),
    ("  trong đó biết học từ đâu", "linked"),
    ("Đang làm", "current"),
    ("Không rõ hiện trạng", "unknown_now"),
    ("Đã kiểm tra thực tế", "verified"),
    ("Đã có người xem", "checked"),
)


@command("Tính tỷ lệ xã nhân rộng từ sổ theo dõi, của một MÃ mô hình (hoặc cách làm) hay của tất cả.")
@click.argument("subject", required=False, metavar="[MÃ]")
@click.option(
    "--list",
    "list_id",
    metavar="DANH_MỤC",
    help="Danh mục xã, ví dụ 2025-06-30; mặc định là danh mục mới nhất đang hiệu lực.",
)
@click.option("--as-of", "day", type=DayType(), help="Tính đến ngày nào (năm-tháng-ngày); mặc định là hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In JSON cho máy đọc.")
def coverage(subject: str | None, list_id: str | None, day: dt.date | None, *, as_json: bool) -> None:
    """Print the coverage of one subject, or of all."""
    kb = sound_or_exit(root_or_exit())
    day = day or today()
    list_id = which_list(kb, list_id, day)
    if subject is not None and subject not in kb.subjects:
        raise click.UsageError(f"không có mô hình hay cách làm “{subject}”. {nearest(subject, kb.subjects)}".strip())
    ledger = Ledger(kb, day)
    chosen = [subject] if subject else list(kb.subjects)
    results = [cover(ledger, name, list_id) for name in chosen]
    if as_json:
        data = [as_data(result) for result in results]
        click.echo(json.dumps(data[0] if subject else {"subjects": data}, ensure_ascii=False, indent=2))
    elif subject:
        _print_one(results[0])
    else:
        _print_all(kb, results, list_id, day)


def _share(share: Share) -> str:
    return f"{share.numerator}/{share.denominator}"


def _percent(share: Share) -> str:
    return percent(share.numerator, share.denominator) if share.denominator else "không có mẫu số"


def _print_one(result: Coverage) -> None:
    ledger, kb = result.ledger, result.ledger.kb
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(Text(kb.subjects[result.subject].name, style="bold"))
    console.print(f"{kb.lists[result.list].record.title} (danh mục {result.list}), tính đến {spoken_day(ledger.day)}")
    console.print()
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    grounds = {row.key: row.says for row in rows(result)}
    for label, key in _ROWS:
        table.add_row(label, _share(getattr(result, key)), grounds[key])
    if result.not_suitable:
        share = result.suitable
        table.add_row("Đã ghi nhận, trên các xã hợp", _share(share), _percent(share))
    console.print(table)
    console.print()
    states = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Xã", "Tình trạng", "Thời điểm", "Xã cũ"):
        states.add_column(heading)
    for state in result.units:
        if not state.known:
            continue
        says = "chưa có dòng trong sổ" if state.mark is Mark.NOT_SEEN else MARK_SAYS[state.mark]
        says += " · nơi khởi đầu" if state.origin else ""
        parts = f"{state.parts_with}/{state.parts}" if state.parts else ""
        moment = state.standing.moment.spoken if state.standing.moment else ""
        states.add_row(Text(kb.unit_name(state.ref)), says, moment, parts)
    if states.row_count:
        console.print(states)
    for ref, reason in result.not_suitable.items():
        console.print(Text(f"Không hợp: {kb.unit_name(ref)}, {reason}"))
    if result.unplaced:
        console.print(f"\nKhông xếp được vào danh mục này: {', '.join(item.line for item in result.unplaced)}")


def _print_all(kb: Knowledge, results: list[Coverage], list_id: str, day: dt.date) -> None:
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{kb.lists[list_id].record.title} (danh mục {list_id}), tính đến {spoken_day(day)}")
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Mã", no_wrap=True)
    for heading in ("Ghi nhận", "Cả khởi đầu", "Đang làm", "Kiểm tra", "Có xem"):
        table.add_column(heading, justify="right")
    shown = sorted(results, key=lambda r: (-r.reported.numerator, -r.reported_with_origin.numerator, r.subject))
    for result in shown:
        if result.reported_with_origin.numerator or any(state.standing.has_lines for state in result.units):
            shares = (result.reported, result.reported_with_origin, result.current, result.verified, result.checked)
            table.add_row(result.subject, *map(_share, shares))
    console.print(table)
    silent = len(results) - table.row_count
    if silent:
        console.print(f"{silent} mô hình, cách làm khác chưa có lần ghi nhận nào trên danh mục này.")
