"""The site on a stick: links that name files, scripts that give pages, and a place that nobody loses anything by."""

import datetime as dt
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import SMALL
from nhanrong.cli import main
from nhanrong.render.giving import given
from nhanrong.stick import READ_ME, START, files, linked, write

DAY = dt.date(2026, 12, 1)
MODEL = '<main><article><div class="page page--model">\n<h1>Dâu</h1><a href="../../xa/">Xã</a></div></article></main>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    for path, text in {
        "index.html": '<a href="mo-hinh/dau/">Dâu</a>',
        "mo-hinh/dau/index.html": MODEL,
        "404.html": "",
        "the/dau.png": "",
        "sitemap.xml.gz": "",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def made(site: Path) -> Iterator[tuple[str, bytes]]:
    return files(site, "huyện “Thử” & Di Linh", "", DAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../xa/">', '<a href="../xa/index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../xa/#so">', '<a href="../xa/index.html#so">'),
        ('<a href="../?loc=1">', '<a href="../index.html?loc=1">'),
        ('<a xlink:href="xa/1/">', '<a xlink:href="xa/1/index.html">'),
        ('<meta content="0; url=../moi/">', '<meta content="0; url=../moi/index.html">'),
        ('{"href": "../xa/1/"}', '{"href": "../xa/1/index.html"}'),
        ('<a href="#so">', '<a href="#so">'),
        ('<a href="../a.pdf">', '<a href="../a.pdf">'),
        ('<a href="https://example.org/a/">', '<a href="https://example.org/a/">'),
        ('<a href="tel:0263/">', '<a href="tel:0263/">'),
        ('<li data-add="mo-hinh/dau/">', '<li data-add="mo-hinh/dau/">'),
    ],
)
def test_links_name_the_file_of_a_page(before: str, after: str) -> None:
    assert linked(before) == after


def test_a_record_has_a_script_that_gives_its_article_as_it_was(site: Path) -> None:
    data = dict(made(site))["trang/mo-hinh/dau/index.js"].decode()

    address, text = json.loads(f"[{data.strip().removeprefix('nhanrong.give(').removesuffix(');')}]")
    assert address == "mo-hinh/dau/index.js"
    assert text == '<div class="page page--model">\n<h1>Dâu</h1><a href="../../xa/">Xã</a></div>'


def test_nothing_in_a_page_ends_its_script() -> None:
    script = given("mo-hinh/a/index.js", "<p>\u2028</script></p>").decode()

    assert "</" not in script
    assert "\u2028" not in script


def test_a_stick_holds_what_readers_need(site: Path) -> None:
    names = [name for name, _ in made(site)]

    assert names[:2] == [START, READ_ME]
    assert "trang/404.html" not in names
    assert "trang/the/dau.png" not in names  # a picture for those who pass the address on
    assert "trang/sitemap.xml.gz" not in names
    assert "“Thử” & Di Linh" in dict(made(site))[READ_ME].decode("utf-8-sig")
    assert "&amp; Di Linh" in dict(made(site))[START].decode()


@pytest.mark.parametrize("name", ["Bản USB", "ban.zip"])
def test_an_older_stick_is_replaced_whole(site: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert write(out, made(site), DAY) == []
    (site / "moi.html").write_text("", "utf-8")
    (site / "mo-hinh" / "dau" / "index.html").unlink()

    assert write(out, made(site), DAY) == []
    names = (
        zipfile.ZipFile(out).namelist()
        if name.endswith(".zip")
        else [path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()]
    )
    assert sorted(names) == sorted(name for name, _ in made(site))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["built", name])


def test_the_empty_folder_where_one_stands_may_be_taken(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trống").mkdir()
    monkeypatch.chdir(tmp_path / "trống")

    assert write(Path(), made(site), DAY) == []
    assert (tmp_path / "trống" / START).is_file()


def test_the_same_site_on_the_same_day_is_the_same_file(site: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        assert write(tmp_path / name, made(site), DAY) == []

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_what_is_not_a_stick_is_left_alone(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = tmp_path / "thư"
    letters.mkdir()
    (letters / "thư.txt").write_text("thân gửi", "utf-8")
    (tmp_path / "thu.zip").write_text("thân gửi", "utf-8")
    with zipfile.ZipFile(tmp_path / "khac.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert write(tmp_path / "bản", made(site), DAY) == []
    (tmp_path / "bản" / "ảnh nhà.jpg").write_bytes(b"")

    monkeypatch.chdir(letters)
    for name in ("thư", "thu.zip", "khac.zip", "bản", "/", "."):
        (problem,) = write(tmp_path / name if name != "." else Path(), made(site), DAY)
        assert problem.code == "NR941"
    assert (letters / "thư.txt").read_text("utf-8") == "thân gửi"
    assert (tmp_path / "bản" / "ảnh nhà.jpg").exists()


@pytest.mark.parametrize("name", ["Bản USB", "ban.zip"])
def test_a_mistyped_path_makes_no_folders(site: Path, tmp_path: Path, name: str) -> None:
    (problem,) = write(tmp_path / "UBS" / "kho" / name, made(site), DAY)

    assert (problem.code, "không có thư mục" in problem.message) == ("NR942", True)
    assert not (tmp_path / "UBS").exists()


def test_a_folder_that_only_looks_like_part_of_a_stick_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "nhà" / "trang").mkdir(parents=True)

    assert [problem.code for problem in write(tmp_path / "nhà", made(site), DAY)] == ["NR941"]


@pytest.mark.parametrize(
    ("out", "says"),
    [("", "chưa có tên"), ("  ", "chưa có tên"), ("khong/co/ban.zip", "không có thư mục"), ("models_data", "NR941")],
)
def test_the_command_refuses_before_it_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str, says: str
) -> None:
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(main, ["usb", "--out", out])

    assert done.exit_code
    assert says in done.output
    assert not (tmp_path / "khong").exists()


@pytest.mark.parametrize("name", ["Bản USB", "ban.zip"])
def test_nothing_half_written_is_left(site: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert write(out, made(site), DAY) == []
    before = (out / START).read_bytes() if out.is_dir() else out.read_bytes()

    def breaks_off() -> Iterator[tuple[str, bytes]]:
        yield "trang/a.txt", b"a"
        raise OSError(28, "No space left on device")

    (problem,) = write(out, breaks_off(), DAY)
    assert problem.code == "NR942"
    assert "đĩa hết chỗ" in problem.message
    assert ((out / START).read_bytes() if out.is_dir() else out.read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["built", name])
