"""The search knows of every page what stands in it, and nothing of what is kept out."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from articles import article_html
from nhanrong.article import prepared
from nhanrong.render.outputs import Hit, Page
from nhanrong.searchindex import index_files
from nhanrong.searching import OTHER, Found, found_in, packed, unpacked
from nhanrong.syllables import syllables
from nhanrong.vietnamese import fold
from reading_search import read_index


def page(address: str, title: str, html: str, kind: str = "model", hit: Hit | None = None) -> Page:
    return Page(address, title, "", html, (), kind, boost=2.0, hit=hit)


def found(one: Page) -> Found:
    made = found_in(one, prepared(one.html))
    assert made is not None
    return made


def words_of(one: Found) -> set[str]:
    return {word for place in one.words for word in place.split()}


@settings(max_examples=300)
@given(article_html())
def test_every_syllable_of_an_article_is_known_and_no_other(html: str) -> None:
    seen = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", " ", html, flags=re.DOTALL)
    whole = fold("".join(unescape(text) for text in re.split(r"<[^>]*>", seen)))

    known = {word.partition(":")[0] for word in words_of(found(page("a/", "", html)))}

    assert all(word in whole for word in known)
    if not re.search(r"<[^>]*\sdata-search-exclude|<h1", seen):
        assert known >= {word for word in words_alone(seen) if not word.isdigit()}


def words_alone(html: str) -> set[str]:
    """Words with spaces around them, between two tags."""
    texts = [unescape(text) for text in re.findall(r"(?<=>)[^<]+(?=<)", f">{html}<")]
    return {one.fold for text in texts if re.fullmatch(r"\s.*\s", text, re.DOTALL) for one in syllables(text)}


def test_what_is_kept_out_is_not_known_but_what_stands_behind_it_is() -> None:
    html = (
        '<h1>Dâu</h1><p>Tằm</p><div data-search-exclude=""><div>Kín</div><p>giấu</p></div><p>kén</p>'
        "<h2 data-search-exclude>Thôi</h2><ul><li data-search-exclude>Không</li><li>Có</li></ul><script>mã()</script>"
    )
    one = found(page("x/", "Dâu", html))

    assert one.shown[7] == "Tằm\nkén\nCó"
    assert {"kin", "giau", "thoi", "khong", "ma"}.isdisjoint(word.partition(":")[0] for word in words_of(one))
    assert found_in(Page("x/", "Dâu", "", html, (), "model", searchable=False), html) is None


def test_marks_inside_a_word_do_not_part_it_and_blocks_do() -> None:
    one = found(page("x/", "X", "<h1>X</h1><p>Nu<b>ôi</b> t<em>ằm</em></p><p>một</p><p>hai</p>"))

    assert one.shown[7] == "Nuôi tằm\nmột\nhai"


def test_a_word_weighs_where_it_weighs_most() -> None:
    hit = Hit("Trồng dâu ăn lá", other_names=("Nuôi tằm",), near=("xã Tam Bố",), where="xã Gia Hiệp")
    one = found(page("x/", "X", "<h1>Trồng dâu ăn lá</h1><h2>Kén tằm</h2><p>Dâu, kén, tơ 34</p>", hit=hit))

    short, title, names, headings, text = (place.split() for place in one.words)
    assert short == ["nuoi:nuooi", "tam:tawm2"]
    assert title == ["an:awn", "dau:daau", "la:la1", "trong:troong2"]
    assert names == []
    assert headings == ["ken:ken1"]
    assert text == ["bo:boo1", "gia:gia", "hiep:hieep5", "tam:tam", "to:tow", "xa:xa4"]  # a bare number is none


def test_kinds_are_told_by_the_kind_of_page() -> None:
    kinds = {kind: found(page("x/", "X", "<h1>X</h1>", kind)).kind for kind in ("model", "unit", "guide")}

    assert kinds == {"model": "mo-hinh", "unit": "xa", "guide": OTHER}


def test_what_is_packed_comes_out_the_same() -> None:
    one = found(page("x/", "Dâu", "<h1>Dâu</h1><p>“Tằm” \\ \u2028</p>"))

    assert unpacked(packed(one)) == one


_TEXTS = st.lists(st.text("aăâbdđ \u2028</>\\\"'ôngtê1", max_size=30), min_size=1, max_size=80)


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_every_word_of_every_page_finds_it(texts: list[str]) -> None:
    pages = [
        Found(
            "mo-hinh" if at % 3 else "xa",
            1.0 + at % 2,
            (f"{at}/", text, *[""] * 5, text * 50, ""),
            ("", "", *_words(text)),
        )
        for at, text in enumerate(texts)
    ]

    index = read_index(index_files(pages))

    assert sorted(index.by_address) == sorted(one.shown[0] for one in pages)
    numbers = {shown[0]: number for number, shown in enumerate(index.pages)}
    for one in pages:
        assert index.by_address[one.shown[0]] == list(one.shown)
        assert index.kinds[numbers[one.shown[0]]] == one.kind
        for place, written in enumerate(one.words):
            for word in written.split():
                folded, _, sound = word.partition(":")
                assert numbers[one.shown[0]] in index.words[folded][sound][place]
    held = sum(len(place) for sounds in index.words.values() for places in sounds.values() for place in places)
    assert held == sum(len(words_of(one)) for one in pages)


def _words(text: str) -> tuple[str, str, str]:
    every = sorted({f"{one.fold}:{one.sound}" for one in syllables(text)})
    return " ".join(every[::2]), "", " ".join(every[1::2])


def test_the_same_pages_give_the_same_files_and_other_pages_other_names() -> None:
    pages = [found(page(f"{at}/", f"Trang {at}", f"<h1>T</h1><p>{'nuôi tằm ' * at}</p>")) for at in range(300)]
    files = index_files(pages)

    assert index_files(list(pages)) == files
    changed = index_files([*pages[:-1], found(page("299/", "Trang khác", "<h1>T</h1><p>kén</p>"))])
    same = files.keys() & changed.keys()
    assert {name for name in same if files[name] != changed[name]} == {"tim-kiem/muc-luc.js"}
    assert len(same) > len(files) // 2
    assert all(b"</" not in data for data in files.values())


def test_no_page_at_all_is_an_index_too() -> None:
    index = read_index(index_files([]))

    assert not index.pages
    assert not index.words
