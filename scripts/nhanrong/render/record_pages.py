"""The page of each model, practice and activity."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from nhanrong import onpaper
from nhanrong.addresses import canonical, record_address, session_address, subject_address
from nhanrong.publication import Publication
from nhanrong.records.fields import Piece, wanted_fields
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.render import marks, wording
from nhanrong.render.answers import answers
from nhanrong.render.calculator import calculation, untold
from nhanrong.render.cards import card
from nhanrong.render.hits import session_hit, subject_hit
from nhanrong.render.indexes import OF_SUBJECT_SHOWN
from nhanrong.render.ledger_rows import SourceLine, ledger_rows, source_line
from nhanrong.render.outputs import Page
from nhanrong.render.photos import pictures, shared
from nhanrong.render.qrcodes import packed
from nhanrong.render.record_figures import facts, money_lines, quantity_lines
from nhanrong.render.sharing import share
from nhanrong.render.sourcing import source_names
from nhanrong.render.spread import spreads, strip
from nhanrong.render.templating import article
from nhanrong.render.translated import shown
from nhanrong.vietnamese import uncapitalised


@dataclass(frozen=True)
class Completeness:
    """How much of what a record should hold is there."""

    present: int
    wanted: int
    absent: list[str]


def pages(publication: Publication) -> Iterator[Page]:
    """Every record's own page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(publication: Publication) -> Iterator[str]:
    """Where they stand: models and practices by id, activities newest first."""
    yield from (record_address("models", name) for name in publication.kb.models)
    yield from (record_address("practices", name) for name in publication.kb.practices)
    yield from (record_address("sessions", name) for name in publication.session_ids)


def page(publication: Publication, address: str) -> Page:
    """The page of one record."""
    kb = publication.kb
    folder, name, _ = address.split("/")
    match folder:
        case "mo-hinh":
            return _model(publication, kb.models[name].record)
        case "cach-lam-hay":
            return _practice(publication, kb.practices[name].record)
        case _:
            return _session(publication, kb.sessions[name].record)


def completeness(record: Piece) -> Completeness:
    """What of a record's wanted fields is there."""
    fields = _wanted(type(record))
    absent = [title for name, title in fields if getattr(record, name) in (None, ())]
    return Completeness(len(fields) - len(absent), len(fields), absent)


@cache
def _wanted(kind: type[Piece]) -> list[tuple[str, str]]:
    return [(name, uncapitalised(title)) for name, title in wanted_fields(kind)]


def _model(publication: Publication, model: Model) -> Page:
    kb = publication.kb
    address = subject_address(model)
    scheme = kb.models.get(model.part_of) if model.part_of else None
    reckoning = wording.reckoned(model.accounts) if model.accounts else None
    html = article(
        "model.html.j2",
        address,
        kb=kb,
        day=publication.day,
        model=model,
        shown=shown(model),
        facts=facts(publication, model, reckoning),
        places=wording.places(kb, model.place),
        mentioned=[ref for ref in model.mentioned_communes if not publication.ledger.lines(model.id, ref)],
        scheme=scheme.record if scheme else None,
        scale=quantity_lines(model.scale),
        money=money_lines(publication, model.money),
        reckoning=reckoning,
        calculation=calculation(publication, model),
        untold=untold(model),
        sessions=[card(publication, address) for address in publication.sessions_of(model.id)],
        practices=_practices_of(publication, model),
        groups=publication.groups_of(model.id),
        leaflet=onpaper.leaflet(publication, model.id),
        aloud=onpaper.aloud(publication, model.id),
        media=model.media,
        completeness=completeness(model),
        photos=pictures(publication, model.photos, address),
        shared=shared(publication, model.id, address),
        sources=_sources(publication, model),
        own=address,
        answers=answers(publication, model),
        share=share(publication, address),
        printed=_printed(publication, address),
        **_ledger_parts(publication, model.id, address),
    )
    trail = (("Mô hình", "mo-hinh/"),)
    hit = subject_hit(publication, model)
    return Page(address, model.name, _one_line(model.summary), html, trail, "model", boost=2.0, hit=hit)


def _practice(publication: Publication, practice: Practice) -> Page:
    kb = publication.kb
    address = subject_address(practice)
    related = {name: kb.models[name].record for name in practice.models}
    related |= {name: kb.models[name].record for name in kb.ids("models naming", practice.id)}
    html = article(
        "practice.html.j2",
        address,
        kb=kb,
        day=publication.day,
        practice=practice,
        shown=shown(practice),
        places=wording.places(kb, practice.place),
        figures=quantity_lines(practice.figures),
        money=money_lines(publication, practice.money),
        models=list(related.values()),
        poster=onpaper.poster(publication, practice.id),
        sessions=[card(publication, address) for address in publication.sessions_of(practice.id)],
        completeness=completeness(practice),
        photos=pictures(publication, practice.photos, address),
        shared=shared(publication, practice.id, address),
        sources=_sources(publication, practice),
        own=address,
        answers=answers(publication, practice),
        share=share(publication, address),
        printed=_printed(publication, address),
        **_ledger_parts(publication, practice.id, address),
    )
    trail = (("Cách làm hay", "cach-lam-hay/"),)
    hit = subject_hit(publication, practice)
    return Page(address, practice.name, _one_line(practice.summary), html, trail, "practice", boost=1.6, hit=hit)


def _session(publication: Publication, session: Session) -> Page:
    kb = publication.kb
    counted = (
        ("Số lớp, số buổi", session.classes),
        ("Số lượt người", session.attendances),
        ("Số người", session.people),
        ("Trong đó nữ", session.women),
        ("Dân tộc thiểu số", session.ethnic_minority),
    )
    html = article(
        "session.html.j2",
        session_address(session),
        kb=kb,
        session=session,
        places=wording.places(kb, session.place),
        counts=[(label, value) for label, value in counted if value is not None],
        sheet=onpaper.sheet(publication, session.id),
        uncounted=[] if session.attendances or session.people else ["số người dự"],
        money=money_lines(publication, session.money),
        models=[kb.models[name].record for name in session.models],
        practices=[kb.practices[name].record for name in session.practices],
        completeness=completeness(session),
        photos=pictures(publication, session.photos, session_address(session)),
        shared=shared(publication, session.id, session_address(session)),
        share=share(publication, session_address(session)),
        sources=_sources(publication, session),
    )
    trail = (("Hoạt động chuyển giao", "hoat-dong/"),)
    hit = session_hit(publication, session)
    return Page(session_address(session), session.title, _one_line(session.summary), html, trail, "session", hit=hit)


@dataclass(frozen=True)
class Printed:
    """What a page says on paper of where it comes from: its whole address and the code of it."""

    address: str
    qr: str


def _printed(publication: Publication, address: str) -> Printed:
    whole = canonical(publication.kb.area.site_url, address)
    return Printed(whole, packed(whole))


def _ledger_parts(publication: Publication, subject: str, address: str) -> dict[str, object]:
    """Maps, strip and the newest lines of a subject, empty where the ledger is silent."""
    every = publication.kb.lines_by_subject[subject]
    lines = every[-OF_SUBJECT_SHOWN:]
    return {
        "marks": _marks(),
        "spreads": spreads(publication, subject, address) if publication.has_spread(subject) else [],
        "strip": strip(publication, lines, address),
        "lines": ledger_rows(publication, lines),
        "total": len(every),
    }


@cache
def _marks() -> Markup:
    return marks.definitions()


def _practices_of(publication: Publication, model: Model) -> list[Practice]:
    named = {name: publication.kb.practices[name].record for name in model.practices}
    named |= {name: publication.kb.practices[name].record for name in publication.kb.ids("practices naming", model.id)}
    return list(named.values())


def _sources(publication: Publication, record: Model | Practice | Session) -> list[SourceLine]:
    """The record's sources, then those named by its parts and by the lines that its page shows."""
    names = [*record.sources, *source_names(record)]
    if not isinstance(record, Session):
        lines = publication.kb.lines_by_subject[record.id][-OF_SUBJECT_SHOWN:]
        names += [name for entry in lines for name in entry.record.sources]
    return [source_line(publication.kb.sources[name].record) for name in dict.fromkeys(names)]


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
