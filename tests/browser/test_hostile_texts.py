"""Whatever stands in a text of a record is shown as text, on every page, in the search and on the maps."""

import posixpath
import re

import pytest
from playwright.sync_api import expect

from browser import hostile
from browser.conftest import DESKTOP, OpenPage
from browser.documents import read_all
from browser.hostile import ATTACK, COMPUTED
from browser.searching import open_search
from browser.sites import REPOSITORY, Site
from reading_search import read_index, search_files

INJECTED = """
() => ({
  hacked: window.hacked ?? null,
  images: document.querySelectorAll("img[src='x'], [onerror]").length,
  scripts: [...document.scripts].filter((s) => s.textContent.trim() === "window.hacked=1").length,
  links: document.querySelectorAll("a[href^='javascript:'], a[href*='javascript:window']").length,
  bold: [...document.querySelectorAll("strong, b, em")].filter((e) => e.textContent === "đậm").length,
})
"""
CLEAN = {"hacked": None, "images": 0, "scripts": 0, "links": 0, "bold": 0}


def test_no_text_field_is_forgotten(tmp_path_factory: pytest.TempPathFactory) -> None:
    attacked = hostile.write(REPOSITORY / "tests" / "small", tmp_path_factory.mktemp("fields"))

    assert hostile.text_fields() - attacked == set()


def test_the_files_hold_no_element_attribute_or_result_of_an_attack(hostile_site: Site) -> None:
    for name, document in read_all(hostile_site.folder).items():
        assert not [a for a in document.attributes if a[1].startswith("on") or a[2].startswith("javascript:")], name
        assert ("img", "src", "x") not in document.attributes, name
        said = document.words + "".join(value for _, _, value in document.attributes)
        assert COMPUTED not in said, name
        assert "&lt;" not in said, f"{name} escapes twice"
        assert "&amp;amp;" not in said, f"{name} escapes twice"


def test_attacks_are_shown_whole_as_text(hostile_site: Site) -> None:
    shown = set()
    for document in read_all(hostile_site.folder).values():
        text = " ".join(document.words.split())
        shown |= set(re.findall(r"\b([A-Z]\w+\.\w+)(?: \d{5})? " + re.escape(ATTACK), text))

    assert {"Model.name", "Model.technique", "Step.text", "Practice.name", "Session.title", "Source.title"} <= shown
    assert {"AdminUnit.name", "UnitList.title", "Line.note", "Area.name", "Office.phone", "Check.role"} <= shown


def test_no_page_runs_an_attack(open_page: OpenPage, hostile_site: Site) -> None:
    documents = read_all(hostile_site.folder).items()
    standing = [name for name, document in documents if not any(rel == "refresh" for _, rel, _ in document.links)]
    one_of_each_folder = {posixpath.dirname(posixpath.dirname(name)): name for name in standing}
    page = open_page(site=hostile_site)
    for name in one_of_each_folder.values():
        page.goto(hostile_site.url + name)
        assert page.evaluate(INJECTED) == CLEAN, name
        assert COMPUTED not in page.inner_text("body"), name


def test_search_results_show_attacks_as_text(open_page: OpenPage, hostile_site: Site) -> None:
    page = open_page(site=hostile_site)
    open_search(page)
    dialog = page.get_by_role("dialog", name="Tìm kiếm")
    for words in ("script", "onerror", "Model", "javascript"):
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
        expect(dialog.get_by_role("link").first).to_contain_text("window.hacked=1")
        page.wait_for_timeout(200)  # more results are added as they come
        assert page.evaluate(INJECTED) == CLEAN, words
        assert "<script>" in dialog.inner_text()


def test_the_search_index_is_sound(hostile_site: Site) -> None:
    files = search_files(hostile_site.folder)

    assert any("<script>" in text for page in read_index(files).pages for text in page)
    assert all(b"</" not in data for data in files.values())


@pytest.mark.parametrize("list_id", ["2025-06-30", "2025-07-01"])
def test_the_full_map_shows_attacks_as_text(open_page: OpenPage, hostile_site: Site, list_id: str) -> None:
    page = open_page(f"ban-do/{list_id}.html", site=hostile_site, size=DESKTOP)
    communes = page.get_by_role("main").get_by_role("button", name=re.compile("AdminUnit"))
    expect(communes.first).to_be_visible()
    for number in range(communes.count()):
        communes.nth(number).press("Enter")
        expect(page.get_by_role("link", name=re.compile("^Xem trang.*<script>")).last).to_be_visible()
        assert page.evaluate(INJECTED) == CLEAN
    communes.first.hover(force=True)
    page.get_by_role("combobox").press("ArrowDown")

    assert page.evaluate(INJECTED) == CLEAN
    assert COMPUTED not in page.inner_text("body")


def test_maps_and_filters_run_no_attack_when_used(open_page: OpenPage, hostile_site: Site) -> None:
    page = open_page("mo-hinh/thu-a/", site=hostile_site)
    for slider in page.get_by_role("slider").all():
        slider.press("Home")
    assert page.evaluate(INJECTED) == CLEAN

    page.goto(hostile_site.url + "mo-hinh/")
    page.get_by_text("Lọc danh sách", exact=True).press("Enter")
    for choice in page.get_by_role("combobox").all():
        choice.press("ArrowDown")
    assert page.evaluate(INJECTED) == CLEAN
