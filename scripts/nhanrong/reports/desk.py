"""What all figures of one report draw from: the records, the ledger on the days that are asked for, the unit list."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nhanrong.finding import on_list
from nhanrong.knowledge import Knowledge, in_force
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.pieces import Place
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.reports.census import Spread, census, spread
from nhanrong.reports.items import Find, Items
from nhanrong.standing import Ledger
from nhanrong.vietnamese import slug

OUTSIDE = "ngoài địa bàn"
NOT_OF_THE_AREA = "nguồn không nói riêng địa bàn này"
_NAME_ENDS = re.compile("[(,]")


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know: these days, on this list, of one unit or of all, reckoned on `day`."""

    first: dt.date
    last: dt.date
    list_id: str
    day: dt.date
    unit: UnitRef | None = None


class Desk:
    """Everything that measures need, each thing computed once; `days` are those on which the ledger is asked."""

    def __init__(self, kb: Knowledge, asked: Asked, days: Iterable[dt.date] = ()) -> None:
        self.kb = kb
        self.asked = asked
        self._days = sorted(day for day in {asked.last, *days} if self.in_force(day))
        self._censuses: dict[dt.date, dict[str, Spread]] | None = None
        self._in_units: dict[dt.date, dict[UnitRef, list[Spread]]] = {}
        self._touching: dict[dt.date, dict[UnitRef, list[Spread]]] = {}
        self._related: dict[UnitRef, frozenset[UnitRef]] = {}
        self._names: dict[UnitRef, str] = {}
        self._schemes: dict[str, list[str]] = {}
        self._items: dict[Find, Items] = {}

    @property
    def list_id(self) -> str:
        """The unit list of the report."""
        return self.asked.list_id

    def in_force(self, day: dt.date) -> bool:
        """Whether the report's list was in force on a day; before that it has no lines to count."""
        head = self.kb.lists[self.list_id].record
        return in_force(head, day) or (head.valid_to is not None and day > head.valid_to)

    def census(self, day: dt.date) -> dict[str, Spread]:
        """What is known of every model and practice on a day of the report."""
        if self._censuses is None:
            self._censuses = census({one: Ledger(self.kb, one) for one in self._days}, self.list_id)
        if day not in self._censuses:
            self._censuses |= census({day: Ledger(self.kb, day)}, self.list_id)
        return self._censuses[day]

    def spread(self, subject: str, day: dt.date) -> Spread:
        """What is known of one of them, also where that is nothing."""
        known = self.census(day)
        if subject not in known:
            known[subject] = spread(Ledger(self.kb, day), subject, self.list_id)
        return known[subject]

    @cached_property
    def model_of(self) -> Mapping[str, Model]:
        """The models by their ids."""
        return {one.id: one for one in self.models}

    @cached_property
    def session_of(self) -> Mapping[str, Session]:
        """The activities by their ids."""
        return {one.id: one for one in self.sessions}

    def unit_name(self, ref: UnitRef) -> str:
        """The name of a unit with its type; the knowledge base keeps but a few of them at hand."""
        if ref not in self._names:
            self._names[ref] = self.kb.unit_name(ref)
        return self._names[ref]

    def in_unit(self, unit: UnitRef, day: dt.date) -> list[Spread]:
        """Those of which anything is known in a unit."""
        if day not in self._in_units:
            found: dict[UnitRef, list[Spread]] = defaultdict(list)
            for one in self.census(day).values():
                for ref in one.marks:
                    found[ref].append(one)
            self._in_units[day] = found
        return self._in_units[day].get(unit, [])

    def touching(self, unit: UnitRef, day: dt.date) -> list[Spread]:
        """The same, and those that have lines about what the unit was before, or became."""
        if day not in self._touching:
            found: dict[UnitRef, list[Spread]] = defaultdict(list)
            for one in self.census(day).values():
                for ref in {*one.marks}.union(*(self.related(ref) for _, ref, _ in one.elsewhere)):
                    found[ref].append(one)
            self._touching[day] = found
        return self._touching[day].get(unit, [])

    def related(self, ref: UnitRef) -> frozenset[UnitRef]:
        """The units of the report's list that a unit of another list went into or was made of."""
        if ref not in self._related:
            near = {*on_list(self.kb, ref, self.list_id)}
            while any(one.list > self.list_id for one in near):
                near = {part.ref for one in near for part in self.kb.parts.get(one, ()) if part.inside}
            self._related[ref] = frozenset(one for one in near if one.list == self.list_id)
        return self._related[ref]

    def schemes_of(self, subject: str) -> list[str]:
        """The schemes that contain a model, nearest first."""
        if subject not in self._schemes:
            self._schemes[subject] = self.kb.schemes_of(subject)
        return self._schemes[subject]

    def items(self, find: Find) -> Items:
        """The things that a flow counts, found once."""
        if find not in self._items:
            self._items[find] = Items(find(self))
        return self._items[find]

    @cached_property
    def models(self) -> Sequence[Model]:
        """All models by id."""
        return [entry.record for entry in self.kb.models.values()]

    @cached_property
    def practices(self) -> Sequence[Practice]:
        """All practices by id."""
        return [entry.record for entry in self.kb.practices.values()]

    @cached_property
    def sessions(self) -> Sequence[Session]:
        """All activities by id."""
        return [entry.record for entry in self.kb.sessions.values()]

    def placed(self, refs: Iterable[UnitRef]) -> tuple[UnitRef, ...]:
        """The units of the report's list where something lay that happened once: an old commune lies in its new one.

        One that was split, or is of a newer list, cannot be placed.
        """
        found: dict[UnitRef, None] = {}
        for ref in refs:
            here = on_list(self.kb, ref, self.list_id)
            if len(here) == 1 and here[0].list == self.list_id:
                found[here[0]] = None
        return tuple(found)

    @cached_property
    def _area_named(self) -> str:
        """The area as places name it, without what its name adds in brackets or after a comma; empty without one."""
        area = self.kb.area_entry
        return slug(_NAME_ENDS.split(area.record.name)[0]) if area else ""

    def not_ours(self, place: Place) -> str:
        """Why what happened at a place does not count for the area: it lies outside, or it names neither a commune nor
        the area, as what a source tells of a whole province; empty where it counts.
        """
        if place.outside:
            return OUTSIDE
        if place.units or f"-{self._area_named}-" in f"-{slug(place.text or '')}-" or not self._area_named:
            return ""
        return f"{NOT_OF_THE_AREA}: “{place.text}”"

    def home(self, model: Model | Practice) -> tuple[UnitRef, ...]:
        """Where a model is at home: where it began, else where it is done."""
        return self.placed(model.origin_communes or model.place.units)
