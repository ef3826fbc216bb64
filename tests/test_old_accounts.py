"""Sums of accounts are of some year: leaflet, loudspeaker, first screen and report say of which, and whether old."""

from typing import Any

import pytest

from asking import AREA, answer
from builders import DAY, knowledge, model
from nhanrong.handouts.blocks import Table
from nhanrong.handouts.leaflet import pdf
from nhanrong.handouts.loudspeaker import Announcement, announcement
from nhanrong.handouts.model_chapter import first_screen, model_chapter
from nhanrong.publication import Publication
from nhanrong.records.measuring import Measure
from nhanrong.records.model import Model
from nhanrong.records.pieces import Accounts
from nhanrong.render.record_figures import facts
from nhanrong.render.wording import Prices, accounts_dated, reckoned, yearly_lines
from pages_on_paper import texts

NUMBER = {"what": "Diện tích", "value": 2, "unit": "ha", "evidence": "E", "sources": ["nguon"]}
PRICED = {"evidence": "B", "sources": ["nguon"], "quantity": 1, "unit": "ha"}


def of(invested: Any, spent: Any, earned: Any, income: int = 7_000_000) -> Model:
    """A model with accounts whose prices are of these dates: 2 million invested, 3 million spent."""
    return model(
        accounts={
            "basis": "1 ha",
            "investment": [PRICED | {"item": "Giống", "unit_price": 2_000_000, "payer": "own", "price_date": invested}],
            "yearly_costs": [PRICED | {"item": "Phân", "unit_price": 3_000_000, "payer": "own", "price_date": spent}],
            "income": [PRICED | {"product": "Kén", "unit_price": income, "price_date": earned}],
        }
    )


def accounts_of(record: Model) -> Accounts:
    assert record.accounts
    return record.accounts


def published(record: Model) -> Publication:
    return Publication(knowledge(models=[record], area=AREA.model_copy(update={"demonstration": True})), DAY)


@pytest.mark.parametrize(
    ("spent", "earned", "prices"),
    [
        (2025, 2025, Prices("2025", "")),
        (2012, 2013, Prices("2012–2013", "giá cũ")),
        (2013, 2025, Prices("2013–2025", "có giá cũ")),
        ("2025-03", "2025-08", Prices("2025", "")),
        ("2025-03", "2025-03", Prices("tháng 3/2025", "")),
    ],
)
def test_prices_of_several_lines_are_of_all_their_years(spent: Any, earned: Any, prices: Prices) -> None:
    assert accounts_dated(yearly_lines(accounts_of(of(2025, spent, earned))), DAY, 3) == prices


def test_a_stated_sum_stands_with_what_the_record_limits_it_to() -> None:
    stated = {"unit": "đồng/hộ", "price_date": 2025, "evidence": "E", "sources": ["nguon"], "amount": 10**7}
    record = model(
        money=[
            stated | {"kind": "investment", "payer": "own", "text": "Chỉ của hai hộ:\n\n- một hộ có ao.\n"},
            stated | {"kind": "profit"},
        ],
        scale=[NUMBER | {"text": "Cả huyện."}],
    )
    publication = published(record)
    foot = "giá 2025 · hạng E · Vốn nhà · Chỉ của hai hộ: một hộ có ao"
    found = {fact.label: fact.foot for fact in facts(publication, record, None).known}
    assert found == {"Vốn": foot, "Lợi nhuận": "giá 2025 · hạng E"}
    assert {fact.label: fact.foot for fact in first_screen(publication, record).known} == found
    shown = " ".join("".join(texts(pdf(publication, record))).split())
    assert "Chỉ của hai hộ: một hộ có ao" in shown.partition("Chưa có số liệu")[0]
    told = next(one for one in model_chapter(publication, record).sections if one.title == "Ai đã làm, ở đâu")
    scale = next(block for block in told.blocks if isinstance(block, Table) and block.caption == "Làm tới đâu")
    assert scale.rows[0][:2] == ("Diện tích", "2\u00a0ha (cả huyện)")


def test_the_first_screen_dates_capital_and_profit_each_by_its_own_lines() -> None:
    record = of(2012, 2025, 2025)
    found = facts(published(record), record, reckoned(accounts_of(record)))
    assert [(fact.label, fact.foot) for fact in found.known] == [
        ("Vốn", "cộng từ sổ thu chi, tính trên 1 ha · giá 2012 (giá cũ)"),
        ("Lợi nhuận", "tính từ sổ thu chi trên 1 ha · giá 2025"),
    ]


def test_the_leaflet_says_that_prices_are_old() -> None:
    record = of(2012, 2012, 2013)
    outside, inside = texts(pdf(published(record), record))
    assert "cộng từ sổ thu chi, tính trên 1 ha · giá 2012 (giá cũ)" in outside
    assert "tính từ sổ thu chi trên 1 ha, giá 2012–2013 · giá cũ" in inside


def test_the_loudspeaker_says_that_prices_are_old() -> None:
    record = of(2012, 2012, 2013)
    found = announcement(published(record), record)
    assert isinstance(found, Announcement)
    assert "giá năm 2012 đến 2013, giá cũ: lãi 4 triệu đồng" in found.text


@pytest.mark.parametrize(
    ("income", "said"),
    [
        (7_000_000, "4 triệu đồng trên 1 ha (tính từ sổ thu chi, giá 2012–2013, giá cũ)"),
        (1_000_000, "lỗ 2 triệu đồng trên 1 ha (tính từ sổ thu chi, giá 2012–2013, giá cũ)"),
    ],
)
def test_the_report_says_the_year_whether_it_is_old_and_a_loss_in_words(income: int, said: str) -> None:
    record = of(2012, 2012, 2013, income)
    told = answer(published(record).kb, Measure.MODEL_PROFIT, subject=record.id)
    assert told.text.replace("\u00a0", " ") == said
