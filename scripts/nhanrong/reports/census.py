"""Where every model and practice lives on some days: as `nhanrong coverage` counts it, and what stands there."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from nhanrong.counting import Share, UnitState
from nhanrong.coverage import Coverage, cover
from nhanrong.dates import spoken_day
from nhanrong.entries import LedgerEntry
from nhanrong.figures import descriptions
from nhanrong.records.area import Rules
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE, Organisation
from nhanrong.standing import ALIVE, Ledger, Mark
from nhanrong.vietnamese import slug

_KEYS = tuple(key for key, _, _ in descriptions(Rules()))


@dataclass(frozen=True)
class Holding:
    """What the latest line of one group in one unit says, where it is a live one."""

    unit: UnitRef
    line: str
    group: str
    households: int | None
    current: bool
    form: Organisation | None
    count: int
    called: str  # the organisation's name
    says: str


@dataclass(frozen=True)
class Stretch:
    """When a live line holds that tells no single day: it may have begun on any of these."""

    line: str
    first: dt.date
    last: dt.date
    said: str  # khoảng 2019–2022, năm 2022, tháng 5/2022


@dataclass(frozen=True)
class Spread:
    """How far one model or practice has spread on a list and a day, kept small: there are thousands."""

    subject: str
    kind: str  # "models" or "practices"
    name: str
    origins: frozenset[UnitRef]
    shares: Mapping[str, Share]
    marks: Mapping[UnitRef, Mark]
    told: Mapping[UnitRef, tuple[str, str]]  # the line that decides and what it says
    holdings: tuple[Holding, ...]
    elsewhere: tuple[tuple[str, UnitRef, str], ...]  # live lines on units of other lists: line, unit, why not here
    stretches: Mapping[UnitRef, tuple[Stretch, ...]]

    def perhaps_before(self, ref: UnitRef, day: dt.date) -> Stretch | None:
        """What a unit rests on that may have begun before a day and may not: it counts, but nobody knows since when."""
        return next((one for one in self.stretches.get(ref, ()) if one.first < day <= one.last), None)

    def units(self, *marks: Mark) -> frozenset[UnitRef]:
        """The units that carry one of these marks."""
        return frozenset(ref for ref, mark in self.marks.items() if mark in marks)

    @cached_property
    def alive(self) -> frozenset[UnitRef]:
        """The units where it is done now, places of origin included."""
        return self.units(*ALIVE)


def spread(ledger: Ledger, subject: str, list_id: str) -> Spread:
    """How far a model or practice has spread on the ledger's day."""
    kb = ledger.kb
    covered = cover(ledger, subject, list_id, readings_of_other_rules=False)
    head = kb.head(subject)
    return Spread(
        subject=subject,
        kind=head.kind,
        name=head.name,
        origins=frozenset(head.origin_communes),
        shares={key: getattr(covered, key) for key in _KEYS},
        marks={state.ref: state.mark for state in covered.known},
        told={
            state.ref: (state.standing.decided_by.record.id, said(ledger, state.standing.decided_by))
            for state in covered.known
            if state.standing.decided_by
        },
        holdings=tuple(
            held
            for state in covered.known
            if state.standing.has_lines
            for held in _holdings(ledger, subject, state.ref)
        ),
        elsewhere=tuple(_elsewhere(covered)),
        stretches={state.ref: found for state in covered.known if (found := tuple(_stretches(ledger, subject, state)))},
    )


def said(ledger: Ledger, entry: LedgerEntry) -> str:
    """What a line says and since when, and by what kind of evidence."""
    line, moment = entry.record, ledger.kb.moment(entry)
    basis = {"line": "", "source": " (ngày của nguồn)", "recorded": " (ngày ghi sổ)"}[moment.basis]
    seen = line.check is not None and line.check.day <= ledger.day
    looked = f"; có người xem {spoken_day(line.check.day)}" if line.check and seen else ""
    return f"{line.state.label.lower()}, {moment.spoken}{basis}, bằng chứng {line.evidence.value}{looked}"


def _stretches(ledger: Ledger, subject: str, state: UnitState) -> Iterator[Stretch]:
    """The live lines without a single day about a unit, or, where others speak for it, about its parts."""
    parts = () if state.standing.has_lines else ledger.kb.parts.get(state.ref, ())
    for unit in (state.ref, *(part.ref for part in parts)):
        for entry in ledger.lines(subject, unit):
            moment = ledger.kb.moment(entry)
            if entry.record.state in LIVE and moment.first != moment.last:
                yield Stretch(entry.record.id, moment.first, moment.last, _said_of(moment.spoken))


def _said_of(spoken: str) -> str:
    """A stretch of days in words that do not sound like a guess: of a single year that it is one."""
    if spoken.isdigit():
        return f"năm {spoken}"
    return spoken if spoken.startswith("tháng") and " đến " not in spoken else f"khoảng {spoken}"


def _holdings(ledger: Ledger, subject: str, unit: UnitRef) -> list[Holding]:
    groups: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in ledger.lines(subject, unit):
        groups[slug(entry.record.group) if entry.record.group else ""].append(entry)
    found = []
    for lines in groups.values():
        latest = lines[-1].record
        if latest.state not in LIVE:
            continue
        organisation = latest.organisation
        found.append(
            Holding(
                unit=unit,
                line=latest.id,
                group=latest.group or "",
                households=latest.households,
                current=ledger.judged(lines).current,
                form=organisation.form if organisation else None,
                count=organisation.count if organisation else 0,
                called=(organisation.name or "") if organisation else "",
                says=said(ledger, lines[-1]),
            )
        )
    return found


def _elsewhere(covered: Coverage) -> list[tuple[str, UnitRef, str]]:
    """Live lines on units of other lists that speak for no unit of this one."""
    ledger, kb = covered.ledger, covered.ledger.kb
    why = {item.line: item.reason for item in covered.unplaced}
    says = {
        "newer_list": "ghi ở xã của danh mục mới hơn, danh mục này không xếp được",
        "split": "xã cũ đã chia tách, không rõ nay thuộc xã nào",
        "no_edge": "xã cũ không nối với xã nào của danh mục này",
    }
    marks = {state.ref: state for state in covered.known}
    found = []
    for unit in ledger.units_with_lines(covered.subject):
        if unit.list == covered.list:
            continue
        standing = ledger.standing(covered.subject, unit)
        if not standing.reported or not standing.decided_by:
            continue
        line = standing.decided_by.record.id
        if line in why:
            found.append((line, unit, says[why[line]]))
            continue
        heirs = [ref for ref in kb.successors.get(unit, ()) if ref.list == covered.list]
        waiting = [ref for ref in heirs if ref in marks and marks[ref].mark is Mark.PENDING]
        if waiting:
            name = kb.unit_name(waiting[0])
            found.append((line, unit, f"ghi ở xã cũ, nay thuộc {name}: chờ xác nhận lại"))
    return found


def census(ledgers: Mapping[dt.date, Ledger], list_id: str) -> dict[dt.date, dict[str, Spread]]:
    """For each of some days, every model and practice of which anything is known; one after the other, over all days,
    so that no ledger is read twice.
    """
    found: dict[dt.date, dict[str, Spread]] = {day: {} for day in ledgers}
    for subject in next(iter(ledgers.values())).kb.subjects if ledgers else ():
        for day, ledger in ledgers.items():
            if ledger.kb.head(subject).origin_communes or ledger.units_with_lines(subject):
                found[day][subject] = spread(ledger, subject, list_id)
    return found
