"""Write a record as the canonical YAML that the strict reader reads back to an equal record."""

import datetime as dt
import re
from decimal import Decimal
from functools import cache

import yaml
from pydantic import BaseModel

from nhanrong.dates import PartialDate
from nhanrong.records.fields import UnitRef

# Codes, list ids and other texts of digits, and the words that YAML takes for yes, no and nothing.
_MUST_BE_QUOTED = re.compile(
    r"[-+]?\.?\d[\da-fA-FoOxX.,_:/+ -]*|~|y|n|yes|no|on|off|true|false|null|[-+]?\.(inf|nan)", re.IGNORECASE
)
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")
# What YAML takes for a number or a day, by its first digit; words of its own must be quoted anyway.
_OTHER_THAN_TEXT = yaml.SafeDumper.yaml_implicit_resolvers
# Most texts begin with a letter or digit and hold only these characters; how PyYAML writes them is known beforehand.
_ORDINARY = re.compile(r"[0-9A-Za-zÀ-ỹ-][ -~¡-ỹ–-…]*(?:\n+[ -~¡-ỹ–-…]+)*")
_ENDS_PLAIN_TEXT = re.compile(r": | #|[ :]\Z")


def to_yaml(record: BaseModel, *, with_defaults: bool = False) -> str:
    """The record in the order of its fields, without what is absent or (unless wished) left at its default."""
    return _block(record, "", with_defaults=with_defaults) or "{}\n"


def _block(value: BaseModel | tuple[object, ...], pad: str, *, with_defaults: bool) -> str:
    """Lines of keys or of items, each behind `pad`."""
    if isinstance(value, tuple):
        return "".join([f"{pad}-{_after(part, pad, with_defaults=with_defaults, item=True)}" for part in value])
    values = value.__dict__
    return "".join(
        [
            f"{pad}{name}:{_after(part, pad, with_defaults=with_defaults)}"
            for name, default in _defaults(type(value))
            if (part := values[name]) is not None and part != () and (with_defaults or part != default)
        ]
    )


@cache
def _defaults(kind: type[BaseModel]) -> tuple[tuple[str, object], ...]:
    return tuple((name, info.default) for name, info in kind.model_fields.items())


def _after(value: object, pad: str, *, with_defaults: bool, item: bool = False) -> str:
    """What follows a key, or the dash of an item, that stands behind `pad`; nothing that is absent is left in it."""
    if isinstance(value, BaseModel | tuple) and not isinstance(value, UnitRef):
        block = _block(value, pad + "  ", with_defaults=with_defaults)
        return f" {block[len(pad) + 2 :]}" if item and block else f"\n{block}" if block else " {}\n"
    return f" {_scalar(value, pad)}\n"


def _scalar(value: object, pad: str) -> str:
    match value:
        case str():
            return _text(str(value), pad)
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value)
        case UnitRef():
            return f'"{value}"'
        case int() | PartialDate() | dt.date():
            return str(value)
        case _:
            raise TypeError(type(value))


def _number(number: float) -> str:
    if number.is_integer():
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    # The strict reader takes 1.234 for a thousand written with a dot.
    return text + "0" if _LIKE_THOUSANDS.fullmatch(text) else text


def _text(text: str, pad: str) -> str:
    if _ORDINARY.fullmatch(text) and " \n" not in text:
        if "\n" in text:
            if text[-1] != " ":
                return "|-\n" + _indented(text, pad + "  ")
        elif _MUST_BE_QUOTED.fullmatch(text):
            return f'"{text}"'
        elif not _ENDS_PLAIN_TEXT.search(text) and not _other_than_text(text):
            return text
    first, *more = yaml.dump([text], Dumper=_Dumper, allow_unicode=True, width=10**6)[2:-1].split("\n", 1)
    return "\n".join([first, *(_indented(rest, pad) for rest in more)])


def _indented(text: str, pad: str) -> str:
    return "\n".join([pad + line if line else line for line in text.split("\n")])


def _other_than_text(text: str) -> bool:
    first = text[0]
    return first == "-" or (first.isdigit() and any(kind.match(text) for _, kind in _OTHER_THAN_TEXT.get(first, ())))


class _Dumper(yaml.SafeDumper):
    """Writes texts of any characters; prefers double quotes."""

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style


def _represented(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else '"' if _MUST_BE_QUOTED.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _represented)
