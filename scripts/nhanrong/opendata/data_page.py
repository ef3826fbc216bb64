"""The page that says which files of open data there are, what each column means, and how to ask questions of them."""

from collections.abc import Iterator

from nhanrong.addresses import canonical
from nhanrong.opendata import files
from nhanrong.opendata.table import Kind
from nhanrong.publication import Publication
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article

_TITLE = "Số liệu mở"
_ABOUT = "Bản ghi, sổ nhân rộng và hiện trạng từng xã thành tệp CSV, JSON, Parquet, GeoJSON cho máy khác đọc."
_KIND_SAYS = {
    Kind.TEXT: "chữ",
    Kind.WHOLE: "số nguyên",
    Kind.NUMBER: "số",
    Kind.FLAG: "true hoặc false",
    Kind.DAY: "ngày",
    Kind.TEXTS: "danh sách chữ",
    Kind.PARTS: "có phần con (JSON)",
}


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def page(publication: Publication, address: str) -> Page:
    """The page at its address."""
    html = article(
        "open-data.html.j2",
        address,
        title=_TITLE,
        day=publication.day,
        demonstration=publication.kb.area.demonstration,
        tables=[(table, [(one.rpartition(".")[2], one) for one in files.addresses(table)]) for table in files.tables()],
        maps=[(name, files.map_address(name)) for name in publication.lists],
        kinds=_KIND_SAYS,
        descriptor=files.DESCRIPTOR,
        licence=files.LICENCE,
        whole=canonical(publication.kb.area.site_url, files.FOLDER),
    )
    return Page(address, _TITLE, _ABOUT, html, (), "open-data", boost=0.5)


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield files.FOLDER
