"""The files of the search: what the pages say, cut into parts of which a reader's browser takes only what it needs.

Pages are numbered, those of a kind together. `tim-kiem/muc-luc.js` names all parts. *Words*: for each folded syllable
every way it sounds, and for each of these the pages that have it, by the place where it weighs most, as gaps between
their numbers. *Pages*: what hits show, some pages in a file, the files in folders. Parts are named after what they
hold, so that those of two editions never mix.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter

from nhanrong.facts import digest
from nhanrong.render.giving import as_json, given
from nhanrong.searching import KINDS, OTHER, PLACES, Found
from nhanrong.synonyms import weak_words

FOLDER = "tim-kiem/"
CONTENTS = f"{FOLDER}muc-luc.js"
SCRIPT = "assets/javascripts/nhanrong-search.js"

_LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"\\<',;|")
_LAST, _MORE = _LETTERS[:60], _LETTERS[60:]
_WORDS_AT_ONCE = 12_000  # letters of the words in a file, unless one syllable has more
_PAGES_AT_ONCE = 3_000  # letters of the pages in a file, unless one page has more
_LIKELY_PAGES = 32  # after about so many pages a file ends whatever it holds, so that a change moves few files
_FILES_IN_FOLDER = 64
_KINDS = (*KINDS.values(), OTHER)


def index_files(pages: Sequence[Found]) -> dict[str, bytes]:
    """All files of the search, by address."""
    ordered = sorted(pages, key=lambda page: (_KINDS.index(page.kind), -page.boost))  # else in the order of the site
    files: dict[str, bytes] = {}
    parts: list[list[str]] = []
    for first, words in _word_parts(_sounds(ordered)):
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
            "words": _front_coded(sorted({word for page in ordered for word in _folded(page) if word.isalpha()})),
        },
    )
    return files


def _folded(page: Found) -> Iterator[str]:
    return (word.partition(":")[0] for place in page.words for word in place.split())


def _sounds(pages: Sequence[Found]) -> dict[str, str]:
    """For each sound of each folded syllable, as “fold:sound”, the pages that have it, written short."""
    found: dict[str, list[list[int]]] = {}
    for number, page in enumerate(pages):
        for place, words in enumerate(page.words):
            for word in words.split():
                if word not in found:
                    found[word] = [[] for _ in range(PLACES)]
                found[word][place].append(number)
    return {word: "|".join(map(_gaps, places)).rstrip("|") for word, places in found.items()}


def _gaps(numbers: Sequence[int]) -> str:
    return "".join([_number(next_one - one - 1) for one, next_one in pairwise((-1, *numbers))])


@cache
def _number(value: int) -> str:
    """A number in few letters: the last from `_LAST`, those before it from `_MORE`."""
    written = ""
    while value >= len(_LAST):
        value -= len(_LAST)
        written += _MORE[value % len(_MORE)]
        value //= len(_MORE)
    return written + _LAST[value]


def _word_parts(sounds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The syllables in alphabetic order, cut into parts; the first of each and all of it."""
    part: list[str] = []
    first, size = "", 0
    for fold, group in groupby(sorted(item.partition(":")[::2] for item in sounds), itemgetter(0)):
        same = ",".join(f"{'' if sound == fold else sound}|{sounds[f'{fold}:{sound}']}" for _, sound in group)
        if part and size + len(same) > _WORDS_AT_ONCE:
            yield first, ";".join(part)
            part, size = [], 0
        first = first if part else fold
        part.append(f"{fold},{same}")
        size += len(same) + len(fold)
    if part:
        yield first, ";".join(part)


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
        written.append(f"{shared}{word[shared:]}")
    return "".join(written)


def _named(value: object) -> tuple[str, bytes]:
    address = f"{FOLDER}{digest(as_json(value).encode())[:8]}.js"
    return address, given(address, value)
