"""The files of the search are brought up to date with the pages of a site."""

import pickle
from collections.abc import Mapping, Sequence

from nhanrong.facts import digest
from nhanrong.searchindex import index_files
from nhanrong.searching import Found, unpacked
from nhanrong.sitefolder import SiteFolder
from nhanrong.store import Store
from nhanrong.synonyms import content


class SearchFiles:
    """What the search knows of the pages of a target, kept in the store, and the files made of it."""

    def __init__(self, store: Store, target: str, folder: SiteFolder) -> None:
        self._store = store
        self._kind = f"found {target}"
        self._target = target
        self._folder = folder

    def made(self, address: str, found: bytes) -> None:
        """A page was made; `found` is the page as the search knows it, packed, or nothing."""
        self._store.put(self._kind, [(address, found)])

    def files(self, marks: Mapping[str, str], by_hand: Sequence[Found]) -> dict[str, str]:
        """The digests of all files, those that are new or lost written; `marks` says what stands for each page.

        The pages of the site follow those written by hand.
        """
        mark = digest(repr((list(marks.items()), by_hand, content())).encode())
        kept = self._store.get("search", self._target)
        known, before, digests = pickle.loads(kept) if kept else ("", [], {})  # noqa: S301  # our own cache
        if mark == known and all(self._folder.holds(path, one) for path, one in digests.items()):
            return dict(digests)
        self._store.drop(self._kind, set(before) - marks.keys())
        names = [name for name, one in marks.items() if one]
        pages = {name: unpacked(data) for name, data in self._store.get_many(self._kind, names)}
        files = index_files([*by_hand, *(pages[name] for name in names)])
        digests = {path: digest(data) for path, data in files.items()}
        for path, data in files.items():
            if not self._folder.holds(path, digests[path]):
                (self._folder.building / path).parent.mkdir(parents=True, exist_ok=True)
                (self._folder.building / path).write_bytes(data)
        self._store.put("search", [(self._target, pickle.dumps((mark, list(marks), digests)))])
        return digests
