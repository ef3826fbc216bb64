"""What the search answers to a script, on the demonstration and on pages that were written to be searched."""

import itertools
import shutil
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from browser.conftest import OpenPage
from browser.sites import REPOSITORY, Site
from nhanrong.syllables import syllables
from reading_search import read_index, search_files

sys.path.insert(0, str(REPOSITORY / "bench"))
from search_site import Query, asked, pages_of, scores, write_site

JUDGED = REPOSITORY / "bench" / "search"


def ask(page: Page, text: str, **options: object) -> dict[str, Any]:
    """What the search answers on an open page."""
    if not page.evaluate("Boolean(nhanrong.search)"):
        page.add_script_tag(url=page.evaluate("nhanrong.root + 'assets/javascripts/nhanrong-search.js'"))
    found: dict[str, Any] = page.evaluate("([text, options]) => nhanrong.search.ask(text, options)", [text, options])
    return found


def title(hit: dict[str, Any]) -> str:
    return "".join(text for text, _ in hit["title"])


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ca phe", "cay-con/ca-phe/"),
        ("cà phê", "cay-con/ca-phe/"),
        ("ca\u0300 phe\u0302", "cay-con/ca-phe/"),
        ("dinh lac", "xa/2025-07-01/"),
        ("Gung Ré", "xa/2025-07-01/"),
        ("trong dau nuoi tam", "mo-hinh/dau-tam-di-linh/"),
        ("nr701", "gui-thong-tin/loi/nr701/"),
        ("saurieng", "cay-con/sau-rieng/"),
        ("sầu riêgn", "cay-con/sau-rieng/"),
    ],
)
def test_the_first_hit_is_what_was_meant(open_page: OpenPage, text: str, address: str) -> None:
    hits = ask(open_page(), text)["hits"]

    assert hits[0]["address"].startswith(address), [title(hit) for hit in hits]


def test_an_old_commune_leads_to_todays_and_is_named_itself(open_page: OpenPage) -> None:
    hits = ask(open_page(), "Đinh Lạc")["hits"]

    assert [hit["kind"] for hit in hits[:2]] == ["xa", "xa"]
    assert title(hits[0]) == "Xã Bảo Thuận"
    assert title(hits[1]) == "Xã Đinh Lạc (xã cũ)"
    assert hits[0]["where"] == "Lâm Đồng"  # no district has it
    assert hits[1]["where"] == "nay là xã Bảo Thuận, huyện Di Linh (cũ), Lâm Đồng"


def test_hits_say_kind_place_state_and_year_and_mark_what_was_asked(open_page: OpenPage) -> None:
    found = ask(open_page(), "nuôi tằm", limit=3)

    assert len(found["hits"]) == 3
    hit = next(hit for hit in found["hits"] if hit["address"] == "mo-hinh/dau-tam-di-linh/")
    assert (hit["kind"], hit["state"], hit["year"]) == ("mo-hinh", "unknown", "2019")
    assert hit["where"] == "bắt đầu ở 3 xã"
    assert [text for text, marked in hit["title"] if marked] == ["nuôi", "tằm"]
    assert any(marked for _, marked in hit["snippet"])
    assert sum(found["kinds"].values()) > 3


def test_a_kind_alone_can_be_asked_for_and_all_are_counted(open_page: OpenPage) -> None:
    page = open_page()
    found = ask(page, "cà phê", kind="cach-lam", limit=50)

    assert {hit["kind"] for hit in found["hits"]} == {"cach-lam"}
    assert len(found["hits"]) == found["kinds"]["cach-lam"]
    assert found["kinds"] == ask(page, "cà phê")["kinds"]


@pytest.mark.parametrize("text", ["", "  ", "?!", "…", "\u0300"])
def test_nothing_asked_is_nothing_found(open_page: OpenPage, text: str) -> None:
    assert ask(open_page(), text)["hits"] == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [("ca pheee", "cà phê"), ("sau rieg", "sầu riêng"), ("trichodema", "trichoderma"), ("pheee", "phê")],
)
def test_for_words_that_nobody_knows_it_offers_what_pages_say(open_page: OpenPage, text: str, offered: str) -> None:
    found = ask(open_page(), text)

    assert found["nearest"][0] == offered
    assert offered in "".join(said for said, _ in [*found["hits"][0]["title"], *found["hits"][0]["snippet"]]).lower()


@pytest.mark.parametrize("text", ["sau rieng", "saurieng", "sau rie", "cafe"])
def test_for_words_that_are_known_it_offers_no_others(open_page: OpenPage, text: str) -> None:
    assert ask(open_page(), text)["nearest"] == []


@pytest.mark.parametrize("text", ["heo", "dê", "xoài", "de", "nuoi de", "nuoi luon", "trong cam", "cách trồng xoài"])
def test_what_no_page_is_about_is_said_and_nothing_loose_is_found(open_page: OpenPage, text: str) -> None:
    found = ask(open_page(), text)

    assert (found["hits"], found["kinds"], found["nearest"]) == ([], {}, [])
    assert found["lacking"] == text.rpartition(" ")[2]


def test_of_what_no_page_is_about_the_rest_is_found(open_page: OpenPage) -> None:
    found = ask(open_page(), "chăn nuôi heo")

    assert found["lacking"] == "heo"
    assert {hit["address"] for hit in found["hits"][:3]} > {"mo-hinh/bo-sua-dinh-lac/", "mo-hinh/bo-thit-di-linh/"}
    assert not any("heo" in text or "hộ" in text for hit in found["hits"] for text, marked in hit["snippet"] if marked)


@pytest.mark.parametrize("text", ["xầu riên", "xau rieng", "sấu riêng", "cà phế", "trichodema"])
def test_what_has_a_slip_is_not_taken_for_another_word(open_page: OpenPage, text: str) -> None:
    found = ask(open_page(), text)

    assert found["lacking"] == ""
    assert found["hits"]


def test_marks_are_as_the_words_sound_beside_each_other(open_page: OpenPage) -> None:
    hits = ask(open_page(), "bo sua")["hits"]

    marked = {text.lower() for hit in hits for text, is_marked in (*hit["title"], *hit["snippet"]) if is_marked}
    assert marked == {"bò", "sữa"}


def test_a_snippet_is_running_text_and_no_label(open_page: OpenPage) -> None:
    page = open_page()
    for text in ("ca phe", "nuôi cá", "Bảo Thuận", "sau rieng"):
        for hit in ask(page, text, limit=12)["hits"]:
            said = "".join(piece for piece, _ in hit["snippet"])
            assert " · " not in said
            assert "Lĩnh vực" not in said


@pytest.mark.parametrize(
    ("text", "kind"), [("cach ghep ca phe", "cach-lam"), ("lớp cà phê", "hoat-dong"), ("mo hinh nuoi bo", "mo-hinh")]
)
def test_what_kind_of_page_is_asked_for_leads(open_page: OpenPage, text: str, kind: str) -> None:
    assert ask(open_page(), text)["hits"][0]["kind"] == kind


def test_pages_that_list_everything_are_found_by_their_own_name_only(open_page: OpenPage) -> None:
    page = open_page()
    lists = {"hop-voi-toi/", "tai-lieu/", "so-theo-doi/"}
    for text in ("bo sua", "ca phe", "chanh day", "Bảo Thuận"):
        assert lists.isdisjoint(hit["address"] for hit in ask(page, text, limit=100)["hits"])

    assert ask(page, "in tai lieu")["hits"][0]["address"] == "tai-lieu/"
    assert ask(page, "tìm mô hình hợp với tôi")["hits"][0]["address"] == "hop-voi-toi/"


def test_where_nothing_fits_nothing_is_offered(open_page: OpenPage) -> None:
    page = open_page()

    assert ask(page, "qwxyzqwxyz") == {"hits": [], "kinds": {}, "nearest": [], "lacking": ""}


@pytest.mark.parametrize(
    "text", ["constructor", "__proto__", "toString nuôi", "<script>", "a" * 500, "1234567890 " * 40]
)
def test_odd_words_do_no_harm(open_page: OpenPage, text: str) -> None:
    assert set(ask(open_page(), text)) == {"hits", "kinds", "nearest", "lacking"}


def test_it_answers_the_same_from_a_folder_with_spaces_and_marks(
    open_page: OpenPage, demonstration: Site, chromium: Browser, tmp_path: Path
) -> None:
    served = ask(open_page(), "benh gi sat")
    folder = tmp_path / "Tài liệu của Hội (bản 1)"
    shutil.copytree(demonstration.folder, folder)
    page = chromium.new_page()
    page.goto((folder / "mo-hinh" / "index.html").as_uri())

    assert ask(page, "benh gi sat") == served
    page.close()


def test_the_browser_hears_syllables_as_the_index_does(open_page: OpenPage, demonstration: Site) -> None:
    index = read_index(search_files(demonstration.folder))
    letters = "aăâbdđeêioôơuưynghctAĐƯ1 .,\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323ñčß²İ漢"
    texts = [text for shown in index.pages for text in shown] + list(map("".join, itertools.permutations(letters, 2)))
    page = open_page()
    page.add_script_tag(content="nhanrong.words = nhanrong.take('assets/javascripts/nhanrong-words.js')")
    heard = page.evaluate(
        "async texts => { const { syllables } = await nhanrong.words; const part = (text, one) =>"
        " [one.fold, one.sound, text.slice(one.begin, one.end)];"
        " return texts.map(text => syllables(text).map(one => part(text, one))); }",
        texts,
    )

    for text, found in zip(texts, heard, strict=True):
        assert [tuple(one[:2]) for one in found] == syllables(text), text
        assert [syllables(word) for *_, word in found] == [[one] for one in syllables(text)], text


@cache
def judged() -> tuple[dict[str, tuple[str, str]], list[Query]]:
    pages = pages_of(yaml.safe_load((JUDGED / "pages.yml").read_text("utf-8")))
    asking = yaml.safe_load((JUDGED / "queries.yml").read_text("utf-8"))
    return pages, [Query(one["q"], tuple(one["rel"]), one["cat"]) for one in asking]


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the pages written to be searched."""
    folder = tmp_path_factory.mktemp("judged")
    write_site(folder, judged()[0])
    return folder


def test_judged_questions_find_their_pages(chromium: Browser, small_site: Path) -> None:
    queries = judged()[1]

    result = scores(queries, asked(chromium, small_site, [query.text for query in queries]))

    assert result["all"]["recall_at_5"] >= 0.99
    assert result["all"]["mrr"] >= 0.98
    assert {name for name, score in result.items() if score["recall_at_5"] < 0.9} == set()
