"""One cell of a form: which measure, over which span, of what; from it the value, compared and planned ones too."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from nhanrong.records.fields import UnitRef
from nhanrong.records.form import Form
from nhanrong.records.measuring import FLOW, SIZES, Counted, Measure, Span
from nhanrong.records.vocabulary import SessionKind
from nhanrong.reports.desk import Asked, Desk
from nhanrong.reports.items import Scope
from nhanrong.reports.measures import COMPUTED
from nhanrong.reports.result import Ground, Kind, Value
from nhanrong.reports.saying import in_cell
from nhanrong.reports.windows import COMPARED, DAY, Window, comparable, earlier, window_of

NO_PLAN = "chưa giao"
NO_COMPARISON = "chưa so được"


@dataclass(frozen=True)
class Wanted:
    """A cell as a form asks for it."""

    measure: Measure
    span: Span
    unit: UnitRef | None = None
    subject: str | None = None
    session: str | None = None
    kinds: tuple[SessionKind, ...] = ()
    per: int = 1  # so many đồng are one of what an amount is told in


def kind_of(measure: Measure, span: Span, per: int | None = None) -> Kind:
    """How the values of a measure over a span are written; in thousands or millions an amount may have decimals."""
    kind = Kind.SHARE if span is Span.SHARE else Kind(measure.counted.value)
    return Kind.NUMBER if kind is Kind.MONEY and (per or 1) > 1 else kind


def unit_of(measure: Measure, span: Span, per: int | None = None) -> str:
    """What they count: of an amount also in which unit, “triệu đồng”."""
    if span is Span.SHARE:
        return "%"
    return f"{SIZES[per]} {measure.unit}".lstrip() if per and measure.counted is Counted.MONEY else measure.unit


def days_of(asked: Asked, wanted: Iterable[tuple[Measure, Span]]) -> set[dt.date]:
    """The days on which the ledger has to be looked at for these measures and spans."""
    found: set[dt.date] = set()
    for measure, span in wanted:
        if measure.spans == FLOW:
            continue
        window = window_of(measure, span, asked.first, asked.last)
        windows = [window, earlier(window)] if span is Span.CHANGE else [window]
        for one in windows:
            found |= {one.last} | ({one.eve} if one.first else set())
    return found


def value(desk: Desk, form: Form, wanted: Wanted) -> Value:
    """The value of a cell, in its unit; empty where the measure has no such span."""
    return _in_unit(_value(desk, form, wanted), wanted.per)


def _in_unit(whole: Value, per: int) -> Value:
    """An amount in thousands, millions or billions, to the last đồng; what is no amount stays as it is."""
    if whole.kind is not Kind.MONEY or per == 1:
        return whole
    if whole.number is None:
        return replace(whole, kind=Kind.NUMBER)
    part = Fraction(whole.number) / per
    return replace(whole, kind=Kind.NUMBER, number=int(part) if part.denominator == 1 else float(part))


def _value(desk: Desk, form: Form, wanted: Wanted) -> Value:
    measure, span = wanted.measure, wanted.span
    kind = kind_of(measure, span)
    if span not in measure.spans:
        return Value(kind)
    window = window_of(measure, span, desk.asked.first, desk.asked.last)
    this_year = window_of(measure, Span.CHANGE, desk.asked.first, desk.asked.last)
    if span in COMPARED and not comparable(this_year):
        return Value(kind, text=NO_COMPARISON)
    match span:
        case Span.PLAN:
            return _plan(desk, form, wanted, kind)
        case Span.SHARE:
            return _share(_computed(desk, wanted, window), _plan(desk, form, wanted, kind))
        case Span.CHANGE:
            since = _computed(desk, wanted, _year_to(window)) if measure.spans != FLOW else None
            return _change(_computed(desk, wanted, window), _computed(desk, wanted, earlier(window)), kind, since)
        case Span.PREVIOUS if measure.spans == FLOW:
            now, before = _computed(desk, wanted, this_year), _computed(desk, wanted, window)
            return _change(now, before, kind) if _over_an_edge(now, before) else before
        case _:
            return _computed(desk, wanted, window)


def _computed(desk: Desk, wanted: Wanted, window: Window) -> Value:
    unit = wanted.unit or desk.asked.unit
    scope = Scope(window, unit, wanted.subject, wanted.session, wanted.kinds)
    return COMPUTED[wanted.measure](desk, scope)


def _plan(desk: Desk, form: Form, wanted: Wanted, kind: Kind) -> Value:
    """What was ordered for the year of the last day; nobody's order is nothing, not 0."""
    unit = wanted.unit or desk.asked.unit
    for plan in form.plans:
        asked = (wanted.measure, desk.asked.last.year, unit, wanted.subject)
        if (plan.measure, plan.in_year, plan.unit, plan.subject) == asked and not wanted.kinds:
            number = int(plan.value) if plan.value.is_integer() else plan.value
            said = Ground("", plan.document, in_cell(Value(kind, number)), f"giao cho năm {plan.in_year}")
            return Value(kind, number, grounds=(said,))
    return Value(kind, text=NO_PLAN)


def _share(now: Value, plan: Value) -> Value:
    """How much of a plan is done; more than all of it is more than 100 %."""
    if plan.number is None or now.number is None:
        return Value(Kind.SHARE, text="" if plan.number is None else now.text)
    if plan.number != int(plan.number) or not plan.number:
        return Value(Kind.SHARE, text="chỉ tiêu không chia được")
    return Value(Kind.SHARE, now.number, of=int(plan.number), grounds=plan.grounds + now.grounds, left_out=now.left_out)


def _year_to(window: Window) -> Window:
    """The days between two that are compared."""
    return Window(earlier(window).last + DAY, window.last)


def _change(now: Value, before: Value, kind: Kind, since: Value | None = None) -> Value:
    """The difference to the year before; without both numbers there is none, and the words say which is missing.

    Nor is there one where something lies over an edge: of what stands on a day, what is new `since` tells so.
    """
    grounds = tuple(
        Ground("", name, in_cell(one) or "—", "so sánh")
        for name, one in (("Kỳ này", now), ("Cùng kỳ năm trước", before))
    )
    unsure = tuple(one for one in since.left_out if one.edge) if since else ()
    left = tuple(dict.fromkeys(unsure + now.left_out + before.left_out))
    if now.number is None or before.number is None or unsure or _over_an_edge(now, before):
        return Value(kind, text=NO_COMPARISON, grounds=grounds, left_out=left)
    return Value(kind, now.number - before.number, grounds=grounds, left_out=left)


def _over_an_edge(*values: Value) -> bool:
    """Whether something lies across an edge of a window, so that one year may hold what the other lacks."""
    return any(one.edge for value in values for one in value.left_out)


def textual(measure: Measure) -> bool:
    """Whether a measure is told in words."""
    return measure.counted is Counted.TEXT
