"""The sources that the parts of a record name, without looking where no part can name any."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

_KEY = "sources"


def source_names(piece: BaseModel) -> Iterator[str]:
    """Every id in a list of sources of a record or of its parts, however deep, in the order of the fields."""
    for name in _leading(type(piece)):
        value = getattr(piece, name)
        if name == _KEY:
            yield from value
        elif isinstance(value, tuple):
            for item in value:
                yield from source_names(item)
        elif value is not None:
            yield from source_names(value)


@cache
def _leading(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a type that are a list of sources or hold parts that have one."""
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if name == _KEY or any(_leading(part) for part in _parts(info.annotation))
    )


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)
