"""`nhanrong sheet`: records go out as the tables of an Excel workbook and come back, key by key."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhanrong.cli.handing import refused, workbooks_in, write_new
from nhanrong.cli.naming import units_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.vietnamese_help import command, group
from nhanrong.knowledge import Knowledge
from nhanrong.problems import nearest
from nhanrong.records.registry import BY_NAME

if TYPE_CHECKING:  # what draws and reads workbooks is imported when it is run
    from nhanrong.tables.entering import Entry
    from nhanrong.tables.held import Held

_KINDS = ("model", "practice", "session", "source", "line")
_CALLED = ", ".join(f"{name} ({BY_NAME[name].called})" for name in _KINDS)
_ROWS_TO_SPARE, _ROWS_OF_TEMPLATE = 10, 30
_file = click.argument("file", metavar="TỆP.xlsx", type=click.Path(path_type=Path))
_kinds = click.option("--kinds", "--kind", metavar="LOẠI,…", help=f"Chỉ các loại này: {_CALLED}; mặc định là tất cả.")
_day = click.option("--as-of", "day", type=DayType(), help="Ngày ghi trong tệp (năm-tháng-ngày); mặc định là hôm nay.")


@group("Bảng Excel của kho: xuất ra, điền, nhập lại. Nhập không xóa gì, chỉ thêm và sửa những ô đã điền.")
def sheet() -> None:
    """Tables of records in Excel."""


@command("Xuất bản ghi ra TỆP.xlsx: mỗi loại một trang, mỗi danh sách trong bản ghi một trang.")
@_file
@_kinds
@click.option("--ids", metavar="MÃ,…", help="Chỉ các bản ghi này; lần ghi nhận thì theo mã của nó hoặc của mô hình.")
@click.option("--communes", metavar="XÃ,…", help="Chỉ lần ghi nhận của các xã này, theo mã hoặc tên.")
@_day
def export(file: Path, kinds: str | None, ids: str | None, communes: str | None, day: dt.date | None) -> int:
    """Write a workbook of the records."""
    from nhanrong.tables.held import held

    root = root_or_exit()
    kb = sound_or_exit(root)
    chosen = _chosen(kinds)
    records = held(root, chosen)
    wanted = _named(records, ids) if ids is not None else None
    units = units_named(kb, sorted(kb.lists), communes) if communes is not None else None
    kept = [
        one
        for one in records.values()
        if (wanted is None or one.id in wanted or one.value.get("subject") in wanted)
        and (units is None or one.unit is None or one.unit in units)
    ]
    return _written(kb, file, chosen, kept, day)


@command("Tạo TỆP.xlsx trống để điền bản ghi mới.")
@_file
@_kinds
@_day
def template(file: Path, kinds: str | None, day: dt.date | None) -> int:
    """Write a workbook of empty tables."""
    return _written(sound_or_exit(root_or_exit()), file, _chosen(kinds), [], day)


@command(
    "Nhập các bảng Excel đã điền; TỆP là tệp, hoặc thư mục có nhiều tệp. Ô điền thì ghi, ô trống thì giữ nguyên; "
    "sai một ô nào thì chưa ghi gì."
)
@click.argument("files", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ đổi gì, không ghi.")
def import_(files: tuple[Path, ...], *, dry_run: bool) -> int:
    """Merge the rows of all files into the records, or say everything that is wrong with any."""
    from nhanrong.saving import save, shown, tried
    from nhanrong.tables.entering import entry
    from nhanrong.tables.held import held
    from nhanrong.tables.merging import Merger
    from nhanrong.tables.reading import Read, read

    root = root_or_exit()
    kb = sound_or_exit(root)
    books, problems = workbooks_in(files)
    found = Read(problems=problems)
    for path, data in books:
        one = read(path, data)
        found.rows += one.rows
        found.problems += one.problems
    records = held(root, _KINDS)
    merger = Merger(kb, records, found.rows)
    if problems := [*found.problems, *merger.problems]:
        return refused(problems)
    made = entry(root, merger, records)
    if problems := tried(root, made.changes)[1]:
        return refused(made.traced(problems))
    if dry_run:
        click.echo(shown(made.changes), nl=False)
    elif made.changes and (problems := save(root, made.changes)):
        return refused(problems)
    _tell(made, dry_run=dry_run)
    return 0


sheet.add_command(export, "export")
sheet.add_command(import_, "import")
sheet.add_command(template, "template")


def _tell(made: "Entry", *, dry_run: bool) -> None:
    if made.cleared:
        cells = ", ".join(place.cell for place in made.cleared[:5])
        more = f" và {len(made.cleared) - 5} ô khác" if len(made.cleared) > 5 else ""
        click.echo(f"Ô đã xóa trống thì kho giữ nguyên: {cells}{more}. Muốn bỏ thì gõ (xóa) vào ô.", err=True)
    if not made.changes:
        click.echo("Không có gì khác với kho.")
        return
    says = "Sẽ ghi" if dry_run else "Đã ghi"
    cells_changed = sum(record.changed for record in made.changed)
    parts = [f"{len(made.new)} bản ghi mới"] if made.new else []
    parts += [f"sửa {cells_changed} ô của {len(made.changed)} bản ghi"] if made.changed else []
    click.echo(f"{says} {', '.join(parts)}: {len(made.changes)} tệp.")


def _written(kb: Knowledge, file: Path, kinds: Sequence[str], records: Sequence["Held"], day: dt.date | None) -> int:
    from nhanrong.tables.naming import Naming
    from nhanrong.tables.values import Speech
    from nhanrong.tables.workbook import workbook

    if file.suffix.lower() != ".xlsx" or file.is_dir():
        raise click.UsageError(f"“{file}” phải là một tệp có đuôi .xlsx.")
    blanks = _ROWS_TO_SPARE if records else _ROWS_OF_TEMPLATE
    data = workbook(Speech(Naming(kb)), kinds, records, day or today(), blanks)
    if in_the_way := write_new(file.parent, {file.name: data}):
        return refused(in_the_way)
    said = f"{len(records)} bản ghi" if records else "bảng trống"
    click.echo(f"{file}: {said}, {', '.join(BY_NAME[kind].called for kind in kinds)}.")
    return 0


def _chosen(said: str | None) -> list[str]:
    names = [part.strip() for part in said.split(",")] if said is not None else list(_KINDS)
    for name in names:
        if name not in _KINDS:
            raise click.UsageError(f"không có loại “{name}”. {nearest(name, _KINDS) or f'Các loại: {_CALLED}.'}")
    return [kind for kind in _KINDS if kind in names]


def _named(records: Mapping[tuple[str, str], "Held"], said: str) -> set[str]:
    names = {part.strip() for part in said.split(",")} - {""}
    known = {one.id for one in records.values()} | {str(one.value.get("subject")) for one in records.values()}
    for name in sorted(names - known):
        raise click.UsageError(f"không có bản ghi “{name}” trong các loại đã chọn. {nearest(name, known)}".strip())
    return names
