"""Capital and support that models tell of as sums in đồng, by who paid; never what one household got."""

from collections.abc import Iterator, Mapping
from functools import partial

from nhanrong.records.measuring import Measure
from nhanrong.records.model import Model
from nhanrong.records.pieces import Money
from nhanrong.records.vocabulary import Capital, MoneyKind
from nhanrong.render.wording import is_old, money
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import Computation, Item, flow
from nhanrong.reports.measures.recording import of_subject
from nhanrong.reports.result import Kind

_OF_CAPITAL = frozenset({MoneyKind.INVESTMENT, MoneyKind.SUPPORT})
_DONG = "đồng"
_PAYERS: Mapping[Measure, Capital | None] = {
    Measure.CAPITAL_TOTAL: None,
    Measure.CAPITAL_SUPPORT_FUND: Capital.SUPPORT_FUND,
    Measure.CAPITAL_POLICY_BANK: Capital.POLICY_BANK,
    Measure.CAPITAL_BANK: Capital.BANK,
    Measure.CAPITAL_STATE: Capital.STATE,
    Measure.CAPITAL_PROJECT: Capital.PROJECT,
    Measure.CAPITAL_ENTERPRISE: Capital.ENTERPRISE,
    Measure.CAPITAL_UNION: Capital.UNION,
    Measure.CAPITAL_OWN: Capital.OWN,
}


def _paid(payer: Capital | None, desk: Desk) -> Iterator[Item]:
    """The sums that one payer, or any, has given, each with why it may not be added up.

    Of those of one model and payer whose dates meet only one counts, the most exactly dated, the whole before a part.
    """
    for model in desk.models:
        sure: list[Money] = []
        for one in sorted(model.money, key=_exactness):
            if one.kind in _OF_CAPITAL and (payer is None or one.payer is payer):
                why = _why_not(desk, model, one) or _told_by(one, sure)
                sure += [] if why else [one]
                yield of_subject(
                    desk,
                    model,
                    one.price_date,
                    adds=one.amount or 0,
                    whole="/" in one.price_date.text,
                    says=_says(desk, one),
                    **({"out": why} if why else {}),
                )


def _why_not(desk: Desk, model: Model, one: Money) -> str:
    if one.unit != _DONG:
        return f"{money(one)}: không phải số tiền tổng"
    if one.amount is None:
        return f"nguồn cho khoảng {money(one)}"
    if one.payer in {None, Capital.UNKNOWN}:
        return f"{money(one)}: không rõ ai chi trả"
    if not (model.place.outside or model.origin_communes) and (why := desk.not_ours(model.place)):
        return f"{money(one)}: {why}"
    for scheme in desk.kb.schemes_of(model.id):
        entry = desk.kb.models.get(scheme)
        if entry and any(other.kind in _OF_CAPITAL and other.payer is one.payer for other in entry.record.money):
            return f"{money(one)}: có thể đã nằm trong {entry.record.name}"
    return ""


def _exactness(one: Money) -> tuple[int, bool, str]:
    """The shorter the stretch the sooner; then capital before support, which may be a part of it; then by evidence."""
    return (one.price_date.last - one.price_date.first).days, one.kind is MoneyKind.SUPPORT, one.evidence.value


def _told_by(one: Money, sure: list[Money]) -> str:
    """Why a sum may be told already by one that counts: of the same payer, at the same time."""
    for other in sure:
        dates = one.price_date, other.price_date
        if other.payer is one.payer and max(date.first for date in dates) <= min(date.last for date in dates):
            return f"{money(one)}: có thể trùng với {other.kind.label.lower()} {money(other)}, đã tính"
    return ""


def _says(desk: Desk, one: Money) -> str:
    old = "giá cũ" if is_old(one, desk.asked.last, desk.kb.rules.price_years) else ""
    payer = one.payer.label if one.payer else ""
    return "; ".join(filter(None, (one.kind.label, payer, f"bằng chứng {one.evidence.value}", old, one.text)))


COMPUTED: Mapping[Measure, Computation] = {
    measure: flow(partial(_paid, payer), Kind.MONEY, told=True) for measure, payer in _PAYERS.items()
}
