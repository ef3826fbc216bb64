"""A knowledge base becomes the pages and files of its site."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nhanrong import checks
from nhanrong.knowledge import Knowledge
from nhanrong.loading import load
from nhanrong.problems import Problem, in_order
from nhanrong.publication import Publication, session_address, subject_address
from nhanrong.records.area import Area
from nhanrong.render import catalogue, full_maps, place_pages, record_pages, section_pages
from nhanrong.render.outputs import Asset, Page, relative
from nhanrong.render.templating import filled

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
    ("Từ ngữ", "giai-thich/"),
    ("Gửi thông tin", "gui-thong-tin/"),
)


def read(root: Path) -> tuple[Knowledge, list[Problem]]:
    """The knowledge base in `root` and every problem of its files, in order."""
    records, problems = load(root)
    kb = Knowledge(records)
    return kb, in_order([*problems, *checks.run(kb)])


@dataclass(frozen=True)
class Site:
    """What a site tool needs: whose site it is, what every page says, the pages and the files."""

    area: Area
    notice: str
    pages: list[Page]
    assets: list[Asset]


def outputs(kb: Knowledge, day: dt.date) -> Site:
    """The site of a knowledge base without problems, as of `day`."""
    publication = Publication(kb, day)
    pages = [
        page for section in (section_pages, catalogue, place_pages, record_pages) for page in section.pages(publication)
    ]
    assets = [*full_maps.assets(publication), *_redirects(publication)]
    return Site(kb.area, publication.notice, pages, assets)


def _redirects(publication: Publication) -> Iterator[Asset]:
    """A page at each former address that leads to today's: addresses in printed QR codes stay good."""
    records = [(subject, subject_address(subject), subject.name) for subject in publication.kb.subjects.values()]
    sessions = [(session, session_address(session), session.title) for session in publication.sessions]
    for record, address, title in (*records, *sessions):
        folder = address.removesuffix(f"{record.id}/")
        for former in record.former_ids:
            yield _redirect(publication.notice, f"{folder}{former}/", address, title)


def _redirect(notice: str, old: str, new: str, title: str) -> Asset:
    html = filled("redirect.html.j2", to=relative(old, new), title=title, notice=notice)
    return Asset(f"{old}index.html", html.encode())
