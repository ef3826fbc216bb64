"""`nhanrong booklet`: chosen models and practices as a booklet to read, to print, to fold or to edit."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from nhanrong.checks.privacy import in_title
from nhanrong.cli.handing import EDITED, refused, write_new
from nhanrong.cli.naming import record_named, sector_named, units_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.printing import put
from nhanrong.cli.vietnamese_help import command
from nhanrong.handouts import booklet as drawing
from nhanrong.handouts import document, selection
from nhanrong.handouts.blocks import Book
from nhanrong.handouts.imposing import HOW_TO_PRINT, page_count
from nhanrong.handouts.imposing import imposed as on_sheets
from nhanrong.handouts.reviewing import UNREVIEWED
from nhanrong.handouts.selection import Choice
from nhanrong.problems import Place, Problem, nearest
from nhanrong.publication import Publication
from nhanrong.rawtext import odd_characters
from nhanrong.strictyaml import read
from nhanrong.vietnamese import file_size

_LONGEST_TITLE = 300  # as long as the title of a file of records may be


@command(
    "In sổ tay A5: mô hình, cách làm hay, câu hỏi để bàn, phiếu cắt. Chọn theo lĩnh vực, cây con, xã, mã, lớp đã dạy, "
    "hoặc một tệp; chọn nhiều cách thì gộp lại. Tên tệp kết thúc bằng .docx thì ra bản Word để sửa."
)
@click.option("--all", "everything", is_flag=True, help="Mọi mô hình và cách làm, cả phần chưa thẩm định.")
@click.option("--theme", metavar="LĨNH_VỰC", help="Một lĩnh vực, ví dụ “Dâu tằm”.")
@click.option("--crop", metavar="CÂY_CON", help="Một cây, con, ví dụ “cà phê”.")
@click.option("--commune", metavar="XÃ,…", help="Những gì có ở xã này: mã hoặc tên xã, của danh mục nào cũng được.")
@click.option("--model", metavar="MÃ,…", help="Các mô hình này, theo thứ tự.")
@click.option("--practice", metavar="MÃ,…", help="Các cách làm hay này, theo thứ tự.")
@click.option("--session", metavar="MÃ", help="Mọi mô hình, cách làm đã dạy trong hoạt động này.")
@click.option(
    "--records",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Tệp YAML: title (tên sổ), records (danh sách mã, theo thứ tự).",
)
@click.option("--with-unreviewed", is_flag=True, help="In cả phần chưa thẩm định kỹ thuật; trang nào cũng ghi rõ.")
@click.option("--title", metavar="TÊN", help="Tên sổ trên bìa.")
@click.option("--large", is_flag=True, help="Chữ to: A4, cỡ chữ 16.")
@click.option("--imposed", is_flag=True, help="Xếp trang lên A4 để gập đôi, dập ghim giữa.")
@click.option("--as-of", "day", type=DayType(), help="Ngày in (năm-tháng-ngày); mặc định là hôm nay.")
@click.option(
    "--out", metavar="TỆP", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Tệp .pdf hoặc .docx."
)
def booklet(
    *,
    everything: bool,
    records: Path | None,
    with_unreviewed: bool,
    title: str | None,
    large: bool,
    imposed: bool,
    day: dt.date | None,
    out: Path,
    **asked: str | None,
) -> int:
    """Write one booklet, or say why there is none."""
    named = _title(title) if title else ""
    word = out.suffix.lower() == ".docx"
    if not word and out.suffix.lower() != ".pdf":
        raise click.UsageError(f"“{out.name}”: tên tệp phải kết thúc bằng .pdf hoặc .docx.")
    if imposed and (word or large):
        raise click.UsageError("--imposed chỉ dùng cho bản PDF khổ A5: bỏ --large, đặt tên tệp .pdf.")
    publication = Publication(sound_or_exit(root_or_exit()), day or today())
    choices = list(_choices(publication, asked, everything=everything))
    if records is not None:
        found, problems = _listed(publication, records)
        if found is None:
            return refused(problems)
        choices.append(found)
    if not choices:
        raise click.UsageError(
            "chưa chọn gì: --all, --theme, --crop, --commune, --model, --practice, --session hoặc --records."
        )
    if title and (private := list(in_title(publication.kb, Place("--title", 0, 0), title))):
        return refused(private)
    choice = selection.together(choices)
    if named:
        choice = Choice(choice.theme, choice.subjects, named)
    chosen = selection.selected(publication, choice, with_unreviewed=with_unreviewed or everything)
    if nothing := selection.nothing_in(chosen):
        raise click.ClickException(nothing)
    made = drawing.book(publication, chosen)
    if word:
        return _word(publication, made, out, large=large)
    return _pdf(publication, made, out, large=large, imposed=imposed)


def _title(said: str) -> str:
    """The title, held to the same rule as one that stands in a file."""
    title = unicodedata.normalize("NFC", said).strip()
    for problem in odd_characters("--title", 1, title):
        raise click.UsageError(f"--title: {problem.message}. {problem.hint}")
    if len(title) > _LONGEST_TITLE:
        raise click.UsageError(f"--title: dài hơn {_LONGEST_TITLE} ký tự. Rút ngắn tên sổ.")
    return title


def _choices(publication: Publication, asked: Mapping[str, str | None], *, everything: bool) -> Iterator[Choice]:
    """What each option chooses, in the order of the help."""
    kb = publication.kb
    if everything:
        yield selection.everything(publication)
    if theme := asked["theme"]:
        yield selection.of_theme(publication, sector_named(theme))
    if crop := asked["crop"]:
        name = selection.crop_named(publication, crop)
        if name is None:
            raise click.UsageError(_unknown("cây, con", crop, list(publication.crops.values())))
        yield selection.of_crop_named(publication, name)
    communes = asked["commune"]
    for ref in units_named(kb, sorted(kb.lists), communes) if communes else ():
        yield selection.of_unit(publication, ref)
    for key, kind, option in (("model", "models", "--practice"), ("practice", "practices", "--model")):
        words = [word.strip() for word in (asked[key] or "").split(",") if word.strip()]
        names = tuple(dict.fromkeys(record_named(kb, kind, word, f"Hãy dùng {option}.") for word in words))
        if names:
            yield Choice("; ".join(kb.head(name).name for name in names), names)
    if session := asked["session"]:
        yield selection.of_session(publication, record_named(kb, "sessions", session, "Hãy dùng --model, --practice."))


def _unknown(what: str, said: str, known: list[str]) -> str:
    hint = nearest(said, known) or f"Có: {', '.join(known[:30])}."
    return f"không có {what} “{said}”. {hint}"


def _listed(publication: Publication, file: Path) -> tuple[Choice | None, list[Problem]]:
    try:
        data = file.read_bytes()
    except OSError:
        return None, [Problem(Place(str(file), 0, 0), "NR841", "không mở được tệp", "Xem lại tên tệp và quyền đọc.")]
    document, problems = read(str(file), data)
    if problems:
        return None, problems
    found, problems = selection.listed(publication, document)
    if found is not None:
        problems = list(in_title(publication.kb, document.place(("title",)), found.title))
    return (None, problems) if problems else (found, problems)


def _pdf(publication: Publication, made: Book, out: Path, *, large: bool, imposed: bool) -> int:
    data = drawing.pdf(publication, made, large=large)
    pages = page_count(data)
    if imposed:
        data = on_sheets(data)
    put(out, data)
    size = "chữ to A4" if large else "A5"
    sheets = f", xếp trên {pages // 4} tờ A4. {HOW_TO_PRINT}" if imposed else "."
    click.echo(f"{out}: {_counted(made)}, {pages} trang {size}, {file_size(len(data))}{sheets}")
    return _left_out(made)


def _word(publication: Publication, made: Book, out: Path, *, large: bool) -> int:
    in_the_way = write_new(out.parent, {out.name: document.docx(made, publication.day, large=large)}, EDITED)
    if in_the_way:
        return refused(in_the_way)
    click.echo(f"{out}: {_counted(made)}, bản Word để sửa. Muốn mục lục có số trang: bấm vào mục lục rồi bấm F9.")
    click.echo("Sửa rồi thì xóa mã QR: bản trên trang không có chỗ sửa ấy.")
    return _left_out(made)


def _counted(made: Book) -> str:
    models = sum(chapter.kind == "mô hình" for chapter in made.chapters)
    said = [(models, "mô hình"), (len(made.chapters) - models, "cách làm hay")]
    return " và ".join(f"{count} {what}" for count, what in said if count)


def _left_out(made: Book) -> int:
    if made.left_out:
        click.echo(f"{UNREVIEWED} nên không in: {'; '.join(made.left_out)}.")
    return 0
