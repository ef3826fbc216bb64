"""The sheet of one activity, two pages of A4: what is taught, the day's programme to fill in, how many came, slips.

It names models and practices whether reviewed or not, for that is what the activity teaches; what is not reviewed has
its mark beside its name and on both pages. Who came is only counted. Nothing is printed that the record does not hold:
times, and whatever else belongs to the day itself, are lines to write on.
"""

from collections.abc import Mapping, Sequence

from nhanrong.addresses import canonical, session_address, subject_address
from nhanrong.dates import spoken_day
from nhanrong.handouts.aloud import sentences
from nhanrong.handouts.asking import area_shown, whom_to_ask
from nhanrong.handouts.pictures import qr
from nhanrong.handouts.reviewing import warning
from nhanrong.handouts.typography import all_bound
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.vocabulary import Nature
from nhanrong.render.wording import places
from nhanrong.typesetting import pdf_of, pictures_of
from nhanrong.vietnamese import capitalised, number
from nhanrong.wishes import Wish

_TEMPLATE = "handouts/field-day.typ"
_LONG = 240
_ON_A_SLIP = 3
_DIFFERS = {
    Nature.EVENT: "",
    Nature.PLAN: "Kho mới có kế hoạch của hoạt động này, chưa có tin là đã làm. Ghi ngày, nơi thật của buổi này.",
    Nature.AGGREGATE: "Kho chỉ có số gộp của nhiều buổi. Tờ này dùng cho một buổi: ghi ngày, nơi của buổi này.",
}
_RECORDED_AS = {
    Nature.EVENT: "Kho đã ghi",
    Nature.PLAN: "Kế hoạch ghi",
    Nature.AGGREGATE: "Kho đã ghi, gộp cả kỳ",
}


def pdf(publication: Publication, session: Session) -> bytes:
    """The two pages, tagged for screen readers."""
    return pdf_of(_TEMPLATE, data(publication, session), publication.day)


def pictures(publication: Publication, session: Session, ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return pictures_of(_TEMPLATE, data(publication, session), publication.day, ppi)


def data(publication: Publication, session: Session) -> Mapping[str, object]:
    """What the template draws."""
    kb = publication.kb
    subjects: list[Model | Practice] = [
        *(kb.models[name].record for name in session.models),
        *(kb.practices[name].record for name in session.practices),
    ]
    taught = [_taught(publication, one) for one in subjects]
    unreviewed = any(not one.reviewed for one in subjects)
    told: dict[str, object] = {
        "title": session.title,
        "kind": session.kind.label,
        "nature": "" if session.nature is Nature.EVENT else session.nature.label,
        "differs": _DIFFERS[session.nature],
        "single": session.nature is Nature.EVENT,
        "when": _when(session),
        "where": capitalised(", ".join(place.words for place in places(kb, session.place))),
        "organisers": _some(session.organisers, "đơn vị"),
        "trainers": _some(session.trainers, "người"),
        "audience": session.audience or "",
        "summary": session.summary,
        "taught": taught,
        "counts": _counts(session),
        "recorded": [[label, number(value)] for label, value in _recorded(session) if value is not None],
        "recorded_as": _RECORDED_AS[session.nature],
        "url": canonical(kb.area.site_url, session_address(session)),
        "qr": qr(canonical(kb.area.site_url, session_address(session))),
        "wishes": [wish.on_paper for wish in Wish],
        "on_slip": [[one.name, one.id] for one in subjects[:_ON_A_SLIP]] if len(subjects) <= _ON_A_SLIP else [],
        "send_to": whom_to_ask(kb, 150)[0],
        "area": area_shown(kb),
        "code": session.id,
        "printed": spoken_day(publication.day),
        "warning": "Có nội dung chưa thẩm định kỹ thuật" if unreviewed else "",
        "notice": publication.notice,
    }
    return {key: all_bound(value, key) for key, value in told.items()}


def _taught(publication: Publication, subject: Model | Practice) -> dict[str, object]:
    url = canonical(publication.kb.area.site_url, subject_address(subject))
    return {
        "name": subject.name,
        "kind": "Mô hình" if isinstance(subject, Model) else "Cách làm hay",
        "code": subject.id,
        "line": next(iter(sentences(subject.summary)), subject.summary),
        "warning": warning(subject),
        "url": url,
        "qr": qr(url),
    }


def _when(session: Session) -> str:
    said = session.date.spoken if session.date else ""
    return " · ".join(filter(None, (said, session.date_text))) or "nguồn không ghi ngày"


def _some(names: Sequence[str], what: str) -> str:
    """As many whole names as have room, and how many more there are."""
    shown = list(names[:1])
    for name in names[1:]:
        if len("; ".join([*shown, name])) > _LONG:
            break
        shown.append(name)
    more = len(names) - len(shown)
    return "; ".join(shown) + (f" và {more} {what} nữa" if more else "")


def _counts(session: Session) -> list[str]:
    """What is counted at the door; the names are those of the record's fields."""
    fields = type(session).model_fields
    return [str(fields[name].title) for name in ("attendances", "people", "women", "ethnic_minority")]


def _recorded(session: Session) -> list[tuple[str, int | None]]:
    titles = dict(zip(("attendances", "people", "women", "ethnic_minority"), _counts(session), strict=True))
    classes = (str(type(session).model_fields["classes"].title), session.classes)
    return [classes, *((title, getattr(session, name)) for name, title in titles.items())]
