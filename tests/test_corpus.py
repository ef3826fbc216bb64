"""The made-up knowledge base that speed is measured with: sound, the same every time, and plainly made up."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from nhanrong import site

BENCH = Path(__file__).parent.parent / "bench"
RECORDS = 30


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module as `python bench/corpus.py` finds it."""
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("corpus")


def test_it_passes_every_check_and_says_that_it_is_made_up(corpus: Any, tmp_path: Path) -> None:
    corpus.write(tmp_path / "kho", RECORDS)
    kb, problems = site.read(tmp_path / "kho")
    assert problems == []
    records = kb.records
    assert [len(records.models), len(records.practices), len(records.sessions)] == [18, 7, 5]
    assert [len(records.sources), len(records.lines)] == [RECORDS, 2 * RECORDS]
    assert all("bịa để đo tốc độ" in entry.record.summary for entry in kb.content)
    assert all("bịa để đo tốc độ" in entry.record.title for entry in records.sources)


def test_it_is_the_same_every_time(corpus: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        corpus.write(tmp_path / name, RECORDS)
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_another_seed_tells_another_story(corpus: Any, tmp_path: Path) -> None:
    for seed in (1, 2):
        corpus.write(tmp_path / str(seed), RECORDS, seed)
    first, second = ({path.name for path in (tmp_path / seed).rglob("models/*.yml")} for seed in "12")
    assert first != second


def test_a_folder_with_files_is_left_alone(corpus: Any, tmp_path: Path) -> None:
    (tmp_path / "của tôi.txt").touch()
    with pytest.raises(corpus.CannotStartError):
        corpus.write(tmp_path, RECORDS)
    assert [path.name for path in tmp_path.iterdir()] == ["của tôi.txt"]
