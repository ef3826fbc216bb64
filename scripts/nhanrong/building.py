"""The site of a knowledge base is brought up to date, whatever becomes of the cache meanwhile."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from nhanrong.around import Around
from nhanrong.engine import Counts, Engine
from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem
from nhanrong.site import Site
from nhanrong.sitefolder import SiteFolder
from nhanrong.skeleton import Skeleton
from nhanrong.store import Store

Found = TypeVar("Found")


class Workshop:
    """The engine of one folder. When its cache fails, all is done once more with an empty one, and nobody notices.

    With a `private` folder nothing is kept in the cache: what is withdrawn must not stay behind anywhere.
    """

    def __init__(
        self,
        root: Path,
        store: Store,
        say: Callable[[Counts], None] = lambda _: None,
        private: Path | None = None,
    ) -> None:
        self._root = root
        self._store = Store(None) if private else store
        self._say = say
        self._private = private
        store.despite_loss(self._begin, self._begin)

    def _begin(self) -> None:
        self._engine = Engine(self._root, self._store, self._say, self._private)

    def close(self) -> None:
        """Let the cache go; what was not kept is lost."""
        self._store.close()

    def take_lost(self) -> str:
        """Why the cache was thrown away, if it was since the last time this was asked."""
        return self._store.take_lost()

    @property
    def withheld(self) -> list[str]:
        """A sentence for every private item that the site last read does not show."""
        return self._engine.withheld

    @property
    def current(self) -> bool:
        """Whether nobody else has built here since."""
        return self._store.current

    def skeleton(self, name: str) -> Skeleton | None:
        """What the site tool gave for a site, if it was kept."""
        found: Skeleton | None = self._store.despite_loss(
            lambda: self._engine.remembered("skeletons", name, None), self._begin
        )
        return found

    def keep_skeleton(self, name: str, skeleton: Skeleton) -> None:
        """Keep what the site tool gave for a site."""

        def keep() -> None:
            self._engine.remember("skeletons", name, skeleton)
            self._store.commit()

        self._store.despite_loss(keep, self._begin)

    def read(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        """The knowledge base as its files stand now, and every problem."""
        return self._store.despite_loss(lambda: self._engine.read(day), lambda: self._read_anew(day))

    def site(self, kb: Knowledge, day: dt.date, *, papers_later: bool = False) -> Site:
        """The site of a knowledge base without problems, with all that its pages share brought up to date.

        If `papers_later`, its papers are those of before; see :attr:`papers_wait`.
        """
        return self._store.despite_loss(
            lambda: self._engine.site(kb, day, papers_later=papers_later), lambda: self._site_anew(day)
        )

    @property
    def papers_wait(self) -> bool:
        """Whether the site last made has papers that are to be made anew."""
        return self._engine.papers_wait

    def found_in(self, site: Site, day: dt.date, find: Callable[[Site], Found]) -> tuple[Site, Found]:
        """What `find` finds in the pages of a site, and that site; one made anew, if the cache fails meanwhile."""

        def anew() -> tuple[Site, Found]:
            made = self._site_anew(day)
            return made, find(made)

        return self._store.despite_loss(lambda: (site, find(site)), anew)

    def write(self, site: Site, folder: SiteFolder, around: Around, day: dt.date) -> None:
        """The site in `folder` becomes this one; what the site tool made of it anew lies in the building folder."""
        manifest = self._store.despite_loss(
            lambda: self._engine.write(site, folder, around, day),
            lambda: self._engine.write(self._site_anew(day), folder, around, day),
        )
        # the site stands: if the cache fails now, nothing has to be made again
        self._store.despite_loss(lambda: self._engine.keep(folder, manifest), self._begin)

    def _read_anew(self, day: dt.date) -> tuple[Knowledge, list[Problem]]:
        self._begin()
        return self._engine.read(day)

    def _site_anew(self, day: dt.date) -> Site:
        kb, _ = self._read_anew(day)
        return self._engine.site(kb, day)
