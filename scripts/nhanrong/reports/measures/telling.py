"""What a model says of itself in words: its place, scale, profit, review."""

from collections.abc import Callable, Mapping

from nhanrong.dates import spoken_day
from nhanrong.records.measuring import Measure
from nhanrong.records.model import Model
from nhanrong.records.vocabulary import MoneyKind
from nhanrong.render.wording import accounts_dated, is_old, money, places, quantity, reckoned, yearly_lines
from nhanrong.reports.desk import Desk
from nhanrong.reports.items import Computation, Scope
from nhanrong.reports.result import Kind, Value
from nhanrong.reports.saying import MISSING
from nhanrong.vietnamese import capitalised, spoken_money

_MOST = 3  # figures of scale that a cell has room for


def _text(say: Callable[[Desk, Model], str]) -> Computation:
    def compute(desk: Desk, scope: Scope) -> Value:
        assert scope.subject is not None  # the rows are models
        return Value(Kind.TEXT, text=say(desk, desk.model_of[scope.subject]))

    return compute


def _sector(_: Desk, model: Model) -> str:
    return model.sector.label


def _started(_: Desk, model: Model) -> str:
    return model.started.spoken if model.started else "không rõ"


def _place(desk: Desk, model: Model) -> str:
    return capitalised("; ".join(place.words for place in places(desk.kb, model.place)))


def _scale(_: Desk, model: Model) -> str:
    said = []
    for one in model.scale[:_MOST]:
        when = f", {one.date.spoken}" if one.date else ""
        said.append(f"{one.what}: {quantity(one)} ({one.evidence.value}{when})")
    return "; ".join(said) or MISSING


def _profit(desk: Desk, model: Model) -> str:
    """From the accounts where there are any; else what sources tell, old prices marked."""
    found = reckoned(model.accounts) if model.accounts else None
    if found and found.profit is not None and model.accounts:
        prices = accounts_dated(yearly_lines(model.accounts), desk.asked.last, desk.kb.rules.price_years)
        old = f", {prices.old}" if prices.old else ""
        sign = "lỗ " if found.profit < 0 else ""
        said = f"{sign}{spoken_money(abs(found.profit))} trên {model.accounts.basis}"
        return f"{said} (tính từ sổ thu chi, giá {prices.spoken}{old})"
    stated = []
    for one in model.money:
        if one.kind is MoneyKind.PROFIT:
            old = ", giá cũ" if is_old(one, desk.asked.last, desk.kb.rules.price_years) else ""
            stated.append(f"{money(one)} (giá {one.price_date.spoken}, bằng chứng {one.evidence.value}{old})")
    return "; ".join(stated) or MISSING


def _review(_: Desk, model: Model) -> str:
    return f"đã thẩm định {spoken_day(model.reviewed.day)}" if model.reviewed else "chưa thẩm định kỹ thuật"


COMPUTED: Mapping[Measure, Computation] = {
    Measure.MODEL_SECTOR: _text(_sector),
    Measure.MODEL_STARTED: _text(_started),
    Measure.MODEL_PLACE: _text(_place),
    Measure.MODEL_SCALE: _text(_scale),
    Measure.MODEL_PROFIT: _text(_profit),
    Measure.MODEL_REVIEW: _text(_review),
}
