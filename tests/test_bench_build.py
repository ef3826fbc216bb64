"""What our build is measured beside: the same records, edits that show, and figures of whole process trees."""

import contextlib
import importlib
import io
import runpy
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import SMALL
from nhanrong.document import Document
from nhanrong.strictyaml import read

BENCH = Path(__file__).parent.parent / "bench"
PYTHON = sys.executable
_NOT_ONE_RECORD = {"replications", "consents"}


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives a module as `python bench/build.py` finds it."""
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module


def document(text: str) -> Any:
    found, problems = read("thu.yml", text.encode(), top=dict)
    assert isinstance(found, Document)
    assert problems == []
    return found.value


@pytest.mark.parametrize(
    "summary", ["Bịa để kiểm thử.", '"Có: dấu hai chấm"', "|-\n  Đoạn một.\n\n  - Mục", ">-\n  Gấp dòng\n  hai"]
)
def test_an_edited_summary_begins_with_the_word(bench: Any, summary: str) -> None:
    text = f"id: thu\nsummary: {summary}\nsector: livestock\n"
    before, after = yaml.safe_load(text), yaml.safe_load(bench("changes").in_summary(text, "suathu"))
    assert after == {**before, "summary": f"suathu {before['summary']}"}


def test_an_edited_unit_list_gives_one_unit_an_alias(bench: Any) -> None:
    changes, data = bench("changes"), SMALL / "models_data"
    units, code = changes.unit(data)
    text = (data / "units" / f"{units}.yml").read_text("utf-8")
    before, after = document(text), document(changes.with_alias(code)(text, "suathu"))
    expected = [{**unit, "aliases": ["suathu"]} if unit["code"] == code else unit for unit in before["units"]]
    assert after == {**before, "units": expected}
    assert after != before


def test_every_edit_says_another_word_and_no_other_than_the_last(bench: Any, tmp_path: Path) -> None:
    changes, path = bench("changes"), tmp_path / "trang.md"
    path.write_text("# Trang\n", encoding="utf-8")
    change = changes.Change((path,), changes.at_end, "trang/")
    first, second = change.apply(), change.apply()
    assert first != second
    assert path.read_text("utf-8") == f"# Trang\n\n{second}\n"


def test_our_template_can_be_edited(bench: Any) -> None:
    template = bench("peers")._TEMPLATE
    text = (BENCH.parent / "scripts" / template).read_text("utf-8")
    edited = bench("changes").in_template(text, "suathu")
    assert edited.replace("\n<p>suathu</p>", "") == text
    assert edited != text


def test_the_copy_holds_the_text_and_not_what_the_search_leaves_out(bench: Any) -> None:
    html = """<div class="page page--model"><article><h1>Nuôi *tằm*</h1><p>Đoạn <a href="/x/">có liên kết</a>.</p>
    <figure data-search-exclude=""><figure>trong</figure>ngoài<input></figure><svg><text>hình</text></svg>
    <ul><li>Một</li><li>Hai</li></ul><table><tr><th>Xã</th></tr><tr><td>Thử</td></tr></table></article></div>"""
    assert bench("markdown_copy").as_markdown(html) == (
        "# Nuôi \\*tằm\\*\n\nĐoạn có liên kết.\n\n- Một\n- Hai\n\n| Xã |\n| --- |\n| Thử |\n"
    )


def test_zensical_gets_no_section_that_its_search_refuses(bench: Any, tmp_path: Path) -> None:
    long, short = "chữ " * 60_000, "ngắn"
    (tmp_path / "dai.md").write_text(f"# Trang\n\n{short}\n\n## Dài\n\n{long}\n", encoding="utf-8")
    (tmp_path / "nhieu.md").write_text("## Mục\n\nngắn\n\n" * 5000, encoding="utf-8")
    before = (tmp_path / "nhieu.md").read_text("utf-8")
    assert bench("zensical_copy").keep_search_within_bounds(tmp_path) == 1
    assert (tmp_path / "nhieu.md").read_text("utf-8") == before
    expected = f"# Trang\n\n{short}\n\n## Dài {{ data-search-exclude }}\n\n{long}\n"
    assert (tmp_path / "dai.md").read_text("utf-8") == expected


def test_gen_files_makes_a_page_of_every_record_and_unit(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench("mkdocs_copies").write_generator(BENCH.parent, tmp_path / "here")
    pages: dict[str, str] = {}

    @contextlib.contextmanager
    def opened(name: str, mode: str) -> Iterator[io.StringIO]:
        assert mode == "w"
        page = io.StringIO()
        yield page
        pages[name] = page.getvalue()

    module = types.ModuleType("mkdocs_gen_files")
    monkeypatch.setattr(module, "open", opened, raising=False)
    monkeypatch.setitem(sys.modules, "mkdocs_gen_files", module)
    monkeypatch.chdir(SMALL)
    runpy.run_path(str(tmp_path / "here/gen_pages.py"))
    data = SMALL / "models_data"
    for folder, section in (("models", "mo-hinh"), ("practices", "cach-lam-hay"), ("sessions", "hoat-dong")):
        for path in data.glob(f"{folder}/**/*.yml"):
            assert len(pages[f"{section}/{path.stem}.md"]) > 200
    units = [(path.stem, unit) for path in data.glob("units/*.yml") for unit in document(path.read_text())["units"]]
    for list_id, unit in units:
        assert pages[f"xa/{list_id}/{unit['code']}.md"].startswith(f"# {unit['name']}\n")
    config = yaml.safe_load((tmp_path / "here/mkdocs.yml").read_text("utf-8"))
    for item in config["nav"]:
        assert set(item.values()) <= pages.keys()


def test_hugo_fills_the_shell_of_a_built_page(bench: Any) -> None:
    html = (
        '<title>Cũ</title>\n<meta name="description" content="Lời\ncũ"><header>Đầu {{ x }}</header>'
        '<article class="a">bài cũ <svg>hình</svg></article><footer>Chân</footer>'
    )
    assert bench("hugo_copy").shell(html, "<h1>\\d</h1>DRAWINGS") == (
        "<title>{{ .Title }} – {{ site.Title }}</title>\n"
        '<meta name="description" content="{{ .Params.record.summary }}"><header>Đầu {{ "{{" }} x }}</header>'
        '<article class="a"><h1>\\d</h1><svg>hình</svg></article><footer>Chân</footer>'
    )
    with pytest.raises(bench("hugo_copy").NoShellError, match="bài"):
        bench("hugo_copy").shell(html.replace("article", "main"), "")


def test_the_lock_names_every_peer_with_hashes(bench: Any) -> None:
    programs = bench("peer_programs")
    lock = programs.LOCK.read_text("utf-8")
    blocks = dict(programs.blocks(lock))
    assert "".join(blocks.values()) == lock
    assert set(programs._OWN.values()) <= blocks.keys()
    assert all("--hash=sha256:" in block for block in blocks.values())
    ours = dict(programs.blocks((BENCH.parent / "requirements/run.lock").read_text("utf-8")))
    for name in ("mkdocs", "mkdocs-material"):
        assert blocks[name] == ours[name]


def test_by_hand_reads_every_record_of_the_knowledge_base(bench: Any) -> None:
    data = SMALL / "models_data"
    found = bench("by_hand").records(data)
    ledgers = [yaml.safe_load(path.read_text("utf-8")) for path in data.glob("replications/*/*.yml")]
    others = [path for path in data.rglob("*.yml") if path.relative_to(data).parts[0] not in _NOT_ONE_RECORD]
    assert len(found) == len(others) + sum(map(len, ledgers))


def test_memory_and_time_are_those_of_all_processes(bench: Any, tmp_path: Path) -> None:
    if not bench("process_tree").READABLE:
        pytest.skip("no /proc here")
    child = "import time; held = bytearray(60_000_000); sum(range(3_000_000)); time.sleep(0.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    alone = bench("measuring").measured((PYTHON, "-c", "import time; time.sleep(0.2)"), tmp_path, {}, 60)
    both = bench("measuring").measured((PYTHON, "-c", parent), tmp_path, {}, 60)
    assert both.peak_mb > alone.peak_mb + 55
    assert both.largest_mb > 60
    assert both.cpu_s > alone.cpu_s


def test_what_fails_or_hangs_is_said(bench: Any, tmp_path: Path) -> None:
    measuring = bench("measuring")
    with pytest.raises(measuring.RunFailedError, match="mã 3: hỏng"):
        measuring.measured((PYTHON, "-c", "print('hỏng'); raise SystemExit(3)"), tmp_path, {}, 60)
    with pytest.raises(measuring.RunFailedError, match="quá 1 giây"):
        measuring.measured((PYTHON, "-c", "import time; time.sleep(60)"), tmp_path, {}, 1)


def server_of(bench: Any, folder: Path, serves: str) -> Any:
    changes = bench("changes")
    (folder / "trang").mkdir()
    page = folder / "trang/index.html"
    page.write_text("<p>cũ</p></html>", encoding="utf-8")
    change = changes.Change((page,), lambda text, word: text.replace("cũ", word), "trang/")
    command = (PYTHON, "-m", "http.server", "--bind", "127.0.0.1", "--directory", serves)
    return bench("peers").Peer("thu", folder, (PYTHON, "-c", ""), lambda port: (*command, str(port)), {"edit": change})


def test_an_edit_while_serving_lasts_until_the_page_says_it(bench: Any, tmp_path: Path) -> None:
    peer = server_of(bench, tmp_path, ".")
    usage = bench("serving").served_edit(peer, peer.changes["edit"], 2, 30)
    assert usage.wall_s < 30
    assert "suathu" in (tmp_path / "trang/index.html").read_text("utf-8")


def test_a_served_page_that_never_changes_is_said(bench: Any, tmp_path: Path) -> None:
    (tmp_path / "khac/trang").mkdir(parents=True)
    (tmp_path / "khac/trang/index.html").write_text("<p>mãi vậy</p></html>", encoding="utf-8")
    peer = server_of(bench, tmp_path, "khac")
    with pytest.raises(bench("measuring").RunFailedError, match="trang chưa đổi"):
        bench("serving").served_edit(peer, peer.changes["edit"], 1, 3)


def test_an_edit_that_does_not_show_is_no_figure(bench: Any, tmp_path: Path) -> None:
    peer = server_of(bench, tmp_path, ".")
    (tmp_path / "site/trang").mkdir(parents=True)
    (tmp_path / "site/trang/index.html").write_text("chưa dựng lại", encoding="utf-8")
    said: list[str] = []
    measured = bench("cases").measure([peer], ["edit"], 10, runs=2, limit=60, tell=said.append)
    assert list(measured) == []
    assert len(said) == 1
    assert "không có chữ mới sửa" in said[0]


def test_a_ratio_is_theirs_over_ours_of_the_medians(bench: Any) -> None:
    tables, row = bench("tables"), bench("cases").Row
    times = {"nhanrong": (1.0, 2.0, 9.0), "hugo": (3.0, 5.0, 4.0)}
    rows = [row(peer, "cold", 10, wall, wall / 2, 40, 5, 9, 9, 0) for peer, walls in times.items() for wall in walls]
    table = tables.compared(rows)
    assert [list(column.cells) for column in table.columns] == [
        ["10"], ["dựng mới"], ["hugo: dựng mới"], ["2"], ["2"], ["1"],
    ]  # fmt: skip
