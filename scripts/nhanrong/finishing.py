"""The last step of a build: the site map knows of our pages."""

import datetime as dt
import gzip
from collections.abc import Sequence
from pathlib import Path

from nhanrong.framing import mark


def write_site_map(begun: bytes, path: Path, locations: Sequence[str], day: dt.date) -> None:
    """The site map, which shows at two marks how it joins locations, holds them all, and is packed as MkDocs does."""
    parts = begun.split(mark("location").encode())
    if len(parts) == 3:  # a site without an address has no locations
        first, between, last = parts
        begun = first + between.join(location.encode() for location in locations) + last
    path.write_bytes(begun)
    packed = path.with_name(path.name + ".gz")
    seconds = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    with packed.open("wb") as file, gzip.GzipFile(str(packed), "wb", fileobj=file, mtime=seconds) as packing:
        packing.write(begun)
