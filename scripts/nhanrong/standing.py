"""What the ledger says of one subject in one unit on one day, from that unit's own lines."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nhanrong.dates import months_before
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge, Moment
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE, ORGANISATIONS_THAT_COUNT, Link, State
from nhanrong.tracking import Memo, note
from nhanrong.vietnamese import slug


class Mark(StrEnum):
    """How a unit is drawn, the strongest first."""

    VERIFIED = "verified"
    CURRENT = "current"
    REDUCED = "reduced"
    UNKNOWN_NOW = "unknown_now"
    TRIAL = "trial"
    REGISTERED = "registered"
    PAUSED = "paused"
    STOPPED = "stopped"
    UNSUITABLE = "unsuitable"
    ABSENT = "absent"
    PENDING = "pending"
    NOT_SEEN = "not_seen"

    @property
    def rank(self) -> int:
        """Its place from the strongest mark, 0, to the weakest."""
        return _ORDER[self]


MARK_SAYS = {
    Mark.VERIFIED: "đang làm, đã kiểm tra thực tế",
    Mark.CURRENT: "đang làm",
    Mark.REDUCED: "đang thu hẹp",
    Mark.UNKNOWN_NOW: "đã ghi nhận, không rõ hiện trạng",
    Mark.TRIAL: "làm thử, trình diễn",
    Mark.REGISTERED: "mới đăng ký",
    Mark.PAUSED: "tạm dừng",
    Mark.STOPPED: "đã ngừng",
    Mark.UNSUITABLE: "làm thử, không hợp",
    Mark.ABSENT: "đã xem, không có",
    Mark.PENDING: "có ở xã cũ, chờ xác nhận lại",
    Mark.NOT_SEEN: "chưa có ai ghi nhận",
}

_MARK_OF_STATE = {
    State.REGISTERED: Mark.REGISTERED,
    State.TRIAL: Mark.TRIAL,
    State.PAUSED: Mark.PAUSED,
    State.STOPPED: Mark.STOPPED,
    State.UNSUITABLE: Mark.UNSUITABLE,
    State.ABSENT: Mark.ABSENT,
}
ALIVE = frozenset({Mark.VERIFIED, Mark.CURRENT, Mark.REDUCED})  # done there now
_ORDER = {mark: place for place, mark in enumerate(Mark)}


@dataclass(frozen=True)
class Standing:
    """The facts that figures are counted from; without lines all are false and the mark is “not seen”."""

    mark: Mark = Mark.NOT_SEEN
    decided_by: LedgerEntry | None = None
    moment: Moment | None = None
    households: int | None = None
    reported: bool = False
    linked: bool = False
    current: bool = False
    unknown_now: bool = False
    verified: bool = False
    checked: bool = False

    @property
    def has_lines(self) -> bool:
        """Whether the unit has a line of its own by that day."""
        return self.decided_by is not None


NO_LINES = Standing()


class Ledger:
    """The standing lines of a knowledge base as they are known to hold on `day`."""

    def __init__(self, kb: Knowledge, day: dt.date) -> None:
        self.kb = kb
        self._day = day
        self._lines = Memo(self._lines_by_unit)
        self._standings = Memo(self._standings_of)
        self._in_unit = Memo(self._standings_in)

    @property
    def day(self) -> dt.date:
        """The day; whatever asks for it changes with it."""
        note("day", "")
        return self._day

    def _lines_by_unit(self, subject: str) -> dict[UnitRef, list[LedgerEntry]]:
        result: dict[UnitRef, list[LedgerEntry]] = defaultdict(list)
        for entry in self.kb.lines_by_subject[subject]:
            if self.kb.moment(entry).last <= self.day:
                result[entry.unit].append(entry)
        return {ref: result[ref] for ref in sorted(result)}

    def lines(self, subject: str, unit: UnitRef) -> Sequence[LedgerEntry]:
        """The lines of a subject in a unit up to the day, oldest first."""
        return self._lines(subject).get(unit, ())

    def units_with_lines(self, subject: str) -> list[UnitRef]:
        """The units, of whatever list, that have a line of the subject by the day."""
        return list(self._lines(subject))

    def standing(self, subject: str, unit: UnitRef) -> Standing:
        """What the unit's own lines say."""
        return self._standings(subject).get(unit, NO_LINES)

    def _standings_of(self, subject: str) -> dict[UnitRef, Standing]:
        return {unit: self.judged(lines) for unit, lines in self._lines(subject).items()}

    def standings_in(self, unit: UnitRef) -> Mapping[str, Standing]:
        """The same of every subject with lines in a unit; all is read in the unit's own file."""
        return self._in_unit(unit)

    def _standings_in(self, unit: UnitRef) -> dict[str, Standing]:
        found: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in self.kb.lines_by_unit[unit]:
            if self.kb.moment(entry).last <= self.day and entry.record.id not in self.kb.superseded:
                found[entry.record.subject].append(entry)
        return {subject: self.judged(lines) for subject, lines in found.items()}

    def judged(self, lines: Sequence[LedgerEntry]) -> Standing:
        """What the lines of one subject in one unit say on the day, oldest first, none later than it."""
        rules = self.kb.rules
        groups: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in lines:
            groups[slug(entry.record.group) if entry.record.group else ""].append(entry)
        latest = [group[-1] for group in groups.values()]
        live = [entry for entry in latest if entry.record.state in LIVE]
        fresh_from = months_before(self.day, rules.current_months)
        fresh = [entry for entry in live if self.kb.moment(entry).last >= fresh_from]

        reported = [entry for entry in lines if entry.record.state in LIVE]
        verified = bool(fresh) and self._verified([group for group in groups.values() if group[-1] in fresh])
        mark, decided_by = self._mark(latest, live, fresh, verified=verified)
        counts = [entry.record.households for entry in live if entry.record.households is not None]
        return Standing(
            mark=mark,
            decided_by=decided_by,
            moment=self.kb.moment(decided_by),
            households=sum(counts) if counts else None,
            reported=bool(reported),
            linked=any(e.record.link is not None and e.record.link.kind is not Link.UNKNOWN for e in reported),
            current=bool(fresh),
            unknown_now=bool(live) and not fresh,
            verified=verified,
            checked=any(self._looked(entry) for entry in lines),
        )

    def _mark(
        self,
        latest: list[LedgerEntry],
        live: list[LedgerEntry],
        fresh: list[LedgerEntry],
        *,
        verified: bool,
    ) -> tuple[Mark, LedgerEntry]:
        if fresh:
            reduced = all(entry.record.state is State.REDUCED for entry in fresh)
            strongest = Mark.VERIFIED if verified else Mark.REDUCED if reduced else Mark.CURRENT
            return strongest, max(fresh, key=self.kb.order)
        if live:
            return Mark.UNKNOWN_NOW, max(live, key=self.kb.order)
        newest_first = sorted(latest, key=self.kb.order, reverse=True)
        strongest_entry = min(newest_first, key=lambda e: _MARK_OF_STATE[e.record.state].rank)
        return _MARK_OF_STATE[strongest_entry.record.state], strongest_entry

    def _verified(self, groups: list[list[LedgerEntry]]) -> bool:
        """Whether independent checks since each group's last break reach enough households or an organisation."""
        rules = self.kb.rules
        oldest = months_before(self.day, rules.check_months)
        households = 0
        for group in groups:
            run: list[LedgerEntry] = []
            for entry in group:
                run = [*run, entry] if entry.record.state in LIVE else []
            checks = [
                entry.record
                for entry in run
                if entry.record.check is not None
                and entry.record.check.level >= rules.check_level
                and not entry.record.check.same_as_reporter
                and oldest <= entry.record.check.day <= self.day
            ]
            if not checks:
                continue
            last = checks[-1]
            if last.organisation and last.organisation.count and last.organisation.form in ORGANISATIONS_THAT_COUNT:
                return True
            stated = [line.households for line in (last, group[-1].record) if line.households is not None]
            households += min(stated, default=0)
        return households >= rules.min_households

    def _looked(self, entry: LedgerEntry) -> bool:
        oldest = months_before(self.day, self.kb.rules.check_months)
        line = entry.record
        if line.check is not None:
            return oldest <= line.check.day <= self.day
        return line.state is State.ABSENT and self.kb.moment(entry).last >= oldest
