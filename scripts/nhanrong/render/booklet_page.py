"""The page where a reader puts together a booklet of chosen models and practices and prints it from the browser."""

from collections.abc import Iterator

from nhanrong.addresses import canonical
from nhanrong.onpaper import CHOOSING
from nhanrong.publication import Publication
from nhanrong.render import marks
from nhanrong.render.outputs import Page
from nhanrong.render.qrcodes import packed
from nhanrong.render.templating import article

_TITLE = "Tài liệu tự chọn"
_ABOUT = "Chọn mô hình, cách làm hay rồi in thành một tập tài liệu có mục lục, số trang và mã QR."


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield CHOOSING


def page(publication: Publication, address: str) -> Page:
    """The page; what is chosen is known to the reader's browser alone."""
    home = canonical(publication.kb.area.site_url, "")
    html = article(
        "booklet.html.j2",
        address,
        title=_TITLE,
        area=publication.kb.area.name,
        notice=publication.notice,
        marks=marks.definitions(),
        home=home,
        qr=packed(home),
    )
    return Page(address, _TITLE, _ABOUT, html, (), "booklet", searchable=False)
