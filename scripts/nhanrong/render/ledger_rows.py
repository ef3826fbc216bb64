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
from nhanrong.render.speaking import Pieces
from nhanrong.vietnamese import capitalised, number

_BASES = {"source": "ngày của nguồn", "recorded": "ngày ghi sổ"}
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
        sources=_several(_short(kb.sources[name].record) for name in line.sources),
        evidence=line.evidence,
    )


def _state(line: Line) -> str:
    said = [line.state.label]
    if line.group:
        said += [" (", line.group, ")"]
    if line.organisation:
        said += ["; ", str(line.organisation.count), " ", line.organisation.form.label.lower()]
        said += [": ", line.organisation.name] if line.organisation.name else []
    if line.scale:
        said += ["; ", line.scale]
    if line.reason:
        said += ["; ", "vì", " ", line.reason.label.lower()]
    if line.learnt:
        said += [". ", "Rút ra", ": ", line.learnt]
    if line.note:
        said += [". ", line.note]
    return Pieces(*said)


def _when(kb: Knowledge, entry: LedgerEntry, day: dt.date) -> str:
    moment = kb.moment(entry)
    said = [moment.spoken]
    if moment.last > day:
        said += [" (", f"tính từ {spoken_day(moment.last)}, chưa tính hôm nay", ")"]
    if moment.basis in _BASES:
        said += [" (", _BASES[moment.basis], ")"]
    return Pieces(*said)


def _check(line: Line) -> str:
    check = line.check
    if check is None:
        return "chưa ai kiểm tra"
    same = [" (", "cũng là người báo", ")"] if check.same_as_reporter else []
    return Pieces("mức", f" {check.level}, ", check.role, f", {spoken_day(check.day)}", *same)


@lru_cache(maxsize=4096)
def _spoken(date: PartialDate) -> str:
    return date.spoken


def _several(found: Iterable[str]) -> str:
    """Texts one after the other, a semicolon between two."""
    return Pieces(*[piece for text in found for piece in ("; ", text)][1:])


def _short(source: Source) -> str:
    name = source.publisher or source.title
    return Pieces(name, " ", _spoken(source.date)) if source.date else name


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
    about = [". ", source.publisher] if source.publisher else []
    about += [", ", _spoken(source.date) if source.date else "không ghi ngày", "."]
    if source.number:
        about += [" ", "Số", f" {source.number}."]
    if source.kept_at:
        about += [" ", "Lưu tại", " ", source.kept_at, "."]
    if source.reach is not Reach.ORIGINAL:
        about += [" ", source.reach.label]
        about += [", ", "không đặt đường dẫn"] if source.reach in _NEVER_LINKED else []
        about += ["."]
    if source.read is ReadExtent.OPENING:
        about += [" ", source.read.label, "."]
    url = source.url if source.url and source.reach in _LINKED else ""
    return SourceLine(source.title, url, Pieces(*about), source.evidence, source.note or "")
