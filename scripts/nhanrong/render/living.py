"""What lives in a unit: the subjects of which it has lines, or that began there."""

from collections.abc import Sequence
from dataclasses import dataclass

from nhanrong.addresses import record_address
from nhanrong.knowledge import SubjectHead
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.render.indexes import each
from nhanrong.render.marks import LOOK
from nhanrong.standing import MARK_SAYS, NO_LINES, Mark
from nhanrong.vietnamese import reading_order

_ALIVE = frozenset({Mark.VERIFIED, Mark.CURRENT, Mark.REDUCED, Mark.UNKNOWN_NOW, Mark.TRIAL})
_ENDED = frozenset({Mark.STOPPED, Mark.UNSUITABLE, Mark.ABSENT})
_ALIVE_LOOKS = frozenset(LOOK[mark] for mark in _ALIVE)


@dataclass(frozen=True)
class Living:
    """A subject in a unit, with the mark that the unit carries for it."""

    subject: SubjectHead
    address: str
    look: str
    says: str
    when: str
    households: int | None
    origin: bool


@each
def living(publication: Publication, ref: UnitRef) -> Sequence[Living]:
    """What the ledger and the places of origin say lives, or lived, in a unit; the strongest first."""
    kb = publication.kb
    origins = kb.ids("origins", str(ref))
    found: list[tuple[int, tuple[str, str], str, Living]] = []
    standings = publication.ledger.standings_in(ref)
    for name in {*origins, *standings}:
        subject = kb.head(name)
        standing = standings.get(name, NO_LINES)
        origin = name in origins
        one = Living(
            subject=subject,
            address=record_address(subject.kind, name),
            look=LOOK[standing.mark],
            says=MARK_SAYS[standing.mark] if standing.has_lines else "chưa có lần ghi nhận",
            when=standing.moment.spoken if standing.moment else "",
            households=standing.households,
            origin=origin,
        )
        found.append((standing.mark.rank, reading_order(subject.name), name, one))
    return [one for *_, one in sorted(found, key=lambda item: item[:3])]


def households(publication: Publication, ref: UnitRef) -> int | None:
    """Households in a unit over all subjects, each counted once: a group inside its scheme is left out."""
    counts = {one.subject.id: one.households for one in living(publication, ref) if one.households is not None}
    once_each = [
        count
        for subject, count in counts.items()
        if not any(scheme in counts for scheme in publication.kb.schemes_of(subject))
    ]
    return sum(once_each) if once_each else None


def alive(publication: Publication, ref: UnitRef) -> tuple[list[Living], bool]:
    """What is or may still be alive in a unit, or was in its old parts (then the second is True)."""
    own = [one for one in living(publication, ref) if one.look in _ALIVE_LOOKS or one.origin]
    if own:
        return own, False
    parts = [part.ref for part in publication.kb.parts.get(ref, ()) if part.inside and not part.split]
    before = {one.subject.id: one for part in parts for one in alive(publication, part)[0]}
    return list(before.values()), bool(before)


def placed(publication: Publication, ref: UnitRef) -> list[str]:
    """The subjects whose record names a unit, or an old part of it, as where they are done; not those that ended."""
    kb = publication.kb
    parts = [part.ref for part in kb.parts.get(ref, ()) if part.inside and not part.split]
    return [
        name
        for place in (ref, *parts)
        for name in kb.ids("placed in", str(place))
        if not {publication.ledger.standing(name, one).mark for one in (ref, place)} & _ENDED
    ]
