"""A name with a slip in it, wherever it stands, still finds what is called so: short names of the demonstration."""

import zlib
from collections import Counter
from collections.abc import Iterator

from browser.conftest import OpenPage
from browser.sites import Site
from nhanrong.vietnamese import fold
from reading_search import read_index, search_files

ENOUGH = 0.9  # of each kind of slip: some make another name
SHORT = 5  # syllables
_ASK = """async (texts) => {
  const found = [];
  for (const text of texts) {
    const { hits } = await nhanrong.search.ask(text, { limit: 5 });
    found.push(hits.map((hit) => hit.title.map(([said]) => said).join("")));
  }
  return found;
}"""


def slips(name: str) -> Iterator[tuple[str, str]]:
    """A name spelt wrong in every way of a few, in each of its syllables, and what is wrong about it."""
    words = name.split()
    for at, word in enumerate(words):
        wrong = list(_in_one(word))
        yield from ((kind, " ".join([*words[:at], one, *words[at + 1 :]])) for kind, one in wrong)
        if at:
            yield "joined", " ".join([*words[: at - 1], words[at - 1] + word, *words[at + 1 :]])
    yield "all joined", fold("".join(words))


def _in_one(word: str) -> Iterator[tuple[str, str]]:
    if word[0] in "dD":
        yield "d", f"đ{word[1:]}"
    if word[0] in "đĐ":
        yield "d", f"d{word[1:]}"
    if len(word) < 4 or not word.isalpha():
        return
    at = 1 + zlib.crc32(word.encode()) % (len(word) - 1)
    yield "left out", word[:at] + word[at + 1 :]
    yield "without marks", fold(word[:at] + word[at + 1 :])
    yield "doubled", word[: at + 1] + word[at:]
    yield "another", f"{word[:at]}x{word[at + 1 :]}"
    if word[at] != word[at - 1]:
        yield "changed places", word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def test_a_name_with_one_slip_is_found(open_page: OpenPage, demonstration: Site) -> None:
    index = read_index(search_files(demonstration.folder))
    pages = zip(index.kinds, index.pages, strict=True)
    titles = sorted({shown[1] for kind, shown in pages if kind in {"xa", "cay-con", "mo-hinh"}})
    names = {title: title.removesuffix(" (xã cũ)") for title in titles}
    short = {title: name for title, name in names.items() if 2 <= len(name.split()) <= SHORT}
    questions = [(title, *slip) for title, name in short.items() for slip in slips(name)]
    page = open_page()
    page.add_script_tag(url=page.evaluate("nhanrong.root + 'assets/javascripts/nhanrong-search.js'"))

    found = page.evaluate(_ASK, [text for *_, text in questions])

    asked = Counter(kind for _, kind, _ in questions)
    missed = [one for one, hits in zip(questions, found, strict=True) if names[one[0]] not in " ".join(hits)]
    assert len(asked) == 8
    assert {
        kind for kind, many in Counter(kind for _, kind, _ in missed).items() if many > (1 - ENOUGH) * asked[kind]
    } == (set()), missed
