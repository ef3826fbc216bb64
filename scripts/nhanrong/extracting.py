"""Every text of the interface that a catalogue has to hold, found where it is written."""

import ast
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from nhanrong.catalogues import SCRIPT, VALUE, is_vietnamese, plain
from nhanrong.records import vocabulary
from nhanrong.records.fields import Term, wanted_fields
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.translating import messages
from nhanrong.vietnamese import uncapitalised

_HERE = Path(__file__).parent
# The templates of the pages that a second language has.
TEMPLATES = (
    "answers",
    "card",
    "cards",
    "catalogue",
    "coming",
    "comparison",
    "crop",
    "crops",
    "doing",
    "drawing",
    "glossary",
    "home",
    "in-part",
    "ledger",
    "legend",
    "long-list",
    "long-section",
    "macros",
    "map.svg",
    "map_page",
    "model",
    "practice",
    "province",
    "session",
    "share",
    "sheet-maps",
    "suits",
    "timeline",
    "unit",
    "unitchart",
    "units",
)
# The modules that put texts together for these pages.
MODULES = (
    "figures",
    "publication",
    "site",
    "standing",
    "wishes",
    "render/calculator",
    "render/cards",
    "render/catalogue",
    "render/comparison",
    "render/crop_pages",
    "render/glossary",
    "render/indexes",
    "render/ledger_rows",
    "render/living",
    "render/marks",
    "render/place_pages",
    "render/record_figures",
    "render/record_pages",
    "render/section_pages",
    "render/sheetmaps",
    "render/spread",
    "render/suited",
    "render/svgmap",
    "render/timeline",
    "render/unit_lists",
    "render/wording",
)
# What numbers, sums and dates are said with.
_NUMBERS = (
    (None, "tỷ"),
    (None, "triệu"),
    (VALUE, "{1} tỷ"),
    (VALUE, "{1} triệu"),
    (VALUE, "{1} đồng"),
    (VALUE, "{1} {2} đồng"),
    (VALUE, "{1} đồng/{2}"),
    (VALUE, "{1} {2} đồng/{3}"),
    (VALUE, "tháng {1}/{2}"),
    (VALUE, "{1} đến {2}"),
)
_NAVIGATION = ("Giới thiệu", "In ra")  # of a hand-written page; and what has no letter that only Vietnamese has
_SAID = re.compile(r'\bsay\("([^"\\…]+(?:…)?)"')

Key = tuple[str | None, str]  # context and text


def keys() -> list[Key]:
    """All texts with their contexts, each once, in the order of where they stand."""
    return list(dict.fromkeys([*_templates(), *_theme(), *_terms(), *_modules(), *_NUMBERS, *_scripts()]))


def _templates() -> Iterator[Key]:
    for name in TEMPLATES:
        yield from ((None, text) for text in messages((_HERE / "templates" / f"{name}.html.j2").read_text("utf-8")))


def _theme() -> Iterator[Key]:
    """The frame is changed when it is drawn, so its texts with gaps are shapes."""
    files = sorted((_HERE / "theme").rglob("*.html"))
    for path in files:
        for text in messages(path.read_text("utf-8")):
            if is_vietnamese(text):
                yield (VALUE if "{1}" in text else None), text
    for text in re.findall(r': "([^"]+)"', (_HERE / "theme/partials/languages/vi.html").read_text("utf-8")):
        if is_vietnamese(text):
            yield None, text
    yield from ((None, text) for text in ("Chuyển sang nền tối", "Chuyển sang nền sáng", *_NAVIGATION))


def _terms() -> Iterator[Key]:
    lists = [value for value in vars(vocabulary).values() if isinstance(value, type) and issubclass(value, Term)]
    yield from ((None, plain(term.label)) for terms in lists for term in terms)
    for kind in (Model, Practice, Session):
        yield from ((None, uncapitalised(title)) for _, title in wanted_fields(kind))


def _modules() -> Iterator[Key]:
    for name in MODULES:
        yield from _spoken(ast.parse((_HERE / f"{name}.py").read_text("utf-8")))


def _spoken(tree: ast.Module) -> Iterator[Key]:
    """The Vietnamese strings of a module; one that is filled in is a shape."""
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    apart |= {id(part) for node in joined for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            key: Key = (VALUE, plain(_shape(node.values)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            key = (None, plain(node.value))
        else:
            continue
        if is_vietnamese(key[1]):
            yield key


def _shape(values: Iterable[ast.expr]) -> str:
    text, gaps = "", 0
    for value in values:
        if isinstance(value, ast.Constant):
            text += str(value.value)
        elif isinstance(value, ast.FormattedValue) and isinstance(value.value, ast.Name) and value.value.id == "NBSP":
            text += " "
        else:
            gaps += 1
            text += f"{{{gaps}}}"
    return text


def _scripts() -> Iterator[Key]:
    for path in sorted((_HERE / "theme/assets/javascripts").glob("*.js")):
        yield from ((SCRIPT, text) for text in _SAID.findall(path.read_text("utf-8")))


def refreshed(catalogue: bytes) -> bytes:
    """A catalogue with exactly the texts of today, in their order, and what was said of them."""
    before = read_po(BytesIO(catalogue), charset="utf-8")
    said = {(message.context, message.id): message.string for message in before if message.id}
    header = catalogue.decode("utf-8").partition("\n\n")[0]
    entries = [_entry(context, text, str(said.get((context, text)) or "")) for context, text in keys()]
    return "\n\n".join([header, *entries, ""]).replace("\n\n\n", "\n\n").rstrip().encode() + b"\n"


def _entry(context: str | None, text: str, words: str) -> str:
    lines = [f"msgctxt {quoted(context)}"] if context else []
    return "\n".join([*lines, f"msgid {quoted(text)}", f"msgstr {quoted(words)}"])


def quoted(text: str) -> str:
    """A text as gettext files write it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
