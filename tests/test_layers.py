"""A result is made again exactly when something that it read has changed, however the builds before ended."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from nhanrong import layers
from nhanrong.cores import ALONE_UP_TO
from nhanrong.layers import Changes, Layer
from nhanrong.store import Store
from nhanrong.tracking import ALL, Cell, note
from reading import cells_read

SAYS = {"a": "mot", "b": "hai", "c": "ba"}


def reading(says: Mapping[str, str]) -> Callable[[str], str]:
    """What makes a result: it reads the cell of its name."""

    def make(name: str) -> str:
        note("words", name)
        return says[name]

    return make


class Build:
    """One process: its changes and one layer of words."""

    def __init__(self, store: Store, *changed: Cell, layer: str = "layer") -> None:
        self.store = store
        self.changes = Changes(store)
        self.changes.now |= set(changed)
        self.changes.keep()
        self.layer = Layer(layer, store, self.changes)

    def run(self, says: Mapping[str, str], lost: Callable[[str], bool] = lambda _: False) -> list[str]:
        """The names that were made again; the build ends well."""
        again = self.layer.update(list(says), reading(says), lost)
        self.layer.keep()
        self.changes.keep()
        self.store.commit()
        return again

    def values(self) -> dict[str, object]:
        """What the layer holds."""
        return {name: self.layer.value(name) for name in self.layer.names()}


@pytest.fixture
def store() -> Iterator[Store]:
    """A cache in memory, which outlives the builds of a test."""
    made = Store(None)
    yield made
    made.close()


def words(*names: str) -> list[Cell]:
    return [("words", name) for name in names]


def test_everything_is_made_once_and_then_only_what_read_what_changed(store: Store) -> None:
    assert Build(store).run(SAYS) == ["a", "b", "c"]
    assert Build(store).run(SAYS) == []
    assert Build(store, ("others", "b"), ("words", "d")).run(SAYS) == []

    build = Build(store, *words("b"))
    assert build.run(SAYS | {"b": "HAI"}) == ["b"]
    assert build.values() == SAYS | {"b": "HAI"}
    assert build.layer.replaced == {"b": "hai"}


def test_a_change_is_remembered_over_builds_that_did_not_bring_the_layer_up_to_date(store: Store) -> None:
    Build(store).run(SAYS)
    Build(store, *words("a"))
    Build(store, *words("c"))

    assert Build(store).run(SAYS | {"a": "MOT", "c": "BA"}) == ["a", "c"]
    assert Build(store).run(SAYS) == []


def test_what_changed_in_a_process_after_its_last_update_is_not_forgotten_by_the_next(store: Store) -> None:
    """`mkdocs serve`: a good build, then one that reads a change and ends early, then a new beginning."""
    serving = Build(store)
    serving.run(SAYS)
    serving.changes.close()
    serving.changes.now |= set(words("b"))
    serving.changes.keep()
    store.commit()

    build = Build(store)
    assert build.run(SAYS | {"b": "HAI"}) == ["b"]
    assert build.values()["b"] == "HAI"


def test_a_process_that_goes_on_makes_again_what_changed_since(store: Store) -> None:
    serving = Build(store)
    serving.run(SAYS)
    serving.changes.now |= set(words("b"))

    assert "b" in serving.run(SAYS | {"b": "HAI"})
    assert serving.values()["b"] == "HAI"


def test_values_of_a_build_that_was_killed_do_not_stand_in_for_those_before(store: Store) -> None:
    """Its table was not kept, some of its values were, and then the change was taken back."""
    Build(store).run(SAYS)
    killed = Build(store, *words("b"))
    killed.layer.update(list(SAYS), reading(SAYS | {"b": "HAI"}))
    store.commit()

    build = Build(store, *words("b"))
    assert build.run(SAYS) == ["b"]
    assert build.values() == SAYS
    assert Build(store).values() == SAYS


def test_new_names_are_made_and_gone_ones_forgotten(store: Store) -> None:
    Build(store).run(SAYS)
    build = Build(store)
    before = build.changes.tick - 1
    says = {"b": "hai", "d": "bon"}

    assert build.run(says) == ["d"]
    assert build.layer.replaced == {"a": "mot", "c": "ba", "d": None}
    assert build.changes.since(before) == {("layer", name) for name in ("a", "c", "d", ALL)}
    assert [store.get("layer", name) for name in ("a", "c")] == [None, None]

    again = Build(store)
    assert again.values() == says
    assert again.layer.get("a") is None


@pytest.mark.parametrize(("says", "name"), [({"a": "mot", "b": "hai"}, "c"), (SAYS | {"d": "bon"}, "d")])
def test_one_name_more_or_less_changes_the_set_of_names(store: Store, says: Mapping[str, str], name: str) -> None:
    Build(store).run(SAYS)
    build = Build(store)
    before = build.changes.tick - 1

    build.run(says)

    assert build.changes.since(before) == {("layer", name), ("layer", ALL)}


def test_a_result_whose_file_is_lost_is_made_again_without_having_changed(store: Store) -> None:
    Build(store).run(SAYS)
    build = Build(store)
    before = build.changes.tick - 1

    assert build.run(SAYS, lambda name: name == "c") == ["c"]
    assert build.layer.replaced == {}
    assert build.changes.since(before) == set()


def lengths(store: Store, build: Build) -> tuple[Layer, list[str]]:
    """A layer made of that of a build, and what of it was made again."""
    made = Layer("lengths", store, build.changes)
    again = made.update(list(SAYS), lambda name: len(build.layer.value(name)))
    made.keep()
    store.commit()
    return made, again


def test_a_result_that_comes_out_the_same_changes_nothing_for_those_who_read_it(store: Store) -> None:
    first = Build(store)
    first.run(SAYS)
    assert lengths(store, first)[1] == ["a", "b", "c"]

    same = Build(store, *words("a"))
    assert same.run(SAYS) == ["a"]
    assert lengths(store, same)[1] == []

    other = Build(store, *words("a"))
    assert other.run(SAYS | {"a": "mot hai"}) == ["a"]
    made, again = lengths(store, other)
    assert again == ["a"]
    assert made.value("a") == 7


def test_a_log_too_long_makes_old_tables_anew_and_no_young_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "_LONGEST_LOG", 5)
    Build(store, layer="old").run(SAYS)
    Build(store).run(SAYS)
    for turn in range(4):
        Build(store, *(("others", f"{turn} {number}") for number in range(3))).run(SAYS)

    assert Build(store, *words("b")).run(SAYS) == ["b"]
    assert Build(store, layer="old").run(SAYS) == ["a", "b", "c"]
    assert Build(store, layer="old").run(SAYS) == []


def test_after_a_first_build_longer_than_the_log_an_edit_is_still_only_an_edit(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layers, "_LONGEST_LOG", 2)
    Build(store).run(SAYS)

    assert Build(store, *words("b")).run(SAYS) == ["b"]


def test_only_results_that_are_not_empty_have_anything_to_tell(store: Store) -> None:
    build = Build(store)
    build.run({"a": "", "b": "hai"})

    assert build.layer.telling() == ["b"]
    assert build.layer.value("a") == ""
    assert [bool(build.layer.digest(name)) for name in "ab"] == [False, True]

    full = Build(store, *words("a", "b"))
    full.run({"a": "mot", "b": ""})
    assert full.layer.telling() == ["a"]
    assert full.values() == {"a": "mot", "b": ""}


def test_reading_a_layer_is_noted_also_where_it_has_nothing(store: Store) -> None:
    build = Build(store)
    build.run(SAYS)

    with cells_read() as cells:
        build.layer.value("a")
        build.layer.get("khong")
        build.layer.digest("b")
    assert cells == {("layer", "a"), ("layer", "khong"), ("layer", "b")}
    with cells_read() as cells:
        build.layer.names()
    assert cells == {("layer", ALL)}


def test_many_results_are_made_by_several_processes_and_know_what_they_read(tmp_path: Path) -> None:
    store = Store(tmp_path / "kho.sqlite")
    says = {f"{number:03}": f"chu {number}" for number in range(3 * ALONE_UP_TO)}
    build = Build(store)
    assert build.run(says) == list(says)
    assert build.values() == says

    edited = Build(store, *words("007", "011"))
    assert edited.run(says | {"011": "khac"}) == ["007", "011"]
    assert edited.layer.replaced == {"011": "chu 11"}
    store.close()
