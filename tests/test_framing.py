"""A page in its frame is the page that MkDocs and the theme would draw, byte for byte."""

import itertools
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from given_site import give, given
from nhanrong.framing import Frame, Places, mark
from nhanrong.records.area import Area
from nhanrong.render.outputs import Page
from plain_site import REPOSITORY, built
from reading_search import read_index

NAVIGATION = (
    ("Trang chủ", ""),
    ("Mô hình & “kén”", "mo-hinh/"),
    ("Xã", "xa/"),
    ("Sổ", "so-theo-doi/"),
    ("Giới thiệu", "gioi-thieu/"),
)
TRAIL = (("Mô hình", "mo-hinh/"), ('Dâu "tằm" & <kén>', "mo-hinh/dau-tam/"), ("Sổ", "so-theo-doi/#xa"))
FIRST_SHAPES = ["2323", "2232323", "23", "", "22", "3", "223", "2222", "32", "3332223"]
SHAPES = ["", "2", "22", "222", "2222", "23", "2323", "22333233", "2222333", "3", "32", "3332223", "23232323232"]


def headings(levels: str) -> str:
    return "".join(
        f'<h{level} id="muc-{number}">Mục <em>{number}</em> &amp; &lt;b&gt; "x"</h{level}><p>Chữ {number}</p>'
        for number, level in enumerate(levels)
    )


def made_up() -> list[Page]:
    """Pages made up to have every shape and every letter that could go wrong."""
    own = ["", "mo-hinh/", "xa/", "so-theo-doi/"]
    below = ["mo-hinh/dau-tam/", "mo-hinh/nhom/dau-tam/", "xa/2025-07-01/25000/", "le/", "le/loi/", "gioi-thieu/nua/"]
    addresses = [*own, *below, *(f"mo-hinh/hinh-{shape or 0}/" for shape in SHAPES)]
    content = itertools.cycle(
        [
            "",
            '<figure class="nr-map" data-search-exclude=""><svg><path d="M0 0"/></svg></figure>',
            '<i class="nr-x"></i>',
        ]
    )
    return [
        Page(
            address,
            title=f"Trang {number}: A & B <1 ha> “x” 'y' \"z\" <",
            description="" if number % 4 == 3 else f"Mô tả {number} & \"tả\" <p> 'y' {mark('title')}",
            html=f"<h1>Dâu {mark('article')} &amp; {number}</h1>{next(content)}{headings(shape)}\\1 \\g<0>",
            trail=TRAIL[: number % 4],
            kind=("model", "catalogue", "unit")[number % 3],
            searchable=number % 7 != 6,
            boost=1.0 + number % 2,
            head=f'<meta property="og:title" content="{number} &amp; {mark("title")}">' * (number % 2),
        )
        for number, (address, shape) in enumerate(zip(addresses, [*FIRST_SHAPES, *SHAPES], strict=True))
    ]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the project's own mkdocs.yml, a day, and a hand-written page; the data is to be added."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    shutil.copytree(REPOSITORY / "docs", tmp_path / "docs")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def invented(base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages above in place of rendered ones."""
    area = Area(name="huyện <Mẫu> & “x”", format=1, site_url="https://nhanrong.example/kho", demonstration=True)
    give(monkeypatch, given(area, "Bịa để kiểm thử", made_up(), {"du-lieu/a.json": b"[]"}), NAVIGATION)
    (base / "models_data").mkdir()
    return base


def assert_same(base: Path, *, served: bool = False) -> dict[str, bytes]:
    spliced, plain = built(base), built(base, plain=True)
    kept = {name for name in spliced if name.startswith("ban/")}  # for browsers; MkDocs knows nothing of it
    spliced = {name: content for name, content in spliced.items() if name not in kept}

    assert bool(kept) is not served
    assert list(spliced) == list(plain)
    for name, content in plain.items():
        assert spliced[name] == content, name
    return plain


@pytest.mark.parametrize("data", ["tests/small/models_data", "models_data"])
def test_the_whole_site_is_what_mkdocs_alone_would_build(base: Path, data: str) -> None:
    shutil.copytree(REPOSITORY / data, base / "models_data")

    assert sum(name.endswith(".html") for name in assert_same(base)) > 30


def test_every_shape_of_a_page_is_what_mkdocs_alone_would_build(invented: Path) -> None:
    plain = assert_same(invented)

    page = plain["mo-hinh/hinh-23232323232/index.html"].decode()
    assert page.count('href="#muc-') == 11
    assert plain["mo-hinh/index.html"].count(b'href="#muc-') == 14  # in the menu and beside the article
    assert mark("article") in page  # words of a page that look like a mark stay
    by_hand = list((invented / "docs").glob("*.md"))
    assert plain["sitemap.xml"].count(b"<loc>https://nhanrong.example/kho/") == len(made_up()) + len(by_hand)
    searchable = [page for page in made_up() if page.searchable]
    assert len(read_index(plain).pages) == len(searchable) + len(by_hand)


def test_links_of_hand_written_pages_to_ours_are_resolved_and_checked(invented: Path) -> None:
    page = invented / "docs" / "gioi-thieu.md"
    page.write_text("# A\n\n[x](xa/2025-07-01/25000.md#muc-2) [y](mo-hinh.md#muc-0)\n[z]\n\n[z]: le.md\n", "utf-8")
    assert b'href="../xa/2025-07-01/25000/#muc-2"' in assert_same(invented)["gioi-thieu/index.html"]

    for wrong in ("xa/2025-07-01/25000.md#khong-co", "mo-hinh.md#khong-co", "mo-hinh/khong-co.md"):
        page.write_text(f"# A\n\n[x]({wrong})\n", "utf-8")
        with pytest.raises(Abort):
            built(invented)


def test_a_page_where_a_hand_written_one_stands_is_refused(invented: Path) -> None:
    (invented / "docs" / "le.md").write_text("# Lẻ\n", "utf-8")

    with pytest.raises(Abort):
        built(invented)


def test_a_site_without_an_address_has_no_locations(invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nhanrong.plugin.NhanRongPlugin.on_startup", lambda self, **_: setattr(self, "_serving", True))

    files = assert_same(invented, served=True)

    assert b"<loc>" not in files["sitemap.xml"]
    assert b'rel="canonical"' not in files["mo-hinh/index.html"]


def test_pages_of_one_kind_share_a_frame_wherever_they_stand_in_a_section() -> None:
    places = Places(["", "mo-hinh/", "xa/danh-muc/"])
    title = '<h1 id="a">A</h1>'

    def place(address: str) -> str:
        page = Page(address, "A", "", title, (), "model")
        return places.key(page, [{"level": 1, "id": "a", "name": "A", "children": []}]).place

    assert place("mo-hinh/x/") == place("mo-hinh/y/") != place("mo-hinh/x/y/")
    assert [place(address) for address in ("", "mo-hinh/", "xa/danh-muc/1/", "xa/1/2/", "khac/")] == [
        "",
        "mo-hinh/",
        "xa/danh-muc/0/",
        "xa/0/0/",
        "0/",
    ]


def test_an_article_that_does_not_begin_with_its_title_is_a_fault_of_its_renderer() -> None:
    with pytest.raises(ValueError, match="does not begin with its title"):
        Places([""]).key(Page("a/", "A", "", "<p>", (), "model"), [])


def test_a_theme_that_ends_its_contents_in_another_way_is_noticed() -> None:
    id_, name = mark("id"), mark("name")
    leaf = f"<li>{id_}>{name}<br></li>"
    shell = f"{leaf}<li>{id_}>{name} {name}<ul>{leaf}{leaf}</ul></li>{leaf}"
    Frame(shell)

    with pytest.raises(ValueError, match="unlike the others"):
        Frame(shell.removesuffix("<br></li>") + "</li>")
