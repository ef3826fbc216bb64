"""`nhanrong from-issue`: the body of an issue becomes draft records."""

import sys
from pathlib import Path

import click

from nhanrong.cli.opening import read_kept, root_or_exit, today
from nhanrong.cli.vietnamese_help import command
from nhanrong.drafts import Drafts, drafts, form_of
from nhanrong.edits import with_lines, with_record
from nhanrong.lenient import tidied
from nhanrong.problems import as_text, because
from nhanrong.questions import issue_forms
from nhanrong.saving import Change, save, trial

_LACKING = "NR201"


@command("Đổi nội dung một phiếu trên trang mã nguồn (TỆP, hoặc - để đọc từ bàn phím) thành bản ghi nháp.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--save", "saving", is_flag=True, help="Ghi các bản nháp vào kho, khi chúng qua được kiểm tra.")
def from_issue(file: Path, *, saving: bool) -> int:
    """Print the drafts, what they still need and what is wrong with them; exit 1 when something is."""
    root = root_or_exit()
    body = _body(file)
    form = form_of(body)
    if form is None:
        names = "; ".join(form.name for form in issue_forms())
        raise click.UsageError(f"không thấy câu hỏi của mẫu nào trong “{file}”. Các mẫu: {names}.")
    kb, _ = read_kept(root)
    made = drafts(kb, str(file), body, form, today())
    changes = [with_record(root, *record) for record in made.records]
    changes += [with_lines(root, unit, [line]) for unit, line in made.lines]
    click.echo(as_text(made.problems), nl=False, err=True)
    _tell(made, changes)
    if made.problems:
        return 1
    problems = trial(root, changes) or (save(root, changes) if saving else [])
    if not saving:
        problems = [one for one in problems if one.code != _LACKING]  # those were named
    click.echo(as_text(problems), nl=False, err=True)
    if not saving:
        return 1 if problems else 0
    if problems:
        click.echo("Chưa ghi gì: sửa những chỗ trên rồi chạy lại, hoặc chép bản nháp và sửa tay.", err=True)
        return 1
    click.echo(f"Đã ghi {len(changes)} tệp.")
    return 0


def _body(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"không đọc được “{file}”: {because(error)}.") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"“{file}” không phải chữ UTF-8.") from None


def _tell(made: Drafts, changes: list[Change]) -> None:
    for one in changes:
        click.echo(f"# {one.path}{'' if one.before is None else ' (thêm vào cuối)'}")
        click.echo(one.after if one.before is None else one.after.removeprefix(one.before), nl=False)
    for note in made.notes:
        click.echo(f"# {tidied(note)}")
    for label in dict.fromkeys(made.missing):
        click.echo(f"# Còn thiếu: {label}")
