"""What every page draws from: the knowledge base, its ledger on the day, how far each subject has spread."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from nhanrong.addresses import crop_id, record_address
from nhanrong.atlas import Atlas
from nhanrong.coverage import Coverage, Reached, cover, reached
from nhanrong.facts import Fact
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.sheets import Sheet
from nhanrong.standing import Ledger, Mark
from nhanrong.tracking import ALL, ANY, Memo, note
from nhanrong.vietnamese import reading_order

DEMONSTRATION = "Dữ liệu trình diễn từ báo chí, phần lớn chỉ đọc được đoạn đầu; không phải số liệu của Hội"


@dataclass(frozen=True)
class Reach:
    """How far a subject has spread: on its main list, in each unit of every list, and when anything was last said.

    `came_in` is the last day on which it or a line of it was recorded and the last day that these tell of, if any.
    """

    reported: int
    with_origin: int
    units: int
    spread: bool
    model: bool
    came_in: tuple[str, str] | None
    states: tuple[tuple[str, str, bool], ...]  # unit, mark, whether it is an origin
    sheets: tuple[str, ...]
    verified: int

    def facts(self, subject: str) -> tuple[Fact, ...]:
        """What others ask of it."""
        return (
            ("reach", subject, (self.reported, self.with_origin, self.units, self.spread, self.came_in)),
            *(("states in", ref, (subject, mark, origin)) for ref, mark, origin in self.states),
            *((("verified", subject, (self.verified,)),) if self.verified else ()),
            *(("on sheet", sheet, (subject,)) for sheet in self.sheets),
            *(
                (("models recorded", self.came_in[0], (self.came_in[1], subject)),)
                if self.came_in and self.model
                else ()
            ),
        )


class Publication:
    """One edition: the records as they stand on `day`. Everything computed here is computed once.

    `made` gives results that an earlier build has kept, by kind and name, or None.
    """

    def __init__(
        self, kb: Knowledge, day: dt.date, made: Callable[[str, str], Any] = lambda _kind, _name: None
    ) -> None:
        self.kb = kb
        self.made = made
        self.ledger = Ledger(kb, day)
        self.atlas = Atlas(kb)
        self._coverages: Memo[tuple[str, str], Coverage] = Memo(lambda key: cover(self.ledger, *key))
        self._reached_on: Memo[tuple[str, str], Reached] = Memo(lambda key: reached(self.ledger, *key))
        self._ledgers: Memo[dt.date, Ledger] = Memo(lambda day: Ledger(kb, day))
        self._groups = Memo(self._groups_of)
        self._filled = False
        self._abroad: dict[str, Publication] = {}

    def abroad(self, language: str) -> "Publication":
        """The same edition for pages in a second language: no card that was drawn in Vietnamese fits them."""
        if language not in self._abroad:
            other = copy(self)
            other.made = lambda kind, name: None if kind == "cards" else self.made(kind, name)
            self._abroad[language] = other
        return self._abroad[language]

    @property
    def day(self) -> dt.date:
        """The day of the edition."""
        return self.ledger.day

    @property
    def notice(self) -> str:
        """What every page of a demonstration says, empty for a knowledge base of the union's own."""
        return DEMONSTRATION if self.kb.area.demonstration else ""

    def coverage(self, subject: str, list_id: str) -> Coverage:
        """The coverage of a subject on a list."""
        return self._coverages((subject, list_id))

    def reached(self, subject: str, list_id: str) -> Reached:
        """Of that coverage what lists and maps ask."""
        return self._reached_on((subject, list_id))

    def ledger_on(self, day: dt.date) -> Ledger:
        """The ledger as it stood on another day."""
        return self.ledger if day == self.day else self._ledgers(day)

    @property
    def lists(self) -> list[str]:
        """The unit lists, newest first."""
        return sorted(self.kb.lists, reverse=True)

    @property
    def newest_list(self) -> str:
        """The newest list in force on the day, else the newest of all."""
        return self.kb.list_in_force(self.day) or self.lists[0]

    def main_list(self, subject: str) -> str:
        """The newest list that holds lines of the subject; without lines, that of its place of origin."""
        held = {unit.list for unit in self.ledger.units_with_lines(subject)}
        if not held:
            held = {ref.list for ref in self.kb.head(subject).origin_communes}
        return max(held) if held else self.newest_list

    def has_spread(self, subject: str) -> bool:
        """Whether a map of the subject has anything to show."""
        return bool(self.ledger.units_with_lines(subject) or self.kb.head(subject).origin_communes)

    # How far the subjects have spread ---------------------------------------------------------------

    def measured(self, subject: str) -> Reach:
        """How far a subject has spread, computed now."""
        main = self.main_list(subject)
        spread = self.has_spread(subject)
        found = {name: self.reached(subject, name) for name in (self.lists if spread else [main])}
        reported, with_origin, _ = found[main]
        states = [state for *_, known in found.values() for state in known]
        lines = self.kb.lines_by_subject[subject]
        own = self.kb.head(subject).recorded_on
        days = [entry.record.recorded_on for entry in lines] + ([own] if own else [])
        told = max((self.kb.moment(entry).last for entry in lines), default=max(days, default=None))
        return Reach(
            reported.numerator,
            with_origin.numerator,
            reported.denominator,
            spread,
            self.kb.head(subject).kind == "models",
            (max(days).isoformat(), told.isoformat()) if days and told else None,
            tuple((str(state.ref), state.mark.value, state.origin) for state in states),
            tuple(sorted({self.atlas.sheet_of(state.ref).path for state in states})),
            sum(state.mark is Mark.VERIFIED for state in found[main][2]),
        )

    def fill(self, facts: Sequence[tuple[Sequence[Fact], Sequence[Fact]]]) -> None:
        """The facts of all reaches stand in the index from now on; of each what it was before and what it is."""
        for before, after in facts:
            self.kb.index.replace(before, after)
        self._filled = True

    def _reached(self, group: str, name: str) -> Sequence[tuple[Any, ...]]:
        if not self._filled:
            self.fill([((), self.measured(subject).facts(subject)) for subject in self.kb.subjects])
        return self.kb.index.values(group, name)

    def reach(self, subject: str) -> tuple[int, int, int, bool, tuple[str, str] | None]:
        """Reported, with origins, of how many units; whether there is any spread; when it came in."""
        reported, with_origin, units, spread, came_in = self._reached("reach", subject)[0]
        return reported, with_origin, units, spread, came_in

    def reaches(self) -> Mapping[str, Sequence[Any]]:
        """The same of every subject."""
        self._reached("reach", ALL)
        note("reach", ANY)
        return {name: values[0] for name, values in self.kb.index.group("reach").items()}

    def verified(self) -> Mapping[str, int]:
        """In how many units of its main list each subject is verified; where in none it is not there."""
        self._reached("verified", ALL)
        return {name: values[0][0] for name, values in self.kb.index.everything("verified").items()}

    def states(self) -> Mapping[str, Sequence[tuple[Any, ...]]]:
        """For every unit that anything is known of, what :func:`states_in` gives, with the subjects."""
        self._reached("states in", ALL)
        return self.kb.index.everything("states in")

    def states_in(self, ref: UnitRef) -> list[tuple[Mark, bool]]:
        """Of every subject that has anything in a unit (a line, its origin, a line in an old part): its mark there.

        The second says whether it began there.
        """
        return [(Mark(mark), origin) for _, mark, origin in self._reached("states in", str(ref))]

    def known_units(self) -> Mapping[UnitRef, int]:
        """The units of which anything is known, and of how many subjects."""
        return {UnitRef(*name.split("/")): len(subjects) for name, subjects in self.states().items()}

    def subjects_on(self, sheet: Sheet) -> list[str]:
        """The subjects of which anything is known on a sheet."""
        return [subject for (subject,) in self._reached("on sheet", sheet.path)]

    def known_on(self, sheet: Sheet) -> list[UnitRef]:
        """The units of a sheet of which anything is known."""
        return [ref for ref in sheet.units if self._reached("states in", str(ref))]

    def recorded(self, kind: str) -> Sequence[str]:
        """The days on which models, practices or sessions came in, the last first."""
        self._reached("reach", ALL)
        return self.kb.index.names(f"{kind} recorded")[::-1]

    def recorded_on(self, kind: str, day: str) -> list[tuple[str, str]]:
        """What came in on a day: what day it tells of, and its id."""
        return [(told, name) for told, name in self._reached(f"{kind} recorded", day)]

    def came_in(self, kind: str, name: str) -> tuple[str, str] | None:
        """When a record came in and what day it tells of, if it says so."""
        if kind == "models":
            return self.reach(name)[4]
        found = self.kb.index.values(f"{kind} came in", name)
        return (found[0][0], found[0][1]) if found else None

    # Records by what they name ----------------------------------------------------------------------

    @property
    def crops(self) -> Mapping[str, str]:
        """Crops and animals: address slug to name, in reading order."""
        return {crop_id(name): name for name in sorted(self.kb.index.names("crops"), key=reading_order)}

    @property
    def session_ids(self) -> list[str]:
        """The ids of all activities, newest first, undated ones last."""
        days = self.kb.index.everything("session days")
        return sorted(days, key=lambda name: (days[name][0], name))

    def sessions_of(self, subject: str) -> list[str]:
        """The addresses of the activities of a model or practice, newest first, undated ones last."""
        return [record_address("sessions", name) for name in self.kb.ids("sessions of", subject)]

    def groups_of(self, scheme: str) -> tuple[Model, ...]:
        """The models that are part of a scheme."""
        return self._groups(scheme)

    def _groups_of(self, scheme: str) -> tuple[Model, ...]:
        return tuple(self.kb.models[name].record for name in self.kb.ids("groups", scheme))
