"""Every code is explained, and what its page calls wrong and right is so."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import nhanrong
from builders import DAY, SMALL, TESTS, put_fault, small
from nhanrong import explaining, site
from nhanrong.explaining import GROUPS, Explanation, codes, explanations, meant, nearest_code
from nhanrong.mending import formatted
from nhanrong.publication import Publication
from nhanrong.records.registry import BY_TOP
from nhanrong.render import code_pages
from reading import cells_read

CODE = re.compile(r"\bNR\d{3}\b")
PLACE = re.compile(r"# (models_data/\S+\.yml)\n")
SNIPPETS = [one for one in explanations().values() if one.kind]

# The sound record of each kind that a snippet changes.
BASE = {
    "model": "models/thu-b.yml",
    "practice": "practices/cach-b.yml",
    "session": "sessions/2025/tap-huan-thu.yml",
    "source": "sources/so-ghi-thu.yml",
    "line": "replications/2025-06-30/90007.yml",
    "consent": "consents/thu-dong-y.yml",
    "area": "area.yml",
    "rules": "rules.yml",
    "list": "units/2025-06-30.yml",
}
# What a line has to have; a snippet says the rest.
LINE = """\
subject: "thu-a"
state: applied
recorded_on: 2026-01-05
evidence: D
sources:
  - "bao-cao-thu"
"""


def fields(text: str) -> list[str]:
    """The parts of a record that begin at its left edge."""
    return re.split(r"(?m)^(?=\S)", text)[1:]


def key(part: str) -> str:
    return part.split(":", 1)[0].strip()


def changed(record: str, snippet: str) -> str:
    """The record with the fields of the snippet in place of its own."""
    own = fields(snippet)
    said = {key(part) for part in own}
    return "".join([*(part for part in fields(record) if key(part) not in said), *own])


def in_file(kind: str, snippet: str) -> tuple[str, str]:
    """The path and the text of a file in which the snippet stands."""
    place = PLACE.match(snippet)
    path = place[1] if place else f"models_data/{BASE[kind]}"
    text = snippet[place.end() :] if place else snippet
    if kind != "line":
        return path, changed((SMALL / "models_data" / BASE[kind]).read_text(encoding="utf-8"), text)
    items = re.split(r"(?m)^- ", text)[1:]
    lines = (changed(LINE, re.sub(r"(?m)^  ", "", item)) for item in items)
    return path, "".join("- " + line.replace("\n", "\n  ").rstrip(" ") for line in lines) or text


def said(root: Path, kind: str, snippet: str) -> set[str]:
    """The codes of what the checks say of the miniature base with the snippet."""
    shutil.copytree(SMALL / "models_data", root / "models_data")
    path, text = in_file(kind, snippet)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    return {problem.code for problem in site.read(root)[1]}


def in_sources() -> set[str]:
    package = Path(nhanrong.__file__).parent
    files = [*package.rglob("*.py"), *package.rglob("*.j2")]
    return {
        code
        for path in files
        if path.name not in {"explaining.py", "explain.py"}  # they only give examples
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }


def test_every_code_is_explained_and_no_other() -> None:
    """Whoever adds a code adds its entry to codes.yml; whoever takes one away takes away its entry."""
    assert in_sources() == set(codes())


def test_the_entries_stand_in_order() -> None:
    assert list(explanations()) == sorted(explanations()) == list(codes())
    assert {one.group for one in explanations().values()} <= set(GROUPS.values())


def test_titles_tell_codes_apart_and_are_short() -> None:
    titles = [one.title for one in explanations().values()]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 60


@pytest.mark.parametrize("one", SNIPPETS, ids=lambda one: one.code)
def test_what_is_called_wrong_gives_this_problem_only(one: Explanation, tmp_path: Path) -> None:
    assert one.kind
    assert one.wrong
    assert said(tmp_path, one.kind, one.wrong) == {one.code}


@pytest.mark.parametrize("one", SNIPPETS, ids=lambda one: one.code)
def test_what_is_called_right_gives_no_problem(one: Explanation, tmp_path: Path) -> None:
    assert one.kind
    assert one.right
    assert said(tmp_path, one.kind, one.right) == set()


def test_a_snippet_replaces_only_its_own_fields() -> None:
    """Else a proof above could speak of another record than the one that is meant."""
    record = 'id: "a"\nplace:\n  text: "x"\nnote: "y"\n'
    assert changed(record, "place:\n  outside: true\n") == 'id: "a"\nnote: "y"\nplace:\n  outside: true\n'


def test_a_snippet_needs_its_counterpart() -> None:
    entry: dict[str, Any] = {"code": "NR999", "title": "Thử", "why": "Vì thử.", "mend": ("Bỏ.",)}
    assert Explanation(**entry).kind is None
    with pytest.raises(ValidationError):
        Explanation(**entry, kind="model", wrong="a: 1\n")
    with pytest.raises(ValidationError):
        Explanation(**entry | {"mend": ()})


@pytest.mark.parametrize("typed", ["NR701", "nr701", "701", " Nr701 "])
def test_a_code_may_be_typed_in_several_ways(typed: str) -> None:
    assert meant(typed) == "NR701"


@pytest.mark.parametrize(("typed", "code"), [("NR418", "NR41"), ("45", "NR4"), ("NR7011", "NR701")])
def test_an_unknown_code_has_a_neighbour(typed: str, code: str) -> None:
    assert meant(typed) is None
    assert code in nearest_code(typed)


def test_nothing_is_near_to_a_word() -> None:
    assert (meant("gà"), nearest_code("gà")) == (None, "")


def test_the_file_is_read_once() -> None:
    """Pages and commands share one reading."""
    assert explaining.explanations() is explaining.explanations()


def test_the_pages_depend_on_nothing_but_the_entries_and_their_templates() -> None:
    """No change of a record makes them again; a change of codes.yml does."""
    publication = Publication(small(), DAY)
    for address in code_pages.addresses(publication):
        with cells_read() as cells:
            code_pages.page(publication, address)
        template = "codes.html.j2" if address == code_pages.CODES else "code.html.j2"
        assert cells == {code_pages.FACT, ("templates", template)}


@pytest.mark.parametrize(
    "code", [one.code for one in explanations().values() if "nhanrong format" in " ".join(one.mend)]
)
def test_what_format_is_said_to_mend_it_mends(code: str, tmp_path: Path) -> None:
    """In at least one of the bad files of this code."""
    left: list[set[str]] = []
    for case in sorted((TESTS / "bad").glob(f"{code}-*")):
        root = tmp_path / case.name
        shutil.copytree(SMALL / "models_data", root / "models_data")
        put_fault(case, root)
        path = (case / "where.txt").read_text(encoding="utf-8").strip()
        text, problems = formatted(path, (root / path).read_bytes(), BY_TOP[path.split("/")[1]])
        if not problems:
            (root / path).write_text(text, encoding="utf-8")
        left.append({problem.code for problem in site.read(root)[1]})
    assert set() in left
