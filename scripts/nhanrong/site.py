"""A knowledge base becomes the pages and files of its site, each of which can be made alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nhanrong.addresses import PHOTOS, record_address
from nhanrong.fonts import font_files
from nhanrong.handouts import downloads_page, shelf
from nhanrong.intake import Intake
from nhanrong.knowledge import Knowledge
from nhanrong.opendata import data_page
from nhanrong.opendata import files as open_data
from nhanrong.overlay import photo
from nhanrong.problems import Problem
from nhanrong.publication import Publication
from nhanrong.records.area import Area
from nhanrong.records.session import Session
from nhanrong.render import (
    booklet_page,
    calendar_files,
    catalogue,
    code_pages,
    comparison,
    finder,
    full_maps,
    guide_pages,
    news_feed,
    offline_page,
    place_pages,
    record_pages,
    report_pages,
    second_language,
    section_pages,
    starts,
)
from nhanrong.render.heads import headed
from nhanrong.render.indexes import record_at
from nhanrong.render.outputs import Page, relative
from nhanrong.render.photos import private_photo, private_photos
from nhanrong.render.templating import filled
from nhanrong.store import Store

NOTHING_PRIVATE: Mapping[str, Path] = {}
NAVIGATION: tuple[tuple[str, str], ...] = (
    ("Trang chủ", ""),
    ("Mô hình", "mo-hinh/"),
    ("Cách làm hay", "cach-lam-hay/"),
    ("Chuyển giao", "hoat-dong/"),
    ("Xã", "xa/"),
    ("Cây, con", "cay-con/"),
    ("Bản đồ", "ban-do/"),
    ("Sổ theo dõi", "so-theo-doi/"),
    ("Cách tính", "cach-tinh/"),
    ("In ra", "tai-lieu/"),
    ("Từ ngữ", "giai-thich/"),
    ("Gửi thông tin", "gui-thong-tin/"),
)


def read(root: Path, store: Store | None = None) -> tuple[Knowledge, list[Problem]]:
    """The knowledge base in `root` and every problem of its files, in order; `store` remembers what was read."""
    kept = store or Store(None)

    def take() -> tuple[Knowledge, list[Problem]]:
        return Intake(root, kept).take()

    return kept.despite_loss(take, take)


@dataclass(frozen=True)
class Site:
    """What a site tool needs: whose site it is, what every page says, and how each page and file is made.

    Pages are named by their address, in the order of the site; files by theirs.
    """

    area: Area
    notice: str
    pages: Mapping[str, Callable[[], Page]]
    files: Mapping[str, Callable[[], bytes]]


def outputs(
    publication: Publication, private: Mapping[str, Path] = NOTHING_PRIVATE, papers: Iterable[str] | None = None
) -> Site:
    """The site of a knowledge base without problems; nothing of it is made yet.

    `private` are the photographs of the overlay by their marks, `papers` the addresses of its papers if it has not all.
    """
    sections = (
        section_pages,
        report_pages,
        guide_pages,
        booklet_page,
        offline_page,
        code_pages,
        finder,
        comparison,
        catalogue,
        place_pages,
        record_pages,
        downloads_page,
        data_page,
    )
    pages = {
        address: partial(_headed, publication, section.page, address)
        for section in sections
        for address in section.addresses(publication)
    }
    photos: dict[str, Callable[[], bytes]] = {
        f"{PHOTOS}{name}": partial(publication.kb.photo, name) for name in publication.kb.index.names("photos")
    }
    photos |= {private_photo(mark): partial(photo, private[mark]) for mark in private_photos(publication)}
    laid_out = shelf.papers(publication) if papers is None else papers
    printed = {address: partial(shelf.paper_file, publication, address) for address in laid_out}
    spoken = publication.kb.area.pages_in
    pages |= {
        f"{code}/{address}": partial(second_language.page, code, section.page, publication, address)
        for code in spoken
        for section in (section_pages, comparison, catalogue, place_pages, record_pages)
        for address in section.addresses(publication)
        if second_language.is_read(address)
    }
    said = {f"{second_language.WORDS}{code}.js": partial(second_language.words, code) for code in spoken}
    files = (
        said
        | photos
        | printed
        | calendar_files.files(publication)
        | news_feed.files(publication)
        | full_maps.files(publication)
        | starts.files(publication)
        | finder.files(publication)
        | comparison.files(publication)
        | open_data.files(publication)
        | font_files()
        | _redirects(publication)
    )
    return Site(publication.kb.area, publication.notice, pages, files)


def _headed(publication: Publication, page: Callable[[Publication, str], Page], address: str) -> Page:
    return headed(publication, page(publication, address))


def _redirects(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """A page at each former address that leads to today's: addresses in printed QR codes stay good."""
    found: dict[str, Callable[[], bytes]] = {}
    for group, kinds in (("former subjects", ("models", "practices")), ("former sessions", ("sessions",))):
        for former in publication.kb.index.names(group):
            name = publication.kb.ids(group, former)[0]
            kind = next(kind for kind in kinds if name in publication.kb.shelf(kind))
            old = record_address(kind, former)
            found[f"{old}index.html"] = partial(_redirect, publication, old, record_address(kind, name))
    return found


def _redirect(publication: Publication, old: str, new: str) -> bytes:
    record = record_at(publication, new)
    title = record.title if isinstance(record, Session) else record.name
    return filled("redirect.html.j2", to=relative(old, new), title=title, notice=publication.notice).encode()
