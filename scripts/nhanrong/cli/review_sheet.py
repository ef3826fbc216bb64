"""`nhanrong review-sheet`: a sheet for each commune goes out, answered sheets come back as lines of the ledger."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhanrong.cli.handing import free_name, ready, refused, text_in, workbooks_in, write_new
from nhanrong.cli.naming import subjects_named, units_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today, which_list
from nhanrong.cli.vietnamese_help import command, group
from nhanrong.dates import spoken_day
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.standing import Ledger

if TYPE_CHECKING:  # what draws and reads sheets is imported when it is run
    from nhanrong.review.questions import Sheet
    from nhanrong.review.reading import Filled


@group("Phiếu rà soát xã: xuất, nhập. Mỗi xã điền một phiếu, câu trả lời thành dòng trong sổ nhân rộng.")
def review_sheet() -> None:
    """Sheets that communes fill in."""


@command("Xuất mỗi xã một phiếu Excel và một tờ PDF. Ghi vào THƯ_MỤC: tệp Excel gửi qua Zalo, tờ PDF để điền bằng bút.")
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False))
@click.option("--list", "list_id", metavar="DANH_MỤC", help="Danh mục xã; mặc định là danh mục đang hiệu lực.")
@click.option("--communes", metavar="XÃ,…", help="Chỉ các xã này, theo mã hoặc tên; mặc định là mọi xã.")
@click.option("--subjects", metavar="MÃ,…", help="Chỉ hỏi các mô hình, cách làm này; mặc định là tất cả.")
@click.option("--one-file", is_flag=True, help="Gộp các tờ PDF thành một tệp để in một lần.")
@click.option("--as-of", "day", type=DayType(), help="Sổ đến ngày nào (năm-tháng-ngày); mặc định là hôm nay.")
def export(
    folder: Path,
    list_id: str | None,
    communes: str | None,
    subjects: str | None,
    day: dt.date | None,
    *,
    one_file: bool,
) -> int:
    """Write the sheets; those that may be filled in already are never written over."""
    from nhanrong.review.questions import review_sheet as sheet_of

    kb = sound_or_exit(root_or_exit())
    ledger = Ledger(kb, day or today())
    list_id = which_list(kb, list_id, ledger.day)
    units = units_named(kb, [list_id], communes) if communes else list(kb.units_of(list_id))
    chosen = subjects_named(kb, subjects) if subjects else None
    sheets = [sheet_of(ledger, unit, chosen) for unit in units]
    until = kb.lists[list_id].record.valid_to
    if until and ledger.day > until:
        click.echo(f"Danh mục {list_id} đã hết hiệu lực: phiếu chỉ nhận việc đã xem đến {spoken_day(until)}.", err=True)
    return written_out(folder, sheets, f"phieu-{list_id}.pdf" if one_file else None)


@command(
    "Nhập các phiếu Excel đã điền vào sổ. TỆP là phiếu, hoặc thư mục có nhiều phiếu; sai một ô nào thì chưa ghi gì."
)
@click.argument("paths", metavar="TỆP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem sẽ ghi gì, không ghi.")
@click.option(
    "--results",
    "folder",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi kết quả của từng xã thành tệp để gửi lại.",
)
@click.option("--as-of", "day", type=DayType(), help="Ngày ghi vào sổ (năm-tháng-ngày); mặc định là hôm nay.")
def import_(paths: tuple[Path, ...], folder: Path | None, day: dt.date | None, *, dry_run: bool) -> int:
    """Add the lines of all sheets, or say everything that is wrong with any."""
    from nhanrong.review.entering import enter
    from nhanrong.review.results import results
    from nhanrong.saving import save, shown, tried

    root = root_or_exit()
    if folder and not dry_run:
        ready(folder)
    ledger = Ledger(sound_or_exit(root), day or today())
    filled = _filled(ledger.kb, paths)
    if isinstance(filled, list) and any(isinstance(one, Problem) for one in filled):
        return refused(one for one in filled if isinstance(one, Problem))
    entry = enter(ledger, [one for one in filled if not isinstance(one, Problem)], text_in(root))
    if isinstance(entry, list):
        return refused(entry)
    kb, problems = tried(root, entry.changes)
    if problems:
        return refused(entry.traced(problems))
    if dry_run:
        click.echo(shown(entry.changes), nl=False)
    elif entry.changes and (problems := save(root, entry.changes)):
        return refused(problems)
    found = results(ledger, Ledger(kb, ledger.day), entry, planned=dry_run)
    for result in found:
        click.echo(f"--- {ledger.kb.unit_name(result.unit)} ({result.unit})\n{result.message}")
    if folder and not dry_run:
        write_new(
            folder, {free_name(folder, result.file, result.text.encode()): result.text.encode() for result in found}
        )
    added, known = (sum(len(getattr(sheet, part)) for sheet in entry.sheets) for part in ("added", "known"))
    says = "sẽ ghi" if dry_run else "đã ghi"
    click.echo(f"{len(entry.sheets)} phiếu: {says} {added} dòng vào sổ; {known} dòng đã nhập từ trước.")
    return 0


review_sheet.add_command(export, "export")
review_sheet.add_command(import_, "import")


def written_out(folder: Path, sheets: list["Sheet"], one_pdf: str | None) -> int:
    """Write sheets as workbooks and pages; 1 when a file is in the way."""
    from nhanrong.review.paper import pdf
    from nhanrong.review.workbook import xlsx

    files = {f"{sheet.file}.xlsx": xlsx(sheet) for sheet in sheets}
    if one_pdf:
        files[one_pdf] = pdf(sheets)
    else:
        files |= {f"{sheet.file}.pdf": pdf([sheet]) for sheet in sheets}
    in_the_way = write_new(folder, files)
    if in_the_way:
        return refused(in_the_way)
    rows = sum(len(sheet.questions) for sheet in sheets)
    click.echo(f"{folder}: {len(sheets)} phiếu, {rows} dòng cần hỏi, {len(files)} tệp.")
    return 0


def _filled(kb: Knowledge, paths: Iterable[Path]) -> list["Filled | Problem"]:
    """The answers of every workbook that is named or lies in a named folder, or what is wrong."""
    from nhanrong.review.opening import opened
    from nhanrong.review.reading import read

    files, problems = workbooks_in(paths)
    found: list[Filled | Problem] = [*problems]
    for path, data in files:
        sheet = opened(path, data, kb)
        answers = sheet if isinstance(sheet, Problem) else read(sheet, kb)
        found += answers if isinstance(answers, list) else [answers]
    return found
