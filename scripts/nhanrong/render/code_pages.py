"""What each code of a problem means: a page for each, and the list of all."""

from collections.abc import Iterator
from itertools import groupby

from nhanrong.explaining import codes, explanations
from nhanrong.publication import Publication
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.tracking import note

CODES = "gui-thong-tin/loi/"
FACT = ("codes", "")  # these pages ask for nothing else but their templates
BOOST = 0.2  # who looks for a crop or a model does not look for a problem

CONTRIBUTE = ("Gửi thông tin", "gui-thong-tin/")
_ALL = "Các lỗi và cách sửa"


def address_of(code: str) -> str:
    """Where a code has its page."""
    return f"{CODES}{code.lower()}/"


def pages(publication: Publication) -> Iterator[Page]:
    """The list, and a page for each code."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where the list and the pages stand."""
    yield CODES
    yield from map(address_of, codes())


def page(_: Publication, address: str) -> Page:
    """The page at an address."""
    note(*FACT)
    return _list() if address == CODES else _code(address.rsplit("/", 2)[1].upper())


def _list() -> Page:
    groups = [(name, list(some)) for name, some in groupby(explanations().values(), lambda one: one.group)]
    html = article("codes.html.j2", CODES, title=_ALL, groups=groups, address_of=address_of)
    description = "Mỗi lỗi mà máy báo khi kiểm tra bản ghi: vì sao có quy tắc đó và sửa thế nào."
    return Page(CODES, _ALL, description, html, (CONTRIBUTE,), "codes", boost=BOOST)


def _code(code: str) -> Page:
    one = explanations()[code]
    address = address_of(code)
    html = article("code.html.j2", address, one=one)
    trail = (CONTRIBUTE, (_ALL, CODES))
    return Page(address, f"{code} {one.title}", one.why, html, trail, "code", boost=BOOST)
