"""The JSON Schema of each kind of record, which lets an editor offer words and name mistakes while one types.

Titles, descriptions and sentences are those of the record types; a fault has one message. The language server for YAML
takes `errorMessage` for some keywords only, so lengths stand here as patterns and limits as an `if`. What a schema
cannot see, as that 22.000 is written for 22000, `nhanrong check` says.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.records.registry import KINDS, Kind
from nhanrong.scalars import Misread, quoted
from nhanrong.sentences import NOT_GIVEN, Fault, called, missing, sentence, unknown
from nhanrong.vietnamese import capitalised

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TYPES = {"string": "string_type", "integer": "int_type", "number": "float_type", "boolean": "bool_type"}
_ONE_LINE = r"^[^\n]*\n?$"


def schema_files() -> Mapping[str, str]:
    """File name → text, for every kind of record."""
    return {file_name(kind): json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n" for kind in KINDS}


def file_name(kind: Kind) -> str:
    """The file that holds the schema of a kind."""
    return f"{kind.name}.schema.json"


def schema(kind: Kind) -> Schema:
    """The schema of a file that holds a record of this kind, or a list of them."""
    record = _piece(Part(kind.type), _told("model_type", "mỗi mục" if kind.listed else "tệp này"))
    head = {"$schema": _DRAFT, "title": capitalised(kind.called)}
    if kind.listed:
        return head | {"type": "array", "errorMessage": _told("tuple_type", "tệp này"), "items": record}
    return head | {"description": record.pop("description", "")} | record


def _piece(part: Part, no_mapping: str) -> Schema:
    assert issubclass(part.kind, BaseModel)  # a closed list has no fields
    infos = part.kind.model_fields
    plain = _pydantic(part.kind)
    needed = [
        {"required": [field.key], "errorMessage": _said(missing(called(field.key, field.title), infos[field.key]))}
        for field in part.fields
        if field.required
    ]
    return {
        "title": part.name,
        "description": " ".join(filter(None, (part.name + ".", part.more))),
        "properties": {
            field.key: _field(field, infos[field.key], plain["properties"][field.key]) for field in part.fields
        },
        "additionalProperties": False,
        "errorMessage": _said(unknown("", infos)),
        "allOf": [{"type": "object", "errorMessage": no_mapping}, *needed],
    }


def _field(field: Field, info: FieldInfo, plain: Schema) -> Schema:
    name = called(field.key, field.title)
    head = {"title": field.title, "description": " ".join(filter(None, (f"({field.need})", field.description)))}
    if not field.form.many:
        return head | _one(field.form, name, info, plain)
    items = _one(field.form, name, info, plain["items"])
    items.pop("description", None)  # of the piece: hovering shall tell of the field
    found: Schema = {"type": "array", "errorMessage": _told("tuple_type", name, info), "items": items}
    if least := plain.get("minItems"):
        assert least == 1  # `contains` says no more than that
        found["allOf"] = [{"contains": {}, "errorMessage": _told("too_short", name, info, min_length=least)}]
    return head | found


def _one(form: Form, name: str, info: FieldInfo, plain: Schema) -> Schema:
    if form.closed and form.part:
        return {
            "enum": [str(term.value) for term in form.part.terms],
            "enumDescriptions": [term.label for term in form.part.terms],
            "errorMessage": _told("enum", name, info),
        }
    if form.part:
        found = _piece(form.part, _told("model_type", name, info))
        return {key: value for key, value in found.items() if key != "title"}
    assert form.scalar is not None  # there is nothing else
    return _scalar(form.scalar, name, info, plain)


def _scalar(scalar: Scalar, name: str, info: FieldInfo, plain: Schema) -> Schema:
    found: Schema = {"type": plain["type"]}
    if scalar in {Scalar.DATE, Scalar.DAY}:
        kind = "day" if scalar is Scalar.DAY else "date"
        wrong = _said(sentence(Fault(kind, name, info, NOT_GIVEN, "không phải ngày tháng", {})))
        found |= {"errorMessage": wrong, "pattern": plain["pattern"], "patternErrorMessage": wrong}
        limits = list(_bounds(plain, lambda *_: wrong))
    else:
        found["errorMessage"] = _told(_TYPES[plain["type"]], name, info)
        if pattern := plain.get("pattern"):
            kind = {Scalar.URL: "url", Scalar.UNIT: "unit_ref"}.get(scalar, "string_pattern_mismatch")
            found |= {"pattern": pattern, "patternErrorMessage": _told(kind, name, info, pattern=pattern)}
        limits = [*_lengths(scalar, name, info, plain)]
        limits += _bounds(plain, lambda kind, limit: _told(kind, name, info, ge=limit, le=limit))
    return found | ({"allOf": limits} if limits else {})


def _lengths(scalar: Scalar, name: str, info: FieldInfo, plain: Schema) -> Iterator[Schema]:
    if scalar is Scalar.LINE:
        yield {"pattern": _ONE_LINE, "patternErrorMessage": _told("one_line", name, info)}
    if plain.get("minLength") == 1:
        wrong = quoted("")
        assert isinstance(wrong, Misread)  # no text may be empty
        yield {"pattern": r"\S", "patternErrorMessage": _said(("", f"{name}: {wrong.message}", wrong.hint))}
    elif least := plain.get("minLength"):
        wrong_length = _told("string_too_short", name, info, min_length=least)
        yield {"pattern": rf"^[\s\S]{{{least},}}$", "patternErrorMessage": wrong_length}
    if most := plain.get("maxLength"):
        wrong_length = _told("string_too_long", name, info, max_length=most)
        yield {"pattern": rf"^[\s\S]{{0,{most}}}$", "patternErrorMessage": wrong_length}


def _bounds(plain: Schema, told: Callable[[str, object], str]) -> Iterator[Schema]:
    for key, kind in (("minimum", "greater_than_equal"), ("maximum", "less_than_equal")):
        if (limit := plain.get(key)) is not None:
            yield {"if": {key: limit}, "else": {"type": "null", "errorMessage": told(kind, limit)}}


def _told(kind: str, name: str, info: FieldInfo | None = None, **context: object) -> str:
    """What a fault of this kind is told, whatever the value."""
    message = "không phải đơn vị hành chính" if kind == "unit_ref" else ""
    return _said(sentence(Fault(kind, name, info, NOT_GIVEN, message, context)))


def _said(told: tuple[str, str, str]) -> str:
    _, message, hint = told
    return capitalised(f"{message}. {hint}".strip())


class _WithoutNull(GenerateJsonSchema):
    """What may be absent is absent, never null."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


@cache
def _pydantic(kind: type[BaseModel]) -> Schema:
    return kind.model_json_schema(schema_generator=_WithoutNull)
