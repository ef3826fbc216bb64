"""A reader ticks models and practices anywhere; the basket stays, in every tab, and gets in nobody's way."""

import gzip
import json

import pytest
from playwright.sync_api import Page, expect

from browser.booklets import BUILDER, MODELS, PRACTICE, add_buttons, fill, laid_out, printed
from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.sites import REPOSITORY, Site
from browser.test_accessibility import violations
from browser.test_phone import CONTROLS, WATCH_JUMPS

SCRIPT = REPOSITORY / "scripts/nhanrong/theme/assets/javascripts/nhanrong-basket.js"
# only what is ours: the theme does not look after itself where a browser blocks everything
BLOCKED = """
for (const name of ["getItem", "setItem"]) {
  const own = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...more) {
    if (key.startsWith("nhanrong.")) throw new DOMException("no", "SecurityError");
    return own.call(this, key, ...more);
  };
}
"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
WITH_BUTTONS = {"home": "", "models": "mo-hinh/", "practices": "cach-lam-hay/", "crop": "cay-con/dau-tam/"}
COVERED = """
(button) => {
  const box = button.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest("button") !== button;
}
"""


def bar(page: Page) -> str:
    found = page.get_by_role("navigation", name="Tài liệu đang chọn")
    return " ".join(found.inner_text().split()) if found.is_visible() else ""


def says(page: Page) -> str:
    return page.locator(".basket-says[role=status]").first.inner_text()


def test_the_script_of_every_page_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 6)) <= 2048


@pytest.mark.parametrize("kind", WITH_BUTTONS)
def test_a_card_is_ticked_without_opening_it_and_unticked(open_page: OpenPage, kind: str) -> None:
    page = open_page(WITH_BUTTONS[kind])
    address = page.url
    button = add_buttons(page).first
    title = button.locator("xpath=ancestor::li").get_by_role("heading").inner_text()
    assert bar(page) == ""
    button.scroll_into_view_if_needed()
    assert not button.evaluate(COVERED)

    button.click()

    assert page.url == address
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_accessible_name(f"Thêm vào tài liệu: {title}")
    assert says(page) == f"Đã thêm: {title}; tài liệu có 1 mục."
    assert bar(page) == "Tài liệu: 1 mục Xem và in"

    button.click()

    expect(button).to_have_attribute("aria-pressed", "false")
    assert says(page) == f"Đã bỏ: {title}; tài liệu không còn mục nào."
    assert bar(page) == ""


def test_activities_have_no_button(open_page: OpenPage) -> None:
    assert add_buttons(open_page("hoat-dong/")).count() == 0


def test_what_lives_in_a_commune_can_be_ticked_there(open_page: OpenPage) -> None:
    page = open_page("xa/2025-06-30/25021/")
    title = page.get_by_role("main").locator("li[data-add]").first.get_by_role("link").inner_text()

    add_buttons(page).first.click()

    assert says(page) == f"Đã thêm: {title}; tài liệu có 1 mục."


def test_the_basket_stays_on_other_pages_and_after_a_reload(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page(MODELS[0])
    add_buttons(page).first.press("Enter")
    page.goto(demonstration.url + "cach-lam-hay/")
    assert bar(page) == "Tài liệu: 1 mục Xem và in"
    add_buttons(page).nth(2).press("Space")

    page.reload()

    assert bar(page) == "Tài liệu: 2 mục Xem và in"
    expect(add_buttons(page).nth(2)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Xem và in").click()
    page.wait_for_url(demonstration.url + BUILDER)
    expect(page.locator("[data-list] > li")).to_have_count(2)
    assert bar(page) == ""


def test_two_tabs_stay_in_step(open_page: OpenPage, demonstration: Site) -> None:
    first = open_page(MODELS[0])
    second = first.context.new_page()
    second.goto(demonstration.url + MODELS[0])

    add_buttons(first).first.click()

    expect(add_buttons(second).first).to_have_attribute("aria-pressed", "true")
    expect(second.get_by_role("link", name="Xem và in")).to_be_visible()

    add_buttons(second).first.click()

    expect(add_buttons(first).first).to_have_attribute("aria-pressed", "false")


def test_two_sites_on_one_host_have_baskets_of_their_own(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page(MODELS[0])
    add_buttons(page).first.click()
    path = demonstration.url.removeprefix(demonstration.origin)

    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('booklet'))") == [
        f"nhanrong.booklet.1:{path}"
    ]


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_says_so_once_and_takes_the_choice_along(
    open_page: OpenPage, demonstration: Site, trouble: str
) -> None:
    page = open_page("mo-hinh/", before=trouble)

    add_buttons(page).nth(0).click()

    assert "Trình duyệt này không cho ghi nhớ" in says(page)

    add_buttons(page).nth(1).click()

    assert "tài liệu có 2 mục" in says(page)
    assert "ghi nhớ" not in says(page)

    page.get_by_role("link", name="Xem và in").click()
    laid_out(page)
    expect(page.locator("[data-list] > li")).to_have_count(2)
    assert page.url == demonstration.url + BUILDER


@pytest.mark.parametrize(
    "kept",
    [
        "no JSON",
        "null",
        '{"items": 3}',
        json.dumps({"items": [["//evil.example/", "x"], ["../../../x/", "y"], "z", [PRACTICE, "Ghép"]]}),
    ],
)
def test_what_is_kept_is_not_trusted(open_page: OpenPage, demonstration: Site, kept: str) -> None:
    page = open_page()
    path = demonstration.url.removeprefix(demonstration.origin)
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"nhanrong.booklet.1:{path}", kept])

    page.goto(demonstration.url + BUILDER)

    expect(page.locator("[data-list] > li")).to_have_count(1 if PRACTICE in kept else 0)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("address", ["mo-hinh/", MODELS[0], "xa/2025-06-30/25021/", "cay-con/dau-tam/"])
def test_nothing_jumps_when_buttons_and_bar_appear(
    open_page: OpenPage, demonstration: Site, address: str, size: dict[str, int]
) -> None:
    page = open_page(MODELS[0], size=size, before=WATCH_JUMPS)
    add_buttons(page).first.click()
    page.goto(demonstration.url + address)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.jumps") < 0.005


def test_the_bar_covers_neither_the_footer_nor_what_has_the_focus(open_page: OpenPage) -> None:
    page = open_page(MODELS[0])
    add_buttons(page).first.click()

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")

    footer = page.get_by_role("contentinfo").bounding_box()
    below = page.get_by_role("navigation", name="Tài liệu đang chọn").bounding_box()
    assert footer
    assert below
    assert footer["y"] + footer["height"] <= below["y"] + 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", ["mo-hinh/", MODELS[0], "xa/2025-06-30/25021/", ""])
def test_axe_finds_nothing_on_ticked_and_unticked_buttons(open_page: OpenPage, address: str, dark: bool) -> None:
    page = open_page(address, dark=dark)
    add_buttons(page).first.click()

    assert violations(page) == []
    assert page.evaluate(CONTROLS) == []


def test_without_scripts_no_room_is_kept_for_buttons(open_page: OpenPage) -> None:
    page = open_page(MODELS[0], javascript=False)
    expect(page.locator(".adding")).to_be_hidden()

    page = open_page("mo-hinh/", javascript=False)
    assert page.locator(".card .foot").first.evaluate("foot => getComputedStyle(foot).paddingRight") == "0px"


def test_a_page_printed_by_itself_says_where_the_newest_is(open_page: OpenPage, demonstration: Site) -> None:
    pages = printed(open_page(MODELS[0]))

    assert [code for one in pages for code in one.codes] == [demonstration.says + MODELS[0]]
    assert demonstration.says + MODELS[0] in pages[-1].text.replace(" ", "")
    assert not [one for one in pages if "Thêm vào tài liệu" in one.text]


def test_fill_goes_to_the_builder(open_page: OpenPage, demonstration: Site) -> None:
    page = open_page()

    fill(page, *MODELS, PRACTICE)

    assert page.url == demonstration.url + BUILDER
    expect(page.locator("[data-list] > li")).to_have_count(3)
