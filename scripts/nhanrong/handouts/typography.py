"""Where a line on paper may break: not in a number with its unit, a unit of parts or a range, but in a huge word."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from nhanrong.vietnamese import NBSP

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Told = TypeVar("Told", bound="DataclassInstance")
_JOINER, _MAY_BREAK = "\u2060", "\u200b"
_AS_THEY_ARE = {"url", "qr", "svg", "code", "is", "look"}
_UNITS = (
    "%|ha|kg|g|mg|km|m|cm|mm|m²|m2|m³|m3|lít|ml|l|°C|tấn|tạ|sào|đồng|triệu|tỷ|nghìn|con|cây|hộ|người|"
    "năm|tháng|ngày|giờ|phút|lần|lớp|xã|hộp|gốc|bao|công|vụ|lứa"
)
_SPACES = (
    re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"),
    re.compile(r"(?<=triệu|nghìn) (?=đồng)|(?<=\btỷ) (?=đồng)"),
    re.compile(r"(?<=\d) (?=[x×] ?\d)|(?<=\d[  ][x×]) (?=\d)"),
    re.compile(r"(?<=năm|Năm) (?=\d{4}(?!\d))|(?<=tháng|Tháng) (?=\d)|(?<=ngày|Ngày) (?=\d)"),
)
_HUGE = re.compile(r"\S{32,}")
_ENDLESS = re.compile(r"\S{24}(?=\S{8})")
_LONGEST_ADDRESS = 48  # of electronic post, to stand in one line and be copied as it is
_INSIDE = re.compile(r"(?<=[\w²³%])/(?=[\w])|(?<=\d)–(?=\d)")


def bound(text: str) -> str:
    """The same text, in which such things stay on one line: 36 triệu đồng, 25–30 cm, con/m², 01/7/2025."""
    if "://" in text:
        return text  # an address is broken where it can be, and copied as it is
    for space in _SPACES:
        text = space.sub(NBSP, text)
    text = _HUGE.sub(lambda match: _breakable(match[0]), text)
    return _INSIDE.sub(lambda match: f"{_JOINER}{match[0]}{_JOINER}", text)


def _breakable(word: str) -> str:
    if "@" in word and len(word) <= _LONGEST_ADDRESS:
        return word
    return _ENDLESS.sub(lambda match: match[0] + _MAY_BREAK, word)


def all_bound(data: object, key: str = "") -> object:
    """All texts of a template's data, save addresses, codes and drawings, which stay as they are."""
    if isinstance(data, str):
        return data if key in _AS_THEY_ARE else bound(data)
    if isinstance(data, Mapping):
        return {name: all_bound(value, str(name)) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [all_bound(value, key) for value in data]
    return data


def bound_in(told: Told) -> Told:
    """The same block, or what holds blocks, with all its texts bound in the same way."""
    parts = {one.name: getattr(told, one.name) for one in fields(told) if one.name not in _AS_THEY_ARE}
    return replace(told, **{name: _bound_part(part) for name, part in parts.items()})


def _bound_part(part: object) -> object:
    if isinstance(part, str):
        return bound(part)
    if isinstance(part, tuple):
        return tuple(map(_bound_part, part))
    return bound_in(part) if is_dataclass(part) and not isinstance(part, type) else part
