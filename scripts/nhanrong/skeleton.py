"""What the site tool gave, kept until anything that it reads has changed: an edit of records needs no site tool."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from nhanrong.around import Around, SiteToolNeededError
from nhanrong.article import ids, prepared
from nhanrong.dates import spoken_day
from nhanrong.facts import digest
from nhanrong.framing import FrameKey
from nhanrong.joining import asked
from nhanrong.searching import Found
from nhanrong.site import NAVIGATION, Site
from nhanrong.sitefolder import files_below

THEME = Path(__file__).parent / "theme"


@dataclass(frozen=True)
class Told:
    """What the site tool was told of the records: words that stand on every page, pages that others lead to.

    `navigation` are the addresses of ours that it knows, `linked` the ids in each page that a hand-written one means.
    """

    area: str
    notice: str
    edition: str
    site_url: str | None
    languages: tuple[str, ...]
    navigation: tuple[str, ...]
    linked: Mapping[str, tuple[str, ...]]


def told(site: Site, day: dt.date, site_url: str | None, meant: AbstractSet[str]) -> Told:
    """What the site tool is told of a site; `meant` are the names of pages that hand-written ones may mean."""
    pages = {source(address): page for address, page in site.pages.items()}
    return Told(
        site.area.name,
        site.notice,
        spoken_day(day),
        site_url,
        site.area.pages_in,
        tuple(address for _, address in NAVIGATION if address in site.pages),
        {name: tuple(sorted(ids(prepared(pages[name]().html)))) for name in sorted(meant & pages.keys())},
    )


def source(address: str) -> str:
    """The name under which the site tool knows the page at an address."""
    return f"{address.removesuffix('/')}.md" if address else "index.md"


@dataclass(frozen=True)
class Skeleton:
    """What the site tool gave, and all that it had read.

    `read` are the digests of files by path, those of `folders` and the configuration; `taken` are the names of pages
    and files that ours must not have; `meant` are the names of pages that hand-written ones may mean.
    """

    folders: tuple[str, ...]
    config_file: str
    read: Mapping[str, str]
    as_of: str | None
    site: str
    told: Told
    taken: frozenset[str]
    meant: frozenset[str]
    navigation: frozenset[str]
    files: Mapping[str, str]
    by_hand: Sequence[Found]
    site_map: bytes
    shells: Mapping[FrameKey, str]
    joined: Mapping[str, bytes]

    @property
    def current(self) -> bool:
        """Whether all that the site tool had read is as it was."""
        return self.read == read_now(self.config_file, self.folders)

    def fits(self, site: Site, told: Told) -> bool:
        """Whether the site tool would be told the same of these records, and finds no name used twice."""
        free = self.taken.isdisjoint(map(source, site.pages)) and self.taken.isdisjoint(site.files)
        return free and told == self.told

    @property
    def around(self) -> Around:
        """The same as the site tool would give it now."""
        return Around(
            self.navigation,
            self.told.site_url,
            self.files,
            self.by_hand,
            self.site_map,
            self._shell,
            self._drawn,
            lambda key: asked(self._shell(key), self.joined),
        )

    def _shell(self, key: FrameKey) -> str:
        if key not in self.shells:
            raise SiteToolNeededError
        return self.shells[key]

    def _drawn(self, key: FrameKey) -> str:
        return digest(self._shell(key).encode())


def read_now(config_file: str, folders: Iterable[str]) -> dict[str, str]:
    """The digests of the configuration and of all files in some folders."""
    paths = [config_file, *(f"{folder}/{path}" for folder in folders for path, *_ in files_below(Path(folder)))]
    return {path: digest(Path(path).read_bytes()) for path in paths if Path(path).is_file()}
