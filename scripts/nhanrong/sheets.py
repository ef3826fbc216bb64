"""Which units are drawn together: a short list whole, a long one by province, never a country as one map."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nhanrong.records.fields import UnitRef
from nhanrong.vietnamese import reading_order, slug

SHORT_LIST = 60
_NO_PROVINCE = "không ghi tỉnh"


@dataclass(frozen=True, eq=False)
class Sheet:
    """Units of one list that share a drawing, by code; `name` is their province, empty where a list has one sheet."""

    list: str
    name: str
    units: tuple[UnitRef, ...]

    @cached_property
    def path(self) -> str:
        """What the addresses of the sheet's files have in common: `2025-07-01` or `2025-07-01/lam-dong`."""
        return f"{self.list}/{slug(self.name)}" if self.name else self.list


def sheets(list_id: str, provinces: Mapping[UnitRef, str | None]) -> tuple[Sheet, ...]:
    """The sheets of a list in reading order; `provinces` names that of each of its units, as far as it is known.

    A list of up to `SHORT_LIST` units is one sheet, wherever they lie.
    """
    found: dict[str, tuple[str, list[UnitRef]]] = {}
    slugs = {name: slug(name or _NO_PROVINCE) for name in set(provinces.values())}
    for ref, name in sorted(provinces.items(), key=lambda item: item[0]):
        found.setdefault(slugs[name], (name or _NO_PROVINCE, []))[1].append(ref)
    if len(found) <= 1 or len(provinces) <= SHORT_LIST:
        return (Sheet(list_id, "", tuple(sorted(provinces))),)
    drawn = [Sheet(list_id, name, tuple(units)) for name, units in found.values()]
    return tuple(sorted(drawn, key=lambda sheet: reading_order(sheet.name)))
