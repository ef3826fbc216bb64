"""Axe finds nothing on any kind of page: by day and by night, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import DESKTOP, PHONE, OpenPage
from browser.page_kinds import ALL

COLOURS_ONLY = {"runOnly": ["color-contrast", "link-in-text-block"]}


def violations(page: Page, **more: object) -> list[str]:
    """What axe finds, one line for each kind."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **more}).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['target']} ({len(one['nodes'])})" for one in found]


@pytest.mark.parametrize("kind", ALL)
def test_by_day(open_page: OpenPage, kind: str) -> None:
    page = open_page(ALL[kind])
    phone = violations(page)
    page.set_viewport_size(DESKTOP)

    assert {"phone": phone, "desktop": violations(page)} == {"phone": [], "desktop": []}


@pytest.mark.parametrize("kind", ALL)
def test_colours_by_night(open_page: OpenPage, kind: str) -> None:
    page = open_page(ALL[kind], dark=True)
    phone = violations(page, **COLOURS_ONLY)
    page.set_viewport_size(DESKTOP)

    assert {"phone": phone, "desktop": violations(page, **COLOURS_ONLY)} == {"phone": [], "desktop": []}


def test_the_open_menu(open_page: OpenPage) -> None:
    page = open_page(size=PHONE)
    button = page.get_by_role("banner").get_by_role("button", name="Mục lục")
    assert button.get_attribute("aria-expanded") == "false"

    button.press("Enter")
    page.wait_for_timeout(400)  # the drawer slides in

    assert button.get_attribute("aria-expanded") == "true"
    assert violations(page) == []
