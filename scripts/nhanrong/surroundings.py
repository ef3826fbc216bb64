"""The files of a base that are no records and that anyone can read all the same: hand-written pages, images, outlines.

Each is judged again only when it has changed.
"""

import io
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nhanrong.checks.privacy import POSITION_OF_IMAGE, UNSEEN, in_lines, in_name
from nhanrong.layout import DATA
from nhanrong.problems import Place, Problem, in_order

PAGES = "docs"
_TEXTS = frozenset({".md", ".txt", ".html", ".htm", ".csv", ".tsv", ".svg"})  # in whatever encoding
_OF_NO_PERSON = frozenset({".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".otf", ".ico"})
_IMAGES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"})
_OUTLINES = frozenset({".geojson", ".json"})
_GPS = 0x8825  # where EXIF keeps the position
_XMP_POSITIONS = (b"GPSLatitude", b"GPSLongitude", b"GPSCoordinates")
_ADVICE = "Lưu lại ảnh mà không kèm thông tin (bỏ vị trí chụp), rồi thay tệp này."


class Judged(NamedTuple):
    """A file as it was judged: when and how long it was then, and what it says."""

    changed: int
    bytes: int
    problems: tuple[Problem, ...]


def surroundings(root: Path, known: Mapping[str, Judged]) -> dict[str, Judged]:
    """All such files by their paths; `known` are those of the last time."""
    found: dict[str, Judged] = {}
    for path in _links_out(root):
        hint = "Chép chính tệp ấy vào đây, hoặc xóa liên kết."
        problem = Problem(Place(path), "NR309", "liên kết tới nơi ngoài thư mục này", hint)
        found[path] = Judged(0, 0, (problem,))
    for path in _paths(root):
        if path in found:
            continue
        state, before = (root / path).stat(), known.get(path)
        if before and (before.changed, before.bytes) == (state.st_mtime_ns, state.st_size):
            found[path] = before
        else:
            problems = tuple(in_order((*in_name(path), *_inside(root, path))))
            found[path] = Judged(state.st_mtime_ns, state.st_size, problems)
    return found


def _paths(root: Path) -> Iterator[str]:
    """The files under `docs` and those under the data folder that are no records, sorted."""
    found: list[str] = []
    for top in (DATA, PAGES):
        for folder, _, names in os.walk(root / top):
            inside = Path(folder).relative_to(root).as_posix()
            found += [f"{inside}/{name}" for name in names if top == PAGES or not name.endswith(".yml")]
    return iter(sorted(path for path in found if (root / path).is_file()))


def _links_out(root: Path) -> Iterator[str]:
    """The links that lead out of their folder: what they lead to would be published from whatever machine builds."""
    for top in (DATA, PAGES):
        whole = root / top
        links = _links(str(whole)) if whole.is_dir() else ()
        out = (path for path in map(Path, links) if not path.resolve().is_relative_to(whole.resolve()))
        yield from sorted(path.relative_to(root).as_posix() for path in out)


def _links(folder: str) -> Iterator[str]:
    with os.scandir(folder) as items:
        for item in items:
            if item.is_symlink():
                yield item.path
            elif item.is_dir():
                yield from _links(item.path)


def _inside(root: Path, path: str) -> Iterator[Problem]:
    ending = Path(path).suffix.lower()
    try:
        data = b"" if ending in _OF_NO_PERSON else (root / path).read_bytes()
    except OSError:
        return  # said by whoever needs the file
    if ending in _IMAGES:
        if _has_position(data):
            yield Problem(Place(path), POSITION_OF_IMAGE, "ảnh còn ghi vị trí chụp", _ADVICE, Path(path).name)
    elif ending in _OUTLINES:
        yield from _of_outlines(path, data)
    elif ending in _TEXTS or _is_text(data):
        yield from in_lines(path, data.decode("utf-8", "replace"))
    else:
        hint = "Bỏ tệp này ra, hoặc nhờ người xem hết bên trong rồi thêm vào models_data/exceptions.yml."
        yield Problem(
            Place(path), UNSEEN, "máy không đọc được trong tệp này có điều riêng tư hay không", hint, Path(path).name
        )


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def _of_outlines(path: str, data: bytes) -> Iterator[Problem]:
    """The words of a GeoJSON file; its coordinates are those of communes."""
    try:
        features = json.loads(data)["features"]
        texts = [text for one in features for text in one["properties"].values() if isinstance(text, str)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return  # no outlines; the check of outlines says so
    for text in sorted(set(texts)):
        yield from (problem for problem in in_lines(path, text))


def _has_position(data: bytes) -> bool:
    """Whether an image says where it was taken, in EXIF or in XMP."""
    # only a base with images pays for this
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("WEBP", "JPEG", "PNG", "TIFF")) as image:
            position = image.getexif().get_ifd(_GPS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        position = {}
    # 1 to 4 are latitude and longitude; a phone without a fix writes a block without them
    return bool(position.keys() & {2, 4}) or any(mark in data for mark in _XMP_POSITIONS)
