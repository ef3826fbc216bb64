"""Households and organisations that do what models and practices show, each counted once."""

from collections.abc import Iterator, Mapping
from functools import partial

from nhanrong.addresses import unit_address
from nhanrong.records.fields import UnitRef
from nhanrong.records.measuring import Measure
from nhanrong.records.vocabulary import Organisation
from nhanrong.reports.census import Holding, Spread
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import UNCLEAR, Computation, Scope
from nhanrong.reports.measures.spreading import NO_LIST
from nhanrong.reports.result import Ground, Kind, LeftOut, Value
from nhanrong.reports.saying import MISSING
from nhanrong.vietnamese import NBSP, number, slug

_FORMS: Mapping[Measure, Organisation] = {
    Measure.PROFESSIONAL_GROUPS: Organisation.PROFESSIONAL_GROUP,
    Measure.COOPERATIVE_GROUPS: Organisation.COOPERATIVE_GROUP,
    Measure.COOPERATIVES: Organisation.COOPERATIVE,
    Measure.FARMS: Organisation.FARM,
    Measure.CLUBS: Organisation.CLUB,
}


def _held(desk: Desk, scope: Scope) -> Iterator[tuple[Spread, Holding]]:
    """What the latest live lines say that a scope asks for."""
    day = scope.window.last
    if scope.subject:
        spreads = [desk.spread(scope.subject, day)]
    else:
        spreads = desk.in_unit(scope.unit, day) if scope.unit else list(desk.census(day).values())
    for one in spreads:
        for holding in one.holdings:
            if scope.unit in {None, holding.unit}:
                yield one, holding


def _households(desk: Desk, scope: Scope, *, current: bool) -> Value:
    if not desk.in_force(scope.window.last):
        return Value(Kind.COUNT, text=NO_LIST)
    held = list(_held(desk, scope))
    told = {
        (one.subject, holding.unit)
        for one, holding in held
        if holding.households is not None and (holding.current or not current)
    }
    grounds: list[Ground] = []
    left: list[LeftOut] = []
    number_of = 0
    for one, holding in held:
        name = f"{one.name}, {desk.unit_name(holding.unit)}"
        scheme = _scheme(desk, one, holding.unit, told) if not scope.subject else ""
        if current and not holding.current:
            left.append(LeftOut(holding.line, name, f"đã quá hạn, không rõ hiện trạng: {holding.says}"))
        elif holding.households is None:
            left.append(LeftOut(holding.line, name, "dòng này chưa ghi số hộ"))
        elif scheme:
            left.append(LeftOut(holding.line, name, f"đã tính trong {desk.kb.head(scheme).name}"))
        else:
            adds = f"{number(holding.households)}{NBSP}hộ"
            grounds.append(Ground(holding.line, name, adds, holding.says, unit_address(holding.unit)))
            number_of += holding.households
    if not grounds:
        return Value(Kind.COUNT, text=UNCLEAR if left else MISSING, left_out=tuple(left))
    return Value(Kind.COUNT, number_of, grounds=tuple(grounds), left_out=tuple(left))


def _scheme(desk: Desk, one: Spread, unit: UnitRef, told: set[tuple[str, UnitRef]]) -> str:
    """The scheme that tells of the same unit and so has counted already what one of its groups tells."""
    return next((scheme for scheme in desk.schemes_of(one.subject) if (scheme, unit) in told), "")


def _organisations(form: Organisation, desk: Desk, scope: Scope) -> Value:
    if not desk.in_force(scope.window.last):
        return Value(Kind.COUNT, text=NO_LIST)
    held = [(one, holding) for one, holding in _held(desk, scope) if holding.form is form]
    told = {(one.subject, holding.unit) for one, holding in held}
    named: dict[tuple[UnitRef, str], str] = {}
    grounds: list[Ground] = []
    left: list[LeftOut] = []
    number_of = 0
    for one, holding in held:
        called = holding.called or form.label
        name = f"{called}, {desk.unit_name(holding.unit)}"
        known = named.get((holding.unit, slug(holding.called))) if holding.called else None
        scheme = _scheme(desk, one, holding.unit, told) if not scope.subject and not known else ""
        if known or scheme:
            left.append(LeftOut(holding.line, name, f"đã tính ở {known or desk.kb.head(scheme).name}"))
            continue
        if holding.called:
            named[holding.unit, slug(holding.called)] = one.name
        adds = f"{number(holding.count)}{NBSP}tổ chức"
        grounds.append(Ground(holding.line, name, adds, f"{one.name}: {holding.says}", unit_address(holding.unit)))
        number_of += holding.count
    if not grounds:
        return Value(Kind.COUNT, text=MISSING, left_out=tuple(left))
    return Value(Kind.COUNT, number_of, grounds=tuple(grounds), left_out=tuple(left))


COMPUTED: Mapping[Measure, Computation] = {
    Measure.HOUSEHOLDS_REPORTED: partial(_households, current=False),
    Measure.HOUSEHOLDS_CURRENT: partial(_households, current=True),
    **{measure: partial(_organisations, form) for measure, form in _FORMS.items()},
}
