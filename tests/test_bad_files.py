"""One fault, one message: each folder of tests/bad/ puts one bad file into the miniature base.

A case is named after its code and holds `where.txt` (the path of the file in the base), `record.yml` (its bytes;
without it the path is taken away) and `expected.txt` (what `nhanrong check` must say, and nothing else).
If a new message is right: pytest --bless.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import nhanrong
from builders import SMALL, TESTS
from nhanrong import site
from nhanrong.problems import as_text
from nhanrong.sentences import known_patterns

CASES = sorted(path for path in (TESTS / "bad").iterdir() if path.is_dir())
CODE = re.compile(r"\bNR\d{3}\b")
RECORDS = sorted(path.relative_to(SMALL).as_posix() for path in (SMALL / "models_data").rglob("*.yml"))


def said(root: Path) -> str:
    """What `nhanrong check` says of a base."""
    return as_text(site.read(root)[1])


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the miniature base."""
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_one_fault_gives_one_message(case: Path, base: Path, *, bless: bool) -> None:
    """The exact message with its hint, and no second problem."""
    target = base / (case / "where.txt").read_text(encoding="utf-8").strip()
    record = case / "record.yml"
    if record.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(record.read_bytes())
    elif target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    text = said(base)
    if bless:
        (case / "expected.txt").write_text(text, encoding="utf-8")
    assert text == (case / "expected.txt").read_text(encoding="utf-8")
    assert [CODE.search(line).group() for line in text.splitlines()[::2]] == [case.name[:5]]  # type: ignore[union-attr]


def _too_long(root: Path) -> None:
    (root / "models_data/models/thu-b.yml").write_bytes(b"#" * (256 * 1024 + 1))


def _too_many(root: Path) -> None:
    (root / "models_data/models/thu-b.yml").write_bytes(b"sources: [" + b"a, " * 20_000 + b"]\n")


def _unreadable(root: Path) -> None:
    (root / "models_data/models/thu-e.yml").symlink_to(root / "khong-co")


MADE: list[tuple[Callable[[Path], None], str]] = [
    (
        _too_long,
        (
            "models_data/models/thu-b.yml:1:1: NR112 tệp dài 262.145 byte, quá mức 262.144 byte\n"
            "    → Tách thành nhiều bản ghi.\n"
        ),
    ),
    (
        _too_many,
        "models_data/models/thu-b.yml:1:60002: NR112 tệp có hơn 20.000 giá trị\n    → Tách thành nhiều bản ghi.\n",
    ),
    (
        _unreadable,
        "models_data/models/thu-e.yml:1:1: NR303 không đọc được tệp\n    → Xem lại quyền đọc của tệp.\n",
    ),
]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize(("make", "expected"), MADE)
def test_faults_that_no_file_can_hold(make: Callable[[Path], None], expected: str, base: Path) -> None:
    """Faults of size, and of files that cannot be opened."""
    make(base)
    assert said(base) == expected


def test_every_code_has_a_case() -> None:
    """Whoever adds a code adds the file that shows it; from NR700 on are codes of commands, not of record files."""
    package = Path(nhanrong.__file__).parent
    reading = [*package.glob("*.py"), *(package / "checks").glob("*.py")]
    known = {code for path in reading for code in CODE.findall(path.read_text(encoding="utf-8")) if code < "NR700"}
    shown = {case.name[:5] for case in CASES} | {code for _, text in MADE for code in CODE.findall(text)}
    assert known == shown


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("content", [b"id: [\n", b"khong_co: 1\n"], ids=["syntax", "shape"])
def test_one_broken_file_hides_nothing_and_blames_no_other(name: str, content: bytes, base: Path) -> None:
    """Records that name what a broken file holds are not reported as well."""
    (base / name).write_bytes(content)
    blamed = {line.split(":")[0] for line in said(base).splitlines() if not line.startswith(" ")}
    assert blamed == {name}


def test_every_pattern_has_a_sentence() -> None:
    """A pattern of a record type without its own hint would show a regular expression to a person."""
    records = (Path(nhanrong.__file__).parent / "records").glob("*.py")
    used = {found for path in records for found in re.findall(r'pattern=r"([^"]+)"', path.read_text(encoding="utf-8"))}
    assert used == known_patterns()
