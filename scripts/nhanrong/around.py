"""What the site tool gives a site besides its own pages: frames for ours, and files of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nhanrong.facts import Fact, digest
from nhanrong.framing import Frame, FrameKey
from nhanrong.render import second_language
from nhanrong.searching import Found
from nhanrong.tracking import note

SITE_MAP = "sitemap.xml"
PACKED_SITE_MAP = "sitemap.xml.gz"


class SiteToolNeededError(Exception):
    """Something is wanted that only the site tool can give."""


@dataclass(frozen=True)
class Around:
    """What the site tool gives.

    `navigation` are the addresses of the pages in it; `files` the digests of all files that it made but the site
    map, which shows how our pages join it; `by_hand` are its own pages as the search knows them; `shell` draws the
    shell of a kind of page, `drawn` says what stands for it, and `worn` gives the joined files that it asks for, by
    address.
    """

    navigation: frozenset[str]
    site_url: str | None
    files: Mapping[str, str]
    by_hand: Sequence[Found]
    site_map: bytes
    shell: Callable[[FrameKey], str]
    drawn: Callable[[FrameKey], str]
    worn: Callable[[FrameKey], Mapping[str, bytes]]


class Frames:
    """The frames of a target, each cut once; reading one is noted by what its shell says."""

    def __init__(self, target: str, around: Around) -> None:
        self.group = f"frames {target}"
        self._around = around
        self._frames: dict[FrameKey, Frame] = {}

    def frame(self, key: FrameKey) -> Frame:
        """The frame of the pages with this key."""
        note(self.group, key_name(key))
        if key not in self._frames:
            self._frames[key] = Frame(self._shell(key))
        return self._frames[key]

    def _shell(self, key: FrameKey) -> str:
        drawn = self._around.shell(key.vietnamese)
        return second_language.shell(key.language, drawn, key.place) if key.language else drawn

    def facts(self, keys: Iterable[FrameKey]) -> list[Fact]:
        """What the shells of some keys say today."""
        return sorted((self.group, key_name(key), (self._around.drawn(key.vietnamese),)) for key in keys)


def key_name(key: FrameKey) -> str:
    """A short name for a key."""
    return digest(repr(key).encode())[:12]
