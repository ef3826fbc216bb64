"""What a slip may add to the ledger: what says more than the ledger and contradicts nothing in it.

Whoever sends a slip speaks for one household, or for a whole group where one is named; nobody looked. So:

- A slip that is not newer than the latest line of its group adds nothing. Therefore a register that is imported again,
  or goes on growing, adds no line twice.
- “Đang làm” is recorded where the ledger has no line or a registration. Where it has a live line the slip adds nothing
  and must not put its one household in place of all that are known; only when that line has grown too old to be called
  current, a slip that is not so old is the better news. All such slips of a commune in one import make one line, dated
  by the last, its households those that sent them.
- “Đã bỏ” of one household does not end what others do. It is recorded where nobody else is known: the ledger has no
  line of the subject (which did not begin there), or one that has ended, or one of no more households than have given
  up by these slips; of a named group it ends the line of that same group. Each such slip is a line, because each has
  a reason and a lesson; where no group is named it says that it speaks for no one else.
- All else contradicts the ledger or cannot be told apart from it. It is not recorded; somebody has to look, by the
  review sheet, and whatever is recorded of that is newer than the slip.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from nhanrong.dates import months_before, spoken_day
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE, State
from nhanrong.review.choices import ENDED
from nhanrong.review.questions import known_of, latest_lines, questions
from nhanrong.slips.reading import Told
from nhanrong.standing import Ledger
from nhanrong.wishes import Wish


class Outcome(Enum):
    """What becomes of slips: a line, nothing because the ledger knows, or nothing before somebody has looked."""

    RECORDED = "recorded"
    KNOWN = "known"
    LOOK = "look"


@dataclass(frozen=True)
class Decided:
    """Slips of one kind, group, subject and commune, and what becomes of them; `why` says it where it is no line."""

    outcome: Outcome
    slips: tuple[Told, ...]
    why: str = ""
    households: int | None = None

    @property
    def last(self) -> Told:
        """The newest of the slips."""
        return self.slips[-1]


@dataclass(frozen=True)
class _Now:
    """What the ledger, with what was decided already, says of a group."""

    state: State
    last: dt.date
    households: int | None
    says: str

    @property
    def live(self) -> bool:
        return self.state in LIVE


def decided(ledger: Ledger, told: Sequence[Told]) -> list[Decided]:
    """What becomes of all slips that are no requests, by commune, subject, group and day."""
    about: dict[tuple[UnitRef, str], list[Told]] = {}
    for one in told:
        if one.wish.state:
            about.setdefault((one.unit, one.subject), []).append(one)
    found: list[Decided] = []
    for (unit, subject), slips in sorted(about.items()):
        found += _Case(ledger, unit, subject).decided(sorted(slips, key=_in_order))
    return found


def _in_order(one: Told) -> tuple[object, ...]:
    return one.day, str(one.place().path), one.row


def _with_parts(kb: Knowledge, unit: UnitRef) -> Iterator[UnitRef]:
    """The commune and what it was made of, however long ago."""
    yield unit
    for part in kb.parts.get(unit, ()):
        yield from _with_parts(kb, part.ref)


def _is_open(one: Decided | None) -> bool:
    return one is None or one.outcome is Outcome.LOOK


class _Case:
    """One subject in one commune."""

    def __init__(self, ledger: Ledger, unit: UnitRef, subject: str) -> None:
        kb = ledger.kb
        self._fresh_from = months_before(ledger.day, kb.rules.current_months)
        self._now = {
            group: _Now(entry.record.state, kb.moment(entry).last, entry.record.households, known_of(kb, entry))
            for (name, group), entry in latest_lines(ledger, unit).items()
            if name == subject
        }
        asked = [] if self._now else questions(ledger, unit)
        self._on_parts = next((one.known for one in asked if one.subject == subject), "")
        self._is_origin = not set(kb.head(subject).origin_communes).isdisjoint(_with_parts(kb, unit))

    @property
    def _waiting(self) -> str:
        """What waits on old parts to be confirmed, as long as the commune has no line of its own."""
        return "" if self._now else self._on_parts

    def decided(self, slips: Sequence[Told]) -> list[Decided]:
        """What becomes of the slips, oldest first.

        What is recorded of one group may settle what is known of another, so all is gone through until nothing more
        is recorded, as another import would.
        """
        found: dict[int, Decided] = {}
        more = True
        while more:
            made = [
                one
                for group in sorted({slip.group_key for slip in slips})
                for one in self._of_group(group, [slip for slip in slips if slip.group_key == group])
            ]
            more = any(one.outcome is Outcome.RECORDED for one in made)
            for one in made:
                open_still = tuple(slip for slip in one.slips if _is_open(found.get(id(slip))))
                found |= {id(slip): replace(one, slips=open_still) for slip in open_still}
        return list({id(one.slips[-1]): one for one in found.values()}.values())

    def _of_group(self, group: str, slips: Sequence[Told]) -> Iterator[Decided]:
        """What becomes of the slips of a group, oldest first; without a group they are of single households."""
        before = self._now.get(group)
        old = tuple(one for one in slips if before and one.day <= before.last)
        new = slips[len(old) :]
        if before and old:
            yield Decided(Outcome.KNOWN, old, f"phiếu không mới hơn sổ; sổ ghi {before.says}")
        if group:
            for one in new:
                yield self._doing(group, (one,)) if one.wish is Wish.DOING else self._group_stopped(group, one)
            return
        if doing := tuple(one for one in new if one.wish is Wish.DOING):
            yield self._doing(group, doing)
        of_the_line = {before.last} if before and before.live else set()  # maybe of one of these slips
        going_on = any(one.wish is Wish.DOING and (one in new or one.day in of_the_line) for one in slips)
        stopped = [one for one in new if one.wish is Wish.GIVEN_UP]
        why = self._others_go_on(stopped, going_on=going_on)
        for one in stopped:
            yield self._stopped(group, one) if not why else Decided(Outcome.LOOK, (one,), why)

    def _doing(self, group: str, slips: tuple[Told, ...]) -> Decided:
        now = self._now.get(group)
        others = [other for name, other in self._now.items() if name != group and other.live]
        if now is None and not group and others:
            known = next((other for other in others if other.last >= self._fresh_from), None)
            why = f"sổ ghi theo nhóm: {(known or others[0]).says}"
            return Decided(Outcome.KNOWN if known else Outcome.LOOK, slips, why)
        if now is None and group and (common := self._now.get("")) and common.live:
            why = f"sổ ghi chung cả xã: {common.says}; không rõ có gồm nhóm này không"
            return Decided(Outcome.LOOK, slips, why)
        if now and now.live and (now.last >= self._fresh_from or slips[-1].day < self._fresh_from):
            return Decided(Outcome.KNOWN, slips, f"sổ ghi {now.says}")
        if now and not now.live and now.state is not State.REGISTERED:
            return Decided(Outcome.LOOK, slips, f"sổ ghi {now.says}")
        households = slips[-1].households if group else sum(one.count for one in slips)
        self._add(group, State.APPLIED, slips[-1].day, households)
        return Decided(Outcome.RECORDED, slips, households=households)

    def _group_stopped(self, group: str, one: Told) -> Decided:
        if self._waiting:
            return Decided(Outcome.LOOK, (one,), f"xã cũ còn chờ xác nhận: {self._waiting}")
        return self._stopped(group, one)

    def _stopped(self, group: str, one: Told) -> Decided:
        self._add(group, State.STOPPED, one.day, None)
        return Decided(Outcome.RECORDED, (one,))

    def _others_go_on(self, stopped: Sequence[Told], *, going_on: bool) -> str:
        """Why giving up by single households ends nothing, or an empty text."""
        now = self._now.get("")
        others = [other for name, other in self._now.items() if name and other.state not in ENDED]
        if self._waiting:
            return f"xã cũ còn chờ xác nhận: {self._waiting}"
        if going_on:
            return "có phiếu khác nói đang làm"
        if others:
            return f"nhóm khác còn làm: {others[0].says}"
        if now is None and self._is_origin:
            return "mô hình khởi đầu từ xã này, nên còn hộ khác làm hay không thì chưa rõ"
        count = sum(one.count for one in stopped)
        if now and now.state not in ENDED and (now.households is None or now.households > count):
            return f"sổ ghi {now.says}; {count} hộ bỏ chưa phải cả xã bỏ"
        return ""

    def _add(self, group: str, state: State, day: dt.date, households: int | None) -> None:
        self._now[group] = _Now(state, day, households, f"phiếu nhận ngày {spoken_day(day)}")
