"""Numbers, money and places of records as a reader says them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from nhanrong.dates import PartialDate, parse
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.pieces import NOT_STATED, Accounts, Money, Place, Quantity
from nhanrong.vietnamese import NBSP, number, spoken_money


def money(value: Money) -> str:
    """36 triệu đồng/ha, or a range: 6 đến 7 triệu đồng."""
    per = value.unit.removeprefix("đồng")
    if value.amount is not None:
        return spoken_money(value.amount) + per
    assert value.min is not None  # a check sees to it
    assert value.max is not None
    return f"{spoken_money(value.min).removesuffix(f'{NBSP}đồng')} đến {spoken_money(value.max)}{per}"


def quantity(value: Quantity) -> str:
    """The number with its unit, a range, or the words of the source."""
    unit = f"{NBSP}{value.unit}" if value.unit else ""
    if value.value is not None:
        return f"{plain(value.value)}{unit}"
    if value.min is not None and value.max is not None:
        return f"{plain(value.min)} đến {plain(value.max)}{unit}"
    return value.text or ""


def plain(value: float) -> str:
    """A number without a fraction that says nothing: 12, not 12,0."""
    return number(int(value)) if value == int(value) else number(value)


class Priced(Protocol):
    """What tells of when its price is."""

    @property
    def price_date(self) -> PartialDate:
        """When the price was paid or asked."""


def is_old(value: Priced, day: dt.date, years: int) -> bool:
    """Whether a price is older than the rules allow to pass without a mark."""
    return value.price_date.last.year + years < day.year


OLD_PRICE = "giá cũ"


@dataclass(frozen=True)
class Prices:
    """When the prices of a sum are of; `old` says of all of them, or of some, that they are old, or is empty."""

    spoken: str
    old: str


def accounts_dated(lines: Sequence[Priced], day: dt.date, years: int) -> Prices:
    """The prices that the sum of some lines of accounts, at least one, is made of."""
    dates = [line.price_date for line in lines]
    first, last = min(date.first.year for date in dates), max(date.last.year for date in dates)
    one = dates[0] if len(set(dates)) == 1 else parse(str(first) if first == last else f"{first}/{last}")
    old = sum(is_old(line, day, years) for line in lines)
    return Prices(one.spoken, "" if not old else OLD_PRICE if old == len(lines) else f"có {OLD_PRICE}")


def yearly_lines(accounts: Accounts) -> tuple[Priced, ...]:
    """The lines that the profit of a year is reckoned from."""
    labour = (accounts.family_labour,) if accounts.family_labour else ()
    return (*accounts.yearly_costs, *labour, *accounts.income)


@dataclass(frozen=True)
class PlaceLink:
    """A place as it is shown: its words and, for a unit, where its page is."""

    words: str
    unit: UnitRef | None


def places(kb: Knowledge, place: Place) -> list[PlaceLink]:
    """The units of a place, then the source's own words."""
    found = [PlaceLink(kb.unit_name(ref), ref) for ref in place.units]
    if place.text:
        found.append(PlaceLink("nguồn không nêu" if place.text == NOT_STATED else place.text, None))
    return found


@dataclass(frozen=True)
class Reckoning:
    """Sums of a record's own account lines, in đồng on its basis; None where lines are missing."""

    investment: int | None
    costs: int | None
    income: int | None

    @property
    def profit(self) -> int | None:
        """Income less yearly costs and family labour."""
        return None if self.income is None or self.costs is None else self.income - self.costs


def reckoned(accounts: Accounts) -> Reckoning:
    """What the lines of an account add up to."""
    investment = [round(line.quantity * line.unit_price) for line in accounts.investment]
    costs = [round(line.quantity * line.unit_price) for line in accounts.yearly_costs]
    if accounts.family_labour:
        costs.append(round(accounts.family_labour.days * accounts.family_labour.day_wage))
    income = [round(line.quantity * line.unit_price) for line in accounts.income]
    return Reckoning(
        investment=sum(investment) if investment else None,
        costs=sum(costs) if accounts.yearly_costs else None,
        income=sum(income) if income else None,
    )
