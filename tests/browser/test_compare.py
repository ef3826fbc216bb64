"""What is ticked stands side by side: at most four, kept in this browser, handed on by a link."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.sites import Site
from browser.test_accessibility import violations

LIST, PAGE = "mo-hinh/", "so-sanh/"
KEY = "nhanrong.compare:/di-linh/"


def kept(page: Page) -> list[str]:
    ids: list[str] = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "[]")
    return ids


@pytest.fixture
def ticked(open_page: OpenPage) -> Page:
    """The list of models with two of them ticked."""
    page = open_page(LIST)
    for place in range(2):
        page.get_by_role("button", name="So sánh").nth(place).click()
    return page


def test_ticks_are_kept_shown_on_the_page_of_a_model_and_taken_back(ticked: Page) -> None:
    page = ticked
    first, second = kept(page)
    assert page.get_by_role("button", name="So sánh", pressed=True).count() == 2
    page.goto(page.url.replace(LIST, f"{LIST}{first}/"))
    button = page.get_by_role("button", name="So sánh")
    expect(button).to_have_attribute("aria-pressed", "true")

    button.click()

    assert kept(page) == [second]
    expect(page.get_by_role("navigation", name="Mô hình đang so sánh")).to_contain_text("1 mô hình")


def test_a_fifth_is_refused_in_words(open_page: OpenPage) -> None:
    page = open_page(LIST)
    for place in range(5):
        page.get_by_role("button", name="So sánh").nth(place).click()

    assert len(kept(page)) == 4
    expect(page.get_by_role("navigation", name="Mô hình đang so sánh")).to_contain_text("Đã đủ bốn mô hình")


def test_the_bar_leads_to_a_table_with_a_column_each_and_one_can_be_taken_out(ticked: Page) -> None:
    page = ticked
    page.set_viewport_size(DESKTOP)
    page.get_by_role("navigation", name="Mô hình đang so sánh").get_by_role("link").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    assert table.get_by_role("rowheader").count() >= 5
    assert violations(page) == []

    table.get_by_role("button").first.click()

    expect(table.get_by_role("columnheader")).to_have_count(1)
    assert len(kept(page)) == 1
    expect(page.locator("[data-says]")).to_contain_text("Chọn thêm một mô hình nữa")


def test_on_a_phone_every_cell_names_its_model_and_nothing_moves_sideways(open_page: OpenPage) -> None:
    page = open_page(f"{PAGE}#chon=dau-tam-di-linh,nha-dam-dinh-lac,bo-sua-dinh-lac,chuoi-la-ba", size=PHONE)
    expect(page.locator("tbody td").first).to_be_visible()

    names = page.locator("tbody tr").first.locator("td > :first-child").all_inner_texts()
    assert len(set(names)) == 4
    heads = page.get_by_role("columnheader").all()
    page.locator("tbody tr").last.scroll_into_view_if_needed()
    boxes = [one.bounding_box() for one in heads]
    assert all(
        box and box["y"] >= 0 and box["width"] < 100 and box["height"] < 60 for box in boxes
    )  # one line, in sight
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_link_brings_its_models_and_what_is_gone_is_left_out(open_page: OpenPage) -> None:
    page = open_page(f"{PAGE}#chon=dau-tam-di-linh,khong-co-nua,nha-dam-dinh-lac")

    expect(page.get_by_role("columnheader")).to_have_count(2)
    assert kept(page) == ["dau-tam-di-linh", "nha-dam-dinh-lac"]
    assert page.url.endswith("#chon=dau-tam-di-linh,nha-dam-dinh-lac")


def test_what_a_record_does_not_say_is_said_so_and_rows_nobody_has_are_folded(open_page: OpenPage) -> None:
    page = open_page(f"{PAGE}#chon=dau-tam-di-linh,phong-lan-dinh-lac")

    silent = page.locator("[data-silent]")
    expect(silent).to_contain_text("Không mô hình nào ở đây có số liệu:")
    expect(silent).to_contain_text("vốn")
    assert page.locator("td.unknown > :nth-child(2)").first.inner_text() == "chưa có số liệu"


def test_with_nothing_ticked_it_says_how_to_begin(open_page: OpenPage) -> None:
    page = open_page(PAGE)

    expect(page.locator("[data-says]")).to_have_text("Chưa chọn mô hình nào.")
    expect(page.get_by_role("table")).to_have_count(0)


def test_all_of_it_works_from_a_folder(chromium: Browser, demonstration: Site) -> None:
    page = chromium.new_page(viewport=DESKTOP)
    page.goto(f"{(demonstration.folder / PAGE / 'index.html').as_uri()}#chon=dau-tam-di-linh,nha-dam-dinh-lac")
    expect(page.get_by_role("columnheader")).to_have_count(2)
    page.get_by_role("columnheader").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="So sánh")).to_have_attribute("aria-pressed", "true")

    page.goto((demonstration.folder / "hop-voi-toi" / "index.html").as_uri())
    page.get_by_label("Cây, con khác").fill("dâu tằm")
    page.locator("[data-list] a").first.click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text("Tìm mô hình hợp với tôi")
    page.close()
