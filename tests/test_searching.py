"""The search entries are those that Material for MkDocs makes."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from hypothesis import given, reject, settings
from material.plugins.search.plugin import SearchIndex
from mkdocs.structure.toc import get_toc

from articles import article_html
from nhanrong import site
from nhanrong.article import contents, prepared
from nhanrong.publication import Publication
from nhanrong.render.outputs import Page
from nhanrong.searching import search_entries
from plain_site import REPOSITORY


def by_material(page: Page, article: str) -> list[str]:
    index = SearchIndex()
    search = {"boost": page.boost} if page.searchable else {"exclude": True}
    meta = {"title": page.title, "search": search}
    toc = get_toc(contents(article))
    index.add_entry_from_context(SimpleNamespace(title="", content=article, meta=meta, toc=toc, url=page.address))
    return [json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in index.entries]


@settings(max_examples=500)
@given(article_html())
def test_any_article_has_the_entries_that_material_makes(html: str) -> None:
    page = Page("mo-hinh/x/", 'Dâu & "tằm" <', "", html, (), "model", boost=1.5)

    try:
        expected = by_material(page, html)
    except ValueError:  # Material loses count where a tag that is kept out holds its like
        reject()
    assert search_entries(page, html) == expected


@pytest.mark.parametrize("root", ["tests/small", "."])
def test_every_page_of_ours_has_the_entries_that_material_makes(root: str) -> None:
    kb, problems = site.read(REPOSITORY / root)
    assert not problems

    found = 0
    for make in site.outputs(Publication(kb, dt.date(2026, 11, 24))).pages.values():
        page = make()
        article = prepared(page.html)
        entries = search_entries(page, article)
        assert entries == by_material(page, article), page.address
        found += len(entries)
    assert found > 50


def test_what_is_kept_out_of_the_search_has_no_entry() -> None:
    html = '<h1 id="a">Dâu</h1><p>Tằm</p><h2 id="b" data-search-exclude="">Thôi</h2><p>Không</p>'
    page = Page("x/", "Dâu", "", html, (), "model")

    assert search_entries(page, html) == ['{"location":"x/","title":"Dâu","text":"<p>Tằm</p>","boost":1.0}']
    assert search_entries(Page("x/", "Dâu", "", html, (), "model", searchable=False), html) == []
