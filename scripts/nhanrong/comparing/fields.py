"""Two versions of a record, field by field: the rows of a table “before, after” with the titles that people read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel

from nhanrong.anatomy import Field, Part, Scalar
from nhanrong.comparing.saying import Saying, is_default
from nhanrong.document import Path

_EXACT = frozenset({Scalar.ID, Scalar.URL, Scalar.CODE, Scalar.LIST_ID, Scalar.PHOTO})
_IDENTITIES = ("id", "code", "file")  # by these an item of a list is the same item, wherever it stands
ORDER = "thứ tự"


@dataclass(frozen=True)
class Row:
    """One field that differs: its titles from the outermost, where it stands, and what it said on each side.

    None is a field that was not written; `exact` texts are copied and compared letter by letter.
    """

    titles: tuple[str, ...]
    path: Path
    before: str | None
    after: str | None
    exact: bool = False


@dataclass(frozen=True)
class Comparison:
    """How the two sides say their values."""

    before: Saying
    after: Saying

    def rows(self, before: BaseModel | None, after: BaseModel | None) -> tuple[Row, ...]:
        """The fields that differ between two records of one type, in the order of the type; all of an only one."""
        known = after if after is not None else before
        assert known is not None  # one side at least
        return tuple(self._fields(type(known), before, after, (), ()))

    def _fields(
        self,
        kind: type[BaseModel],
        before: BaseModel | None,
        after: BaseModel | None,
        titles: tuple[str, ...],
        path: Path,
    ) -> Iterator[Row]:
        for field in Part(kind).fields:
            old, new = _value(before, field), _value(after, field)
            if old == new or _left_out(before, after, field):
                continue
            above, here = (*titles, field.title), (*path, field.key)
            if field.form.pieces and field.form.many:
                yield from self._items(field, old or (), new or (), above, here)
            elif field.form.pieces and old is not None and new is not None:
                yield from self._fields(type(new), old, new, above, here)
            else:
                yield self._row(field, old, new, above, here)

    def _row(self, field: Field, old: object, new: object, titles: tuple[str, ...], path: Path) -> Row:
        exact = field.form.scalar in _EXACT and not field.form.refers
        said = self.before.value(field.form, old) or None, self.after.value(field.form, new) or None
        return Row(titles, path, *said, exact=exact)

    def _items(
        self,
        field: Field,
        old: Sequence[BaseModel],
        new: Sequence[BaseModel],
        titles: tuple[str, ...],
        path: Path,
    ) -> Iterator[Row]:
        found: list[Row] = []
        for before, after in _paired(old, new):
            was = None if before is None else old[before]
            now = None if after is None else new[after]
            one, at = (now, after) if now is not None else (was, before)
            assert one is not None  # a pair has one at least
            assert at is not None
            named = (*titles[:-1], f"{titles[-1]} {_identity(one) or at + 1}")
            if was is not None and now is not None:
                found += self._fields(type(now), was, now, named, (*path, at))
            else:
                found.append(self._row(field, was, now, named, (*path, at)))
        if not found:
            orders = ["; ".join(_identity(one) for one in side) for side in (old, new)]
            found.append(Row((*titles, ORDER), path, orders[0], orders[1]))
        yield from found


def _value(piece: BaseModel | None, field: Field) -> Any:
    value = getattr(piece, field.key) if piece is not None else None
    return None if value == () else value


def _left_out(before: BaseModel | None, after: BaseModel | None, field: Field) -> bool:
    """Whether a field of the only side there is says nothing."""
    only = after if before is None else before if after is None else None
    return only is not None and is_default(only, field)


def _identity(piece: BaseModel) -> str:
    return next((str(getattr(piece, key)) for key in _IDENTITIES if key in type(piece).model_fields), "")


Pair = tuple[int | None, int | None]


def _paired(old: Sequence[BaseModel], new: Sequence[BaseModel]) -> Iterator[Pair]:
    """The places of each item that differs, before and after: by its id where each has one of its own, else by what
    stayed equal around it.
    """
    by_id = [{_identity(one): at for at, one in enumerate(side)} for side in (old, new)]
    if "" not in by_id[0] | by_id[1] and (len(by_id[0]), len(by_id[1])) == (len(old), len(new)):
        for name in dict.fromkeys((*by_id[1], *by_id[0])):
            before, after = by_id[0].get(name), by_id[1].get(name)
            if before is None or after is None or old[before] != new[after]:
                yield before, after
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            for at in range(max(end - start, last - first)):
                yield start + at if start + at < end else None, first + at if first + at < last else None
