"""The way to a unit: all units of a short list, and of a long one the provinces, each with its page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nhanrong.addresses import unit_address
from nhanrong.knowledge import Knowledge
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.render.indexes import once
from nhanrong.render.living import living
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.vietnamese import capitalised, number, reading_order, slug

ALL = "xa/"
LISTED_UP_TO = 400
GROUPED_FROM = 100
_NO_PROVINCE = "Không ghi tỉnh"
_NO_DISTRICT = "Không ghi huyện"


@dataclass(frozen=True)
class Province:
    """The units of one province on one list, by code; `address` is where they are listed."""

    name: str
    address: str
    units: Sequence[UnitRef]


@dataclass(frozen=True)
class UnitLink:
    """A unit as a list shows it: its page and how many subjects are known there."""

    name: str
    address: str
    count: int


@once
def provinces(publication: Publication) -> Mapping[str, Mapping[str, Province]]:
    """For each list of more than `LISTED_UP_TO` units its provinces, by address, in reading order."""
    return {
        list_id: _provinces(publication.kb, list_id)
        for list_id in publication.kb.lists
        if len(publication.kb.units_of(list_id)) > LISTED_UP_TO
    }


def _provinces(kb: Knowledge, list_id: str) -> Mapping[str, Province]:
    found: dict[str, list[UnitRef]] = {}
    names: dict[str, str] = {}
    provinces = kb.provinces_of(list_id)
    for ref, province in provinces.items():
        name = province or _NO_PROVINCE
        address = _province_address(list_id, name)
        found.setdefault(address, []).append(ref)
        names.setdefault(address, name)
    ordered = sorted(found, key=lambda address: reading_order(names[address]))
    return {address: Province(names[address], address, found[address]) for address in ordered}


@lru_cache(maxsize=1024)
def _province_address(list_id: str, province: str | None) -> str:
    return f"{ALL}{list_id}/tinh/{slug(province or _NO_PROVINCE)}/"


def province_of(publication: Publication, ref: UnitRef) -> Province | None:
    """The province that lists a unit; None where the list is short."""
    listed = provinces(publication).get(ref.list)
    return listed[_province_address(ref.list, publication.kb.units[ref].province)] if listed else None


def addresses(publication: Publication) -> Iterator[str]:
    """The list of lists, then the provinces of long ones."""
    yield ALL
    for list_id in publication.lists:
        yield from provinces(publication).get(list_id, ())


def page(publication: Publication, address: str) -> Page:
    """The list of lists, or a province."""
    if address == ALL:
        return _lists(publication)
    list_id = address.split("/")[1]
    return _province(publication, list_id, provinces(publication)[list_id][address])


def _lists(publication: Publication) -> Page:
    kb = publication.kb
    lists = [
        (
            kb.lists[name].record,
            len(kb.units_of(name)),
            [_link(publication, ref) for ref in _by_name(kb, kb.units_of(name))]
            if name not in provinces(publication)
            else [],
            list(provinces(publication).get(name, {}).values()),
        )
        for name in publication.lists
    ]
    html = article("units.html.j2", ALL, kb=kb, lists=lists)
    return Page(
        ALL, "Xã", "Mỗi xã có mô hình gì; xã cũ dẫn tới xã mới và ngược lại.", html, (), "catalogue", searchable=False
    )


def _province(publication: Publication, list_id: str, province: Province) -> Page:
    unit_list = publication.kb.lists[list_id].record
    html = article(
        "province.html.j2",
        province.address,
        province=province,
        unit_list=unit_list,
        groups=_groups(publication, province),
    )
    title = f"{province.name} (danh mục {list_id})"
    description = f"{number(len(province.units))} đơn vị của {province.name}, {unit_list.title}."
    return Page(province.address, title, description, html, (("Xã", ALL),), "units", searchable=False)


def _groups(publication: Publication, province: Province) -> list[tuple[str, list[UnitLink]]]:
    """The units of a province: all under no heading, or many old ones by their district."""
    units = publication.kb.units
    ordered = _by_name(publication.kb, province.units)
    if len(ordered) < GROUPED_FROM or not any(units[ref].old_district for ref in ordered):
        return [("", [_link(publication, ref) for ref in ordered])]
    groups: dict[str, list[UnitLink]] = {}
    for ref in ordered:
        groups.setdefault(capitalised(units[ref].old_district or _NO_DISTRICT), []).append(_link(publication, ref))
    return sorted(groups.items(), key=lambda group: reading_order(group[0]))


def _link(publication: Publication, ref: UnitRef) -> UnitLink:
    return UnitLink(capitalised(publication.kb.unit_name(ref)), unit_address(ref), len(living(publication, ref)))


def _by_name(kb: Knowledge, units: Sequence[UnitRef]) -> list[UnitRef]:
    return sorted(units, key=lambda ref: (reading_order(kb.units[ref].name), ref))
