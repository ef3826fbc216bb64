"""A report as the comment below a pull request: Markdown in which no text of a record can do anything but be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nhanrong.comparing.changes import Change, RecordChange
from nhanrong.comparing.fields import Row
from nhanrong.comparing.report import Report
from nhanrong.comparing.words import BREAK, Fate, Run, compared
from nhanrong.dates import spoken_day
from nhanrong.posting import LONGEST, MARKER
from nhanrong.vietnamese import NBSP, capitalised, uncapitalised

_EVERYTHING = 10**9
_MOST_ROWS = 60
_MOST_NAMED = 12
_MOST_PAGES = 30
_PARTS = ("records", "old_lines", "lines", "moves", "pages")  # the first to be shortened comes first

_BREAKS_OFF = "&#8203;"  # of no width: what would be a reference with it gone is none
_SPACES = re.compile(r"[^\S\u00a0]+")
_MARKS = re.compile(r"[!#$&*+<=>@\[\\\]^_`{|}~]")
_REFERENCES = re.compile(r"(?<=[@#!~$&^:%])(?=\w|/)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-\d)", re.IGNORECASE)
_COMMIT = re.compile(r"\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])([0-9a-f]{4})([0-9a-f]{3,36})\b")
_FATES = {Fate.STAYED: "", Fate.GONE: "~~", Fate.CAME: "**"}


def safe(text: str) -> Markup:
    """A text in running Markdown: no markup, link, mention, reference or HTML comes of it, nor a line of its own."""
    plain = _COMMIT.sub(r"\1" + "\0" + r"\2", _REFERENCES.sub("\0", _SPACES.sub(" ", text)))
    coded = _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", plain)
    return Markup(coded.replace("\0", _BREAKS_OFF))  # noqa: S704  # made harmless above


def code(text: str) -> Markup:
    """A text to be copied letter by letter, in running Markdown or in a cell."""
    inside = " ".join(text.split()).replace("`", "'").replace("|", "\\|")
    return Markup(f"`{inside}`") if inside else Markup()  # noqa: S704  # nothing is marked up in it


def address(text: str) -> Markup:
    """An address where a link of Markdown leads to."""
    return Markup(quote(text, safe="/:#?=&%+,;@~"))  # noqa: S704  # nothing else is left in it


def cells(row: Row) -> tuple[Markup, Markup]:
    """What a field said before and after, with the words that differ marked; one side alone as it is."""
    if row.exact:
        return code(row.before or ""), code(row.after or "")
    before, after = compared(row.before or "", row.after or "")
    return _joined(before), _joined(after)


def _joined(runs: Iterable[Run]) -> Markup:
    parts: list[str] = []
    for run in runs:
        said = " ".join("<br>" if word == BREAK else safe(word) for word in run.words)
        mark = "" if set(run.words) == {BREAK} else _FATES[run.fate]
        parts.append(f"{mark}{said}{mark}")
    return Markup(" ".join(parts))  # noqa: S704  # of harmless words


@dataclass(frozen=True)
class _Room:
    """How many of each part are shown."""

    records: int = _EVERYTHING
    old_lines: int = _EVERYTHING
    lines: int = _EVERYTHING
    moves: int = _EVERYTHING
    pages: int = _EVERYTHING


def markdown(report: Report, preview: str = "", longest: int | None = LONGEST) -> str:
    """The whole comment; whole parts are left out from the end until it is no longer than `longest` characters.

    `preview` is the address at which the pages of the change can be seen.
    """
    room = _Room() if longest is None else _Room(pages=_MOST_PAGES)
    text = _filled(report, preview, room)
    for part in _PARTS:
        if longest is None or len(text) <= longest:
            break
        room = _most(report, preview, room, part, longest)
        text = _filled(report, preview, room)
    return text


def _most(report: Report, preview: str, room: _Room, part: str, longest: int) -> _Room:
    """The same room with as many of one part as fit, none at least."""

    def fits(count: int) -> bool:
        return len(_filled(report, preview, replace(room, **{part: count}))) <= longest

    low, high = 0, 1
    while fits(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return replace(room, **{part: low})


def _filled(report: Report, preview: str, room: _Room) -> str:
    text = (
        _environment()
        .get_template("diff/comment.md.j2")
        .render(
            report=report,
            changes=report.changes,
            counts=_counts(report),
            preview=preview,
            room=room,
            marker=Markup(MARKER),  # noqa: S704  # ours
            most_rows=_MOST_ROWS,
            most_named=_MOST_NAMED,
        )
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _counts(report: Report) -> list[str]:
    """How many of what came, changed and went: thêm 2 mô hình."""
    found: dict[tuple[str, str], int] = {}
    for change, says in _CHANGES.items():
        for one in report.changes.records:
            if one.change is change:
                key = says, one.kind.called
                found[key] = found.get(key, 0) + 1
    return [f"{says} {count} {called}" for (says, called), count in found.items()]


_CHANGES = {Change.ADDED: "thêm", Change.CHANGED: "sửa", Change.REMOVED: "xóa"}


def _heading(one: RecordChange) -> Markup:
    says = capitalised(_CHANGES[one.change])
    if "/" not in one.kind.where:
        return Markup("{} {}").format(says, one.kind.called)
    named = Markup(": {}").format(safe(one.name)) if one.name != one.id else Markup()
    return Markup("{} {}{} {}").format(says, one.kind.called, named, code(one.id))


@cache
def _environment() -> Environment:
    """Templates of Markdown, in which every value is made harmless unless it was made for Markdown."""
    made = Environment(
        loader=PackageLoader("nhanrong", "templates"),
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else safe(str(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "address": address,
        "code": code,
        "cells": cells,
        "heading": _heading,
        "day": spoken_day,
        "capitalised": capitalised,
        "uncapitalised": uncapitalised,
    }
    made.globals |= {"nbsp": NBSP, "Change": Change}
    return made
