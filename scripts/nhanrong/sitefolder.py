"""The folder of a site is brought up to date file by file, from a folder beside it, once all of it is there.

A manifest remembers every file that was written, by its digest, size and time of change, and when anything came into
each folder or left it. A file that somebody else has touched since is no longer trusted and written again; a file that
is not of the site goes.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR

# digest, size, time of change in nanoseconds
Written = tuple[str, int, int]


@dataclass
class Manifest:
    """What was written: files by path, and the time of change of each folder, the site itself being “”."""

    files: dict[str, Written] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)


class SiteFolder:
    """A site and, beside it, the place where what is new in it grows.

    `trusted` are the files that stand in the site as they were written, by what `look` found last.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.building = site.with_name(site.name + ".building")
        self.trusted: dict[str, Written] = {}
        self._folders: dict[str, int] = {}  # those in which nothing has come or gone

    def begin(self) -> None:
        """An empty place to build in, whatever a killed build left there."""
        self.discard()
        self.building.mkdir(parents=True)

    def discard(self) -> None:
        """Nothing is left of an unfinished build."""
        if self.building.is_dir() and not self.building.is_symlink():
            shutil.rmtree(self.building, ignore_errors=True)
        else:
            self.building.unlink(missing_ok=True)

    def look(self, manifest: Manifest) -> None:
        """See which files and folders of a manifest are as they were."""
        site = f"{self.site}/"
        folders = {path: _state(site + path) for path in manifest.folders}
        self._folders = {
            path: changed
            for path, changed in manifest.folders.items()
            if (state := folders[path]) and state.st_mtime_ns == changed
        }
        gone = {path for path, state in folders.items() if state is None or not S_ISDIR(state.st_mode)}
        self.trusted = {
            path: item
            for path, item in manifest.files.items()
            if (state := _state(site + path)) and (state.st_size, state.st_mtime_ns) == item[1:]
            if not gone or gone.isdisjoint(_folders_of([path]))
        }

    def holds(self, path: str, digest: str) -> bool:
        """Whether a file stands in the site with these bytes, as it was written."""
        return path in self.trusted and self.trusted[path][0] == digest

    def put(self, path: str, digest: str, data: bytes) -> None:
        """Write a file that the site shall have, unless it holds it."""
        if not self.holds(path, digest):
            write_file(self.building / path, data)

    def size(self, path: str, digest: str) -> int:
        """The size of a file that the site shall have with this digest."""
        return self.trusted[path][1] if self.holds(path, digest) else (self.building / path).stat().st_size

    def publish(self, digests: Mapping[str, str]) -> Manifest:
        """Move what was built into the site; `digests` names all files that it shall have. The new manifest.

        What was not built stays, and so does what was built once more with the same bytes.
        """
        manifest = Manifest()
        moves: list[str] = []
        for path, digest in digests.items():
            if self.holds(path, digest):
                manifest.files[path] = self.trusted[path]
            else:
                state = (self.building / path).stat()
                manifest.files[path] = digest, state.st_size, state.st_mtime_ns
                moves.append(path)
        folders = set(_folders_of(manifest.files))
        if self.site.exists():
            unknown = folders - self._folders.keys()
            changed = self._move(moves) | unknown
            left = set(_folders_of(self.trusted.keys() - manifest.files.keys()))
            changed |= left
            for folder in sorted(unknown | left):
                self._clear(folder, manifest.files, folders)
        else:
            self._move_whole(moves)
            changed = folders
        self.discard()
        manifest.folders = {path: self._folders[path] for path in folders - changed}
        manifest.folders |= {path: (self.site / path).stat().st_mtime_ns for path in folders & changed}
        self.trusted, self._folders = manifest.files, manifest.folders
        return manifest

    def _move_whole(self, wanted: list[str]) -> None:
        for path in {path for path, *_ in files_below(self.building)} - set(wanted):
            (self.building / path).unlink()
        self.building.rename(self.site)

    def _move(self, paths: list[str]) -> set[str]:
        """The folders in which something has come."""
        touched: set[str] = set()
        for path in paths:
            target = self.site / path
            folder = path.rpartition("/")[0]
            if folder not in touched:
                touched.add(folder)
                if folder not in self._folders:
                    _make_room(target.parent, self.site)
                    touched |= set(_folders_of([path]))
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            (self.building / path).replace(target)
        return touched

    def _clear(self, folder: str, files: Mapping[str, Written], folders: set[str]) -> None:
        """What is in a folder and not of the site goes; hidden things at the top stay."""
        here = self.site / folder
        for item in list(os.scandir(here)) if here.is_dir() else ():
            path = f"{folder}/{item.name}" if folder else item.name
            if path in files or path in folders or (not folder and item.name.startswith(".")):
                continue
            if item.is_dir(follow_symlinks=False):
                shutil.rmtree(item.path)
            else:
                Path(item.path).unlink()


def _state(path: str) -> os.stat_result | None:
    """What stands at a path, without following a link at its end."""
    try:
        return os.lstat(path)
    except OSError:
        return None


def _folders_of(paths: Iterable[str]) -> Iterator[str]:
    """Every folder that some files lie in, at any depth, the top as “”."""
    seen: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in seen:
            seen.add(folder)
            yield folder
            folder = folder.rpartition("/")[0]


def _make_room(folder: Path, top: Path) -> None:
    """The folder exists; a file that stood in its way is gone."""
    for above in [*reversed(folder.relative_to(top).parents), folder.relative_to(top)]:
        if (top / above).is_file() or (top / above).is_symlink():
            (top / above).unlink()
    folder.mkdir(parents=True, exist_ok=True)


def write_file(path: Path, data: bytes) -> None:
    """Write a file, and the folders that it needs."""
    folder = path.parent
    with suppress(FileExistsError):
        try:
            folder.mkdir()
        except FileNotFoundError:
            folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def files_below(folder: Path, above: str = "") -> Iterator[tuple[str, int, int]]:
    """Every file below a folder: its path from there, its size, its time of change; links are not followed."""
    try:
        items = list(os.scandir(folder))
    except OSError:
        return
    for item in items:
        path = above + item.name
        if item.is_dir(follow_symlinks=False):
            yield from files_below(Path(item.path), path + "/")
        elif item.is_file(follow_symlinks=False):
            state = item.stat(follow_symlinks=False)
            yield path, state.st_size, state.st_mtime_ns
