"""The files of the search follow the pages of a site, whatever happens to a build."""

from pathlib import Path

from nhanrong.facts import digest
from nhanrong.searchfiles import SearchFiles
from nhanrong.searching import Found, packed
from nhanrong.sitefolder import Manifest, SiteFolder
from nhanrong.store import Store

OLD, NEW, OTHER = (
    Found("mo-hinh", 1.0, (address, title, *[""] * 7), ("", f"{title}:{title}", "", "", ""))
    for address, title in (("mot/", "cu"), ("mot/", "moi"), ("hai/", "khac"))
)


def built(
    store: Store, folder: SiteFolder, pages: list[Found], made: list[Found]
) -> tuple[SearchFiles, dict[str, str]]:
    """The files after a build of these pages, of which only some were made again; the site does not stand yet."""
    folder.begin()
    searched = SearchFiles(store, "site", folder)
    for page in made:
        searched.made(digest(packed(page)), packed(page))
    return searched, searched.files([digest(packed(page)) for page in pages], [])


def test_a_page_that_a_killed_build_has_changed_is_known_as_it_stands(tmp_path: Path) -> None:
    store, folder = Store(None), SiteFolder(tmp_path / "site")
    searched, first = built(store, folder, [OLD, OTHER], [OLD, OTHER])
    folder.publish(first)
    searched.keep()

    _, killed = built(store, folder, [NEW, OTHER], [NEW])
    assert killed != first
    searched, again = built(store, folder, [OLD, OTHER], [])
    folder.publish(again)
    searched.keep()

    assert again == first
    assert sum(1 for _ in store.get_many("found site", [digest(packed(page)) for page in (OLD, NEW, OTHER)])) == 2


def test_a_lost_file_is_written_again_and_others_are_not(tmp_path: Path) -> None:
    store, folder = Store(None), SiteFolder(tmp_path / "site")
    _, first = built(store, folder, [OLD, OTHER], [OLD, OTHER])
    manifest: Manifest = folder.publish(first)
    lost = next(path for path in first if path.count("/") == 2)
    (folder.site / lost).unlink()
    folder.look(manifest)

    _, again = built(store, folder, [OLD, OTHER], [])

    assert again == first
    assert [path for path in first if (folder.building / path).exists()] == [lost]
