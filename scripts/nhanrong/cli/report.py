"""`nhanrong report`: the tables that officers file, in our own forms or in the superior's file."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nhanrong.cli.handing import EDITED, refused, write_all
from nhanrong.cli.naming import units_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today, which_list
from nhanrong.cli.vietnamese_help import command
from nhanrong.dates import spoken_day
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, FORMS
from nhanrong.problems import Place, Problem, because

if TYPE_CHECKING:  # what computes and writes reports is imported when it is run
    from nhanrong.records.fields import UnitRef
    from nhanrong.records.form import Form
    from nhanrong.reports.desk import Asked
    from nhanrong.reports.result import Report

ENDINGS = (".xlsx", ".docx", ".pdf")
OLD_OFFICE = {".xls": ("Excel", ".xlsx"), ".doc": ("Word", ".docx")}


@command(
    "Lập bảng báo cáo theo BIỂU_MẪU cho một kỳ; không nêu biểu mẫu thì liệt kê các biểu mẫu. Không có --out thì in "
    "ra màn hình. --into điền vào chính tệp cấp trên gửi, các chỗ khác giữ nguyên."
)
@click.argument("form", required=False, metavar="[BIỂU_MẪU]")
@click.option("--from", "begin", metavar="NGÀY", help="Đầu kỳ: 2026-01-01, tháng 2026-01 hoặc năm 2026.")
@click.option(
    "--to",
    "end",
    metavar="NGÀY",
    help="Cuối kỳ; bỏ trống thì hết tháng, hết năm của --from. Kỳ chưa hết thì tính đến ngày lập.",
)
@click.option("--unit", metavar="XÃ", help="Chỉ cho một xã: mã hoặc tên.")
@click.option("--list", "list_id", metavar="DANH_MỤC", help="Danh mục xã; mặc định là danh mục hiệu lực ngày cuối kỳ.")
@click.option(
    "--out",
    "outs",
    metavar="TỆP",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ghi ra .xlsx, .docx hoặc .pdf; dùng nhiều lần được.",
)
@click.option(
    "--into",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tệp .xlsx, .docx của cấp trên; bản đã điền ghi ra --out, tệp gốc không đổi.",
)
@click.option("--grounds", is_flag=True, help="In cả căn cứ của từng số và những gì không tính.")
@click.option("--measures", is_flag=True, help="Liệt kê mọi chỉ số mà biểu mẫu dùng được.")
@click.option("--freeze", is_flag=True, help="Chốt số: ghi báo cáo đã nộp vào kho; lần sau máy nói số nào đã đổi.")
@click.option("--again", is_flag=True, help="Cùng --freeze: chốt lại một kỳ đã chốt, bản cũ vẫn còn.")
@click.option("--as-of", "day", type=DayType(), help="Ngày lập (năm-tháng-ngày); mặc định là hôm nay.")
def report(  # noqa: PLR0917  # as many as there are options
    form: str | None,
    begin: str | None,
    end: str | None,
    unit: str | None,
    list_id: str | None,
    outs: tuple[Path, ...],
    into: Path | None,
    day: dt.date | None,
    *,
    grounds: bool,
    measures: bool,
    freeze: bool,
    again: bool,
) -> int:
    """Compute a report and show it, write it, fill it in or file it."""
    from nhanrong.cli.reporting import print_forms, print_measures, print_report
    from nhanrong.publication import Publication
    from nhanrong.reports import filing
    from nhanrong.reports.computing import report as computed

    if measures:
        return print_measures()
    root = root_or_exit()
    kb = sound_or_exit(root)
    if form is None:
        return print_forms(kb)
    _refuse_odd_use(begin, outs, into, freeze=freeze, again=again)
    chosen, asked = _asked(kb, form, (begin or "", end), (list_id, unit), day or today())
    if freeze and asked.last > asked.day:
        return refused([_not_over(chosen, asked)])
    asked = _until_today(asked)
    source = into or (root / DATA / FORMS / chosen.file if chosen.file and not chosen.tables else None)
    if source:
        return _fill(kb, chosen, asked, source, outs)
    if not chosen.tables:
        raise click.UsageError(
            f"biểu mẫu “{form}” điền vào tệp của cấp trên: đưa tệp ấy bằng --into TỆP --out TỆP_MỚI."
        )
    made = computed(kb, chosen, asked, Publication(kb, asked.day).notice)
    filed = filing.in_force(kb, chosen.id, asked)
    if filed:
        made = filing.compared(kb, made, filed)
    if freeze:
        return _freeze(root, kb, made, asked, again=again)
    if not outs:
        print_report(made, grounds=grounds)
        return 0
    return _write(made, outs)


def _asked(
    kb: Knowledge, form: str, period: tuple[str, str | None], where: tuple[str | None, str | None], day: dt.date
) -> "tuple[Form, Asked]":
    from nhanrong.reports.asking import AskedError, days, form_named
    from nhanrong.reports.desk import Asked

    try:
        chosen, (first, last) = form_named(kb, form), days(*period)
    except AskedError as error:
        raise click.UsageError(str(error)) from None
    if first > day:
        raise click.UsageError(f"kỳ bắt đầu {spoken_day(first)}, sau ngày lập {spoken_day(day)}; chưa có gì để tính.")
    list_id = which_list(kb, where[0], min(last, day))
    return chosen, Asked(first, last, list_id, day, _one_unit(kb, list_id, where[1]))


def _until_today(asked: "Asked") -> "Asked":
    """The same up to the day of the report: nothing is known of days that have not come."""
    if asked.last <= asked.day:
        return asked
    click.echo(f"Kỳ đến {spoken_day(asked.last)} chưa hết; số chỉ tính đến {spoken_day(asked.day)}.", err=True)
    return replace(asked, last=asked.day)


def _not_over(form: "Form", asked: "Asked") -> Problem:
    hint = "Chốt sau ngày cuối kỳ, hoặc nêu --to sớm hơn."
    message = f"kỳ báo cáo đến {spoken_day(asked.last)} mới hết, hôm nay là {spoken_day(asked.day)}"
    return Problem(Place(form.id, 0, 0), "NR951", message, hint)


def _refuse_odd_use(begin: str | None, outs: tuple[Path, ...], into: Path | None, *, freeze: bool, again: bool) -> None:
    if begin is None:
        raise click.UsageError("thiếu --from, ví dụ --from 2026-01-01 --to 2026-06-30, hoặc --from 2026.")
    if into and into.suffix.lower() in OLD_OFFICE:  # no --out fits it either
        called, new = OLD_OFFICE[into.suffix.lower()]
        how = f"mở bằng {called}, lưu thành {new} rồi chạy lại với tệp ấy"
        raise click.UsageError(f"“{into}” là {called} kiểu cũ ({into.suffix}): {how}.")
    if into and (freeze or len(outs) != 1):
        raise click.UsageError("--into cần đúng một --out, và không dùng cùng --freeze.")
    if again and not freeze:
        raise click.UsageError("--again chỉ dùng cùng --freeze.")
    if freeze and outs:
        raise click.UsageError("--freeze ghi số vào kho; chạy riêng với --out để in.")
    for out in outs:
        if out.suffix.lower() not in ENDINGS:
            raise click.UsageError(f"“{out}” phải có đuôi {', '.join(ENDINGS)}.")


def _one_unit(kb: Knowledge, list_id: str, said: str | None) -> "UnitRef | None":
    if said is None:
        return None
    found = units_named(kb, [list_id], said)
    if len(found) != 1:
        raise click.UsageError("--unit nhận đúng một xã.")
    return found[0]


def _writer(out: Path) -> "Callable[[Report], bytes]":
    if out.suffix.lower() == ".xlsx":
        from nhanrong.reports.workbook import xlsx

        return xlsx
    if out.suffix.lower() == ".docx":
        from nhanrong.reports.letter import docx

        return docx
    from nhanrong.reports.paper import pdf

    return pdf


def _write(made: "Report", outs: tuple[Path, ...]) -> int:
    """Write all files or none."""
    from nhanrong.cli.reporting import say_changes

    if problems := write_all({out: _writer(out)(made) for out in outs}, EDITED):
        return refused(problems)
    for out in dict.fromkeys(outs):
        click.echo(f"{out}: {made.title}, từ {spoken_day(made.first)} đến {spoken_day(made.last)}.")
    say_changes(made)
    return 0


# Filing and filling -----------------------------------------------------------------------------


def _freeze(root: Path, kb: Knowledge, made: "Report", asked: "Asked", *, again: bool) -> int:
    from nhanrong.canonical import to_yaml
    from nhanrong.reports import filing
    from nhanrong.saving import change, save, trial

    before = filing.in_force(kb, made.form, asked)
    if before and not again:
        hint = "Số đã chốt không ghi đè. Nộp lại thì thêm --again: bản mới thay cho bản ấy, bản cũ vẫn còn."
        place = Place(f"{DATA}/filings/{before.id}.yml", 0, 0)
        return refused([Problem(place, "NR950", f"kỳ này đã chốt ngày {spoken_day(before.filed_on)}", hint)])
    record = filing.filed(kb, replace(made, changes=(), filed_on=""), asked, before)
    changes = [change(root, f"{DATA}/filings/{record.id}.yml", to_yaml(record))]
    if problems := trial(root, changes) or save(root, changes):
        return refused(problems)
    click.echo(f"{changes[0].path}: đã chốt {made.title} ngày {spoken_day(record.filed_on)}.")
    if before:
        click.echo(f"Thay cho {before.id}, vẫn còn trong kho.")
    return 0


def _fill(kb: Knowledge, form: "Form", asked: "Asked", source: Path, outs: tuple[Path, ...]) -> int:
    from nhanrong.cli.reporting import say_filled
    from nhanrong.records.form import fits
    from nhanrong.reports.filling.package import MOST_BYTES
    from nhanrong.reports.into import put_into

    if len(outs) != 1:
        raise click.UsageError("điền vào tệp của cấp trên thì cần đúng một --out cho bản đã điền.")
    out = outs[0]
    if not (form.cells or form.fills):
        raise click.UsageError(f"biểu mẫu “{form.id}” không có ô nào để điền (cells, fills).")
    if out.resolve() == source.resolve():
        raise click.UsageError("--out phải khác tệp của cấp trên; tệp ấy không bị ghi đè.")
    if out.suffix.lower() != source.suffix.lower():
        raise click.UsageError(f"--out phải có cùng đuôi với tệp của cấp trên: {source.suffix}.")
    place = Place(str(source), 0, 0)
    if not fits(form, source.name):
        hint = "Tệp Excel cần sheet, cell; tệp Word cần table, row, column, mark hoặc after."
        return refused([Problem(place, "NR952", f"biểu mẫu “{form.id}” không nói về loại tệp này", hint)])
    try:
        with source.open("rb") as file:
            data = file.read(MOST_BYTES + 1)  # of a larger one no more than shows that it is
    except OSError as error:
        hint = "Xem lại tên tệp và quyền đọc."
        return refused([Problem(place, "NR953", f"không mở được tệp của cấp trên: {because(error)}", hint)])
    put = put_into(kb, form, asked, str(source), data)
    if isinstance(put, list):
        return refused(put)
    if problems := write_all({out: put.filled.data}, EDITED):
        return refused(problems)
    say_filled(kb, out, put)
    return 0
