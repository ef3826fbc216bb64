"""Facts go in and out by the file, and exactly what changed is told."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhanrong.facts import Fact
from nhanrong.index import Group, Index
from nhanrong.tracking import ALL, ANY, Cell
from reading import cells_read

DAU: Fact = ("models", "dau", ("a.yml", "1"))
TAM: Fact = ("models", "tam", ("b.yml", "1"))
CROP: Fact = ("crops", "dâu", ("models", "dau"))
CROP_OF_A_SESSION: Fact = ("crops", "dâu", ("sessions", -1, "buoi"))


def test_a_new_name_changes_the_set_of_names_and_a_new_value_does_not() -> None:
    index = Index()
    index.replace((), [DAU, CROP])
    assert index.take_changes() == {
        *(("models", name) for name in ("dau", ALL, ANY)),
        *(("crops", name) for name in ("dâu", ALL, ANY)),
    }
    assert index.take_changes() == set()

    index.replace([DAU], [("models", "dau", ("a.yml", "2"))])
    assert index.values("models", "dau") == [("a.yml", "2")]
    assert index.take_changes() == {("models", "dau"), ("models", ANY)}


def test_what_stays_the_same_has_not_changed() -> None:
    index = Index()
    index.replace((), [DAU, CROP])
    index.take_changes()

    index.replace([DAU, CROP], [CROP, DAU])

    assert index.take_changes() == set()


def test_the_last_value_of_a_name_takes_the_name_along() -> None:
    index = Index()
    index.replace((), [CROP, CROP_OF_A_SESSION])
    index.take_changes()

    index.replace([CROP], ())
    assert index.take_changes() == {("crops", "dâu"), ("crops", ANY)}
    assert index.names("crops") == ["dâu"]

    index.replace([CROP_OF_A_SESSION], ())
    assert index.take_changes() == {("crops", "dâu"), ("crops", ANY), ("crops", ALL)}
    assert index.names("crops") == []
    assert not index.has("crops", "dâu")


def test_values_are_sorted_whatever_came_first_and_an_absent_part_comes_last() -> None:
    values = [("b", 2), ("a", None), ("a", 1)]
    for order in (values, values[::-1]):
        index = Index()
        index.replace((), [("crops", "dâu", value) for value in order])
        assert index.values("crops", "dâu") == [("a", 1), ("a", None), ("b", 2)]


@pytest.mark.parametrize(
    ("ask", "cell"),
    [
        (lambda index: index.values("models", "dau"), ("models", "dau")),
        (lambda index: index.values("models", "khong"), ("models", "khong")),
        (lambda index: index.has("models", "khong"), ("models", "khong")),
        (lambda index: index.names("models"), ("models", ALL)),
        (lambda index: index.count("models"), ("models", ALL)),
        (lambda index: index.everything("models"), ("models", ANY)),
        (lambda index: index.everything("khong"), ("khong", ANY)),
    ],
)
def test_every_question_is_noted(ask: Callable[[Index], object], cell: Cell) -> None:
    index = Index()
    index.replace((), [DAU])

    with cells_read() as cells:
        ask(index)

    assert cells == {cell}


def test_a_group_of_an_earlier_run_is_fetched_once_and_only_when_asked_for() -> None:
    fetched: list[str] = []

    def kept(group: str) -> Group:
        fetched.append(group)
        return {"dau": [("a.yml", "1")]} if group == "models" else {}

    index = Index(kept)
    assert fetched == []

    index.replace([DAU], [TAM])

    assert [index.names("models"), index.names("models")] == [["tam"], ["tam"]]
    assert fetched == ["models"]


_FACTS = st.sets(st.tuples(st.sampled_from("gh"), st.sampled_from("ab"), st.tuples(st.integers(0, 2))))


def answers(index: Index) -> dict[Cell, object]:
    """What every cell says."""
    found: dict[Cell, object] = {}
    for group in "gh":
        found |= {(group, name): list(index.values(group, name)) for name in "ab"}
        found[group, ALL] = index.names(group)
        found[group, ANY] = {name: sorted(values) for name, values in index.everything(group).items()}
    return found


def replaced(others: set[Fact], old: set[Fact], new: set[Fact]) -> tuple[Index, set[Cell], set[Cell]]:
    """A file's facts replaced among others: the index, the cells told to have changed, those that say other things."""
    index = Index()
    index.replace((), others)
    index.replace((), old - others)
    index.take_changes()
    before = answers(index)

    index.replace(old - others, new - others)

    after = answers(index)
    return index, index.take_changes(), {cell for cell, said in after.items() if said != before[cell]}


@given(_FACTS, _FACTS, _FACTS)
def test_whatever_changed_is_told_and_the_index_is_as_if_new(others: set[Fact], old: set[Fact], new: set[Fact]) -> None:
    index, told, changed = replaced(others, old, new)

    assert told >= changed
    fresh = Index()
    fresh.replace((), others | new)
    assert answers(index) == answers(fresh)


@given(_FACTS, _FACTS, _FACTS)
def test_nothing_is_told_that_has_not_changed(others: set[Fact], old: set[Fact], new: set[Fact]) -> None:
    _, told, changed = replaced(others, old, new)

    assert told == changed
