"""What is asked is answered by what it means: no letters of other words, a commune by its name, titles before texts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenPage
from browser.searching import answer, asked, dialog, hit, open_search, own_engine

_ASK = """(text) => nhanrong.search.ask(text, { limit: 12 }).then(({ hits, kinds, lacking }) => ({
  kinds, lacking,
  hits: hits.map(({ address, title }) => ({ address, title: title.map(([said]) => said).join("") })),
}))"""

Ask = Callable[[str], dict[str, Any]]


@pytest.fixture
def ask(open_page: OpenPage) -> Ask:
    """What the search of the demonstration answers."""
    page = open_page()
    page.add_script_tag(url=page.evaluate("nhanrong.root + 'assets/javascripts/nhanrong-search.js'"))
    return lambda text: page.evaluate(_ASK, text)


# What no page is about ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("heo rung", "heo rung"),
        ("nuoi heo rung", "heo rung"),
        ("cách nuôi heo rừng", "heo rừng"),
        ("ri sat", "ri sat"),
        ("rỉ sắt", "rỉ sắt"),
        ("kỹ thuật nuôi heo", "heo"),
    ],
)
def test_letters_that_are_left_of_a_question_find_nothing(ask: Ask, text: str, lacking: str) -> None:
    told = ask(text)

    assert (told["hits"], told["kinds"], told["lacking"]) == ([], {}, lacking)


@pytest.mark.parametrize(
    ("text", "lacking", "found"),
    [
        ("chan nuoi heo", "heo", "chăn nuôi"),
        ("chăn nuôi heo", "heo", "chăn nuôi"),
        ("nuoi heo tam", "heo", "tằm"),
        ("ca phe bi ri sat", "ri sat", "Cà phê"),
        ("cà phê bị rỉ sắt", "rỉ sắt", "Cà phê"),
    ],
)
def test_a_phrase_or_a_crop_or_animal_that_is_left_is_shown(ask: Ask, text: str, lacking: str, found: str) -> None:
    told = ask(text)

    assert told["lacking"] == lacking
    assert found in " ".join(one["title"] for one in told["hits"])


def test_where_only_letters_are_left_there_is_the_finder_and_no_page(open_page: OpenPage) -> None:
    page = open_page()
    open_search(page)

    page.keyboard.type("nuoi heo rung")

    expect(dialog(page).get_by_role("status")).to_have_text("Không có trang nào nói về “heo rung”.")
    expect(dialog(page).get_by_role("link", name="Tìm mô hình hợp với tôi")).to_be_visible()
    expect(dialog(page).locator(".find__hit")).to_have_count(0)
    expect(dialog(page).get_by_text("Gần nghĩa với chữ còn lại")).to_have_count(0)


# Communes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("xa tam bo", "Xã Tam Bố (xã cũ)"),
        ("xã Tam Bố", "Xã Tam Bố (xã cũ)"),
        ("ở xã Tam Bố", "Xã Tam Bố (xã cũ)"),
        ("xa dinh lac", "Xã Đinh Lạc (xã cũ)"),
        ("xa hoa bac", "Xã Hòa Bắc"),
        ("thi tran di linh", "Thị trấn Di Linh (xã cũ)"),
        ("phuong di linh", "Xã Di Linh"),
        ("phường Di Linh", "Xã Di Linh"),
    ],
)
def test_the_whole_name_of_a_commune_behind_what_it_is_finds_the_commune(ask: Ask, text: str, first: str) -> None:
    assert ask(text)["hits"][0]["title"] == first


@pytest.mark.parametrize("text", ["xa tam bo", "xã tam bố"])
def test_a_commune_is_not_found_by_what_sounds_otherwise(ask: Ask, text: str) -> None:
    told = ask(text)

    assert sum(told["kinds"].values()) < 12
    assert "cá tầm" not in " ".join(one["title"] for one in told["hits"])


# Titles, and pages about the base itself ---------------------------------------------------------------


@pytest.mark.parametrize("text", ["ghep ca phe", "ghép cà phê"])
def test_titles_that_say_all_that_was_asked_lead_whatever_they_name(ask: Ask, text: str) -> None:
    titles = [one["title"] for one in ask(text)["hits"]]

    assert ["hép" in title for title in titles[:3]] == [True] * 3
    assert "Ghép chồi cải tạo cà phê vối" in titles[:3]


def test_where_titles_of_several_kinds_lead_the_lesser_hits_do_not_hide_them(open_page: OpenPage) -> None:
    page = open_page()
    own_engine(page)
    open_search(page)
    page.keyboard.type("bia")
    hits = [hit("Mô hình", leads=True), hit("Cách", "cach-lam", leads=True), hit("Thứ khác"), hit("Xã", "xa")]

    answer(page, asked(page, "bia"), hits, kinds={"mo-hinh": 2, "cach-lam": 1, "xa": 1})

    expect(dialog(page).locator(".find__title")).to_have_text(["Mô hình", "Cách", "Xã"])
    expect(dialog(page).get_by_role("button", name="Xem cả 2 mô hình")).to_be_visible()


@pytest.mark.parametrize("text", ["bo sua", "bò sữa", "nuoi bo sua"])
def test_pages_about_the_base_are_not_found_by_single_words_of_their_text(ask: Ask, text: str) -> None:
    told = ask(text)

    assert "khac" not in told["kinds"]
    assert "Bò sữa" in [one["title"] for one in told["hits"][:3]]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("nhap bang tep", "gui-thong-tin/git/"),
        ("git", "gui-thong-tin/git/"),
        ("bang ma cu", "gui-thong-tin/loi/nr101/"),
        ("cach tinh", "cach-tinh/"),
        ("zalo", "gui-thong-tin/loi/nr945/"),
    ],
)
def test_pages_about_the_base_are_found_by_their_titles(ask: Ask, text: str, address: str) -> None:
    assert ask(text)["hits"][0]["address"].startswith(address)
