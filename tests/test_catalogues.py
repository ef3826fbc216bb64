"""Catalogues hold every text of the interface; what is missing in one shows in Vietnamese, marked."""

import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from builders import DAY, SMALL
from nhanrong import catalogues, site
from nhanrong.catalogues import Catalogue, Part, catalogue, content, is_vietnamese, languages, names
from nhanrong.extracting import keys, refreshed
from nhanrong.publication import Publication
from nhanrong.render import record_pages, second_language
from nhanrong.render.speaking import said, said_plain, speaking
from nhanrong.render.templating import environment
from nhanrong.translating import messages, shell_in, template_in

Abroad = Callable[..., tuple[Publication, site.Site]]

HIGHLAND = ("kpm", "rad")
GAPS = re.compile(r"\{\w+\}")
MADE_UP = Catalogue(
    "xx",
    names("en"),
    {"Có ở đâu": "zz ở zz", "Đã có {1} trên {2} mục": "{2} zz {1}", "giá cũ": "zz", "Vốn": "Zz"},
    {"từ {1}": "zz {1}", "đã ghi nhận {1} trên {2} xã": "{2} zz, {1} zz", "{1} {2} đồng": "{1} {2} zz"},
    {},
)


@pytest.mark.parametrize("code", languages())
def test_a_catalogue_has_exactly_the_texts_of_today(code: str) -> None:
    assert refreshed(content(code)) == content(code), "run: python scripts/make_catalogues.py"


def test_english_says_all_of_it() -> None:
    english = catalogue("en")
    said = {None: english.words, catalogues.VALUE: english.shapes, catalogues.SCRIPT: english.scripts}
    missing = [text for context, text in keys() if text not in said[context]]
    wrong = [
        text
        for context, text in keys()
        if sorted(GAPS.findall(text)) != sorted(GAPS.findall(said[context].get(text, text)))
    ]

    assert missing == []
    assert wrong == []


def test_the_highland_languages_wait_for_those_who_speak_them() -> None:
    for code in HIGHLAND:
        assert catalogue(code).words == {}
        assert names(code).vietnamese.startswith("tiếng ")


# Templates ----------------------------------------------------------------------------------------


def test_the_texts_of_a_template_are_found_where_they_stand() -> None:
    source = (
        '<h2 id="a">Có ở đâu</h2><p>Đã có {{ a }}{{ nbsp }}trên {{ b }} mục{% if c %}, giá cũ{% endif %}.</p>'
        '<td data-label="Giá năm">{{ "không ghi" if d else e }}</td><script>Không</script>{# Không #}<b>{{ f }}</b>'
    )
    assert messages(source) == ["Có ở đâu", "Đã có {1} trên {2} mục", ", giá cũ", "Giá năm", "không ghi"]


def test_a_text_is_changed_and_what_fills_it_may_change_places() -> None:
    assert template_in("<p>Đã có {{ a }} trên {{ b | c }} mục</p>", MADE_UP) == (
        "<p>{{ ( b | c ) | said }} zz {{ ( a ) | said }}</p>"
    )
    assert template_in('<a title="Có ở đâu">{{ x }}</a>', MADE_UP) == '<a title="zz ở zz">{{ ( x ) | said }}</a>'
    assert template_in('{{ "giá cũ" if x }}', MADE_UP) == '{{ ( "zz" if x ) | said }}'


def test_what_is_not_translated_says_that_it_is_vietnamese() -> None:
    assert template_in("<p>Chưa dịch {{ a }}</p>", MADE_UP) == (
        '<p><span lang="vi" class="untranslated">Chưa dịch {{ a }}</span></p>'
    )
    assert template_in("<option>Tất cả</option>", MADE_UP) == '<option lang="vi">Tất cả</option>'
    assert template_in("<option>{{ x }}</option>", MADE_UP) == (
        "<option{{ ( x ) | language_of | xmlattr }}>{{ ( x ) | said_plain }}</option>"
    )


def test_a_frame_keeps_its_marks() -> None:
    shell = "<title>\ue6a7 – Có</title><nav aria-label='x'><a>Có ở đâu</a><a>\ue6a7</a><b>Lạ quá</b></nav>"
    assert shell_in(shell, MADE_UP) == (
        "<title>\ue6a7 – Có</title><nav aria-label='x'><a>zz ở zz</a><a>\ue6a7</a>"
        '<b><span lang="vi" class="untranslated">Lạ quá</span></b></nav>'
    )


# Values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("giá cũ", [("zz", False)]),
        ("Giá cũ.", [("Zz.", False)]),
        ("đã ghi nhận 3 trên 19\u00a0xã", [("19", False), (" zz, ", False), ("3", False), (" zz", False)]),
        ("từ 2019", [("zz ", False), ("2019", False)]),
        ("từ Di Linh về tới đây", [("từ Di Linh về tới đây", True)]),  # too short a shape for a record's own words
        ("Đạ Dâng: giá cũ", [("Đạ Dâng", True), (": ", False), ("zz", False)]),
        ("một, giá cũ", [("một, giá cũ", True)]),
        ("ha", [("ha", False)]),
        ("Lời của một bản ghi, giá cũ; " + "dài " * 60, [("Lời của một bản ghi, giá cũ; " + "dài " * 60, True)]),
    ],
)
def test_a_value_is_said_as_far_as_it_is_known(text: str, parts: list[tuple[str, bool]]) -> None:
    assert MADE_UP.parts(text) == [Part(words, vietnamese=left) for words, left in parts]


def test_a_value_is_escaped_and_marked() -> None:
    marks = (Markup("<i>"), Markup("</i>"))
    with speaking("en"):
        assert said("<b>Đ</b>", marks) == Markup("<i>&lt;b&gt;Đ&lt;/b&gt;</i>")
        assert said(Markup("<b>Đ</b>"), marks) == Markup("<b>Đ</b>")
        assert said(7, marks) == 7
        assert said_plain("36 triệu đồng/ha") == "36 million đồng/ha"
    assert said("giá cũ", marks) == "giá cũ"


def test_vietnamese_has_its_own_templates() -> None:
    with speaking("en"):
        foreign = environment()
    assert environment() is not foreign
    assert "said" not in str(environment().loader.get_source(environment(), "model.html.j2")[0])  # type: ignore[union-attr]


# Pages --------------------------------------------------------------------------------------------


class Unmarked(HTMLParser):
    """Vietnamese words of an article that no `lang` says are Vietnamese."""

    VOID = frozenset({"br", "img", "input", "meta", "link", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            around = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if is_vietnamese(data) and not (self.open and self.open[-1][1]) and not tags & {"script", "style", "svg"}:
            self.found.append(data.strip())


@pytest.fixture
def abroad(tmp_path: Path) -> Abroad:
    """The small base as it would be published in some languages besides."""

    def made(*codes: str) -> tuple[Publication, site.Site]:
        root = Path(shutil.copytree(SMALL, tmp_path / "kho"))
        area = root / "models_data" / "area.yml"
        listed = ", ".join(f'"{code}"' for code in codes)
        text = area.read_text("utf-8").replace('["kpm"]', '["en", "kpm"]') + f"pages_in: [{listed}]\n"
        area.write_text(text, encoding="utf-8")
        kb, problems = site.read(root)
        assert not problems
        publication = Publication(kb, DAY)
        return publication, site.outputs(publication, papers=())

    return made


def test_nothing_of_a_language_without_words_is_unmarked(abroad: Abroad) -> None:
    _, made = abroad("kpm")
    pages = [make() for address, make in made.pages.items() if address.startswith("kpm/")]
    assert len(pages) > 20

    for page in pages:
        reader = Unmarked()
        reader.feed(page.html)
        assert [words for words in reader.found if "dịch bịa" not in words] == [], page.address


def test_english_pages_leave_little_of_the_interface_in_vietnamese(abroad: Abroad) -> None:
    _, made = abroad("en")
    for address, make in made.pages.items():
        if address.startswith("en/"):
            assert 'class="untranslated"' not in make().html, address


def test_links_stay_in_the_language_where_there_is_a_page_and_lead_out_of_it_where_not(abroad: Abroad) -> None:
    _, made = abroad("en")
    seen = set()
    for address, make in made.pages.items():
        if address.startswith("en/"):
            page = make()
            for link in re.findall(r'\s(?:href|src)="([^"]+)"', page.html):
                if link.startswith("#") or ":" in link.split("/")[0]:
                    continue
                to = second_language._target(address, re.split("[?#]", link)[0])
                seen.add(to.partition("/")[0])
                assert to in made.pages or to in made.files or to.endswith((".pdf", ".txt")), (address, link)
    assert {"en", "gui-thong-tin"} <= seen


def test_the_first_page_after_another_language_is_vietnamese_again(abroad: Abroad) -> None:
    _, made = abroad("en")
    before = made.pages["mo-hinh/thu-a/"]().html
    foreign = made.pages["en/mo-hinh/thu-a/"]()

    assert made.pages["mo-hinh/thu-a/"]().html == before
    assert foreign.html != before
    assert foreign.language == "en"
    assert not foreign.searchable
    assert foreign.trail == (("Models", "en/mo-hinh/"),)


def test_a_translated_summary_stands_first_in_its_language_and_is_offered_in_others(abroad: Abroad) -> None:
    publication, made = abroad("kpm")
    own = made.pages["kpm/mo-hinh/thu-a/"]().html
    vietnamese = record_pages.page(publication, "mo-hinh/thu-a/").html

    assert "<h1>Tên dịch bịa để kiểm thử</h1>" in own
    assert '<div class="lead"><p>Tóm tắt dịch bịa để kiểm thử.</p>' in own
    assert "Đọc bằng tiếng Kơ Ho" in vietnamese
    assert '<div lang="kpm"><p><strong>Tên dịch bịa để kiểm thử</strong></p>' in vietnamese
    assert "đã đọc lại: già làng" in vietnamese
