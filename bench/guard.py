"""How well the guard judges sentences whose verdict is known: `python bench/guard.py [FILE.tsv ...]`.

A row is `refused` or `passed`, a category, the sentence, with tabs between. Without a file, those of the tests are
judged. A sentence that must be refused and is not counts against recall, a harmless one that is refused against
precision. All sentences of the tests are made up.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from nhanrong.cli.vietnamese_help import command
from nhanrong.guarding import judge
from nhanrong.vietnamese import percent

OURS = Path(__file__).parent.parent / "tests" / "guard"


@command("Đo lệnh canh giữ trên các câu đã biết phải chặn hay không; in độ chuẩn, độ phủ.")
@click.argument("files", metavar="[TỆP.tsv]…", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--wrong", is_flag=True, help="In từng câu bị xét sai.")
def main(files: tuple[Path, ...], *, wrong: bool) -> None:
    """Print the table of each file, and the sentences that were judged wrongly."""
    for file in files or sorted(OURS.glob("*.tsv")):
        rows = [line.split("\t", 2) for line in file.read_text("utf-8").splitlines() if line]
        if any(len(row) < 3 or row[0] not in {"refused", "passed"} for row in rows):
            raise click.ClickException(
                f"{file}: mỗi dòng phải là refused hoặc passed, loại, câu, cách nhau bằng dấu Tab"
            )
        judged = [(must, category, text, "refused" if judge(text) else "passed") for must, category, text in rows]
        Console().print(table(file.name, judged))
        for must, category, text, verdict in judged:
            if wrong and verdict != must:
                click.echo(f"{must} → {verdict}\t{category}\t{text}")


def table(name: str, judged: Iterable[tuple[str, str, str, str]]) -> Table:
    """Recall by category, and precision and recall in all."""
    count = Counter((must, category, verdict) for must, category, _, verdict in judged)
    made = Table("Loại", "Câu", "Chặn", "Đúng", title=name)
    for must, category in sorted({(must, category) for must, category, _ in count}, reverse=True):
        refused, passed = count[must, category, "refused"], count[must, category, "passed"]
        right = refused if must == "refused" else passed
        made.add_row(f"{category} ({must})", str(refused + passed), str(refused), percent(right, refused + passed))
    found, missed, alarms = (
        sum(number for (must, _, verdict), number in count.items() if (must, verdict) == pair)
        for pair in (("refused", "refused"), ("refused", "passed"), ("passed", "refused"))
    )
    made.add_section()
    made.add_row("độ chuẩn (precision)", str(found + alarms), str(found), _share(found, found + alarms))
    made.add_row("độ phủ (recall)", str(found + missed), str(found), _share(found, found + missed))
    return made


def _share(part: int, whole: int) -> str:
    return percent(part, whole) if whole else "không có câu nào"


if __name__ == "__main__":
    main()
