"""What the calculator on a model's page begins with: the lines of its accounts, their prices' years and grades."""

from typing import Any

from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.pieces import CostLine, IncomeLine
from nhanrong.render.speaking import Pieces, said_plain
from nhanrong.suiting import basis_area


def calculation(publication: Publication, model: Model) -> dict[str, Any] | None:
    """The accounts as the script takes them; None where there are none, or neither costs nor income in them.

    A line is its name, quantity, unit, price in đồng, when the price was paid, the year that makes it old or not,
    its grade, and for a cost who paid.
    """
    accounts = model.accounts
    if accounts is None or not (accounts.yearly_costs or accounts.income):
        return None
    labour = accounts.family_labour
    return {
        "basis": accounts.basis,
        "area": basis_area(accounts.basis),
        "sao": publication.kb.area.sao,
        "since": publication.day.year - publication.kb.rules.price_years,
        "investment": [_cost(line) for line in accounts.investment],
        "costs": [_cost(line) for line in accounts.yearly_costs],
        "labour": [_labour(labour)] if labour else [],
        "income": [_sold(line) for line in accounts.income],
    }


def untold(model: Model) -> str:
    """Why nothing can be reckoned for a reader, and which sums are told all the same."""
    if model.accounts:
        return "sổ thu chi chưa ghi khoản bán được và khoản chi hằng năm"
    kinds = dict.fromkeys(line.kind.label.partition(" (")[0].lower() for line in model.money)
    named = [piece for kind in kinds for piece in (", ", kind)][1:]
    return Pieces("chưa có sổ thu chi", *(["; ", "nguồn mới nêu", " ", *named] if named else []))


def _cost(line: CostLine) -> list[Any]:
    return [*_priced(line.item, line), said_plain(line.payer.label)]


def _sold(line: IncomeLine) -> list[Any]:
    return _priced(line.product, line)


def _priced(name: str, line: CostLine | IncomeLine) -> list[Any]:
    when, year = said_plain(line.price_date.spoken), line.price_date.last.year
    return [name, line.quantity, line.unit, line.unit_price, when, year, line.evidence.value]


def _labour(line: Any) -> list[Any]:
    when, year = said_plain(line.price_date.spoken), line.price_date.last.year
    return [
        said_plain("Số công và giá công"),
        line.days,
        said_plain("công"),
        line.day_wage,
        when,
        year,
        line.evidence.value,
    ]
