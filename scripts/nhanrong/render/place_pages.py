"""The page of each unit, then the lists of units and of crops that lead to places and records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.addresses import unit_address
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.render import coming, crop_pages, unit_lists
from nhanrong.render.cards import card
from nhanrong.render.hits import unit_hit
from nhanrong.render.indexes import LINES_SHOWN, sessions_in
from nhanrong.render.ledger_rows import ledger_rows
from nhanrong.render.living import Living, alive, households, living
from nhanrong.render.nearness import FARTHEST, NEAREST, nearest
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.vietnamese import capitalised


def pages(publication: Publication) -> Iterator[Page]:
    """Every unit's page, the lists of units, every crop's page and the list of crops."""
    return (page(publication, address) for address in addresses(publication))


def addresses(publication: Publication) -> Iterator[str]:
    """Where they stand."""
    for list_id in publication.lists:
        yield from map(unit_address, publication.kb.units_of(list_id))
    yield from unit_lists.addresses(publication)
    yield from crop_pages.addresses(publication)


def page(publication: Publication, address: str) -> Page:
    """The page at an address."""
    match address.split("/")[:-1]:
        case ["xa", list_id, code]:
            return _unit(publication, UnitRef(list_id, code))
        case ["xa", *_]:
            return unit_lists.page(publication, address)
        case _:
            return crop_pages.page(publication, address)


def _unit(publication: Publication, ref: UnitRef) -> Page:
    kb = publication.kb
    unit = kb.units[ref]
    address = unit_address(ref)
    near, bordering = _near(publication, ref)
    parts = kb.parts.get(ref, ())
    lines = kb.lines_by_unit.get(ref, ())
    standings = publication.ledger.standings_in(ref)
    province = unit_lists.province_of(publication, ref)
    html = article(
        "unit.html.j2",
        address,
        kb=kb,
        day=publication.day,
        unit=unit,
        ref=ref,
        unit_list=kb.lists[ref.list].record,
        name=capitalised(kb.unit_name(ref)),
        living=living(publication, ref),
        households=households(publication, ref),
        mentioned=[kb.subjects[name] for name in kb.ids("mentions", str(ref)) if name not in standings],
        coming=coming.shown(publication, coming.coming_in(publication, ref)),
        calendar=coming.calendar_of(publication, ref),
        sessions=[card(publication, session) for session in sessions_in(publication, ref)],
        successors=[
            (kb.unit_name(new), unit_address(new), kb.lists[new.list].record) for new in kb.successors.get(ref, ())
        ],
        parts=[_part(publication, part.ref, split=part.split, inside=part.inside) for part in parts],
        near=[(kb.unit_name(other), unit_address(other), alive(publication, other)) for other in near],
        bordering=bordering,
        most_near=NEAREST,
        farthest=FARTHEST,
        lines=ledger_rows(publication, lines[-LINES_SHOWN:]),
        total=len(lines),
    )
    title = f"{capitalised(kb.unit_name(ref))} (danh mục {ref.list})"
    within = unit.old_district or unit.province or kb.area.name
    description = f"{capitalised(kb.unit_name(ref))}, {within}: có mô hình gì, đã tổ chức gì."
    trail = (("Xã", unit_lists.ALL), *([(province.name, province.address)] if province else []))
    boost = 1.4 if kb.successors.get(ref) else 2.0
    return Page(address, title, description, html, trail, "unit", boost=boost, hit=unit_hit(publication, ref))


@dataclass(frozen=True)
class OldPart:
    """A part of a unit: its name, its page if it has one, and what lived there."""

    name: str
    address: str
    split: bool
    living: Sequence[Living]


def _part(publication: Publication, ref: UnitRef, *, split: bool, inside: bool) -> OldPart:
    address = unit_address(ref) if inside else ""
    return OldPart(publication.kb.unit_name(ref), address, split, living(publication, ref) if inside else [])


def _near(publication: Publication, ref: UnitRef) -> tuple[list[UnitRef], bool]:
    """The neighbours that the list names, else the nearest by centre point; and whether they are known to border."""
    kb = publication.kb
    named = kb.units[ref].neighbours
    if named:
        return [UnitRef(ref.list, code) for code in named if UnitRef(ref.list, code) in kb.units], True
    return nearest(publication, ref), False
