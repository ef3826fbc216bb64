"""What every page draws from: the knowledge base, its ledger on the day, coverages, and addresses."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from nhanrong.coverage import Coverage, UnitState, cover
from nhanrong.geometry import Point, Shape
from nhanrong.knowledge import Knowledge, Subject
from nhanrong.mapshape import Kind, MapShape, in_degrees, map_shape
from nhanrong.outlines import outlines
from nhanrong.problems import Place
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.session import Session
from nhanrong.standing import Ledger
from nhanrong.vietnamese import reading_order, slug, telex

DEMONSTRATION = "Dữ liệu trình diễn từ báo chí, phần lớn chỉ đọc được đoạn đầu; không phải số liệu của Hội"


class Publication:
    """One edition: the records as they stand on `day`. Everything computed here is computed once."""

    def __init__(self, kb: Knowledge, day: dt.date) -> None:
        self.kb = kb
        self.day = day
        self.ledger = Ledger(kb, day)
        self._coverages: dict[tuple[str, str], Coverage] = {}
        self._shapes: dict[str, MapShape] = {}
        self._degrees: dict[str, tuple[Kind, dict[UnitRef, Shape]]] = {}

    @property
    def notice(self) -> str:
        """What every page of a demonstration says, empty for a knowledge base of the union's own."""
        return DEMONSTRATION if self.kb.area.demonstration else ""

    def coverage(self, subject: str, list_id: str) -> Coverage:
        """The coverage of a subject on a list."""
        key = subject, list_id
        if key not in self._coverages:
            self._coverages[key] = cover(self.ledger, subject, list_id)
        return self._coverages[key]

    def states_in(self, ref: UnitRef) -> list[UnitState]:
        """Of every subject that has anything in a unit (a line, its origin, a line in an old part): its state there."""
        return self._states.get(ref, [])

    @cached_property
    def _states(self) -> Mapping[UnitRef, list[UnitState]]:
        found: dict[UnitRef, list[UnitState]] = defaultdict(list)
        for subject in filter(self.has_spread, self.kb.subjects):
            for list_id in self.lists:
                for state in self.coverage(subject, list_id).units:
                    if state.known:
                        found[state.ref].append(state)
        return found

    def ledger_on(self, day: dt.date) -> Ledger:
        """The ledger as it stood on another day."""
        if day not in self._ledgers:
            self._ledgers[day] = Ledger(self.kb, day)
        return self._ledgers[day]

    @cached_property
    def _ledgers(self) -> dict[dt.date, Ledger]:
        return {self.day: self.ledger}

    @cached_property
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
            held = {ref.list for ref in self.kb.subjects[subject].origin_communes}
        return max(held, default=self.newest_list)

    def has_spread(self, subject: str) -> bool:
        """Whether a map of the subject has anything to show."""
        return bool(self.ledger.units_with_lines(subject) or self.kb.subjects[subject].origin_communes)

    def shape(self, list_id: str) -> MapShape:
        """The drawing of a list: its outlines if they are given, else a schematic, else tiles."""
        if list_id not in self._shapes:
            self._shapes[list_id] = map_shape(self._points(list_id), self._outlines)
        return self._shapes[list_id]

    def degrees(self, list_id: str) -> tuple[Kind, dict[UnitRef, Shape]]:
        """The same shapes in longitude and latitude; tiles have none."""
        if list_id not in self._degrees:
            self._degrees[list_id] = in_degrees(self._points(list_id), self._outlines)
        return self._degrees[list_id]

    def _points(self, list_id: str) -> dict[UnitRef, Point | None]:
        points: dict[UnitRef, Point | None] = {}
        for ref in self.kb.units_of(list_id):
            unit = self.kb.units[ref]
            points[ref] = (unit.lon, unit.lat) if unit.lon is not None and unit.lat is not None else None
        return points

    @cached_property
    def _outlines(self) -> Mapping[UnitRef, Shape]:
        return {
            ref: shape
            for path, features in self.kb.records.outlines
            for ref, shape in outlines(features, Place(path))[0].items()
        }

    @cached_property
    def crops(self) -> Mapping[str, str]:
        """Crops and animals: address slug to name, in reading order."""
        names = {name for entry in self.kb.content for name in entry.record.crops_animals}
        return {crop_id(name): name for name in sorted(names, key=reading_order)}

    @cached_property
    def sessions_of(self) -> Mapping[str, list[Session]]:
        """The activities of each model or practice, newest first, undated ones last."""
        result: dict[str, list[Session]] = defaultdict(list)
        for session in self.sessions:
            for subject in (*session.models, *session.practices):
                result[subject].append(session)
        return result

    @cached_property
    def sessions(self) -> list[Session]:
        """All activities, newest first, undated ones last."""
        records = [entry.record for entry in self.kb.sessions.values()]
        return sorted(records, key=lambda s: (-(s.date.last.toordinal() if s.date else 0), s.id))

    @cached_property
    def groups_of(self) -> Mapping[str, list[Model]]:
        """The models that are part of each scheme."""
        result: dict[str, list[Model]] = defaultdict(list)
        for entry in self.kb.models.values():
            if entry.record.part_of:
                result[entry.record.part_of].append(entry.record)
        return result


def subject_address(subject: Subject) -> str:
    """Where a model or practice has its page."""
    return f"{'mo-hinh' if isinstance(subject, Model) else 'cach-lam-hay'}/{subject.id}/"


def session_address(session: Session) -> str:
    """Where an activity has its page."""
    return f"hoat-dong/{session.id}/"


def unit_address(ref: UnitRef) -> str:
    """Where a unit of a list has its page."""
    return f"xa/{ref.list}/{ref.code}/"


def crop_id(name: str) -> str:
    """The name of a crop or animal in addresses; one syllable keeps its marks, for bơ is not bò."""
    return slug(name) if " " in name.strip() else slug(telex(name))


def crop_address(name: str) -> str:
    """Where a crop or animal has its page."""
    return f"cay-con/{crop_id(name)}/"
