"""One walk through a record finds what a rule would find by looking at every value."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import nhanrong
from builders import SMALL
from nhanrong import site
from nhanrong.records.fields import UnitRef
from nhanrong.records.pieces import Money, Quantity
from nhanrong.walking import ADDRESSES, inside, texts_inside
from nhanrong.walking import Path as Way


def values_inside(piece: BaseModel, way: Way = ()) -> Iterator[tuple[Way, object]]:
    """Every value inside a record, its lists and its parts, each with the path that leads to it."""
    for name, value in piece.__dict__.items():
        many = isinstance(value, tuple) and not isinstance(value, UnitRef)
        for place, item in (
            [((*way, name, at), one) for at, one in enumerate(value)] if many else [((*way, name), value)]
        ):
            if item is not None:
                yield place, item
            if isinstance(item, BaseModel):
                yield from values_inside(item, place)


@pytest.mark.parametrize("base", [Path(nhanrong.__file__).parents[2], SMALL])
def test_what_is_inside_is_found_as_by_looking_at_every_value(base: Path) -> None:
    kb, _ = site.read(base)
    lines = [line for unit in kb.units for line in kb.written_in(unit)]
    entries = [*kb.content, *kb.sources.values(), *lines]
    assert lines
    for entry in entries:
        found, everything = inside(entry.record), list(values_inside(entry.record))
        texts = [value for path, value in everything if type(value) is str and path[-1] not in ADDRESSES]
        assert list(texts_inside(entry.record)) == [(way, one) for way, one in everything if type(one) is str]
        assert sorted(found.texts) == sorted(texts)
        assert found.units == [(path, value) for path, value in everything if isinstance(value, UnitRef)]
        for kind in (Money, Quantity):
            assert list(found.of(kind)) == [(path, value) for path, value in everything if isinstance(value, kind)]
        for key in ("sources", "models", "practices"):
            listed = [(path, value) for path, value in everything if len(path) > 1 and path[-2] == key]
            assert list(found.listed(key)) == listed
