"""Changed files: what would become of the base, what changes before → after, and writing them all or none."""

import difflib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA
from nhanrong.problems import Place, Problem, because
from nhanrong.store import Store, alone
from nhanrong.versions import CACHE

_JOURNAL = ".nhanrong-dang-ghi"  # there as long as files are moved into place


@dataclass(frozen=True)
class Change:
    """What the file at `path` (from the base's folder) held, if it was there, and what it shall hold.

    One that is `moved_from` another path held it there; nothing is at `path` yet, and nothing stays there.
    """

    path: str
    before: str | None
    after: str
    moved_from: str = ""


def change(root: Path, path: str, after: str) -> Change:
    """The change from what the file holds now, as far as it is text."""
    now = root / path
    return Change(path, now.read_bytes().decode("utf-8", "replace") if now.exists() else None, after)


def trial(root: Path, changes: Iterable[Change]) -> list[Problem]:
    """Every problem of the base with these changes; the base itself is left as it is."""
    return tried(root, changes)[1]


def tried(root: Path, changes: Iterable[Change]) -> tuple[Knowledge, list[Problem]]:
    """What would be known with these changes, and every problem; the base itself is left as it is."""
    with tempfile.TemporaryDirectory(prefix="nhanrong-") as elsewhere:
        copy = Path(elsewhere)
        shutil.copytree(root / DATA, copy / DATA, copy_function=_linked)
        for one in changes:
            target = copy / one.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)  # not into the file that it links to
            target.write_text(one.after, encoding="utf-8", newline="\n")
            if one.moved_from:
                (copy / one.moved_from).unlink()
        return Intake(copy, Store(None)).take()


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, target)


def shown(changes: Iterable[Change]) -> str:
    """The changed lines of each file: - before, + after."""
    lines: list[str] = []
    for one in sorted(changes, key=lambda one: one.path):
        moved = f"chuyển từ {one.moved_from}" if one.moved_from else "sửa"
        lines.append(f"{one.path} ({'tệp mới' if one.before is None else moved})")
        before, after = (one.before or "").splitlines(), one.after.splitlines()
        changed = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
        lines += [f"    {line[0]} {line[1:]}" for line in changed if not line.startswith("@@")]
    return "".join(line + "\n" for line in lines)


def save(root: Path, changes: Sequence[Change]) -> list[Problem]:
    """Write all changes, or none and why. A file that no longer holds what `before` says is not written over.

    Whatever ends it half-way, even a lost current: `recover` puts everything back as it was.
    """
    with alone(root / CACHE):
        _put_back(root)
        for one in changes:
            now = change(root, one.moved_from or one.path, one.after).before
            if now != one.before or (one.moved_from and (root / one.path).exists()):
                hint = "Chạy lại lệnh để lấy nội dung mới."
                return [Problem(Place(one.path), "NR921", "tệp vừa bị sửa ở nơi khác; chưa ghi gì", hint)]
        at = ""
        try:
            _stage(root, changes)
            for index, one in enumerate(changes):
                at = one.path
                target = root / at
                target.parent.mkdir(parents=True, exist_ok=True)
                (root / _JOURNAL / f"{index}.after").replace(target)
                if one.moved_from:
                    (root / one.moved_from).unlink()
        except OSError as error:
            _put_back(root)
            hint = "Xem lại quyền ghi và chỗ trống trên đĩa."
            return [Problem(Place(at or "."), "NR922", f"không ghi được: {because(error)}; chưa đổi gì", hint)]
        except BaseException:
            _put_back(root)
            raise
        _drop(root / _JOURNAL)
    return []


def recover(root: Path) -> bool:
    """Put back what a write left half-done; whether there was anything."""
    if not (root / _JOURNAL).exists():
        return False
    with alone(root / CACHE):
        return _put_back(root)


def _stage(root: Path, changes: Sequence[Change]) -> None:
    """All that is needed to go on, or back, in a folder that appears at once."""
    staged = Path(tempfile.mkdtemp(prefix=f"{_JOURNAL}-", dir=root))
    try:
        for index, one in enumerate(changes):
            (staged / f"{index}.after").write_text(one.after, encoding="utf-8", newline="\n")
            if one.before is not None:
                shutil.copy2(root / (one.moved_from or one.path), staged / f"{index}.before")
                shutil.copymode(root / (one.moved_from or one.path), staged / f"{index}.after")
            else:
                (staged / f"{index}.after").chmod(0o644)
        paths = [(one.path, one.moved_from or one.path) for one in changes]
        (staged / "paths.json").write_text(json.dumps(paths), encoding="utf-8")
        staged.rename(root / _JOURNAL)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise


def _put_back(root: Path) -> bool:
    journal = root / _JOURNAL
    if not journal.exists():
        return False
    for index, (path, place) in enumerate(json.loads((journal / "paths.json").read_text(encoding="utf-8"))):
        before, target = journal / f"{index}.before", root / place
        if path != place:
            (root / path).unlink(missing_ok=True)
        if before.exists():
            beside = target.with_name(f".{target.name}.cu")
            shutil.copy2(before, beside)
            beside.replace(target)
        else:
            target.unlink(missing_ok=True)
    _drop(journal)
    return True


def _drop(journal: Path) -> None:
    """From here on there is nothing to put back."""
    done = Path(tempfile.mkdtemp(prefix=f"{_JOURNAL}-", dir=journal.parent))
    journal.replace(done)
    shutil.rmtree(done, ignore_errors=True)
