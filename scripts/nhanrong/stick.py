"""The site on a stick: opened from its folder in any browser, without a network and without a server.

Links name the file that they lead to, and beside every model and practice lies a script that gives its page, for the
booklet that readers put together: a page that is opened from a disk may load scripts but read no other page.
"""

import datetime as dt
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from nhanrong.onpaper import CARDS
from nhanrong.problems import Place, Problem, because
from nhanrong.render.giving import given
from nhanrong.render.templating import filled
from nhanrong.sitefolder import files_below, write_file
from nhanrong.steadyzip import entry

START = "MỞ TRANG NÀY.html"
READ_ME = "ĐỌC TRƯỚC.txt"
SITE = "trang/"

_FOR_SERVERS = ("404.html", "manifest.webmanifest", "sitemap.xml", CARDS)
_RECORD = re.compile(r"(?:mo-hinh|cach-lam-hay)/[a-z0-9-]+/index\.html")
_LINK = re.compile(r'((?:\s(?:xlink:)?href="|\saction="|"href": ?"|;\s?url=))(?!\w+:|/)([^"#?]+)(?=["#?])')
_ARTICLE = '<div class="page page--'
_END = "</article>"


def files(site: Path, area: str, notice: str, day: dt.date) -> Iterator[tuple[str, bytes]]:
    """Every file of the stick, from a site that was built for one; in order of their names, the first two first."""
    words = {"area": area, "notice": notice, "day": day, "start": START, "site": SITE}
    yield START, filled("stick/start.html.j2", **words).encode()
    yield READ_ME, str(filled("stick/read-me.txt.j2", **words)).replace("\n", "\r\n").encode("utf-8-sig")
    for path in sorted(path for path, *_ in files_below(site)):
        if path.startswith(_FOR_SERVERS):
            continue
        data = (site / path).read_bytes()
        if path.endswith(".html"):
            text = data.decode()
            data = linked(text).encode()
            if _RECORD.fullmatch(path):
                script = path.removesuffix("html") + "js"
                yield SITE + script, given(script, asked_of(text))
        yield SITE + path, data


def linked(html: str) -> str:
    """A page whose links to folders of the site lead to the pages in them."""
    return _LINK.sub(_whole, html)


def _whole(link: re.Match[str]) -> str:
    before, path = link.groups()
    if path.endswith("/"):
        return f"{before}{path}index.html"
    return f"{before}{path}/index.html" if path.rpartition("/")[2] in {".", ".."} else link[0]


def asked_of(html: str) -> str:
    """What scripts ask of a page: its article, or all of a page that only leads on."""
    begin = html.find(_ARTICLE)
    return html[begin : html.index(_END, begin)] if begin >= 0 else html


def write(out: Path, made: Iterator[tuple[str, bytes]], day: dt.date) -> list[Problem]:
    """Write the stick as a folder, or as one file if `out` ends with .zip; whole or not at all."""
    place = Place(str(out), 0)
    out = out.resolve()
    try:
        if problems := refusals(out, place):
            return problems
        beside = out.with_name(f".{out.name}.moi")
        _drop(beside)
        try:
            if out.suffix.lower() == ".zip":
                _zipped(beside, made, day)
            else:
                _laid_out(beside, made)
            _swap(beside, out)
        finally:
            _drop(beside)
    except OSError as error:
        hint = "Xem lại chỗ trống và quyền ghi, hoặc chọn nơi khác."
        return [Problem(place, "NR942", f"không ghi được bản USB: {because(error)}", hint)]
    return []


def refusals(out: Path, place: Place) -> list[Problem]:
    """Why nothing is to be written there, if so; the place is what somebody said."""
    if not out.parent.is_dir():
        hint = "Xem lại tên thư mục sau --out; cần thư mục mới thì tạo trước."
        return [Problem(place, "NR942", f"không có thư mục “{out.parent}” để ghi vào", hint)]
    try:
        free = _may_go(out)
    except OSError as error:
        hint = "Xem lại quyền đọc ở đó, hoặc chọn nơi khác."
        return [Problem(place, "NR942", f"không xem được ở đó đang có gì: {because(error)}", hint)]
    if not free:
        hint = "Chọn tên một thư mục mới sau --out, hoặc dời những gì đang có ở đó đi."
        return [Problem(place, "NR941", "đây là ổ đĩa, hoặc đã có tệp hay thư mục khác, không phải bản USB", hint)]
    return []


def _may_go(out: Path) -> bool:
    """Whether nothing but an older stick is lost. A drive itself cannot be exchanged."""
    if not out.name or os.path.ismount(out):
        return False
    if not out.exists():
        return True
    if out.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(out) as archive:
                return {START, READ_ME} <= set(archive.namelist())
        except zipfile.BadZipFile:
            return False
    if not out.is_dir():
        return False
    there = {normalize("NFC", path.name) for path in out.iterdir()}  # some systems take letters apart
    return not there or there == {START, READ_ME, SITE.rstrip("/")}


def _zipped(file: Path, made: Iterator[tuple[str, bytes]], day: dt.date) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made:
            archive.writestr(entry(name, day), data)


def _laid_out(folder: Path, made: Iterator[tuple[str, bytes]]) -> None:
    folder.mkdir()
    for name, data in made:
        write_file(folder / name, data)


def _swap(new: Path, out: Path) -> None:
    """The new one takes the place of the old."""
    if not out.is_dir():
        new.replace(out)
        return
    old = out.with_name(f".{out.name}.cu")
    _drop(old)
    out.rename(old)
    try:
        new.rename(out)
    except OSError:
        old.rename(out)
        raise
    _drop(old)


def _drop(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
