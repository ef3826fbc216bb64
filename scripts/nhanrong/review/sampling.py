"""Which checked lines are looked at again: drawn so that anybody with the same number draws the same.

Every live, checked line of a list has a ticket: SHA-256 of “number/list/code/subject/group”. The lines with the
smallest tickets are drawn, the given percentage of all rounded up; so at least one, and a higher percentage only adds
lines.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from nhanrong.entries import LedgerEntry
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE
from nhanrong.review.questions import Key, latest_lines
from nhanrong.standing import Ledger


@dataclass(frozen=True)
class Drawn:
    """A line that is looked at again."""

    unit: UnitRef
    key: Key
    entry: LedgerEntry


def checked_lines(ledger: Ledger, list_id: str, since: dt.date | None = None) -> list[Drawn]:
    """The lines to draw from: the latest of its group, live, and looked at (since a day)."""
    return [
        Drawn(unit, key, entry)
        for unit in ledger.kb.units_of(list_id)
        for key, entry in sorted(latest_lines(ledger, unit).items())
        if entry.record.state in LIVE and entry.record.check is not None
        if since is None or entry.record.check.day >= since
    ]


def drawn(lines: list[Drawn], percent: int, seed: int) -> list[Drawn]:
    """The sample, by commune."""
    chosen = sorted(lines, key=lambda line: _ticket(line, seed))[: -(-percent * len(lines) // 100)]
    return sorted(chosen, key=lambda line: (line.unit, line.key))


def _ticket(line: Drawn, seed: int) -> str:
    return hashlib.sha256(f"{seed}/{line.unit}/{'/'.join(line.key)}".encode()).hexdigest()
