"""What a renderer gives: pages, each at an address of the site."""

import posixpath
from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """How the search shows a page: `where` in words, `state` a look of `marks`, a year; each may be empty.

    It finds the page also by other names, as well as by its title, and by what is near it, as by its text.
    """

    title: str
    where: str = ""
    state: str = ""
    year: str = ""
    other_names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page: its article as HTML with links relative to `address`, and what the frame around it shows.

    `address` ends with a slash and is empty for the home page; `trail` gives (label, address) of the
    pages above; `kind` is a CSS class; `boost` above 1 lifts the page in search
    results, which show it as `hit`, if by more than its title; `head` is HTML that stands in the head of the page, for
    those who show a link to it elsewhere; `language` is the code of a second language, which the address begins with.
    """

    address: str
    title: str
    description: str
    html: str
    trail: tuple[tuple[str, str], ...]
    kind: str
    searchable: bool = True
    boost: float = 1.0
    hit: Hit | None = None
    head: str = ""
    language: str = ""

    @property
    def own(self) -> str:
        """The address without the folder of a language."""
        return self.address.removeprefix(f"{self.language}/") if self.language else self.address


def relative(from_address: str, to_address: str) -> str:
    """The link from a page or file to another; a page links to itself with `./`, a fragment is kept."""
    target, mark, fragment = to_address.partition("#")
    if mark and target == from_address:
        return mark + fragment
    here = posixpath.dirname("/" + from_address)
    link = posixpath.relpath("/" + target, here)
    if not target or target.endswith("/"):
        link += "/"
    return link + mark + fragment
