"""`nhanrong slip`: slips on paper and the office's register go out; what slips tell comes back, without anybody."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhanrong.cli.handing import free_name, ready, refused, text_in, workbooks_in, write_new
from nhanrong.cli.naming import subjects_named, units_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today, which_list
from nhanrong.cli.vietnamese_help import command, group
from nhanrong.problems import Place, Problem
from nhanrong.standing import Ledger

if TYPE_CHECKING:  # what draws and reads slips is imported when it is run
    from nhanrong.slips.reading import Told

REGISTER, SLIPS = "so-tiep-nhan.xlsx", "phieu-giay.pdf"


@group("Phiếu giấy của nông dân và sổ tiếp nhận ở văn phòng Hội: xuất, nhập. Tên người ở lại văn phòng.")
def slip() -> None:
    """What farmers hand in."""


@command(
    "Xuất phiếu giấy để in và sổ tiếp nhận Excel cho văn phòng. THƯ_MỤC phải ở ngoài kho, vì sổ sẽ có tên người. "
    "Không có --subjects thì phiếu để trống tên mô hình."
)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False))
@click.option("--subjects", metavar="MÃ,…", help="In sẵn phiếu cho các mô hình, cách làm này; mỗi mô hình một trang.")
@click.option("--communes", metavar="XÃ,…", help="Chỉ nhận phiếu của các xã này; một xã thì in sẵn tên xã.")
@click.option("--list", "list_id", metavar="DANH_MỤC", help="Danh mục xã; mặc định là danh mục đang hiệu lực.")
@click.option("--as-of", "day", type=DayType(), help="Ngày xuất (năm-tháng-ngày); mặc định là hôm nay.")
def export(folder: Path, subjects: str | None, communes: str | None, list_id: str | None, day: dt.date | None) -> int:
    """Write the slips and the register; a register that may be filled in already is never written over."""
    from nhanrong.slips.handout import handout
    from nhanrong.slips.paper import pdf
    from nhanrong.slips.workbook import xlsx

    root = root_or_exit()
    _outside(root, folder)
    kb = sound_or_exit(root)
    day = day or today()
    list_id = which_list(kb, list_id, day)
    units = units_named(kb, [list_id], communes) if communes else list(kb.units_of(list_id))
    made = handout(kb, list_id, day, units, subjects_named(kb, subjects) if subjects else None)
    in_the_way = write_new(folder, {REGISTER: xlsx(made), SLIPS: pdf(made)})
    if in_the_way:
        return refused(in_the_way)
    click.echo(f"{folder / SLIPS}: {len(made.printed) + 1} trang, mỗi trang hai phiếu; in rồi cắt đôi.")
    click.echo(f"{folder / REGISTER}: sổ của văn phòng; để ở văn phòng, đừng đưa vào kho.")
    return 0


@command(
    "Nhập sổ tiếp nhận. “Đang làm”, “đã bỏ” thành dòng trong sổ nhân rộng; “muốn học”, “muốn đến xem” được đếm để "
    "xếp lớp. Trang Liên hệ không được đọc. Sai một ô nào thì chưa ghi gì."
)
@click.argument("paths", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ ghi gì, không ghi.")
@click.option(
    "--requests",
    "folder",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi danh sách muốn học, muốn đến xem vào thư mục này, ở ngoài kho.",
)
@click.option("--as-of", "day", type=DayType(), help="Ngày ghi vào sổ (năm-tháng-ngày); mặc định là hôm nay.")
def import_(paths: tuple[Path, ...], folder: Path | None, day: dt.date | None, *, dry_run: bool) -> int:
    """Add what all slips tell, or say everything that is wrong with any."""
    from nhanrong.saving import save, shown, tried
    from nhanrong.slips import outcomes
    from nhanrong.slips.deciding import Outcome
    from nhanrong.slips.entering import enter
    from nhanrong.slips.requests import as_text, requests, xlsx

    root = root_or_exit()
    if folder:
        _outside(root, folder)
    if folder and not dry_run:
        ready(folder)
    ledger = Ledger(sound_or_exit(root), day or today())
    slips, problems = _told(root, ledger, paths)
    if problems:
        return refused(problems)
    entry = enter(ledger, slips, text_in(root))
    _, problems = tried(root, entry.changes)
    if problems:
        return refused(entry.traced(problems))
    asked = requests(ledger.kb, slips)
    if dry_run:
        click.echo(shown(entry.changes), nl=False)
    elif entry.changes and (problems := save(root, entry.changes)):
        return refused(problems)
    click.echo(outcomes.as_text(ledger.kb, entry.decided, dry_run=dry_run), nl=False)
    if asked:
        click.echo(as_text(asked, ledger.day), nl=False)
    if folder and not dry_run:
        files = {"yeu-cau.txt": as_text(asked, ledger.day).encode(), "yeu-cau.xlsx": xlsx(asked, ledger.day)}
        write_new(folder, {free_name(folder, name, data): data for name, data in files.items()})
    counts = {outcome: sum(len(one.slips) for one in entry.decided if one.outcome is outcome) for outcome in Outcome}
    lines = sum(one.outcome is Outcome.RECORDED for one in entry.decided)
    click.echo(
        f"{len(slips)} phiếu: {'sẽ ghi' if dry_run else 'đã ghi'} {lines} dòng vào sổ; "
        f"sổ đã biết {counts[Outcome.KNOWN]} phiếu; cần xem lại {counts[Outcome.LOOK]} phiếu; "
        f"muốn học, muốn đến xem {sum(one.wish.state is None for one in slips)} phiếu."
    )
    return 0


slip.add_command(export, "export")
slip.add_command(import_, "import")


def _told(root: Path, ledger: Ledger, paths: Sequence[Path]) -> tuple[list["Told"], list[Problem]]:
    """What the slips of every register tell that is named or lies in a named folder, and what is wrong."""
    from nhanrong.slips.opening import opened
    from nhanrong.slips.reading import read, twice

    files, problems = workbooks_in(paths)
    hint = "Dời tệp ra ngoài thư mục của kho rồi nhập: tên người trong sổ không được vào kho."
    problems += [
        Problem(Place(path, 0, 0), "NR877", "sổ tiếp nhận nằm trong kho", hint)
        for path, _ in files
        if _is_inside(root, Path(path))
    ]
    registers: list[list[Told]] = []
    for path, data in files:
        register = opened(path, data, ledger.kb)
        if isinstance(register, Problem):
            problems.append(register)
        else:
            told, wrong = read(register, ledger.kb, ledger.day)
            registers.append(told)
            problems += wrong
    return [one for told in registers for one in told], [*problems, *twice(registers)]


def _outside(root: Path, folder: Path) -> None:
    if _is_inside(root, folder):
        raise click.UsageError(f"“{folder}” nằm trong kho; chọn thư mục ở ngoài, vì ở đó sẽ có điều riêng của người.")


def _is_inside(root: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())
