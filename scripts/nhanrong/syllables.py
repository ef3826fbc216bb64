"""The syllables of a text as the search compares them; `nhanrong-words.js` does the same in the browser.

A syllable has two forms. `fold` has no marks and đ is d. `sound` keeps them in plain letters: a doubled or added letter
for the mark of a vowel, dd for đ, the tone as a digit at the end. So hòa, hoà and their decomposed spellings are one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_VOWELS = {"\u0306": "w", "\u031b": "w"}


class Syllable(NamedTuple):
    """One syllable, or a word of another language."""

    fold: str
    sound: str


def words_of(text: str) -> list[str]:
    """All words and numbers of a text in lower case, in order."""
    return _WORD.findall(text.lower())


def syllables(text: str) -> list[Syllable]:
    """The same as the search compares them."""
    return list(map(_syllable, words_of(text)))


def keys(text: str) -> list[str]:
    """The same as one text each, “fold:sound”."""
    return list(map(_key, words_of(text)))


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    return ":".join(_syllable(word))


@lru_cache(maxsize=1 << 16)
def _syllable(word: str) -> Syllable:
    fold, sound, tone = "", "", ""
    for character in unicodedata.normalize("NFD", word):
        if character == "đ":
            fold += "d"
            sound += "dd"
        elif character == "\u0302":
            sound += sound[-1:]
        elif character in _TONES:
            tone = _TONES[character]
        elif "\u0300" <= character <= "\u036f":
            sound += _VOWELS.get(character, character)
        else:
            fold += character
            sound += character
    return Syllable(fold, sound + tone)
