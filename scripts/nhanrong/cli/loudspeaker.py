"""`nhanrong loudspeaker`: what is read out of models over a commune's loudspeaker."""

import datetime as dt
from pathlib import Path

import click

from nhanrong.cli.handing import refused
from nhanrong.cli.naming import record_named, sector_named
from nhanrong.cli.opening import DayType, root_or_exit, sound_or_exit, today
from nhanrong.cli.printing import READ_OUT, ending, put
from nhanrong.cli.vietnamese_help import command
from nhanrong.knowledge import Knowledge
from nhanrong.problems import in_order


@command(
    "Bài đọc loa của mô hình: mỗi bài tối đa 150 tiếng, đọc dưới một phút, lấy nguyên câu từ bản ghi. "
    "Không có --out thì in ra màn hình."
)
@click.argument("names", metavar="MÃ…", nargs=-1)
@click.option("--theme", metavar="LĨNH_VỰC", help="Mọi mô hình của một lĩnh vực, ví dụ “Dâu tằm”.")
@click.option("--all", "everything", is_flag=True, help="Mọi mô hình.")
@click.option("--with-unreviewed", is_flag=True, help="Cả mô hình chưa thẩm định kỹ thuật; bài nói rõ điều ấy.")
@click.option("--out", metavar="TỆP.txt", type=click.Path(path_type=Path, dir_okay=False), help="Ghi vào tệp này.")
@click.option("--as-of", "day", type=DayType(), help="Số liệu tính đến ngày này (năm-tháng-ngày); mặc định là hôm nay.")
def loudspeaker(
    names: tuple[str, ...],
    theme: str | None,
    out: Path | None,
    day: dt.date | None,
    *,
    everything: bool,
    with_unreviewed: bool,
) -> int:
    """Print or write the texts; none when one of those that were named cannot be made. The others are told."""
    from nhanrong.handouts.loudspeaker import Announcement, announcement, as_text
    from nhanrong.handouts.reviewing import UNREVIEWED, refusal
    from nhanrong.publication import Publication

    if out:
        ending(out, ".txt")
    kb = sound_or_exit(root_or_exit())
    chosen = _chosen(kb, names, theme, everything=everything)
    publication = Publication(kb, day or today())
    refusals = {
        name: problem
        for name in chosen
        if (problem := refusal(publication, kb.models[name].record, with_unreviewed=with_unreviewed))
    }
    made = {name: announcement(publication, kb.models[name].record) for name in chosen if name not in refusals}
    said = [one for one in made.values() if isinstance(one, Announcement)]
    silent = {name: one for name, one in made.items() if not isinstance(one, Announcement)}
    problems = {**refusals, **silent}
    if named := [problems[name] for name in _ids(kb, names) if name in problems]:
        return refused(named)
    if not said:
        return refused(problems.values())
    if out:
        put(out, as_text(said).encode(), READ_OUT)
        click.echo(f"{out}: {len(said)} bài, bài dài nhất {max(one.syllables for one in said)} tiếng.")
    else:
        click.echo(as_text(said), nl=False)
    for one in said:
        for sentence in one.unspeakable:
            click.echo(f"{one.code}: bỏ một câu không đọc thành tiếng được: “{sentence}”", err=True)
    for problem in in_order(silent.values()):
        click.echo(f"Không có bài: {problem.message}. {problem.hint}", err=True)
    if refusals:
        click.echo(f"{UNREVIEWED} nên không đọc: {', '.join(refusals)}.", err=True)
    return 0


def _chosen(kb: Knowledge, names: tuple[str, ...], theme: str | None, *, everything: bool) -> list[str]:
    """The models that are meant, those named first and in their order."""
    chosen = _ids(kb, names)
    if theme:
        sector = sector_named(theme)
        chosen += [name for name, entry in kb.models.items() if entry.record.sector is sector]
    if everything:
        chosen += list(kb.models)
    if not chosen:
        empty = f"không có mô hình nào thuộc lĩnh vực “{theme}”" if theme else "chưa chọn mô hình nào"
        raise click.UsageError(f"{empty}. Ghi mã mô hình, hoặc --theme, hoặc --all.")
    return list(dict.fromkeys(chosen))


def _ids(kb: Knowledge, names: tuple[str, ...]) -> list[str]:
    return [record_named(kb, "models", word, "Bài đọc loa chỉ có cho mô hình.") for word in names]
