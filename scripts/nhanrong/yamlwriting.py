"""Write a record as the canonical YAML that the strict reader reads back to an equal record."""

import datetime as dt
import re
from decimal import Decimal

import yaml
from pydantic import BaseModel

from nhanrong.dates import PartialDate
from nhanrong.records.fields import Term, UnitRef

# Codes, list ids and other texts of digits, and the words that YAML takes for yes, no and nothing.
_MUST_BE_QUOTED = re.compile(
    r"[-+]?\.?\d[\da-fA-FoOxX.,_:/+ -]*|~|y|n|yes|no|on|off|true|false|null|[-+]?\.(inf|nan)", re.IGNORECASE
)
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}")


def to_yaml(record: BaseModel, *, with_defaults: bool = False) -> str:
    """The record in the order of its fields, without what is absent or (unless wished) left at its default."""
    return yaml.dump(
        _plain(record, with_defaults=with_defaults),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=10**6,
    )


def _plain(value: object, *, with_defaults: bool) -> object:
    """The value in lists, dicts and scalars; nothing that is absent is left in it."""
    if isinstance(value, BaseModel):
        return {
            name: _plain(part, with_defaults=with_defaults)
            for name, info in type(value).model_fields.items()
            if (part := getattr(value, name)) not in (None, ()) and (with_defaults or part != info.default)
        }
    if isinstance(value, tuple):
        return [_plain(part, with_defaults=with_defaults) for part in value]
    return str(value) if isinstance(value, Term | UnitRef) else value


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, prefers double quotes, never shares equal parts by anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else '"' if _MUST_BE_QUOTED.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _number(dumper: _Dumper, number: float) -> yaml.ScalarNode:
    if number.is_integer():
        return dumper.represent_scalar("tag:yaml.org,2002:int", str(int(number)))
    text = format(Decimal(repr(number)), "f")
    # The strict reader takes 1.234 for a thousand written with a dot.
    return dumper.represent_scalar("tag:yaml.org,2002:float", text + "0" if _LIKE_THOUSANDS.fullmatch(text) else text)


def _date(dumper: _Dumper, date: PartialDate) -> yaml.ScalarNode:
    tag = dumper.resolve(yaml.ScalarNode, date.text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, date.text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)
_Dumper.add_representer(PartialDate, _date)
_Dumper.add_representer(dt.date, lambda dumper, day: _date(dumper, PartialDate(day.isoformat(), day, day)))
