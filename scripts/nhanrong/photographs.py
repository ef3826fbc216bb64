"""The photographs of a knowledge base: how large each is, read again only when its file has changed."""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from nhanrong.facts import Fact, digest
from nhanrong.layout import DATA, PHOTO_KINDS, PHOTOS
from nhanrong.problems import Place, Problem
from nhanrong.vietnamese import number

MOST_BYTES = 400_000


class Photograph(NamedTuple):
    """A file as it was read: when and how long it was then, its digest, width and height in pixels (0: no image)."""

    changed: int
    bytes: int
    digest: str
    width: int
    height: int


def photographs(root: Path, known: Mapping[str, Photograph]) -> dict[str, Photograph]:
    """All photographs by the names of their files; `known` are those of the last time."""
    found: dict[str, Photograph] = {}
    folder = root / DATA / PHOTOS
    if not folder.is_dir():
        return found
    with os.scandir(folder) as items:
        for item in items:
            if item.name.endswith(PHOTO_KINDS) and not item.name.startswith(".") and item.is_file():
                state, before = item.stat(), known.get(item.name)
                if before and (before.changed, before.bytes) == (state.st_mtime_ns, state.st_size):
                    found[item.name] = before
                else:
                    found[item.name] = _read(Path(item.path), state)
    return dict(sorted(found.items()))


def facts(found: Mapping[str, Photograph]) -> list[Fact]:
    """What pages ask of them."""
    return [("photos", name, (photo.digest, photo.width, photo.height)) for name, photo in found.items()]


def problems(found: Mapping[str, Photograph]) -> list[Problem]:
    """Files that are no images, and images too heavy for a phone."""
    said: list[Problem] = []
    for name, photo in found.items():
        place = Place(f"{DATA}/{PHOTOS}/{name}")
        if not photo.width:
            said.append(Problem(place, "NR307", "không đọc được ảnh này", "Lưu lại dưới dạng WebP hoặc JPEG."))
        elif photo.bytes > MOST_BYTES:
            message = f"ảnh nặng {number(photo.bytes // 1000)} KB, quá mức {number(MOST_BYTES // 1000)} KB"
            said.append(Problem(place, "NR308", message, "Thu nhỏ còn rộng 1600 điểm và lưu dạng WebP."))
    return said


def _read(path: Path, state: os.stat_result) -> Photograph:
    # only a base with photographs pays for this
    from PIL import Image

    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data), formats=("WEBP", "JPEG", "PNG")) as image:
            width, height = image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return Photograph(state.st_mtime_ns, state.st_size, "", 0, 0)
    return Photograph(state.st_mtime_ns, state.st_size, digest(data), width, height)
