"""What a computation has read is known, through everything that was kept on the way."""

import pytest

from nhanrong.tracking import ALL, Cell, Memo, note
from reading import cells_read


def read(name: str) -> str:
    """Reads the cell of its name."""
    note("models", name)
    return name


def test_what_is_read_inside_is_known_and_read_by_what_surrounds_it() -> None:
    with cells_read() as outer:
        read("a")
        with cells_read() as inner:
            note("models", ALL)
        read("b")

    assert inner == {("models", ALL)}
    assert outer == {("models", "a"), ("models", ALL), ("models", "b")}


def fail() -> None:
    read("a")
    raise LookupError


def test_what_is_read_before_a_failure_is_read() -> None:
    with cells_read() as cells:
        with pytest.raises(LookupError), cells_read():
            fail()
        read("b")

    assert cells == {("models", "a"), ("models", "b")}
    read("c")
    assert len(cells) == 2


def test_a_kept_result_passes_on_what_it_was_made_of() -> None:
    asked: list[str] = []

    def length(name: str) -> int:
        asked.append(name)
        return len(read(name))

    memo = Memo(length)
    readers: list[set[Cell]] = []
    for _ in range(3):
        with cells_read() as cells:
            assert memo("dau") == 3
        readers.append(cells)

    assert asked == ["dau"]
    assert readers == [{("models", "dau")}] * 3


def test_a_result_that_was_kept_while_nobody_looked_passes_it_on_too() -> None:
    inner = Memo(read)
    outer: Memo[str, str] = Memo(lambda name: inner(name).upper())
    assert outer("a") == "A"

    with cells_read() as cells:
        assert outer("a") == "A"
    assert cells == {("models", "a")}


def test_a_reader_of_a_kept_result_adds_nothing_to_it() -> None:
    memo = Memo(read)
    with cells_read():
        memo("a")
        read("b")

    with cells_read() as cells:
        memo("a")
    assert cells == {("models", "a")}


def test_an_empty_result_is_kept_and_a_failure_is_not() -> None:
    asked: list[str] = []

    def find(name: str) -> str | None:
        asked.append(name)
        if name == "hong":
            raise LookupError
        return None

    memo = Memo(find)
    assert [memo("a"), memo("a")] == [None, None]
    for _ in range(2):
        with pytest.raises(LookupError):
            memo("hong")

    assert asked == ["a", "hong", "hong"]
