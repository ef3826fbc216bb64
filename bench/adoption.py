"""Made-up ledgers: how a model or practice spreads from its first communes, slowly, then fast, then to the last."""

import datetime as dt
import math
import random
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, NamedTuple

from made_parts import Known
from neighbourhood import Neighbourhood
from nhanrong.dates import PartialDate
from nhanrong.records.fields import UnitRef
from phrases import Phrases

# The corpus is told as of this day, whatever the clock says.
LAST_DAY = dt.date(2026, 11, 1)
_FIRST_YEAR = 2012
_LAST_YEAR = LAST_DAY.year + LAST_DAY.timetuple().tm_yday / 366
_CHECKED = 0.3
_CORRECTED = 0.02
_CONFIRMED_ANEW = 0.4  # by the new commune, of what was live in the old one
_LINES_A_COMMUNE = 2.1
# How a commune meets what is new: it may still be trying.
_OUTCOMES: tuple[tuple[str, ...], tuple[int, ...]] = ("applied", "unsuitable", "absent", ""), (84, 6, 5, 5)
# State → what may follow it (nothing is no news) and how often.
_THEN: Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "applied": (("", "sustained", "reduced", "paused", "stopped"), (50, 33, 6, 4, 7)),
    "sustained": (("", "sustained", "reduced", "stopped"), (60, 30, 5, 5)),
    "reduced": (("", "applied", "stopped"), (50, 20, 30)),
    "paused": (("", "applied", "stopped"), (30, 45, 25)),
}
_LIVE = ("applied", "sustained", "reduced")
_FORMS = ("cooperative", "cooperative_group", "professional_group", "farm", "club")
_REASONS = ("market", "input_price", "disease", "disaster", "capital", "labour", "support_ended", "replaced")


class Spreading(NamedTuple):
    """What the ledger is about, the old commune where it began, and when."""

    id: str
    home: UnitRef
    begun: PartialDate | None
    components: tuple[str, ...] = ()


@dataclass(frozen=True)
class Curve:
    """A logistic curve: a year of beginning, and a pace in years, four of which pass until half have adopted."""

    begun: float
    pace: float

    def share(self, year: float) -> float:
        """How much of the ceiling is reached in a year."""
        return 1 / (1 + math.exp(4 - (year - self.begun) / self.pace))

    def day(self, share: float) -> dt.date:
        """When that share is reached."""
        year = self.begun + self.pace * (4 + math.log(share / (1 - share)))
        return dt.date(int(year), 1, 1) + dt.timedelta(days=int(year % 1 * 365))


class Adoption:
    """Writes ledgers on the units of an old list and, from its end on, on those that followed."""

    def __init__(
        self, chance: random.Random, phrases: Phrases, area: Neighbourhood, provinces: Mapping[str, Known]
    ) -> None:
        self._chance = chance
        self._phrases = phrases
        self._area = area
        self._provinces = provinces

    def lines(self, subjects: Sequence[Spreading], total: int) -> Iterator[tuple[UnitRef, dict[str, Any]]]:
        """`total` lines with their units: few subjects have spread far, many hardly."""
        weights = [self._chance.paretovariate(1.1) for _ in subjects]
        left, weight_left = total, sum(weights)
        for subject, weight in zip(subjects, weights, strict=True):
            share = round(left * weight / weight_left) if subject is not subjects[-1] else left
            left, weight_left = left - share, weight_left - weight
            yield from islice(self._numbered(subject, share), share)

    def _numbered(self, subject: Spreading, share: int) -> Iterator[tuple[UnitRef, dict[str, Any]]]:
        """The lines with their ids, now and then one again, corrected."""
        numbers = count(1)
        for unit, line in self._told(subject, share):
            name = f"{unit.code}-{subject.id}-n{next(numbers)}"
            yield unit, {"id": name, **line}
            if self._chance.random() < _CORRECTED:
                again = {"id": f"{unit.code}-{subject.id}-n{next(numbers)}", "supersedes": name}
                yield unit, {**line, **again, "note": self._note(1)}

    def _told(self, subject: Spreading, share: int) -> Iterator[tuple[UnitRef, dict[str, Any]]]:
        """Lines without end, commune by commune as the subject spreads; with `share` of them it has reached today."""
        chance = self._chance
        begun = subject.begun.first.year if subject.begun else _FIRST_YEAR
        curve = Curve(begun, chance.uniform(0.4, 1.5))
        least, most = curve.share(begun), curve.share(_LAST_YEAR)
        expected = max(1, round(share / _LINES_A_COMMUNE))
        reached: list[UnitRef] = []
        for again in count():
            for commune in self._area.outward(subject.home, chance):
                done = len(reached)
                at = (done + chance.random()) / expected if done < expected else chance.random()
                adopted = min(curve.day(least + at * (most - least)), LAST_DAY)
                yield from self._history(subject, commune, self._steps(adopted, again=again > 0), reached)
                reached.append(commune)

    def _steps(self, adopted: dt.date, *, again: bool) -> list[tuple[str, dt.date]]:
        """The states of one commune with their days, oldest first."""
        chance = self._chance
        steps: list[tuple[str, dt.date]] = []
        state = "applied" if again else chance.choices(*_OUTCOMES)[0]
        if not again and state != "absent":
            day = adopted
            for before, odds in (("trial", 0.35 if state else 1), ("registered", 0.15)):
                if chance.random() < odds:
                    day -= dt.timedelta(days=chance.randint(60, 400))
                    steps.insert(0, (before, day))
        if state:
            steps.append((state, adopted))
        day, then = adopted, state
        while then in _THEN and (then := chance.choices(*_THEN[then])[0]):
            day += dt.timedelta(days=chance.randint(120, 700))
            if day > LAST_DAY:
                break
            steps.append((then, day))
        state, day = steps[-1]
        if state in _LIVE and day < self._area.new_from and chance.random() < _CONFIRMED_ANEW:
            later = self._area.new_from + dt.timedelta(days=chance.randrange((LAST_DAY - self._area.new_from).days))
            steps.append(("reduced" if state == "reduced" else "sustained", later))
        return steps

    def _history(
        self,
        subject: Spreading,
        commune: UnitRef,
        steps: Sequence[tuple[str, dt.date]],
        reached: Sequence[UnitRef],
    ) -> Iterator[tuple[UnitRef, dict[str, Any]]]:
        """The lines of one commune, oldest first."""
        chance = self._chance
        known = self._provinces[self._area.province(commune)]
        link = self._link(known, steps[0][1], reached)
        households = chance.randint(1, 6)
        for state, day in steps:
            line = self._line(subject, state, day, known)
            if state not in {"absent", "registered"}:
                line["households"] = households
            if link and state != "absent":
                line["link"] = link
            yield self._area.on(commune, day), line
            households = max(1, households + chance.randint(-2, 12))

    def _line(self, subject: Spreading, state: str, day: dt.date, known: Known) -> dict[str, Any]:
        chance, phrases = self._chance, self._phrases
        checked = state == "absent" or chance.random() < _CHECKED
        line: dict[str, Any] = {
            "subject": subject.id,
            "state": state,
            "recorded_on": day + dt.timedelta(days=chance.randint(3, 20)),
            "evidence": chance.choice("BC" if checked else "DE"),
            "sources": [chance.choice(known.no_press if checked else known.sources)],
            "date": _dated(day, chance.choice(("%Y", "%Y-%m", "%Y-%m-%d"))),
        }
        if state not in {"absent", "registered"}:
            if chance.random() < 0.3:
                line["scale"] = phrases.say("material")
            if chance.random() < 0.2:
                line["organisation"] = {"form": chance.choice(_FORMS)}
            if chance.random() < 0.5:
                line["components"] = subject.components
        if checked:
            line["check"] = {
                "level": chance.randint(1, 4),
                "role": phrases.say("looker"),
                "day": day,
                "same_as_reporter": chance.random() < 0.3,
            }
        if state in {"reduced", "paused", "stopped", "unsuitable"}:
            line["reason"] = chance.choice(_REASONS)
            line["learnt"] = phrases.sentences("lesson", 1)
        line["note"] = self._note(chance.choice((0, 1, 1, 2, 2)))
        return line

    def _note(self, sentences: int) -> str:
        return f"{self._phrases.sentences('sentence', sentences)} Dòng bịa.".lstrip()

    def _link(self, known: Known, day: dt.date, reached: Sequence[UnitRef]) -> dict[str, str] | None:
        """Where the commune learnt it; the first one did not learn it from another."""
        chance = self._chance
        kind = chance.choice(("session", "visit", "commune", "unknown", None, None)) if reached else None
        if kind == "commune":
            return {"kind": kind, "ref": str(chance.choice(reached))}
        held = bisect_left(known.sessions, (day, ""))
        if kind in {"session", "visit"} and held:
            return {"kind": kind, "ref": known.sessions[chance.randrange(held)][1]}
        return {"kind": "unknown"} if kind else None


def _dated(day: dt.date, form: str) -> str:
    """The day, its month or its year; of late the year is not over, and tells too little."""
    return day.strftime(form if day.year < 2025 else "%Y-%m-%d" if form == "%Y" else form)
