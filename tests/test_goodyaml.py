"""The quick reader and the exact one: what the first takes, the second takes as well, with the same value."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import nhanrong
from builders import SMALL
from nhanrong import rawtext, scalars, strictyaml
from nhanrong.document import Document, Positions
from nhanrong.goodyaml import Doubtful, good_value
from nhanrong.lineyaml import value_by_lines
from nhanrong.problems import Place, Problem
from nhanrong.rawtext import decoded, has_odd_characters, odd_characters
from nhanrong.strictyaml import UNIT_LIST_LIMITS, Limits, positions, read
from nhanrong.yamlguards import MAX_DEPTH

ROOT = Path(nhanrong.__file__).parents[2]
FILES = [*sorted((ROOT / "models_data").rglob("*.yml")), *sorted((SMALL / "models_data").rglob("*.yml"))]

RECORD = """\
# Ghi chú ở dòng riêng: Lô #3
id: dau-tam
name: "Dâu tằm #1, thửa 2"
note: 'ông bà' # bị mất
summary: >-
  Một đoạn
  hai dòng # không phải ghi chú

  hết
technique: |
  - bước 1 & 2!
code: "01050"
people: {women: 3, all: 5.5, known: true}
sources: [a-1, 'b', "c\\u0111"]
lines:
  - id: x
    date: 2022-08
  - - trong
    - nữa
"""
LEDGER = """\
---
- id: mot
  unit: "2025-06-30/25021"
-
  id: hai
  note: chữ nối
    sang dòng sau
"""
LINES = """\
id: dau-tam
name: "Dâu tằm #1, thửa 2: a"
note: ông bà
technique: |-
  - bước 1 & 2!

    # sâu hơn
  hết
place:
  units:
    - "2025-06-30/25021"
  outside: false
steps:
  - text: Một
    days: 2
  - text: "a: b"
    parts:
      - a-1
      - 5.5
date: 2022-08
"""
PIECES = {
    "indent": ["", "", "  ", "  ", "    ", " "],
    "dash": ["", "", "- ", "- ", "-  "],
    "key": ["a: ", "b: ", "c:", "d: ", "a:", "", "A: ", "a:\n  "],
    "value": [
        "",
        "x",
        "x y",
        "x: y",
        "x:",
        "x ",
        "yes",
        "05",
        "7",
        '"a"',
        '"a: b"',
        "'a'",
        '" "',
        "|-",
        "|",
        "# x",
        "true",
    ],
    "end": ["\n", "\n", "\n", "\n", "\n\n", "\n \n", ""],
}
one_line = st.tuples(*(st.sampled_from(parts) for parts in PIECES.values())).map("".join)
SIGNS = [
    *"\"'|>-?:,[]{}#&*!%@`~\\\n \t0a",
    *(" # chữ", "\n# chữ\n", "- ", ": ", "? ", "|-\n", ">+\n", "\n  ", "\n    ", "''", '""', "#a", "a #b", '"a #b"'),
    *("&a ", "*a", "&a [*a]", "!t ", "!!str ", "! ", "!<x> ", "<<: ", "<<: {a: 1}\n", '"<<": a\n', "a<<b"),
    *("---\n", "--- a\n", "...\n", "%YAML 1.1\n---\n", "%TAG ! a:\n---\n", "id: lại\n", "{a: 1, a: 2}", "[a]: b\n"),
    *("null", "yes", "No", "true", "012", "1.000", "22 000", "1:30", "1e5", "0x1F", ".inf", "+1", "-5", "9" * 19),
    *("e\u0301", "\u0301", "\u00a0", "\u200b", "\u202e", "\r\n", "\x00", "\x85", "\u2028", "\ufffd", "\U000e0001"),
    *('"\\u202e"', '"\\t"', '"e\\u0301"', '"e\\\n  \u0301"', '"\\x85"', '"\\"', '"\\n"', '"\\ud800"', '"\\\\ #"'),
    *("[" * MAX_DEPTH, "]" * MAX_DEPTH, "- " * MAX_DEPTH, "[" * 11 + "a" + "]" * 11, "[" * 12 + "a" + "]" * 12),
]

changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(SIGNS)), max_size=3)


def changed(text: str, cuts: list[tuple[float, int, str]]) -> str:
    """The text, with some signs put at some places instead of a few others."""
    for where, length, sign in cuts:
        at = round(where * len(text))
        text = text[:at] + sign + text[at + length :]
    return text


texts = (
    st.builds(changed, st.sampled_from([RECORD, LEDGER, LINES, LINES, RECORD.replace(" # bị mất", "")]), changes)
    | st.lists(one_line, max_size=8).map("".join)
    | st.lists(st.sampled_from(SIGNS), max_size=8).map("".join)
    | st.lists(st.sampled_from(SIGNS), max_size=4).map(lambda signs: "a: " + "".join(signs))
    | st.text(alphabet="ab:-#\"'|>&*![]{},?%@` \n\t<~.0123\\", max_size=40)
)


def exactly(data: bytes, top: type, limits: Limits) -> tuple[object, list[Problem]]:
    """What the exact reader alone says, reading every line for odd characters."""
    text, problems = decoded("thu.yml", data, limits.bytes)
    if problems:
        return None, problems
    assert not [problem for row, line in enumerate(text.split("\n"), 1) for problem in odd_characters("", row, line)]
    value, problems = strictyaml._exact_value("thu.yml", text, top, limits)
    return (None if problems else value), problems


@settings(max_examples=2500)
@given(texts, st.sampled_from([4, 12, 26, 27, 20_000]), st.sampled_from([dict, list]))
@example("a: b # c", 9, dict)
@example("a: &b c", 9, dict)
@example("[?&a b]", 9, list)
@example("a: !t b", 9, dict)
@example("<<: {a: b}", 9, dict)
@example("a: b\n---\na: b\n", 9, dict)
@example("a: b\na: c\n", 9, dict)
@example("? [a]\n: b\n", 9, dict)
@example('a: "\\u202e"', 9, dict)
@example('"\\u202e": a', 9, dict)
@example('a: "e\\\n  \\u0301"', 9, dict)
@example("[a, b, c]", 3, list)
@example("{a: b}", 2, dict)
@example("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH, 99, list)
@example("[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1), 99, list)
def test_the_quick_reader_agrees_with_the_exact_one(text: str, nodes: int, top: type) -> None:
    """Good or bad, the value with the types of its parts, and every problem are those of the exact reader alone."""
    data = text.encode("utf-8", "surrogatepass")
    limits = Limits(nodes=nodes)
    value, problems = exactly(data, top, limits)
    document, said = read("thu.yml", data, top=top, limits=limits)
    assert said == problems
    assert repr(document.value) == repr(value)


words = st.sampled_from(
    ["", "x", "xyzabcd", "x: y", "x:", "yes", "7", "2022-08", '"a b"', "'a'", "|-\n      x", "|-\n  x"]
)
indented = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(["", "- "]), st.sampled_from(["", "a:", "b: ", "c: "]), words)
    .map(lambda parts: " " * (2 * parts[0]) + "".join(parts[1:]) + "\n"),
    min_size=1,
    max_size=9,
)  # fmt: skip


@settings(max_examples=2500)
@given(indented.map("".join) | st.builds(changed, st.just(LINES), changes), st.sampled_from([6, 27, 20_000]))
@example("a: |-\n  x\n y\nb: z\n", 99)
@example("a: |-\n  x\n    \nb: z\n", 99)
@example("- a: |-\n  x\n", 99)
@example("a: |\n  x\n\n\n", 99)
@example("a: x\n  y: z\n", 99)
@example("a: x\n  - y\n", 99)
@example("a:\n- x\n", 99)
@example("a: x\n...\n", 99)
def test_what_is_read_by_lines_is_what_the_exact_reader_reads(text: str, nodes: int) -> None:
    if has_odd_characters(text) or re.search(r"^ *[^ #\n].* #", text, re.MULTILINE) or not text.strip():
        return
    value = value_by_lines(text, nodes)
    exact, problems = strictyaml._exact_value("thu.yml", text, object, Limits(nodes=nodes))
    assert value is None or (not problems and repr(value) == repr(exact))


def test_a_record_of_plain_lines_is_read_by_lines() -> None:
    """Else reading would be right and slow."""
    value = value_by_lines(LINES, 99)
    assert value is not None
    assert value == exactly(LINES.encode(), dict, Limits())[0]
    nested = "".join(f"{'  ' * depth}a:\n" for depth in range(MAX_DEPTH))
    assert value_by_lines(f"{nested[:-1]} x\n", 999) is not None
    assert value_by_lines(f"{nested}{'  ' * MAX_DEPTH}a: x\n", 999) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_real_files_need_no_second_look(path: Path) -> None:
    """Else reading would be right and slow; a file with a `#` inside a line is for the exact reader."""
    text = path.read_text(encoding="utf-8")
    try:
        value = good_value(text, UNIT_LIST_LIMITS.nodes)
    except Doubtful:
        assert re.search(r"\S.* #", text)
    else:
        assert value == exactly(text.encode(), object, UNIT_LIST_LIMITS)[0]


@pytest.mark.parametrize(
    "text", ["a: b&c=d!\n", "a: https://thu.vn/?a=1&b=2#c\n", "a: 'x & y'\n", 'a: "\\""\n', "# x\n  # y\na: b\n"]
)
def test_harmless_signs_raise_no_doubt(text: str) -> None:
    assert good_value(text, 9)


@pytest.mark.parametrize("points", [range(0x40000), range(0xE0000, 0xE1000), range(0x10FF00, 0x110000)], ids=str)
def test_a_text_is_odd_when_one_of_its_characters_is(points: range) -> None:
    """Asked of the whole text or of each of its lines, the same are refused."""
    for character in map(chr, points):
        said = character != "\n" and list(odd_characters("thu.yml", 1, f"a {character}"))
        assert has_odd_characters(f"a {character}") == bool(said), hex(ord(character))
    rawtext._kind.cache_clear()  # of characters that no file has


@given(st.text(alphabet="aeê \n\u0301\u0323\u0302\u00a0ắ", max_size=12))
def test_marks_are_odd_where_they_could_be_one_letter(text: str) -> None:
    said = [problem for line in text.split("\n") for problem in odd_characters("thu.yml", 1, line)]
    assert has_odd_characters(text) == bool(said)


NUMBERS = [scalars._THOUSANDS, scalars._INTEGER, scalars._DECIMAL, scalars._CLOCK, scalars._NUMBER_TRAPS]


@given(st.sampled_from(NUMBERS).flatmap(lambda pattern: st.from_regex(pattern, fullmatch=True)))
def test_every_number_begins_as_numbers_do(text: str) -> None:
    """What does not begin so is taken for a text without a further look."""
    assert scalars._NUMBER_START.match(text)


@pytest.mark.parametrize("word", sorted(scalars._YES_NO))
def test_no_spelling_of_yes_and_no_is_taken_for_text(word: str) -> None:
    for spelling in {word, word.upper(), word.capitalize()} - {"true", "false"}:
        assert isinstance(scalars.plain(spelling), scalars.Misread)


# Places -------------------------------------------------------------------------------------------


def test_places_are_looked_for_once_and_only_when_asked() -> None:
    asked: list[str] = []

    def locate() -> Positions:
        asked.append("thu.yml")
        return {("a",): (2, 1)}, {(): (2, 1), ("a",): (2, 4)}

    document = Document("thu.yml", {"a": 1}, locate)
    assert document == Document("thu.yml", {"a": 1})
    assert not asked
    assert document.place(("a",)) == Place("thu.yml", 2, 4)
    assert document.place(("a", 0), key=True) == document.place(("a",), key=True) == Place("thu.yml", 2, 1)
    assert asked == ["thu.yml"]
    assert Document("thu.yml").place(("a",)) == Place("thu.yml")


@pytest.mark.parametrize("text", [RECORD.replace(" # bị mất", ""), LEDGER, 'a: "x #y"\n'])
def test_positions_of_a_file_are_those_of_its_document(text: str) -> None:
    """So that a record kept from an earlier reading can be located in its file."""
    document, problems = read("thu.yml", text.encode(), top=object)
    assert not problems
    assert (document.keys, document.values) == positions("thu.yml", text.encode())
    assert document.values[()][1] == 1


@pytest.mark.parametrize("data", [b"\xff", b"", b"a: [", b"&a [*a]", b"# x"])
def test_a_file_that_cannot_be_read_has_no_positions(data: bytes) -> None:
    assert positions("thu.yml", data) == ({}, {})


# Limits -------------------------------------------------------------------------------------------


def test_the_limit_that_holds_is_the_one_that_is_told() -> None:
    data = b"a: [b, c]\n"
    assert read("thu.yml", data, limits=Limits(bytes=10, nodes=5))[1] == []
    long = Problem(Place("thu.yml"), "NR112", "tệp dài 10 byte, quá mức 9 byte", "Tách thành nhiều bản ghi.")
    many = Problem(Place("thu.yml", 1, 8), "NR112", "tệp có hơn 4 giá trị", "Tách thành nhiều bản ghi.")
    assert read("thu.yml", data, limits=Limits(bytes=9))[1] == [long]
    assert read("thu.yml", data, limits=Limits(nodes=4))[1] == [many]


def test_the_list_of_a_whole_country_is_read_under_its_own_limits() -> None:
    units = "".join(f'  - code: "{code:05}"\n    name: Xã thử {code}\n' for code in range(13_500))
    data = f"units:\n{units}".encode()
    assert [problem.code for problem in read("thu.yml", data)[1]] == ["NR112"]
    document, problems = read("thu.yml", data, limits=UNIT_LIST_LIMITS)
    assert not problems
    assert document.place(("units", 13_499, "name")).line == 27_001
