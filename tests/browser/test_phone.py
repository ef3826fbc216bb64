"""On a phone nothing runs over the edge, a thumb meets every control, focus shows and nothing jumps."""

import pytest
from playwright.sync_api import FloatRect, ViewportSize

from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.page_kinds import ALL, FRAMED
from browser.sites import Site

JUMP = 0.02

NARROW: ViewportSize = {"width": 320, "height": 640}

CONTROLS = """
() => [...document.querySelectorAll(
        "button, select, input[type=range], summary, label[for^=__], header a, nav[aria-label='Các mục'] a")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((control) => [control, control.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.right > 0 && box.left < innerWidth && (box.height < 44 || box.width < 44))
  .map(([control, box]) => `${control.tagName} ${(control.ariaLabel || control.textContent).trim().slice(0, 40)}: `
       + `${Math.round(box.width)} × ${Math.round(box.height)}`)
"""
WIDER = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
  .slice(0, 5).map((e) => `${e.tagName}.${e.getAttribute("class")} ${e.textContent.trim().slice(0, 40)}`)
"""
WATCH_JUMPS = """
window.jumps = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FOCUSED = """
() => {
  const box = document.activeElement.getBoundingClientRect();
  return document.activeElement === document.body ? null
    : [document.activeElement.outerHTML.slice(0, 80), box.x - 24, box.y - 24, box.width + 48, box.height + 48];
}
"""


@pytest.mark.parametrize("kind", ALL)
def test_nothing_scrolls_sideways_and_a_thumb_meets_every_control(open_page: OpenPage, kind: str) -> None:
    page = open_page(ALL[kind])

    assert page.evaluate(CONTROLS) == []
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.evaluate(WIDER)


@pytest.mark.parametrize(
    ("kind", "dark"),
    [("home", False), ("home", True), ("models", False), ("model", False), ("ledger", True), ("full map", False)],
)
def test_focus_can_be_seen(open_page: OpenPage, kind: str, dark: bool) -> None:
    page = open_page(ALL[kind], dark=dark)
    unseen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)  # a skip link slides in
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        called, x, y, width, height = found
        left, top = max(0, x), max(0, y)
        right, bottom = min(x + width, PHONE["width"]), min(y + height, PHONE["height"])
        if left >= right or top >= bottom:
            unseen.append(called)
            continue
        around: FloatRect = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        focused = page.screenshot(clip=around, animations="disabled")
        page.evaluate("document.activeElement.blur()")
        if focused == page.screenshot(clip=around, animations="disabled"):
            unseen.append(called)

    assert unseen == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["home", "models", "model"])
def test_nothing_jumps_while_a_page_opens(open_page: OpenPage, kind: str, size: ViewportSize) -> None:
    page = open_page(FRAMED[kind], size=size, before=WATCH_JUMPS)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.jumps") < JUMP


@pytest.mark.parametrize("address", ["", "mo-hinh/thu-a/", "xa/2025-07-01/90001/", "so-theo-doi/"])
def test_not_even_long_odd_texts_scroll_sideways(open_page: OpenPage, hostile_site: Site, address: str) -> None:
    page = open_page(address, site=hostile_site)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.evaluate(WIDER)
