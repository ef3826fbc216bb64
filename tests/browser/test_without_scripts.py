"""Without JavaScript every kind of page can be read, its maps too."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.page_kinds import FRAMED, FULL_MAPS

WORDS = 30


@pytest.mark.parametrize("kind", FRAMED)
def test_a_page_has_its_title_its_text_and_its_ways_on(open_page: OpenPage, kind: str) -> None:
    page = open_page(FRAMED[kind], javascript=False)
    main = page.get_by_role("main")

    expect(main.get_by_role("heading", level=1)).to_have_count(1)
    expect(main.get_by_role("heading", level=1)).to_be_visible()
    assert len(main.inner_text().split()) > WORDS
    assert page.get_by_role("banner").get_by_role("link").count()
    assert page.get_by_role("navigation", name="Các mục").get_by_role("link").count()
    assert page.get_by_role("button").filter(visible=True).all_inner_texts() == []  # none could do anything
    levels = main.locator(":is(h1,h2,h3,h4,h5,h6)").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    the_maps_can_be_read_as_tables(page, kind)


def the_maps_can_be_read_as_tables(page: Page, kind: str) -> None:
    maps = page.get_by_role("figure").filter(has=page.get_by_text("Đọc bản đồ bằng chữ"))
    drawn = page.get_by_role("figure").filter(has=page.locator("svg[role=group]"))

    assert maps.count() == drawn.count()
    if kind in {"home", "model", "maps"}:
        assert maps.count() >= 1
    for number in range(maps.count()):
        figure = maps.nth(number)
        figure.get_by_text("Đọc bản đồ bằng chữ").click()
        table = figure.get_by_role("table")
        expect(table).to_be_visible()
        assert table.get_by_role("row").count() > 1
        assert table.get_by_role("link").count() == table.get_by_role("row").count() - 1
        expect(figure.get_by_role("slider")).to_be_hidden()


@pytest.mark.parametrize("kind", FULL_MAPS)
def test_the_full_map_says_what_it_needs_and_leads_back(open_page: OpenPage, kind: str) -> None:
    page = open_page(FULL_MAPS[kind], javascript=False)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "cần JavaScript" in page.inner_text("main")
    assert page.locator("a[href]:not([href^='#'])").count()
