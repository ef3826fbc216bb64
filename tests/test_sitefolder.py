"""The folder of a site holds exactly the files of the last build that ended, whoever was at it in between."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from nhanrong.facts import digest
from nhanrong.sitefolder import Manifest, SiteFolder, Written

FIRST = {"index.html": "đầu", "mo-hinh/index.html": "mô hình", "mo-hinh/dau/index.html": "dâu", "sitemap.xml": "x"}


@pytest.fixture
def folder(tmp_path: Path) -> SiteFolder:
    """Where nothing was built yet."""
    return SiteFolder(tmp_path / "site")


def build(folder: SiteFolder, files: Mapping[str, str], manifest: Manifest | None = None) -> Manifest:
    """A build as the workshop does it: only what is not trusted is written; the new manifest."""
    folder.begin()
    here = trusted(folder, manifest or Manifest())
    digests = {name: digest(text.encode()) for name, text in files.items()}
    for name, text in files.items():
        if name not in here or here[name][0] != digests[name]:
            write(folder.building / name, text)
    return folder.publish(digests)


def trusted(folder: SiteFolder, manifest: Manifest) -> dict[str, Written]:
    folder.look(manifest)
    return folder.trusted


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def found(folder: SiteFolder) -> dict[str, str]:
    """Every file of the site; nothing stands beside it."""
    assert not folder.building.exists()
    files = (path for path in folder.site.rglob("*") if path.is_file())
    return {path.relative_to(folder.site).as_posix(): path.read_text("utf-8") for path in files}


def folders(folder: SiteFolder) -> set[str]:
    return {path.relative_to(folder.site).as_posix() for path in folder.site.rglob("*") if path.is_dir()}


def test_a_first_build_is_the_whole_site(folder: SiteFolder) -> None:
    folder.begin()
    for name, text in FIRST.items():
        write(folder.building / name, text)
    write(folder.building / "thua.txt", "không thuộc trang")

    manifest = folder.publish({name: digest(text.encode()) for name, text in FIRST.items()})

    assert found(folder) == FIRST
    assert manifest.files.keys() == FIRST.keys()
    assert trusted(folder, manifest) == manifest.files


def test_the_next_build_writes_what_is_new_takes_what_is_gone_and_touches_nothing_else(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    before = {name: (folder.site / name).stat() for name in FIRST}
    second = {"index.html": "đầu", "mo-hinh/index.html": "khác", "cach-lam/index.html": "mới", "sitemap.xml": "x"}

    manifest = build(folder, second, manifest)

    assert found(folder) == second
    assert folders(folder) == {"mo-hinh", "cach-lam"}
    assert manifest.files.keys() == second.keys()
    for name in ("index.html", "sitemap.xml"):
        now = (folder.site / name).stat()
        assert (now.st_ino, now.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)


def test_what_was_built_once_more_with_the_same_bytes_stays(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    inode = (folder.site / "index.html").stat().st_ino
    folder.begin()
    write(folder.building / "index.html", FIRST["index.html"])

    again = folder.publish({name: item[0] for name, item in trusted(folder, manifest).items()})

    assert again == manifest
    assert found(folder) == FIRST
    assert (folder.site / "index.html").stat().st_ino == inode


def test_files_altered_or_missing_are_written_again_and_alien_ones_go(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    write(folder.site / "index.html", "ai đó sửa")
    os.utime(folder.site / "sitemap.xml", ns=(0, 0))  # the same bytes, but who knows
    (folder.site / "mo-hinh" / "dau" / "index.html").unlink()
    write(folder.site / "la" / "sau" / "tep.txt", "lạ")
    (folder.site / "rong").mkdir()
    assert trusted(folder, manifest).keys() == {"mo-hinh/index.html"}

    build(folder, FIRST, manifest)

    assert found(folder) == FIRST
    assert folders(folder) == {"mo-hinh", "mo-hinh/dau"}


def test_a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder_give_way(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    (folder.site / "index.html").unlink()
    write(folder.site / "index.html" / "la.txt", "lạ")
    (folder.site / "mo-hinh").rename(folder.site / "chuyen")
    write(folder.site / "mo-hinh", "lạ")

    build(folder, FIRST, manifest)

    assert found(folder) == FIRST


def test_a_site_that_somebody_took_away_is_built_whole(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    folder.site.rename(folder.site.with_name("noi-khac"))
    assert trusted(folder, manifest) == {}

    build(folder, FIRST, manifest)

    assert found(folder) == FIRST


def test_a_site_without_a_manifest_is_written_again_whole(folder: SiteFolder) -> None:
    write(folder.site / "index.html", "từ đâu")
    write(folder.site / "cu" / "index.html", "cũ")

    build(folder, FIRST)

    assert found(folder) == FIRST


def test_hidden_things_at_the_top_stay_and_deeper_ones_go(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    for name in (".git/refs/HEAD", ".nojekyll", "mo-hinh/.la", "mo-hinh/.la-nua/tep"):
        write(folder.site / name, "ẩn")

    build(folder, FIRST, manifest)

    assert found(folder) == FIRST | {".git/refs/HEAD": "ẩn", ".nojekyll": "ẩn"}


def test_links_to_other_places_go_and_nothing_behind_them_is_touched(folder: SiteFolder, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai" / "quan-trong.txt"
    write(outside, "của tôi")
    manifest = build(folder, FIRST)
    (folder.site / "lien-ket").symlink_to(outside.parent)
    (folder.site / "mo-hinh" / "lien-ket.txt").symlink_to(outside)
    (folder.site / "index.html").unlink()
    (folder.site / "index.html").symlink_to(outside)

    build(folder, FIRST, manifest)

    assert found(folder) == FIRST
    assert not any(path.is_symlink() for path in folder.site.rglob("*"))
    assert outside.read_text("utf-8") == "của tôi"


def test_a_link_in_place_of_a_folder_of_the_site_gives_way(folder: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    manifest = build(folder, FIRST)
    (folder.site / "mo-hinh").rename(tmp_path / "chuyen")
    (folder.site / "mo-hinh").symlink_to(tmp_path / "ngoai")

    build(folder, FIRST, manifest)

    assert list((tmp_path / "ngoai").iterdir()) == []
    assert not (folder.site / "mo-hinh").is_symlink()
    assert found(folder) == FIRST


def test_what_a_killed_build_left_beside_the_site_is_cleared_and_the_site_stays(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    write(folder.building / "mo-hinh" / "index.html", "nửa")
    assert trusted(folder, manifest) == manifest.files

    folder.begin()
    assert not list(folder.building.iterdir())
    folder.discard()

    assert found(folder) == FIRST


def test_a_file_in_place_of_the_place_to_build_in_gives_way(folder: SiteFolder) -> None:
    manifest = build(folder, FIRST)
    folder.building.write_text("lạ", "utf-8")

    build(folder, FIRST, manifest)

    assert found(folder) == FIRST


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_build_killed_while_it_moves_is_put_right_by_the_next(
    folder: SiteFolder, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = build(folder, FIRST)
    second = {"index.html": "ĐẦU", "mo-hinh/index.html": "MÔ HÌNH", "moi/index.html": "MỚI", "sitemap.xml": "x"}
    move = Path.replace
    moved: list[Path] = []

    def killed(path: Path, target: Path) -> Path:
        if len(moved) == moves:
            raise KeyboardInterrupt
        moved.append(target)
        return move(path, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        build(folder, second, manifest)
    monkeypatch.setattr(Path, "replace", move)
    left = {path.relative_to(folder.site).as_posix() for path in folder.site.rglob("*") if path.is_file()}
    assert FIRST.keys() <= left  # whatever a reader asks for is there, old or new

    for files in (FIRST, second):
        manifest = build(folder, files, manifest)
        assert found(folder) == files
