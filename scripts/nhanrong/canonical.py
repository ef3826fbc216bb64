"""The canonical YAML of a record: one way to write every value, so that a changed value changes its own lines only.

Texts stand in double quotes as JSON writes them; words of closed lists, dates, numbers, true and false stand bare;
a text of several lines is a `|-` block. No text has a space at its ends or at the end of a line. The web form writes
the same bytes from the tables of :func:`bare_words` and :func:`date_keys`.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain

from pydantic import BaseModel

from nhanrong.anatomy import Form, Part, Scalar, parts_inside
from nhanrong.document import Path
from nhanrong.records.registry import KINDS

Comments = Mapping[Path | None, tuple[str, ...]]  # before the key or item at the path; None: at the end

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")
_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_NO_COMMENTS: Comments = {}


@cache
def bare_words() -> Mapping[str, frozenset[str]]:
    """For each key that holds a closed list in some kind of record, the words that stand bare under it."""
    found: dict[str, frozenset[str]] = {}
    for field_key, form in _fields():
        if form.closed and form.part:
            found[field_key] = found.get(field_key, frozenset()) | {str(term.value) for term in form.part.terms}
    return found


@cache
def date_keys() -> frozenset[str]:
    """The keys whose values are dates or days, which stand bare."""
    return frozenset(key for key, form in _fields() if form.scalar in {Scalar.DATE, Scalar.DAY})


def to_yaml(record: BaseModel, *, with_defaults: bool = False) -> str:
    """A record, without what is absent or (unless wished) left at its default."""
    return written(type(record), plain(record, with_defaults=with_defaults))


def in_ledger(line: BaseModel) -> str:
    """A line as it stands in its ledger."""
    return written(type(line), [plain(line)])


def written(kind: type[BaseModel], value: object, comments: Comments = _NO_COMMENTS) -> str:
    """A record, or a list of records for a ledger, as the strict reader gives it.

    Keys come in the order of the record type, unknown ones behind them; a value need not be sound.
    """
    form = Form(many=isinstance(value, list), part=Part(kind))
    lines = [*_lines(value, form, "", (), comments), *comments.get(None, ())]
    return unicodedata.normalize("NFC", "\n".join(lines).strip("\n") + "\n") if lines else "{}\n"


def _lines(value: object, form: Form | None, pad: str, path: Path, comments: Comments) -> Iterator[str]:
    """The lines of a mapping or list, each behind `pad`."""
    if isinstance(value, list):
        item_form = Form(part=form.part) if form and form.part else None
        for index, item in enumerate(value):
            here = (*path, index)
            yield from _said(comments.get(here, ()), pad)
            if isinstance(item, dict | list) and item:
                first, *rest = _lines(item, item_form, pad + "  ", here, comments)
                remarks = []  # of the item's first key: they stand before the item
                while first.lstrip().startswith("#") or not first:
                    remarks.append(first[2:])
                    first, *rest = rest
                yield from [*remarks, f"{pad}- {first[len(pad) + 2 :]}", *rest]
            else:
                yield from _with_scalar(f"{pad}-", item, str(path[-1]) if path else "", pad)
    elif isinstance(value, dict):
        forms = {field.key: field.form for field in form.part.fields} if form and form.part else {}
        for key in chain((name for name in forms if name in value), (name for name in value if name not in forms)):
            part, here = value[key], (*path, key)
            if part is None or part == []:
                continue
            yield from _said(comments.get(here, ()), pad)
            name = key if _NAME.fullmatch(key) else _quoted(key)
            if isinstance(part, dict | list) and part:
                yield f"{pad}{name}:"
                yield from _lines(part, forms.get(key), pad + "  ", here, comments)
            else:
                yield from _with_scalar(f"{pad}{name}:", part, key, pad)


def _said(comments: tuple[str, ...], pad: str) -> Iterator[str]:
    return (pad + comment if comment else "" for comment in comments)


def _with_scalar(start: str, value: object, key: str, pad: str) -> Iterator[str]:
    """A value that holds no others, under `key`, behind what its line starts with."""
    if isinstance(value, str):
        value = "\n".join(line.rstrip() for line in value.split("\n")).strip()
    if isinstance(value, str) and "\n" in value:
        yield f"{start} |-"
        yield from (f"{pad}  {line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{start} {_scalar(value, key)}"


def _scalar(value: object, key: str) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _number(value)
        case str() if value in bare_words().get(key, ()) or (key in date_keys() and _DATE.fullmatch(value)):
            return value
        case str():
            return _quoted(value)
        case _:
            return "{}"  # an empty mapping


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(number: float) -> str:
    if number.is_integer():
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    # the strict reader takes 1.234 for a thousand written with a dot
    return text + "0" if _LIKE_THOUSANDS.fullmatch(text) else text


def _fields() -> Iterator[tuple[str, Form]]:
    parts = dict.fromkeys(part for kind in KINDS for part in (Part(kind.type), *parts_inside(Part(kind.type))))
    return ((field.key, field.form) for part in parts for field in part.fields)


def plain(value: object, *, with_defaults: bool = False) -> object:
    """A record or a part of one as the strict reader would give it, without what is left at its default."""
    match value:
        case BaseModel():
            defaults = _defaults(type(value))
            return {
                name: plain(part, with_defaults=with_defaults)
                for name, part in value.__dict__.items()
                if part is not None and part != () and (with_defaults or part != defaults[name])
            }
        case bool() | int() | float():
            return value
        case tuple() if type(value) is tuple:
            return [plain(part, with_defaults=with_defaults) for part in value]
        case _:
            return str(value)


@cache
def _defaults(kind: type[BaseModel]) -> Mapping[str, object]:
    return {name: info.default for name, info in kind.model_fields.items()}
