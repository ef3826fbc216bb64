"""What a reader may answer to a model or practice, as a message for the union's office that the reader sends."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from nhanrong.publication import Publication
from nhanrong.records.area import Area
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.vocabulary import Reason
from nhanrong.wishes import Wish

MOST_WORDS = 300


@dataclass(frozen=True)
class Contact:
    """An office as a telephone reaches it: numbers to dial, to write to, to find in Zalo; empty where it has none."""

    name: str
    dial: str
    mobile: str
    zalo: str
    email: str


@dataclass(frozen=True)
class Ready:
    """One answer, ready to send: what is wished, the message, and links that open it in a telephone or a mailbox."""

    wish: Wish
    message: str
    sms: str
    mail: str


@dataclass(frozen=True)
class Answers:
    """All that a page needs: who is written to, of what, and the four answers; on the page the day ends every message.

    `closing` is the wish for which a reason is asked.
    """

    contacts: Sequence[Contact]
    about: str
    code: str
    day: dt.date
    ready: Sequence[Ready]
    reasons: Sequence[Reason]
    closing: Wish = Wish.GIVEN_UP
    most: int = MOST_WORDS
    dated: str = "Theo trang ngày"


def answers(publication: Publication, subject: Model | Practice) -> Answers:
    """The answers to a model or practice."""
    reached = contacts(publication.kb.area)
    about = f"{subject.name}\nMã: {subject.id}"
    first = reached[0] if len(reached) == 1 else Contact("", "", "", "", "")
    ready = [_ready(wish, subject.id, f"{wish.on_paper}\n{about}", first) for wish in Wish]
    return Answers(reached, about, subject.id, publication.day, ready, list(Reason))


def contacts(area: Area) -> list[Contact]:
    """The offices of an area."""
    return [
        Contact(
            office.name,
            office.dialled,
            office.mobile,
            f"0{office.mobile.removeprefix('+84').removeprefix('0')}" if office.has_zalo and office.mobile else "",
            office.email or "",
        )
        for office in area.offices
    ]


def _ready(wish: Wish, code: str, message: str, to: Contact) -> Ready:
    words = quote(message, safe="")
    subject = quote(f"{wish.on_paper}: {code}", safe="")
    mail = f"mailto:{quote(to.email, safe='@')}?subject={subject}&body={words.replace('%0A', '%0D%0A')}"
    return Ready(wish, message, f"sms:{to.mobile}?&body={words}", mail)
