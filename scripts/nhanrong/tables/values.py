"""A value of a record as a cell shows it, and what a text in a cell means.

Lists of words stand in one cell, parted by semicolons; of prose, units and records each item has a line, but
semicolons do for units and records too. Where an item has lines or semicolons of its own, it begins with a dot.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nhanrong import dates
from nhanrong.anatomy import Form, Scalar
from nhanrong.excel.drawing import YES_NO
from nhanrong.lenient import Misunderstood, taken, tidied
from nhanrong.tables.naming import Naming, Unclear

_DATES = {Scalar.DATE, Scalar.DAY}
_NUMBERS = {Scalar.WHOLE, Scalar.MONEY, Scalar.NUMBER}
_DOT = "• "
_DOTTED = re.compile(r"^• *", re.MULTILINE)

Shown = str | int | float


@dataclass(frozen=True)
class Speech:
    """Shows values and takes texts, with the names of one base."""

    naming: Naming

    def shown(self, value: object, form: Form) -> Shown:
        """What a cell shows of a value; an empty text where there is none."""
        if value is None or value == []:
            return ""
        if form.many:
            items = [str(self._one(item, form)) for item in (value if isinstance(value, list) else [value])]
            return _joined(items, form)
        return self._one(value, form)

    def meant(self, text: str, form: Form) -> object | Unclear:
        """The value that the text of a cell means."""
        if not form.many:
            return self._taken(text, form)
        if form.refers and not isinstance(whole := self._taken(text, form), Unclear):
            return [whole]  # a name, semicolon and all, that was chosen from the list
        found: list[object] = []
        for item in _items(text, form):
            value = self._taken(item, form)
            if isinstance(value, Unclear):
                return value
            found.append(value)
        return found

    def _one(self, value: object, form: Form) -> Shown:
        if form.closed and form.part:
            return next((term.label for term in form.part.terms if term.value == value), str(value))
        if isinstance(value, bool):
            return YES_NO[0] if value else YES_NO[1]
        if form.scalar in _DATES:
            return dates.typed(str(value))
        if form.scalar in _NUMBERS and isinstance(value, int | float):
            return value
        if form.scalar is Scalar.UNIT:
            return self.naming.unit(str(value))
        if form.refers and not form.many:
            return self.naming.record(str(value), form.refers)
        return str(value).strip()

    def _taken(self, text: str, form: Form) -> object | Unclear:
        if form.scalar is Scalar.UNIT:
            return self.naming.unit_meant(text)
        if form.refers:
            return self.naming.record_meant(text, form.refers)
        found = taken(text, form)
        return Unclear("NR864", found.message, found.hint) if isinstance(found, Misunderstood) else found


def _joined(items: Sequence[str], form: Form) -> str:
    prose = form.scalar is Scalar.PROSE
    if any(_has_lines(item, prose=prose) for item in items):
        return "\n".join(_DOT + item for item in items)
    return ("\n" if prose or form.scalar is Scalar.UNIT or form.refers else "; ").join(items)


def _has_lines(item: str, *, prose: bool) -> bool:
    """Whether an item could be taken for several, or for less than it is."""
    return "\n" in item or "•" in item or (item.startswith("- ") if prose else ";" in item)


def _items(text: str, form: Form) -> list[str]:
    if text.startswith(_DOT.strip()):
        parts = _DOTTED.split(text)
    elif form.scalar is Scalar.PROSE:
        parts = [line.removeprefix("- ") for line in text.split("\n")]
    elif form.scalar is Scalar.WHOLE:
        parts = re.split(r"[;,\n]", text)
    else:
        parts = re.split(r"[;\n]", text)
    return [part.strip() for part in parts if part.strip()]


def same(one: object, other: object) -> bool:
    """Whether two values of a field say the same, however they are laid out."""
    return _bare(one) == _bare(other)


def _bare(value: object) -> object:
    match value:
        case bool() | None:
            return value
        case float() if value.is_integer():
            return str(int(value))
        case list():
            return [_bare(item) for item in value]
        case Mapping():
            return {key: _bare(item) for key, item in value.items()}
        case _:
            return tidied(str(value))
