"""The files of the search: what the pages say, cut into parts of which a reader's browser takes only what it needs.

Pages are numbered, those of a kind together. `tim-kiem/muc-luc.js` has all folded syllables in order and names all
parts. *Words*: for each folded syllable every way it sounds, and for each of these the pages that have it, by the place
where it weighs most, the text first: as gaps between their numbers or, where pages with it stand close, as masks of six
pages each. *Pages*: what hits show, some pages in a file, the files in folders. Parts are named after what they hold,
so that those of two editions never mix.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise

from nhanrong.facts import digest
from nhanrong.render.giving import as_json, given
from nhanrong.searching import KINDS, OTHER, PLACES, Found
from nhanrong.synonyms import things, weak_words

FOLDER = "tim-kiem/"
CONTENTS = f"{FOLDER}muc-luc.js"
SCRIPT = "assets/javascripts/nhanrong-search.js"

_LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"\\&<>',;|")
_LAST, _MORE = _LETTERS[:60], _LETTERS[60:]
_SHARED = "ABCDEFGHIJ"  # how many letters a word shares with the one before; no folded syllable has any of them
_MASKED = 6  # pages that a mask tells of
_FEW = 4  # pages that are never written as masks
_WORDS_AT_ONCE = 12_000  # letters of the words in a file, unless one syllable has more
_PAGES_AT_ONCE = 3_000  # letters of the pages in a file, unless one page has more
_LIKELY_PAGES = 32  # after about so many pages a file ends whatever it holds, so that a change moves few files
_FILES_IN_FOLDER = 64
_KINDS = (*KINDS.values(), OTHER)


def index_files(pages: Sequence[Found]) -> dict[str, bytes]:
    """All files of the search, by address."""
    ordered = sorted(pages, key=lambda page: (_KINDS.index(page.kind), -page.boost))  # else in the order of the site
    files: dict[str, bytes] = {}
    parts: list[list[int | str]] = []
    sounds = _sounds(ordered)
    for first, words in _word_parts(sounds):
        address, data = _named(words)
        files[address] = data
        parts.append([first, address.removeprefix(FOLDER).removesuffix(".js")])
    folders = []
    for blocks in _folders(ordered):
        mark = digest(as_json(blocks).encode())[:8]
        folders.append([mark, "".join(_LETTERS[len(block)] for block in blocks)])
        for number, block in enumerate(blocks):
            address = f"{FOLDER}{mark}/{number}.js"
            files[address] = given(address, block)
    ranges = [
        [kind, boost, len(list(same))] for (kind, boost), same in groupby(ordered, lambda page: (page.kind, page.boost))
    ]
    files[CONTENTS] = given(
        CONTENTS,
        {
            "kinds": ranges,
            "parts": parts,
            "folders": folders,
            "weak": " ".join(weak_words()),
            "things": " ".join(one for one in things() if one.partition(":")[0] in sounds),
            "words": _front_coded(sorted(sounds)),
        },
    )
    return files


def _sounds(pages: Sequence[Found]) -> dict[str, dict[str, str]]:
    """For each folded syllable each of its sounds, and the pages that have it, written short."""
    found: dict[str, list[list[int]]] = {}
    for number, page in enumerate(pages):
        for place, words in enumerate(page.words):
            for word in words.split():
                if word not in found:
                    found[word] = [[] for _ in range(PLACES)]
                found[word][place].append(number)
    sounds: dict[str, dict[str, str]] = {}
    for word in sorted(found):
        fold, _, sound = word.partition(":")
        sounds.setdefault(fold, {})[sound] = "|".join(map(_pages, reversed(found[word]))).rstrip("|")
    return sounds


def _pages(numbers: Sequence[int]) -> str:
    """Numbers in rising order, as gaps or, if that is not much longer, as masks behind a space."""
    gaps = "".join([_number(after - one - 1) for one, after in pairwise((-1, *numbers))])
    if len(numbers) < _FEW:
        return gaps
    first = numbers[0] // _MASKED
    masks = [0] * (numbers[-1] // _MASKED - first + 1)
    if 2 * len(masks) > 3 * len(gaps):
        return gaps
    for number in numbers:
        masks[number // _MASKED - first] |= 1 << number % _MASKED
    return f" {_number(first)}{''.join([_LETTERS[mask] for mask in masks])}"


@cache
def _number(value: int) -> str:
    """A number in few letters: the last from `_LAST`, those before it from `_MORE`."""
    written = ""
    while value >= len(_LAST):
        value -= len(_LAST)
        written += _MORE[value % len(_MORE)]
        value //= len(_MORE)
    return written + _LAST[value]


def _word_parts(sounds: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[int, str]]:
    """The syllables in order, cut into parts; the place of the first of each, and what the part says of all."""
    part: list[str] = []
    first, size = 0, 0
    for at, (fold, ways) in enumerate(sorted(sounds.items())):
        same = ",".join([f"{_sound(fold, sound)}|{pages}" for sound, pages in ways.items()])
        if part and size + len(same) > _WORDS_AT_ONCE:
            yield first, ";".join(part)
            part, first, size = [], at, 0
        part.append(same)
        size += len(same)
    if part:
        yield first, ";".join(part)


def _sound(fold: str, sound: str) -> str:
    """A sound, as far as it is not the folded syllable itself, with or without a tone."""
    rest = sound.removeprefix(fold)
    return rest if rest in ("", *"12345") else sound


def _folders(pages: Sequence[Found]) -> Iterator[list[list[tuple[str, ...]]]]:
    """The pages as they are shown, some in a file, the files in folders."""
    blocks = list(_blocks(pages))
    for begin in range(0, len(blocks), _FILES_IN_FOLDER):
        yield blocks[begin : begin + _FILES_IN_FOLDER]


def _blocks(pages: Sequence[Found]) -> Iterator[list[tuple[str, ...]]]:
    block: list[tuple[str, ...]] = []
    size = 0
    for page in pages:
        more = sum(map(len, page.shown))
        likely = zlib.crc32(page.shown[0].encode()) % _LIKELY_PAGES == 0
        if block and (likely or size + more > _PAGES_AT_ONCE or len(block) == len(_LETTERS) - 1):
            yield block
            block, size = [], 0
        block.append(page.shown)
        size += more
    if block:
        yield block


def _front_coded(words: Sequence[str]) -> str:
    """Sorted words, of each how many letters it shares with the one before, at most nine, and the others."""
    written = []
    for before, word in pairwise(("", *words)):
        shared = 0
        while shared < min(len(before), len(word), 9) and before[shared] == word[shared]:
            shared += 1
        written.append(f"{_SHARED[shared]}{word[shared:]}")
    return "".join(written)


def _named(value: object) -> tuple[str, bytes]:
    address = f"{FOLDER}{digest(as_json(value).encode())[:8]}.js"
    return address, given(address, value)
