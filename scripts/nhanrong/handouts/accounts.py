"""The accounts of a model on paper: its lines, what they add up to, and what is left."""

from collections.abc import Iterator

from nhanrong.handouts.blocks import Column, Table
from nhanrong.publication import Publication
from nhanrong.records.pieces import Accounts, CostLine, IncomeLine, Labour
from nhanrong.render.wording import is_old, plain, reckoned
from nhanrong.vietnamese import NBSP, spoken_money

_COLUMNS = (
    Column("Khoản", share=1.7),
    Column("Lượng", number=True, share=0.9),
    Column("Đơn giá", number=True, share=1.1),
    Column("Thành tiền", number=True, share=1.2),
    Column("Giá năm", share=0.8),
    Column("Ai trả", share=1),
)


def accounts_table(publication: Publication, accounts: Accounts) -> Table:
    """Every line with quantity, price, sum, the year of its price and who paid; below, what they add up to."""
    found = tuple(_lines(accounts))
    sums = reckoned(accounts)
    told = [("Vốn ban đầu", sums.investment), ("Chi hằng năm", sums.costs), ("Thu", sums.income)]
    total = [(name, "", "", spoken_money(value), "", "") for name, value in told if value is not None]
    if sums.profit is not None:
        name = "Lãi" if sums.profit >= 0 else "Lỗ"
        total.append((f"{name} (thu trừ chi)", "", "", spoken_money(abs(sums.profit)), "", ""))
    notes = [] if accounts.family_labour else ["Chưa tính công nhà."]
    years = publication.kb.rules.price_years
    if any(is_old(line, publication.day, years) for line in _priced(accounts)):
        notes.append(f"Có giá đã quá {years} năm: không nên lấy để tính cho năm nay.")
    return Table(f"Sổ thu chi, tính trên {accounts.basis}", _COLUMNS, found, tuple(total), tuple(notes))


def _lines(accounts: Accounts) -> Iterator[tuple[str, ...]]:
    for title, lines in (("Vốn", accounts.investment), ("Chi", accounts.yearly_costs)):
        for line in lines:
            yield (
                f"{title}: {line.item}",
                f"{plain(line.quantity)}{NBSP}{line.unit}",
                spoken_money(line.unit_price),
                spoken_money(round(line.quantity * line.unit_price)),
                line.price_date.spoken,
                line.payer.label,
            )
    if labour := accounts.family_labour:
        wages = round(labour.days * labour.day_wage)
        yield (
            "Chi: công nhà",
            f"{plain(labour.days)}{NBSP}công",
            spoken_money(labour.day_wage),
            spoken_money(wages),
            labour.price_date.spoken,
            "Công nhà",
        )
    for sold in accounts.income:
        yield (
            f"Thu: {sold.product}",
            f"{plain(sold.quantity)}{NBSP}{sold.unit}",
            spoken_money(sold.unit_price),
            spoken_money(round(sold.quantity * sold.unit_price)),
            sold.price_date.spoken,
            "–",
        )


def _priced(accounts: Accounts) -> Iterator[CostLine | IncomeLine | Labour]:
    yield from accounts.investment
    yield from accounts.yearly_costs
    yield from accounts.income
    if accounts.family_labour:
        yield accounts.family_labour
