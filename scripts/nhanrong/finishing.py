"""The last steps of a build: our pages stand in their frames, and the site map and the search know of them."""

import datetime as dt
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from nhanrong.framing import mark


def canonical(site_url: str | None, address: str) -> str:
    """The whole address of a page, empty if the site has none."""
    return f"{site_url.rstrip('/')}/{quote(address)}" if site_url else ""


def complete_site_map(path: Path, locations: Sequence[str], day: dt.date) -> None:
    """The site map, which shows at two marks how it joins locations, holds them all, and is packed as MkDocs does."""
    parts = path.read_bytes().split(mark("location").encode())
    if len(parts) != 3:
        return  # a site without an address has no locations
    first, between, last = parts
    content = first + between.join(location.encode() for location in locations) + last
    path.write_bytes(content)
    packed = path.with_name(path.name + ".gz")
    seconds = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    with packed.open("wb") as file, gzip.GzipFile(str(packed), "wb", fileobj=file, mtime=seconds) as packing:
        packing.write(content)


def complete_index(path: Path, entries: Sequence[str]) -> None:
    """The search index, in plain letters, holds the entries of our pages after those of the hand-written ones."""
    index = json.loads(path.read_bytes())
    begun = json.dumps(index, ensure_ascii=False, separators=(",", ":")).removesuffix("]}")
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(begun)
        file.write("," if index["docs"] and entries else "")
        file.write(",".join(entries))
        file.write("]}")
