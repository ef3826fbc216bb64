"""The maps: the year moves by keyboard, each map by itself, and the full map draws, says and leads on."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import DESKTOP, OpenPage
from browser.page_kinds import FULL_MAPS
from browser.sites import Site

MODEL = "mo-hinh/dau-tam-di-linh/"


def maps_with_years(page: Page) -> list[Locator]:
    """The maps that have a year to choose."""
    expect(page.get_by_role("slider").first).to_be_visible()
    found = page.get_by_role("figure").filter(has=page.get_by_role("slider"))
    return [found.nth(number) for number in range(found.count())]


def marks(figure: Locator) -> list[str]:
    """What the map says of each of its communes."""
    drawn: list[str] = figure.locator("svg[role=group] a").evaluate_all(
        "all => all.map(a => a.getAttribute('aria-label'))"
    )
    return drawn


def fills(figure: Locator) -> list[str]:
    """How the map fills its communes."""
    drawn: list[str] = figure.locator("svg[role=group] a > path").evaluate_all(
        "all => all.map(path => getComputedStyle(path).fill)"
    )
    return drawn


@pytest.mark.parametrize(
    ("name", "address", "many"), [("demonstration", MODEL, 1), ("hostile_site", "mo-hinh/thu-a/", 2)]
)
def test_the_year_moves_by_keyboard_and_every_map_by_itself(
    request: pytest.FixtureRequest, open_page: OpenPage, name: str, address: str, many: int
) -> None:
    page = open_page(address, site=request.getfixturevalue(name))
    figures = maps_with_years(page)
    assert len(figures) >= many
    for number, figure in enumerate(figures):
        slider = figure.get_by_role("slider")
        slider.press("End")
        others = [marks(other) for other in figures if other is not figure]
        now, says, filled = marks(figure), slider.get_attribute("aria-valuetext"), fills(figure)
        assert says

        slider.press("Home")

        assert slider.get_attribute("aria-valuetext") not in (None, says)
        assert (slider.get_attribute("aria-valuetext") or "") == figure.get_by_role("status").inner_text()
        assert marks(figure) != now, number
        assert fills(figure) != filled
        assert [marks(other) for other in figures if other is not figure] == others

        slider.press("End")

        assert slider.get_attribute("aria-valuetext") == says
        assert marks(figure) == now
        assert fills(figure) == filled


def test_each_year_has_its_own_text(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    slider = maps_with_years(page)[0].get_by_role("slider")
    slider.press("Home")
    first, last = (int(slider.get_attribute(name) or "") for name in ("min", "max"))
    said = [slider.get_attribute("aria-valuetext") or ""]
    for _ in range(first, last):
        slider.press("ArrowRight")
        said.append(slider.get_attribute("aria-valuetext") or "")

    assert [str(year) in text for year, text in zip(range(first, last + 1), said, strict=True)] == [True] * len(said)
    assert len(set(said)) == len(said)


def test_a_commune_of_a_map_opens_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("ban-do/")
    commune = page.locator("svg[role=group] a").first
    name = (commune.get_attribute("aria-label") or "").split(":")[0]

    commune.press("Enter")

    page.wait_for_url("**/xa/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


@pytest.mark.parametrize("address", FULL_MAPS.values())
def test_the_full_map_draws_its_communes_and_their_popups_lead_to_pages(
    open_page: OpenPage, demonstration: Site, address: str
) -> None:
    page = open_page(address, size=DESKTOP)
    communes = page.get_by_role("main").get_by_role("button", name=re.compile(".+: .+"))
    expect(communes.first).to_be_visible()
    assert communes.count() >= 7
    for number in range(communes.count()):
        commune = communes.nth(number)
        box = commune.bounding_box()
        assert box
        assert min(box["width"], box["height"]) > 10
        name = (commune.get_attribute("aria-label") or "").split(":")[0]

        commune.press("Enter")

        popup = page.get_by_role("main").locator(".leaflet-popup")
        expect(popup.get_by_text(name, exact=True)).to_be_visible()
        expect(popup.get_by_role("link").first).to_be_focused()
        for href in popup.get_by_role("link").evaluate_all("all => all.map(a => a.href)"):
            inside = href.removeprefix(demonstration.url)
            assert (demonstration.folder / inside / "index.html").is_file(), href

    popup.get_by_role("link").last.press("Enter")
    page.wait_for_url("**/xa/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_subject_of_the_full_map_is_chosen_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(FULL_MAPS["full map"])
    communes = page.get_by_role("main").get_by_role("button", name=re.compile(".+: .+"))
    expect(communes.first).to_be_visible()
    before = communes.evaluate_all("all => all.map(c => c.getAttribute('aria-label'))")

    page.get_by_role("combobox").press("ArrowDown")

    assert communes.evaluate_all("all => all.map(c => c.getAttribute('aria-label'))") != before


def test_a_popup_closes_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(FULL_MAPS["full map"])
    commune = page.get_by_role("main").get_by_role("button", name=re.compile(".+: .+")).first
    commune.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^Xem trang"))).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name=re.compile("^Xem trang"))).to_have_count(0)
