"""Reads the files of a site's search, without the code that wrote them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_GIVEN = re.compile(r"nhanrong\.give\((\"[^\"]+\"),(.*)\);", re.DOTALL)
_LETTERS = [chr(code) for code in range(33, 127) if chr(code) not in "\"\\<',;|"]
_LAST = 60


@dataclass(frozen=True)
class SearchIndex:
    """All that a search knows: pages by number as they are shown, and pages by folded syllable and sound."""

    pages: list[list[str]]
    kinds: list[str]
    words: Mapping[str, Mapping[str, list[list[int]]]]
    vocabulary: list[str]

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
    for first, name in contents["parts"]:
        part = [group.split(",") for group in values.pop(f"tim-kiem/{name}.js").split(";")]
        assert part[0][0] == first
        words |= {fold: dict(_sound(fold, one) for one in written) for fold, *written in part}
    pages: list[list[str]] = []
    for folder, sizes in contents["folders"]:
        for number, size in enumerate(sizes):
            block = values.pop(f"tim-kiem/{folder}/{number}.js")
            assert len(block) == _LETTERS.index(size)
            pages += block
    assert not values
    kinds = [kind for kind, _, count in contents["kinds"] for _ in range(count)]
    assert len(kinds) == len(pages)
    return SearchIndex(pages, kinds, words, _vocabulary(contents["words"]))


def _value(address: str, data: bytes) -> Any:
    found = _GIVEN.fullmatch(data.decode())
    assert found, address
    assert json.loads(found[1]) == address
    return json.loads(found[2])


def _sound(fold: str, written: str) -> tuple[str, list[list[int]]]:
    sound, *places = written.split("|")
    return sound or fold, [_numbers(place) for place in places]


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
    for shared, rest in re.findall(r"(\d)(\D*)", written):
        found.append(found[-1][: int(shared)] + rest)
    return found[1:]
