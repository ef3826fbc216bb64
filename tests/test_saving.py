"""A write that ends half-way leaves every file as it was, whatever ended it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders import SMALL
from nhanrong import saving
from nhanrong.saving import Change, recover, save, shown, trial

OLD, NEW = "cũ\n", "mới\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a", "b", "c", "e"):
        (tmp_path / name).write_text(OLD, "utf-8")
    return tmp_path


CHANGES = [
    Change("a", OLD, NEW),
    Change("b", OLD, NEW),
    Change("sâu/hơn/d", None, NEW),
    Change("c", OLD, NEW),
    Change("nơi khác/e", OLD, NEW, moved_from="e"),
]
WRITTEN = {"a": NEW, "b": NEW, "c": NEW, "sâu/hơn/d": NEW, "nơi khác/e": NEW}


def state(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in files}


def test_all_is_written_and_nothing_is_left_behind(root: Path) -> None:
    (root / "a").chmod(0o640)
    assert save(root, CHANGES) == []
    assert state(root) == WRITTEN
    assert (root / "a").stat().st_mode & 0o777 == 0o640
    assert not recover(root)


def test_a_moved_file_writes_over_none(root: Path) -> None:
    (root / "f").write_text(OLD, "utf-8")
    before = state(root)
    assert [(p.place.path, p.code) for p in save(root, [Change("f", OLD, NEW, moved_from="e")])] == [("f", "NR921")]
    (root / "e").write_text("của người khác\n", "utf-8")
    assert [(p.place.path, p.code) for p in save(root, [Change("g", OLD, NEW, moved_from="e")])] == [("g", "NR921")]
    assert state(root) == before | {"e": "của người khác\n"}


def test_a_file_changed_meanwhile_is_not_written_over(root: Path) -> None:
    (root / "c").write_text("của người khác\n", "utf-8")
    before = state(root)
    assert [(p.place.path, p.code) for p in save(root, CHANGES)] == [("c", "NR921")]
    assert state(root) == before


@pytest.mark.parametrize("moves", range(6))
def test_a_full_disk_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    real, left = Path.replace, [moves]

    def replace(self: Path, target: Path) -> Path:
        if self.suffix == ".after":
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    before = state(root)
    problems = save(root, CHANGES)
    assert (problems == []) is (moves == len(CHANGES))
    assert state(root) == (before if problems else WRITTEN)


KILLED = """
import os, signal, sys
from pathlib import Path
from nhanrong import saving
from test_saving import CHANGES
real, left = os.replace, [int(sys.argv[2])]
def counted(name):
    before = getattr(Path, name)
    def move(self, *target, **options):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return before(self, *target, **options)
    setattr(Path, name, move)
counted("replace")
counted("rename")
counted("unlink")
saving.save(Path(sys.argv[1]), CHANGES)
"""


@pytest.mark.parametrize("moves", range(9))
def test_a_killed_write_is_put_back_by_the_next_command(root: Path, moves: int) -> None:
    before = state(root)
    paths = os.pathsep.join([str(Path(saving.__file__).parent.parent), str(Path(__file__).parent)])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(moves)], env={**os.environ, "PYTHONPATH": paths}, check=False
    )
    whole = moves >= 1 + len(CHANGES) + 1 + 1  # into the journal, into place, the old place, out of the journal
    assert done.returncode == (0 if whole else -signal.SIGKILL)
    recover(root)
    left = {name: text for name, text in state(root).items() if not name.startswith(".nhanrong-")}
    assert left == (WRITTEN if whole else before)


def test_an_interrupted_write_is_put_back_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, before = Path.replace, state(root)

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "2.after":
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(root, CHANGES)
    assert state(root) == before


def test_a_trial_says_what_would_be_wrong_and_changes_nothing(tmp_path: Path) -> None:
    base = tmp_path
    shutil.copytree(SMALL / "models_data", base / "models_data")
    before = state(base)
    path = "models_data/sources/mot.yml"
    problems = trial(base, [saving.change(base, path, "id: hai\n")])
    assert "NR201" in {problem.code for problem in problems}
    assert state(base) == before


def test_changes_are_shown_line_by_line() -> None:
    changes = [Change("b", "một\nhai\n", "một\nba\n"), Change("a", None, "một\n"), Change("c", "x\n", "x\n", "d")]
    assert shown(changes) == "a (tệp mới)\n    + một\nb (sửa)\n    - hai\n    + ba\nc (chuyển từ d)\n"
