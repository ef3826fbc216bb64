"""A document becomes a record, or the problems that say in Vietnamese why it does not."""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from nhanrong.document import Document, Path
from nhanrong.problems import Problem
from nhanrong.sentences import Fault, called, missing, sentence, unknown

Record = TypeVar("Record", bound=BaseModel)


def shaped(kind: type[Record], document: Document, path: Path = ()) -> tuple[Record | None, list[Problem]]:
    """The record at `path` of the document, or None and every fault of its shape."""
    value: Any = document.value
    for step in path:
        value = value[step]
    try:
        return kind.model_validate(value), []
    except ValidationError as error:
        return None, [_problem(kind, document, path, detail) for detail in error.errors(include_url=False)]


def _problem(kind: type[BaseModel], document: Document, base: Path, detail: ErrorDetails) -> Problem:
    path = base + detail["loc"]
    owner, info = _field(kind, detail["loc"])
    name = next((str(step) for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    named = called(name, info.title if info else None)
    if detail["type"] == "missing":
        return Problem(document.place(path[:-1], key=True), *missing(named, info))
    if detail["type"] == "extra_forbidden":
        return Problem(document.place(path, key=True), *unknown(name, owner.model_fields if owner else {}))
    fault = Fault(detail["type"], named, info, detail["input"], detail["msg"], detail.get("ctx", {}))
    return Problem(document.place(path), *sentence(fault))


def _field(kind: type[BaseModel], path: Path) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The record type that owns the last named step of `path`, and that field if it is known."""
    owner: type[BaseModel] | None = kind
    at: type[BaseModel] | None = kind
    info: FieldInfo | None = None
    for step in path:
        if not isinstance(step, str):
            continue
        owner, info = at, at.model_fields.get(step) if at else None
        at = _inside(info.annotation) if info else None
    return owner, info


def _inside(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (_inside(part) for part in get_args(annotation))), None)
