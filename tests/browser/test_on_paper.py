"""Every kind of page on paper: its words whole, whose it is and from which edition, and none of its buttons."""

import pytest

from browser.conftest import OpenPage
from browser.page_kinds import FRAMED
from pages_on_paper import sizes, texts


def together(text: str) -> str:
    """Without spaces, which a PDF has at the ends of lines too."""
    return "".join(text.split())


KINDS = ("home", "models", "model", "practice", "session", "old commune", "crop", "maps", "ledger", "by hand")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_on_paper_where_it_comes_from(open_page: OpenPage, kind: str) -> None:
    page = open_page(FRAMED[kind])
    title = " ".join(page.locator("h1").inner_text().split())
    pdf = page.pdf(prefer_css_page_size=True, format="A4")
    pages = texts(pdf)

    assert together(title) in together(pages[0])
    assert together(f"Bản ngày 23/11/2026. https://nhanrong.example/di-linh/{FRAMED[kind]}") in together(pages[-1])
    for word in ("Mục lục", "Xóa lọc", "Thêm vào tài liệu", "Lọc danh sách"):
        assert together(word) not in together(" ".join(pages))
    assert set(sizes(pdf)) == {(210, 297)}


def test_tables_keep_their_words_whole(open_page: OpenPage) -> None:
    said = " ".join(texts(open_page(FRAMED["old commune"]).pdf(prefer_css_page_size=True, format="A4")))

    assert "Xã Tam Bố" in said
    assert "Xã Ta m" not in said


def test_sources_give_their_address(open_page: OpenPage) -> None:
    page = open_page(FRAMED["model"])
    address = page.locator(".sources a[href^=http]").first.get_attribute("href")
    assert address is not None
    said = "".join(texts(page.pdf(prefer_css_page_size=True, format="A4"))).replace(" ", "")

    assert address in said
