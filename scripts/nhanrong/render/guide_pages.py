"""How officers write into a knowledge base: a page for the form, one for Excel and paper, one for files and Git."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nhanrong.publication import Publication
from nhanrong.render.code_pages import CODES, CONTRIBUTE
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article

PICTURES = "assets/images/guides/"
BOOST = 0.3  # who looks for a crop or a model does not look for how to write one


@dataclass(frozen=True)
class Guide:
    """One way to write: its template, its title, for whom it is."""

    template: str
    title: str
    about: str


@dataclass(frozen=True)
class Picture:
    """A picture of a screen, in its own size."""

    address: str
    width: int
    height: int


_ALL: Mapping[str, Guide] = {
    "gui-thong-tin/bieu-mau/": Guide(
        "guide-form.html.j2",
        "Nhập bằng biểu mẫu",
        "Dễ nhất: điền ô trên trang web, máy kiểm tra, người duyệt xem rồi lên trang.",
    ),
    "gui-thong-tin/excel/": Guide(
        "guide-excel.html.j2",
        "Nhập bằng Excel và phiếu",
        "Phiếu rà soát cho xã, phiếu giấy cho nông dân, bảng Excel cho nhiều bản ghi một lúc.",
    ),
    "gui-thong-tin/git/": Guide(
        "guide-git.html.j2",
        "Nhập bằng tệp và Git",
        "Cho người quen dùng máy: sửa tệp, kiểm tra, gửi đề nghị gộp.",
    ),
}


def guides() -> list[tuple[str, Guide]]:
    """The guides by their addresses, the easiest first."""
    return list(_ALL.items())


def addresses(_: Publication) -> Iterator[str]:
    """Where the guides stand."""
    yield from _ALL


def page(publication: Publication, address: str) -> Page:
    """The guide at an address."""
    guide = _ALL[address]
    html = article(
        guide.template,
        address,
        title=guide.title,
        about=guide.about,
        pictures=pictures(),
        codes=CODES,
        repository=publication.kb.area.repository,
        site_url=publication.kb.area.site_url,
        others=[(other, one) for other, one in guides() if other != address],
    )
    return Page(address, guide.title, guide.about, html, (CONTRIBUTE,), "guide", boost=BOOST)


@cache
def pictures() -> dict[str, Picture]:
    """The pictures of screens by their names."""
    # only these pages need to know how large an image is
    from PIL import Image

    found: dict[str, Picture] = {}
    folder = files("nhanrong").joinpath(f"theme/{PICTURES}")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        with Image.open(io.BytesIO(file.read_bytes())) as image:
            found[file.name.removesuffix(".webp")] = Picture(f"{PICTURES}{file.name}", *image.size)
    return found
