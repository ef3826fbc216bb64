"""Values of records as a reader of a change reads them: labels for words of lists, names for ids."""

import datetime as dt
from collections.abc import Iterator

from pydantic import BaseModel

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.dates import PartialDate, spoken_day
from nhanrong.knowledge import Knowledge
from nhanrong.records.fields import Term, UnitRef
from nhanrong.vietnamese import number, spoken_money


class Saying:
    """The words of one side of a change, whose records give the names."""

    def __init__(self, kb: Knowledge) -> None:
        self._kb = kb

    def value(self, form: Form, value: object) -> str:
        """A value in words, several joined by semicolons, a piece with the titles of its fields; empty for none."""
        if value is None:
            return ""
        if isinstance(value, tuple) and not isinstance(value, UnitRef):
            return "; ".join(self.value(form, one) for one in value)
        if isinstance(value, BaseModel):
            parts = list(self._parts(value))
            return "; ".join([*(part.removesuffix(".") for part in parts[:-1]), *parts[-1:]])
        return self._one(form, value)

    def _parts(self, piece: BaseModel) -> Iterator[str]:
        for field in Part(type(piece)).fields:
            value = getattr(piece, field.key)
            if not is_default(piece, field):
                said = self.value(field.form, value)
                yield f"{field.title}: ({said})" if field.form.pieces else f"{field.title}: {said}"

    def _one(self, form: Form, value: object) -> str:  # noqa: PLR0911  # a list of cases
        match value:
            case Term():
                return value.label
            case bool():
                return "có" if value else "không"
            case PartialDate():
                return value.spoken
            case dt.date():
                return spoken_day(value)
            case UnitRef():
                return self.unit(value)
            case int() | float():
                if form.scalar is Scalar.MONEY and isinstance(value, int):
                    return spoken_money(value)
                return number(int(value) if value == int(value) else value)
            case str() if form.refers:
                return self._named(value)
            case _:
                return str(value)

    def unit(self, ref: UnitRef) -> str:
        """A unit by name and code."""
        known = ref in self._kb.units or ref in self._kb.elsewhere
        return f"{self._kb.unit_name(ref)} ({ref})" if known else str(ref)

    def subject(self, name: str) -> str:
        """A model or practice by its name, the id that stands in its place where nobody has it."""
        today = self._kb.today(name)
        return self._kb.head(today).name if today in self._kb.subjects else name

    def _named(self, name: str) -> str:
        if name in self._kb.sources:
            return f"{self._kb.sources[name].record.title} ({name})"
        called = self.subject(name)
        return f"{called} ({name})" if called != name else name


def is_default(piece: BaseModel, field: Field) -> bool:
    """Whether a field of a piece is as if it were not written."""
    value = getattr(piece, field.key)
    return value in (None, ()) or (not field.required and value == type(piece).model_fields[field.key].default)
