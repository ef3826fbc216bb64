"""The value of a file in which every line is of the plainest kind, found line by line without a YAML library.

So are the files that programs write and most of those that people do: `key: value`, `- value`, `- key: value`, with
plain words, words in quotes without an escape, or a text behind `|-`. Whatever else stands in a file, or is indented
in another way, leaves it to the other readers, so that nothing here needs to know what YAML makes of it.
"""

import re
from typing import Any

from nhanrong.scalars import LONGEST_WORD, Misread, plain, quoted
from nhanrong.yamlguards import MAX_DEPTH

_LINE = re.compile(
    r"""
    (?P<indent>\ *) (?P<dash>-\ (?=\S))?
    (?: (?P<key>[a-z_]{1,99}) : (?: \ (?=\S) | (?=\n) ) )?
    (?:
        (?P<word> \w (?:[^\n]*[^ :\n])? )
      | "(?P<quote>[^"\\\n]+)"
      | \|- (?P<block> (?: \n (?: (?P=indent)\ [^\n]* )? )+ )
    )? \n
  | [^\n]  # a line of another kind, which leaves all groups empty
    """,
    re.VERBOSE,
)
_NODES_A_LINE = 3  # at most: a mapping in a list, its key and its value

_Around = list[tuple[Any, int]]


class _NotPlain(Exception):  # noqa: N818
    """A line is of another kind, or stands where it needs a second look."""


def value_by_lines(text: str, most_nodes: int) -> object:
    """The value of a text without odd characters or comments behind values; None where it is not plain to see."""
    lines = _LINE.findall(text)
    if _NODES_A_LINE * len(lines) + 1 > most_nodes:
        return None
    try:
        return _value(lines)
    except _NotPlain:
        return None


def _value(lines: list[tuple[str, ...]]) -> object:
    around: _Around = []  # the collections that are being filled, each with the column where its lines begin
    here, column = root, _ = _entered(around, -1, "")
    waiting: str | None = ""  # the key whose value begins on the next line
    for indent, dash, key, word, quote, block in lines:
        at = len(indent)
        if waiting is not None:
            if at <= column:
                raise _NotPlain
            inner, column = _entered(around, at, dash)
            here[waiting] = inner
            here = inner
        while at < column:
            around.pop()
            here, column = around[-1]
        if at > column or bool(dash) != (type(here) is list) or not (dash or key):
            raise _NotPlain
        if dash and key:
            inner, column = _entered(around, at + len(dash), "")
            here.append(inner)
            here = inner
        meaning = _meaning(word, quote, block, column)
        if not key:
            here.append(meaning)
        elif key in here:
            raise _NotPlain
        else:
            here[key] = meaning
        waiting = key if meaning is None else None
    if waiting is not None:
        raise _NotPlain
    return root[""]


def _entered(around: _Around, column: int, dash: str) -> tuple[Any, int]:
    """A new collection, a list or a mapping, whose lines begin at a column."""
    if len(around) > MAX_DEPTH:
        raise _NotPlain
    around.append(([] if dash else {}, column))
    return around[-1]


def _meaning(word: str, quote: str, block: str, column: int) -> object:
    """What stands on a line behind its key or dash; None where its value begins below."""
    if word:
        if len(word) > LONGEST_WORD and word[0].isalpha() and ": " not in word:
            return word
        meaning = plain(word)
    elif quote:
        meaning = quoted(quote)
    elif block:
        meaning = quoted(_literal(block, column))
    else:
        return None
    if type(meaning) is Misread or ": " in word:
        raise _NotPlain
    return meaning


def _literal(block: str, column: int) -> str:
    """The text behind a `|-`, each line deeper than its key."""
    lines = block.split("\n")[1:]
    margin = len(lines[0]) - len(lines[0].lstrip(" "))
    edge = " " * margin
    if margin <= column or any(line and not (line.startswith(edge) and line.strip(" ")) for line in lines):
        raise _NotPlain
    return "\n".join(line[margin:] for line in lines).rstrip("\n")
