"""The same records and the same day give the same site, to the last byte."""

from pathlib import Path

from browser.sites import Site, build


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_process_with_another_hash_seed_builds_the_same_site(demonstration: Site, tmp_path: Path) -> None:
    first = everything(demonstration.folder)
    second = everything(build(tmp_path, demonstration.folder.parent / "models_data", hash_seed="12345"))

    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if second[name] != data] == []
