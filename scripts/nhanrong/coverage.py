"""In how many units a subject lives: computed from the ledger, never typed.

Every figure is a :class:`Share`: its numerator, its denominator and the units behind it. A unit without
lines of its own takes from the units it was made of only what the rule `carry_over` allows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nhanrong.knowledge import Knowledge
from nhanrong.records.area import Target
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Denominator, Reading
from nhanrong.standing import Ledger, Mark, Standing

Facts = Callable[[Standing], bool]

_FACTS: Mapping[str, Facts] = {
    "reported": lambda s: s.reported,
    "linked": lambda s: s.linked,
    "current": lambda s: s.current,
    "unknown_now": lambda s: s.unknown_now,
    "verified": lambda s: s.verified,
    "checked": lambda s: s.checked,
}


@dataclass(frozen=True)
class Share:
    """`numerator` of `denominator` units; `units` are those of the numerator."""

    numerator: int
    denominator: int
    units: tuple[UnitRef, ...]

    def exceeds(self, percent: int) -> bool:
        """Strictly more than a percentage, in integers: 2 of 5 is not more than 40 %."""
        return self.numerator * 100 > percent * self.denominator


@dataclass(frozen=True)
class UnitState:
    """One unit of the list as it is drawn and listed."""

    ref: UnitRef
    mark: Mark
    standing: Standing
    origin: bool
    parts_with: int | None  # of its old parts, how many are reported; None when its own lines decide
    parts: int | None

    @property
    def known(self) -> bool:
        """Whether anything at all is: a line, an origin, or something in an old part that waits."""
        return self.origin or self.mark is not Mark.NOT_SEEN


@dataclass(frozen=True)
class Unplaced:
    """A line that this list cannot show: it is about a unit of a newer list, or of a unit that was split."""

    line: str
    unit: UnitRef
    reason: str  # "newer_list", "split" or "no_edge"


@dataclass(frozen=True)
class Coverage:
    """Every figure of one subject on one list and day, none mixed with another."""

    subject: str
    list: str
    ledger: Ledger
    reported: Share
    reported_with_origin: Share
    reported_origin_excluded: Share
    linked: Share
    current: Share
    unknown_now: Share
    verified: Share
    checked: Share
    suitable: Share
    not_suitable: Mapping[UnitRef, str]
    known: tuple[UnitState, ...]  # the units of which anything is known, by code
    carry_over: Mapping[CarryOver, tuple[Share, Share, Share]]  # not counted, counted, taken out
    unplaced: tuple[Unplaced, ...]

    @cached_property
    def units(self) -> tuple[UnitState, ...]:
        """Every unit of the list, by code."""
        known = {state.ref: state for state in self.known}
        kb = self.ledger.kb
        return tuple(known.get(ref) or _unseen(kb, ref) for ref in kb.units_of(self.list))


class _Counter:
    """Answers for one subject on one list whether a fact holds in a unit, and counts the units where it does."""

    def __init__(self, ledger: Ledger, subject: str, list_id: str) -> None:
        self.ledger = ledger
        self.kb = ledger.kb
        self.subject = subject
        self.origins = frozenset(self.kb.subjects[subject].origin_communes)
        self.touched = self._touched()
        self.units = sorted(ref for ref in self.touched if ref.list == list_id and ref in self.kb.units)
        self.total = self.kb.counted_in(list_id)
        self.counted = [ref for ref in self.units if self.counts(ref)]

    @property
    def stands_alone(self) -> bool:
        """Whether no unit that matters was made of others, so that no rule of carrying over makes a difference."""
        return not any(ref in self.kb.parts for ref in self.units)

    def counts(self, ref: UnitRef) -> bool:
        """Whether a unit is in the denominator."""
        return self.kb.rules.denominator is Denominator.ALL_UNITS or self.kb.units[ref].has_union

    def _touched(self) -> frozenset[UnitRef]:
        """The units with a line or an origin, and all that came of them: nowhere else does any fact hold."""
        found: set[UnitRef] = set()
        waiting = [*self.ledger.units_with_lines(self.subject), *self.origins]
        while waiting:
            ref = waiting.pop()
            if ref not in found:
                found.add(ref)
                waiting += self.kb.successors.get(ref, ())
        return frozenset(found)

    def share(self, fact: str, rule: CarryOver, reading: Reading | None) -> Share:
        """In how many of the counted units a fact holds."""
        out = [ref for ref in self.counted if self.only_origin(ref, rule)] if reading is Reading.TAKEN_OUT else []
        having = [ref for ref in self.counted if ref not in out and self.holds(fact, ref, rule, reading)]
        return Share(len(having), self.total - len(out), tuple(having))

    def holds(self, fact: str, ref: UnitRef, rule: CarryOver, reading: Reading | None) -> bool:
        """Whether `fact` holds; `reading` None means that the place of origin makes no difference."""
        if ref in self.origins and reading is Reading.COUNTED and fact == "reported":
            return True  # it began there; whether it lives there still, or was checked, only lines can say
        if ref in self.origins and reading in {Reading.NOT_COUNTED, Reading.TAKEN_OUT}:
            return False
        standing = self.ledger.standing(self.subject, ref)
        if standing.has_lines:
            return _FACTS[fact](standing)
        if fact == "unknown_now" and self.holds("current", ref, rule, reading):
            return False
        return self._carried(ref, rule, lambda part: self.holds(fact, part, rule, reading))

    def only_origin(self, ref: UnitRef, rule: CarryOver) -> bool:
        """Whether a unit is a place of origin, itself or by its parts under the rule, and nothing more."""
        if ref in self.origins:
            return True
        if self.holds("reported", ref, rule, Reading.NOT_COUNTED):
            return False
        return self._carried(ref, rule, lambda part: self.only_origin(part, rule))

    def parts_with(self, ref: UnitRef, rule: CarryOver) -> tuple[int, int]:
        """How many of the parts of a unit are reported, origins not counted, and how many there are."""
        return self._parts(ref, lambda part: self.holds("reported", part, rule, Reading.NOT_COUNTED))

    def waits(self, ref: UnitRef) -> bool:
        """Whether an old part, not split, has a line or an origin that waits to be confirmed for the whole."""
        parts = self.kb.parts.get(ref, ())
        return any(part.ref in self.touched and part.inside and not part.split for part in parts)

    def _carried(self, ref: UnitRef, rule: CarryOver, holds: Callable[[UnitRef], bool]) -> bool:
        if rule is CarryOver.NONE:
            return False
        having, parts = self._parts(ref, holds)
        match rule:
            case CarryOver.ALL:
                return 0 < parts == having
            case CarryOver.MAJORITY:
                return 2 * having > parts
            case _:
                return having > 0

    def _parts(self, ref: UnitRef, holds: Callable[[UnitRef], bool]) -> tuple[int, int]:
        parts = self.kb.parts.get(ref, ())
        return sum(1 for part in parts if part.inside and not part.split and holds(part.ref)), len(parts)


def cover(ledger: Ledger, subject: str, list_id: str) -> Coverage:
    """The coverage of a subject on a list, on the ledger's day."""
    kb = ledger.kb
    rule = kb.rules.carry_over
    counter = _Counter(ledger, subject, list_id)
    unsuitable = {
        item.unit: item.reason
        for item in kb.rules.not_suitable
        if item.subject == subject and item.unit.list == list_id and item.day <= ledger.day
        if item.unit in kb.units and counter.counts(item.unit)
    }
    share = counter.share

    def readings(rule: CarryOver) -> tuple[Share, Share, Share]:
        not_counted, with_origin, taken_out = (share("reported", rule, reading) for reading in Reading)
        return not_counted, with_origin, taken_out

    reported, with_origin, taken_out = readings(rule)
    suitable = tuple(ref for ref in reported.units if ref not in unsuitable)
    return Coverage(
        subject=subject,
        list=list_id,
        ledger=ledger,
        reported=reported,
        reported_with_origin=with_origin,
        reported_origin_excluded=taken_out,
        linked=share("linked", rule, Reading.NOT_COUNTED),
        current=share("current", rule, Reading.NOT_COUNTED),
        unknown_now=share("unknown_now", rule, Reading.NOT_COUNTED),
        verified=share("verified", rule, Reading.NOT_COUNTED),
        checked=share("checked", rule, None),
        suitable=Share(len(suitable), counter.total - len(unsuitable), suitable),
        not_suitable=unsuitable,
        known=tuple(state for ref in counter.units if (state := _unit_state(counter, ref, rule)).known),
        carry_over=dict.fromkeys(CarryOver, (reported, with_origin, taken_out))
        if counter.stands_alone
        else {other: readings(other) for other in CarryOver},
        unplaced=tuple(_unplaced(ledger, subject, list_id)),
    )


def reached(ledger: Ledger, subject: str, list_id: str) -> tuple[Share, Share, tuple[UnitState, ...]]:
    """Of a coverage what lists and maps ask: reported, the same with origins, and what is known of units."""
    counter = _Counter(ledger, subject, list_id)
    rule = ledger.kb.rules.carry_over
    states = tuple(state for ref in counter.units if (state := _unit_state(counter, ref, rule)).known)
    return (
        counter.share("reported", rule, Reading.NOT_COUNTED),
        counter.share("reported", rule, Reading.COUNTED),
        states,
    )


def snapshot(ledger: Ledger, subject: str, list_id: str) -> tuple[dict[UnitRef, Mark], int]:
    """Of a day that is only drawn: the mark of every unit, and how many are reported, origins not counted."""
    counter = _Counter(ledger, subject, list_id)
    rule = ledger.kb.rules.carry_over
    marks = dict.fromkeys(ledger.kb.units_of(list_id), Mark.NOT_SEEN)
    marks |= {ref: _unit_state(counter, ref, rule).mark for ref in counter.units}
    return marks, counter.share("reported", rule, Reading.NOT_COUNTED).numerator


def figure(ledger: Ledger, subject: str, list_id: str, target: Target) -> Share:
    """The share of a subject in the figure and reading that a target names."""
    counter = _Counter(ledger, subject, list_id)
    return counter.share(target.figure.value, ledger.kb.rules.carry_over, target.reading)


def verdict(ledger: Ledger, list_id: str) -> bool | None:
    """Whether a chosen subject exceeds the target; None when the target is not fully stated."""
    target = ledger.kb.rules.target
    if target is None or not (target.issuer and target.document and target.period and target.subjects):
        return None
    return any(figure(ledger, subject, list_id, target).exceeds(target.share) for subject in target.subjects)


def _unseen(kb: Knowledge, ref: UnitRef) -> UnitState:
    """A unit that no line and no origin has ever touched."""
    made_of = len(kb.parts.get(ref, ())) or None
    return UnitState(ref, Mark.NOT_SEEN, Standing(), origin=False, parts_with=0 if made_of else None, parts=made_of)


def _unit_state(counter: _Counter, ref: UnitRef, rule: CarryOver) -> UnitState:
    standing = counter.ledger.standing(counter.subject, ref)
    origin = ref in counter.origins
    if standing.has_lines or ref not in counter.kb.parts:
        return UnitState(ref, standing.mark, standing, origin, None, None)
    having, parts = counter.parts_with(ref, rule)
    mark = Mark.PENDING if counter.waits(ref) else Mark.NOT_SEEN
    for fact, stronger in (("verified", Mark.VERIFIED), ("current", Mark.CURRENT), ("unknown_now", Mark.UNKNOWN_NOW)):
        if counter.holds(fact, ref, rule, Reading.NOT_COUNTED):
            mark = stronger
            break
    return UnitState(ref, mark, standing, origin, having, parts)


def _unplaced(ledger: Ledger, subject: str, list_id: str) -> list[Unplaced]:
    kb = ledger.kb
    older = kb.list_family(list_id)
    result: list[Unplaced] = []
    for unit in ledger.units_with_lines(subject):
        if unit.list == list_id:
            continue
        reason = _why_unplaced(kb, unit, list_id) if unit.list in older else "newer_list"
        if reason:
            result += [Unplaced(entry.record.id, unit, reason) for entry in ledger.lines(subject, unit)]
    return sorted(result, key=lambda item: item.line)


def _why_unplaced(kb: Knowledge, unit: UnitRef, list_id: str) -> str | None:
    """Why a line on an older unit cannot be carried to the list; None when it can."""
    while unit.list != list_id:
        successors = kb.successors.get(unit, ())
        if not successors:
            return "no_edge"
        if any(part.split for part in kb.parts[successors[0]] if part.ref == unit):
            return "split"
        unit = successors[0]
    return None
