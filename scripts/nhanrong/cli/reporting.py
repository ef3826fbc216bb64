"""What `nhanrong report` shows on the screen: forms, measures, a report, what has changed, what was filled in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from nhanrong.cli.columns import grids
from nhanrong.knowledge import Knowledge
from nhanrong.reports.asking import forms_in_words, measures_in_words
from nhanrong.reports.result import Report, Table
from nhanrong.reports.saying import changed_where, period, prescribed, reckoned
from nhanrong.vietnamese import number

if TYPE_CHECKING:  # what fills files is imported when it is run
    from nhanrong.reports.filling.matching import Unmatched
    from nhanrong.reports.into import Put

_ROWS = 150  # of a table; a file has them all
_SHOWN = 20  # of a list that the screen need not hold whole


def print_forms(kb: Knowledge) -> int:
    """Print every form."""
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for heading in ("Mã", "Biểu mẫu", "Nơi ban hành"):
        grid.add_column(heading)
    for row in forms_in_words(kb):
        grid.add_row(*map(Text, row))
    if not grid.row_count:
        click.echo(
            "Kho chưa có biểu mẫu nào trong models_data/forms/. Xem models_data/README.md, mục Biểu mẫu báo cáo."
        )
        return 0
    _console().print(grid)
    click.echo("Ví dụ: nhanrong report MÃ --from 2026-01-01 --to 2026-06-30 --out bao-cao.xlsx")
    return 0


def print_measures() -> int:
    """Print every measure."""
    for key, title, spans, rule in measures_in_words():
        click.echo(f"{key}\n    {title}. {rule}\n    span: {spans}")
    return 0


def _console() -> Console:
    return Console(highlight=False, markup=False)


def print_report(made: Report, *, grounds: bool) -> None:
    """Print the tables, with the grounds of every number if they are wished."""
    console = _console()
    console.print(Text(made.title, style="bold"))
    lines = (made.organisation, period(made), prescribed(made), reckoned(made), made.notice)
    console.print(Text("\n".join(filter(None, lines))))
    for table in made.tables:
        console.print()
        console.print(Text(table.title, style="bold"))
        for part, grid in enumerate(grids(table, _ROWS, console.width)):
            if part:
                console.print(Text(f"\n{table.title} (các cột tiếp theo)", style="bold"))
            console.print(grid)
        if len(table.rows) > _ROWS:
            console.print(Text(f"… và {number(len(table.rows) - _ROWS)} hàng nữa; ghi ra tệp (--out) để xem hết."))
        for note in table.notes:
            console.print(Text(note, style="dim"))
        if grounds:
            _print_grounds(console, table)
    left = len({one for table in made.tables for row in table.rows for cell in row.cells for one in cell.left_out})
    if left and not grounds:
        console.print()
        console.print(Text(f"{number(left)} mục không tính được; thêm --grounds để xem mục nào, vì sao."))
    say_changes(made)


def _print_grounds(console: Console, table: Table) -> None:
    for row in table.grounded:
        for heading, cell in zip(table.headings, row.cells, strict=True):
            if not cell.grounds and not cell.left_out:
                continue
            console.print(Text(f"\n{row.name} · {heading.title}. {row.rule or heading.rule}"))
            for ground in cell.grounds:
                console.print(Text(f"  + {ground.adds}  {ground.name} [{ground.code}]: {ground.why}"))
            for one in cell.left_out:
                console.print(Text(f"  – không tính: {one.name} [{one.code}]: {one.why}"))


def say_changes(made: Report) -> None:
    """Say what has changed since the report was filed."""
    if not made.filed_on:
        return
    if not made.changes:
        click.echo(f"\nĐã chốt ngày {made.filed_on}; đến nay không số nào đổi.")
        return
    click.echo(f"\nĐã chốt ngày {made.filed_on}; đến nay {len(made.changes)} chỗ đã khác số đã chốt:")
    for one in made.changes[:_SHOWN]:
        click.echo(f"  {changed_where(one)}: {one.filed} → {one.now} ({one.why})")
    if len(made.changes) > _SHOWN:
        click.echo(f"  … và {len(made.changes) - _SHOWN} chỗ khác; ghi ra --out để xem hết.")


def say_filled(kb: Knowledge, out: Path, put: "Put") -> None:
    """Say what was filled in, what stayed empty and why, and which rows and communes did not find each other."""
    filled = put.filled
    click.echo(f"{out}: đã điền {len(put.cells) - len(filled.left_empty)} ô; mọi chỗ khác giữ nguyên.")
    for one in filled.left_empty:
        click.echo(f"  {one.where}: để trống, {one.why}")
    for swapped in filled.replaced:
        click.echo(f"  {swapped.where}: trước là “{swapped.before}”, nay là “{swapped.now}”")
    for found in put.unmatched:
        for row in found.unmatched:
            click.echo(f"  hàng {row.row} “{row.name}”: {_whose(kb, row)}")
        if found.without_row:
            names = ", ".join(map(kb.unit_name, found.without_row[:_SHOWN]))
            more = f" và {len(found.without_row) - _SHOWN} xã khác" if len(found.without_row) > _SHOWN else ""
            click.echo(f"  chưa có hàng trong tệp: {names}{more}")
    if filled.on_blanks:
        click.echo(
            "Các ô công thức này dựa vào ô trống, nên Excel sẽ hiện 0, #DIV/0! hoặc tổng thiếu; "
            "xem lại từng ô, cần thì ghi tay:"
        )
        for resting in filled.on_blanks[:_SHOWN]:
            click.echo(f"  {resting.where}: dựa vào {resting.blanks}")
        if len(filled.on_blanks) > _SHOWN:
            click.echo(f"  … và {number(len(filled.on_blanks) - _SHOWN)} ô công thức khác")
    for sentence in filled.warnings:
        click.echo(sentence, err=True)


def _whose(kb: Knowledge, row: "Unmatched") -> str:
    """Why a row of the superior's got nothing."""
    if row.became:
        return f"xã cũ, nay thuộc {', '.join(map(kb.unit_name, row.became))}; không điền"
    perhaps = ", ".join(map(kb.unit_name, row.perhaps))
    return "không phải xã nào" + (f"; có phải {perhaps}?" if perhaps else "")
