"""Made-up parts of records: numbers, money, steps, accounts, each in the shape of its record type."""

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from neighbourhood import Neighbourhood
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Capital
from nhanrong.vietnamese import capitalised
from phrases import Phrases

RECORDED = dt.date(2026, 11, 1)
_Some = TypeVar("_Some")


@dataclass
class Known:
    """Ids of a province that its later records and ledger lines may name; the activities in the order of their days."""

    sources: list[str] = field(default_factory=list)
    no_press: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    sessions: list[tuple[dt.date, str]] = field(default_factory=list)


class Parts:
    """Draws every choice from one generator; `home` is an old commune, `known` is what its province has."""

    home: UnitRef
    known: Known

    def __init__(self, chance: random.Random, phrases: Phrases, area: Neighbourhood) -> None:
        self.chance = chance
        self.phrases = phrases
        self.area = area

    def crop(self) -> tuple[str, bool]:
        """A crop or animal, mostly a common one, and whether it is an animal."""
        kept = self.chance.random() < 0.35
        return self.phrases.common("animals" if kept else "crops"), kept

    def place(self, day: dt.date) -> dict[str, Any]:
        """Home or a commune near it as they were that day, or the words for a source that does not say."""
        if self.chance.random() > 0.9:
            return {"text": "không nêu"}
        where = [self.home] if self.chance.random() < 0.8 else [self.area.somewhere(self.home, self.chance)]
        if self.chance.random() < 0.1:
            where.append(self.area.somewhere(self.home, self.chance))
        return {"units": list(dict.fromkeys(str(self.area.on(ref, day)) for ref in where))}

    def steps(self, crop: str) -> list[dict[str, Any]]:
        """Three to seven steps."""
        return [self.step(crop) for _ in range(self.chance.randint(3, 7))]

    def step(self, crop: str) -> dict[str, Any]:
        """One step, sometimes with its time and materials."""
        values = {
            "text": self.phrases.sentences("step", self.chance.randint(1, 2), crop),
            "when": self.maybe(0.4, lambda: self.phrases.say("when")),
            "materials": self.maybe(0.3, lambda: self.phrases.say("material")),
        }
        return present(values)

    def season(self, crop: str) -> dict[str, Any]:
        """The work of two months."""
        first = self.chance.randint(1, 11)
        return {"months": [first, first + 1], "text": self.phrases.sentences("step", 1, crop)}

    def quantity(self) -> dict[str, Any]:
        """A number with its unit, date and source."""
        values = {
            "what": self.phrases.say("count"),
            "value": self.chance.choice((self.chance.randint(2, 900), self.chance.randint(11, 400) / 10)),
            "unit": self.phrases.say("unit"),
            "text": self.maybe(0.5, lambda: self.phrases.sentences("sentence", 1)),
            "date": self.date(2015, 2026),
            "evidence": self.chance.choice("BCDE"),
            "sources": self.some(self.known.sources, 1, 1),
        }
        return present(values)

    def money(self) -> dict[str, Any]:
        """An amount that a source gives."""
        values = {
            "kind": self.chance.choice(("investment", "cost", "revenue", "profit")),
            "amount": self.amount(2, 900),
            "unit": self.phrases.say("money_unit"),
            "price_date": str(self.chance.randint(2015, 2026)),
            "payer": self.term(Capital),
            "text": self.maybe(0.5, lambda: self.phrases.sentences("sentence", 1)),
            "evidence": self.chance.choice("BDE"),
            "sources": self.some(self.known.sources, 1, 1),
        }
        return present(values)

    def accounts(self, crop: str) -> dict[str, Any]:
        """Costs, family labour and income on one basis."""
        say, count = self.phrases.say, self.chance.randint
        ground = {"price_date": str(count(2018, 2026)), "evidence": "B", "sources": self.some(self.known.sources, 1, 1)}
        costs = [{"item": say("cost"), "payer": "own", **self.priced(9), **ground} for _ in range(count(2, 4))]
        return {
            "basis": f"1 {say('donvi')} trong một năm",
            "yearly_costs": costs,
            "family_labour": {"days": count(10, 200), "day_wage": 250000, **ground},
            "income": [{"product": capitalised(crop), **self.priced(30), **ground}],
        }

    def priced(self, most: int) -> dict[str, Any]:
        """A quantity at up to `most` million đồng."""
        quantity = self.chance.randint(1, 400)
        return {"quantity": quantity, "unit": self.phrases.say("luong"), "unit_price": self.amount(1, most)}

    def review(self, crop: str) -> dict[str, Any]:
        """What a technician concluded."""
        conclusion = self.phrases.sentences("lesson", 1, crop)
        return {"role": self.phrases.say("looker"), "day": RECORDED, "conclusion": conclusion}

    def amount(self, least: int, most: int) -> int:
        """Đồng, in steps of a hundred thousand; the limits are in millions."""
        return self.chance.randint(10 * least, 10 * most) * 100_000

    def date(self, first: int, last: int) -> str:
        """A day, a month or a year from the first year to the last."""
        year, month, day = self.chance.randint(first, last), self.chance.randint(1, 10), self.chance.randint(1, 28)
        return self.chance.choice((f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}"))

    def term(self, kind: type[StrEnum]) -> str:
        """A word of a closed list."""
        return self.chance.choice(values_of(kind))

    def some(self, among: Sequence[_Some], least: int, most: int) -> list[_Some]:
        """From `least` to `most` of these, none twice."""
        return self.chance.sample(among, min(len(among), self.chance.randint(least, most)))

    def maybe(self, odds: float, made: Callable[[], _Some]) -> _Some | None:
        """What `made` gives, or None when the odds are against it."""
        return made() if self.chance.random() < odds else None


@cache
def values_of(kind: type[StrEnum]) -> Sequence[str]:
    """The words of a closed list as files have them."""
    return [term.value for term in kind]


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those that are absent."""
    return {key: value for key, value in values.items() if value is not None}
