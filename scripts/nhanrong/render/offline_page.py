"""The page where a reader keeps parts of the site for where there is no signal, and sees what is kept."""

from collections.abc import Iterator

from nhanrong.catalogues import names
from nhanrong.publication import Publication
from nhanrong.render.outputs import Page
from nhanrong.render.templating import LANGUAGES, article
from nhanrong.tracking import note

ADDRESS = "khong-co-mang/"
_TITLE = "Đọc khi không có mạng"
_ABOUT = "Đọc ngoài đồng, nơi không có sóng: giữ trang trong máy, chép cả trang vào USB, in ra giấy."


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield ADDRESS


def page(publication: Publication, address: str) -> Page:
    """The page; what is kept is known to the reader's browser alone."""
    tongues = ", ".join(_tongue(code) for code in publication.kb.area.pages_in)
    html = article("offline.html.j2", address, title=_TITLE, tongues=tongues)
    return Page(address, _TITLE, _ABOUT, html, (), "offline", searchable=False)


def _tongue(code: str) -> str:
    note(LANGUAGES, code)
    return names(code).vietnamese
