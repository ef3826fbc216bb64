"""A template becomes that of another language: its texts are changed in its source, so that no page pays for it.

The words between two tags, with what is filled in among them, are one text; so are certain attributes and the strings
in Jinja's own code. What is not translated stays, and says that it is Vietnamese.
"""

import re
from collections.abc import Callable, Iterator

from markupsafe import escape

from nhanrong.catalogues import Catalogue, is_vietnamese, plain
from nhanrong.vietnamese import NBSP

_FILLED = r"\{\{.*?\}\}"
_CODE = r"\{%.*?%\}"
_TOKEN = re.compile(
    rf"(?P<aside>\{{#.*?#\}}|<!--.*?-->|<!doctype[^>]*>|<(?P<raw>script|style)\b.*?</(?P=raw)>)"
    rf"|(?P<code>{_CODE})|(?P<filled>{_FILLED})"
    rf'|(?P<tag></?[a-z](?:"(?:{_FILLED}|{_CODE}|[^"])*"|{_FILLED}|{_CODE}|[^>"])*>)',
    re.DOTALL,
)
_SPOKEN = re.compile(
    rf'(\s(?:aria-label|alt|data-label|data-noun|data-warning|placeholder|title)=")((?:{_FILLED}|{_CODE}|[^"])*)"',
    re.DOTALL,
)
_INSIDE = re.compile(rf"({_CODE}|{_FILLED})", re.DOTALL)
_LITERAL = re.compile(r'"([^"\\\n]*)"')
_EXPRESSION = re.compile(r"\{\{([-+]?)(.*?)([-+]?)\}\}", re.DOTALL)
_GAP = re.compile(r"\{([0-9]+)\}")
_LETTER = re.compile(r"[^\W\d_]")
_NBSP = re.compile(r"\{\{ nbsp \}\}")
_WITHOUT_MARKS = ("<option", "<title", "<tspan")  # nothing but words may stand in them
_LEFT = "\ue6a7"  # the marks of a shell: see framing.py

Say = Callable[[str], str | None]
Pieces = list[tuple[bool, str]]  # a text, or what is filled in


def messages(source: str) -> list[str]:
    """The texts of a template, in its order."""
    found: list[str] = []

    def say(text: str) -> None:
        found.append(text)

    _changed(source, say, template=True)
    return list(dict.fromkeys(found))


def template_in(source: str, catalogue: Catalogue) -> str:
    """The source of a template in another language."""
    return _changed(source, catalogue.word, template=True)


def shell_in(html: str, catalogue: Catalogue) -> str:
    """A page that was drawn already, without the words of its own, in another language."""

    def say(text: str) -> str | None:
        if _LEFT in text:
            return None
        parts = catalogue.parts(text)
        return "".join(part.text for part in parts) if not any(part.vietnamese for part in parts) else None

    return _changed(html, say, template=False)


def _changed(source: str, say: Say, *, template: bool) -> str:
    out: list[str] = []
    waiting: Pieces = []
    at = 0
    for token in _TOKEN.finditer(source):
        if token.start() > at:
            waiting.append((False, source[at : token.start()]))
        at = token.end()
        text = token[0]
        if token["filled"] and template:
            waiting.append((False, NBSP) if _NBSP.fullmatch(text) else (True, text))
            continue
        out += _said(waiting, say, out, template=template)
        waiting = []
        if token["tag"]:
            text = _SPOKEN.sub(lambda found: _attribute(found, say, template=template), text)
        elif token["code"]:
            text = _literals(text, say)
        out.append(text)
    out += _said([*waiting, (False, source[at:])], say, out, template=template)
    return "".join(out)


def _said(pieces: Pieces, say: Say, before: list[str], *, template: bool) -> Iterator[str]:
    """The words between two tags; `before` is all that stands before them."""
    whole = "".join(text for _, text in pieces)
    if not whole.strip():
        yield whole
        return
    message, gaps = _message(pieces)
    alone = bool(before) and before[-1].startswith(_WITHOUT_MARKS)
    fill = "said_plain" if alone else "said"
    if not _LETTER.search(_GAP.sub("", message)):
        if alone and gaps:  # there is no room for a mark inside
            asked = _EXPRESSION.sub(r"{{ (\2) | language_of | xmlattr }}", _literals(gaps[0], say))
            before[-1] = f"{before[-1].removesuffix('>')}{asked}>"
        yield from (_filled(text, say, fill) if filled else text for filled, text in pieces)
        return
    head, tail = whole[: len(whole) - len(whole.lstrip())], whole[len(whole.rstrip()) :]
    words = say(message)
    if words is not None:
        yield head
        for at, piece in enumerate(_GAP.split(words) if gaps else [words]):
            yield _filled(gaps[int(piece) - 1], say, fill) if at % 2 else str(escape(piece))
        yield tail
    elif (not template and not is_vietnamese(message)) or _LEFT in message:
        yield whole
    elif alone:
        before[-1] = f'{before[-1].removesuffix(">")} lang="vi">'
        yield whole
    else:
        inner = "".join(_literals(text, say) if filled else text for filled, text in pieces).strip()
        yield f'{head}<span lang="vi" class="untranslated">{inner}</span>{tail}'


def _message(pieces: Pieces) -> tuple[str, list[str]]:
    gaps = [text for filled, text in pieces if filled]
    numbers = iter(range(1, len(gaps) + 1))
    return plain("".join(f"{{{next(numbers)}}}" if filled else text for filled, text in pieces)), gaps


def _attribute(found: re.Match[str], say: Say, *, template: bool) -> str:
    before, value = found.groups()
    if not template:
        return f'{before}{escape(say(value) or "")}"' if say(value) is not None else found[0]
    out: list[str] = []
    waiting: Pieces = []
    for text in [*_INSIDE.split(value), "{%%}"]:
        if text.startswith("{%"):
            out += _plainly(waiting, say)
            waiting = []
            out.append(_literals(text, say) if text != "{%%}" else "")
        elif text:
            waiting.append((text.startswith("{{"), text))
    return f'{before}{"".join(out)}"'


def _plainly(pieces: Pieces, say: Say) -> Iterator[str]:
    message, gaps = _message(pieces)
    words = say(message) if _LETTER.search(_GAP.sub("", message)) else None
    if words is None:
        yield from (_filled(text, say, "said_plain") if filled else text for filled, text in pieces)
        return
    for at, piece in enumerate(_GAP.split(words)):
        yield _filled(gaps[int(piece) - 1], say, "said_plain") if at % 2 else str(escape(piece))


def _filled(text: str, say: Say, fill: str) -> str:
    """What is filled in, said in the language where it can be."""
    return _EXPRESSION.sub(rf"{{{{\1 (\2) | {fill} \3}}}}", _literals(text, say))


def _literals(code: str, say: Say) -> str:
    """Jinja's code with its Vietnamese strings changed."""

    def changed(found: re.Match[str]) -> str:
        words = say(plain(found[1])) if is_vietnamese(found[1]) else None
        return found[0] if words is None else f'"{words}"'

    return _LITERAL.sub(changed, code)
