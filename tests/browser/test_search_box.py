"""How the search box behaves: what it shows, how it is moved in, closed, come back to. Whatever it finds is made up."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.searching import answer, asked, box, dialog, hit, open_search, own_engine
from browser.test_accessibility import COLOURS_ONLY, violations
from browser.test_phone import NARROW, WIDER

FOUND = [
    hit("Xã *Bịa*", "xa", snippet=[["Gồm hai xã cũ", False]]),
    hit("Nuôi *bịa* (bịa để kiểm thử)", where="xã Bịa", state="current", year="2024"),
    hit("Xã *Bịa* Hai", "xa"),
    hit("Trồng *bịa* (bịa để kiểm thử)", where="xã Bịa Hai", state="brown", year="2021"),
]

SMALL = """
all => all.map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height && (box.height < 44 || box.width < 44)).map(([text]) => text)
"""


def searched(page: Page, text: str = "bia", **more: object) -> None:
    """The open search, with an answer to a text."""
    own_engine(page)
    open_search(page)
    page.keyboard.type(text)
    answer(page, asked(page, text), FOUND, **more)
    dialog(page).get_by_role("listitem").first.wait_for()


def last_options(page: Page) -> object:
    page.wait_for_function("typeof asked !== 'undefined' && asked.length > 0")
    page.wait_for_timeout(200)
    return page.evaluate("asked[asked.length - 1].options")


# What is shown --------------------------------------------------------------------------------------


def test_results_stand_in_groups_the_best_first_and_say_what_they_are(open_page: OpenPage) -> None:
    page = open_page()

    searched(page)

    expect(dialog(page)).to_match_aria_snapshot("""
        - dialog "Tìm kiếm":
          - search:
            - button "Đóng tìm kiếm"
            - textbox "Tìm cây, con, cách làm…": bia
            - button "Xóa chữ đã gõ"
          - status: "4 kết quả (2 mô hình, 2 xã)"
          - group "Chỉ xem":
            - button "Tất cả 4" [pressed]
            - button "Mô hình 2"
            - button "Xã 2"
          - heading "Xã 2" [level=2]
          - list:
            - listitem:
              - link "Xã Bịa Gồm hai xã cũ"
            - listitem:
              - link "Xã Bịa Hai"
          - heading "Mô hình 2" [level=2]
          - list:
            - listitem:
              - link "Nuôi bịa (bịa để kiểm thử) đang làm xã Bịa, 2024"
            - listitem:
              - link "Trồng bịa (bịa để kiểm thử) đã ngừng hoặc làm thử, không hợp xã Bịa Hai, 2021"
        """)
    assert dialog(page).locator("mark").all_inner_texts() == ["Bịa", "Bịa", "bịa", "bịa"]


def test_what_is_found_is_text_and_never_markup(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)
    page.keyboard.type("<b>x")

    nasty = "<img src=x onerror=alert(1)>"
    answer(page, asked(page, "<b>x"), [hit(nasty, where=nasty, snippet=[[nasty, True]])], nearest=[nasty])

    expect(dialog(page).get_by_role("link").first).to_contain_text(nasty)
    assert page.locator("dialog img, dialog b").count() == 0


def test_a_filter_asks_for_one_kind_and_all_of_it(open_page: OpenPage) -> None:
    page = open_page()
    searched(page, kinds={"mo-hinh": 30, "xa": 2})
    filters = dialog(page).get_by_role("group", name="Chỉ xem")

    filters.get_by_role("button", name="Mô hình").click()

    assert last_options(page) == {"limit": 24, "kind": "mo-hinh"}
    answer(page, asked(page, "bia"), [hit("Nuôi bịa")], kinds={"mo-hinh": 30, "xa": 2})
    expect(dialog(page).get_by_role("status")).to_have_text("30 mô hình, trong 32 kết quả")
    expect(filters.get_by_role("button", name="Mô hình", pressed=True)).to_be_focused()

    dialog(page).get_by_role("button", name="Xem thêm").click()
    assert last_options(page) == {"limit": 48, "kind": "mo-hinh"}
    answer(page, asked(page, "bia"), [hit("Nuôi bịa"), hit("Trồng bịa")], kinds={"mo-hinh": 30, "xa": 2})
    expect(dialog(page).get_by_role("link", name="Trồng bịa")).to_be_focused()


def test_a_group_that_is_not_shown_whole_leads_to_the_rest(open_page: OpenPage) -> None:
    page = open_page()
    searched(page, kinds={"mo-hinh": 2, "xa": 26})

    dialog(page).get_by_role("button", name="Xem cả 26 xã").click()

    assert last_options(page) == {"limit": 24, "kind": "xa"}


def test_a_filter_that_no_longer_fits_what_is_typed_is_dropped(open_page: OpenPage) -> None:
    page = open_page()
    searched(page)
    dialog(page).get_by_role("button", name="Xã 2").click()
    last_options(page)
    answer(page, asked(page, "bia"), FOUND[:1], kinds={"mo-hinh": 2, "xa": 1})
    box(page).fill("bia khac")

    answer(page, asked(page, "bia khac"), [], kinds={"mo-hinh": 2})

    page.wait_for_function("asked[asked.length - 1].options.kind === null")
    answer(page, asked(page, "bia khac"), FOUND[1:2])
    expect(dialog(page).get_by_role("status")).to_have_text("1 kết quả (1 mô hình)")


def test_an_answer_that_comes_late_does_not_take_the_place_of_a_newer_one(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)
    page.keyboard.type("cu")
    first = asked(page, "cu")
    box(page).fill("moi")
    second = asked(page, "moi")

    answer(page, second, [hit("Câu mới")])
    expect(dialog(page).get_by_role("link", name="Câu mới")).to_be_visible()
    answer(page, first, [hit("Câu cũ")])

    page.wait_for_timeout(200)
    assert dialog(page).get_by_role("listitem").all_inner_texts() == ["Câu mới"]


def test_an_emptied_box_shows_the_starts_whatever_answer_comes_late(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)
    page.keyboard.type("cu")
    first = asked(page, "cu")

    dialog(page).get_by_role("button", name="Xóa chữ đã gõ").click()
    expect(box(page)).to_be_focused()
    expect(dialog(page).get_by_role("heading", name="Cây, con")).to_be_visible()
    answer(page, first, [hit("Câu cũ")])

    page.wait_for_timeout(200)
    assert dialog(page).get_by_text("Câu cũ").count() == 0


def test_a_slow_search_says_that_it_searches(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)

    page.keyboard.type("bia")

    expect(dialog(page).get_by_role("status")).to_have_text("Đang tìm…")


def test_where_nothing_is_found_the_nearest_spelling_is_searched_by_a_tap(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)
    page.keyboard.type("biq")
    answer(page, asked(page, "biq"), [], nearest=["bịa", "bia"])

    dialog(page).get_by_role("button", name="bịa", exact=True).click()

    answer(page, asked(page, "bịa"), FOUND)
    expect(box(page)).to_have_value("bịa")
    expect(dialog(page).get_by_role("link", name="Xã Bịa Hai", exact=True)).to_be_visible()


def test_what_was_meant_is_offered_above_what_was_found(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)
    page.keyboard.type("biaaa")
    answer(page, asked(page, "biaaa"), FOUND, nearest=["bịa"])
    expect(dialog(page).get_by_role("heading").first).to_have_text("Có phải bà con muốn tìm")

    dialog(page).get_by_role("button", name="bịa", exact=True).click()

    answer(page, asked(page, "bịa"), FOUND)
    expect(dialog(page).get_by_role("heading", name="Có phải bà con muốn tìm")).to_be_hidden()


# Moving in it --------------------------------------------------------------------------------------


def test_arrows_home_end_and_letters_move_among_box_and_results(open_page: OpenPage) -> None:
    page = open_page()
    searched(page)
    links = dialog(page).get_by_role("listitem").get_by_role("link")

    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("End", 3), ("ArrowUp", 2), ("Home", 0)):
        page.keyboard.press(key)
        expect(links.nth(at)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("n")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("bian")


def test_tab_stays_in_the_search(open_page: OpenPage) -> None:
    page = open_page()
    searched(page)

    for _ in range(20):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_under_a_finger_enter_puts_the_keyboard_away_and_opens_nothing(open_page: OpenPage) -> None:
    page = open_page(before="matchMedia = () => ({ matches: true, addEventListener() {}, addListener() {} });")
    searched(page)
    address = page.url

    page.keyboard.press("Enter")

    expect(dialog(page).get_by_role("link", name="Xã Bịa Gồm")).to_be_focused()
    assert page.url == address


# Opening, closing, coming back ---------------------------------------------------------------------


def test_the_large_search_button_of_the_home_page_opens_the_search(open_page: OpenPage) -> None:
    page = open_page()

    page.get_by_role("main").get_by_role("button", name="Tìm").press("Enter")

    expect(box(page)).to_be_focused()


@pytest.mark.parametrize("address", ["", "mo-hinh/dau-tam-di-linh/"])
def test_the_slash_key_opens_the_search(open_page: OpenPage, address: str) -> None:
    page = open_page(address, size=DESKTOP)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.keyboard.press("/")

    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")


def test_a_slash_in_a_field_is_only_a_slash(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/", size=DESKTOP)

    page.locator("select").first.press("/")

    expect(dialog(page)).to_be_hidden()


def test_escape_closes_the_search_and_leads_back_to_where_one_was(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/")
    searched(page)

    page.keyboard.press("Escape")

    expect(dialog(page)).to_be_hidden()
    expect(page.get_by_role("banner").get_by_role("button", name="Tìm")).to_be_focused()
    page.wait_for_url("**/mo-hinh/")


def test_the_button_and_a_click_beside_it_close_it(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/", size=DESKTOP)
    open_search(page)
    dialog(page).get_by_role("button", name="Đóng tìm kiếm").click()
    expect(dialog(page)).to_be_hidden()
    page.wait_for_function("!history.state")
    open_search(page)

    page.mouse.click(100, 500)

    expect(dialog(page)).to_be_hidden()


def test_back_closes_the_search_and_stays_on_the_page(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/")
    searched(page)
    page.wait_for_url("**/mo-hinh/?tim=bia")

    page.go_back()

    expect(dialog(page)).to_be_hidden()
    page.wait_for_url("**/mo-hinh/")


def test_who_comes_back_from_a_result_finds_the_search_again(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/", worker=False)  # it would answer with the engine that it keeps
    searched(page, kinds={"mo-hinh": 2, "xa": 1})
    dialog(page).get_by_role("button", name="Xã 1").click()
    last_options(page)
    answer(page, asked(page, "bia"), [hit("Xã Bịa", "xa", address="cach-tinh/")], kinds={"mo-hinh": 2, "xa": 1})
    dialog(page).get_by_role("link", name="Xã Bịa").click()
    page.wait_for_url("**/cach-tinh/")

    page.go_back()

    expect(box(page)).to_have_value("bia")
    assert last_options(page) == {"limit": 24, "kind": "xa"}
    answer(page, asked(page, "bia"), [hit("Xã khác", "xa"), hit("Xã Bịa", "xa", address="cach-tinh/")], kinds={"xa": 2})
    expect(dialog(page).get_by_role("link", name="Xã Bịa")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_url("**/mo-hinh/")


def test_a_link_can_carry_a_search(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/?tim=n%E1%BA%A5m+m%E1%BB%91i&linh-vuc=x")

    expect(box(page)).to_have_value("nấm mối")
    page.keyboard.press("Escape")

    expect(dialog(page)).to_be_hidden()
    page.wait_for_url("**/mo-hinh/?linh-vuc=x")


# Its looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("state", ["empty", "found", "nothing"])
def test_axe_finds_nothing(open_page: OpenPage, size: ViewportSize, dark: bool, state: str) -> None:
    page = open_page("mo-hinh/", size=size, dark=dark)
    own_engine(page)
    open_search(page)
    if state != "empty":
        page.keyboard.type("bia")
        answer(page, asked(page, "bia"), FOUND if state == "found" else [], nearest=["bịa"])
    dialog(page).get_by_role("listitem").first.wait_for()

    assert violations(page, **(COLOURS_ONLY if dark else {})) == []


def test_a_thumb_meets_every_control_and_nothing_scrolls_sideways(open_page: OpenPage) -> None:
    page = open_page("mo-hinh/")
    searched(page, kinds={"mo-hinh": 1234, "cach-lam": 345, "hoat-dong": 678, "xa": 910, "cay-con": 11, "khac": 1213})
    controls = dialog(page).locator("a, button, input")

    assert controls.evaluate_all(SMALL) == []
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        assert page.evaluate("document.querySelector('.find__found').scrollWidth") <= size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.evaluate(WIDER)
    dialog(page).get_by_role("button", name="Xóa chữ đã gõ").click()
    dialog(page).get_by_role("heading", name="Cây, con").wait_for()
    assert controls.evaluate_all(SMALL) == []
