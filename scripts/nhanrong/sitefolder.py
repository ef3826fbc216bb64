"""The folder of a site is brought up to date file by file, from a folder beside it, once all of it is there.

A manifest remembers every file that was written, by its digest, size and time of change. A file that somebody else
has touched since is no longer trusted and written again; a file that is not of the site goes.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

# digest, size, time of change in nanoseconds
Written = tuple[str, int, int]
Manifest = Mapping[str, Written]


class SiteFolder:
    """A site and, beside it, the place where what is new in it grows."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.building = site.with_name(site.name + ".building")

    def begin(self) -> None:
        """An empty place to build in, whatever a killed build left there."""
        self.discard()
        self.building.mkdir(parents=True)

    def discard(self) -> None:
        """Nothing is left of an unfinished build."""
        shutil.rmtree(self.building, ignore_errors=True)

    def trusted(self, manifest: Manifest) -> dict[str, Written]:
        """Of the files in a manifest those that stand in the site as they were written."""
        here = {path: state for path, *state in files_below(self.site)}
        return {path: item for path, item in manifest.items() if here.get(path) == [*item[1:]]}

    def publish(self, trusted: Manifest, digests: Mapping[str, str]) -> dict[str, Written]:
        """Move what was built into the site; `digests` names all files that it shall have. The new manifest.

        What was not built stays, and so does what was built once more with the same bytes.
        """
        built = {path: (size, changed) for path, size, changed in files_below(self.building)}
        manifest: dict[str, Written] = {}
        moves: list[str] = []
        for path, digest in digests.items():
            if path in trusted and trusted[path][0] == digest:
                manifest[path] = trusted[path]
            else:
                manifest[path] = digest, *built[path]
                moves.append(path)
        if not self.site.exists():
            for path in built.keys() - set(moves):
                (self.building / path).unlink()
            self.building.rename(self.site)
            return manifest
        self._move(moves)
        self._clear(manifest)
        self.discard()
        return manifest

    def _move(self, paths: list[str]) -> None:
        made: set[Path] = set()
        for path in paths:
            target = self.site / path
            if target.parent not in made:
                _make_room(target.parent, self.site)
                made.add(target.parent)
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            (self.building / path).replace(target)

    def _clear(self, manifest: Manifest) -> None:
        """What is not of the site goes, and every folder that is then empty; hidden things at the top stay."""
        keep = {Path(folder) for path in manifest for folder in Path(path).parents}
        for folder, folders, files in os.walk(self.site, topdown=False):
            here = Path(folder).relative_to(self.site)
            if here.parts and here.parts[0].startswith("."):
                continue
            for name in files:
                path = (here / name).as_posix()
                if path not in manifest and not (here == Path() and name.startswith(".")):
                    (Path(folder) / name).unlink()
            for name in folders:
                inside = Path(folder) / name
                if here / name not in keep and not (here == Path() and name.startswith(".")):
                    inside.unlink() if inside.is_symlink() else inside.rmdir()


def _make_room(folder: Path, top: Path) -> None:
    """The folder exists; a file that stood in its way is gone."""
    for above in [*reversed(folder.relative_to(top).parents), folder.relative_to(top)]:
        if (top / above).is_file():
            (top / above).unlink()
    folder.mkdir(parents=True, exist_ok=True)


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
