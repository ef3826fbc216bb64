"""Reads the files of a site's search, without the code that wrote them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_GIVEN = re.compile(r"nhanrong\.give\((\"[^\"]+\"),(.*)\);", re.DOTALL)
_LETTERS = [chr(code) for code in range(33, 127) if chr(code) not in "\"\\&<>',;|"]
_LAST = 60
_TONES = ("", "1", "2", "3", "4", "5")


@dataclass(frozen=True)
class SearchIndex:
    """All that a search knows: pages by number as they are shown, and pages by folded syllable and sound."""

    pages: list[list[str]]
    kinds: list[str]
    words: Mapping[str, Mapping[str, list[list[int]]]]

    @property
    def by_address(self) -> dict[str, list[str]]:
        """The pages by their address."""
        return {page[0]: page for page in self.pages}


def search_files(folder: Path) -> dict[str, bytes]:
    """The files of the search of a site, by address."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "tim-kiem").rglob("*"))
        if path.is_file()
    }


def read_index(files: Mapping[str, bytes]) -> SearchIndex:
    """The whole search of a site, every part of it named by the list of contents and nothing besides."""
    values = {address: _value(address, data) for address, data in files.items() if address.startswith("tim-kiem/")}
    values.pop("tim-kiem/bat-dau.js", None)  # what is offered before anything is asked
    contents = values.pop("tim-kiem/muc-luc.js")
    words: dict[str, dict[str, list[list[int]]]] = {}
    folds = _vocabulary(contents["words"])
    for first, name in contents["parts"]:
        assert first == len(words)
        for written in values.pop(f"tim-kiem/{name}.js").split(";"):
            fold = folds[len(words)]
            words[fold] = dict(_sound(fold, one) for one in written.split(","))
    assert list(words) == folds
    pages: list[list[str]] = []
    for folder, sizes in contents["folders"]:
        for number, size in enumerate(sizes):
            block = values.pop(f"tim-kiem/{folder}/{number}.js")
            assert len(block) == _LETTERS.index(size)
            pages += block
    assert not values
    kinds = [kind for kind, _, count in contents["kinds"] for _ in range(count)]
    assert len(kinds) == len(pages)
    return SearchIndex(pages, kinds, words)


def _value(address: str, data: bytes) -> Any:
    found = _GIVEN.fullmatch(data.decode())
    assert found, address
    assert json.loads(found[1]) == address
    return json.loads(found[2])


def _sound(fold: str, written: str) -> tuple[str, list[list[int]]]:
    sound, *places = written.split("|")
    return fold + sound if sound in _TONES else sound, [_pages(place) for place in reversed((*places, *[""] * 5)[:5])]


def _pages(written: str) -> list[int]:
    if not written.startswith(" "):
        return _numbers(written)
    end = next(at for at, letter in enumerate(written[1:], 2) if _LETTERS.index(letter) < _LAST)
    (first,) = _numbers(written[1:end])
    masks = [_LETTERS.index(letter) for letter in written[end:]]
    return [6 * (first + at) + bit for at, mask in enumerate(masks) for bit in range(6) if mask >> bit & 1]


def _numbers(written: str) -> list[int]:
    found, more, before = [], [], -1
    for letter in written:
        digit = _LETTERS.index(letter)
        if digit >= _LAST:
            more.append(digit - _LAST)
            continue
        while more:
            digit = digit * (len(_LETTERS) - _LAST) + more.pop() + _LAST
        before += digit + 1
        found.append(before)
    return found


def _vocabulary(written: str) -> list[str]:
    found = [""]
    for shared, rest in re.findall("([A-J])([^A-J]*)", written):
        found.append(found[-1][: "ABCDEFGHIJ".index(shared)] + rest)
    return found[1:]
