"""The page of each unit and of each crop or animal, and the lists that lead to them."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Subject
from nhanrong.publication import Publication, crop_address, subject_address, unit_address
from nhanrong.records.fields import UnitRef
from nhanrong.records.units import AdminUnit
from nhanrong.render.cards import session_card, subject_card
from nhanrong.render.marks import LOOK
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.standing import MARK_SAYS, Mark
from nhanrong.vietnamese import capitalised, reading_order

NEAREST = 5
_ALIVE = frozenset({Mark.VERIFIED, Mark.CURRENT, Mark.REDUCED, Mark.UNKNOWN_NOW, Mark.TRIAL})


@dataclass(frozen=True)
class Living:
    """A subject in a unit, with the mark that the unit carries for it."""

    subject: Subject
    address: str
    look: str
    says: str
    when: str
    households: int | None
    origin: bool


def pages(publication: Publication) -> Iterator[Page]:
    """Every unit's and every crop's page, then the two lists."""
    sessions = _sessions_by_unit(publication)
    for list_id in publication.lists:
        for ref in publication.kb.units_of(list_id):
            yield _unit(publication, ref, sessions)
    yield _units(publication)
    for name in publication.crops.values():
        yield _crop(publication, name)
    yield _crops(publication)


def living(publication: Publication, ref: UnitRef) -> list[Living]:
    """What the ledger and the places of origin say lives, or lived, in a unit; the strongest first."""
    kb = publication.kb
    found: list[tuple[int, tuple[str, str], Living]] = []
    for subject in kb.subjects.values():
        standing = publication.ledger.standing(subject.id, ref)
        origin = ref in subject.origin_communes
        if not standing.has_lines and not origin:
            continue
        one = Living(
            subject=subject,
            address=subject_address(subject),
            look=LOOK[standing.mark],
            says=MARK_SAYS[standing.mark] if standing.has_lines else "nơi khởi đầu, chưa có lần ghi nhận",
            when=standing.moment.spoken if standing.moment else "",
            households=standing.households,
            origin=origin,
        )
        found.append((standing.mark.rank, reading_order(subject.name), one))
    return [one for _, _, one in sorted(found, key=lambda item: item[:2])]


def households(publication: Publication, ref: UnitRef) -> int | None:
    """Households in a unit over all subjects, each counted once: a group inside its scheme is left out."""
    kb = publication.kb
    counts = {
        subject: standing.households
        for subject in kb.subjects
        if (standing := publication.ledger.standing(subject, ref)).households is not None
    }
    once = [
        count for subject, count in counts.items() if not any(scheme in counts for scheme in kb.schemes_of(subject))
    ]
    return sum(once) if once else None


def _unit(publication: Publication, ref: UnitRef, sessions: dict[UnitRef, list[str]]) -> Page:
    kb = publication.kb
    unit = kb.units[ref]
    address = unit_address(ref)
    near, bordering = _near(publication, ref)
    parts = kb.parts.get(ref, ())
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
        mentioned=[
            s
            for s in kb.subjects.values()
            if ref in getattr(s, "mentioned_communes", ()) and not publication.ledger.lines(s.id, ref)
        ],
        sessions=[session_card(publication, kb.sessions[name].record) for name in sessions.get(ref, [])],
        successors=[
            (kb.unit_name(new), unit_address(new), kb.lists[new.list].record) for new in kb.successors.get(ref, ())
        ],
        parts=[_part(publication, part.ref, split=part.split, inside=part.inside) for part in parts],
        near=[(kb.unit_name(other), unit_address(other), _alive(publication, other)) for other in near],
        bordering=bordering,
        lines=kb.lines_by_unit.get(ref, ()),
    )
    title = f"{capitalised(kb.unit_name(ref))} (danh mục {ref.list})"
    within = unit.old_district or unit.province or kb.area.name
    description = f"{capitalised(kb.unit_name(ref))}, {within}: có mô hình gì, đã tổ chức gì."
    return Page(address, title, description, html, (("Xã", "xa/"),), "unit", boost=2.0)


@dataclass(frozen=True)
class OldPart:
    """A part of a unit: its name, its page if it has one, and what lived there."""

    name: str
    address: str
    split: bool
    living: list[Living]


def _part(publication: Publication, ref: UnitRef, *, split: bool, inside: bool) -> OldPart:
    address = unit_address(ref) if inside else ""
    return OldPart(publication.kb.unit_name(ref), address, split, living(publication, ref) if inside else [])


def _alive(publication: Publication, ref: UnitRef) -> tuple[list[Living], bool]:
    """What neighbours have, or had in their old parts (then the second is True): what is or may still be alive."""
    looks = {LOOK[mark] for mark in _ALIVE}
    own = [one for one in living(publication, ref) if one.look in looks or one.origin]
    if own:
        return own, False
    parts = [part.ref for part in publication.kb.parts.get(ref, ()) if part.inside and not part.split]
    before = {one.subject.id: one for part in parts for one in _alive(publication, part)[0]}
    return list(before.values()), bool(before)


def _near(publication: Publication, ref: UnitRef) -> tuple[list[UnitRef], bool]:
    """The neighbours that the list names, else the nearest by centre point; and whether they are known to border."""
    kb = publication.kb
    unit = kb.units[ref]
    if unit.neighbours:
        return [UnitRef(ref.list, code) for code in unit.neighbours if UnitRef(ref.list, code) in kb.units], True
    others = [other for other in kb.units_of(ref.list) if other != ref and _distance(unit, kb.units[other]) is not None]
    return sorted(others, key=lambda other: (_distance(unit, kb.units[other]), other))[:NEAREST], False


def _distance(one: AdminUnit, other: AdminUnit) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return math.hypot(one.lat - other.lat, (one.lon - other.lon) * math.cos(math.radians(one.lat)))


def _sessions_by_unit(publication: Publication) -> dict[UnitRef, list[str]]:
    """The activities of each unit; a unit has those of its old parts, but for parts that were split."""
    kb = publication.kb
    held: dict[UnitRef, list[str]] = defaultdict(list)
    for session in publication.sessions:
        after = {
            new for ref in session.place.units for new in kb.successors.get(ref, ()) if len(kb.successors[ref]) == 1
        }
        for ref in sorted({*session.place.units, *after}):
            held[ref].append(session.id)
    return held


def _units(publication: Publication) -> Page:
    kb = publication.kb
    lists = [
        (
            kb.lists[list_id].record,
            [
                (capitalised(kb.unit_name(ref)), unit_address(ref), kb.units[ref], len(living(publication, ref)))
                for ref in _by_name(publication, list_id)
            ],
        )
        for list_id in publication.lists
    ]
    html = article("units.html.j2", "xa/", kb=kb, lists=lists)
    return Page(
        "xa/", "Xã", "Mỗi xã có mô hình gì; xã cũ dẫn tới xã mới và ngược lại.", html, (), "catalogue", searchable=False
    )


def _by_name(publication: Publication, list_id: str) -> Sequence[UnitRef]:
    return sorted(publication.kb.units_of(list_id), key=lambda ref: reading_order(publication.kb.units[ref].name))


def _crop(publication: Publication, name: str) -> Page:
    kb = publication.kb
    address = crop_address(name)
    models = [e.record for e in kb.models.values() if name in e.record.crops_animals]
    practices = [e.record for e in kb.practices.values() if name in e.record.crops_animals]
    html = article(
        "crop.html.j2",
        address,
        name=capitalised(name),
        models=[subject_card(publication, model) for model in models],
        practices=[subject_card(publication, practice) for practice in practices],
        sessions=[session_card(publication, s) for s in publication.sessions if name in s.crops_animals],
    )
    description = f"{capitalised(name)}: mô hình, cách làm hay, tập huấn."
    return Page(address, capitalised(name), description, html, (("Cây, con", "cay-con/"),), "crop", boost=1.4)


def _crops(publication: Publication) -> Page:
    counts = [(capitalised(name), crop_address(name), _count(publication, name)) for name in publication.crops.values()]
    html = article("crops.html.j2", "cay-con/", counts=counts)
    return Page("cay-con/", "Cây, con", "Chọn theo cây trồng, vật nuôi.", html, (), "catalogue", searchable=False)


def _count(publication: Publication, name: str) -> int:
    return sum(name in entry.record.crops_animals for entry in publication.kb.content)


def lines_newest_first(publication: Publication) -> list[LedgerEntry]:
    """All lines of the ledger, the newest record first."""
    kb = publication.kb
    return sorted(kb.records.lines, key=lambda e: (e.record.recorded_on, kb.moment(e).last, e.record.id), reverse=True)
