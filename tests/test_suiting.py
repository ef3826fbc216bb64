"""What a model needs, as numbers: taken only where a record states them, and given to scripts whole."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from builders import DAY, OLD, check, knowledge, line, model, new, small
from nhanrong.facts import SHELVES, shelf_of
from nhanrong.handouts.leaflet import _fitting
from nhanrong.handouts.model_chapter import is_it_for_me
from nhanrong.publication import Publication
from nhanrong.render.calculator import calculation, untold
from nhanrong.render.comparison import cells, files
from nhanrong.render.comparison import page as comparison_page
from nhanrong.render.finder import FACTS, FINDER, facts_file, shelves
from nhanrong.render.finder import page as finder_page
from nhanrong.render.giving import given
from nhanrong.render.record_figures import facts
from nhanrong.suiting import Capital, as_fact, basis_area, from_fact, needs

SOURCED = {"evidence": "B", "sources": ["nguon"]}
PRICED = {"price_date": 2025, **SOURCED}


def taken(data: bytes) -> tuple[str, Any]:
    """What a data file gives: its address and its data."""
    inside = data.decode().strip().removeprefix("nhanrong.give(").removesuffix(");")
    return tuple(json.loads(f"[{inside}]"))


def investment(price: int, **more: Any) -> dict[str, Any]:
    return {"item": "Cây giống", "quantity": 100, "unit": "cây", "unit_price": price, "payer": "own", **PRICED} | more


def stated(amount: int, unit: str, **more: Any) -> dict[str, Any]:
    return {"kind": "investment", "amount": amount, "unit": unit, "payer": "own", **PRICED} | more


@pytest.mark.parametrize(
    ("basis", "area"),
    [
        ("1 ha trong một năm", 10_000),
        ("một ha", 10_000),
        ("1,5 ha mỗi vụ", 15_000),
        ("1.000 m² nhà lưới", 1_000),
        ("500m2", 500),
        ("1 sào (1.000 m²) một năm", 1_000),
        ("1 sào Bắc Bộ (360 m2)", 360),
        ("1 sào trong một năm", None),  # 360, 500 or 1.000 m²
        ("1 công", None),
        ("1 lồng cá", None),
        ("1 hộ có 2 ha", None),
        ("10 haha", None),
        ("0 ha", None),
    ],
)
def test_a_basis_is_an_area_only_where_it_means_the_same_everywhere(basis: str, area: float | None) -> None:
    assert basis_area(basis) == area


def test_capital_is_added_from_accounts_on_an_area_with_its_oldest_price_and_weakest_grade() -> None:
    lines = [investment(10_000), investment(20_000, price_date=2021, evidence="D")]
    accounts = {"basis": "1 ha", "investment": lines}

    assert needs(model(accounts=accounts)).capital == Capital(3_000_000, 3_000_000, 10_000, 2021, "D")
    assert needs(model(accounts=accounts | {"basis": "1 chuồng"})).capital is None


def test_a_stated_sum_counts_only_for_a_hectare_or_a_household() -> None:
    money = [stated(9_000_000, "đồng/ha", price_date=2020), stated(7_000_000, "đồng/hộ")]

    assert needs(model(money=money)).capital == Capital(7_000_000, 7_000_000, 0, 2025, "B")
    for unit in ("đồng", "đồng/sào", "đồng/ha/năm"):
        assert needs(model(money=[stated(9_000_000, unit)])).capital is None
    assert needs(model(money=[stated(1, "đồng/ha", kind="revenue")])).capital is None


def test_prose_is_never_read_for_numbers() -> None:
    told = needs(model(first_income="sau sáu tháng", conditions="Cần 2 ha, 50 triệu đồng, đất bằng."))

    assert told[3:] == (False, None, (), None, None, None, None)


def test_needs_survive_the_way_through_the_index() -> None:
    for entry in small().models.values():
        told = needs(entry.record)
        assert from_fact(as_fact(told)) == told


def test_the_facts_for_the_finder_hold_every_model_and_what_is_known_where_one_lives() -> None:
    publication = Publication(small(), DAY)
    address, data = taken(facts_file(publication))
    rows = {row[0]: row for row in data["models"]}

    assert address == FACTS
    assert list(rows) == list(publication.kb.models)
    assert data["since"] == DAY.year - publication.kb.rules.price_years
    known = rows["thu-a"]
    assert [data["crops"][place] for place in known[3]] == ["cây thử", "con thử"]
    assert known[6] == {
        "a": 2000,
        "s": [0, 1],
        "w": 1,
        "l": 20,
        "m": 6,
        "c": [36_000_000, 36_000_000, 10_000, 2025, "B"],
    }
    assert len(rows["thu-b"]) == 6  # nothing is known of its needs
    assert rows["thu-c"][6] == {"e": 1}
    place = list(rows).index("thu-c")
    stopped = next(unit for unit in data["units"] if unit[:2] == [1, "90008"])
    assert f"{place}s" in stopped[5].split()


def test_verified_communes_are_those_of_the_coverage() -> None:
    publication = Publication(knowledge(line(new("90001"), households=5, check=check()), line(new("90002"))), DAY)
    _, data = taken(facts_file(publication))

    assert data["models"][0][4:6] == [2, 1]
    assert publication.coverage("thu", publication.newest_list).verified.numerator == 1


def test_the_page_lists_what_is_known_for_readers_without_scripts() -> None:
    html = finder_page(Publication(small(), DAY), FINDER).html

    assert "ít nhất 2.000\u00a0m²; đất bằng, hơi dốc; tưới thêm mùa khô; 20\u00a0công một tháng" in html
    assert "vốn 36\u00a0triệu\u00a0đồng cho 1\u00a0ha (giá 2025, hạng B)" in html
    assert "500\u00a0m²" in html  # the sào of the area


def test_every_model_lies_on_the_one_shelf_that_its_id_leads_to() -> None:
    publication = Publication(small(), DAY)
    found = {address: taken(made())[1] for address, made in files(publication).items()}

    assert sorted(name for shelf in found.values() for name in shelf) == list(publication.kb.models)
    many = len(found)
    for address, shelf in found.items():
        for name in shelf:
            assert address == f"so-sanh/{many}-{shelf_of(name) % many}.js"


def test_shelves_grow_with_the_models_and_stay_parts_of_the_whole() -> None:
    assert [shelves(many) for many in (0, 8, 9, 28, 6000, 10**6)] == [1, 1, 2, 4, 1024, 1024]
    assert all(SHELVES % shelves(many) == 0 for many in range(1, 10_000, 97))


def test_a_silent_record_leaves_cells_empty_and_every_model_has_a_cell_a_row() -> None:
    publication = Publication(small(), DAY)
    rows = comparison_page(publication, "so-sanh/").html.partition('data-comparison="')[2].partition('"')[0].split("|")

    assert {len(cells(publication, name)) for name in publication.kb.models} == {len(rows)}
    silent = dict(zip(rows, cells(publication, "thu-b"), strict=True))
    assert [row for row in ("Vốn", "Công", "Bao lâu có thu", "Thu, lãi", "Rủi ro") if silent[row]] == []
    told = dict(zip(rows, cells(publication, "thu-a"), strict=True))
    assert told["Thu, lãi"] == (
        "lãi 123,1\u00a0triệu\u00a0đồng",
        "tính từ sổ thu chi trên 1 ha trong một năm · giá 2025",
    )


def test_an_old_price_says_so_beside_what_it_compares() -> None:
    made = model(money=[stated(5_000_000, "đồng/ha/năm", kind="revenue", price_date=2019)])
    publication = Publication(knowledge(models=[made]), DAY)

    assert ("doanh thu 5\u00a0triệu\u00a0đồng/ha/năm", "giá 2019 (giá cũ) · hạng B") in cells(publication, "thu")


def test_what_a_comparison_says_of_spread_leaves_places_of_origin_out_and_says_so() -> None:
    publication = Publication(knowledge(models=[model(origin_communes=[f"{OLD}/90001", f"{OLD}/90002"])]), DAY)

    said = [cell[0] for cell in cells(publication, "thu") if cell and "chưa kể" in cell[0]]
    assert [text.partition(", ")[2] for text in said] == ["chưa kể 2 xã khởi đầu"]
    assert said[0].startswith("0 trên ")


def test_without_accounts_there_is_no_calculation_but_a_sentence_that_says_why() -> None:
    publication = Publication(small(), DAY)
    records = {name: entry.record for name, entry in publication.kb.models.items()}

    assert calculation(publication, records["thu-b"]) is None
    assert untold(records["thu-b"]) == "chưa có sổ thu chi"
    assert untold(model(money=[stated(1, "đồng/ha")])) == "chưa có sổ thu chi; nguồn mới nêu vốn đầu tư"
    halfway = model(accounts={"basis": "1 ha", "investment": [investment(10_000)]})
    assert calculation(publication, halfway) is None
    assert untold(halfway) == "sổ thu chi chưa ghi khoản bán được và khoản chi hằng năm"
    found = calculation(publication, records["thu-a"])
    assert found is not None
    assert found["area"] == 10_000
    assert found["income"] == [["Kén thử", 800.5, "kg", 200_000, "2025", 2025, "B"]]
    assert found["labour"] == [["Số công và giá công", 120, "công", 250_000, "2025", 2025, "B"]]


def test_data_for_scripts_holds_nothing_that_could_end_a_script() -> None:
    data = given("a/b.js", {"x": "</script>\u2028<!--"}).decode()

    assert "<" not in data
    assert "\u2028" not in data
    assert taken(data.encode()) == ("a/b.js", {"x": "</script>\u2028<!--"})


def test_a_finder_of_an_empty_base_is_a_page_too() -> None:
    publication = Publication(knowledge(models=[], area=small().area), DAY)
    _, data = taken(facts_file(publication))

    assert data["models"] == []
    assert "Chưa có mô hình nào" in finder_page(publication, FINDER).html


def as_text(blocks: Iterable[object]) -> str:
    return " ".join(map(str, blocks)).replace("\\xa0", "\u00a0")


def test_what_a_record_states_is_told_on_its_page_and_on_paper_and_never_called_unknown() -> None:
    level = {"value": 6, "text": "từ lúc trồng (bịa)", **SOURCED}
    suits = {"area": level, "water": {"need": "rain", **SOURCED}, "labour": level, "income_after": level}
    told = model(suits=suits)
    publication = Publication(knowledge(models=[told]), DAY)
    found = facts(publication, told, None)
    paper = as_text(is_it_for_me(publication, told))
    leaflet = as_text(_fitting(told))

    assert [(one.value, one.foot) for one in found.known] == [("6\u00a0tháng", "từ lúc trồng (bịa) · hạng B")]
    assert "bao lâu có thu" not in found.unknown
    for words in ("ít nhất 6\u00a0m²", "nước mưa là đủ", "ít nhất 6\u00a0công một tháng"):
        assert words in paper.lower()
        assert words in leaflet.lower()
    assert "Chưa ai nói rõ: vốn, rủi ro." in paper
    assert "Nguồn chưa kể" not in leaflet
