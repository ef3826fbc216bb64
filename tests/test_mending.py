"""`nhanrong format`: one canonical form, comments kept, what is clear mended, the rest said and left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SMALL, TESTS
from nhanrong.commented import comments_of
from nhanrong.mending import formatted
from nhanrong.records.registry import BY_NAME, BY_TOP
from nhanrong.strictyaml import UNIT_LIST_LIMITS, read

REAL = sorted((TESTS.parent / "models_data").rglob("*.yml"))


def canonical(text: str | bytes, kind: str = "source") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    result, problems = formatted("mot.yml", data, BY_NAME[kind])
    assert problems == []
    return result


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_data_is_in_its_canonical_form(path: Path) -> None:
    kind = BY_TOP[path.relative_to(TESTS.parent / "models_data").parts[0]]
    assert formatted(path.name, path.read_bytes(), kind) == (path.read_text("utf-8"), [])


@pytest.mark.parametrize("path", sorted((SMALL / "models_data").rglob("*.yml")), ids=lambda path: path.stem)
def test_a_sound_file_keeps_its_meaning_and_its_comments(path: Path) -> None:
    kind = BY_TOP[path.relative_to(SMALL / "models_data").parts[0]]
    top = list if kind.listed else dict
    text, problems = formatted(path.name, path.read_bytes(), kind)
    assert problems == []
    before, after = (
        read("a", data, top=top, limits=UNIT_LIST_LIMITS)[0].value for data in (path.read_bytes(), text.encode())
    )
    listed: Callable[[Any], list[Any]] = (lambda value: value) if kind.listed else (lambda value: [value])
    records = [kind.type.model_validate(value) for value in listed(before)]
    assert [kind.type.model_validate(value) for value in listed(after)] == records
    assert comments_of(text) == comments_of(path.read_text("utf-8"))
    assert formatted(path.name, text.encode(), kind) == (text, [])


COMMENTED = """\
# đầu tệp

# hai
title: "Bài"
id: mot
# trước ghi chú
note: |
  một
  # không phải chú thích

  hai


# trước loại
kind: press
evidence: E
# cuối

"""


def test_comments_stay_with_what_stands_below_them() -> None:
    assert canonical(COMMENTED) == (
        'id: "mot"\n# trước loại\nkind: press\n# đầu tệp\n\n# hai\ntitle: "Bài"\nevidence: E\n'
        "# trước ghi chú\nnote: |-\n  một\n  # không phải chú thích\n\n  hai\n# cuối\n"
    )


SCALE = 'id: "mot"\nscale:\n  - what: "Số"\n    value: 3\n    sources:\n      - "a"\n  - what: "Hai"\nsector: crops'


@given(at=st.lists(st.integers(0, 9), max_size=6))
def test_no_comment_is_lost_wherever_it_stands(at: list[int]) -> None:
    lines = [
        'id: "mot"',
        "scale:",
        '  - what: "Số"',
        "    value: 3",
        "    sources:",
        '      - "a"',
        '  - what: "Hai"',
        "sector: crops",
    ]
    for number, row in enumerate(at):
        lines.insert(min(row, len(lines)), f"# lời {number}")
    text = "\n".join(lines) + "\n"
    result = canonical(text, "model")
    assert sorted(line.strip() for line in result.split("\n") if "#" in line) == sorted(
        line.strip() for line in lines if "#" in line
    )
    assert canonical(result, "model") == result


MENDED = {
    "BOM": (b"\xef\xbb\xbfid: mot\n", 'id: "mot"\n'),
    "UTF-16": ("id: một".encode("utf-16"), 'id: "một"\n'),
    "line ends": (b"id: mot\r\nkind: press\r\n", 'id: "mot"\nkind: press\n'),
    "decomposed": ("title: Ba\u0300i\n", 'title: "Bài"\n'),
    "odd space": ("title: Một\u00a0bài\u200b\n", 'title: "Một bài"\n'),
    "tab": ("title:\tBài\n", 'title: "Bài"\n'),
    "number for text": ("number: 12\ntitle: 2022\n", 'title: "2022"\nnumber: "12"\n'),
    "yes for text": ("title: no\n", 'title: "no"\n'),
    "leading zero": ("number: 0012\n", 'number: "0012"\n'),
    "label": ("kind: Bài báo\nreach: bản GOC\n", "kind: press\nreach: original\n"),
    "date": ('date: 10/8/2022\naccessed: "2026-11-23"\n', "date: 2022-08-10\naccessed: 2026-11-23\n"),
    "year in quotes": ('date: "2022"\n', "date: 2022\n"),
    "nothing": ('id: mot\nnote:\npages: ""\n', 'id: "mot"\n'),
}


@pytest.mark.parametrize(("text", "expected"), MENDED.values(), ids=MENDED)
def test_what_is_clear_is_mended(text: str | bytes, expected: str) -> None:
    assert canonical(text) == expected


def test_one_value_becomes_a_list_and_a_flag_a_flag() -> None:
    text = canonical('sources: "a"\nplace:\n  outside: không\nscale:\n  - what: "Số"\n    value: "12"\n', "model")
    assert text == 'place:\n  outside: false\nsources:\n  - "a"\nscale:\n  - what: "Số"\n    value: 12\n'


LEFT = {
    "thousands": ("money:\n  - amount: 22.000\n", "NR117"),
    "text behind #": ("title: Lô #3\n", "NR116"),
    "twice": ("id: a\nid: b\n", "NR110"),
    "two colons": ("title: a: b: c\n", "NR109"),
    "other letters": ("title: B\xe0i\n".encode("latin-1"), "NR101"),
}


@pytest.mark.parametrize(("text", "code"), LEFT.values(), ids=LEFT)
def test_what_could_mean_two_things_is_said_and_left(text: str | bytes, code: str) -> None:
    result, problems = formatted("mot.yml", text if isinstance(text, bytes) else text.encode(), BY_NAME["model"])
    assert (result, [problem.code for problem in problems]) == ("", [code])


@given(text=st.from_regex(r"\d{1,3}([.,]\d{3}){0,2}", fullmatch=True))
def test_what_stands_in_quotes_is_never_lost(text: str) -> None:
    before = f'scale:\n  - what: "Số"\n    value: "{text}"\n'
    assert canonical(before, "model") in {before, before.replace(f'"{text}"', text)}


def test_a_number_in_quotes_that_could_mean_two_stays_as_it_is() -> None:
    text = 'scale:\n  - what: "Số"\n    value: "1.200"\n'
    assert canonical(text, "model") == text
