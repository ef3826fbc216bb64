"""What a commune is asked: every open line of its ledger, and what waits on its old parts to be confirmed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from nhanrong.dates import spoken_day
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Check
from nhanrong.records.vocabulary import LIVE, State
from nhanrong.returning import offices
from nhanrong.review.choices import ENDED
from nhanrong.standing import Ledger
from nhanrong.vietnamese import capitalised, number, reading_order, slug, uncapitalised

Key = tuple[str, str]  # a subject and the slug of a group, which is empty where a unit has one group

BLANKS = 3


class Purpose(Enum):
    """Why a sheet goes out; the value names it in files."""

    REVIEW = "ra-soat"
    RECHECK = "xem-lai"

    @property
    def title(self) -> str:
        """What stands at the head of the sheet."""
        return "Phiếu rà soát" if self is Purpose.REVIEW else "Phiếu xem lại"


@dataclass(frozen=True)
class Question:
    """One row: whether a subject is still there; `known` says what the ledger holds, `lines` are its ids."""

    subject: str
    name: str
    group: str
    before: State
    known: str
    lines: tuple[str, ...]
    households: int | None

    @property
    def key(self) -> Key:
        """What the row is about."""
        return self.subject, slug(self.group)


@dataclass(frozen=True)
class Sheet:
    """The sheet of one commune; `ended` names what is not asked because it has ended."""

    unit: UnitRef
    name: str
    place: str  # the name with its type
    list_title: str
    until: dt.date | None
    day: dt.date
    purpose: Purpose
    questions: tuple[Question, ...]
    ended: tuple[str, ...]
    blanks: int
    subjects: tuple[tuple[str, str], ...]  # id and name, for the empty rows
    send_to: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number of the form."""
        return f"{self.purpose.value}-{self.unit.list}-{self.unit.code}-{self.day:%Y%m%d}"

    @property
    def file(self) -> str:
        """How its files are named, without an ending."""
        start = "phieu" if self.purpose is Purpose.REVIEW else "phieu-xem-lai"
        return f"{start}-{self.unit.code}-{slug(self.name)}"


def review_sheet(
    ledger: Ledger, unit: UnitRef, subjects: Collection[str] | None = None, *, blanks: int = BLANKS
) -> Sheet:
    """The sheet of a unit about all subjects, or these."""
    kb = ledger.kb
    chosen = [(name, kb.head(name).name) for name in kb.subjects if subjects is None or name in subjects]
    return _sheet(
        ledger,
        unit,
        Purpose.REVIEW,
        questions=tuple(one for one in questions(ledger, unit) if subjects is None or one.subject in subjects),
        ended=tuple(_ended(ledger, unit, subjects)),
        blanks=blanks,
        subjects=tuple(sorted(chosen, key=lambda one: reading_order(one[1]))),
    )


def recheck_sheet(ledger: Ledger, unit: UnitRef, keys: Collection[Key]) -> Sheet:
    """The sheet that asks again for these rows, without the numbers of the first time."""
    asked = tuple(question for question in questions(ledger, unit, blind=True) if question.key in keys)
    return _sheet(ledger, unit, Purpose.RECHECK, questions=asked, ended=(), blanks=0, subjects=())


def _sheet(
    ledger: Ledger,
    unit: UnitRef,
    purpose: Purpose,
    *,
    questions: tuple[Question, ...],
    ended: tuple[str, ...],
    blanks: int,
    subjects: tuple[tuple[str, str], ...],
) -> Sheet:
    kb = ledger.kb
    unit_list = kb.lists[unit.list].record
    return Sheet(
        unit=unit,
        name=kb.units[unit].name,
        place=kb.unit_name(unit),
        list_title=unit_list.title,
        until=unit_list.valid_to,
        day=ledger.day,
        purpose=purpose,
        questions=questions,
        ended=ended,
        blanks=blanks,
        subjects=subjects,
        send_to=offices(kb),
    )


def questions(ledger: Ledger, unit: UnitRef, *, blind: bool = False) -> list[Question]:
    """The rows of a unit by name and group: its own open lines, and one for each subject that waits on its parts."""
    found = [
        _asked(ledger.kb, [latest], blind=blind) for latest in latest_lines(ledger, unit).values() if _open(latest)
    ]
    for lines in _waiting(ledger, unit).values():
        still_open = [entry for entry in lines if _open(entry)]
        if still_open:
            found.append(_asked(ledger.kb, still_open, now=unit, blind=blind))
    return sorted(found, key=lambda one: (reading_order(one.name), one.subject, reading_order(one.group)))


def latest_lines(ledger: Ledger, unit: UnitRef) -> dict[Key, LedgerEntry]:
    """The latest line of each subject and group on the unit itself, by the day."""
    found: dict[Key, LedgerEntry] = {}
    for entry in ledger.kb.lines_by_unit[unit]:  # oldest first
        line = entry.record
        if ledger.kb.moment(entry).last <= ledger.day and line.id not in ledger.kb.superseded:
            found[line.subject, slug(line.group or "")] = entry
    return found


def _waiting(ledger: Ledger, unit: UnitRef) -> dict[str, list[LedgerEntry]]:
    """The latest lines on old parts of the subjects of which the unit has no line of its own."""
    own = {subject for subject, _ in latest_lines(ledger, unit)}
    found: dict[str, list[LedgerEntry]] = defaultdict(list)
    for part in ledger.kb.parts.get(unit, ()):
        if not part.inside:
            continue
        lines = [*latest_lines(ledger, part.ref).values()]
        lines += [entry for below in _waiting(ledger, part.ref).values() for entry in below]
        for entry in lines:
            if entry.record.subject not in own:
                found[entry.record.subject].append(entry)
    return found


def _open(entry: LedgerEntry) -> bool:
    return entry.record.state not in ENDED


def _asked(kb: Knowledge, lines: Sequence[LedgerEntry], *, now: UnitRef | None = None, blind: bool) -> Question:
    """The question about lines of one subject; with `now`, lines on old parts of that unit."""
    live = [entry for entry in lines if entry.record.state in LIVE]
    decides = max(live or lines, key=kb.order)
    subject = decides.record.subject
    if now is None:
        said = capitalised(known_of(kb, decides, blind=blind)) + "."
    else:
        said = f"Từ {'; '.join(_from_part(kb, entry, now, blind=blind) for entry in lines)}."
    counted = [entry.record.households for entry in live if entry.record.households is not None]
    return Question(
        subject=subject,
        name=kb.head(subject).name,
        group=(decides.record.group or "") if now is None else "",
        before=decides.record.state,
        known=said,
        lines=tuple(sorted(entry.record.id for entry in lines)),
        households=sum(counted) if counted else None,
    )


def _from_part(kb: Knowledge, entry: LedgerEntry, now: UnitRef, *, blind: bool) -> str:
    split = any(part.split for part in kb.parts.get(now, ()) if part.ref == entry.unit)
    group = f", {entry.record.group}" if entry.record.group else ""
    return f"{kb.unit_name(entry.unit)} (cũ{', đã chia' if split else ''}){group}: {known_of(kb, entry, blind=blind)}"


def known_of(kb: Knowledge, entry: LedgerEntry, *, blind: bool = False) -> str:
    """What a line says, in a few words: state, when, households, by which source, who looked."""
    line = entry.record
    said = [f"{uncapitalised(line.state.label)} {kb.moment(entry).spoken}"]
    if not blind:
        said.append(f"{number(line.households)} hộ" if line.households is not None else "chưa rõ số hộ")
        said.append(_source(kb, entry))
        said.append(_seen(line.check))
    return ", ".join(said)


def _seen(check: Check | None) -> str:
    if check is None:
        return "chưa ai xem"
    who = "chính người báo" if check.same_as_reporter else "không phải người báo"
    return f"{check.role} ({who}) xem {spoken_day(check.day)}"


def _source(kb: Knowledge, entry: LedgerEntry) -> str:
    source = kb.sources[entry.record.sources[0]].record
    more = " và nguồn khác" if len(entry.record.sources) > 1 else ""
    return f"theo {source.publisher or source.title}{more}"


def _ended(ledger: Ledger, unit: UnitRef, subjects: Collection[str] | None) -> Iterator[str]:
    """What has ended and is not asked, unless another group still lives."""
    kb = ledger.kb
    asked = {one.subject for one in questions(ledger, unit)}
    lines = [*latest_lines(ledger, unit).values()]
    lines += [entry for waiting in _waiting(ledger, unit).values() for entry in waiting]
    for entry in sorted(lines, key=lambda one: (reading_order(kb.head(one.record.subject).name), kb.order(one))):
        line = entry.record
        if line.state in ENDED and line.subject not in asked and (subjects is None or line.subject in subjects):
            where = "" if entry.unit == unit else f" ở {kb.unit_name(entry.unit)} (cũ)"
            yield f"{kb.head(line.subject).name} ({uncapitalised(line.state.label)}{where}, {kb.moment(entry).spoken})"
