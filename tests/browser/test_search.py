"""The search finds with and without marks, however the words come in, and from wherever the site is opened."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from browser.conftest import DESKTOP, OpenPage
from browser.searching import ENGINE, PARTS, box, dialog, open_search, results
from browser.sites import Site
from nhanrong.vietnamese import fold

FIRST = 5  # pages that a reader sees without scrolling far
MODEL = "mo-hinh/dau-tam-di-linh/"
CONTENTS = "**/tim-kiem/muc-luc.js"


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
def test_words_with_and_without_marks_find_the_same_page_first(open_page: OpenPage, plain: str, marked: str) -> None:
    page = open_page()
    open_search(page)
    page.keyboard.type(plain)
    first = results(page, plain)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")

    page.keyboard.type(marked)

    assert results(page, marked)[0][1] == first[0][1]


def test_whole_words_are_marked_that_begin_as_what_was_typed(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)
    page.keyboard.type("dâu tằm")
    results(page, "dâu tằm")

    marked = [fold(one) for one in dialog(page).locator("mark").all_inner_texts()]

    assert marked.count("dau") > FIRST
    assert {one for one in marked if not re.fullmatch(r"(d|t)\w+", one)} == set()


@pytest.mark.parametrize("text", ["cà phê", "ca\u0300 phe\u0302"], ids=["composed", "decomposed"])
def test_pasted_words_are_searched(open_page: OpenPage, text: str) -> None:
    page = open_page()
    open_search(page)

    page.keyboard.insert_text(text)

    assert "ca-phe" in results(page, "cà phê")[0][1]


def test_words_are_searched_while_an_input_method_still_composes_them(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)
    method = page.context.new_cdp_session(page)

    method.send("Input.imeSetComposition", {"text": "cà phê", "selectionStart": 6, "selectionEnd": 6})

    assert "ca-phe" in results(page, "cà phê")[0][1]
    expect(box(page)).to_have_value("cà phê")


def test_a_result_opens_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    open_search(page)
    page.keyboard.type("tam bo")
    _, address = results(page, "tam bo")[0]

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(address)
    assert "Tam Bố" in page.inner_text("main")


def test_enter_in_the_box_opens_the_first_result_of_what_stands_there(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    open_search(page)
    page.keyboard.type("tam bo")
    _, address = results(page, "tam bo")[0]
    box(page).fill("")
    dialog(page).get_by_role("heading", name="Cây, con").wait_for()

    page.keyboard.type("tam bo")
    page.keyboard.press("Enter")  # before anything is found

    page.wait_for_url(address)


def test_nothing_found_is_said_helpfully(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)

    page.keyboard.type("qwxyz")

    expect(dialog(page).get_by_role("status")).to_have_text("Không có trang nào nói về “qwxyz”.")
    expect(dialog(page).get_by_role("link", name="Tìm mô hình hợp với tôi")).to_be_visible()
    expect(dialog(page).get_by_role("link", name="Giải thích từ ngữ")).to_be_visible()


def test_the_empty_box_leads_to_crops_and_communes_of_this_base(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)

    dialog(page).get_by_role("link", name="Dâu tằm").click()
    page.wait_for_url("**/cay-con/dau-tam/")

    open_search(page)
    dialog(page).get_by_role("link", name="Đinh Lạc").click()
    page.wait_for_url("**/xa/*/*/")
    assert "Đinh Lạc" in page.get_by_role("heading", level=1).inner_text()


def test_nothing_of_the_search_is_loaded_before_it_is_opened(open_page: OpenPage) -> None:
    page = open_page("cach-tinh/")
    page.wait_for_load_state("networkidle")

    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")

    assert any(re.search(r"/nhanrong\.[0-9a-f]+\.js", one) for one in loaded)
    assert [one for one in loaded if re.search("search|found|tim-kiem", one)] == []


def test_without_signal_it_says_so_and_tries_again_when_told(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    page.route(ENGINE, lambda route: route.abort())
    open_search(page)
    page.keyboard.type("tam bo")
    expect(dialog(page).get_by_role("status")).to_contain_text("không có mạng")

    page.unroute(ENGINE)
    dialog(page).get_by_role("button", name="Thử lại").click()

    results(page, "tam bo")
    expect(dialog(page).get_by_role("button", name="Thử lại")).to_be_hidden()


def test_a_signal_that_goes_while_one_types_is_told_too_and_typing_on_tries_again(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    page.route(PARTS, lambda route: route.abort())
    open_search(page)
    page.keyboard.type("tam b")
    expect(dialog(page).get_by_role("button", name="Thử lại")).to_be_visible()

    page.unroute(PARTS)
    page.keyboard.type("o")

    results(page, "tam bo")


@pytest.mark.parametrize("asked_for", [ENGINE, PARTS], ids=["engine", "parts"])
def test_a_network_that_answers_with_something_else_is_told_too(open_page: OpenPage, asked_for: str) -> None:
    page = open_page(MODEL)
    page.route(asked_for, lambda route: route.fulfill(body="// sign in first", content_type="text/javascript"))
    open_search(page)
    page.keyboard.type("tam bo")
    expect(dialog(page).get_by_role("status")).to_contain_text("không có mạng")

    page.unroute(asked_for)
    dialog(page).get_by_role("button", name="Thử lại").click()

    results(page, "tam bo")


def test_a_page_that_was_left_open_finds_the_parts_of_a_new_edition(open_page: OpenPage) -> None:
    page = open_page(MODEL)
    page.route(CONTENTS, old_contents)
    page.route("**/gone-*", lambda route: route.abort())
    open_search(page)
    page.keyboard.type("tam bo")
    expect(dialog(page).get_by_role("button", name="Thử lại")).to_be_visible()

    page.unroute(CONTENTS)
    dialog(page).get_by_role("button", name="Thử lại").click()

    results(page, "tam bo")


def old_contents(route: Route) -> None:
    """The list of contents of an edition whose parts are no longer there."""
    text = route.fetch().text()
    parts = re.sub(r'(\[\d+,")([0-9a-f]{8}"\])', r"\1gone-\2", text)
    assert parts != text
    route.fulfill(body=parts, content_type="text/javascript")


def test_a_browser_that_knows_no_dialogs_has_the_search_too(open_page: OpenPage) -> None:
    page = open_page(MODEL, before="delete HTMLDialogElement.prototype.showModal;")
    page.add_style_tag(content=":where(dialog:not([open])) { display: block; }")  # as where nobody knows the element
    expect(dialog(page)).to_be_hidden()
    open_search(page)
    page.keyboard.type("tam bo")
    results(page, "tam bo")

    page.keyboard.press("Escape")

    expect(dialog(page)).to_be_hidden()
    expect(page.get_by_role("banner").get_by_role("button", name="Tìm")).to_be_focused()


def test_it_works_from_a_folder_too(open_page: OpenPage, demonstration: Site, tmp_path: Path) -> None:
    folder = tmp_path / "Kho tri thức (thẻ nhớ) [1]"
    folder.symlink_to(demonstration.folder, target_is_directory=True)
    page = open_page(f"{MODEL}index.html", site=replace(demonstration, url=folder.as_uri() + "/"))
    open_search(page)
    page.keyboard.type("tam bo")
    _, address = results(page, "tam bo")[0]

    page.keyboard.press("Enter")

    page.wait_for_url(address)
    assert address.endswith("/index.html")
    assert "Tam Bố" in page.inner_text("main")

    page.go_back()
    expect(box(page)).to_have_value("tam bo")
    page.go_back()
    expect(dialog(page)).to_be_hidden()


def test_without_scripts_the_big_search_leads_to_a_list(open_page: OpenPage) -> None:
    page = open_page(javascript=False)

    page.get_by_role("main").get_by_role("link", name="Xem danh sách mô hình").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Mô hình"
    expect(dialog(page)).to_be_hidden()
