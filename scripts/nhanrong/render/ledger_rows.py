"""Lines of the ledger and sources as the tables of pages show them: every cell as one text."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nhanrong.addresses import record_address, unit_address
from nhanrong.dates import PartialDate, spoken_day
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.publication import Publication
from nhanrong.records.ledger import Line
from nhanrong.records.source import Source
from nhanrong.records.vocabulary import Evidence, Reach, ReadExtent
from nhanrong.vietnamese import capitalised, number

_BASES = {"source": " (ngày của nguồn)", "recorded": " (ngày ghi sổ)", "line": ""}
_LINKED = frozenset({Reach.ORIGINAL, Reach.SECONDARY})
_NEVER_LINKED = frozenset({Reach.MIRROR, Reach.SEIZED})


@dataclass(frozen=True)
class Row:
    """One line of the ledger, cell by cell."""

    id: str
    superseded: bool
    subject: str
    subject_address: str
    unit: str
    unit_address: str
    state: str
    when: str
    households: str
    check: str
    sources: str
    evidence: Evidence


def ledger_rows(publication: Publication, entries: Iterable[LedgerEntry]) -> list[Row]:
    """Lines as rows, in the same order."""
    return [row(publication.kb, entry, publication.day) for entry in entries]


def row(kb: Knowledge, entry: LedgerEntry, day: dt.date) -> Row:
    """One line, of records without faults, as it is read on a day."""
    line = entry.record
    subject = kb.head(line.subject)
    return Row(
        id=line.id,
        superseded=line.id in kb.superseded,
        subject=subject.name,
        subject_address=record_address(subject.kind, subject.id),
        unit=capitalised(kb.unit_name(entry.unit)),
        unit_address=unit_address(entry.unit),
        state=_state(line),
        when=_when(kb, entry, day),
        households=number(line.households) if line.households is not None else "chưa rõ",
        check=_check(line),
        sources="; ".join(_short(kb.sources[name].record) for name in line.sources),
        evidence=line.evidence,
    )


def _state(line: Line) -> str:
    said = line.state.label
    if line.group:
        said += f" ({line.group})"
    if line.organisation:
        name = f": {line.organisation.name}" if line.organisation.name else ""
        said += f"; {line.organisation.count} {line.organisation.form.label.lower()}{name}"
    if line.scale:
        said += f"; {line.scale}"
    if line.reason:
        said += f"; vì {line.reason.label.lower()}"
    if line.learnt:
        said += f". Rút ra: {line.learnt}"
    if line.note:
        said += f". {line.note}"
    return said


def _when(kb: Knowledge, entry: LedgerEntry, day: dt.date) -> str:
    moment = kb.moment(entry)
    later = f" (tính từ {spoken_day(moment.last)}, chưa tính hôm nay)" if moment.last > day else ""
    return moment.spoken + later + _BASES[moment.basis]


def _check(line: Line) -> str:
    check = line.check
    if check is None:
        return "chưa ai kiểm tra"
    same = " (cũng là người báo)" if check.same_as_reporter else ""
    return f"mức {check.level}, {check.role}, {spoken_day(check.day)}{same}"


@lru_cache(maxsize=4096)
def _spoken(date: PartialDate) -> str:
    return date.spoken


def _short(source: Source) -> str:
    name = source.publisher or source.title
    return f"{name} {_spoken(source.date)}" if source.date else name


@dataclass(frozen=True)
class SourceLine:
    """A source with its address, if it may be linked, and what is said before and after its grade."""

    title: str
    url: str
    about: str
    evidence: Evidence
    note: str


def source_line(source: Source) -> SourceLine:
    """A source as the list below a record shows it."""
    about = f". {source.publisher}" if source.publisher else ""
    about += f", {_spoken(source.date) if source.date else 'không ghi ngày'}."
    if source.number:
        about += f" Số {source.number}."
    if source.kept_at:
        about += f" Lưu tại {source.kept_at}."
    if source.reach is not Reach.ORIGINAL:
        about += f" {source.reach.label}{', không đặt đường dẫn' if source.reach in _NEVER_LINKED else ''}."
    if source.read is ReadExtent.OPENING:
        about += f" {source.read.label}."
    url = source.url if source.url and source.reach in _LINKED else ""
    return SourceLine(source.title, url, about, source.evidence, source.note or "")
