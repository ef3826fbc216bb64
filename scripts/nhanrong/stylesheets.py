"""Stylesheets made small: only rules that some page can meet stay, and no white space that says nothing.

A rule stays if every class, id and attribute value of one of its selectors is among the words that pages are written
with, a custom property if anything that stays asks for it. Whatever is not understood stays.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

_PIECE = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\(\s*[^"'\s)][^)]*\)"""
    r"""|[{};()\[\],]|[^"'/{};()\[\],u]+|.""",
    re.DOTALL,
)
_NAMES = re.compile(r"""[.#]((?:[\w-]|\\.|[^\x00-\x7f])+)|\[\s*[\w|-]+\s*(?:[~|^$*]?=\s*["']?([^"'\]]*?)["']?\s*)?\]""")
_ALTERNATIVES = re.compile(r":(?:is|where|-webkit-any|-moz-any|any|matches)\(")
_WORDS = re.compile(r"[\w\s-]*")
_NEGATED = re.compile(r":not\(")
_HOLDING_RULES = ("@media", "@supports", "@layer", "@container")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:")


@dataclass(frozen=True)
class Rule:
    """What stands before a block, and the block: declarations, or rules; a statement has neither."""

    head: str
    declarations: tuple[str, ...] | None = None
    rules: tuple["Rule", ...] | None = None


def rules(css: str) -> tuple[Rule, ...]:
    """The rules of a stylesheet, without comments."""
    pieces = (piece for piece in _PIECE.findall(css) if not piece.startswith("/*"))
    return tuple(_rules(pieces))


def as_css(rules: tuple[Rule, ...]) -> str:
    """Rules as the text of a stylesheet; blocks that say nothing are left out."""
    parts = []
    for rule in rules:
        if rule.rules is not None:
            inside = as_css(rule.rules)
        elif rule.declarations is not None:
            inside = ";".join(rule.declarations)
        else:
            parts.append(f"{rule.head};")
            continue
        if inside:
            parts.append(f"{rule.head}{{{inside}}}")
    return "".join(parts)


def kept(rules: tuple[Rule, ...], words: AbstractSet[str]) -> tuple[Rule, ...]:
    """The rules that pages written with some words can meet."""
    found = []
    for rule in rules:
        if rule.rules is not None:
            found.append(replace(rule, rules=kept(rule.rules, words)))
        elif rule.head.startswith("@") or rule.declarations is None:
            found.append(rule)
        else:
            heads = [one for one in parts(rule.head, ",") if _met(one, words)]
            if heads:
                found.append(replace(rule, head=",".join(heads)))
    return tuple(found)


def without_idle(rules: tuple[Rule, ...], others: str) -> tuple[Rule, ...]:
    """The rules without animations that nothing runs and custom properties that neither they nor `others` ask for."""
    while True:
        text = as_css(rules) + others
        asked = frozenset(_ASKED.findall(text))
        now = _asked_for(rules, asked, text)
        if now == rules:
            return rules
        rules = now


def parts(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that stand in no brackets and no quotes."""
    found, part, depth = [], "", 0
    for piece in _PIECE.findall(text):
        depth += (piece in "([") - (piece in ")]")
        if piece == separator and not depth:
            found.append(part)
            part = ""
        else:
            part += piece
    return [one for one in (part.strip() for part in [*found, part]) if one]


def _rules(pieces: Iterator[str]) -> Iterator[Rule]:
    head = ""
    for piece in pieces:
        if piece == "{":
            name = _tight(head)
            if name.startswith(_HOLDING_RULES) or "keyframes" in name.split(" ")[0]:
                yield Rule(name, rules=tuple(_rules(pieces)))
            else:
                yield Rule(name, declarations=tuple(_declarations(pieces)))
            head = ""
        elif piece == "}":
            return
        elif piece == ";" and not head.count("(") > head.count(")"):
            if name := _tight(head):
                yield Rule(name)
            head = ""
        else:
            head += piece


def _declarations(pieces: Iterator[str]) -> Iterator[str]:
    text, depth = "", 0
    for piece in pieces:
        if piece in ";}" and not depth:
            if declaration := _tight(text):
                name, _, value = declaration.partition(":")
                yield f"{name.strip()}:{value.strip()}"
            if piece == "}":
                return
            text = ""
        else:
            depth += (piece in "({") - (piece in ")}")
            text += piece


def _tight(text: str) -> str:
    """A text with single spaces, and none beside commas, outside of quotes."""
    found = ""
    for piece in _PIECE.findall(text.strip()):
        quoted = piece[0] in "\"'" or piece.startswith("url(")
        words = piece if quoted else re.sub(r"\s+", " ", piece)
        if found.endswith(",") and not quoted:
            words = words.lstrip()
        if words == ",":
            found = found.rstrip()
        found += words
    return found.strip()


def _met(selector: str, words: AbstractSet[str]) -> bool:
    """Whether all that a selector asks for is among the words, as far as it is understood."""
    begin = _ALTERNATIVES.search(selector)
    if begin:
        end = _closing(selector, begin.end())
        inside = parts(selector[begin.end() : end], ",")
        if not any(_met(one, words) for one in inside):
            return False
        return _met(f"{selector[: begin.start()]}{selector[end + 1 :]}", words)
    negated = _NEGATED.search(selector)
    if negated:
        end = _closing(selector, negated.end())
        return _met(f"{selector[: negated.start()]}{selector[end + 1 :]}", words)
    for name, value in _NAMES.findall(selector):
        if "\\" in name or not _WORDS.fullmatch(value):
            continue
        if (name and name not in words) or (value and not set(value.split()) <= words):
            return False
    return True


def _closing(text: str, begin: int) -> int:
    """Where the bracket that is open at a place is closed."""
    depth = 1
    for place in range(begin, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
    return len(text)


def _asked_for(rules: tuple[Rule, ...], asked: AbstractSet[str], text: str) -> tuple[Rule, ...]:
    found = []
    for rule in rules:
        if "keyframes" in rule.head.split(" ")[0]:
            if len(re.findall(rf"(?<![\w-]){re.escape(rule.head.split(' ')[-1])}(?![\w-])", text)) > 1:
                found.append(rule)
        elif rule.rules is not None:
            found.append(replace(rule, rules=_asked_for(rule.rules, asked, text)))
        elif rule.declarations is not None:
            stay = tuple(one for one in rule.declarations if not (m := _PROPERTY.match(one)) or m[1] in asked)
            if stay:
                found.append(replace(rule, declarations=stay))
        else:
            found.append(rule)
    return tuple(found)
