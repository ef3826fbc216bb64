"""The search finds with and without marks, however the words come in."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import DESKTOP, PATIENCE, OpenPage
from nhanrong.vietnamese import fold

FIRST = 5  # pages that a reader sees without scrolling far


def open_search(page: Page) -> None:
    """Open the search from the keyboard: by a button, or by its key where the field is always there."""
    button = page.get_by_role("button", name=re.compile("^Tìm")).first
    expect(button.or_(page.get_by_role("textbox", name="Tìm")).first).to_be_visible()
    if button.is_visible():
        button.press("Enter")
    else:
        page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Tìm")).to_be_focused()


def results(page: Page, wanted: str) -> list[tuple[str, str]]:
    """Text and address of the pages found, once they stay and the first of them holds every word of `wanted`."""
    links = page.get_by_role("dialog", name="Tìm kiếm").get_by_role("link")
    pages = "all => all.filter(a => !a.hash).map(a => [a.innerText, a.href])"
    words = re.findall(r"\w+", fold(wanted))
    deadline = time.monotonic() + PATIENCE / 1000
    found: list[tuple[str, str]] = []
    while time.monotonic() < deadline:
        before = found
        found = [(text, href) for text, href in links.evaluate_all(pages)]
        if found and found == before and set(words) <= set(fold(found[0][0]).split()):
            return found
        page.wait_for_timeout(150)
    pytest.fail(f"“{wanted}”: {[text[:60] for text, _ in found[:3]]}")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("ca phe", "ca-phe"),
        ("cà phê", "ca-phe"),
        ("dau tam", "dau-tam"),
        ("dâu tằm", "dau-tam"),
        ("hop tac xa", ""),
        ("hợp tác xã", ""),
        ("HỢP TÁC XÃ", ""),
        ("dinh lac", "xa/2025-06-30/25018/"),
        ("đinh lạc", "xa/2025-06-30/25018/"),
        ("Đinh Trang Thượng", "xa/"),
        ("dinh trang thuong", "xa/"),
        ("tam bo", "xa/2025-06-30/25021/"),
        ("nr701", "gui-thong-tin/loi/nr701/"),
    ],
)
def test_typed_words_find_their_page(open_page: OpenPage, typed: str, place: str) -> None:
    page = open_page(size=DESKTOP)
    open_search(page)

    page.keyboard.type(typed)

    assert any(place in href for _, href in results(page, typed)[:FIRST])


@pytest.mark.parametrize(
    ("plain", "marked"),
    [("ca phe", "cà phê"), ("dau tam", "dâu tằm"), ("dinh trang thuong", "Đinh Trang Thượng"), ("tam bo", "Tam Bố")],
)
def test_marks_change_nothing_in_what_is_found(open_page: OpenPage, plain: str, marked: str) -> None:
    page = open_page()
    open_search(page)
    page.keyboard.type(plain)
    first = results(page, plain)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")

    page.keyboard.type(marked)

    assert [href.split("?")[0] for _, href in results(page, marked)] == [href.split("?")[0] for _, href in first]


@pytest.mark.parametrize("text", ["cà phê", "ca\u0300 phe\u0302"], ids=["composed", "decomposed"])
def test_pasted_words_are_searched(open_page: OpenPage, text: str) -> None:
    page = open_page()
    open_search(page)

    page.keyboard.insert_text(text)

    assert "ca-phe" in results(page, "cà phê")[0][1]


def test_a_result_opens_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/dau-tam-di-linh/")
    open_search(page)
    page.keyboard.type("tam bo")
    _, address = results(page, "tam bo")[0]

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(address.split("?")[0] + "**")
    assert "Tam Bố" in page.get_by_role("heading", level=1).inner_text()


def test_nothing_found_is_said_helpfully(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)

    page.keyboard.type("qwxyz")

    expect(page.get_by_role("dialog", name="Tìm kiếm")).to_contain_text("Chưa tìm thấy")


def test_the_large_search_button_of_the_home_page_opens_the_search(open_page: OpenPage) -> None:
    page = open_page()

    page.get_by_role("main").get_by_role("button", name="Tìm").press("Enter")

    expect(page.get_by_role("textbox", name="Tìm")).to_be_focused()


def test_escape_closes_the_search(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)

    page.keyboard.press("Escape")

    expect(page.get_by_role("textbox", name="Tìm")).not_to_be_focused()


@pytest.mark.parametrize("address", ["", "mo-hinh/dau-tam-di-linh/"])
def test_the_slash_key_opens_the_search(open_page: OpenPage, address: str) -> None:
    page = open_page(address, size=DESKTOP)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.keyboard.press("/")

    expect(page.get_by_role("textbox", name="Tìm")).to_be_focused()
