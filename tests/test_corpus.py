"""The made-up knowledge base that speed is measured with: sound, the same every time, and plainly made up."""

import datetime as dt
import gzip
import importlib
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from nhanrong import dates, national, site
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import LIVE, State
from nhanrong.vietnamese import slug

BENCH = Path(__file__).parent.parent / "bench"
RECORDS = 30
MANY = 400
EDITION = dt.date(2026, 11, 23)


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module as `python bench/corpus.py` finds it."""
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("corpus")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path, Knowledge]:
    """A larger one, of two provinces and with many ledger lines: its size, its folder and what stands in it."""
    folder = tmp_path_factory.mktemp("kho")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        size = importlib.import_module("corpus").write(folder, MANY, lines=3 * MANY)
    kb, problems = site.read(folder)
    assert problems == []
    return size, folder, kb


def every_line(kb: Knowledge) -> list[LedgerEntry]:
    """The lines of all ledgers as they are written."""
    refs = (UnitRef(*name.split("/")) for name in kb.index.names("ledgers"))
    return [entry for ref in refs for entry in kb.written_in(ref)]


def test_it_passes_every_check_and_says_that_it_is_made_up(corpus: Any, tmp_path: Path) -> None:
    corpus.write(tmp_path / "kho", RECORDS)
    kb, problems = site.read(tmp_path / "kho")
    assert problems == []
    lines = every_line(kb)
    assert [len(kb.models), len(kb.practices), len(kb.sessions)] == [18, 7, 5]
    assert [len(kb.sources), len(lines)] == [RECORDS, 2 * RECORDS]
    assert all("bịa để đo tốc độ" in entry.record.summary for entry in kb.content)
    assert all("bịa để đo tốc độ" in entry.record.title for entry in kb.sources.values())
    assert all("Dòng bịa." in (entry.record.note or "") for entry in lines)


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


def test_its_size_is_told_truly_and_its_text_is_as_varied_as_what_people_write(
    many: tuple[Any, Path, Knowledge],
) -> None:
    size, folder, _ = many
    texts = [path.read_bytes() for path in folder.rglob("models_data/**/*.yml")]
    assert (size.files, size.yaml_bytes) == (len(texts), sum(map(len, texts)))
    assert size.gzip_bytes == pytest.approx(len(gzip.compress(b"".join(texts), 6)), rel=0.03)
    words = b"".join(texts).replace(b'"', b"")  # quotes say nothing
    assert 3.5 < len(words) / len(gzip.compress(words, 6)) < 4.5


def test_the_area_grows_with_it_from_lam_dong_to_its_neighbours(many: tuple[Any, Path, Knowledge], corpus: Any) -> None:
    kb = many[2]
    provinces = {national.new_communes()[ref.code].province for ref in kb.units_of("2025-07-01")}
    assert provinces == {"Tỉnh Lâm Đồng", "Tỉnh Đồng Nai"}
    assert kb.area.name == "tỉnh Lâm Đồng, tỉnh Đồng Nai (bịa để đo tốc độ)"
    assert len(corpus.provinces_from("68")) == 34


def test_no_title_comes_twice_and_crops_have_a_long_tail(many: tuple[Any, Path, Knowledge]) -> None:
    kb = many[2]
    titles = Counter(getattr(entry.record, "name", getattr(entry.record, "title", "")) for entry in kb.content)
    assert titles.most_common(1)[0][1] == 1
    times = Counter(crop for entry in kb.content for crop in entry.record.crops_animals)
    assert sum(count for _, count in times.most_common(30)) > sum(times.values()) / 2
    assert min(times.values()) == 1
    words = yaml.safe_load((BENCH / "words.yml").read_text("utf-8"))
    names = [*words["crops"], *words["animals"]]
    assert 100 <= len(names) == len({slug(name) for name in names}) <= 200


def first_live_years(kb: Knowledge) -> dict[str, dict[UnitRef, int]]:
    """Subject → the year from which each old commune had it."""
    years: dict[str, dict[UnitRef, int]] = defaultdict(dict)
    for entry in every_line(kb):
        line = entry.record
        if line.state in LIVE and line.date and entry.unit.list == "2025-06-30":
            known = years[line.subject].get(entry.unit, line.date.last.year)
            years[line.subject][entry.unit] = min(known, line.date.last.year)
    return years


def test_what_spreads_far_spreads_slowly_then_fast_then_slowly(corpus: Any) -> None:
    adoption = importlib.import_module("adoption")
    chance = random.Random(1)
    phrases, area = corpus.Phrases(chance), corpus.Neighbourhood(national.cut_province("68"))
    make = corpus.Records(chance, phrases, area)
    home = make.settle()
    make.source(0)
    subject = adoption.Spreading("thu", home, dates.parse("2012"))
    begun: dict[UnitRef, dt.date] = {}
    for unit, line in adoption.Adoption(chance, phrases, area, make.provinces).lines([subject], 400):
        if line["state"] == "applied" and unit.list == "2025-06-30":
            begun.setdefault(unit, line["recorded_on"])
    days = sorted(begun.values())
    assert len(days) > 100
    first_quarter, third_quarter = days[len(days) // 4], days[3 * len(days) // 4]
    # As steady growth it would be half of the whole time.
    assert third_quarter - first_quarter < 0.4 * (days[-1] - days[0])
    assert first_quarter - days[0] > 0.2 * (days[-1] - days[0])


def test_it_spreads_from_home_mostly_to_the_same_province(many: tuple[Any, Path, Knowledge]) -> None:
    kb = many[2]
    province = {
        UnitRef("2025-06-30", row.code): national.new_communes()[min(national.targets()[row.code])].province_code
        for row in national.old_communes().values()
    }
    homes = {name: model.record.origin_communes[0] for name, model in kb.models.items()}
    near = Counter(
        province[homes[subject]] == province[unit]
        for subject, units in first_live_years(kb).items()
        for unit in units
        if homes.get(subject) in province
    )
    assert near[True] > 4 * near[False] > 0


def test_ledgers_have_every_state_and_checks_that_have_got_old(many: tuple[Any, Path, Knowledge]) -> None:
    lines = every_line(many[2])
    assert len(lines) == 3 * MANY
    states = Counter(entry.record.state for entry in lines)
    assert set(states) == set(State)
    assert states[State.APPLIED] > states[State.SUSTAINED] > states[State.STOPPED] > 0
    checks = [entry.record.check.day for entry in lines if entry.record.check]
    assert 0.2 < len(checks) / len(lines) < 0.5
    old = sum(day < EDITION.replace(year=EDITION.year - 1) for day in checks)
    assert len(checks) / 2 < old < len(checks)
    assert any(entry.record.supersedes for entry in lines)


def test_a_ledger_is_in_the_order_in_which_it_was_recorded(many: tuple[Any, Path, Knowledge]) -> None:
    told: dict[UnitRef, list[LedgerEntry]] = defaultdict(list)
    for entry in every_line(many[2]):
        told[entry.unit].append(entry)
    for entries in told.values():
        in_file = sorted(entries, key=lambda entry: entry.place("id").line)
        assert [e.record.recorded_on for e in in_file] == sorted(e.record.recorded_on for e in in_file)


def test_a_folder_with_files_is_left_alone(corpus: Any, tmp_path: Path) -> None:
    (tmp_path / "của tôi.txt").touch()
    with pytest.raises(corpus.CannotStartError):
        corpus.write(tmp_path, RECORDS)
    assert [path.name for path in tmp_path.iterdir()] == ["của tôi.txt"]
