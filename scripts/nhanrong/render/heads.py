"""What stands in the head of a page for those who show a link to it: title, text, picture, and what machines read.

A demonstration has nothing of this: it is passed on to nobody.
"""

from dataclasses import dataclass, replace

from nhanrong import onpaper
from nhanrong.addresses import canonical
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.render.giving import as_json
from nhanrong.render.indexes import Record, record_at
from nhanrong.render.linked_data import described
from nhanrong.render.news_feed import FEED
from nhanrong.render.outputs import Page, relative
from nhanrong.render.templating import filled

_OF_RECORDS = {"model", "practice", "session"}  # kinds of pages


@dataclass(frozen=True)
class Picture:
    """The card of a record as others show it."""

    address: str
    says: str


def headed(publication: Publication, page: Page) -> Page:
    """The page with its head."""
    area = publication.kb.area
    if area.demonstration:
        return page
    record = record_at(publication, page.address) if page.kind in _OF_RECORDS else None
    picture = _picture(publication, record)
    data = described(publication, page, record, picture.address if picture else "")
    head = filled(
        "head.html.j2",
        page=page,
        area=area.name,
        title=page.title if page.address else f"Nhân Rộng · {area.name}",
        url=canonical(area.site_url, page.address),
        feed=relative(page.address, FEED),
        picture=picture,
        data=as_json(data) if data else "",
    )
    return replace(page, head=str(head))


def _picture(publication: Publication, record: Record | None) -> Picture | None:
    if not isinstance(record, Model):
        return None
    address = onpaper.card(publication, record.id)
    if not address:
        return None
    says = f"{record.name}: số liệu chính và sơ đồ các xã"
    return Picture(canonical(publication.kb.area.site_url, address), says)
