"""The files of the search are brought up to date with the pages of a site."""

import pickle
from collections.abc import Sequence

from nhanrong.facts import digest
from nhanrong.searchindex import index_files
from nhanrong.searching import Found, unpacked
from nhanrong.sitefolder import SiteFolder
from nhanrong.store import Store
from nhanrong.synonyms import content


class SearchFiles:
    """What the search knows of the pages of a target, kept in the store, and the files made of it.

    It is kept under its digest, and dropped only with `keep`: of whatever a killed build has left, each page that it
    did not get to keeps its own.
    """

    def __init__(self, store: Store, target: str, folder: SiteFolder) -> None:
        self._store = store
        self._kind = f"found {target}"
        self._target = target
        self._folder = folder
        self._unused: set[str] = set()

    def made(self, mark: str, found: bytes) -> None:
        """A page was made; `found` is the page as the search knows it, packed, and `mark` its digest, or nothing."""
        if mark:
            self._store.put(self._kind, [(mark, found)])

    def files(self, marks: Sequence[str], by_hand: Sequence[Found]) -> dict[str, str]:
        """The digests of all files, those that are new or lost written; `marks` are those of pages, in order.

        The pages of the site follow those written by hand.
        """
        marks = [one for one in marks if one]
        mark = digest(repr((marks, by_hand, content())).encode())
        kept = self._store.get("search", self._target)
        known, before, digests = pickle.loads(kept) if kept else ("", [], {})  # noqa: S301  # our own cache
        if mark == known and all(self._folder.holds(path, one) for path, one in digests.items()):
            return dict(digests)
        self._unused = set(before) - set(marks)
        pages = {one: unpacked(data) for one, data in self._store.get_many(self._kind, marks)}
        files = index_files([*by_hand, *(pages[one] for one in marks)])
        digests = {path: digest(data) for path, data in files.items()}
        for path, data in files.items():
            self._folder.put(path, digests[path], data)
        self._store.put("search", [(self._target, pickle.dumps((mark, marks, digests)))])
        return digests

    def keep(self) -> None:
        """The site stands: what only the one before it needed goes."""
        self._store.drop(self._kind, self._unused)
