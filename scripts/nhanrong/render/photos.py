"""Photographs of a record, and what a consent lets its page show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.addresses import PHOTOS, PRIVATE_PHOTOS
from nhanrong.dates import PartialDate
from nhanrong.overlay import GROUP, consent_ends
from nhanrong.publication import Publication
from nhanrong.records.pieces import Photo
from nhanrong.records.vocabulary import ConsentScope
from nhanrong.render.outputs import relative


@dataclass(frozen=True)
class Picture:
    """A photograph as a page shows it, in its own size."""

    href: str
    width: int
    height: int
    caption: str
    credit: str = ""
    date: PartialDate | None = None


@dataclass(frozen=True)
class Shared:
    """Something private that its owner lets everybody read."""

    label: str
    text: str
    picture: Picture | None


def pictures(publication: Publication, photos: Sequence[Photo], address: str) -> list[Picture]:
    """The photographs of a record for the page at an address."""
    found: list[Picture] = []
    for photo in photos:
        size = publication.kb.photo_size(photo.file)
        assert size is not None  # a check sees to it
        href = relative(address, f"{PHOTOS}{photo.file}")
        found.append(Picture(href, *size, photo.caption.rstrip("."), photo.credit.rstrip("."), photo.date))
    return found


def shared(publication: Publication, record: str, address: str) -> list[Shared]:
    """What consents in force let the page of a record show."""
    found: list[Shared] = []
    for scope, text, mark, width, height, caption in _in_force(publication, record):
        href = relative(address, private_photo(mark))
        picture = Picture(href, width, height, caption) if mark else None
        found.append(Shared(ConsentScope.of(scope).label, text or "", picture))
    return found


def private_photo(mark: str) -> str:
    """Where a private photograph stands on the site."""
    return f"{PRIVATE_PHOTOS}{mark}.webp"


def private_photos(publication: Publication) -> list[str]:
    """The marks of all private photographs that are shown."""
    records = publication.kb.index.names(GROUP)
    return sorted({mark for record in records for _, _, mark, *_ in _in_force(publication, record) if mark})


def _in_force(publication: Publication, record: str) -> Iterator[tuple[str, str | None, str, int, int, str]]:
    consents = publication.kb.shelf("consents")
    for _, consent, scope, text, mark, width, height, caption in publication.kb.index.values(GROUP, record):
        if consent in consents and not consent_ends(consents[consent].record, scope, publication.day):
            yield scope, text, mark, width, height, caption
