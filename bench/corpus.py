"""Write a made-up knowledge base of any size, to measure speed with: `python bench/corpus.py --records N --out DIR`.

The units are those of a real province; everything else is invented, and every record says so. Of N records, 60 % are
models, 25 % practices, the rest activities; there are one source and two ledger lines a record. The same number and
seed give the same bytes.
"""

import gzip
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from adoption import Adoption
from made_records import MADE_UP, Records
from nhanrong.cli.vietnamese_help import command
from nhanrong.layout import DATA
from nhanrong.national import cut_province
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.units import UnitList
from nhanrong.starting import start
from nhanrong.vietnamese import number
from nhanrong.yamlwriting import to_yaml
from phrases import Phrases

PROVINCE = "68"
LEAST = 10


class CannotStartError(Exception):
    """The folder is not empty or cannot be written; the argument says why, in Vietnamese."""


@dataclass(frozen=True)
class Size:
    """How much was written; `yaml_bytes`, and what gzip makes of them, count every YAML file as one text."""

    files: int
    yaml_bytes: int
    gzip_bytes: int


def write(folder: Path, records: int, seed: int = 1) -> Size:
    """A knowledge base of that many records (at least `LEAST`) in a folder that is empty or new."""
    lists = cut_province(PROVINCE)
    _, problems = start(folder, lists, f"tỉnh Lâm Đồng ({MADE_UP})", interpreter="python3")
    if problems:
        raise CannotStartError(" ".join(problem.message for problem in problems))
    for path, text in _texts(random.Random(seed), lists, records).items():
        target = folder / DATA / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    written = [path.read_bytes() for path in sorted((folder / DATA).rglob("*.yml"))]
    whole = b"".join(written)
    return Size(len(written), len(whole), len(gzip.compress(whole, compresslevel=6, mtime=0)))


def _texts(chance: random.Random, lists: tuple[UnitList, ...], records: int) -> Mapping[str, str]:
    """Path inside the data folder → text of the file."""
    phrases = Phrases(chance)
    make = Records(chance, phrases, [UnitRef(lists[0].id, unit.code) for unit in lists[0].units])
    models_count, practices_count = records * 60 // 100, records * 25 // 100
    sources = [make.source(index) for index in range(records)]
    make.sources = [source.id for source in sources]
    models = [make.model(index) for index in range(models_count)]
    practices = [make.practice(index, models) for index in range(practices_count)]
    sessions = [make.session(index, models) for index in range(records - models_count - practices_count)]
    adoption = Adoption(chance, phrases, lists, sources)
    ledgers = adoption.ledgers([*models, *practices], sessions, 2 * records)

    texts = {f"sources/{source.id}.yml": to_yaml(source) for source in sources}
    texts |= {f"models/{model.id}.yml": to_yaml(model) for model in models}
    texts |= {f"practices/{practice.id}.yml": to_yaml(practice) for practice in practices}
    for session in sessions:
        year = session.date.last.year if session.date else "undated"
        texts[f"sessions/{year}/{session.id}.yml"] = to_yaml(session)
    for unit, lines in ledgers.items():
        texts[f"replications/{unit}.yml"] = "".join(_item(to_yaml(Line.model_validate(line))) for line in lines)
    return texts


def _item(text: str) -> str:
    """A record as an item of a list."""
    return "- " + text.rstrip("\n").replace("\n", "\n  ") + "\n"


@command("Ghi một kho bịa để đo tốc độ: danh mục xã là thật, mọi bản ghi là bịa.")
@click.option("--records", metavar="SỐ", type=click.IntRange(min=LEAST), required=True, help="Số bản ghi.")
@click.option("--out", metavar="THƯ_MỤC", type=click.Path(path_type=Path), required=True, help="Mới hoặc trống.")
@click.option("--seed", metavar="SỐ", type=int, default=1, help="Cùng số thì cùng kho (1).")
def main(records: int, out: Path, seed: int) -> None:
    """Write it and say how large it is."""
    try:
        size = write(out, records, seed)
    except CannotStartError as error:
        sys.exit(f"Lỗi: {error}.")
    megabytes, ratio = number(round(size.yaml_bytes / 1e6, 1)), number(round(size.yaml_bytes / size.gzip_bytes, 1))
    click.echo(f"{records} bản ghi bịa trong {out}: {size.files} tệp YAML, {megabytes} MB, gzip nén {ratio} lần.")


if __name__ == "__main__":
    main()
