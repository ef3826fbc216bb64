"""The frame around an article, taken from one page that the theme drew: cut once at its marks, filled for each page.

The theme draws one page, the shell, for each key: with marks where a page has its own words, and with a
sample of a trail and of a table of contents, which show how the theme joins their entries.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from nhanrong.article import Heading
from nhanrong.render.outputs import Page, relative

MANY_SECTIONS = 4  # from here on main.html shows the contents beside the article
_SOME_SECTIONS = 3

# Private-use letters and a number drawn at random: no shell has them by chance, and the words of a page are never cut.
_EDGE = "\ue6a7\uf12c"
_DRAWN = "7c41e09bd5"


def mark(name: str) -> str:
    """What stands in a shell for the words of a page; as an address it has a `#` before it, which is cut too."""
    return f"{_EDGE}{_DRAWN}{name}{_EDGE}"


_TEXT = f"[^{_EDGE[0]}]*"
_ADDRESS = "#" + mark("address")  # the theme makes every other address relative
_TRAIL = re.compile(
    f"{_ADDRESS}(?P<middle>{_TEXT}){mark('label')}(?P<following>{_TEXT}){_ADDRESS}{_TEXT}{mark('label')}"
)
_ENTRY = mark("id") + _TEXT + mark("name")
_CONTENTS = re.compile(
    f"{mark('id')}(?P<middle>{_TEXT}){mark('name')}(?P<following>{_TEXT})"
    f"{_ENTRY}(?P<label>{_TEXT}){mark('name')}(?P<down>{_TEXT})"
    f"{_ENTRY}(?P<following_below>{_TEXT}){_ENTRY}(?P<up>{_TEXT})"
    f"{_ENTRY}(?:{_TEXT}{_ENTRY})?(?P<end>{_TEXT})"
)
_CUT = re.compile(f"{mark('([a-z-]+)')}")


@dataclass(frozen=True)
class FrameKey:
    """All that the theme asks of a page besides its words: pages with the same key have the same frame.

    `place` is the page's address if it stands in the navigation (`own`), else one at the same depth in the
    same section; `sections` are none, some or many.
    """

    place: str
    own: bool
    kind: str
    described: bool
    headed: bool
    trailed: bool
    sections: int
    language: str = ""

    @property
    def vietnamese(self) -> "FrameKey":
        """The key of the shell that the theme draws; that of a second language is made of it."""
        return replace(self, language="") if self.language else self

    @property
    def page(self) -> Page:
        """The page of which the theme draws the shell."""
        trail = ((mark("label"), "#" + mark("address")),) * 2 if self.trailed else ()
        description = mark("description") if self.described else ""
        head = mark("head") if self.headed else ""
        return Page(self.place, mark("title"), description, mark("article"), trail, self.kind, head=head)

    @property
    def contents(self) -> list[Heading]:
        """The headings of the shell: entries beside each other, one inside another, and back."""
        parent = _heading(2, [_heading(3), _heading(3)])
        leaves = [_heading(2) for _ in range(self.sections - 1)]
        sections = [leaves[0], parent, *leaves[1:]] if self.sections else []
        return [Heading(level=1, id=mark("title-id"), name="", children=sections)]


class Places:
    """The addresses of the navigation, which decide where the frame of a page has to be drawn."""

    def __init__(self, navigation: Iterable[str]) -> None:
        self._own = frozenset(navigation)
        steps = [address.split("/")[:-1] for address in self._own]
        self._folders = {tuple(step[:count]) for step in steps for count in range(len(step) + 1)}

    def key(self, page: Page, contents: Sequence[Heading]) -> FrameKey:
        """The key of a page."""
        own = page.own in self._own
        return FrameKey(
            place=page.own if own else self._place(page.own),
            own=own,
            kind=page.kind,
            described=bool(page.description),
            headed=bool(page.head),
            trailed=bool(page.trail),
            sections=_amount(len(_title(page, contents)["children"])),
            language=page.language,
        )

    def _place(self, address: str) -> str:
        """An address to which every link of the theme is as relative as to the given one."""
        steps = address.split("/")[:-1]
        shared = len(steps)
        while shared and tuple(steps[:shared]) not in self._folders:
            shared -= 1
        return "".join(f"{step}/" for step in steps[:shared]) + "0/" * (len(steps) - shared)


def _amount(sections: int) -> int:
    if not sections:
        return 0
    return MANY_SECTIONS if sections >= MANY_SECTIONS else _SOME_SECTIONS


def _heading(level: int, children: Sequence[Heading] = ()) -> Heading:
    return Heading(level=level, id=mark("id"), name=mark("name"), children=list(children))


def _title(page: Page, contents: Sequence[Heading]) -> Heading:
    if not contents or contents[0]["level"] != 1:
        raise ValueError(f"the article of “{page.address}” does not begin with its title")
    return contents[0]


class Frame:
    """A shell cut at its marks; filling it searches nothing in the words of a page."""

    def __init__(self, shell: str) -> None:
        self._trail = _TRAIL.search(shell)
        self._contents = _CONTENTS.search(shell)
        self._ends = _ends(self._contents) if self._contents else ("", "")
        shell = _CONTENTS.sub(self._contents_cut, _TRAIL.sub(mark("trail"), shell))
        first, *rest = _CUT.split(shell)
        self._first = first.encode()
        self._steps = [(name, after.encode()) for name, after in zip(rest[::2], rest[1::2], strict=True)]

    def filled(self, page: Page, article: str, contents: Sequence[Heading], canonical: str) -> bytes:
        """The whole page, its words escaped as the theme escapes them."""
        title = _title(page, contents)
        words = {
            "article": article,
            "canonical": escape(canonical),
            "contents": self._contents_html(title["children"]),
            "description": escape(page.description),
            "head": page.head,
            "own": escape(page.own),
            "title": escape(_plain(page.title)),
            "title-id": title["id"],
            "trail": self._trail_html(page),
        }
        parts = [self._first]
        for name, after in self._steps:
            parts += (words[name].encode(errors="xmlcharrefreplace"), after)
        return b"".join(parts)

    def _contents_cut(self, contents: re.Match[str]) -> str:
        """What is left of a table of contents in the shell; it may stand in the menu and beside the article."""
        end = self._ends[0]
        if not contents["end"].startswith(end):
            raise ValueError("the theme ends the last entry of a table of contents unlike the others")
        return mark("contents") + contents["end"].removeprefix(end)

    def _trail_html(self, page: Page) -> str:
        if not self._trail:
            return ""
        middle, following = self._trail["middle"], self._trail["following"]
        links = [(escape(relative(page.address, address)), escape(label)) for label, address in page.trail]
        return following.join(f"{link}{middle}{label}" for link, label in links)

    def _contents_html(self, entries: Sequence[Heading]) -> str:
        if not self._contents:
            return ""
        middle, following, label, down, following_below, up, _ = self._contents.groups()
        parts: list[str] = []
        before = ""
        for entry in entries:
            parts += (before, entry["id"], middle, entry["name"])
            if entry["children"]:
                below = following_below.join(f"{child['id']}{middle}{child['name']}" for child in entry["children"])
                parts += (label, escape(_plain(entry["name"])), down, below)
            before = up if entry["children"] else following
        parts.append(self._ends[bool(entries[-1]["children"])])
        return "".join(parts)


def _plain(words: str) -> str:
    """Words as the theme's `striptags` leaves them."""
    return Markup(words).striptags()  # noqa: S704  # nothing is declared safe: what comes out is escaped


def _ends(contents: re.Match[str]) -> tuple[str, str]:
    """How an entry ends that has none below it, and one that has.

    `following` and `up` are these ends and then how the next entry begins, which is what they have in common.
    """
    following, up = contents["following"], contents["up"]
    pairs = enumerate(zip(reversed(following), reversed(up), strict=False))
    begins = next((count for count, (one, other) in pairs if one != other), min(len(following), len(up)))
    return following[: len(following) - begins], up[: len(up) - begins]
