"""Pages on paper, made by Typst from a template under `templates/`; the same bytes for the same data and day."""

import datetime as dt
import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont

from nhanrong.tracking import note


def pdf_of(template: str, data: Mapping[str, object], day: dt.date) -> bytes:
    """The pages as one PDF, tagged for screen readers."""
    return _compiled(template, data, day, "pdf")[0]


def pictures_of(template: str, data: Mapping[str, object], day: dt.date, ppi: float) -> list[bytes]:
    """The pages as PNG images."""
    return _compiled(template, data, day, "png", ppi)


def told_by(template: str, data: Mapping[str, object], day: dt.date, label: str) -> list[Any]:
    """What the pages tell of themselves: the values of the template's metadata with a label, in their order."""
    with as_file(files("nhanrong") / "templates") as folder:
        found = typst.query(
            str(folder / template),
            f"<{label}>",
            field="value",
            root=str(folder),
            font_paths=_fonts(),
            sys_inputs=_given(data, day),
        )
    told: list[Any] = json.loads(found)
    return told


def templates_digest() -> str:
    """What stands for all templates of paper together."""
    mark = blake2b(digest_size=16)
    folder = Path(__file__).parent / "templates"
    for file in sorted((*folder.rglob("*.typ"), *folder.rglob("*.xml"))):
        mark.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return mark.hexdigest()


def _given(data: Mapping[str, object], day: dt.date) -> dict[str, str]:
    """What a template is given: `data`, and the `date` in it."""
    note("typesetting", "")
    given = {**_settable_in(data), "date": [day.year, day.month, day.day]}
    return {"data": json.dumps(given, ensure_ascii=False, sort_keys=True)}


def _settable_in(data: Any) -> Any:
    """The data with all its texts settable, done before JSON spells letters of its own kind, as it does controls."""
    if isinstance(data, str):
        return settable(data)
    if isinstance(data, Mapping):
        return {key: _settable_in(value) for key, value in data.items()}
    return [_settable_in(value) for value in data] if isinstance(data, list | tuple) else data


def settable(text: str) -> str:
    """The text in letters that our font has: another spelling of one that it lacks, else a question mark.

    A file for screen readers may hold no letter without a shape, so that one sign in one record would cost all pages.
    """
    strange = set(text).difference(_letters())
    return text.translate({ord(letter): _respelt(letter) for letter in strange}) if strange else text


_SPELT = {
    "→": "->",
    "←": "<-",
    "⇒": "=>",
    "↔": "<->",
    "✓": "x",
    "✔": "x",
    "☑": "x",
    "☒": "x",
    "☐": "o",
    "■": "-",
    "●": "•",
    "\t": " ",
}
_UNSEEN = "\u2060\u200b\n"  # what says where a line may break


def _respelt(letter: str) -> str:
    for spelt in (_SPELT.get(letter, ""), unicodedata.normalize("NFKD", letter)):
        if spelt and _letters().issuperset(spelt):
            return spelt
    return "?"


@cache
def _letters() -> frozenset[str]:
    with as_file(files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf") as file, TTFont(file) as font:
        return frozenset(map(chr, font.getBestCmap())) | frozenset(_UNSEEN)


def _compiled(
    template: str, data: Mapping[str, object], day: dt.date, form: Literal["pdf", "png"], ppi: float | None = None
) -> list[bytes]:
    """The template, filled with `data`."""
    with as_file(files("nhanrong") / "templates") as folder:
        made: bytes | list[bytes] = typst.compile(
            str(folder / template),
            root=str(folder),
            font_paths=_fonts(),
            format=form,
            ppi=ppi,
            sys_inputs=_given(data, day),
            timestamp=int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()),
            pdf_standards=["ua-1"] if form == "pdf" else [],
        )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    """Our font and no other, so that a page looks the same wherever it is made."""
    with as_file(files("fontpkg_be_vietnam_pro") / "files") as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
