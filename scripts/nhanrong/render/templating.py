"""Templates become HTML: escaped, strict about names, and the same on every run."""

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from nhanrong import prose
from nhanrong.addresses import crop_address, session_address, subject_address, unit_address
from nhanrong.catalogues import Catalogue, catalogue
from nhanrong.dates import spoken_day
from nhanrong.render.outputs import relative
from nhanrong.render.speaking import language, language_of, said, said_plain, speaking
from nhanrong.tracking import note
from nhanrong.translating import template_in
from nhanrong.vietnamese import NBSP, capitalised, number, percent, slug, spoken_area, spoken_money, uncapitalised

_FOLDER = Path(__file__).parent.parent / "templates"
_MARK = "\0"  # no text of a record holds it, and no template escapes it


def environment() -> Environment:
    """The one environment of all templates; a second language has one of its own."""
    return _environment(language())


@cache
def _environment(code: str) -> Environment:
    made = Environment(
        loader=_Translated(catalogue(code)) if code else PackageLoader("nhanrong", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.filters |= {
        "number": number,
        "money": spoken_money,
        "area": spoken_area,
        "day": spoken_day,
        "linked": _linked,
        "own_prose": _prose,
        "prose": _foreign_prose if code else _prose,
        "capitalised": capitalised,
        "uncapitalised": uncapitalised,
        "slug": slug,
        "said": _said,
        "said_plain": said_plain,
        "language_of": language_of,
    }
    made.globals |= {
        "percent": percent,
        "nbsp": NBSP,
        "subject_address": subject_address,
        "session_address": session_address,
        "unit_address": unit_address,
        "crop_address": crop_address,
    }
    return made


class _Translated(PackageLoader):
    """Templates in another language."""

    def __init__(self, spoken: Catalogue) -> None:
        super().__init__("nhanrong", "templates")
        self._spoken = spoken

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """The source of a template; a drawing has none of the interface's texts."""
        source, path, current = super().get_source(environment, template)
        return template_in(source, self._spoken) if template.endswith(".html.j2") else source, path, current


class _Compiled(BytecodeCache):
    """Templates in the form that runs, kept elsewhere."""

    def __init__(self, get: Callable[[str], bytes | None], put: Callable[[str, bytes], None]) -> None:
        self._get = get
        self._put = put

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of a template, if it was compiled of the same text."""
        if kept := self._get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._put(bucket.key, bucket.bytecode_to_string())


def compile_templates(get: Callable[[str], bytes | None], put: Callable[[str, bytes], None]) -> None:
    """Make the templates of pages and drawings ready, from what `get` has of them; `put` is given the others."""
    made = environment()
    made.bytecode_cache = _Compiled(get, put)
    try:
        for name in made.list_templates(["j2"]):
            if "/" not in name:
                made.get_template(name)
    finally:
        made.bytecode_cache = None


SHARED = "shared"
LANGUAGES = "languages"  # the group of the facts about catalogues


def template_digests() -> dict[str, str]:
    """What stands for the template of each page, by name, and under `SHARED` for all others together.

    The template of a page is one that holds a title; it is read by the pages made with it, the others by all.
    """
    found: dict[str, bytes] = {}
    for file in sorted(_FOLDER.rglob("*.j2")):
        text = file.read_bytes()
        name = file.relative_to(_FOLDER).as_posix() if b"<h1" in text else SHARED
        found[name] = found.get(name, b"") + file.name.encode() + text
    return {name: blake2b(text, digest_size=16).hexdigest() for name, text in found.items()}


def filled(template: str, **context: object) -> Markup:
    """A template filled in, safe to stand in another."""
    return Markup(environment().get_template(template).render(**context))  # noqa: S704  # the template escapes


def pieces(template: str, *marked: str, **context: object) -> list[Markup]:
    """What stands in a template round the values named `marked`, to be filled in many times without the template."""
    marks = dict.fromkeys(marked, _MARK)
    return [Markup(part) for part in filled(template, **context, **marks).split(_MARK)]  # noqa: S704  # of a template


def article(template: str, address: str, **context: object) -> str:
    """The article of the page at `address`; in the template `link(other)` leads to another address."""
    note("templates", template)
    return environment().get_template(template).render(link=linker(address), **context)


def linker(address: str) -> Callable[[str], str]:
    """The links from one page: to every other address what :func:`relative` says, to most without its work."""
    above = address.split("/")[:-1]
    top = f"{above[0]}/" if above else ""
    up = "../" * len(above)

    def link(other: str) -> str:
        if not other.endswith("/"):
            return relative(address, other)
        if not other.startswith(top):
            return up + other
        parts = other.split("/")[:-1]
        shared = 0
        for here, there in zip(above, parts, strict=False):
            if here != there:
                break
            shared += 1
        return "../" * (len(above) - shared) + "".join(f"{part}/" for part in parts[shared:]) or "./"

    return link


class Linked(Protocol):
    """A piece of HTML that stands on several pages, before and after the link that differs from page to page."""

    @property
    def address(self) -> str:
        """Where the link leads."""

    @property
    def html(self) -> tuple[Markup, Markup]:
        """What stands before and after it."""


def _linked(items: Iterable[Linked], link: Callable[[str], str]) -> Markup:
    """Pieces one below the other, each with its link from this page."""
    lines = ("".join((item.html[0], escape(link(item.address)), item.html[1])) for item in items)
    return Markup("\n".join(lines))  # noqa: S704  # the pieces are of templates, the links escaped


def _prose(text: str) -> Markup:
    """A text of a record as HTML: its paragraphs and lists."""
    line = text.strip()
    if line and "\n" not in line and not line.startswith("- "):
        before, after = _paragraph()
        return Markup("".join((before, escape(line), after)))  # noqa: S704  # the template round an escaped text
    return filled("prose.html.j2", blocks=prose.blocks(text))


@cache
def _paragraph() -> list[str]:
    return str(filled("prose.html.j2", blocks=[prose.Paragraph(_MARK)])).split(_MARK)


@cache
def _vietnamese(*, block: bool) -> tuple[Markup, Markup]:
    with speaking(""):
        before, after = filled("vietnamese.html.j2", text=_MARK, block=block).strip().split(_MARK)
    return Markup(before), Markup(after)  # noqa: S704  # of a template


def _said(value: object) -> object:
    return said(value, _vietnamese(block=False))


def _foreign_prose(text: str) -> Markup:
    """The same on a page of another language: it says that it is Vietnamese."""
    before, after = _vietnamese(block=True)
    with speaking(""):
        return before + _prose(text) + after
