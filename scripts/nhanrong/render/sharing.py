"""How the page of a record is passed on; nothing of it while the knowledge base is a demonstration."""

from dataclasses import dataclass
from urllib.parse import quote

from nhanrong.addresses import canonical
from nhanrong.publication import Publication
from nhanrong.render.qrcodes import packed

_FACEBOOK = "https://www.facebook.com/sharer/sharer.php?u="


@dataclass(frozen=True)
class Share:
    """The whole address of a page, the link that offers it to Facebook, and its code for other telephones."""

    address: str
    facebook: str
    qr: str


def share(publication: Publication, address: str) -> Share | None:
    """What a page offers to those who pass it on.

    Zalo has no documented link for this without a script of its own, so there the telephone's own sheet is used.
    """
    area = publication.kb.area
    if area.demonstration:
        return None
    whole = canonical(area.site_url, address)
    return Share(whole, _FACEBOOK + quote(whole, safe=""), packed(whole))
