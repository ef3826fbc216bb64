"""A new knowledge base is whole, sound, and never written over anything."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from nhanrong import choosing, site, starting
from nhanrong.problems import Problem
from nhanrong.records.area import Area, Rules
from nhanrong.records.model import Model
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.strictyaml import read

PYTHON = "/opt/my $tools#1/bin/python"


def begin(
    folder: Path, district: str | None = "679", communes: Sequence[str] = ()
) -> tuple[list[Path], list[Problem], choosing.Selection]:
    selection = choosing.select(district=district, communes=communes)
    assert isinstance(selection, choosing.Selection)
    paths, problems = starting.start(folder, selection.lists, selection.name, interpreter=PYTHON)
    return paths, problems, selection


def value_of(path: Path) -> object:
    document, problems = read(path.name, path.read_bytes())
    assert problems == []
    return document.value


@pytest.mark.parametrize(("district", "communes"), [("Ea H'leo", ()), ("Ba Đình", ()), (None, ("26732",))])
def test_what_is_written_reads_back_and_has_no_problem(
    tmp_path: Path, district: str | None, communes: tuple[str, ...]
) -> None:
    folder = tmp_path / "kho"
    paths, problems, selection = begin(folder, district, communes)
    assert problems == []
    assert paths == sorted(path for path in folder.rglob("*") if path.is_file())
    data = folder / "models_data"
    assert Area.model_validate(value_of(data / "area.yml")).name == selection.name
    assert Rules.model_validate(value_of(data / "rules.yml")) == Rules()
    written = [UnitList.model_validate(value_of(path)) for path in sorted((data / "units").iterdir())]
    assert tuple(written) == selection.lists
    assert site.read(folder)[1] == []


def test_the_samples_become_sound_records(tmp_path: Path) -> None:
    begin(tmp_path)
    for sample, kind, place in (("nguon", Source, "sources/ma-nguon"), ("mo-hinh", Model, "models/ma-mo-hinh")):
        path = tmp_path / "mau" / f"{sample}.yml"
        kind.model_validate(value_of(path))
        target = tmp_path / "models_data" / f"{place}.yml"
        target.parent.mkdir()
        target.write_bytes(path.read_bytes())
    kb, problems = site.read(tmp_path)
    assert problems == []
    assert list(kb.models) == ["ma-mo-hinh"]


def test_the_name_is_readable_everywhere(tmp_path: Path) -> None:
    begin(tmp_path, district="Ea H'leo")
    for file in ("README.md", "docs/gioi-thieu.md", "models_data/area.yml"):
        assert "huyện Ea H'leo (cũ), Đắk Lắk" in (tmp_path / file).read_text("utf-8")


def test_the_site_and_the_machine_are_set_up(tmp_path: Path) -> None:
    begin(tmp_path)
    site = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert (site["docs_dir"], site["strict"]) == ("docs", True)
    assert (site["theme"]["name"], site["theme"]["language"], site["theme"]["font"]) == ("material", "vi", False)
    plugins = [plugin if isinstance(plugin, str) else next(iter(plugin)) for plugin in site["plugins"]]
    assert plugins == ["nhanrong"]
    assert "/local.mk\n" in (tmp_path / ".gitignore").read_text("utf-8")
    assert "PYTHON := /opt/my $$tools\\#1/bin/python\n" in (tmp_path / "local.mk").read_text("utf-8")
    assert (tmp_path / "Makefile").read_text("utf-8").startswith("-include local.mk\nPYTHON ?= python3\n")


def test_same_area_same_bytes(tmp_path: Path) -> None:
    one, _, _ = begin(tmp_path / "mot")
    two, _, _ = begin(tmp_path / "hai")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("của tôi", "utf-8")
    paths, problems, _ = begin(tmp_path)
    assert paths == []
    assert [problem.code for problem in problems] == ["NR910"]
    assert [path.name for path in tmp_path.iterdir()] == ["ghi-chu.txt"]
    assert begin(tmp_path / "ghi-chu.txt")[1][0].code == "NR910"


def test_an_empty_clone_is_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    paths, problems, _ = begin(tmp_path)
    assert problems == []
    assert tmp_path / "models_data" / "area.yml" in paths


def test_nothing_is_left_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    for folder in (tmp_path / "kho", tmp_path):
        paths, problems, _ = begin(folder)
        assert (paths, [problem.code for problem in problems]) == ([], ["NR911"])
        assert list(tmp_path.iterdir()) == []


def test_a_wrong_name_or_address_is_a_problem(tmp_path: Path) -> None:
    selection = choosing.select(district="679")
    assert isinstance(selection, choosing.Selection)
    folder = tmp_path / "kho"
    _, problems = starting.start(folder, selection.lists, "", interpreter=PYTHON, site_url="di-linh")
    assert len(problems) == 2
    assert not folder.exists()
