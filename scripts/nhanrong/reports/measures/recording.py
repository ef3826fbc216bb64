"""What records tell with a date: models begun, practices, reviews, certificates, honours, lines of the ledger."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from nhanrong.addresses import subject_address, unit_address
from nhanrong.dates import PartialDate, parse
from nhanrong.entries import LedgerEntry
from nhanrong.records.measuring import Measure
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.vocabulary import Capital
from nhanrong.reports.desk import OUTSIDE, Desk
from nhanrong.reports.items import Computation, Item, flow
from nhanrong.vietnamese import fold

_ANOTHER_LIST = "ghi ở xã của danh mục khác"


def of_subject(desk: Desk, subject: Model | Practice, date: PartialDate | None, **more: Any) -> Item:
    """Something that a model or practice tells; of one outside the area it never counts."""
    item = Item(
        code=subject.id,
        name=subject.name,
        address=subject_address(subject),
        date=date,
        units=desk.home(subject),
        subject=subject.id,
        out=OUTSIDE if subject.place.outside else "",
    )
    return replace(item, **more)


def _models_new(desk: Desk) -> Iterator[Item]:
    for model in desk.models:
        part = f"thuộc {desk.kb.head(model.part_of).name}" if model.part_of else ""
        yield of_subject(desk, model, model.started, says=part)


def _models_reviewed(desk: Desk) -> Iterator[Item]:
    for model in desk.models:
        if model.reviewed:
            yield of_subject(desk, model, parse(model.reviewed.day.isoformat()), says=model.reviewed.role)


def _practices_new(desk: Desk) -> Iterator[Item]:
    for practice in desk.practices:
        general = "quy trình chung, không phải của địa bàn"
        yield of_subject(desk, practice, practice.year, **({"out": general} if practice.general else {}))


def _with_capital(payer: Capital, desk: Desk) -> Iterator[Item]:
    """Models that name a source of capital; of one without a beginning the latest of its sources tells when."""
    for model in desk.models:
        if payer in model.capital_sources or any(money.payer is payer for money in model.money):
            yield of_subject(desk, model, model.started or known_since(desk, model), says=payer.label)


def known_since(desk: Desk, model: Model) -> PartialDate | None:
    """The latest date of a model's sources, else the day on which it was recorded."""
    dated = [head.date for head in map(desk.kb.source_head, model.sources) if head and head.date]
    if dated:
        return max(dated)
    return parse(model.recorded_on.isoformat()) if model.recorded_on else None


def _certificates(words: str, desk: Desk) -> Iterator[Item]:
    for model in desk.models:
        for one in model.certificates:
            if words not in fold(one.kind):
                continue
            says = ", ".join(filter(None, (one.kind, one.holder, one.number and f"số {one.number}", one.text)))
            yield of_subject(desk, model, one.issued, says=says, ends=one.expires)


def _honours(desk: Desk) -> Iterator[Item]:
    for model in desk.models:
        for one in model.honours:
            yield of_subject(desk, model, one.year, says=", ".join(filter(None, (one.title, one.level))))


def _lines(desk: Desk) -> Iterator[LedgerEntry]:
    """Every line that stands, commune by commune, so that no ledger is read twice."""
    kb = desk.kb
    for list_id in kb.lists:
        for ref in kb.units_of(list_id):
            yield from (one for one in kb.lines_by_unit[ref] if one.record.id not in kb.superseded)


def _of_line(desk: Desk, entry: LedgerEntry, date: PartialDate, says: str) -> Item:
    here = entry.unit.list == desk.list_id
    return Item(
        code=entry.record.id,
        name=f"{desk.kb.head(entry.record.subject).name}, {desk.unit_name(entry.unit)}",
        address=unit_address(entry.unit),
        date=date,
        units=(entry.unit,) if here else (),
        out="" if here else _ANOTHER_LIST,
        subject=entry.record.subject,
        says=says,
    )


def _ledger_lines(desk: Desk) -> Iterator[Item]:
    for entry in _lines(desk):
        moment = desk.kb.moment(entry)
        days = dict.fromkeys((moment.first.isoformat(), moment.last.isoformat()))
        date = entry.record.date or parse("/".join(days))
        yield _of_line(desk, entry, date, entry.record.state.label.lower())


def _field_checks(desk: Desk) -> Iterator[Item]:
    for entry in _lines(desk):
        check = entry.record.check
        if check:
            says = f"{check.role}, mức {check.level}"
            yield _of_line(desk, entry, parse(check.day.isoformat()), says)


_FOUND: Mapping[Measure, Callable[[Desk], Iterator[Item]]] = {
    Measure.MODELS_NEW: _models_new,
    Measure.MODELS_REVIEWED: _models_reviewed,
    Measure.PRACTICES_NEW: _practices_new,
    Measure.MODELS_SUPPORT_FUND: partial(_with_capital, Capital.SUPPORT_FUND),
    Measure.MODELS_POLICY_BANK: partial(_with_capital, Capital.POLICY_BANK),
    Measure.CERTIFICATES: partial(_certificates, ""),
    Measure.CERTIFICATES_OCOP: partial(_certificates, "ocop"),
    Measure.CERTIFICATES_VIETGAP: partial(_certificates, "vietgap"),
    Measure.CERTIFICATES_ORGANIC: partial(_certificates, "huu co"),
    Measure.HONOURS: _honours,
    Measure.LEDGER_LINES: _ledger_lines,
    Measure.FIELD_CHECKS: _field_checks,
}
_TOLD = frozenset(  # what a record may be silent of: none that is told is not none
    {
        Measure.MODELS_SUPPORT_FUND,
        Measure.MODELS_POLICY_BANK,
        Measure.CERTIFICATES,
        Measure.CERTIFICATES_OCOP,
        Measure.CERTIFICATES_VIETGAP,
        Measure.CERTIFICATES_ORGANIC,
        Measure.HONOURS,
    }
)
COMPUTED: Mapping[Measure, Computation] = {
    measure: flow(find, told=measure in _TOLD) for measure, find in _FOUND.items()
}
