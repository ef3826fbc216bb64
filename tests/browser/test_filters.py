"""The filters of the lists: by keyboard, kept in the address, and no one needs them."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import OpenPage

LISTS = ("mo-hinh/", "cach-lam-hay/", "hoat-dong/")
HELP = re.compile("Không có .* nào hợp")


def open_list(open_page: OpenPage, address: str) -> Page:
    """A list with its filters unfolded."""
    page = open_page(address)
    summary = page.get_by_role("main").get_by_text("Lọc danh sách", exact=True)
    expect(form(page).or_(summary).first).to_be_visible()
    if not form(page).is_visible():
        summary.focus()
        page.keyboard.press("Enter")
    return page


def cards(page: Page) -> Locator:
    """The cards that can be seen."""
    main = page.get_by_role("main")
    return main.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3))


def stated(page: Page) -> list[int]:
    """The numbers of the line that counts."""
    return [int(number) for number in re.findall(r"\d+", page.get_by_role("main").get_by_role("status").inner_text())]


def form(page: Page) -> Locator:
    """The filters."""
    return page.get_by_role("form", name="Lọc danh sách")


def choose_next(choice: Locator) -> str:
    """The value that one press of the arrow chooses."""
    choice.focus()
    choice.press("ArrowDown")
    return choice.input_value()


@pytest.fixture(params=LISTS)
def address(request: pytest.FixtureRequest) -> str:
    """Each list."""
    return str(request.param)


def test_a_choice_changes_cards_count_and_address_and_a_reload_keeps_it(open_page: OpenPage, address: str) -> None:
    page = open_list(open_page, address)
    total = cards(page).count()
    assert stated(page) == [total]
    first = form(page).get_by_role("combobox").first

    value = choose_next(first)

    shown = cards(page).count()
    assert 0 < shown < total
    assert stated(page) == [shown, total]
    assert value
    assert value in page.url.partition("?")[2]
    titles = cards(page).get_by_role("heading").all_inner_texts()

    page.reload()

    assert form(page).get_by_role("combobox").first.input_value() == value
    assert cards(page).get_by_role("heading").all_inner_texts() == titles


def test_every_choice_shows_as_many_cards_as_it_says(open_page: OpenPage, address: str) -> None:
    page = open_list(open_page, address)
    total = stated(page)[-1]
    for choice in form(page).get_by_role("combobox").all():
        for _ in range(choice.get_by_role("option").count() - 1):
            choose_next(choice)
            assert 0 < cards(page).count() == stated(page)[0]
            assert stated(page)[-1] == total
        choice.press("Home")


def test_choices_that_nothing_fits_get_help_and_reset_clears(open_page: OpenPage, address: str) -> None:
    page = open_list(open_page, address)
    total = cards(page).count()
    choices = form(page).get_by_role("combobox")
    for number in range(choices.count()):
        choice = choices.nth(number)
        for _ in range(choice.get_by_role("option").count() - 1):
            choose_next(choice)
            if not cards(page).count():
                break
        if not cards(page).count():
            break

    expect(page.get_by_text(HELP)).to_be_visible()
    assert stated(page)[0] == 0

    form(page).get_by_role("button", name="Xóa lọc").press("Enter")

    expect(page.get_by_text(HELP)).to_be_hidden()
    expect(cards(page)).to_have_count(total)
    assert stated(page) == [total]
    assert "?" not in page.url


def test_an_address_with_an_unknown_choice_shows_everything(open_page: OpenPage, address: str) -> None:
    page = open_list(open_page, address)
    name = form(page).get_by_role("combobox").first.get_attribute("name")

    other = open_page(f"{address}?{name}=khong-co&la=la")

    assert cards(other).count() == cards(page).count()


def test_without_scripts_all_records_are_there_and_no_form(open_page: OpenPage, address: str) -> None:
    with_scripts = open_page(address)
    page = open_page(address, javascript=False)

    expect(form(page)).to_be_hidden()
    expect(page.get_by_text("Lọc danh sách")).to_be_hidden()
    assert cards(page).count() == cards(with_scripts).count() > 0
    assert cards(page).get_by_role("link").count() >= cards(page).count()
