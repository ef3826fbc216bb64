"""The page where a reader keeps parts of the site for where there is no signal, and sees what is kept."""

from collections.abc import Iterator

from nhanrong.publication import Publication
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article

ADDRESS = "khong-co-mang/"
_TITLE = "Đọc khi không có mạng"
_ABOUT = "Tải về máy để đọc ngoài đồng, nơi không có sóng: cả xã, một cây, con, hay tất cả."


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield ADDRESS


def page(_: Publication, address: str) -> Page:
    """The page; what is kept is known to the reader's browser alone."""
    return Page(
        address, _TITLE, _ABOUT, article("offline.html.j2", address, title=_TITLE), (), "offline", searchable=False
    )
