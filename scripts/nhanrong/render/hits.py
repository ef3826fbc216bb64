"""How the search shows records and units, and what else they are found by."""

from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.session import Session
from nhanrong.render.cards import where_done, where_held
from nhanrong.render.marks import LOOK
from nhanrong.render.outputs import Hit
from nhanrong.shelves import Subject
from nhanrong.vietnamese import capitalised

_NEAR = 40  # names of units
_NO_DISTRICTS = "2025-07-01"  # from this day on there are none


def subject_hit(publication: Publication, subject: Subject) -> Hit:
    """A model or practice, with the strongest mark that any unit carries for it; also by the units with lines of it."""
    kb, ledger = publication.kb, publication.ledger
    units = ledger.units_with_lines(subject.id)
    marks = [ledger.standing(subject.id, unit).mark for unit in units]
    when = subject.year if hasattr(subject, "year") else subject.started
    return Hit(
        subject.name,
        where=where_done(publication, subject),
        state=LOOK[min(marks, key=lambda mark: mark.rank)] if marks else "",
        year=str(when.last.year) if when else "",
        other_names=subject.other_names,
        near=tuple(dict.fromkeys(kb.unit_name(ref) for ref in (*units, *subject.origin_communes)))[:_NEAR],
    )


def session_hit(publication: Publication, session: Session) -> Hit:
    """An activity."""
    year = str(session.date.last.year) if session.date else ""
    return Hit(session.title, where=where_held(publication, session), year=year)


def unit_hit(publication: Publication, ref: UnitRef) -> Hit:
    """A unit; today's also by the names of the old ones that went into it."""
    kb = publication.kb
    unit = kb.units[ref]
    name = capitalised(kb.unit_name(ref))
    before = [kb.units.get(part.ref) or kb.elsewhere.get(part.ref) for part in kb.parts.get(ref, ())]
    after = kb.successors.get(ref, ())
    within = (
        f"nay là {kb.unit_name(after[0])}" if len(after) == 1 else "",
        f"{unit.old_district} (cũ)" if unit.old_district and ref.list < _NO_DISTRICTS else "",
        unit.province or "",
    )
    return Hit(
        f"{name} (xã cũ)" if after else name,
        where=", ".join(filter(None, within)),
        other_names=tuple(dict.fromkeys((unit.name, *unit.aliases, *(old.name for old in before if old)))),
        near=(unit.code,),
    )
