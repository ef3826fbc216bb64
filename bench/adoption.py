"""Made-up ledgers: how a model or practice spreads from its first communes, slowly, then fast, then to the last."""

import datetime as dt
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nhanrong.knowledge import Subject
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.records.vocabulary import Evidence
from phrases import Phrases

# The corpus is told as of this day, whatever the clock says.
LAST_DAY = dt.date(2026, 11, 1)
_CHECKED = 0.3
_CORRECTED = 0.02
_AFTERWARDS: tuple[tuple[list[str], int], ...] = (
    ([], 40),
    (["sustained"], 30),
    (["sustained", "sustained"], 10),
    (["reduced"], 8),
    (["stopped"], 8),
    (["paused", "applied"], 4),
)
_FORMS = ("cooperative", "cooperative_group", "professional_group")
_REASONS = ("market", "input_price", "disease", "disaster", "capital", "labour", "support_ended", "replaced")


class Adoption:
    """Writes ledgers on the units of an old list and, from its end on, on those that followed."""

    def __init__(
        self, chance: random.Random, phrases: Phrases, lists: Sequence[UnitList], sources: Sequence[Source]
    ) -> None:
        old, new = lists
        self._chance = chance
        self._phrases = phrases
        self._sources = [source.id for source in sources]
        self._minutes = [s.id for s in sources if s.evidence is not Evidence.PRESS] or self._sources
        self._old = [UnitRef(old.id, unit.code) for unit in old.units]
        self._new_from = dt.date.fromisoformat(new.id)
        followers: dict[str, list[str]] = defaultdict(list)
        for edge in new.edges:
            followers[edge.old].append(edge.new)
        self._follower = {ref: UnitRef(new.id, min(followers[ref.code])) for ref in self._old}

    def ledgers(
        self, subjects: Sequence[Subject], sessions: Sequence[Session], total: int
    ) -> Mapping[UnitRef, list[dict[str, Any]]]:
        """Unit → its lines, `total` in all: few subjects have spread far, many hardly."""
        weights = [self._chance.paretovariate(1.1) for _ in subjects]
        found: dict[UnitRef, list[dict[str, Any]]] = defaultdict(list)
        left, weight_left = total, sum(weights)
        for subject, weight in zip(subjects, weights, strict=True):
            share = round(left * weight / weight_left) if subject is not subjects[-1] else left
            left, weight_left = left - share, weight_left - weight
            count = 0
            while count < share:
                for unit, line in self._history(subject, sessions):
                    if count == share:
                        break
                    count += 1
                    found[unit].append({"id": f"{unit.code}-{subject.id}-{count}", **line})
                    if count < share and self._chance.random() < _CORRECTED:
                        count += 1
                        found[unit].append(self._correction(found[unit][-1], f"{unit.code}-{subject.id}-{count}"))
        return found

    def _history(self, subject: Subject, sessions: Sequence[Session]) -> Iterator[tuple[UnitRef, dict[str, Any]]]:
        """The lines of one commune, oldest first."""
        chance = self._chance
        old = self._commune(subject)
        begun = subject.started if isinstance(subject, Model) else subject.year
        share = chance.uniform(0.02, 0.98)
        years = (begun.first.year if begun else 2017) + 5 + 1.2 * math.log(share / (1 - share))
        day = dt.date(max(2012, int(years)), 1, 1) + dt.timedelta(days=chance.randrange(365))
        households = chance.randint(1, 6)
        link = self._link(sessions)
        for state in self._states():
            if day > LAST_DAY:
                return
            unit = self._follower[old] if day >= self._new_from else old
            line = self._line(subject, state, day, households)
            if link:
                line["link"] = link
            yield unit, line
            day += dt.timedelta(days=chance.randint(90, 700))
            households = max(1, households + chance.randint(-2, 12))

    def _states(self) -> list[str]:
        chance = self._chance
        if chance.random() < 0.05:
            return ["absent"]
        before = [state for state, odds in (("registered", 0.25), ("trial", 0.5)) if chance.random() < odds]
        if before and chance.random() < 0.12:
            return [*before, "unsuitable"]
        after: tuple[list[str], ...] = (
            [],
            ["sustained"],
            ["sustained", "sustained"],
            ["reduced"],
            ["stopped"],
            ["paused", "applied"],
        )
        return [*before, "applied", *chance.choices(after, (40, 30, 10, 8, 8, 4))[0]]

    def _afterwards(self) -> list[str]:
        weights = [weight for _, weight in _AFTERWARDS]
        return self._chance.choices(_AFTERWARDS, weights)[0][0]

    def _line(self, subject: Subject, state: str, day: dt.date, households: int) -> dict[str, Any]:
        chance, phrases = self._chance, self._phrases
        told = day + dt.timedelta(days=chance.randint(3, 20))
        checked = state == "absent" or chance.random() < _CHECKED
        line: dict[str, Any] = {
            "subject": subject.id,
            "state": state,
            "recorded_on": told,
            "evidence": chance.choice("BC" if checked else "DE"),
            "sources": [chance.choice(self._minutes if checked else self._sources)],
            "date": chance.choice((str(day.year), f"{day:%Y-%m}", day.isoformat())),
        }
        if state not in {"absent", "registered"}:
            line["households"] = households
            if chance.random() < 0.3:
                line["scale"] = phrases.say("material")
            if chance.random() < 0.2:
                line["organisation"] = {"form": chance.choice(_FORMS)}
            if isinstance(subject, Model) and chance.random() < 0.5:
                line["components"] = [component.id for component in subject.components]
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
        if chance.random() < 0.5:
            line["note"] = phrases.sentences("sentence", 1)
        return line

    def _correction(self, line: dict[str, Any], name: str) -> dict[str, Any]:
        return {**line, "id": name, "supersedes": line["id"], "note": self._phrases.sentences("sentence", 1)}

    def _commune(self, subject: Subject) -> UnitRef:
        """Mostly near the place of origin: neighbouring codes are mostly neighbouring communes."""
        chance = self._chance
        home = subject.origin_communes[0] if subject.origin_communes else chance.choice(self._old)
        return self._old[round(chance.gauss(self._old.index(home), 25)) % len(self._old)]

    def _link(self, sessions: Sequence[Session]) -> dict[str, str] | None:
        kind = self._chance.choice(("session", "visit", "commune", "unknown", None, None))
        if kind == "commune":
            return {"kind": kind, "ref": str(self._chance.choice(self._old))}
        if kind in {"session", "visit"} and sessions:
            return {"kind": kind, "ref": self._chance.choice(sessions).id}
        return {"kind": "unknown"} if kind else None
