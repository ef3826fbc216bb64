"""All that a reviewer is told of a change: what differs, what it does to the figures, which pages to look at."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.addresses import record_address, unit_address
from nhanrong.checks.privacy import concerns_privacy
from nhanrong.comparing.changes import Change, Changes, changes
from nhanrong.comparing.moves import Move, Verdict, moves, touched, verdicts
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.render.ledger_rows import Row, row
from nhanrong.standing import Ledger
from nhanrong.vietnamese import capitalised

_SECTION_OF = {"model": "models", "practice": "practices", "session": "sessions"}


@dataclass(frozen=True)
class Side:
    """A knowledge base as one of both revisions has it, with its problems."""

    kb: Knowledge
    problems: Sequence[Problem]


@dataclass(frozen=True)
class PageLink:
    """A page to look at: its title, its address in the site, and whether it was there before."""

    title: str
    address: str
    known: bool


@dataclass(frozen=True)
class Report:
    """What a change means on a day.

    `private` counts what the guard refuses on either side: then nothing of the texts is repeated. `moves` is None where
    the records have problems, for then nothing can be counted.
    """

    base: str
    day: dt.date
    site_url: str
    problems_before: int
    problems_after: int
    private: int
    changes: Changes
    lines: tuple[tuple[LedgerEntry, Row | None], ...]
    moves: tuple[Move, ...] | None
    verdicts: tuple[Verdict, ...]
    pages: tuple[PageLink, ...]


NOTHING = Changes((), (), (), (), (), (), ())


def report(base: str, before: Side, after: Side, day: dt.date) -> Report:
    """What it means that `before` became `after`; both sides are read on the same day."""
    private = len({problem for side in (before, after) for problem in side.problems if concerns_privacy(problem)})
    found = NOTHING if private else changes(before.kb, after.kb)
    counted = not (private or before.problems or after.problems)
    old, new = Ledger(before.kb, day), Ledger(after.kb, day)
    area = before.kb.area_entry or after.kb.area_entry
    return Report(
        base=base,
        day=day,
        site_url=f"{area.record.site_url.rstrip('/')}/" if area else "",
        problems_before=len(before.problems),
        problems_after=len(after.problems),
        private=private,
        changes=found,
        lines=tuple((line.entry, _row(after.kb, line.entry, day)) for line in found.added),
        moves=tuple(moves(old, new, touched(before.kb, after.kb, found))) if counted else None,
        verdicts=tuple(verdicts(old, new)) if counted else (),
        pages=tuple(_pages(before.kb, after.kb, found)),
    )


def _row(kb: Knowledge, entry: LedgerEntry, day: dt.date) -> Row | None:
    """A line as it is read; None where it names what is not there."""
    line = entry.record
    known = kb.today(line.subject) in kb.subjects and all(name in kb.sources for name in line.sources)
    today = LedgerEntry(
        line.model_copy(update={"subject": kb.today(line.subject)}), entry.document, entry.path, unit=entry.unit
    )
    return row(kb, today, day) if known else None


def _pages(before: Knowledge, after: Knowledge, found: Changes) -> Iterator[PageLink]:
    """The pages that show what differs, each once."""
    sections = {"area.yml": ("Trang chủ", ""), "rules.yml": ("Cách tính", "cach-tinh/"), "units": ("Xã", "xa/")}
    yield from (PageLink(*page, known=True) for top, page in sections.items() if top in found.tops)
    shown: dict[str, tuple[str, bool]] = {}
    for one in found.records:
        section = _SECTION_OF.get(one.kind.name)
        if section and one.change is not Change.REMOVED:
            shown[record_address(section, one.id)] = one.name, one.change is Change.CHANGED and not one.former
    entries = [line.entry for line in (*found.added, *found.removed, *found.rewritten)]
    for subject in dict.fromkeys(after.today(entry.record.subject) for entry in entries):
        if subject in after.subjects:
            head = after.head(subject)
            shown.setdefault(record_address(head.kind, subject), (head.name, subject in before.subjects))
    for unit in dict.fromkeys(entry.unit for entry in entries):
        if unit in after.units:
            shown[unit_address(unit)] = f"{capitalised(after.unit_name(unit))} ({unit.list})", unit in before.units
    yield from (PageLink(title, address, known) for address, (title, known) in shown.items())
