"""Which files go to where a site is published, in which order, and which go away."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from nhanrong.offline import NEWEST, WORKER

MANIFEST = "ban/dang.json"
FORMAT = 1

_LAST = frozenset({NEWEST, WORKER})  # by which readers' browsers learn of a new edition


@dataclass(frozen=True)
class Manifest:
    """What lies where a site is published: the SHA-256 of every file; `leaving` are files that no new page asks for."""

    files: Mapping[str, str] = field(default_factory=dict)
    leaving: tuple[str, ...] = ()

    def as_bytes(self) -> bytes:
        """As it lies beside the files."""
        told = {"format": FORMAT, "files": dict(sorted(self.files.items())), "leaving": sorted(self.leaving)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


class NotAManifestError(ValueError):
    """What lies there is none of ours, or was written by a newer program."""


def read(data: bytes) -> Manifest:
    """A manifest as it was written."""
    try:
        told: Any = json.loads(data)
        files, leaving = told["files"], told["leaving"]
        if told["format"] != FORMAT or not all(isinstance(one, str) for one in [*files, *files.values(), *leaving]):
            raise NotAManifestError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotAManifestError from error
    return Manifest(dict(files), tuple(leaving))


@dataclass(frozen=True)
class Plan:
    """`sent` are files in groups, a group after the other; `removed` go after all are there; then `after` holds.

    What old pages ask for stays until the next time: whoever is reading meets no page without its styles.
    """

    sent: Sequence[Sequence[str]]
    removed: Sequence[str]
    after: Manifest

    @property
    def nothing(self) -> bool:
        """Whether all is there already."""
        return not any(self.sent) and not self.removed


def plan(site: Mapping[str, str], there: Manifest) -> Plan:
    """How a place with a manifest becomes a site, given by the SHA-256 of its files."""
    new = sorted(path for path, mark in site.items() if there.files.get(path) != mark)
    groups = [[path for path in new if _turn(path) == turn] for turn in range(3)]
    gone = there.files.keys() - site.keys()
    return Plan(groups, sorted(set(there.leaving) - site.keys()), Manifest(dict(site), tuple(sorted(gone))))


def _turn(path: str) -> int:
    """Pages come after all that they ask for, and what tells of a new edition after its pages."""
    return 2 if path in _LAST else 1 if path.endswith(".html") else 0


def marks(site: Path, paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of files by their addresses."""
    found = {}
    for path in paths:
        with path.open("rb") as file:
            found[path.relative_to(site).as_posix()] = file_digest(file, "sha256").hexdigest()
    return found


def files_of(site: Path) -> list[Path]:
    """The files of a built site."""
    return sorted(path for path in site.rglob("*") if path.is_file() and path.relative_to(site).as_posix() != MANIFEST)
