"""In how many units a subject lives: computed from the ledger, never typed.

Every figure is a :class:`Share`: its numerator, its denominator and the units behind it. A unit without
lines of its own takes from the units it was made of only what the rule `carry_over` allows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nhanrong.counting import Counter, Known, Share, UnitState, inconclusive
from nhanrong.knowledge import Knowledge
from nhanrong.records.area import Target
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import CarryOver, Reading
from nhanrong.standing import Ledger, Mark, Standing


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

    @property
    def told(self) -> Known:
        """What decides whether a share says anything."""
        return Known(*(share.numerator for share in (self.reported, self.checked, self.unknown_now)))

    def inconclusive(self, key: str) -> str:
        """Why the figure of that name is no percentage; empty where it is one."""
        share: Share = getattr(self, key)
        return inconclusive(key, share, self.told)


def cover(ledger: Ledger, subject: str, list_id: str, *, readings_of_other_rules: bool = True) -> Coverage:
    """The coverage of a subject on a list, on the ledger's day.

    What other rules of carrying over would make of it costs more than the rest; who asks for thousands may do without.
    """
    kb = ledger.kb
    rule = kb.rules.carry_over
    counter = Counter(ledger, subject, list_id)
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
        known=tuple(state for ref in counter.units if (state := counter.state(ref, rule)).known),
        carry_over=_under_each_rule(counter, (reported, with_origin, taken_out), readings)
        if readings_of_other_rules
        else {rule: (reported, with_origin, taken_out)},
        unplaced=tuple(_unplaced(ledger, subject, list_id)),
    )


def _under_each_rule(
    counter: Counter, own: tuple[Share, Share, Share], readings: Callable[[CarryOver], tuple[Share, Share, Share]]
) -> Mapping[CarryOver, tuple[Share, Share, Share]]:
    if counter.stands_alone:
        return dict.fromkeys(CarryOver, own)
    return {other: readings(other) for other in CarryOver}


Reached = tuple[Share, Share, tuple[UnitState, ...]]


def reached(ledger: Ledger, subject: str, list_id: str) -> Reached:
    """Of a coverage what lists and maps ask: reported, the same with origins, and what is known of units."""
    counter = Counter(ledger, subject, list_id)
    rule = ledger.kb.rules.carry_over
    states = tuple(state for ref in counter.units if (state := counter.state(ref, rule)).known)
    return (
        counter.share("reported", rule, Reading.NOT_COUNTED),
        counter.share("reported", rule, Reading.COUNTED),
        states,
    )


def snapshot(ledger: Ledger, subject: str, list_id: str) -> tuple[dict[UnitRef, Mark], int]:
    """Of a day that is only drawn: the mark of every unit, and how many are reported, origins not counted."""
    counter = Counter(ledger, subject, list_id)
    rule = ledger.kb.rules.carry_over
    marks = dict.fromkeys(ledger.kb.units_of(list_id), Mark.NOT_SEEN)
    marks |= {ref: counter.state(ref, rule).mark for ref in counter.units}
    return marks, counter.share("reported", rule, Reading.NOT_COUNTED).numerator


def figure(ledger: Ledger, subject: str, list_id: str, target: Target) -> Share:
    """The share of a subject in the figure and reading that a target names."""
    counter = Counter(ledger, subject, list_id)
    return counter.share(target.figure.value, ledger.kb.rules.carry_over, target.reading)


def unstated(target: Target) -> list[str]:
    """What a target does not tell and would have to, that anything may be concluded from it."""
    stated = {
        "nơi ban hành": target.issuer,
        "văn bản": target.document,
        "thời kỳ": target.period,
        "mô hình đã chọn": target.subjects,
    }
    return [name for name, told in stated.items() if not told]


def verdict(ledger: Ledger, list_id: str) -> bool | None:
    """Whether a chosen subject exceeds the target; None where nobody can say, and :func:`undecided` says why."""
    return None if undecided(ledger, list_id) else _reached(ledger, list_id)


def undecided(ledger: Ledger, list_id: str) -> str:
    """Why nobody can say whether the target is reached; empty where it is, or where nothing could still change that.

    The target is not fully stated; or none of the chosen subjects exceeds it, and of one of them lines on units of
    other lists wait to be confirmed, or nobody has looked.
    """
    target = ledger.kb.rules.target
    if target is None:
        return "chưa có chỉ tiêu"
    if lacking := unstated(target):
        return f"chỉ tiêu chưa có {', '.join(lacking)}"
    if _reached(ledger, list_id):
        return ""
    for subject in target.subjects:
        covered = cover(ledger, subject, list_id, readings_of_other_rules=False)
        if _waits(covered):
            return f"{ledger.kb.head(subject).name}: có lần ghi nhận ở xã của danh mục khác chờ xác nhận lại"
        if why := inconclusive(target.figure.value, figure(ledger, subject, list_id, target), covered.told):
            return f"{ledger.kb.head(subject).name}: {why}"
    return ""


def _reached(ledger: Ledger, list_id: str) -> bool:
    target = ledger.kb.rules.target
    return target is not None and any(
        figure(ledger, subject, list_id, target).exceeds(target.share) for subject in target.subjects
    )


def _waits(covered: Coverage) -> bool:
    """Whether something is told of a subject on other lists that speaks for no unit of this one."""
    ledger, subject = covered.ledger, covered.subject
    return any(state.mark is Mark.PENDING for state in covered.known) or any(
        ledger.standing(subject, one.unit).reported for one in covered.unplaced
    )


def _unseen(kb: Knowledge, ref: UnitRef) -> UnitState:
    """A unit that no line and no origin has ever touched."""
    made_of = len(kb.parts.get(ref, ())) or None
    return UnitState(ref, Mark.NOT_SEEN, Standing(), origin=False, parts_with=0 if made_of else None, parts=made_of)


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
