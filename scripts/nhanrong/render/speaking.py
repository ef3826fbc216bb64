"""The language that pages are being drawn in, and how a value is said in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Self

from markupsafe import Markup, escape

from nhanrong.catalogues import Catalogue, Part, catalogue

_LANGUAGE = ContextVar("language", default="")


def language() -> str:
    """The code of a second language, empty for Vietnamese."""
    return _LANGUAGE.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Inside, pages are drawn in a language."""
    before = _LANGUAGE.set(code)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def speech() -> Catalogue | None:
    """The catalogue of the language; Vietnamese has none."""
    code = language()
    return catalogue(code) if code else None


def said_plain(value: object) -> object:
    """A value in the language where it is known, as text alone: for attributes."""
    spoken = speech()
    if not isinstance(value, str) or isinstance(value, Markup) or spoken is None:
        return value
    return "".join(part.text for part in _parts(spoken, value))


def language_of(value: object) -> dict[str, str]:
    """The attribute of an element that holds the value alone: `lang`, if any of it is left in Vietnamese."""
    spoken = speech()
    left = spoken is not None and isinstance(value, str) and any(part.vietnamese for part in _parts(spoken, value))
    return {"lang": "vi"} if left else {}


class Pieces(str):
    """A text that was put together, of which each piece is said by itself."""

    __slots__ = ("pieces",)
    pieces: tuple[str, ...]

    def __new__(cls, *pieces: str) -> Self:
        """The pieces, one after the other."""
        made = super().__new__(cls, "".join(pieces))
        made.pieces = pieces
        return made


def _parts(spoken: Catalogue, value: str) -> Iterator[Part]:
    if isinstance(value, Pieces):
        for piece in value.pieces:
            yield from _parts(spoken, piece)
    else:
        yield from spoken.parts(value)


def said(value: object, vietnamese: tuple[Markup, Markup]) -> object:
    """A value in the language where it is known; what is left stands between the two marks of Vietnamese."""
    spoken = speech()
    if not isinstance(value, str) or isinstance(value, Markup) or spoken is None:
        return value
    before, after = vietnamese
    marked = (
        Markup("").join((before, escape(part.text), after)) if part.vietnamese else escape(part.text)
        for part in _parts(spoken, value)
    )
    return Markup("").join(marked)
