"""Write a made-up knowledge base of any size, to measure speed with: `python bench/corpus.py --records N --out DIR`.

The units are those of a real province; everything else is invented, and every record says so. Of N records, 60 % are
models, 25 % practices, the rest activities; there are one source and two ledger lines a record. The same number and
seed give the same bytes.
"""

import datetime as dt
import gzip
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import click
from adoption import Adoption
from phrases import Phrases

from nhanrong.cli.vietnamese_help import command
from nhanrong.loading import DATA
from nhanrong.national import cut_province
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.records.vocabulary import (
    Capital,
    Complement,
    Condition,
    Organisation,
    Origin,
    PracticeKind,
    Sector,
    SessionKind,
    Technique,
)
from nhanrong.starting import start
from nhanrong.vietnamese import capitalised, slug
from nhanrong.yamlwriting import to_yaml

PROVINCE = "68"
MADE_UP = "bịa để đo tốc độ"
_RECORDED = dt.date(2026, 11, 1)
_Some = TypeVar("_Some")


class CannotStart(Exception):
    """The folder is not empty or cannot be written; the argument says why, in Vietnamese."""


@dataclass(frozen=True)
class Size:
    """How much was written; `yaml_bytes` and what gzip makes of them count every YAML file as one text."""

    files: int
    yaml_bytes: int
    gzip_bytes: int


def write(folder: Path, records: int, seed: int = 1) -> Size:
    """A knowledge base of that many records (at least 10) in a folder that is empty or new."""
    lists = cut_province(PROVINCE)
    _, problems = start(folder, lists, f"tỉnh Lâm Đồng ({MADE_UP})", interpreter="python3")
    if problems:
        raise CannotStart(" ".join(problem.message for problem in problems))
    texts = _Maker(random.Random(seed), lists).texts(records)
    for path, text in texts.items():
        target = folder / DATA / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    whole = [path.read_bytes() for path in sorted((folder / DATA).rglob("*.yml"))]
    data = b"".join(whole)
    return Size(len(whole), len(data), len(gzip.compress(data, compresslevel=6, mtime=0)))


class _Maker:
    """Makes records, drawing every choice from one generator."""

    def __init__(self, chance: random.Random, lists: Sequence[UnitList]) -> None:
        self.chance = chance
        self.lists = lists
        self.units = [UnitRef(lists[0].id, unit.code) for unit in lists[0].units]
        self.phrases = Phrases(chance, [f"{unit.type.label} {unit.name}" for unit in (*lists[0].units, *lists[1].units)])
        self.sources: list[str] = []

    def texts(self, records: int) -> Mapping[str, str]:
        """Path inside the data folder → text of the file."""
        models_count, practices_count = records * 60 // 100, records * 25 // 100
        sources = [self.source(index) for index in range(records)]
        self.sources = [source.id for source in sources]
        models = [self.model(index) for index in range(models_count)]
        practices = [self.practice(index, models) for index in range(practices_count)]
        sessions = [self.session(index, models) for index in range(records - models_count - practices_count)]
        ledgers = Adoption(self.chance, self.phrases, self.lists, self.sources).ledgers(
            [*models, *practices], sessions, 2 * records
        )
        texts = {f"sources/{source.id}.yml": to_yaml(source) for source in sources}
        texts |= {f"models/{model.id}.yml": to_yaml(model) for model in models}
        texts |= {f"practices/{practice.id}.yml": to_yaml(practice) for practice in practices}
        for session in sessions:
            texts[f"sessions/{session.date.last.year if session.date else 'undated'}/{session.id}.yml"] = to_yaml(session)
        for unit, lines in ledgers.items():
            texts[f"replications/{unit}.yml"] = "".join(_item(to_yaml(Line.model_validate(line))) for line in lines)
        return texts

    def source(self, index: int) -> Source:
        crop = self.crop()[0]
        values = {
            "id": f"nguon-{index:05d}",
            "kind": self.chance.choice(("report", "press", "minutes", "logbook", "web", "interview")),
            "title": f"{capitalised(self.phrases.say('headline', crop))} ({MADE_UP})",
            "publisher": self.phrases.say("publisher"),
            "date": self.date(2013, 2026),
            "url": f"https://nguon.example/{self.chance.randrange(10**6)}/{slug(crop)}",
            "evidence": self.chance.choice("BCDEEE"),
        }
        return Source.model_validate(values)

    def model(self, index: int) -> Model:
        chance, say, sentences = self.chance, self.phrases.say, self.phrases.sentences
        crop, kept = self.crop()
        home = chance.choice(self.units)
        components = [f"phan-{number}" for number in range(1, chance.randint(2, 4))]
        values = {
            "id": f"{slug(crop)}-{index:05d}",
            "name": capitalised(f"{say('keeping' if kept else 'work')} {crop} {say('aim', crop)}"),
            "other_names": self.maybe(0.3, lambda: [f"{crop} {say('aim', crop)}"]),
            "summary": f"{sentences('sentence', chance.randint(1, 3), crop)} Bản ghi {MADE_UP}.",
            "sector": self.term(Sector),
            "place": self.place(home),
            "sources": self.some(self.sources, 1, 3),
            "crops_animals": [crop],
            "techniques": self.some(_values(Technique), 0, 2),
            "technique": self.phrases.account(crop),
            "organisation": self.some(_values(Organisation), 1, 2),
            "capital_sources": self.some(_values(Capital), 1, 2),
            "origin": self.term(Origin),
            "origin_communes": [str(home)],
            "started": str(chance.randint(2012, 2022)),
            "condition": self.term(Condition),
            "scale": [self.quantity() for _ in range(chance.randint(1, 4))],
            "conditions": self.maybe(0.7, lambda: sentences("condition", 2, crop)),
            "needs": [{"kind": self.term(Complement), "text": sentences("condition", 1, crop)}],
            "components": [{"id": name, "name": say("material"), "essential": chance.random() < 0.5} for name in components],
            "steps": self.steps(crop),
            "calendar": [self.season(crop) for _ in range(chance.randint(0, 3))],
            "money": [self.money() for _ in range(chance.randint(0, 3))],
            "accounts": self.maybe(0.3, lambda: self.accounts(crop)),
            "first_income": self.maybe(0.6, lambda: f"{chance.randint(2, 48)} tháng, {say('because')}"),
            "seed_source": self.maybe(0.6, lambda: sentences("seed", 1, crop)),
            "market": self.maybe(0.7, lambda: sentences("market", 1, crop)),
            "risks": [sentences("risk", 1, crop) for _ in range(chance.randint(0, 3))],
            "setbacks": [sentences("sentence", 1, crop) for _ in range(chance.randint(0, 1))],
            "lessons": self.maybe(0.5, lambda: sentences("lesson", chance.randint(1, 2), crop)),
            "reviewed": self.maybe(0.3, lambda: self.review(crop)),
            "recorded_on": _RECORDED,
        }
        return Model.model_validate(_without_nothing(values))

    def practice(self, index: int, models: Sequence[Model]) -> Practice:
        chance, sentences = self.chance, self.phrases.sentences
        crop, _ = self.crop()
        home = chance.choice(self.units)
        values = {
            "id": f"cach-{slug(crop)}-{index:05d}",
            "name": capitalised(f"{self.phrases.say('practice', crop)} cho {crop}"),
            "summary": f"{sentences('sentence', chance.randint(1, 2), crop)} Bản ghi {MADE_UP}.",
            "kind": self.term(PracticeKind),
            "place": self.place(home),
            "sources": self.some(self.sources, 1, 2),
            "sector": self.term(Sector),
            "crops_animals": [crop],
            "origin_communes": [str(home)],
            "year": str(chance.randint(2012, 2022)),
            "problem": self.phrases.account(crop),
            "conditions": self.maybe(0.7, lambda: sentences("condition", 1, crop)),
            "steps": self.steps(crop),
            "materials": [self.phrases.say("material") for _ in range(chance.randint(1, 4))],
            "money": [self.money() for _ in range(chance.randint(0, 2))],
            "result": self.maybe(0.7, lambda: sentences("sentence", 2, crop)),
            "figures": [self.quantity() for _ in range(chance.randint(0, 3))],
            "when_not": self.maybe(0.5, lambda: sentences("risk", 1, crop)),
            "cautions": [sentences("risk", 1, crop) for _ in range(chance.randint(0, 2))],
            "models": self.some([model.id for model in models], 0, 2),
            "evidence": chance.choice("BCDE"),
            "recorded_on": _RECORDED,
        }
        return Practice.model_validate(_without_nothing(values))

    def session(self, index: int, models: Sequence[Model]) -> Session:
        chance, say = self.chance, self.phrases.say
        crop, _ = self.crop()
        people = chance.randint(20, 90)
        learning = ", ".join(say("learning", crop) for _ in range(chance.randint(2, 4)))
        values = {
            "id": f"buoi-{slug(crop)}-{index:05d}",
            "title": capitalised(say("learning", crop)),
            "summary": f"Học {learning}. {self.phrases.sentences('sentence', 2, crop)} Bản ghi {MADE_UP}.",
            "kind": self.term(SessionKind),
            "nature": chance.choice(("event", "event", "event", "aggregate", "plan")),
            "place": self.place(chance.choice(self.units)),
            "sources": self.some(self.sources, 1, 1),
            "date": self.maybe(0.95, lambda: self.date(2013, 2026)),
            "sector": self.term(Sector),
            "crops_animals": [crop],
            "classes": chance.randint(1, 6),
            "people": people,
            "women": people // 3,
            "audience": say("audience", crop),
            "organisers": [say("organiser", crop)],
            "models": self.some([model.id for model in models], 0, 2),
            "evidence": chance.choice("BCDE"),
            "recorded_on": _RECORDED,
        }
        return Session.model_validate(_without_nothing(values))

    def crop(self) -> tuple[str, bool]:
        """A crop or animal, and whether it is an animal."""
        kept = self.chance.random() < 0.35
        return self.chance.choice(self.phrases.all("animals" if kept else "crops")), kept

    def place(self, home: UnitRef) -> dict[str, Any]:
        return {"units": [str(home)]} if self.chance.random() < 0.9 else {"text": "không nêu"}

    def steps(self, crop: str) -> list[dict[str, Any]]:
        when, materials = (lambda: self.phrases.say("when")), (lambda: self.phrases.say("material"))
        return [
            _without_nothing({"text": self.phrases.sentences("step", self.chance.randint(1, 2), crop), "when": self.maybe(0.4, when), "materials": self.maybe(0.3, materials)})
            for _ in range(self.chance.randint(3, 7))
        ]

    def season(self, crop: str) -> dict[str, Any]:
        first = self.chance.randint(1, 11)
        return {"months": [first, first + 1], "text": self.phrases.sentences("step", 1, crop)}

    def quantity(self) -> dict[str, Any]:
        return {
            "what": self.phrases.say("count"),
            "value": self.chance.choice((self.chance.randint(2, 900), self.chance.randint(11, 400) / 10)),
            "unit": self.phrases.say("unit"),
            "date": self.date(2015, 2026),
            "evidence": self.chance.choice("BCDE"),
            "sources": self.some(self.sources, 1, 1),
        }

    def money(self) -> dict[str, Any]:
        return {
            "kind": self.chance.choice(("investment", "cost", "revenue", "profit")),
            "amount": self.amount(2, 900),
            "unit": self.phrases.say("money_unit"),
            "price_date": str(self.chance.randint(2015, 2026)),
            "payer": self.term(Capital),
            "evidence": self.chance.choice("BDE"),
            "sources": self.some(self.sources, 1, 1),
        }

    def accounts(self, crop: str) -> dict[str, Any]:
        say, count = self.phrases.say, self.chance.randint
        ground = {"price_date": str(count(2018, 2026)), "evidence": "B", "sources": self.some(self.sources, 1, 1)}
        costs = [
            {"item": say("cost"), "quantity": count(1, 400), "unit": say("luong"), "unit_price": self.amount(1, 9), "payer": "own"}
            for _ in range(count(2, 4))
        ]
        income = {"product": capitalised(crop), "quantity": count(5, 90), "unit": "tạ", "unit_price": self.amount(1, 30)}
        return {
            "basis": f"1 {say('donvi')} trong một năm",
            "yearly_costs": [cost | ground for cost in costs],
            "family_labour": {"days": count(10, 200), "day_wage": 250000, **ground},
            "income": [income | ground],
        }

    def review(self, crop: str) -> dict[str, Any]:
        return {"role": self.phrases.say("looker"), "day": _RECORDED, "conclusion": self.phrases.sentences("lesson", 1, crop)}

    def amount(self, least: int, most: int) -> int:
        """Đồng, in steps of a hundred thousand; the limits are in millions."""
        return self.chance.randint(10 * least, 10 * most) * 100_000

    def date(self, first: int, last: int) -> str:
        year, month, day = self.chance.randint(first, last), self.chance.randint(1, 10), self.chance.randint(1, 28)
        return self.chance.choice((f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}"))

    def term(self, kind: type[StrEnum]) -> str:
        return self.chance.choice(_values(kind))

    def some(self, among: Sequence[_Some], least: int, most: int) -> list[_Some]:
        return self.chance.sample(among, min(len(among), self.chance.randint(least, most)))

    def maybe(self, odds: float, made: Callable[[], _Some]) -> _Some | None:
        return made() if self.chance.random() < odds else None


def _values(kind: type[StrEnum]) -> list[str]:
    return [term.value for term in kind]


def _without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _item(text: str) -> str:
    """A record as an item of a list."""
    return "- " + text.rstrip("\n").replace("\n", "\n  ") + "\n"


@command("Ghi một kho bịa để đo tốc độ: danh mục xã là thật, mọi bản ghi là bịa.")
@click.option("--records", metavar="SỐ", type=click.IntRange(min=10), required=True, help="Số bản ghi.")
@click.option("--out", metavar="THƯ_MỤC", type=click.Path(path_type=Path), required=True, help="Thư mục mới hoặc trống.")
@click.option("--seed", metavar="SỐ", type=int, default=1, show_default=True, help="Số gieo; cùng số thì cùng kho.")
def main(records: int, out: Path, seed: int) -> None:
    """Write it and say how large it is."""
    try:
        size = write(out, records, seed)
    except CannotStart as error:
        raise click.ClickException(str(error)) from None
    ratio = f"{size.yaml_bytes / size.gzip_bytes:.1f}".replace(".", ",")
    click.echo(f"{records} bản ghi bịa trong {out}: {size.files} tệp YAML, {size.yaml_bytes / 1e6:.1f} MB, gzip {ratio} lần.")


if __name__ == "__main__":
    main()
