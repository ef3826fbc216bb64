"""The figures of a record as its page and every paper about it say them: the first screen, sums, quantities."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhanrong.prose import flat
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.pieces import Money, Quantity
from nhanrong.records.vocabulary import MoneyKind
from nhanrong.render import wording
from nhanrong.render.suited import asked
from nhanrong.vietnamese import about_money, spoken_money


@dataclass(frozen=True)
class Fact:
    """One cell of the first screen: its value and the ground that it stands on, with what the record limits it to."""

    label: str
    value: str
    foot: str = ""


@dataclass(frozen=True)
class Facts:
    """The cells that are known and the names of the others."""

    known: list[Fact]
    unknown: list[str]


@dataclass(frozen=True)
class MoneyLine:
    """A sum with its words and whether its price is old."""

    money: Money
    words: str
    old: bool


@dataclass(frozen=True)
class QuantityLine:
    """A number with its words."""

    quantity: Quantity
    words: str


def facts(publication: Publication, model: Model, reckoning: wording.Reckoning | None) -> Facts:
    """What a reader asks first of a model, as far as it is known on the day."""
    month = publication.day.month
    now = " ".join(season.text for season in model.calendar if month in season.months)
    cells = [
        _investment(publication, model, reckoning),
        _first_income(model),
        _profit(publication, model, reckoning),
        Fact("Giống ở đâu", model.seed_source) if model.seed_source else None,
        Fact("Bán cho ai", model.market) if model.market else None,
        Fact(f"Tháng {month} làm gì", now) if now else None,
    ]
    names = ("vốn", "bao lâu có thu", "lợi nhuận", "giống ở đâu", "bán cho ai", f"tháng {month} làm gì")
    return Facts(
        known=[cell for cell in cells if cell],
        unknown=[name for name, cell in zip(names, cells, strict=True) if cell is None],
    )


def _first_income(model: Model) -> Fact | None:
    if model.first_income:
        return Fact("Bao lâu có thu", model.first_income)
    stated = asked(model).get("Bao lâu có thu")
    return Fact(stated.label, stated.words, stated.ground) if stated else None


def _investment(publication: Publication, model: Model, reckoning: wording.Reckoning | None) -> Fact | None:
    if model.accounts and reckoning and reckoning.investment is not None:
        foot = f"cộng từ sổ thu chi, tính trên {model.accounts.basis}{_dated(publication, model.accounts.investment)}"
        return _reckoned("Vốn", reckoning.investment, foot)
    return _stated(publication, model, MoneyKind.INVESTMENT, "Vốn")


def _profit(publication: Publication, model: Model, reckoning: wording.Reckoning | None) -> Fact | None:
    if model.accounts and reckoning and reckoning.profit is not None:
        dated = _dated(publication, wording.yearly_lines(model.accounts))
        foot = f"tính từ sổ thu chi trên {model.accounts.basis}{dated}"
        return _reckoned("Lợi nhuận", reckoning.profit, foot)
    return _stated(publication, model, MoneyKind.PROFIT, "Lợi nhuận")


def _reckoned(label: str, dong: int, foot: str) -> Fact:
    """A sum as people would say it, with what it is to the last đồng if that is not the same."""
    exact, said = spoken_money(abs(dong)), about_money(abs(dong))
    words = said if said == exact else f"khoảng {said}"
    return Fact(label, f"lỗ {words}" if dong < 0 else words, foot if said == exact else f"đúng ra {exact} · {foot}")


def _dated(publication: Publication, lines: Sequence[wording.Priced]) -> str:
    prices = wording.accounts_dated(lines, publication.day, publication.kb.rules.price_years)
    return f" · giá {prices.spoken}" + (f" ({prices.old})" if prices.old else "")


def _stated(publication: Publication, model: Model, kind: MoneyKind, label: str) -> Fact | None:
    stated = [line for line in model.money if line.kind is kind]
    if not stated:
        return None
    newest = max(stated, key=lambda line: line.price_date)
    old = f" ({wording.OLD_PRICE})" if wording.is_old(newest, publication.day, publication.kb.rules.price_years) else ""
    payer = f" · {newest.payer.label}" if newest.payer else ""
    limits = f" · {flat(newest.text).removesuffix('.')}" if newest.text else ""
    foot = f"giá {newest.price_date.spoken}{old} · hạng {newest.evidence.value}{payer}{limits}"
    return Fact(label, wording.money(newest), foot)


def money_lines(publication: Publication, lines: tuple[Money, ...]) -> list[MoneyLine]:
    """Sums that sources tell, in their order."""
    years = publication.kb.rules.price_years
    return [MoneyLine(line, wording.money(line), wording.is_old(line, publication.day, years)) for line in lines]


def quantity_lines(lines: tuple[Quantity, ...]) -> list[QuantityLine]:
    """Numbers that sources tell, in their order."""
    return [QuantityLine(line, wording.quantity(line)) for line in lines]
