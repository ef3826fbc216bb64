"""Made-up sources, models, practices and activities; every summary says that the record is invented."""

import datetime as dt
import random
from bisect import insort
from collections.abc import Callable

from made_parts import RECORDED, Known, Parts, present, values_of
from neighbourhood import Neighbourhood
from nhanrong import dates
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.vocabulary import (
    Capital,
    Complement,
    Condition,
    Nature,
    Organisation,
    Origin,
    PracticeKind,
    Sector,
    SessionKind,
    Technique,
)
from nhanrong.vietnamese import capitalised, slug
from phrases import Phrases

MADE_UP = "bịa để đo tốc độ"


class Records(Parts):
    """Makes one record at a time, for the home that it last settled in; `index` tells those of a kind apart."""

    def __init__(self, chance: random.Random, phrases: Phrases, area: Neighbourhood) -> None:
        super().__init__(chance, phrases, area)
        self._titles = set[str]()
        self.provinces = {province: Known() for province in area.provinces}

    def settle(self) -> UnitRef:
        """Choose an old commune as the home of the next record."""
        self.home = self.chance.choice(self.area.communes)
        province = self.area.province(self.home)
        self.known = self.provinces[province]
        self.phrases.settle(province)
        return self.home

    def source(self, index: int) -> Source:
        """A source at an address that leads nowhere."""
        crop, _ = self.crop()
        title = self._title(lambda: self.phrases.say("headline", crop))
        name = _id(title, index)
        # The first ones are no press, so that there is something that a check can rest on.
        evidence = self.chance.choice("BCDEEE") if self.known.no_press else "C"
        values = {
            "id": name,
            "kind": self.chance.choice(("report", "press", "minutes", "logbook", "web", "interview")),
            "title": f"{capitalised(title)} ({MADE_UP})",
            "publisher": self.phrases.say("publisher"),
            "date": self.date(2013, 2026),
            "url": f"https://nguon.example/{self.chance.randrange(10**6)}/{slug(title)}",
            "evidence": evidence,
        }
        self.known.sources.append(name)
        if evidence != "E":
            self.known.no_press.append(name)
        return Source.model_validate(values)

    def model(self, index: int) -> Model:
        """A model farm."""
        chance, say, sentences = self.chance, self.phrases.say, self.phrases.sentences
        crop, kept = self.crop()
        year = chance.randint(2012, 2026)
        day = dt.date(year, 1, 1)
        parts = [f"phan-{number}" for number in range(1, chance.randint(2, 4))]
        name = self._title(lambda: f"{say('keeping' if kept else 'work')} {say('name', crop)}")
        values = {
            "id": _id(name, index),
            "name": capitalised(name),
            "other_names": self.maybe(0.3, lambda: [f"{crop} {say('aim', crop)}"]),
            "summary": f"{sentences('sentence', chance.randint(1, 3), crop)} Bản ghi {MADE_UP}.",
            "sector": self.term(Sector),
            "place": self.place(day),
            "sources": self.some(self.known.sources, 1, 3),
            "crops_animals": [crop],
            "techniques": self.some(values_of(Technique), 0, 2),
            "technique": self.phrases.account(crop),
            "organisation": self.some(values_of(Organisation), 1, 2),
            "capital_sources": self.some(values_of(Capital), 1, 2),
            "origin": self.term(Origin),
            "origin_communes": [str(self.area.on(self.home, day))],
            "started": str(year),
            "condition": self.term(Condition),
            "scale": [self.quantity() for _ in range(chance.randint(1, 4))],
            "conditions": self.maybe(0.7, lambda: sentences("condition", 2, crop)),
            "needs": [{"kind": self.term(Complement), "text": sentences("condition", 1, crop)}],
            "components": [{"id": name, "name": say("material"), "essential": chance.random() < 0.5} for name in parts],
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
            "recorded_on": RECORDED,
        }
        model = Model.model_validate(present(values))
        self.known.models.append(model.id)
        return model

    def practice(self, index: int) -> Practice:
        """A practice, of which some name models that use it."""
        chance, sentences = self.chance, self.phrases.sentences
        crop, _ = self.crop()
        year = chance.randint(2012, 2026)
        day = dt.date(year, 1, 1)
        name = self._title(lambda: f"{self.phrases.say('practice', crop)} cho {crop}")
        values = {
            "id": "cach-" + _id(name, index),
            "name": capitalised(name),
            "summary": f"{sentences('sentence', chance.randint(1, 2), crop)} Bản ghi {MADE_UP}.",
            "kind": self.term(PracticeKind),
            "place": self.place(day),
            "sources": self.some(self.known.sources, 1, 2),
            "sector": self.term(Sector),
            "crops_animals": [crop],
            "origin_communes": [str(self.area.on(self.home, day))],
            "year": str(year),
            "problem": self.phrases.account(crop),
            "conditions": self.maybe(0.7, lambda: sentences("condition", 1, crop)),
            "steps": self.steps(crop),
            "materials": [self.phrases.say("material") for _ in range(chance.randint(1, 4))],
            "money": [self.money() for _ in range(chance.randint(0, 2))],
            "result": self.maybe(0.7, lambda: sentences("sentence", 2, crop)),
            "figures": [self.quantity() for _ in range(chance.randint(0, 3))],
            "when_not": self.maybe(0.5, lambda: sentences("risk", 1, crop)),
            "cautions": [sentences("risk", 1, crop) for _ in range(chance.randint(0, 2))],
            "models": self.some(self.known.models, 0, 2),
            "evidence": chance.choice("BCDE"),
            "recorded_on": RECORDED,
        }
        return Practice.model_validate(present(values))

    def session(self, index: int) -> Session:
        """An activity, of which some name models that it taught."""
        chance, say = self.chance, self.phrases.say
        crop, _ = self.crop()
        people = chance.randint(20, 90)
        learning = ", ".join(say("learning", crop) for _ in range(chance.randint(2, 4)))
        title = self._title(lambda: say("class", crop))
        date = self.date(2013, 2026)
        values = {
            "id": _id(title, index),
            "title": capitalised(title),
            "summary": f"Học {learning}. {self.phrases.sentences('sentence', 2, crop)} Bản ghi {MADE_UP}.",
            "kind": self.term(SessionKind),
            "nature": chance.choice(("event", "event", "event", "aggregate", "plan")),
            "place": self.place(dates.parse(date).first),
            "sources": self.some(self.known.sources, 1, 1),
            "date": self.maybe(0.95, lambda: date),
            "sector": self.term(Sector),
            "crops_animals": [crop],
            "classes": chance.randint(1, 6),
            "people": people,
            "women": people // 3,
            "audience": say("audience", crop),
            "organisers": [say("organiser", crop)],
            "models": self.some(self.known.models, 0, 2),
            "evidence": chance.choice("BCDE"),
            "recorded_on": RECORDED,
        }
        session = Session.model_validate(present(values))
        if session.date and session.nature is not Nature.PLAN:
            insort(self.known.sessions, (session.date.last, session.id))
        return session

    def _title(self, made: Callable[[], str]) -> str:
        """A title that no record has yet."""
        title = made()
        while title in self._titles:
            title = made()
        self._titles.add(title)
        return title


def _id(name: str, index: int) -> str:
    """The first words of the name and a number."""
    return f"{slug(name)[:32].rpartition('-')[0] or slug(name)[:32]}-{index:05d}"
