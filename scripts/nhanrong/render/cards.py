"""Records as cards: name, one sentence, commune and year, at most two tags, and what filters look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from nhanrong.addresses import SECTIONS, crop_id, session_address, subject_address
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.model import Model
from nhanrong.records.pieces import NOT_STATED, Place
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import Nature
from nhanrong.render.indexes import Record, each, record_at, year_of
from nhanrong.render.templating import pieces
from nhanrong.shelves import Subject
from nhanrong.vietnamese import NBSP, number, slug

Tokens = dict[str, list[str]]
FILTERED_UP_TO = 300


@dataclass(frozen=True)
class Card:
    """One record of a list; `tokens` are what the filters look at, by filter, none where its list has no filters."""

    address: str
    title: str
    text: str
    foot: tuple[str, ...]
    tags: tuple[str, ...]
    tokens: Tokens

    @property
    def for_booklets(self) -> bool:
        """Whether a reader can put its record into a booklet."""
        return not self.address.startswith(SECTIONS["sessions"])

    @cached_property
    def html(self) -> tuple[Markup, Markup]:
        """The card before and after the link to its record, which differs from page to page."""
        before, after = pieces("card.html.j2", "href", card=self)
        return before, after


def card(publication: Publication, address: str) -> Card:
    """The record that has its page at an address, in a list; made once however many lists show it."""
    made: Card | None = publication.made("cards", address)
    return made or _made(publication, address)


@each
def _made(publication: Publication, address: str) -> Card:
    return new_card(publication, record_at(publication, address))


def new_card(publication: Publication, record: Record) -> Card:
    """The same, made now."""
    if isinstance(record, Session):
        return _session_card(publication, record)
    return _model_card(publication, record) if isinstance(record, Model) else _practice_card(publication, record)


def filtered(publication: Publication, kind: str) -> bool:
    """Whether the list of all records of a kind is one page, with filters."""
    return publication.kb.index.count(kind) <= FILTERED_UP_TO


def _with_successors(publication: Publication, refs: Iterable[UnitRef]) -> list[str]:
    """The units and what they became, so that a filter by today's commune finds what was done in its parts."""
    found = set(refs)
    for ref in list(found):
        found.update(publication.kb.successors.get(ref, ()))
    return [str(ref) for ref in sorted(found)]


def _model_card(publication: Publication, model: Model) -> Card:
    return Card(
        address=subject_address(model),
        title=model.name,
        text=first_sentence(model.summary),
        foot=tuple(
            filter(
                None,
                (
                    where_done(publication, model),
                    f"từ {model.started.spoken}" if model.started else "",
                    _spread(publication, model.id),
                ),
            )
        ),
        tags=(("Ngoài địa bàn",) if model.place.outside else ())
        + ((model.condition.label,) if model.condition else ()),
        tokens=_model_tokens(publication, model) if filtered(publication, "models") else {},
    )


def _model_tokens(publication: Publication, model: Model) -> Tokens:
    units = (*model.origin_communes, *model.place.units, *publication.ledger.units_with_lines(model.id))
    spread = "co" if publication.reach(model.id)[0] else "khoi-dau" if model.origin_communes else "chua"
    return {
        "linh-vuc": [model.sector.value],
        "cay-con": [crop_id(name) for name in model.crops_animals],
        "ky-thuat": [term.value for term in model.techniques],
        "to-chuc": [term.value for term in model.organisation],
        "von": [term.value for term in model.capital_sources],
        "xa": _with_successors(publication, units),
        "tinh-trang": [model.condition.value] if model.condition else [],
        "nhan-rong": [spread],
    }


def _practice_card(publication: Publication, practice: Practice) -> Card:
    return Card(
        address=subject_address(practice),
        title=practice.name,
        text=first_sentence(practice.summary),
        foot=tuple(filter(None, (where_done(publication, practice), practice.year.spoken if practice.year else ""))),
        tags=("Quy trình chung",) if practice.general else (),
        tokens={
            "loai": [practice.kind.value],
            "linh-vuc": [practice.sector.value] if practice.sector else [],
            "cay-con": [crop_id(name) for name in practice.crops_animals],
            "xa": _with_successors(publication, (*practice.place.units, *practice.origin_communes)),
            "pham-vi": ["chung" if practice.general else "dia-ban"],
        }
        if filtered(publication, "practices")
        else {},
    )


def _session_card(publication: Publication, session: Session) -> Card:
    when = session.date.spoken if session.date else session.date_text or "không rõ ngày"
    return Card(
        address=session_address(session),
        title=session.title,
        text="",
        foot=tuple(
            filter(
                None,
                (
                    session.kind.label,
                    when,
                    where_held(publication, session),
                    _people(session),
                ),
            )
        ),
        tags=(session.nature.label,) if session.nature is not Nature.EVENT else (),
        tokens={
            "hinh-thuc": [session.kind.value],
            "loai": [session.nature.value],
            "cay-con": [crop_id(name) for name in session.crops_animals],
            "xa": _with_successors(publication, session.place.units),
            "nam": [slug(year_of(session))],
        }
        if filtered(publication, "sessions")
        else {},
    )


def where_done(publication: Publication, subject: Subject) -> str:
    """Where a model or practice is done, in few words."""
    refs = subject.place.units or subject.origin_communes
    if 0 < len(refs) <= 2:
        return ", ".join(publication.kb.unit_name(ref) for ref in refs)
    return f"bắt đầu ở {len(refs)} xã" if refs else _stated(subject.place)


def where_held(publication: Publication, session: Session) -> str:
    """Where an activity took place, in few words."""
    return ", ".join(publication.kb.unit_name(ref) for ref in session.place.units) or _stated(session.place)


def _spread(publication: Publication, subject: str) -> str:
    reported, _, units, *_ = publication.reach(subject)
    return f"đã ghi nhận {reported} trên {units} xã" if reported else ""


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    line = " ".join(text.split())
    head, stop, _ = line.partition(". ")
    return head + "." if stop else line


def _stated(place: Place) -> str:
    return "" if place.text == NOT_STATED else place.text or ""


def _people(session: Session) -> str:
    if session.people:
        return f"{number(session.people)}{NBSP}người"
    return f"{number(session.attendances)}{NBSP}lượt{NBSP}người" if session.attendances else ""
