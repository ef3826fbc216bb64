"""In which units a fact holds for one subject, under the rules of counting and of carrying over."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from nhanrong.knowledge import Part
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Denominator, Reading
from nhanrong.standing import Ledger, Mark, Standing

_FACTS: Mapping[str, Callable[[Standing], bool]] = {
    "reported": lambda s: s.reported,
    "linked": lambda s: s.linked,
    "current": lambda s: s.current,
    "unknown_now": lambda s: s.unknown_now,
    "verified": lambda s: s.verified,
    "checked": lambda s: s.checked,
}
# Where only parts speak for a unit: the first of these facts that holds decides its mark.
STRONGER = (("verified", Mark.VERIFIED), ("current", Mark.CURRENT), ("unknown_now", Mark.UNKNOWN_NOW))


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


class Known(NamedTuple):
    """In how many units anything is reported, anyone has looked, and the state now is unknown."""

    reported: int
    checked: int
    unknown_now: int


def inconclusive(key: str, share: Share, known: Known) -> str:
    """Why a share is no percentage, for nobody has looked or nobody knows, which is not 0 %; empty where it is one."""
    if not share.denominator:
        return "không có mẫu số"
    if not share.numerator and key == "linked" and known.reported:
        return "chưa rõ"
    if not share.numerator and key == "checked":
        return "chưa ai xem"
    unseen = not known.checked and (key == "verified" or known.unknown_now)
    if not share.numerator and key in {"verified", "current"} and unseen:
        return "chưa kết luận được"
    return ""


class Counter:
    """Answers for one subject on one list in which units a fact holds, and counts them.

    A unit's own lines answer for it; every other unit takes from its parts what the rule of carrying over allows.
    Parts are of older lists, so the units that something can be carried to are gone through list by list.
    """

    def __init__(self, ledger: Ledger, subject: str, list_id: str) -> None:
        self.ledger = ledger
        self.kb = ledger.kb
        self.subject = subject
        self.origins = frozenset(self.kb.head(subject).origin_communes)
        self.touched = self._touched()
        self.standings = {ref: ledger.standing(subject, ref) for ref in self.touched}
        self.units = sorted(ref for ref in self.touched if ref.list == list_id and ref in self.kb.units)
        self.total = self.kb.counted_in(list_id)
        self.counted = [ref for ref in self.units if self.counts(ref)]
        self._made = [_Made(ref, parts) for ref in sorted(self.touched) if (parts := self.kb.parts.get(ref))]
        self._having: dict[tuple[str, CarryOver, Reading | None], AbstractSet[UnitRef]] = {}

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
        having = self.having(fact, rule, reading)
        if reading is not Reading.TAKEN_OUT:
            units = tuple(ref for ref in self.counted if ref in having)
            return Share(len(units), self.total, units)
        out = self._only_origin(rule)
        units = tuple(ref for ref in self.counted if ref in having and ref not in out)
        return Share(len(units), self.total - sum(ref in out for ref in self.counted), units)

    def having(self, fact: str, rule: CarryOver, reading: Reading | None) -> AbstractSet[UnitRef]:
        """The units where `fact` holds; `reading` None means that the place of origin makes no difference."""
        key = fact, rule, reading
        if key not in self._having:
            self._having[key] = self._found(fact, rule, reading)
        return self._having[key]

    def _found(self, fact: str, rule: CarryOver, reading: Reading | None) -> AbstractSet[UnitRef]:
        holds = _FACTS[fact]
        found = {ref for ref, standing in self.standings.items() if holds(standing)}
        settled: AbstractSet[UnitRef] = frozenset()  # of these nothing is asked of their parts
        if reading is Reading.COUNTED and fact == "reported":
            found |= self.origins  # it began there; whether it lives there still, or was checked, only lines can say
        elif reading in {Reading.NOT_COUNTED, Reading.TAKEN_OUT}:
            found -= self.origins
            settled = self.origins
        if fact == "unknown_now" and self._made:
            settled |= self.having("current", rule, reading)
        for made in self._made:
            if made.ref not in settled and not self.standings[made.ref].has_lines and made.takes(found, rule):
                found.add(made.ref)
        return found

    def _only_origin(self, rule: CarryOver) -> AbstractSet[UnitRef]:
        """The units that are a place of origin, themselves or by their parts under the rule, and nothing more."""
        found = set(self.origins)
        reported = self.having("reported", rule, Reading.NOT_COUNTED)
        for made in self._made:
            if made.ref not in reported and made.takes(found, rule):
                found.add(made.ref)
        return found

    def state(self, ref: UnitRef, rule: CarryOver) -> UnitState:
        """A unit as it is drawn and listed."""
        standing = self.standings[ref]
        origin = ref in self.origins
        parts = () if standing.has_lines else self.kb.parts.get(ref, ())
        if not parts:
            return UnitState(ref, standing.mark, standing, origin, None, None)
        waits = any(part.ref in self.touched and part.inside and not part.split for part in parts)
        mark = Mark.PENDING if waits else Mark.NOT_SEEN
        for fact, stronger in STRONGER:
            if ref in self.having(fact, rule, Reading.NOT_COUNTED):
                mark = stronger
                break
        having = _Made(ref, parts).having(self.having("reported", rule, Reading.NOT_COUNTED))
        return UnitState(ref, mark, standing, origin, having, len(parts))


class _Made:
    """A unit that was made of others."""

    def __init__(self, ref: UnitRef, parts: Sequence[Part]) -> None:
        self.ref = ref
        self._all = len(parts)
        self._whole = [part.ref for part in parts if part.inside and not part.split]

    def having(self, units: AbstractSet[UnitRef]) -> int:
        """How many of its parts are among `units`; those that were split or lie outside never count."""
        return sum(part in units for part in self._whole)

    def takes(self, units: AbstractSet[UnitRef], rule: CarryOver) -> bool:
        """Whether it takes over what holds in `units`."""
        match rule:
            case CarryOver.NONE:
                return False
            case CarryOver.ALL:
                return 0 < self._all == self.having(units)
            case CarryOver.MAJORITY:
                return 2 * self.having(units) > self._all
            case _:
                return self.having(units) > 0
