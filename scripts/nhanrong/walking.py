"""Everything inside a record, with its path."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge

Path = tuple[str | int, ...]


def values_inside(piece: BaseModel, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside a record, its lists and its parts, each with the path that leads to it."""
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        items: list[tuple[Path, object]] = [((*path, name), value)]
        if isinstance(value, tuple):
            items = [((*path, name, index), item) for index, item in enumerate(value)]
        for place, item in items:
            yield place, item
            if isinstance(item, BaseModel):
                yield from values_inside(item, place)


def listed_ids(piece: BaseModel, key: str) -> Iterator[tuple[Path, str]]:
    """Every id in a list called `key`, however deep."""
    for path, value in values_inside(piece):
        if isinstance(value, str) and len(path) > 1 and path[-2] == key:
            yield path, value


def all_entries(kb: Knowledge) -> list[Entry[Any]]:
    """Every record and line that can name others, the rules included."""
    records = kb.records
    rules = [records.rules] if records.rules else []
    return [*records.models, *records.practices, *records.sessions, *records.sources, *records.lines, *rules]
