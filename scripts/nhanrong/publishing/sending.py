"""Sends the files of a site to a folder or to object storage, as a plan says."""

import mimetypes
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotSupportedError, PreconditionError
from obstore.store import LocalStore, ObjectStore, from_url

from nhanrong.publishing.plan import MANIFEST, Manifest, NotAManifestError, Plan, files_of, marks, plan, read

if TYPE_CHECKING:
    from obstore import UpdateVersion

FAULTS = (BaseError, OSError, NotImplementedError)
_AT_ONCE = 8
_NAMED_BY_DIGEST = re.compile(r"\.[0-9a-f]{10}\.(?:css|js)$|^ban/[0-9a-f]{16}\.json$|\.woff2$")
_FOR_A_YEAR = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"  # an answer of a few bytes where nothing has changed
_MORE_TYPES = {
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".parquet": "application/vnd.apache.parquet",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class ElsewhereChangedError(Exception):
    """Somebody else published to the same place meanwhile."""


class Place:
    """A folder or a bucket where a site is published."""

    def __init__(self, to: str) -> None:
        self._remote = "://" in to
        self._store: ObjectStore = (
            from_url(to, client_options={"allow_http": True}) if self._remote else LocalStore(Path(to), mkdir=True)
        )
        self._stood: str | None = None  # by which the manifest is known that was read

    def manifest(self) -> Manifest:
        """What lies there; nothing where nobody has published."""
        try:
            found = obstore.get(self._store, MANIFEST)
        except FileNotFoundError:
            return Manifest()
        self._stood = found.meta["e_tag"]
        return read(bytes(found.bytes()))

    def send(self, path: str, data: Path | bytes) -> None:
        """A file comes to lie there, whole or not at all."""
        obstore.put(self._store, path, data, attributes=self._attributes(path))

    def remove(self, paths: Sequence[str]) -> None:
        """Files that lie there no more are no fault."""
        for path in paths:
            try:
                obstore.delete(self._store, path)
            except FileNotFoundError:
                continue

    def conclude(self, manifest: Manifest) -> None:
        """The manifest says from now on what lies there, unless somebody else has written one meanwhile."""
        data = manifest.as_bytes()
        if not self._remote:
            self.send(MANIFEST, data)
            return
        mode: UpdateVersion | Literal["create"] = {"e_tag": self._stood} if self._stood else "create"
        try:
            obstore.put(self._store, MANIFEST, data, attributes=self._attributes(MANIFEST), mode=mode)
        except (AlreadyExistsError, PreconditionError) as error:
            raise ElsewhereChangedError from error
        except (NotSupportedError, NotImplementedError):
            self.send(MANIFEST, data)

    def _attributes(self, path: str) -> dict[str, str] | None:
        if not self._remote:  # its server says so, not the file
            return None
        return {"Content-Type": _type(path), "Cache-Control": cache_control(path)}


def cache_control(path: str) -> str:
    """What a host says of how long a file may be used unasked: for long if another content would have another name."""
    return _FOR_A_YEAR if _NAMED_BY_DIGEST.search(path) else _ASK_FIRST


def _type(path: str) -> str:
    suffix = Path(path).suffix
    found = _MORE_TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or suffix in {".js", ".json", ".svg"} else found


def publish(site: Path, place: Place, say: Callable[[int, int], None] = lambda _done, _of: None) -> Plan:
    """The place becomes the site: what is new comes first, the manifest last; after a fault the next run goes on.

    Raises ElsewhereChangedError, NotAManifestError, and what `FAULTS` names.
    """
    made = plan(marks(site, files_of(site)), place.manifest())
    if made.nothing and not made.after.leaving:
        return made
    of = sum(map(len, made.sent))
    done = 0
    for group in made.sent:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for _ in pool.map(partial(_send, site, place), group):
                done += 1
                say(done, of)
    place.remove(made.removed)
    place.conclude(made.after)
    return made


def _send(site: Path, place: Place, path: str) -> None:
    place.send(path, site / path)


__all__ = ["FAULTS", "ElsewhereChangedError", "NotAManifestError", "Place", "publish"]
