"""What a model needs, as plain numbers: what a reader's land, water, labour and money are compared with.

Only what a record states in numbers or in words of a closed list is taken; its prose is never read for numbers.
"""

import re
from typing import Any, NamedTuple

from nhanrong.records.model import Model
from nhanrong.records.pieces import Accounts
from nhanrong.records.suits import Level
from nhanrong.records.vocabulary import Condition, MoneyKind, Slope, Watering

_HECTARE = 10_000
_SLOPES, _WATER = list(Slope), list(Watering)
_UNITS = {"ha": _HECTARE, "hecta": _HECTARE, "m²": 1, "m2": 1}
_NUMBER = r"(?:(một)|(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?))"
_BASIS = re.compile(rf"{_NUMBER}\s*(ha|hecta|m²|m2)(?![\w/])", re.IGNORECASE)
_LOCAL = re.compile(rf"\S+\s*(?:sào|công|mẫu)[^()]*\(\s*{_NUMBER}\s*(m²|m2)\s*\)", re.IGNORECASE)


class Capital(NamedTuple):
    """What it takes to begin, in đồng: on `area` m² (0: a household), at prices of which the oldest is of `year`."""

    least: int
    most: int
    area: float
    year: int
    grade: str


class Needs(NamedTuple):
    """What is known of a model's needs, None or empty where its record is silent; terms as their place in the list."""

    name: str
    sector: str
    crops: tuple[str, ...]
    ended: bool
    area: float | None
    slopes: tuple[int, ...]
    water: int | None
    labour: float | None
    months: float | None
    capital: Capital | None


def needs(model: Model) -> Needs:
    """What a model needs."""
    suits = model.suits
    return Needs(
        name=model.name,
        sector=model.sector.value,
        crops=tuple(dict.fromkeys(model.crops_animals)),
        ended=model.condition is Condition.STOPPED,
        area=_value(suits.area) if suits else None,
        slopes=tuple(sorted({_SLOPES.index(slope) for slope in suits.ground.slopes})) if suits and suits.ground else (),
        water=_WATER.index(suits.water.need) if suits and suits.water else None,
        labour=_value(suits.labour) if suits else None,
        months=_value(suits.income_after) if suits else None,
        capital=_of_accounts(model.accounts) or _stated(model),
    )


def as_fact(needs: Needs) -> tuple[Any, ...]:
    """The same as a fact."""
    capital = tuple(needs.capital) if needs.capital else None
    return (*needs[:-1], capital)


def from_fact(fact: tuple[Any, ...]) -> Needs:
    """The needs that a fact holds."""
    found = Needs(*fact)
    return found._replace(capital=Capital(*found.capital) if found.capital else None)


def basis_area(basis: str) -> float | None:
    """The area, in m², that an account is reckoned on, if it names just one that means the same everywhere.

    “1 ha trong một năm” and “1 sào (1.000 m²)” do; “1 sào” differs from place to place, “1 lồng” is no area.
    """
    found = _BASIS.match(basis.strip()) or _LOCAL.match(basis.strip())
    if not found:
        return None
    word, digits, unit = found.groups()
    value = 1.0 if word else float(digits.replace(".", "").replace(",", "."))
    return value * _UNITS[unit.lower()] or None


def _of_accounts(accounts: Accounts | None) -> Capital | None:
    area = basis_area(accounts.basis) if accounts and accounts.investment else None
    if not accounts or not area:
        return None
    lines = accounts.investment
    total = sum(round(line.quantity * line.unit_price) for line in lines)
    year = min(line.price_date.last.year for line in lines)
    return Capital(total, total, area, year, max(line.evidence.value for line in lines))


def _stated(model: Model) -> Capital | None:
    """The newest sum that a source tells of as what one hectare, or one household, begins with."""
    areas = {"đồng/ha": _HECTARE, "đồng/hộ": 0}
    stated = [line for line in model.money if line.kind is MoneyKind.INVESTMENT and line.unit in areas]
    if not stated:
        return None
    line = max(stated, key=lambda line: line.price_date)
    least, most = (line.amount, line.amount) if line.amount is not None else (line.min, line.max)
    if least is None or most is None:  # a check has said so
        return None
    return Capital(least, most, areas[line.unit], line.price_date.last.year, line.evidence.value)


def _value(level: Level | None) -> float | None:
    return level.value if level else None
