"""`nhanrong new`: a record by questions and answers, written only when it passes."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from nhanrong.anatomy import Form, Scalar
from nhanrong.cli.opening import read_kept, root_or_exit, today
from nhanrong.cli.vietnamese_help import command
from nhanrong.conversation import Talk
from nhanrong.interviewing import Interviewer
from nhanrong.lenient import Misunderstood, taken, tidied
from nhanrong.problems import as_text
from nhanrong.records.registry import BY_NAME
from nhanrong.saving import Change, save, trial

_KINDS = ("model", "practice", "session", "line", "source")
_CALLED = ", ".join(f"{name} ({BY_NAME[name].called})" for name in _KINDS)


@command(f"Hỏi từng điều rồi ghi một bản ghi mới; LOẠI là {_CALLED}.")
@click.argument("kind", metavar="LOẠI", type=click.Choice(_KINDS))
@click.option("--set", "given", metavar="MỤC=LỜI", multiple=True, help="Trả lời trước một câu; dùng nhiều lần được.")
@click.option("--yes", is_flag=True, help="Ghi luôn, không hỏi lại.")
def new(kind: str, given: tuple[str, ...], *, yes: bool) -> int:
    """Ask, show, try and write; exit 1 when it does not pass, 2 when answers are missing."""
    root = root_or_exit()
    try:
        return _new(root, kind, _answers(given), yes=yes)
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("\nĐã dừng; chưa ghi gì.", err=True)
        return 130


def _new(root: Path, kind: str, given: Mapping[str, Sequence[str]], *, yes: bool) -> int:
    kb, before = read_kept(root)
    person = _asked if somebody_is_there() else None
    interviewer = Interviewer(root, kb, today())
    if person:
        click.echo(f"Ghi {BY_NAME[kind].called} mới. Câu nào không biết thì Enter; Ctrl-C để dừng.")
    while True:
        talk = Talk(given, click.echo, person)
        draft = interviewer.draft(BY_NAME[kind], talk)
        if draft is None:
            raise click.UsageError(_lacking(talk))
        changes = draft.changes
        _show(changes)
        ours = {one.path for one in changes}
        faults = [one for one in trial(root, changes) if one not in before or one.place.path in ours]
        if not faults:
            return _written(root, changes, yes=yes)
        click.echo(as_text(faults), nl=False, err=True)
        given = interviewer.kept(draft, faults) if person else {}
        if not given:
            click.echo("Chưa ghi gì: bản ghi trên chưa qua được kiểm tra.", err=True)
            return 1
        click.echo("\nXin trả lời lại những chỗ đó.")


def _written(root: Path, changes: list[Change], *, yes: bool) -> int:
    names = ", ".join(one.path for one in changes)
    if not yes and not somebody_is_there():
        raise click.UsageError(f"chưa ghi gì; thêm --yes để ghi {names}.")
    if not yes and not _agreed(f"\nGhi vào {names}? (Có/không)"):
        click.echo("Chưa ghi gì.")
        return 1
    problems = save(root, changes)
    click.echo(as_text(problems), nl=False, err=True)
    if problems:
        return 1
    click.echo(f"Đã ghi {names}.")
    return 0


def somebody_is_there() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def _asked() -> str:
    return str(click.prompt(">", prompt_suffix=" ", default="", show_default=False))


def _agreed(question: str) -> bool:
    click.echo(question)
    while True:
        answer = taken(tidied(_asked()) or "có", Form(scalar=Scalar.FLAG))
        if not isinstance(answer, Misunderstood):
            return answer is True
        click.echo(f"! {answer.hint}")


def _answers(given: Sequence[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for one in given:
        key, mark, text = one.partition("=")
        if not mark:
            raise click.UsageError(f"--set “{one}” thiếu dấu =; viết MỤC=LỜI, ví dụ --set sector=livestock.")
        found.setdefault(key.strip(), []).append(text)
    return found


def _lacking(talk: Talk) -> str:
    lines = ["chưa đủ để ghi; chưa ghi gì."]
    lines += [f"  còn thiếu {one}" for one in talk.missing]
    lines += [f"  {one}" for one in talk.wrong]
    lines += [f"  không có câu hỏi “{key}”" for key in talk.unused]
    return "\n".join(lines)


def _show(changes: list[Change]) -> None:
    for one in changes:
        click.echo(f"\n# {one.path}{'' if one.before is None else ' (thêm vào cuối)'}")
        click.echo(one.after.removeprefix(one.before or ""), nl=False)
