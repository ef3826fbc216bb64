"""How tests search: the box is opened as readers open it, what it shows is read; or the engine is the test's own."""

import json
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.conftest import PATIENCE
from nhanrong.vietnamese import fold

ENGINE = "**/nhanrong-search.js*"
PARTS = "**/tim-kiem/**"

# An engine that answers when the test says so; what it was asked stands in window.asked
_WAITING = """
window.asked = [];
nhanrong.search = {
  warm: async () => {},
  ask: (text, options) => new Promise((done, fail) => asked.push({ text, options, done, fail })),
};
"""


def dialog(page: Page) -> Locator:
    """The search."""
    return page.get_by_role("dialog", name="Tìm kiếm")


def box(page: Page) -> Locator:
    """Where one types."""
    return page.get_by_role("textbox", name="Tìm")


def open_search(page: Page) -> None:
    """Open the search from the keyboard."""
    page.get_by_role("button", name=re.compile("^Tìm")).filter(visible=True).first.press("Enter")
    expect(box(page)).to_be_focused()


def results(page: Page, wanted: str) -> list[tuple[str, str]]:
    """Text and address of the pages found, once they stay and the first of them holds every word of `wanted`."""
    links = dialog(page).get_by_role("listitem").get_by_role("link")
    words = re.findall(r"\w+", fold(wanted))
    deadline = time.monotonic() + PATIENCE / 1000
    found: list[tuple[str, str]] = []
    while time.monotonic() < deadline:
        before = found
        found = [(text, href) for text, href in links.evaluate_all("all => all.map(a => [a.innerText, a.href])")]
        if found and found == before and set(words) <= set(re.findall(r"\w+", fold(found[0][0]))):
            return found
        page.wait_for_timeout(150)
    pytest.fail(f"“{wanted}”: {[text[:60] for text, _ in found[:3]]}")


def own_engine(page: Page) -> None:
    """From now on a search waits for :func:`answer`."""

    def give(route: Route) -> None:
        route.fulfill(body=_WAITING, content_type="text/javascript")

    page.route(ENGINE, give)


def asked(page: Page, text: str) -> int:
    """The number of the last question, once it is this."""
    page.wait_for_function("text => window.asked && asked.length && asked[asked.length - 1].text === text", arg=text)
    return int(page.evaluate("asked.length - 1"))


def answer(page: Page, question: int, hits: Sequence[Mapping[str, Any]], **more: Any) -> None:
    """Answer a question; unless told otherwise, the hits are all there are."""
    kinds: dict[str, int] = {}
    for one in hits:
        kinds[one["kind"]] = kinds.get(one["kind"], 0) + 1
    told = json.dumps({"hits": hits, "kinds": kinds, "nearest": []} | more)
    page.evaluate(f"number => asked[number].done({told})", question)


def hit(title: str, kind: str = "mo-hinh", **more: Any) -> dict[str, Any]:
    """Something found: every word between stars is marked in its title."""
    parts = [[text, bool(at % 2)] for at, text in enumerate(title.split("*")) if text]
    return {"address": "", "title": parts, "kind": kind, "where": "", "state": "", "year": "", "snippet": []} | more
