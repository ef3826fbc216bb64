"""The accounts of a model on paper: its lines, what they add up to, and what is left."""

from collections.abc import Iterator

from nhanrong.handouts.blocks import Column, Table
from nhanrong.handouts.telling import old_note
from nhanrong.publication import Publication
from nhanrong.records.pieces import Accounts, CostLine, IncomeLine, Labour
from nhanrong.render.wording import OLD_PRICE, is_old, plain, reckoned, yearly_lines
from nhanrong.vietnamese import NBSP, spoken_money

_COLUMNS = (
    Column("Khoản", share=1.5),
    Column("Lượng × đơn giá", share=1.6),
    Column("Thành tiền", number=True, share=1.3),
    Column("Giá năm, hạng", share=1),
    Column("Ai trả", share=1.1),
)


def accounts_table(publication: Publication, accounts: Accounts) -> Table:
    """Every line with quantity, price, sum, the year of its price and who paid; below, what they add up to."""
    years = publication.kb.rules.price_years
    old = {id(line) for line in (*accounts.investment, *yearly_lines(accounts)) if is_old(line, publication.day, years)}
    sums = reckoned(accounts)
    told = [("Cộng vốn ban đầu", sums.investment), ("Cộng chi hằng năm", sums.costs), ("Cộng thu", sums.income)]
    total = [(name, "", spoken_money(value), "", "") for name, value in told if value is not None]
    if sums.profit is not None:
        name = "Lãi" if sums.profit >= 0 else "Lỗ"
        total.append((f"{name} (thu trừ chi)", "", spoken_money(abs(sums.profit)), "", ""))
    notes = [] if accounts.family_labour else ["Chưa tính công nhà."]
    if old:
        notes.append(old_note(publication))
    found = tuple(_lines(accounts, old))
    return Table(f"Sổ thu chi, tính trên {accounts.basis}", _COLUMNS, found, tuple(total), tuple(notes))


def _lines(accounts: Accounts, old: set[int]) -> Iterator[tuple[str, ...]]:
    def row(name: str, quantity: str, price: int, line: CostLine | IncomeLine | Labour, payer: str) -> tuple[str, ...]:
        many = line.days if isinstance(line, Labour) else line.quantity
        return (
            name,
            f"{quantity} ×{NBSP}{spoken_money(price)}",
            spoken_money(round(many * price)),
            f"{line.price_date.spoken}{f' ({OLD_PRICE})' if id(line) in old else ''}, {line.evidence.value}",
            payer,
        )

    for title, lines in (("Vốn", accounts.investment), ("Chi", accounts.yearly_costs)):
        for line in lines:
            yield row(f"{title}: {line.item}", _quantity(line), line.unit_price, line, line.payer.label)
    if labour := accounts.family_labour:
        yield row("Chi: công nhà", f"{plain(labour.days)}{NBSP}công", labour.day_wage, labour, "Công nhà")
    for sold in accounts.income:
        yield row(f"Thu: {sold.product}", _quantity(sold), sold.unit_price, sold, "–")


def _quantity(line: CostLine | IncomeLine) -> str:
    return f"{plain(line.quantity)}{NBSP}{line.unit}"
