"""Where paper leads to: the page of a record on the site, as its QR code and its printed address say."""

from urllib.parse import quote

from nhanrong.knowledge import Knowledge


def url_of(kb: Knowledge, address: str) -> str:
    """The whole address of a page."""
    return f"{kb.area.site_url.rstrip('/')}/{quote(address)}"
