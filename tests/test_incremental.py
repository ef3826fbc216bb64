"""A build that makes only what has changed gives the bytes of a clean one, whatever came between.

Builds run in processes of their own, so that nothing but the files and the cache leads from one to the next. With
NHANRONG_EXAMPLES in the environment the random test makes that many sequences of edits.
"""

import json
import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from edits import DAYS, EDITS, Edit, knowledge_base, mended, replaced
from nhanrong import cli, cores
from nhanrong.handouts import shelf
from nhanrong.plugin import NhanRongPlugin
from nhanrong.sitefolder import SiteFolder
from nhanrong.store import Store

PACKAGE = Path(__file__).parent.parent / "scripts" / "nhanrong"
SOURCE = "models_data/sources/loi-ke-thu.yml"
MODEL = "models_data/models/thu-b.yml"
NOT_CLEAN = shutil.ignore_patterns("site", "site.building", ".cache")
SEQUENCES = int(os.environ.get("NHANRONG_EXAMPLES", "2"))
GOOD, REFUSED, CRASHED, KILLED = 0, 1, 70, 9
PATIENCE = 600  # seconds for a build, on a machine that has other work too

_IMPORTED_ONCE = [
    "hypothesis",
    "pytest",
    "mkdocs.commands.build",
    "material",
    "nhanrong.plugin",
]  # by imports

Preparation = Callable[[], object]


def nothing() -> None:
    """No preparation."""


NO_PAPERS = "NHANRONG_NO_PAPERS"  # in the environment of these tests


def without_papers() -> None:
    """This process makes no papers."""
    vars(shelf)["_papers"] = lambda _: iter(())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with its site and its cache, which every test finds anew at the same place.

    It has no papers: to make them takes longer than all the rest, and they have tests of their own.
    """
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(NO_PAPERS, "1")
        return _kept(tmp_path_factory.mktemp("incremental") / "kho")


@pytest.fixture(scope="module")
def kept_with_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _kept(tmp_path_factory.mktemp("papers") / "kho")


def _kept(root: Path) -> Path:
    knowledge_base(root)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", DAYS[1])
        assert well(built(root))
    return root.rename(root.with_name("kept"))


@pytest.fixture
def base(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[1])
    monkeypatch.setenv(NO_PAPERS, "1")
    monkeypatch.setattr(shelf, "_papers", lambda _: iter(()))
    return anew(kept)


@pytest.fixture
def base_with_papers(kept_with_papers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[1])
    return anew(kept_with_papers)


def anew(kept: Path) -> Path:
    """The knowledge base as it was just after its first build."""
    root = kept.with_name("kho")
    shutil.rmtree(root, ignore_errors=True)
    return Path(shutil.copytree(kept, root))


def by_mkdocs() -> None:
    """As `mkdocs build --strict` does it, in the folder of this process."""
    config = load_config("mkdocs.yml", strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def by_command() -> None:
    cli.main(["build"])


def _child(root: Path, day: str, preparations: Sequence[Preparation], how: Callable[[], None], told: Path) -> None:
    os.environ |= {"SOURCE_DATE_EPOCH": day, "NO_MKDOCS_2_WARNING": "1"}
    os.chdir(root)
    with told.open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    status = GOOD
    try:
        for one in preparations:
            one()
        how()
    except SystemExit as end:
        status = REFUSED if end.code else GOOD
    except BaseException:  # noqa: BLE001  # whatever it is, the parent asks for it
        traceback.print_exc()
        status = CRASHED
    sys.stderr.flush()
    os._exit(status)


def begun(root: Path, how: Callable[[], None] = by_mkdocs, prepare: Preparation = nothing) -> ForkServerProcess:
    """A build in a process of its own, after something was done to it there."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(_IMPORTED_ONCE)
    day = os.environ["SOURCE_DATE_EPOCH"]
    preparations = (without_papers, prepare) if NO_PAPERS in os.environ else (prepare,)
    process = processes.Process(target=_child, args=(root, day, preparations, how, told_by(root)))
    process.start()
    return process


def told_by(root: Path) -> Path:
    """Where the words of a build go."""
    return root.with_name(f"{root.name}.log")


def built(root: Path, how: Callable[[], None] = by_mkdocs, prepare: Preparation = nothing) -> tuple[int, str]:
    """How such a build ended and what it said."""
    process = begun(root, how, prepare)
    process.join(PATIENCE)
    assert process.exitcode is not None
    return process.exitcode, told_by(root).read_text(encoding="utf-8")


def well(ended: tuple[int, str]) -> bool:
    """Whether a build ended well; if it crashed, its words."""
    assert ended[0] in {GOOD, REFUSED}, ended[1]
    return ended[0] == GOOD


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def clean(root: Path, how: Callable[[], None] = by_mkdocs) -> tuple[tuple[int, str], dict[str, bytes]]:
    """How a build of the same files without a cache ends, and its site."""
    other = root.with_name(f"{root.name}-clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=NOT_CLEAN)
    return built(other, how), everything(other / "site")


def assert_clean(root: Path) -> None:
    ended, site = clean(root)
    assert well(ended), ended
    assert not differing(everything(root / "site"), site)
    assert not (root / "site.building").exists()


def assert_right(root: Path, how: Callable[[], None], prepare: Preparation, *, compare: bool = True) -> bool:
    """A build gives the clean site; if the files are faulty now, it says so and leaves the last site. Whether good."""
    before = everything(root / "site")
    here = built(root, how, prepare)
    if not well(here):
        assert clean(root, how)[0] == here
        assert not differing(everything(root / "site"), before)
        assert not (root / "site.building").exists()
        return False
    if compare:
        assert_clean(root)
    return True


def on_one_core() -> None:
    """Everything is made by the process itself."""
    cores._cores = lambda: 1


def on_two_cores() -> None:
    """Even a few pages are made by forked processes."""
    cores.ALONE_UP_TO = 2
    cores._cores = lambda: 2


def test_every_kind_of_edit_gives_the_clean_site(base_with_papers: Path) -> None:
    base = base_with_papers
    refused = []
    for number, edit in enumerate(EDITS):
        edit(base, random.Random(33 + number))  # so that nearly all of them leave the data good
        if not assert_right(base, by_mkdocs, on_one_core, compare=number % 6 == 5):
            refused.append(edit.__name__)
            mended(base, random.Random())
    assert_right(base, by_mkdocs, on_one_core)
    assert refused == ["a_file_gone"]


_EDITS = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999)), min_size=1, max_size=3)
_SEQUENCE = st.lists(st.tuples(_EDITS, st.sampled_from([by_mkdocs, by_command])), min_size=3, max_size=3)


@pytest.mark.parametrize("prepare", [on_one_core, on_two_cores])
@settings(
    max_examples=SEQUENCES,
    phases=(Phase.explicit, Phase.generate),  # to make a sequence shorter takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(_SEQUENCE)
def test_edits_in_any_order_give_the_clean_site(
    kept: Path,
    monkeypatch: pytest.MonkeyPatch,
    prepare: Preparation,
    sequence: list[tuple[list[tuple[Edit, int]], Callable[[], None]]],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[1])
    monkeypatch.setenv(NO_PAPERS, "1")
    root = anew(kept)
    for edits, how in sequence:
        for edit, seed in edits:
            edit(root, random.Random(seed))
        assert_right(root, how, prepare)


class Serving:
    """Builds one after another in this process, as `mkdocs serve` does."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.again: dict[str, int] = {}
        self._plugin.say = lambda counts: self.again.update({counts.what: counts.again})

    @property
    def _plugin(self) -> NhanRongPlugin:
        plugin = load_config(str(self._root / "mkdocs.yml")).plugins["nhanrong"]
        assert isinstance(plugin, NhanRongPlugin)
        return plugin

    def build(self) -> dict[str, int]:
        """How many of each kind were made again."""
        self.again.clear()
        build(load_config(str(self._root / "mkdocs.yml")))
        return dict(self.again)


@contextmanager
def serving(root: Path) -> Iterator[Serving]:
    plugins = load_config(str(root / "mkdocs.yml")).plugins
    plugins.on_startup(command="build", dirty=False)
    try:
        yield Serving(root)
    finally:
        plugins.on_shutdown()


def made_again(root: Path) -> dict[str, int]:
    """A build in place: how many of each kind were made again."""
    with serving(root) as here:
        return here.build()


def test_only_the_pages_that_show_a_source_are_made_again(base: Path) -> None:
    shown = [path for path in base.glob("site/**/index.html") if "Lời kể thử" in path.read_text(encoding="utf-8")]
    stood = {path: path.stat().st_mtime_ns for path in base.glob("site/**/index.html")}

    replaced(base / SOURCE, "Lời kể thử", "Lời kể khác")
    again = made_again(base)

    assert 0 < len(shown) < len(stood) / 3
    assert (again["tệp"], again["trang"]) == (1, len(shown))
    assert {path for path, when in stood.items() if path.stat().st_mtime_ns != when} == {*shown}


def test_touched_files_and_no_change_make_nothing_again(base: Path) -> None:
    stood = {path: path.stat().st_mtime_ns for path in base.glob("site/**/index.html")}
    for path in base.rglob("*.yml"):
        path.touch()

    assert set(made_again(base).values()) == {0}
    assert set(made_again(base).values()) == {0}
    assert {path: path.stat().st_mtime_ns for path in stood} == stood


def test_the_alias_of_a_unit_leaves_the_pages_alone_that_do_not_name_it(base: Path) -> None:
    named = [path for path in base.glob("site/**/index.html") if "Thử Mười" in path.read_text(encoding="utf-8")]

    replaced(base / "models_data/units/2025-06-30.yml", '- "Thử Chia"', '- "Thử Chẻ"')
    again = made_again(base)

    assert 0 < again["trang"] <= len(named) + 2  # two pages count units without naming them
    assert len(named) < len(list(base.glob("site/**/index.html"))) * 2 / 3
    assert_clean(base)


def test_serving_makes_again_only_what_changed(base: Path) -> None:
    with serving(base) as here:
        here.build()
        replaced(base / SOURCE, "Lời kể thử", "Lời kể khác")
        first = here.build()
        second = here.build()

        assert (first["tệp"], first["thẻ"]) == (1, 0)
        assert 0 < first["trang"] < 10
        assert set(second.values()) == {0}
    assert_clean(base)


COMING = """\
id: "lop-toi"
title: "Lớp tới (bịa để kiểm thử)"
summary: "Bịa để kiểm thử."
kind: training
nature: event
place:
  units:
    - "2025-06-30/90001"
sources:
  - "bao-cao-thu"
date: 2026-12-03
evidence: D
recorded_on: 2026-11-20
"""


def calendars(root: Path) -> set[str]:
    return {path.relative_to(root / "site").as_posix() for path in root.glob("site/**/*.ics")}


def test_what_is_coming_comes_moves_and_goes(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    had = {f"lich/{ref}.ics" for ref in ("2025-06-30/90001", "2025-07-01/90001", "2025-07-01/90004")} | {"lich.ics"}
    assert calendars(base) == had
    session = base / "models_data/sessions/2026/lop-toi.yml"
    session.parent.mkdir(exist_ok=True)
    session.write_text(COMING, encoding="utf-8")
    assert_right(base, by_mkdocs, on_one_core)
    assert calendars(base) == had

    replaced(session, "2025-06-30/90001", "2025-07-01/90002")
    replaced(session, "Lớp tới", "Lớp dời")
    assert_right(base, by_command, on_one_core)
    assert calendars(base) == had | {"lich/2025-07-01/90002.ics"}
    assert "Lớp dời" in (base / "site/index.html").read_text(encoding="utf-8")

    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAYS[2])
    assert_right(base, by_mkdocs, on_one_core)
    assert calendars(base) == had | {"lich/2025-07-01/90002.ics"}  # it stays for those who have subscribed


def test_on_another_day_readers_load_again_only_what_says_something_else(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept_by_readers(base)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAYS[1]) + 24 * 3600))
    assert well(built(base))
    after = kept_by_readers(base)

    changed = {address for address in after if after[address] != before.get(address)}
    assert changed <= {"404.html", "gioi-thieu/"}  # written by hand


def kept_by_readers(root: Path) -> dict[str, list[object]]:
    lists = root / "site" / "ban"
    parts = json.loads((lists / "moi.json").read_bytes())["parts"]
    return {
        address: row for part in parts for address, row in json.loads((lists / f"{part}.json").read_bytes()).items()
    }


def test_a_build_beside_a_served_site_does_no_harm(base: Path) -> None:
    with serving(base) as here:
        here.build()
        for name in ("Kiểu", "Cách"):
            text = (base / MODEL).read_text(encoding="utf-8")
            (base / MODEL).write_text(text.replace("Mô hình", name), encoding="utf-8")
            built(base)
            (base / MODEL).write_text(text, encoding="utf-8")
            replaced(base / SOURCE, 'title: "', f'title: "{name} ')
            here.build()
        assert_clean(base)
    built(base)
    assert_clean(base)


def test_the_cache_may_go_while_serving(base: Path) -> None:
    with serving(base) as here:
        here.build()
        for name in ("Kiểu", "Cách"):
            shutil.rmtree(base / ".cache")
            replaced(base / MODEL, 'name: "', f'name: "{name} ')
            here.build()
            assert_clean(base)


def test_a_fault_that_is_mended_while_serving_hides_no_other_edit(base: Path) -> None:
    with serving(base) as here:
        here.build()
        replaced(base / MODEL, "Mô hình thử B", "Kiểu thử B")
        replaced(base / SOURCE, "kind: ", "kind_la: ")
        with pytest.raises(SystemExit):
            here.build()
        replaced(base / SOURCE, "kind_la: ", "kind: ")
        here.build()
    assert_clean(base)


def another_name_for_every_model(root: Path) -> None:
    for path in (root / "models_data" / "models").iterdir():
        replaced(path, "Mô hình thử", "Kiểu thử")


def die_at_write(number: int) -> None:
    """This process is killed right after it has written so many times to the cache."""
    left = [number]

    def counted(write: Callable[..., None]) -> Callable[..., None]:
        def written(*given: object) -> None:
            write(*given)
            left[0] -= 1
            if not left[0]:
                os._exit(KILLED)

        return written

    for name in ("put", "drop", "commit"):
        setattr(Store, name, counted(getattr(Store, name)))


@pytest.mark.parametrize("write", [5, 19])
def test_killed_at_a_write_to_the_cache_and_the_edit_taken_back(base: Path, write: int) -> None:
    another_name_for_every_model(base)
    replaced(base / "mkdocs.yml", "material/sprout", "material/leaf")

    assert built(base, prepare=partial(die_at_write, write))[0] == KILLED
    mended(base, random.Random())
    replaced(base / "mkdocs.yml", "material/leaf", "material/sprout")
    assert well(built(base))

    assert_clean(base)


def die_while_moving(moves: int) -> None:
    """This process is killed after it has moved so many files into the site."""
    left = [moves]
    move = Path.replace

    def moved(path: Path, target: Path) -> Path:
        if not left[0]:
            os._exit(KILLED)
        left[0] -= 1
        return move(path, target)

    Path.replace = moved  # type: ignore[method-assign,assignment]


@pytest.mark.parametrize("taken_back", [False, True])
def test_killed_while_files_move_into_the_site(base: Path, *, taken_back: bool) -> None:
    replaced(base / MODEL, "Mô hình thử B", "Kiểu thử B")
    replaced(base / "mkdocs.yml", "material/sprout", "material/leaf")

    assert built(base, prepare=partial(die_while_moving, 3))[0] == KILLED
    if taken_back:
        replaced(base / MODEL, "Kiểu thử B", "Mô hình thử B")
        replaced(base / "mkdocs.yml", "material/leaf", "material/sprout")
    assert well(built(base))

    assert_clean(base)


def test_killed_at_any_time(base: Path) -> None:
    ends = []
    for delay in (0.1, 0.2, 0.25, 0.3, 0.35):
        replaced(base / MODEL, "thử B", "thử B sửa")
        process = begun(base, prepare=on_one_core)
        process.join(delay)
        process.kill()
        process.join()
        ends.append(process.exitcode)
    assert -KILLED in ends
    assert well(built(base, prepare=on_one_core))

    assert_clean(base)


def no_file_larger_than(size: int) -> None:
    """From now on writes beyond this size fail as on a full disk."""
    on_one_core()
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@pytest.mark.parametrize("largest", [30_000, 300_000])
def test_a_full_disk_leaves_the_last_site_or_gives_the_new_one(base: Path, largest: int) -> None:
    last = everything(base / "site")
    another_name_for_every_model(base)

    ended, _ = built(base, prepare=partial(no_file_larger_than, largest))

    if ended != GOOD:
        assert not differing(everything(base / "site"), last)
        assert well(built(base, prepare=on_one_core))
    assert_clean(base)


def full_from(kind: str) -> None:
    """When something of a kind is put for the first time, the cache has no more room, but the site has."""
    on_one_core()
    put = Store.put
    waiting = [kind]

    def full(store: Store, kind: str, items: Iterable[tuple[str, bytes]]) -> None:
        if waiting == [kind]:
            waiting.clear()
            pages = store._database.execute("PRAGMA page_count").fetchone()[0]
            store._database.execute(f"PRAGMA max_page_count = {pages}")
            items = [*items, ("lớn", bytes(1_000_000))]
        put(store, kind, items)

    Store.put = full  # type: ignore[method-assign,assignment]


@pytest.mark.parametrize("kind", ["facts", "cards", "manifest"])
def test_a_cache_without_room_costs_only_time_and_is_told_once(base: Path, kind: str) -> None:
    another_name_for_every_model(base)

    ended, said = built(base, prepare=partial(full_from, kind))

    assert ended == GOOD
    assert said.count("Không dùng được bộ nhớ đệm (đĩa đã đầy)") == 1
    assert_clean(base)


@pytest.mark.parametrize(("begin", "how"), [(0.05, by_mkdocs), (0.5, by_command)])
def test_a_cache_damaged_in_its_middle_costs_only_time(base: Path, begin: float, how: Callable[[], None]) -> None:
    (file,) = base.glob(".cache/nhanrong/*.sqlite")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(file.read_bytes())
    at = int(len(data) * begin)
    data[at : at + 100_000] = random.Random(2).randbytes(len(data[at : at + 100_000]))
    file.write_bytes(data)
    replaced(base / MODEL, "Mô hình thử B", "Kiểu thử B")

    ended, said = built(base, how, on_one_core)

    assert ended == GOOD, said
    assert said.count("Không dùng được bộ nhớ đệm (tệp đã hỏng)") == 1
    assert_clean(base)
    assert set(made_again(base).values()) == {0}


def test_a_build_that_failed_lets_the_cache_go(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_cores", lambda: 1)
    with serving(base) as here:
        replaced(base / MODEL, "Mô hình thử B", "Kiểu thử B")
        with monkeypatch.context() as patch:
            patch.setattr(SiteFolder, "begin", no_room)
            with pytest.raises(OSError, match="đầy"):
                here.build()
        (file,) = base.glob(".cache/nhanrong/*.sqlite")
        with closing(sqlite3.connect(file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")  # nobody else is about to write
        here.build()
    assert_clean(base)


def no_room(*_: object) -> None:
    raise OSError("đĩa đã đầy")


def command(root: Path, package: Path = PACKAGE) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(package.parent), "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.DEVNULL,
    )


def test_two_builds_at_once_do_no_harm(base_with_papers: Path) -> None:
    base = base_with_papers
    processes = [command(base), command(base)]

    assert [process.wait(PATIENCE) for process in processes] == [0, 0]
    assert_clean(base)


def test_a_changed_template_changes_its_pages(base_with_papers: Path, tmp_path: Path) -> None:
    base = base_with_papers
    package = tmp_path / "package" / "nhanrong"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = everything(base / "site")
    for name in ("templates/card.html.j2", "theme/main.html"):
        text = (package / name).read_text(encoding="utf-8")
        at = text.index("{% endblock") if "{% endblock" in text else text.rindex("</")
        (package / name).write_text(f"{text[:at]}<i>sửa {name}</i>{text[at:]}", encoding="utf-8")

    assert command(base, package).wait(PATIENCE) == 0

    other = tmp_path / "elsewhere"
    shutil.copytree(base, other, ignore=NOT_CLEAN)
    assert command(other, package).wait(PATIENCE) == 0
    assert len(differing(before, everything(base / "site"))) > 10
    assert not differing(everything(base / "site"), everything(other / "site"))


@pytest.mark.parametrize(
    ("name", "edit", "kinds"),
    [
        (
            "handouts/map.svg.j2",
            ('stroke="#333" stroke-width=".8"', 'stroke="#333" stroke-width="2"'),
            {".pdf", ".docx"},
        ),
        ("handouts/booklet.typ", ("Mục lục", "Bảng mục"), {".pdf"}),
        ("word/handout.xml", ("Arial", "Times New Roman"), {".docx"}),
        ("handouts/loudspeaker.txt.j2", ("Không đọc dòng này.", "Dòng này không đọc."), {".txt"}),
    ],
)
def test_a_changed_template_of_paper_changes_its_papers(
    base_with_papers: Path, tmp_path: Path, name: str, edit: tuple[str, str], kinds: set[str]
) -> None:
    base = base_with_papers
    package = tmp_path / "package" / "nhanrong"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = everything(base / "site")
    replaced(package / "templates" / name, *edit)

    assert command(base, package).wait(PATIENCE) == 0

    changed = differing(before, everything(base / "site"))
    assert {Path(path).suffix for path in changed if path.startswith("tai-lieu/")} - {".html"} == kinds


def test_a_changed_explanation_changes_the_pages_of_codes_only(base_with_papers: Path, tmp_path: Path) -> None:
    base = base_with_papers
    package = tmp_path / "package" / "nhanrong"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = everything(base / "site")
    entries = package / "codes.yml"
    replaced(entries, "Chạy lại lệnh.", "Chạy lệnh lần nữa.")

    assert command(base, package).wait(PATIENCE) == 0

    changed = differing(before, everything(base / "site"))
    assert "gui-thong-tin/loi/nr921/index.html" in changed
    assert {name for name in changed if name.endswith(".html")} == {"gui-thong-tin/loi/nr921/index.html"}


def test_a_second_language_comes_and_changes_and_goes(base: Path) -> None:
    area = base / "models_data" / "area.yml"
    replaced(area, '["kpm"]', '["en", "kpm"]\npages_in: ["en", "kpm"]')
    assert assert_right(base, by_command, on_two_cores)
    assert (base / "site" / "en" / "mo-hinh" / "thu-a" / "index.html").exists()

    replaced(base / "models_data" / "models" / "thu-a.yml", "Tóm tắt dịch bịa", "Tóm tắt dịch đã sửa, bịa")
    assert assert_right(base, by_command, on_one_core)

    replaced(area, 'pages_in: ["en", "kpm"]', 'pages_in: ["kpm"]')
    assert assert_right(base, by_mkdocs, on_two_cores)
    assert not (base / "site" / "en").exists()


def test_a_changed_catalogue_changes_the_pages_of_its_language_only(base_with_papers: Path, tmp_path: Path) -> None:
    base = base_with_papers
    replaced(base / "models_data" / "area.yml", '["kpm"]', '["en", "kpm"]\npages_in: ["en", "kpm"]')
    package = tmp_path / "package" / "nhanrong"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    assert command(base, package).wait(PATIENCE) == 0
    before = everything(base / "site")
    replaced(package / "languages" / "en.po", 'msgstr "Where it is found"', 'msgstr "Where it may be found"')

    assert command(base, package).wait(PATIENCE) == 0

    changed = differing(before, everything(base / "site"))
    assert "en/mo-hinh/thu-a/index.html" in changed
    assert {name for name in changed if not name.startswith(("en/", "ban/"))} == set()


def test_a_new_name_for_a_thing_reaches_the_search_and_the_finder(base_with_papers: Path, tmp_path: Path) -> None:
    base = base_with_papers
    package = tmp_path / "package" / "nhanrong"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = everything(base / "site")
    replaced(
        package / "synonyms.yml",
        "  - names: [HTX, hợp tác xã]\n",
        "  - names: [HTX, hợp tác xã]\n  - names: [cây thử, cây bịa]\n",
    )

    assert command(base, package).wait(PATIENCE) == 0

    changed = differing(before, everything(base / "site"))
    assert "cây bịa" in (base / "site" / "hop-voi-toi" / "mo-hinh.js").read_text(encoding="utf-8")
    assert any(name.startswith("tim-kiem/") for name in changed)
    assert not any(name.startswith("mo-hinh/") for name in changed)
