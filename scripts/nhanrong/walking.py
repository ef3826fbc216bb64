"""Everything inside a record, with its path."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

Path = tuple[str | int, ...]
Inside = tuple[Path, object]


def values_inside(piece: BaseModel, path: Path = ()) -> Iterator[Inside]:
    """Every value inside a record, its lists and its parts, each with the path that leads to it."""
    for name, value in piece.__dict__.items():
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                place = (*path, name, index)
                yield place, item
                if isinstance(item, BaseModel):
                    yield from values_inside(item, place)
        elif value is not None:
            place = (*path, name)
            yield place, value
            if isinstance(value, BaseModel):
                yield from values_inside(value, place)


def listed_ids(inside: Iterable[Inside], key: str) -> Iterator[tuple[Path, str]]:
    """Every id in a list called `key`, however deep."""
    for path, value in inside:
        if len(path) > 1 and path[-2] == key and isinstance(value, str):
            yield path, value
