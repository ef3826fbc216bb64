"""Write a made-up knowledge base of any size, to measure speed with: `python bench/corpus.py --records N --out DIR`.

The units are real: those of tỉnh Lâm Đồng, and of one more province around it for every 300 records, up to the whole
country. Everything else is invented, and every record says so. Of N records, 60 % are models, 25 % practices, the rest
activities; there are one source and, unless told otherwise, two ledger lines a record. The same numbers and seed give
the same bytes.
"""

import datetime as dt
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from adoption import Adoption, Spreading
from made_records import MADE_UP, Records
from neighbourhood import Neighbourhood, provinces_from
from nhanrong.canonical import to_yaml
from nhanrong.cli.vietnamese_help import command
from nhanrong.layout import DATA
from nhanrong.national import cut_provinces, names_of_provinces
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.units import UnitList
from nhanrong.starting import start
from nhanrong.vietnamese import number
from phrases import Phrases

PROVINCE = "68"
A_PROVINCE = 300
LEAST = 10


class CannotStartError(Exception):
    """The folder is not empty or cannot be written; the argument says why, in Vietnamese."""


@dataclass(frozen=True)
class Size:
    """How much was written; `yaml_bytes`, and what gzip makes of them, count every YAML file as one text."""

    files: int
    yaml_bytes: int
    gzip_bytes: int


def write(folder: Path, records: int, seed: int = 1, lines: int | None = None) -> Size:
    """A knowledge base of that many records (at least `LEAST`) and ledger lines in a folder that is empty or new."""
    provinces = provinces_from(PROVINCE)[: -(-records // A_PROVINCE)]
    lists = cut_provinces(provinces)
    _, problems = start(folder, lists, f"{names_of_provinces(provinces)} ({MADE_UP})", interpreter="python3")
    if problems:
        raise CannotStartError(" ".join(problem.message for problem in problems))
    data = folder / DATA
    size = _Size()
    for path in sorted(data.rglob("*.yml")):
        size.add(path.read_bytes())
    folders: set[Path] = set()
    for inside, text in _texts(random.Random(seed), lists, records, 2 * records if lines is None else lines):
        target = data / inside
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(text)
        size.add(text)
    return size.total()


class _Size:
    """Counts files and their bytes as they are written."""

    def __init__(self) -> None:
        self._gzip = zlib.compressobj(6, wbits=31)
        self._files = self._bytes = self._packed = 0

    def add(self, text: bytes) -> None:
        self._files += 1
        self._bytes += len(text)
        self._packed += len(self._gzip.compress(text))

    def total(self) -> Size:
        return Size(self._files, self._bytes, self._packed + len(self._gzip.flush()))


def _texts(chance: random.Random, lists: Sequence[UnitList], records: int, lines: int) -> Iterator[tuple[str, bytes]]:
    """Each file: its path inside the data folder and its text. A record is forgotten when it is written."""
    phrases, area = Phrases(chance), Neighbourhood(lists)
    make = Records(chance, phrases, area)
    models_count, practices_count = records * 60 // 100, records * 25 // 100
    for index in range(records):
        make.settle()
        source = make.source(index)
        yield f"sources/{source.id}.yml", to_yaml(source).encode()
    subjects: list[Spreading] = []
    for index in range(models_count):
        home = make.settle()
        model = make.model(index)
        subjects.append(Spreading(model.id, home, model.started, tuple(part.id for part in model.components)))
        yield f"models/{model.id}.yml", to_yaml(model).encode()
    for index in range(practices_count):
        home = make.settle()
        practice = make.practice(index)
        subjects.append(Spreading(practice.id, home, practice.year))
        yield f"practices/{practice.id}.yml", to_yaml(practice).encode()
    for index in range(records - models_count - practices_count):
        make.settle()
        session = make.session(index)
        year = session.date.last.year if session.date else "undated"
        yield f"sessions/{year}/{session.id}.yml", to_yaml(session).encode()

    ledgers: dict[UnitRef, list[tuple[dt.date, bytes]]] = defaultdict(list)
    for unit, values in Adoption(chance, phrases, area, make.provinces).lines(subjects, lines):
        line = Line.model_validate(values)
        ledgers[unit].append((line.recorded_on, _item(to_yaml(line)).encode()))
    for unit, told in ledgers.items():
        # As they were recorded; a correction stays behind what it corrects.
        yield f"replications/{unit}.yml", b"".join(text for _, text in sorted(told, key=lambda one: one[0]))


def _item(text: str) -> str:
    """A record as an item of a list."""
    return "- " + text.rstrip("\n").replace("\n", "\n  ") + "\n"


@command("Ghi một kho bịa để đo tốc độ: danh mục xã là thật, mọi bản ghi là bịa.")
@click.option("--records", metavar="SỐ", type=click.IntRange(min=LEAST), required=True, help="Số bản ghi.")
@click.option("--out", metavar="THƯ_MỤC", type=click.Path(path_type=Path), required=True, help="Mới hoặc trống.")
@click.option("--lines", metavar="SỐ", type=click.IntRange(min=0), help="Số lần ghi nhận (gấp đôi số bản ghi).")
@click.option("--seed", metavar="SỐ", type=int, default=1, help="Cùng số thì cùng kho (1).")
def main(records: int, out: Path, lines: int | None, seed: int) -> None:
    """Write it and say how large it is."""
    try:
        size = write(out, records, seed, lines)
    except CannotStartError as error:
        sys.exit(f"Lỗi: {error}.")
    megabytes, ratio = number(round(size.yaml_bytes / 1e6, 1)), number(round(size.yaml_bytes / size.gzip_bytes, 1))
    click.echo(f"{records} bản ghi bịa trong {out}: {size.files} tệp YAML, {megabytes} MB, gzip nén {ratio} lần.")


if __name__ == "__main__":
    main()
