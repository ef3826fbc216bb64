"""The MkDocs plugin: only a whole site takes the place of the last one, and the same input gives the same bytes."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from given_site import give, given
from nhanrong.edition import DayError, edition_day
from nhanrong.fonts import font_files
from nhanrong.plugin import NhanRongPlugin
from nhanrong.problems import Place, Problem
from nhanrong.records.area import Area
from nhanrong.render.outputs import Page, relative
from reading_search import read_index, search_files

REPOSITORY = Path(__file__).parent.parent
FAULT = Problem(Place("models_data/area.yml", 3, 5), "NR999", "câu này phải nguyên một dòng " * 8, "Sửa lại.")
AREA = Area(name="huyện Mẫu", format=1, site_url="https://nhanrong.example/kho/", demonstration=True)
NOTICE = "Dữ liệu trình diễn (bịa để kiểm thử); không phải số liệu của Hội"
PAGES = [
    Page("", "Nhân Rộng", "Trang đầu", "<h1>Mô hình</h1>", (), "home"),
    Page("mo-hinh/", "Mô hình", "Mọi mô hình", '<h1>Mô hình</h1><a href="dau-tam/">Dâu tằm</a>', (), "list"),
    Page(
        "mo-hinh/dau-tam/",
        'Dâu tằm & "kén" <1 ha',
        'Nuôi tằm & bán "kén"',
        "<h1>Dâu tằm &lt;1 ha</h1><dl><dt>Vốn ban đầu</dt><dd>45 triệu</dd></dl>"
        '<h2 id="cach-lam">Cách làm</h2><p>Đất *tốt*</p>',
        (("Mô hình", "mo-hinh/"),),
        "model",
    ),
    Page("cu/", "Chỗ cũ", "", "<h1>Đã dời</h1>", (), "moved", searchable=False),
]
FILES = {"du-lieu/mo-hinh.json": b"[]\n", "qr/dau-tam.svg": b"<svg/>"}


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge base whose pages are given, with the project's own mkdocs.yml and one hand-written page."""
    give(monkeypatch, given(AREA, NOTICE, PAGES, FILES), (("Mô hình", "mo-hinh/"), ("Giới thiệu", "gioi-thieu/")))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    (tmp_path / "models_data").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "gioi-thieu.md").write_text(
        "# Giới thiệu\n\n## Đặt câu hỏi\n\n[Dâu tằm](mo-hinh/dau-tam.md#cach-lam)\n", encoding="utf-8"
    )
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def build_site(base: Path) -> Callable[[], Path]:
    """Builds the site as `mkdocs build` does and gives its folder."""

    def run() -> Path:
        config = load_config(str(base / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        return base / "site"

    return run


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_pages_and_files_stand_at_their_addresses(build_site: Callable[[], Path]) -> None:
    built = build_site()
    page = (built / "mo-hinh" / "dau-tam" / "index.html").read_text(encoding="utf-8")

    assert "<p>Đất *tốt*</p>" in page  # no Markdown has any effect
    assert "<title>Dâu tằm &amp; &#34;kén&#34; " in page
    assert 'content="Nuôi tằm &amp; bán &#34;kén&#34;"' in page
    assert '<link rel="canonical" href="https://nhanrong.example/kho/mo-hinh/dau-tam/">' in page
    assert '<a href="../">Mô hình</a>' in page
    assert (built / "du-lieu" / "mo-hinh.json").read_bytes() == b"[]\n"
    assert 'id="dat-cau-hoi"' in (built / "gioi-thieu" / "index.html").read_text(encoding="utf-8")


def test_a_page_that_is_not_for_the_navigation_is_there_all_the_same(
    base: Path, build_site: Callable[[], Path]
) -> None:
    (base / "docs" / "nguoi-duyet.md").write_text("# Người duyệt\n", encoding="utf-8")
    built = build_site()
    assert "<h1" in (built / "nguoi-duyet" / "index.html").read_text(encoding="utf-8")
    assert "nguoi-duyet" in (built / "sitemap.xml").read_text(encoding="utf-8")
    assert "nguoi-duyet" not in (built / "mo-hinh" / "index.html").read_text(encoding="utf-8")


def test_a_demonstration_says_so_on_every_page_and_stays_out_of_search_engines(build_site: Callable[[], Path]) -> None:
    pages = sorted(build_site().rglob("*.html"))

    assert len(pages) == 6
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "không phải số liệu của Hội" in text
        assert '<meta name="robots" content="noindex">' in text


def registers(built: Path) -> bool:
    """Whether the scripts of a page register a worker."""
    page = (built / "mo-hinh" / "index.html").read_text("utf-8")
    scripts = re.findall(r'<script src="\.\./([^"]+)"', page)
    assert scripts
    return any("serviceWorker.register(" in (built / script).read_text("utf-8") for script in scripts)


def test_a_worker_keeps_pages_unless_the_site_does_not_want_it(base: Path, build_site: Callable[[], Path]) -> None:
    built = build_site()
    assert (built / "sw.js").is_file()
    assert json.loads((built / "ban" / "moi.json").read_text("utf-8"))["day"] == "01/01/2026"
    assert json.loads((built / "manifest.webmanifest").read_text("utf-8"))["start_url"] == "./"
    assert registers(built)

    with (base / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra:\n  offline: false\n")
    built = build_site()
    assert not (built / "sw.js").exists()
    assert not (built / "ban").exists()
    assert not registers(built)


def serve_once(base: Path) -> None:
    """What `mkdocs serve` builds before it serves."""
    config = load_config(str(base / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def test_who_waits_for_the_first_build_is_told_that_it_takes_long(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "mkdocs.plugins.nhanrong")
    serve_once(base)
    assert "Dựng trang lần đầu" in caplog.text

    caplog.clear()
    serve_once(base)
    assert "Đang dựng trang…" in caplog.text
    assert "lần đầu" not in caplog.text


def test_who_edits_is_not_shown_what_a_worker_has_kept(base: Path) -> None:
    serve_once(base)
    (built,) = (base / ".cache" / "nhanrong").glob("serve-*")

    assert not (built / "sw.js").exists()
    assert not (built / "ban").exists()
    assert not registers(built)


def test_nothing_is_loaded_from_another_host(build_site: Callable[[], Path]) -> None:
    built = build_site()
    for page in built.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//', text)
        assert not re.findall(r'<link rel="(?!canonical)[^>]+href="(?:https?:)?//', text)
    for sheet in built.rglob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8"))


def test_the_search_knows_rendered_and_hand_written_pages(build_site: Callable[[], Path]) -> None:
    files = search_files(build_site())
    pages = read_index(files).by_address

    _, title, *_, headings, text, _ = pages["mo-hinh/dau-tam/"]
    assert title == 'Dâu tằm & "kén" <1 ha'
    assert "Cách làm" in headings.split("\n")
    assert "Vốn ban đầu\n45 triệu" in text
    assert "gioi-thieu/" in pages
    assert "cu/" not in pages
    escaped = set(re.findall(rb"\\u(\w{4})", b"".join(files.values())))
    assert escaped <= {b"003c", b"003e", b"0026"}  # what ends a script, never a letter


def test_a_configuration_that_asks_for_another_search_gets_this_one(base: Path, build_site: Callable[[], Path]) -> None:
    whole = everything(build_site())
    config = base / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    assert "- search" in config.read_text("utf-8")

    assert everything(build_site()) == whole
    assert not any(name.startswith("search/") or "/workers/" in name or "/lunr/" in name for name in whole)


def test_building_twice_gives_the_same_bytes(build_site: Callable[[], Path]) -> None:
    first = everything(build_site())

    assert everything(build_site()) == first
    assert b"<lastmod>2026-01-01</lastmod>" in first["sitemap.xml"]


def test_faulty_data_leaves_the_last_site_and_says_each_fault_on_one_line(
    base: Path, build_site: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    last = everything(build_site())
    give(monkeypatch, given(AREA, NOTICE, PAGES, FILES), problems=[FAULT])

    with pytest.raises(Abort):
        build_site()

    assert f"{FAULT}\n" in capsys.readouterr().err
    assert everything(base / "site") == last
    assert [p.name for p in base.glob("site*")] == ["site"]


def test_a_warning_in_a_strict_build_leaves_the_last_site(base: Path, build_site: Callable[[], Path]) -> None:
    last = everything(build_site())
    (base / "docs" / "gioi-thieu.md").write_text("# Giới thiệu\n\n[hỏng](khong-co.md)\n", encoding="utf-8")

    with pytest.raises(Abort):
        build_site()

    assert everything(base / "site") == last
    assert [p.name for p in base.glob("site*")] == ["site"]


def test_a_first_build_that_fails_leaves_nothing(
    base: Path, build_site: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = Page("gioi-thieu/", "Giới thiệu", "", "<h1>Giới thiệu</h1>", (), "about")
    give(monkeypatch, given(AREA, NOTICE, [*PAGES, twice], {}))

    with pytest.raises(Abort):
        build_site()

    assert not list(base.glob("site*"))


def test_a_page_that_is_gone_is_gone_from_the_site(
    build_site: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site()
    give(monkeypatch, given(AREA, NOTICE, PAGES[:-1], {}))

    assert not (build_site() / "cu").exists()


def test_serving_goes_on_when_a_rebuild_fails(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise Abort("Chưa dựng trang: dữ liệu có 1 lỗi.")

    config = load_config(str(base / "mkdocs.yml"))
    plugin = config.plugins["nhanrong"]
    assert isinstance(plugin, NhanRongPlugin)
    server = LiveReloadServer(builder=fail, host="127.0.0.1", port=0, root=str(base))
    plugin.on_serve(server, config=config, builder=fail)

    server.builder()
    server.server_close()

    assert "dữ liệu có 1 lỗi" in capsys.readouterr().err


def test_a_killed_build_is_put_right_by_the_next(base: Path, build_site: Callable[[], Path]) -> None:
    """Half a move, a file of somebody else, one altered and one missing."""
    whole = everything(build_site())
    built = base / "site"
    (base / "site.building" / "mo-hinh").mkdir(parents=True)
    (base / "site.building" / "half.html").touch()
    (built / "mo-hinh" / "index.html").write_text("nửa", encoding="utf-8")
    (built / "qr" / "dau-tam.svg").unlink()
    (built / "la" / "sau").mkdir(parents=True)
    (built / "la" / "sau" / "tep.txt").write_text("lạ", encoding="utf-8")
    (built / ".git").mkdir()
    (built / ".git" / "HEAD").touch()

    assert everything(build_site()) == whole | {".git/HEAD": b""}
    assert sorted(path.name for path in base.glob("site*")) == ["site"]


def test_what_has_not_changed_is_not_touched(base: Path, build_site: Callable[[], Path]) -> None:
    built = build_site()
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()}
    (base / "docs" / "gioi-thieu.md").write_text("# Giới thiệu\n\nChữ mới.\n", encoding="utf-8")
    build_site()

    stayed = {path: at for path, at in before.items() if path.exists()}  # parts of the search and lists are named anew
    assert all(path.parts[len(built.parts)] in {"tim-kiem", "ban"} for path in before.keys() - stayed.keys())
    changed = {str(path.relative_to(built)) for path, at in stayed.items() if path.stat().st_mtime_ns != at}
    assert changed == {"gioi-thieu/index.html", "tim-kiem/muc-luc.js", "ban/moi.json"}


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "mo-hinh/", "mo-hinh/"),
        ("mo-hinh/x/", "", "../../"),
        ("mo-hinh/x/", "mo-hinh/x/", "./"),
        ("mo-hinh/x/", "mo-hinh/x/#so", "#so"),
        ("mo-hinh/x/", "mo-hinh/y/#so", "../y/#so"),
        ("mo-hinh/x/", "assets/a.svg", "../../assets/a.svg"),
        ("assets/a.css", "assets/b.svg", "b.svg"),
        ("", "", "./"),
    ],
)
def test_links_are_relative(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


def test_the_day_is_given_or_from_the_environment() -> None:
    assert edition_day("2026-11-23", {"SOURCE_DATE_EPOCH": "0"}) == dt.date(2026, 11, 23)
    assert edition_day(None, {"SOURCE_DATE_EPOCH": "1767201000"}) == dt.date(2026, 1, 1)  # 00:10 in Vietnam
    for wrong, environment in (("23/11/2026", {}), (None, {"SOURCE_DATE_EPOCH": "hôm qua"})):
        with pytest.raises(DayError):
            edition_day(wrong, environment)


def test_fonts_are_small_and_the_same_on_every_run() -> None:
    first, second = ({name: make() for name, make in font_files().items()} for _ in range(2))

    assert second == first
    assert all(len(font) < 16_000 for font in first.values())


def without_search(base: Path) -> None:
    config = yaml.safe_load((base / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"] = ["nhanrong"]
    (base / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")


def sheets(page: Path) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="[./]*([^"]*)"', page.read_text(encoding="utf-8"))


def test_pages_of_all_kinds_share_one_stylesheet_and_nothing_of_material_is_left_beside(
    base: Path, build_site: Callable[[], Path]
) -> None:
    without_search(base)
    built = build_site()

    pages = [built / "index.html", built / "mo-hinh/dau-tam/index.html", built / "gioi-thieu/index.html"]
    first, *others = [sheets(page)[0] for page in pages]
    assert others == [first, first]
    assert (built / first).exists()
    assert not [*built.rglob("bundle.*"), *built.rglob("main.*.css"), *built.rglob("palette.*.css")]


@pytest.mark.parametrize(
    "markdown",
    [
        "!!! note\n    Chú ý.\n",
        "```python\na = 1\n```\n",
        '<div class="grid cards"></div>',
        "Chú[^1]\n\n[^1]: Thích.\n",
    ],
)
def test_a_hand_written_page_has_all_of_material_where_it_uses_it(
    base: Path, build_site: Callable[[], Path], markdown: str
) -> None:
    without_search(base)
    config = (base / "mkdocs.yml").read_text(encoding="utf-8")
    (base / "mkdocs.yml").write_text(
        config.replace(
            "markdown_extensions:\n",
            "markdown_extensions:\n- admonition\n- footnotes\n- pymdownx.highlight\n"
            "- pymdownx.superfences\n- md_in_html\n",
        ),
        encoding="utf-8",
    )
    (base / "docs" / "gioi-thieu.md").write_text(f"# Giới thiệu\n\n{markdown}", encoding="utf-8")
    built = build_site()

    assert re.search("main.*css", sheets(built / "gioi-thieu/index.html")[0])
    assert list(built.glob("assets/javascripts/bundle.*"))
    assert all((built / sheet).exists() for sheet in sheets(built / "gioi-thieu/index.html"))
    assert "bundle." not in (built / "mo-hinh/index.html").read_text(encoding="utf-8")


def test_whoever_adds_to_the_theme_finds_all_of_it(base: Path, build_site: Callable[[], Path]) -> None:
    without_search(base)
    config = (base / "mkdocs.yml").read_text(encoding="utf-8")
    (base / "docs" / "them.js").write_text("document$.subscribe(() => {})", encoding="utf-8")
    (base / "mkdocs.yml").write_text(f"{config}\nextra_javascript: [them.js]\n", encoding="utf-8")
    page = (build_site() / "mo-hinh/dau-tam/index.html").read_text(encoding="utf-8")

    assert page.index("bundle.") < page.index("them.js")
    assert "__config" in page
