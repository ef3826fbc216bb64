"""The calculator: the record's own lines on the reader's scale, nothing reckoned that is not there."""

import math
import random
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import OpenPage
from browser.sites import Site
from browser.test_accessibility import violations

MODEL = "mo-hinh/thu-a/"
RECKON = "assets/javascripts/nhanrong-reckoning.js"


@pytest.fixture
def page(open_page: OpenPage, small_site: Site) -> Page:
    """The page of a model with accounts, its calculator open."""
    page = open_page(MODEL, site=small_site)
    page.get_by_role("button", name="Tính cho vườn nhà").click()
    expect(calculator(page)).to_be_visible()
    return page


def calculator(page: Page) -> Locator:
    return page.get_by_role("form", name="Tính cho vườn nhà")


def answers(page: Page) -> dict[str, str]:
    """Every answer by its label: what stands there at first sight."""
    page.wait_for_timeout(300)  # answers follow the typing after a moment
    return dict(
        page.locator(".calc dl > div").evaluate_all(
            "all => all.map(one => [one.querySelector('dt').textContent, "
            "(one.querySelector('summary') || one.querySelector('dd')).textContent])"
        )
    )


def reference(account: dict[str, list[list[float]]], other: int) -> dict[str, Any]:
    """What the lines add up to, reckoned the plain way."""

    def total(lines: list[list[float]]) -> int:
        return sum(math.floor(quantity * price + 0.5) for quantity, price in lines)

    spent, worked = total(account["costs"]) + other, total(account["labour"])
    whole = bool(account["income"]) and bool(account["costs"] or other)

    def left(income: int) -> dict[str, int] | None:
        return {"cash": income - spent, "profit": income - spent - worked} if whole else None

    one = account["income"][0][0] if len(account["income"]) == 1 else 0
    return {
        "investment": total(account["investment"]) if account["investment"] else None,
        "costs": spent if account["costs"] or other else None,
        "labour": worked if account["labour"] else None,
        "income": total(account["income"]) if account["income"] else None,
        "now": left(total(account["income"])),
        "lower": left(total([[many, price * 0.8] for many, price in account["income"]])),
        "even": {
            "cash": math.ceil(spent / one) if whole and one else None,
            "profit": math.ceil((spent + worked) / one) if whole and one else None,
        },
    }


def test_the_arithmetic_is_that_of_the_plain_way(open_page: OpenPage, small_site: Site) -> None:
    page = open_page(MODEL, site=small_site)
    page.add_script_tag(url=small_site.url + RECKON)
    chance = random.Random(6)

    def lines(most: int) -> list[list[float]]:
        return [[chance.randrange(80_000) / 4, chance.randrange(1, 50_000)] for _ in range(chance.randrange(most + 1))]

    cases = [
        ({"investment": lines(3), "costs": lines(4), "labour": lines(1), "income": lines(3)}, chance.choice([0, 0, 7]))
        for _ in range(300)
    ]
    found = page.evaluate("cases => cases.map(([account, other]) => window.nhanrong.reckon(account, other))", cases)

    for (account, other), got in zip(cases, found, strict=True):
        wanted = reference(account, other)
        assert {name: got[name] for name in wanted} == wanted
        if got["years"] is not None:
            assert got["years"] == pytest.approx(wanted["investment"] / wanted["now"]["cash"])


def test_it_begins_with_what_the_page_says(page: Page) -> None:
    told = answers(page)

    assert "Thu 160,1 triệu đồng trừ chi 37 triệu đồng còn lãi 123,1 triệu đồng" in page.inner_text("main").replace(
        "\u00a0", " "
    )
    assert told["Thu"] == "160\u00a0triệu\u00a0đồng"
    assert told["Chi (chưa kể công nhà)"] == "7\u00a0triệu\u00a0đồng"
    assert told["Tiền còn lại (chưa trừ công nhà)"] == "153\u00a0triệu\u00a0đồng"
    assert told["Lãi nếu trả cả công nhà"] == "123\u00a0triệu\u00a0đồng"
    assert told["Giá bán hòa vốn"] == "8.745\u00a0đồng/kg"
    assert told["Nếu giá bán thấp hơn 20 %: còn lại"] == "121\u00a0triệu\u00a0đồng"
    assert told["Vốn ban đầu"] == "36\u00a0triệu\u00a0đồng"
    assert "còn lại như trên thì khoảng 3 tháng đủ vốn" in page.locator(".calc dl").inner_text()


def test_the_exact_figure_comes_on_a_tap(page: Page) -> None:
    exact = page.locator(".calc").get_by_text("160.100.000\u00a0đồng")
    expect(exact).to_be_hidden()

    page.locator(".calc summary").filter(has_text="160").click()

    expect(exact).to_be_visible()


def test_a_smaller_garden_takes_its_share_of_every_line(page: Page) -> None:
    page.get_by_label("Nhà làm trên bao nhiêu đất?").fill("3 sào")

    assert answers(page)["Thu"] == "24\u00a0triệu\u00a0đồng"  # of 500 m², as the area says
    page.get_by_label("Một sào là").select_option("1000")
    assert answers(page)["Thu"] == "48\u00a0triệu\u00a0đồng"


def test_own_prices_and_quantities_stay_when_the_garden_changes(page: Page) -> None:
    page.get_by_text("Sửa giá, lượng từng khoản").click()
    page.get_by_label("Giá một kg").fill("100 nghìn")
    page.get_by_label("Lượng (bao)").fill("5")
    page.get_by_label("Lượng (bao)").blur()
    page.get_by_label("Nhà làm trên bao nhiêu đất?").fill("5000 m2")

    told = answers(page)
    assert told["Thu"] == "40\u00a0triệu\u00a0đồng"
    assert told["Chi (chưa kể công nhà)"] == "3,5\u00a0triệu\u00a0đồng"
    page.get_by_label("Khoản chi khác của nhà").fill("50tr")
    assert answers(page)["Lỗ, dù chưa trừ công nhà"] == "13,5\u00a0triệu\u00a0đồng"


def test_a_quantity_stays_while_it_is_being_typed(page: Page) -> None:
    page.get_by_text("Sửa giá, lượng từng khoản").click()
    bags = page.get_by_label("Lượng (bao)")
    bags.fill("5")

    assert answers(page)["Chi (chưa kể công nhà)"] == "3,5\u00a0triệu\u00a0đồng"
    expect(bags).to_be_focused()
    expect(bags).to_have_value("5")


def test_what_is_not_understood_is_said_beside_it_and_nothing_is_reckoned(page: Page) -> None:
    area = page.get_by_label("Nhà làm trên bao nhiêu đất?")
    area.fill("nhiều lắm")

    assert answers(page) == {"Chưa tính được": "Xem lại ô có viền đỏ."}
    assert area.get_attribute("aria-invalid") == "true"
    assert "Chưa hiểu" in page.locator(f"[id='{area.get_attribute('aria-describedby')}']").inner_text()


@pytest.mark.parametrize(
    ("label", "typed", "words"),
    [
        ("Nhà làm trên bao nhiêu đất?", "", "Chưa điền. Gõ như “3 sào”, “1,5 ha”."),
        ("Nhà làm trên bao nhiêu đất?", "0 ha", "Phải lớn hơn 0."),
        ("Giá một kg", "", "Chưa điền. Gõ như “12.000”, “12 nghìn”."),
    ],
)
def test_a_field_that_holds_up_the_reckoning_says_so_itself(page: Page, label: str, typed: str, words: str) -> None:
    page.get_by_text("Sửa giá, lượng từng khoản").click()
    field = page.get_by_label(label)
    field.fill(typed)

    assert "Chưa tính được" in answers(page)
    assert field.get_attribute("aria-invalid") == "true"
    assert page.locator(f"[id='{field.get_attribute('aria-describedby')}']").inner_text() == words
    assert violations(page) == []
    field.fill("1 ha" if typed or "đất" in label else "9.000")
    assert "Thu" in answers(page)
    assert field.get_attribute("aria-invalid") is None


def test_axe_finds_nothing_and_the_focus_is_on_the_heading(page: Page) -> None:
    expect(page.get_by_role("heading", name="Tính cho vườn nhà")).to_be_focused()
    page.get_by_text("Sửa giá, lượng từng khoản").click()

    assert violations(page) == []


def test_a_basis_that_is_no_area_asks_for_a_multiple_and_missing_costs_leave_no_profit(
    open_page: OpenPage, small_site: Site
) -> None:
    page = open_page(MODEL, site=small_site)
    for name in ("amounts", "reckoning", "calculator"):
        page.add_script_tag(url=f"{small_site.url}assets/javascripts/nhanrong-{name}.js")
    sold = ["Cá (bịa)", 5000, "con", 20_000, "2019", 2019, "E"]
    record: dict[str, Any] = {
        "basis": "1 lồng",
        "area": None,
        "sao": None,
        "since": 2023,
        "investment": [],
        "costs": [],
        "labour": [],
    }
    page.evaluate(
        "record => window.nhanrong.calculate(document.querySelector('[data-accounts]'), record)",
        record | {"income": [sold]},
    )
    page.get_by_label("Nhà làm gấp mấy lần?").fill("2")

    assert answers(page) == {"Thu": "200\u00a0triệu\u00a0đồng"}
    said = page.locator("[data-accounts]").inner_text()
    assert "Sổ chưa có chi phí hằng năm nên chưa tính được lãi." in said
    assert "1 giá trong sổ đã cũ" in said


def test_a_model_without_accounts_has_no_calculator_but_says_why(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/dau-tam-di-linh/")

    expect(page.get_by_role("button", name="Tính cho vườn nhà")).to_have_count(0)
    first, _, money = page.inner_text("main").partition("\nTiền\n")
    assert "Chưa tính được cho vườn nhà: chưa có sổ thu chi" in money
    assert "Chưa tính được" not in first


def test_it_is_fetched_only_when_it_is_wanted(open_page: OpenPage, small_site: Site) -> None:
    page = open_page(MODEL, site=small_site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    assert page.evaluate("!window.nhanrong.amounts && !window.nhanrong.calculate")

    page.get_by_role("button", name="Tính cho vườn nhà").click()
    expect(calculator(page)).to_be_visible()

    assert [name for name in asked if name.startswith("nhanrong-")] == [
        "nhanrong-calculator.css", "nhanrong-amounts.js", "nhanrong-reckoning.js", "nhanrong-calculator.js",
    ]  # fmt: skip
