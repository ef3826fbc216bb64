"""The README of the data says what the record types say, and its samples are sound. If a new text is right: --bless."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from nhanrong import site
from nhanrong.anatomy import Part, parts_inside
from nhanrong.document import Document
from nhanrong.problems import Problem
from nhanrong.records.fields import Term
from nhanrong.records.ledger import Line
from nhanrong.records.registry import KINDS
from nhanrong.samples import SOMEWHERE, data_readme, sample, uncommented
from nhanrong.sentences import known_patterns
from nhanrong.shape import shaped
from nhanrong.strictyaml import read

README = Path(__file__).parent.parent / "models_data" / "README.md"
START = "<!-- mẫu từng loại bản ghi: bắt đầu -->"
RECORDS = [kind.type for kind in KINDS]
PARTS = list(dict.fromkeys(part for kind in RECORDS for part in (Part(kind), *parts_inside(Part(kind)))))
FIELDS = [(part.kind, field) for part in PARTS for field in part.fields]


def by_hand(text: str) -> str:
    """What stands between the title and the generated part."""
    return text.split(START, maxsplit=1)[0].partition("\n")[2]


def parsed(kind: type[BaseModel], text: str) -> tuple[Document, list[Problem]]:
    return read("mau.yml", text.encode(), top=list if kind is Line else dict)


def test_the_readme_of_the_data_is_current(*, bless: bool) -> None:
    text = README.read_text("utf-8")
    current = data_readme(by_hand(text))
    if bless:
        README.write_text(current, "utf-8", newline="\n")
        text = current
    assert text == current


def test_what_is_written_by_hand_stays() -> None:
    text = data_readme("\n## Ghi tay\n\n`a` & <b>\n")
    assert by_hand(text).strip() == "## Ghi tay\n\n`a` & <b>"
    assert data_readme(by_hand(text)) == text
    assert by_hand(data_readme("")).strip() == ""


def test_every_link_of_the_readme_leads_to_one_heading() -> None:
    prose = re.sub(r"^```.*?^```", "", data_readme(""), flags=re.MULTILINE | re.DOTALL)
    headings = [part.anchor for part in PARTS]
    assert len(headings) == len(set(headings))
    assert set(re.findall(r"\]\(#([^)]+)\)", prose)) == set(headings)
    assert {part.heading for part in PARTS} <= set(re.findall(r"^#+ (.+)$", prose, re.MULTILINE))


def test_every_row_of_a_table_has_the_cells_of_its_head() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", data_readme(""), re.MULTILINE):
        assert len({row.count("|") for row in table.splitlines()}) == 1


def test_nothing_in_the_readme_is_escaped() -> None:
    assert not re.search(r"&#?\w+;", data_readme(""))


@pytest.mark.parametrize(("kind", "key", "title"), [(kind, field.key, field.title) for kind, field in FIELDS])
def test_every_field_has_a_title(kind: type[BaseModel], key: str, title: str) -> None:
    assert title
    assert title != key, kind


def test_every_word_of_a_closed_list_has_a_label() -> None:
    terms = [term for part in PARTS for term in part.terms]
    assert terms
    assert all(term.label for term in terms)


def patterns(hint: object) -> Iterator[str]:
    """The patterns in an annotated type."""
    if isinstance(pattern := getattr(hint, "pattern", None), str):
        yield pattern
    for part in () if isinstance(hint, type) and issubclass(hint, BaseModel | Term) else get_args(hint):
        yield from patterns(part)


def test_every_pattern_of_a_record_type_has_a_sentence() -> None:
    infos = [kind.model_fields[field.key] for kind, field in FIELDS if issubclass(kind, BaseModel)]
    used = {pattern for info in infos for hint in (info.annotation, *info.metadata) for pattern in patterns(hint)}
    assert used == known_patterns()


@pytest.mark.parametrize("kind", RECORDS)
def test_every_sample_becomes_a_record(kind: type[BaseModel]) -> None:
    text = sample(kind)
    for one in (text, uncommented(text)):
        document, problems = parsed(kind, one)
        assert problems == []
        assert shaped(kind, document, (0,) if kind is Line else ())[1] == []


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_stands_in_the_sample(kind: type[BaseModel]) -> None:
    document, _ = parsed(kind, uncommented(sample(kind)))
    depth = 2 if kind is Line else 1
    assert {path[-1] for path in document.keys if len(path) == depth} == set(kind.model_fields)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_text_of_a_sample_is_a_placeholder(kind: type[BaseModel]) -> None:
    texts = re.findall(r'"([^"\n]* [^"\n]*)"', uncommented(sample(kind)))
    assert [text for text in texts if "ở đây" not in text] == []


def test_the_samples_together_are_a_sound_knowledge_base(tmp_path: Path) -> None:
    for kind in KINDS:
        text = sample(kind.type)
        name = re.findall(r'^(?:- )?id: "(.+)"$', text, re.MULTILINE)
        inside = kind.where.replace("<danh mục>/<mã xã>", str(SOMEWHERE)).replace("<danh mục>", SOMEWHERE.list)
        inside = inside.replace("<năm>", "undated").replace("<mã>", name[0] if name else "")
        path = tmp_path / "models_data" / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    (tmp_path / "models_data" / "README.md").write_text(data_readme(""), "utf-8")
    kb, problems = site.read(tmp_path)
    assert [problem.code for problem in problems] == ["NR714"]  # the sample of an exception lifts nothing
    kept = ("models", "practices", "sessions", "sources", "lists", "lines")
    assert [kb.index.count(group) for group in kept] == [1] * 6


def test_same_text_on_every_run() -> None:
    assert data_readme("") == data_readme("")
